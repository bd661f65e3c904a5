"""Reading the records of CSV files that anybody may have written, with the numbers of the lines they begin at."""

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import BinaryIO, NamedTuple

from progress.exchange.lines import MAX_LINE

SEPARATORS = (",", ";", "\t")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """Nothing of the file can be used; the message says why, in one sentence, without the file's name."""


class Row(NamedTuple):
    """What one record holds."""

    number: int
    """Of the line that it begins at, from 1."""
    found: Mapping[str, str] | str
    """Its cells by column, or the sentence that says why there are none."""


class Table:
    """The columns of a file and, once, its records."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read the header. Raises Unreadable."""
        self._stream = stream
        self._ahead: deque[bytes] = deque()
        self._number = 0
        if csv.field_size_limit() < MAX_LINE:  # the module has one limit for all; a long list needs more
            csv.field_size_limit(MAX_LINE)
        names = self._header()
        self.columns: tuple[str, ...] = tuple(name.strip() for name in names)
        """As the header names them."""
        if len(set(self.columns) - {""}) < len([name for name in self.columns if name]):
            twice = next(name for name in self.columns if name and self.columns.count(name) > 1)
            raise Unreadable(f"its header names the column “{twice[:60]}” twice.")

    def _header(self) -> list[str]:
        while raw := self._next():
            if raw.startswith(_MARKS) or b"\0" in raw:
                raise Unreadable("it is not UTF-8; save it as CSV in UTF-8.")
            try:
                line = raw.decode("utf-8-sig" if self._number == 1 else "utf-8")
            except UnicodeDecodeError:
                raise Unreadable("it is not UTF-8; save it as CSV in UTF-8.") from None
            if not line.strip():
                continue
            self.separator = max(SEPARATORS, key=line.count)
            """What stands between cells: the commonest of `SEPARATORS` in the header."""
            try:
                return next(csv.reader([line], delimiter=self.separator, strict=True))
            except csv.Error:
                raise Unreadable("its first line is no header: a quote is not closed.") from None
        raise Unreadable("it is empty.")

    def rows(self) -> Iterator[Row]:
        """The records after the header, empty lines left out. A record that is not well formed ends with its first line."""
        while raw := self._next():
            number = self._number
            if not raw.strip():
                continue
            whole, more = raw, []
            while whole.count(b'"') % 2 and len(whole) <= MAX_LINE and (line := self._next()):
                more.append(line)
                whole += line
            found = self._cells(whole)
            if isinstance(found, str) and more:
                self._number = number
                self._ahead.extendleft(reversed(more))
                found = self._cells(raw)
            yield Row(number, found)

    def _cells(self, raw: bytes) -> Mapping[str, str] | str:
        if len(raw) > MAX_LINE:
            return "The line is longer than 1 MB."
        try:
            # Lines are given with their ends, for those within quotes belong to the cell.
            lines = StringIO(raw.decode("utf-8"), newline="\n")
            cells = next(csv.reader(lines, delimiter=self.separator, strict=True))
        except UnicodeDecodeError:
            return "The line is not UTF-8."
        except csv.Error:
            return "The line is not CSV: a quote is not closed, or not doubled."
        if any(cells[len(self.columns) :]):
            return f"The line has {len(cells)} cells where the header has {len(self.columns)}."
        return dict(zip(self.columns, cells, strict=False))

    def _next(self) -> bytes:
        if self._ahead:
            self._number += 1
            return self._ahead.popleft()
        raw = self._stream.readline(MAX_LINE + 1)
        self._number += bool(raw)
        if len(raw) > MAX_LINE:
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = self._stream.readline(MAX_LINE)
        return raw
