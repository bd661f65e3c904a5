"""What there is to learn: decks, roles and their facts, and the cards and questions made from them.

Everything here is immutable data without behaviour beyond lookups. It is the only module of `decks` that `progress`
may import, so it imports nothing but the standard library and is cheap to load.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class FactKind(StrEnum):
    """The list of a role in which a fact stands; the values are the keys of the deck format."""

    DEFINITION = "definition"
    DUTY = "duties"
    NOT_DUTY = "not_duties"
    ALIAS = "aliases"
    EQUIPMENT = "equipment"
    REQUIREMENT = "requirements"
    WORKPLACE = "works_in"
    SUPERVISOR = "reports_to"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a deck file."""

    path: str
    """The file as the user named it, or its own path where it was found in a deck directory."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts were taken from."""

    id: str
    title: str
    publisher: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    licence: str = ""
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that weak spots are reported by; an id may nest with `/`."""

    id: str
    title: str
    mark: Mark | None = field(default=None, compare=False)


def in_topic(topic: str, asked: str) -> bool:
    """Whether a topic is the one asked for or nested in it (`a/b` in `a`); every topic is in the empty one."""
    return not asked or topic == asked or topic.startswith(asked + "/")


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a role: a duty, a boundary, another title, a piece of equipment, …"""

    id: str
    """Unique within its role across all lists. Starts with `~` where the deck gives none and it stands for its text."""
    kind: FactKind
    text: str
    """One line of plain text, free of control characters."""
    role: str
    """Id of the role that lists it."""
    topic: str
    also: tuple[str, ...] = ()
    """Ids of other roles of which the deck says that it is true as well."""
    why: str = ""
    """Shown after the answer."""
    sources: tuple[str, ...] = ()
    disputed: str = ""
    """Who says what, where the sources disagree. Nothing is asked that rests on a disputed fact."""
    target: str = ""
    """For a supervisor that is itself a role of the deck: that role's id."""
    review: bool = False
    """Whether somebody has still to look it over."""
    mark: Mark | None = field(default=None, compare=False)
    text_mark: Mark | None = field(default=None, compare=False)
    """Where its text stands."""

    @property
    def key(self) -> str:
        """`role/fact`: the part of a card's identity that all cards and questions on this fact share."""
        return f"{self.role}/{self.id}"


