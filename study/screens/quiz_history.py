"""Former quizzes with their scores, the latest first."""

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.library import DeckNotFound
from progress.sessions.quiz_history import Past
from progress.sessions.quizzing import QuizMode
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.screens.page import Notice, Page
from study.sessions.answers import amount
from study.widgets.columns import Cell, Columns
from study.widgets.foot import Foot
from study.widgets.listing import Listing
from study.widgets.still import Still
from study.widgets.top_bar import TopBar
from study.words.exams import percent
from study.words.quizzes import about, score, when

_BAR = 16


class HistoryScreen(Page):
    """A quiz a line, its score as a bar."""

    PLACE = Place.HISTORY
    BINDINGS = bindings(Place.HISTORY)
    CSS_PATH = "quiz_history.tcss"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._words: list[str] = []

    def compose(self) -> ComposeResult:
        """The quizzes, and the marked one in words."""
        yield TopBar("Former quizzes")
        with Vertical(classes="body"):
            yield Notice()
            yield Listing()
            yield Still(id="words")
        yield Foot()

    def on_mount(self) -> None:
        """Look them up while the screen is painted."""
        self._load()

    @work
    async def _load(self) -> None:
        from study.sessions.quizzes import history

        study = await self.desk.open()
        try:
            deck = await self.desk.ask(lambda: study.deck(self._wanted))
            quizzes = await self.desk.ask(lambda: history(study, deck))
            words = await self.desk.ask(lambda: [f"{score(each)}. {about(study, each)}." for each in quizzes])
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.query_one(Notice).say(str(problem))
            return
        self._words = words
        self.query_one(TopBar).show("Former quizzes", study.called(deck))
        listing = self.query_one(Listing)
        if not quizzes:
            self.query_one("#words", Static).update("No quiz is finished yet.")
            return
        listing.set_options(Option(_row(when(study, each), each)) for each in quizzes)
        listing.highlighted = 0
        listing.focus()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """The marked quiz in words."""
        self.query_one("#words", Static).update(Content(self._words[message.option_index]))

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click only marks."""
        message.stop()


def _row(date: str, quiz: Past) -> Columns:
    outcome = {True: ("✓ passed", "$success"), False: ("✗ not passed", "$error"), None: ("", "")}[quiz.passed]
    return Columns(
        Cell(Content(date), 16),
        Cell(Content.styled("exam" if quiz.record.mode is QuizMode.EXAM else "", "$muted"), 4, drop=2),
        Cell(_bar(quiz), _BAR, drop=3),
        Cell(Content(percent(quiz.mark) if quiz.mark is not None else "–"), 5, right=True),
        Cell(Content(f"{amount(quiz.right)} of {quiz.total}"), 9, right=True, drop=4),
        Cell(Content.styled(*outcome)),
        least=12,
    )


def _bar(quiz: Past) -> Content:
    """The mark from 0 to 100 %, with ┃ where the mark that passes is."""
    filled = round(_BAR * (quiz.mark or 0) / 100)
    need = quiz.record.pass_mark
    wall = None if need is None else min(_BAR - 1, round(_BAR * need / 100))
    return Content.assemble(
        *(
            ("┃", "bold") if place == wall else ("━", "$primary") if place < filled else ("─", "$faint")
            for place in range(_BAR)
        )
    )
