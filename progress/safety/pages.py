"""SQLite only: reading rows out of a database file that SQLite itself refuses, page by page.

The file format is described at https://sqlite.org/fileformat2.html. Only the leaves of tables are looked for, by
themselves, so that it does no harm when all that leads to them is gone. The same row may be found more than once: in the
file, in the write-ahead log, and where it stood before a page was split.
"""

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from progress.files import sidecars

Value = None | int | float | str | bytes

_LEAF = 0x0D
_SIZES = (4096, 512, 1024, 2048, 8192, 16384, 32768, 65536)
_WAL_HEADER, _FRAME_HEADER = 32, 24
_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes that the value of a serial type below 12 takes."""
_LONGEST = 1 << 24


class Row(NamedTuple):
    """One row of some table."""

    number: int
    """Its rowid."""
    values: tuple[Value, ...]


class _Bad(Exception):
    """The bytes are no row."""


class Pages:
    """The pages of a database file and of its write-ahead log."""

    def __init__(self, path: Path) -> None:
        """Raise OSError where it cannot be read."""
        self._data = path.read_bytes()
        wal = sidecars(path)[0]
        log = wal.read_bytes() if wal.exists() else b""
        self._size = _page_size(self._data, log)
        reserved = self._data[20] if _has_header(self._data) else 0
        self._usable = self._size - (reserved if reserved < 64 else 0)
        self._log: list[bytes] = []
        self._newest: dict[int, bytes] = {}
        step = _FRAME_HEADER + self._size
        for start in range(_WAL_HEADER, len(log) - step + 1, step):
            page = log[start + _FRAME_HEADER : start + step]
            self._log.append(page)
            self._newest[int.from_bytes(log[start : start + 4], "big")] = page

    @property
    def count(self) -> int:
        """How many pages there are to look at."""
        return -(-len(self._data) // self._size) + len(self._log)

    def rows(self) -> Iterator[tuple[int, Sequence[Row]]]:
        """Each page's number, counted from 1, and the rows that can be read from it."""
        number = 0
        for start in range(0, len(self._data), self._size):
            number += 1
            yield number, self._leaf(self._data[start : start + self._size], 100 if start == 0 else 0)
        for page in self._log:
            number += 1
            yield number, self._leaf(page, 0)

    def _leaf(self, page: bytes, start: int) -> list[Row]:
        if len(page) < start + 8 or page[start] != _LEAF:
            return []
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        found = []
        for i in range(min(cells, self._size // 4)):
            at = start + 8 + 2 * i
            try:
                found.append(self._row(page, int.from_bytes(page[at : at + 2], "big")))
            except (_Bad, IndexError, UnicodeDecodeError):
                continue
        return found

    def _row(self, page: bytes, at: int) -> Row:
        if at < 8:
            raise _Bad
        length, at = _varint(page, at)
        number, at = _varint(page, at)
        if length > _LONGEST:
            raise _Bad
        return Row(number, _record(self._payload(page, at, length)))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        most = self._usable - 35
        if length <= most:
            found = page[at : at + length]
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            if local > most:
                local = least
            found = page[at : at + local]
            following = int.from_bytes(page[at + local : at + local + 4], "big")
            while following and len(found) < length:
                more = self._page(following)
                following = int.from_bytes(more[:4], "big")
                found += more[4 : min(self._usable, 4 + length - len(found))]
        if len(found) != length:
            raise _Bad
        return found

    def _page(self, number: int) -> bytes:
        page = self._newest.get(number) or self._data[(number - 1) * self._size : number * self._size]
        if len(page) != self._size:
            raise _Bad
        return page


def _page_size(data: bytes, log: bytes) -> int:
    """As the log says, or the header; where both are gone, what the file looks like."""
    said = [int.from_bytes(log[8:12], "big")] if len(log) >= _WAL_HEADER else []
    if _has_header(data):
        stated = int.from_bytes(data[16:18], "big")
        said.append(1 << 16 if stated == 1 else stated)
    return next((size for size in said if size in _SIZES), _SIZES[0])


def _has_header(data: bytes) -> bool:
    return len(data) >= 100 and data.startswith(b"SQLite format 3\x00")


def _record(payload: bytes) -> tuple[Value, ...]:
    header, at = _varint(payload, 0)
    if not 0 < header <= len(payload):
        raise _Bad
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values, place = [], header
    for kind in kinds:
        size = _FIXED[kind] if kind < 10 else (kind - 12) // 2
        if size < 0 or place + size > len(payload):
            raise _Bad
        values.append(_value(kind, payload[place : place + size]))
        place += size
    return tuple(values)


def _value(kind: int, raw: bytes) -> Value:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        (number,) = struct.unpack(">d", raw)
        return float(number)
    if kind in (8, 9):
        return kind - 8
    if kind < 12:
        raise _Bad
    return raw.decode() if kind % 2 else raw


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for i in range(8):
        byte = data[at + i]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + i + 1
    return value << 8 | data[at + 8], at + 9
