"""What a report on a class holds: data, made by `progress.classes.report`."""

from dataclasses import dataclass

from progress.classes.account import Oddity
from progress.classes.choosing import Flag, OptionUse
from progress.classes.items import Item, Whole
from progress.classes.rates import Difference
from progress.classes.standing import Spread, Standing


@dataclass(frozen=True, slots=True)
class Basis:
    """What the report rests on."""

    students: int
    answers: int
    first_answers: int
    """Answers to questions that were the student's first to that question."""
    days: int
    """Days on which anybody answered."""
    first_day: int
    """`date.toordinal`; 0 without answers."""
    last_day: int
    questions: int
    """Questions answered by at least `FEWEST` students."""
    shown: int
    """Of them, those answered by at least 20."""
    asked: int
    """Questions answered by anybody."""


@dataclass(frozen=True, slots=True)
class TopicSpread:
    """How one topic stands in the class."""

    topic: str
    depth: int
    """How deep it is nested: 0 for a topic that is in no other."""
    spread: Spread
    students: int
    """With any answers to it."""
    answers: int
    weak: int
    """Students who are weak at it."""
    strong: int
    """Students with enough answers who are not."""
    unknown: int
    """Students of whom there are too few answers to say."""
    histogram: tuple[int, ...]
    """Students by tenths of expected mastery."""
    quartiles: tuple[float, float, float]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One student who needs help."""

    student: str
    """The pseudonym."""
    topics: tuple[tuple[str, Standing], ...]
    """Topics that the student is weak at, the weakest first."""
    answers: int


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One question."""

    question: str
    """Its id."""
    item: Item
    options: tuple[OptionUse, ...]
    """Empty where the choices are not known, or the question has several right options."""
    flags: tuple[Flag, ...]
    provisional: bool
    """Whether fewer than 100 students have answered it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in one topic."""

    topic: str
    """Empty for all topics together."""
    difference: Difference


@dataclass(frozen=True, slots=True)
class GroupReport:
    """One group against all others together."""

    group: str
    students: int
    changes: tuple[Change, ...]
    """The group less the others."""


@dataclass(frozen=True, slots=True)
class ClassReport:
    """All of it."""

    basis: Basis
    topics: tuple[TopicSpread, ...]
    """The lowest mean first, topics within others after them."""
    common: tuple[str, ...]
    """Topics that most of those students are weak at of whom it can be said: a matter for the class."""
    needs: tuple[Need, ...]
    """Who is weak at something besides, who is weak at most first; what most are weak at is not repeated."""
    items: tuple[ItemReport, ...]
    """Questions answered by at least 20 students, the gravest first."""
    whole: Whole
    windows: tuple[tuple[int, int], tuple[int, int]] | None
    """The times that are compared; None where too little time has passed."""
    changes: tuple[Change, ...]
    """The later less the earlier."""
    groups: tuple[GroupReport, ...]
    ungrouped: int
    """Students whom the list of groups does not have."""
    oddities: tuple[Oddity, ...]
