"""What the answer log holds: one immutable event for each answer, each undo, each thing done to a card by hand, and each
edit of a deck.

The log is the truth and everything else is derived from it, so an event carries all that any later model may want. What
was decided when a card was answered (how long it stays away) is in the event as well: settings, the number of cards that
come due on a day, and the model may all be others by the time that the log is replayed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Rating(IntEnum):
    """How well a flashcard was recalled; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Certainty(IntEnum):
    """How sure the learner said to be of an answer before it was known to be right."""

    GUESS = 1
    UNSURE = 2
    SURE = 3


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
    BURY = "bury"
    """A card was put away until a study day, or (without one) taken out again."""
    SUSPEND = "suspend"
    """A card was put away until it is taken out again."""
    UNSUSPEND = "unsuspend"
    """A card was taken out again."""
    FLAG = "flag"
    """A card was given a colour, or its colour was taken away."""
    NOTE = "note"
    """The learner wrote something to a card, or took it away."""
    RESCHEDULE = "reschedule"
    """A learned card was given another day, or (without one) made new again; or any card a memory from elsewhere."""
    FIT = "fit"
    """The memory model was fitted to the learner, or (without parameters) set back; it holds for all that is in the log."""


ANSWERS = (EventKind.REVIEW, EventKind.QUIZ)
"""The kinds that say what the learner knows."""
MARKS = (EventKind.BURY, EventKind.SUSPEND, EventKind.UNSUSPEND, EventKind.FLAG, EventKind.NOTE)
"""The kinds that mark a card and leave its memory alone: see `progress.marks`."""
FLAGS = 7
"""The highest number of a flag's colour."""
LONGEST_NOTE = 4000
"""Characters that a note may have."""
ALL_CARDS = ":"
"""The `card` of an event that is about no card, and whose `deck` is empty: what stands before and after it is."""


class Taken(NamedTuple):
    """What another program made of answers that are not in the log: a card's memory on the study day of the event."""

    stability: float
    """Days, as in `progress.memory.Memory`."""
    difficulty: float
    """From 1 to 10."""
    reps: int
    lapses: int


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
    """For a review, whether the rating was better than Again; False where nothing was answered."""
    rating: Rating | None = None
    """Of a review; None for a quiz."""
    options: tuple[str, ...] = ()
    """`Option.ref` of the options in the order they were shown."""
    chosen: int | None = None
    """Index into `options`."""
    parts: tuple[tuple[str, bool], ...] = ()
    """For a list: each line's `role/fact` and whether it was recalled. For a question with several answers, which has no
    `chosen`: each option's `Option.ref` and whether what was done with it is right."""
    latency_ms: int = 0
    """From the card being shown to the answer being asked for (a review) or chosen (a quiz)."""
    session: str = ""
    """Id of the quiz that it belongs to; of a rescheduling for an exam, `exam-` and its day; or empty."""
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
    certainty: Certainty | None = None
    """For a quiz: how sure the learner was; None where that was not asked."""
    cram: bool = False
    """For a review: whether it was practice only and leaves the card's memory and date alone."""
    due: date | None = None
    """For a review: the study day that the card was put to, where it was put to one; it is the choice that was made, so
    a replay takes it over. For burying: the study day from which the card is there again. For rescheduling: the new day.
    """
    step: int | None = None
    """For a review that left the card in its (re)learning steps: the index of that step."""
    wait_s: int | None = None
    """For the same: seconds until it is shown again. Without `due` and this, a replay works the date out by itself."""
    flag: int = 0
    """For a flag: the number of its colour, 1 to 7; 0 takes it away."""
    note: str = ""
    """For a note: what the learner wrote, in lines of plain text; empty takes it away."""
    memory: Taken | None = None
    """For rescheduling: the memory that the card has from here on, whatever was in the log before."""
    parameters: tuple[float, ...] = ()
    """For a fit: the 21 parameters of FSRS-6; none for those that hold for everybody."""
