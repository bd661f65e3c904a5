"""What the database remembers of decks, so that counts can be given without loading them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from decks.model import Card
from progress.storage import queries
from progress.storage.batches import IDS, batched


class KnownCard(NamedTuple):
    """A card that a deck has, or had when it was opened earlier."""

    id: str
    topic: str
    fingerprint: str
    content: str
    """What it asked and wanted, as the caller noted it; empty where nothing was noted."""
    present: bool
    """Whether the deck had it when it was last opened."""


class Shelf(NamedTuple):
    """What is known of one deck."""

    digest: str
    """A hash of the deck as it was last opened; empty where it never was, or is to be looked through again."""
    cards: tuple[KnownCard, ...]


def read(connection: Connection, deck: str) -> Shelf:
    """What is known of `deck`."""
    column = queries.KNOWN.c
    query = select(column.id, column.topic, column.fingerprint, column.content, column.present)
    found = connection.execute(query.where(column.deck == deck).order_by(column.id))
    return Shelf(digest(connection, deck), tuple(KnownCard(*row) for row in found))


def digest(connection: Connection, deck: str) -> str:
    """The hash of the deck as it was last opened, or empty."""
    return connection.execute(select(queries.DECK.c.digest).where(queries.DECK.c.id == deck)).scalar() or ""


def reopen(connection: Connection, decks: Iterable[str]) -> None:
    """Have these decks looked through again when they are next opened."""
    for some in batched(decks, IDS):
        connection.execute(update(queries.DECK).where(queries.DECK.c.id.in_(some)).values(digest=""))


def is_known(connection: Connection, deck: str, digest: str) -> bool:
    """Whether the deck is remembered as it is."""
    known = connection.execute(select(queries.DECK.c.digest).where(queries.DECK.c.id == deck)).scalar()
    return bool(known == digest)


def know(
    connection: Connection,
    deck: str,
    digest: str,
    cards: Sequence[Card],
    contents: Mapping[str, str],
    at: datetime | None,
) -> None:
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
                    "content": contents.get(card.id, ""),
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
