"""When garbage is looked for: while nobody is at the keys, or waits for one answer.

Python looks through everything there is whenever enough was made. With large decks that takes a tenth of a second, and
mostly just when a key was pressed, for then things are made.
"""

import gc
import time
from collections.abc import Callable

QUIET = 0.8
"""Seconds without a key after which there is time for it."""
_OFTEN = 10
"""How many small collections there are for a whole one, as Python has it."""
_SELDOM = 1000
"""The same where nobody ever stops: no garbage stays for good."""


class Garbage:
    """Puts whole collections off until nothing was pressed for a moment."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`later` calls a function after so many seconds."""
        self._later, self._clock = later, clock
        self._usual: tuple[int, int, int] | None = None
        self._last = 0.0
        self._waiting = False

    def put_off(self) -> None:
        """From now on."""
        self._usual = self._usual or gc.get_threshold()
        gc.set_threshold(*self._usual[:2], _SELDOM)

    def as_usual(self) -> None:
        """No more."""
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None

    def stirred(self) -> None:
        """Somebody has just pressed something."""
        self._last = self._clock()
        if not self._waiting and self._usual is not None:
            self._waiting = True
            self._later(QUIET, self._look)

    def _look(self) -> None:
        self._waiting = False
        if self._usual is None:
            return
        left = self._last + QUIET - self._clock()
        if left > 0:
            self._waiting = True
            self._later(left, self._look)
        elif gc.get_count()[2] >= _OFTEN:
            gc.collect()
