"""The posterior of mastery, against an independent computation and against learners of known mastery."""

from bisect import bisect_left
from itertools import accumulate
from math import exp, log, log1p
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.mastery import CARD_GUESS, Asked, Count, Mastery, Tally, corrected_mean, posterior

counts = st.builds(
    lambda guess, n, share: Count(guess, n, round(n * share)),
    st.sampled_from([CARD_GUESS, 0.2, 0.25, 1 / 3]),
    st.integers(0, 400),
    st.floats(0, 1),
)


def by_logit(evidence, mean, points=24_000, reach=60.0):
    """The same posterior on a grid even in log(θ / (1 − θ)), where the prior is smooth everywhere."""
    a, b = 5 * mean, 5 * (1 - mean)
    logits = [reach * (2 * i / points - 1) for i in range(points + 1)]
    thetas = [1 / (1 + exp(-u)) for u in logits]
    weights = []
    for u, theta in zip(logits, thetas, strict=True):
        log_theta, log_rest = -log1p(exp(-u)), -log1p(exp(u))
        weight = a * log_theta + b * log_rest
        for c in evidence:
            p = c.guess + (1 - c.guess - 0.05) * theta
            weight += c.correct * log(p) + (c.answers - c.correct) * log(1 - p)
        weights.append(weight)
    top = max(weights)
    masses = [exp(w - top) for w in weights]
    sums = list(accumulate(masses))
    total = sums[-1]

    def at(share):
        return thetas[bisect_left(sums, share * total)]

    below = sums[bisect_left(thetas, 0.6) - 1] / total
    return Mastery(sum(m * t for m, t in zip(masses, thetas, strict=True)) / total, at(0.1), at(0.9), below)


@settings(max_examples=25, deadline=None)
@given(st.lists(counts, max_size=4), st.floats(0.05, 0.95))
def test_the_grid_agrees_with_another_one(evidence, mean):
    ours, other = posterior(evidence, mean), by_logit(evidence, mean)
    assert ours.mean == pytest.approx(other.mean, abs=5e-4)
    assert ours.low == pytest.approx(other.low, abs=2.5e-3)
    assert ours.high == pytest.approx(other.high, abs=2.5e-3)
    assert ours.below == pytest.approx(other.below, abs=0.012)
    assert 0 <= ours.low <= ours.high <= 1


@given(st.floats(0.05, 0.95))
def test_without_answers_it_is_the_prior(mean):
    assert posterior([], mean).mean == pytest.approx(mean, abs=2e-4)


def test_the_uniform_prior_has_its_quantiles():
    """Beta(1, 4) has the distribution function 1 − (1 − x)⁴."""
    prior = posterior([], 0.2)
    assert prior.low == pytest.approx(1 - 0.9**0.25, abs=1e-5)
    assert prior.high == pytest.approx(1 - 0.1**0.25, abs=1e-5)
    assert prior.below == pytest.approx(1 - 0.4**4, abs=1e-5)


def test_answers_by_guessing_alone_show_no_mastery():
    guessed = posterior([Count(0.25, 400, 100)], 0.5)
    assert guessed.mean < 0.06
    assert guessed.below > 0.999999


def test_three_right_of_four_options_are_less_than_three_recalled():
    asked, recalled = posterior([Count(0.25, 3, 3)], 0.5), posterior([Count(CARD_GUESS, 3, 3)], 0.5)
    assert asked.mean < recalled.mean


def test_a_million_answers_are_no_trouble():
    sure = posterior([Count(0.25, 1_000_000, 700_000)], 0.5)
    assert sure.mean == pytest.approx(0.45 / 0.7, abs=1e-3)
    assert 0 < sure.high - sure.low < 0.004


def test_the_corrected_mean_takes_guesses_and_slips_out():
    assert corrected_mean([Count(0.25, 100, 60)]) == pytest.approx((60 - 25) / (100 * 0.7))
    mixed = [Count(0.25, 100, 60), Count(CARD_GUESS, 50, 40)]
    assert corrected_mean(mixed) == pytest.approx((60 - 25 + 40 - 1.5) / (70 + 50 * 0.92))


@pytest.mark.parametrize(
    ("evidence", "mean"), [([], 0.5), ([Count(0.25, 9, 0)], 0.05), ([Count(0.25, 9, 9)], 0.95)]
)
def test_the_corrected_mean_stays_where_a_prior_can_be(evidence, mean):
    assert corrected_mean(evidence) == mean


def test_intervals_hold_the_truth_as_often_as_they_say():
    random, held, runs = Random(11), 0, 1500
    for _ in range(runs):
        theta = random.betavariate(5 * 0.6, 5 * 0.4)
        evidence = []
        for guess, n in ((0.25, 12), (CARD_GUESS, 8)):
            p = guess + (1 - guess - 0.05) * theta
            evidence.append(Count(guess, n, sum(random.random() < p for _ in range(n))))
        found = posterior_cached(tuple(evidence))
        held += found.low <= theta <= found.high
    assert 0.77 <= held / runs <= 0.83


KEPT: dict[tuple[Count, ...], Mastery] = {}


def posterior_cached(evidence):
    if evidence not in KEPT:
        KEPT[evidence] = posterior(evidence, 0.6)
    return KEPT[evidence]


@pytest.mark.parametrize(
    ("kind", "options", "guess"),
    [
        (Asked.QUESTION, 4, 0.25),
        (Asked.QUESTION, 5, 0.2),
        (Asked.CARD, 0, 0.03),
        (Asked.PART, 0, 0.03),
        (Asked.CARD, 8, 0.03),
    ],
)
def test_guessing_depends_on_what_was_asked(kind, options, guess):
    assert Tally("d:r/f#k", kind, options, 1, 1).guess == guess
