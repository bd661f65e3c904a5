"""What a log can say that is odd. SQLite only; nothing here changes anything."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from progress.events import EventKind

SLACK = timedelta(days=1)
"""By how much the clocks of two devices may differ before it is odd."""

_TIME = "%Y-%m-%d %H:%M:%S.%f"
_GAPS = "SELECT (SELECT max(sequence) FROM event) - (SELECT count(*) FROM event)"
_SENSELESS = """
SELECT count(*) FROM event
WHERE kind NOT IN ({kinds}) OR id = '' OR card NOT GLOB '*:*' OR substr(card, 1, length(deck) + 1) <> deck || ':'
   OR at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*' OR julianday(at) IS NULL
   OR (kind = 'review' AND (rating IS NULL OR rating NOT IN (1, 2, 3, 4))) OR (kind = 'undo' AND undoes = '')
   OR (options <> '' AND NOT json_valid(options))
"""
_UNKNOWN_UNDOES = """
SELECT count(*) FROM event WHERE undoes <> '' AND undoes NOT IN (SELECT id FROM event)
"""
_DISORDER = """
SELECT count(*) FROM (
    SELECT id, max(id) OVER (PARTITION BY device ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last
    FROM event WHERE substr(id, 15, 1) = '7' AND length(id) = 36
) WHERE id < last
"""
_FUTURE = "SELECT count(*), max(at) FROM event WHERE at > :limit"
_STILL = """
SELECT EXISTS (SELECT 1 FROM event WHERE at > :limit AND sequence IN (SELECT max(sequence) FROM event GROUP BY device))
"""
_STRAY_DECKS = "SELECT DISTINCT deck FROM event WHERE deck <> '' AND deck NOT IN (SELECT id FROM deck) ORDER BY deck LIMIT 20"


def gaps(connection: Connection) -> int:
    """How many lines are missing from the log, whose lines are numbered without gaps."""
    return int(connection.exec_driver_sql(_GAPS).scalar() or 0)


def senseless(connection: Connection) -> int:
    """How many lines of the log make no sense."""
    kinds = ", ".join(f"'{kind.value}'" for kind in EventKind)
    return int(connection.exec_driver_sql(_SENSELESS.format(kinds=kinds)).scalar_one())


def unknown_undoes(connection: Connection) -> int:
    """How many events take something back that is not here."""
    return int(connection.exec_driver_sql(_UNKNOWN_UNDOES).scalar_one())


def disorder(connection: Connection) -> int:
    """How many events came after later ones of the same device, by their ids."""
    return int(connection.exec_driver_sql(_DISORDER).scalar_one())


class Future(NamedTuple):
    """What is dated later than it can be."""

    events: int
    day: str
    """Of the latest."""
    still: bool
    """Whether the last thing that some device recorded is among it: its clock may be wrong to this day."""


def future(connection: Connection, at: datetime) -> Future:
    """The events later than `at`, beyond what clocks may differ."""
    limit = {"limit": (at.astimezone(UTC) + SLACK).strftime(_TIME)}
    count, last = connection.exec_driver_sql(_FUTURE, limit).one()
    still = bool(count) and bool(connection.exec_driver_sql(_STILL, limit).scalar())
    return Future(int(count), str(last or "")[:10], still)


def stray_decks(connection: Connection) -> list[str]:
    """Decks with answers that are not known here; some of them."""
    return [str(deck) for deck in connection.exec_driver_sql(_STRAY_DECKS).scalars()]
