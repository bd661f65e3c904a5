"""Whether what is expected comes true."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from progress.days import StudyDays
from progress.events import Rating
from progress.fitting.histories import NEW, Review
from progress.ids import order_key
from progress.mastery.calibration import recall_curve, surenesses
from progress.mastery.evidence import Choice
from progress.mastery.shares import share_interval
from progress.scheduling.formulas import Formulas
from progress.scheduling.scheduler import Scheduler

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAYS = StudyDays(UTC, 4)


def review(card, at, rating):
    return Review(f"d:r/{card}#k", order_key(f"e-{card}", at), DAYS.day_of(at), int(rating))


def test_certainty_against_being_right():
    def choice(certainty, right):
        return Choice(NOON, "d:r/f#q", ("a", "b"), int(not right), right, certainty)

    choices = [choice(3, True)] * 8 + [choice(3, False)] * 2 + [choice(1, False)] * 3 + [choice(None, True)]
    guess, sure = surenesses(choices)
    assert (guess.certainty, guess.right, guess.answers) == (1, 0, 3)
    assert (sure.certainty, sure.right, sure.answers, sure.interval) == (3, 8, 10, share_interval(8, 10))
    assert surenesses([]) == ()


def test_a_review_is_held_against_what_was_predicted_just_before():
    scheduler = Scheduler()
    late = NOON + timedelta(days=40)
    memory = scheduler.review(None, Rating.EASY, NOON)
    curve = recall_curve([review("a", NOON, Rating.EASY), review("a", late, Rating.AGAIN)], Formulas())
    (point,) = curve.points
    assert point.predicted == pytest.approx(scheduler.recall(memory, late))
    assert (point.recalled, point.reviews, curve.reviews) == (0, 1, 1)
    assert curve.off == pytest.approx(point.predicted)


def test_first_reviews_the_same_day_and_before_a_new_beginning_say_nothing():
    week = NOON + timedelta(days=7)
    reviews = [
        review("a", NOON, Rating.GOOD),
        review("a", NOON + timedelta(hours=2), Rating.GOOD),
        Review("d:r/a#k", order_key("e-a", week), DAYS.day_of(week), NEW),
        review("a", week + timedelta(days=1), Rating.GOOD),
        review("b", NOON, Rating.GOOD),
        review("b", NOON - timedelta(days=3), Rating.GOOD),
    ]
    curve = recall_curve(reviews, Formulas())
    assert [(point.recalled, point.reviews) for point in curve.points] == [
        (1, 1)
    ]  # of b, in the order of time
    assert recall_curve([], Formulas()).off is None


def test_a_night_between_is_a_day_however_short_it_was():
    late, early = NOON.replace(hour=23), NOON.replace(hour=6) + timedelta(days=1)
    curve = recall_curve([review("a", late, Rating.GOOD), review("a", early, Rating.GOOD)], Formulas())
    assert curve.reviews == 1


def test_who_remembers_as_predicted_is_on_the_curve():
    random, scheduler, events = Random(3), Scheduler(), []
    for n in range(250):
        at, memory = NOON, None
        for _ in range(4):
            right = memory is None or random.random() < scheduler.recall(memory, at)
            rating = Rating.GOOD if right else Rating.AGAIN
            events.append(review(f"c{n}", at, rating))
            memory = scheduler.review(memory, rating, at)
            at += timedelta(days=random.choice([1, 3, 9, 30]))
    curve = recall_curve(events, Formulas())
    assert curve.reviews == 750
    assert curve.off < 0.06
    inside = sum(p.interval.low <= p.predicted <= p.interval.high for p in curve.points)
    assert inside >= len(curve.points) - 2
