"""What a mark is worked out from, for the exam plan and for reports: what the exam asks, what is remembered of it, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from decks.compiled.cache import light
from decks.model import in_topic
from progress.scheduling.exam_forecast import Forecast, shares_of
from progress.scheduling.exam_plan import Imagining, Piece, sampled
from study.insights.exam_dates import let_exam_go

if TYPE_CHECKING:
    from decks.model import Card, Deck
    from study.core import Study
    from study.insights.exam_evidence import Evidence

MOST_DAYS = 730
"""An exam that is farther away is not imagined day by day."""


class Ahead(NamedTuple):
    """A deck and its learner, as far as an exam goes."""

    imagining: Imagining
    known: Evidence
    today: date
    cards: int
    """Without suspended ones."""
    met: int
    topics: Mapping[str, str]
    """By fact, of all that the exam may ask; `imagining` has some of them where they are many."""


def ahead(study: Study, deck: Deck, exam: date | None) -> Ahead:
    """What is known now, for an exam on that day if one is set. Raises StoreProblem."""
    from progress.scheduling.formulas import Formulas
    from progress.scheduling.queueing import new_cards
    from study.insights.exam_evidence import evidence

    study.catch_up(deck)
    today, chosen = study.days.day_of(study.now()), study.settings.preferences
    memories, marks = study.memories(deck), study.marks(deck)
    away = {name for name, found in marks.items() if found.suspended}
    cards = [card for card in light(study.cards(deck)) if card.id not in away]
    facts = {card.id: card.id.partition("#")[0] for card in cards}
    topics = {facts[card.id]: card.topic for card in cards}
    kept = sampled(list(topics), len(cards))
    some = [card for card in cards if facts[card.id] in kept] if len(kept) < len(topics) else list(cards)
    written = _without_cards(deck, topics)

    def piece(card: Card) -> Piece:
        lines = tuple(f"{deck.id}:{part.fact}" for part in card.parts)
        return Piece(facts[card.id], memories.get(card.id), lines)

    pieces = [piece(card) for card in some if card.id in memories]
    pieces += [piece(card) for card in new_cards(some, memories, away, len(some))]
    known = evidence(study, cards, memories, topics | written, today, deck=deck.id)
    imagining = Imagining(
        pieces,
        _asked(deck, {fact: topic for fact, topic in topics.items() if fact in kept} | written),
        known.belief,
        today,
        (exam - today).days if exam else 0,
        known.habits,
        Formulas(study.scheduler.parameters),
        chosen.retention(deck.id),
        chosen.maximum_interval,
        known.options,
        len(pieces) / len(cards) if cards else 1.0,
        pass_mark=deck.exam.pass_mark / 100 if deck.exam and deck.exam.pass_mark else None,
    )
    met = sum(card.id in memories for card in cards)
    return Ahead(imagining, known, today, len(cards), met, topics | written)


def exam_forecast(study: Study, deck: Deck, answered: Mapping[str, int]) -> Forecast | None:
    """The mark to expect: where the deck has an exam to come, what the plan says, and nothing else.

    None where the deck asks nothing about what the exam weighs. `answered`: answers by topic. Raises StoreProblem.
    """
    exam = study.exam_day(deck)
    if exam is not None:
        let_exam_go(study, deck)
    imagining, known, today, cards, met, topics = ahead(study, deck, exam)
    if not imagining.asked:
        return None
    chosen = study.settings.preferences
    now, choosing = imagining.stopping(today)
    stopping = going_on = None
    if exam is not None and today < exam and cards and imagining.days <= MOST_DAYS:
        stopping, _ = imagining.stopping(exam)
        going_on = imagining.prospect(chosen.new_limit(deck.id), chosen.review_limit(deck.id)).mark
    shares = _shares(deck, topics)
    return Forecast(
        mean=now.mean,
        low=now.low,
        high=now.high,
        passing=now.passing,
        topics=tuple(shares.items()),
        unseen=sum(share for topic, share in shares.items() if not answered.get(topic)),
        unmet=imagining.unmet,
        options=known.options,
        choosing=choosing,
        stopping=stopping,
        going_on=going_on,
        new_per_day=chosen.new_limit(deck.id) if met < cards else 0,
    )


def _without_cards(deck: Deck, topics: Mapping[str, str]) -> dict[str, str]:
    """Facts of written questions in topics that the exam weighs and no card is on, each with its topic; of all topics where there is no card."""
    if not deck.questions:
        return {}
    if deck.exam and deck.exam.weights:
        names = {topic for topic, _ in deck.exam.weights}
        with_cards = {name for name in names if any(in_topic(own, name) for own in set(topics.values()))}
        wanted = names - with_cards
        return {
            f"{deck.id}:questions/{question.id}": question.topic
            for question in deck.questions
            if any(in_topic(question.topic, name) for name in wanted)
        }
    return (
        {}
        if topics
        else {f"{deck.id}:questions/{question.id}": question.topic for question in deck.questions}
    )


def _shares(deck: Deck, topics: Mapping[str, str]) -> dict[str, float]:
    """How much of the exam each topic is: those that the deck weighs and has facts on, or all by their facts.

    `topics`: by fact.
    """
    counts = Counter(topics.values())
    if deck.exam and deck.exam.weights:
        return shares_of(
            {
                name: share
                for name, share in deck.exam.weights
                if any(in_topic(topic, name) for topic in counts)
            }
        )
    return shares_of(counts)


def _asked(deck: Deck, topics: Mapping[str, str]) -> dict[str, tuple[float, str]]:
    """How much of the exam each fact is, with its topic: one as much as another, unless the deck says what topics weigh.

    `topics`: by fact.
    """
    if not (deck.exam and deck.exam.weights):
        return {fact: (1.0, topic) for fact, topic in topics.items()}
    found = dict.fromkeys(topics, 0.0)
    for topic, share in deck.exam.weights:
        names = [name for name, own in topics.items() if in_topic(own, topic)]
        for name in names:
            found[name] += share / len(names)
    return {fact: (weight, topics[fact]) for fact, weight in found.items() if weight}
