"""What the quiz and the exam have in common: one question at a time, answered with an option or with its lines."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from decks.model import Asks, Deck, Question
from study.screens.editing import EditingPage
from study.widgets.asked import AskedOptions, options_of
from study.widgets.lines import Lines
from study.widgets.options import Options

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


class AskingPage(EditingPage):
    """A screen that asks questions."""

    @property
    def open_question(self) -> Question | None:
        """The question that can be answered now."""
        raise NotImplementedError

    async def answer(self, chosen: int | frozenset[int]) -> None:
        """Save the answer to the open question: the option of this index, or those where there may be several."""
        raise NotImplementedError

    def takes(self, chosen: int | frozenset[int]) -> bool:
        """Whether there is an open question with such an option."""
        question = self.open_question
        return question is not None and not (isinstance(chosen, int) and chosen >= len(question.options))

    # -- the question

    async def read_ahead(self, deck: Deck) -> None:
        """Have at hand what the result may tell of: of a large deck the roles take a moment to be read."""
        await self.desk.ask(lambda: deck.roles)

    async def ask(self, deck: Deck, question: Question) -> AskedOptions | Lines:
        """Show a question that nothing is answered of yet, from its beginning; gives its options."""
        scroll, reason = self._scrolled, self.query_one(".reason", Static)
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

    @property
    def _scrolled(self) -> VerticalScroll:
        return self.query_one("#question", VerticalScroll)

    # -- one option

    async def action_choose(self, number: int) -> None:
        """Answer with the option of this index."""
        await self.answer(number)

    async def action_pick(self) -> None:
        """Answer with the marked option."""
        await self.answer(self.query_one(Options).cursor)

    async def on_options_chosen(self, message: Options.Chosen) -> None:
        """A click on an option."""
        if self.open_question is not None and self.open_question.id == message.question.id:
            await self.answer(message.number)

    # -- moving

    def action_up(self) -> None:
        """The option above."""
        self.move(-1)

    def action_down(self) -> None:
        """The option below."""
        self.move(1)

    def move(self, by: int) -> None:
        """Mark another option or line."""
        for options in self.query(Options):
            options.move(by)
        for lines in self.query(Lines):
            lines.move(by)

    def action_page_up(self) -> None:
        """Up a page."""
        self._scrolled.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self._scrolled.scroll_page_down(animate=False)

    def allows(self, action: str) -> bool:
        """Each question has its own ways to be answered."""
        if action in ANSWERING:
            question = self.open_question
            return question is not None and question.asks in ANSWERING[action]
        return super().allows(action)
