"""Which topics a learner is weak at: answers, memories and the deck's topics brought together. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from decks.model import Card, Question, Topic
from progress.mastery.evidence import Answered, Courses, clock
from progress.mastery.learning import Belief, Fit, fit
from progress.mastery.likelihood import Course
from progress.mastery.measures import CERTAINTY, ENOUGH, Asked, Tally
from progress.mastery.subjects import By, Subjects, subjects_of
from progress.mastery.subjects import lineage as lineage
from progress.mastery.trend import UNKNOWN, Trend, trend
from progress.memory import Memory


class Recalling(Protocol):
    """What weak topics need of the scheduler."""

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability of recall."""


class Answers(Protocol):
    """What weak topics need of the store."""

    def totals(self, deck: str) -> list[Tally]:
        """Answers, counted."""

    def answers(self, deck: str) -> list[Answered]:
        """The last of them one by one."""

    def memories(self, deck: str | None = None) -> dict[str, Memory]:
        """Memories by card id."""


@dataclass(frozen=True)
class TopicStanding:
    """How a learner stands in one topic, nested ones included; or in a role, or a kind of fact."""

    topic: str
    """Its id."""
    title: str
    mean: float
    """The expected mastery when last answered, 0 to 1, guessing and slips taken out."""
    low: float
    """`low` to `high` hold the mastery with a probability of 80 %, equally much to either side."""
    high: float
    answers: int
    """How many it rests on; each line of a list counts as one."""
    weak: bool | None
    """Whether the mastery is below 0.6 with a probability of at least 80 %; None: not enough evidence to say."""
    recall_today: float | None
    """The mean probability of recalling its learned cards now; None where none is learned."""
    coverage: float
    """The share of its facts that were ever answered, 0 to 1."""
    below: float = 0.0
    """The probability that the mastery is below 0.6."""
    trend: Trend = UNKNOWN
    """Whether it goes up or down."""
    wide: bool = False
    """Whether others are nested in it, whose answers it has too."""


@dataclass
class _Ground:
    """What is counted of one subject."""

    answers: int = 0
    answered: set[str] = field(default_factory=set)
    recalls: list[float] = field(default_factory=list)


class Knowledge:
    """What a learner's answers say of every subject of a deck."""

    def __init__(self, subjects: Subjects, tallies: Sequence[Tally], answers: Sequence[Answered]) -> None:
        """`tallies` count all answers; `answers` are the last of them in their order, the oldest first."""
        self.subjects = subjects
        self._wide: Courses = Courses()
        self._narrow: Courses = Courses()
        self._places: dict[str, None] = {}
        self._beliefs: dict[str, Belief] = {}
        self.grounds: defaultdict[str, _Ground] = defaultdict(_Ground)
        older: dict[tuple[str, int], list[int]] = {}
        for card, kind, options, asked, right in tallies:
            subject = subjects.subject_of(card, kind, options)
            if subject is None:
                continue
            fact = card.partition("#")[0]
            for name in subjects.above(subject):
                ground = self.grounds[name]
                ground.answers += asked
                ground.answered.add(fact)
            # The tallies may count parts that were judged as if recalled; what is older than `answers` is of little weight.
            choice = 0 if kind is Asked.PART and answers else subjects.options_of(card, kind, options)
            sums = older.setdefault((subject, choice), [0, 0])
            sums[0] += right
            sums[1] += asked - right
        for answer, when in zip(answers, clock([answer.at for answer in answers]), strict=True):
            subject = subjects.subject_of(answer.card, answer.kind, answer.options)
            if subject is None:
                continue
            options = subjects.options_of(answer.card, answer.kind, answer.options)
            self._add(subject, when, options, int(answer.correct), int(not answer.correct))
            counted = subject, 0 if answer.kind is Asked.PART else options
            if counted in older:
                older[counted][not answer.correct] -= 1
        # What is older than the answers in order, or all where no order is known.
        for (subject, options), (right, wrong) in older.items():
            if right > 0 or wrong > 0:
                self._add(subject, 0.0 if answers else 1.0, options, max(right, 0), max(wrong, 0))

    def _add(self, subject: str, when: float, options: int, right: int, wrong: int) -> None:
        self._places[subject] = None
        self._narrow.add([subject], when, options, right, wrong)
        self._wide.add(self.subjects.above(subject), when, options, right, wrong)

    def course(self, subject: str) -> Course:
        """The answers to a subject, those nested in it included, in their order."""
        return self._wide.course(subject)

    @cached_property
    def fit(self) -> Fit:
        """What all answers say about how masteries are spread, move and are asked about."""
        return fit(self._narrow.course(subject) for subject in self._places)

    @cached_property
    def _unasked(self) -> Belief:
        return self.fit.belief([])

    def belief(self, subject: str) -> Belief:
        """The posterior of the mastery of a subject; worked out once."""
        if subject not in self._beliefs:
            course = self.course(subject)
            self._beliefs[subject] = self.fit.belief(course) if course else self._unasked
        return self._beliefs[subject]


