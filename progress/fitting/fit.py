"""Learning the parameters of FSRS-6 from a learner's own reviews. Needs numpy and scipy (the extra `fit`).

The parameters sought are the most probable ones: those with the least log loss over the reviews (see `progress.fitting.losses`)
plus what it costs to be unlike other learners, half the square of how many spreads a parameter is away from its default.
So a parameter about which the reviews say little stays what it is for everybody.

The minimum is found by L-BFGS-B (R. H. Byrd, P. Lu, J. Nocedal and C. Zhu 1995), as SciPy has it. There is no chance in it: the
same reviews give the same parameters.
"""

from collections.abc import Callable, Sequence
from math import log

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from progress.fitting.histories import History
from progress.fitting.layout import Batch, Floats
from progress.fitting.losses import loss
from progress.scheduling.formulas import DEFAULT_PARAMETERS
from progress.scheduling.parameters import BOUNDS

SPREADS = (
    *(1.5, 1.0, 1.0, 1.0),
    *(0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""How much learners differ in each parameter, as a standard deviation: from w4 on as FSRS's authors found it over some
thousand collections (open-spaced-repetition/srs-benchmark). Of w0 to w3, the first stabilities, it is that of the
logarithm of w0, and of the logarithms of w1/w0, w2/w1 and w3/w2: whoever forgets quickly after Good does so after Easy too,
and the better rating never gets the shorter stability.
"""
PULL = 2.0
"""How much being unlike other learners counts, beside one review. More than 1, for reviews of one card are much alike and
tell less than as many independent ones would; what it should be was tried out on simulated learners.
"""
PLACES = 4
"""Decimal places that a parameter is given with."""
_STEPS = 100
_FACTOR = 6.0  # no rating's first stability is e^6 times that of the one below it


def fit(histories: Sequence[History], report: Callable[[int, int], None] | None = None) -> tuple[float, ...]:
    """The parameters that these reviews make most probable. `report` is told now and then how far that is."""
    batch = Batch(histories)
    mean = np.array([*np.diff(np.log(DEFAULT_PARAMETERS[:4]), prepend=0.0), *DEFAULT_PARAMETERS[4:]])
    spread = np.array(SPREADS)
    low = np.array([log(BOUNDS[0][0]), 0.0, 0.0, 0.0, *(least for least, _ in BOUNDS[4:])])
    high = np.array([log(BOUNDS[0][1]), *(_FACTOR,) * 3, *(most for _, most in BOUNDS[4:])])
    done = 0

    def cost(z: Floats) -> tuple[float, Floats]:
        """`z`: how many spreads each parameter is away from its default."""
        w = _parameters(mean + spread * z)
        value, slope = loss(batch, w)
        by_log = slope[:4] * w[:4]
        slope = np.concatenate([np.cumsum(by_log[::-1])[::-1], slope[4:]])
        return value + PULL / 2 * float(z @ z), slope * spread + PULL * z

    def step(_z: Floats) -> None:
        nonlocal done
        done += 1
        if report:
            report(min(done, _STEPS), _STEPS)

    found = minimize(
        cost,
        np.zeros(len(mean)),
        jac=True,
        method="L-BFGS-B",
        bounds=list(zip((low - mean) / spread, (high - mean) / spread, strict=True)),
        callback=step,
        options={"maxiter": _STEPS, "ftol": 1e-6},
    )
    if report:
        report(_STEPS, _STEPS)
    return tuple(
        min(max(round(value, PLACES), least), most)
        for value, (least, most) in zip(_parameters(mean + spread * found.x).tolist(), BOUNDS, strict=True)
    )


def _parameters(v: Floats) -> Floats:
    return np.concatenate([np.exp(np.cumsum(v[:4])), v[4:]])
