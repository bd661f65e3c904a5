"""What a review of a large deck chooses from: of its cards and memories, only those are read that are asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from datetime import date, datetime
from itertools import islice

from decks.compiled.cache import few_in_turn, id_set, in_turn, is_stored, light, light_named, siblings
from decks.model import Card
from progress.glance.partly import PartlyRead
from progress.memory import Memory
from progress.scheduling.spreading import Load
from progress.scheduling.stock import Stock

FEW = 10
"""Of so many cards, one that is new is looked up by itself; where there are more, it is quicker to go through them in turn."""


class PartlyStock(Stock):
    """The whole of one deck. What it looks up raises StoreProblem where the database cannot be read."""

    def __init__(self, deck: str, cards: Sequence[Card], read: PartlyRead) -> None:
        """`cards`: all of the deck, as the cache gives them."""
        super().__init__((), {})
        self._deck = deck
        self._read = read
        self._found = _Cards(cards)
        self._known = _Memories(read, self._found)
        self.cards: Mapping[str, Card] = self._found
        self.memories: MutableMapping[str, Memory] = self._known  # which looks up what is not known yet

    def pressing(self, at: datetime, today: date) -> Iterable[tuple[Card, Memory]]:  # noqa: ARG002
        """As in `Stock`."""
        memories = self._read.pressing(today)
        cards = self._found.find(memories)
        self._known.note({card.id: memories[card.id] for card in cards})
        return [(card, memories[card.id]) for card in cards]

    def unmet(self, hidden: Collection[str], limit: int) -> list[Card]:
        """As in `Stock`."""
        if limit <= 0:
            return []
        known, cards = self._read.known(), self._found.all
        new = id_set(cards) - known
        new.difference_update(hidden)
        if len(new) * FEW < len(cards):
            found = few_in_turn(cards, new)[:limit]
        else:
            found = list(islice((card for card in in_turn(cards, known) if card.id in new), limit))
        self._known.note({card.id: None for card in found})
        return found

    def among(self, names: Iterable[str]) -> set[str]:
        """As in `Stock`."""
        return {card.id for card in self._found.find(list(names))}

    def siblings(self, fact: str) -> Sequence[str]:
        """As in `Stock`."""
        if not is_stored(self._found.all):
            return super().siblings(fact)
        return [name for name in siblings(self._found.all, fact) if name in self.cards]

    def load(self) -> Load:
        """As in `Stock`; answers are in the database before they are told of here."""
        load = Load()
        load.add(self._read.days())
        return load

    def next_day(self, today: date) -> date | None:
        """As in `Stock`."""
        return self._read.next_day(today)

    def incoming(self) -> float:
        """As in `Stock`."""
        return self._read.incoming()

    @property
    def decks(self) -> set[str]:
        """As in `Stock`."""
        return {self._deck}


class _Cards(Mapping[str, Card]):
    """A deck's cards by their ids, in its order."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.all = cards
        self._some: dict[str, Card] = {}
        self._every: dict[str, Card] | None = None
        if not is_stored(cards):
            self._every = {card.id: card for card in cards}

    def find(self, names: Collection[str]) -> list[Card]:
        """Those with these ids, in the deck's order."""
        if self._every is not None:
            wanted = set(names)
            return [card for name, card in self._every.items() if name in wanted]
        found = light_named(self.all, names)
        self._some.update((card.id, card) for card in found)
        return found

    def __getitem__(self, name: str) -> Card:
        if self._every is not None:
            return self._every[name]
        if name not in self._some:
            self.find([name])
        return self._some[name]

    def __iter__(self) -> Iterator[str]:
        if self._every is None:
            self._every = {card.id: self._some.get(card.id, card) for card in light(self.all)}
        return iter(self._every)

    def __len__(self) -> int:
        return len(self.all)


class _Memories(MutableMapping[str, Memory]):
    """What is known of these cards; None stands for a card that is known to be new."""

    def __init__(self, read: PartlyRead, cards: _Cards) -> None:
        self._read = read
        self._cards = cards
        self._known: dict[str, Memory | None] = {}
        self._facts: set[str] = set()

    def note(self, memories: Mapping[str, Memory | None]) -> None:
        """What is known of some cards by now."""
        self._known.update(memories)

    def _look_up(self, name: str) -> Memory | None:
        if name not in self._known:
            fact = name.partition("#")[0]
            if fact not in self._facts:
                self._facts.add(fact)
                for card, memory in self._read.of_fact(fact).items():
                    self._known.setdefault(card, memory)
            self._known.setdefault(name, None)
        return self._known[name]

    def __getitem__(self, name: str) -> Memory:
        found = self._look_up(name)
        if found is None:
            raise KeyError(name)
        return found

    def __setitem__(self, name: str, memory: Memory) -> None:
        self._known[name] = memory

    def __delitem__(self, name: str) -> None:
        if self._look_up(name) is None:
            raise KeyError(name)
        self._known[name] = None

    def __iter__(self) -> Iterator[str]:
        known = self._read.known() | self._known.keys()
        return (name for name in self._cards if name in known and self._look_up(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
