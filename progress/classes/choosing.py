"""Who chooses which option of a question, and what is wrong with questions where that is not as it should be. Pure.

Students are called strong or weak by how they did on everything else: by the rest of `progress.classes.items`, without their answer to the
question itself. The strong ones are the upper third of those who answered it, the weak ones the lower third.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, comb, sqrt, tanh
from typing import NamedTuple

from progress.classes.items import Item
from progress.mastery.shares import share_interval

SHOWN = 20
"""Students below which nothing is said of a question."""
FIRM = 100
"""Students below which what is said of it is provisional."""
DEAD = 0.05
"""An option that fewer choose than this share distracts nobody."""
_ONE_SIDED = 1.6449  # 95 %
_HARD, _EASY = 0.3, 0.95
_WRONG = 5  # wrong answers: of fewer, none need have fallen on a good distractor
_LOW_INDEX = 10.0


class Choice(NamedTuple):
    """One student's choice."""

    shown: tuple[str, ...]
    """The options, as the log calls them."""
    chosen: str
    rest: float | None
    """How the student did on everything else, see `progress.classes.items`; None where there was nothing else."""


@dataclass(frozen=True, slots=True)
class OptionUse:
    """Who chose one option."""

    ref: str
    key: bool
    """Whether it is the right one."""
    shown: int
    """Students to whom it was shown."""
    chosen: int
    strong: int
    """Of the strong third, how many chose it."""
    strong_of: int
    """Of the strong third, to how many it was shown."""
    weak: int
    weak_of: int
    rest: float | None
    """The mean rest of those who chose it, in standard deviations above that of all who answered the question."""
    dead: bool
    """Whether it is a distractor that distracts nobody."""
    suspect: bool
    """Whether it is a distractor that may be the right answer."""


class Flag(StrEnum):
    """What may be the matter with a question."""

    WRONG_KEY = "wrong-key"
    """Strong students choose a distractor rather than the key."""
    NEGATIVE = "negative-discrimination"
    """Strong students get it wrong more often than weak ones."""
    LOW = "low-discrimination"
    """It does not tell strong students from weak ones."""
    DEAD = "dead-distractor"
    """Few enough choose a distractor that it could as well not be there."""
    HARD = "hard"
    EASY = "easy"


def uses(choices: Sequence[Choice], key: str) -> list[OptionUse]:
    """Who chose each option, the key first and then the one chosen most often."""
    ranked = sorted((c for c in choices if c.rest is not None), key=lambda c: (c.rest or 0.0, c.chosen))
    third = len(ranked) // 3
    weak, strong = ranked[:third], ranked[len(ranked) - third :]
    mean, deviation = _moments([c.rest for c in ranked if c.rest is not None])
    key_rests = [c.rest for c in ranked if c.rest is not None and c.chosen == key]
    shown = Counter(ref for c in choices for ref in c.shown)
    chosen = Counter(c.chosen for c in choices)
    by_strong, by_weak = Counter(c.chosen for c in strong), Counter(c.chosen for c in weak)
    to_strong, to_weak = (
        Counter(ref for c in strong for ref in c.shown),
        Counter(ref for c in weak for ref in c.shown),
    )
    found = []
    for ref in shown:
        rests = [c.rest for c in ranked if c.rest is not None and c.chosen == ref]
        mine = sum(rests) / len(rests) if rests else None
        found.append(
            OptionUse(
                ref=ref,
                key=ref == key,
                shown=shown[ref],
                chosen=chosen[ref],
                strong=by_strong[ref],
                strong_of=to_strong[ref],
                weak=by_weak[ref],
                weak_of=to_weak[ref],
                rest=(mine - mean) / deviation if mine is not None and deviation else None,
                dead=ref != key and shown[ref] >= SHOWN and _dead(chosen[ref], shown[ref]),
                suspect=ref != key
                and len(choices) >= SHOWN
                and by_strong[ref] > by_strong[key]
                and (
                    _above(rests, key_rests)
                    or (_preferred(by_strong[ref], by_strong[key]) and _mean(rests) >= _mean(key_rests))
                ),
            )
        )
    return sorted(found, key=lambda use: (not use.key, -use.chosen, use.ref))


def _moments(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 0.0
    mean = sum(values) / len(values)
    return mean, sqrt(sum((v - mean) ** 2 for v in values) / max(len(values) - 1, 1))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("-inf")


def _dead(times: int, of: int) -> bool:
    """Whether too few chose an option for it to be any use, and not only by chance: one of twenty might be three of forty."""
    return times < DEAD * of and share_interval(times, of).high < 2 * DEAD


def _preferred(times: int, other: int) -> bool:
    """Whether one of two options is chosen more often by more than chance, one-sidedly with 95 % (sign test)."""
    of = times + other
    return bool(sum(comb(of, k) for k in range(times, of + 1)) < 0.05 * (1 << of))


def _above(rests: Sequence[float], others: Sequence[float]) -> bool:
    """Whether these choosers did better elsewhere than the others, one-sidedly with 95 % (Mann & Whitney 1947).

    Where nobody chose the key, everybody else did better than that.
    """
    n, m = len(rests), len(others)
    if n < 3:
        return False
    if not m:
        return True
    ranked = sorted(others)
    better = sum((bisect_left(ranked, rest) + bisect_right(ranked, rest)) / 2 for rest in rests)
    return (better - n * m / 2) / sqrt(n * m * (n + m + 1) / 12) > _ONE_SIDED


def flags(item: Item, found: Sequence[OptionUse]) -> list[Flag]:
    """What may be the matter with a question, the gravest first; nothing where fewer than `SHOWN` answered it."""
    if item.students < SHOWN:
        return []
    told = []
    if any(use.suspect for use in found):
        told.append(Flag.WRONG_KEY)
    elif item.discrimination is not None and surely_negative(item.discrimination, item.students):
        told.append(Flag.NEGATIVE)
    if any(use.dead for use in found) and (1 - (item.facility or 0.0)) * item.students > _WRONG - 0.5:
        told.append(Flag.DEAD)
    easy = item.facility is not None and item.facility >= _EASY
    if not told and not easy and item.discrimination is not None and surely_low(item):
        told.append(Flag.LOW)
    if item.facility is not None and item.facility < _HARD and Flag.WRONG_KEY not in told:
        told.append(Flag.HARD)
    if easy:
        told.append(Flag.EASY)
    return sorted(told, key=list(Flag).index)


def surely_negative(discrimination: float, students: int) -> bool:
    """Whether the index lies below zero, one-sidedly with 95 % (R. A. Fisher's transformation)."""
    return _upper(discrimination, students) < 0


def surely_low(item: Item) -> bool:
    """Whether the index lies below 20 %, likewise, and is itself below 10 %."""
    index = item.discrimination
    return index is not None and index < _LOW_INDEX and _upper(index, item.students) < 20


def _upper(discrimination: float, students: int) -> float:
    r = max(min(discrimination / 100, 0.999999), -0.999999)
    if students <= 3:
        return 100.0
    return 100 * tanh(atanh(r) + _ONE_SIDED / sqrt(students - 3))
