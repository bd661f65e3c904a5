"""Where a run through new cards stands, and where it ends."""

from datetime import datetime
from enum import StrEnum

from textual.content import Content

from decks.model import Card, Deck
from progress.sessions.learning_session import LearningSession
from study.desk import Desk
from study.screens.going import ToLearn, ToReview
from study.screens.saving import SavingPage
from study.sessions.learning import learned
from study.widgets.card_view import CardView
from study.widgets.still import Still


class State(StrEnum):
    """Where the screen is with the current step."""

    LOADING = "loading"
    CHOOSING = "choosing"
    CHOSEN = "chosen"
    ASKED = "asked"
    SHOWN = "shown"
    SAVING = "saving"
    OVER = "over"


ALLOWED = {
    "show": (State.ASKED,),
    "choose": (State.CHOOSING,),
    "pick": (State.CHOOSING,),
    "go_on": (State.CHOSEN, State.SHOWN),
    "knew": (State.SHOWN,),
    "missed": (State.SHOWN,),
    "right": (State.SHOWN,),
    "tick": (State.SHOWN,),
    "all": (State.SHOWN,),
    "undo": (State.CHOOSING, State.CHOSEN, State.ASKED, State.SHOWN, State.OVER),
    "review": (State.OVER,),
    "more": (State.OVER,),
}
"""When each action means something; the others always do."""


class LearningPage(SavingPage):
    """A screen with new cards, in one state after the other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._deck: Deck | None = None
        self._session: LearningSession | None = None
        self._state = self._before = State.LOADING
        self._shown_at: datetime | None = None
        self._typed_right: bool | None = None
        """Whether what was typed is right; None where nothing was."""

    def _enter(self, state: State) -> None:
        self._state = state
        # A class on the screen would be looked up for every widget on it, and be the longest part of a key.
        self.query_one("#question").display = state in (State.CHOOSING, State.CHOSEN)
        self.query_one(CardView).display = state in (State.ASKED, State.SHOWN)
        self.query_one("#verdict").display = state is State.SHOWN
        self.query_one("#over").display = state is State.OVER
        self.refresh_bindings()

    @property
    def _card(self) -> Card | None:
        task = self._session.current if self._session else None
        return task.card if task else None

    def _since(self) -> int:
        now = self.desk.study.now()
        return round((now - self._shown_at).total_seconds() * 1000) if self._shown_at else 0

    def _finish(self, session: LearningSession) -> None:
        self.set_focus(None)
        self.query_one(".step", Still).update("")
        head = "✓ Learned for now" if session.ladder.total else "✓ Nothing new"
        keys = Content.assemble(("v", "bold $primary"), " review what is due, ")
        if session.more:
            keys += Content.assemble(("m", "bold $primary"), " more new cards, ")
        lines = [Content.styled(head, "bold $success"), Content(""), *map(Content, learned(session))]
        lines += [Content(""), keys + Content.styled("esc", "bold $primary") + " back."]
        self.query_one("#over Still", Still).update(Content("\n").join(lines))
        self._enter(State.OVER)

    def action_review(self) -> None:
        """On to what is due."""
        if self._deck is not None:
            self.post_message(ToReview(self._deck.id, instead=True))

    def action_more(self) -> None:
        """On to the next new cards."""
        if self._deck is not None:
            self.post_message(ToLearn(self._deck.id, instead=True))

    def allows(self, action: str) -> bool:
        """Which keys mean something now."""
        if action == "undo" and not (self._session and self._session.answered):
            return False
        if action == "more" and not (self._session and self._session.more):
            return False
        if action == "right" and self._typed_right is not False:
            return False
        if action in ("tick", "all", "knew", "missed") and self._state is State.SHOWN:
            return (self.query_one(CardView).checklist is not None) == (action in ("tick", "all"))
        return self._state in ALLOWED[action] if action in ALLOWED else True
