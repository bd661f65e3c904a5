"""Shares and their differences, with intervals. Pure."""

from math import sqrt
from typing import NamedTuple

EIGHTY = 1.2815515655446004
"""The standard normal distribution's 90 % quantile: 80 % lie within it to both sides."""


class Interval(NamedTuple):
    """`low` to `high` hold the truth with a probability of 80 %."""

    low: float
    high: float


def share_interval(times: int, of: int) -> Interval:
    """The interval of a share of which `times` of `of` were counted (E. B. Wilson 1927); all of 0 to 1 where none were."""
    if not of:
        return Interval(0.0, 1.0)
    square = EIGHTY * EIGHTY
    share = times / of
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = EIGHTY * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    # At either end the formula gives the share itself, less what rounding takes.
    return Interval(
        max(middle - reach, 0.0) if times else 0.0, min(middle + reach, 1.0) if times < of else 1.0
    )


def difference_interval(times: int, of: int, other_times: int, other_of: int) -> Interval:
    """The interval of the first share less the second, from both Wilson intervals (R. G. Newcombe 1998, method 10)."""
    if not of or not other_of:
        return Interval(-1.0, 1.0)
    first, second = share_interval(times, of), share_interval(other_times, other_of)
    a, b = times / of, other_times / other_of
    return Interval(
        a - b - sqrt((a - first.low) ** 2 + (second.high - b) ** 2),
        a - b + sqrt((first.high - a) ** 2 + (b - second.low) ** 2),
    )
