"""How good predictions of recall were, once it is known what came of them. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor, log, sqrt
from typing import NamedTuple

from progress.fitting.histories import History
from progress.mastery.shares import Interval, share_interval

RATE = 0.02
"""By which share of the way the moving average follows each answer: about the last hundred count."""
BEGIN = 0.9
"""Where it begins."""
_LEAST = 0.001  # what the moving average holds to be possible at least, so that no answer is infinitely bad
BINS = 8
"""How many points a calibration has at most."""
FEWEST = 20
"""How many answers a point stands for at least, where there are so many."""


class Answer(NamedTuple):
    """A review that can be predicted, and what is known of it beforehand."""

    order: int
    """Its place among all reviews."""
    day: int
    card: int
    """The number of its history."""
    recalled: bool
    bin: tuple[int, int, int]
    """What `rmse_in_bins` counts it to."""


@dataclass(frozen=True, slots=True)
class Score:
    """How good one way to predict was."""

    log_loss: float
    """Mean log loss, in nats: the lower, the better. Always saying what share is recalled on the whole gives that share's
    entropy."""
    rmse: float
    """RMSE in bins, from 0 to 1: by how much predictions are off on average, in probability of recall."""


@dataclass(frozen=True, slots=True)
class Point:
    """Answers for which recall was held about equally likely."""

    predicted: float
    """The mean of what was predicted."""
    recalled: int
    answers: int
    interval: Interval
    """Of the share that was recalled."""


def answers_of(histories: Iterable[History]) -> list[Answer]:
    """All reviews a study day or more after the one before, in the order in which they were given."""
    found = []
    for card, history in enumerate(histories):
        lapses = 0
        for n, step in enumerate(history):
            if step.gap > 0:
                place = (_bin(step.gap, 3.62), _bin(n + 1, 1.89), _bin(lapses, 1.73) if lapses else -1)
                found.append(Answer(step.order, step.day, card, step.rating > 1, place))
                lapses += step.rating == 1
    return sorted(found)


def _bin(value: int, base: float) -> int:
    return floor(log(value) / log(base) + 1e-9)


def log_losses(answers: Sequence[Answer], expected: Sequence[float]) -> list[float]:
    """What each prediction cost: −ln of the probability that was given to what happened."""
    return [
        -log(share if answer.recalled else 1 - share) for answer, share in zip(answers, expected, strict=True)
    ]


def rmse_in_bins(answers: Sequence[Answer], expected: Sequence[float]) -> float:
    """The root of the mean square of predicted less actual recall in each bin, weighted by answers.

    Defined by the benchmark of FSRS's authors (open-spaced-repetition/srs-benchmark, “RMSE (bins)”): answers with about as
    many days since the last review, reviews before, and lapses before are in one bin; a bin reaches from a power of 3.62,
    1.89 and 1.73 to the next. So no way of predicting can choose its own bins.
    """
    sums: defaultdict[tuple[int, int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for answer, share in zip(answers, expected, strict=True):
        held = sums[answer.bin]
        held[0] += share - answer.recalled
        held[1] += 1
    total = sum(count for _, count in sums.values())
    return sqrt(sum(off * off / count for off, count in sums.values()) / total) if total else 0.0


def score(answers: Sequence[Answer], expected: Sequence[float]) -> Score:
    """Both. There has to be an answer."""
    return Score(sum(log_losses(answers, expected)) / len(answers), rmse_in_bins(answers, expected))


def moving_average(answers: Iterable[Answer]) -> list[float]:
    """What somebody expects who looks only at how many of the last answers were right, whatever the card."""
    expected, share = [], BEGIN
    for answer in answers:
        expected.append(share)
        share = min(max(share + RATE * (answer.recalled - share), _LEAST), 1 - _LEAST)
    return expected


def gain(answers: Sequence[Answer], worse: Sequence[float], better: Sequence[float]) -> tuple[float, float]:
    """The mean log loss of `worse` less that of `better`, both given answer by answer, and its standard error.

    Answers on one card are not independent, so the error is worked out from sums by card (cluster-robust).
    """
    count = len(answers)
    mean = (sum(worse) - sum(better)) / count
    cards: defaultdict[int, float] = defaultdict(float)
    for answer, one, other in zip(answers, worse, better, strict=True):
        cards[answer.card] += one - other - mean
    return mean, sqrt(sum(value * value for value in cards.values())) / count


def calibration(answers: Sequence[Answer], expected: Sequence[float]) -> tuple[Point, ...]:
    """Predicted beside actual recall, by rising prediction, in points of about equally many answers."""
    ranked = sorted(zip(expected, (answer.recalled for answer in answers), strict=True))
    points = max(1, min(BINS, len(ranked) // FEWEST))
    found = []
    numbered = ((n * points // len(ranked), pair) for n, pair in enumerate(ranked))
    for _, group in groupby(numbered, key=lambda each: each[0]):
        pairs = [pair for _, pair in group]
        recalled = sum(hit for _, hit in pairs)
        mean = sum(share for share, _ in pairs) / len(pairs)
        found.append(Point(mean, recalled, len(pairs), share_interval(recalled, len(pairs))))
    return tuple(found)
