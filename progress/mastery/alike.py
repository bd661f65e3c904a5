"""Answers to one fact are alike: the tenth to the same card says less about a topic than the first to another one. Pure.

A topic is known as the mean over its facts. Where facts differ, answers to a fact that was asked often would count for too
much, and many answers to few facts would seem to say more than they do. How alike answers to one fact are, ρ from 0 to 1,
is the correlation within facts that is left when topics and ways of asking are taken out. An answer to a fact asked n times
weighs 1/(1 + (n − 1)·ρ), as in extra-binomial regression (D. A. Williams 1982), and all those of a topic are worth as many
answers to ever other facts as estimate the mean over the topic's facts equally well.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import NamedTuple


class Count(NamedTuple):
    """How often a fact was asked in one way."""

    subject: str
    fact: str
    options: int
    """As in `progress.mastery.likelihood.Outcome`."""
    right: int
    answers: int


_DOUBT = 6.0
"""How much evidence for ρ = 0 stands against what is found, as the summed variance of pairs of answers."""
_SPREAD = 0.2
"""The standard deviation of a product of two residuals, about: the variance of answers of which three in four are right."""
_MOST = 0.9


def likeness(asked: Iterable[Count]) -> float:
    """ρ, one standard error to the careful side: 0 where nothing shows that facts differ."""
    groups: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    by_fact: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for each in asked:
        group = groups[each.subject, each.options]
        group[0] += each.right
        group[1] += each.answers
        by_fact[each.subject, each.fact].append(each)
    found = expected = pairs = 0.0
    for ways in by_fact.values():
        answers = sum(each.answers for each in ways)
        if answers < 2:
            continue
        off = squares = sigmas = variances = missing = 0.0
        for subject, _, options, right, times in ways:
            rights, whole = groups[subject, options]
            share = (rights + 0.5) / (whole + 1)
            variance = share * (1 - share)
            off += right - times * share
            squares += right * (1 - share) ** 2 + (times - right) * share * share
            sigmas += times * sqrt(variance)
            variances += times * variance
            missing += times / max(whole - 1, 1)
        together = (sigmas * sigmas - variances) / 2
        # Residuals from a mean that they were part of sum to nothing, and so seem to differ.
        found += (off * off - squares) / 2 + together * missing / answers
        expected += together
        pairs += answers * (answers - 1) / 2
    if not pairs:
        return 0.0
    return min(max((found - _SPREAD * sqrt(pairs)) / (expected + _DOUBT), 0.0), _MOST)


def worths(answers: Mapping[str, int], facts: int, rho: float) -> dict[str, float]:
    """For each fact of a subject, what one answer to it is worth. `answers`: by fact. `facts`: of the subject, asked or not."""
    if not rho:
        return dict.fromkeys(answers, 1.0)
    weights = {fact: 1 / (1 + (times - 1) * rho) for fact, times in answers.items()}
    total = sum(answers[fact] * weight for fact, weight in weights.items())
    every = max(facts, len(answers))
    # The variance of the weighted mean about the mean over all facts, in units of a single answer's: facts first, then luck.
    between = (every - len(answers)) / every**2
    within = 0.0
    for fact, weight in weights.items():
        share = answers[fact] * weight / total
        between += (share - 1 / every) ** 2
        within += share * share / answers[fact]
    count = min(1 / (rho * between + (1 - rho) * within), sum(answers.values()))
    return {fact: weight * count / total for fact, weight in weights.items()}
