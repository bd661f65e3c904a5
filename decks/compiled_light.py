"""Cards and questions from the cache of which only what they are chosen by is known at once.

A deck of many roles has tens of thousands, and a learner sees a few of them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, cast, overload

from decks.compiled_deck import StoredCards, StoredQuestions
from decks.compiled_files import Damaged, Row
from decks.model import Card, Question, QuestionKind


class LightCard(Card):
    """A flashcard that knows its id, deck, role and topic, and looks up the rest when it is asked for."""

    __slots__ = ("_all", "_found", "_place")

    _all: Sequence[Card]
    _found: Card
    _place: int

    def __new__(cls, *values: Any, **named: Any) -> Any:  # noqa: ANN401
        """A plain card: that is what `dataclasses.replace` is to make of one of these."""
        return Card(*values, **named)

    @property
    def whole(self) -> Card:
        """The card with everything."""
        try:
            return self._found
        except AttributeError:  # not set for each of thousands that nobody asks for
            object.__setattr__(self, "_found", self._all[self._place])
            return self._found

    @property
    def deck(self) -> str:
        """As in `Card`."""
        return self.id.partition(":")[0]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LightCard):
            return self is other or (self.id == other.id and self.whole == other.whole)
        return self.whole == other

    def __hash__(self) -> int:
        return hash(self.whole)


_KNOWN = ("id", "deck", "role", "topic")


def _looked_up(name: str) -> property:
    return property(lambda card: getattr(card.whole, name))


for _field in fields(Card):
    if _field.name not in _KNOWN:
        setattr(LightCard, _field.name, _looked_up(_field.name))


class LightQuestion:
    """What a quiz chooses questions by; anything else is looked up when it is asked for."""

    __slots__ = ("_all", "_others", "_place", "fact", "id", "kind", "role", "topic")

    def __init__(self, whole: Sequence[Question], place: int, row: Row) -> None:
        self._all = whole
        self._place = place
        self.id, self.fact, self.kind, self.role, self.topic, self._others = row

    @property
    def facts(self) -> frozenset[str]:
        """As in `Question`."""
        deck = self.fact.partition(":")[0]
        return frozenset((self.fact, *(f"{deck}:{other}" for other in self._others.splitlines())))

    def __getattr__(self, name: str) -> object:
        return getattr(self._all[self._place], name)


@overload
def light(items: Sequence[Card]) -> Sequence[Card]: ...
@overload
def light(items: Sequence[Question]) -> Sequence[Question]: ...
def light(items: Sequence[Card] | Sequence[Question]) -> Sequence[Card] | Sequence[Question]:
    """The same cards or questions, those from the cache known only by what they are chosen by."""
    with contextlib.suppress(Damaged, KeyError):
        if isinstance(items, StoredCards):
            return _cards(items)
        if isinstance(items, StoredQuestions):
            kinds = {kind.value: kind for kind in QuestionKind}
            rows = items.heads("id, fact, kind, role, topic, others")
            heads = [
                LightQuestion(items, place, (*row[:2], kinds[row[2]], *row[3:]))
                for place, row in enumerate(rows)
            ]
            return cast("Sequence[Question]", heads)
    return items


def _cards(items: StoredCards) -> list[Card]:
    made, put, found = object.__new__, object.__setattr__, []
    for place, (name, topic, role) in enumerate(items.heads("id, topic, role")):
        card = made(LightCard)
        put(card, "id", name)
        put(card, "topic", topic)
        put(card, "role", role)
        put(card, "_all", items)
        put(card, "_place", place)
        found.append(card)
    return cast("list[Card]", found)
