"""How many cards of a deck are what, counted by the database's indexes: no memory is read. SQLite only, light as quick.py."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from progress import problems
from progress.days import DAY
from progress.glance.quick import MIDNIGHT, Reader
from progress.glance.states import State, text_of
from progress.limits import AHEAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from progress.days import StudyDays

_STATE = "s.card, s.phase, s.due, s.day"
_STATES = "SELECT phase = 'review', count(*) FROM card_state WHERE deck = :deck GROUP BY phase"
_COMING = """
SELECT substr(due, 1, 10), count(*) FROM card_state WHERE deck = :deck AND phase = 'review' AND due < :end GROUP BY due
"""
_STEPS = """
SELECT {}, count(*), sum(due <= :ahead), min(CASE WHEN due > :ahead THEN due END) FROM card_state
WHERE deck = :deck AND phase IN ('learning', 'relearning') GROUP BY 1
"""
"""In the braces: how many of the next study days will have ended when the step does."""
_FROM_THE_FUTURE = f"SELECT {_STATE} FROM card_state s WHERE s.deck = :deck AND s.day > :tomorrow"  # noqa: S608
_AWAY = f"""
SELECT {_STATE} FROM known_card k JOIN card_state s ON s.card = k.id AND s.learner = :learner
WHERE k.deck = :deck AND k.present = 0 AND s.deck = :deck
"""  # noqa: S608 - of constants only
_MARKED = f"""
SELECT m.card, m.suspended, m.buried_until > :today, k.present, {_STATE} FROM card_mark m
LEFT JOIN known_card k ON k.id = m.card AND k.deck = m.deck
LEFT JOIN card_state s ON s.card = m.card AND s.learner = m.learner AND s.deck = m.deck
WHERE m.deck = :deck AND (m.suspended OR m.buried_until > :today)
"""  # noqa: S608 - of constants only
_IDS = "SELECT card FROM card_state WHERE deck = :deck"
_ONE = f"SELECT {_STATE} FROM card_state s WHERE s.learner = :learner AND s.card = :card"  # noqa: S608
_TODAY = """
SELECT (SELECT count(*) FROM card_state WHERE deck = :deck AND introduced >= :start),
       (SELECT count(*) FROM card_state WHERE deck = :deck AND day = :today AND +introduced < :start)
"""


class DeckCounts(NamedTuple):
    """A deck's cards, counted. No limit of the day is taken into account."""

    cards: int
    review: int
    """Learned cards to review on the study day."""
    steps: int
    """Cards in their (re)learning steps which end within the next minutes."""
    unseen: int
    """Cards never answered, without those that are put away."""
    unmet: int
    """The same with those that are put away until a day."""
    learned: int
    """Cards answered at least once."""
    learning: int
    """Cards in their (re)learning steps."""
    suspended: int
    coming: tuple[int, ...]
    """Cards that come due today, what waits already included, tomorrow, and so on."""
    introduced: int
    """Cards first answered on the study day."""
    reviewed: int
    """Cards answered on the study day and known before."""
    until: datetime | None
    """The moment from which there are more `steps`; None where none will come."""


def deck_counts(
    database: Path,
    deck: str,
    cards: int,
    at: datetime,
    days: StudyDays,
    *,
    present: Collection[str] | None = None,
    ahead: int = 7,
) -> DeckCounts:
    """The counts of a deck of so many cards at `at`, for `ahead` days.

    `present`: the ids of its cards, for a deck that is not as it was when it was last opened; without them, what was noted
    then holds. Raises StoreProblem.
    """
    with Reader(database) as reader:
        meta = dict(reader.rows("SELECT key, value FROM meta"))
        today, ends = days.day_of(at), [days.end(at)]
        while len(ends) < ahead:
            ends.append(days.end(ends[-1]))
        values: dict[str, str | None] = {
            "deck": deck,
            "learner": meta.get("learner"),
            "today": today.isoformat(),
            "tomorrow": (today + DAY).isoformat(),
            "end": (today + timedelta(days=ahead)).isoformat() + MIDNIGHT,
            "ahead": text_of(at + AHEAD),
            "start": text_of(days.start(at)),
        }
        try:
            return _Counter(reader, values, today, [text_of(end) for end in ends]).counts(cards, present)
        except (TypeError, ValueError) as error:  # a row that makes no sense
            raise problems.damaged(database, str(error)) from error


