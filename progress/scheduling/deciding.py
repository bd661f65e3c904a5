"""How long a card stays away after an answer: through its steps by minutes, then until a study day."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from progress.events import Rating
from progress.memory import Memory, Phase
from progress.scheduling.formulas import Formulas
from progress.scheduling.preferences import Preferences
from progress.scheduling.spreading import Load, spread

_LAST = date.max - timedelta(days=36600)
"""No interval reaches beyond the calendar from here."""
_AGAIN, _HARD, _EASY = int(Rating.AGAIN), int(Rating.HARD), int(Rating.EASY)


class Decision(NamedTuple):
    """How long a card stays away: until a study day, or in a step for some seconds."""

    due: date | None = None
    step: int | None = None
    wait_s: int | None = None


UNDECIDED = Decision()


def decision(memory: Memory) -> Decision:
    """What was decided when a card got this memory, for its event."""
    if memory.phase is Phase.REVIEW:
        return Decision(due=memory.due_day)
    return Decision(step=memory.step, wait_s=round((memory.due - memory.last_review).total_seconds()))


def strength(formulas: Formulas, memory: Memory | None, rating: int, day: date) -> tuple[float, float]:
    """The stability and the difficulty of a memory (None: a new card's) after an answer on a study day."""
    if memory is None:
        return formulas.first(rating)
    return formulas.after(memory.stability, memory.difficulty, (day - memory.last_day).days, rating)


def decide(
    formulas: Formulas,
    memory: Memory | None,
    rating: int,
    day: date,
    stability: float,
    chosen: Preferences,
    retention: float | None = None,
    card: str = "",
    load: Load | None = None,
    apart: Collection[date] = (),
) -> Decision:
    """What an answer on a study day, after which the memory has this `stability`, means for when the card comes again.

    Through the steps as py-fsrs goes through them, then by days. `retention` holds instead of what the settings say.
    With the id of the `card`, they are those of its deck, and its day is spread among others; else it is exact.
    """
    phase = memory.phase if memory else Phase.LEARNING
    if phase is Phase.REVIEW:
        steps = chosen.relearning_steps
        if rating == _AGAIN and steps:
            return _wait(0, steps[0])
        return _by_days(formulas, memory, rating, day, stability, chosen, retention, card, load, apart)
    steps = chosen.learning_steps if phase is Phase.LEARNING else chosen.relearning_steps
    step = (memory.step if memory else 0) or 0
    if not steps or rating == _EASY or (step >= len(steps) and rating != _AGAIN):
        return _by_days(formulas, memory, rating, day, stability, chosen, retention, card, load, apart)
    if rating == _AGAIN:
        return _wait(0, steps[0])
    if rating == _HARD:
        if step:
            return _wait(step, steps[step])
        return _wait(0, (steps[0] + steps[1]) / 2 if len(steps) > 1 else steps[0] * 1.5)
    if step + 1 == len(steps):
        return _by_days(formulas, memory, rating, day, stability, chosen, retention, card, load, apart)
    return _wait(step + 1, steps[step + 1])


def _by_days(
    formulas: Formulas,
    memory: Memory | None,
    rating: int,
    day: date,
    stability: float,
    chosen: Preferences,
    retention: float | None,
    card: str,
    load: Load | None,
    apart: Collection[date],
) -> Decision:
    if not card:
        wanted = retention or chosen.desired_retention
        days = round(formulas.interval(stability, wanted))
        return Decision(due=_later(day, min(max(days, 1), chosen.maximum_interval)))
    deck = card.partition(":")[0]
    wanted = retention or chosen.retention(deck)
    longest = chosen.longest(deck, day)
    learned = memory is not None and memory.phase is Phase.REVIEW
    days = 0
    # A better rating keeps a card away longer, whatever is drawn.
    for grade in range(_HARD if learned and rating > _HARD else rating, rating + 1):
        graded = stability if grade == rating else strength(formulas, memory, grade, day)[0]
        days = spread(
            formulas.interval(graded, wanted),
            (card, memory.reps if memory else 0),
            day,
            load,
            least=days + 1,
            most=longest,
            easy_days=chosen.easy_days,
            apart=apart,
        )
    return Decision(due=_later(day, days))


def _wait(step: int, wait: timedelta) -> Decision:
    return Decision(step=step, wait_s=round(wait.total_seconds()))


def _later(day: date, days: int) -> date:
    return min(day, _LAST) + timedelta(days=days)
