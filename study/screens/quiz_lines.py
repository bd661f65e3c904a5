"""What the quiz does with questions whose lines are each answered by themselves."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from decks.model import Asks, Deck, Question
from study.screens.editing import EditingPage
from study.screens.page import Notice
from study.widgets.asked import AskedOptions, options_of
from study.widgets.lines import Lines

ANSWERING = {
    "choose": (Asks.ONE,),
    "pick": (Asks.ONE,),
    "tick": (Asks.SEVERAL,),
    "tick_marked": (Asks.SEVERAL,),
    "line": (Asks.SORT,),
    "to_first": (Asks.SORT,),
    "to_second": (Asks.SORT,),
    "submit": (Asks.SEVERAL, Asks.SORT),
}
"""The actions that answer, each with the questions that it is for."""


class LinesPage(EditingPage):
    """A screen with a question whose lines are ticked, or given to one of two roles, before it is answered."""

    @property
    def open_question(self) -> Question | None:
        """The question that can be answered now."""
        raise NotImplementedError

    async def answer(self, chosen: int | frozenset[int]) -> None:
        """Save the answer to the open question."""
        raise NotImplementedError

    async def read_ahead(self, deck: Deck) -> None:
        """Have at hand what the result may tell of: of a large deck the roles take a moment to be read."""
        await self.desk.ask(lambda: deck.roles)

    async def ask(self, deck: Deck, question: Question) -> AskedOptions | Lines:
        """Show a question that nothing is answered of yet, from its beginning; gives its options."""
        scroll, reason = self.query_one("#question", VerticalScroll), self.query_one(".reason", Static)
        with self.app.batch_update():  # or the old stem would be seen without its options for a moment
            self.query_one(".topic", Static).update(Content(deck.topic_title(question.topic)))
            self.query_one(".stem", Static).update(Content(question.stem))
            for said in self.query(".reason, .coming").results(Static):
                said.update("")
            shown = next(iter(self.query("Options, Lines")), None)
            if not (isinstance(shown, AskedOptions | Lines) and shown.ask(question)):
                await self.query("Options, Lines").remove()
                shown = options_of(question)
                await scroll.mount(shown, before=reason)
        scroll.scroll_home(animate=False, immediate=True)
        return shown

    async def action_tick(self, number: int) -> None:
        """Tick the line of this index, or take its tick away."""
        async with self.turn:
            if (lines := self._open_lines(number)) is not None:
                lines.tick(number)

    async def action_tick_marked(self) -> None:
        """The same for the marked line."""
        await self.action_tick(self.query_one(Lines).cursor)

    async def action_line(self, number: int) -> None:
        """Mark the line of this index."""
        async with self.turn:
            if (lines := self._open_lines(number)) is not None:
                lines.go_to(number)

    async def action_to_first(self) -> None:
        """Give the marked line to the first of the two roles."""
        await self._give(first=True)

    async def action_to_second(self) -> None:
        """Give it to the second."""
        await self._give(first=False)

    async def _give(self, *, first: bool) -> None:
        async with self.turn:
            if (lines := self._open_lines(0)) is not None:
                lines.give(first=first)

    async def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """A click on a line."""
        if self.allows("tick"):
            await self.action_tick(message.number)
        else:
            await self.action_line(message.number)

    async def action_submit(self) -> None:
        """Answer with the lines as they are, if something is said of them."""
        if self.open_question is None:
            return
        lines = self.query_one(Lines)
        self.query_one(Notice).say(lines.wanting)
        if not lines.wanting:
            await self.answer(lines.chosen)

    def _open_lines(self, number: int) -> Lines | None:
        """The lines that may still be changed, if there is one of this index."""
        question = self.open_question
        if question is None or number >= len(question.options):
            return None
        self.query_one(Notice).say("")
        return self.query_one(Lines)
