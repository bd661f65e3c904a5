"""What is done by hand to many cards at once: as if it had been done one by one, and as a replay of the log has it."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from decks.cards import make_cards
from decks.library import load_file
from decks.model import Card
from progress.days import StudyDays
from progress.events import EventKind, Rating
from progress.memory import Memory
from progress.sessions.handling import Hand
from progress.sessions.reviewing import ReviewSession
from progress.storage import states
from progress.storage.standing import standing
from progress.storage.store import Store

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAYS = StudyDays(UTC)


@pytest.fixture
def cards(home: Path) -> list[Card]:
    """Those of the kitchen."""
    deck = load_file(home / "decks" / "kitchen.yaml", bundled=False).deck
    assert deck is not None
    return list(make_cards(deck))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty log."""
    with closing(Store.open(tmp_path / "progress.db", random=Random(3))) as opened:
        yield opened


def answered(store: Store, cards: list[Card]) -> Mapping[str, Memory]:
    """Some of the cards are learned."""
    session = ReviewSession(cards, {}, store.scheduler, DAYS, MONDAY, new_left=6, random=Random(1))
    for minute in range(6):
        session.answer(store, Rating.EASY, MONDAY + timedelta(minutes=minute))
    return store.memories()


def replayed(store: Store) -> tuple[object, object]:
    """What a replay of the log makes of it."""
    store.rebuild()
    return store.memories(), store.marks()


@pytest.mark.parametrize("many", [1000, 3])
def test_marks_on_many_cards_are_what_a_replay_makes_of_them(
    store: Store, cards: list[Card], many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "MANY_MARKED", many)
    memories = answered(store, cards)
    hand = Hand(DAYS, Random(2))
    at = MONDAY + timedelta(hours=1)
    assert hand.suspend(store, cards, at) == len(cards)
    assert hand.flag(store, cards[:9], 4, at) == 9
    assert hand.bury(store, cards[2:5], at) == 3
    assert sum(marks.suspended for marks in store.marks().values()) == len(cards)
    assert store.memories() == memories
    assert (store.memories(), store.marks()) == replayed(store)
    assert [hand.undo(store, at) for _ in range(3)] == [EventKind.BURY, EventKind.FLAG, EventKind.SUSPEND]
    assert store.marks() == {}
    assert (store.memories(), store.marks()) == replayed(store)


def test_other_days_for_many_cards_and_back(store: Store, cards: list[Card]) -> None:
    memories = answered(store, cards)
    hand = Hand(DAYS, Random(2))
    at = MONDAY + timedelta(hours=1)
    day = DAYS.day_of(at) + timedelta(days=40)
    assert hand.reschedule(store, cards, day, at, memories) == len(memories) == 6
    assert {memory.due_day for memory in store.memories().values()} == {day}
    assert (store.memories(), store.marks()) == replayed(store)
    assert hand.reschedule(store, cards, None, at, memories) == 6
    assert store.memories() == {}
    assert hand.undo(store, at) is EventKind.RESCHEDULE
    assert hand.undo(store, at) is EventKind.RESCHEDULE
    assert store.memories() == memories
    assert (store.memories(), store.marks()) == replayed(store)


def test_single_cards_stand_as_all_of_them_do(store: Store, cards: list[Card]) -> None:
    answered(store, cards)
    Hand(DAYS, Random(2)).flag(store, cards[:3], 2, MONDAY)
    names = [card.id for card in cards[::2]]
    with store.reading() as connection:
        found = standing(connection, store.learner, names)
    assert found.memories == {name: memory for name, memory in store.memories().items() if name in names}
    assert found.marks == {name: marks for name, marks in store.marks().items() if name in names}


def test_what_is_recorded_again_changes_nothing(store: Store, cards: list[Card]) -> None:
    hand = Hand(DAYS, Random(2))
    hand.suspend(store, cards[:4], MONDAY)
    events, marks = list(store.events()), store.marks()
    store.record_all([replace(event) for event in events])
    assert (list(store.events()), store.marks()) == (events, marks)
