"""The files of the cache: SQLite databases that can be made anew at any time. Nothing here is the truth about anything.

A file is written beside its place and renamed into it, never changed, and read through one connection that sees no other
file even where that one takes its name: so any number of programs may read and write the same cache.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

APPLICATION = 0x526F6C65
"""What SQLite files of this cache are marked with."""
CHUNK = 500
"""Rows read at once."""
_STALE_NS = 3600 * 10**9
_OLD_NS = 180 * 24 * _STALE_NS
"""Files of decks that are there no more go after half a year; of the others, each is then written once more."""
_numbers = itertools.count()

Row = tuple[Any, ...]


class Damaged(Exception):
    """A file of the cache cannot be used: it is damaged, foreign, or from another version."""


class Rows:
    """One file of the cache, open for reading."""

    def __init__(self, path: Path) -> None:
        """Raises `Damaged` where there is no file of this cache."""
        self._path = path
        self._lock = threading.Lock()
        name = os.fspath(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        try:
            self._connection = sqlite3.connect(
                f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise Damaged(str(error)) from None
        self._end = weakref.finalize(self, self._connection.close)
        try:
            if self.all("PRAGMA application_id") != [(APPLICATION,)]:
                raise Damaged("It is no file of this cache.")
            self.meta: dict[str, str] = dict(self.all("SELECT key, value FROM meta"))
        except (Damaged, ValueError) as error:
            self.close()
            raise Damaged(str(error)) from None

    def all(self, query: str, values: Iterable[object] = ()) -> list[Row]:
        """The rows of a query. Raises `Damaged`."""
        try:
            with self._lock:
                return self._connection.execute(query, tuple(values)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise Damaged(str(error)) from None

    def by_place(self, what: str, table: str) -> Iterator[Row]:
        """Columns of all rows of a table that counts places from 0, in their order. Raises `Damaged`."""
        for start in itertools.count(0, CHUNK):
            rows = self.all(
                f"SELECT {what} FROM {table} WHERE place >= ? AND place < ? ORDER BY place",  # noqa: S608 - names of ours
                (start, start + CHUNK),
            )
            yield from rows
            if len(rows) < CHUNK:
                return

    def discard(self) -> None:
        """Take the file away, so that it is written anew; one that was let go of is only that."""
        if not self._end.alive:
            return
        with contextlib.suppress(OSError):
            self._path.unlink()

    def close(self) -> None:
        """Let go of the file."""
        self._end()


class Draft:
    """A file of the cache that is being written, beside its place."""

    def __init__(self, target: Path) -> None:
        """Raises OSError where the folder cannot be written."""
        self._target = target
        # Only for its owner: what is read from here is shown as if it stood in the deck.
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = target.with_name(f".{target.name}.{os.getpid()}-{next(_numbers)}.tmp")
        os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self.begun_ns = self._path.stat().st_mtime_ns
        """When it was begun, by the file system's own clock."""
        self._end = weakref.finalize(self, _remove, self._path)

    def write(self, meta: dict[str, str], fill: Callable[[sqlite3.Connection], None]) -> None:
        """Write it and put it into its place. Raises OSError or sqlite3.Error, and then it is not there."""
        try:
            with contextlib.closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute("BEGIN")
                connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
                fill(connection)
                connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
                connection.execute("COMMIT")
            with self._path.open("rb+") as file:
                os.fsync(file.fileno())
            self._path.replace(self._target)
        finally:
            self.drop()
        _sweep(self._target.parent, self.begun_ns)

    def drop(self) -> None:
        """Give it up, if it is not in its place."""
        self._end()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _sweep(folder: Path, now_ns: int) -> None:
    """Take away what processes that were killed have left, and what nobody may want any more."""
    with contextlib.suppress(OSError):
        for pattern, age in ((".*.tmp", _STALE_NS), ("*-????????.*", _OLD_NS)):
            for path in folder.glob(pattern):
                if path.stat().st_mtime_ns < now_ns - age:
                    path.unlink()