@dataclass(frozen=True, slots=True)
class Role:
    """An occupation or function, with what is said of it."""

    id: str
    title: str
    definition: Fact | None = None
    aliases: tuple[Fact, ...] = ()
    broader: tuple[str, ...] = ()
    """Ids of the roles that this one specialises: it has their duties and boundaries too."""
    related: tuple[str, ...] = ()
    """Ids of the roles that are likely to be taken for this one, the likeliest first; says nothing of their duties."""
    codes: tuple[tuple[str, str], ...] = ()
    """Pairs of classification and code, such as `("isco-08", "3211")`."""
    duties: tuple[Fact, ...] = ()
    not_duties: tuple[Fact, ...] = ()
    complete: bool = False
    """True where the duties are exhaustive, so that what is neither listed nor inherited is false."""
    equipment: tuple[Fact, ...] = ()
    requirements: tuple[Fact, ...] = ()
    works_in: tuple[Fact, ...] = ()
    reports_to: tuple[Fact, ...] = ()
    topic: str = ""
    """The topic of its facts that name none; empty where the deck's own default holds."""
    review: bool = False
    mark: Mark | None = field(default=None, compare=False)
    last: int = field(default=0, compare=False)
    """The line in which it ends; 0 where that is not known."""

    def facts(self) -> tuple[Fact, ...]:
        """All facts in the order of the format's keys."""
        definition = (self.definition,) if self.definition else ()
        return (
            *definition,
            *self.aliases,
            *self.duties,
            *self.not_duties,
            *self.equipment,
            *self.requirements,
            *self.works_in,
            *self.reports_to,
        )


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """A flashcard that the instructor wrote: exactly one of `front` with `back`, `cloze`, or `front` with `answer`."""

    id: str
    topic: str
    role: str = ""
    front: str = ""
    back: str = ""
    cloze: str = ""
    """Text with gaps `{{hidden}}` or, to hide several together, `{{c1::hidden}}`, with an optional `{{c1::hidden::hint}}`."""
    answer: str = ""
    """What is to be typed."""
    accept: tuple[str, ...] = ()
    """Other answers that count as right."""
    why: str = ""
    sources: tuple[str, ...] = ()
    image: str = ""
    """A picture to show with the front: its path from the deck's folder."""
    alt: str = ""
    """What the picture shows, for whoever does not see it."""
    review: bool = False
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class WrittenOption:
    """One option of a hand-written question."""

    text: str
    why: str = ""
    role: str = ""
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A multiple-choice question that the instructor wrote."""

    id: str
    topic: str
    stem: str
    key: WrittenOption
    distractors: tuple[WrittenOption, ...]
    role: str = ""
    why: str = ""
    sources: tuple[str, ...] = ()
    review: bool = False
    mark: Mark | None = field(default=None, compare=False)
    stem_mark: Mark | None = field(default=None, compare=False)
    """Where its stem stands."""
    several: bool = False
    """Whether all right options are to be found, be they one or more."""
    more: tuple[WrittenOption, ...] = ()
    """The right options besides `key`."""

    @property
    def options(self) -> tuple[WrittenOption, ...]:
        """All options, the right ones first."""
        return (self.key, *self.more, *self.distractors)


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding that the instructor does not want to hear of."""

    code: str
    path: str
    first: int
    last: int
    """Where it is not to be heard: these lines of this file; all of the deck where `last` is 0."""
    mark: Mark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Exam:
    """The exam that a deck prepares for."""

    date: str = ""
    """The day, `YYYY-MM-DD`, or empty."""
    pass_mark: float | None = None
    """Per cent of the marks that are needed to pass."""
    weights: tuple[tuple[str, float], ...] = ()
    """Pairs of a topic, what is nested in it included, and how much of the exam it is, in any unit; empty where nothing is said."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as its file says it, after loading."""

    id: str
    title: str
    path: str
    description: str = ""
    language: str = ""
    licence: str = ""
    attribution: str = ""
    sources: tuple[Source, ...] = ()
    topics: tuple[Topic, ...] = ()
    roles: tuple[Role, ...] = ()
    cards: tuple[WrittenCard, ...] = ()
    questions: tuple[WrittenQuestion, ...] = ()
    renames: tuple[tuple[str, str], ...] = ()
    """Pairs of a former and the present name of a role (`role`) or of a fact (`role/fact`)."""
    rename_marks: tuple[Mark, ...] = field(default=(), compare=False)
    """Where each of `renames` stands."""
    ignores: tuple[Ignore, ...] = ()
    exam: Exam | None = None
    negative_stems: bool = False
    """Whether a question may ask for what is not so."""

    def topic_title(self, topic: str) -> str:
        """The title of a topic, or its id where the deck does not name it."""
        return next((t.title for t in self.topics if t.id == topic), topic)

    def source_title(self, source: str) -> str:
        """The title of a source, or its id where the deck does not name it."""
        return next((s.title for s in self.sources if s.id == source), source)


class CardKind(StrEnum):
    """What a flashcard asks."""

    ROLE_DEFINITION = "role-definition"
    DEFINITION_ROLE = "definition-role"
    DUTY_ROLES = "duty-roles"
    ROLE_DUTIES = "role-duties"
    TITLE_ROLE = "title-role"
    EQUIPMENT_ROLES = "equipment-roles"
    ROLE_REQUIREMENTS = "role-requirements"
    ROLE_BOUNDARIES = "role-boundaries"
    ROLE_WORKPLACES = "role-workplaces"
    ROLE_SUPERVISORS = "role-supervisors"
    CLOZE = "cloze"
    BASIC = "basic"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a list answer, marked by itself."""

    fact: str
    """`role/fact` of the fact that the line states."""
    text: str
    topic: str


@dataclass(frozen=True, slots=True)
class Card:
    """A flashcard."""

    id: str
    """`deck:role/fact#kind`, or `deck:cards/card#kind` for one written by hand."""
    kind: CardKind
    deck: str
    role: str
    """Id of the role, or empty."""
    role_title: str
    topic: str
    prompt: str
    answer: str
    """The whole answer as text; for a list, its lines joined by newlines."""
    parts: tuple[Part, ...] = ()
    """The lines of a list answer; empty for any other card."""
    accept: tuple[str, ...] = ()
    """Typed answers that count as right, the shown one first; empty for a card that is not typed."""
    why: str = ""
    sources: tuple[str, ...] = ()
    fingerprint: str = ""
    """A short hash of what the deck says for it, by which a later edit of the deck is seen."""
    image: str = ""
    """A picture to show with the prompt: its path from the deck's folder."""
    alt: str = ""
    """What the picture shows, for whoever does not see it."""
    mark: Mark | None = field(default=None, compare=False)

    @property
    def fact(self) -> str:
        """`deck:role/fact`, shared with the questions and other cards on the same fact."""
        return self.id.partition("#")[0]


