"""Taking typed values out of a tree of nodes, reporting what does not fit the format's tables."""

from collections.abc import Iterator
from collections.abc import Sequence as Seq
from dataclasses import dataclass, field

from decks.format.schema import Table
from decks.model import Mark
from decks.problems import Problem, Severity
from decks.reading.tree import Mapping, Node, Scalar, Sequence
from decks.text import is_plain, is_slug, one_line, plain, slug_of

_LONGEST_WORD = 100
"""Letters of a word that are looked at for a suggestion."""


def nearest(word: str, known: Seq[str]) -> str:
    """`did you mean …` for a word that is nearly a known one, else nothing."""
    from difflib import get_close_matches  # only wanted for a mistake

    match = get_close_matches(word, known, n=1)
    return f"write “{match[0]}” if that is what was meant" if match else ""


@dataclass(slots=True)
class Notes:
    """Where problems gather while a file is read."""

    shown: str
    """The file's name in messages."""
    problems: list[Problem] = field(default_factory=list)
    comparisons: int = 200_000
    """Words that may still be compared for the sake of suggestions; a file full of mistakes gets none after a time."""

    def nearest(self, word: str, known: Seq[str]) -> str:
        """As the function of that name, as long as there is time for it."""
        self.comparisons -= len(known)
        return nearest(word[:_LONGEST_WORD], known) if self.comparisons >= 0 else ""

    def mark(self, node: Node) -> Mark:
        """The place of a node."""
        return Mark(node.path, node.line, node.column)

    def where(self, first: Node, later: Node) -> str:
        """The line of a node, in words for a message at a later one."""
        return f"line {first.line}" if first.path == later.path else f"line {first.line} of {first.path}"

    def error(self, node: Node, code: str, what: str, advice: str) -> None:
        """Add an error at a node."""
        self.problems.append(Problem(self.mark(node), code, Severity.ERROR, what, advice))

    def warning(self, node: Node, code: str, what: str, advice: str) -> None:
        """Add a warning at a node."""
        self.problems.append(Problem(self.mark(node), code, Severity.WARNING, what, advice))


@dataclass(slots=True)
class Fields:
    """The values of one mapping, by key; each taker reports what it cannot take and returns an empty value."""

    node: Mapping
    table: Table
    notes: Notes
    values: dict[str, Node]
    keys: dict[str, Scalar]
    sound: bool = True
    """False once a key or value had to be left out."""

    @classmethod
    def of(cls, node: Node, table: Table, notes: Notes) -> "Fields | None":
        """The fields of a node that should be a mapping as the table says, or None where it is none."""
        if not isinstance(node, Mapping):
            example = ", ".join(f"{key.name}: …" for key in table.keys if key.required)
            notes.error(node, "D110", f"{table.name} is a mapping", f"write “{example or 'key: value'}”")
            return None
        fields = cls(node, table, notes, {}, {})
        for key, value in node.pairs:
            if key.value in fields.values:
                first = notes.where(fields.keys[key.value], key)
                notes.error(
                    key,
                    "D108",
                    f"“{one_line(key.value)}” stands here a second time (first in {first})",
                    "keep one of the two",
                )
                fields.sound = False
            elif table.key(key.value) is None:
                names = [k.name for k in table.keys]
                advice = notes.nearest(key.value, names) or "the keys are " + ", ".join(names)
                notes.error(key, "D111", f"{table.name} has no key “{one_line(key.value)}”", advice)
                fields.sound = False
            else:
                fields.values[key.value] = value
                fields.keys[key.value] = key
        for wanted in table.keys:
            if wanted.required and wanted.name not in fields.values:
                example = f"{wanted.name}: {wanted.example or '…'}"
                notes.error(node, "D112", f"{table.name} needs “{wanted.name}”", f"add “{example}”")
                fields.sound = False
        return fields

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str, *, prose: bool = False) -> str:
        """A text on one line, or of several with `prose`; empty where the key is missing."""
        node = self.values.get(name)
        if node is None:
            return ""
        value = scalar(node, f"“{name}”", self.notes, prose=prose)
        if not value:
            self.sound = False
        return value

    def slug(self, name: str) -> str:
        """An id; empty where the key is missing or no slug."""
        node = self.values.get(name)
        if node is None:
            return ""
        value = slug(node, f"“{name}”", self.notes)
        if not value:
            self.sound = False
        return value

    def flag(self, name: str) -> bool:
        """true or false; false where the key is missing."""
        node = self.values.get(name)
        if node is None:
            return False
        if isinstance(node, Scalar) and node.plain and node.value.lower() in {"true", "false"}:
            return node.value.lower() == "true"
        self.notes.error(node, "D115", f"“{name}” is true or false", "write one of the two, without quotes")
        self.sound = False
        return False

    def entries(self, name: str) -> Iterator[Node]:
        """The entries of a list; a single one may stand without its list."""
        node = self.values.get(name)
        if node is None:
            return
        if isinstance(node, Sequence):
            yield from node.items
        elif isinstance(node, Scalar) and node.plain and node.value in {"", "~", "null"}:
            return  # "duties:" with nothing below it is an empty list
        else:
            yield node

    def texts(self, name: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        found = [scalar(node, f"“{name}”", self.notes) for node in self.entries(name)]
        self.sound = self.sound and all(found)
        return tuple(text for text in found if text)

    def slugs(self, name: str) -> tuple[tuple[str, Node], ...]:
        """An id or a list of ids, each with its place."""
        found = [(slug(node, f"“{name}”", self.notes), node) for node in self.entries(name)]
        self.sound = self.sound and all(value for value, _ in found)
        return tuple((value, node) for value, node in found if value)

    def pairs(self, name: str) -> Iterator[tuple[Scalar, Node]]:
        """The keys and values of a mapping whose keys are free, each key once."""
        node = self.values.get(name)
        if node is None or (isinstance(node, Scalar) and node.plain and node.value in {"", "~", "null"}):
            return
        if not isinstance(node, Mapping):
            self.notes.error(node, "D110", f"“{name}” is a mapping", "write “key: value” lines below it")
            self.sound = False
            return
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            if key.value in first:
                where = self.notes.where(first[key.value], key)
                what = f"“{one_line(key.value)}” stands here a second time (first in {where})"
                self.notes.error(key, "D108", what, "keep one of the two")
                self.sound = False
            else:
                first[key.value] = key
                yield key, value


def scalar(node: Node, name: str, notes: Notes, *, prose: bool = False) -> str:
    """The text of a node, made harmless; empty, and reported, where it is none."""
    if not isinstance(node, Scalar):
        kind = "list" if isinstance(node, Sequence) else "mapping"
        notes.error(
            node, "D110", f"{name} is a text, not a {kind}", "put it in quotes if it starts with a bracket"
        )
        return ""
    if not is_plain(node.value):
        notes.warning(
            node, "D116", f"{name} holds control characters, which are shown as signs", "take them out"
        )
    value = plain(node.value).strip() if prose else one_line(node.value)
    if not value:
        notes.error(node, "D113", f"{name} is empty", "write a text, or leave the key out")
    return value


def slug(node: Node, name: str, notes: Notes) -> str:
    """The id that a node holds; empty, and reported, where it is none."""
    value = scalar(node, name, notes)
    if not value or is_slug(value):
        return value
    near = slug_of(value)
    advice = f"write it as “{near}”" if near else "write it with lower-case letters, digits and hyphens"
    notes.error(node, "D114", f"“{value}” is not an id (lower-case letters, digits, single hyphens)", advice)
    return ""
