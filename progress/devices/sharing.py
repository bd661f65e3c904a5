"""The files of a folder that devices share: reading what others have put there, and adding to one's own.

Whatever synchronises the folder may cut files, put an older one back, or keep both under two names; anybody may put
something else there. So every ordinary file that ends in `.jsonl` is read, whatever its name, from where it was read to
if its content up to there is as it was, and each that is odd is named.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, NamedTuple

from progress.events import Event
from progress.exchange.lines import read_lines
from progress.files import sync_folder

ENDING = ".jsonl"
_PREFIX = "rolecall-"
LARGEST = 4 << 30
"""Bytes beyond which a file is left out."""
HOPELESS = 20
"""A file that begins with so many bad lines and no good one is none of ours."""
_TOLD = 3
"""How many bad lines of one file are told one by one."""
_TAIL = 4096


class Place(NamedTuple):
    """How far a file was read or written, and what shows that it is the same file still."""

    offset: int
    """Bytes."""
    lines: int
    tail: str
    """A hash over the last bytes before `offset`."""


@dataclass(slots=True)
class Reading:
    """One file being read."""

    path: Path
    place: Place
    """Where reading began; after it, how far it got."""
    complaints: list[str]

    def events(self) -> Iterator[Event]:
        """What is new in it; a last line that is not finished yet is left for the next time. Never raises OSError."""
        try:
            with _opened(self.path) as stream:
                if _tail(stream, self.place.offset) != self.place.tail:
                    self.place = Place(0, 0, "")
                stream.seek(self.place.offset)
                yield from self._read(stream)
        except OSError as error:
            self.complaints.append(f"{self.path} cannot be read: {error.strerror or error}.")

    def _read(self, stream: BinaryIO) -> Iterator[Event]:
        before, end, lines, good, bad = self.place, self.place.offset, self.place.lines, 0, 0
        if before.offset == 0 and b"\0" in stream.read(_TAIL):
            self.complaints.append(f"{self.path} is no text; it was left out.")
            return
        stream.seek(before.offset)
        for line in read_lines(stream, whole=True):
            end, lines = before.offset + line.end, before.lines + line.number
            if isinstance(line.found, Event):
                good += 1
                yield line.found
                continue
            bad += 1
            if bad >= HOPELESS and not good and not before.offset:
                del self.complaints[len(self.complaints) - _TOLD :]
                self.complaints.append(f"{self.path} holds no answers; it was left out.")
                return
            if bad <= _TOLD:
                self.complaints.append(f"{self.path}:{lines}: {line.found}")
        if bad > _TOLD:
            self.complaints.append(f"{self.path} holds {bad - _TOLD} more bad lines.")
        self.place = Place(end, lines, _tail(stream, end))


def own_file(folder: Path, device: str) -> Path:
    """The one file that a device writes."""
    safe = "".join(char if char.isalnum() or char in "-_" else "_" for char in device)
    return folder / f"{_PREFIX}{safe}{ENDING}"


def listed(folder: Path, complaints: list[str]) -> list[Path]:
    """The files to be read, by name; what is none is named in `complaints`. Raises OSError where the folder is not there."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix != ENDING or path.name.startswith("."):
            continue
        try:
            status = path.lstat()
        except OSError:
            continue  # gone since
        if not stat.S_ISREG(status.st_mode):
            what = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "no ordinary file"
            complaints.append(f"{path} is {what}; it was left out.")
        elif status.st_size > LARGEST:
            complaints.append(f"{path} is larger than {LARGEST >> 30} GB; it was left out.")
        else:
            found.append(path)
    return found


def place_at(path: Path, offset: int, lines: int) -> Place:
    """The place in a file as it is now. Raises OSError."""
    with _opened(path) as stream:
        return Place(offset, lines, _tail(stream, offset))


def is_at_end(path: Path, place: Place) -> bool:
    """Whether a file ends there, and is the same up to there."""
    try:
        with _opened(path) as stream:
            return (
                os.fstat(stream.fileno()).st_size == place.offset
                and _tail(stream, place.offset) == place.tail
            )
    except FileNotFoundError:
        return place.offset == 0


def cut_unfinished(path: Path) -> int:
    """Cut a last line without an end off one's own file; its length after that, 0 where there is none. Raises OSError."""
    try:
        with _opened(path, writing=True) as stream:
            size = end = stream.seek(0, os.SEEK_END)
            while end:
                start = max(0, end - _TAIL)
                stream.seek(start)
                found = stream.read(end - start).rfind(b"\n")
                if found >= 0:
                    end = start + found + 1
                    break
                end = start
            if end < size:
                stream.truncate(end)
                os.fsync(stream.fileno())
            return end
    except FileNotFoundError:
        return 0


def append(path: Path, lines: Iterable[str]) -> int:
    """Add lines to one's own file, durably, all of them or none; its length after that. Raises OSError."""
    is_new = not path.exists()
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    rest = memoryview("".join(f"{line}\n" for line in lines).encode())
    number = os.open(path, flags, 0o666)
    try:
        size = os.fstat(number).st_size
        try:
            while rest:
                rest = rest[os.write(number, rest) :]
            os.fsync(number)
        except BaseException:
            os.ftruncate(number, size)
            raise
        size = os.fstat(number).st_size
    finally:
        os.close(number)
    if is_new:
        sync_folder(path.parent)
    return size


def _opened(path: Path, *, writing: bool = False) -> BinaryIO:
    """A file that is ordinary when it is opened, whatever it was before. Raises OSError."""
    flags = os.O_RDWR if writing else os.O_RDONLY
    number = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(22, "it is no ordinary file", str(path))
    return os.fdopen(number, "rb+" if writing else "rb")


def _tail(stream: BinaryIO, offset: int) -> str:
    """A hash of the bytes before `offset`, which is empty where there are none, and no hash where the file is shorter."""
    if not offset:
        return ""
    start = max(0, offset - _TAIL)
    stream.seek(start)
    found = stream.read(offset - start)
    return blake2b(found, digest_size=8).hexdigest() if len(found) == offset - start else "short"
