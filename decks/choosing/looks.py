"""What can be seen of a text without understanding it: words that give tests away, its form, how rare its words are."""

import math
import re
from collections import Counter
from collections.abc import Iterable

from decks.english.similarity import families

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
ABSOLUTES = re.compile(
    r"\b(?:all|always|any|completely|each|entirely|every|everything|exclusively|fully|must|never|no|none|nobody|nothing"
    r"|only|solely|whole)\b",
    re.IGNORECASE,
)
"""Words that leave no exception: test writers put them into wrong options."""
HEDGES = re.compile(
    r"\b(?:appropriate|as (?:needed|necessary|required)|can|could|generally|if (?:needed|necessary|required)|may|might"
    r"|mostly|normally|often|other|or more|sometimes|some|such as|typically|usually|various|where possible)\b",
    re.IGNORECASE,
)
"""Words that make a statement careful: test writers put them into right options."""
EXAMPLES = re.compile(r"\b(?:such as|including|for example|for instance|like)\b|\be\.g\.", re.IGNORECASE)
"""What examples come after."""
LISTING = re.compile(r"\b(?:and|or)\b|[,;/]", re.IGNORECASE)
"""What stands between the things of a list."""
MARKS = re.compile(r"""[:()\[\]"“”'‘’–—%&*+]""")
"""Punctuation that catches the eye."""
_FEW_LETTERS = 4


def form(text: str) -> str:
    """What a text begins with, as its ending shows: `ing`, `ed`, `s` or `base`."""
    found = _WORD.search(text)
    word = found.group().casefold() if found else ""
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and not word.endswith("ss") and len(word) > _FEW_LETTERS:
            return ending
    return "base"


class Vocabulary:
    """How rare each word is, over all texts that questions are made of."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of `texts`, once a text."""
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(families(text))
        self._rarity = {word: math.log1p(total / count) for word, count in counts.items()}
        self._unseen = math.log1p(max(total, 1))

    def rarity(self, word: str) -> float:
        """How much a word tells, ln(1 + texts / texts that hold it); above 0."""
        return self._rarity.get(word, self._unseen)

    def weight(self, words: Iterable[str]) -> float:
        """How much several words tell together."""
        return math.fsum(self.rarity(word) for word in words)
