"""Statistics of a long log in one pass: what `statistics` and `recall_curve` tell, from what the database has counted. Pure.

As the log is only ever added to, one can go on where one stood when it was looked through last.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from progress.fitting.histories import NEW, TAKEN
from progress.mastery.calibration import Curve, Sums
from progress.reporting.statistics import (
    LONGEST,
    MATURE,
    Day,
    Retained,
    Retention,
    Statistics,
    streaks,
)
from progress.scheduling.formulas import Formulas

if TYPE_CHECKING:
    from progress.storage.practice import Quarter, Reviewed  # which loads the database

_PIECE = 1000
_LONG = 10_000
"""Answers from which on going through all of them takes longer than to go on."""


class LongLog(NamedTuple):
    """What a log tells."""

    statistics: Statistics
    curve: Curve | None
    """Predicted recall against actual recall. None where the reviews of a card came in another order than they are
    replayed in, as where two devices were merged: then `recall_curve` has to sort them first.
    """


class _Card:
    """Where a card stands after its last review."""

    __slots__ = ("day", "difficulty", "due", "key", "settled", "stability", "told")

    def __init__(
        self,
        day: int = 0,
        due: int = 0,
        settled: bool = False,
        key: str = "",
        told: int = 0,
        stability: float = 0.0,
        difficulty: float = 0.0,
    ) -> None:
        self.day = day
        """The study day of its last review, as a number; 0 before the first."""
        self.due = due
        self.settled = settled
        self.key = key
        """Of the last review that moved the model's memory."""
        self.told = told
        """Its study day, as all devices count it; 0 where the next one is the first."""
        self.stability = stability
        """0 where it is not known, for the memory was taken over from elsewhere."""
        self.difficulty = difficulty


class Walk:
    """A log as far as one has gone through it."""

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self._quarters: dict[tuple[datetime, date, bool, bool], tuple[int, int]] = {}
        self._retention: dict[int, Retention] = {}
        self._latencies: Counter[int] = Counter()
        self._cards: dict[str, _Card] = {}
        self._sums = Sums()
        self._in_order = True
        """Whether the reviews of every card came in the order in which they are replayed."""

    def go_on(self, quarters: "Iterable[Quarter]", reviews: "Iterable[Reviewed]") -> "Walk":
        """Take in what has come since, `reviews` in their order; only they are many."""
        for at, name, quiz, right, answers, milliseconds in quarters:
            known = self._quarters.get((at, name, quiz, right), (0, 0))
            self._quarters[at, name, quiz, right] = known[0] + answers, known[1] + milliseconds
        cards, retention, latencies = self._cards, self._retention, self._latencies
        formulas, take = self._formulas, self._sums.take
        first, after, recall = formulas.first, formulas.after, formulas.recall
        for named, key, day, told, rating, right, latency, due, settled, cram in reviews:
            if latency > 0 and (rating is None or rating > NEW):
                latencies[latency] += 1
            if cram:
                continue
            card = cards.get(named)
            if card is None:
                card = cards[named] = _Card()
            if rating is None or rating > NEW:
                if 0 < card.day < day and (card.due or not card.settled):
                    which = retention.get(day)
                    if which is None:
                        which = retention[day] = Retention(Retained(), Retained())
                    which[(card.due or day) - card.day >= MATURE].count(recalled=right)
                card.day, card.due, card.settled = day, due, settled
            if rating is None:
                continue
            if key < card.key:
                self._in_order = False
            card.key = key
            if rating <= NEW:
                card.told, card.stability = (told, 0.0) if rating == TAKEN else (0, 0.0)
                continue
            if not card.told:
                card.stability, card.difficulty = first(rating)
            elif card.stability:
                gap = max(0, told - card.told)
                if gap:
                    take(recall(card.stability, gap), rating)
                card.stability, card.difficulty = after(card.stability, card.difficulty, gap, rating)
            card.told = told
        return self

    @property
    def worth_keeping(self) -> bool:
        """Whether it is long, and one can go on from it."""
        return self._in_order and sum(count for count, _ in self._quarters.values()) >= _LONG

    def told(self, today: date, hour: Callable[[datetime], int]) -> LongLog:
        """What it tells; `hour` is that of the learner's clock."""
        days: dict[date, Day] = {}
        hours = tuple(Retained() for _ in range(24))
        for (at, name, quiz, right), (answers, milliseconds) in self._quarters.items():
            day = days.setdefault(name, Day())
            day.milliseconds += milliseconds
            if quiz:
                day.questions += answers
            else:
                day.reviews += answers
            into = hours[hour(at)]
            into.asked += answers
            into.recalled += answers * right
        ordered = dict(sorted(days.items()))
        retention = {date.fromordinal(day): self._retention[day] for day in sorted(self._retention)}
        middle = _middle(self._latencies)
        latency = None if middle is None else min(middle, LONGEST)
        return LongLog(
            Statistics(today, ordered, retention, hours, latency, *streaks(ordered, today)),
            self._sums.curve() if self._in_order else None,
        )

    def kept(self) -> Iterator[list[Any]]:
        """All that is to be known for going on, in pieces of plain values."""
        yield self._sums.kept
        yield [[day, *_numbers(young), *_numbers(mature)] for day, (young, mature) in self._retention.items()]
        yield list(self._latencies.items())
        quarters = (
            [at.isoformat(), day.toordinal(), quiz, right, *counts]
            for (at, day, quiz, right), counts in self._quarters.items()
        )
        yield from _pieces(quarters)
        yield []
        yield from _pieces(
            [name, each.day, each.due, each.settled, each.key, each.told, each.stability, each.difficulty]
            for name, each in self._cards.items()
        )
        yield []

    @classmethod
    def again(cls, formulas: Formulas, pieces: Iterable[list[Any]]) -> "Walk":
        """From what was kept. Raises ValueError, TypeError, IndexError or StopIteration for what makes no sense."""
        walk, found = cls(formulas), iter(pieces)
        walk._sums.kept = next(found)
        for day, recalled, asked, old_recalled, old_asked in next(found):
            walk._retention[day] = Retention(Retained(recalled, asked), Retained(old_recalled, old_asked))
        walk._latencies.update(dict(next(found)))
        while piece := next(found):
            for at, number, quiz, right, answers, milliseconds in piece:
                key = datetime.fromisoformat(at), date.fromordinal(number), quiz, right
                walk._quarters[key] = answers, milliseconds
        while piece := next(found):
            walk._cards.update((name, _Card(*values)) for name, *values in piece)
        return walk


def look_through(
    quarters: "Iterable[Quarter]",
    reviews: "Iterable[Reviewed]",
    today: date,
    hour: Callable[[datetime], int],
    formulas: Formulas,
) -> LongLog:
    """All of it at once."""
    return Walk(formulas).go_on(quarters, reviews).told(today, hour)


def _middle(counts: Counter[int]) -> int | None:
    """The median, as `median` has it."""
    left = counts.total() // 2
    for value in sorted(counts):
        left -= counts[value]
        if left < 0:
            return value
    return None


def _numbers(retained: Retained) -> tuple[int, int]:
    return retained.recalled, retained.asked


def _pieces(items: Iterable[list[Any]]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while some := list(islice(iterator, _PIECE)):
        yield some
