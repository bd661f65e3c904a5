"""A learner's reviews out of the database, for what learns from them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from progress.days import UNTOLD
from progress.fitting.histories import NEW, TAKEN, Review
from progress.ids import order_key
from progress.storage import evidence_queries, queries
from progress.storage.batches import IDS, batched
from progress.storage.driver_rows import driver_rows, moment
from progress.storage.following import Names
from progress.storage.replaying import fact_of
from progress.storage.rows import date_of


def reviews_of(connection: Connection, cards: Iterable[str], names: Names) -> list[Review]:
    """The same of some cards, by the ids that they have now: what they went by before is found by their facts."""
    wanted = set(cards)
    moved = {card for card in wanted if len(names.linked(fact_of(card))) > 1}
    found = []
    # All at once, for whatever was undone is gone through for each query anew.
    for some in batched(sorted(wanted - moved), IDS):
        rows = driver_rows(connection, evidence_queries.reviews(None).where(queries.EVENT.c.card.in_(some)))
        found += [_review(row, names, moved=False) for row in rows]
    for fact in sorted({name for card in moved for name in names.linked(fact_of(card))}):
        rows = driver_rows(
            connection, evidence_queries.reviews(None).where(queries.within(queries.EVENT.c.card, fact, "#"))
        )
        found += [each for row in rows if (each := _review(row, names, moved=True)).card in moved]
    return found


def latest(connection: Connection, most: int) -> list[tuple[str, date]]:
    """The cards and questions, as they were called then, of the last answers that the database came to know of, and their
    study days; those taken back too."""
    return [
        (card, date_of(day) or UNTOLD.day_of(moment(at)))
        for card, at, day in driver_rows(connection, evidence_queries.last_answered(most))
    ]


def reviews(connection: Connection, deck: str | None, names: Names) -> list[Review]:
    """All that moved a memory (of a deck), undone ones left out, under the names that the cards go by now."""
    moved = set(names.moved(deck))
    return [
        _review(row, names, moved=bool(moved) and fact_of(row[1]) in moved)
        for row in driver_rows(connection, evidence_queries.reviews(deck))
    ]


def _review(row: Sequence[Any], names: Names, *, moved: bool) -> Review:
    id_, card, rating, told, day, latency_ms, due = row
    at = moment(told)
    key = order_key(id_, at)
    if moved:
        card = names.now(card, key)
    what = rating or (TAKEN if due else NEW)
    return Review(card, key, date_of(day) or UNTOLD.day_of(at), what, latency_ms)