class QuestionKind(StrEnum):
    """What a multiple-choice question asks."""

    DUTY_OF_ROLE = "duty-of-role"
    ROLE_OF_DUTY = "role-of-duty"
    ROLE_OF_DEFINITION = "role-of-definition"
    ROLE_OF_TITLE = "role-of-title"
    ROLE_OF_EQUIPMENT = "role-of-equipment"
    REQUIREMENT_OF_ROLE = "requirement-of-role"
    SUPERVISOR_OF_ROLE = "supervisor-of-role"
    ROLE_OF_DUTIES = "role-of-duties"
    ODD_ONE_OUT = "odd-one-out"
    SELECT_DUTIES = "select-duties"
    SORT_DUTIES = "sort-duties"
    WRITTEN = "written"


COMPOSED = frozenset(
    {
        QuestionKind.ROLE_OF_DUTIES,
        QuestionKind.ODD_ONE_OUT,
        QuestionKind.SELECT_DUTIES,
        QuestionKind.SORT_DUTIES,
    }
)
"""Kinds that ask about several facts at once."""


class Asks(StrEnum):
    """What is to be done with the options of a question."""

    ONE = "one"
    """To choose one: exactly one is right."""
    SEVERAL = "several"
    """To choose all that are right, one or more."""
    SORT = "sort"
    """To say of each to which of two roles it belongs."""


class Difficulty(StrEnum):
    """How near the roles of a question's wrong options are to the role asked about."""

    EASY = "easy"
    """Roles of the deck that are further off."""
    MEDIUM = "medium"
    """Roles of the same family."""
    HARD = "hard"
    """The nearest roles there are."""


class Basis(StrEnum):
    """How sure it is that every wrong option of a question is wrong."""

    STATED = "stated"
    """The deck says of every wrong option that it is wrong."""
    PRESUMED = "presumed"
    """The deck does not say that it is right."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a multiple-choice question."""

    text: str
    role: str
    """Id of the role that the option came from, or empty."""
    ref: str
    """What the log keeps of it: a role's id, a fact's `role/fact`, or `option-N` for a hand-written one."""
    explanation: str
    """Why it is right or wrong, naming whose it is; may be empty."""


@dataclass(frozen=True, slots=True)
class Question:
    """A multiple-choice question: with exactly one right option, unless `asks` says otherwise."""

    id: str
    """`deck:role/fact#kind`, or `deck:questions/question#written`."""
    kind: QuestionKind
    deck: str
    role: str
    role_title: str
    topic: str
    subject: str
    """The deck's own text of the fact asked about."""
    stem: str
    options: tuple[Option, ...]
    key: int
    """Index of the right option in `options`; where there are several, of the first of `keys`."""
    basis: Basis
    why: str = ""
    sources: tuple[str, ...] = ()
    closeness: float = 0.0
    """How near the wrong options' roles are to the role asked about: their mean, from 0, unlike it, to 1, the nearest of all."""
    asks: Asks = Asks.ONE
    right: tuple[int, ...] = ()
    """Where several options can be right: indices of those that are; of a question that asks to sort, of those that
    belong to the first of `sides`. Empty where exactly one is right."""
    sides: tuple[tuple[str, str], ...] = ()
    """Id and name of the two roles that options are to be sorted to; else empty."""
    others: tuple[str, ...] = ()
    """`role/fact` of further facts that it tells of, where it asks about several at once."""
    mark: Mark | None = field(default=None, compare=False)

    @property
    def keys(self) -> tuple[int, ...]:
        """Indices of all right options: just `key` where there is one."""
        return self.right or (self.key,)

    @property
    def fact(self) -> str:
        """`deck:role/fact`, shared with the flashcards on the same fact."""
        return self.id.partition("#")[0]

    @property
    def facts(self) -> frozenset[str]:
        """`deck:role/fact` of all facts that it tells of."""
        return frozenset((self.fact, *(f"{self.deck}:{other}" for other in self.others)))
