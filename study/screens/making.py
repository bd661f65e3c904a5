"""A screen that needs a deck's questions, which are made once and then kept."""

import contextlib
from collections.abc import Callable, Sequence

from textual.content import Content

from decks.compiled.cache import light
from decks.model import Deck, Question
from study.core import Study
from study.screens.loading import LoadingPage
from study.widgets.top_bar import TopBar

_TOLD = 0.5
"""Seconds from one time to the next that it is told how far that is."""


class _Left(Exception):
    """The app is being left."""


class MakingPage(LoadingPage):
    """A page with a `TopBar`, which tells of questions that are being made."""

    async def questions_of(self, study: Study, deck: Deck, trail: str) -> Sequence[Question]:
        """All questions of a deck, by what they are chosen by; `trail`: what the page is called."""
        if not await self.desk.ask(lambda: study.has_questions(deck)):
            await self._make(study, deck, trail)
        return await self.desk.ask(lambda: light(study.questions(deck)))

    async def _make(self, study: Study, deck: Deck, trail: str) -> None:
        """Make the questions of a deck of many roles beside the desk, which flashcards need, and tell how far that is."""
        share = 0.0

        def job(go_on: Callable[[], bool]) -> None:
            def told(done: int, total: int) -> None:
                nonlocal share
                if not go_on():
                    raise _Left
                share = done / max(total, 1)

            with contextlib.suppress(_Left):
                study.questions(deck, told)

        def say() -> None:
            done = Content.styled(f"Making its questions, once: {share:.0%}", "$muted")
            self.query_one(TopBar).show(trail, study.called(deck), right=done)

        telling = self.set_interval(_TOLD, say)
        await self.desk.beside(job)
        telling.stop()
