"""The one place where the store tells its two databases apart: a SQLite file, and a learner's rows on a server.

What is special to one is in sqlite.py, or in postgres.py, which is loaded where a server is used.
"""

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from progress import problems
from progress.problems import StoreProblem
from progress.server.servers import Server
from progress.storage import sqlite

Place = Path | Server
"""Where progress is kept. `str()` of it may be shown."""


def told(place: Place, connection: Connection) -> AbstractContextManager[None]:
    """Turn the database's errors into a StoreProblem about `place`."""
    if isinstance(place, Server):
        from progress.server import postgres

        return postgres.told(place, connection)
    return sqlite.told(place)


def write(connection: Connection) -> AbstractContextManager[None]:
    """One transaction that waits for other writers first: durable when left, undone whole when left by an exception."""
    if _is_postgres(connection):
        from progress.server import postgres

        return postgres.write(connection)
    return sqlite.write(connection)


def data_version(connection: Connection) -> int:
    """A number that changes when another program has written what may change names."""
    if _is_postgres(connection):
        from progress.server import postgres

        return postgres.data_version(connection)
    return sqlite.data_version(connection)


def damaged(place: Place, detail: str) -> StoreProblem:
    """A row makes no sense."""
    if isinstance(place, Server):
        from progress.server import server_problems

        return server_problems.damaged(place.name, detail)
    return problems.damaged(place, detail)


def _is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
