"""What a search finds. Each part of it becomes one byte for each place, held in one long number, so that `and`, `or` and
`-` are one operation each, however many cards there are.
"""

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import reduce
from itertools import compress

from progress.memory import Memory, Phase
from progress.searching.columns import Columns
from progress.searching.syntax import (
    All,
    Any,
    Flag,
    Is,
    Name,
    Named,
    Node,
    Not,
    Number,
    Property,
    Recent,
    State,
    Within,
    Words,
)

_SIGNS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_NEAR = 1e-9
"""Numbers that differ by less are the same: 0.9 is not written exactly."""


def matching(node: Node, columns: Columns, order: Sequence[int] | None = None) -> list[int]:
    """The places of all that a search finds, in their own order or in that of `order`, which names every place once."""
    matcher = _Matcher(columns)
    mask = matcher.mask(node)
    if mask == matcher.everything:
        return list(range(len(columns)) if order is None else order)
    flags = mask.to_bytes(len(columns), "little")
    if order is None:
        return list(compress(range(len(columns)), flags))
    return list(compress(order, map(flags.__getitem__, order)))


class _Matcher:
    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._items = columns.items
        self._now = columns.situation
        self.everything = int.from_bytes(b"\1" * len(columns), "little")

    def mask(self, node: Node) -> int:
        """One byte for each place, the first lowest: 1 where it is found."""
        match node:
            case All(parts):
                return reduce(operator.and_, map(self.mask, parts), self.everything)
            case Any(parts):
                return reduce(operator.or_, map(self.mask, parts), 0)
            case Not(part):
                return self.everything ^ self.mask(part)
            case Words():
                return int.from_bytes(self._items.find(node), "little")
            case Name(which, name):
                return self._named(which, name)
            case Is(state):
                return self._is(state)
            case Flag(number):
                return self._flagged(lambda flag: flag == number, zero=number == 0)
            case Property(which, sign, value):
                return self._compared(self._columns.numbers(which), sign, value)
            case Within(which, days):
                return self._within(which, days)

    def _at(self, places: Iterable[int]) -> int:
        flags = bytearray(len(self._columns))
        for place in places:
            flags[place] = 1
        return int.from_bytes(flags, "little")

    def _ids(self, names: Iterable[str]) -> int:
        places = self._columns.places
        return self._at(places[name] for name in names if name in places)

    # -- by name

    def _named(self, which: Named, name: str) -> int:
        fits = _glob(name)
        items, titles = self._items, self._items.titles
        match which:
            case Named.DECK:
                return _among(items.decks, lambda deck: fits(deck) or fits(titles.get(deck, "")))
            case Named.TOPIC:
                return _among(items.topics, lambda topic: self._in_topic(topic, fits))
            case Named.ROLE:
                return _among(
                    items.roles,
                    lambda role: (
                        not role.endswith(":")
                        and (fits(role.partition(":")[2]) or fits(titles.get(role, "")))
                    ),
                )
            case Named.KIND:
                return _among(items.kinds, fits)
            case Named.ID:
                return self._identified(name)
            case Named.NOTE:
                inside = _glob(f"*{name}*")
                return self._ids(card for card, m in self._now.marks.items() if m.note and inside(m.note))

    def _identified(self, name: str) -> int:
        inside = name[1:-1]
        if len(name) > 1 and name[0] == name[-1] == "*" and "*" not in inside:
            return _flags([inside in each for each in self._items.ids])
        return _flags(map(_glob(name), self._items.ids))

    def _in_topic(self, topic: str, fits: Callable[[str], bool]) -> bool:
        """Whether a topic or one that it is nested in goes by the name."""
        deck, _, path = topic.partition(":")
        steps = path.split("/")
        for depth in range(1, len(steps) + 1):
            one = "/".join(steps[:depth])
            if fits(one) or fits(self._items.titles.get(f"{deck}:{one}", "")):
                return True
        return False

    # -- by progress

    def _is(self, state: State) -> int:
        now, today = self._now, self._now.today
        match state:
            case State.CARD:
                return self.everything ^ self._is(State.QUESTION)
            case State.QUESTION:
                return _flags(self._items.questions)
            case State.DUE:
                hidden = self._ids(card for card, marks in now.marks.items() if marks.hides(today))
                return self._columns.due & (self.everything ^ hidden)
            case State.NEW:
                return self._is(State.CARD) & (self.everything ^ self._is(State.LEARNED))
            case State.LEARN:
                return self._remembered(lambda memory: memory.phase is not Phase.REVIEW)
            case State.REVIEW:
                return self._remembered(lambda memory: memory.phase is Phase.REVIEW)
            case State.LEARNED:
                return self._columns.known
            case State.LEECH:
                return self._remembered(now.leech)
            case State.SUSPENDED:
                return self._ids(card for card, marks in now.marks.items() if marks.suspended)
            case State.BURIED:
                return self._ids(
                    card
                    for card, m in now.marks.items()
                    if m.buried_until is not None and today < m.buried_until
                )
            case State.FLAGGED:
                return self._flagged(bool, zero=False)
            case State.NOTED:
                return self._ids(card for card, marks in now.marks.items() if marks.note)

    def _remembered(self, holds: Callable[[Memory], bool]) -> int:
        return self._at(place for place, memory in self._columns.learned.items() if holds(memory))

    def _flagged(self, holds: Callable[[int], bool], *, zero: bool) -> int:
        if zero:
            return self._is(State.CARD) & (self.everything ^ self._flagged(bool, zero=False))
        return self._ids(card for card, marks in self._now.marks.items() if marks.flag and holds(marks.flag))

    def _compared(self, column: Sequence[float], sign: str, value: float) -> int:
        if sign in ("=", "!="):
            same = _flags(abs(each - value) < _NEAR for each in column)
            return same if sign == "=" else self._columns.known ^ same
        edge = value + _NEAR if sign in ("<=", ">") else value - _NEAR
        compare = _SIGNS[sign]
        return _flags([compare(each, edge) for each in column])

    def _within(self, which: Recent, days: int) -> int:
        since = self._now.today - timedelta(days=min(days, self._now.today.toordinal()) - 1)
        if which is Recent.ADDED:
            return self._ids(card for card, day in self._now.added().items() if day >= since)
        last = self._compared(self._columns.numbers(Number.AGO), "<=", days - 1)
        return last | self._ids(name for name, day in self._now.answered().items() if day >= since)


def _flags(truths: Iterable[bool]) -> int:
    return int.from_bytes(bytes(truths), "little")


def _among(column: Sequence[str], holds: Callable[[str], bool]) -> int:
    """Where a column of few different values holds one of the wanted ones."""
    wanted = {value for value in set(column) if holds(value)}
    return _flags(map(wanted.__contains__, column))


def _glob(name: str) -> Callable[[str], bool]:
    """Whether a text is this name, in which `*` stands for any letters; upper and lower case are the same."""
    parts = name.casefold().split("*")
    if len(parts) == 1:
        return lambda text: text.casefold() == parts[0]
    pattern = re.compile(".*".join(map(re.escape, parts)), re.DOTALL)
    return lambda text: pattern.fullmatch(text.casefold()) is not None
