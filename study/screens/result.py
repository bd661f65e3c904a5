"""How a quiz went."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Footer, Static

from decks.model import Deck, Question
from progress.events import Event
from progress.quizzing import QuizSession, QuizSummary
from study.actions import Place, bindings
from study.desk import Desk
from study.screens.going import ToReview, ToSetup, ToWeak
from study.screens.page import Page
from study.widgets.columns import Cell, Columns, Hanging
from study.widgets.meter import bar
from study.widgets.top_bar import TopBar


class ResultScreen(Page):
    """Score, topics, confusions, and what was missed."""

    PLACE = Place.RESULT
    BINDINGS = bindings(Place.RESULT)
    CSS_PATH = "result.tcss"

    def __init__(self, desk: Desk, deck: Deck, session: QuizSession) -> None:
        super().__init__(desk)
        self._deck = deck
        self._summary = session.summary()

    def compose(self) -> ComposeResult:
        """Everything below one another, and it scrolls."""
        yield TopBar("Quiz result", self._deck.title)
        with Vertical(classes="body"), VerticalScroll(can_focus=False):
            for css, visual in described(self._deck, self._summary):
                yield Static(visual, classes=css, markup=False)
        yield Footer(show_command_palette=False)

    def action_home(self) -> None:
        """Back to the decks."""
        self.dismiss()

    def action_again(self) -> None:
        """Another quiz."""
        self.post_message(ToSetup(self._deck.id, instead=True))

    def action_review(self) -> None:
        """Flashcards."""
        self.post_message(ToReview(self._deck.id, instead=True))

    def action_weak(self) -> None:
        """Weak topics."""
        self.post_message(ToWeak(self._deck.id, instead=True))

    def action_up(self) -> None:
        """Up a line."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_down(self) -> None:
        """Down a line."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Up a page."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)


def described(deck: Deck, summary: QuizSummary) -> Iterator[tuple[str, VisualType]]:
    """The parts of the result, each with its class in the stylesheet."""
    wrong = summary.total - summary.right
    yield (
        "score",
        Columns(
            Cell(
                Content.assemble(
                    (f"{summary.right} of {summary.total} right", "bold"),
                    ("   all of them!" if summary.total and not wrong else "", "$success"),
                )
            )
        ),
    )
    yield "heading", Content("By topic")
    for topic, right, asked in summary.by_topic:
        yield (
            "row",
            Columns(
                Cell(Content(deck.topic_title(topic))),
                Cell(bar(20, right, asked), 20, drop=1),
                Cell(Content(f"{right} of {asked}"), 10, right=True),
            ),
        )
    titles = {role.id: role.title for role in deck.roles}
    if summary.confusions:
        yield "heading", Content("Taken for one another")
    for meant, taken, times in summary.confusions:
        yield (
            "row",
            Hanging(
                Content.styled("⇄ ", "bold $accent"),
                Content.assemble(
                    ("You took ", "$muted"),
                    titles.get(meant, meant),
                    (" for ", "$muted"),
                    titles.get(taken, taken),
                    (f"  ×{times}" if times > 1 else "", "bold"),
                ),
            ),
        )
    if summary.wrong:
        yield "heading", Content("Missed, and back in your reviews today")
    for question, event in summary.wrong:
        yield "row", missed(question, event)


def missed(question: Question, event: Event) -> Hanging:
    """One question answered wrong: what it asked, what was chosen, what is right."""
    key = question.options[question.key]
    chosen = next((o for o in question.options if o.ref == _chosen_ref(event)), None)
    lines = [Content(question.stem)]
    if chosen is not None:
        lines.append(Content.assemble(("✗ ", "bold $error"), (chosen.text, "$muted")))
    lines.append(Content.assemble(("✓ ", "bold $success"), key.text))
    return Hanging(Content("· "), *lines)


def _chosen_ref(event: Event) -> str | None:
    return (
        event.options[event.chosen]
        if event.chosen is not None and event.chosen < len(event.options)
        else None
    )
