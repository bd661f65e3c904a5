"""How well a subject is mastered, with how much certainty: pure statistics on counts of answers.

An answer to an item with guessing probability g and slip probability s is right with probability

    P(right | θ) = g + (1 − g − s)·θ

where θ, from 0 to 1, is the mastery of the subject: the four-parameter form of item response models (Barton & Lord 1981)
with θ itself in the place of the logistic curve. θ has the prior Beta(5μ, 5(1−μ)), worth five answers, around the
learner's own mean μ. Its posterior is computed on a grid.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

SLIP = 0.05
"""Probability that what is known is answered wrong all the same."""
CARD_GUESS = 0.03
"""Probability that a flashcard, or a line of a list, is recalled by luck."""
YES_OR_NO = 2
"""The options of a part that is right or wrong."""
PRIOR_ANSWERS = 5.0
"""How many answers the prior is worth."""
THRESHOLD = 0.6
"""Mastery below which a topic is weak."""
CERTAINTY = 0.8
"""How probable that has to be before it is called so."""
ENOUGH = 5
"""Answers from which on it is said at all whether a topic is weak: fewer weigh less than the prior does."""
CELLS = 1000
"""Cells of the grid; the threshold lies on the border of two."""

_LOWEST_MEAN, _HIGHEST_MEAN = 0.05, 0.95  # a prior wholly at one end could never be moved


class Asked(StrEnum):
    """What kind of answer was counted."""

    CARD = "review"
    """A flashcard as a whole."""
    QUESTION = "quiz"
    """A multiple-choice question."""
    PART = "part"
    """One line of a list card, or one option of a question with several answers."""


class Tally(
    NamedTuple
):  # of which there are tens of thousands; a data class takes three times as long to make
    """How often one thing was asked, and answered right; what was undone is left out."""

    card: str
    """Id of the card or question; for a part, `deck:role/fact` of its fact."""
    kind: Asked
    options: int
    """Of a question: how many options were shown. Of a card: how many lines were marked one by one, else 0. Of a part:
    `YES_OR_NO` where it was an option that is right or wrong, 0 where it was recalled."""
    answers: int
    correct: int

    @property
    def guess(self) -> float:
        """The probability of answering right without knowing."""
        return 1 / self.options if self.kind is not Asked.CARD and self.options else CARD_GUESS


@dataclass(frozen=True, slots=True)
class Count:
    """Answers that share one guessing probability."""

    guess: float
    answers: int
    correct: int


@dataclass(frozen=True, slots=True)
class Mastery:
    """The posterior of θ, summed up."""

    mean: float
    low: float
    """The 10 % quantile."""
    high: float
    """The 90 % quantile."""
    below: float
    """The probability that θ is less than `THRESHOLD`."""


def corrected_mean(counts: Sequence[Count]) -> float:
    """The mean θ of all answers together, guessing and slips taken out: Σ(right − g) / Σ(1 − g − s).

    The moment estimate of θ under P(right | θ) above, kept within 0.05 to 0.95; 0.5 without answers.
    """
    right = sum(c.correct - c.answers * c.guess for c in counts)
    possible = sum(c.answers * (1 - c.guess - SLIP) for c in counts)
    return min(max(right / possible, _LOWEST_MEAN), _HIGHEST_MEAN) if possible > 0 else 0.5


def posterior(counts: Sequence[Count], mean: float) -> Mastery:
    """The posterior of θ after `counts`, from the prior around `mean` (between 0 and 1).

    Each cell's weight is the prior's mass in it, exact in the factor that may be infinite at its end, times the
    likelihood at its middle. Quantiles are interpolated within a cell.
    """
    a, b = PRIOR_ANSWERS * mean, PRIOR_ANSWERS * (1 - mean)
    logs = [0.0] * CELLS
    for count in counts:
        span = 1 - count.guess - SLIP
        wrong = count.answers - count.correct
        for i in range(CELLS):
            p = count.guess + span * (i + 0.5) / CELLS
            logs[i] += count.correct * log(p) + wrong * log(1 - p)
    top = max(logs)
    masses = [_prior_mass(i, a, b) * exp(logs[i] - top) for i in range(CELLS)]
    sums = list(accumulate(masses))
    total = sums[-1]

    def quantile(share: float) -> float:
        i = min(bisect_left(sums, share * total), CELLS - 1)
        return (i + 1 - (sums[i] - share * total) / masses[i]) / CELLS if masses[i] else (i + 1) / CELLS

    return Mastery(
        mean=sum(mass * (i + 0.5) for i, mass in enumerate(masses)) / total / CELLS,
        low=quantile((1 - CERTAINTY) / 2),
        high=quantile((1 + CERTAINTY) / 2),
        below=sums[round(THRESHOLD * CELLS) - 1] / total,
    )


def _prior_mass(cell: int, a: float, b: float) -> float:
    """The mass of Beta(a, b), up to a constant, in a cell: ∫ x^(a−1) (1−x)^(b−1) dx, the tamer factor at the middle."""
    low, middle, high = cell / CELLS, (cell + 0.5) / CELLS, (cell + 1) / CELLS
    if middle < 0.5:
        return float((high**a - low**a) / a * (1 - middle) ** (b - 1))
    return float(((1 - low) ** b - (1 - high) ** b) / b * middle ** (a - 1))
