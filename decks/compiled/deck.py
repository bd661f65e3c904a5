"""A deck, its cards and its questions as the cache holds them: whatever is asked for is made when it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints, overload

from decks.compiled.files import CHUNK, Damaged, Row, Rows
from decks.compiled.packing import Packer
from decks.model import Card, Deck, Part, Question

if TYPE_CHECKING:
    from decks.model import Ignore, Mark, Role, WrittenCard, WrittenQuestion

LATER = ("roles", "cards", "questions", "rename_marks", "ignores")
"""Fields of a deck that are long and seldom asked for."""
KEPT = 2000
"""Cards or questions that are kept once they were made; of larger decks they are made whenever asked for."""

Item = TypeVar("Item", Card, Question)


class StoredDeck(Deck):
    """A deck from the cache, equal to the one that its file makes."""

    __slots__ = ("_parts", "source")

    source: DeckSource
    """Where the rest of it is."""

    def __new__(cls, *values: Any, **named: Any) -> Any:  # noqa: ANN401
        """A plain deck: that is what `dataclasses.replace` is to make of one of these."""
        return Deck(*values, **named)

    @staticmethod
    def of(source: DeckSource) -> StoredDeck:
        """The deck in a file of the cache. Raises `Damaged`."""
        deck = object.__new__(StoredDeck)
        object.__setattr__(deck, "source", source)
        object.__setattr__(deck, "_parts", {})
        for name, value in source.head().items():
            object.__setattr__(deck, name, value)
        return deck

    @property
    def roles(self) -> tuple[Role, ...]:
        """As in `Deck`."""
        found: tuple[Role, ...] = self._part("roles")
        return found

    @property
    def cards(self) -> tuple[WrittenCard, ...]:
        """As in `Deck`."""
        found: tuple[WrittenCard, ...] = self._part("cards")
        return found

    @property
    def questions(self) -> tuple[WrittenQuestion, ...]:
        """As in `Deck`."""
        found: tuple[WrittenQuestion, ...] = self._part("questions")
        return found

    @property
    def rename_marks(self) -> tuple[Mark, ...]:
        """As in `Deck`."""
        found: tuple[Mark, ...] = self._part("rename_marks")
        return found

    @property
    def ignores(self) -> tuple[Ignore, ...]:
        """As in `Deck`."""
        found: tuple[Ignore, ...] = self._part("ignores")
        return found

    def _part(self, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - one of the above
        parts: dict[str, object] = self._parts  # type: ignore[attr-defined]
        if name not in parts:
            parts[name] = self.source.part(name)
        return parts[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deck) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))


def _values(deck: Deck) -> tuple[object, ...]:
    return tuple(getattr(deck, field.name) for field in fields(Deck) if field.compare)


class DeckSource:
    """The cache's file of one deck. Where that turns out to be damaged, the deck is read again, and the file goes."""

    def __init__(self, rows: Rows, again: Callable[[Deck], tuple[Deck, Sequence[Card]]]) -> None:
        """`again` reads the deck, given what is known of it, from its own file and makes its cards."""
        self.rows = rows
        self._again = again
        self._packer = Packer(json.loads(rows.meta["files"]))
        self._hints = get_type_hints(Deck)

    @cached_property
    def _fresh(self) -> tuple[Deck, Sequence[Card]]:
        self.rows.discard()
        head = json.loads(self.rows.meta["head"])
        return self._again(Deck(head["id"], head["title"], head["path"]))

    def head(self) -> dict[str, object]:
        """All fields of the deck but those of `LATER`. Raises `Damaged`."""
        try:
            packed = json.loads(self.rows.meta["head"])
            names = [field.name for field in fields(Deck) if field.name not in LATER]
            return {name: self._packer.unpacking(self._hints[name])(packed[name]) for name in names}
        except (LookupError, TypeError, ValueError) as error:
            raise Damaged(str(error)) from None

    def part(self, name: str) -> object:
        """One of the fields of `LATER`."""
        try:
            ((text,),) = self.rows.all("SELECT body FROM part WHERE name = ?", (name,))
            return self._packer.unpacking(self._hints[name])(json.loads(text))
        except (Damaged, LookupError, TypeError, ValueError):
            return getattr(self._fresh[0], name)

    @cached_property
    def made(self) -> StoredCards:
        """The deck's flashcards."""
        return StoredCards(self.rows, self._packer.unpacking(Card), lambda: self._fresh[1])


