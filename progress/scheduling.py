"""When to show a card again: FSRS-6, through py-fsrs. The only module that knows that library.

Elapsed time is counted in whole periods of 24 hours, as py-fsrs does it, and not yet in study days: a card answered at
20:00 and again at 8:00 next morning is a second review of the same day to the formulas.
"""

from datetime import UTC, datetime, timedelta
from typing import cast

import fsrs

from progress.events import Rating
from progress.memory import Memory as Memory
from progress.memory import Phase as Phase

# Indexed by value: hashing an enum's member costs a tenth of a review, and a replay makes a million.
_PHASES = {1: Phase.LEARNING, 2: Phase.REVIEW, 3: Phase.RELEARNING}
_RATINGS = {rating.value: rating for rating in fsrs.Rating}


class Scheduler:
    """Deterministic: the same memory, rating and time give the same next memory, to the last bit."""

    def __init__(self, desired_retention: float = 0.9) -> None:
        """`desired_retention` is the probability of recall, between 0 and 1, at which a learned card comes due.

        Raises ValueError outside of it.
        """
        if not 0 < desired_retention < 1:
            raise ValueError(f"The desired retention lies between 0 and 1, not at {desired_retention}.")
        # Fuzz would draw on the global random generator, and a replay would not give the same state.
        self._fsrs = fsrs.Scheduler(desired_retention=desired_retention, enable_fuzzing=False)

    def review(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory of a card (None: a new one) after it was answered with `rating` at the aware time `at`."""
        at = at.astimezone(UTC)
        card, _ = self._fsrs.review_card(_card(memory, at), _RATINGS[int(rating)], at)
        assert card.stability is not None  # noqa: S101 - every review sets both
        assert card.difficulty is not None  # noqa: S101
        forgot = memory is not None and memory.phase is Phase.REVIEW and rating is Rating.AGAIN
        return Memory(
            phase=_PHASES[int(card.state)],
            step=card.step,
            stability=card.stability,
            difficulty=card.difficulty,
            due=card.due,
            last_review=at,
            reps=(memory.reps if memory else 0) + 1,
            lapses=(memory.lapses if memory else 0) + forgot,
        )

    def preview(self, memory: Memory | None, at: datetime) -> dict[Rating, timedelta]:
        """For each rating, how long from `at` the card would stay away."""
        at = at.astimezone(UTC)
        return {rating: self.review(memory, rating, at).due - at for rating in Rating}

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability, from 0 to 1, that the card would be recalled at `at` (FSRS retrievability)."""
        at = at.astimezone(UTC)
        # A memory has the two fields that are looked at, and a card would cost more than the formula.
        return float(self._fsrs.get_card_retrievability(cast("fsrs.Card", memory), at))


class _Card(fsrs.Card):
    """A card that is cheap to copy, which py-fsrs does in every review: a third of a replay's time."""

    def __copy__(self) -> "_Card":
        twin = _Card.__new__(_Card)
        twin.__dict__.update(self.__dict__)
        return twin


def _card(memory: Memory | None, at: datetime) -> _Card:
    if memory is None:
        return _Card(card_id=0, due=at)  # without an id, py-fsrs sleeps a millisecond to make one
    return _Card(
        card_id=0,
        state=_state(memory.phase),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
    )


def _state(phase: Phase) -> fsrs.State:
    if phase is Phase.REVIEW:
        return fsrs.State.Review
    return fsrs.State.Learning if phase is Phase.LEARNING else fsrs.State.Relearning
