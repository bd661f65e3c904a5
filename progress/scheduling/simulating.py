"""What a desired retention costs in minutes and gives in memory: a learner's deck, imagined day by day. Pure.

Every card is forgotten as FSRS-6 with the learner's parameters says, and is rated and timed as is their habit. What is not
imagined: holidays, steps of minutes (after Again a card is answered once more on the same day, and recalled), and the
few days by which intervals differ so that days are even.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from math import ceil, floor
from random import Random

from progress.memory import Memory
from progress.scheduling.formulas import Formulas
from progress.scheduling.habits import Habits
from progress.scheduling.spreading import bounds

PARTS = 12
"""Into how many parts the time is cut to show how it goes on."""
_AGAIN, _GOOD = 1, 3


@dataclass(frozen=True, slots=True)
class Plan:
    """How somebody would go on."""

    days: int = 365
    new_per_day: float = 20
    """One that is not whole is kept to on average; so is the next."""
    reviews_per_day: float = 200
    maximum_interval: int = 36500
    minutes: float | None = None
    """A day, at most; None for as long as the cards take. What is learned goes before what is new."""
    exam: bool = False
    """Whether there is an exam on the day after the last, so that nothing is put off beyond the last."""
    without_new: int = 0
    """So many days at the end bring no new cards."""
    shared: bool = False
    """Whether the cards not met yet are shared among the days that are left for them, in the place of `new_per_day`."""
    miss: float = 0.0
    """The probability that nothing is done on a day."""
    lasting: float = 1.0
    """By how much longer things are remembered than the formulas say; the schedule goes by the formulas."""
    slip: float = 0.0
    """The probability that what is remembered is not recalled all the same."""
    curve: Formulas | None = None
    """Along which it is forgotten, where that is another curve than the schedule goes by."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would come of it."""

    retention: float
    """The desired one."""
    minutes: float
    """A day, on average."""
    course: tuple[float, ...]
    """Minutes a day in each of `PARTS` parts of the time, or in each day where there are fewer."""
    reviews: int
    """Of learned cards, in all."""
    introduced: int
    """New cards, in all."""
    recalled: float
    """The share of the reviews in which the card was recalled; 0 without any."""
    known: float
    """How many cards can be expected to be recalled on the day after the last."""
    learned: int
    """How many cards have been met by then."""
    waiting: int
    """How many learned cards are overdue by then."""
    recalls: tuple[float, ...] = ()
    """The probability of recall on the day after the last, of each card met: of those that were given in their order,
    then of the new ones. Slips are left out."""
    studied: int = 0
    """On how many days anything could be done."""


@dataclass(slots=True)
class _Card:
    stability: float
    difficulty: float
    last: int
    """The day of its last review; 0 is the first day imagined."""


def known_now(memories: Iterable[Memory], today: date, formulas: Formulas) -> float:
    """How many cards can be expected to be recalled today."""
    return sum(formulas.recall(card.stability, -card.last) for card in _cards(memories, today))


def simulate(
    memories: Iterable[Memory],
    new: int,
    retention: float,
    plan: Plan,
    habits: Habits,
    formulas: Formulas,
    today: date,
    random: Random,
) -> Outcome:
    """Go on with learned cards and so many `new` ones from `today` on. Deterministic in `random`."""
    return _Run(retention, plan, habits, formulas, random).go(_cards(memories, today), new)


def _cards(memories: Iterable[Memory], today: date) -> list[_Card]:
    found = []
    for memory in memories:
        day = memory.last_day
        found.append(_Card(memory.stability, memory.difficulty, min(0, (day - today).days)))
    return found


