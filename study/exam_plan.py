"""The exam on a deck: when it is, what can be expected on the day, and what to do until then. Every plan is made anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from decks.compiled import light
from decks.model import in_topic
from progress.scheduling.exam_plan import Imagining, Learned, Pace, Prospect, carried, pace, ranged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decks.model import Deck
    from progress.mastery.forecasting import Forecast
    from study.core import Study


MOST_DAYS = 730
"""An exam that is farther away is not imagined day by day."""
MOST_UNSEEN = 0.5
"""From this share of the exam on topics never answered, a forecast would mostly be made of what is believed beforehand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark to expect, as shares from 0 to 1."""

    mean: float
    low: float
    """`low` to `high` hold it with a probability of 80 %."""
    high: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go on until the exam, and what comes of it."""

    mark: Mark
    minutes: float
    """A day, on average."""
    met: int
    """Cards met by then."""
    waiting: int = 0
    """Cards that are overdue by then."""
    new_per_day: int | None = None
    """None where that is as many as there is time for."""


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """All that is known of a deck's exam."""

    deck: str
    title: str
    exam: date
    own: bool
    """Whether the learner has set the day, and not the deck."""
    today: date
    wanted: int
    """The mark wanted, in percent."""
    wanted_by: str
    """Who says so: `learner`, `deck`, or nobody."""
    cards: int
    """Without suspended ones."""
    met: int
    limit: int
    """New cards a day, as set."""
    timed: bool
    """Whether the times are the learner's own."""
    fitted: bool
    """Whether forgetting is."""
    by_cards: bool
    """Whether marks go by what is remembered of cards alone, for too few questions were answered."""
    now: Mark
    """As things stand."""
    pace: Pace | None = None
    """How many new cards a day meet them all; None where no day is left. Those below are then, and for an exam far away."""
    stopping: Mark | None = None
    """Without another answer until the day."""
    going_on: Way | None = None
    """With the limits that are set."""
    keeping_pace: Way | None = None
    """With every card met in time."""
    least: Way | None = None
    """The least time that reaches the mark wanted; None where none does."""


def pace_of(study: Study, deck: Deck) -> Pace | None:
    """How many new cards a day meet all of a deck before its exam; None where none is to come. Raises StoreProblem."""
    exam = study.exam_day(deck)
    if exam is None:
        return None
    at = study.now()
    today = study.days.day_of(at)
    marks, memories = study.marks(deck), study.memories(deck)
    unmet = sum(
        card.id not in memories and not (card.id in marks and marks[card.id].suspended)
        for card in light(study.cards(deck))
    )
    return pace(today, exam, unmet, study.look.introduced(deck.id, study.days.start(at)) if unmet else 0)


def wanted_mark(study: Study, deck: Deck) -> tuple[int, str]:
    """The mark that a learner wants in a deck's exam, in percent, and who says so."""
    from progress.sessions.examining import PASS_MARK

    own = study.settings.preferences.mark(deck.id)
    if own is not None:
        return own, "learner"
    if deck.exam and deck.exam.pass_mark:
        return round(deck.exam.pass_mark), "deck"
    return PASS_MARK, ""


def exam_plan(study: Study, deck: Deck) -> ExamPlan | None:
    """The plan for a deck; None where no day of an exam is known. Takes a second or two. Raises StoreProblem."""
    exam = study.exam_day(deck)
    if exam is None:
        return None
    from progress.fitting.histories import histories_of
    from progress.scheduling.formulas import Formulas
    from progress.scheduling.habits import Habits, habits_of
    from progress.scheduling.queueing import new_cards
    from study.insight import Insight

    study.catch_up(deck)
    today, chosen = study.days.day_of(study.now()), study.settings.preferences
    memories, marks = study.memories(deck), study.marks(deck)
    away = {name for name, found in marks.items() if found.suspended}
    cards = [card for card in light(study.cards(deck)) if card.id not in away]
    forecast = Insight(study, deck).forecast() if study.has_questions(deck) else None
    weights = _weights(deck, [(card.id, card.topic) for card in cards], forecast)
    met = [(memories[card.id], weights[card.id]) for card in cards if card.id in memories]
    unmet = [weights[card.id] for card in new_cards(cards, memories, away, len(cards))]
    # Somebody's speed shows in all that they answered, whatever the deck.
    habits = habits_of(histories_of(study.store.reviews())) if study.locations.has_progress else Habits()
    ahead = Imagining(
        Learned(met, unmet),
        today,
        (exam - today).days,
        habits,
        Formulas(study.scheduler.parameters),
        chosen.retention(deck.id),
        chosen.maximum_interval,
    )
    known = ahead.recalled(today)
    if forecast is not None and forecast.unseen < MOST_UNSEEN:
        now = Mark(forecast.mean, forecast.low, forecast.high)
    else:
        now = Mark(known, *ranged(known, known, known))
    wanted, by = wanted_mark(study, deck)
    plan = partial(
        ExamPlan,
        deck=deck.id,
        title=deck.title,
        exam=exam,
        own=chosen.exam(deck.id) is not None,
        today=today,
        wanted=wanted,
        wanted_by=by,
        cards=len(cards),
        met=len(met),
        limit=chosen.new_limit(deck.id),
        timed=bool(habits.timed),
        fitted=study.scheduler.is_own,
        by_cards=forecast is None or forecast.unseen >= MOST_UNSEEN,
        now=now,
    )
    steps = pace_of(study, deck)
    if steps is None or not cards or steps.days > MOST_DAYS:
        return plan(pace=steps)

    def mark(then: float) -> Mark:
        mean, low, high = (carried(each, known, then) for each in (now.mean, now.low, now.high))
        return Mark(mean, *ranged(mean, low, high))

    def way(found: Prospect, new: int | None) -> Way:
        return Way(mark(found.known), found.minutes, found.met, found.waiting, new)

    reviews = chosen.review_limit(deck.id)
    least = ahead.least_minutes(lambda then: mark(then).mean >= wanted / 100)
    return plan(
        pace=steps,
        stopping=mark(ahead.recalled(exam)),
        going_on=way(ahead.prospect(chosen.new_limit(deck.id), reviews), chosen.new_limit(deck.id)),
        keeping_pace=way(ahead.prospect(steps.new_per_day, reviews), steps.new_per_day),
        least=way(least, None) if least else None,
    )


def _weights(deck: Deck, cards: list[tuple[str, str]], forecast: Forecast | None) -> Mapping[str, float]:
    """How much of the exam each card stands for, by its id: its share of its topic's, or one like another."""
    if forecast is None or not (deck.exam and deck.exam.weights):
        return {name: 1.0 for name, _ in cards}
    found: defaultdict[str, float] = defaultdict(float)
    for topic, share in forecast.topics:
        names = [name for name, own in cards if in_topic(own, topic)]
        for name in names:
            found[name] += share / len(names)
    return found
