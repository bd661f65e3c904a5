"""A quick, read-only look at progress, for a shell prompt and for the first card. SQLite only, by the standard library.

Importing SQLModel costs half a second, and even `dataclasses` or `pathlib` a tenth of what `study due` may take in all,
so this module loads neither, and FSRS not at all.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, date, datetime

from progress import problems
from progress.days import DAY
from progress.limits import AHEAD, NEW_PER_DAY, REVIEWS_PER_DAY
from progress.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import Any

    from progress.days import StudyDays
    from progress.marks import Marks
    from progress.memory import Memory

KNOWN_FORMAT = 6
"""The number of the last migration that the queries here are written for."""

_PATIENCE = 2.0
_TIME = "%Y-%m-%d %H:%M:%S.%f"
MIDNIGHT = " 00:00:00.000000"

_IS_LEARNED = "s.phase = 'review' AND (s.due <= :due OR s.day > :tomorrow)"
_IS_STEP = "s.phase IN ('learning', 'relearning') AND (s.due <= :ahead OR s.day > :tomorrow)"
_IS_HIDDEN = "(m.suspended OR m.buried_until > :today)"
_AWAY = "FROM known_card k JOIN card_state s ON s.card = k.id AND s.learner = :learner WHERE k.deck = deck.id AND k.present = 0"
_HIDDEN = """FROM card_mark m JOIN known_card k ON k.id = m.card AND k.present = 1
        JOIN card_state s ON s.card = m.card AND s.learner = m.learner
        WHERE m.deck = deck.id AND m.learner = :learner"""
_FROM_THE_FUTURE = "FROM card_state s WHERE s.deck = deck.id AND s.day > :tomorrow"
_DUE = f"""
SELECT deck.id,
       (SELECT count(*) FROM card_state s WHERE s.deck = deck.id AND s.phase = 'review' AND s.due <= :due)
     + (SELECT count(*) {_FROM_THE_FUTURE} AND s.phase = 'review' AND s.due > :due)
     - (SELECT count(*) {_AWAY} AND {_IS_LEARNED})
     - (SELECT count(*) {_HIDDEN} AND {_IS_HIDDEN} AND {_IS_LEARNED}),
       (SELECT count(*) FROM card_state s
        WHERE s.deck = deck.id AND s.phase IN ('learning', 'relearning') AND s.due <= :ahead)
     + (SELECT count(*) {_FROM_THE_FUTURE} AND s.phase <> 'review' AND s.due > :ahead)
     - (SELECT count(*) {_AWAY} AND {_IS_STEP})
     - (SELECT count(*) {_HIDDEN} AND {_IS_HIDDEN} AND {_IS_STEP}),
       deck.cards
     - (SELECT count(*) FROM card_state s WHERE s.deck = deck.id)
     + (SELECT count(*) {_AWAY})
     - (SELECT count(*) FROM card_mark m JOIN known_card k ON k.id = m.card AND k.present = 1
        WHERE m.deck = deck.id AND m.learner = :learner AND {_IS_HIDDEN}
          AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = m.card AND s.learner = m.learner)),
       (SELECT count(*) FROM card_state s WHERE s.deck = deck.id AND s.introduced >= :day_start),
       (SELECT count(*) FROM card_state s
        WHERE s.deck = deck.id AND s.day = :today AND +s.introduced < :day_start)
FROM deck WHERE :deck IS NULL OR deck.id = :deck ORDER BY deck.id
"""  # noqa: S608 - of constants only
"""Cards that have left their deck and cards put away are few, so they are counted in by the index and taken off again.

Answered in the future is `Memory.is_due`'s business: by a clock that was wrong. A + keeps SQLite from the worse index.
"""

_ELSEWHERE = """
SELECT due, count(*) FROM card_state
WHERE deck IN (SELECT id FROM deck WHERE id <> ?) AND phase = 'review' AND due >= ? GROUP BY due
"""
MODEL = "SELECT value FROM meta WHERE key = 'model'"


class DueCounts(Record):
    """What a review of a deck would show if it were begun now."""

    __slots__ = ("due", "new")

    due: int
    """Learned cards that come due in this study day, and cards in their learning steps within the next 20 minutes."""
    new: int
    """New cards that the day's limit still allows."""

    def __init__(self, due: int, new: int) -> None:
        super().__init__(due, new)


