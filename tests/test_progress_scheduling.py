"""FSRS behind one door: deterministic, sane at the edges, and the numbers that py-fsrs gives."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.events import Rating
from progress.scheduling import Memory, Phase, Scheduler

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
histories = st.lists(
    st.tuples(st.sampled_from(Rating), st.timedeltas(timedelta(days=-30), timedelta(days=400))), max_size=25
)


def learn(*ratings: Rating, scheduler: Scheduler | None = None, days: int = 0) -> Memory:
    memory, at = None, NOON
    for rating in ratings:
        memory = (scheduler or Scheduler()).review(memory, rating, at)
        at = memory.due + timedelta(days=days)
    assert memory is not None
    return memory


def test_a_new_card_goes_through_its_steps_and_then_into_days():
    first = learn(Rating.GOOD)
    assert (first.phase, first.step, first.due - NOON) == (Phase.LEARNING, 1, timedelta(minutes=10))
    second = learn(Rating.GOOD, Rating.GOOD)
    assert (second.phase, second.step, second.due - second.last_review) == (
        Phase.REVIEW,
        None,
        timedelta(days=2),
    )
    assert (second.reps, second.lapses) == (2, 0)


def test_forgetting_a_learned_card_is_a_lapse_and_failing_a_step_is_not():
    forgotten = learn(Rating.GOOD, Rating.GOOD, Rating.AGAIN)
    assert (forgotten.phase, forgotten.lapses, forgotten.reps) == (Phase.RELEARNING, 1, 3)
    assert learn(Rating.AGAIN, Rating.AGAIN).lapses == 0
    assert learn(Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.AGAIN).lapses == 1


def test_preview_says_what_each_rating_would_do():
    intervals = Scheduler().preview(None, NOON)
    assert intervals == {
        Rating.AGAIN: timedelta(minutes=1),
        Rating.HARD: timedelta(minutes=5, seconds=30),
        Rating.GOOD: timedelta(minutes=10),
        Rating.EASY: timedelta(days=8),
    }


def test_recall_falls_to_the_desired_retention_when_the_card_comes_due():
    memory = learn(Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD)
    assert Scheduler().recall(memory, memory.last_review) == 1
    assert Scheduler().recall(memory, memory.due) == pytest.approx(0.9, abs=0.005)
    assert Scheduler().recall(memory, memory.due + timedelta(days=400)) < 0.7


def test_more_retention_means_sooner():
    often = learn(*[Rating.GOOD] * 4, scheduler=Scheduler(0.97))
    seldom = learn(*[Rating.GOOD] * 4, scheduler=Scheduler(0.8))
    assert often.due - often.last_review < seldom.due - seldom.last_review


@given(histories)
def test_every_history_gives_what_the_library_gives_and_twice_the_same(history):
    scheduler, library = Scheduler(), fsrs.Scheduler(enable_fuzzing=False)
    memory, card, at = None, fsrs.Card(card_id=1), NOON
    for rating, gap in history:
        at += gap
        again = scheduler.review(memory, rating, at)
        memory = scheduler.review(memory, rating, at)
        assert again == memory
        card, _ = library.review_card(card, fsrs.Rating(rating), at)
        assert (memory.stability, memory.difficulty, memory.due) == (
            card.stability,
            card.difficulty,
            card.due,
        )
        assert 1 <= memory.difficulty <= 10
        assert memory.stability > 0
        assert timedelta(0) < memory.due - at <= timedelta(days=36500)
        assert 0 <= scheduler.recall(memory, at + timedelta(days=3)) <= 1


def test_times_of_other_zones_are_the_same_moments():
    there = NOON.astimezone(ZoneInfo("Asia/Tokyo"))
    assert Scheduler().review(None, Rating.GOOD, there) == Scheduler().review(None, Rating.GOOD, NOON)


def test_a_new_card_does_not_wait_for_a_clock(monkeypatch):
    def sleep(seconds):
        raise AssertionError("py-fsrs slept to make an id")

    monkeypatch.setattr(time, "sleep", sleep)
    assert Scheduler().review(None, Rating.GOOD, NOON).reps == 1


@pytest.mark.parametrize("retention", [0.0, 1.0, -1.0, 2.0])
def test_a_retention_that_is_none_is_refused(retention):
    with pytest.raises(
        ValueError, match=f"^The desired retention lies between 0 and 1, not at {retention}.$"
    ):
        Scheduler(retention)
