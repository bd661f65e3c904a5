"""What a review has brought, and the ways on from there."""

from progress.sessions.reviewing import Mode
from study.screens.going import ToReview, ToSetup, ToWeak
from study.screens.sitting import Sitting, SittingPage, State
from study.widgets.gained import gained
from study.widgets.still import Still


class EndPage(SittingPage):
    """A screen with a review that ends."""

    _topic = ""
    """The topic that it keeps to, if it does."""

    def _finish(self, sitting: Sitting) -> None:
        session = sitting.session
        self._enter(State.OVER)
        self.set_focus(None)
        at = self.desk.study.now()
        self.query_one("#over Still", Still).update(
            gained(session, sitting.new - session.counts.new, at, self.desk.choices.keys)
        )

    def action_quiz(self) -> None:
        """On to a quiz on the same deck."""
        if self._sitting is not None:
            self.post_message(ToSetup(self._sitting.deck.id, instead=True))

    def action_weak(self) -> None:
        """On to the deck's weak topics."""
        if self._sitting is not None:
            self.post_message(ToWeak(self._sitting.deck.id, instead=True))

    def action_ahead(self) -> None:
        """On with what is due next."""
        self._again(Mode.AHEAD)

    def action_cram(self) -> None:
        """On with any cards, for practice."""
        self._again(Mode.CRAM)

    def _again(self, mode: Mode) -> None:
        if self._sitting is not None:
            going = ToReview(self._sitting.deck.id, self._topic, instead=True, mode=mode.value)
            self.post_message(going)

    def allows(self, action: str) -> bool:
        """Looks at all cards for whether one can go on ahead, and so only where that is asked for."""
        if not super().allows(action):
            return False
        session = self.session
        return action != "ahead" or (session is not None and session.wait(self.desk.study.now()) is not None)
