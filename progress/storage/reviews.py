"""A learner's reviews out of the database, for what learns from them."""

from sqlalchemy import Connection

from progress.fitting.histories import NEW, TAKEN, Review
from progress.ids import order_key
from progress.scheduling.scheduler import UNTOLD
from progress.storage import queries
from progress.storage.following import Names
from progress.storage.replaying import fact_of
from progress.storage.rows import date_of


def reviews(connection: Connection, deck: str | None, names: Names) -> list[Review]:
    """All that moved a memory (of a deck), undone ones left out, under the names that the cards go by now."""
    moved = set(names.moved(deck))
    found = []
    for id_, card, rating, at, day, latency_ms, due in connection.execute(queries.reviews(deck)):
        key = order_key(id_, at)
        if moved and fact_of(card) in moved:
            card = names.now(card, key)
        what = rating or (TAKEN if due else NEW)
        found.append(Review(card, key, date_of(day) or UNTOLD.day_of(at), what, latency_ms))
    return found
