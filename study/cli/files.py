"""Writing a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from decks.text import one_line
from study.cli.context import Told
from study.output import narrate, write


@contextmanager
def replaced(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file that takes the place of `path` when the block ends well; else `path` stays as it was.

    It is written beside it, brought to the disk and renamed. A device or pipe is written straight into.
    Raises `Told` where that is not possible, and where `path` is a database: whoever names one has named the wrong file.
    """
    if is_database(path):
        raise Told(f"{one_line(str(path))} is a database, and is not written over. Name another file.")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        with _beside(path.resolve()) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise Told(f"{one_line(str(path))} cannot be written: {reason}.") from None


def put(text: str, path: Path | None) -> None:
    """Write text to a file, and say so, or where there is none to stdout. Raises `Told` as `replaced` does."""
    if path is None:
        write(text.rstrip("\r\n"))
        return
    with replaced(path) as file:
        file.write(text if text.endswith("\n") else text + "\n")
    narrate(f"Wrote {one_line(str(path))}")


def is_database(path: Path) -> bool:
    """Whether there is such a file, and it is a database; told without opening it, for that would take away our locks on it."""
    from progress.problems import StoreProblem
    from progress.storage import header

    try:
        return path.is_file() and header.is_database(path)
    except StoreProblem:  # out of reach; whoever opens it says so
        return False


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_mode(Path(name), path)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    _sync_folder(path.parent)


def _take_mode(new: Path, old: Path) -> None:
    """Permissions of the file replaced, or those that a plain new file gets."""
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
        return
    mask = os.umask(0o077)
    os.umask(mask)
    new.chmod(0o666 & ~mask)


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where folders can be opened."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
