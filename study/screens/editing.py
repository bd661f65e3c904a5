"""What the screens have in common from which a deck can be edited."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from textual import work
from textual.app import SuspendNotSupported

from decks.model import Deck, Mark
from progress.problems import StoreProblem
from study.core import is_bundled
from study.screens.page import Notice
from study.screens.saving import SavingPage

if TYPE_CHECKING:
    from study.editing.editing import Reread


class EditingPage(SavingPage):
    """A screen that shows something of a deck whose place in the deck's file can be gone to."""

    async def edited(
        self, deck: Deck, mark: Mark | None, asked: Callable[[Deck], Collection[str]]
    ) -> Deck | None:
        """Have a deck edited, and read it again; None where things stay as they are, and then it has been said why.

        Args:
            deck: the deck as it is shown.
            mark: the place to edit.
            asked: the ids of what is asked of a deck.
        """
        # Checking decks and running programs takes modules that no learner is to wait for.
        from study.editing.editing import reread
        from study.editing.editor import EditorProblem, edit

        notice = self.query_one(Notice)
        if is_bundled(deck):
            notice.say(
                f"This deck comes with the program; make a copy to edit, and open that: study decks copy {deck.id}"
            )
            return None
        trouble = ""
        try:
            edit(mark or Mark(deck.path, 1, 1), os.environ, self.app.suspend)
        except EditorProblem as problem:
            trouble = str(problem)
        except SuspendNotSupported:
            notice.say("No editor can be opened from here: this is no terminal of its own.")
            return None
        study = self.desk.study
        after = await self.desk.ask(lambda: reread(study, deck, asked))
        if after.deck is not None:
            trouble = trouble or await self._remembered(after.deck)
            self._check(deck, after)
        notice.say(" ".join(filter(None, (trouble, after.sentence))))
        return after.deck

    async def _remembered(self, deck: Deck) -> str:
        """Let progress follow the edit; returns what went wrong."""
        study = self.desk.study
        try:
            await self.desk.ask(lambda: study.remember(deck))
        except StoreProblem as problem:
            return str(problem)
        followed = study.followed.pop(deck.id, None)
        if followed:
            self.app.notify(followed.sentence(), markup=False)
        return ""

    @work(exclusive=True, group="check")
    async def _check(self, before: Deck, after: Reread) -> None:
        """Say what the edit has brought, beside the session."""
        from study.editing.editing import brought

        sentence = await asyncio.to_thread(brought, before, after)
        if sentence:
            notice = self.query_one(Notice)
            notice.say(" ".join(filter(None, (notice.said, sentence))))
