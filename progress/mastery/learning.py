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

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log
from operator import mul
from typing import NamedTuple, TypeVar

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
    Moment,
    Motion,
    Seen,
    grid,
    likelihood,
    merged,
)
from progress.mastery.measures import CERTAINTY, THRESHOLD, Mastery

_Key = TypeVar("_Key")


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
_FEWEST, _PLENTY = 12, 1000
"""Subjects, the most asked ones, beyond which no further ones are looked at once they have so many answers together."""
_KEPT = 8
_NEGLIGIBLE = 0.005
_FAR = 7.0  # below the likeliest, in logarithms: how masteries are surely not spread


@dataclass(frozen=True)
class Fit:
    """What all of a learner's answers say about how masteries move, are spread and are asked about."""

    grid: Grid
    chosen: tuple[Chosen, ...]
    told: Mapping[tuple[Moment, ...], Sequence[list[float]]] = field(default_factory=dict, repr=False)
    """What was found on the way: P(answers | mastery now) of some courses, for each of `chosen`."""

    def belief(self, course: Course, *, most: int = _KEPT) -> "Belief":
        """The posterior of the mastery of one subject now; only from the `most` likeliest combinations, where time is dear."""
        masses = [0.0] * self.grid.cells
        seen: Seen = {}
        told = self.told.get(tuple(course))
        for place, (motion, asking, kins) in enumerate(self.chosen[:most]):
            values = told[place] if told else likelihood(course, motion, asking, self.grid, seen)[0]
            shape = [0.0] * self.grid.cells
            for index, weight in kins:
                prior = self.grid.kins[index]
                share = weight / sum(map(mul, values, prior))
                shape = [s + share * p for s, p in zip(shape, prior, strict=True)]
            masses = [m + s * v for m, s, v in zip(masses, shape, values, strict=True)]
        return Belief(self.grid, masses)


class Belief:
    """A probability for each cell of the grid: `masses`, and the running sum of them, `sums`."""

    def __init__(self, on: Grid, masses: Sequence[float]) -> None:
        self.grid = on
        total = sum(masses)
        self.masses = [m / total for m in masses]
        self.sums = list(accumulate(self.masses))

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
        return (self.sums[whole - 1] if whole else 0.0) + (place - whole) * self.masses[whole]

    def quantile(self, share: float) -> float:
        """The mastery below which lies this share of the probability."""
        i = next((i for i, s in enumerate(self.sums) if s >= share), self.grid.cells - 1)
        into = 1 - (self.sums[i] - share) / self.masses[i] if self.masses[i] else 0.5
        return 1 / (1 + exp(-(self.grid.logits[i] + (into - 0.5) * self.grid.step)))

    def summary(self) -> Mastery:
        """The posterior, summed up."""
        low, high = self.quantile((1 - CERTAINTY) / 2), self.quantile((1 + CERTAINTY) / 2)
        return Mastery(self.mean, low, high, self.below(THRESHOLD))


def fit(courses: Iterable[Course]) -> Fit:
    """Weigh what is not known by the answers to all subjects. `courses`: one of each subject that was asked about.

    Motions are weighed first, for answers asked as they are usually; then ways of asking, for nothing moving; then a few
    combinations of both that stand for all.
    """
    known = sorted((course for course in courses if course), key=_answers, reverse=True)
    largest = _answers(known[0]) if known else 0
    cells, subjects, motions = next(size[1:] for size in _SIZES if largest <= size[0] or size is _SIZES[-1])
    sums = list(accumulate(map(_answers, known)))
    enough = next((n for n, answers in enumerate(sums, 1) if answers >= _PLENTY), len(known))
    on, known = grid(cells), known[: min(subjects, max(enough, _FEWEST))]
    seen: list[Seen] = [{} for _ in known]
    whole_courses = [merged(course) for course in known]
    _, sums_of_kins = _weigh(whole_courses, STILL, USUAL, on)
    likely = [place for place, each in enumerate(sums_of_kins) if each > max(sums_of_kins) - _FAR]
    by_motion = {motion: _weigh(known, motion, USUAL, on, seen, kins=likely) for motion in MOTIONS[:motions]}
    by_asking = {asking: _weigh(whole_courses, STILL, asking, on, kins=likely) for asking in ASKINGS}
    guessed = {
        (motion, asking): by_motion[motion][0] + by_asking[asking][0] - by_asking[USUAL][0]
        for motion in by_motion
        for asking in ASKINGS
    }
    top = max(guessed.values())
    weighed = []
    for (motion, asking), times in _evenly(
        {pair: exp(each - top) for pair, each in guessed.items()}, _KEPT
    ).items():
        told: list[list[float]] = []
        total, kins = _weigh(known, motion, asking, on, seen, told)
        # Each stands for others too: as many times as it was drawn, corrected by how far the guess was off.
        weighed.append((log(times) + total - guessed[motion, asking], motion, asking, kins, told))
    weighed.sort(key=lambda each: -each[0])
    whole = sum(exp(each[0] - weighed[0][0]) for each in weighed)
    return Fit(
        on,
        tuple(
            Chosen(motion, asking, _shares(kins, exp(weight - weighed[0][0]) / whole))
            for weight, motion, asking, kins, _ in weighed
        ),
        {tuple(course): [each[-1][n] for each in weighed] for n, course in enumerate(known)},
    )


def _shares(logs: Sequence[float], of: float) -> tuple[tuple[int, float], ...]:
    """The probabilities whose logarithms are given, those that matter, summing to `of`; with their places."""
    high = max(logs)
    shares = [(place, share) for place, each in enumerate(logs) if (share := exp(each - high)) > _NEGLIGIBLE]
    whole = sum(share for _, share in shares)
    return tuple((place, of * share / whole) for place, share in shares)


def _evenly(weights: Mapping[_Key, float], count: int) -> dict[_Key, int]:
    """A few keys in the place of all, each with how often it was drawn: evenly along the running sum of the weights, so
    that unlikely ones are stood for as well as likely ones."""
    keys, sums = list(weights), list(accumulate(weights.values()))
    drawn = Counter(min(bisect(sums, (i + 0.5) / count * sums[-1]), len(keys) - 1) for i in range(count))
    return {keys[place]: times for place, times in drawn.items()}


def _weigh(
    courses: Sequence[Course],
    motion: Motion,
    asking: Asking,
    on: Grid,
    seen: Sequence[Seen | None] = (),
    told: list[list[float]] | None = None,
    kins: Sequence[int] = range(len(KINS)),
) -> tuple[float, list[float]]:
    """ln(prior · marginal likelihood), in all and for each of `KINS`, or those of them named by `kins`.

    The likelihoods of all courses are added to `told`.
    """
    sums = [log(KINS[place].weight * motion.weight * asking.weight) for place in kins]
    priors = [on.kins[place] for place in kins]
    for course, kept in zip(courses, seen or [None] * len(courses), strict=True):
        values, scale = likelihood(course, motion, asking, on, kept)
        if told is not None:
            told.append(values)
        sums = [s + scale + log(sum(map(mul, values, prior))) for s, prior in zip(sums, priors, strict=True)]
    top = max(sums)
    return top + log(sum(exp(s - top) for s in sums)), sums


def _answers(course: Course) -> float:
    return sum(outcome.right + outcome.wrong for moment in course for outcome in moment.outcomes)
