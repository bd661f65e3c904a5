"""Reading answers that are written one a line, from files that anybody may have had a hand in."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from progress.events import Event
from progress.exchange.exporting import from_json

MAX_LINE = 1024 * 1024
"""Longer lines than this many bytes are no answers."""


class Line(NamedTuple):
    """What one line holds."""

    number: int
    """Counted from 1."""
    end: int
    """How many bytes there are up to the end of it, from where reading began."""
    found: Event | str
    """The event, or the sentence that says why there is none."""


def read_lines(stream: BinaryIO, *, whole: bool = False) -> Iterator[Line]:
    """The lines of a file, empty ones left out; never raises for what they hold, and never holds more than one of them.

    `whole`: a last line that has no end yet is left out, for it may still be being written.
    """
    number = end = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        end += len(raw)
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_LINE)
                end += len(raw)
            if raw or not whole:
                yield Line(number, end, "The line is longer than 1 MB.")
            continue
        if whole and not raw.endswith(b"\n"):
            return
        found = _read(raw, first=number == 1)
        if found is not None:
            yield Line(number, end, found)


def _read(raw: bytes, *, first: bool) -> Event | str | None:
    try:
        line = raw.decode("utf-8-sig" if first else "utf-8").strip()
    except UnicodeDecodeError:
        return "The line is not UTF-8."
    return from_json(line) if line else None
