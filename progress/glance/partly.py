"""Of a deck's memories, only those that a review needs for its first card; the rest when it is asked for. SQLite only.

Reading a hundred thousand memories takes a third of a second, and few of them are due. Light, as quick.py is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from progress import problems
from progress.days import DAY
from progress.glance.quick import MIDNIGHT, Reader
from progress.memory import Memory, Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import Any

T = TypeVar("T")
COLUMNS = "card, phase, step, stability, difficulty, due, last_review, reps, lapses, day"
"""What `memories_in` wants of `card_state`."""
_PHASES = {phase.value: phase for phase in Phase}

_PRESSING = f"""
SELECT {COLUMNS} FROM card_state WHERE deck = :deck AND phase = 'review' AND due < :next
UNION ALL
SELECT {COLUMNS} FROM card_state WHERE deck = :deck AND phase IN ('learning', 'relearning')
UNION ALL
SELECT {COLUMNS} FROM card_state WHERE deck = :deck AND day > :tomorrow AND phase = 'review' AND due >= :next
"""  # noqa: S608 - of constants only
_OF_FACT = f"SELECT {COLUMNS} FROM card_state WHERE learner = :learner AND card >= :first AND card < :end"  # noqa: S608
_KNOWN = "SELECT card FROM card_state WHERE learner = :learner AND card >= :first AND card < :end"
_DAYS = "SELECT due, count(*) FROM card_state WHERE deck = :deck AND phase = 'review' GROUP BY due"
_PRESENT = "NOT EXISTS (SELECT 1 FROM known_card k WHERE k.id = s.card AND k.present = 0)"
_NEXT = f"""
SELECT s.due FROM card_state s WHERE s.deck = :deck AND s.phase = 'review' AND s.due >= :next AND {_PRESENT}
ORDER BY s.due LIMIT 1
"""  # noqa: S608 - of constants only
_INCOMING = f"""
SELECT total(1.0 / max(1.0, s.stability)) FROM card_state s WHERE s.deck = :deck AND s.phase = 'review' AND {_PRESENT}
"""  # noqa: S608 - of constants only


def memories_in(rows: Iterable[tuple[Any, ...]]) -> dict[str, Memory]:
    """The memories in rows of `COLUMNS`, by card id. Raises ValueError or KeyError for what makes no sense."""
    # Days are the same few hundred over and over.
    days: dict[str, date | None] = {"": None}
    names: dict[str, datetime] = {}
    found = {}
    for card, phase, step, stability, difficulty, due, last, reps, lapses, day in rows:
        if day not in days:
            days[day] = date.fromisoformat(day)
        moment = names.get(due)
        if moment is None:
            moment = datetime.fromisoformat(due + "+00:00")
            if phase == "review":
                names[due] = moment
        reviewed = datetime.fromisoformat(last + "+00:00")
        found[card] = Memory(
            _PHASES[phase], step, stability, difficulty, moment, reviewed, reps, lapses, days[day]
        )
    return found


class PartlyRead:
    """The memories of one deck in a database that may be missing. Every method raises StoreProblem."""

    def __init__(self, database: Path, deck: str) -> None:
        self._database = database
        self._deck = deck

    def pressing(self, today: date) -> dict[str, Memory]:
        """Of all cards that are due on that study day, of all in their steps, and of those answered in the future."""
        return self._read(
            _PRESSING,
            memories_in,
            next=(today + DAY).isoformat() + MIDNIGHT,
            tomorrow=(today + DAY).isoformat(),
        )

    def of_fact(self, fact: str) -> dict[str, Memory]:
        """Of the cards on a fact, `deck:role/fact`."""
        return self._read(
            _OF_FACT,
            memories_in,
            first=f"{fact}#",
            end=f"{fact}$",
        )

    def known(self) -> set[str]:
        """The ids of all cards that have a memory."""
        ends = {"first": f"{self._deck}:", "end": f"{self._deck};"}
        return self._read(_KNOWN, lambda rows: {card for (card,) in rows}, **ends)

    def days(self) -> dict[date, int]:
        """How many learned cards come due on each day, those among them that the deck has no more."""
        return self._read(_DAYS, lambda rows: {_day(due): count for due, count in rows})

    def next_day(self, today: date) -> date | None:
        """The first day after `today` on which a learned card comes due."""
        after = (today + DAY).isoformat() + MIDNIGHT
        return self._read(_NEXT, lambda rows: next((_day(due) for (due,) in rows), None), next=after)

    def incoming(self) -> float:
        """The sum of 1 / stability in days, but at most 1, over all learned cards."""
        return self._read(_INCOMING, lambda rows: sum(float(found) for (found,) in rows))

    def _read(self, query: str, take: Callable[[list[Any]], T], **values: str) -> T:
        with Reader(self._database) as reader:
            learner = dict(reader.rows("SELECT key, value FROM meta")).get("learner", "")
            try:
                return take(reader.rows(query, {"deck": self._deck, "learner": learner, **values}))
            except (ValueError, KeyError) as error:  # a row that makes no sense
                raise problems.damaged(self._database, str(error)) from error


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
