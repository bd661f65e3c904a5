"""SQLite only: finding the file in order, opening it, making a new one, and writing to it durably.

Nothing here changes or removes a file that is not in order.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from progress import problems
from progress.storage import header

PATIENCE = 10.0
"""Seconds to wait for another program that is writing."""
SMALL = 4 << 20
"""Bytes up to which a database is checked in full whenever it is opened; that takes some 10 ms."""


class Difference(NamedTuple):
    """How a table of cards differs from what it was, or ought to be."""

    more: int
    """Cards that only the new one has."""
    less: int
    """Cards that only the old one has."""
    other: int
    """Cards of which the two say something else."""
    cards: list[str]
    """Some of all these."""


def inspect_file(path: Path) -> bool:
    """Whether `path` exists; raise StoreProblem where it cannot be a whole database, without touching it."""
    if not path.exists():
        return False
    header.check(path)
    return True


def connect(path: Path, patience: float = PATIENCE) -> Connection:
    """A connection in which nothing is committed but by `write`. Raises StoreProblem."""

    def raw() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "PRAGMA synchronous = FULL"
        )  # in WAL mode, every commit is synced before it returns
        connection.execute("PRAGMA cache_size = -16000")
        return connection

    with told(path):
        try:
            return create_engine("sqlite://", creator=raw, poolclass=NullPool).connect()
        except sqlite3.Error as error:
            raise problems.from_sqlite(path, error) from error


def use_wal(connection: Connection) -> None:
    """Let readers and one writer work at once, and make a commit cost one sync."""
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the database's errors into a StoreProblem about `path`."""
    try:
        yield
    except DBAPIError as error:
        raise problems.from_sqlite(path, error.orig or error) from error


@contextmanager
def write(connection: Connection) -> Iterator[None]:
    """One transaction: durable when left, undone whole when left by an exception."""
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE"
    )  # fails at once, not at the first write, when another one writes
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if getattr(connection.connection.dbapi_connection, "in_transaction", False):
            connection.exec_driver_sql("ROLLBACK")
        raise


def data_version(connection: Connection) -> int:
    """A number that changes when another program has written."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def quick_check(connection: Connection) -> str:
    """What SQLite finds wrong with the file's pages, in its own words; empty when nothing is. Reads all of it."""
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return "" if found == "ok" else in_a_line(str(found))


def in_a_line(found: str) -> str:
    """What SQLite says of damage, without its heading, as part of a sentence."""
    return " ".join(found.removeprefix("*** in database main ***").split())


def create(path: Path, random: Random, prepare: Callable[[Connection], None]) -> None:
    """Make a new database that `prepare` has filled, unless another program was quicker.

    It is made under another name and linked to its own when it is whole, so there never is half a database.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise problems.no_folder(path.parent, error.strerror or str(error)) from error
    draft = path.with_name(f".{path.name}.{random.getrandbits(64):016x}.new")
    try:
        draft.touch(exist_ok=False)
    except OSError as error:
        raise problems.unwritable(path) from error
    try:
        connection = connect(draft)
        try:
            with told(path):
                use_wal(connection)
                prepare(connection)
        finally:
            connection.close()
        _name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _name(draft: Path, path: Path) -> None:
    """Give `draft` the name `path` where nothing has it yet, durably."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a file system without links: the moment between test and renaming remains
        if not path.exists():
            draft.rename(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """One state of the database throughout, whatever others write; what is written to temporary tables is gone after."""
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        if getattr(connection.connection.dbapi_connection, "in_transaction", False):
            connection.exec_driver_sql("ROLLBACK")


def shadow(connection: Connection, name: str) -> None:
    """From here on to the end of the transaction, queries of this table meet an empty one that only this connection has."""
    made = str(
        connection.exec_driver_sql(
            "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (name,)
        ).scalar_one()
    )
    connection.exec_driver_sql(made.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))


def remember(connection: Connection, name: str) -> None:
    """Keep the rows that a table has now as `before_` with its name, until the connection is closed."""
    connection.exec_driver_sql(f"CREATE TEMP TABLE before_{name} AS SELECT * FROM main.{name}")  # noqa: S608


def compare(connection: Connection, old: str, new: str, limit: int) -> Difference:
    """How the rows of one table differ from those of another of the same columns, of cards; as `schema.table`."""
    rows = "SELECT card FROM (SELECT * FROM {} EXCEPT SELECT * FROM {})"
    less = set(connection.exec_driver_sql(rows.format(old, new)).scalars())
    more = set(connection.exec_driver_sql(rows.format(new, old)).scalars())
    return Difference(len(more - less), len(less - more), len(less & more), sorted(less | more)[:limit])


def integrity(connection: Connection, limit: int = 20) -> list[str]:
    """What SQLite finds wrong with the file, its indexes and its rules, in its own words. Reads all of it."""
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({limit})").scalars()
    return [in_a_line(str(each)) for each in found if each != "ok"]


def foreign_keys(connection: Connection) -> int:
    """How many rows point to rows that are not there."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
