"""Which reviews of the log are learned from."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from progress.events import Event, EventKind, Rating
from progress.fitting.histories import histories_of
from progress.storage.following import DeckUpdate
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def add(store, card, at, rating=None, kind=EventKind.REVIEW, deck="d", **fields):
    event = Event(
        id=store.new_id(at),
        learner=store.learner,
        device=store.device,
        at=at,
        kind=kind,
        deck=deck,
        card=f"{deck}:{card}",
        correct=rating != 1,
        rating=None if rating is None else Rating(rating),
        **fields,
    )
    if kind is EventKind.UNDO:
        store.undo(event)
    else:
        store.record(event, None)
    return event


def told(store, deck=None):
    return [(row.card, row.day.isoformat(), row.rating, row.latency_ms) for row in store.reviews(deck)]


def test_reviews_with_their_study_days_and_times(store):
    add(store, "r/a#k", NOON, 3, latency_ms=1500)
    add(store, "r/a#k", NOON + DAY, 1, day=date(2026, 3, 1))
    assert told(store) == [("d:r/a#k", "2026-03-01", 3, 1500), ("d:r/a#k", "2026-03-01", 1, 0)]


def test_practice_questions_and_what_was_taken_back_are_left_out(store):
    add(store, "r/a#k", NOON, 3)
    add(store, "r/a#k", NOON + DAY, 1, cram=True)
    add(store, "r/a#role-of-duty", NOON + DAY, kind=EventKind.QUIZ, options=("a", "b"), chosen=0)
    wrong = add(store, "r/a#k", NOON + 2 * DAY, 1)
    add(store, "r/a#k", NOON + 2 * DAY, kind=EventKind.UNDO, undoes=wrong.id)
    add(store, "r/a#k", NOON + 3 * DAY, kind=EventKind.SUSPEND)
    add(store, "r/a#k", NOON + 3 * DAY, kind=EventKind.RESCHEDULE, due=date(2026, 3, 9))
    assert told(store) == [("d:r/a#k", "2026-03-01", 3, 0)]


def test_a_card_made_new_again_begins_anew(store):
    add(store, "r/a#k", NOON, 3)
    add(store, "r/a#k", NOON + DAY, kind=EventKind.RESCHEDULE)
    add(store, "r/a#k", NOON + 5 * DAY, 4)
    histories = histories_of(store.reviews())
    assert [[(step.gap, step.rating) for step in history] for history in histories] == [[(0, 3)], [(0, 4)]]


def test_one_deck_or_all(store):
    add(store, "r/a#k", NOON, 3)
    add(store, "r/b#k", NOON, 4, deck="e")
    assert [row[0] for row in told(store, "e")] == ["e:r/b#k"]
    assert {row[0] for row in told(store)} == {"d:r/a#k", "e:r/b#k"}


def test_a_renamed_card_keeps_its_history(store):
    add(store, "r/a#k", NOON, 3)
    known = store.shelf("d").digest
    assert store.follow_deck("d", [], DeckUpdate(known, "new", {}, (("r/a", "r/z"),)), NOON + DAY)
    add(store, "r/z#k", NOON + 4 * DAY, 3)
    histories = histories_of(store.reviews("d"))
    assert [[step.gap for step in history] for history in histories] == [[0, 4]]
