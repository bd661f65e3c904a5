"""Rows as a database's driver gives them, for whatever reads thousands: to see to the type of each value takes thrice the time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.exc import DBAPIError

_PAGE = 5000


def driver_rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """The rows of a query. Of SQLite, truths are 0 and 1, and times are text, which `moment` reads.

    Raises what SQLAlchemy raises.
    """
    result = connection.execute(query)
    cursor, driver = result.cursor, connection.dialect.loaded_dbapi
    try:
        while cursor is not None and (rows := cursor.fetchmany(_PAGE)):
            yield from rows
    except driver.Error as error:
        raise DBAPIError(None, None, error) from error
    finally:
        result.close()


def moment(at: str | datetime) -> datetime:
    """A time in UTC, as a driver gives it."""
    if isinstance(at, str):
        return datetime.fromisoformat(at).replace(tzinfo=UTC)
    return at.astimezone(UTC)
