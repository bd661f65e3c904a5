"""The order of a list of cards and questions."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from itertools import chain
from math import isnan

from progress.searching.columns import Columns
from progress.searching.syntax import Number

_PIECE = 8192
_FEW = 200
"""Places that move in an order before it is made anew."""


class Sort(StrEnum):
    """What a list is sorted by; equal ones keep the decks' order."""

    DECK = "deck"
    """As they stand in the decks."""
    DUE = "due"
    ROLE = "role"
    TOPIC = "topic"
    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    LAPSES = "lapses"
    RECALL = "recall"


_NUMBERS = {
    Sort.DUE: Number.DUE,
    Sort.STABILITY: Number.STABILITY,
    Sort.DIFFICULTY: Number.DIFFICULTY,
    Sort.LAPSES: Number.LAPSES,
    Sort.RECALL: Number.RECALL,
}


class Orders:
    """All places in every order, each of which is made when first asked for, and mended where single places move in it."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._made: dict[tuple[Sort, bool], list[int]] = {}
        self._moved: dict[tuple[Sort, bool], set[int]] = {}
        """Places that do not stand right in an order."""

    def has(self, by: Sort, *, backwards: bool = False) -> bool:
        """Whether an order is there already."""
        return (by, backwards) in self._made and not self._moved.get((by, backwards))

    def of(self, by: Sort, *, backwards: bool = False) -> list[int]:
        """As `order` gives it; not to be changed."""
        which = by, backwards
        moved = self._moved.pop(which, None)
        if which not in self._made:
            self._made[which] = order(self._columns, by, backwards=backwards)
        elif moved:
            numbers = self._columns.numbers(_NUMBERS[by])
            self._made[which] = _mended(self._made[which], moved, numbers, backwards=backwards)
        return self._made[which]

    def move(self, places: Sequence[int]) -> None:
        """The memories at these places are others."""
        for by, backwards in [which for which in self._made if which[0] in _NUMBERS]:
            moved = self._moved.setdefault((by, backwards), set())
            moved.update(places)
            if len(moved) > _FEW:
                del self._made[by, backwards], self._moved[by, backwards]


def order(columns: Columns, by: Sort, *, backwards: bool = False) -> list[int]:
    """All places in order; what was never reviewed comes last whichever way round, by what a review alone gives."""
    if by is Sort.DECK:
        places = list(range(len(columns)))
        return places[::-1] if backwards else places
    if by in _NUMBERS:
        numbers = columns.numbers(_NUMBERS[by])
        known = sorted(columns.learned)
        unknown = [place for place, learned in enumerate(columns.has_memory) if not learned]
        return _sorted(known, numbers.__getitem__, backwards=backwards) + unknown
    column = columns.items.roles if by is Sort.ROLE else columns.items.topics
    ranks = {value: rank for rank, value in enumerate(sorted(set(column), key=_title(columns)))}
    keys = list(map(ranks.__getitem__, column))
    return _sorted(range(len(columns)), keys.__getitem__, backwards=backwards)


def _sorted(places: Sequence[int], key: Callable[[int], float], *, backwards: bool) -> list[int]:
    """In steps, between which another thread may draw; sorted pieces are soon put together."""
    pieces = (
        sorted(places[start : start + _PIECE], key=key, reverse=backwards)
        for start in range(0, len(places), _PIECE)
    )
    return sorted(chain.from_iterable(pieces), key=key, reverse=backwards)


def _mended(
    order: Sequence[int], moved: Collection[int], numbers: Sequence[float], *, backwards: bool
) -> list[int]:
    """The order by some numbers after a few of them have become others."""
    kept = [place for place in order if place not in moved]
    for place in moved:
        if isnan(numbers[place]):
            edge = bisect_left(kept, x=True, key=lambda other: isnan(numbers[other]))
            kept.insert(bisect_left(kept, place, lo=edge), place)
        else:

            def rank(other: int) -> tuple[bool, float, int]:
                value = numbers[other]
                return isnan(value), -value if backwards else value, other

            kept.insert(bisect_left(kept, rank(place), key=rank), place)
    return kept


def _title(columns: Columns) -> Callable[[str], tuple[bool, str, str]]:
    titles = columns.items.titles
    return lambda name: (name.endswith(":"), titles.get(name, name.partition(":")[2]).casefold(), name)
