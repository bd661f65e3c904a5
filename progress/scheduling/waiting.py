"""The cards that a review has left: its queue, and those in their learning steps; and how full the days to come are."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, MutableMapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain

from decks.model import Card
from progress.days import DAY
from progress.limits import AHEAD
from progress.memory import Memory, Phase
from progress.scheduling.spreading import Load
from progress.scheduling.stock import Stock, due_day

_Step = tuple[datetime, str]
"""When the step of a card ends, and its id."""


class Waiting:
    """What is left of a review, with what is known of its cards by now."""

    queue: list[Card]
    """Due and new cards in the order in which they are to come."""
    new: int
    """How many of the queue were never answered."""

    def __init__(
        self, stock: Stock, hidden: Collection[str], at: datetime, today: date, *, steps: bool
    ) -> None:
        """`steps`: whether cards come that are in their steps already; `hidden` ones do not, nor are they due."""
        self._stock = stock
        self._load: Load | None = None
        self._next: tuple[date, date | None] | None = None
        self._hidden = hidden
        self.due: list[Card] = []
        """The learned cards that were due from the first, in the deck's order."""
        self._in_steps: set[str] = set()
        for card, memory in stock.pressing(at, today):
            if memory.phase is not Phase.REVIEW:
                self._in_steps.add(card.id)
            elif card.id not in hidden and memory.is_due(at, today):
                self.due.append(card)
        self._learning = {name for name in self._in_steps if name not in hidden} if steps else set()
        self._order: list[_Step] | None = None
        """The cards in `_learning` in the order in which their steps end; None where that has to be found out anew."""
        self._latest: date | None = None
        """The last study day on which one of them was answered."""
        self.queue = []
        self.new = 0

    @property
    def cards(self) -> Mapping[str, Card]:
        """All cards of the review by their ids, in the deck's order."""
        return self._stock.cards

    @property
    def memories(self) -> MutableMapping[str, Memory]:
        """What is known of the review's cards."""
        return self._stock.memories

    def unmet(self, limit: int) -> list[Card]:
        """The next new cards."""
        return self._stock.unmet(self._hidden, limit)

    def among(self, names: Collection[str]) -> set[str]:
        """Those of these cards that are the review's."""
        return self._stock.among(names)

    def fill(self, queue: Sequence[Card]) -> None:
        """Put these cards into the queue."""
        self.queue = list(queue)
        self._count_new()

    def _count_new(self) -> None:
        self.new = sum(card.id not in self.memories for card in self.queue)

    def steps(self, at: datetime, today: date) -> Iterator[Card]:
        """The cards whose steps have ended by the moment `at`, on the study day `today`, the first to end first."""
        ended, others = self._ended(at, today)
        return (self.cards[name] for _, name in (*ended, *others))

    def count_steps(self, at: datetime, today: date, more: Collection[str] = ()) -> int:
        """How many they are; `more`: ids of cards that are counted with them, but none of them twice."""
        ended, others = self._ended(at, today)
        besides = set(more).difference(name for _, name in (*ended, *others)) if more else ()
        return len(ended) + len(others) + len(besides)

    def _ended(self, at: datetime, today: date) -> tuple[Sequence[_Step], Sequence[_Step]]:
        """Those that have ended, and those of the others that come all the same: see `Memory.is_due`."""
        if self._order is None:
            self._order = sorted((self.memories[name].due, name) for name in self._learning)
            days = (self.memories[name].day for name in self._learning)
            self._latest = max(filter(None, days), default=None)
        end = bisect_right(self._order, at, key=lambda step: step[0])
        if self._latest is None or self._latest <= today + DAY:
            return self._order[:end], ()
        rest = self._order[end:]
        return self._order[:end], [step for step in rest if self.memories[step[1]].is_due(at, today)]

    def choose(self, at: datetime, today: date, last: str) -> Card | None:
        """What comes at `at`: due steps, then the queue, then steps ahead of time; if possible not on the fact `last`."""
        first = None
        for card in chain(self.steps(at, today), self._near_head(last), self.steps(at + AHEAD, today)):
            if card.fact != last:
                return card
            first = first or card
        return first

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
        self._order = None
        return place, learning

    def put(self, card: Card, place: int | None, learning: bool) -> None:
        """Put it where `take` took it from."""
        self._order = None
        if learning:
            self._learning.add(card.id)
        elif place is not None:
            self._learning.discard(card.id)
            self.queue.insert(place, card)
            self.new += card.id not in self.memories

    def know(self, card: Card, memory: Memory | None, *, steps: bool = True) -> None:
        """Note what is known of a card by now; it comes again if it is in its steps, and `steps` are to come."""
        if self._load is not None:
            self._load.move(due_day(self.memories.get(card.id)), due_day(memory))
        self._next = self._order = None
        self._learning.discard(card.id)
        if memory is None:
            self.memories.pop(card.id, None)
            return
        self.memories[card.id] = memory
        if memory.phase is not Phase.REVIEW:
            self._in_steps.add(card.id)
            if steps:
                self._learning.add(card.id)

    def replace(self, known: Mapping[str, Card]) -> None:
        """Take the texts of an edited deck; what it has no more does not come again."""
        self._stock.replace(known)
        self.queue = [known[card.id] for card in self.queue if card.id in known]
        self._learning &= known.keys()
        self._order = None
        self._count_new()

    def load(self) -> Load:
        """How many cards come due on each day, those that are not asked here among them."""
        if self._load is None:
            self._load = self._stock.load()
        return self._load

    @property
    def decks(self) -> set[str]:
        """The decks that the review's cards are of."""
        return self._stock.decks

    def incoming(self) -> float:
        """About how many learned cards come due a day."""
        return self._stock.incoming()

    def sibling_days(self, card: Card) -> set[date]:
        """The days on which other cards on the same fact come due."""
        names = self._stock.siblings(card.fact)
        days = (due_day(self.memories.get(name)) for name in names if name != card.id)
        return set(filter(None, days))

    def wait(self, at: datetime, today: date) -> timedelta | None:
        """How long until the next card comes that is not due at `at`: whole days of a learned one; None for never."""
        if self._next is None or self._next[0] != today:
            self._next = (today, self._stock.next_day(today))
        day = self._next[1]
        waits = [day - today] if day else []
        waits += (
            memory.due - at
            for memory in map(self.memories.get, self._in_steps)
            if memory is not None and memory.phase is not Phase.REVIEW
        )
        return min((wait for wait in waits if wait > timedelta(0)), default=None)
