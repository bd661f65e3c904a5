"""Whether what is expected comes true: how sure a learner was, and how likely the schedule held recall to be. Pure."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from progress.events import Rating
from progress.fitting.histories import Review, histories_of
from progress.mastery.evidence import Choice
from progress.mastery.shares import Interval, share_interval
from progress.scheduling.formulas import Formulas

EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where one point of the curve ends and the next begins; closer where most predictions lie."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """Answers that a learner was equally sure of."""

    certainty: int
    """1 guess, 2 unsure, 3 sure."""
    right: int
    answers: int
    interval: Interval
    """Of the share that was right."""


@dataclass(frozen=True, slots=True)
class Point:
    """Reviews for which recall was held about equally likely."""

    predicted: float
    """The mean of what was predicted."""
    recalled: int
    reviews: int
    interval: Interval
    """Of the share that was recalled."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Predicted recall against actual recall."""

    points: tuple[Point, ...]
    """By rising prediction; those without reviews left out."""
    reviews: int
    off: float | None
    """Root of the mean square of how far the points are off, weighted by reviews; None without any."""


def surenesses(choices: Iterable[Choice]) -> tuple[Sureness, ...]:
    """How often answers were right, by how sure the learner said to be; only those where that was asked."""
    counts: dict[int, list[int]] = {}
    for choice in choices:
        if choice.certainty is not None:
            count = counts.setdefault(choice.certainty, [0, 0])
            count[0] += choice.correct
            count[1] += 1
    return tuple(
        Sureness(certainty, right, answers, share_interval(right, answers))
        for certainty, (right, answers) in sorted(counts.items())
    )


def recall_curve(reviews: Iterable[Review], formulas: Formulas) -> Curve:
    """Each review against what the schedule predicted for it just before; undone ones left out.

    Memories are worked out from the reviews alone. A card's first review has no prediction, and neither has one on the
    study day of its last: within a day, recall is not what is predicted.
    """
    sums = Sums()
    for first, *later in histories_of(reviews):
        stability, difficulty = formulas.first(first.rating)
        for step in later:
            if step.gap:
                sums.take(formulas.recall(stability, step.gap), step.rating)
            stability, difficulty = formulas.after(stability, difficulty, step.gap, step.rating)
    return sums.curve()


class Sums:
    """What a curve is drawn from, as reviews are looked at one by one."""

    def __init__(self) -> None:
        self._sums: list[list[float]] = [[0.0, 0, 0] for _ in EDGES]

    @property
    def kept(self) -> list[list[float]]:
        """As plain values, to go on from."""
        return self._sums

    @kept.setter
    def kept(self, kept: list[list[float]]) -> None:
        self._sums = [[total, recalled, count] for total, recalled, count in kept]
        if len(kept) != len(EDGES):
            raise ValueError("The curve had other points.")

    def take(self, predicted: float, rating: int) -> None:
        """One more review, which was predicted to be recalled with that probability."""
        place = self._sums[bisect(EDGES, predicted) - 1]
        place[0] += predicted
        place[1] += rating != Rating.AGAIN
        place[2] += 1

    def curve(self) -> Curve:
        """The curve so far."""
        points = tuple(
            Point(total / count, int(recalled), int(count), share_interval(int(recalled), int(count)))
            for total, recalled, count in self._sums
            if count
        )
        told = sum(point.reviews for point in points)
        squares = sum(p.reviews * (p.recalled / p.reviews - p.predicted) ** 2 for p in points)
        return Curve(points, told, (squares / told) ** 0.5 if told else None)
