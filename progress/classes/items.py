"""Item analysis: which questions tell apart who knows more from who knows less. Pure.

The formulas are those of Moodle's quiz statistics (docs.moodle.org/dev/Quiz_statistics_calculations), which suppose that
each student answers each question of a quiz. Here students answer different questions, so that every statistic has a
rule for what is missing. On a complete table, all of them are exactly Moodle's. In what follows x is a mark, m(q) the
mean mark of a question over the students who answered it, e = x − m(q) what a student has above it, D the sum of a student's
e over the n questions that the student answered, p the number of questions, and M the sum of all m(q).

- A student's *total* is M + p·D/n: the marks to expect had the student answered everything as much above the means as
  what was answered. The *rest* of a question is the same for the other p − 1 questions, without the student's answer to
  it: M − m(q) + (p − 1)·(D − e)/(n − 1). With nothing missing these are Moodle's sums of marks.
- Discrimination index and efficiency compare marks with rests, over the students who answered anything else as well.
- Totals made of few answers scatter more than whole ones would, which would make the whole look more consistent than it
  is. Where variances of totals are wanted, they are put together from pairs of answers instead: the covariance of a question with
  the others is Σ e·(D − e) over those who answered it, times (p − 1) / Σ (n − 1), times N / (N − 1), as each of N students
  shows it for n − 1 of the p − 1 others. The variance of totals is the sum of all variances and these covariances.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite, sqrt
from statistics import median
from typing import NamedTuple

ENOUGH = 5
"""Questions that a student has to have answered (all, of fewer) to count among the totals."""
_NOTHING = 1e-12  # of the marks' square: what is left of a variance of nothing after rounding


class Mark(NamedTuple):
    """What one student got for one question."""

    question: int
    """Its place in the list of questions."""
    mark: float


@dataclass(frozen=True, slots=True)
class Item:
    """What the marks say of a question. What cannot be told is None."""

    students: int
    """How many answered it."""
    facility: float | None
    """Facility index: the mean mark as a share of the highest possible one."""
    deviation: float | None
    """Standard deviation of the marks (divided by N − 1), as a share of the highest possible one."""
    discrimination: float | None
    """Discrimination index: the correlation of marks and rests, in percent."""
    efficiency: float | None
    """Discriminative efficiency: their covariance in percent of the highest that the same marks and rests could have."""
    intended_weight: float
    """The highest mark in percent of the highest total."""
    effective_weight: float | None
    """√(covariance of marks and totals) in percent of the sum of these roots; None where the covariance is negative."""
    negative: bool
    """Whether the covariance of marks and totals is negative."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the marks say of all questions together. What cannot be told is None."""

    questions: int
    students: int
    """Those whose totals count."""
    average: float | None
    """Mean total, in marks."""
    median: float | None
    deviation: float | None
    """Standard deviation of totals, in marks."""
    skewness: float | None
    """k₃ / k₂^(3/2), with Fisher's k-statistics."""
    kurtosis: float | None
    """k₄ / k₂²: 0 for a normal distribution."""
    consistency: float | None
    """Coefficient of internal consistency (Cronbach's α), in percent."""
    error_ratio: float | None
    """√(1 − α), in percent: how much of the deviation of totals is chance."""
    standard_error: float | None
    """Error ratio times deviation, in marks: how far a total is likely to be off."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All statistics of a table of marks."""

    items: tuple[Item, ...]
    whole: Whole
    rests: tuple[tuple[tuple[int, float], ...], ...]
    """For each question: place of each student who answered it and something else, with the rest."""


class _Table:
    """The sums over a table of marks."""

    def __init__(self, rows: Sequence[Sequence[Mark]], questions: int) -> None:
        self.columns: list[list[tuple[int, float]]] = [[] for _ in range(questions)]
        for student, row in enumerate(rows):
            for question, mark in row:
                self.columns[question].append((student, mark))
        self.means = [sum(x for _, x in column) / len(column) if column else 0.0 for column in self.columns]
        self.answered = [len(row) for row in rows]
        self.above = [sum(mark - self.means[question] for question, mark in row) for row in rows]
        self.known = sum(1 for column in self.columns if column)
        self.all = sum(self.means)
        self.square = max((x * x for column in self.columns for _, x in column), default=0.0)

    def rests(self, question: int) -> list[tuple[int, float, float]]:
        """Student, mark and rest."""
        mean, others = self.means[question], self.known - 1
        return [
            (s, x, self.all - mean + others * (self.above[s] - (x - mean)) / (self.answered[s] - 1))
            for s, x in self.columns[question]
            if self.answered[s] > 1
        ]

    def variance(self, question: int) -> float | None:
        column, mean = self.columns[question], self.means[question]
        if len(column) < 2:
            return None
        return self._cleared(sum((x - mean) ** 2 for _, x in column) / (len(column) - 1))

    def covariance(self, question: int) -> float:
        """Of the marks and those for the other questions, from pairs of answers."""
        column, mean = self.columns[question], self.means[question]
        pairs = sum(self.answered[s] - 1 for s, _ in column)
        if len(column) < 2 or not pairs:
            return 0.0
        total = sum((x - mean) * (self.above[s] - (x - mean)) for s, x in column)
        return self._cleared(total * (self.known - 1) / pairs * len(column) / (len(column) - 1))

    def totals(self) -> list[float]:
        return [
            self.all + self.known * above / answered
            for above, answered in zip(self.above, self.answered, strict=True)
            if answered and answered >= min(self.known, ENOUGH)
        ]

    def _cleared(self, value: float) -> float:
        return 0.0 if abs(value) <= _NOTHING * self.square * max(self.known, 1) else value


