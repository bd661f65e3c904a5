"""YAML read and written again with its comments, its order and its own words: ruamel.yaml, bent to decks.

Slow to import and slow to run, so only for commands that rewrite a file.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import yaml as pyyaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from decks.reading import tree

WIDTH = 110
"""Columns after which what had several lines, texts and collections in brackets, goes on in the next."""

_ENDLESS = 2**30
_NULL = Tag(suffix="tag:yaml.org,2002:null")


class Untakeable(Exception):
    """ruamel.yaml reads the text in another way than decks are read; the message says how, with line and column."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(what)
        self.line = line
        self.column = column


class _Texts(VersionedResolver):
    """Every scalar is the text that was written, as in decks: `True`, `0o17` and `2024-12-14` stay as they are."""

    def resolve(self, kind: type, value: str, implicit: tuple[bool, bool]) -> object:
        if kind is ScalarNode and implicit[0]:
            return self.DEFAULT_SCALAR_TAG if value else _NULL
        tag: object = super().resolve(kind, value, implicit)
        return tag


def _emitter(wrapped: frozenset[str], broken: Sequence[bool]) -> type[Emitter]:
    """An emitter that breaks only what was broken over lines before.

    Args:
        wrapped: the texts that had several lines.
        broken: whether each outermost collection in brackets had several lines, in their order.
    """

    class Keeping(Emitter):
        brackets = 0
        """Outermost collections in brackets so far."""

        def need_more_events(self) -> bool:
            """Wait for the value of a key in brackets too, to know whether both fit the line."""
            waiting = self.flow_level and len(self.events) == 1 and isinstance(self.events[0], ScalarEvent)
            return bool(super().need_more_events() or waiting)

        def increase_indent(
            self, flow: bool = False, sequence: bool | None = None, indentless: bool = False
        ) -> None:
            within_brackets = flow and (sequence is not None or self.flow_level)
            if not within_brackets or self.indent is None:
                super().increase_indent(flow, sequence, indentless)
            else:
                self.indents.append(self.indent, sequence)
                # Of a mapping it is asked after the brace was counted, of a list before.
                outermost = sequence is not None and self.flow_level == (0 if sequence else 1)
                item = self.sequence_context and outermost
                self.indent += 2 + (self.best_sequence_indent if item else 0)

        def expect_flow_sequence(self, force_flow_indent: bool | None = False) -> None:
            self._count_brackets()
            super().expect_flow_sequence(force_flow_indent)

        def expect_flow_mapping(
            self, single: bool | None = False, force_flow_indent: bool | None = False
        ) -> None:
            self._count_brackets()
            super().expect_flow_mapping(single, force_flow_indent)

        def _count_brackets(self) -> None:
            if not self.flow_level:
                was_broken = self.brackets < len(broken) and broken[self.brackets]
                self.best_width = WIDTH if was_broken else _ENDLESS
                self.brackets += 1

        def write_plain(self, text: str, split: bool = True) -> None:
            with self._fitting(text, len(text) + 2):
                super().write_plain(text, split)

        def write_single_quoted(self, text: str, split: bool = True) -> None:
            with self._fitting(text, len(text) + 4):
                super().write_single_quoted(text, split)

        def write_double_quoted(self, text: str, split: bool = True) -> None:
            with self._fitting(text, len(text) + 4):
                super().write_double_quoted(text, split)

        def write_folded(self, text: str, comment: object) -> None:
            width, self.best_width = self.best_width, _ENDLESS  # it knows where its lines ended
            super().write_folded(text, comment)
            self.best_width = width

        @contextmanager
        def _fitting(self, text: str, length: int) -> Iterator[None]:
            """Begin a new line within brackets where the text would not fit; leave the text itself in one piece."""
            if self.simple_key_context and self.events and isinstance(self.events[0], ScalarEvent):
                length += len(self.events[0].value)
            value_of_key = self.mapping_context and not self.simple_key_context
            breakable = self.flow_level and not self.whitespace and not value_of_key
            if breakable and self.column + length > self.best_width:
                within, self.indent = self.indent, (self.indent or 2) - 2
                self.write_indent()
                self.indent = within
            width = self.best_width
            self.best_width = WIDTH if text in wrapped and not self.flow_level else _ENDLESS
            yield
            self.best_width = width

    return Keeping


