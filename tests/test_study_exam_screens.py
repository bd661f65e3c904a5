"""Exams, certainty, follow-ups and former quizzes in the app: at 80×24, by keys alone."""

import json
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens import saving
from study.screens.exam import ExamScreen
from study.screens.quiz import QuizScreen
from study.sessions.quizzes import begin, follow_up
from study.sessions.terms import Terms

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
ONE = ("duty-of-role", "role-of-duty")
EXAM = Terms(count=4, seed=4, kinds=ONE, exam=True)


class Stage:
    """An app under test, and what can be seen of it."""

    def __init__(self, app: RolecallApp, pilot: Pilot[None], home: Path, clock: list[datetime]) -> None:
        self.app, self.pilot, self.home, self._clock = app, pilot, home, clock

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
    def left(self) -> int:
        """Seconds that an exam has left."""
        found = re.search(r"(\d+):(\d\d) left", self.text)
        assert found
        return int(found[1]) * 60 + int(found[2])

    def later(self, by: timedelta) -> None:
        self._clock[0] += by

    @property
    def right(self) -> str:
        """The key of the right option of the question on the screen."""
        screen = self.app.screen
        session = screen._session if isinstance(screen, ExamScreen) else None
        if isinstance(screen, QuizScreen) and screen._quiz:
            session = screen._quiz[1]
        assert session is not None
        assert session.current is not None
        return str(session.current.key + 1)

    @property
    def wrong(self) -> str:
        return "2" if self.right == "1" else "1"

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database holds."""
        with sqlite3.connect(f"file:{self.home / 'progress.db'}?mode=ro", uri=True) as connection:
            return connection.execute(query).fetchall()


Open = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def stage(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app on a quiz, or on Home: `async with stage(terms) as s`."""
    monkeypatch.setattr(saving, "SOON", 60.0)
    clock = [MONDAY]

    @asynccontextmanager
    async def opened(terms: Terms | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Stage]:
        study = Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: clock[0], random=Random(5)
        )
        start = Start(Opening.QUIZ, "kitchen", terms=terms) if terms else Start()
        app = RolecallApp(study, start)
        async with app.run_test(size=size) as pilot:
            yield Stage(app, pilot, home, clock)

    return opened


async def test_an_exam_from_the_first_answer_to_the_last_page(stage: Open) -> None:
    async with stage(EXAM) as s:
        await s.sees(
            "Exam › A kitchen brigade", "1 of 4", " left", "[·]···   0 answered", "s Submit", "n Next"
        )
        await s.press(s.wrong)
        await s.sees("[✓]···   1 answered", "● ")
        await s.press(s.right)
        await s.press("f", "n")
        await s.sees("⚑[·]··", "2 of 4")
        assert s.rows("select kind, correct from event order by sequence") == [
            ("quiz", 0),
            ("undo", 0),
            ("quiz", 1),
        ]
        await s.press(s.wrong, "g")
        text = await s.sees("All questions", "1 ⚑ answered flagged", "3 · no answer", "0–9 Number")
        assert "Right" not in text
        await s.press("4", "enter")
        await s.sees("4 of 4", "⚑✓·[·]")
        await s.press(s.right, "s")
        await s.sees("Question 3 has no answer. Question 1 is flagged. Press s again to submit the exam.")
        await s.press("p", "s")
        await s.sees("3 of 4", "Press s again")
        await s.press("s")
        await s.sees(
            "Quiz result", "Mark: 50 %, 2 of 4 right.", "Not passed: 60 % was needed.",
            "Chance alone would give about 25 %.", "1 question had no answer, which counts as wrong.",
        )  # fmt: skip
        await s.press("v")
        await s.sees("1 of 4", "✓ Right", "✓ Answer", "Source")
        await s.press("n")
        await s.sees("2 of 4", "✗ Wrong", "✗ You chose", "✓ Answer")
        await s.press("m", "n")
        await s.sees("Missed questions", "2 of 2", "· No answer")
        await s.press("escape", "y")
        await s.sees("Former quizzes", "2026-03-02 22:00", "exam", "50 %", "✗ not passed", "┃")


async def test_an_exam_is_taken_up_again_and_its_clock_went_on(stage: Open) -> None:
    async with stage(EXAM) as s:
        await s.sees("1 of 4", " left")
        await s.press(s.right, "n", "f", "escape")
        await s.sees("c continues")
        s.later(timedelta(minutes=2))
        await s.press("c")
        await s.sees("2 of 4", " left", "✓[⚑]··   1 answered")
        before = s.left
        assert 120 < before <= 240
        s.later(timedelta(hours=-3))
        await s.press("n")
        await s.sees("3 of 4", " left")
        assert 120 < s.left <= before


async def test_time_up_submits_what_is_there_whatever_lies_above(stage: Open) -> None:
    async with stage(EXAM) as s:
        await s.sees("1 of 4", " left")
        await s.press(s.right, "n", "question_mark")
        await s.sees("Keys here", "Go through the questions in any order")
        s.later(timedelta(minutes=7))
        await s.sees("Mark: 25 %, 1 of 4 right.", "Time is up")
        assert s.rows("select count(*) from event") == [(1,)]
        assert s.rows("select finished is not null from quiz") == [(1,)]


