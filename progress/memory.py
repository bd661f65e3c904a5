"""What is known of how well one card is remembered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache

from progress.days import DAY, UNTOLD, StudyDays


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
    """In review: midnight UTC as the name of a study day, which begins elsewhere at another moment (see `due_day`).
    In (re)learning: the moment, UTC."""
    last_review: datetime
    """UTC."""
    reps: int
    """Reviews so far."""
    lapses: int
    """How often it was forgotten after having been learned."""
    day: date | None = None
    """The study day of the last review, where it is known to be another than that of `last_review` in UTC."""

    @property
    def due_day(self) -> date:
        """The study day on which it is due; of a card in its steps, the day of that moment in UTC."""
        return self.due.date()

    def due_on(self, days: StudyDays) -> date:
        """The same by the learner's study days, of a card in its steps, too."""
        return self.due_day if self.phase is Phase.REVIEW else days.day_of(self.due)

    @property
    def last_day(self) -> date:
        """The study day of the last review."""
        return self.day or UNTOLD.day_of(self.last_review)

    def is_due(self, until: datetime, today: date) -> bool:
        """Whether a learned card is due on the study day `today`, or one in its steps by the moment `until`.

        So is one that was answered in the future: by a clock that was wrong, or it would not come back for years.
        """
        if self.day is not None and self.day > today + DAY:  # a day ahead may be a journey west
            return True
        return self.due.date() <= today if self.phase is Phase.REVIEW else self.due <= until


@lru_cache(maxsize=4096)  # a replay names a million times some thousand days
def day_name(day: date) -> datetime:
    """What a learned card's `due` is on this study day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
