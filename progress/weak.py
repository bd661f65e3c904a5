"""Which topics a learner is weak at: answers, memories and the deck's topics brought together. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from decks.model import Card, Question, Topic
from progress.mastery import CERTAINTY, ENOUGH, Asked, Count, Tally, corrected_mean, posterior
from progress.memory import Memory


class Recalling(Protocol):
    """What weak topics need of the scheduler."""

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability of recall."""


class Answers(Protocol):
    """What weak topics need of the store."""

    def tallies(self, deck: str | None = None) -> list[Tally]:
        """Answers, counted."""

    def memories(self, deck: str | None = None) -> dict[str, Memory]:
        """Memories by card id."""


@dataclass(frozen=True)
class TopicStanding:
    """How a learner stands in one topic, nested ones included."""

    topic: str
    """Its id."""
    title: str
    mean: float
    """The expected mastery, 0 to 1, guessing and slips taken out."""
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


@dataclass
class _Ground:
    """What is known about one topic."""

    counts: Counter[float] = field(default_factory=Counter)
    """Answers by guessing probability."""
    right: Counter[float] = field(default_factory=Counter)
    facts: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    recalls: list[float] = field(default_factory=list)

    def count(self, tally: Tally, guess: float) -> None:
        self.counts[guess] += tally.answers
        self.right[guess] += tally.correct

    def evidence(self) -> list[Count]:
        return [Count(guess, n, self.right[guess]) for guess, n in sorted(self.counts.items())]


class _Lineages(dict[str, list[str]]):
    """The lineage of each topic, worked out once."""

    def __missing__(self, topic: str) -> list[str]:
        self[topic] = lineage(topic)
        return self[topic]


def weak_topics(
    cards: Sequence[Card],
    questions: Sequence[Question],
    topics: Sequence[Topic],
    tallies: Sequence[Tally],
    memories: Mapping[str, Memory],
    scheduler: Recalling,
    at: datetime,
) -> list[TopicStanding]:
    """Every topic that something is asked about, and its parents, the lowest mean first, those never asked last.

    Lines of a list count for their own topics, and the card as a whole then does not. Answers to what the deck has no
    more are left out.
    """
    grounds: defaultdict[str, _Ground] = defaultdict(_Ground)
    above = _Lineages()
    topic_of = _index(cards, questions, grounds, above)
    everything = _Ground()
    shown = {question.id: len(question.options) for question in questions}
    for tally in tallies:
        place = topic_of.get((tally.kind is Asked.PART, tally.card))
        if place is None or (tally.kind is Asked.CARD and tally.options):
            continue
        fact = tally.card.partition("#")[0]
        if tally.kind is Asked.QUESTION and not tally.options:  # a log from elsewhere may not say
            tally = tally._replace(options=shown.get(tally.card, 0))
        guess = tally.guess
        everything.count(tally, guess)
        for name in above[place]:
            grounds[name].count(tally, guess)
            grounds[name].answered.add(fact)
    for card in cards:
        if memory := memories.get(card.id):
            recall = scheduler.recall(memory, at)
            for name in above[card.topic]:
                grounds[name].recalls.append(recall)
    mean = corrected_mean(everything.evidence())
    titles = {topic.id: topic.title for topic in topics}
    standings = [_standing(name, titles.get(name, name), ground, mean) for name, ground in grounds.items()]
    return sorted(standings, key=lambda s: (not s.answers, s.mean, s.topic))


def standings(
    store: Answers,
    deck: str,
    cards: Sequence[Card],
    questions: Sequence[Question],
    topics: Sequence[Topic],
    scheduler: Recalling,
    at: datetime,
) -> list[TopicStanding]:
    """`weak_topics` of a deck from what the store holds. Raises StoreProblem."""
    return weak_topics(cards, questions, topics, store.tallies(deck), store.memories(deck), scheduler, at)


def lineage(topic: str) -> list[str]:
    """A topic and all that it is nested in: `a/b/c`, `a/b`, `a`."""
    parts = topic.split("/")
    return ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]


def _index(
    cards: Sequence[Card],
    questions: Sequence[Question],
    grounds: defaultdict[str, _Ground],
    above: _Lineages,
) -> dict[tuple[bool, str], str]:
    """The topic of each card, question (False, id) and line (True, fact); facts are noted in `grounds`, lineages in `above`."""
    found: dict[tuple[bool, str], str] = {}
    items: list[Card | Question] = [*cards, *questions]
    for item in items:
        found[False, item.id] = item.topic
        lines = item.parts if isinstance(item, Card) else ()
        for line in lines:
            found.setdefault((True, f"{item.deck}:{line.fact}"), line.topic)
        facts = [(f"{item.deck}:{line.fact}", line.topic) for line in lines] or [(item.fact, item.topic)]
        for fact, topic in facts:
            for name in above[topic]:
                grounds[name].facts.add(fact)
    return found


def _standing(topic: str, title: str, ground: _Ground, mean: float) -> TopicStanding:
    evidence = ground.evidence()
    mastery = posterior(evidence, mean)
    answers = sum(count.answers for count in evidence)
    return TopicStanding(
        topic=topic,
        title=title,
        mean=mastery.mean,
        low=mastery.low,
        high=mastery.high,
        answers=answers,
        weak=mastery.below >= CERTAINTY if answers >= ENOUGH else None,
        recall_today=sum(ground.recalls) / len(ground.recalls) if ground.recalls else None,
        coverage=len(ground.answered & ground.facts) / len(ground.facts) if ground.facts else 0.0,
    )