def _layout(text: str) -> tuple[frozenset[str], list[bool]]:
    """What `_emitter` needs to know of a text. Raises `yaml.YAMLError`."""
    wrapped: set[str] = set()
    broken: list[bool] = []
    depth, first = 0, 0
    for event in pyyaml.parse(text, Loader=getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)):
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            continue
        if isinstance(event, pyyaml.ScalarEvent) and event.style not in ("|", ">") and start.line != end.line:
            wrapped.add(event.value)
        elif isinstance(event, pyyaml.CollectionStartEvent) and (depth or event.flow_style):
            first = first if depth else start.line
            depth += 1
        elif isinstance(event, pyyaml.CollectionEndEvent) and depth:
            depth -= 1
            if not depth:
                broken.append(end.line != first)
    return frozenset(wrapped), broken


def _offset(text: str) -> int:
    """How far the file's first list is indented from its key; 2 where no list tells."""
    ahead = [tree.parse_tree(text, "")]
    lines = text.split("\n")
    while ahead:
        node = ahead.pop()
        if isinstance(node, tree.Sequence):
            ahead += node.items
        elif isinstance(node, tree.Mapping):
            for key, value in node.pairs:
                if isinstance(value, tree.Sequence) and value.line > key.line:
                    dash = lines[value.line - 1][value.column - 1 : value.column]
                    return min(value.column - key.column, 4) if dash == "-" else 2
            ahead += [value for _, value in reversed(node.pairs)]
    return 2


class RoundTrip:
    """One text, taken apart to be changed and written again."""

    def __init__(self, text: str) -> None:
        """Raises `Untakeable`."""
        try:
            wrapped, broken = _layout(text)
        except pyyaml.YAMLError as error:
            raise Untakeable(str(error).partition("\n")[0], 1, 1) from None
        self._yaml = YAML()
        self._yaml.Resolver = _Texts
        self._yaml.Emitter = _emitter(wrapped, broken)
        self._yaml.preserve_quotes = True
        self._yaml.brace_single_entry_mapping_in_flow_sequence = True
        self._yaml.width = WIDTH
        offset = _offset(text)
        self._yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
        self._yaml.explicit_start = text.startswith("---") or None
        try:
            root = self._yaml.load(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise Untakeable(str(error.problem), line, column) from None
        except (YAMLError, ValueError) as error:
            raise Untakeable(str(error).partition("\n")[0], 1, 1) from None
        self.root: CommentedMap | None = root if isinstance(root, CommentedMap) else None
        """The mapping that the text is; None where it is something else."""

    def text(self) -> str:
        """The text as it now is, with the line ends of YAML's own making."""
        stream = io.StringIO()
        self._yaml.dump(self.root, stream)
        return stream.getvalue()


def comments(text: str) -> list[str]:
    """The comments of a YAML text in their order: what lies between its tokens. Those within a block text's first line are missing."""
    lines = text.split("\n")
    found: list[str] = []
    at = (0, 0)
    for token in pyyaml.scan(text, Loader=getattr(pyyaml, "CSafeLoader", pyyaml.SafeLoader)):
        start, end = token.start_mark, token.end_mark
        for number in range(at[0], start.line + 1):
            first = at[1] if number == at[0] else 0
            last = start.column if number == start.line else None
            between = lines[number][first:last] if number < len(lines) else ""
            if "#" in between:
                found.append(between[between.index("#") :].strip())
        at = max(at, (end.line, end.column))
    return found
