"""Which cards a review asks, and in which order. Pure, and deterministic in its randomness."""

from collections import defaultdict, deque
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
    if limit <= 0:
        return []
    seen: defaultdict[str, int] = defaultdict(int)
    turns: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards:
        name = card.id
        fact = name.partition("#")[0]
        if name not in memories and name not in hidden:
            turns[seen[fact]].append(card)
            if len(turns[0]) >= limit:
                break  # what comes later in the deck, comes later here
        seen[fact] += 1
    ranked = (card for _, some in sorted(turns.items()) for card in some)
    return list(islice(ranked, limit))


def interleaved(due: Sequence[Card], new: Sequence[Card]) -> list[Card]:
    """Both in their own order, the shorter spread evenly over the longer; a due card, if there is one, comes first."""
    places = [(i / len(due), 0, card) for i, card in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, card) for i, card in enumerate(new)]
    places.sort(key=lambda place: place[:2])
    return [card for _, _, card in places]


def apart(cards: Sequence[Card], *, roles: bool) -> list[Card]:
    """The same cards, in much the same order: those on one fact spread and, if asked, the roles taking turns."""
    rest = iter([(card.fact, card.role, card) for card in cards])
    near = list(islice(rest, WINDOW))
    recent: deque[str] = deque(maxlen=APART)
    found: list[Card] = []
    facts: list[str] = []
    last_fact: str | None = None
    last_role: str | None = None
    while near:
        fresh = other = None
        for place, (fact, role, _) in enumerate(near):
            if fact not in recent:
                if fresh is None:
                    fresh = place
                if not roles or role != last_role:
                    chosen = place
                    break
            if other is None and fact != last_fact:
                other = place
        else:
            chosen = fresh if fresh is not None else other or 0
        last_fact, last_role, card = near.pop(chosen)
        near.extend(islice(rest, 1))
        recent.append(last_fact)
        facts.append(last_fact)
        found.append(card)
    return _mended(found, facts)


def _mended(cards: list[Card], facts: list[str]) -> list[Card]:
    """The same cards, with siblings that were left over at the end put where there is room for them before.

    `facts` are those that they are on.
    """
    for i in range(1, len(cards)):
        fact = facts[i]
        if fact in facts[max(0, i - APART) : i]:
            room = (j for j in range(i - 1, -1, -1) if fact not in facts[max(0, j - APART) : j + APART])
            j = next(room, i)
            cards.insert(j, cards.pop(i))
            facts.insert(j, facts.pop(i))
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
