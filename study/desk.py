"""What every screen works with: the study itself, and the one thread on which it may read decks or touch storage."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from study.settings.choices import Choices

if TYPE_CHECKING:
    from study.core import Study

T = TypeVar("T")
LONG = 0.05
"""Seconds of the processor's time from which on a job has made many things."""


class Desk:
    """Runs whatever reads decks or touches storage, one after the other, off the thread that draws."""

    def __init__(self, make: Callable[[], Study]) -> None:
        """`make` runs on the desk's thread when something is first asked for: importing the core takes 50 ms."""
        self._make = make
        self.choices = Choices()
        """How the app is to look and to be handled."""
        self._study: Study | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._beside: ThreadPoolExecutor | None = None
        self._closing = Event()

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

    @property
    def closing(self) -> bool:
        """Whether the app is being left, so that nothing long is worth going on with."""
        return self._closing.is_set()

    async def ask(self, job: Callable[[], T]) -> T:
        """Run a job after all that were asked for before it; raises what the job raises.

        Raises asyncio.CancelledError once the app is being left: nobody is there any more to want what it gives.
        """
        self._go_on()
        return await asyncio.wrap_future(self._thread.submit(_done, job))

    async def keep(self, job: Callable[[], T]) -> T:
        """Run a job as `ask` does, to its end even where nobody waits for it any more: what is written stays wanted."""
        self._go_on()
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(job)))

    async def beside(self, job: Callable[[Callable[[], bool]], T]) -> T:
        """Run a job that may take long on a thread of its own, so that no answer has to wait for it.

        It must not touch what the desk's thread uses, and is handed a function that says whether to go on. Raises as `ask`.
        """
        self._go_on()
        if self._beside is None:
            self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")
        return await asyncio.wrap_future(self._beside.submit(job, lambda: not self._closing.is_set()))

    def _go_on(self) -> None:
        if self._closing.is_set():
            raise asyncio.CancelledError

    def close(self) -> None:
        """Finish what was asked for, let go of the database, and end the thread."""
        self._closing.set()
        if self._beside is not None:
            self._beside.shutdown(wait=True)
        self._thread.submit(self._close).result()
        self._thread.shutdown(wait=True)

    def _made(self) -> Study:
        self._study = self._study or self._make()
        return self._study

    def _close(self) -> None:
        if self._study is not None:
            try:
                share_at_the_end(self._study)
            finally:
                self._study.close()


def _done(job: Callable[[], T]) -> T:
    """Do it. What a long job has read mostly stays: to look for garbage among all that would stop the app for a moment."""
    begun = time.thread_time()
    try:
        return job()
    finally:
        if time.thread_time() - begun > LONG:
            gc.freeze()


def share_at_the_end(study: Study) -> None:
    """Let the learner's other devices have what is new; nobody is there any more to be told how that went."""
    if "store" in vars(study):
        from study.upkeep import share

        share(study)
