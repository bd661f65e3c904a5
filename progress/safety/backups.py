"""Backups: whole copies of the database in a folder beside it, made on their own and thinned out with time.

One is made on each day on which the program is used, and of those the last seven are kept, and the last of each of four
weeks and of twelve months. What was made by hand, before an upgrade or before a merge stays until somebody removes it.
"""

import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from progress.files import beside, like, sidecars, sweep
from progress.problems import StoreProblem
from progress.safety import copying
from progress.safety.copying import Content
from progress.safety.thinning import worth_keeping

RESERVE = 64 << 20
"""Bytes that have to stay free on the disk for answers."""

_DAY = re.compile(r"progress-(\d{4}-\d\d-\d\d)\.db")
_MOMENT = re.compile(r"progress-(\d{4}-\d\d-\d\d)-(\d{6})(-before-merge)?(?:-\d+)?\.db")
_UPGRADE = re.compile(r"progress-before-format-\d+(?:-\d+)?\.db")
_HOUR = 3600.0
FOLDER = "backups"


class Occasion(StrEnum):
    """Why a backup was made."""

    DAY = "daily"
    HAND = "by hand"
    UPGRADE = "before an upgrade"
    MERGE = "before a merge"


@dataclass(frozen=True, slots=True)
class Backup:
    """One file in the folder of backups."""

    path: Path
    occasion: Occasion
    made: datetime
    """UTC; to the day for a daily one, whose name says no more."""
    size: int
    """Bytes."""


def folder_of(database: Path) -> Path:
    """Where the backups of a database are."""
    return database.parent / FOLDER


def kept(database: Path) -> list[Backup]:
    """The backups that there are, the latest first. Whether they are whole is not looked at. Raises StoreProblem."""
    folder = folder_of(database)
    found = []
    try:
        for path in folder.iterdir():
            backup = _backup(path)
            if backup:
                found.append(backup)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise StoreProblem(f"The backups in {folder} cannot be listed ({_reason(error)}).") from error
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def _backup(path: Path) -> Backup | None:
    with suppress(OSError, ValueError):
        if path.is_symlink() or not path.is_file():
            return None
        status = path.stat()
        if found := _DAY.fullmatch(path.name):
            made = datetime.fromisoformat(found[1]).replace(tzinfo=UTC)
            return Backup(path, Occasion.DAY, made, status.st_size)
        if found := _MOMENT.fullmatch(path.name):
            made = datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(tzinfo=UTC)
            return Backup(path, Occasion.MERGE if found[3] else Occasion.HAND, made, status.st_size)
        if _UPGRADE.fullmatch(path.name):
            made = datetime.fromtimestamp(status.st_mtime, UTC)
            return Backup(path, Occasion.UPGRADE, made, status.st_size)
    return None


def is_due(database: Path, at: datetime) -> bool:
    """Whether there is progress, and no backup of this day (UTC) yet."""
    return database.is_file() and not _daily_name(database, at).exists()


class Made(NamedTuple):
    """The backup of a day."""

    path: Path
    content: Content
    missing: int
    """How many lines of the log the backup before it holds more: they were lost since, or an older state was restored."""


def daily(database: Path, at: datetime, going_on: Callable[[], bool] = lambda: True) -> Made | None:
    """Make the backup of this day unless there is one or nothing to keep, and thin the older ones out.

    Given up, with nothing left behind, as soon as `going_on` says no. Raises StoreProblem, whose sentence says that the
    day has no backup.
    """
    if not is_due(database, at):
        return None
    target = _daily_name(database, at)
    try:
        if not copying.length(database):
            return None
        _check_room(database)
        before = next((_length(backup.path) for backup in kept(database)), 0)
        content = make(database, target, going_on)
    except copying.Stopped:
        return None
    except StoreProblem as problem:
        raise StoreProblem(f"No backup could be made today. {problem}") from problem
    sweep(target.parent, "progress-", at.timestamp() - _HOUR)
    rotate(database, target, content)
    return Made(target, content, max(0, before - content.sequence))


