"""What is done by hand to any cards outside a review: put away, coloured, written to, given another day, made new."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol

from decks.model import Card
from progress.days import StudyDays
from progress.events import Event, EventKind
from progress.ids import uuid7_after
from progress.memory import Memory
from progress.sessions.doing import begun, check, cleaned


class HandLog(Protocol):
    """What this needs of the store."""

    learner: str
    device: str

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all before it."""

    def record_all(self, events: Sequence[Event]) -> None:
        """Append all of them durably in one commit."""

    def record(self, event: Event, memory: Memory | None) -> None:
        """Append durably."""

    def undo(self, event: Event) -> Memory | None:
        """Append an undo durably."""


class Hand:
    """Does one thing after another, each durable when it returns and all or nothing, and takes them back again."""

    def __init__(self, days: StudyDays, random: Random) -> None:
        self._days = days
        self._random = random
        self._done: list[tuple[Event, ...]] = []

    @property
    def undoable(self) -> EventKind | None:
        """What `undo` would take back next."""
        return self._done[-1][0].kind if self._done else None

    def suspend(self, store: HandLog, cards: Sequence[Card], at: datetime, *, away: bool = True) -> int:
        """Put cards away until they are taken out again, or take them out; how many they are.

        Raises StoreProblem when that could not be saved, and then nothing has changed; so do the others.
        """
        kind = EventKind.SUSPEND if away else EventKind.UNSUSPEND
        return self._do(store, kind, cards, at, lambda event: event)

    def bury(self, store: HandLog, cards: Sequence[Card], at: datetime, *, away: bool = True) -> int:
        """Put cards away until tomorrow, or take them out."""
        until = self._days.day_of(at) + timedelta(days=1) if away else None
        return self._do(store, EventKind.BURY, cards, at, lambda event: replace(event, due=until))

    def flag(self, store: HandLog, cards: Sequence[Card], colour: int, at: datetime) -> int:
        """Give cards a colour, 1 to 7, or take it away with 0. Raises ValueError for another."""
        check(colour, "")
        return self._do(store, EventKind.FLAG, cards, at, lambda event: replace(event, flag=colour))

    def note(self, store: HandLog, cards: Sequence[Card], text: str, at: datetime) -> int:
        """Keep a note to cards, or take it away with an empty one. Raises ValueError for one that is too long."""
        note = cleaned(text)
        check(0, note)
        return self._do(store, EventKind.NOTE, cards, at, lambda event: replace(event, note=note))

    def reschedule(
        self,
        store: HandLog,
        cards: Sequence[Card],
        due: date | None,
        at: datetime,
        memories: Mapping[str, Memory],
    ) -> int:
        """Put cards to another day, or with None make them new again; those that are new are left as they are."""
        learned = [card for card in cards if card.id in memories]
        return self._do(store, EventKind.RESCHEDULE, learned, at, lambda event: replace(event, due=due))

    def undo(self, store: HandLog, at: datetime) -> EventKind | None:
        """Take the last thing back, from all cards that it was done to; what it was, or None where nothing is left.

        Raises StoreProblem when that could not be saved; it can be tried again.
        """
        if not self._done:
            return None
        events = self._done[-1]
        blank = replace(
            events[0], kind=EventKind.UNDO, at=at, day=self._days.day_of(at), due=None, flag=0, note=""
        )
        ids = self._ids(store, at)
        undos = [
            replace(blank, id=next(ids), deck=event.deck, card=event.card, undoes=event.id)
            for event in reversed(events)
        ]
        if len(undos) == 1:
            store.undo(undos[0])
        else:
            store.record_all(undos)
        self._done.pop()
        return events[0].kind

    def _do(
        self,
        store: HandLog,
        kind: EventKind,
        cards: Sequence[Card],
        at: datetime,
        made: Callable[[Event], Event],
    ) -> int:
        if not cards:
            return 0
        first = made(begun(store, kind, cards[0], at, self._days.day_of(at)))
        ids = self._ids(store, at)
        events = tuple(replace(first, id=next(ids), deck=card.deck, card=card.id) for card in cards)
        if len(events) == 1:
            store.record(events[0], None)
        else:
            store.record_all(events)
        self._done.append(events)
        return len(events)

    def _ids(self, store: HandLog, at: datetime) -> Iterator[str]:
        """Ids that sort one after the other, though none of them is in the log yet."""
        last = store.new_id(at)
        while True:
            yield last
            last = uuid7_after(last, at, self._random)
