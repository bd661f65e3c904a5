"""What a review chooses from: cards, and what is known of them by now. Here all is at hand.

A face that has a large deck can hand over another `Stock`, which looks up most of it only when it is asked for: the first
card is to be there before a hundred thousand memories are read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from datetime import date, datetime

from decks.model import Card
from progress.memory import Memory, Phase
from progress.scheduling import queueing
from progress.scheduling.spreading import Load


class Stock:
    """Cards in a deck's order, with their memories."""

    cards: Mapping[str, Card]
    """By id."""
    memories: MutableMapping[str, Memory]
    """Of these cards, by id; whoever learns something of a card by an answer notes it here."""

    def __init__(self, cards: Iterable[Card], memories: Mapping[str, Memory]) -> None:
        """`memories` of other cards only count for how full the days are."""
        self.cards = {card.id: card for card in cards}
        self.memories = {name: memories[name] for name in self.cards if name in memories}
        self._all = memories
        self._facts: Mapping[str, Sequence[str]] | None = None

    def pressing(self, at: datetime, today: date) -> Iterable[tuple[Card, Memory]]:  # noqa: ARG002 - see below
        """In the deck's order: all cards that are due, all in their steps, and maybe others that were answered."""
        memories = self.memories
        return ((card, memories[name]) for name, card in self.cards.items() if name in memories)

    def unmet(self, hidden: Collection[str], limit: int) -> list[Card]:
        """The next new cards: see `queueing.new_cards`."""
        return queueing.new_cards(self.cards.values(), self.memories, hidden, limit)

    def among(self, names: Iterable[str]) -> set[str]:
        """Those of these cards that are here."""
        return {name for name in names if name in self.cards}

    def siblings(self, fact: str) -> Sequence[str]:
        """The ids of all cards on a fact."""
        if self._facts is None:
            facts: defaultdict[str, list[str]] = defaultdict(list)
            for name in self.cards:
                facts[name.partition("#")[0]].append(name)
            self._facts = facts
        return self._facts.get(fact, ())

    def load(self) -> Load:
        """How many cards come due on each day, those that are not asked here among them."""
        return Load(filter(None, map(due_day, {**self._all, **self.memories}.values())))

    def next_day(self, today: date) -> date | None:
        """The first day after `today` on which a learned card comes due."""
        days = filter(None, map(due_day, self.memories.values()))
        return min((day for day in days if day > today), default=None)

    def incoming(self) -> float:
        """About how many learned cards come due a day: see `queueing.incoming`."""
        return queueing.incoming(self.memories.values())

    @property
    def decks(self) -> set[str]:
        """The decks that the cards are of."""
        return {card.deck for card in self.cards.values()}

    def replace(self, known: Mapping[str, Card]) -> None:
        """Take the texts of an edited deck; what it has no more stays as it was."""
        self.cards = {name: known.get(name, card) for name, card in self.cards.items()}


def due_day(memory: Memory | None) -> date | None:
    """The day on which a learned card comes due; None for any other."""
    return memory.due_day if memory is not None and memory.phase is Phase.REVIEW else None
