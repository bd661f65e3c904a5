"""Putting a backup in the place of the database. What was there before is kept beside it, never overwritten."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from progress.files import beside, like, sidecars, sync_folder
from progress.problems import StoreProblem
from progress.safety import backups, copying
from progress.safety.copying import Content

LATEST = "latest"
"""What names the latest backup that is whole."""


@dataclass(frozen=True, slots=True)
class Restoration:
    """A backup that was found whole, and what it would replace."""

    backup: Path
    content: Content
    present: Content | None
    """What the database holds now; None where there is none, or where that cannot be read."""
    trouble: str
    """Why the present database cannot be read, as a sentence; else empty."""


def find(database: Path, name: str) -> Path:
    """The backup of that name: `latest`, a name in the folder of backups, or a path. Raises StoreProblem for none."""
    if name != LATEST:
        for path in (Path(name), backups.folder_of(database) / name):
            if path.is_file():
                return path
        raise StoreProblem(f"There is no backup {name}. study progress backups lists those that there are.")
    if not backups.kept(database):
        raise StoreProblem(f"There are no backups in {backups.folder_of(database)}.")
    found = backups.newest_good(database)
    if found is None:
        raise StoreProblem(f"None of the backups in {backups.folder_of(database)} is whole.")
    return found[0].path


def prepare(database: Path, backup: Path) -> Restoration:
    """See that `backup` is whole, and what would be replaced by it. Raises StoreProblem where it is not."""
    if database.exists() and backup.samefile(database):
        raise StoreProblem(f"{backup} is the database itself, and no backup of it.")
    content = copying.inspect(backup)
    present, trouble = None, ""
    if database.exists():
        try:
            present = copying.look_into(database)
        except StoreProblem as problem:
            trouble = str(problem)
    return Restoration(backup, content, present, trouble)


def kept_name(database: Path, at: datetime) -> Path:
    """The name under which the present database will be kept."""
    stem = f"{database.stem}-replaced-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}"
    number, name = 1, database.with_name(f"{stem}{database.suffix}")
    while name.exists():
        number += 1
        name = database.with_name(f"{stem}-{number}{database.suffix}")
    return name


def restore(database: Path, backup: Path, at: datetime) -> Path | None:
    """Put a copy of `backup` in the place of `database`; where the former one is kept, None where there was none.

    At every moment the one or the other has the database's name, whole. Raises StoreProblem, also where another program
    has the database open.
    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        if database.is_dir():
            raise StoreProblem(f"{database} is a folder where the progress file should be. Move it away.")
        kept = None
        with beside(database) as draft:
            copying.copy(backup, draft)
            like(draft, database if database.exists() else backup)
            copying.inspect(draft)
            if database.exists():
                if _is_readable(database):
                    close_down(database)
                kept = kept_name(database, at)
                _keep(database, kept)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreProblem(f"{database} cannot be replaced ({reason}). It was left as it is.") from error
    return kept


def _is_readable(database: Path) -> bool:
    """Whether it is safe to open it in earnest: of a file that is none, SQLite would remove the write-ahead log."""
    with suppress(StoreProblem):
        copying.look_into(database)
        return True
    return False


def close_down(database: Path) -> None:
    """Have all of the database in its one file. Raises StoreProblem where another program has it open.

    A damaged database stays as it is.
    """
    # SQLite leaves its write-ahead log only for whoever has the database to itself.
    with suppress(sqlite3.DatabaseError):
        uri = f"{database.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            except sqlite3.OperationalError as error:
                if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                    raise StoreProblem(
                        f"{database} is open in another program. Close that, and try again."
                    ) from error
                raise


def _keep(database: Path, kept: Path) -> None:
    """Give the database a second name, and what belongs to it that name only: with another database it would do harm."""
    try:
        kept.hardlink_to(database)
    except OSError:  # a file system without links: for a moment nothing has the name
        database.rename(kept)
    for old, new in zip(sidecars(database), sidecars(kept), strict=True):
        if old.exists():
            old.rename(new)
    sync_folder(database.parent)