class _Run:
    """One imagined time."""

    def __init__(
        self, retention: float, plan: Plan, habits: Habits, formulas: Formulas, random: Random
    ) -> None:
        self._retention = retention
        self._plan = plan
        self._habits = habits
        self._formulas = formulas
        self._recall = (plan.curve or formulas).recall
        self._random = random
        self._first = list(accumulate(habits.first))
        self._recalled = list(accumulate(habits.recalled))
        self._due: list[list[_Card]] = [[] for _ in range(plan.days)]
        self._seconds = [0.0] * plan.days
        self._hits = 0
        self._reviews = 0

    def go(self, cards: list[_Card], new: int) -> Outcome:
        plan = self._plan
        for card in cards:
            self._put(card, -card.last, 0)
        waiting: list[tuple[float, int, int, _Card]] = []
        introduced = 0
        studied = 0
        for day in range(plan.days):
            for number, card in enumerate(self._due[day]):
                heappush(waiting, (card.stability, day, number, card))  # what is forgotten soonest goes first
            self._due[day] = []
            if plan.miss and self._random.random() < plan.miss:
                continue
            studied += 1
            for _ in range(min(_of_day(plan.reviews_per_day, day), len(waiting))):
                if self._time_up(day):
                    break
                self._review(heappop(waiting)[-1], day)
            for _ in range(self._new(day, new)):
                if self._time_up(day):
                    break
                cards.append(self._meet(day))
                new -= 1
                introduced += 1
        spans = min(PARTS, plan.days)
        ends = [plan.days * n // spans for n in range(spans + 1)]
        recalls = tuple(self._recall(card.stability * plan.lasting, plan.days - card.last) for card in cards)
        return Outcome(
            retention=self._retention,
            minutes=sum(self._seconds) / 60 / plan.days,
            course=tuple(sum(self._seconds[a:b]) / 60 / (b - a) for a, b in pairwise(ends)),
            reviews=self._reviews,
            introduced=introduced,
            recalled=self._hits / self._reviews if self._reviews else 0.0,
            known=sum(recalls),
            learned=len(cards),
            waiting=len(waiting),
            recalls=recalls,
            studied=studied,
        )

    def _new(self, day: int, left: int) -> int:
        """How many new cards a day brings, of those that are left."""
        days = self._plan.days - self._plan.without_new - day
        if days <= 0:
            return 0
        return min(left, ceil(left / days) if self._plan.shared else _of_day(self._plan.new_per_day, day))

    def _time_up(self, day: int) -> bool:
        return self._plan.minutes is not None and self._seconds[day] >= 60 * self._plan.minutes

    def _put(self, card: _Card, since: int, day: int) -> None:
        """Have a card come back when its recall has fallen, `since` days after its last review already."""
        interval = round(self._formulas.interval(card.stability, self._retention))
        away = max(min(max(interval, 1), self._plan.maximum_interval) - since, 0)
        left = self._plan.days - 1 - day
        if self._plan.exam and away > left > 0:
            away = self._random.randint(*bounds(left, 1, left))
        if day + away < self._plan.days:
            self._due[day + away].append(card)

    def _review(self, card: _Card, day: int) -> None:
        gap = day - card.last
        self._reviews += 1
        recall = self._recall(card.stability * self._plan.lasting, gap)
        if self._random.random() < (1 - self._plan.slip) * recall:
            self._hits += 1
            rating = 2 + _drawn(self._recalled, self._random)
        else:
            rating = _AGAIN
        self._seconds[day] += self._habits.review_s[rating - 1]
        card.stability, card.difficulty = self._formulas.after(card.stability, card.difficulty, gap, rating)
        self._end(card, rating, day)

    def _meet(self, day: int) -> _Card:
        rating = 1 + _drawn(self._first, self._random)
        self._seconds[day] += self._habits.new_s[rating - 1]
        card = _Card(*self._formulas.first(rating), day)
        self._end(card, rating, day)
        return card

    def _end(self, card: _Card, rating: int, day: int) -> None:
        if rating == _AGAIN:
            card.stability, card.difficulty = self._formulas.after(card.stability, card.difficulty, 0, _GOOD)
        card.last = day
        self._put(card, 0, day)


def _of_day(per_day: float, day: int) -> int:
    """How many of so many a day fall on one, where that is no whole number."""
    return floor((day + 1) * per_day) - floor(day * per_day)


def _drawn(sums: list[float], random: Random) -> int:
    drawn = random.random() * sums[-1]
    return next(n for n, total in enumerate(sums) if drawn < total or n == len(sums) - 1)
