"""What the texts of a deck tell of how near a duty is to what a role does.

Each text is a vector of its stems, of their beginnings, and of the classes of deeds and matters it speaks of, weighted by how
rare they are in the deck. What a role is known to do is an index of such vectors, so that asking costs what the words in common
cost.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from decks.choosing.activities import activity, vague
from decks.english.similarity import stems

_CLASS = 0.8
"""How much a class counts beside a word."""
_BEGINNING = 0.6
"""How much the first letters of a word count beside the word, so that *radiographer* is near to *radiograph*."""
_LETTERS = 5
_LEAST = 0.1
"""What counts less than this in a vector of length 1 is left out, for it is common and so costs most to compare."""
_VAGUE = 0.35
"""How much a vague word counts, where it is asked what is foreign."""


class Evidence:
    """Vectors of texts, by the words of one deck."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count in how many of `texts` each feature stands."""
        self._counts: Counter[str] = Counter()
        self._total = 1
        for text in texts:
            self._total += 1
            self._counts.update(_features(text))
        self._vectors: dict[str, Mapping[str, float]] = {}
        self._telling: dict[str, tuple[float, tuple[tuple[str, float], ...]]] = {}

    def rarity(self, feature: str) -> float:
        """How rare a stem or class is: ln(1 + n / df), above 0."""
        return math.log1p(self._total / (self._counts.get(feature, 0) or 1))

    def vector(self, text: str) -> Mapping[str, float]:
        """Return the vector of a text, of length 1 or little less; empty for a text without words that mean anything."""
        found = self._vectors.get(text)
        if found is None:
            raw = {each: share * self.rarity(each) for each, share in sorted(_features(text).items())}
            length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
            found = self._vectors[text] = {
                each: value / length for each, value in raw.items() if value >= _LEAST * length
            }
        return found

    def foreign(self, text: str, known: frozenset[str]) -> float:
        """Return what share of what `text` says, by weight, is in words that are not among the stems `known`."""
        found = self._telling.get(text)
        if found is None:
            words = tuple(
                (word, self.rarity(word) * (_VAGUE if word in vague() else 1.0))
                for word in sorted(stems(text))
            )
            found = self._telling[text] = sum(weight for _, weight in words), words
        whole, words = found
        strange = sum([weight for word, weight in words if word not in known])
        return strange / whole if whole else 0.0


class Profile:
    """What somebody does, as vectors that another text's is held against."""

    def __init__(self, texts: Iterable[str], evidence: Evidence) -> None:
        """Index the vectors of `texts` by their features."""
        self._evidence = evidence
        self._places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        whole: defaultdict[str, float] = defaultdict(float)
        for place, text in enumerate(sorted(set(texts))):
            for feature, value in evidence.vector(text).items():
                self._places[feature].append((place, value))
                whole[feature] += value
        length = math.sqrt(sum(value * value for value in whole.values())) or 1.0
        self._middle = {feature: value / length for feature, value in whole.items()}

    def likest(self, text: str) -> float:
        """Return the cosine of `text` with the text most like it, from 0 to 1."""
        found: defaultdict[int, float] = defaultdict(float)
        places = self._places
        for feature, value in self._evidence.vector(text).items():
            if feature in places:
                for place, other in places[feature]:
                    found[place] += value * other
        return max(found.values(), default=0.0)

    def fits(self, text: str) -> float:
        """Return the cosine of `text` with all of it together, from 0 to 1."""
        middle = self._middle
        return sum(
            [
                value * middle[feature]
                for feature, value in self._evidence.vector(text).items()
                if feature in middle
            ]
        )

    def kinship(self, other: "Profile") -> float:
        """Return the cosine of all of it together with all of another's, from 0 to 1."""
        few, many = sorted((self._middle, other._middle), key=len)
        return sum(value * many[feature] for feature, value in few.items() if feature in many)


def _features(text: str) -> dict[str, float]:
    """The features of a text, and how much each counts beside a word."""
    found = dict.fromkeys(stems(text), 1.0)
    for word in stems(text):
        if len(word) > _LETTERS:
            found[f"{word[:_LETTERS]}~"] = _BEGINNING
    known = activity(text)
    for mark, classes in (("!", known.deeds), ("?", known.matters)):
        for name in classes:
            found[mark + name] = _CLASS / math.sqrt(len(classes))
    return found
