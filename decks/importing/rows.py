"""Tables read row by row: text separated by tabs, commas or semicolons, and Excel sheets. Every cell becomes one harmless text."""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from decks.importing.problems import MISSING, Unimportable
from decks.text import plain

Row = list[str]
Step = Callable[[int], None]
"""Told how many bytes were read since it was last called."""
Telling = Callable[[Row], int]
"""How many of the wanted columns a row names; 0 where it is no header."""
DEEPEST = 40
"""Rows from the top among which the header is looked for."""

_NOTHING = frozenset(("", "n/a", "na", "n.a.", "<blank>", "<null>", "null", "#n/a", "-", "–"))
_SPACES = re.compile(r"[ \t\xa0]+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OFTEN = 256
"""Rows between two reports of progress."""
SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Files that hold sheets."""


def no_step(_: int) -> None:
    """Where nobody watches."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is read as its rows are asked for."""

    name: str
    """What it is called in messages."""
    rows: Iterator[tuple[int, Row]]
    """Number of the row, or of its last line, counted from 1; and its cells."""
    how: str
    """How it was understood: "separated by tabs", "sheet “Sheet1”"."""


def cell(value: object) -> str:
    """A cell as text: harmless, without needless spaces, its lines kept; empty for what stands for nothing, such as `n/a`.

    Whole numbers are written without a fraction, so that a code that is a number reads as its digits.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = value if isinstance(value, str) else "" if value is None else str(value)
    if text.isascii() and text.isprintable() and "  " not in text:
        text = text.strip()
    else:
        lines = plain(text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")).split("\n")
        text = "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()
    return "" if is_nothing(text) else text


def is_nothing(text: str) -> bool:
    """Whether a text stands for nothing: empty, `n/a`, `<blank>` and the like."""
    return len(text) <= 7 and text.casefold() in _NOTHING


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if path.is_dir():
            raise Unimportable(f"{path} is a folder; name a file.")
        if not path.exists():
            raise Unimportable(f"{path} is not there.")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise Unimportable(f"{path} cannot be read: {error.strerror or error}.") from None


def _lines(path: Path, step: Step) -> Iterator[str]:
    """Lines with their ends, decoded: UTF-8, UTF-16 with its mark, else Windows-1252 line by line."""
    with _opened(path) as file:
        start = file.read(4)
        if start.startswith(b"PK\x03\x04") or (b"\0" in start and not start.startswith(_UTF16)):
            raise Unimportable(
                f"{path} is not text; name a text file, or give an Excel file its ending .xlsx."
            )
        file.seek(0)
        if start.startswith(_UTF16):
            text = codecs.decode(file.read(), "utf-16", "replace")
            yield from text.splitlines(keepends=True)
            return
        read = 0
        for number, raw in enumerate(file):
            read += len(raw)
            if number % _OFTEN == 0:
                step(read)
                read = 0
            line = raw.removeprefix(codecs.BOM_UTF8) if number == 0 else raw
            try:
                text = line.decode()
            except UnicodeDecodeError:
                text = line.decode("cp1252", "replace")
            if "\r" in text.rstrip("\r\n"):  # lines that old programs ended with it alone
                yield from _LINE.findall(text)
            else:
                yield text
        step(read)


def tabbed(path: Path, step: Step = no_step) -> Table:
    """A file of cells separated by tabs in which quotes are only quotes, as in text releases of databases.

    Raises `Unimportable`, here or while its rows are read.
    """

    def rows() -> Iterator[tuple[int, Row]]:
        for number, line in enumerate(_lines(path, step), start=1):
            cells = [cell(each) for each in line.rstrip("\r\n").split("\t")]
            if any(cells):
                yield number, cells

    return Table(str(path), rows(), "separated by tabs, quotes taken as they are")


def separated(path: Path, step: Step = no_step) -> Table:
    """A file of cells separated by what its first lines hold most of: tabs, semicolons, commas or bars.

    Raises `Unimportable`, here or while its rows are read.
    """
    lines = _lines(path, step)
    head = [line for _, line in zip(range(20), lines, strict=False)]
    sample = "".join(head)
    signs = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars"}
    unquoted = re.sub(r'"(?:[^"]|"")*"', "", sample)
    sign = "\t" if path.suffix.lower() in (".tsv", ".tab") else max(signs, key=unquoted.count)

    def all_lines() -> Iterator[str]:
        yield from head
        yield from lines

    def rows() -> Iterator[tuple[int, Row]]:
        reader = csv.reader(all_lines(), delimiter=sign)
        try:
            for row in reader:
                cells = [cell(each) for each in row]
                if any(cells):
                    yield reader.line_num, cells
        except csv.Error as error:
            raise Unimportable(
                f"{path}:{reader.line_num}: the table cannot be read ({error}); a quotation mark may be missing."
            ) from None

    return Table(str(path), rows(), f"separated by {signs[sign]}")


def sheet(path: Path, name: str = "", step: Step = no_step, telling: Telling | None = None) -> Table:
    """A sheet of an Excel file: the one of that name, else of those that hold two rows the one with the most telling header.

    Args:
        path: the file.
        name: of the sheet; empty where it is to be found.
        step: told how many bytes were read.
        telling: how much a row tells as a header; where None, or where no row tells anything, the first sheet is taken.

    Raises:
        Unimportable: here or while its rows are read.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise Unimportable(MISSING.format(path=path)) from None
    with _opened(path) as file:
        try:
            book = CalamineWorkbook.from_object(file)
            if name and name not in book.sheet_names:
                names = ", ".join(f"“{each}”" for each in book.sheet_names)
                raise Unimportable(f"{path} has no sheet “{name}”; it has {names}.")
            sheets = [(each, book.get_sheet_by_name(each)) for each in ([name] if name else book.sheet_names)]
            full = [(each, data) for each, data in sheets if name or data.height > 1]
            if telling is not None and len(full) > 1:
                full.sort(key=lambda each: -_most_telling(each[1].iter_rows(), telling))
            chosen, found = full[0] if full else ("", None)
        except (CalamineError, OSError, ValueError) as error:
            reason = " ".join(str(error).split()).rstrip(".")
            raise Unimportable(f"{path} is no sound Excel file ({reason}); save it again as .xlsx.") from None
    if found is None:
        raise Unimportable(f"{path} holds no sheet with rows.")

    def rows() -> Iterator[tuple[int, Row]]:
        first = found.start[0] if found.start else 0
        for number, row in enumerate(found.iter_rows(), start=first + 1):
            cells = [cell(each) for each in row]
            if any(cells):
                yield number, cells
        step(path.stat().st_size)

    return Table(str(path), rows(), f"sheet “{chosen}”")


def _most_telling(rows: Iterable[Sequence[object]], telling: Telling) -> int:
    return max((telling([cell(each) for each in row]) for row in islice(rows, DEEPEST)), default=0)


def table(path: Path, sheet_name: str = "", step: Step = no_step, telling: Telling | None = None) -> Table:
    """The table in a file of any of these kinds, told by its ending; see `sheet`. Raises `Unimportable`."""
    if path.suffix.lower() in SHEET_SUFFIXES:
        return sheet(path, sheet_name, step, telling)
    return separated(path, step)
