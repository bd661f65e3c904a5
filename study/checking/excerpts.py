"""The lines that problems stand in, each with a caret under the place."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from decks.problems import Problem
from decks.reading.files import lines_of
from decks.text import plain
from study.output import width_of

_TAB = 4
_WIDEST = 160
"""Columns of a line that is shown where there is no terminal to fit it into."""
_CUT = "..."


class Excerpts:
    """The lines of deck files that a set of problems stands in; each file is read once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Read the lines that are needed."""
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for problem in problems:
            wanted[problem.mark.path].add(problem.mark.line)
        self._lines = {path: lines_of(Path(path), numbers) for path, numbers in wanted.items()}

    def of(self, problem: Problem, width: int | None) -> list[str]:
        """The problem's line and the line with the caret; nothing where the file has no such line.

        A line wider than `width` columns is cut to what stands around the caret.
        """
        line = self._lines[problem.mark.path].get(problem.mark.line)
        if line is None or not line.strip():
            return []
        number = f"{problem.mark.line:>5} | "
        room = max((width or _WIDEST) - len(number) - 1, 16)
        shown, caret = windowed(line, problem.mark.column - 1, room)
        return [number + shown, " " * (len(number) - 2) + "| " + " " * caret + "^"]


def windowed(line: str, at: int, room: int) -> tuple[str, int]:
    """What can be shown of a line in `room` columns, and the column in it of its character number `at`, both from 0."""
    before, after = (_shown(part) for part in (line[:at], line[at:]))
    before = before.expandtabs(_TAB)
    after = after.replace("\t", " " * _TAB).rstrip()
    if width_of(before) + width_of(after) <= room:
        return before + after, width_of(before)
    left = before
    if width_of(before) > room // 2:
        left = _CUT + _last(before, room // 2 - len(_CUT))
    right = after
    if width_of(left) + width_of(after) > room:
        right = _first(after, room - width_of(left) - len(_CUT)) + _CUT
    return left + right, width_of(left)


def _shown(text: str) -> str:
    return plain(text).replace("\n", " ")


def _first(text: str, columns: int) -> str:
    """The longest beginning of a text that fits."""
    # A character takes at least no column and mostly one, so that few are cut away again.
    piece = text[: columns * 2]
    while width_of(piece) > columns:
        piece = piece[:-1]
    return piece


def _last(text: str, columns: int) -> str:
    """The longest end of a text that fits."""
    piece = text[-columns:] if columns > 0 else ""
    while width_of(piece) > columns:
        piece = piece[1:]
    return piece
