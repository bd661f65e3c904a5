"""What the database remembers of decks, so that counts can be given without loading them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import Connection, delete, insert, select, update

from decks.model import Card
from progress import queries
from progress.batches import IDS, batched


def digest_of(cards: Sequence[Card]) -> str:
    """A hash that changes with any card's id, topic or text."""
    digest = blake2b(digest_size=16)
    for card in cards:
        digest.update(f"{card.id}\0{card.topic}\0{card.fingerprint}\n".encode(errors="surrogatepass"))
    return digest.hexdigest()


def is_known(connection: Connection, deck: str, digest: str) -> bool:
    """Whether the deck is remembered as it is."""
    known = connection.execute(select(queries.DECK.c.digest).where(queries.DECK.c.id == deck)).scalar()
    return bool(known == digest)


def know(connection: Connection, deck: str, digest: str, cards: Sequence[Card], at: datetime | None) -> None:
    """Remember the deck's cards, and of those that it has no more that they were there."""
    table = queries.KNOWN
    query = select(table.c.id, table.c.first_seen).where(table.c.deck == deck)
    seen = {row.id: row.first_seen for row in connection.execute(query)}
    present = {card.id: card for card in cards}
    connection.execute(update(table).where(table.c.deck == deck).values(present=False))
    for some in batched((name for name in present if name in seen), IDS):
        connection.execute(delete(table).where(table.c.id.in_(some)))
    if present:
        connection.execute(
            insert(table),
            [
                {
                    "id": card.id,
                    "deck": deck,
                    "fact": card.fact,
                    "topic": card.topic,
                    "fingerprint": card.fingerprint,
                    "first_seen": seen.get(card.id, at),
                    "present": True,
                }
                for card in present.values()
            ],
        )
    connection.execute(delete(queries.DECK).where(queries.DECK.c.id == deck))
    connection.execute(insert(queries.DECK).values(id=deck, cards=len(present), digest=digest))


def others(connection: Connection, decks: Iterable[str]) -> list[str]:
    """The decks that are remembered and not among `decks`."""
    kept = set(decks)
    return [deck for deck in connection.scalars(select(queries.DECK.c.id)) if deck not in kept]


def forget(connection: Connection, decks: Sequence[str]) -> None:
    """Forget the counts of these decks; what was known of their cards stays."""
    for some in batched(decks, IDS):
        connection.execute(delete(queries.DECK).where(queries.DECK.c.id.in_(some)))
