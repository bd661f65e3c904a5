"""Lists answered in part: what was missed comes back alone, within the session."""

from datetime import UTC, datetime
from random import Random

import pytest

from decks.model import Card, CardKind, Part
from progress.days import StudyDays
from progress.events import Rating
from progress.scheduling.scheduler import Scheduler
from progress.sessions.reviewing import Mode, ReviewSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = StudyDays(UTC)
ONLY = "What?\nOnly what you missed of it."


def card(name: str, lines: int = 0) -> Card:
    return Card(
        id=f"d:{name}#k",
        kind=CardKind.ROLE_DUTIES,
        deck="d",
        role=name,
        role_title=name,
        topic="t",
        prompt="What?",
        answer="A",
        parts=tuple(Part(f"{name}/{n}", f"line {n}", "t") for n in range(lines)),
    )


def session(*cards: Card, mode: Mode = Mode.DUE) -> ReviewSession:
    return ReviewSession(
        cards, {}, Scheduler(days=DAYS), DAYS, NOON, new_left=99, random=Random(1), mode=mode
    )


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "progress.db", random=Random(2))
    yield opened
    opened.close()


def test_missed_lines_come_back_alone_a_few_cards_later(store):
    review = session(card("list", 3), *(card(f"c{n}") for n in range(6)))
    review.answer(store, Rating.EASY, NOON, recalled=[True, False, False])
    due = review.memory(card("list", 3))
    seen = 0
    while review.current.prompt != ONLY:
        review.answer(store, Rating.EASY, NOON)
        seen += 1
    assert seen == 4
    assert [part.fact for part in review.current.parts] == ["list/1", "list/2"]
    assert review.preview(NOON) == {}
    event = review.answer(store, Rating.HARD, NOON, recalled=[True, False])
    assert (event.cram, event.parts) == (True, (("list/1", True), ("list/2", False)))
    assert review.memory(card("list", 3)) == due
    while review.current.prompt != ONLY:
        review.answer(store, Rating.EASY, NOON)
    assert [part.fact for part in review.current.parts] == ["list/2"]
    assert review.current.prompt == ONLY
    review.answer(store, Rating.EASY, NOON, recalled=[True])
    assert review.current is None


def test_all_or_nothing_makes_no_part(store):
    review = session(card("list", 2))
    review.answer(store, Rating.EASY, NOON, recalled=[True, True])
    assert review.current is None
    review = session(card("other", 2))
    review.answer(store, Rating.AGAIN, NOON, recalled=[False, False])
    assert review.current.prompt == "What?"


def test_undo_goes_back_through_parts_and_whole(store):
    review = session(card("list", 2))
    review.answer(store, Rating.EASY, NOON, recalled=[True, False])
    assert review.current.prompt == ONLY
    assert review.counts.learning == 1
    review.answer(store, Rating.EASY, NOON, recalled=[True])
    assert review.current is None
    assert review.undo(store, NOON).prompt == ONLY
    assert review.undo(store, NOON).prompt == "What?"
    assert (review.undoable, review.counts.learning, review.counts.new) == (None, 0, 1)
    review.answer(store, Rating.EASY, NOON, recalled=[True, True])
    assert review.current is None


def test_a_card_put_away_takes_its_missed_lines_along(store):
    review = session(card("list", 2))
    review.answer(store, Rating.EASY, NOON, recalled=[True, False])
    review.suspend(store, NOON)
    assert review.current is None


def test_an_edited_deck_keeps_what_is_still_missed(store):
    review = session(card("list", 3))
    review.answer(store, Rating.EASY, NOON, recalled=[True, False, False])
    again = review.replace([card("list", 2)], NOON)
    assert [part.fact for part in again.parts] == ["list/1"]
    assert review.replace([card("list", 1)], NOON) is None


def test_practice_asks_missed_lines_alone_too(store):
    review = session(card("list", 2), mode=Mode.CRAM)
    review.answer(store, Rating.AGAIN, NOON, recalled=[True, False])
    assert review.current.prompt == ONLY
    review.answer(store, Rating.GOOD, NOON, recalled=[True])
    assert review.current is None
