"""YAML as a tree of located nodes, in which every scalar is the text that was written.

PyYAML's own loaders turn `no` into False and 2024-12-14 into a date, drop line marks, expand aliases without bound and
recurse as deep as the text nests. The tree is built from the parser's events instead, so that a text stays a text, each
node knows its place, and hostile input costs no more than its own length.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from decks.reading.decoding import refusal as _refuse
from decks.text import one_line

MAX_NODES = 500_000
"""Texts, lists and mappings that the files of a deck may hold together. 900 roles with 18,000 duties have about 150,000."""
MAX_DEPTH = 12
"""Levels of nesting that a deck may have; the format itself uses seven."""

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The C parser is eight times as fast; a PyYAML built without libyaml still reads decks.


@dataclass(slots=True)
class Scalar:
    """A text."""

    value: str
    path: str
    """The file's name in messages."""
    line: int
    column: int
    """Both counted from 1."""
    plain: bool
    """Whether it was written without quotes."""


@dataclass(slots=True)
class Sequence:
    """A list."""

    path: str
    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order written; keys may repeat."""

    path: str
    line: int
    column: int
    last: int = 0
    """The line in which it ends."""
    pairs: list[tuple[Scalar, "Node"]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


def _events(text: str, shown: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        opened = error.context_mark if "end of stream" in (error.problem or "") else None
        mark = opened or error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what, advice = _explained(error, text, line)
        raise _refuse(shown, line, column, "D104", what, advice) from None
    except yaml.YAMLError as error:
        what = f"this is not YAML: {str(error).splitlines()[0]}"
        raise _refuse(shown, 1, 1, "D104", what, "write it as FORMAT.md shows") from None


def _explained(error: yaml.MarkedYAMLError, text: str, line: int) -> tuple[str, str]:
    """What the parser means, in words for somebody who does not know YAML's terms."""
    problem = error.problem or ""
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or "tab" in problem:
        return "the line is indented with a tab", "indent with spaces"
    if "mapping values are not allowed" in problem:
        return (
            "there is a second “: ” in this line, or it is indented wrongly",
            "put the text in quotes, or mend the indentation",
        )
    if "cannot start any token" in problem:
        return "a text cannot start with this character", "put the text in quotes"
    if "end of stream" in problem:
        return (
            "a quote that was opened is never closed",
            "close it, or put the whole text in the other kind of quotes",
        )
    if "did not find expected ',' or" in problem:
        return "a bracket that was opened is not closed, or a comma is missing", "close it, or put the comma"
    if "could not find expected ':'" in problem:
        return (
            "a key stands here without “: ” and a value",
            "write “key: value”, or indent the line below the text it belongs to",
        )
    if "undefined alias" in problem or "alias" in problem or "anchor" in problem:
        return "“*” and “&” at the start of a text have a meaning in YAML", "put the text in quotes"
    if "did not find expected" in problem:
        return (
            "the line does not fit the ones above it",
            "line it up with the entry it belongs to, or quote the text above it",
        )
    return f"this is not YAML: {problem}", "write it as FORMAT.md shows"


def _as_written(tag: str) -> str:
    """A tag as its writer knows it."""
    standard = "tag:yaml.org,2002:"
    return one_line(f"!!{tag.removeprefix(standard)}" if tag.startswith(standard) else tag)


@dataclass(slots=True)
class Room:
    """How much more the files of a deck may hold, so that no deck fills the memory."""

    left: int = MAX_NODES


def parse_tree(text: str, shown: str, room: Room | None = None) -> Node | None:
    """The tree of the text's one document, or None where it is empty.

    Raises:
        Refused: it is not YAML, or uses a part of YAML that decks do without (aliases, tags, several documents, deep
            nesting).
    """
    room = room or Room()
    root: Node | None = None
    stack: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    documents, latest = 0, 0
    for event in _events(text, shown):
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refuse(
                    shown,
                    line,
                    column,
                    "D109",
                    "a second document starts here",
                    "put it in a file of its own",
                )
            continue
        if isinstance(event, yaml.AliasEvent):
            raise _refuse(
                shown,
                line,
                column,
                "D105",
                f"“*{one_line(event.anchor or '')}” is an alias, which decks do without",
                "write the text out, or put it in quotes",
            )
        if isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop()
            keys.pop()
            if isinstance(closed, Mapping):
                closed.last = max(closed.line, latest)
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if event.anchor is not None:
            raise _refuse(
                shown,
                line,
                column,
                "D105",
                f"“&{one_line(event.anchor)}” is an anchor, which decks do without",
                "leave it out, or put the text in quotes",
            )
        tag = event.tag if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) else None
        if tag is not None:
            raise _refuse(
                shown,
                line,
                column,
                "D106",
                f"“{_as_written(tag)}” is a tag, which decks do without",
                "leave it out, or put the text in quotes",
            )
        room.left -= 1
        if room.left < 0:
            what = f"the deck holds more than {MAX_NODES:,} texts, lists and mappings"
            raise _refuse(shown, line, column, "D101", what, "split it into several decks")
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            # A text of several lines ends at the start of the line after it.
            latest = event.end_mark.line + (event.end_mark.column > 0) if event.end_mark else line
            node = Scalar(event.value, shown, line, column, event.style is None or event.style == "")
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(shown, line, column)
        else:
            node = Mapping(shown, line, column)
        _attach(node, stack, keys, shown)
        if root is None:
            root = node
        if not isinstance(node, Scalar):
            if len(stack) >= MAX_DEPTH:
                raise _refuse(
                    shown,
                    line,
                    column,
                    "D107",
                    f"lists and mappings nest more than {MAX_DEPTH} deep",
                    "write it as FORMAT.md shows",
                )
            stack.append(node)
            keys.append(None)
    if isinstance(root, Scalar) and root.plain and root.value in {"", "~", "null"}:
        return None
    return root


def _attach(node: Node, stack: list[Sequence | Mapping], keys: list[Scalar | None], shown: str) -> None:
    """Put a node into the collection that is open, as item, key or value."""
    if not stack:
        return
    parent = stack[-1]
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return
    key = keys[-1]
    if key is not None:
        parent.pairs.append((key, node))
        keys[-1] = None
    elif isinstance(node, Scalar):
        keys[-1] = node
    else:
        raise _refuse(
            shown,
            node.line,
            node.column,
            "D110",
            "a list or mapping stands where a key is expected",
            "write “key: value”",
        )
