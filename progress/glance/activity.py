"""When there were answers, and how long one takes: for the first screen, so by the standard library alone. SQLite only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from progress import problems
from progress.glance.quick import Reader

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 60_000
"""Milliseconds that one answer counts for at most."""

_DAYS = """
SELECT CASE WHEN day = '' THEN substr(at, 1, 10) ELSE day END AS name, count(*) FROM event
WHERE kind IN ('review', 'quiz') AND at >= ? AND id NOT IN (SELECT undoes FROM event WHERE undoes <> '')
GROUP BY name
"""
_LATENCIES = """
SELECT latency_ms FROM event WHERE kind = 'review' AND latency_ms > 0 ORDER BY sequence DESC LIMIT 500
"""


class Activity(NamedTuple):
    """What a learner did."""

    days: dict[date, int]
    """How many answers there were on each study day that has any."""
    latency_ms: int | None
    """The median of what one of the last reviews took; None without any."""


def activity(database: Path, since: date) -> Activity:
    """The answers on all decks since a day. Without a database: none. Raises StoreProblem."""
    with Reader(database) as reader:
        try:
            days = {
                date.fromisoformat(name): int(count)
                for name, count in reader.rows(_DAYS, (since.isoformat(),))
            }
            latencies = sorted(min(int(ms), LONGEST) for (ms,) in reader.rows(_LATENCIES))
        except (TypeError, ValueError) as error:  # a row that makes no sense
            raise problems.damaged(database, str(error)) from error
    return Activity(days, latencies[len(latencies) // 2] if latencies else None)
