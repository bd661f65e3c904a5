"""What answers in their order say: the grid against the exact posterior, the walk's algebra, and learners of known mastery."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import exp, log, log1p
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.mastery.evidence import Courses, clock
from progress.mastery.learning import Chosen, Fit, fit
from progress.mastery.likelihood import (
    KINS,
    MOST,
    STILL,
    USUAL,
    Moment,
    Motion,
    Outcome,
    diffused,
    grid,
    likelihood,
    merged,
)
from progress.mastery.measures import CARD_GUESS, Mastery

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
AROUND_HALF = next(i for i, kin in enumerate(KINS) if (kin.mean, kin.strength) == (0.5, 5.0))


class Count(NamedTuple):
    """Answers that share one guessing probability."""

    guess: float
    answers: int
    correct: int


def by_logit(evidence, mean, points=24_000, reach=60.0):
    """The posterior of θ from the prior Beta(5μ, 5(1−μ)), nothing moving, on a grid even in log(θ / (1 − θ)), where the prior is smooth everywhere."""
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


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_without_motion_it_is_the_exact_posterior(a, b, c, d):
    known = Fit(grid(121), (Chosen(STILL, USUAL, ((AROUND_HALF, 1.0),)),))
    ours = known.belief([Moment(0.2, (Outcome(0, a, b),)), Moment(0.9, (Outcome(4, c, d),))]).summary()
    exact = by_logit([Count(CARD_GUESS, a + b, a), Count(0.25, c + d, c)], 0.5)
    assert ours.mean == pytest.approx(exact.mean, abs=2e-3)
    assert ours.low == pytest.approx(exact.low, abs=8e-3)
    assert ours.high == pytest.approx(exact.high, abs=8e-3)
    assert ours.below == pytest.approx(exact.below, abs=2e-2)


@given(st.lists(st.floats(0, 1), min_size=33, max_size=33), st.floats(0.001, 4))
def test_diffusion_loses_nothing(values, variance):
    after = diffused(values, variance, grid(33).step)
    assert sum(after) == pytest.approx(sum(values), abs=1e-9)
    assert min(after) >= -1e-12


@pytest.mark.parametrize("variance", [0.05, 0.5, 1.5])
def test_diffusion_widens_by_its_variance(variance):
    on = grid(121)
    point = [0.0] * 121
    point[60] = 1.0
    after = diffused(point, variance, on.step)
    assert sum(v * z * z for v, z in zip(after, on.logits, strict=True)) == pytest.approx(variance, rel=1e-6)


def test_a_walk_forgets_what_is_long_ago_and_a_slope_carries_it_on():
    on = grid(49)
    early = [Moment(0.0, (Outcome(0, 0, 30),))]
    still, _ = likelihood(early, STILL, USUAL, on)
    moved, _ = likelihood(early, Motion(2.0, 0.0, 1), USUAL, on)
    risen, _ = likelihood(early, Motion(0.0, 2.0, 1), USUAL, on)
    middle = 24  # mastery 0.5
    assert still[middle] < 1e-6 < 1e-3 < moved[middle]
    shift = round(2.0 / on.step)
    ratio = still[middle - shift] / still[middle - shift - 5]
    assert risen[middle] / risen[middle - 5] == pytest.approx(ratio, rel=1e-6)


def test_order_does_not_matter_where_nothing_moves():
    course = [Moment(0.1, (Outcome(4, 3, 1),)), Moment(0.5, (Outcome(0, 1, 2), Outcome(4, 0, 2)))]
    assert merged(course) == [Moment(1.0, (Outcome(0, 1, 2), Outcome(4, 3, 3)))]
    on = grid(33)
    one, other = likelihood(course, STILL, USUAL, on), likelihood(course[::-1], STILL, USUAL, on)
    assert one == other


def test_a_subject_without_answers_is_like_the_others():
    others = [[Moment(1.0, (Outcome(0, 27 + n % 3, 3 - n % 3),))] for n in range(8)]
    known = fit(others)
    belief = known.belief([])
    assert 0.8 < belief.mean < 0.97
    assert fit([]).belief([]).mean == pytest.approx(0.5, abs=0.02)


def test_guessing_that_is_easier_than_assumed_is_learned():
    """Cards show a mastery of a half everywhere, and questions are right far oftener than that explains."""
    courses = [[Moment(1.0, (Outcome(0, 20, 20), Outcome(4, 31, 9)))] for _ in range(10)]
    known = fit(courses)
    assert sum(w for _, asking, kins in known.chosen if asking.guess > 0 for _, w in kins) > 0.9
    assert known.belief(courses[0]).mean == pytest.approx(0.5, abs=0.06)


def test_what_was_found_on_the_way_is_what_is_found_anew():
    courses = [[Moment(0.3, (Outcome(4, n, 3),)), Moment(0.8, (Outcome(0, 2, n),))] for n in range(1, 5)]
    known = fit(courses)
    assert known.told
    for course in courses:
        assert known.belief(course).masses == pytest.approx(
            Fit(known.grid, known.chosen).belief(course).masses
        )


def logit(theta):
    return log(theta / (1 - theta))


def simulated(random, answers, drift):
    """A learner of twelve topics: answers as (topic, options, right) in their order, and the masteries at the end."""
    levels = [logit(min(max(random.betavariate(3, 2), 0.01), 0.99)) for _ in range(12)]
    exposure = [random.gammavariate(1.5, 1) + 0.05 for _ in levels]
    log_ = []
    for _ in range(answers):
        topic = random.choices(range(12), exposure)[0]
        options = random.choice((0, 4))
        guess = 0.25 if options else CARD_GUESS
        right = random.random() < guess + (0.95 - guess) / (1 + exp(-levels[topic]))
        log_.append((topic, options, right))
        levels = [z + random.gauss(0, drift) for z in levels] if drift else levels
    return log_, [1 / (1 + exp(-z)) for z in levels]


@pytest.mark.parametrize("drift", [0.0, 0.55 / 180**0.5])
def test_intervals_hold_the_truth_as_often_as_they_say(drift):
    random, held, of = Random(5), 0, 0
    for _ in range(16):
        answers, truth = simulated(random, 180, drift)
        courses = Courses()
        for n, (topic, options, right) in enumerate(answers):
            courses.add([str(topic)], n / 179, options, int(right), int(not right))
        all_ = [courses.course(str(topic)) for topic in range(12)]
        known = fit(all_)
        for course, theta in zip(all_, truth, strict=True):
            found = known.belief(course).summary()
            held += found.low <= theta <= found.high
            of += 1
    assert 0.72 <= held / of <= 0.89


def test_the_clock_is_half_practice_and_half_time():
    times = [NOON, NOON + timedelta(hours=1), NOON + timedelta(days=10)]
    assert clock(times) == pytest.approx([0, 0.25 + 1 / 480, 1])
    assert clock(times[:2]) == [0, 1]  # within a day, practice alone
    assert clock([NOON]) == [0]
    assert clock([]) == []


def test_a_course_keeps_the_last_answers_and_no_more_than_count():
    courses = Courses()
    courses.add(["a"], 0.0, 4, 4000, 0)
    courses.add(["a"], 1.0, 4, 0, 1000)
    first, last = courses.course("a")
    assert last.outcomes == (Outcome(4, 0, 1000),)
    assert first.outcomes == (Outcome(4, MOST - 1000, 0),)
    assert courses.course("b") == []


def test_a_hundred_thousand_answers_are_no_trouble():
    courses = Courses()
    courses.add(["a"], 0.5, 4, 70_000, 30_000)
    course = courses.course("a")
    found = fit([course]).belief(course).summary()
    assert 0 < found.low < found.mean < found.high < 1


@pytest.mark.parametrize("first", [0, 1])
def test_answers_that_contradict_each_other_are_no_trouble(first):
    courses = Courses()
    courses.add(["a"], 0.0, 0, 750 * first, 750 * (1 - first))
    courses.add(["a"], 1.0, 0, 750 * (1 - first), 750 * first)
    course = courses.course("a")
    found = fit([course]).belief(course).summary()
    assert 0 <= found.low <= found.mean <= found.high <= 1
    assert (found.mean > 0.8) is (first == 0)
