"""Reviews laid out for numpy: the n-th reviews of all cards side by side."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from progress.fitting.histories import History

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Truths = NDArray[np.bool_]


class Turn(NamedTuple):
    """The n-th reviews of all cards that have so many; the cards in order of how many they have, the most first."""

    gap: Floats
    """Study days since the review before."""
    rating: Floats
    same: Places
    """Cards that were reviewed on the same day as before."""
    recalled: Places
    """Cards that were recalled on a later day."""
    forgotten: Places
    """Cards that were forgotten on a later day."""
    bonus: Places
    """Of the recalled cards: 0 for Hard, 1 for Good, 2 for Easy."""
    judged: Places
    """Cards whose review counts for the loss."""
    success: Floats
    """Of the judged ones: 1 where recalled, else 0."""
    order: Places
    """Of the judged ones: the place among all reviews, as `histories.Step.order`."""


class Batch:
    """All reviews of some histories."""

    def __init__(self, histories: Sequence[History], since: int = 0) -> None:
        """`since`: the study day (a number) from which on reviews are judged; those before only move memories on."""
        ordered = sorted(filter(None, histories), key=len, reverse=True)
        self.first: Places = np.array([history[0].rating - 1 for history in ordered], dtype=np.intp)
        """The first rating of each card, from 0."""
        self.turns: list[Turn] = []
        """From the second reviews on."""
        for n in range(1, len(ordered[0]) if ordered else 0):
            ordered = [history for history in ordered if len(history) > n]
            day, gap, rating, order = (
                np.array(column) for column in zip(*(history[n][:4] for history in ordered), strict=True)
            )
            later = gap > 0
            judged = np.flatnonzero(later & (day >= since))
            recalled = np.flatnonzero(later & (rating > 1))
            self.turns.append(
                Turn(
                    gap=gap.astype(np.float64),
                    rating=rating.astype(np.float64),
                    same=np.flatnonzero(~later),
                    recalled=recalled,
                    forgotten=np.flatnonzero(later & (rating == 1)),
                    bonus=(rating[recalled] - 2).astype(np.intp),
                    judged=judged,
                    success=(rating[judged] > 1).astype(np.float64),
                    order=order[judged].astype(np.intp),
                )
            )
        self.judged = sum(len(turn.judged) for turn in self.turns)
        """How many reviews count."""
