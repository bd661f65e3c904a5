"""A page on which a quiz is begun, and on which one stays where there is none to begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from decks.library import DeckNotFound
from study.core import DeckBroken, NoQuestions, StoreProblem
from study.screens.going import ToQuiz
from study.screens.making import MakingPage
from study.screens.page import Notice
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from decks.model import Deck
    from progress.sessions.quizzing import QuizSession
    from study.desk import Desk


class TryingPage(MakingPage):
    """Goes on to a quiz once there is one; keeps what is chosen where the sentence says why there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._trying = False
        self._found: ToQuiz | None = None
        """The way to the quiz, where another page has come above this one meanwhile."""

    @work
    async def try_to_begin(
        self, deck: Deck, begin: Callable[[], tuple[Deck, QuizSession]], trail: str
    ) -> None:
        """Begin a quiz on a deck, of which it is not known yet whether it has such questions."""
        if self._trying:
            return
        self._trying = self._reading = True
        notice, bar, title = self.query_one(Notice), self.query_one(TopBar), self.desk.study.called(deck)
        notice.say("")
        bar.show(trail, title, right=Content.styled("Choosing questions …", "$muted"))
        try:
            made = await self.desk.ask(begin)
        except (DeckNotFound, DeckBroken, NoQuestions, StoreProblem) as problem:
            notice.say(str(problem))
            bar.show(trail, title)
            self._trying = False
            self.ready()
            return
        self._kept = []  # nothing of what was pressed meanwhile was meant for another quiz
        self._found = ToQuiz(lambda: made, instead=True)
        if self.is_current:
            self.post_message(self._found)

    def on_screen_resume(self) -> None:
        """What came above this page has gone."""
        if self._found is not None:
            self.post_message(self._found)
