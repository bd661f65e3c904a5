"""How learning goes, in numbers: what is remembered, what was done and when, and what is to come. Pure."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from progress.days import DAY, StudyDays
from progress.mastery.shares import Interval, share_interval
from progress.memory import Memory, Phase

if TYPE_CHECKING:
    from progress.storage.recorded import Given  # which loads the database

MATURE = 21
"""Days that a card stayed away from which on it is mature: Anki's boundary."""
LONGEST = 60_000
"""Milliseconds that one answer counts for at most: who takes longer has gone for tea."""
STABILITIES = (1.0, 3.0, 7.0, 14.0, 30.0, 90.0, 180.0, 365.0)
"""Days at which one group of the stability distribution ends and the next begins."""


@dataclass(slots=True)
class Retained:
    """Cards that were to be recalled after days, and how many of them were."""

    recalled: int = 0
    asked: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None without any."""
        return self.recalled / self.asked if self.asked else None

    @property
    def interval(self) -> Interval | None:
        """In which the share lies with 80 % certainty."""
        return share_interval(self.recalled, self.asked) if self.asked else None

    def count(self, *, recalled: bool) -> None:
        """One more."""
        self.asked += 1
        self.recalled += recalled


class Retention(NamedTuple):
    """True retention of a time: the first review of a day of cards that had been learned."""

    young: Retained
    """Cards that had stayed away for less than `MATURE` days."""
    mature: Retained

    @property
    def both(self) -> Retained:
        """All of them."""
        return Retained(self.young.recalled + self.mature.recalled, self.young.asked + self.mature.asked)


def _none() -> Retention:
    return Retention(Retained(), Retained())


@dataclass(slots=True)
class Day:
    """What was done on one study day."""

    reviews: int = 0
    questions: int = 0
    milliseconds: int = 0

    @property
    def answers(self) -> int:
        """Reviews and questions."""
        return self.reviews + self.questions


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that the answers tell."""

    today: date
    days: Mapping[date, Day]
    """Days on which something was answered, in their order."""
    retention: Mapping[date, Retention]
    """By study day, in their order."""
    hours: tuple[Retained, ...]
    """For each hour of the clock, the answers given in it, and how many of them were right."""
    latency_ms: float | None
    """The median of what one review took; None without any."""
    streak: int
    """Study days in a row with an answer, up to today or, where today has none yet, yesterday."""
    longest: int
    """The most there ever were."""

    def since(self, first: date) -> Retention:
        """True retention from a day on."""
        return merged(each for day, each in self.retention.items() if day >= first)

    def months(self) -> dict[str, Retention]:
        """True retention by month, `YYYY-MM`."""
        found: dict[str, list[Retention]] = {}
        for day, each in self.retention.items():
            found.setdefault(f"{day:%Y-%m}", []).append(each)
        return {month: merged(all_) for month, all_ in found.items()}


def merged(parts: Iterable[Retention]) -> Retention:
    """Several times as one."""
    whole = _none()
    for part in parts:
        for into, each in zip(whole, part, strict=True):
            into.recalled += each.recalled
            into.asked += each.asked
    return whole


class _Last(NamedTuple):
    day: date
    due: date | None
    settled: bool


def statistics(answers: "Iterable[Given]", today: date, hour: Callable[[datetime], int]) -> Statistics:
    """From answers in their order; `hour` is that of the learner's clock.

    A review counts for retention where the one before it put the card to a study day, not to another step; in logs that do
    not say that, where it is of an earlier day.
    """
    days: dict[date, Day] = {}
    retention: dict[date, Retention] = {}
    hours = tuple(Retained() for _ in range(24))
    latencies: list[int] = []
    last: dict[str, _Last] = {}
    for given in answers:
        day = days.setdefault(given.day, Day())
        day.milliseconds += min(max(given.latency_ms, 0), LONGEST)
        hours[hour(given.at)].count(recalled=given.right)
        if given.quiz:
            day.questions += 1
            continue
        day.reviews += 1
        if given.latency_ms > 0:
            latencies.append(min(given.latency_ms, LONGEST))
        if given.cram:
            continue
        before = last.get(given.card)
        if before is not None and given.day > before.day and (before.due is not None or not before.settled):
            away = ((before.due or given.day) - before.day).days
            which = retention.setdefault(given.day, _none())
            which[away >= MATURE].count(recalled=given.right)
        last[given.card] = _Last(given.day, given.due, given.settled)
    ordered = dict(sorted(days.items()))
    return Statistics(
        today,
        ordered,
        dict(sorted(retention.items())),
        hours,
        median(latencies),
        *streaks(ordered, today),
    )


def median(latencies: list[int]) -> float | None:
    """The middle one, or the later of two; None without any."""
    return sorted(latencies)[len(latencies) // 2] if latencies else None


def streaks(days: Iterable[date], today: date) -> tuple[int, int]:
    """Days in a row up to today, or where today is not among them, yesterday; and the longest row ever.

    `days` in their order.
    """
    known = [day for day in days if day <= today + DAY]
    present = longest = run = 0
    before: date | None = None
    for day in known:
        run = run + 1 if before is not None and day - before == DAY else 1
        longest, before = max(longest, run), day
    if before is not None and before >= today - DAY:
        present = run
    return present, longest


def due_by_day(
    memories: Mapping[str, Memory],
    hidden: Collection[str],
    today: date,
    days: int,
    calendar: StudyDays | None = None,
) -> list[int]:
    """How many cards come due today (what waits already included), tomorrow, … for so many days.

    `calendar`: the learner's study days, for cards in their steps are due at a moment; else it is taken for one in UTC.
    """
    counts = [0] * days
    for card, memory in memories.items():
        if card in hidden:
            continue
        day = memory.due_on(calendar) if calendar is not None else memory.due_day
        left = max(0, (day - today).days)
        if left < days:
            counts[left] += 1
    return counts


def stabilities(memories: Iterable[Memory]) -> list[int]:
    """How many learned cards have a stability below each of `STABILITIES` and not below the one before, and above all."""
    counts = Counter(
        bisect_right(STABILITIES, memory.stability) for memory in memories if memory.phase is Phase.REVIEW
    )
    return [counts[group] for group in range(len(STABILITIES) + 1)]


def last_days(today: date, number: int) -> list[date]:
    """So many days up to today."""
    return [today - timedelta(days=back) for back in range(number - 1, -1, -1)]


def levels(days: Mapping[date, int], most: int = 4) -> dict[date, int]:
    """How much was done on each day, from 1 to `most`, against a busy day: the one that nine of ten do not exceed."""
    counts = sorted(count for count in days.values() if count > 0)
    if not counts:
        return {}
    busy = counts[(len(counts) - 1) * 9 // 10]
    return {day: min(most, -(-most * count // busy)) for day, count in days.items() if count > 0}
