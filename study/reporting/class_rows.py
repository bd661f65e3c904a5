"""What the report on a class shows, row by row: every format shows this, and as JSON it is the whole of it."""

from dataclasses import dataclass
from pathlib import PurePath

from progress.classes.choosing import Flag
from progress.classes.items import Whole
from study.reporting.class_words import Told

GRAVE = frozenset({Flag.WRONG_KEY.value, Flag.NEGATIVE.value, Flag.LOW.value})
"""Findings that put a question in doubt."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic."""

    topic: str
    title: str
    depth: int
    mean: float
    low: float
    high: float
    students: int
    answers: int
    weak: int
    not_weak: int
    unknown: int
    quartiles: tuple[float, float, float]
    histogram: tuple[int, ...]
    """Students by tenths of expected mastery."""


@dataclass(frozen=True, slots=True)
class WeakTopic:
    """A topic that a student is weak at."""

    topic: str
    title: str
    mean: float
    low: float
    high: float
    answers: int


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A student who needs help."""

    student: str
    name: str | None
    """Where the key tells it."""
    answers: int
    topics: tuple[WeakTopic, ...]

    @property
    def called(self) -> str:
        """The name, or failing that the pseudonym."""
        return self.name or self.student


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option of a question."""

    ref: str
    text: str
    key: bool
    shown: int
    chosen: int
    strong: int
    strong_of: int
    weak: int
    weak_of: int
    rest: float | None
    dead: bool
    suspect: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question."""

    question: str
    stem: str
    topic: str
    topic_title: str
    file: str | None
    line: int | None
    students: int
    provisional: bool
    facility: float | None
    deviation: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None
    intended_weight: float
    effective_weight: float | None
    findings: tuple[Told, ...]
    options: tuple[OptionRow, ...]

    @property
    def place(self) -> str:
        """`file:line`, or nothing where the deck is not at hand."""
        return f"{self.file}:{self.line}" if self.file else ""

    @property
    def short_place(self) -> str:
        """The same with the file's name alone."""
        return f"{PurePath(self.file).name}:{self.line}" if self.file else ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A difference in one topic."""

    topic: str
    title: str
    before: float
    before_answers: int
    after: float
    after_answers: int
    change: float
    low: float
    high: float
    clear: bool
    """Whether the interval leaves no doubt about the direction."""


@dataclass(frozen=True, slots=True)
class GroupRows:
    """One group against all others together: `before` are the others, `after` is the group."""

    group: str
    students: int
    topics: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ClassView:
    """The report."""

    title: str
    deck: str
    version: str
    made: str
    students: int
    answers: int
    first_answers: int
    days: int
    first_day: str | None
    last_day: str | None
    basis: tuple[str, ...]
    topics: tuple[TopicRow, ...]
    common: tuple[TopicRow, ...]
    """Topics that most students are weak at."""
    needs: tuple[NeedRow, ...]
    """Who is weak at something besides."""
    whole: Whole
    questions: tuple[QuestionRow, ...]
    between: tuple[str, ...]
    """The two times that are compared, as words; empty where too little time has passed."""
    changes: tuple[ChangeRow, ...]
    groups: tuple[GroupRows, ...]
    oddities: tuple[dict[str, object], ...]
    method: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def flagged(self) -> tuple[QuestionRow, ...]:
        """The questions with which something may be the matter."""
        return tuple(row for row in self.questions if row.findings)

    @property
    def grave(self) -> tuple[QuestionRow, ...]:
        """Of these, the ones whose options have to be looked at to see what is wrong."""
        return tuple(row for row in self.flagged if any(told.flag in GRAVE for told in row.findings))

    @property
    def minor(self) -> tuple[QuestionRow, ...]:
        """The others."""
        return tuple(row for row in self.flagged if not any(told.flag in GRAVE for told in row.findings))