def due_counts(
    database: Path,
    at: datetime,
    days: StudyDays,
    deck: str | None = None,
    limit: int = NEW_PER_DAY,
    limits: Callable[[str], tuple[int, int]] | None = None,
) -> dict[str, DueCounts]:
    """The counts at `at` of every deck that was ever opened, or of one, by slug.

    `limits` gives a deck's new cards and reviews a day; without it, there are `limit` new cards and the usual reviews.
    Without a database there are none. Raises StoreProblem when it cannot be read; never writes to it.
    """
    with Reader(database) as reader:
        meta: dict[str, str] = dict(reader.rows("SELECT key, value FROM meta"))
        asked = {
            "day_start": _text(days.start(at)),
            "today": days.day_of(at).isoformat(),
            "tomorrow": (days.day_of(at) + DAY).isoformat(),
            "due": days.day_of(at).isoformat() + MIDNIGHT,
            "ahead": _text(at + AHEAD),
            "learner": meta.get("learner"),
            "deck": deck,
        }
        return within_limits(reader.rows(_DUE, asked), limit, limits)


def within_limits(
    rows: Iterable[tuple[str, int, int, int, int, int]],
    limit: int,
    limits: Callable[[str], tuple[int, int]] | None,
) -> dict[str, DueCounts]:
    """What the limits of `due_counts` leave of what is there.

    `rows`: of each deck its slug, how many learned cards are due, cards in their steps, cards never met, new cards met today
    and reviews done today.
    """
    counts = {}
    for slug, due, steps, unseen, introduced, reviewed in rows:
        new, reviews = limits(slug) if limits else (limit, REVIEWS_PER_DAY)
        counts[slug] = DueCounts(
            due=max(0, min(due, reviews - reviewed)) + steps, new=max(0, min(unseen, new - introduced))
        )
    return counts


def introduced(database: Path, deck: str, since: datetime) -> int:
    """What `Store.introduced` gives: cards of a deck first answered at `since` or later. Raises StoreProblem."""
    with Reader(database) as reader:
        query = "SELECT count(*) FROM card_state WHERE deck = ? AND introduced >= ?"
        return sum(count for (count,) in reader.rows(query, (deck, _text(since))))


def reviewed(database: Path, deck: str, days: StudyDays, at: datetime) -> int:
    """Cards of a deck that were answered on the study day of `at` and known before. Raises StoreProblem."""
    with Reader(database) as reader:
        query = "SELECT count(*) FROM card_state WHERE deck = ? AND day = ? AND +introduced < ?"
        values = (deck, days.day_of(at).isoformat(), _text(days.start(at)))
        return sum(count for (count,) in reader.rows(query, values))


def marks(database: Path, deck: str) -> dict[str, Marks]:
    """What `Store.marks(deck)` gives, without loading SQLModel. Without a database: none. Raises StoreProblem."""
    from progress.marks import Marks

    with Reader(database) as reader:
        query = "SELECT card, suspended, buried_until, flag, note FROM card_mark WHERE deck = ?"
        try:
            return {
                card: Marks(bool(suspended), date.fromisoformat(until) if until else None, flag, note)
                for card, suspended, until, flag, note in reader.rows(query, (deck,))
            }
        except ValueError as error:  # a row that makes no sense
            raise problems.damaged(database, str(error)) from error


def model(database: Path) -> str:
    """By what rules the memories there were worked out (`Scheduler.model`); empty without a database. Raises StoreProblem."""
    with Reader(database) as reader:
        return next((str(found) for (found,) in reader.rows(MODEL)), "")


def log_end(database: Path) -> int:
    """How far the log goes: another number whenever something was added to it. Raises StoreProblem."""
    with Reader(database) as reader:
        return next((found or 0 for (found,) in reader.rows("SELECT max(sequence) FROM event")), 0)


