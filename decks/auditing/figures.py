"""The statistics of an audit: limits of a share, quartiles, and how likely a count is where chance alone is at work."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_Z = 1.959963984540054
"""The normal distribution's 97.5 % point: limits of 95 %."""
_TINY = 1e-300
_ENOUGH = 1e-14
_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of right answers with its 95 % limits, beside what chance gives."""

    right: float
    """Questions answered right; a tie between two options counts a half."""
    questions: int
    """Of how many."""
    chance: float
    """The share that blind guessing gets: the mean of 1 / number of options; 0–1."""
    low: float
    """Lower 95 % limit, 0–1."""
    high: float
    """Upper 95 % limit, 0–1."""

    @property
    def share(self) -> float:
        """The share of right answers, 0–1; 0 where there are no questions."""
        return self.right / self.questions if self.questions else 0.0

    @property
    def gain(self) -> float:
        """How far the share lies above chance; negative below it."""
        return self.share - self.chance if self.questions else 0.0

    @property
    def error(self) -> float:
        """The standard error of the share if chance alone were at work; 0 where there are no questions."""
        return math.sqrt(self.chance * (1 - self.chance) / self.questions) if self.questions else 0.0


def rate(scores: Sequence[float], chances: Sequence[float]) -> Rate:
    """Return the share of right answers from each question's score, 0–1, and its chance, 1 / number of options."""
    right, total = math.fsum(scores), len(scores)
    low, high = wilson(right, total)
    return Rate(right, total, math.fsum(chances) / total if total else 0.0, low, high)


def wilson(right: float, total: int) -> tuple[float, float]:
    """Return the 95 % limits of a share, `right` of `total`: Wilson's score interval (1927). 0 and 1 where total is 0."""
    if total == 0:
        return 0.0, 1.0
    share, square = right / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def chi_squared(observed: Sequence[float], expected: Sequence[float]) -> float:
    """Return Pearson's χ² of counts against what was expected; places where nothing was expected are left out."""
    return math.fsum((o - e) ** 2 / e for o, e in zip(observed, expected, strict=True) if e > 0)


def chi_squared_p(value: float, freedom: int) -> float:
    """Return how likely a χ² as large as `value` is under chance: Q(freedom / 2, value / 2); 1 without any freedom."""
    if freedom <= 0 or value <= 0:
        return 1.0
    return upper_gamma(freedom / 2, value / 2)


def upper_gamma(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), for a > 0 and x ≥ 0.

    By the series of P = 1 − Q below a + 1, and by Legendre's continued fraction (Lentz's way of working it out) above
    (Abramowitz and Stegun, 6.5.29 and 6.5.31).
    """
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for step in range(1, _STEPS):
            term *= x / (a + step)
            total += term
            if term < total * _ENOUGH:
                break
        return max(0.0, 1 - front * total)
    below = x + 1 - a
    c, d = 1 / _TINY, 1 / below
    fraction = d
    for step in range(1, _STEPS):
        factor = -step * (step - a)
        below += 2
        d = 1 / (factor * d + below or _TINY)
        c = below + factor / c or _TINY
        change = d * c
        fraction *= change
        if abs(change - 1) < _ENOUGH:
            break
    return min(1.0, front * fraction)


@dataclass(frozen=True, slots=True)
class Quartiles:
    """How a measure is spread: a quarter, half and three quarters of its values lie below these."""

    lower: float
    median: float
    upper: float


def quartiles(values: Sequence[float]) -> Quartiles | None:
    """Return the quartiles, linear between values as R's type 7 has it; None without any value."""
    if not values:
        return None
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = math.floor(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

    return Quartiles(at(0.25), at(0.5), at(0.75))