async def test_lines_are_answered_changed_and_come_back(stage: Open) -> None:
    async with stage(Terms(count=2, seed=4, kinds=("select-duties", "odd-one-out"), exam=True)) as s:
        await s.sees("1 of ", "left")
        if "several" not in s.text:
            await s.press("n")
        await s.sees("There may be several.", "[ ]", "⏎ Answer")
        await s.press("1", "3", "enter")
        await s.sees("1 answered")
        await s.press("p")
        await s.sees("1 [x]", "2 [ ]", "3 [x]")


async def test_how_sure_one_is_is_asked_saved_and_told(stage: Open) -> None:
    async with stage(Terms(count=2, seed=4, kinds=ONE, certainty=True)) as s:
        await s.sees("1 of 2")
        await s.press(s.wrong)
        await s.sees("How sure are you?", "1 g guess", "How sure", "backspace Otherwise")
        assert s.rows("select count(*) from event") == [(0,)]
        await s.press("backspace", s.right)
        await s.sees("How sure are you?")
        await s.press("s")
        await s.sees("✓ 1 ✗ 0", "Next")
        await s.press("enter")
        await s.sees("2 of 2")
        await s.press(s.wrong, "g")
        await s.sees("✓ 1 ✗ 1")
        await s.press("enter")
        await s.sees("Of 1 you were sure of, 1 was right.", "Of 1 you guessed, none was right.")
        assert s.rows("select certainty from event order by sequence") == [(3,), (1,)]


async def test_a_wrong_answer_brings_the_question_on_the_other_role(stage: Open) -> None:
    async with stage(Terms(count=5, kinds=ONE)) as s:
        for place in range(3):
            await s.sees(f"{place + 1} of 5", "Choose")
            await s.press(s.wrong)
            await s.sees("Next")
            if "Later in this quiz comes a question about" in s.text:
                break
            await s.press("enter")
        ((added, asked),) = s.rows("select added, questions from quiz")
        (name,) = json.loads(str(added))
        assert json.loads(str(asked)).index(name) - place in (2, 3, 4)
        assert len(json.loads(str(asked))) == 5


async def test_the_set_up_settles_everything_by_keys(stage: Open) -> None:
    async with stage() as s:
        await s.sees("A kitchen brigade")
        await s.press("q")
        await s.sees("New quiz", "All topics", "Difficulty d medium", "Only o everything", "Mode m practice")
        await s.press("m", "i", "c", "d", "o", "o")
        await s.sees(
            "Mode m exam",
            "Time i 5 minutes",
            "Pass 60 %",
            "How sure c asked",
            "hard",
            "my last mistakes",
            "at most",
        )
        await s.press("o")
        await s.sees("find my weakest topics", "as many as it takes")
        await s.press("o", "o", "d", "d", "m", "m", "left")
        await s.press("down", "space", "tab")
        await s.sees("Role", "All roles", "Sauce cook")
        await s.press("down", "space")
        await s.sees("[x]")
        await s.press("tab")
        await s.sees("All topics", "[x]")
        await s.press("space", "tab", "enter")
        await s.sees("Exam", " left")
        ((topic, role, mode, limit, certainty),) = s.rows(
            "select topic, role, mode, limit_s, certainty from quiz"
        )
        assert (topic, mode, limit, certainty) == ("", "exam", 300, 1)
        assert role


async def test_an_exam_stays_usable_on_a_small_screen(stage: Open) -> None:
    async with stage(EXAM, size=(40, 12)) as s:
        await s.sees("[·]···", "left")
        await s.press(s.right, "g")
        await s.sees("1 ✓")
        await s.press("escape", "s", "s")
        await s.sees("Mark: 25 %")


def test_what_follows_up_is_bounded_and_can_be_resumed(home: Path) -> None:
    """Every answer wrong: the quiz is as long as it was meant to be, and goes on as it was."""
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))
    deck = study.deck("kitchen")
    session = begin(study, deck, Terms(count=6, difficulty="hard", certainty=True, kinds=ONE))
    brought = []
    while session.current is not None and session.position < 5:
        question = session.current
        places = range(len(question.options))
        chosen = (
            next(n for n in places if n not in question.keys)
            if not question.right
            else set(places) - set(question.keys)
        )
        event = session.answer(study.store, chosen, MONDAY)
        if found := follow_up(study, deck, session, event):
            brought.append(found.id)
        session.next()
    assert 1 <= len(brought) <= session.total // 3
    (record,) = study.store.open_quizzes()
    assert record == session.record
    assert (record.difficulty, record.certainty, record.follows) == ("hard", True, True)
    resumed = study.resume(record, deck)
    assert resumed is not None
    assert [q.id for q in resumed.questions] == [q.id for q in session.questions]
    assert resumed.current == session.current
    study.close()
