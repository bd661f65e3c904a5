"""A journey with the mouse alone on a real terminal: from Home through browsing, a review, a quiz and settings."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from terminals import Terminal

WHEEL_UP, WHEEL_DOWN = 64, 65


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    """The program at home; where a test fails, it is ended."""
    app = Terminal(home, size=(100, 30))
    try:
        yield app
    finally:
        app.close()


def place(app: Terminal, text: str) -> tuple[int, int]:
    """Column and line of a text, counted from 1, once it is seen."""
    app.see(text)
    line = next(number for number, each in enumerate(app.lines(), 1) if text in each)
    before = app.lines()[line - 1]
    return cell_len(before[: before.index(text)]) + 1, line


def click(app: Terminal, text: str, *, times: int = 1) -> None:
    """Click on a text, where it first stands."""
    column, line = place(app, text)
    app.press(f"\x1b[<0;{column};{line}M\x1b[<0;{column};{line}m" * times)


def wheel(app: Terminal, text: str, button: int, *, turns: int) -> None:
    """Turn the wheel over a text."""
    column, line = place(app, text)
    app.press(f"\x1b[<{button};{column};{line}M" * turns)


def test_all_is_reached_and_done_with_the_mouse(terminal: Terminal) -> None:
    app = terminal
    app.see("20 new", "? Help")
    click(app, "▸ A kitchen")
    app.see("▾ A kitchen", "Sauces")
    click(app, "b Browse")
    app.see("found · by deck", "Card or question ▴")
    click(app, "Role ")
    app.see("by role", "Role ▴")
    click(app, "Card or question")
    app.see("by deck")
    wheel(app, "What is a head chef?", WHEEL_DOWN, turns=6)
    app.see("found", gone="“Plan the menu”?")
    wheel(app, "What is a pastry cook?", WHEEL_UP, turns=9)
    app.wait("the first of all", lambda now: re.search(r"Card or question ▴.*\n.*What is a head chef", now))
    click(app, "What are the duties of a sauce cook?", times=2)
    app.see("Boil down the stock", "Never answered", gone="Card or question")
    click(app, "esc List")
    app.see("Card or question", "s Suspend  o Order  esc Back")
    click(app, "s Suspend")
    app.see("1 card suspended", "u Undo  o Order")
    click(app, "u Undo")
    app.see("Suspending was taken back", gone="u Undo")
    click(app, "esc Back")
    app.see("▾ A kitchen", "? Help")
    click(app, "A kitchen brigade", times=2)
    click(app, "Show answer")
    click(app, "3 Good")
    app.see("new 19")
    click(app, "esc Back")
    app.see("19 new")
    click(app, "q Quiz")
    app.see("Difficulty", "medium")
    click(app, "Difficulty")
    app.see("hard")
    click(app, "Questions")
    app.see("a role's duty")
    click(app, "[ ]  Cooking")
    app.see("[x]  Cooking")
    click(app, "Start")
    app.see("Quiz  ›", "1 of ")
    click(app, "1  ")
    app.see("Next")
    click(app, "esc Back")
    app.see("19 new", "⏎ Review  l Learn", "^q Quit")
    click(app, "^q Quit")
    assert app.end() == 0, app.text()
