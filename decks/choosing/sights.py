"""What is seen of the options of one question, as numbers that tell how far the right one stands out.

Each number is what a cue shows of the right option less what it shows of all options in the mean. Over the questions of a
deck each is to come to nothing: then nobody who goes by the cues, however he weighs them, is right more often than by chance,
for it is where the likelihood of a conditional logit has its top at weights of nothing.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from decks.choosing.activities import vague_families
from decks.looks import ABSOLUTES, EXAMPLES, HEDGES, LISTING, MARKS, Vocabulary, form
from decks.similarity import families
from decks.titles import is_plural

_STEP = 1024
"""Weights of words are whole numbers of such parts, so that it does not matter in what order they are added."""
_FORMS = {"base": 0.0, "s": 1.0, "ed": 2.0, "ing": 2.0}
OWN = 12
"""So many numbers are an option's own; the others come of the options beside it."""
SIGHTS = OWN + 18
"""So many numbers there are of a question."""


@dataclass(frozen=True, slots=True)
class Look:
    """One text, looked at."""

    size: int
    """Its length in characters."""
    words: frozenset[str]
    """Families of its words that carry meaning."""
    telling: frozenset[str]
    """Of those, such as are not vague, by which it could be told to belong to another text."""
    weight: int
    """What its words weigh together."""
    own: tuple[float, ...]
    """What is seen of it alone, `OWN` numbers, each about as wide as the others."""


class Looks:
    """The texts of one deck, each looked at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of `texts`."""
        self._vocabulary = Vocabulary(texts)
        self._weights: dict[str, int] = {}
        self._looks: dict[str, Look] = {}

    def weight(self, words: Iterable[str]) -> int:
        """Return what words weigh together: the rarer, the more."""
        return sum(map(self._weight, words))

    def _weight(self, word: str) -> int:
        found = self._weights.get(word)
        if found is None:
            found = self._weights[word] = round(self._vocabulary.rarity(word) * _STEP)
        return found

    def look(self, text: str) -> Look:
        """Return what is seen of a text."""
        found = self._looks.get(text)
        if found is None:
            found = self._looks[text] = self._seen(text)
        return found

    def _seen(self, text: str) -> Look:
        words = families(text)
        weights = [self._weight(word) for word in words]
        whole = sum(weights)
        return Look(
            len(text),
            words,
            words - vague_families(),
            whole or _STEP,
            (
                3.0 * math.log(max(len(text), 1)),
                1.2 * whole / _STEP / max(len(words), 1),
                0.8 * max(weights, default=0) / _STEP,
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

    def sights(
        self, looks: Sequence[Look], key: int, said: frozenset[str], worn: Sequence[float]
    ) -> list[float]:
        """Return how far the right option stands out, number by number.

        Args:
            looks: of the options.
            key: the place of the right one.
            said: families of the words of the stem.
            worn: how often each text was wrong elsewhere, as a logarithm.
        """
        count = len(looks)
        mine = looks[key]
        found = [
            value - sum(column) / count
            for value, column in zip(mine.own, zip(*(look.own for look in looks), strict=True), strict=True)
        ]
        sizes = [look.size for look in looks]
        ordered = sorted(sizes)
        middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
        off = [-abs(size - middle) / middle for size in sizes]
        nearest = [
            -math.log1p(min(abs(size - other) for j, other in enumerate(sizes) if j != i))
            for i, size in enumerate(sizes)
        ]
        shared = [self.weight(look.words & said) / _STEP if said else 0.0 for look in looks]
        alike = [0.0] * count
        for i in range(count):
            for j in range(i):
                both = looks[i].words & looks[j].words
                if both:
                    value = self.weight(both) / math.sqrt(looks[i].weight * looks[j].weight)
                    alike[i] += value
                    alike[j] += value
        rare = [look.own[1] for look in looks]
        rarest = [look.own[2] for look in looks]
        for scale, column in ((3.0, off), (0.7, nearest), (0.5, shared), (4.0, alike), (0.7, worn)):
            found.append(scale * (column[key] - sum(column) / count))
        for column in (sizes, off, nearest, alike, rare):
            found.append(_first(column, key))
            found.append(-_first([-value for value in column], key))
        found.extend(_first(column, key) for column in (shared, rarest, worn))
        return found


def _first(column: Sequence[float], key: int) -> float:
    """Return how often the right option is taken by whoever takes the highest, beyond chance."""
    top = max(column)
    return 2.0 * ((1 / column.count(top) if column[key] == top else 0.0) - 1 / len(column))
