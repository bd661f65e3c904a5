"""Whether a text still says what it said: the words that carry meaning, and the small ones that turn it round.

Words are compared by their stems, weighted by how rare they are (`decks.english.similarity`), and a slip of the pen is forgiven.
What a measure of words cannot see, a change of their order or a synonym, it takes the cheap side in: a card that is asked
once more than needed costs a few seconds, and its memory is kept.
"""

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from decks.english.similarity import Weights, normalised, stems

SAME = 0.7
"""Likeness from which on a text counts as reworded and not as another statement."""
_SLIP = 0.8
"""Likeness of two words, letter by letter, from which on they are one word with a slip of the pen."""
_LONGER = 4
"""By how many letters two words may differ that are one."""
_SHORTEST = 5
"""Letters of a word that a slip can be told in."""
_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "cannot",
        "can't",
        "don't",
        "doesn't",
        "mustn't",
        "won't",
        "isn't",
        "aren't",
        "without",
        "only",
        "except",
        "unless",
    ]
)
"""Words that turn what is said round wherever they come or go."""
_OPPOSITES = (
    ("before", "after"),
    ("above", "below"),
    ("over", "under"),
    ("left", "right"),
    ("more", "less"),
    ("more", "fewer"),
    ("always", "sometimes"),
    ("first", "last"),
    ("all", "some"),
    ("all", "any"),
    ("and", "or"),
    ("must", "may"),
    ("must", "can"),
    ("must", "should"),
    ("up", "down"),
    ("in", "out"),
    ("into", "from"),
    ("to", "from"),
    ("with", "without"),
    ("on", "off"),
    ("high", "low"),
    ("start", "stop"),
    ("open", "close"),
    ("increase", "decrease"),
)
"""Words of which one in the place of the other turns what is said round."""
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"once": "1", "twice": "2", "half": "½"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PREFIXES = sorted(
    [
        "un",
        "in",
        "im",
        "il",
        "ir",
        "dis",
        "non",
        "mis",
        "de",
        "hyper",
        "hypo",
        "pre",
        "post",
        "ante",
        "anti",
        "intra",
        "inter",
        "extra",
        "sub",
        "super",
        "over",
        "under",
        "macro",
        "micro",
        "mono",
        "bi",
        "tri",
        "uni",
        "multi",
        "ab",
        "ad",
        "endo",
        "exo",
        "ecto",
        "up",
        "down",
    ],
    key=len,
    reverse=True,
)


def likeness(one: str, other: str, weights: Weights) -> float:
    """How much of the weight of both texts their common words carry, from 0 to 1 (Dice's coefficient, weighted)."""
    if normalised(one) == normalised(other):
        return 1.0
    theirs, whole = weights.total(one), weights.total(one) + weights.total(other)
    if not theirs or theirs == whole:
        return SequenceMatcher(None, normalised(one), normalised(other), autojunk=False).ratio() / 2
    common = stems(one) & stems(other)
    shared = 2 * sum(weights.of(word) for word in sorted(common))
    shared += sum(
        weights.of(a) + weights.of(b) for a, b in _slips(stems(one) - common, stems(other) - common)
    )
    return min(1.0, shared / whole)


def difference(old: str, new: str, weights: Weights) -> str:
    """Why `new` is another statement than `old`, in a few words; empty where it is the same one reworded."""
    if normalised(old) == normalised(new):
        return ""
    if _numbers(old) != _numbers(new):
        return "another number"
    if _negations(old) != _negations(new):
        return "a word that turns the meaning round"
    if _turned(old, new) or any(
        _opposed(a, b) for a in stems(old) - stems(new) for b in stems(new) - stems(old)
    ):
        return "an opposite"
    return "" if likeness(_in_digits(old), _in_digits(new), weights) >= SAME else "another statement"


def _slips(ones: frozenset[str], others: frozenset[str]) -> list[tuple[str, str]]:
    """Pairs of words that differ by a slip of the pen, each word in one pair at most."""
    left = sorted(others)
    found = []
    for one in sorted(ones):
        for other in left:
            if one[:1] != other[:1] and one[-2:] != other[-2:]:
                continue  # who slips at the start of a word seldom slips at its end as well
            if abs(len(one) - len(other)) > _LONGER or _opposed(one, other):
                continue
            if any(map(str.isdigit, one + other)):
                continue
            short = min(len(one), len(other)) < _SHORTEST
            if (
                one.rstrip("s") == other.rstrip("s")
                if short
                else SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SLIP
            ):
                found.append((one, other))
                left.remove(other)
                break
    return found


def _opposed(one: str, other: str) -> bool:
    """Whether two words differ by a prefix that turns the meaning: sterile, unsterile; hypertension, hypotension."""
    bare, other_bare = _bare(one), _bare(other)
    return one != other and bool({bare, one} & {other_bare, other}) and min(len(bare), len(other_bare)) >= 4


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return next((word[len(p) :] for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 4), word)


def _numbers(text: str) -> Counter[str]:
    words = normalised(text).split()
    spelt = [_NUMBERS[word] for word in words if word in _NUMBERS]
    return Counter([*spelt, *_NUMBER.findall(normalised(text))])


def _in_digits(text: str) -> str:
    return " ".join(_NUMBERS.get(word, word) for word in normalised(text).split())


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in normalised(text).split()]


def _negations(text: str) -> Counter[str]:
    return Counter(word for word in _words(text) if word in _NEGATIONS)


def _turned(old: str, new: str) -> bool:
    """Whether a word gave way to its opposite."""
    gone, come = set(_words(old)) - set(_words(new)), set(_words(new)) - set(_words(old))
    return any((a in gone and b in come) or (b in gone and a in come) for a, b in _OPPOSITES)
