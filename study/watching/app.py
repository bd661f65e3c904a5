"""The preview of a deck that is being written: an app of its own, beside the editor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from textual.screen import Screen

from study.app import RolecallApp
from study.start import Start
from study.watching.screen import WatchScreen

if TYPE_CHECKING:
    from study.core import Study


class WatchApp(RolecallApp):
    """One deck, looked at again whenever its files are saved."""

    KEEPS_PROGRESS = False
    CSS_PATH = ["../app.tcss", "watch.tcss"]  # noqa: RUF012 - Textual loads no stylesheet of a default screen

    def __init__(
        self,
        study: Callable[[], Study],
        path: Path,
        shown: str,
        *,
        clock: Callable[[], datetime],
        every: float = 0.3,
    ) -> None:
        """Watch a deck.

        Args:
            study: makes the composition root, should anything want it.
            path: the deck's file, or the folder of its `deck.yaml`.
            shown: what to call it in messages.
            clock: the local time.
            every: seconds between two looks at the files.
        """
        super().__init__(study, Start())
        self._path, self._shown, self._clock, self._every = path, shown, clock, every
        self._leaving = Event()

    def get_default_screen(self) -> Screen[None]:
        """There is but one."""
        return WatchScreen(self.desk, self._path, self._shown, self._clock, self._every, self._leaving)

    def on_unmount(self) -> None:
        """A check that is under way is not waited for."""
        self._leaving.set()
