"""Whether what is expected comes true: how sure a learner was, and how likely the schedule held recall to be. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from progress.events import Event, EventKind, Rating
from progress.mastery.evidence import Choice
from progress.mastery.shares import Interval, share_interval
from progress.memory import Memory

EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where one point of the curve ends and the next begins; closer where most predictions lie."""


class Forgetting(Protocol):
    """What the curve needs of the scheduler."""

    def review(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after an answer."""

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability of recall."""


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


def recall_curve(events: Iterable[Event], scheduler: Forgetting) -> Curve:
    """Each review against what the schedule predicted for it just before; `events` in their order, undone ones left out.

    Memories are worked out from the reviews alone. A card's first review has no prediction, and neither has one on the
    day of its last: within a day, recall is not what is predicted.
    """
    memories: dict[str, Memory] = {}
    sums = [[0.0, 0, 0] for _ in EDGES]
    for event in events:
        if event.kind is not EventKind.REVIEW or event.rating is None or event.cram:
            continue
        before = memories.get(event.card)
        if before is not None and event.at < before.last_review:
            continue
        if before is not None and (event.at - before.last_review).days >= 1:
            predicted = scheduler.recall(before, event.at)
            place = max(i for i, edge in enumerate(EDGES) if edge <= predicted)
            sums[place][0] += predicted
            sums[place][1] += event.rating is not Rating.AGAIN
            sums[place][2] += 1
        memories[event.card] = scheduler.review(before, event.rating, event.at)
    points = tuple(
        Point(total / count, int(recalled), int(count), share_interval(int(recalled), int(count)))
        for total, recalled, count in sums
        if count
    )
    reviews = sum(point.reviews for point in points)
    squares = sum(p.reviews * (p.recalled / p.reviews - p.predicted) ** 2 for p in points)
    return Curve(points, reviews, (squares / reviews) ** 0.5 if reviews else None)
