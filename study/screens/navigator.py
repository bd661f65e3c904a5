"""All questions of an exam, to go to one of them by its number."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from decks.model import Deck
from progress.sessions.examining import ExamSession
from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.screens.page import Page
from study.widgets.columns import Cell, Columns
from study.widgets.foot import Foot
from study.widgets.listing import Listing
from study.widgets.overview import sign_of
from study.widgets.top_bar import TopBar


class Navigator(Page):
    """Number, answered or not, flagged or not, and what each question asks."""

    PLACE = Place.NAVIGATOR
    BINDINGS = bindings(Place.NAVIGATOR)
    CSS_PATH = "navigator.tcss"

    def __init__(self, desk: Desk, deck: Deck, session: ExamSession) -> None:
        super().__init__(desk)
        self._deck = deck
        self._session = session
        self._typed = ""
        self.chosen: int | None = None
        """Index of the question to go to, once it is chosen."""

    def compose(self) -> ComposeResult:
        """One question a line."""
        yield TopBar("Exam", "All questions")
        with Vertical(classes="body"):
            yield Listing()
        yield Foot()

    def on_mount(self) -> None:
        """Start where the exam stands."""
        session = self._session
        unanswered, flagged = set(session.unanswered), set(session.flagged)
        width = len(str(session.total))
        listing = self.query_one(Listing)
        listing.add_options(
            Option(
                Columns(
                    Cell(Content(f"{place + 1:>{width}}"), width),
                    Cell(Content.styled(*sign_of(place, unanswered, flagged)), 1),
                    Cell(Content("no answer" if place in unanswered else "answered"), 9, drop=2),
                    Cell(Content("flagged" if place in flagged else ""), 7, drop=1),
                    Cell(Content(question.stem)),
                )
            )
            for place, question in enumerate(session.questions)
        )
        listing.highlighted = session.position
        listing.focus()

    def action_digit(self, digit: int) -> None:
        """Type a number: the question of that number is marked."""
        typed = f"{self._typed}{digit}".lstrip("0")
        if not typed or int(typed) > self._session.total:
            typed = str(digit or "")
        self._typed = typed
        if typed and int(typed) <= self._session.total:
            self.query_one(Listing).highlighted = int(typed) - 1

    def action_open(self) -> None:
        """Go to the marked question."""
        self.chosen = self.query_one(Listing).highlighted
        self.dismiss()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click goes there."""
        message.stop()
        self.chosen = message.option_index
        self.dismiss()
