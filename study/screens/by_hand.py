"""What can be done to the card of a review by hand, besides answering it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from decks.model import Card
from progress.events import FLAGS, LONGEST_NOTE
from progress.problems import StoreProblem
from progress.sessions.reviewing import ReviewSession
from study.actions.action import Place
from study.actions.keys import rekey
from study.actions.registry import bindings
from study.screens.editing import EditingPage
from study.screens.kept import kept
from study.screens.once import Once
from study.screens.page import Notice
from study.widgets.columns import Fitted, Hanging
from study.widgets.field import Field
from study.widgets.foot import Foot
from study.widgets.still import Still

if TYPE_CHECKING:
    from collections.abc import Mapping

    from progress.reporting.card_info import CardInfo
    from study.screens.reading import Parts

_LINE = " ⏎ "
"""Stands for the end of a line in a note, which is written in one."""
_NAMES = 14


class ByHandPage(EditingPage):
    """A screen with a review of which the current card can be put away, marked and looked into."""

    session: ReviewSession | None = None
    """The review, once it has begun."""
    may_act: bool = False
    """Whether there is a card to act on."""

    async def by_hand(self, job: Callable[[ReviewSession], object], said: str) -> None:
        """Do something to the current card that is durable when it is done, and say so."""
        async with self.turn:
            if self.session is None or not self.may_act:
                return
            session = self.session
            await self.save(lambda: job(session), said)

    async def action_bury(self) -> None:
        """Put the card away until tomorrow."""
        study = self.desk.study
        await self.by_hand(
            lambda session: session.bury(study.store, study.now()), "Buried until tomorrow. u takes it back."
        )

    async def action_suspend(self) -> None:
        """Put the card away until it is taken out again."""
        study = self.desk.study
        await self.by_hand(
            lambda session: session.suspend(study.store, study.now()),
            "Suspended; Browse takes it out again. u takes it back.",
        )

    async def action_flag(self) -> None:
        """Give the card the next flag."""
        study, session = self.desk.study, self.session
        if session is None or session.current is None:
            return
        number = (session.marks(session.current).flag + 1) % (FLAGS + 1)
        await self._keep_mark(lambda: session.flag(study.store, number, study.now()))

    def action_note(self) -> None:
        """Write a note to the card."""
        session = self.session
        if session is None or session.current is None:
            return
        card, study = session.current, self.desk.study

        async def keep(text: str | None) -> None:
            if text is not None and session.current is card:
                await self._keep_mark(lambda: session.note(study.store, text, study.now()))

        note, keys = session.marks(card).note, self.desk.choices.keys
        self.app.push_screen(
            kept(self.app, NotePage, lambda: NotePage(note, keys), lambda page: page.show(note, keys)), keep
        )

    async def _keep_mark(self, job: Callable[[], object]) -> None:
        async with self.turn:
            try:
                await self.desk.ask(job)
            except StoreProblem as problem:
                self.query_one(Notice).say(str(problem))
                return
            self.marked()

    def marked(self) -> None:
        """The card was marked: show it."""

    @work
    async def action_info(self) -> None:
        """What is known of the card."""
        from study.insights.cards_known import known_of
        from study.screens.reading import read

        session, study = self.session, self.desk.study
        if session is None or session.current is None:
            return
        card = session.current
        try:
            found = await self.desk.ask(lambda: known_of(study, session, card))
        except StoreProblem as problem:
            self.query_one(Notice).say(str(problem))
            return
        read(self.app, self.desk, ("Review", "Card"), _rows(card, found))

    def action_pause(self) -> None:
        """Cover the card; the clock stands still while anything lies above it."""
        from study.screens.reading import read

        said = Content(
            "Paused. Every answer so far is saved, and the clock stands still. Esc goes on with the same card."
        )
        read(self.app, self.desk, ("Review", "Paused"), [("text", said)])


class NotePage(ModalScreen[str | None], Once[str | None]):
    """A note to a card, to write; dismissed with its text, or with None to leave it as it was."""

    BINDINGS = bindings(Place.NOTE)
    CSS_PATH = "note.tcss"

    def __init__(self, note: str, keys: Mapping[str, str]) -> None:
        super().__init__()
        rekey(self, keys)
        self._note = note

    def compose(self) -> ComposeResult:
        """A line to write in."""
        with Vertical():
            yield Still("Note to yourself; it shows with the answer")
            yield Field(
                self._note.replace("\n", _LINE), max_length=LONGEST_NOTE, select_on_focus=False, compact=True
            )
            yield Still("Enter keeps it, Esc leaves it as it was.", classes="hint")
        yield Foot()

    def show(self, note: str, keys: Mapping[str, str]) -> None:
        """Have another note to write."""
        rekey(self, keys)
        self._note = note
        for field in self.query(Input):  # none where it was left before there was anything on it
            field.value = note.replace("\n", _LINE)
            field.cursor_position = len(field.value)

    def on_screen_suspend(self) -> None:
        """While it is not seen, no cursor blinks in it."""
        self.set_focus(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it."""
        event.stop()
        self.dismiss(event.value.replace(_LINE, "\n"))

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss(None)


def _rows(card: Card, info: CardInfo) -> Parts:
    rows: list[tuple[str, Content | Fitted]] = [("text", Content(card.prompt))]
    rows.append(("heading", Content("What is known of it")))
    rows += [("row", _row(name, said)) for name, said in (*info.rows, ("Id", card.id))]
    rows.append(("heading", Content("What happened")))
    rows += [("row", _row(when, what)) for when, what in info.history]
    if not info.history:
        rows.append(("text", Content("Nothing yet.")))
    return rows


def _row(name: str, said: str) -> Hanging:
    return Hanging(Content.styled(f"{name:<{_NAMES}}", "$muted"), Content(said))
