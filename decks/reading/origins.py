"""Which files a deck was read from, and whether they are still as they were then.

Light to import: it is asked before anything else is known of a deck, and mostly spares reading it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAIN_FILE = "deck.yaml"
"""The deck's own file in a folder that is a deck."""

SETTLED_NS = 2_000_000_000
"""A file that was changed less than this before it was read may have been changed again without its times telling: the
coarsest clock of a file system in use, FAT's, moves every two seconds."""

Times = tuple[int, int, int, int, int]
"""Size, modification and status change in nanoseconds, inode and device."""


class Origins:
    """What reading a deck looked at."""

    __slots__ = ("answers", "files", "whole")

    def __init__(
        self, files: dict[str, tuple[Times, str]] | None = None, answers: dict[str, str] | None = None
    ) -> None:
        self.files: dict[str, tuple[Times, str]] = files or {}
        """By path from the deck's folder: how the file was, and the digest of what was in it."""
        self.answers: dict[str, str] = answers or {}
        """What `missing` said of the paths that the deck names."""
        self.whole = True
        """False where something could not be read, or changed meanwhile: then nothing can be told later."""

    def note(self, name: str, before: os.stat_result, after: os.stat_result, raw: bytes) -> None:
        """Note a file that was read from between two looks at it."""
        if name in self.files or times_of(before) != times_of(after):
            self.whole = False
        self.files[name] = times_of(before), digest_of(raw)

    @property
    def content(self) -> str:
        """What reading found, in short: the same where all files hold the same."""
        digests = sorted((name, digest) for name, (_, digest) in self.files.items())
        return digest_of(repr((digests, sorted(self.answers.items()))).encode("utf-8", "surrogatepass"))

    def unchanged(self, folder: Path, read_ns: int) -> bool:
        """Whether reading the deck again would find the same. `read_ns`: when it was read, by the file system's clock."""
        return all(
            _same(folder / name, times, digest, read_ns) for name, (times, digest) in self.files.items()
        ) and all(missing(folder, name) == said for name, said in self.answers.items())


def times_of(found: os.stat_result) -> Times:
    """What tells one state of a file from another at a glance."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev


def digest_of(raw: bytes) -> str:
    """A hash of a file's content."""
    from hashlib import blake2b  # 4 ms that most openings of a deck do without

    return blake2b(raw, digest_size=16).hexdigest()


def missing(folder: Path, name: str) -> str:
    """Why there is no such file in the deck's folder; empty where there is one."""
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        if not inside:
            return "it leads out of the deck's folder"
        return "" if path.is_file() else "there is no such file"
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, names that no file can have
        return str(error)


def _same(path: Path, times: Times, digest: str, read_ns: int) -> bool:
    try:
        found = os.stat(path)  # noqa: PTH116 - thousands of pictures are looked at
        if times_of(found) == times and max(times[1], times[2]) < read_ns - SETTLED_NS:
            return True
        return (
            stat.S_ISREG(found.st_mode)
            and found.st_size == times[0]
            and digest_of(path.read_bytes()) == digest
        )
    except (OSError, ValueError):
        return False
