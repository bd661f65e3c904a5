"""How often a class is right, and how much that differs between times and groups, with intervals. Pure.

Answers of one student are more alike than answers of several, so that counting them all as if each was another's would
promise too much. The variance of a share of right answers is therefore taken between students (the linearised ratio
estimator: Cochran 1977, 6.3), and turned into the number of independent answers that would be as exact, fewer where students are few (Student's t). With
that number, intervals are Wilson's, and those of differences Newcombe's (method 10), as if from so many answers (Korn &
Graubard 1998). They hold 95 %: a report compares many things, of which one in twenty misses.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

NINETY_FIVE = 1.959963984540054


class Rate(NamedTuple):
    """A share of right answers."""

    right: int
    answers: int
    students: int
    effective: float
    """As many independent answers would say as much."""

    @property
    def share(self) -> float:
        """0 to 1; 0 without answers."""
        return self.right / self.answers if self.answers else 0.0


class Difference(NamedTuple):
    """How much two shares differ."""

    first: Rate
    second: Rate
    change: float
    """The second share less the first."""
    low: float
    """`low` to `high` hold the difference with a probability of 95 %."""
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt about its direction."""
        return self.low > 0 or self.high < 0


def rate(of_students: Iterable[tuple[int, int]]) -> Rate:
    """The share of right answers from pairs of right and all answers, one for each student."""
    pairs = [(right, answers) for right, answers in of_students if answers]
    right, answers, students = sum(r for r, _ in pairs), sum(n for _, n in pairs), len(pairs)
    if not answers:
        return Rate(0, 0, 0, 0.0)
    share = right / answers
    effective = float(answers)
    if students > 1:
        scatter = sum((r - share * n) ** 2 for r, n in pairs) * students / (students - 1) / answers**2
        # Where all are alike, nothing tells how much the answers of one say beside one another.
        effective = min(share * (1 - share) / scatter, effective) if scatter > 0 else float(students)
        effective *= _few(students - 1)
    else:
        effective = 1.0
    return Rate(right, answers, students, effective)


def _few(freedom: int) -> float:
    """By how much fewer answers are worth that come from few students: (z / t)², with t to the second order in 1 / freedom."""
    z2 = NINETY_FIVE**2
    ratio = 1 + (z2 + 1) / (4 * freedom) + (5 * z2 * z2 + 16 * z2 + 3) / (96 * freedom**2)
    return ratio**-2


def wilson(share: float, of: float, z: float = NINETY_FIVE) -> tuple[float, float]:
    """The interval of a share observed in so many answers (E. B. Wilson 1927); all of 0 to 1 of none."""
    if of <= 0:
        return 0.0, 1.0
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def difference(first: Rate, second: Rate) -> Difference | None:
    """The second less the first (R. G. Newcombe 1998, method 10); None where one has no answers."""
    if not first.answers or not second.answers:
        return None
    a, b = first.share, second.share
    a_low, a_high = wilson(a, first.effective)
    b_low, b_high = wilson(b, second.effective)
    low = b - a - sqrt((b - b_low) ** 2 + (a_high - a) ** 2)
    high = b - a + sqrt((b_high - b) ** 2 + (a - a_low) ** 2)
    return Difference(first, second, b - a, max(low, -1.0), min(high, 1.0))


def windows(first: int, last: int, month: int = 30) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and the last month of a time, or its halves where it is shorter than two months; days as ordinals.

    None where it is shorter than two weeks: too short for anything to change that could be told from chance.
    """
    days = last - first + 1
    if days < 14:
        return None
    length = min(month, days // 2)
    return (first, first + length - 1), (last - length + 1, last)


def spans(firsts: Sequence[tuple[int, bool]], window: tuple[int, int]) -> tuple[int, int]:
    """Right and all of a student's answers (day, right) within a window."""
    within = [right for day, right in firsts if window[0] <= day <= window[1]]
    return sum(within), len(within)
