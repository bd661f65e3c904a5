"""Which cards a review asks, and in which order. Pure, and deterministic in its randomness."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from random import Random
from typing import NamedTuple, Protocol

from decks.model import Card
from progress.memory import Memory, Phase
from progress.scheduling.preferences import Order

APART = 4
"""Cards on one fact have this many others in between, where there are so many."""
_TOO_LONG = 3650
WINDOW = 12
"""How far a card may be drawn forward to keep siblings apart and to have roles take turns."""


class Due(NamedTuple):
    """How much of a deck a review would ask today."""

    due: int
    """Learned cards, as many as the day's limit allows, and those in their steps."""
    new: int
    """Cards never answered, as many as the day's limit allows."""


def due_of(
    cards: Iterable[str],
    memories: Mapping[str, Memory],
    hidden: Collection[str],
    until: datetime,
    today: date,
    new_left: int,
    reviews_left: int,
) -> Due:
    """The same as `quick.due_counts`, of cards by their ids; steps count that end by the moment `until`."""
    learned = steps = new = 0
    for name in cards:
        if name in hidden:
            continue
        memory = memories.get(name)
        if memory is None:
            new += 1
        elif memory.is_due(until, today):
            if memory.phase is Phase.REVIEW:
                learned += 1
            else:
                steps += 1
    return Due(min(learned, max(0, reviews_left)) + steps, min(new, max(0, new_left)))


class Valuing(Protocol):
    """What an order by value needs of the scheduler."""

    def loss(self, memory: Memory, day: date, exam: date | None) -> float:
        """What is lost by not reviewing a card on this day."""


def in_order(
    due: Iterable[Card],
    memories: Mapping[str, Memory],
    order: Order,
    today: date,
    exam: date | None,
    valuing: Valuing,
    random: Random,
) -> list[Card]:
    """Learned cards that are due, what is to come first first; equal ones by chance."""
    cards = list(due)
    random.shuffle(cards)
    if order is Order.DUE:
        cards.sort(key=lambda card: memories[card.id].due)
    elif order is Order.VALUE:
        cards.sort(key=lambda card: -valuing.loss(memories[card.id], today, exam))
    return cards


def new_cards(
    cards: Iterable[Card], memories: Mapping[str, Memory], hidden: Collection[str], limit: int
) -> list[Card]:
    """In the deck's order, but a fact's second card only after every fact's first."""
    seen: Counter[str] = Counter()
    ranked = []
    for card in cards:
        if card.id not in memories and card.id not in hidden:
            ranked.append((seen[card.fact], card))
        seen[card.fact] += 1
    ranked.sort(key=lambda pair: pair[0])
    return [card for _, card in ranked[: max(0, limit)]]


def interleaved(due: Sequence[Card], new: Sequence[Card]) -> list[Card]:
    """Both in their own order, the shorter spread evenly over the longer; a due card comes first."""
    places = [((i + 0.5) / len(due), 0, card) for i, card in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, card) for i, card in enumerate(new)]
    places.sort(key=lambda place: place[:2])
    return [card for _, _, card in places]


def apart(cards: Sequence[Card], *, roles: bool) -> list[Card]:
    """The same cards, in much the same order: those on one fact spread and, if asked, the roles taking turns."""
    rest = deque(cards)
    found: list[Card] = []
    while rest:
        recent = {card.fact for card in found[-APART:]}
        last = found[-1] if found else None
        near = list(islice(rest, WINDOW))
        fresh = [card for card in near if card.fact not in recent]
        turns = (card for card in fresh if last is None or card.role != last.role)
        others = (card for card in near if last is None or card.fact != last.fact)
        choice = (next(turns, None) if roles else None) or next(iter(fresh), None) or next(others, near[0])
        rest.remove(choice)
        found.append(choice)
    return _mended(found)


def _mended(cards: list[Card]) -> list[Card]:
    """The same cards, with siblings that were left over at the end put where there is room for them before."""
    for i in range(1, len(cards)):
        if cards[i].fact in {card.fact for card in cards[max(0, i - APART) : i]}:
            card = cards[i]
            room = (
                j
                for j in range(i - 1, -1, -1)
                if card.fact not in {other.fact for other in cards[max(0, j - APART) : j + APART]}
            )
            j = next(room, i)
            cards.insert(j, cards.pop(i))
    return cards


def ahead(
    memories: Mapping[str, Memory], cards: Iterable[Card], hidden: Collection[str], today: date
) -> list[Card]:
    """Learned cards that are not due yet, the next to be due first."""
    found = [
        card
        for card in cards
        if (memory := memories.get(card.id))
        and memory.phase is Phase.REVIEW
        and memory.due_day > today
        and card.id not in hidden
    ]
    return sorted(found, key=lambda card: (memories[card.id].due, card.id))


def way_out(waiting: int, a_day: int, incoming: float) -> int | None:
    """In how many study days a backlog is worked off, when `a_day` cards are asked and so many more come due each day.

    None where it is not within ten years. Today counts.
    """
    if waiting <= 0:
        return 0
    gain = a_day - incoming
    days = -int(-waiting // gain) if gain > 0 else _TOO_LONG + 1
    return days if days <= _TOO_LONG else None


def incoming(memories: Iterable[Memory]) -> float:
    """About how many learned cards come due a day once all are reviewed in time: the sum of 1 / interval."""
    return sum(1 / max(1.0, memory.stability) for memory in memories if memory.phase is Phase.REVIEW)
