"""PostgreSQL only: what quick.py tells of a file, of a learner's rows on a server. By Psycopg, without SQLModel."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from progress.days import DAY
from progress.glance.quick import KNOWN_FORMAT, DueCounts, within_limits
from progress.limits import AHEAD, NEW_PER_DAY
from progress.server import server_problems as problems
from progress.server.servers import Server, need_driver

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta
    from typing import Any, LiteralString

    import psycopg

    from progress.days import StudyDays
    from progress.marks import Marks
    from progress.memory import Memory

_HIDDEN = "(m.suspended OR m.buried_until > %(today)s)"
_IS_LEARNED = "s.phase = 'review' AND (s.due <= %(due)s OR s.day > %(tomorrow)s)"
_IS_STEP = "s.phase IN ('learning', 'relearning') AND (s.due <= %(ahead)s OR s.day > %(tomorrow)s)"
_THERE = f"k.present IS NOT FALSE AND NOT (k.present IS TRUE AND coalesce({_HIDDEN}, FALSE))"
_DUE = f"""
SELECT deck.id,
       count(*) FILTER (WHERE {_IS_LEARNED} AND {_THERE}),
       count(*) FILTER (WHERE {_IS_STEP} AND {_THERE}),
       deck.cards - count(s.card) + count(*) FILTER (WHERE s.card IS NOT NULL AND NOT k.present)
     - (SELECT count(*) FROM card_mark m JOIN known_card k ON k.id = m.card AND k.present
        WHERE m.deck = deck.id AND {_HIDDEN}
          AND NOT EXISTS (SELECT 1 FROM card_state s WHERE s.card = m.card AND s.learner = m.learner)),
       count(*) FILTER (WHERE s.introduced >= %(day_start)s),
       count(*) FILTER (WHERE s.day = %(today)s AND s.introduced < %(day_start)s)
FROM deck LEFT JOIN card_state s ON s.deck = deck.id LEFT JOIN known_card k ON k.id = s.card
     LEFT JOIN card_mark m ON m.card = s.card AND m.learner = s.learner
WHERE %(deck)s::text IS NULL OR deck.id = %(deck)s
GROUP BY deck.id, deck.cards ORDER BY deck.id
"""  # noqa: S608 - of constants only
_STANDING = "SELECT max(number), row_security_active('event') FROM migration"


class ServerLook:
    """The functions of quick.py, over a connection that is made when first needed and kept. Each raises StoreProblem."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection: psycopg.Connection | None = None

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def due_counts(
        self,
        at: datetime,
        days: StudyDays,
        deck: str | None = None,
        limit: int = NEW_PER_DAY,
        limits: Callable[[str], tuple[int, int]] | None = None,
    ) -> dict[str, DueCounts]:
        """See `quick.due_counts`."""
        today = days.day_of(at)
        asked = {
            "day_start": days.start(at),
            "today": today.isoformat(),
            "tomorrow": (today + DAY).isoformat(),
            "due": f"{today.isoformat()} 00:00:00",
            "ahead": at + AHEAD,
            "deck": deck,
        }
        return within_limits(self._rows(_DUE, asked), limit, limits)

    def introduced(self, deck: str, since: datetime) -> int:
        """See `quick.introduced`."""
        query = "SELECT count(*) FROM card_state WHERE deck = %(deck)s AND introduced >= %(since)s"
        return int(self._rows(query, {"deck": deck, "since": since})[0][0])

    def reviewed(self, deck: str, days: StudyDays, at: datetime) -> int:
        """See `quick.reviewed`."""
        query = "SELECT count(*) FROM card_state WHERE deck = %(deck)s AND day = %(day)s AND introduced < %(start)s"
        asked = {"deck": deck, "day": days.day_of(at).isoformat(), "start": days.start(at)}
        return int(self._rows(query, asked)[0][0])

    def marks(self, deck: str) -> dict[str, Marks]:
        """See `quick.marks`."""
        from progress.marks import Marks

        query = "SELECT card, suspended, buried_until, flag, note FROM card_mark WHERE deck = %(deck)s"
        try:
            return {
                card: Marks(suspended, date.fromisoformat(until) if until else None, flag, note)
                for card, suspended, until, flag, note in self._rows(query, {"deck": deck})
            }
        except ValueError as error:  # a row that makes no sense
            raise problems.damaged(self._server.name, str(error)) from error

    def digest(self, deck: str) -> str | None:
        """See `quick.digest`."""
        rows = self._rows("SELECT digest FROM deck WHERE id = %(deck)s", {"deck": deck})
        return str(rows[0][0]) if rows else None

    def model(self) -> str:
        """See `quick.model`."""
        return next(
            (str(found) for (found,) in self._rows("SELECT value FROM meta WHERE key = 'model'", {})), ""
        )

    def log_end(self) -> int:
        """See `quick.log_end`."""
        return next((found or 0 for (found,) in self._rows("SELECT max(sequence) FROM event", {})), 0)

    def answer_time(self) -> timedelta | None:
        """See `answer_time.answer_time`."""
        from progress.glance.answer_time import LATEST, mean_time

        query = (
            "SELECT at, latency_ms FROM event WHERE kind = 'review' AND latency_ms > 0 "
            "ORDER BY sequence DESC LIMIT %(most)s"
        )
        return mean_time(reversed([(at, ms) for at, ms in self._rows(query, {"most": LATEST})]))

    def due_elsewhere(self, deck: str, today: date) -> dict[date, int]:
        """See `quick.due_elsewhere`."""
        query = (
            "SELECT (due AT TIME ZONE 'UTC')::date, count(*) FROM card_state "
            "WHERE deck IN (SELECT id FROM deck WHERE id <> %(deck)s) AND phase = 'review' AND due >= %(today)s GROUP BY 1"
        )
        asked = {"deck": deck, "today": f"{today.isoformat()} 00:00:00+00"}
        return dict(self._rows(query, asked))

    def memories(self, deck: str) -> dict[str, Memory]:
        """See `quick.memories`."""
        from progress.memory import Memory, Phase

        query = (
            "SELECT card, phase, step, stability, difficulty, due, last_review, reps, lapses, day "
            "FROM card_state WHERE deck = %(deck)s"
        )
        try:
            return {
                card: Memory(
                    Phase(phase),
                    step,
                    stability,
                    difficulty,
                    due,
                    last,
                    reps,
                    lapses,
                    date.fromisoformat(day) if day else None,
                )
                for card, phase, step, stability, difficulty, due, last, reps, lapses, day in self._rows(
                    query, {"deck": deck}
                )
            }
        except ValueError as error:  # a row that makes no sense
            raise problems.damaged(self._server.name, str(error)) from error

    def _rows(self, query: LiteralString, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows of a query; asked again over a new connection where the one that was kept is lost."""
        need_driver()
        import psycopg

        kept = self._connection is not None
        try:
            return self._open().execute(query, values).fetchall()
        except psycopg.Error as error:
            if kept and self._connection is not None and self._connection.broken:
                self.close()
                return self._rows(query, values)
            raise self._server.problem(error) from None

    def _open(self) -> psycopg.Connection:
        if self._connection is None:
            connection = self._server.connect()
            try:
                self._check(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _check(self, connection: psycopg.Connection) -> None:
        found = connection.execute(_STANDING).fetchone() or (0, False)
        if found[0] < KNOWN_FORMAT:
            raise problems.older(self._server.name, found[0], KNOWN_FORMAT)
        if found[0] > KNOWN_FORMAT:
            raise problems.newer(self._server.name, found[0], KNOWN_FORMAT)
        if not found[1]:
            raise problems.no_learner(self._server.name)
