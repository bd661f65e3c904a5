"""What has become of the log since somebody last looked, so that only that is counted anew. SQLite only, light as quick.py."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from progress.glance.quick import MODEL, Reader

if TYPE_CHECKING:
    from pathlib import Path

_LAST = "SELECT sequence, id FROM event ORDER BY sequence DESC LIMIT 1"
_AT = "SELECT id FROM event WHERE sequence = ?"
_DECKS = "SELECT DISTINCT deck, kind FROM event WHERE sequence > ?"
_TAKEN_BACK = """
SELECT DISTINCT was.deck, was.kind FROM event undo JOIN event was ON was.id = undo.undoes
WHERE undo.sequence > ? AND undo.undoes <> ''
"""
_SHELF = "SELECT id, digest FROM deck"


class Point(NamedTuple):
    """How far the log had come."""

    file: tuple[int, int]
    """Which file it was: a backup that was restored is another one."""
    sequence: int
    """Of the last event; 0 without any."""
    id: str
    model: str
    """By what rules memories were worked out."""


class News(NamedTuple):
    """What has happened since a point."""

    point: Point
    """How far the log has come by now."""
    decks: frozenset[str] | None
    """Those that something was done in; None where that may be any."""
    digests: dict[str, str]
    """Of the decks that were opened, as they were then: see `quick.digest`."""

    def concern(self, deck: str) -> bool:
        """Whether something may have been done in a deck."""
        return self.decks is None or deck in self.decks


def news(database: Path, since: Point | None = None) -> News:
    """What other programs, and this one, have written since a point; without one, it may be anything. Raises StoreProblem."""
    with Reader(database) as reader:
        point = point_of(reader, database)
        return News(point, _decks(reader, point, since), dict(reader.rows(_SHELF)))


def point_of(reader: Reader, database: Path) -> Point:
    """How far the log has come. Raises StoreProblem."""
    model = next((str(found) for (found,) in reader.rows(MODEL)), "")
    sequence, name = next(iter(reader.rows(_LAST)), (0, ""))
    try:
        file = os.stat(database)  # noqa: PTH116 - as in quick.py
    except OSError:
        return Point((0, 0), sequence, name, model)
    return Point((file.st_dev, file.st_ino), sequence, name, model)


def same_log(reader: Reader, since: Point, point: Point) -> bool:
    """Whether the log has only grown from the one point to the other: it was neither restored nor begun anew."""
    if since.file != point.file or since.sequence > point.sequence:
        return False
    return not since.sequence or [(since.id,)] == reader.rows(_AT, (since.sequence,))


def _decks(reader: Reader, point: Point, since: Point | None) -> frozenset[str] | None:
    if since == point:
        return frozenset()
    if since is None or since.model != point.model or not same_log(reader, since, point):
        return None
    rows = [*reader.rows(_DECKS, (since.sequence,)), *reader.rows(_TAKEN_BACK, (since.sequence,))]
    return None if any(kind == "fit" for _, kind in rows) else frozenset(deck for deck, _ in rows)
