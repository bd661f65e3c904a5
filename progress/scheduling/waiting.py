"""The cards that a review has left: its queue, and those in their learning steps; and how full the days to come are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from decks.model import Card
from progress.limits import AHEAD
from progress.memory import Memory, Phase
from progress.scheduling.spreading import Load


class Waiting:
    """What is left of a review, with what is known of its cards by now."""

    queue: list[Card]
    """Due and new cards in the order in which they are to come."""
    new: int
    """How many of the queue were never answered."""
    memories: dict[str, Memory]
    """Of the review's cards."""

    def __init__(
        self, cards: Sequence[Card], memories: Mapping[str, Memory], hidden: Collection[str], steps: bool
    ) -> None:
        """`steps`: whether cards come that are in their steps already; `hidden` ones do not."""
        self.cards = {card.id: card for card in cards}
        self.memories = {name: memories[name] for name in self.cards if name in memories}
        self._all = memories
        self._load: Load | None = None
        self._facts: Mapping[str, Sequence[str]] | None = None
        self._learning = {
            name
            for name, memory in self.memories.items()
            if steps and memory.phase is not Phase.REVIEW and name not in hidden
        }
        self.queue = []
        self.new = 0

    def fill(self, queue: Sequence[Card]) -> None:
        """Put these cards into the queue."""
        self.queue = list(queue)
        self._count_new()

    def _count_new(self) -> None:
        self.new = sum(card.id not in self.memories for card in self.queue)

    def steps(self, at: datetime, today: date) -> list[Card]:
        """The cards whose steps have ended by the moment `at`, on the study day `today`."""
        memories = ((self.memories[name], name) for name in self._learning)
        found = sorted((memory.due, name) for memory, name in memories if memory.is_due(at, today))
        return [self.cards[name] for _, name in found]

    def choose(self, at: datetime, today: date, last: str) -> Card | None:
        """What comes at `at`: due steps, then the queue, then steps ahead of time; if possible not on the fact `last`."""
        choices = [*self.steps(at, today), *self._near_head(last), *self.steps(at + AHEAD, today)]
        apart = (card for card in choices if card.fact != last)
        return next(apart, choices[0] if choices else None)

    def _near_head(self, last: str) -> list[Card]:
        """The next card of the queue, and the next after it on another fact."""
        head = self.queue[:1]
        return head + next(([card] for card in self.queue[1:] if card.fact != last), []) if head else []

    def take(self, card: Card) -> tuple[int | None, bool]:
        """Take a card out: its place in the queue, and whether it was in its steps."""
        place = next((i for i, other in enumerate(self.queue) if other.id == card.id), None)
        learning = card.id in self._learning
        if place is not None:
            del self.queue[place]
            self.new -= card.id not in self.memories
        self._learning.discard(card.id)
        return place, learning

    def put(self, card: Card, place: int | None, learning: bool) -> None:
        """Put it where `take` took it from."""
        if learning:
            self._learning.add(card.id)
        elif place is not None:
            self._learning.discard(card.id)
            self.queue.insert(place, card)
            self.new += card.id not in self.memories

    def know(self, card: Card, memory: Memory | None, *, steps: bool = True) -> None:
        """Note what is known of a card by now; it comes again if it is in its steps, and `steps` are to come."""
        if self._load is not None:
            self._load.move(_day(self.memories.get(card.id)), _day(memory))
        self._learning.discard(card.id)
        if memory is None:
            self.memories.pop(card.id, None)
            return
        self.memories[card.id] = memory
        if steps and memory.phase is not Phase.REVIEW:
            self._learning.add(card.id)

    def replace(self, known: Mapping[str, Card]) -> None:
        """Take the texts of an edited deck; what it has no more does not come again."""
        self.cards = {name: known.get(name, card) for name, card in self.cards.items()}
        self.queue = [known[card.id] for card in self.queue if card.id in known]
        self._learning &= known.keys()
        self._facts = None
        self._count_new()

    def load(self) -> Load:
        """How many cards come due on each day, those that are not asked here among them."""
        if self._load is None:
            self._load = Load(filter(None, map(_day, {**self._all, **self.memories}.values())))
        return self._load

    def sibling_days(self, card: Card) -> set[date]:
        """The days on which other cards on the same fact come due."""
        if self._facts is None:
            facts: defaultdict[str, list[str]] = defaultdict(list)
            for each in self.cards.values():
                facts[each.fact].append(each.id)
            self._facts = facts
        names = self._facts.get(card.fact, ())
        days = (_day(self.memories.get(name)) for name in names if name != card.id)
        return set(filter(None, days))

    def wait(self, at: datetime, today: date) -> timedelta | None:
        """How long until the next card comes that is not due at `at`: whole days of a learned one; None for never."""
        waits = [
            memory.due_day - today if memory.phase is Phase.REVIEW else memory.due - at
            for memory in self.memories.values()
        ]
        return min((wait for wait in waits if wait > timedelta(0)), default=None)


def _day(memory: Memory | None) -> date | None:
    return memory.due_day if memory is not None and memory.phase is Phase.REVIEW else None
