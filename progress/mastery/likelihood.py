"""P(answers | mastery now): a subject's answers in their order, if mastery was a random walk up to now.

The grid, the hypotheses about what is not known, and the one pass from the oldest answer to the present: see `progress.mastery.learning`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, exp, log, sqrt
from operator import mul
from typing import NamedTuple

from progress.mastery.measures import CARD_GUESS, SLIP

REACH = 5.2
"""The grid goes from −REACH to REACH on the scale of logits: θ from 0.005 to 0.995."""
MOMENTS = 20
"""Pieces of the clock within which order is not looked at."""
_LEAST = 1e-190  # of a moment's likelihood beside its highest: contradictions must not leave nothing at all
_SMALL = 1e-100  # below which the highest is made 1 again
MOST = 1500
"""Answers to one subject beyond which more of them do not narrow an interval: no model is as exact as that."""


class Outcome(NamedTuple):
    """Answers at one moment to items that are equally easy to guess."""

    options: int
    """How many options were shown; 0 where nothing was to be chosen from."""
    right: float
    wrong: float


class Moment(NamedTuple):
    """Answers to one subject at about one time."""

    clock: float
    """0 at the learner's first answer to 1 at the last."""
    outcomes: tuple[Outcome, ...]


Course = Sequence[Moment]
"""A subject's moments, the oldest first."""


@dataclass(frozen=True, slots=True)
class Motion:
    """How masteries move."""

    spread: float
    """Standard deviation of a logit's change over the whole clock."""
    slope: float
    """Mean change of a logit over the whole clock."""
    weight: float
    """Its prior probability."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How answers come to be right and wrong by accident."""

    guess: float
    """Added to the logit of the guessing probability of a question, 1/options."""
    slip: float
    weight: float
    """Its prior probability."""


@dataclass(frozen=True, slots=True)
class Kin:
    """How a learner's masteries are spread over subjects: Beta(strength·mean, strength·(1 − mean))."""

    mean: float
    strength: float
    weight: float
    """Its prior probability."""


STILL = Motion(0.0, 0.0, 0.10)
MOTIONS = (
    STILL,
    Motion(0.5, 0.0, 0.36),
    Motion(1.0, 0.0, 0.25),
    Motion(2.0, 0.0, 0.08),
    Motion(0.0, 1.5, 0.04),
    Motion(0.7, 1.5, 0.06),
    Motion(0.7, -1.0, 0.06),
    Motion(1.4, 2.5, 0.05),
)
ASKINGS = tuple(
    Asking(guess, slip, gw * sw)
    for guess, gw in ((-0.5, 0.14), (0.0, 0.50), (0.45, 0.22), (0.9, 0.14))
    for slip, sw in ((0.02, 0.24), (SLIP, 0.48), (0.10, 0.18), (0.15, 0.10))
)
USUAL = next(asking for asking in ASKINGS if not asking.guess and asking.slip == SLIP)
_MEANS = (0.08, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.92)
KINS = tuple(
    Kin(mean, strength, weight / len(_MEANS))
    for strength, weight in ((1.5, 0.08), (3.0, 0.22), (5.0, 0.3), (9.0, 0.22), (18.0, 0.12), (40.0, 0.06))
    for mean in _MEANS
)


class Grid:
    """An even grid over the logit of mastery."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        self.step = 2 * REACH / (cells - 1)
        self.logits = [-REACH + i * self.step for i in range(cells)]
        self.thetas = [1 / (1 + exp(-z)) for z in self.logits]
        self.kins = [self._prior(kin) for kin in KINS]
        self._tables: dict[tuple[int, float, float], tuple[list[float], list[float]]] = {}

    def _prior(self, kin: Kin) -> list[float]:
        a, b = kin.strength * kin.mean, kin.strength * (1 - kin.mean)
        masses = [
            exp(a * log(t) + b * log(1 - t)) for t in self.thetas
        ]  # the Jacobian takes the ones off a and b
        total = sum(masses)
        return [m / total for m in masses]

    def table(self, options: int, asking: Asking) -> tuple[list[float], list[float]]:
        """ln P(right) and ln P(wrong) of an item; the grid goes on a whole grid's length to both sides."""
        key = (options, asking.guess, asking.slip)
        found = self._tables.get(key)
        if found is None:
            guess = guessing(options, asking)
            span = 1 - guess - asking.slip
            logits = [-REACH + i * self.step for i in range(-self.cells, 2 * self.cells)]
            rights = [guess + span / (1 + exp(-z)) for z in logits]
            found = self._tables[key] = [log(p) for p in rights], [log(1 - p) for p in rights]
        return found


