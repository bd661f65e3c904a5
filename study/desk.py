"""What every screen works with: the study itself, and the one thread on which it may read decks or touch storage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from study.core import Study

T = TypeVar("T")


class Desk:
    """Runs whatever reads decks or touches storage, one after the other, off the thread that draws."""

    def __init__(self, make: Callable[[], Study]) -> None:
        """`make` runs on the desk's thread when something is first asked for: importing the core takes 50 ms."""
        self._make = make
        self._study: Study | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def open(self) -> Study:
        """The study, made when first asked for."""
        if self._study is None:
            self._study = await self.ask(self._made)
        return self._study

    @property
    def study(self) -> Study:
        """The study once it is open, for what neither reads nor stores; everything else goes through `ask`.

        Raises RuntimeError before that.
        """
        if self._study is None:
            raise RuntimeError("The desk is not open yet.")
        return self._study

    @property
    def opened(self) -> Study | None:
        """The study, if it is open."""
        return self._study

    async def ask(self, job: Callable[[], T]) -> T:
        """Run a job after all that were asked for before it; raises what the job raises."""
        return await asyncio.wrap_future(self._thread.submit(job))

    def close(self) -> None:
        """Finish what was asked for, let go of the database, and end the thread."""
        self._thread.submit(self._close).result()
        self._thread.shutdown(wait=True)

    def _made(self) -> Study:
        self._study = self._study or self._make()
        return self._study

    def _close(self) -> None:
        if self._study is not None:
            self._study.close()
