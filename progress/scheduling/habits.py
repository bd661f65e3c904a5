"""How a learner rates and how long that takes, for imagining how they will go on. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple

from progress.fitting.histories import History, Step

FIRST = (0.25, 0.1, 0.5, 0.15)
"""Shares of Again, Hard, Good and Easy among first answers where nothing is known of the learner."""
RECALLED = (0.1, 0.75, 0.15)
"""The same of Hard, Good and Easy among answers to cards that were recalled."""
NEW_SECONDS = (45.0, 30.0, 20.0, 10.0)
"""Seconds that a new card takes on its first day by the first rating, where nothing is known of the learner."""
REVIEW_SECONDS = (30.0, 15.0, 10.0, 6.0)
"""The same of a learned card."""
LONGEST_S = 60.0
"""What one answer counts for at most: whoever takes longer has done something else meanwhile. Anki does so too."""
_FEW = 5  # days of cards from which on a median is taken
_PRIOR = 10.0  # answers that the shares where nothing is known count for


@dataclass(frozen=True, slots=True)
class Habits:
    """Of one learner."""

    first: Sequence[float] = FIRST
    """Shares of the four ratings among first answers."""
    recalled: Sequence[float] = RECALLED
    """Shares of Hard, Good and Easy among answers on a later day to what was recalled."""
    new_s: Sequence[float] = NEW_SECONDS
    """Seconds that a new card takes on its first day, answers that follow on that day included, by its rating."""
    review_s: Sequence[float] = REVIEW_SECONDS
    """The same of a learned card on a day."""
    timed: int = 0
    """From how many days of cards the seconds are; 0 where they are not the learner's own."""


class _Sitting(NamedTuple):
    """All answers to one card on one day."""

    new: bool
    rating: int
    """The first."""
    seconds: float
    """0 where that is not known."""


def habits_of(histories: Iterable[History], middle: Callable[[Sequence[float]], float] = median) -> Habits:
    """The habits that some histories show; where they show too little, what is usual for a learner of this speed.

    `middle`: what stands for the seconds of many days; the mean, where it is what they sum up to that matters.
    """
    found = [sitting for history in histories for sitting in _sittings(history)]
    first = Counter(sitting.rating for sitting in found if sitting.new)
    later = Counter(sitting.rating for sitting in found if not sitting.new)
    times: defaultdict[tuple[bool, int], list[float]] = defaultdict(list)
    usual = {True: NEW_SECONDS, False: REVIEW_SECONDS}
    speeds = []
    for new, rating, seconds in found:
        if seconds:
            times[new, rating].append(seconds)
            speeds.append(seconds / usual[new][rating - 1])
    speed = middle(speeds) if len(speeds) >= _FEW else 1.0

    def medians(new: bool) -> list[float]:
        return [
            middle(times[new, rating]) if len(times[new, rating]) >= _FEW else speed * seconds
            for rating, seconds in enumerate(usual[new], 1)
        ]

    return Habits(
        first=_shares([first[rating] for rating in (1, 2, 3, 4)], FIRST),
        recalled=_shares([later[rating] for rating in (2, 3, 4)], RECALLED),
        new_s=medians(True),
        review_s=medians(False),
        timed=len(speeds) if len(speeds) >= _FEW else 0,
    )


def _sittings(history: History) -> Iterator[_Sitting]:
    new = True
    days: Iterator[tuple[int, Iterator[Step]]] = groupby(history, key=lambda step: step.day)
    for _, group in days:
        steps = list(group)
        seconds = sum(min(step.latency_ms / 1000, LONGEST_S) for step in steps)
        timed = all(step.latency_ms > 0 for step in steps)
        yield _Sitting(new, steps[0].rating, seconds if timed else 0.0)
        new = False


def _shares(counts: Sequence[int], usual: Sequence[float]) -> list[float]:
    whole = sum(counts) + _PRIOR
    return [(count + _PRIOR * share) / whole for count, share in zip(counts, usual, strict=True)]