class _Stored(Sequence[Item], Generic[Item]):
    """Cards or questions in the deck's order, each made when it is asked for."""

    TABLE = ""

    def __init__(
        self, rows: Rows, unpack: Callable[[object], Item], again: Callable[[], Sequence[Item]]
    ) -> None:
        """`again` makes them all anew; that is asked for where the file is damaged."""
        self.rows = rows
        self._unpack: Callable[[object], Item] = unpack
        self._again: Callable[[], Sequence[Item]] = again
        self._count = int(rows.meta["count"])
        self._all: Sequence[Item] | None = None

    def __len__(self) -> int:
        return self._count if self._all is None else len(self._all)

    def __iter__(self) -> Iterator[Item]:
        if self._all is None and self._count <= KEPT:
            self._all = self._whole()
        if self._all is not None:
            yield from self._all
            return
        place = 0
        try:
            for (body,) in self.rows.by_place("body", self.TABLE):
                yield self._made(body)
                place += 1
        except Damaged:
            yield from self._anew()[place:]

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        if self._all is None:
            try:
                ((body,),) = self.rows.all(f"SELECT body FROM {self.TABLE} WHERE place = ?", (place,))  # noqa: S608
                return self._made(body)
            except (Damaged, ValueError):
                return self._anew()[place]
        return self._all[place]

    def named(self, ids: Iterable[str]) -> dict[str, Item]:
        """Those with these ids, as far as there are any."""
        wanted = list(ids)
        if self._all is None:
            try:
                found: dict[str, Item] = {}
                for start in range(0, len(wanted), CHUNK):
                    some = wanted[start : start + CHUNK]
                    marks = ",".join("?" * len(some))
                    query = f"SELECT id, body FROM {self.TABLE} WHERE id IN ({marks})"  # noqa: S608 - names of ours
                    found.update((name, self._made(body)) for name, body in self.rows.all(query, some))
                return {name: found[name] for name in wanted if name in found}
            except Damaged:
                self._anew()
        known = {each.id: each for each in self}
        return {name: known[name] for name in wanted if name in known}

    def heads(self, columns: str) -> list[Row]:
        """Columns of all rows in order. Raises `Damaged`."""
        return self.rows.all(f"SELECT {columns} FROM {self.TABLE} ORDER BY place")  # noqa: S608 - names of ours

    def _whole(self) -> Sequence[Item]:
        try:
            return tuple(self._made(body) for (body,) in self.rows.by_place("body", self.TABLE))
        except Damaged:
            return self._anew()

    def _made(self, body: str) -> Item:
        try:
            made: Item = self._unpack(json.loads(body))
        except (LookupError, TypeError, ValueError) as error:
            raise Damaged(str(error)) from None
        return made

    def _anew(self) -> Sequence[Item]:
        self.rows.discard()
        self._all = self._again()
        return self._all


class StoredCards(_Stored[Card]):
    """The flashcards of a deck."""

    TABLE = "card"

    @cached_property
    def lines(self) -> dict[int, tuple[Part, ...]]:
        """The parts of all cards that have some, by place."""
        try:
            return {
                place: tuple(Part(*line) for line in json.loads(lines))
                for place, lines in self.rows.all("SELECT place, lines FROM list")
            }
        except (Damaged, TypeError, ValueError):
            return {place: card.parts for place, card in enumerate(self._anew()) if card.parts}

    def ids(self) -> set[str]:
        """The ids of all, in less time than in their order. Raises `Damaged`."""
        return {name for (name,) in self.rows.all("SELECT id FROM card")}

    def named_heads(self, columns: str, ids: Sequence[str]) -> list[Row]:
        """Columns of the rows of these ids, not too many. Raises `Damaged`."""
        marks = ",".join("?" * len(ids))
        return self.rows.all(f"SELECT {columns} FROM card WHERE id IN ({marks})", ids)  # noqa: S608 - names of ours

    def on_fact(self, fact: str) -> list[str]:
        """The ids of the cards on a fact. Raises `Damaged`."""
        found = self.rows.all("SELECT id FROM card WHERE id >= ? AND id < ?", (f"{fact}#", f"{fact}$"))
        return [name for (name,) in found]

    def in_turn(self, columns: str) -> Iterator[Row]:
        """Columns of each fact's first card, then of each one's second, …. Raises `Damaged`."""
        turn, place = 0, -1
        while some := self.rows.all(
            f"SELECT turn, place, {columns} FROM card WHERE (turn, place) > (?, ?) ORDER BY turn, place LIMIT ?",  # noqa: S608
            (turn, place, CHUNK),
        ):
            yield from (row[2:] for row in some)
            turn, place = some[-1][:2]


class StoredQuestions(_Stored[Question]):
    """The questions of a deck."""

    TABLE = "question"


def named(items: Sequence[Item], ids: Iterable[str]) -> dict[str, Item]:
    """The cards or questions with these ids, in their order, as far as there are any."""
    if isinstance(items, _Stored):
        return items.named(ids)
    known = {each.id: each for each in items}
    return {name: known[name] for name in ids if name in known}
