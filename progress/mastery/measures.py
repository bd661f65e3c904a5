"""What is counted of answers, and what is said of a subject's mastery; how the one follows from the other is in `learning`.

An answer to an item with guessing probability g and slip probability s is right with probability

    P(right | θ) = g + (1 − g − s)·θ

where θ, from 0 to 1, is the mastery of the subject: the four-parameter form of item response models (Barton & Lord 1981)
with θ itself in the place of the logistic curve.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

SLIP = 0.05
"""Probability that what is known is answered wrong all the same."""
CARD_GUESS = 0.03
"""Probability that a flashcard, or a line of a list, is recalled by luck."""
YES_OR_NO = 2
"""The options of a part that is right or wrong."""
THRESHOLD = 0.6
"""Mastery below which a topic is weak."""
CERTAINTY = 0.8
"""How probable that has to be before it is called so."""
ENOUGH = 5
"""Answers from which on it is said at all whether a topic is weak: fewer weigh less than the prior does."""


class Asked(StrEnum):
    """What kind of answer was counted."""

    CARD = "review"
    """A flashcard as a whole."""
    QUESTION = "quiz"
    """A multiple-choice question."""
    PART = "part"
    """One line of a list card, or one option of a question with several answers."""


class Tally(
    NamedTuple
):  # of which there are tens of thousands; a data class takes three times as long to make
    """How often one thing was asked, and answered right; what was undone is left out."""

    card: str
    """Id of the card or question; for a part, `deck:role/fact` of its fact."""
    kind: Asked
    options: int
    """Of a question: how many options were shown. Of a card: how many lines were marked one by one, else 0. Of a part:
    `YES_OR_NO` where it was an option that is right or wrong, 0 where it was recalled."""
    answers: int
    correct: int

    @property
    def guess(self) -> float:
        """The probability of answering right without knowing."""
        return 1 / self.options if self.kind is not Asked.CARD and self.options else CARD_GUESS


@dataclass(frozen=True, slots=True)
class Mastery:
    """The posterior of θ, summed up."""

    mean: float
    low: float
    """The 10 % quantile."""
    high: float
    """The 90 % quantile."""
    below: float
    """The probability that θ is less than `THRESHOLD`."""
