"""What a learner may choose about scheduling, with what each choice may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from progress.limits import NEW_PER_DAY, REVIEWS_PER_DAY
from progress.scheduling.parameters import fault

_MINUTE = timedelta(minutes=1)


class Order(StrEnum):
    """What comes first among the learned cards that are due."""

    VALUE = "value"
    """What loses most by waiting another day, and what an exam is near for."""
    DUE = "due"
    """What has waited longest."""
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class DeckPreferences:
    """What is chosen for one deck; None where what holds for all decks holds for it too."""

    desired_retention: float | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    exam: date | None = None
    """The day of an exam on this deck: nothing is put off beyond the day before. It goes before the one that the deck names."""
    wanted_mark: int | None = None
    """Percent that the learner wants to reach in that exam; None for the mark that passes it."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is chosen for all decks. Raises ValueError for what is out of its range (see `RANGES`)."""

    desired_retention: float = 0.9
    """The probability of recall at which a learned card comes due."""
    new_per_day: int = NEW_PER_DAY
    """Cards of a deck that are introduced in a study day."""
    reviews_per_day: int = REVIEWS_PER_DAY
    """Learned cards of a deck that are asked in a study day."""
    learning_steps: tuple[timedelta, ...] = (_MINUTE, 10 * _MINUTE)
    """How long a new card stays away before it is learned."""
    relearning_steps: tuple[timedelta, ...] = (10 * _MINUTE,)
    """The same for a card that was forgotten."""
    maximum_interval: int = 36500
    """Days that a card stays away at most."""
    rollover_hour: int = 4
    """The hour of the night at which a study day begins."""
    order: Order = Order.VALUE
    easy_days: tuple[float, ...] = (1.0,) * 7
    """How much is to be done on each day of the week from Monday on: 1 as on any other, 0 as little as can be."""
    leech_threshold: int = 8
    """Lapses from which on a card is said to be a leech, and again after every half of that; 0 for never."""
    suspend_leeches: bool = False
    """Whether a card that becomes a leech is put away at once."""
    bury_siblings: bool = False
    """Whether the other cards on a fact wait until tomorrow when one of them was answered."""
    parameters: tuple[float, ...] = ()
    """Of FSRS-6, fitted to the learner's own answers (see `progress.fitting.fit`); empty for those that hold for everybody."""
    decks: Mapping[str, DeckPreferences] = field(default_factory=dict)
    """By slug."""

    def __post_init__(self) -> None:
        for name, (low, high) in RANGES.items():
            for which in (self, *self.decks.values()):
                value = getattr(which, name, None)
                if value is not None and not low <= value <= high:
                    raise ValueError(f"{name} lies between {low:g} and {high:g}, not at {value:g}.")
        steps = (*self.learning_steps, *self.relearning_steps)
        if not all(SHORTEST_STEP <= step <= LONGEST_STEP for step in steps):
            raise ValueError("A learning step is at least 1 second and less than a day.")
        if self.parameters and (wrong := fault(self.parameters)):
            raise ValueError(f"The parameters of FSRS-6 {wrong}")
        if len(self.easy_days) != 7 or not all(0 <= share <= 1 for share in self.easy_days):
            raise ValueError("easy_days has a share from 0 to 1 for each of the seven days.")

    def retention(self, deck: str) -> float:
        """The desired retention of a deck."""
        own = self._of(deck).desired_retention
        return self.desired_retention if own is None else own

    def new_limit(self, deck: str) -> int:
        """How many of its cards are introduced in a study day."""
        own = self._of(deck).new_per_day
        return self.new_per_day if own is None else own

    def review_limit(self, deck: str) -> int:
        """How many of its learned cards are asked in a study day."""
        own = self._of(deck).reviews_per_day
        return self.reviews_per_day if own is None else own

    def exam(self, deck: str) -> date | None:
        """The day of the exam on it."""
        return self._of(deck).exam

    def mark(self, deck: str) -> int | None:
        """The mark wanted in that exam, in percent."""
        return self._of(deck).wanted_mark

    def longest(self, deck: str, today: date) -> int:
        """How many days a card of it may stay away from `today` on: up to the day before its exam, where that is ahead."""
        exam = self.exam(deck)
        left = (exam - today).days - 1 if exam else 0
        return min(self.maximum_interval, left) if left > 0 else self.maximum_interval

    def with_exam(self, deck: str, day: date | None) -> "Preferences":
        """The same where a deck itself names the `day` of its exam: that holds unless the learner has set one."""
        own = self._of(deck)
        if day is None or own.exam is not None:
            return self
        return replace(self, decks={**self.decks, deck: replace(own, exam=day)})

    def _of(self, deck: str) -> DeckPreferences:
        return self.decks.get(deck, _NOTHING)


_NOTHING = DeckPreferences()
RANGES: Mapping[str, tuple[float, float]] = {
    "desired_retention": (0.7, 0.99),
    "new_per_day": (0, 9999),
    "reviews_per_day": (0, 9999),
    "maximum_interval": (1, 36500),
    "rollover_hour": (0, 23),
    "leech_threshold": (0, 99),
    "wanted_mark": (1, 100),
}
"""The least and the most that a number may be."""
SHORTEST_STEP, LONGEST_STEP = timedelta(seconds=1), timedelta(days=1) - timedelta(seconds=1)
