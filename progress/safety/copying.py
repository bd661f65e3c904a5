"""SQLite only, by the standard library: copying a database that may be in use, and seeing what one holds.

Light, for a backup is made beside the app's first screen. Nothing here changes the database that it reads.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from progress import problems
from progress.files import sidecars
from progress.glance.quick import KNOWN_FORMAT
from progress.storage import header

PAGES = 4096
"""How many pages are copied before it is asked whether to go on: some hundredths of a second."""

_PATIENCE = 10.0


class Stopped(Exception):
    """The copying was given up because it was asked to."""


class Content(NamedTuple):
    """What a database holds."""

    answers: int
    """Reviews and answers to questions, those taken back too."""
    last: datetime | None
    """When the latest of them was given, in UTC; None where there is none."""
    sequence: int
    """The number of the log's last line. A log only grows, so that a smaller one was cut."""
    format: int
    """The number of the last migration."""
    learner: str


def copy(source: Path, target: Path, going_on: Callable[[], bool] = lambda: True) -> None:
    """Copy the database as it is at this moment; others may read and write it meanwhile.

    `target` is a file of its own afterwards, with nothing beside it. Raises StoreProblem about `source`, OSError about
    `target`, and Stopped as soon as `going_on` says no.
    """

    def told(*_: int) -> None:
        if not going_on():
            raise Stopped

    header.check(source)
    with closing(_connected(source)) as old:
        try:
            old.execute("BEGIN")  # one state of it throughout, or every answer would begin the copy anew
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            raise problems.from_sqlite(source, error) from error
        with closing(sqlite3.connect(target, isolation_level=None)) as new:
            try:
                new.execute("PRAGMA synchronous = OFF")  # whoever names the file brings it to the disk
                old.backup(new, pages=PAGES, progress=told)
            except sqlite3.Error as error:
                raise _blamed(error, source, target) from error
    with closing(sqlite3.connect(target, isolation_level=None)) as new:
        try:
            new.execute("PRAGMA synchronous = OFF")
            new.execute("PRAGMA journal_mode = DELETE")  # it came in the mode that keeps a file beside it
        except sqlite3.Error as error:
            raise _blamed(error, source, target) from error


def _blamed(error: sqlite3.Error, source: Path, target: Path) -> Exception:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_FULL":
        return OSError(28, "No space left on device", str(target))
    if name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR_FSYNC")):
        return OSError(5, f"It cannot be written: {error}", str(target))
    return problems.from_sqlite(source, error)


def inspect(path: Path) -> Content:
    """What a database that is not in use holds, once all of it was found whole. Raises StoreProblem where it is not."""
    with opened(path) as connection:
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.Error as error:
            raise problems.from_sqlite(path, error) from error
        if found != ("ok",):
            said = str(found[0]).removeprefix("*** in database main ***") if found else "it cannot be checked"
            raise problems.damaged(path, " ".join(said.split()))
    return look_into(path)


def look_into(path: Path) -> Content:
    """What a database holds, without looking whether all of it is whole.

    Raises StoreProblem for one that is not ours, newer, or damaged where one looks.
    """
    with opened(path) as connection:
        try:
            (number,) = connection.execute("SELECT max(number) FROM migration").fetchone()
            if number is None:
                raise problems.not_ours(path)
            if number > KNOWN_FORMAT:
                raise problems.newer(path, number, KNOWN_FORMAT)
            (learner,) = connection.execute("SELECT value FROM meta WHERE key = 'learner'").fetchone() or (
                "",
            )
            answers, last = connection.execute(
                "SELECT count(*), max(at) FROM event WHERE kind IN ('review', 'quiz')"
            ).fetchone()
            sequence = _length(connection)
        except sqlite3.Error as error:
            if "no such table" in str(error):
                raise problems.not_ours(path) from error
            raise problems.from_sqlite(path, error) from error
    try:
        at = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else None
    except ValueError as error:
        raise problems.damaged(path, str(error)) from error
    return Content(answers, at, sequence, number, learner)


def length(path: Path) -> int:
    """The number of the last line of the log, at a glance. Raises StoreProblem."""
    with opened(path) as connection:
        try:
            return _length(connection)
        except sqlite3.Error as error:
            raise problems.from_sqlite(path, error) from error


def _length(connection: sqlite3.Connection) -> int:
    (sequence,) = connection.execute("SELECT max(sequence) FROM event").fetchone()
    return sequence or 0


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to read by, which leaves neither traces nor files behind. Raises StoreProblem."""
    header.check(path)
    wal, shared, _ = sidecars(path)
    if _size(wal) and not shared.exists():
        # Whoever wrote it is gone. To read what it left in the log one has to be able to write, so in a copy.
        with _private(path) as twin, closing(_connected(twin)) as connection:
            yield connection
        return
    # Without a log nothing is written just now; with one, the files that reading needs are there already.
    mode = "mode=ro" if shared.exists() else "mode=ro&immutable=1"
    try:
        connection = _connection(path, mode)
    except sqlite3.Error as error:
        raise problems.from_sqlite(path, error) from error
    with closing(connection):
        yield connection


@contextmanager
def twin_of(path: Path) -> Iterator[Path]:
    """A private copy of a database, whole, to be opened and changed at will, and removed at the end.

    Raises StoreProblem about `path`, and OSError where the copy has no room.
    """
    header.check(path)
    with tempfile.TemporaryDirectory(prefix="rolecall-") as folder:
        twin = Path(folder) / "progress.db"
        wal, shared, _ = sidecars(path)
        if _size(wal) and not shared.exists():
            with _private(path) as whole:
                copy(whole, twin)
        else:
            copy(path, twin)
        yield twin


@contextmanager
def _private(path: Path) -> Iterator[Path]:
    """The database's files as they lie there, in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="rolecall-") as folder:
        twin = Path(folder) / path.name
        for old, new in zip((path, sidecars(path)[0]), (twin, sidecars(twin)[0]), strict=True):
            new.write_bytes(old.read_bytes())
        yield twin


def _connected(path: Path) -> sqlite3.Connection:
    """To a database that may be in use, and may lie in a folder that allows no writing."""
    mode = "mode=ro&immutable=1"
    if _size(sidecars(path)[0]) or _may_write(path):
        mode = "mode=rw"  # who is the last to close it puts its files in order
    try:
        return _connection(path, mode)
    except sqlite3.Error as error:
        raise problems.from_sqlite(path, error) from error


def _may_write(path: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return os.access(path, os.W_OK)
    except OSError:
        return False


def _connection(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
