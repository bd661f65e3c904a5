"""How well FSRS-6 with given parameters predicts reviews, and how that changes with each parameter. Needs numpy.

The log loss of a review is −ln R where the card was recalled and −ln (1−R) where it was not, R being what the model says
just before it. Only reviews a study day or more after the one before are judged; those on the same day move the memory on
and no more, as in the optimiser of FSRS's authors (open-spaced-repetition/fsrs-rs).

The gradient is worked out backwards from the last review to the first (reverse accumulation), which takes about twice as
long as the loss alone, however many parameters there are. The formulas are those of `progress.scheduling.formulas`, where they are
explained. `a_s`, `a_d` and `a_r` are the derivatives of the loss by stability, difficulty and retrievability.
"""

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

import numpy as np

from progress.fitting.layout import Batch, Floats, Places, Truths, Turn
from progress.scheduling.formulas import LEAST_STABILITY, MOST_STABILITY


class _Kept(NamedTuple):
    """What the way forward keeps of a turn for the way back."""

    s: Floats
    """Stability before it."""
    d: Floats
    """Difficulty before it."""
    r: Floats
    """Retrievability just before it; of no meaning on the same day."""
    s_free: Truths
    """Where the new stability was within its bounds."""
    d_free: Truths


class _Forward(NamedTuple):
    turns: list[_Kept]
    s_free: Truths
    """Where the first stability was within its bounds."""
    d_free: Truths


def predictions(batch: Batch, parameters: Sequence[float]) -> tuple[Places, Floats, Floats]:
    """For each judged review its place among all reviews, R, and 1 or 0 for recalled or not; by place."""
    if not batch.judged:
        return np.empty(0, np.intp), np.empty(0), np.empty(0)
    kept = _forward(batch, np.asarray(parameters, dtype=np.float64)).turns
    order = np.concatenate([turn.order for turn in batch.turns])
    expected = np.concatenate([k.r[turn.judged] for turn, k in zip(batch.turns, kept, strict=True)])
    success = np.concatenate([turn.success for turn in batch.turns])
    by_place = np.argsort(order)
    return order[by_place], expected[by_place], success[by_place]


def loss(batch: Batch, parameters: Sequence[float] | Floats) -> tuple[float, Floats]:
    """The log loss of all judged reviews together, in nats, and its derivatives by the 21 parameters."""
    w = np.asarray(parameters, dtype=np.float64)
    forward = _forward(batch, w)
    total, gradient = 0.0, np.zeros(len(w))
    a_s, a_d = np.zeros(0), np.zeros(0)
    for turn, kept in zip(reversed(batch.turns), reversed(forward.turns), strict=True):
        r = kept.r[turn.judged]
        total -= float(np.where(turn.success == 1, np.log(r), np.log1p(-r)).sum())
        a_r = np.zeros(len(kept.s))
        a_r[turn.judged] = np.where(turn.success == 1, -1 / r, 1 / (1 - r))
        a_s = _padded(a_s, len(kept.s)) * kept.s_free
        a_d = _padded(a_d, len(kept.s)) * kept.d_free
        a_s, a_d = _back(turn, kept, w, gradient, a_s, a_d, a_r)
    a_s = _padded(a_s, len(batch.first)) * forward.s_free
    a_d = _padded(a_d, len(batch.first)) * forward.d_free
    gradient[:4] += np.bincount(batch.first, a_s, 4)
    gradient[4] += a_d.sum()
    gradient[5] -= float((a_d * batch.first) @ np.exp(w[5] * batch.first))
    return total, gradient


def _forward(batch: Batch, w: Floats) -> _Forward:
    s, first_s_free = _bounded(w[batch.first], LEAST_STABILITY, MOST_STABILITY)
    d, first_d_free = _bounded(w[4] - np.exp(w[5] * batch.first) + 1, 1.0, 10.0)
    factor = 0.9 ** (-1 / w[20]) - 1
    easiest = w[4] - exp(w[5] * 3) + 1
    bonus = np.array([w[15], 1.0, w[16]])
    turns = []
    for turn in batch.turns:
        s, d = s[: len(turn.gap)], d[: len(turn.gap)]
        r = (1 + factor * turn.gap / s) ** -w[20]
        new = np.empty(len(s))
        i = turn.same
        change = np.exp(w[17] * (turn.rating[i] - 3 + w[18])) * s[i] ** -w[19]
        new[i] = s[i] * np.where((turn.rating[i] == 1) | (change > 1), change, 1.0)
        i = turn.recalled
        new[i] = s[i] * (1 + _increase(w, s[i], d[i], r[i]) * bonus[turn.bonus])
        i = turn.forgotten
        new[i] = np.minimum(_relearned(w, s[i], d[i], r[i]), s[i] / exp(w[17] * w[18]))
        moved = d + (10 - d) * (-w[6] * (turn.rating - 3) / 9)
        next_s, s_free = _bounded(new, LEAST_STABILITY, MOST_STABILITY)
        next_d, d_free = _bounded(w[7] * easiest + (1 - w[7]) * moved, 1.0, 10.0)
        turns.append(_Kept(s, d, r, s_free, d_free))
        s, d = next_s, next_d
    return _Forward(turns, first_s_free, first_d_free)


