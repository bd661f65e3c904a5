"""Putting a file in its place whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a database that is open, after its name."""
_DRAFT = ".part"


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """An empty draft in the folder of `path`, which takes the place of `path` when the block ends well.

    It is brought to the disk before, and the folder after it. Otherwise the draft is removed, and `path` stays as it was.
    Raises OSError.
    """
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_DRAFT, dir=path.parent)
    os.close(number)
    draft = Path(name)
    try:
        yield draft
        sync_file(draft)
        draft.replace(path)
    finally:
        for each in (draft, *sidecars(draft)):
            each.unlink(missing_ok=True)
    sync_folder(path.parent)


def sidecars(path: Path) -> list[Path]:
    """The names of the files that may belong to a database."""
    return [path.with_name(path.name + ending) for ending in SIDECARS]


def sweep(folder: Path, name: str, before: float) -> None:
    """Remove drafts of files that begin with `name` which a program that was killed left behind.

    Those only that were last written before that Unix time, for another program may be at one just now.
    """
    for draft in folder.glob(f".{name}*{_DRAFT}*"):
        with suppress(OSError):
            if draft.stat().st_mtime < before:
                draft.unlink()


def like(path: Path, model: Path) -> None:
    """Let `path` be read and written by whom `model` is."""
    with suppress(OSError):
        path.chmod(model.stat().st_mode & 0o777)


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where folders can be opened."""
    if hasattr(os, "O_DIRECTORY"):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
