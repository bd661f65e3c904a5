"""What is known of how well one card is remembered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """Where a card is between being met and being known."""

    LEARNING = "learning"
    """In its first steps, minutes apart."""
    REVIEW = "review"
    """Learned: due again in days."""
    RELEARNING = "relearning"
    """Forgotten, and back in steps of minutes."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of one card after its last review; a new card has none."""

    phase: Phase
    step: int | None
    """Index of the (re)learning step; None in review."""
    stability: float
    """Days until the probability of recall has fallen to 90 %."""
    difficulty: float
    """From 1 (easy) to 10 (hard)."""
    due: datetime
    """UTC."""
    last_review: datetime
    """UTC."""
    reps: int
    """Reviews so far."""
    lapses: int
    """How often it was forgotten after having been learned."""
