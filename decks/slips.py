"""Slips of the keyboard between two texts: their number, and which letters stand for which.

Optimal string alignment (Damerau–Levenshtein without a second edit of what was swapped): a letter too many, one missing,
another one, or two next to each other swapped count one each. The table is small, for answers are; what is longer than
`LONGEST` is compared by its longest runs in common.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

LONGEST = 400
"""Letters up to which the table is made."""


def distance(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """The number of slips; anything above `most` where there are more than that."""
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > LONGEST:
        return most + 1
    return _table(one, other)[len(one)][len(other)]


def aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of places in both, in order, that hold the same letter; a place that has no such partner stands alone."""
    same = _by_runs(one, other) if max(len(one), len(other)) > LONGEST else _by_table(one, other)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    for a, b in [*same, (len(one), len(other))]:
        pairs += [(place, None) for place in range(i, a)] + [(None, place) for place in range(j, b)]
        if a < len(one) and b < len(other):
            pairs.append((a, b))
        i, j = a + 1, b + 1
    return pairs


def _table(one: Sequence[str], other: Sequence[str]) -> list[list[int]]:
    """`table[i][j]`: the slips between the first i letters of one and the first j of the other."""
    table = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(row[j - 1] + 1, table[i - 1][j] + 1, table[i - 1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, table[i - 2][j - 2] + 1)
            row.append(cost)
        table.append(row)
    return table


def _by_table(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    table = _table(one, other)
    same: list[tuple[int, int]] = []
    i, j = len(one), len(other)
    while i and j:
        here = table[i][j]
        if one[i - 1] == other[j - 1] and here == table[i - 1][j - 1]:
            i, j = i - 1, j - 1
            same.append((i, j))
        elif (
            i > 1
            and j > 1
            and one[i - 1] == other[j - 2]
            and one[i - 2] == other[j - 1]
            and here == table[i - 2][j - 2] + 1
        ):
            i, j = i - 2, j - 2
        elif here == table[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
        elif here == table[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return same[::-1]


def _by_runs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    blocks = SequenceMatcher(None, list(one), list(other), autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
