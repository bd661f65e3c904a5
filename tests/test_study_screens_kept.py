"""What makes keys quick: screens that are kept, and one layout for all that a key changes."""

from dataclasses import replace

import pytest
from textual.screen import Screen

from study.screens.by_hand import NotePage
from study.screens.reading import ReadingScreen
from study.start import Opening, Start
from study.widgets.still import Scroll

REVIEW = Start(Opening.REVIEW, "kitchen")


def layouts(screen: Screen[None]) -> list[int]:
    """Grows by one with each layout from now on."""
    found: list[int] = []
    screen.screen_layout_refresh_signal.subscribe(screen, lambda _: found.append(1), immediate=True)
    return found


async def test_a_key_lays_the_screen_out_once(staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "3", "space", "3")  # what a first time takes has been taken
        await s.sees("new 18", "Show answer")
        await s.pilot.pause()
        found = layouts(s.app.screen)
        for key, then in (("space", "Rate as marked"), ("3", "new 17"), ("u", "new 18"), ("f", "⚑ flag 1")):
            found.clear()
            await s.press(key)
            await s.sees(then)
            await s.pilot.pause()
            await s.pilot.pause(0.1)
            assert len(found) <= 1, key


async def test_help_and_card_info_are_one_screen_that_is_kept(staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("question_mark")
        await s.sees("Keys here", "Review › Help")
        screen = s.app.screen
        assert isinstance(screen, ReadingScreen)
        await s.press("pagedown", "pagedown")
        await s.misses("Keys here")
        await s.press("escape", "i")
        text = await s.sees("What is known of it", "Review › Card")
        assert "Everywhere" not in text
        assert screen.query_one(Scroll).scroll_y == 0
        await s.press("escape", "p")
        await s.sees("Paused.")
        assert s.app.screen is screen


async def test_what_is_kept_follows_keys_and_size_that_change_meanwhile(staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("question_mark")
        await s.sees("Keys here")
        await s.press("escape")
        await s.sees("What is a head chef?")
        s.app.desk.choices = replace(s.app.desk.choices, keys={"reading.down": "z"})
        s.app.show_keys()
        await s.pilot.resize_terminal(40, 12)
        await s.pilot.pause()
        await s.press("question_mark")
        await s.sees("Help")
        assert s.app.screen.has_class("-narrow", "-short")
        assert {len(line) for line in s.text.splitlines()} == {40}
        await s.press("z")
        assert s.app.screen.query_one(Scroll).scroll_y == 1


@pytest.mark.parametrize("leave", ["enter", "escape"])
async def test_a_note_begins_with_what_is_kept_of_its_own_card(staged, leave: str) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("n")
        await s.sees("Note to yourself")
        page = s.app.screen
        await s.write("toque")
        await s.press(leave)
        await s.misses("Note to yourself")
        await s.press("space", "3")
        await s.sees("new 19")
        await s.press("n")
        text = await s.sees("Note to yourself")
        assert isinstance(s.app.screen, NotePage)
        assert s.app.screen is page
        assert "toque" not in text
        await s.write("tall")
        await s.press("enter")
        await s.misses("Note to yourself")
        await s.press("space")
        await s.sees("Note: tall")
        kept = s.rows("select count(*) from event where kind = 'note'")
        assert kept == [(2,) if leave == "enter" else (1,)]


@pytest.mark.parametrize(("key", "shown"), [("question_mark", "Keys here"), ("n", "Note to yourself")])
async def test_what_is_kept_bears_haste(staged, key: str, shown: str) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        for _ in range(4):
            for each in (key, "escape"):
                s.app.simulate_key(each)
        await s.pilot.pause()
        await s.pilot.press(key)
        await s.sees(shown)
        while len(s.app.screen_stack) > 2:
            await s.press("escape")
        await s.press(key)
        await s.sees(shown)
        assert s.app._exception is None
