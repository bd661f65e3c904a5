"""What to do until an exam: how many new cards a day, how many minutes, and what that lets expect on the day. Pure.

Every plan is made anew from what is left: the cards not met yet, what is remembered of the others, and the days until the
exam. So one that was not kept for some days asks for more on those that remain, and one that was overtaken for less.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import ceil
from random import Random
from typing import NamedTuple

from progress.memory import Memory
from progress.scheduling.exam_belief import OPTIONS, Asks, Belief, Case, Mark, curve, mark
from progress.scheduling.formulas import Formulas
from progress.scheduling.habits import Habits
from progress.scheduling.simulating import Plan, simulate

RESERVE_SHARE = 4
"""One in so many of the days until an exam is kept free of new cards, at its end …"""
RESERVE_MOST = 7
"""… but no more of them than these."""
SAMPLE = 300
"""Of more cards, so many stand for all when days are imagined."""
RUNS = 9
"""In how many ways a learner may be is gone on …"""
FEWER_RUNS = 5
"""… or in so many where many paces are tried …"""
BESIDE = 5
"""… and for each of them, in how many ways they may answer what no card has taught."""
BEYOND = 0.03
"""Standard deviation of a mark by what the days to come bring beside what is imagined: in simulations of whole courses up to an
exam, forecasts were off by about so much more than they knew."""
CASES = 25
"""How many ways there are where no day has to be imagined."""
TRIES = 5
"""How many paces are tried to find the least one."""


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
    reserve = reserve_of(days)
    with_new = days - reserve
    # What was met today counts for today, or the pace would rise while one keeps to it.
    a_day = ceil((unmet + met_today) / with_new)
    return Pace(days, today + timedelta(days=with_new - 1), reserve, unmet, a_day)


class Piece(NamedTuple):
    """A card, as far as an exam goes."""

    fact: str
    """Whoever recalls one card on a fact, knows the fact."""
    memory: Memory | None = None
    """None for one not met yet."""
    lines: tuple[str, ...] = ()
    """Of a list: the facts that its lines are, which whoever recalls it knows too."""


def sampled(facts: Sequence[str], cards: int) -> set[str]:
    """Of a deck's facts, evenly so many that they have about `SAMPLE` of its cards, or all where those are fewer."""
    if cards <= SAMPLE:
        return set(facts)
    count = max(1, round(len(facts) * SAMPLE / cards))
    return {facts[n * len(facts) // count] for n in range(count)}


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a way of going on lets expect."""

    mark: Mark
    """Without options to choose from."""
    choosing: Mark
    """With them."""
    minutes: float
    """On each day of study, on average."""
    met: int
    """Cards met by then."""
    waiting: int
    """Learned cards that are overdue by then."""


@dataclass(frozen=True)
class Imagining:
    """Goes on with a deck until its exam, in the way of its learner."""

    pieces: Sequence[Piece]
    """The cards met, and after them the others in the order in which they will come."""
    asked: Mapping[str, tuple[float, str]]
    """Of each fact that the exam may ask about: how much of it that is, in any unit, and its topic."""
    belief: Belief
    today: date
    days: int
    habits: Habits
    formulas: Formulas
    retention: float
    maximum_interval: int = 36500
    options: int = OPTIONS
    share: float = 1.0
    """Which share of the deck's cards `pieces` are, where they are a sample."""
    pass_mark: float | None = None
    """The least share of the marks that passes, where somebody says it."""

    @cached_property
    def _met(self) -> list[Memory]:
        return [piece.memory for piece in self.pieces if piece.memory is not None]

    @cached_property
    def _facts(self) -> list[tuple[float, str, list[int]]]:
        """Of each fact: its share of the exam, its topic, and the places of the cards that teach it."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, piece in enumerate(self.pieces):
            for fact in (piece.fact, *piece.lines):
                places[fact].append(place)
        whole = sum(weight for weight, _ in self.asked.values()) or 1.0
        return [(weight / whole, topic, places[fact]) for fact, (weight, topic) in self.asked.items()]

    def asks(self, recalls: Sequence[float]) -> Asks:
        """What an exam asks, when these are the probabilities of recall of the first of the cards, and the others are unmet."""
        met = known = 0.0
        unmet: defaultdict[str, float] = defaultdict(float)
        for weight, topic, places in self._facts:
            here = [recalls[place] for place in places if place < len(recalls)]
            if here:
                met += weight
                known += weight * max(here)
            else:
                unmet[topic] += weight
        return Asks(met, known, unmet)

    @property
    def unmet(self) -> float:
        """The share of the exam on what no card that was met has taught."""
        return sum(self.asks([0.0] * len(self._met)).unmet.values())

    def stopping(self, day: date) -> tuple[Mark, Mark]:
        """The marks to expect on a day if nothing is answered until then: without options, and with them."""
        found = []
        for case in self.belief.cases(CASES):
            recall = curve(self.formulas, case.keeping.bend).recall
            recalls = [
                recall(memory.stability * case.keeping.lasting, max(0, (day - memory.last_day).days))
                for memory in self._met
            ]
            found.append((case, self.asks(recalls)))
        return self._marks(found)

    def _marks(self, found: Iterable[tuple[Case, Asks]], beyond: float = 0.0) -> tuple[Mark, Mark]:
        known = list(found)
        without, among = (
            mark(
                [self.belief.right(case, asks, options) for case, asks in known],
                beyond=beyond,
                pass_mark=self.pass_mark,
            )
            for options in (0, self.options)
        )
        return without, among

    def prospect(self, new_per_day: float | None, reviews_per_day: int, runs: int = RUNS) -> Prospect:
        """What comes of so many new cards a day; with None, of the pace that is made anew from what is left each day."""
        share = self.share
        plan = Plan(
            days=self.days,
            new_per_day=0 if new_per_day is None else new_per_day * share,
            reviews_per_day=reviews_per_day * share,
            maximum_interval=self.maximum_interval,
            exam=True,
            # A limit that is set goes on to the last day.
            without_new=reserve_of(self.days) if new_per_day is None else 0,
            shared=new_per_day is None,
        )
        others = self.belief.cases(BESIDE)
        found, outcomes = [], []
        for seed, case in enumerate(self.belief.cases(runs)):
            random = Random(seed)  # noqa: S311 - the same answers, the same plan
            lasting, bend, slip = case.keeping
            run = replace(plan, lasting=lasting, slip=slip, miss=case.miss, curve=curve(self.formulas, bend))
            outcome = simulate(
                self._met, len(self.pieces) - len(self._met), self.retention, run, self.habits, self.formulas, self.today, random
            )  # fmt: skip
            outcomes.append(outcome)
            asks = self.asks(outcome.recalls)
            found += [
                (case._replace(untaught=other.untaught, recognised=other.recognised), asks)
                for other in others
            ]
        studied = sum(each.studied for each in outcomes)
        without, among = self._marks(found, BEYOND)
        return Prospect(
            without,
            among,
            minutes=sum(each.minutes for each in outcomes) * self.days / max(studied, 1) / share,
            met=round(sum(each.learned for each in outcomes) / runs / share),
            waiting=round(sum(each.waiting for each in outcomes) / runs / share),
        )

    def least(
        self, enough: Callable[[Prospect], bool], reviews_per_day: int, most: int, pacing: Prospect
    ) -> tuple[int, Prospect] | None:
        """The fewest new cards a day from which on `enough` holds, and what comes of them; None where nothing does.

        `most` meet all cards in time, and `pacing` is what comes of that.
        """
        low, high, found = -1, most, pacing
        if not enough(found):
            low, high = most, 4 * most  # who meets them earlier, reviews them oftener
            found = self.prospect(high, reviews_per_day, FEWER_RUNS)
            if not enough(found):
                return None
        for tried in range(TRIES):
            if high - low <= 1:
                break
            middle = 0 if low < 0 and not tried else (low + high) // 2
            between = self.prospect(middle, reviews_per_day, FEWER_RUNS)
            if enough(between):
                high, found = middle, between
            else:
                low = middle
        return high, found


def reserve_of(days: int) -> int:
    """How many of so many days until an exam are kept free of new cards."""
    return max(0, min(RESERVE_MOST, days // RESERVE_SHARE, days - 1))
