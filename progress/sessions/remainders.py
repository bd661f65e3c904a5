"""The lines of list cards that were missed, to be asked again alone before a session ends. Pure.

The date of a list card follows from its rating as a whole. What was missed of it comes back by itself, a few cards later,
until it is recalled: as practice, which leaves that date alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from decks.model import Card
from progress.scheduling.queueing import APART


@dataclass(frozen=True, slots=True)
class Remainder:
    """What was missed of one card."""

    card: Card
    """The card with those lines only."""
    event: str
    """Id of the answer that missed them."""
    after: int
    """How many things are done in the session before it comes."""


class Remainders:
    """What a session still has to ask of lists answered in part."""

    def __init__(self) -> None:
        self._left: list[Remainder] = []

    @property
    def names(self) -> set[str]:
        """The ids of the cards that they are of."""
        return {each.card.id for each in self._left}

    def miss(self, card: Card, recalled: Sequence[bool], event: str, done: int) -> None:
        """Note the answer with the id `event`, when so many things were done; all lines missed make no part."""
        parts = tuple(part for part, hit in zip(card.parts, recalled, strict=True) if not hit)
        if parts:
            only = replace(
                card,
                prompt=card.prompt if card.prompt.endswith(_ONLY) else card.prompt + _ONLY,
                parts=parts,
                answer="\n".join(part.text for part in parts),
            )
            self._left.append(Remainder(only, event, done + APART))

    def next(self, done: int | None = None) -> Card | None:
        """What comes when so many things are done; or whatever there is, where None."""
        return next((each.card for each in self._left if done is None or each.after <= done), None)

    def holds(self, card: Card) -> bool:
        """Whether it is one of these, and no whole card."""
        return any(each.card is card for each in self._left)

    def take(self, card: Card) -> Remainder:
        """Take it out."""
        found = next(each for each in self._left if each.card is card)
        self._left.remove(found)
        return found

    def put_back(self, remainder: Remainder) -> None:
        """Put back what was taken out; it is the next to come."""
        self._left.insert(0, remainder)

    def forget(self, event: str) -> None:
        """Drop what an answer has missed, for it was taken back."""
        self._left = [each for each in self._left if each.event != event]

    def drop(self, card: str) -> None:
        """Drop all of a card, by its id."""
        self._left = [each for each in self._left if each.card.id != card]

    def replace(self, known: Mapping[str, Card]) -> None:
        """Take the texts of an edited deck."""
        edited = []
        for each in self._left:
            card = known.get(each.card.id)
            facts = {part.fact for part in each.card.parts}
            parts = tuple(part for part in card.parts if part.fact in facts) if card else ()
            if card and parts:
                answer = "\n".join(part.text for part in parts)
                only = replace(card, prompt=card.prompt + _ONLY, parts=parts, answer=answer)
                edited.append(replace(each, card=only))
        self._left = edited


_ONLY = "\nOnly what you missed of it."
