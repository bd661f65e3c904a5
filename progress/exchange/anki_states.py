"""What Anki holds of a card besides its reviews: when it comes, how well it is remembered, and what was done to it by hand.

| in a row of `cards` | becomes |
| --- | --- |
| `type` 2 (it comes in days), and its reviews are there | rescheduling to Anki's day. Its memory is what a replay of the reviews gives, by our parameters and not by Anki's |
| `type` 2, or 3 (it was forgotten and is in its steps), without reviews | rescheduling with a memory (`Event.memory`): stability and difficulty as FSRS has them in `data`, else worked out of interval and ease |
| `type` 0 (new), and its reviews are there | rescheduling to be new again: it was reset in Anki |
| `queue` −1 | suspended |
| `queue` −2 or −3 | buried for the day on which that was done, if that is today |
| `flags`, the last three bits | a flag of the same number |

A card in a filtered deck has its own day in `odue`. Days are counted from the day on which the collection was made (`col.crt`),
in the time zone of then (`creationOffset`, minutes west of Greenwich). What is taken over has the time at which it became so in
Anki: of the card's last line in `revlog`, or of its last change; so whatever was done here later holds. It has the same id
whenever it is imported, made of the card's id and what it says.
"""

import json
import sqlite3
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from typing import NamedTuple

from decks.model import Card
from progress.days import DAY, StudyDays
from progress.events import FLAGS, Event, EventKind, Taken
from progress.scheduling.formulas import DEFAULT_PARAMETERS, LEAST_STABILITY, MOST_STABILITY

