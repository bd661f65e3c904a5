"""Getting answers out of a damaged database: whatever rows can still be read, as events that are sure to be events."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import String

from progress.events import Event, EventKind
from progress.exchange.exporting import from_json, to_json
from progress.problems import StoreProblem
from progress.safety.pages import Pages, Row
from progress.storage import queries, rows

_COLUMNS = tuple(column.name for column in queries.EVENT.columns)
_FIRST = _COLUMNS.index("undoes") + 1
"""How many columns an event had at first; others came at the end."""
_LATER: dict[str, Any] = {
    column.name: None if column.nullable else "" if isinstance(column.type, String) else 0
    for column in list(queries.EVENT.columns)[_FIRST:]
}
"""What a row holds in the columns that it has not yet."""
_PARTS = 4


class Salvage(NamedTuple):
    """What was found."""

    events: list[Event]
    """In the order of the log."""
    expected: int
    """How many lines the log had at least: the highest number seen."""
    torn: int
    """Of how many list answers some lines are lost, the rating not."""


def salvage(database: Path, report: Callable[[int, int], None] | None = None) -> Salvage:
    """Read what can be read; nothing is changed. Raises StoreProblem where the file cannot be had at all."""
    try:
        pages = Pages(database)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreProblem(
            f"{database} cannot be opened ({reason}). Check the permissions of the file and its folder."
        ) from error
    found: dict[int, dict[str, Any]] = {}
    parts: dict[int, dict[int, dict[str, Any]]] = {}
    for number, some in pages.rows():
        for row in some:
            if (event := _event(row)) is not None:
                found[row.number] = event
            elif (part := _part(row)) is not None:
                parts.setdefault(part["event"], {})[part["position"]] = part
        if report:
            report(number, pages.count)
    events = list(_events(found, parts))
    return Salvage(events, max(found, default=0), sum(_is_torn(row, parts) for row in found.values()))


def _event(row: Row) -> dict[str, Any] | None:
    """The columns of an event, where a row has as many and of the right types; its number is its sequence."""
    if not _FIRST <= len(row.values) <= len(_COLUMNS):
        return None
    values = dict(zip(_COLUMNS, row.values, strict=False))
    texts = ("id", "learner", "device", "at", "day", "kind", "deck", "card", "options", "session", "undoes")
    if values["sequence"] is not None or not all(isinstance(values[name], str) for name in texts):
        return None
    return {**_LATER, **values, "sequence": row.number}


def _part(row: Row) -> dict[str, Any] | None:
    if len(row.values) != _PARTS:
        return None
    event, position, fact, recalled = row.values
    if not (
        isinstance(event, int) and isinstance(position, int) and isinstance(fact, str) and recalled in (0, 1)
    ):
        return None
    return {"event": event, "position": position, "fact": fact, "recalled": bool(recalled)}


def _events(
    found: Mapping[int, dict[str, Any]], parts: Mapping[int, Mapping[int, dict[str, Any]]]
) -> Iterator[Event]:
    for number in sorted(found):
        lines = parts.get(number, {})
        event = _checked(found[number], [lines[position] for position in sorted(lines)])
        if event is not None:
            yield event


def _is_torn(row: Mapping[str, Any], parts: Mapping[int, Mapping[int, dict[str, Any]]]) -> bool:
    return bool(row["kind"] == EventKind.REVIEW.value and row["size"] != len(parts.get(row["sequence"], ())))


def _checked(row: dict[str, Any], parts: list[dict[str, Any]]) -> Event | None:
    """The event of a row, where it would be taken in from elsewhere as well."""
    try:
        at = datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)
        whole = {**row, "at": at, "correct": bool(row["correct"]), "cram": bool(row["cram"])}
        event = rows.event_of(whole, parts)  # type: ignore[arg-type]
        read = from_json(json.dumps(to_json(event)))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
    return event if isinstance(read, Event) else None
