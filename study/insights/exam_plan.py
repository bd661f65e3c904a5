"""The exam on a deck: when it is, what can be expected on the day, and what to do until then. Every plan is made anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from progress.scheduling.exam_belief import Mark
from progress.scheduling.exam_plan import Pace, Prospect, pace
from study.home.counts import Counts, paced
from study.insights.exam_ahead import MOST_DAYS, ahead
from study.insights.exam_dates import let_exam_go

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study


FEW_ASKED = 20
"""With fewer answers to questions, what is known beside the cards is mostly believed beforehand."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go on until the exam, and what comes of it."""

    mark: Mark
    choosing: Mark
    minutes: float
    """On each day of study, on average."""
    met: int
    """Cards met by then."""
    new_per_day: int
    waiting: int = 0
    """Cards that are overdue by then."""


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
    """Whether marks go by cards alone, for too few questions were answered to tell what is known beside them."""
    options: int
    """Among how many options one chooses in `choosing`."""
    missed: float
    """The share of days that are believed to be missed."""
    now: Mark
    """As things stand, without options to choose from."""
    now_choosing: Mark
    """The same with them; so for the others."""
    pace: Pace | None = None
    """How many new cards a day meet them all; None where no day is left. Those below are then, and for an exam far away."""
    stopping: Mark | None = None
    """Without another answer until the day."""
    stopping_choosing: Mark | None = None
    going_on: Way | None = None
    """With the limits that are set."""
    keeping_pace: Way | None = None
    """With every card met in time."""
    least: Way | None = None
    """With the fewest new cards a day that reach the mark wanted; None where none do."""


def pace_of(study: Study, deck: Deck) -> Pace | None:
    """How many new cards a day meet all of a deck before its exam; None where none is to come. Raises StoreProblem."""
    return paced(study, deck, Counts(study).of(deck))


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
    """The plan for a deck; None where no day of an exam is known. Takes some tenths of a second. Raises StoreProblem."""
    let_exam_go(study, deck)
    exam = study.exam_day(deck)
    if exam is None:
        return None
    imagined, known, today, cards, met, _ = ahead(study, deck, exam)
    chosen = study.settings.preferences
    now, now_choosing = imagined.stopping(today)
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
        cards=cards,
        met=met,
        limit=chosen.new_limit(deck.id),
        timed=bool(known.habits.timed),
        fitted=study.scheduler.is_own,
        by_cards=known.asked < FEW_ASKED,
        options=known.options,
        missed=known.belief.missed,
        now=now,
        now_choosing=now_choosing,
    )
    introduced = study.look.introduced(deck.id, study.days.start(study.now())) if met < cards else 0
    steps = pace(today, exam, cards - met, introduced)
    if steps is None or not cards or steps.days > MOST_DAYS:
        return plan(pace=steps)

    def way(found: Prospect, new: int) -> Way:
        return Way(found.mark, found.choosing, found.minutes, found.met, new, found.waiting)

    reviews, limit = chosen.review_limit(deck.id), chosen.new_limit(deck.id)
    stopping, stopping_choosing = imagined.stopping(exam)
    keeping = imagined.prospect(None, reviews)
    going_on = imagined.prospect(limit, reviews)
    least = imagined.least(lambda found: found.mark.mean >= wanted / 100, reviews, steps.new_per_day, keeping)
    if stopping.mean >= wanted / 100:
        least = 0, Prospect(stopping, stopping_choosing, 0.0, met, 0)
    return plan(
        pace=steps,
        stopping=stopping,
        stopping_choosing=stopping_choosing,
        going_on=way(going_on, limit),
        keeping_pace=way(keeping, steps.new_per_day),
        least=way(least[1], least[0]) if least else None,
    )
