"""Which of our cards a card of another program is: by its id, or by its text.

Only what is certain counts. A card that asks the other way round is another card: to know whose duty something is does not
show that one can list the duties.
"""

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from decks.model import Card

_WORDS = re.compile(r"[^\W_]+")
_ENDS_LINE = re.compile(
    r"<(?:br|div|p|li|tr|td|th|h[1-6]|hr)\b[^<>]*>|</(?:div|p|li|tr|td|th|h[1-6])>", re.IGNORECASE
)
_UNSEEN = re.compile(
    r"<!--.*?-->|<(style|script)\b.*?</\1\s*>|\[sound:[^\]]*\]|\[anki:[^\]]*\]", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")

UNKNOWN = "No card asks this."
SEVERAL = "Several cards ask this: name the deck that is meant, or give the answer as well."


def seen(text: str) -> str:
    """What is seen of HTML: without tags, sounds and styles."""
    return html.unescape(_TAG.sub("", _ENDS_LINE.sub(" ", _UNSEEN.sub(" ", text))))


def words(text: str) -> str:
    """What two texts must have in common to be the same: their words in order, whatever the case and the punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORDS.findall(folded)) or folded.strip()


class Recognition:
    """The cards of some decks, to be found by what another program says of them."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._ids: dict[str, Card] = {}
        self._short: dict[str, list[Card]] = defaultdict(list)
        self._asking: dict[str, list[Card]] = defaultdict(list)
        self._answering: dict[str, list[Card]] = defaultdict(list)
        for card in cards:
            self._ids[card.id] = card
            self._short[card.id.partition(":")[2]].append(card)
            self._asking[words(card.prompt)].append(card)
            for answer in {words(each) for each in (card.answer, *card.accept)}:
                self._answering[answer].append(card)

    def by_id(self, text: str) -> Card | None:
        """The card with this id, with or without the deck."""
        short = self._short.get(text, ())
        return self._ids.get(text) or (short[0] if len(short) == 1 else None)

    def find(self, asked: str, answer: str = "") -> Card | str:
        """The card with this id, or that asks this, or a sentence that says why there is none.

        Several cards may ask the same; then `answer` tells, where it is given. Where no card asks just this, it is the one
        that has this very answer and asks with all these words and more (“Porter” for “What is a porter?”).
        """
        if card := self.by_id(asked.strip()):
            return card
        question, given = words(asked), words(answer)
        if not question:
            return UNKNOWN
        candidates = self._asking.get(question, [])
        if given and len(candidates) > 1:
            candidates = [card for card in candidates if card in self._answering.get(given, ())]
        if not candidates and given:
            needed = set(question.split())
            candidates = [
                card for card in self._answering.get(given, ()) if needed <= set(words(card.prompt).split())
            ]
        if len(candidates) == 1:
            return candidates[0]
        return SEVERAL if candidates or question in self._asking else UNKNOWN
