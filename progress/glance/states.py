"""As much of a deck's memories as is counted: all of them, or those that something was done to since. SQLite only, light as quick.py."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from progress.glance.news import Point, point_of, same_log
from progress.glance.quick import Reader

if TYPE_CHECKING:
    from pathlib import Path

_TIME = "%Y-%m-%d %H:%M:%S.%f"
_MANY = 500
"""Facts from which on all memories are read as quickly."""
_ALL = "SELECT card, phase, due, day FROM card_state WHERE deck = ?"
_OF_FACT = "SELECT card, phase, due, day FROM card_state WHERE learner = ? AND card >= ? AND card < ?"
_MARKS = "SELECT card, suspended, buried_until FROM card_mark WHERE deck = ?"
_NAMED = """
SELECT card, kind FROM event WHERE sequence > ? AND deck = ?
UNION SELECT was.card, was.kind FROM event undo JOIN event was ON was.id = undo.undoes
      WHERE undo.sequence > ? AND undo.undoes <> ''
UNION SELECT fact, '' FROM event_part WHERE event > ?
UNION SELECT part.fact, '' FROM event undo JOIN event was ON was.id = undo.undoes
      JOIN event_part part ON part.event = was.sequence WHERE undo.sequence > ? AND undo.undoes <> ''
"""


class State(NamedTuple):
    """As much of a memory as is counted, in the texts of the database."""

    phase: str
    due: str
    day: str

    def is_due(self, ahead: str, today: str, tomorrow: str) -> bool:
        """What `progress.memory.Memory.is_due` says."""
        if self.day > tomorrow:
            return True
        return self.due[:10] <= today if self.phase == "review" else self.due <= ahead


class Mark(NamedTuple):
    """What keeps a card away."""

    suspended: bool
    until: str
    """The study day from which a buried card is there again, or empty."""

    def hides(self, today: str) -> bool:
        """What `progress.marks.Marks.hides` says."""
        return self.suspended or self.until > today


class Stated(NamedTuple):
    """What is known of a deck's cards."""

    point: Point | None
    """How far the log had come; None where that is not known."""
    whole: bool
    """Whether this is of all cards, and not only of those that something was done to since the point asked about."""
    states: dict[str, State]
    concerned: frozenset[str]
    """Ids of cards that something was done to, also those that have no memory any more."""
    marks: dict[str, Mark]
    """Of all cards that something was done to by hand."""


def stated(database: Path, deck: str, since: Point | None = None) -> Stated:
    """The memories of a deck's cards, or of those that were answered since a point. Raises StoreProblem."""
    with Reader(database) as reader:
        reader.rows("BEGIN")  # what another program writes meanwhile is for the next time
        point = point_of(reader, database)
        marks = {
            card: Mark(bool(suspended), until) for card, suspended, until in reader.rows(_MARKS, (deck,))
        }
        named = _named(reader, deck, since, point)
        if named is None:
            states = {card: State(*rest) for card, *rest in reader.rows(_ALL, (deck,))}
            return Stated(point, True, states, frozenset(), marks)
        learner = next(
            (str(found) for (found,) in reader.rows("SELECT value FROM meta WHERE key = 'learner'")), ""
        )
        rows = [
            row
            for fact in {card.partition("#")[0] for card in named}
            for row in reader.rows(_OF_FACT, (learner, f"{fact}#", f"{fact}$"))
        ]
        return Stated(point, False, {card: State(*rest) for card, *rest in rows}, frozenset(named), marks)


def _named(reader: Reader, deck: str, since: Point | None, point: Point) -> set[str] | None:
    """The cards and facts that something was done to; None where that may be any."""
    if since is None or since.model != point.model or not same_log(reader, since, point):
        return None
    if since == point:
        return set()
    last = since.sequence
    rows = reader.rows(_NAMED, (last, deck, last, last, last))
    if any(kind in ("edit", "fit") for _, kind in rows):
        return None
    named = {card for card, _ in rows if card.startswith(f"{deck}:")}
    return named if len(named) <= _MANY else None


def text_of(at: datetime) -> str:
    """A time as the tables hold it."""
    return at.astimezone(UTC).strftime(_TIME)
