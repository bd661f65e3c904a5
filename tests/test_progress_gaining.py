"""Where a minute gains most."""

from datetime import UTC, datetime, timedelta

import pytest

from progress.events import Rating
from progress.mastery.gaining import ANSWERS_A_MINUTE, LEARNED, next_steps, sentence, spread_over
from progress.mastery.weak import TopicStanding
from progress.scheduling.scheduler import Scheduler

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def standing(topic, mean, low=None, high=None, *, wide=False):
    return TopicStanding(
        topic, topic.title(), mean, low if low is not None else mean, high if high is not None else mean,
        20, None, None, 0.5, wide=wide,
    )  # fmt: skip


def test_what_is_not_known_gains_most():
    steps = next_steps(
        [standing("care", 0.9, 0.8, 0.95), standing("safety", 0.2, 0.1, 0.4), standing("all", 0.5, wide=True)],
        {}, {"care": 10, "safety": 10, "all": 20}, Scheduler(), NOON,
    )  # fmt: skip
    assert [step.topic for step in steps] == ["safety", "care"]
    safety = steps[0]
    assert safety.gain == pytest.approx(ANSWERS_A_MINUTE * 0.8 * LEARNED)
    assert (safety.low, safety.high) == pytest.approx(
        (ANSWERS_A_MINUTE * 0.6 * LEARNED, ANSWERS_A_MINUTE * 0.9 * LEARNED)
    )
    assert sentence(steps) == (
        "Next best step: 10 minutes of Safety gain about 10 facts, mostly by learning what you do not know yet."
    )
    assert sentence([]) == ""


def test_what_is_about_to_be_forgotten_gains_too():
    scheduler = Scheduler()
    memory = scheduler.review(None, Rating.GOOD, NOON)
    later = NOON + timedelta(days=20)
    known = [standing("care", 0.95), standing("safety", 0.95)]
    facts = {"care": 4, "safety": 4}
    steps = next_steps(known, {"care": [memory] * 4}, facts, scheduler, later)
    assert [step.topic for step in steps] == ["care", "safety"]
    assert steps[0].forgetting > 0.5
    assert sentence(steps).endswith("mostly by keeping what you know.")


def test_the_exam_says_what_counts():
    known = [standing("care", 0.5), standing("safety", 0.4)]
    facts = {"care": 10, "safety": 10}
    steps = next_steps(
        known, {}, facts, Scheduler(), NOON, NOON + timedelta(days=2), weights={"care": 3, "safety": 1}
    )
    assert [step.topic for step in steps] == ["care", "safety"]
    only = next_steps(known, {}, facts, Scheduler(), NOON, weights={"safety": 1})
    assert [step.topic for step in only] == ["safety"]


def test_the_weight_of_a_wide_topic_is_spread_over_what_is_nested_in_it():
    facts = {"care": 5, "safety/masks": 6, "safety/shields": 2}
    assert spread_over({"care": 1, "safety": 4, "safety/masks": 1}, facts) == pytest.approx(
        {"care": 1, "safety/masks": 4, "safety/shields": 1}
    )
    assert spread_over({"gone": 1}, facts) == {}
