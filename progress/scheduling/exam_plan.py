"""What to do until an exam: how many new cards a day, how many minutes, and what that lets expect on the day. Pure.

Every plan is made anew from what is left: the cards not met yet, what is remembered of the others, and the days until the
exam. So one that was not kept for some days asks for more on those that remain, and one that was overtaken for less.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, hypot, sqrt
from random import Random

from progress.mastery.forecasting import QUESTIONS
from progress.memory import Memory
from progress.scheduling.formulas import Formulas
from progress.scheduling.habits import Habits
from progress.scheduling.scheduler import UNTOLD
from progress.scheduling.simulating import Plan, simulate

RESERVE_SHARE = 4
"""One in so many of the days until an exam is kept free of new cards, at its end …"""
RESERVE_MOST = 7
"""… but no more of them than these."""
SAMPLE = 1200
"""Of more cards, so many stand for all when days are imagined."""
MOST_MINUTES = 240
"""More a day is no plan."""
RUNS = 3
"""How often a plan is imagined; luck differs by well under one percent of a deck's cards from one time to the next."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many new cards a day meet all of them in time."""

    days: int
    """Study days until the exam, today included and its own day not."""
    last_new: date
    """The last day that brings new cards; after it everything is reviewed once more."""
    reserve: int
    """Days after that one, until the exam."""
    unmet: int
    """Cards not met yet."""
    new_per_day: int
    """Of them, on each day up to the last that brings any."""


def pace(today: date, exam: date, unmet: int, met_today: int = 0) -> Pace | None:
    """The pace from `today` on; None where no day is left. `met_today`: cards met for the first time today already."""
    days = (exam - today).days
    if days <= 0:
        return None
    reserve = min(RESERVE_MOST, days // RESERVE_SHARE, days - 1)
    with_new = days - reserve
    # What was met today counts for today, or the pace would rise while one keeps to it.
    a_day = ceil((unmet + met_today) / with_new)
    return Pace(days, today + timedelta(days=with_new - 1), reserve, unmet, a_day)


@dataclass(frozen=True, slots=True)
class Learned:
    """A deck as it is remembered: each card with its weight in the exam."""

    met: Sequence[tuple[Memory, float]]
    unmet: Sequence[float]
    """Weights of the cards not met yet, in the order in which they will come."""

    @property
    def weight(self) -> float:
        """Of all cards."""
        return sum(weight for _, weight in self.met) + sum(self.unmet)

    def sampled(self) -> "tuple[Learned, float]":
        """At most `SAMPLE` of the cards, and the share that they are of all."""
        total = len(self.met) + len(self.unmet)
        step = total / SAMPLE
        if step <= 1:
            return self, 1.0
        met = [self.met[int(n * step)] for n in range(int(len(self.met) / step))]
        unmet = [self.unmet[int(n * step)] for n in range(int(len(self.unmet) / step))]
        return Learned(met, unmet), (len(met) + len(unmet)) / total


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a way of going on lets expect."""

    known: float
    """The weighed share of the deck's cards that are recalled on the day of the exam, 0 to 1."""
    minutes: float
    """A day, on average."""
    met: int
    """Cards met by then."""
    waiting: int
    """Learned cards that are overdue by then."""


@dataclass(frozen=True, slots=True)
class Imagining:
    """Goes on with a deck until its exam, in the way of its learner."""

    learned: Learned
    today: date
    days: int
    habits: Habits
    formulas: Formulas
    retention: float
    maximum_interval: int = 36500

    def recalled(self, day: date) -> float:
        """The weighed share of the cards that would be recalled on a day, if nothing were reviewed until then."""
        found = sum(
            weight * self.formulas.recall(memory.stability, max(0, (day - _day(memory)).days))
            for memory, weight in self.learned.met
        )
        return found / (self.learned.weight or 1.0)

    def prospect(self, new_per_day: int, reviews_per_day: int, minutes: float | None = None) -> Prospect:
        """What comes of so many cards, or at most so many minutes, on each day."""
        some, share = self.learned.sampled()
        reserve = min(RESERVE_MOST, self.days // RESERVE_SHARE, self.days - 1)
        plan = Plan(
            days=self.days,
            new_per_day=ceil(new_per_day * share),
            reviews_per_day=ceil(reviews_per_day * share),
            maximum_interval=self.maximum_interval,
            minutes=None if minutes is None else minutes * share,
            exam=True,
            without_new=reserve,
        )
        found = [self._once(some, plan, Random(seed)) for seed in range(RUNS)]  # noqa: S311 - the same answers, the same plan
        return Prospect(
            known=sum(each.known for each in found) / RUNS,
            minutes=sum(each.minutes for each in found) / RUNS / share,
            met=round(sum(each.met for each in found) / RUNS / share),
            waiting=round(sum(each.waiting for each in found) / RUNS / share),
        )

    def _once(self, some: Learned, plan: Plan, random: Random) -> Prospect:
        outcome = simulate(
            [memory for memory, _ in some.met], len(some.unmet), self.retention, plan, self.habits,
            self.formulas, self.today, random,
        )  # fmt: skip
        weights = [weight for _, weight in some.met] + list(some.unmet)
        known = sum(weight * recall for weight, recall in zip(weights, outcome.recalls, strict=False))
        return Prospect(known / (some.weight or 1.0), outcome.minutes, outcome.learned, outcome.waiting)

    def least_minutes(self, enough: Callable[[float], bool]) -> Prospect | None:
        """The least time a day, to the minute, from which on `enough` holds of `known`; None where none reaches it.

        What is due goes first, then as many new cards as there is time for.
        """

        def after(minutes: int) -> Prospect:
            found = self.prospect(_ANY, _ANY, minutes)
            return replace(found, minutes=float(minutes))

        high = 5
        while not enough((found := after(high)).known):
            if high >= MOST_MINUTES:
                return None
            high = min(high * 2, MOST_MINUTES)
        low = 0 if high == 5 else high // 2
        while high - low > 1:
            middle = (low + high) // 2
            between = after(middle)
            if enough(between.known):
                high, found = middle, between
            else:
                low = middle
        return found


_ANY = 100_000
_EIGHTY = 1.2816  # standard deviations to each side hold 80 % of a normal distribution


def carried(mark: float, known: float, then: float) -> float:
    """The share of marks to expect when `then` of the cards are recalled, where it is `mark` while `known` of them are.

    Whoever does better now than by their cards alone knows, or can guess, part of what is not on them: that part stays. Whoever
    does worse recalls less in questions than on cards: that share stays.
    """
    if mark >= known:
        beside = (mark - known) / (1 - known) if known < 1 else 0.0
        return then + (1 - then) * beside
    return then * mark / known


def ranged(mean: float, low: float, high: float, questions: int = QUESTIONS) -> tuple[float, float]:
    """The 80 % range of the mark of one exam of so many questions, where what is known lets expect `low` to `high`.

    What is learned until then makes that narrow; the luck of the questions drawn stays.
    """
    luck = _EIGHTY * sqrt(mean * (1 - mean) / questions)
    return max(0.0, mean - hypot(mean - low, luck)), min(1.0, mean + hypot(high - mean, luck))


def _day(memory: Memory) -> date:
    return memory.day or UNTOLD.day_of(memory.last_review)
