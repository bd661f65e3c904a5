"""A learner's ways through the program on a real terminal of 80 by 24, from key to key."""

import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from terminals import ROOT, Open, Terminal, leave

DECK = """\
deck: inn
title: The inn 宿 שלום
sources: {book: {title: The house book}}
exam: {date: %s}
topics: {table: At table, stove: At the stove}
default_topics: {definition: table, duties: table}
roles:
  - id: cook
    title: Cook
    source: book
    definition: Makes what is eaten
    duties:
      - {id: boil, text: Boil the water, topic: stove, why: Nothing cooks in cold water.}
      - {id: stir, text: Stir the soup, topic: stove}
  - id: waiter
    title: Waiter
    source: book
    definition: Brings what is eaten
    duties:
      - {id: pour, text: Pour the wine}
      - {id: bring, text: Bring the plates}
cards:
  - {id: typed, topic: stove, front: "What salts the water? 漢字 👩‍⚕️", answer: sodium chloride, accept: [table salt]}
  - {id: gap, topic: table, cloze: "The cook {{boils}} the {{water::liquid}} first."}
"""
ESC, UP, DOWN, RIGHT, LEFT, ENTER, F1 = "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\r", "\x1bOP"
QUIT = "\x11"


@pytest.fixture
def inn(home: Path) -> Path:
    """A home with a small deck of every kind of card."""
    (home / "decks" / "kitchen.yaml").unlink()
    (home / "decks" / "inn.yaml").write_text(
        DECK % (datetime.now().astimezone().date() + timedelta(days=19)), encoding="utf-8"
    )
    return home


def exported(home: Path) -> list[dict[str, object]]:
    """The log, as the program gives it away."""
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "study.main", "progress", "export"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# -- home


def test_home_explains_itself_and_says_what_to_do_next(inn: Path, terminal: Open) -> None:
    app = terminal()
    app.see(
        "Rolecall asks what each role does, and what it does not do.",
        "each card comes back before you forget it.",
        "Press Enter to begin with the first cards, or ? for all keys.",
        "The inn 宿",
    )
    app.press(RIGHT)
    app.see("▾ The inn 宿", "At table", "At the stove")
    app.press(LEFT)
    app.see("▸ The inn 宿", gone="At the stove")
    app.press(ENTER)
    app.see("Show answer")
    app.press(" ")
    app.see("4 Easy")
    app.press("4")
    app.see("new 12")
    app.press(ESC)
    screen = app.see("exam in ", "1 day with answers in a year, 1 in all")
    assert re.search(r"new · about \d+ min|about 1 min", screen)
    assert re.search(r"Mon ·+", screen)
    assert re.search(r"Due  today \d", screen)
    leave(app)


# -- review


ASKS = ("Show answer", "Type the answer", "Type a line")


def answer_until(app: Terminal, text: str) -> None:
    """Answer cards well until one asks this."""
    for _ in range(20):
        screen = app.wait("a card", lambda now: any(each in now for each in ASKS))
        if text in screen:
            return
        app.press("table salt\r" if "Type the answer" in screen else " ")
        app.see("4 Easy")
        app.press("4")
        app.wait("the next card", lambda now, before=screen: now != before and "4 Easy" not in now)
    raise AssertionError(f"never asked: {text}\n{app.text()}")


def test_review_by_every_key(inn: Path, terminal: Open) -> None:
    editor = inn / "edit.sh"
    editor.write_text(
        '#!/bin/sh\nsed -i "s/Makes what is eaten/Prepares what is eaten/" "$2"\n', encoding="utf-8"
    )
    editor.chmod(0o755)
    app = terminal("review", "inn", EDITOR=str(editor), VISUAL="")
    app.see("What is a cook?", "new 13  learning 0  due 0")
    app.press(" ")
    app.see("Makes what is eaten", "Source: The house book", "1 Again", "2 Hard", "▸ 3 Good", "4 Easy")
    app.press("e")
    app.see("Prepares what is eaten", "4 Easy")
    app.press("1")
    app.see("new 12  learning 1", "Show answer")
    app.press("f")
    app.see("⚑ flag 1")
    app.press("n")
    app.see("Note to yourself")
    app.press("mind this" + ENTER)
    app.see("Show answer", gone="Note to yourself")
    app.press(" ")
    app.see("Note: mind this")
    app.press("i")
    app.see("What is known of it", "What happened", "flag 1")
    app.press(ESC)
    app.see("Note: mind this", gone="What happened")
    app.press("p")
    app.see("Paused. Every answer so far is saved, and the clock stands still.")
    app.press(ESC)
    app.see("Note: mind this", gone="Paused.")
    app.press("b")
    app.see("Buried until tomorrow.", "new 11  learning 1")
    app.press("s")
    app.see("Suspended; Browse takes it out", "new 10  learning 1")
    app.press("u")
    app.see("new 11  learning 1")
    app.press("u")
    app.see("new 12  learning 1")
    # the note, the flag, the answer: as often as there is something
    app.press("u")
    app.press("u")
    app.press("u")
    app.see("What is a cook?", "new 13  learning 0  due 0", gone="u Undo")
    leave(app)


