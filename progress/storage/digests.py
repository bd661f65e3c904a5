"""Seeing at a glance whether a deck is as it was."""

from collections.abc import Iterable
from hashlib import blake2b

from decks.model import Card


def digest_of(cards: Iterable[Card], renames: Iterable[tuple[str, str]] = ()) -> str:
    """A hash that changes with any card's id, topic or text, and with what the deck says of former names."""
    digest = blake2b(digest_size=16)
    for card in cards:
        digest.update(f"{card.id}\0{card.topic}\0{card.fingerprint}\n".encode(errors="surrogatepass"))
    for old, new in renames:
        digest.update(f"{old}\0{new}\0\n".encode(errors="surrogatepass"))
    return digest.hexdigest()
