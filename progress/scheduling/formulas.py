"""FSRS-6: how an answer changes the stability and the difficulty of a memory. Pure numbers; time is whole study days.

The formulas and default parameters are those of FSRS-6 as its authors publish them (“The Algorithm”, wiki of
open-spaced-repetition/fsrs4anki); py-fsrs, their own implementation, is the reference in the tests, to 1e-9. They are
written out here because py-fsrs counts elapsed time in periods of 24 hours, where a learner's memory sleeps once a study
day, and because a million answers replay ten times as fast.

S is the stability: the days until the probability of recall has fallen to 90 %. D is the difficulty, from 1 to 10. G is
the rating, from 1 to 4. w are the parameters.
"""

from collections.abc import Sequence
from math import exp

DEFAULT_PARAMETERS = (
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    0.001,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542,
)
"""w0 to w20, fitted by the authors of FSRS-6 to some hundred million reviews."""
LEAST_STABILITY, MOST_STABILITY = 0.001, 36500.0
"""Days. py-fsrs knows the lower bound only, Anki both."""


class Formulas:
    """The formulas with their parameters put in."""

    __slots__ = (
        "_back",
        "_bonus",
        "_decay",
        "_factor",
        "_first",
        "_forget",
        "_growth",
        "_harder",
        "_retention",
        "_short",
        "_shrink",
        "parameters",
    )

    def __init__(self, parameters: Sequence[float] = DEFAULT_PARAMETERS) -> None:
        """Raises ValueError unless there are 21 parameters."""
        if len(parameters) != len(DEFAULT_PARAMETERS):
            raise ValueError(f"FSRS-6 has {len(DEFAULT_PARAMETERS)} parameters, not {len(parameters)}.")
        w = self.parameters = tuple(map(float, parameters))
        self._decay = -w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        self._retention = (0.9, self._factor)
        self._first = [(_bounded(w[g - 1]), _difficulty(w[4] - exp(w[5] * (g - 1)) + 1)) for g in range(1, 5)]
        # What depends on the rating alone is worked out once; index 0 stands for no rating.
        self._growth = exp(w[8])
        self._bonus = (0.0, 0.0, w[15], 1.0, w[16])
        self._short = [exp(w[17] * (g - 3 + w[18])) for g in range(5)]
        self._shrink = exp(w[17] * w[18])
        self._harder = [-w[6] * (g - 3) / 9 for g in range(5)]
        self._back = w[7] * (w[4] - exp(w[5] * 3) + 1)  # towards the difficulty of a first Easy, unbounded
        self._forget = w[11]

    def first(self, rating: int) -> tuple[float, float]:
        """S and D after the first answer to a card: S0(G) = w[G−1], D0(G) = w4 − e^(w5·(G−1)) + 1."""
        return self._first[rating - 1]

    def recall(self, stability: float, days: float) -> float:
        """The probability of recall after so many days: R = (1 + f·t/S)^(−w20), where f makes R(S) = 90 %."""
        return float((1 + self._factor * days / stability) ** self._decay)

    def interval(self, stability: float, retention: float) -> float:
        """The days after which the probability of recall has fallen to `retention`."""
        known = self._retention
        if known[0] != retention:  # mostly the same one over and over
            known = self._retention = (retention, retention ** (1 / self._decay) - 1)
        return float(stability / self._factor * known[1])

    def after(self, stability: float, difficulty: float, days: int, rating: int) -> tuple[float, float]:
        """S and D after an answer so many study days after the last one; 0 is the same day.

        Same day: S' = S·e^(w17·(G−3+w18))·S^(−w19), not falling but for Again. Later, recalled:
        S' = S·(1 + e^w8·(11−D)·S^(−w9)·(e^(w10·(1−R))−1)·h·b) with h = w15 for Hard and b = w16 for Easy; forgotten:
        S' = min(w11·D^(−w12)·((S+1)^w13 − 1)·e^(w14·(1−R)), S/e^(w17·w18)).
        D' = w7·D0(4) + (1−w7)·(D − w6·(G−3)·(10−D)/9).
        """
        w = self.parameters
        if days <= 0:
            change = self._short[rating] * stability ** -w[19]
            new = stability * (change if rating == 1 or change > 1 else 1.0)
        else:
            lost = 1 - (1 + self._factor * days / stability) ** self._decay
            if rating == 1:
                new = self._forget * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(lost * w[14])
                new = min(new, stability / self._shrink)
            else:
                new = stability * (
                    1
                    + self._growth
                    * (11 - difficulty)
                    * stability ** -w[9]
                    * (exp(lost * w[10]) - 1)
                    * self._bonus[rating]
                )
        moved = difficulty + (10 - difficulty) * self._harder[rating]
        return _bounded(new), _difficulty(self._back + (1 - w[7]) * moved)


def _bounded(stability: float) -> float:
    return min(max(stability, LEAST_STABILITY), MOST_STABILITY)


def _difficulty(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
