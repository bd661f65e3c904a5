"""Keys in one burst: each meets what those before it have led to, however fast they come."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from conftest import Stage, Staged
from terminals import Open, leave
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from study import in_turn
from study.in_turn import InTurn
from study.start import Opening, Start
from study.widgets.listing import Listing

REVIEW = Start(Opening.REVIEW, "kitchen")
BROWSE = Start(Opening.BROWSE, "kitchen")


def burst(app: InTurn, *keys: str) -> None:
    """Press keys before the first of them can have done anything."""
    characters = {"space": " ", "slash": "/", "comma": ","}
    for key in keys:
        app.post_message(events.Key(key, characters.get(key, key if len(key) == 1 else None)))


# -- on every screen


async def test_letters_after_the_key_that_leads_to_a_field_are_typed_into_it(staged: Staged) -> None:
    async with staged(BROWSE) as s:
        await s.sees("60 of 60 found")
        burst(s.app, "slash", *"stock")
        await s.sees("9 of 60 found")
        assert s.app.screen.query_one("#search", Input).value == "stock"
        assert s.rows("select count(*) from event") == [(0,)]


async def test_the_field_takes_letters_while_the_cards_are_still_being_read(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "b", "slash", *"stock")
        await s.sees("Browse", "9 of 60 found")
        assert s.app.screen.query_one("#search", Input).value == "stock"
        assert s.app.focused is s.app.screen.query_one("#search")


async def test_what_is_pasted_waits_for_the_keys_before_it(staged: Staged) -> None:
    async with staged(BROWSE) as s:
        await s.sees("60 of 60 found")
        burst(s.app, "slash")
        s.app.post_message(events.Paste("stock"))
        burst(s.app, "backspace", "s")
        await s.sees("stocs")


async def test_the_palette_takes_the_letters_that_come_with_its_key(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "ctrl+p", *"settings", "enter")
        await s.sees("Desired retention")


async def test_a_note_is_written_and_kept_in_one_go(staged: Staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        burst(s.app, "space", "n", *"salt", "enter", "3")
        await s.sees("new 19")
        assert s.rows("select note from card_mark") == [("salt",)]


async def test_there_and_back_again_in_one_go(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "comma", "question_mark", "escape", "escape", "l")
        await s.sees("Step 1")


# -- setting up a quiz


async def test_a_quiz_on_a_role_is_set_up_in_one_go(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "q", "tab", "down", "space", "down", "space", "left", "d", "m", "enter")
        await s.sees("Exam")
        assert s.rows("select role, difficulty, mode, json_array_length(questions) from quiz") == [
            ("head-chef sauce-cook", "hard", "exam", 5)
        ]


async def test_former_quizzes_and_kinds_are_asked_for_before_the_deck_is_read(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "q", "f", "y")
        await s.sees("No quiz is finished yet.")
        burst(s.app, "escape")
        await s.sees("a role's duty")


class Slow:
    """Has the desk wait before the deck is handed to a screen."""

    def __init__(self, s: Stage) -> None:
        self._ask, self.go_on = s.app.desk.ask, asyncio.Event()
        s.app.desk.ask = self._slowly

    async def _slowly(self, job: Callable[[], Any]) -> Any:
        await self.go_on.wait()
        return await self._ask(job)


async def test_what_needs_no_deck_is_done_at_once_and_the_rest_when_it_is_read(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        slow = Slow(s)
        burst(s.app, "q", "d", "m")
        await s.sees("New quiz", "d hard", "m exam")
        burst(s.app, "i", "tab", "o")
        await s.sees("5 minutes")
        assert "o everything" in s.text
        slow.go_on.set()
        await s.sees("o weak topics", "All roles")


async def test_one_may_leave_before_the_deck_is_read_and_what_was_pressed_is_forgotten(
    staged: Staged,
) -> None:
    async with staged() as s:
        await s.sees("20 new")
        slow = Slow(s)
        burst(s.app, "q", "tab", "enter", "question_mark")
        await s.sees("Help", "Tick topics and roles")
        slow.go_on.set()
        setup = s.app.screen_stack[-2]
        while not setup.query_one(Listing).option_count:
            await s.pilot.pause()
        burst(s.app, "escape")
        await s.sees("All topics")
        assert s.rows("select count(*) from quiz") == [(0,)]
        burst(s.app, "escape")
        await s.sees("20 new")


# -- on other pages that must read something first


async def test_the_day_of_the_exam_is_set_in_one_go(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "x", "d", *"2026-04-01", "enter")
        await s.sees("Exam on Wednesday, 1 April 2026")
        assert "2026-04-01" in (s.home / "settings.toml").read_text()


async def test_a_setting_is_changed_in_one_go(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        burst(s.app, "comma", "down", "enter", "ctrl+u", *"35", "enter")
        await s.sees("New cards a day", "35 cards")


# -- where a key does not get through


async def test_keys_go_on_where_what_had_the_focus_is_gone() -> None:
    class Fleeting(Input):
        async def on_key(self, _event: events.Key) -> None:
            self.remove()

    class Changing(InTurn):
        def compose(self) -> ComposeResult:
            yield Fleeting()
            yield Input(id="other")

    app = Changing()
    async with app.run_test() as pilot:
        burst(app, "a", "b", "c")
        while app.query_one("#other", Input).value != "bc":
            await pilot.pause()


async def test_what_is_stuck_holds_up_no_key_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_turn, "PATIENCE", 0.1)
    free = asyncio.Event()

    class Stuck(Input):
        async def on_key(self, _event: events.Key) -> None:
            await free.wait()

    class Held(InTurn):
        done = asyncio.Event()
        BINDINGS = [Binding("f5", "end", priority=True)]  # noqa: RUF012 - Textual's own declaration

        def compose(self) -> ComposeResult:
            yield Stuck()

        def action_end(self) -> None:
            self.done.set()

    app = Held()
    async with app.run_test():
        burst(app, "a", "b", "f5")
        await asyncio.wait_for(app.done.wait(), 60)
        free.set()


# -- on a real terminal


def test_what_is_typed_in_one_go_on_a_terminal_is_what_was_meant(terminal: Open) -> None:
    app = terminal()
    app.see("20 new", "A kitchen brigade")
    app.press("b/stock\r")
    app.see("Browse", "stock", "9 of 60 found", "space Mark")
    app.press("nsalt\r")
    app.see("1 card got the note")
    app.press("\x1b")
    app.see("20 new")
    app.press("\x10settings\r")
    app.see("Desired retention")
    app.press("\x1b")
    app.see("20 new")
    app.press("q\t \r")
    app.see("Quiz", "1 of 10")
    leave(app)
