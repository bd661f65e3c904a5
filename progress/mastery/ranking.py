"""Which subjects are the weakest, with what probability, and what one more answer would tell about it. Pure."""

from bisect import bisect
from collections.abc import Sequence
from heapq import nsmallest
from itertools import accumulate
from math import sqrt
from operator import mul
from random import Random

from progress.mastery.learning import Belief
from progress.mastery.likelihood import Asking, guessing

DRAWS = 200
"""How many times all masteries are drawn at once to see which are the lowest."""


def among_lowest(beliefs: Sequence[Belief], count: int, random: Random, draws: int = DRAWS) -> list[float]:
    """For each belief, the probability that its mastery is among the `count` lowest: the share of joint draws."""
    sums = [list(accumulate(belief.masses)) for belief in beliefs]
    times = [0] * len(beliefs)
    for _ in range(draws):
        drawn = [bisect(line, random.random() * line[-1]) + random.random() for line in sums]
        for lowest in nsmallest(count, range(len(drawn)), key=drawn.__getitem__):
            times[lowest] += 1
    return [each / draws for each in times]


def telling(belief: Belief, options: int, asking: Asking) -> float:
    """How far the expected mastery will move by one more answer: the standard deviation of its mean after it."""
    guess = guessing(options, asking)
    rights = [guess + (1 - guess - asking.slip) * theta for theta in belief.grid.thetas]
    mean = belief.mean
    right = sum(map(mul, belief.masses, rights))
    if not 0 < right < 1:
        return 0.0
    after = sum(m * t * p for m, t, p in zip(belief.masses, belief.grid.thetas, rights, strict=True)) / right
    return float(abs(after - mean) * sqrt(right / (1 - right)))


def updated(belief: Belief, options: int, asking: Asking, *, correct: bool) -> Belief:
    """The belief after one more answer."""
    guess = guessing(options, asking)
    span = 1 - guess - asking.slip
    rights = [guess + span * theta for theta in belief.grid.thetas]
    likely = rights if correct else [1 - p for p in rights]
    return Belief(belief.grid, list(map(mul, belief.masses, likely)))
