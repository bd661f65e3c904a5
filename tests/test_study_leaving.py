"""Leaving a screen while something is still being read or written: nothing breaks, and what was asked for is done."""

import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens.home import HomeScreen
from study.widgets.card_view import CardView
from study.widgets.listing import Listing
from study.widgets.options import Options

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@asynccontextmanager
async def opened(home: Path, start: Start) -> AsyncIterator[Pilot[None]]:
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))
    async with RolecallApp(study, start).run_test(size=(80, 24)) as pilot:
        yield pilot


async def sees(pilot: Pilot[None], *wanted: str) -> None:
    end = time.monotonic() + 60
    while not all(each in (text := seen(pilot)) for each in wanted):
        assert time.monotonic() < end, text
        await pilot.pause()


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def leave_while_it_waits(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and Esc while the desk is busy with something else; only then let it go on."""
    app = pilot.app
    assert isinstance(app, RolecallApp)
    busy = threading.Event()
    app.desk._thread.submit(busy.wait)
    try:
        for key in (*keys, "escape"):
            app.simulate_key(key)
            await pilot.pause(0.01)
    finally:
        busy.set()
    end = time.monotonic() + 60
    while not isinstance(app.screen, HomeScreen):
        assert time.monotonic() < end, seen(pilot)
        await pilot.press("escape")
    await app.desk.ask(lambda: None)
    await pilot.pause()


@pytest.mark.parametrize("opening", list(Opening))
async def test_a_screen_that_is_left_before_it_has_read_its_deck_is_quiet(
    home: Path, opening: Opening
) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        keys = {
            "home": ",",
            "review": "r",
            "quiz": "q",
            "weak": "w",
            "learn": "l",
            "browse": "b",
            "statistics": "s",
        }
        await leave_while_it_waits(pilot, "comma" if opening is Opening.HOME else keys[opening.value])
        await sees(pilot, "A kitchen brigade")


async def test_a_setting_changed_just_before_leaving_is_written_and_holds(home: Path) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        await pilot.press("comma")
        await sees(pilot, "Desired retention", "90 %")
        await leave_while_it_waits(pilot, "right")
        await pilot.press("comma")
        await sees(pilot, "Desired retention", "91 %")
    assert "0.91" in (home / "settings.toml").read_text(encoding="utf-8")


async def test_a_card_put_away_just_before_leaving_is_put_away(home: Path) -> None:
    async with opened(home, Start(Opening.BROWSE, "kitchen")) as pilot:
        await sees(pilot, "found · by deck", "What is a head chef?")
        await leave_while_it_waits(pilot, "s")
    connection = sqlite3.connect(f"file:{home / 'progress.db'}?mode=ro", uri=True)
    try:
        assert connection.execute("select kind from event").fetchall() == [("suspend",)]
    finally:
        connection.close()


# -- keys and clicks that come faster than screens go


def hurry(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without waiting for what they do."""
    for key in keys:
        pilot.app.simulate_key(key)


@pytest.mark.parametrize("way", ["enter", "escape"])
async def test_a_key_pressed_twice_leaves_the_palette_once(home: Path, way: str) -> None:
    async with opened(home, Start(Opening.WEAK, "kitchen")) as pilot:
        await sees(pilot, "covered")
        await pilot.press("ctrl+p", *("help" if way == "enter" else ""))
        await sees(pilot, "Explain the screen")
        hurry(pilot, way, way)
        await sees(pilot, "Keys here" if way == "enter" else "Weak topics")
        await pilot.pause(0.1)
        # the second Esc may well mean the page below
        assert len(pilot.app.screen_stack) in ((3,) if way == "enter" else (1, 2))


async def test_two_clicks_beside_the_palette_leave_it_once(home: Path) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        await pilot.press("ctrl+p")
        await sees(pilot, "Explain the screen")
        for _ in range(2):
            for kind in (events.MouseDown, events.MouseUp):
                send(pilot, kind, 40, 1)
        await sees(pilot, "Press Enter to begin")
        await pilot.pause(0.1)
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_two_clicks_on_a_command_run_it_once(home: Path) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        await pilot.press("ctrl+p")
        await sees(pilot, "Explain the screen")
        row = next(y for y, line in enumerate(seen(pilot).splitlines()) if "Explain the screen" in line)
        for _ in range(2):
            for kind in (events.MouseDown, events.MouseUp):
                send(pilot, kind, 8, row)
        await sees(pilot, "Keys here")
        await pilot.pause(0.1)
        assert len(pilot.app.screen_stack) == 2


async def test_enter_pressed_twice_leaves_a_result_once(home: Path) -> None:
    async with opened(home, Start(Opening.QUIZ, "kitchen", count=1, seed=1)) as pilot:
        await sees(pilot, "1 of 1", "▸ 1")
        await pilot.press("1")
        await sees(pilot, "Next")
        await pilot.press("enter")
        await sees(pilot, "By topic")
        hurry(pilot, "enter", "enter")
        await sees(pilot, "A kitchen brigade", "learned")
        assert len(pilot.app.screen_stack) >= 1


async def test_a_click_on_a_line_that_is_gone_does_nothing(home: Path) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        await pilot.press("q")
        await sees(pilot, "All topics", "Who is who")
        row = next(y for y, line in enumerate(seen(pilot).splitlines()) if "Who is who" in line)
        listing = pilot.app.screen.query_one(Listing)
        for kind in (events.MouseDown, events.MouseUp):
            send(pilot, kind, 20, row)
        listing.clear_options()
        await pilot.pause()
        assert pilot.app._exception is None


def send(pilot: Pilot[None], kind: type[events.MouseEvent], x: int, y: int) -> None:
    """What a terminal sends of the mouse."""
    assert pilot.app._driver is not None
    pilot.app._driver.process_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))


# -- what a monkey found


async def test_a_list_without_room_bears_every_key(home: Path) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        await pilot.resize_terminal(1, 1)
        await pilot.press("pagedown", "pageup", "home", "end", "up", "down")
        await pilot.resize_terminal(80, 24)
        await sees(pilot, "A kitchen brigade")


async def test_the_palette_opens_again_while_it_is_still_going(home: Path) -> None:
    async with opened(home, Start()) as pilot:
        await sees(pilot, "20 new")
        for _ in range(5):
            hurry(pilot, "ctrl+p", "q", "escape")
        hurry(pilot, "ctrl+p")
        await sees(pilot, "Explain the screen")
        await pilot.press("escape")
        await sees(pilot, "Press Enter to begin")


async def test_a_click_on_an_option_that_has_just_gone_is_borne(home: Path) -> None:
    async with opened(home, Start(Opening.QUIZ, "kitchen", count=2, seed=1)) as pilot:
        await sees(pilot, "1 of 2", "▸ 1")
        screen = pilot.app.screen
        x, y = screen.query(".option").first().region.offset
        await screen.query(Options).remove()
        screen._forward_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause()
        assert pilot.app._exception is None


async def test_a_card_that_gives_way_before_its_answer_was_drawn_is_quiet(home: Path) -> None:
    """As when a card is undone, or put away, in the moment in which its answer was asked for."""
    async with opened(home, Start(Opening.REVIEW, "kitchen")) as pilot:
        await sees(pilot, "Show answer")
        view = pilot.app.screen.query_one(CardView)
        app = pilot.app
        assert isinstance(app, RolecallApp)
        await pilot.press("space")
        await sees(pilot, "Again")
        view.on_picture_drawn()  # what waits for the next drawing
        await view.remove_children()
        view.on_resize()
        await pilot.pause()
        await pilot.pause(0.1)
        assert app._exception is None
