"""What a deck is called: by its title, and where another deck has the same one, by its id as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decks.library import Loaded
    from decks.model import Deck


def shared_titles(decks: Iterable[Loaded]) -> frozenset[str]:
    """The titles that several of these decks have."""
    titles = Counter(each.deck.title for each in decks if each.deck is not None)
    return frozenset(title for title, times in titles.items() if times > 1)


def called(deck: Deck, shared: Collection[str]) -> str:
    """A deck's name in a sentence or a heading; `shared` is what `shared_titles` gives."""
    return deck.title + apart(deck, shared)


def apart(deck: Deck, shared: Collection[str]) -> str:
    """What follows the title where that alone would not tell which deck it is; else nothing."""
    return f" ({deck.id})" if deck.title in shared else ""
