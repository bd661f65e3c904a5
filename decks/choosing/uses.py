"""How often each text is right and wrong in the questions of one deck: three times as often wrong, so that neither tells."""

import math
from collections import Counter
from collections.abc import Iterable

from decks.choosing.candidates import WANTED

_WORN = 2.5
"""What it costs that a text is once more wrong than three times as often as it is right, over the spread of chance."""
_MOST_WORN = 12.0


class Uses:
    """Counts of texts, `normalised`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        """How often each text is wrong."""
        self._together: Counter[frozenset[str]] = Counter()

    def take(self, texts: Iterable[str], by: int, *, right: bool) -> None:
        """Enter one more use of each of `texts`, or take it out again where `by` is −1."""
        counts = self._right if right else self.wrong
        for text in texts:
            counts[text] += by

    def take_set(self, texts: frozenset[str], by: int) -> None:
        """Enter that these texts stand together in a question, or take it out again."""
        self._together[texts] += by

    def has_set(self, texts: frozenset[str]) -> bool:
        """Whether the very same texts stand together in another question."""
        return self._together[texts] > 0

    def cost(self, text: str, *, as_right: bool) -> float:
        """What it costs that a text is once more wrong, or right; below 0 where it is too seldom so."""
        due = WANTED * self._right.get(text, 0)
        wrong = self.wrong.get(text, 0)
        beyond = due + WANTED / 2 - wrong if as_right else wrong + 0.5 - due
        return max(-_MOST_WORN, min(_MOST_WORN, _WORN * beyond / (1 + math.sqrt(due))))
