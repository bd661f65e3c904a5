"""An exam on a real terminal of 80 by 24: killed in the middle, taken up again, and submitted."""

import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminals import Terminal


@pytest.fixture
def terminal(home: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        opened.append(Terminal(home, *arguments, NO_COLOR="1"))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


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
    again.see(gone="Unfinished")