def weak_topics(
    cards: Sequence[Card],
    questions: Sequence[Question],
    topics: Sequence[Topic],
    tallies: Sequence[Tally],
    memories: Mapping[str, Memory],
    scheduler: Recalling,
    at: datetime,
    *,
    answers: Sequence[Answered] = (),
    by: By = By.TOPIC,
) -> list[TopicStanding]:
    """Every topic that something is asked about, and its parents, the lowest mean first, those never asked last.

    Lines of a list, and the options of a question with several answers, count for their own topics, and the card or
    question as a whole then does not. Answers to what the deck has no more are left out. `answers`: the last ones in
    their order; without them nothing is known of how mastery moved. `by`: the same for roles or for kinds of facts.
    """
    known = Knowledge(subjects_of(cards, questions, topics, by), tallies, answers)
    return told(known, cards, memories, scheduler, at)


def told(
    known: Knowledge,
    cards: Sequence[Card],
    memories: Mapping[str, Memory],
    scheduler: Recalling,
    at: datetime,
) -> list[TopicStanding]:
    """The standing in every subject, the lowest mean first, those never asked last."""
    subjects = known.subjects
    for card in cards if memories else ():
        if memory := memories.get(card.id):
            recall = scheduler.recall(memory, at)
            for name in subjects.above(subjects.place[False, card.id]):
                known.grounds[name].recalls.append(recall)
    wide = {name for subject in subjects.facts for name in subjects.above(subject)[1:]}
    standings = [_standing(name, known, name in wide) for name in subjects.facts]
    return sorted(standings, key=lambda s: (not s.answers, s.mean, s.topic))


def standings(
    store: Answers,
    deck: str,
    cards: Sequence[Card],
    questions: Sequence[Question],
    topics: Sequence[Topic],
    scheduler: Recalling,
    at: datetime,
    *,
    by: By = By.TOPIC,
) -> list[TopicStanding]:
    """`weak_topics` of a deck from what the store holds. Raises StoreProblem."""
    return weak_topics(
        cards, questions, topics, store.totals(deck), store.memories(deck), scheduler, at,
        answers=store.answers(deck), by=by,
    )  # fmt: skip


def knowledge(
    store: Answers,
    deck: str,
    cards: Sequence[Card],
    questions: Sequence[Question],
    topics: Sequence[Topic],
    by: By = By.TOPIC,
) -> Knowledge:
    """What the store's answers say of a deck's subjects. Raises StoreProblem."""
    return Knowledge(subjects_of(cards, questions, topics, by), store.totals(deck), store.answers(deck))


def _standing(subject: str, known: Knowledge, wide: bool) -> TopicStanding:
    ground = known.grounds[subject]
    facts = known.subjects.facts[subject]
    mastery = known.belief(subject).summary()
    return TopicStanding(
        topic=subject,
        title=known.subjects.titles.get(subject, subject),
        mean=mastery.mean,
        low=mastery.low,
        high=mastery.high,
        answers=ground.answers,
        weak=mastery.below >= CERTAINTY if ground.answers >= ENOUGH else None,
        recall_today=sum(ground.recalls) / len(ground.recalls) if ground.recalls else None,
        coverage=len(ground.answered & facts) / len(facts) if facts else 0.0,
        below=mastery.below,
        trend=trend(known.course(subject), known.fit),
        wide=wide,
    )
