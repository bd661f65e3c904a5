"""The reviews of a learner as a model of memory sees them: card by card, in study days. Pure.

What a model learns from, and what it is judged by: every review that moved a memory, and nothing else. Practice and
questions of a quiz are left out; a card that was made new again begins a new history. Of a card whose memory was taken over
from elsewhere nothing can be learned until then, for its first answers are not known.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

NEW, TAKEN = 0, -1
"""Instead of a rating: a card was made new again; it was given a memory that answers elsewhere made."""


class Review(NamedTuple):
    """One review, by the name that its card has now."""

    card: str
    key: str
    """Its order key: see `progress.ids.order_key`."""
    day: date
    """Its study day."""
    rating: int
    """1 to 4, or `NEW` or `TAKEN`."""
    latency_ms: int = 0


class Step(NamedTuple):
    """One review within the history of its card."""

    day: int
    """Its study day, as a number (`date.toordinal`)."""
    gap: int
    """Study days since the review before; 0 on the same day, and for a first one."""
    rating: int
    order: int
    """Its place among all reviews of the learner, from 0."""
    latency_ms: int = 0


History = Sequence[Step]
"""The reviews of one card from its first on."""


def histories_of(reviews: Iterable[Review]) -> list[list[Step]]:
    """The history of each card, by the card's first review; `reviews` may come in any order."""
    found: list[list[Step]] = []
    present: dict[str, list[Step]] = {}
    for order, review in enumerate(sorted(reviews, key=lambda review: review.key)):
        if review.rating == NEW:
            present.pop(review.card, None)
            continue
        if review.rating == TAKEN:
            present[review.card] = []  # of no use: how it begins is not known
            continue
        day = review.day.toordinal()
        history = present.get(review.card)
        if history is None:
            history = present[review.card] = []
            found.append(history)
        # A clock that was put back makes no day negative: the scheduler holds it to be the same day.
        gap = max(0, day - history[-1].day) if history else 0
        history.append(Step(day, gap, review.rating, order, review.latency_ms))
    return found


def predicted(histories: Iterable[History]) -> int:
    """How many reviews there are that a model can be judged by: those a study day or more after the one before."""
    return sum(step.gap > 0 for history in histories for step in history)


def before(histories: Iterable[History], day: int) -> list[History]:
    """What was known when the study day `day` began."""
    # Within a history days may go back, with the clock; what comes after a later day is later too.
    found = []
    for history in histories:
        kept = next((i for i, step in enumerate(history) if step.day >= day), len(history))
        if kept:
            found.append(history[:kept])
    return found


def cut(histories: Iterable[History], share: float) -> int:
    """The first study day by whose beginning at least this `share` of the reviews to be judged by had been given.

    A whole day lies on one side: what was learned in the morning tells of the evening.
    """
    days = sorted(step.day for history in histories for step in history if step.gap > 0)
    if not days:
        raise ValueError("There is no review a day after another.")
    return days[min(int(share * len(days)), len(days) - 1)]