class _Counter:
    """All cards by the index, less the few that do not count."""

    def __init__(
        self, reader: Reader, values: dict[str, str | None], today: date, ends: Sequence[str]
    ) -> None:
        """`ends`: when each study day ends for which it is told what comes due."""
        self._reader = reader
        self._values = values
        self._today = today
        self._ends = ends
        self._names = str(values["ahead"]), str(values["today"]), str(values["tomorrow"])
        self._coming = [0] * len(ends)
        self._review = self._steps = self._learned = self._learning = 0

    def _rows(self, query: str, **more: str) -> list[Any]:
        return self._reader.rows(query, {**self._values, **more})

    def counts(self, cards: int, present: Collection[str] | None) -> DeckCounts:
        """Raises ValueError or TypeError for what makes no sense."""
        for review, count in self._rows(_STATES):
            self._learned += count
            self._learning += 0 if review else count
        for day, count in self._rows(_COMING):
            self._comes(self._until(day), count)
            self._review += count if day <= self._names[1] else 0
        nexts = []
        ended = " + ".join(f"(due >= :end{number})" for number in range(len(self._ends)))
        ends = {f"end{number}": end for number, end in enumerate(self._ends)}
        for left, count, due, following in self._rows(_STEPS.format(ended), **ends):
            self._comes(left, count)
            self._steps += due
            nexts.append(following)
        for _, *rest in self._rows(_FROM_THE_FUTURE):
            state = State(*rest)
            if not state._replace(day="").is_due(*self._names):
                self._waits(state, 1)
        away = self._away(present)
        self._take(away.values(), gone=True)
        hidden, suspended, unmet, unseen = self._marked(present, cards - self._learned)
        self._take(hidden, gone=False)
        introduced, reviewed = next(iter(self._rows(_TODAY)), (0, 0))
        following = min(filter(None, nexts), default="")
        return DeckCounts(
            cards,
            self._review,
            self._steps,
            unseen,
            unmet,
            self._learned,
            self._learning,
            suspended,
            tuple(self._coming),
            introduced,
            reviewed,
            datetime.fromisoformat(following + "+00:00") - AHEAD if following else None,
        )

    def _until(self, day: str) -> int:
        return max(0, (date.fromisoformat(day) - self._today).days)

    def _comes(self, left: int, count: int) -> None:
        if left < len(self._coming):
            self._coming[left] += count

    def _waits(self, state: State, count: int) -> None:
        if state.phase == "review":
            self._review += count
        else:
            self._steps += count

    def _take(self, states: Iterable[State], *, gone: bool) -> None:
        """Take cards off again; `gone`: that are not in the deck at all."""
        for state in states:
            learned = state.phase == "review"
            self._comes(self._until(state.due[:10]) if learned else bisect_right(self._ends, state.due), -1)
            if state.is_due(*self._names):
                self._waits(state, -1)
            if gone:
                self._learned -= 1
                self._learning -= state.phase != "review"

    def _away(self, present: Collection[str] | None) -> dict[str, State]:
        """The cards with a memory that the deck has no more."""
        if present is None:
            rows = self._rows(_AWAY)
        else:
            gone = [card for (card,) in self._rows(_IDS) if card not in present]
            rows = [row for card in gone for row in self._rows(_ONE, card=card)]
        return {card: State(*rest) for card, *rest in rows}

    def _marked(self, present: Collection[str] | None, new: int) -> tuple[list[State], int, int, int]:
        """The memories of cards that are put away; how many are suspended; and how many of the new ones are left.

        Of those: without the suspended ones, and without all that are put away.
        """
        hidden, all_suspended, unmet, unseen = [], 0, new, new
        for card, suspended, _, known, state, *rest in self._rows(_MARKED):
            if not (known if present is None else card in present):
                continue
            all_suspended += bool(suspended)
            if state is not None:
                hidden.append(State(*rest))
                continue
            unseen -= 1
            unmet -= bool(suspended)
        return hidden, all_suspended, unmet, unseen
