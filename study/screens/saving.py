"""What the screens have in common on which answers are given: nothing goes on before an answer is safe."""

import asyncio
from collections.abc import Callable

from textual import work

from progress.problems import StoreProblem
from study.screens.page import Notice, Page
from study.screens.trouble import Trouble

SOON = 1.0
"""Seconds for which keys wait in line for an answer to be saved; after that the screen says what it waits for."""


class SavingPage(Page):
    """A screen that saves answers one at a time.

    Until an answer is saved, or `SOON` is over, the keys pressed meanwhile stay in line and then meet what is shown next.
    """

    async def save(self, job: Callable[[], object], said: str = "") -> None:
        """Run a job that is durable when it returns, then `saved`; where it fails, ask whether to try again.

        `said`: what to tell when it is.
        """
        saving = asyncio.ensure_future(self.desk.keep(job))
        await asyncio.wait({saving}, timeout=SOON)
        if saving.done():
            await self._settle(saving, job, said)
        else:
            self.waiting()
            self.query_one(Notice).say("Saving … Another program may be using the progress file.")
            self._settle_later(saving, job, said)

    def waiting(self) -> None:
        """It takes long: take no answers."""

    async def saved(self) -> None:
        """It is safe: go on."""

    def unsaved(self) -> None:
        """The learner gave up on it: the question stands as before."""

    @work
    async def _settle_later(
        self, saving: asyncio.Future[object], job: Callable[[], object], said: str
    ) -> None:
        await self._settle(saving, job, said)

    async def _settle(self, saving: asyncio.Future[object], job: Callable[[], object], said: str) -> None:
        async def decide(retry: bool | None) -> None:
            if retry:
                async with self.turn:
                    await self.save(job, said)
            else:
                self.unsaved()

        try:
            await saving
        except StoreProblem as problem:
            self.query_one(Notice).say("")
            self.app.push_screen(Trouble(str(problem), self.desk.choices.keys), decide)
            return
        self.query_one(Notice).say("")
        await self.saved()
        if said:
            self.app.notify(said, timeout=4, markup=False)
