"""What the quiz does with questions whose lines are each answered by themselves."""

from study.screens.asking import AskingPage
from study.screens.page import Notice
from study.widgets.lines import Lines


class LinesPage(AskingPage):
    """A screen with a question whose lines are ticked, or given to one of two roles, before it is answered."""

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
