"""How a learner stands with each topic of a deck, in numbers of cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from decks.compiled.cache import light
from progress.days import DAY
from progress.glance.looking import FileLook
from progress.glance.states import Mark, State, Stated, stated, text_of
from progress.sessions.reviewing import AHEAD

if TYPE_CHECKING:
    from decks.model import Deck
    from progress.glance.news import Point
    from study.core import Study

_SHOWN = Mark(suspended=False, until="")


@dataclass(slots=True)
class TopicCounts:
    """Cards of one topic, and of those nested in it. No limit of the day is taken into account."""

    cards: int = 0
    due: int = 0
    new: int = 0
    learning: int = 0
    suspended: int = 0
    learned: int = 0

    def add(self, part: tuple[int, ...], times: int) -> None:
        """Count what one card is; with -1, count it no more."""
        due, new, learning, suspended, learned = part
        self.due += times * due
        self.new += times * new
        self.learning += times * learning
        self.suspended += times * suspended
        self.learned += times * learned


_NEW = (0, 1, 0, 0, 0)
"""What a card is counted as that nothing was done with."""


class TopicLedger:
    """The counts of one deck's topics, brought forward by what was done since they were last asked for."""

    def __init__(self, study: Study, deck: Deck) -> None:
        self._study = study
        self.deck = deck
        self._sums: dict[str, TopicCounts] = {}
        self._within: dict[str, list[TopicCounts]] = {}
        """By a card's own topic: what it counts for."""
        self._topic: dict[str, str] = {}
        """By card."""
        self._parts: dict[str, tuple[int, ...]] = {}
        """What cards are counted as that are not new."""
        self._waiting: dict[str, State] = {}
        """Cards in their steps that are not due yet."""
        self._marks: dict[str, Mark] = {}
        self._point: Point | None = None
        self._day: date | None = None

    def counts(self) -> Mapping[str, TopicCounts]:
        """The counts of each topic that has cards. Raises StoreProblem."""
        at = self._study.now()
        today = self._study.days.day_of(at)
        found = self._found(self._point if self._day == today else None)
        marked = {card for card, _ in self._marks.items() ^ found.marks.items()}
        if not found.whole and not marked <= found.concerned:
            found = self._found(None)
        self._marks = found.marks
        if found.whole:
            self._begin()
        names = text_of(at + AHEAD), today.isoformat(), (today + DAY).isoformat()
        changed: dict[str, State | None] = dict.fromkeys(
            (*found.concerned, *(found.marks if found.whole else ()))
        )
        changed |= {card: state for card, state in self._waiting.items() if state.due <= names[0]}
        changed |= found.states
        for card, state in changed.items():
            self._count(card, state, names)
        self._point, self._day = found.point, today
        return {name: replace(counts) for name, counts in self._sums.items()}

    def _found(self, since: Point | None) -> Stated:
        study = self._study
        if isinstance(study.look, FileLook):
            return stated(study.locations.database, self.deck.id, since)
        states = {
            card: State(memory.phase.value, text_of(memory.due), memory.day.isoformat() if memory.day else "")
            for card, memory in study.memories(self.deck).items()
        }
        marks = {
            card: Mark(mark.suspended, mark.buried_until.isoformat() if mark.buried_until else "")
            for card, mark in study.marks(self.deck).items()
        }
        return Stated(None, True, states, frozenset(), marks)

    def _begin(self) -> None:
        """Count all cards as new ones."""
        if not self._topic:
            self._topic = {card.id: card.topic for card in light(self._study.cards(self.deck))}
        self._sums, self._within = {}, {}
        self._parts.clear()
        self._waiting.clear()
        for topic, count in Counter(self._topic.values()).items():
            steps = topic.split("/")
            names = ("/".join(steps[:depth]) for depth in range(1, len(steps) + 1))
            self._within[topic] = [self._sums.setdefault(name, TopicCounts()) for name in names]
            for counts in self._within[topic]:
                counts.cards += count
                counts.add(_NEW, count)

    def _count(self, card: str, state: State | None, names: tuple[str, str, str]) -> None:
        """Count a card as what it is by now. `names` are as for `State.is_due`."""
        topic = self._topic.get(card)
        if topic is None:
            return  # the deck has it no more
        mark = self._marks.get(card, _SHOWN)
        hidden = mark.hides(names[1])
        self._waiting.pop(card, None)
        if state is None:
            part = (0, int(not hidden), 0, int(mark.suspended), 0)
        else:
            due, step = state.is_due(*names), state.phase != "review"
            part = (int(due and not hidden), 0, int(step), int(mark.suspended), 1)
            if step and not due:
                self._waiting[card] = state
        before = self._parts.pop(card, _NEW)
        if part != _NEW:
            self._parts[card] = part
        if part != before:
            for counts in self._within[topic]:
                counts.add(before, -1)
                counts.add(part, 1)
