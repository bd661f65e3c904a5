"""Imagining how a learner goes on, and the habits that it goes by."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.fitting.histories import Step
from progress.memory import Memory, Phase, day_name
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas
from progress.scheduling.habits import FIRST, NEW_SECONDS, RECALLED, REVIEW_SECONDS, Habits, habits_of
from progress.scheduling.simulating import Plan, known_now, simulate

TODAY = date(2026, 3, 2)
FORMULAS = Formulas()


def memory(stability=10.0, days_ago=5):
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Memory(Phase.REVIEW, None, stability, 5.0, day_name(TODAY), at, 3, 0, day)


def go(memories=(), new=100, retention=0.9, plan=Plan(), seed=1, habits=Habits()):  # noqa: B008 - frozen
    return simulate(memories, new, retention, plan, habits, FORMULAS, TODAY, Random(seed))


def test_the_same_seed_gives_the_same():
    known = [memory(n % 30 + 1.0) for n in range(50)]
    assert go(known) == go(known)
    assert go(known) != go(known, seed=2)


def test_a_higher_retention_costs_more_and_gives_more():
    low, middle, high = (go(retention=retention, new=300) for retention in (0.85, 0.9, 0.95))
    assert low.minutes < middle.minutes < high.minutes
    assert low.known < middle.known < high.known
    assert low.recalled < middle.recalled < high.recalled


@pytest.mark.parametrize("retention", [0.85, 0.9, 0.95])
def test_cards_are_recalled_about_as_often_as_desired(retention):
    outcome = go(new=1000, retention=retention, plan=Plan(days=200, new_per_day=10, reviews_per_day=9999))
    assert outcome.recalled == pytest.approx(retention, abs=0.025)


def test_nothing_to_learn_takes_no_time():
    outcome = go(new=0)
    assert (outcome.minutes, outcome.reviews, outcome.known, outcome.recalled) == (0, 0, 0, 0)
    assert outcome.course == (0.0,) * 12


def test_a_first_day_is_counted_by_hand():
    always = Habits(first=(0, 0, 1, 0), new_s=(1, 1, 30, 1))
    outcome = go(new=5, plan=Plan(days=1, new_per_day=3), habits=always)
    assert (outcome.introduced, outcome.learned, outcome.minutes, outcome.course) == (3, 3, 1.5, (1.5,))
    assert outcome.known == pytest.approx(3 * FORMULAS.recall(DEFAULT_PARAMETERS[2], 1))


def test_what_is_overdue_is_reviewed_as_the_limit_allows_and_the_rest_waits():
    outcome = go([memory(stability=1.0, days_ago=50)] * 30, new=0, plan=Plan(days=1, reviews_per_day=20))
    assert (outcome.reviews, outcome.waiting) == (20, 10)


def test_known_cards_of_today_are_those_expected_to_be_recalled():
    assert known_now([memory(stability=7.0, days_ago=7)] * 10, TODAY, FORMULAS) == pytest.approx(9.0)
    ahead = memory(days_ago=-3)  # answered by a clock that was wrong
    assert known_now([ahead], TODAY, FORMULAS) == 1


@settings(max_examples=40)
@given(
    st.integers(0, 60),
    st.integers(0, 200),
    st.integers(1, 90),
    st.integers(0, 30),
    st.integers(0, 30),
    st.one_of(st.none(), st.floats(0.5, 30)),
)
def test_limits_hold(met, new, days, new_a_day, reviews_a_day, minutes):
    plan = Plan(days, new_a_day, reviews_a_day, minutes=minutes)
    outcome = go([memory(days_ago=n) for n in range(met)], new, plan=plan)
    assert outcome.introduced <= min(new, days * new_a_day)
    assert outcome.reviews <= days * reviews_a_day
    assert outcome.learned == met + outcome.introduced
    assert 0 <= outcome.known <= outcome.learned
    assert outcome.waiting <= outcome.learned
    if minutes is not None:
        longest = max(*NEW_SECONDS, *REVIEW_SECONDS) / 60
        assert all(part <= minutes + longest for part in outcome.course)
    assert outcome.minutes * days == pytest.approx(
        sum(
            part * (days * (n + 1) // len(outcome.course) - days * n // len(outcome.course))
            for n, part in enumerate(outcome.course)
        )
    )


# Habits


def test_without_answers_habits_are_the_usual_ones():
    found = habits_of([])
    assert found.first == pytest.approx(FIRST)
    assert found.recalled == pytest.approx(RECALLED)
    assert (found.new_s, found.review_s, found.timed) == (list(NEW_SECONDS), list(REVIEW_SECONDS), 0)


def test_times_are_medians_of_whole_days_of_a_card():
    """A card that was forgotten takes all the answers that follow on that day."""
    histories = [
        [
            Step(1, 0, 3, 0, 20_000),
            Step(3, 2, 1, 1, 8_000),
            Step(3, 0, 1, 2, 3_000),
            Step(3, 0, 3, 3, 1_000 * n),
            Step(5, 2, 3, 4, 5_000),
        ]
        for n in range(1, 6)
    ]
    found = habits_of(histories)
    assert found.review_s[0] == 8 + 3 + 3
    assert found.review_s[2] == 5
    assert found.new_s[2] == 20
    assert found.timed == 15
    # What was seen too rarely takes what is usual, at this learner's speed: here the median of 20/20, 12/30…16/30, 5/10.
    assert found.review_s[3] == pytest.approx(REVIEW_SECONDS[3] * 0.5)


def test_what_took_longer_than_a_minute_was_an_interruption_and_no_time_tells_nothing():
    assert habits_of([[Step(1, 0, 3, 0, 3_600_000)]] * 5).new_s[2] == 60
    assert habits_of([[Step(1, 0, 3, 0)]] * 50).timed == 0


def test_shares_go_from_the_usual_ones_to_the_learners_own():
    never = habits_of([[Step(1, 0, 3, 0), Step(2, 1, 3, 1)]] * 990)
    assert never.first == pytest.approx([0.0025, 0.001, 0.995, 0.0015])
    assert never.recalled == pytest.approx([0.001, 0.9975, 0.0015])


def test_nothing_is_done_on_days_that_are_missed():
    outcome = go([memory()] * 10, plan=Plan(days=20, miss=1.0))
    assert (outcome.studied, outcome.reviews, outcome.introduced, outcome.minutes) == (0, 0, 0, 0)
    half = go(new=0, plan=Plan(days=1000, miss=0.5))
    assert half.studied == pytest.approx(500, abs=60)


def test_a_share_of_a_card_a_day_is_kept_to_over_the_days():
    assert go(plan=Plan(days=10, new_per_day=0.3)).introduced == 3
    assert go(plan=Plan(days=10, new_per_day=2.5)).introduced == 25


@pytest.mark.parametrize("miss", [0.0, 0.4])
def test_what_is_left_is_shared_anew_among_the_days_that_are_left(miss):
    outcome = go(new=60, plan=Plan(days=30, shared=True, without_new=5, miss=miss, reviews_per_day=9999))
    assert outcome.introduced >= 55
    if not miss:
        assert outcome.introduced == 60


def test_whoever_forgets_faster_or_slips_recalls_less_though_the_schedule_does_not_know():
    usual = go(new=300, plan=Plan(days=60))
    fast = go(new=300, plan=Plan(days=60, lasting=0.4))
    slipping = go(new=300, plan=Plan(days=60, slip=0.2))
    steep = go(new=300, plan=Plan(days=60, curve=Formulas((*DEFAULT_PARAMETERS[:-1], 0.5))))
    assert fast.recalled < usual.recalled - 0.05
    assert slipping.recalled < usual.recalled - 0.1
    assert fast.known < usual.known
    assert steep.recalled != usual.recalled
