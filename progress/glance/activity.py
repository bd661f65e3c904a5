"""When there were answers, and how long one takes: for the first screen, so by the standard library alone. SQLite only."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from progress import problems
from progress.glance.answer_time import latest
from progress.glance.news import Point, point_of, same_log
from progress.glance.quick import Reader

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 60_000
"""Milliseconds that one answer counts for at most."""

_DAY = "CASE WHEN day = '' THEN substr(at, 1, 10) ELSE day END"
_IS_ANSWER = "kind IN ('review', 'quiz') AND at >= ?"
_DAYS = f"""
SELECT {_DAY} AS name, count(*) FROM event
WHERE {_IS_ANSWER} AND sequence > ? AND id NOT IN (SELECT undoes FROM event WHERE undoes <> '')
GROUP BY name
"""  # noqa: S608 - of constants only
_TAKEN_BACK = f"""
SELECT {_DAY} AS name, count(*) FROM event
WHERE {_IS_ANSWER} AND sequence <= ? AND id IN (SELECT undoes FROM event WHERE sequence > ? AND undoes <> '')
  AND id NOT IN (SELECT undoes FROM event WHERE sequence <= ? AND undoes <> '')
GROUP BY name
"""  # noqa: S608 - of constants only


class Activity(NamedTuple):
    """What a learner did."""

    days: dict[date, int]
    """How many answers there were on each study day that has any."""
    answer_time: timedelta | None
    """What one of the last reviews took; None without any."""
    since: date | None = None
    """From when on the days are counted."""
    point: Point | None = None
    """How far the log had come; None where that is not known."""


def activity(database: Path, since: date, before: Activity | None = None) -> Activity:
    """The answers on all decks since a day. Without a database: none. Raises StoreProblem.

    `before`: what this gave earlier, so that only what came after that is read.
    """
    with Reader(database) as reader:
        reader.rows("BEGIN")  # what another program writes meanwhile is for the next time
        point, known = point_of(reader, database), 0
        days: Counter[date] = Counter()
        if before is not None and before.since == since and before.point is not None:
            if before.point == point:
                return before
            if same_log(reader, before.point, point):
                known = before.point.sequence
                days.update(before.days)
        try:
            for name, count in reader.rows(_DAYS, (since.isoformat(), known)):
                days[date.fromisoformat(name)] += int(count)
            for name, count in (
                reader.rows(_TAKEN_BACK, (since.isoformat(), known, known, known)) if known else ()
            ):
                days[date.fromisoformat(name)] -= int(count)
            took = latest(reader)
        except (TypeError, ValueError) as error:  # a row that makes no sense
            raise problems.damaged(database, str(error)) from error
    return Activity({day: count for day, count in days.items() if count > 0}, took, since, point)
