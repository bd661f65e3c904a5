"""Waiting a moment with a frame, so that what belongs together comes to the screen at once and not in two frames."""

from contextlib import ExitStack
from typing import Any

from textual.screen import Screen

MOMENT = 0.012
"""Seconds: less than a frame lasts, and more than a look into an index takes."""


class Together:
    """Holds the next frame back until `now` is called, but not for longer than a moment."""

    def __init__(self, screen: Screen[Any], moment: float = MOMENT) -> None:
        self._screen = screen
        self._hold = ExitStack()
        self._hold.enter_context(screen.app.batch_update())
        screen.app.set_timer(moment, self.now)

    def now(self) -> None:
        """Everything is there, or will not be."""
        self._hold.close()
        self._screen.check_idle()
