"""What is seen of the options of one question, as numbers that tell how far the right one stands out.

Each number is what a cue shows of the right option less what it shows of all options in the mean. Over the questions of a
deck each is to come to nothing: then nobody who goes by the cues, however he weighs them, is right more often than by chance,
for it is where the likelihood of a conditional logit has its top at weights of nothing.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from decks.choosing.looks import ABSOLUTES, EXAMPLES, HEDGES, LISTING, MARKS, Vocabulary, form
from decks.english.similarity import families
from decks.english.titles import is_plural

STEP = 1024
"""Weights of words are whole numbers of such parts, so that it does not matter in what order they are added."""
_FORMS = {"base": 0.0, "s": 1.0, "ed": 2.0, "ing": 2.0}
_SPECIFIC, _RAREST, _LISTED = 1, 2, 3
"""Places of an option's own numbers by which it can be picked out alone."""
OWN = 12
"""So many numbers are an option's own; the others come of the options beside it."""
SHARED, ALIKE, WORN = OWN + 2, OWN + 3, OWN + 4
"""Places of what an option shares with the stem and with the others, and of how often it is wrong elsewhere."""
_OFF_SCALE, _NEAREST_SCALE, SHARED_SCALE, _ALIKE_SCALE, WORN_SCALE = 3.0, 0.7, 0.5, 4.0, 0.7
SIGHTS = OWN + 22
"""So many numbers there are of a question."""
_FIRST = 2.0
"""What it counts to be picked out by a single cue, beside what the cue shows."""
_LOGARITHMS = [-math.log1p(number) for number in range(1024)]


@dataclass(frozen=True, slots=True)
class Look:
    """One text, looked at."""

    size: int
    """Its length in characters."""
    words: frozenset[str]
    """Families of its words that carry meaning."""
    scale: float
    """What the weight of words in common with another text is multiplied by, with both texts' scales, to be a likeness."""
    own: tuple[float, ...]
    """What is seen of it alone, `OWN` numbers, each about as wide as the others."""


class Looks:
    """The texts of one deck, each looked at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of `texts`."""
        self._vocabulary = Vocabulary(texts)
        self._weights: dict[str, int] = {}
        self._looks: dict[str, Look] = {}

    def weight(self, words: Collection[str]) -> int:
        """Return what words weigh together: the rarer, the more."""
        return sum(map(self._weight, words)) if words else 0

    def _weight(self, word: str) -> int:
        found = self._weights.get(word)
        if found is None:
            found = self._weights[word] = round(self._vocabulary.rarity(word) * STEP)
        return found

    def look(self, text: str) -> Look:
        """Return what is seen of a text."""
        found = self._looks.get(text)
        if found is None:
            found = self._looks[text] = self._seen(text)
        return found

    def alike(self, one: Look, other: Look) -> float:
        """Return how much two texts have in common: the weight of common words over the geometric mean of both weights."""
        both = one.words & other.words
        return self.weight(both) * one.scale * other.scale if both else 0.0

    def _seen(self, text: str) -> Look:
        words = families(text)
        weights = [self._weight(word) for word in words]
        whole = sum(weights)
        return Look(
            len(text),
            words,
            1 / math.sqrt(whole or STEP),
            (
                3.0 * math.log(max(len(text), 1)),
                1.2 * whole / STEP / max(len(words), 1),
                0.8 * max(weights, default=0) / STEP,
                0.6 * len(LISTING.findall(text)),
                2.0 * len(ABSOLUTES.findall(text)),
                1.5 * len(HEDGES.findall(text)),
                2.0 * len(EXAMPLES.findall(text)),
                1.0 * len(MARKS.findall(text)),
                0.5 * sum(letter.isupper() for letter in text[1:]),
                2.0 * any(letter.isdigit() for letter in text),
                1.5 * is_plural(text),
                1.0 * _FORMS[form(text)],
            ),
        )


class Beside(NamedTuple):
    """The options of one question beside one another; each list has a value for each option."""

    own: Sequence[tuple[float, ...]]
    sizes: Sequence[int]
    shared: Sequence[float]
    """What each has in common with the stem."""
    alike: Sequence[float]
    """What each has in common with the others."""
    worn: Sequence[float]
    """How often each is wrong elsewhere, as `worn` has it."""


def worn(times: int) -> float:
    """Return how seldom a text is wrong elsewhere: the negative logarithm of 1 + `times`."""
    return _LOGARITHMS[times] if times < len(_LOGARITHMS) else -math.log1p(times)


def sights(options: Beside, key: int) -> list[float]:
    """Return how far the option at the place `key` stands out, number by number."""
    own, sizes, shared, alike, seldom = options
    count = len(sizes)
    mine = own[key]
    found = [value - sum(column) / count for value, column in zip(mine, zip(*own, strict=True), strict=True)]
    ordered = sorted(sizes)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    off = [-abs(size - middle) / middle for size in sizes]
    # Of lengths in order, the nearest is one of the neighbours.
    gaps = [after - before for before, after in pairwise(ordered)]
    around = {ordered[0]: gaps[0], ordered[-1]: gaps[-1]}
    for place in range(1, count - 1):
        around[ordered[place]] = min(gaps[place - 1], gaps[place])
    nearest = [0.0 if ordered.count(size) > 1 else worn(around[size]) for size in sizes]
    found += (
        _OFF_SCALE * (off[key] - sum(off) / count),
        _NEAREST_SCALE * (nearest[key] - sum(nearest) / count),
        SHARED_SCALE * (shared[key] - sum(shared) / count),
        _ALIKE_SCALE * (alike[key] - sum(alike) / count),
        WORN_SCALE * (seldom[key] - sum(seldom) / count),
    )
    even = _FIRST / count
    for column in (
        sizes,
        off,
        nearest,
        alike,
        shared,
        [each[_SPECIFIC] for each in own],
        [each[_RAREST] for each in own],
        [each[_LISTED] for each in own],
    ):
        value, top, least = column[key], max(column), min(column)
        found.append((_FIRST / column.count(top) if value == top else 0.0) - even)
        found.append((_FIRST / column.count(least) if value == least else 0.0) - even)
    top = max(seldom)
    found.append((_FIRST / seldom.count(top) if seldom[key] == top else 0.0) - even)
    return found
