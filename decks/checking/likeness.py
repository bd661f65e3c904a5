"""Which duties say the same in other words.

Of several measures the one used here did best on pairs that were judged by hand (`tests/data/duty-pairs.tsv`): words by their
stems, synonyms taken as one, each word weighing the more the rarer it is in the deck, and the words that *both* texts have
alone counting double, for “Prune fruit trees” and “Plant fruit trees” differ by one word each. On pairs written after it was
settled (`duty-pairs-unseen.tsv`) it found nine of twelve, and took none of twelve different ones for the same. Character n-grams and
edit-distance ratios were no better than chance, because a duty reworded keeps fewer letters than two duties that differ in
the one word that matters.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from decks.checking.synonyms import OPPOSITES, in_single_words, synonym
from decks.english.similarity import normalised, stem, stems

SAME = 0.75
"""Texts at least so alike are taken to say the same."""
MOST_COMPARED = 500_000
COMPARED_EACH = 60
"""Pairs of texts that are compared in one deck at most, and as many more for each text, so that a hostile deck comes to an end.
The 18,000 duties of O*NET take 200,000.
"""
_ROUNDING = 1e-6
_FEWEST_WORDS = 2
"""Texts of fewer words that carry meaning are too short to be compared in other words."""


@lru_cache(maxsize=65_536)
def senses(text: str) -> frozenset[str]:
    """Return the meanings of the words of `text`: stems, with synonyms as one."""
    return frozenset(synonym(each) for each in stems(in_single_words(text)))


@lru_cache(maxsize=65_536)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in normalised(text).split())


def opposed(one: str, other: str) -> bool:
    """Whether one text has a word, and the other its opposite, where neither has both: *before* and *after*."""
    ours, theirs = _small_words(one), _small_words(other)
    for word in ours - theirs:
        against = OPPOSITES.get(word)
        if against and (against & theirs) - ours:
            return True
    return False


class Likeness:
    """How alike the texts of one deck are."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Weigh the words of `texts`: the rarer, the more they tell."""
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(senses(text))
        self._weights = {word: math.log1p(total / count) for word, count in counts.items()}
        self._unseen = math.log1p(max(total, 1))
        self._left = MOST_COMPARED + COMPARED_EACH * total

    def of(self, one: str, other: str) -> float:
        """Return how alike two texts are, from 0 to 1: c / (c + min(a, b) + max(a, b) / 2), Tversky's ratio with *c* the
        weight of the words in common and *a* and *b* those of the words that one of them has alone.
        """
        ours, theirs = senses(one), senses(other)
        if normalised(one) == normalised(other):
            return 1.0
        if min(len(ours), len(theirs)) < _FEWEST_WORDS:
            return 0.0
        self._left -= 1
        if self._left < 0:
            return 0.0
        common = self._weight(ours & theirs)
        if not common:
            return 0.0
        less, more = sorted((self._weight(ours - theirs), self._weight(theirs - ours)))
        ratio = common / (common + less + more / 2)
        return 0.0 if ratio >= SAME and opposed(one, other) else ratio

    def _weight(self, words: Iterable[str]) -> float:
        return math.fsum(map(self._of_word, words))

    def alike(self, one: str, other: str) -> bool:
        """Whether two texts say the same, or nearly so."""
        return self.of(one, other) >= SAME

    def pairs(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the place of each text that says the same as an earlier one, after the place of the first such.

        Only texts that share one of their rarest words are compared: with the commoner rest alone they could not reach
        `SAME`, so that none is missed.
        """
        bags = [senses(text) for text in texts]
        wholes = [self._weight(bag) for bag in bags]
        holders: defaultdict[str, list[int]] = defaultdict(list)
        first: dict[frozenset[str], int] = {}
        for place, bag in enumerate(bags):
            whole = wholes[place]
            telling = self._telling(bag, whole)
            near = {other for word in telling for other in holders.get(word, ())}
            for other in sorted(near):
                # Most pairs are far from alike, which this finds out at less cost than `of`.
                self._left -= 1
                common = sum(map(self._of_word, bag & bags[other]))
                less, more = sorted((whole - common, wholes[other] - common))
                if (
                    common >= (SAME - _ROUNDING) * (common + less + more / 2)
                    and self.of(texts[other], texts[place]) >= SAME
                ):
                    yield other, place
                    break
            if first.setdefault(bag, place) == place:
                for word in telling:
                    holders[word].append(place)
            if self._left <= 0:
                return

    def _telling(self, bag: frozenset[str], whole: float) -> list[str]:
        """Return the rarest words of a text, as many as leave less weight than a text alike must share with it.

        From c / (c + a / 2) ≥ s, where the other text has nothing alone, c ≥ s (c + a) / (2 - s): two texts share at least
        that part of the weight of either.
        """
        left = whole
        enough = left * SAME / (2 - SAME) - 1e-9
        telling: list[str] = []
        for word in sorted(bag, key=lambda word: (-self._of_word(word), word)):
            if left < enough:
                break
            telling.append(word)
            left -= self._of_word(word)
        return telling

    def _of_word(self, word: str) -> float:
        return self._weights.get(word, self._unseen)