DEVICE = "anki"
"""The device of what comes from Anki."""
NAMESPACE = uuid.UUID("0d5c1a53-6d0e-4ee4-8b5e-3f1f8a1c9b7d")
"""Of the ids of all that comes from Anki."""
CARDS = """
SELECT id, nid, ord, mod, type, queue, due, ivl, factor, reps, lapses, odue, odid, flags, data FROM cards
WHERE type IN (2, 3) OR queue < 0 OR flags & 7 <> 0 OR (type = 0 AND id IN (SELECT cid FROM revlog))
"""
_NEW, _REVIEW = 0, 2
_LEARNED = (2, 3)
_SUSPENDED, _BURIED = -1, (-2, -3)
_IS_MOMENT = 1_000_000_000
"""A larger `due` is a moment in seconds since 1970, not a day."""
_MOST = 10**6
_FIRST, _LAST = date(1970, 1, 1), date(3200, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Reviewed(NamedTuple):
    """What `revlog` says of a card."""

    last_ms: int
    """Its last line, whatever it is, in milliseconds since 1970."""
    counts: bool
    """Whether it was answered, and not for practice only."""


@dataclass(slots=True)
class _Row:
    id: int
    nid: int
    ord: int
    mod: int
    type: int
    queue: int
    due: int
    ivl: int
    factor: int
    reps: int
    lapses: int
    odue: int
    odid: int
    flags: int
    data: str


class Calendar:
    """Anki's days as our study days."""

    def __init__(self, connection: sqlite3.Connection, days: StudyDays) -> None:
        """Without the table of before, nothing is known of its days."""
        self._days = days
        self._first: date | None = None
        with suppress(sqlite3.Error, OverflowError, ValueError, OSError):
            (made,) = connection.execute("SELECT crt FROM col").fetchone() or (None,)
            if isinstance(made, int) and made > 0:
                offset = _setting(connection, "creationOffset")
                if isinstance(offset, int) and abs(offset) <= 24 * 60:
                    self._first = (_EPOCH + timedelta(seconds=made - offset * 60)).date()
                else:
                    self._first = (_EPOCH + timedelta(seconds=made)).astimezone(days.timezone).date()

    def day(self, number: int) -> date | None:
        """The study day of a `due`, whether it counts days or seconds; None for one that cannot be."""
        try:
            if number >= _IS_MOMENT:
                return self.of(number)
            found = self._first and self._first + number * DAY
        except OverflowError:
            return None
        return found if found and _FIRST <= found < _LAST else None

    def of(self, seconds: int) -> date:
        """The study day of a moment. Raises OverflowError."""
        return self._days.day_of(_EPOCH + timedelta(seconds=seconds))

    def noon(self, day: date) -> datetime:
        """A moment on a study day."""
        return datetime.combine(day, time(12), self._days.timezone).astimezone(UTC)


def read(
    connection: sqlite3.Connection,
    days: StudyDays,
    today: date,
    reviewed: Mapping[int, Reviewed],
    find: Callable[[int, int, int], Card | None],
) -> tuple[list[Event], int]:
    """What Anki holds of our cards, and how many more are none of ours that were never answered.

    `find` gives our card for the ids of Anki's card and note, and its number. Raises sqlite3.Error.
    """
    calendar = Calendar(connection, days)
    events: list[Event] = []
    unknown = 0
    for values in connection.execute(CARDS):
        if not all(isinstance(each, int) for each in values[:-1]):
            continue
        row = _Row(*values)
        card = find(row.id, row.nid, row.ord)
        if card is None:
            unknown += row.id not in reviewed
            continue
        with suppress(OverflowError):  # a time that is none
            events += _states(row, card, calendar, reviewed.get(row.id), today)
    return events, unknown


def _states(row: _Row, card: Card, calendar: Calendar, reviewed: Reviewed | None, today: date) -> list[Event]:
    found = [_schedule(row, card, calendar, reviewed)]
    changed = _EPOCH + timedelta(seconds=row.mod)
    if row.queue == _SUSPENDED:
        found.append(_event(card, EventKind.SUSPEND, changed, f"suspend/{row.id}/{row.mod}"))
    back = calendar.of(row.mod) + DAY
    if row.queue in _BURIED and back > today:
        buried = _event(card, EventKind.BURY, changed, f"bury/{row.id}/{row.mod}")
        found.append(replace(buried, due=back))
    if flag := row.flags & FLAGS:
        flagged = _event(card, EventKind.FLAG, changed, f"flag/{row.id}/{row.mod}/{flag}")
        found.append(replace(flagged, flag=flag))
    return [event for event in found if event is not None]


def _schedule(row: _Row, card: Card, calendar: Calendar, reviewed: Reviewed | None) -> Event | None:
    """When it comes, and where there are no reviews, how well it is remembered."""
    counts = reviewed is not None and reviewed.counts
    due = calendar.day(row.odue if row.odid and row.odue else row.due) if row.type in _LEARNED else None
    if reviewed is not None and counts and (row.type == _NEW or (row.type == _REVIEW and due is not None)):
        at = _EPOCH + timedelta(milliseconds=reviewed.last_ms + 1)
        made = _event(card, EventKind.RESCHEDULE, at, f"day/{row.id}/{reviewed.last_ms}/{due}")
        return replace(made, due=due)
    if counts or due is None:
        return None
    known = _data(row.data)
    interval = max(row.ivl, 1)
    memory = _of_fsrs(known) or of_interval(interval, row.factor / 1000 or 2.5)
    last = known.get("lrt")
    if isinstance(last, int) and 0 < last < _IS_MOMENT * 10:
        day, at = calendar.of(last), _EPOCH + timedelta(seconds=last)
    else:
        day = due - min(interval, (due - _FIRST).days) * DAY
        at = calendar.noon(day)
    reps, lapses = (min(max(each, 0), _MOST) for each in (row.reps, row.lapses))
    taken = Taken(*memory, reps, lapses)
    said = f"memory/{row.id}/{at.isoformat()}/{due}/{taken.stability!r}/{taken.difficulty!r}"
    made = _event(card, EventKind.RESCHEDULE, at, said)
    return replace(made, due=due, day=day, memory=taken)


def _of_fsrs(known: Mapping[str, object]) -> tuple[float, float] | None:
    stability, difficulty = known.get("s"), known.get("d")
    if not (isinstance(stability, int | float) and isinstance(difficulty, int | float)) or stability <= 0:
        return None
    return min(max(float(stability), LEAST_STABILITY), MOST_STABILITY), min(max(float(difficulty), 1.0), 10.0)


def of_interval(days: int, ease: float) -> tuple[float, float]:
    """The stability and difficulty that FSRS gives a card of the older scheduler, SM-2: `memory_state_from_sm2` of
    open-spaced-repetition/fsrs-rs, for a retention of 90 %.

    The stability is the interval; the difficulty that at which Good, in time, would lengthen it by the ease:
    D = 11 − (ease − 1) / (e^w8 · S^(−w9) · (e^(w10·0.1) − 1)).
    """
    w = DEFAULT_PARAMETERS
    stability = min(max(float(days), LEAST_STABILITY), MOST_STABILITY)
    growth = exp(w[8]) * stability ** -w[9] * (exp(w[10] * 0.1) - 1)
    return stability, min(max(11 - (ease - 1) / growth, 1.0), 10.0)


def _data(text: object) -> Mapping[str, object]:
    try:
        found = json.loads(text) if isinstance(text, str) and text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _setting(connection: sqlite3.Connection, name: str) -> object:
    """A setting of the collection, of its older form (JSON in `col`) or its newer (a table). Raises sqlite3.Error."""
    (text,) = connection.execute("SELECT conf FROM col").fetchone() or ("",)
    if (found := _data(text)).get(name) is not None:
        return found[name]
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'config'").fetchone():
        return None
    row = connection.execute("SELECT val FROM config WHERE key = ?", (name,)).fetchone()
    value = row[0] if row else None
    return json.loads(value.decode() if isinstance(value, bytes) else value) if value else None


def _event(card: Card, kind: EventKind, at: datetime, said: str) -> Event:
    return Event(
        id=str(uuid.uuid5(NAMESPACE, said)),
        learner="",
        device=DEVICE,
        at=at,
        kind=kind,
        deck=card.deck,
        card=card.id,
        correct=False,
    )
