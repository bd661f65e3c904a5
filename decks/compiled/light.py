"""Cards and questions from the cache of which only what they are chosen by is known at once.

A deck of many roles has tens of thousands, and a learner sees a few of them.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, cast, overload

from decks.compiled.deck import StoredCards, StoredQuestions
from decks.compiled.files import CHUNK, Damaged, Row
from decks.model import Asks, Card, Option, Part, Question, QuestionKind


class LightCard(Card):
    """A flashcard that knows its id, deck, role, topic and parts, and looks up the rest when it is asked for."""

    __slots__ = ("_all", "_found", "_place")

    _all: StoredCards
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

    @property
    def parts(self) -> tuple[Part, ...]:
        """As in `Card`."""
        return self._all.lines.get(self._place, ())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LightCard):
            return self is other or (self.id == other.id and self.whole == other.whole)
        return self.whole == other

    def __hash__(self) -> int:
        return hash(self.whole)


_KNOWN = ("id", "deck", "role", "topic", "parts")


def _looked_up(name: str) -> property:
    return property(lambda card: getattr(card.whole, name))


for _field in fields(Card):
    if _field.name not in _KNOWN:
        setattr(LightCard, _field.name, _looked_up(_field.name))


class LightQuestion:
    """What a quiz chooses questions by; anything else is looked up when it is asked for."""

    __slots__ = ("_all", "_count", "_others", "_place", "asks", "fact", "id", "kind", "role", "topic")

    def __init__(self, whole: Sequence[Question], place: int, row: Row) -> None:
        self._all = whole
        self._place = place
        self.id, self.fact, self.kind, self.role, self.topic, self._others, self._count, self.asks = row

    @property
    def options(self) -> Sequence[Option]:
        """As in `Question`, but that only their number is known at once."""
        return _Options(self._all, self._place, self._count)

    @property
    def facts(self) -> frozenset[str]:
        """As in `Question`."""
        deck = self.fact.partition(":")[0]
        return frozenset((self.fact, *(f"{deck}:{other}" for other in self._others.splitlines())))

    def __getattr__(self, name: str) -> object:
        return getattr(self._all[self._place], name)


class _Options(Sequence[Option]):
    """The options of a question, which are counted far more often than read."""

    __slots__ = ("_all", "_count", "_place")

    def __init__(self, whole: Sequence[Question], place: int, count: int) -> None:
        self._all = whole
        self._place = place
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Option: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Option, ...]: ...
    def __getitem__(self, place: int | slice) -> Option | tuple[Option, ...]:
        return self._all[self._place].options[place]


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
            ways = {way.value: way for way in Asks}
            rows = items.heads("id, fact, kind, role, topic, others, options, asks")
            heads = [
                LightQuestion(items, place, (*row[:2], kinds[row[2]], *row[3:7], ways[row[7]]))
                for place, row in enumerate(rows)
            ]
            return cast("Sequence[Question]", heads)
    return items


def light_named(items: Sequence[Card], ids: Iterable[str]) -> list[Card]:
    """Those of the cards that have these ids, in the deck's order, as `light` gives them."""
    wanted = set(ids)
    if isinstance(items, StoredCards) and len(wanted) * 4 < len(items):
        with contextlib.suppress(Damaged):
            rows: list[Row] = []
            names = sorted(wanted)
            for start in range(0, len(names), CHUNK):
                rows += items.named_heads(_HEAD, names[start : start + CHUNK])
            return [_card(items, row) for row in sorted(rows)]
    return [card for card in light(items) if card.id in wanted]


def in_turn(items: Sequence[Card], without: Container[str] = ()) -> Iterator[Card]:
    """Each fact's first card, then each one's second, …; as `light` gives them, and without those of these ids."""
    known: set[str] = set()
    if isinstance(items, StoredCards):
        try:
            for row in items.in_turn(_HEAD):
                if row[1] not in without:
                    known.add(row[1])
                    yield _card(items, row)
        except Damaged:
            pass
        else:
            return
    turns: list[list[Card]] = []
    seen: Counter[str] = Counter()
    for card in items:
        if seen[card.fact] == len(turns):
            turns.append([])
        turns[seen[card.fact]].append(card)
        seen[card.fact] += 1
    yield from (card for turn in turns for card in turn if card.id not in known and card.id not in without)


def few_in_turn(items: Sequence[Card], ids: Collection[str]) -> list[Card]:
    """The cards with these ids, few of all, in the same order."""
    if isinstance(items, StoredCards):
        with contextlib.suppress(Damaged):
            rows: list[Row] = []
            names = sorted(ids)
            for start in range(0, len(names), CHUNK):
                rows += items.named_heads(f"turn, {_HEAD}", names[start : start + CHUNK])
            return [_card(items, row[1:]) for row in sorted(rows)]
    wanted = set(ids)
    return [card for card in in_turn(items) if card.id in wanted]


def ids_of(items: Sequence[Card]) -> list[str]:
    """The ids of all cards, in the deck's order."""
    if isinstance(items, StoredCards):
        with contextlib.suppress(Damaged):
            return [name for (name,) in items.heads("id")]
    return [card.id for card in items]


def id_set(items: Sequence[Card]) -> set[str]:
    """The same in no order."""
    if isinstance(items, StoredCards):
        with contextlib.suppress(Damaged):
            return items.ids()
    return {card.id for card in items}


def is_stored(items: Sequence[Card]) -> bool:
    """Whether the cards are in the cache, and mostly not read yet."""
    return isinstance(items, StoredCards)


def siblings(items: Sequence[Card], fact: str) -> list[str]:
    """The ids of all cards on a fact, `deck:role/fact`; for others than those in the cache it goes through all."""
    if isinstance(items, StoredCards):
        with contextlib.suppress(Damaged):
            return items.on_fact(fact)
    return [card.id for card in items if card.fact == fact]


_HEAD = "place, id, topic, role"


def _card(items: StoredCards, row: Row) -> Card:
    card, put = object.__new__(LightCard), object.__setattr__
    put(card, "_all", items)
    put(card, "_place", row[0])
    put(card, "id", row[1])
    put(card, "topic", row[2])
    put(card, "role", row[3])
    return cast("Card", card)


def _cards(items: StoredCards) -> list[Card]:
    return [_card(items, row) for row in items.heads(_HEAD)]
