"""Learn, where a list is met line by line: in the app and on a pipe."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from study.start import Opening, Start

DECK = """\
deck: duo
title: A duo
topics: {work: Work}
default_topics: {duties: work, definition: work}
roles:
  - id: chef
    title: Chef
    duties:
      - {id: plan, text: Plan the menu, why: The menu decides what is bought.}
      - {id: lead, text: Lead the brigade}
      - {id: taste, text: Taste every dish}
"""
Staged = Callable[..., Any]
LEARN = Start(Opening.LEARN, "duo")


def duo(home: Path) -> None:
    (home / "decks" / "kitchen.yaml").unlink()
    (home / "decks" / "duo.yaml").write_text(DECK, encoding="utf-8")


async def test_lines_climb_one_by_one_then_the_list_is_ticked_and_missed_lines_come_again(
    staged: Staged, home: Path
) -> None:
    duo(home)
    async with staged(LEARN) as s:
        await s.sees("Step 2 of 3, Complete", "Line 1 of 3.", "P___ t__ m___", "known 0 of")
        await s.press("space")
        await s.sees("Plan the menu", "I knew it")
        for line in (2, 3):
            await s.press("y")
            await s.sees(f"Line {line} of 3.")
            await s.press("space")
            await s.sees("I knew it")
        await s.press("y")
        for _ in range(40):
            if "3 of 3, Recall" in s.text and "What are the duties" in s.text:
                break
            await s.press("space")
            await s.sees("I knew it")
            await s.press("y")
            await s.misses("I knew it")
        await s.sees("Step 3 of 3, Recall", "What are the duties")
        assert "Line" not in s.text
        await s.press("space")
        await s.sees("Tick what you recalled.", "Go on; what is missing comes again")
        await s.press("space", "down", "space", "enter")
        await s.misses("Tick what you recalled.")
        assert s.rows("select fact, recalled from event_part order by event desc, position limit 3") == [
            ("duo:chef/plan", 1), ("duo:chef/lead", 0), ("duo:chef/taste", 1),
        ]  # fmt: skip
        for _ in range(40):
            if "Line 2 of 3." in s.text:
                break
            await s.press("space")
            await s.sees("I knew it")
            await s.press("y")
            await s.misses("I knew it")
        await s.sees("Line 2 of 3.", "L___ t__ b______")
        await s.press("u")
        await s.sees("Step")


async def test_the_lines_of_a_list_are_typed_where_that_is_chosen(staged: Staged, home: Path) -> None:
    duo(home)
    (home / "settings.toml").write_text('[app]\nlists = "type"\n')
    async with staged(LEARN) as s:
        for _ in range(60):
            if "3 of 3, Recall" in s.text and "What are the duties" in s.text:
                break
            await s.sees("Show answer")
            await s.press("space")
            await s.sees("I knew it")
            await s.press("y")
            await s.misses("I knew it")
        await s.sees("Type a line, then Enter")
        await s.write("lead the brigade")
        await s.press("enter")
        await s.sees("✓ Lead the brigade", "1 of 3")
        await s.press("enter")
        await s.sees("[✓] Lead the brigade", "[·] Plan the menu")


def test_on_a_pipe_it_is_the_same_in_the_same_words(study: Callable[..., Any], home: Path) -> None:
    duo(home)
    out = study("learn", "duo", "--plain", typed="\ny\n\ny\n\nn\n").out.splitlines()
    assert out[:12] == [
        "A duo",
        "4 new cards. Enter ? for help, q to quit.",
        "",
        "Work. Step 2 of 3, Complete. 0 of 4 known.",
        "What are the duties of a chef?",
        "Line 1 of 3.",
        "First letters: P___ t__ m___",
        "Press Enter to see the answer.",
        "Answer: Plan the menu",
        "y: I knew it, n: not yet.",
        "Saved.",
        "",
    ]
    assert out[-1] == "0 of 4 new cards recalled without help, in 3 answers."
    typed = "\ny\n" * 5
    lines = study("learn", "duo", "--plain", typed=typed + "\n1 3\n").out.splitlines()
    assert "3 lines. Press Enter to see the answer." in lines
    assert "Saved: 2 of 3 lines; 1 line comes again." in lines


def test_the_end_says_what_can_be_done_then(study: Callable[..., Any], home: Path) -> None:
    (home / "settings.toml").write_text("new_per_day = 0\n")
    assert study("learn", "kitchen", "--plain").out.splitlines() == [
        "A kitchen brigade",
        "0 new cards. Enter ? for help, q to quit.",
        "",
        "There is nothing new to learn today: no new cards, or the day's limit is used up.",
        "study review kitchen --plain: what is due now.",
        "study review kitchen --cram --plain: practise any cards; the schedule is left alone.",
    ]
