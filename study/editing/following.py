"""Bringing what a learner knows along when a deck has been edited: what an edit means, and taking it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from decks.diffing.diffing import compare
from decks.diffing.matching import Unclear
from decks.diffing.model import Change, Difference, Former, What
from decks.diffing.senses import Sense, facts_of, from_note, senses_of, to_note
from decks.model import Card, Deck
from progress.storage.digests import digest_of
from progress.storage.following import DeckUpdate

if TYPE_CHECKING:
    from progress.memory import Memory
    from progress.storage.store import Store


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an edit of a deck means for one learner. Names are without the deck."""

    difference: Difference
    """Of all cards that the learner's database knows; those that were gone before too, where they were answered."""
    present: frozenset[str]
    """The cards that the deck had when it was last opened."""
    memories: "dict[str, Memory]"
    """Of all answered cards, by their names before the edit."""
    update: DeckUpdate
    """What there is to record."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done when a deck was opened that had been edited."""

    deck: str
    """Its title."""
    renamed: int
    """Facts whose history goes by another name now."""
    again: int
    """Learned cards that mean something else now, and are due."""
    unclear: tuple[Unclear, ...]
    """Facts with answers that are gone, and may be one of several; their history waits."""

    def __bool__(self) -> bool:
        return bool(self.renamed or self.again or self.unclear)

    def sentence(self) -> str:
        """What happened, for the learner."""
        said = []
        if self.renamed:
            said.append(f"the history of {_facts(self.renamed)} follows under another name")
        if self.again:
            said.append(
                f"{_cards(self.again)} now and is asked again"
                if self.again == 1
                else f"{_cards(self.again)} now and are asked again"
            )
        if self.unclear:
            said.append(
                f"the history of {_facts(len(self.unclear))} waits until the deck says what became of it"
            )
        return f"The deck “{self.deck}” was edited: {'; '.join(said)}."


def _facts(count: int) -> str:
    return f"{count} fact" if count == 1 else f"{count} facts"


def _cards(count: int) -> str:
    return "1 card says something else" if count == 1 else f"{count} cards say something else"


def outlook(store: "Store", deck: Deck, cards: Sequence[Card]) -> Outlook:
    """What the deck as it is now means for the learner. Changes nothing. Raises StoreProblem."""
    start = f"{deck.id}:"
    shelf = store.shelf(deck.id)
    memories = {card.removeprefix(start): memory for card, memory in store.memories(deck.id).items()}
    tallies = store.tallies(deck.id)
    answered = {tally.card.partition("#")[0].removeprefix(start) for tally in tallies}
    known: dict[str, Sense] = {}
    for each in shelf.cards:
        name = each.id.removeprefix(start)
        if each.present or name.partition("#")[0] in answered:
            known[name] = from_note(name, each.topic, each.fingerprint, each.content)
    for name in memories:
        known.setdefault(name, Sense(name, "", "", noted=False))
    present = frozenset(each.id.removeprefix(start) for each in shelf.cards if each.present)
    had = [known[name] for name in present]
    names = store.names()
    links = {
        fact: frozenset(other.removeprefix(start) for other in names.linked(start + fact)) - {fact}
        for fact in answered
    }
    former = Former(
        senses=known,
        names=frozenset({sense.fact for sense in had} | facts_of(had).keys()),
        answered=frozenset(answered),
        links={fact: others for fact, others in links.items() if others},
    )
    senses = senses_of(deck, cards)
    difference = compare(former, deck, senses)
    update = DeckUpdate(
        known=shelf.digest,
        digest=digest_of(cards, deck.renames),
        contents={start + name: to_note(sense) for name, sense in senses.items()},
        renamed=tuple(
            sorted(
                (old, new)
                for old, new in difference.renamed.items()
                if (old in memories if "#" in old else old in answered)
            )
        ),
        again=tuple(sorted({card for change in difference.changes if (card := _again(change, memories))})),
    )
    return Outlook(difference, present, memories, update)


def _again(change: Change, memories: "dict[str, Memory]") -> str:
    """The card to ask again, where the learner has learned it; empty where there is none."""
    if change.what is What.CHANGED and change.old and change.new and change.old.card in memories:
        return change.new.card
    return ""


def follow(store: "Store", deck: Deck, cards: Sequence[Card], at: datetime) -> Followed | None:
    """Take the deck over as it is now; what that meant for the learner, or None where it meant nothing.

    Raises StoreProblem.
    """
    if store.has_seen(deck.id, digest_of(cards, deck.renames)):
        return None
    found = outlook(store, deck, cards)
    if not store.follow_deck(deck.id, cards, found.update, at):
        return None
    unclear = tuple(each for each in found.difference.unclear if _is_news(each, found))
    followed = Followed(deck.title, len(found.update.renamed), len(found.update.again), unclear)
    return followed or None


def _is_news(unclear: Unclear, found: Outlook) -> bool:
    """Whether the learner knows the fact, and the deck still had it when it was last opened."""
    cards = [card for card in found.memories if card.partition("#")[0] == unclear.name]
    return any(card in found.present for card in cards)


__all__ = ["Followed", "Outlook", "follow", "outlook"]
