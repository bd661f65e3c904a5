"""An exam on a real terminal of 80 by 24: killed in the middle, taken up again, and submitted."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds to wait for a screen: far more than it takes, for a busy machine."""


class Terminal:
    """A program on a terminal whose screen can be read."""

    def __init__(self, home: Path, *arguments: str) -> None:
        env = {
            **os.environ,
            "STUDY_HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "NO_COLOR": "1",
        }
        self.child = pexpect.spawn(
            sys.executable, ["-m", "study.main", *arguments], env=env, cwd=str(ROOT), dimensions=(24, 80)
        )
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def see(self, *texts: str) -> str:
        """Read the program's output until all of these are on the screen; returns it."""
        deadline = time.monotonic() + PATIENCE
        while not all(text in self.text() for text in texts):
            assert time.monotonic() < deadline, f"never seen: {texts}\n{self.text()}"
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                raise AssertionError(f"ended before: {texts}\n{self.text()}") from None
        return self.text()

    def see_no_more(self, text: str) -> None:
        """Read on until this is gone from the screen."""
        deadline = time.monotonic() + PATIENCE
        while text in self.text():
            assert time.monotonic() < deadline, f"still there: {text}"
            self._stream.feed(self.child.read_nonblocking(65536, timeout=PATIENCE))

    def press(self, keys: str) -> None:
        self.child.send(keys)


@pytest.fixture
def terminal(home: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        opened.append(Terminal(home, *arguments))
        return opened[-1]

    yield start
    for each in opened:
        each.child.close(force=True)


def seconds_left(screen: str) -> int:
    found = re.search(r"(\d+):(\d\d) left", screen)
    assert found
    return int(found[1]) * 60 + int(found[2])


def test_an_exam_killed_in_the_middle_has_every_answer_and_its_clock_went_on(
    terminal: Callable[..., Terminal],
) -> None:
    app = terminal(
        "quiz",
        "kitchen",
        "--exam",
        "--minutes",
        "30",
        "--count",
        "4",
        "--seed",
        "7",
        "--kind",
        "duty-of-role",
    )
    began = seconds_left(app.see("1 of 4", " left", "0 answered"))
    app.press("1")
    app.see("1 ● ")
    app.press("2")
    app.see("2 ● ", "1 answered")
    app.press("n")
    app.see("2 of 4", "✓[·]··")
    app.press("f3")
    app.see("✓[⚑]··", "3 ● ", "2 answered")
    app.child.kill(signal.SIGKILL)
    app.child.wait()

    again = terminal()
    again.see("2 of 4 answered", "c continues")
    again.press("c")
    assert seconds_left(again.see("3 of 4", "✓⚑[·]·", " left")) < began
    again.press("pp")
    again.see("1 of 4", "2 ● ")
    again.press("s")
    again.see("Questions 3 and 4 have no answer.", "Question 2 is flagged.", "Press s again")
    again.press("s")
    again.see("Quiz result", "Mark: ", "2 questions had no answer")
    again.press("v")
    again.see("1 of 4", "✓ Answer")
    again.press("\x1b")
    again.see("Mark: ")
    again.press("\r")
    again.see("A kitchen brigade", "q Quiz")
    again.see_no_more("Unfinished")
