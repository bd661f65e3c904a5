"""A conditional logit (McFadden 1974): which of several options is chosen, by what is seen of each.

The chance of option *j* is exp(w·x_j) / Σ exp(w·x_k), over the options of its own question. Fitted with a ridge by Newton's
method, each step halved until it betters the fit; the curvature is worked out anew only where it has to be.
"""

import math
from collections.abc import Sequence
from operator import add, mul

RIDGE = 4.0
"""How strongly weights are held near 0, in units of the data's own spread."""
_STEPS = 25
_HALVINGS = 12
_STILL = 3e-3
_SHRINKS = 0.5
"""While each step is so much shorter than the last one, the same curvature serves for the next."""
_NEVER = -1e9
"""The score of an option that a question does not have."""

Matrix = list[list[float]]
Column = list[list[float]]
"""One cue: for each place, the values of all questions there; 0 where a question has fewer options."""


class Choices:
    """What is seen of the options of many questions, one column a cue, centred within each question and scaled."""

    def __init__(self, questions: Sequence[Sequence[Sequence[float]]], keys: Sequence[int]) -> None:
        """Take `questions[q][cue][option]`, with the index of each one's right option."""
        sizes = [len(values[0]) for values in questions]
        places = range(max(sizes))
        self.absent: Column = [[0.0 if place < size else _NEVER for size in sizes] for place in places]
        self.right: Column = [[float(place == key) for key in keys] for place in places]
        self.spreads: list[float] = []
        """The standard deviation of each column before scaling; 1 for one that tells no options apart."""
        self.columns: list[Column] = []
        for cue in range(len(questions[0])):
            centred = [_centred(values[cue], len(places)) for values in questions]
            squares = math.fsum(math.fsum(map(mul, row, row)) for row in centred)
            spread = math.sqrt(squares / sum(sizes))
            self.spreads.append(spread if spread > 1e-9 else 1.0)
            scale = 1 / self.spreads[-1] if spread > 1e-9 else 0.0
            self.columns.append([[row[place] * scale for row in centred] for place in places])

    def speaks_against(self, column: int) -> bool:
        """Whether a column is lower for right options than for wrong ones, looked at alone."""
        rows = zip(self.right, self.columns[column], strict=True)
        return sum(sum(map(mul, right, values)) for right, values in rows) < 0


def fit(data: Choices, left_out: frozenset[int] = frozenset(), start: Sequence[float] = ()) -> list[float]:
    """Return the weight of each column; 0 for those left out and for those that tell no options apart.

    `start` are weights to begin with, nothing but zeros where it is empty.
    """
    used = [i for i, column in enumerate(data.columns) if i not in left_out and any(map(any, column))]
    columns = [data.columns[i] for i in used]
    weights = [start[i] if start else 0.0 for i in used]
    likely, value = _chances(data, columns, weights)
    factor: Matrix = []
    last = math.inf
    for _ in range(_STEPS if used else 0):
        if not factor:
            factor = _cholesky(_curvature(columns, likely))
        step = _solved(factor, _slope(data, columns, weights, likely))
        for _ in range(_HALVINGS):
            tried = list(map(add, weights, step))
            tried_likely, tried_value = _chances(data, columns, tried)
            if tried_value >= value:
                break
            step = [each / 2 for each in step]
        else:
            break
        weights, likely, value = tried, tried_likely, tried_value
        size = max(map(abs, step))
        if size < _STILL:
            break
        if size > _SHRINKS * last:
            factor = []
        last = size
    found = [0.0] * len(data.columns)
    for place, weight in zip(used, weights, strict=True):
        found[place] = weight
    return found


def chances(
    values: Sequence[Sequence[float]], spreads: Sequence[float], weights: Sequence[float]
) -> list[float]:
    """Return how likely each option of one question is by the fitted weights, from `values[cue][option]`."""
    scores = [0.0] * len(values[0])
    for column, spread, weight in zip(values, spreads, weights, strict=True):
        if weight:
            scores = [score + weight * value / spread for score, value in zip(scores, column, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _chances(data: Choices, columns: Sequence[Column], weights: Sequence[float]) -> tuple[Column, float]:
    """Return each option's chance, and the logarithm of the likelihood less the ridge's share."""
    scores = data.absent
    for column, weight in zip(columns, weights, strict=True):
        scores = [
            [score + weight * value for score, value in zip(known, more, strict=True)]
            for known, more in zip(scores, column, strict=True)
        ]
    tops = list(map(max, zip(*scores, strict=True)))
    powers = [[math.exp(s - top) for s, top in zip(row, tops, strict=True)] for row in scores]
    totals = list(map(sum, zip(*powers, strict=True)))
    likely = [[power / total for power, total in zip(row, totals, strict=True)] for row in powers]
    chosen = sum(sum(map(mul, right, row)) for right, row in zip(data.right, scores, strict=True))
    value = chosen - sum(map(add, tops, map(math.log, totals)))
    return likely, value - RIDGE / 2 * sum(map(mul, weights, weights))


def _slope(data: Choices, columns: Sequence[Column], weights: Sequence[float], likely: Column) -> list[float]:
    apart = [[y - p for y, p in zip(*rows, strict=True)] for rows in zip(data.right, likely, strict=True)]
    return [
        sum(sum(map(mul, a, x)) for a, x in zip(apart, column, strict=True)) - RIDGE * weight
        for column, weight in zip(columns, weights, strict=True)
    ]


def _curvature(columns: Sequence[Column], likely: Column) -> Matrix:
    """Return the covariance of the cues under the chances, with the ridge: what the slope is divided by."""
    weighted = [[list(map(mul, p, x)) for p, x in zip(likely, column, strict=True)] for column in columns]
    means = [list(map(sum, zip(*rows, strict=True))) for rows in weighted]
    size = len(columns)
    found = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            products = sum(sum(map(mul, w, x)) for w, x in zip(weighted[i], columns[j], strict=True))
            found[i][j] = found[j][i] = products - sum(map(mul, means[i], means[j]))
        found[i][i] += RIDGE
    return found


def _centred(values: Sequence[float], places: int) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values] + [0.0] * (places - len(values))


def _cholesky(matrix: Matrix) -> Matrix:
    """Return the lower triangle L with L L' = matrix, which is positive definite."""
    size = len(matrix)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(map(mul, lower[i][:j], lower[j][:j]))
            lower[i][j] = math.sqrt(max(rest, 1e-12)) if i == j else rest / lower[j][j]
    return lower


def _solved(lower: Matrix, right: Sequence[float]) -> list[float]:
    """Return x with L L' x = right."""
    size = len(lower)
    middle: list[float] = []
    for i in range(size):
        middle.append((right[i] - sum(map(mul, lower[i][:i], middle))) / lower[i][i])
    found = [0.0] * size
    for i in reversed(range(size)):
        below = sum(lower[j][i] * found[j] for j in range(i + 1, size))
        found[i] = (middle[i] - below) / lower[i][i]
    return found