def _back(
    turn: Turn, kept: _Kept, w: Floats, gradient: Floats, a_s: Floats, a_d: Floats, a_r: Floats
) -> tuple[Floats, Floats]:
    """From the derivatives by the memories after a turn to those by the memories before it; adds to `gradient`."""
    s, d, r = kept.s, kept.d, kept.r
    by_s, by_d = np.zeros(len(s)), np.zeros(len(s))
    by_s[turn.same] = _back_same(turn, w, gradient, a_s[turn.same], s[turn.same])
    i = turn.recalled
    by_s[i], by_d[i], by_r = _back_recalled(turn, w, gradient, a_s[i], s[i], d[i], r[i])
    a_r[i] += by_r
    i = turn.forgotten
    by_s[i], by_d[i], by_r = _back_forgotten(w, gradient, a_s[i], s[i], d[i], r[i])
    a_r[i] += by_r
    by_d += _back_difficulty(turn, w, gradient, a_d, d)
    # R = (1 + x)^(−w20), x = f·t/S, f = 0.9^(−1/w20) − 1
    factor = 0.9 ** (-1 / w[20]) - 1
    x = factor * turn.gap / s
    by_x = -a_r * r * w[20] / (1 + x)
    gradient[20] -= float((a_r * r) @ np.log1p(x))
    gradient[20] += float(by_x @ (turn.gap / s)) * (factor + 1) * log(0.9) / w[20] ** 2
    return by_s - by_x * x / s, by_d


def _back_same(turn: Turn, w: Floats, gradient: Floats, a_s: Floats, s: Floats) -> Floats:
    grade = turn.rating[turn.same] - 3 + w[18]
    log_s = np.log(s)
    change = np.exp(w[17] * grade - w[19] * log_s)
    moves = (turn.rating[turn.same] == 1) | (change > 1)
    flow = np.where(moves, a_s * s * change, 0.0)
    gradient[17] += float(flow @ grade)
    gradient[18] += w[17] * float(flow.sum())
    gradient[19] -= float(flow @ log_s)
    by_s: Floats = np.where(moves, flow * (1 - w[19]) / s, a_s)
    return by_s


def _back_recalled(
    turn: Turn, w: Floats, gradient: Floats, a_s: Floats, s: Floats, d: Floats, r: Floats
) -> tuple[Floats, Floats, Floats]:
    bonus = np.array([w[15], 1.0, w[16]])[turn.bonus]
    plain = _increase(w, s, d, r)
    increase = plain * bonus
    flow = a_s * s
    gradient[15] += float((flow * plain) @ (turn.bonus == 0))
    gradient[16] += float((flow * plain) @ (turn.bonus == 2))
    gradient[8] += float(flow @ increase)
    gradient[9] -= float(flow @ (increase * np.log(s)))
    steep = np.exp(w[8] + w[10] * (1 - r)) * (11 - d) * s ** -w[9] * bonus
    gradient[10] += float(flow @ (steep * (1 - r)))
    return a_s * (1 + increase * (1 - w[9])), -flow * increase / (11 - d), -flow * steep * w[10]


def _back_forgotten(
    w: Floats, gradient: Floats, a_s: Floats, s: Floats, d: Floats, r: Floats
) -> tuple[Floats, Floats, Floats]:
    found = _relearned(w, s, d, r)
    shrink = exp(w[17] * w[18])
    capped = found >= s / shrink
    flow = np.where(capped, a_s * s / shrink, 0.0)
    gradient[17] -= w[18] * float(flow.sum())
    gradient[18] -= w[17] * float(flow.sum())
    by_s = flow / s
    flow = np.where(capped, 0.0, a_s * found)
    gradient[11] += float(flow.sum()) / w[11]
    gradient[12] -= float(flow @ np.log(d))
    log_s = np.log1p(s)
    steep = 1 / -np.expm1(-w[13] * log_s)  # (S+1)^w13 by ((S+1)^w13 − 1)
    gradient[13] += float(flow @ (steep * log_s))
    gradient[14] += float(flow @ (1 - r))
    return by_s + flow * steep * w[13] / (s + 1), -flow * w[12] / d, -flow * w[14]


def _back_difficulty(turn: Turn, w: Floats, gradient: Floats, a_d: Floats, d: Floats) -> Floats:
    grade = -(turn.rating - 3) / 9
    moved = d + (10 - d) * w[6] * grade
    whole = float(a_d.sum())
    gradient[4] += w[7] * whole
    gradient[5] -= 3 * exp(3 * w[5]) * w[7] * whole
    gradient[6] += (1 - w[7]) * float(a_d @ ((10 - d) * grade))
    gradient[7] += float(a_d @ (w[4] - exp(w[5] * 3) + 1 - moved))
    by_d: Floats = a_d * (1 - w[7]) * (1 - w[6] * grade)
    return by_d


def _increase(w: Floats, s: Floats, d: Floats, r: Floats) -> Floats:
    """By how much of itself a stability grows that was recalled, for Good."""
    found: Floats = exp(w[8]) * (11 - d) * s ** -w[9] * np.expm1(w[10] * (1 - r))
    return found


def _relearned(w: Floats, s: Floats, d: Floats, r: Floats) -> Floats:
    """The stability of what was forgotten, unless it was less before."""
    found: Floats = w[11] * d ** -w[12] * np.expm1(w[13] * np.log1p(s)) * np.exp(w[14] * (1 - r))
    return found


def _bounded(values: Floats, least: float, most: float) -> tuple[Floats, Truths]:
    return np.clip(values, least, most), (values >= least) & (values <= most)


def _padded(values: Floats, size: int) -> Floats:
    return np.concatenate([values, np.zeros(size - len(values))])
