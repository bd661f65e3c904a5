"""Which topics a learner is weak at: answers, memories and the deck's topics brought together. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from decks.model import Card, Question, Topic
from progress.mastery.evidence import Answered
from progress.mastery.knowledge import Knowledge
from progress.mastery.measures import CERTAINTY, ENOUGH, THRESHOLD, Tally
from progress.mastery.subjects import By, subjects_of
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

    @property
    def close(self) -> bool:
        """Whether there is evidence enough, and it says neither that the topic is weak nor that it is not."""
        return self.weak is False and self.low < THRESHOLD


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
