"""The program on a real terminal of 80 by 24: what a learner sees from the first start to the second."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminals import ROOT, Open, Terminal

Right = dict[str, set[str]]


@pytest.fixture
def right(home: Path) -> Right:
    """The texts that are right, by the stem of the questions."""
    found: Right = {}
    for row in json.loads(study(home, "decks", "questions", "kitchen", "--format", "json")):
        found.setdefault(row["stem"], set()).add(row["options"][row["key"]])
    return found


def study(home: Path, *arguments: str) -> str:
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "study.main", *arguments]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def kitchen_row(screen: str) -> list[str]:
    """Due, new, learning, suspended and learned of the kitchen deck, as Home shows them."""
    (line,) = [line for line in screen.splitlines() if "A kitchen brigade" in line and " of " in line]
    return re.findall(r"\d+", line)


def rate(app: Terminal, rating: str) -> None:
    """Reveal the card that is shown and rate it; returns when the next one is there."""
    before = app.see("Show answer")
    app.press(" ")
    app.see("1 Again", "4 Easy")
    app.press(rating)
    app.wait("the next card", lambda screen: "Show answer" in screen and screen != before)


def options_on(screen: str) -> dict[str, str]:
    """The options of a question by their text, with the key that chooses them."""
    found = re.findall(r"^\s*▸?\s*([1-5])\s{2,}(\S.*)$", screen, re.MULTILINE)
    return {text.strip(): number for number, text in found}


def answer(app: Terminal, number: int, right: Right, *, rightly: bool) -> None:
    """Answer the question that is shown, and go on."""

    def choices(screen: str) -> tuple[dict[str, str], set[str]]:
        stem = next((stem for stem in right if stem in screen), "")
        options = options_on(screen)
        return options, right.get(stem, set()) & options.keys()

    screen = app.wait(
        f"question {number}",
        lambda screen: f"{number} of 5" in screen and len(choices(screen)[0]) >= 3 and choices(screen)[1],
    )
    options, correct = choices(screen)
    app.press(next(key for text, key in options.items() if (text in correct) is rightly))
    (text,) = correct
    app.wait(
        "feedback", lambda screen: re.search(rf"✓\s+\d\s+{re.escape(text)}", screen) and "Next" in screen
    )
    assert (re.search(r"✗ +\d {2,}\S", app.text()) is None) is rightly
    app.press("\r")


def test_a_first_and_a_second_evening(terminal: Open, home: Path, right: Right):
    app = terminal()
    assert kitchen_row(app.see("A kitchen brigade", "Review", "20")) == ["0", "20", "0", "0", "0", "26"]
    app.press("\r")
    for rating in "12343":
        rate(app, rating)
    app.see("learning 4")
    app.press("u")
    app.see("learning 3")
    app.press("\x1b")
    app.see("A kitchen brigade", "4 of 26", "q Quiz")

    app.press("q")
    app.see("New quiz", "10 questions")
    while "  5 questions" not in app.text():
        before = app.text()
        app.press("h")
        app.wait("a shorter quiz", lambda screen, before=before: screen != before)
    while "a role's duty" not in app.text():
        before = app.text()
        app.press("f")
        app.wait("another kind", lambda screen, before=before: screen != before)
    app.press("\r")
    for number in range(1, 6):
        answer(app, number, right, rightly=number != 2)
    app.see("4 of 5", "n New quiz")
    app.press("w")
    app.see("Sauces", "Who is who", "r Review it")
    app.press("\x1b")
    # What was answered wrong brings cards back today; Home shows at once, and that a moment later.
    (counts,) = json.loads(study(home, "due", "--format", "json"))["decks"]
    due = rf"A kitchen brigade +{counts['due']} +{counts['new']} "
    left = kitchen_row(
        app.wait("what is due now", lambda screen: "q Quiz" in screen and re.search(due, screen))
    )
    app.press("\x11")
    assert app.end() == 0

    app = terminal()
    assert kitchen_row(app.see("A kitchen brigade", "4 of 26")) == left
    app.press("\x11")
    assert app.end() == 0
    rows = [json.loads(line) for line in study(home, "progress", "export").splitlines()]
    assert [row["rating"] for row in rows if row["kind"] == "review"] == [1, 2, 3, 4]
    assert [row["correct"] for row in rows if row["kind"] == "quiz"] == [True, False, True, True, True]


def test_the_app_leaves_the_terminal_as_it_was(terminal: Open):
    app = terminal()
    app.see("A kitchen brigade")
    app.press("\x11")
    assert app.end() == 0
    for entered, left in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h")):
        assert app.raw.rindex(left) > app.raw.rindex(entered)


def test_plain_mode_moves_no_cursor_and_shows_no_colour(terminal: Open):
    app = terminal("review", "kitchen", "--plain")
    app.see("Press Enter to see the answer.")
    app.press("\n")
    app.see("Rate: 1 Again")
    app.press("3\n")
    app.see("Saved: Good, next in 10 minutes.")
    app.press("q\n")
    assert app.end() == 0
    assert b"\x1b" not in app.raw
    assert max(map(len, app.lines())) <= 80


def test_the_same_evening_line_by_line(study: Callable[..., Any], right: Right):
    typed = "\n1\n" + "\na\n2\n" + "\n3\n" + "\n4\n" + "\n3\n" + "u\n" + "q\n"
    out = study("review", "kitchen", "--plain", typed=typed).out
    assert "Taken back: Good." in out
    rows = json.loads(study("decks", "questions", "kitchen", "--seed", "5", "--format", "json").out)
    keys = {row["id"]: row["key"] for row in rows}
    one_answer = ("--kind", "duty-of-role", "--kind", "role-of-duty")
    study("quiz", "kitchen", "--plain", "--seed", "5", "--count", "5", *one_answer, typed="q\n")
    first = study("quiz", "kitchen", "--plain", "--resume", typed="1\n" * 5)
    assert "Result: " in first.out
    before = [json.loads(line) for line in study("progress", "export").out.splitlines()]
    asked = [row["card"] for row in before if row["kind"] == "quiz"]
    choices = [str(keys[card] + 1) for card in asked]
    choices[1] = str((keys[asked[1]] + 1) % 3 + 1)
    typed = "\n".join(choices) + "\n"
    out = study("quiz", "kitchen", "--plain", "--seed", "5", "--count", "5", *one_answer, typed=typed).out
    assert "Result: 4 of 5 right." in out
    assert "Not enough evidence yet:" in study("weak", "kitchen").out
    assert [row["rating"] for row in before if row["kind"] == "review"] == [1, 2, 3, 4]
    left = study("due", "kitchen").out
    assert study("review", "kitchen", "--plain", typed="q\n").code == 0
    assert study("due", "kitchen").out == left
    counts = [int(number) for number in re.findall(r"\d+", left)]
    told = study("review", "kitchen", "--plain", typed="q\n").out.splitlines()[1]
    due, learning, new = (int(number) for number in re.findall(r"\d+", told))
    assert [due + learning, new] == counts
