"""All cards and questions of some decks, searched, sorted and acted on: what both faces of browsing have in common."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from decks.compiled.cache import light_named
from decks.model import Card
from progress.events import EventKind
from progress.marks import NONE, Marks
from progress.memory import Phase
from progress.scheduling.leeches import is_leech
from progress.searching.columns import interval
from progress.searching.sorting import Sort
from progress.storage.standing import standing
from study.browsing.browsed import Browsed, Line, Report

if TYPE_CHECKING:
    from progress.storage.store import Store


class Browser(Browsed):
    """What was found can be acted on; each thing done is durable when it returns, and seen by the next search."""

    def cards(self, places: Sequence[int]) -> list[Card]:
        """The cards among what lies at these places; questions have no dates and marks."""
        names: defaultdict[int, list[str]] = defaultdict(list)
        for place in places:
            if not self._items.questions[place]:
                names[bisect_right(self._starts, place) - 1].append(self._items.ids[place])
        found: list[Card] = []
        for number in sorted(names):
            deck = self.decks[number]
            if self._study.look.digest(deck.id) is None:
                self.strange[deck.id] = deck
            else:
                self._study.remember(deck)
            found += light_named(self._study.cards(deck), names[number])
        return found

    def acquaint(self) -> None:
        """Have storage know decks that it has never met, which takes seconds for a large one: so only after what was done."""
        while self.strange:
            name, deck = next(iter(self.strange.items()))
            self._study.remember(deck)
            del self.strange[name]

    def suspend(self, places: Sequence[int]) -> tuple[int, bool]:
        """Put cards away, or, where all of them are, take them out; how many, and whether they are away now."""
        cards = self.cards(places)
        away = not all(self._marks(card).suspended for card in cards)
        wanted = [card for card in cards if self._marks(card).suspended != away]
        return self._did(wanted, partial(self.hand.suspend, away=away)), away

    def bury(self, places: Sequence[int]) -> tuple[int, bool]:
        """Put cards away until tomorrow, or, where all of them are, take them out."""
        cards, today = self.cards(places), self.columns.situation.today

        def buried(card: Card) -> bool:
            until = self._marks(card).buried_until
            return until is not None and today < until

        away = not all(map(buried, cards))
        wanted = [card for card in cards if buried(card) != away]
        return self._did(wanted, partial(self.hand.bury, away=away)), away

    def flag(self, places: Sequence[int], colour: int) -> int:
        """Give cards a colour, 1 to 7, or take it away with 0."""
        wanted = [card for card in self.cards(places) if self._marks(card).flag != colour]
        return self._did(wanted, lambda store, cards, at: self.hand.flag(store, cards, colour, at))

    def note(self, places: Sequence[int], text: str) -> int:
        """Keep a note to cards. Raises ValueError for one that is too long."""
        return self._did(self.cards(places), lambda store, cards, at: self.hand.note(store, cards, text, at))

    def reschedule(self, places: Sequence[int], days: int | None) -> int:
        """Put learned cards to a day from today on, or with None make them new again; new ones are left as they are."""
        due = None if days is None else self.columns.situation.today + timedelta(days=days)
        memories = self.columns.situation.memories
        learned = [card for card in self.cards(places) if card.id in memories]
        return self._did(
            learned, lambda store, cards, at: self.hand.reschedule(store, cards, due, at, memories)
        )

    def undo(self) -> EventKind | None:
        """Take the last thing back; what it was, or None where nothing is left."""
        done = self.hand.undo(self._study.store, self._study.now())
        if done is not None:
            self._changed(self._done.pop())
        return done

    def _did(self, cards: Sequence[Card], does: Callable[[Store, Sequence[Card], datetime], int]) -> int:
        number = does(self._study.store, cards, self._study.now())
        if number:
            names = [card.id for card in cards]
            self._done.append(names)
            self._changed(names)
        return number

    def _changed(self, names: Sequence[str]) -> None:
        """Look at these cards alone, unless something else was added to the log, too."""
        study = self._study
        before, after = self._looked, study.look.log_end()
        if before is None or after != before[0] + len(names):
            self.refresh()
            return
        with study.store.reading() as connection:
            found = standing(connection, study.store.learner, names)
        self._orders.move(self.columns.change(names, found.memories, found.marks))
        self._looked = after, before[1]

    def _marks(self, card: Card) -> Marks:
        return self.columns.situation.marks.get(card.id, NONE)


def state_of(line: Line, today: date, at_most: int) -> str:
    """What a list says of a card's state, in a word or two; `at_most` are the lapses that make a leech."""
    if line.question:
        return "question"
    if line.marks.suspended:
        return "suspended"
    if line.marks.buried_until is not None and today < line.marks.buried_until:
        return "buried"
    if line.memory is None:
        return "new"
    if line.memory.phase is not Phase.REVIEW:
        return "learning"
    left = (line.memory.due_day - today).days
    leech = ", leech" if is_leech(line.memory, at_most) else ""
    return (f"due in {left} d" if left > 0 else "due") + leech


__all__ = ["Browser", "Line", "Report", "Sort", "interval", "state_of"]
