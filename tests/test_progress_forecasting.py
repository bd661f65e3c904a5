"""The mark to expect, and where a minute gains most."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from progress.events import Rating
from progress.mastery.evidence import Courses
from progress.mastery.forecasting import forecast, shares_of
from progress.mastery.gaining import ANSWERS_A_MINUTE, LEARNED, next_steps, sentence, spread_over
from progress.mastery.learning import fit
from progress.mastery.likelihood import Moment, Outcome
from progress.mastery.weak import TopicStanding
from progress.scheduling.scheduler import Scheduler

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def beliefs(**answers):
    courses = Courses()
    for topic, (right, wrong) in answers.items():
        if right or wrong:
            courses.add([topic], 1.0, 0, right, wrong)
    known = fit([courses.course(topic) for topic in answers])
    return {topic: known.cases(courses.course(topic)) for topic in answers}


def mean(cases):
    return sum(weight * belief.mean for weight, belief in cases)


def standing(topic, mean, low=None, high=None, *, wide=False):
    return TopicStanding(
        topic, topic.title(), mean, low if low is not None else mean, high if high is not None else mean,
        20, None, None, 0.5, wide=wide,
    )  # fmt: skip


def test_the_mark_is_what_the_exam_makes_of_the_topics():
    known = beliefs(care=(40, 2), safety=(3, 40))
    found = forecast(known, {"care": 3, "safety": 1}, Random(1), answered={"care": 42, "safety": 43})
    assert found.mean == pytest.approx(0.75 * mean(known["care"]) + 0.25 * mean(known["safety"]))
    assert found.low < found.mean < found.high
    assert found.topics == (("care", 0.75), ("safety", 0.25))
    assert (found.unseen, found.passing) == (0, None)
    chosen = forecast(known, {"safety": 1}, Random(1), guess=0.25, slip=0.05)
    assert chosen.mean == pytest.approx(0.25 + 0.7 * mean(known["safety"]))


def test_the_chance_to_pass_and_what_was_never_answered():
    known = beliefs(care=(40, 2), safety=(3, 40), new=(0, 0))
    found = forecast(known, {"care": 1, "new": 1}, Random(1), answered={"care": 42}, pass_mark=0.5)
    assert 0.5 < found.passing < 1
    assert found.unseen == 0.5
    assert forecast(known, {"care": 1}, Random(1), pass_mark=0.2).passing > 0.99
    assert forecast(known, {"safety": 1}, Random(1), pass_mark=0.6).passing < 0.01


def test_longer_exams_leave_less_to_luck():
    known = beliefs(care=(70, 30))
    short, long_ = (forecast(known, {"care": 1}, Random(1), questions=n) for n in (10, 400))
    assert long_.high - long_.low < short.high - short.low


def test_topics_are_better_or_worse_than_expected_together():
    """What is not known of all topics alike, such as how easily they are guessed, does not cancel out over many of them."""
    courses = {f"t{n}": [Moment(1.0, (Outcome(2, 14, 6),))] for n in range(12)}
    known = fit(courses.values())
    weights = dict.fromkeys(courses, 1.0)
    together = forecast({t: known.cases(c) for t, c in courses.items()}, weights, Random(1), questions=1000)
    apart = forecast(
        {t: [(1.0, known.belief(c))] for t, c in courses.items()}, weights, Random(1), questions=1000
    )
    assert together.mean == pytest.approx(apart.mean, abs=0.003)
    assert together.high - together.low > 1.2 * (apart.high - apart.low)


def test_an_exam_weighs_something():
    with pytest.raises(ValueError, match=r"^An exam weighs at least one topic\.$"):
        shares_of({"care": 0})


def test_marks_of_simulated_exams_fall_into_the_range():
    random, held, runs = Random(8), 0, 60
    for _ in range(runs):
        truth = {f"t{n}": random.betavariate(2, 2) for n in range(5)}
        counts = {}
        for topic, theta in truth.items():
            right = sum(random.random() < 0.03 + 0.92 * theta for _ in range(15))
            counts[topic] = right, 15 - right
        found = forecast(beliefs(**counts), dict.fromkeys(truth, 1), random)
        mark = sum(random.random() < truth[random.choice(list(truth))] for _ in range(40)) / 40
        held += found.low <= mark <= found.high
    assert 0.68 <= held / runs <= 0.92


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
