"""How long one answer takes this learner, so that every place says the same of how long cards take. Standard library only."""

from __future__ import annotations

from datetime import datetime, timedelta

from progress import problems
from progress.glance.quick import Reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST = timedelta(seconds=90)
"""After a longer time between two answers nobody was there; then what is noted of the answer itself counts, up to this."""
LATEST = 500
"""Reviews that the learner's time is taken from."""

_ANSWERS = f"""
SELECT at, latency_ms FROM event WHERE kind = 'review' AND latency_ms > 0 ORDER BY sequence DESC LIMIT {LATEST}
"""  # noqa: S608 - of constants only


def times(answers: Iterable[tuple[datetime, int]]) -> list[timedelta]:
    """How long answers took, each given by when it came and by the milliseconds that the question was thought about.

    It is the time since the answer before, for the solution is read and rated, too; where that cannot be, what was
    thought. Answers of which nothing is known are left out. `answers` are in order.
    """
    found, before = [], None
    for at, latency_ms in answers:
        thought = timedelta(milliseconds=max(latency_ms, 0))
        since = at - before if before is not None else timedelta(0)
        before = at
        took = since if thought <= since <= LONGEST else min(thought, LONGEST)
        if took:
            found.append(took)
    return found


def mean_time(answers: Iterable[tuple[datetime, int]]) -> timedelta | None:
    """How long one of them took on average; None where nothing is known."""
    found = times(answers)
    return sum(found, timedelta(0)) / len(found) if found else None


def latest(reader: Reader) -> timedelta | None:
    """How long one of the learner's last answers took. Raises TypeError and ValueError for a row that makes no sense."""
    rows = reader.rows(_ANSWERS)
    return mean_time((datetime.fromisoformat(at), int(ms)) for at, ms in reversed(list(rows)))


def answer_time(database: Path) -> timedelta | None:
    """The same from a file. Without a database: None. Raises StoreProblem."""
    with Reader(database) as reader:
        try:
            return latest(reader)
        except (TypeError, ValueError) as error:
            raise problems.damaged(database, str(error)) from error
