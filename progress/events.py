"""What the answer log holds: one immutable event for each answer, each undo, and each edit of a deck.

The log is the truth and everything else is derived from it, so an event carries all that any later model may want.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """How well a flashcard was recalled; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class EventKind(StrEnum):
    """What happened."""

    REVIEW = "review"
    """A flashcard was recalled and rated."""
    QUIZ = "quiz"
    """A multiple-choice question was answered."""
    UNDO = "undo"
    """An earlier event was taken back; it stays in the log and counts no more."""
    EDIT = "edit"
    """A deck was edited: what was answered before goes by other names now, or is to be asked again."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log."""

    id: str
    """UUIDv7: unique, and sorts by time."""
    learner: str
    device: str
    at: datetime
    """When it was answered, in UTC."""
    kind: EventKind
    deck: str
    card: str
    """Id of the card or question; for an undo, of the one whose answer is taken back; for an edit, any that it is about."""
    correct: bool
    """For a review, whether the rating was better than Again."""
    rating: Rating | None = None
    """Of a review; None for a quiz."""
    options: tuple[str, ...] = ()
    """`Option.ref` of the options in the order they were shown."""
    chosen: int | None = None
    """Index into `options`."""
    parts: tuple[tuple[str, bool], ...] = ()
    """For a list: each line's `role/fact` and whether it was recalled."""
    latency_ms: int = 0
    """From the card being shown to the answer being asked for (a review) or chosen (a quiz)."""
    session: str = ""
    """Id of the quiz that it belongs to, or empty."""
    undoes: str = ""
    """For an undo: the id of the event taken back."""
    renamed: tuple[tuple[str, str], ...] = ()
    """For an edit: pairs of a former and the present name of a fact (`role/fact`) or of a card (`role/fact#kind`).

    All at once, so that two names can be swapped; they hold for what is earlier in the log, and the log stays as it was.
    """
    again: tuple[str, ...] = ()
    """For an edit: the cards (`role/fact#kind`, as they are called now) that mean something else now."""
    day: date | None = None
    """The study day in the learner's own time zone, where it was known: a later time zone or rollover moves no history."""
