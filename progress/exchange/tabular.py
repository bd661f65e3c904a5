"""The answer log as CSV, one event a record, and back without loss.

The columns are the fields of `progress.exchange.exporting`, by the same names and in the same order: all of `COLUMNS`, whatever the
kinds of the events. It is UTF-8, with commas and line ends as RFC 4180 has them.

| in JSON | in a cell |
| --- | --- |
| null, an empty text, an empty list, a field that is not there | nothing |
| text | itself |
| a number, true or false | as JSON writes it |
| a list or an object (`options`, `parts`, `renamed`, `again`, `memory`, `parameters`) | as JSON, such as `["head-chef", "porter"]` |

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` (or the full-width form of one), a tab or a line end for a
formula. So an apostrophe is put before each cell that begins with one of these, or with an apostrophe; reading takes one
leading apostrophe away.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from progress.events import Event
from progress.exchange.exporting import from_json, to_json

COLUMNS = (
    *("id", "card", "deck", "at", "kind", "rating", "correct", "chosen", "options", "latency_ms", "parts"),
    *("session", "undoes", "day", "learner", "device", "renamed", "again", "certainty", "cram", "due"),
    *("step", "wait_s", "flag", "note", "memory", "parameters", "deck_version"),
)
"""The header, in order."""
NEEDED = frozenset({"card", "deck", "at", "kind"})
"""A table with these columns is such a log."""
_AS_JSON = frozenset({"options", "parts", "renamed", "again", "memory", "parameters"})
_NUMBERS = frozenset({"rating", "chosen", "latency_ms", "certainty", "step", "wait_s", "flag"})
_TRUTHS = {"true": True, "false": False}
_NUMBER = re.compile("-?[0-9]{1,18}", re.ASCII)
_RISKY = tuple("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")
_QUOTED = re.compile('[",\r\n]')


def safe(cell: str) -> str:
    """The cell such that no spreadsheet calculates it; `bare` gives it back."""
    return "'" + cell if cell.startswith(_RISKY) else cell


def bare(cell: str) -> str:
    """What `safe` was given."""
    return cell.removeprefix("'")


def csv_line(cells: Iterable[str]) -> str:
    """One record without its line end; cells with commas, quotes or line ends are quoted."""
    return ",".join(
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in map(safe, cells)
    )


def csv_lines(events: Iterable[Event | Mapping[str, object]]) -> Iterator[str]:
    """The log as records, the header first; `csv_line` says how. Takes events, or what `to_json` makes of them."""
    yield csv_line(COLUMNS)
    for event in events:
        found = to_json(event) if isinstance(event, Event) else event
        yield csv_line(_cell(found.get(column)) for column in COLUMNS)


def _cell(value: object) -> str:
    if value is None or value in ("", [], ()):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def from_row(row: Mapping[str, str]) -> Event | str:
    """The event that a record holds, by column, or a sentence that says why it holds none.

    Columns that `COLUMNS` does not have are disregarded. A record without an id gets one made from its content.
    """
    found: dict[str, object] = {}
    for column in COLUMNS:
        cell = bare(row.get(column, ""))
        if not cell:
            continue
        if column in _AS_JSON:
            try:
                found[column] = json.loads(cell)
            except (ValueError, RecursionError):
                return f"“{column}” is not {'an object' if column == 'memory' else 'a list'} in JSON."
        elif column in _NUMBERS and _NUMBER.fullmatch(cell):
            found[column] = int(cell)
        elif column in ("correct", "cram"):  # spreadsheets write them in capitals
            found[column] = _TRUTHS.get(cell.lower(), cell)
        else:
            found[column] = cell
    try:
        line = json.dumps(found)
    except RecursionError:
        return "The line is nested too deeply."
    return from_json(line)
