"""Noticing that the files of a deck were saved.

Their times, sizes and inodes are looked at a few times a second. A deck has a handful of files, so that costs nothing that
could be measured; and unlike the notifications of operating systems (what watchfiles and watchdog build on) it sees files
that an editor replaces by renaming, works on network folders and in containers, and needs no compiled package.
"""

from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[int, int, int]
"""Of a file: nanoseconds of its last change, bytes, inode."""
Stamps = dict[Path, Stamp | None]
"""Of each file watched; None for one that is not there."""


def stamps(paths: Iterable[Path]) -> Stamps:
    """How the files are now."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def vanished(now: Stamps, before: Stamps) -> bool:
    """Whether a file that was there is gone: for good, or for the moment in which an editor puts the new one in its place."""
    return any(now[path] is None and before.get(path) is not None for path in now)
