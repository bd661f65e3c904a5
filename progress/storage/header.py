"""SQLite only, by the standard library: whether a file may be a whole database, seen at a glance.

Through SQLite, and never by opening the file ourselves: whoever closes a file takes away all locks that the same process
holds on it (https://sqlite.org/howtocorrupt.html, 2.2), those of a database that is open elsewhere in the app among them.
The next program to close the database would then believe itself the last, and remove the log in which answers lie.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from progress import problems

_MAGIC = b"SQLite format 3\x00"
_SMALLEST = 100
"""The length of the header in bytes (https://sqlite.org/fileformat2.html, 1.3)."""


def is_database(path: Path) -> bool:
    """Whether the file is a database of SQLite, whole or not; an empty one is not. Raises StoreProblem where it is out of reach."""
    return bool(_pages(path)) or _begins_like_one(path)


def check(path: Path) -> None:
    """See whether a file that is there may be a whole database. Raises StoreProblem where it cannot be one, or is out of reach."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise problems.unreadable(path, error.strerror or str(error)) from error
    if path.is_dir():
        raise problems.is_folder(path)
    if not size:
        # We never leave an empty file behind: a new one comes into being whole.
        raise problems.damaged(path, "it is empty")
    stated = _pages(path)
    if stated is None and _begins_like_one(path):
        raise problems.damaged(path, "its first page cannot be read")
    if stated is None:
        raise problems.not_ours(path)
    wal = path.with_name(path.name + "-wal")
    if size < max(stated, _SMALLEST) and not (wal.exists() and wal.stat().st_size):
        raise problems.damaged(path, f"it was cut off after {size} bytes")


def _begins_like_one(path: Path) -> bool:
    """Of a file that SQLite takes for none, and therefore nobody has open as one: it may be read as any other."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise problems.unreadable(path, error.strerror or str(error)) from error


def _pages(path: Path) -> int | None:
    """The length in bytes that its pages ought to have, as far as can be told; None for what is no database."""
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise problems.unreadable(path, "Permission denied")
    size = path.stat().st_size
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            try:
                return _stated(connection)
            except sqlite3.DatabaseError as error:
                if _name(error) == "SQLITE_NOTADB":
                    return None
                if not _name(error).startswith("SQLITE_CORRUPT"):
                    raise
            # Either it has fewer pages than it says, which this setting forgives, or there is worse, to be found by the opener.
            connection.execute("PRAGMA writable_schema = ON")
            try:
                _stated(connection)
            except sqlite3.DatabaseError:
                return size
            return size + 1
    except sqlite3.Error as error:
        raise problems.from_sqlite(path, error) from error


def _stated(connection: sqlite3.Connection) -> int:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (length,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages) * int(length)


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))
