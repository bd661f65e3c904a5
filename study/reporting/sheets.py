"""Tables for spreadsheets: what every report's CSV is written with."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from decks.text import plain

_FORMULA = "=+-@\t\r|%＝＋－＠"

Cell = str | int | float | bool | None


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: with an apostrophe before it where one might."""
    text = plain(text).replace("\n", " ").replace("\t", " ")
    return f"'{text}" if text.lstrip()[:1] in tuple(_FORMULA) else text


def sheet(names: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int) -> str:
    """The rows as CSV (RFC 4180) below a row of names; fractions to so many digits after the point."""
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in names])
    writer.writerows([_cell(cell, digits) for cell in row] for row in rows)
    return lines.getvalue()


def _cell(cell: Cell, digits: int) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, float):
        return repr(round(cell, digits))
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
