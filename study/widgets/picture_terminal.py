"""What a terminal can show of a picture, found out without slowing anything down.

Nothing is asked of the terminal before a picture is to be shown. Then, Kitty and Ghostty are known by their names, and others
are asked for their attributes, which say whether they draw sixels. Textual reads what terminals say, and would take the answer
for keys that were pressed; so it is taught what such answers look like, and only where that works is anything asked.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from textual import _xterm_parser
from textual._ansi_sequences import IGNORE_SEQUENCE

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

_ATTRIBUTES = re.compile(r"\x1b\[\?([\d;]*)c")
_CELL = re.compile(r"\x1b\[6;(\d{1,4});(\d{1,4})t")
_ASK = "\x1b[16t\x1b[c"
"""How many pixels has a cell, and what can you do? The second is answered by all, and after the first."""
_LONGEST = 96
"""Characters of the longest answer, which is longer than any key."""
_SIXEL = "4"
PATIENCE = 0.4
"""Seconds that a picture waits for the terminal's answer, once; a way round half the world takes less."""


class Way(StrEnum):
    """How a picture is shown."""

    WORDS = "words"
    """Not at all: its description stands for it."""
    BLOCKS = "blocks"
    """As coloured half blocks."""
    SIXEL = "sixel"
    KITTY = "kitty"


class Terminal:
    """The terminal of this process, as far as pictures are concerned."""

    def __init__(self) -> None:
        self._asked = False
        self._sixel = False
        self._cell: tuple[int, int] | None = None
        self._answered: Callable[[], object] | None = None

    @property
    def cell(self) -> tuple[int, int]:
        """Pixels of a cell, across and down; a usual one where that is not known."""
        return _measured() or self._cell or (10, 20)

    def way(self, app: App[Any], environ: Mapping[str, str] = os.environ) -> Way:
        """How pictures are shown, as far as that is known."""
        if app.no_color or app.console.color_system not in ("truecolor", "256"):
            return Way.WORDS  # half blocks in two colours, or in sixteen, are nothing to learn from
        if app.is_web or app.is_headless or not _is_terminal():
            return Way.BLOCKS
        if _is_kitty(environ):
            return Way.KITTY
        # Where the size of a cell is only guessed, sixels would run over the text.
        return Way.SIXEL if self._sixel and (_measured() or self._cell) else Way.BLOCKS

    async def known(self, app: App[Any]) -> None:
        """Ask the terminal what it can do, if that is to be asked, and wait a moment for what it says."""
        if self._asked or app.is_web or app.is_headless or not _is_terminal() or _is_kitty(os.environ):
            return
        self._asked = True
        driver = app._driver
        if driver is None or not _teach(self._hear):
            return
        loop, said = asyncio.get_running_loop(), asyncio.Event()
        self._answered = partial(_soon, loop, said)
        driver.write(_ASK)
        driver.flush()
        with suppress(TimeoutError):  # what comes later holds for the next picture
            await asyncio.wait_for(said.wait(), PATIENCE)
        self._answered = None

    def _hear(self, sequence: str) -> bool:
        """Whether this is an answer; it is noted. Called where Textual reads, which is a thread of its own."""
        if found := _CELL.fullmatch(sequence):
            self._cell = (int(found[2]), int(found[1])) if int(found[1]) and int(found[2]) else None
            return True
        if found := _ATTRIBUTES.fullmatch(sequence):
            self._sixel = _SIXEL in found[1].split(";")
            if (answered := self._answered) is not None:
                answered()
            return True
        return False


def _soon(loop: asyncio.AbstractEventLoop, said: asyncio.Event) -> None:
    with suppress(RuntimeError):  # the app is being left
        loop.call_soon_threadsafe(said.set)


class _Sequences(dict[str, Any]):
    """What Textual knows of the sequences that terminals send, and answers besides, which are no keys."""

    def __init__(self, known: Mapping[str, Any], hear: Callable[[str], bool]) -> None:
        super().__init__(known)
        self.hear = hear

    def get(self, sequence: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict has it
        """What a sequence means."""
        if sequence.startswith("\x1b[") and sequence[-1:] in "ct" and self.hear(sequence):
            return IGNORE_SEQUENCE
        return super().get(sequence, default)


def _teach(hear: Callable[[str], bool]) -> bool:
    """Let Textual take answers for what they are; False, and nothing is changed, where this version of it cannot be taught."""
    module: Any = _xterm_parser
    before = {
        name: getattr(module, name, None)
        for name in ("ANSI_SEQUENCES_KEYS", "_MAX_SEQUENCE_SEARCH_THRESHOLD")
    }
    if not isinstance(before["ANSI_SEQUENCES_KEYS"], Mapping):
        return False
    heard: list[str] = []

    def note(sequence: str) -> bool:
        if found := (_CELL.fullmatch(sequence) or _ATTRIBUTES.fullmatch(sequence)):
            heard.append(found[0])
        return bool(found)

    trial = _Sequences(before["ANSI_SEQUENCES_KEYS"], note)
    module.ANSI_SEQUENCES_KEYS = trial
    module._MAX_SEQUENCE_SEARCH_THRESHOLD = max(_LONGEST, before["_MAX_SEQUENCE_SEARCH_THRESHOLD"] or 0)
    answers = ["\x1b[6;20;10t", f"\x1b[?62;4;{'22;' * 20}28c"]
    try:
        leaked = any(list(_xterm_parser.XTermParser().feed(answer)) for answer in answers)
    except Exception:  # noqa: BLE001 - whatever another version does at this, it is not to be taught
        leaked = True
    if leaked or heard != answers:
        for name, value in before.items():
            setattr(module, name, value)
        return False
    trial.hear = hear
    return True


def _is_terminal() -> bool:
    return sys.__stdout__ is not None and sys.__stdout__.isatty()


def _is_kitty(environ: Mapping[str, str]) -> bool:
    """Whether it is one of the two that draw Kitty's pictures where placeholders stand; not where tmux or screen is between."""
    between = environ.get("TMUX") or environ.get("STY")
    return not between and environ.get("TERM") in ("xterm-kitty", "xterm-ghostty")


def _measured() -> tuple[int, int] | None:
    """Pixels of a cell, where the system knows."""
    try:
        import fcntl
        import struct
        import termios

        asked = fcntl.ioctl(sys.__stdout__.fileno() if sys.__stdout__ else 1, termios.TIOCGWINSZ, bytes(8))
    except (ImportError, OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", asked)
    return (width // columns, height // rows) if width >= columns > 0 and height >= rows > 0 else None


def widget_for(way: Way, cell: tuple[int, int]) -> Callable[[Any], Widget]:
    """The class of textual-image that shows pictures so. Raises ImportError where it is not installed.

    As it is imported, it would ask the terminal what it can do and read the answer from under Textual; that is kept from it.
    """
    from textual_image import _terminal

    def never(*_args: object, **_kwargs: object) -> NoReturn:
        raise _terminal.TerminalError("the app is reading from it")

    module: Any = _terminal
    module.capture_terminal_response = never
    module.get_cell_size._result = _terminal.CellSize(*cell)
    from textual_image.widget import HalfcellImage, SixelImage, TGPImage

    return {Way.SIXEL: SixelImage, Way.KITTY: TGPImage}.get(way, HalfcellImage)


TERMINAL = Terminal()
"""That of this process."""
