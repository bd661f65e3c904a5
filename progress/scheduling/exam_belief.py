"""How a learner's memory may be where it is not as the model says, and the mark that lets expect, with its range. Pure.

The model knows a stability S for each card (`progress.scheduling.formulas`), by parameters that hold for everybody or were fitted
to the learner. How far this learner differs is not known: they remember times c as long, along a curve that is b times as
steep, and slip with probability s,

    P(recalled after t days) = (1 − s)·R(t, c·S; b·w20)

What an exam asks and no card has taught is known with probability u, and what is not recalled is recognised among options with
probability r, or half of that where no card was met:

    P(right without options) = (1 − s)·k,  with k = R(…) of a card that was met, u of one that was not
    P(right among n options) = (1 − s)·q + (1 − q)/n,  with q = k + (1 − k)·r

What is believed of c, b, s, u and r is in `progress.scheduling.exam_traits`. A mark is the mean of that over what the exam asks. The
range of one exam of so many questions is that of a mixture: of what is not known of the learner, and in each case of the luck
of the questions drawn and the form of the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import ceil, erf, exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple, TypeVar

from progress.scheduling.formulas import Formulas

QUESTIONS = 40
"""Questions of an exam: nobody says how many it has."""
SHARE = 0.8
"""The probability with which a range holds the mark of one exam."""
FORM = 0.01
"""How alike the answers of one exam are by the form of the day, as a correlation: in a real log, groups of 40 answers differ by so
much more than luck and what is known of the cards account for."""
OPTIONS = 4
"""Of a question, where nobody says."""
UNSEEN = 0.5
"""Of what is not recalled, so much less is recognised of what was never seen than of what was forgotten."""


class Keeping(NamedTuple):
    """One way in which a learner may keep things in mind."""

    lasting: float
    """c: how much longer than the model says."""
    bend: float
    """b: how much steeper the curve is. Recall after one stability is the same."""
    slip: float
    """s."""


class Case(NamedTuple):
    """One way in which this learner may be."""

    keeping: Keeping
    untaught: float
    """u."""
    recognised: float
    """r."""
    miss: float = 0.0
    """The share of days on which nothing is learned."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What an exam asks, and how much of it cards have taught, in one case."""

    met: float
    """The weight of what cards that were met have taught."""
    known: float
    """The weight of what of that is recalled."""
    unmet: Mapping[str, float]
    """The weight of the rest, by topic. All weights sum to 1."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark to expect, as shares from 0 to 1."""

    mean: float
    low: float
    """`low` to `high` hold the mark of one exam with the probability `SHARE`."""
    high: float
    passing: float | None = None
    """The probability of reaching the mark to pass; None where none is given."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of a learner."""

    keepings: Sequence[tuple[Keeping, float]]
    """Each with its probability; the ones that recall least first."""
    untaught: Sequence[tuple[float, float]]
    recognised: Sequence[tuple[float, float]]
    topics: Mapping[str, float] = field(default_factory=dict)
    """By topic: how much likelier something of it is known without a card than of others, in logits."""
    misses: tuple[float, float] = (1.0, 9.0)
    """Days without and with study that are believed to be as many to come, as a Beta distribution has them."""

    def cases(self, count: int) -> list[Case]:
        """So many that stand for all, each as probable: evenly from the best memory to the worst, the rest at random."""
        # Multiples of the golden ratio and its kin spread points evenly in several dimensions (Roberts' sequence).
        step = [_ROOT ** -(n + 1) % 1 for n in range(3)]
        return [
            Case(
                _at(self.keepings, (n + 0.5) / count),
                _at(self.untaught, (0.5 + step[0] * (n + 1)) % 1),
                _at(self.recognised, (0.5 + step[1] * (n + 1)) % 1),
                self._miss((0.5 + step[2] * (n + 1)) % 1),
            )
            for n in range(count)
        ]

    @property
    def missed(self) -> float:
        """The share of days without study to expect."""
        return self.misses[0] / sum(self.misses)

    def _miss(self, share: float) -> float:
        spread = sqrt(self.missed * (1 - self.missed) / (sum(self.misses) + 1))
        return min(max(self.missed + spread * NormalDist().inv_cdf(min(max(share, 0.01), 0.99)), 0.0), 0.95)

    def untaught_of(self, topic: str, untaught: float) -> float:
        """The probability that something of a topic is known without a card."""
        shift = self.topics.get(topic)
        if not shift:
            return untaught
        return 1 / (1 + exp(-(log(untaught / (1 - untaught)) + shift)))

    def right(self, case: Case, asks: Asks, options: int = 0) -> float:
        """The share of the questions that is answered right in a case, among so many options or (0) without any."""
        known, rest = asks.known, asks.met - asks.known
        recognised = rest * case.recognised
        for topic, weight in asks.unmet.items():
            share = self.untaught_of(topic, case.untaught)
            known += weight * share
            rest += weight * (1 - share)
            recognised += weight * (1 - share) * case.recognised * UNSEEN
        if not options:
            return (1 - case.keeping.slip) * known
        return (1 - case.keeping.slip) * (known + recognised) + (rest - recognised) / options


def mark(
    rights: Sequence[float],
    questions: int = QUESTIONS,
    beyond: float = 0.0,
    pass_mark: float | None = None,
) -> Mark:
    """The mark of one exam, where the share of right answers is one of `rights`, each as probable.

    `beyond`: the standard deviation of what they leave out. `pass_mark`: the least share of right answers that passes.
    """
    mean = sum(rights) / len(rights)
    share = (1 + (questions - 1) * FORM) / questions  # as of a beta-binomial distribution
    spreads = [(right, max(sqrt(right * (1 - right) * share + beyond**2), 1e-6)) for right in rights]

    def below(value: float) -> float:
        return sum(0.5 + 0.5 * erf((value - right) / (each * sqrt(2))) for right, each in spreads) / len(
            rights
        )

    def quantile(share: float) -> float:
        low, high = 0.0, 1.0
        for _ in range(14):
            middle = (low + high) / 2
            low, high = (middle, high) if below(middle) < share else (low, middle)
        return (low + high) / 2

    low, high = quantile((1 - SHARE) / 2), quantile((1 + SHARE) / 2)
    # A mark is a whole number of questions: one less than enough fails.
    enough = None if pass_mark is None else ceil(round(pass_mark * questions, 6)) / questions
    passing = None if enough is None else 1 - below(enough - 0.5 / questions)
    return Mark(mean, min(low, mean), max(high, mean), passing)


@lru_cache(maxsize=16)
def curve(formulas: Formulas, bend: float) -> Formulas:
    """The same with another curve of forgetting; only its `recall` means anything then."""
    if bend == 1:
        return formulas
    *rest, decay = formulas.parameters
    return Formulas((*rest, bend * decay))


_ROOT = 1.2207440846057596
"""The root of x⁴ = x + 1."""

_T = TypeVar("_T")


def _at(found: Sequence[tuple[_T, float]], share: float) -> _T:
    """What lies at this share of the probability."""
    sums = list(accumulate(weight for _, weight in found))
    return next((found[n][0] for n, total in enumerate(sums) if total >= share * sums[-1]), found[-1][0])
