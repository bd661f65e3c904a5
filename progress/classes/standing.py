"""How well each student of a class has mastered one topic, and how that is spread over the class. Pure.

The model is that of `progress.mastery.measures`: an answer to an item with guessing probability g and slip probability s is right with
probability g + (1 − g − s)·θ, where θ is the mastery. A student's own report lets θ move and learns from all topics of that student;
here a student's few answers to a topic lean on the class instead. Masteries of a topic are spread over students as
Beta(strength·mean, strength·(1 − mean)); each of several such spreads is weighed by how likely it makes the answers of
all students (empirical Bayes), and what is said of a student is the average over them. Everything is computed on an even
grid over the logit of θ.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, log
from operator import mul

from progress.mastery.measures import CARD_GUESS, CERTAINTY, ENOUGH, SLIP, THRESHOLD, Mastery

CELLS = 41
REACH = 5.0
"""The grid goes from −REACH to REACH: θ from 0.007 to 0.993."""
MEANS = (0.08, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.92)
STRENGTHS = ((1.5, 0.08), (3.0, 0.22), (5.0, 0.3), (9.0, 0.22), (18.0, 0.12), (40.0, 0.06))
"""With their prior weights: students of one class are seldom all alike, and seldom all at the ends."""
_STEP = 2 * REACH / (CELLS - 1)
_THETAS = [1 / (1 + exp(REACH - i * _STEP)) for i in range(CELLS)]
_WEIGHED = 150
"""Students that say how students are alike: more of them do not change it."""
_NEGLIGIBLE = 0.01

Counts = Mapping[int, Sequence[int]]
"""Right and wrong answers by how many options there were; 0 where the answer was recalled."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one student stands in a topic."""

    student: int
    """Index into the students."""
    mastery: Mastery
    answers: int
    weak: bool | None
    """Whether mastery is below 0.6 with a probability of at least 80 %; None: too few answers to say."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The mean mastery of a class."""

    mean: float
    low: float
    """`low` to `high` hold the mean of such students with a probability of 80 %."""
    high: float


def class_standings(counts: Sequence[Counts]) -> list[Standing]:
    """The standing in one topic of each student who has any answers to it."""
    likely = [(i, _likelihood(c)) for i, c in enumerate(counts) if any(map(sum, c.values()))]
    if not likely:
        return []
    every = max(1, len(likely) // _WEIGHED)
    priors = _weights([values for _, values in likely[::every]])
    found = []
    for student, values in likely:
        shape = [0.0] * CELLS
        for index, weight in priors:
            prior = _priors()[index][1]
            share = weight / sum(map(mul, values, prior))
            shape = [s + share * p for s, p in zip(shape, prior, strict=True)]
        mastery = _summary(list(map(mul, shape, values)))
        answers = sum(map(sum, counts[student].values()))
        weak = mastery.below >= CERTAINTY if answers >= ENOUGH else None
        found.append(Standing(student, mastery, answers, weak))
    return found


@lru_cache
def _priors() -> list[tuple[float, list[float]]]:
    """Weight and masses of each way in which masteries may be spread."""
    found = []
    for strength, weight in STRENGTHS:
        for mean in MEANS:
            a, b = strength * mean, strength * (1 - mean)  # the logit's Jacobian takes the ones off both
            masses = [exp(a * log(t) + b * log(1 - t)) for t in _THETAS]
            found.append((weight, [m / sum(masses) for m in masses]))
    return found


@lru_cache
def _logs(options: int) -> tuple[list[float], list[float]]:
    """ln P(right) and ln P(wrong) in each cell."""
    guess = 1 / max(options, 2) if options else CARD_GUESS
    rights = [guess + (1 - guess - SLIP) * t for t in _THETAS]
    return [log(p) for p in rights], [log(1 - p) for p in rights]


def _likelihood(counts: Counts) -> list[float]:
    """P(answers | θ), up to a factor."""
    logs = [0.0] * CELLS
    for options, (right, wrong) in counts.items():
        rights, wrongs = _logs(options)
        logs = [v + right * p + wrong * q for v, p, q in zip(logs, rights, wrongs, strict=True)]
    top = max(logs)
    return [exp(v - top) for v in logs]


def _weights(known: Sequence[Sequence[float]]) -> list[tuple[int, float]]:
    """Index into `_priors` and posterior probability of those that matter."""
    logs = [
        log(weight) + sum(log(sum(map(mul, values, prior))) for values in known)
        for weight, prior in _priors()
    ]
    top = max(logs)
    shares = [exp(each - top) for each in logs]
    kept = [(i, share) for i, share in enumerate(shares) if share > _NEGLIGIBLE]
    total = sum(share for _, share in kept)
    return [(i, share / total) for i, share in kept]


def _summary(masses: Sequence[float]) -> Mastery:
    """Mean, 80 % interval, and the probability of being weak; within a cell, mass is even over the logit."""
    total = sum(masses)
    sums = [s / total for s in accumulate(masses)]
    mean = sum(map(mul, masses, _THETAS)) / total
    place = (log(THRESHOLD / (1 - THRESHOLD)) + REACH) / _STEP + 0.5
    whole = int(place)
    below = sums[whole - 1] + (place - whole) * masses[whole] / total
    return Mastery(
        mean, _quantile(sums, (1 - CERTAINTY) / 2), _quantile(sums, (1 + CERTAINTY) / 2), min(below, 1.0)
    )


def _quantile(sums: Sequence[float], share: float) -> float:
    i = min(bisect_left(sums, share), CELLS - 1)
    mass = sums[i] - (sums[i - 1] if i else 0.0)
    into = 1 - (sums[i] - share) / mass if mass > 0 else 0.5
    return 1 / (1 + exp(REACH - (i + into - 0.5) * _STEP))


def spread(found: Sequence[Standing]) -> Spread | None:
    """The mean mastery of a class, with its interval; None without students.

    Its variance is that of students' expected masteries plus that of each one's own uncertainty, over their number.
    """
    if not found:
        return None
    n = len(found)
    mean = sum(s.mastery.mean for s in found) / n
    between = sum((s.mastery.mean - mean) ** 2 for s in found) / max(n - 1, 1)
    within = sum(((s.mastery.high - s.mastery.low) / 2.5631) ** 2 for s in found) / n
    reach = 1.2816 * ((between + within) / n) ** 0.5
    return Spread(mean, max(mean - reach, 0.0), min(mean + reach, 1.0))
