"""The order of a list of cards and questions."""

from collections.abc import Callable
from enum import StrEnum
from math import isnan

from progress.searching.columns import Columns
from progress.searching.syntax import Number


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


def order(columns: Columns, by: Sort, *, backwards: bool = False) -> list[int]:
    """All places in order; what was never reviewed comes last whichever way round, by what a review alone gives."""
    if by is Sort.DECK:
        places = list(range(len(columns)))
        return places[::-1] if backwards else places
    if by in _NUMBERS:
        numbers = columns.numbers(_NUMBERS[by])
        known = [place for place in range(len(columns)) if not isnan(numbers[place])]
        known.sort(key=numbers.__getitem__, reverse=backwards)
        return known + [place for place in range(len(columns)) if isnan(numbers[place])]
    column = columns.items.roles if by is Sort.ROLE else columns.items.topics
    ranks = {value: rank for rank, value in enumerate(sorted(set(column), key=_title(columns)))}
    return sorted(range(len(columns)), key=lambda place: ranks[column[place]], reverse=backwards)


def _title(columns: Columns) -> Callable[[str], tuple[bool, str, str]]:
    titles = columns.items.titles
    return lambda name: (name.endswith(":"), titles.get(name, name.partition(":")[2]).casefold(), name)