def _check_room(database: Path) -> None:
    files = (database, *sidecars(database))
    size = sum(path.stat().st_size for path in files if path.exists())
    free = shutil.disk_usage(database.parent).free
    if free < size + RESERVE:
        raise StoreProblem(f"Only {free >> 20} MB are free on the disk of {database.parent}.")


def by_hand(database: Path, at: datetime, file: Path | None = None) -> tuple[Path, Content]:
    """Make a backup now, at `file` or in the folder of backups under the time; where it is and what it holds.

    Raises StoreProblem.
    """
    if file is not None and file.exists() and file.samefile(database):
        raise StoreProblem(f"{file} is the database itself, and no place for a backup of it.")
    target = file or _free(folder_of(database) / f"progress-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}.db")
    return target, make(database, target)


def before_merge(database: Path, at: datetime) -> Path:
    """Make a backup before something is taken in that may turn out not to belong here; where it is. Raises StoreProblem."""
    target = _free(folder_of(database) / f"progress-{at.astimezone(UTC):%Y-%m-%d-%H%M%S}-before-merge.db")
    make(database, target)
    return target


def before_upgrade(database: Path, number: int) -> Path:
    """Make a backup before the database is brought to format `number`; where it is. Raises StoreProblem."""
    target = _free(folder_of(database) / f"progress-before-format-{number}.db")
    try:
        make(database, target)
    except StoreProblem as problem:
        raise StoreProblem(
            f"{database} has to be upgraded to format {number}, and no backup could be made before that: {problem} "
            "Nothing was changed."
        ) from problem
    return target


def make(database: Path, target: Path, going_on: Callable[[], bool] = lambda: True) -> Content:
    """Copy the database to `target`, see that the copy is whole, and only then give it its name; what it holds.

    Raises StoreProblem.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside(target) as draft:
            copying.copy(database, draft, going_on)
            like(draft, database)
            return copying.inspect(draft)
    except OSError as error:
        raise StoreProblem(f"{target} cannot be written ({_reason(error)}).") from error


def rotate(database: Path, newest: Path, content: Content) -> list[Path]:
    """Remove the daily backups that are neither among the last days nor the last of their week or month; which they were.

    One that holds more of the log than the newest stays: a log only grows, so that something was lost since.
    """
    days = {b.made.date(): b.path for b in kept(database) if b.occasion is Occasion.DAY}
    gone = []
    for day in sorted(set(days) - worth_keeping(days)):
        path = days[day]
        if path == newest or _length(path) > content.sequence:
            continue
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return gone


def _length(path: Path) -> int:
    with suppress(StoreProblem):
        return copying.length(path)
    return 0


def newest_good(database: Path) -> tuple[Backup, Content] | None:
    """The latest backup that is whole, with what it holds; None where there is none."""
    with suppress(StoreProblem):
        for backup in kept(database):
            with suppress(StoreProblem):
                return backup, copying.inspect(backup.path)
    return None


def way_out(path: str) -> str:
    """What to do about a database that cannot be read, where there are backups of it; else nothing."""
    database = Path(path)
    if database.parent.name == FOLDER:
        return "study progress backups lists the other backups."
    found = newest_good(database)
    if found is None:
        return ""
    backup, content = found
    answers = "1 answer" if content.answers == 1 else f"{content.answers} answers"
    until = f", the last of {content.last:%Y-%m-%d}" if content.last else ""
    return (
        f"study progress restore {backup.path.name} brings back the newest good backup ({answers}{until}), "
        "and study progress salvage recovers what can still be read."
    )


def _daily_name(database: Path, at: datetime) -> Path:
    return folder_of(database) / f"progress-{at.astimezone(UTC):%Y-%m-%d}.db"


def _free(path: Path) -> Path:
    """`path`, or where that is taken the same with a number."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
