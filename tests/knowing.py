"""Having a database know a deck without there being one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from decks.model import Card
from progress.storage.digests import digest_of
from progress.storage.following import DeckUpdate
from progress.storage.store import Store

_OPENED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def know_cards(store: Store, deck: str, cards: Sequence[Card], at: datetime = _OPENED) -> None:
    """As when the deck is opened with these cards, of which none means something else than it did."""
    update = DeckUpdate(store.shelf(deck).digest, digest_of(cards), {})
    assert store.follow_deck(deck, cards, update, at)
