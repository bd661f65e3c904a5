"""Opening a collection of Anki: a database, alone or in a package. It is copied first and never touched.

| file | what is in it |
| --- | --- |
| `.anki2`, `.anki21` | the database itself; while Anki is open, with a `-wal` beside it |
| `.apkg`, `.colpkg` | a ZIP archive with `collection.anki21b` (the database, compressed with Zstandard), `collection.anki21` or `collection.anki2`; where a newer one is there, the older only says that Anki is to be updated |
"""

import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

MOST_BYTES = 4 * 1024**3
"""A larger database is refused: a small archive can claim to hold any amount."""
_NEWEST_FIRST = ("collection.anki21b", "collection.anki21", "collection.anki2")
_MAGIC = b"SQLite format 3\x00"
_PIECE = 1024 * 1024
_TABLES = frozenset({"revlog", "cards", "notes"})


class AnkiProblem(Exception):
    """The file cannot be used. `str()` is one sentence without the file's name, which comes before it."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the collection, gone at the end. Raises AnkiProblem, also for what turns out within the block."""
    with tempfile.TemporaryDirectory(prefix="rolecall-") as folder:
        copied = Path(folder) / "collection"
        try:
            _copy(path, copied)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise AnkiProblem(f"the archive is damaged or locked ({error}).") from error
        except OSError as error:
            raise AnkiProblem(f"it cannot be read: {error.strerror or error}.") from error
        with copied.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise AnkiProblem("it is no collection of Anki (.anki2, .apkg or .colpkg).")
        try:
            with closing(sqlite3.connect(copied)) as connection:
                _prepare(connection)
                yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise AnkiProblem(f"its database is damaged ({error}).") from error


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # Some of Anki's columns sort by a collation of its own. Nothing here is sorted by them.
    connection.create_collation(
        "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
    )
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if lacking := sorted(_TABLES - there):
        raise AnkiProblem(f"it is no collection of Anki: it has no table {lacking[0]}.")


def _copy(path: Path, target: Path) -> None:
    with path.open("rb") as source:
        begin = source.read(len(_MAGIC))
    if begin == _MAGIC or not zipfile.is_zipfile(path):
        if begin.startswith(b"PK\x03\x04"):
            raise AnkiProblem("the archive is cut short.")
        with path.open("rb") as source:
            _pour(source, target)
        beside = path.with_name(path.name + "-wal")
        if beside.is_file():
            shutil.copyfile(beside, target.with_name(target.name + "-wal"))
        return
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        name = next((each for each in _NEWEST_FIRST if each in names), None)
        if name is None:
            raise AnkiProblem("the archive holds no collection of Anki.")
        with archive.open(name) as packed:
            if name == "collection.anki21b":
                _unpack(packed, target)
            else:
                _pour(packed, target)


def _unpack(packed: IO[bytes], target: Path) -> None:
    try:
        import zstandard
    except ImportError:
        raise AnkiProblem(
            "it is packed the newer way. Export it from Anki with “Support older Anki versions” ticked, "
            "or install rolecall[anki]."
        ) from None
    try:
        with zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True) as source:
            _pour(source, target)
    except zstandard.ZstdError as error:
        raise AnkiProblem(f"the archive is damaged or locked ({error}).") from error


def _pour(source: IO[bytes], target: Path) -> None:
    written = 0
    with target.open("wb") as file:
        while piece := source.read(_PIECE):
            written += len(piece)
            if written > MOST_BYTES:
                raise AnkiProblem(f"it is larger than {MOST_BYTES // 1024**3} GB.")
            file.write(piece)