@lru_cache
def grid(cells: int) -> Grid:
    """The grid of that many cells; made once."""
    return Grid(cells)


def guessing(options: int, asking: Asking) -> float:
    """The probability of answering right without knowing."""
    if not options:
        return CARD_GUESS
    chance = 1 / max(options, 2)
    return 1 / (1 + (1 / chance - 1) * exp(-asking.guess))


Seen = dict[tuple[float, Asking, bool], list[tuple[list[float], float]]]
"""By slope, way of asking and whether nothing moves: the factors of one course's moments (see `_factors`)."""


def likelihood(
    course: Course, motion: Motion, asking: Asking, on: Grid, seen: Seen | None = None
) -> tuple[list[float], float]:
    """P(answers | θ now) at each cell, up to a factor whose logarithm comes second.

    `seen`: kept between calls for the same course, so that motions that differ in spread alone share their work.
    """
    values = [1.0] * on.cells
    scale = 0.0
    still = motion == STILL
    if still:
        course = merged(course)
    key = motion.slope, asking, still
    factors = seen.get(key) if seen is not None else None
    if factors is None:
        factors = [_factors(moment, motion.slope, asking, on) for moment in course]
        if seen is not None:
            seen[key] = factors
    last = course[0].clock if course else 1.0
    for moment, (told, top) in zip(course, factors, strict=True):
        values = diffused(values, motion.spread * motion.spread * (moment.clock - last), on.step)
        last = moment.clock
        values = list(map(mul, values, told))
        high = max(values)
        scale += top
        if high < _SMALL:
            values = [v / high for v in values]
            scale += log(high)
    high = max(values)
    values, scale = [v / high for v in values], scale + log(high)
    return diffused(values, motion.spread * motion.spread * (1 - last), on.step), scale


def _factors(moment: Moment, slope: float, asking: Asking, on: Grid) -> tuple[list[float], float]:
    """P(a moment's answers) at each cell, the highest as 1, and the logarithm of that."""
    start = on.cells - round(slope * (1 - moment.clock) / on.step)
    logs: list[float] = []
    for outcome in moment.outcomes:
        rights, wrongs = on.table(outcome.options, asking)
        right, wrong, end = outcome.right, outcome.wrong, start + on.cells
        some, others = rights[start:end], wrongs[start:end]
        if logs:
            logs = [v + right * p + wrong * q for v, p, q in zip(logs, some, others, strict=True)]
        else:
            logs = [right * p + wrong * q for p, q in zip(some, others, strict=True)]
    logs = logs or [0.0] * on.cells
    top = max(logs)
    return [w if (w := exp(x - top)) > _LEAST else _LEAST for x in logs], top


def merged(course: Course) -> Course:
    """The same answers as one moment: as good where nothing moves."""
    if len(course) < 2:
        return course
    sums: dict[int, tuple[float, float]] = {}
    for moment in course:
        for options, right, wrong in moment.outcomes:
            before = sums.get(options, (0, 0))
            sums[options] = before[0] + right, before[1] + wrong
    return [Moment(1.0, tuple(Outcome(options, *sums[options]) for options in sorted(sums)))]


def diffused(values: list[float], variance: float, step: float) -> list[float]:
    """`values` smoothed by a kernel of three points, twice, with `variance` in all; nothing is lost at the ends."""
    if variance <= 0:
        return values
    cells = variance / (2 * step * step)
    reach = max(1, ceil(sqrt(1.5 * cells)))
    side = cells / (2 * reach * reach)
    rest = 1 - 2 * side
    middle, near, far = rest * rest + 2 * side * side, 2 * side * rest, side * side
    edge = 2 * reach
    padded = values[:edge][::-1] + values + values[-edge:][::-1]
    return [
        middle * m + near * (b + c) + far * (a + d)
        for a, b, m, c, d in zip(
            padded, padded[reach:], values, padded[edge + reach :], padded[2 * edge :], strict=False
        )
    ]
