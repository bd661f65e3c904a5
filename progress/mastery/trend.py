"""Whether a subject goes up or down: its later answers against its earlier ones. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from operator import mul

from progress.mastery.learning import Belief, Fit
from progress.mastery.likelihood import Course, Moment, merged

LEAST = 8
"""Answers in each half below which nothing is said."""
FLAT = 0.15
"""Change of mastery within which it is called flat, when the whole interval lies there."""
_NINETY = 1.2816  # the normal distribution's 90 % quantile: 10 % left out on either side


class Direction(StrEnum):
    """Where mastery goes."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trend:
    """How much higher mastery is over the later half of the answers than over the earlier half."""

    direction: Direction
    change: float | None = None
    """Expected difference in mastery, −1 to 1; None where there are too few answers."""
    low: float | None = None
    """`low` to `high` hold the difference with a probability of 80 %."""
    high: float | None = None


UNKNOWN = Trend(Direction.UNKNOWN)


def trend(course: Course, fit: Fit) -> Trend:
    """The trend of a subject. Each half has a posterior of its own; their difference is taken for normal."""
    halves = _halves(course)
    if halves is None:
        return UNKNOWN
    (early, spread), (late, width) = (_moments(fit.belief(half, most=2)) for half in halves)
    change, reach = late - early, _NINETY * sqrt(spread + width)
    low, high = max(change - reach, -1.0), min(change + reach, 1.0)
    direction = Direction.UNKNOWN
    if low > 0:
        direction = Direction.UP
    elif high < 0:
        direction = Direction.DOWN
    elif low >= -FLAT and high <= FLAT:
        direction = Direction.FLAT
    return Trend(direction, change, low, high)


def _halves(course: Course) -> tuple[Course, Course] | None:
    """Earlier and later answers, as equal in number as moments allow, each as if given at once and now."""
    counts = [sum(o.right + o.wrong for o in moment.outcomes) for moment in course]
    total, before, cut = sum(counts), 0.0, 0
    while cut < len(counts) and before + counts[cut] / 2 < total / 2:
        before += counts[cut]
        cut += 1
    if before < LEAST or total - before < LEAST:
        return None
    return _at_once(course[:cut]), _at_once(course[cut:])


def _at_once(course: Course) -> Course:
    # Answers of one kind are counted together: a year of them takes no longer than a day's.
    return [Moment(1.0, merged(course)[0].outcomes)]


def _moments(belief: Belief) -> tuple[float, float]:
    """Mean and variance of mastery."""
    mean = belief.mean
    squares = sum(map(mul, belief.masses, (theta * theta for theta in belief.grid.thetas)))
    return mean, max(squares - mean * mean, 0.0)
