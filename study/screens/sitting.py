"""Where a review stands."""

from dataclasses import dataclass
from enum import StrEnum

from decks.model import Deck
from progress.sessions.reviewing import ReviewSession


class State(StrEnum):
    """Where the screen is with the current card."""

    LOADING = "loading"
    ASKED = "asked"
    SHOWN = "shown"
    SAVING = "saving"
    OVER = "over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with the deck it runs through."""

    deck: Deck
    session: ReviewSession
    new: int
    """New cards at its beginning."""


ALLOWED: dict[str, tuple[State, ...]] = {
    "reveal": (State.ASKED,),
    "accept": (State.SHOWN,),
    "rate": (State.SHOWN,),
    "undo": (State.ASKED, State.SHOWN, State.OVER),
    "edit": (State.ASKED, State.SHOWN),
    **dict.fromkeys(("quiz", "weak", "ahead", "cram"), (State.OVER,)),
    **dict.fromkeys(("bury", "suspend", "flag", "note", "info", "pause"), (State.ASKED, State.SHOWN)),
}
"""When each action means something; the others always do."""
