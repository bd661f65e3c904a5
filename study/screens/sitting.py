"""Where a review stands, and the clock that runs while a card is asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from decks.model import Card, Deck
from progress.sessions.reviewing import ReviewSession
from study.desk import Desk
from study.screens.by_hand import ByHandPage
from study.widgets.card_view import CardView
from study.widgets.rating_bar import RatingBar


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


class SittingPage(ByHandPage):
    """A screen with a review, in one state after the other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._state = State.LOADING
        self._sitting: Sitting | None = None
        self._shown_at: datetime | None = None
        """Since when the card is asked, or would be, had nothing lain above it."""
        self._away: datetime | None = None
        """Since when another screen lies above this one."""

    @property
    def session(self) -> ReviewSession | None:  # type: ignore[override]
        """The review, once it has begun."""
        return self._sitting.session if self._sitting else None

    @property
    def _card(self) -> Card | None:
        return self._sitting.session.current if self._sitting else None

    @property
    def may_act(self) -> bool:  # type: ignore[override]
        """Whether a card is shown that nothing is being done to."""
        return self._state in (State.ASKED, State.SHOWN)

    def on_screen_suspend(self) -> None:
        """The clock stands still while this screen cannot be seen."""
        if (study := self.desk.opened) is not None:
            self._away = study.now()

    def on_screen_resume(self) -> None:
        """It goes on."""
        study = self.desk.opened
        if study is not None and self._away is not None and self._shown_at is not None:
            self._shown_at += study.now() - self._away
        self._away = None

    def _enter(self, state: State) -> None:
        self._state = state
        # A class on the screen would be looked up for every widget on it, and be the longest part of a key.
        self.query_one(RatingBar).display = state in (State.SHOWN, State.SAVING)
        self.query_one("#over").display = state is State.OVER
        self.query_one(CardView).display = state in (State.ASKED, State.SHOWN, State.SAVING)
        self.refresh_bindings()

    def _asked(self) -> None:
        """A card is asked: its time runs."""
        self._shown_at = self.desk.study.now()
        self._enter(State.ASKED)

    def _since(self) -> int:
        """Milliseconds that it has been asked."""
        at = self.desk.study.now()
        return round((at - self._shown_at).total_seconds() * 1000) if self._shown_at else 0

    def allows(self, action: str) -> bool:
        """Which keys mean something now."""
        session = self.session
        if action == "undo" and (session is None or session.undoable is None):
            return False
        return self._state in ALLOWED[action] if action in ALLOWED else True