def analyse(rows: Sequence[Sequence[Mark]], questions: int, highest: Sequence[float] = ()) -> Analysis:
    """The statistics of a table of marks, a row for each student with the questions that the student answered.

    `highest`: the highest mark of each question; 1 where it is empty. Questions that nobody answered count for nothing.
    Raises ValueError for a mark that is no number, a question that is not there, or one answered twice by a student.
    """
    for row in rows:
        places = sorted(mark.question for mark in row)
        if any(a == b for a, b in pairwise(places)) or (
            places and not 0 <= places[0] <= places[-1] < questions
        ):
            raise ValueError("A student has one mark at most for each of the questions.")
        if not all(isfinite(mark.mark) for mark in row):
            raise ValueError("A mark is a number.")
    highest = highest or [1.0] * questions
    table = _Table(rows, questions)
    variances = [table.variance(q) for q in range(questions)]
    with_rest = [table.covariance(q) for q in range(questions)]
    with_total = [
        None if v is None else table._cleared(v + c) for v, c in zip(variances, with_rest, strict=True)
    ]
    roots = sum(sqrt(c) for c in with_total if c is not None and c > 0)
    reachable = sum(h for h, column in zip(highest, table.columns, strict=True) if column)
    items: list[Item] = []
    rests: list[tuple[tuple[int, float], ...]] = []
    for q, column in enumerate(table.columns):
        found = table.rests(q)
        rests.append(tuple((s, rest) for s, _, rest in found))
        index, efficiency = _discrimination([x for _, x, _ in found], [r for _, _, r in found], table)
        variance, covariance = variances[q], with_total[q]
        items.append(
            Item(
                students=len(column),
                facility=table.means[q] / highest[q] if column and highest[q] else None,
                deviation=None if variance is None or not highest[q] else sqrt(variance) / highest[q],
                discrimination=index,
                efficiency=efficiency,
                intended_weight=100 * highest[q] / reachable if column and reachable else 0.0,
                effective_weight=None
                if covariance is None or covariance < 0 or not roots
                else 100 * sqrt(covariance) / roots,
                negative=covariance is not None and covariance < 0,
            )
        )
    whole = _whole(
        table.totals(), table.known, [v or 0.0 for v in variances], sum(c or 0.0 for c in with_total)
    )
    return Analysis(tuple(items), whole, tuple(rests))


def _discrimination(
    marks: list[float], rests: list[float], table: _Table
) -> tuple[float | None, float | None]:
    """Discrimination index 100·C(x, r) / √(V(x)·V(r)), and efficiency 100·C(x, r) / C(x sorted, r sorted).

    The highest covariance that two lists can have is that of both in ascending order.
    """
    n = len(marks)
    if n < 2:
        return None, None
    mean, other = sum(marks) / n, sum(rests) / n
    deviations = [x - mean for x in marks]
    others = [r - other for r in rests]
    varied = table._cleared(sum(d * d for d in deviations) / n)
    varied_rest = sum(o * o for o in others) / n
    if not varied or varied_rest <= _NOTHING * table.square * table.known**2:
        return None, None
    shared = sum(d * o for d, o in zip(deviations, others, strict=True)) / n
    most = sum(d * o for d, o in zip(sorted(deviations), sorted(others), strict=True)) / n
    return 100 * shared / sqrt(varied * varied_rest), 100 * shared / most if most else None


def _whole(totals: list[float], questions: int, variances: list[float], variance: float) -> Whole:
    """Moodle's test statistics; `variance` is that of totals, put together from pairs of answers."""
    s = len(totals)
    average = sum(totals) / s if s else None
    skewness = kurtosis = None
    if s > 2 and average is not None:
        m2, m3, m4 = (sum((t - average) ** power for t in totals) / s for power in (2, 3, 4))
        k2 = s * m2 / (s - 1)
        if k2 > _NOTHING * max(average * average, 1.0):
            skewness = s * s * m3 / ((s - 1) * (s - 2)) / k2**1.5
            if s > 3:
                k4 = s * s * ((s + 1) * m4 - 3 * (s - 1) * m2 * m2) / ((s - 1) * (s - 2) * (s - 3))
                kurtosis = k4 / (k2 * k2)
    deviation = sqrt(variance) if s > 1 and variance >= 0 else None
    alpha = ratio = error = None
    if s > 2 and questions > 1 and variance > 0 and deviation is not None:
        alpha = 100 * questions / (questions - 1) * (1 - sum(variances) / variance)
        if alpha <= 100:
            ratio = 100 * sqrt(1 - alpha / 100)
            error = ratio * deviation / 100
    return Whole(
        questions=questions,
        students=s,
        average=average,
        median=median(totals) if totals else None,
        deviation=deviation,
        skewness=skewness,
        kurtosis=kurtosis,
        consistency=alpha,
        error_ratio=ratio,
        standard_error=error,
    )