def test_review_of_lists_gaps_and_what_is_typed(inn: Path, terminal: Open) -> None:
    app = terminal("review", "inn")
    answer_until(app, "What are the duties of a cook?")
    app.press(" ")
    app.see("Tick what you recalled.", "[·] Boil the water", "[·] Stir the soup", "▸ 1 Again")
    app.press(" ")
    app.see("[✓] Boil the water", "[·] Stir the soup")
    app.press("a")
    app.see("[✓] Boil the water", "[✓] Stir the soup", "▸ 3 Good")
    app.press(DOWN + "x")
    app.see("[✓] Boil the water", "[·] Stir the soup")
    app.press(ENTER)
    answer_until(app, "The cook boils the [liquid] first.")
    app.press(" ")
    app.see("water", "4 Easy")
    app.press("4")
    answer_until(app, "What salts the water? 漢字")
    app.press("pepper" + ENTER)
    app.see("✗ You     pepper", "Answer  sodium chloride", "▸ 1 Again", "r I was right")
    app.press("r")
    app.see("▸ 3 Good", gone="I was right")
    app.press("u")
    app.press(" ")
    app.see("4 Easy")
    app.press("4")
    app.see("What salts the water? 漢字", "Type the answer")
    app.press("sodum chloride" + ENTER)
    app.see("✓ Right, but for a slip", "Answer  sod[i]um chloride")
    app.press("4")
    app.see("Show answer")
    app.press(ESC)
    app.see("q Quiz")
    leave(app)
    (duties,) = [row for row in exported(inn) if row["card"] == "inn:cook/duties#role-duties"][:1]
    assert duties["rating"] in (1, 2)


def test_lists_can_be_typed_line_by_line(inn: Path, terminal: Open) -> None:
    (inn / "settings.toml").write_text('[app]\nlists = "type"\n', encoding="utf-8")
    app = terminal("review", "inn")
    answer_until(app, "What are the duties of a cook?")
    app.press("stir soup" + ENTER)
    app.see("✓ Stir the soup", "1 of 2")
    app.press("dance" + ENTER)
    app.see("✗ dance is none of the lines")
    app.press(ENTER)
    app.see("[·] Boil the water", "[✓] Stir the soup", "4 Easy")
    leave(app)


def test_after_the_last_card_there_is_always_something_to_do(inn: Path, terminal: Open) -> None:
    app = terminal("review", "inn")
    for _ in range(30):
        screen = app.wait(
            "a card, or the end",
            lambda now: any(e in now for e in ("Show answer", "Type the", "Done for now")),
        )
        if "Done for now" in screen:
            break
        app.press("table salt\r" if "Type the answer" in screen else " ")
        if "[·]" in app.see("4 Easy"):
            app.press("a")
            app.see("[✓]", gone="[·]")
        app.press("4")
        app.wait("the next", lambda now, before=screen: now != before and "4 Easy" not in now)
    app.see("Done for now", "a Ahead", "w Weak topics", "m Cram", "q Quiz")
    reviews = len(exported(inn))
    app.press("m")
    app.wait("a card", lambda now: "Cram" in now and any(each in now for each in ASKS))
    app.press("\r")
    app.see("4 Easy")
    app.press("1")
    app.wait("a card", lambda now: "Cram" in now and any(each in now for each in ASKS))
    app.press(ESC)
    app.see("learned")
    rows = exported(inn)
    assert len(rows) == reviews + 1
    assert rows[-1]["cram"]
    leave(app)
    again = terminal("review", "inn")
    again.see("Done for now" if "Done for now" in again.see("inn") else "inn", "a Ahead")
    again.press("a")
    again.wait("a card", lambda now: "Review ahead" in now and any(each in now for each in ASKS))
    leave(again)
