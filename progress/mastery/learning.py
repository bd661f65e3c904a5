"""What answers in their order say about mastery now: one model for all of a learner's subjects, averaged over what it does not know.

An answer to an item with guessing probability g and slip probability s is right with probability g + (1 − g − s)·θ
(see `progress.mastery.measures`). The mastery θ of a subject moves: its logit z = ln(θ / (1 − θ)) is a random walk with a common
slope,

    z(now) = z(then) + slope·Δ + Normal(0, spread²·Δ)

where Δ is the time between on a clock that runs from 0 at the first answer to 1 at the last. Subjects are alike:
their masteries now come from one Beta(strength·mean, strength·(1 − mean)). None of slope, spread, mean, strength, nor how
far guessing and slipping differ from what is assumed, is known: each combination of a few values has a prior weight, its
marginal likelihood over all subjects gives its posterior weight, and what is said of a subject is the average. A walk
is reversible, so that the likelihood of all answers as a function of θ now is found in one pass from the oldest
on, whatever the prior over subjects. Everything is computed on an even grid over z, in the manner of a hidden Markov model.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log
from operator import mul
from typing import NamedTuple

from progress.mastery.likelihood import (
    ASKINGS,
    KINS,
    MOST,
    MOTIONS,
    REACH,
    STILL,
    USUAL,
    Asking,
    Course,
    Grid,
    Motion,
    Seen,
    grid,
    likelihood,
    merged,
)
from progress.mastery.measures import CERTAINTY, THRESHOLD, Mastery


class Chosen(NamedTuple):
    """A combination of what is not known, with its posterior probability."""

    motion: Motion
    asking: Asking
    kins: tuple[tuple[int, float], ...]
    """Index into `KINS` and posterior probability, those that matter."""


_SIZES = ((40, 33, 40, 8), (120, 49, 40, 8), (400, 81, 24, 6), (MOST, 121, 10, 4))
"""Up to how many answers to one subject: cells of the grid, subjects that say how subjects are alike, motions weighed.

Exact where answers are few; where they are many, they say the same of what is common with fewer subjects.
"""
_KEPT = 8
_NEGLIGIBLE = 0.02


@dataclass(frozen=True)
class Fit:
    """What all of a learner's answers say about how masteries move, are spread and are asked about."""

    grid: Grid
    chosen: tuple[Chosen, ...]

    def belief(self, course: Course, *, most: int = _KEPT) -> "Belief":
        """The posterior of the mastery of one subject now; only from the `most` likeliest combinations, where time is dear."""
        masses = [0.0] * self.grid.cells
        seen: Seen = {}
        for motion, asking, kins in self.chosen[:most]:
            values, _ = likelihood(course, motion, asking, self.grid, seen)
            shape = [0.0] * self.grid.cells
            for index, weight in kins:
                prior = self.grid.kins[index]
                share = weight / sum(map(mul, values, prior))
                shape = [s + share * p for s, p in zip(shape, prior, strict=True)]
            masses = [m + s * v for m, s, v in zip(masses, shape, values, strict=True)]
        return Belief(self.grid, masses)


class Belief:
    """A probability for each cell of the grid."""

    def __init__(self, on: Grid, masses: Sequence[float]) -> None:
        self.grid = on
        total = sum(masses)
        self.masses = [m / total for m in masses]
        self._sums = list(accumulate(self.masses))

    @property
    def mean(self) -> float:
        """The expected mastery."""
        return float(sum(map(mul, self.masses, self.grid.thetas)))

    def below(self, theta: float) -> float:
        """The probability that mastery is less than `theta`."""
        place = (log(theta / (1 - theta)) + REACH) / self.grid.step + 0.5
        whole = int(place)
        if whole >= self.grid.cells:
            return 1.0
        return (self._sums[whole - 1] if whole else 0.0) + (place - whole) * self.masses[whole]

    def quantile(self, share: float) -> float:
        """The mastery below which lies this share of the probability."""
        i = next((i for i, s in enumerate(self._sums) if s >= share), self.grid.cells - 1)
        into = 1 - (self._sums[i] - share) / self.masses[i] if self.masses[i] else 0.5
        return 1 / (1 + exp(-(self.grid.logits[i] + (into - 0.5) * self.grid.step)))

    def summary(self) -> Mastery:
        """The posterior, summed up."""
        low, high = self.quantile((1 - CERTAINTY) / 2), self.quantile((1 + CERTAINTY) / 2)
        return Mastery(self.mean, low, high, self.below(THRESHOLD))


def fit(courses: Iterable[Course]) -> Fit:
    """Weigh what is not known by the answers to all subjects. `courses`: one of each subject that was asked about.

    Motions are weighed first, for answers asked as they are usually; then ways of asking, for the motion found likeliest;
    then those combinations of the likelier of both.
    """
    known = sorted((course for course in courses if course), key=_answers, reverse=True)
    largest = _answers(known[0]) if known else 0
    cells, subjects, motions = next(size[1:] for size in _SIZES if largest <= size[0] or size is _SIZES[-1])
    on, known = grid(cells), known[:subjects]
    seen: list[Seen] = [{} for _ in known]
    by_motion = {motion: _weigh(known, motion, USUAL, on, seen) for motion in MOTIONS[:motions]}
    whole_courses = [merged(course) for course in known]
    by_asking = {asking: _weigh(whole_courses, STILL, asking, on) for asking in ASKINGS}
    found: dict[tuple[Motion, Asking], tuple[float, list[float]]] = {}
    for motion in by_motion:
        for asking in ASKINGS:
            guessed = by_motion[motion][0] + by_asking[asking][0] - by_asking[USUAL][0]
            found[motion, asking] = (guessed, [])
    best = sorted(found, key=lambda pair: -found[pair][0])[:_KEPT]
    top = found[best[0]][0]
    weighed = [
        (m, a, *_weigh(known, m, a, on, seen)) for m, a in best if found[m, a][0] > top + log(_NEGLIGIBLE)
    ]
    peak = max(total for _, _, total, _ in weighed)
    whole = sum(exp(total - peak) for _, _, total, _ in weighed)
    chosen = []
    for motion, asking, total, kins in weighed:
        share = exp(total - peak) / whole
        high = max(kins)
        shares = [exp(k - high) for k in kins]
        norm = sum(s for s in shares if s > _NEGLIGIBLE / 2)
        chosen.append(
            Chosen(
                motion,
                asking,
                tuple((i, share * s / norm) for i, s in enumerate(shares) if s > _NEGLIGIBLE / 2),
            )
        )
    return Fit(on, tuple(chosen))


def _weigh(
    courses: Sequence[Course], motion: Motion, asking: Asking, on: Grid, seen: Sequence[Seen | None] = ()
) -> tuple[float, list[float]]:
    """ln(prior · marginal likelihood), in all and for each of `KINS`."""
    sums = [log(kin.weight * motion.weight * asking.weight) for kin in KINS]
    for course, kept in zip(courses, seen or [None] * len(courses), strict=True):
        values, scale = likelihood(course, motion, asking, on, kept)
        sums = [s + scale + log(sum(map(mul, values, prior))) for s, prior in zip(sums, on.kins, strict=True)]
    top = max(sums)
    return top + log(sum(exp(s - top) for s in sums)), sums


def _answers(course: Course) -> float:
    return sum(outcome.right + outcome.wrong for moment in course for outcome in moment.outcomes)
