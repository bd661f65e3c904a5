"""Questions with several answers in the app: lines to tick and lines to sort, at 80×24, by keys alone, and without colour."""

import re
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from decks.model import Asks, Question
from progress.days import StudyDays
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens import saving
from study.widgets.lines import Lines

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)


class Stage:
    """An app under test, and what can be seen of it."""

    def __init__(self, app: RolecallApp, pilot: Pilot[None], home: Path) -> None:
        self.app, self.pilot, self.home = app, pilot, home

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def sees(self, *wanted: str) -> str:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + 60
        while not all(each in (text := self.text) or each in " ".join(text.split()) for each in wanted):
            assert time.monotonic() < end, f"{wanted} not in:\n{self.text}"
            await self.pilot.pause()
        return self.text

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    @property
    def question(self) -> Question:
        """The question on the screen."""
        return self.app.screen.query_one(Lines)._question

    def signs(self) -> list[str]:
        """What stands left of the text of each line."""
        return re.findall(r"^ *([▸✓✗]? ?\d \S+(?: \])?)  ", self.text, re.MULTILINE)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database holds."""
        with sqlite3.connect(f"file:{self.home / 'progress.db'}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()


Open = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app on a quiz of one kind of questions: `async with stage("select-duties") as s`."""
    monkeypatch.setattr(saving, "SOON", 60.0)

    @asynccontextmanager
    async def opened(kind: str, size: tuple[int, int] = (80, 24), count: int = 1) -> AsyncIterator[Stage]:
        study = Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5)
        )
        start = Start(Opening.QUIZ, "professional-kitchen", count=count, seed=4, kinds=(kind,))
        app = RolecallApp(study, start)
        async with app.run_test(size=size) as pilot:
            yield Stage(app, pilot, home)

    return opened


async def test_ticks_are_set_by_number_letter_and_space_and_sent_with_enter(stage: Open) -> None:
    async with stage("select-duties") as s:
        await s.sees("There may be several.", "▸ 1 [ ]", "Tick ▸", "Submit")
        await s.press("enter")
        await s.sees("Tick at least one line first.")
        assert s.rows("select * from event") == []
        await s.press("2", "c", "down", "space", "space", "x", "2")
        await s.sees("▸ 2 [ ]", "3 [x]", "4 [x]", "1 [ ]")
        right = s.question.keys
        await s.press(*(str(n + 1) for n in range(5) if (n in right) != (n in (2, 3))), "enter")
        text = await s.sees("✓ 1  ✗ 0", "Next")
        assert [sign.split()[0] for sign in s.signs()] == ["✓"] * 5
        assert "[x]" in text
        assert s.rows("select kind, correct, chosen from event") == [("quiz", 1, None)]
        await s.press("enter")
        await s.sees("1 of 1 right", "all of them!")


async def test_what_is_right_missed_and_wrongly_ticked_shows_without_colour(stage: Open) -> None:
    async with stage("select-duties", size=(80, 40)) as s:
        await s.sees("There may be several.", "▸ 1 [ ]")
        question = s.question
        missed = question.keys[0]
        ticked = next(n for n in range(5) if n not in question.keys)
        wanted = set(question.keys) - {missed} | {ticked}
        await s.press(*(str(n + 1) for n in sorted(wanted)), "enter")
        await s.sees(
            "Next", f"✗ {missed + 1} [ ]", f"✗ {ticked + 1} [x]", "You missed this one.", "Not one of them."
        )
        assert sum(sign.startswith("✗") for sign in s.signs()) == 2
        parts = s.rows("select fact, recalled from event_part order by position")
        assert [(fact, bool(hit)) for fact, hit in parts] == [
            (f"professional-kitchen:{option.ref}", n not in (missed, ticked))
            for n, option in enumerate(question.options)
        ]
        await s.press("1", "space")
        await s.sees("0.6 of 1 right", "3 of 5 lines right", "Missed, and back in your reviews today")


async def test_lines_are_sorted_by_arrows_and_letters(stage: Open) -> None:
    async with stage("sort-duties") as s:
        await s.sees("Sort these duties", "← A ", "→ B ", "▸ 1 ·", "First role", "Second role", "Submit")
        assert s.question.asks is Asks.SORT
        await s.press("a")
        await s.sees("1 A", "▸ 2 ·")
        await s.press("right", "enter")
        await s.sees("2 B", "Give lines 3, 4 and 5 to one of the two first.")
        await s.press("5", "b", "4", "h", "l")
        await s.sees("5 B", "4 A", "3 B")
        for number in range(5):
            await s.press(str(number + 1), "a" if number in s.question.keys else "b")
        await s.press("enter")
        await s.sees("✓ 1  ✗ 0", "Next")
        assert [sign.split()[0] for sign in s.signs()] == ["✓"] * 5
        assert s.rows("select correct from event") == [(1,)]


async def test_a_line_sorted_wrong_says_whose_it_is(stage: Open) -> None:
    async with stage("sort-duties", size=(80, 40)) as s:
        await s.sees("Sort these duties", "▸ 1 ·")
        question = s.question
        for number in range(5):
            right = number in question.keys
            await s.press(str(number + 1), "b" if right and number == question.key else "a" if right else "b")
        await s.press("enter")
        await s.sees("Next", f"✗ {question.key + 1} B", f"A, {question.sides[0][1]}. That is a duty of")
        await s.press("enter")
        await s.sees(
            "0.8 of 1 right",
            f"→ {question.sides[1][1]}",
            f"✓ {question.sides[0][1]}",
            "Taken for one another",
        )


@pytest.mark.parametrize(("kind", "sign"), [("select-duties", "▸ 3 [x]"), ("sort-duties", "▸ 3 ·")])
async def test_clicks_tick_and_mark(stage: Open, kind: str, sign: str) -> None:
    async with stage(kind) as s:
        await s.sees("▸ 1 ")
        await s.pilot.click(list(s.app.screen.query("Lines .line"))[2])
        await s.sees(sign)


@pytest.mark.parametrize("kind", ["select-duties", "sort-duties"])
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_every_line_can_be_reached_on_a_small_screen(
    stage: Open, kind: str, size: tuple[int, int]
) -> None:
    async with stage(kind, size=size) as s:
        await s.sees("▸ 1")
        await s.press("up")
        await s.sees("▸ 5")
        await s.press("down")
        await s.sees("▸ 1")


async def test_keys_of_the_other_kinds_do_nothing(stage: Open) -> None:
    async with stage("select-duties") as s:
        await s.sees("▸ 1 [ ]")
        await s.press("left", "right", "l")
        await s.press("h")
        assert s.signs()[0] == "▸ 1 [ ]"
        await s.press("question_mark")
        await s.sees("where several may be, tick all that are")


async def test_setting_up_a_quiz_of_one_kind_and_difficulty(home: Path) -> None:
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))
    app = RolecallApp(study, Start())
    async with app.run_test(size=(80, 24)) as pilot:
        s = Stage(app, pilot, home)
        await s.sees("The brigade of a profess")
        await s.press("q")
        await s.sees("New quiz", "Difficulty d medium", "Questions f all kinds")
        await s.press("d")
        await s.sees("d hard")
        await s.press("d", "d", "d")
        await s.sees("d hard")
        for _ in range(12):
            if "whose duty" in s.text:
                break
            await s.press("f")
        await s.sees("whose duty")
        await s.press("enter")
        await s.sees("1 of ", "Whose duty is this")
