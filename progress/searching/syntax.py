"""What a search may say, as a tree. Pure values; `parsing` makes them of text, `matching` finds what they mean."""

from dataclasses import dataclass
from enum import StrEnum


class Number(StrEnum):
    """What `prop:` may compare."""

    RECALL = "r"
    """The probability of recall today, 0 to 1."""
    STABILITY = "s"
    """Days."""
    DIFFICULTY = "d"
    """1 to 10."""
    LAPSES = "lapses"
    REPS = "reps"
    INTERVAL = "ivl"
    """Days from the last review to the next."""
    AGO = "ago"
    """Days since the last review."""
    DUE = "due"
    """Days from today on; negative where it should have been reviewed before."""


class State(StrEnum):
    """What `is:` may ask for."""

    DUE = "due"
    NEW = "new"
    LEARN = "learn"
    REVIEW = "review"
    LEARNED = "learned"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"
    FLAGGED = "flagged"
    NOTED = "noted"
    CARD = "card"
    QUESTION = "question"


class Named(StrEnum):
    """What is told by a name, in which `*` stands for any letters."""

    DECK = "deck"
    TOPIC = "topic"
    ROLE = "role"
    KIND = "kind"
    ID = "id"
    NOTE = "note"


class Recent(StrEnum):
    """What is told by how many study days ago it was at most; 1 is today."""

    ADDED = "added"
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class Words:
    """Text that a card or question has: a word begun, or in quotation marks exact words in this order."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """`deck:`, `topic:` and the like."""

    which: Named
    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """`is:`."""

    state: State


@dataclass(frozen=True, slots=True)
class Flag:
    """`flag:`; 0 is without any."""

    number: int


@dataclass(frozen=True, slots=True)
class Property:
    """`prop:`; what was never reviewed has none of these numbers."""

    which: Number
    sign: str
    """`=`, `!=`, `<`, `>`, `<=` or `>=`."""
    value: float


@dataclass(frozen=True, slots=True)
class Within:
    """`added:` and `rated:`."""

    which: Recent
    days: int


@dataclass(frozen=True, slots=True)
class Not:
    """All but."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What all parts find; everything where there are none."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """What one part or more finds."""

    parts: tuple["Node", ...]


Node = Words | Name | Is | Flag | Property | Within | Not | All | Any


def written(node: Node) -> str:
    """A search that means the same, as one would type it."""
    match node:
        case Words(text, exact):
            return quoted(text) if exact else _bare(text)
        case Name(which, name):
            return f"{which}:{_bare(name)}"
        case Is(state):
            return f"is:{state}"
        case Flag(number):
            return f"flag:{number}"
        case Property(which, sign, value):
            return f"prop:{which}{sign}{value!r}"
        case Within(which, days):
            return f"{which}:{days}"
        case Not(part):
            return f"-{_grouped(part)}"
        case All(parts):
            return " ".join(map(_grouped, parts))
        case Any(parts):
            return " or ".join(map(_grouped, parts))


def _grouped(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, All | Any) else written(node)


def quoted(text: str) -> str:
    """Text in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _bare(text: str) -> str:
    """Text as it stands outside quotation marks, its special characters escaped."""
    plain = "".join(f"\\{c}" if c in '\\"():' or c.isspace() else c for c in text)
    return f"\\{plain}" if text[:1] == "-" or text.lower() in ("or", "and") else plain
