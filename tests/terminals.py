"""The program on a terminal whose screen can be read; loaded by tests, which pytest finds on its path."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pyte

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds to wait for a screen: far more than it takes, for a busy machine."""

_WHOLE, _WHOLE_IS_KNOWN = b"\x1b[?2026$p", "\x1b[?2026;2$y"
_BEGINS, _ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_AT_ONCE = int(os.environ.get("ROLECALL_TERMINAL_READS", "65536"))
"""Bytes read at a time: with few, a test that takes half a screen for a whole one is found out."""


class Terminal:
    """`study` with some arguments, at home in a folder."""

    def __init__(
        self, home: Path, *arguments: str, size: tuple[int, int] = (80, 24), **environment: str
    ) -> None:
        """`size`: columns and lines."""
        known = {"STUDY_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        columns, lines = size
        around = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "study.main", *arguments],
            env={**around, **known, **environment},
            cwd=str(ROOT),
            dimensions=(lines, columns),
        )
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """All that it wrote."""
        self._asked = False

    def lines(self) -> list[str]:
        """What can be seen."""
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines())

    def wait(self, what: str, seen: Callable[[str], Any]) -> str:
        """Read the program's output until the screen is as wanted; returns it."""
        deadline = time.monotonic() + PATIENCE
        while self._drawing or not seen(self.text()):
            if time.monotonic() > deadline:
                raise AssertionError(f"never seen: {what}\n{self.text()}")
            try:
                self._feed(self.child.read_nonblocking(_AT_ONCE, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                raise AssertionError(f"ended before: {what}\n{self.text()}") from None
        return self.text()

    def _feed(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)
        if not self._asked and _WHOLE in self.raw:  # it is asked once
            self._asked = True
            self.child.send(_WHOLE_IS_KNOWN)

    @property
    def _drawing(self) -> bool:
        """Whether what was read ends amid a screen, which shows neither what was nor what will be."""
        return self.raw.rfind(_BEGINS) > self.raw.rfind(_ENDS)

    def see(self, *texts: str, gone: str = "") -> str:
        """Wait until all of these are on the screen, wherever its lines end, and the last is not."""

        def seen(screen: str) -> bool:
            joined = " ".join(screen.split())
            return all(each in screen or each in joined for each in texts) and not (gone and gone in screen)

        return self.wait(" and ".join(texts) + (f" without {gone}" if gone else ""), seen)

    def press(self, keys: str) -> None:
        """What a keyboard sends."""
        self.child.send(keys)

    def click(self, column: int, line: int) -> None:
        """Press and let go of the left button; counted from 1, as terminals do."""
        self.child.send(f"\x1b[<0;{column};{line}M\x1b[<0;{column};{line}m")

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        self._screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def end(self) -> int:
        """Wait for the program to end by itself; returns its exit code."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self._feed(self.child.read_nonblocking(_AT_ONCE, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        self.child.close()
        return self.child.exitstatus

    def close(self) -> None:
        """End it, however it stands."""
        self.child.close(force=True)


Open = Callable[..., Terminal]
"""Opens the program with these arguments."""


def leave(app: Terminal) -> None:
    """Quit, as a learner does."""
    app.press("\x11")
    assert app.end() == 0
