"""What a review does to the log: the events it writes, and what it keeps to take them back."""

from datetime import date, datetime
from typing import NamedTuple, Protocol

from decks.model import Card
from progress.events import FLAGS, LONGEST_NOTE, Event, EventKind
from progress.marks import Marking, Marks, after
from progress.memory import Memory

_JOINERS = "\u200c\u200d"  # Persian and emoji are written with them


class ReviewLog(Protocol):
    """What a review needs of the store."""

    learner: str
    device: str

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all before it."""

    def record(self, event: Event, memory: Memory | None) -> None:
        """Append durably."""

    def undo(self, event: Event) -> Memory | None:
        """Append an undo durably; the memory of its card as it was before."""


class Done(NamedTuple):
    """One thing done, with what it takes to go back before it."""

    event: Event
    card: Card
    place: int | None
    """Index in the queue that the card was taken from."""
    learning: bool
    """Whether it was in its steps."""
    marks: Marks | None
    """Its marks before, where the event changed them."""
    with_last: bool
    """Whether it was done because of the one before, and is taken back with it."""


def begun(store: ReviewLog, kind: EventKind, card: Card, at: datetime, day: date) -> Event:
    """An event of now about a card, without what is particular to its kind."""
    return Event(
        id=store.new_id(at),
        learner=store.learner,
        device=store.device,
        at=at,
        kind=kind,
        deck=card.deck,
        card=card.id,
        correct=False,
        day=day,
    )


def cleaned(note: str) -> str:
    """A note as it is kept: lines of plain text, without characters that no keyboard types."""
    lines = note.replace("\r\n", "\n").replace("\t", " ").split("\n")
    kept = ("".join(c for c in line if c.isprintable() or c in _JOINERS).rstrip() for line in lines)
    return "\n".join(kept).strip("\n")


def check(flag: int, note: str) -> None:
    """Raise ValueError for a flag or a note that no event may have."""
    if not 0 <= flag <= FLAGS:
        raise ValueError(f"A flag is a number from 0 to {FLAGS}, not {flag}.")
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"A note has at most {LONGEST_NOTE} characters, not {len(note)}.")


def marked(marks: Marks, event: Event) -> Marks:
    """The marks of its card after an event of now."""
    return after(marks, Marking(event.id, event.kind, event.due, event.flag, event.note))