def due_elsewhere(database: Path, deck: str, today: date) -> dict[date, int]:
    """How many learned cards of the other decks come due on each day from `today` on. Raises StoreProblem."""
    with Reader(database) as reader:
        values = (deck, today.isoformat() + MIDNIGHT)
        try:
            return {date.fromisoformat(due[:10]): count for due, count in reader.rows(_ELSEWHERE, values)}
        except ValueError as error:  # a row that makes no sense
            raise problems.damaged(database, str(error)) from error


def digest(database: Path, deck: str) -> str | None:
    """What `progress.storage.digests.digest_of` gave when the deck was last opened; None where it never was. Raises StoreProblem.

    Empty where it has to be looked through again.
    """
    with Reader(database) as reader:
        return next(
            (str(found) for (found,) in reader.rows("SELECT digest FROM deck WHERE id = ?", (deck,))), None
        )


def memories(database: Path, deck: str) -> dict[str, Memory]:
    """What `Store.memories(deck)` gives, without loading SQLModel. Without a database: none. Raises StoreProblem."""
    from progress.glance.partly import COLUMNS, memories_in

    with Reader(database) as reader:
        query = f"SELECT {COLUMNS} FROM card_state WHERE deck = ?"  # noqa: S608 - of constants only
        try:
            return memories_in(reader.rows(query, (deck,)))
        except (ValueError, KeyError) as error:  # a row that makes no sense
            raise problems.damaged(database, str(error)) from error


class Reader:
    """A read-only connection to a database that may be missing."""

    def __init__(self, database: Path) -> None:
        self._path = os.fspath(database)
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Reader:
        if os.path.isdir(self._path):  # noqa: PTH112 - pathlib costs more than all of this
            raise problems.is_folder(self._path)
        if not os.path.exists(self._path):  # noqa: PTH110
            return self
        if not os.path.getsize(self._path):  # noqa: PTH202
            raise problems.damaged(self._path, "it is empty")
        try:
            try:
                self._open_to_read()
            except problems.Outdated:
                self.__exit__()
                _bring_up_to_date(self._path)
                self._open_to_read()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _open_to_read(self) -> None:
        try:
            self._open("mode=ro")
        except problems.Outdated:
            raise
        except problems.StoreProblem:
            if self._has_wal():
                raise
            # Beside a WAL database SQLite makes files even to read it, which a read-only folder does not allow.
            self._open("mode=ro&immutable=1")

    def _has_wal(self) -> bool:
        wal = f"{self._path}-wal"
        return os.path.exists(wal) and os.path.getsize(wal) > 0  # noqa: PTH110, PTH202

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def _open(self, mode: str) -> None:
        self.__exit__()
        path = os.path.abspath(self._path)  # noqa: PTH100
        name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        try:
            self._connection = sqlite3.connect(f"file:{name}?{mode}", uri=True, timeout=_PATIENCE)
        except sqlite3.Error as error:
            raise problems.from_sqlite(self._path, error) from error
        self._check_format()

    def _check_format(self) -> None:
        try:
            found = self.rows("SELECT max(number) FROM migration")
        except problems.StoreProblem as problem:
            if "no such table" in str(problem):
                raise problems.not_ours(self._path) from problem
            raise
        if found and found[0][0] > KNOWN_FORMAT:
            raise problems.newer(self._path, found[0][0], KNOWN_FORMAT)
        if found and found[0][0] < KNOWN_FORMAT:
            raise problems.Outdated(self._path)

    def rows(self, query: str, values: dict[str, str | None] | tuple[str | int, ...] = ()) -> list[Any]:
        """The rows of a query; none without a database."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise problems.from_sqlite(self._path, error) from error


def _bring_up_to_date(path: str) -> None:
    """Have the store do what it does on opening: once for each version of this program."""
    from pathlib import Path
    from random import Random

    from progress.storage.store import Store

    Store.open(Path(path), random=Random(0)).close()  # noqa: S311 - nothing is drawn for a database that there is


def _text(at: datetime) -> str:
    """A time as the tables hold it."""
    return at.astimezone(UTC).strftime(_TIME)
