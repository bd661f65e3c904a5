"""What is nearly the same text: content words, stemmed and weighted by how rare they are in the deck."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BOTH_WAYS = 0.55
"""Two texts are near when the words they share carry this share of the weight of each …"""
ONE_WAY = 0.85
"""… or this share of the weight of one: it says the same, in fewer words or in general."""
_WORDS = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_FUNCTION_WORDS = _words("""a about after all also an and any are as at be been before being both but by can do does each for from had has have
    her his how if in into is it its may more most must no not of off on one or other our out over own per she he so some
    such than that the their them then there these they this those through to under until up upon was were what when
    where which while who whose will with within without you your""")
_PARTS = 2**20
_SAME_BEGINNING = 6
"""Words with so many first letters in common are taken for relatives."""


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """Return what two texts must have in common to be taken for the same: their words, in order, whatever the case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.findall(folded)) or folded.strip()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return `word` without the commonest English endings; crude, for comparing only."""
    word = re.sub("['’]s?$", "", word)
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    silent = word.endswith("e") or (word.endswith("y") and word[-2:-1] not in "aeiou")
    return word[:-1] if silent and len(word) > 3 else word


@lru_cache(maxsize=65_536)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that carry meaning."""
    return frozenset(stem(word) for word in normalised(text).split() if word not in _FUNCTION_WORDS)


@lru_cache(maxsize=65_536)
def families(text: str) -> frozenset[str]:
    """Return the families of the words of `text` that carry meaning: *mammogram* and *mammographer* are of one."""
    return frozenset(word[:_SAME_BEGINNING] for word in stems(text))


def says_all_of(text: str, other: str) -> bool:
    """Whether every word of `other` that carries meaning stands in `text`; false where `other` has none."""
    theirs = stems(other)
    return bool(theirs) and theirs <= stems(text)


def _whole(weight: float) -> float:
    """Round a weight to a part that sums of it are exact in, so that it does not matter in what order they are added up."""
    return round(weight * _PARTS) / _PARTS


class Weights:
    """How much each word of a deck tells: the rarer, the more (inverse document frequency, ln(1 + n / df))."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of `texts`, once for each text that holds them."""
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(stems(text))
        self._weights = {word: _whole(math.log1p(total / count)) for word, count in counts.items()}
        self._unseen = _whole(math.log1p(max(total, 1)))
        self._totals: dict[str, float] = {}

    def of(self, word: str) -> float:
        """Return the weight of one stem, above 0."""
        return self._weights.get(word, self._unseen)

    def total(self, text: str) -> float:
        """Return the weight of a whole text."""
        if text not in self._totals:
            self._totals[text] = sum(map(self.of, stems(text)))
        return self._totals[text]


class Heap:
    """A set of texts that another text can be near to; asking costs what the words in common cost, not the whole set."""

    def __init__(self, texts: Iterable[str], weights: Weights) -> None:
        """Index `texts` by their words."""
        self._weights = weights
        self._totals: list[float] = []
        self._same: set[str] = set()
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for text in texts:
            key = normalised(text)
            if key in self._same:
                continue
            self._same.add(key)
            for word in stems(text):
                self._places[word].append(len(self._totals))
            self._totals.append(weights.total(text))

    def near(self, text: str) -> bool:
        """Whether some text of the set says the same as `text` or nearly so."""
        if normalised(text) in self._same:
            return True
        in_common: defaultdict[int, float] = defaultdict(float)
        places = self._places
        for word in stems(text):
            if word in places:
                weight = self._weights.of(word)
                for place in places[word]:
                    in_common[place] += weight
        if not in_common:
            return False
        whole = self._weights.total(text)
        totals = self._totals
        one_way, both_ways = ONE_WAY * whole, BOTH_WAYS * whole
        for place, weight in in_common.items():
            other = totals[place]
            if weight >= one_way or weight >= ONE_WAY * other:
                return True
            if weight >= both_ways and weight >= BOTH_WAYS * other:
                return True
        return False


def near(text: str, other: str, weights: Weights) -> bool:
    """Whether two texts say the same or nearly so."""
    if normalised(text) == normalised(other):
        return True
    shared = stems(text) & stems(other)
    if not shared:
        return False
    weight = sum(map(weights.of, shared))
    return weight > 0 and _near(weight, weights.total(text), weights.total(other))


def _near(in_common: float, one: float, other: float) -> bool:
    """Whether the weight in common is enough of both texts, or nearly all of one."""
    least, most = sorted((in_common / one, in_common / other))
    return least >= BOTH_WAYS or most >= ONE_WAY
