"""One multiple-choice question as a student sees it: before the answer, and after it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from decks.model import Asks, Deck, Question
from study.sessions.answers import reason
from study.widgets.card_view import reasons
from study.widgets.lines import Lines
from study.widgets.options import Options


class QuestionView(VerticalScroll, can_focus=False):
    """A question that scrolls where it is long."""

    DEFAULT_CSS = """
    QuestionView { height: 1fr; scrollbar-size-vertical: 1; }
    QuestionView > .topic { color: $muted; padding: 0 1; }
    QuestionView > .stem { text-style: bold; margin: 1 0; padding: 0 1; }
    QuestionView > .reason { padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """All but the options, which each question brings."""
        yield Static(classes="topic", markup=False)
        yield Static(classes="stem", markup=False)
        yield Static(classes="reason", markup=False)

    async def show(self, deck: Deck, question: Question, chosen: int | None) -> None:
        """Show a question, and where an option is chosen, whether it is right and why.

        Where there are several answers, the right ones are shown, whatever is chosen.
        """
        await self.query("Options, Lines").remove()
        self.query_one(".topic", Static).update(Content(deck.topic_title(question.topic)))
        self.query_one(".stem", Static).update(Content(question.stem))
        why = self.query_one(".reason", Static)
        options = Options(question) if question.asks is Asks.ONE else Lines(question)
        await self.mount(options, before=why)
        self.scroll_home(animate=False)
        if chosen is None:
            why.update("")
        else:
            why.update(reasons(deck, reason(question), question.sources))
            if isinstance(options, Options):
                options.reveal(chosen)
            else:
                options.reveal(question.keys)
