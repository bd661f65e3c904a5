"""What a learner's answers say for the exam plan: read from a part of the log, so that it is quick however long that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from progress.fitting.histories import History, Review, histories_of
from progress.ids import order_key
from progress.scheduling.exam_belief import OPTIONS, Belief
from progress.scheduling.exam_traits import Asked, belief, recalls_of
from progress.scheduling.formulas import Formulas
from progress.scheduling.habits import Habits, habits_of

if TYPE_CHECKING:
    from decks.model import Card
    from progress.mastery.evidence import Choice
    from progress.memory import Memory
    from study.core import Study

SAMPLE = 300
"""Cards whose reviews are read: of more, evenly so many."""
QUIZZED = 400
"""The last answers to questions that are looked at …"""
WINDOW = 20_000
"""… if they are among so many last events of the log …"""
LATEST = 2000
"""… and those to anything, for the days of study and for cards of other decks."""
LOOKED_BACK = 28
"""Days that tell how often a day is missed."""


class Evidence(NamedTuple):
    """What the answers say."""

    belief: Belief
    habits: Habits
    options: int
    """Of the questions answered, mostly."""
    asked: int
    """How many answers to questions there are."""


def evidence(
    study: Study,
    own: Sequence[Card],
    memories: Mapping[str, Memory],
    topics: Mapping[str, str],
    today: date,
    *,
    deck: str = "",
) -> Evidence:
    """What is known of a learner from a deck's `own` cards and, where that is little, from others.

    `topics`: by fact. `deck`: whose answers to questions count, where it may have no cards. Raises StoreProblem.
    """
    deck = deck or next((card.deck for card in own), "")
    formulas = Formulas(study.scheduler.parameters)
    if not deck or not study.locations.has_progress:
        return Evidence(belief((), (), formulas, fitted=study.scheduler.is_own), Habits(), OPTIONS, 0)
    store = study.store
    choices = store.choices(deck, QUIZZED, WINDOW)
    latest = store.latest(LATEST)
    met = list(memories)
    cards = {met[n * len(met) // SAMPLE] for n in range(SAMPLE)} if len(met) > SAMPLE else set(met)
    if len(cards) < SAMPLE:
        others = dict.fromkeys(card for card, _ in latest if card not in memories)
        cards.update(list(others)[: SAMPLE - len(cards)])
    teaching = _teaching({choice.card.partition("#")[0] for choice in choices}, own, memories)
    reviews = store.reviews_of(cards.union(*teaching.values()))
    histories = histories_of(review for review in reviews if review.card in cards)
    seen = {day for _, day in latest if 0 < (today - day).days <= LOOKED_BACK}
    span = (today - min(seen)).days if seen else 0
    found = belief(
        recalls_of(histories, formulas),
        list(_asked(choices, teaching, reviews, topics, formulas)),
        formulas,
        fitted=study.scheduler.is_own,
        # The first of them is known because there was study on it, which says nothing of others.
        days=(span - len(seen), max(0, len(seen) - 1)),
    )
    return Evidence(found, habits_of(histories, fmean), _options(choices), len(choices))


def _options(choices: Sequence[Choice]) -> int:
    if not choices:
        return OPTIONS
    return max(2, round(sum(len(choice.options) for choice in choices) / len(choices)))


def _teaching(
    facts: Collection[str], cards: Iterable[Card], memories: Mapping[str, Memory]
) -> dict[str, list[str]]:
    """The cards that were met and teach some facts: those on a fact, and lists that have it as a line."""
    found: dict[str, list[str]] = {fact: [] for fact in facts}
    if not found:
        return found
    for name in memories:
        if (fact := name.partition("#")[0]) in found:
            found[fact].append(name)
    for card in cards:
        if card.parts and card.id in memories:
            for part in card.parts:
                if (fact := f"{card.deck}:{part.fact}") in found:
                    found[fact].append(card.id)
    return found


def _asked(
    choices: Iterable[Choice],
    teaching: Mapping[str, Sequence[str]],
    reviews: Iterable[Review],
    topics: Mapping[str, str],
    formulas: Formulas,
) -> Iterable[Asked]:
    """The questions answered, each with what the cards that teach its fact had taught by then."""
    by_card: defaultdict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_card[review.card].append(review)
    for choice in choices:
        fact, moment = choice.card.partition("#")[0], order_key("", choice.at)[:13]
        day = choice.at.date()
        best: tuple[float, int] | None = None
        for own in (by_card[name] for name in teaching[fact]):
            # Keys begin with the time, to the millisecond.
            histories = histories_of(review for review in own if review.key[:13] < moment)
            if not histories:
                continue
            now = _stability(histories[-1], formulas), max(0, day.toordinal() - histories[-1][-1].day)
            if best is None or formulas.recall(*now) > formulas.recall(*best):
                best = now
        if len(choice.options) > 1:
            yield Asked(
                topics.get(fact, ""),
                len(choice.options),
                choice.correct,
                best[0] if best else None,
                best[1] if best else 0,
            )


def _stability(history: History, formulas: Formulas) -> float:
    stability, difficulty = formulas.first(history[0].rating)
    for step in history[1:]:
        stability, difficulty = formulas.after(stability, difficulty, step.gap, step.rating)
    return stability
