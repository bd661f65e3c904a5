"""A review: what comes when, what is left, and back again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.model import Card, CardKind, Part
from progress.days import StudyDays
from progress.events import EventKind, Rating
from progress.scheduling.scheduler import Memory, Phase, Scheduler
from progress.sessions.reviewing import Counts, ReviewSession, interval_text, suggested_rating
from progress.storage.store import Store, StoreProblem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DAYS = StudyDays(UTC)


def card(fact, kind="k", parts=0):
    return Card(
        id=f"d:r/{fact}#{kind}",
        kind=CardKind.BASIC,
        deck="d",
        role="r",
        role_title="R",
        topic="t",
        prompt="p",
        answer="a",
        parts=tuple(Part(f"r/x{n}", f"x{n}", "t") for n in range(parts)),
    )


def due(at, phase=Phase.REVIEW):
    return Memory(phase, None if phase is Phase.REVIEW else 0, 5.0, 5.0, at, at - 5 * DAY, 3, 0)


def session(cards, memories=None, at=NOON, new_left=20, seed=1):
    return ReviewSession(cards, memories or {}, Scheduler(), DAYS, at, new_left=new_left, random=Random(seed))


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def names(cards):
    return [c.id.removeprefix("d:r/") for c in cards]


def run(review, store, rating=Rating.EASY, at=NOON):
    """The cards in the order shown, each answered with the same rating."""
    shown = []
    while review.current and len(shown) < 500:
        shown.append(review.current)
        review.answer(store, rating, at)
    return shown


def test_nothing_to_do_is_no_card(store):
    review = session([])
    assert (review.current, review.counts, review.answered) == (None, Counts(0, 0, 0), ())
    assert review.preview(NOON) == {}
    assert review.undo(store, NOON) is None
    with pytest.raises(ValueError, match=r"^There is no card to answer\.$"):
        review.answer(store, Rating.GOOD, NOON)


def test_learning_steps_come_first_then_due_and_new_take_turns(store):
    cards = [card(name) for name in ("new1", "new2", "step", "due1", "due2", "later")]
    memories = {
        cards[2].id: due(NOON - MINUTE, Phase.LEARNING),
        cards[3].id: due(NOON - DAY),
        cards[4].id: due(NOON - 2 * DAY),
        cards[5].id: due(NOON + DAY),
    }
    review = session(cards, memories)
    assert review.counts == Counts(new=2, learning=1, due=2)
    assert names(run(review, store)) == ["step#k", "due1#k", "new1#k", "due2#k", "new2#k"]
    assert review.counts == Counts(0, 0, 0)


def test_what_comes_due_later_in_the_study_day_is_due_from_its_morning(store):
    memories = {
        card("a").id: due(NOON + 10 * timedelta(hours=1)),
        card("b").id: due(NOON + 16 * timedelta(hours=1)),
    }
    assert names(run(session([card("a"), card("b")], memories), store)) == ["a#k"]


def test_new_cards_keep_the_decks_order_one_fact_at_a_time(store):
    cards = [card("a", "k1"), card("a", "k2"), card("b", "k1"), card("b", "k2"), card("c", "k1")]
    assert names(run(session(cards, new_left=4), store)) == ["a#k1", "b#k1", "c#k1", "a#k2"]
    memories = {"d:r/a#k1": due(NOON + 9 * DAY)}
    assert names(run(session(cards, memories, new_left=2), store)) == ["b#k1", "c#k1"]


@pytest.mark.parametrize("limit", [0, -3])
def test_a_used_up_limit_means_no_new_cards(limit):
    assert session([card("a")], new_left=limit).current is None


def test_cards_on_one_fact_are_kept_apart_where_there_is_another(store):
    cards = [card(fact, kind) for fact in "abc" for kind in ("k1", "k2")]
    memories = {c.id: due(NOON - DAY) for c in cards}
    for seed in range(20):
        facts = [c.fact for c in run(session(cards, memories, seed=seed), store, at=NOON)]
        assert len(facts) == 6
        for first, second, rest in zip(facts, facts[1:], range(4, -1, -1), strict=False):
            others_left = len(set(facts[len(facts) - rest - 1 :]) - {first}) > 0
            assert first != second or not others_left


def test_a_failed_card_comes_again_within_the_session(store):
    review = session([card("a"), card("b")])
    first = review.current
    review.answer(store, Rating.AGAIN, NOON)
    assert review.counts == Counts(new=1, learning=1, due=0)
    assert review.current.id == "d:r/b#k"
    review.answer(store, Rating.EASY, NOON + 5 * MINUTE)
    assert review.current is first
    review.answer(store, Rating.GOOD, NOON + 5 * MINUTE)
    assert review.current is first  # its next step is ten minutes ahead, and nothing else is left
    review.answer(store, Rating.GOOD, NOON + 6 * MINUTE)
    assert review.current is None


def test_a_step_further_ahead_than_twenty_minutes_waits(store):
    memories = {card("a").id: due(NOON + 21 * MINUTE, Phase.RELEARNING)}
    review = session([card("a")], memories)
    assert (review.current, review.counts) == (None, Counts(0, 0, 0))
    assert review.advance(NOON + MINUTE) == card("a")
    assert review.counts == Counts(0, 1, 0)


def test_a_step_that_comes_due_meanwhile_goes_before_the_queue(store):
    cards = [card(name) for name in "abcd"]
    review = session(cards)
    review.answer(store, Rating.AGAIN, NOON)
    assert names([review.current]) == ["b#k"]
    review.answer(store, Rating.EASY, NOON + 2 * MINUTE)
    assert names([review.current]) == ["a#k"]


def test_the_same_randomness_gives_the_same_order():
    cards = [card(f"f{n}") for n in range(30)]
    memories = {c.id: due(NOON - DAY) for c in cards}

    def order(seed):
        return names(session(cards, memories, seed=seed)._left.queue)

    assert order(1) == order(1) != order(2)


def test_an_answer_is_in_the_log_with_all_that_is_known_of_it(store):
    review = session([card("list", parts=3)], at=NOON + 14 * timedelta(hours=1))
    at = NOON + 14 * timedelta(hours=1)
    event = review.answer(store, Rating.HARD, at, latency_ms=4200, recalled=[True, False, True])
    assert list(store.events()) == [event] == list(review.answered)
    assert (event.kind, event.rating, event.correct, event.latency_ms) == (
        EventKind.REVIEW,
        Rating.HARD,
        True,
        4200,
    )
    assert event.parts == (("r/x0", True), ("r/x1", False), ("r/x2", True))
    assert event.day.isoformat() == "2026-03-01"  # two in the morning still belongs to the day before
    assert (event.learner, event.device) == (store.learner, store.device)


def test_marks_have_to_fit_the_lines(store):
    review = session([card("list", parts=3)])
    with pytest.raises(ValueError, match=r"^2 marks for the 3 lines of d:r/list#k\.$"):
        review.answer(store, Rating.HARD, NOON, recalled=[True, False])
    assert list(store.events()) == []


def test_preview_is_what_happens(store):
    review = session([card("a")])
    assert [interval_text(d) for d in review.preview(NOON).values()] == ["1m", "6m", "10m", "7d"]
    promised = review.preview(NOON)[Rating.EASY]
    review.answer(store, Rating.EASY, NOON)
    assert store.memories()["d:r/a#k"].due_day == NOON.date() + promised


def test_undo_goes_back_answer_by_answer_to_the_beginning(store):
    cards = [card("a"), card("b", parts=2), card("c"), card("d")]
    earlier = session(cards[2:], at=NOON - 20 * DAY)
    earlier.answer(store, Rating.EASY, NOON - 20 * DAY)
    earlier.answer(store, Rating.AGAIN, NOON - 20 * DAY)
    before = store.memories()
    review, seen = session(cards, before), []
    assert review.counts == Counts(new=2, learning=1, due=1)
    for n in range(6):
        seen.append((review.current, review.counts))
        lines = [True] * len(review.current.parts) or None
        review.answer(store, [Rating.AGAIN, Rating.GOOD][n % 2], NOON + n * MINUTE, recalled=lines)
    while seen:
        shown, counts = seen.pop()
        assert review.undo(store, NOON + 10 * MINUTE) == shown
        assert review.current == shown
        assert (review.counts.new, review.counts.due) == (counts.new, counts.due)
    assert review.undo(store, NOON + 10 * MINUTE) is None
    assert review.answered == ()
    assert list(store.events()) == list(earlier.answered)
    assert store.memories() == before
    assert sum(tally.answers for tally in store.tallies()) == 2


def test_after_undo_the_card_can_be_answered_otherwise(store):
    review = session([card("a"), card("b")])
    review.answer(store, Rating.AGAIN, NOON)
    review.undo(store, NOON)
    review.answer(store, Rating.EASY, NOON)
    assert names([review.current]) == ["b#k"]
    assert [e.rating for e in store.events()] == [Rating.EASY]
    assert store.memories()["d:r/a#k"].phase is Phase.REVIEW


def test_an_answer_that_could_not_be_saved_changes_nothing(store):
    review = session([card("a"), card("b")])
    shown, counts = review.current, review.counts
    store._connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreProblem, match="cannot be written to"):
        review.answer(store, Rating.GOOD, NOON)
    assert (review.current, review.counts, review.answered) == (shown, counts, ())
    store._connection.exec_driver_sql("PRAGMA query_only = OFF")
    review.answer(store, Rating.GOOD, NOON)
    store._connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreProblem, match="cannot be written to"):
        review.undo(store, NOON)
    assert len(review.answered) == 1
    store._connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert review.undo(store, NOON) == shown


ratings = st.lists(st.one_of(st.sampled_from(Rating), st.just("undo")), max_size=40)


@settings(max_examples=30, deadline=None)
@given(ratings, st.integers(0, 9), st.integers(0, 9))
def test_whatever_one_does_session_store_and_replay_agree(tmp_path_factory, plan, new, old):
    store = Store.open(tmp_path_factory.mktemp("s") / "progress.db", random=Random(1))
    cards = [card(f"f{n // 2}", f"k{n % 2}") for n in range(new + old)]
    review, at = session(cards[:new], new_left=5), NOON
    for what in plan:
        at += timedelta(seconds=40)
        if what == "undo":
            review.undo(store, at)
        elif review.current:
            review.answer(store, what, at)
        else:
            review.advance(at)
    live = store.memories()
    assert {c.id: review.memory(c) for c in cards[:new] if review.memory(c)} == live
    assert list(store.events()) == list(review.answered)
    assert review.counts.new == max(0, min(new, 5) - len(live))
    store.rebuild()
    assert store.memories() == live
    store.close()


@pytest.mark.parametrize(
    ("recalled", "rating"),
    [
        ([True] * 5, Rating.GOOD),
        ([True, True, True, False, False], Rating.HARD),
        ([True, True, False, False, False], Rating.AGAIN),
        ([False], Rating.AGAIN),
        ([], Rating.GOOD),
    ],
)
def test_a_rating_is_suggested_from_the_lines(recalled, rating):
    assert suggested_rating(recalled) is rating


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (timedelta(seconds=30), "<1m"),
        (timedelta(minutes=1), "1m"),
        (timedelta(minutes=5, seconds=30), "6m"),
        (timedelta(minutes=59, seconds=40), "1h"),
        (timedelta(hours=5), "5h"),
        (timedelta(hours=23, minutes=50), "1d"),
        (timedelta(days=3), "3d"),
        (timedelta(days=30), "30d"),
        (timedelta(days=31), "1mo"),
        (timedelta(days=64), "2.1mo"),
        (timedelta(days=364), "1y"),
        (timedelta(days=511), "1.4y"),
        (timedelta(days=36500), "99.9y"),
        (timedelta(0), "<1m"),
    ],
)
def test_intervals_are_short(delta, text):
    assert interval_text(delta) == text
