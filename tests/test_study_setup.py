"""New quiz, and the list of former quizzes, in windows of any size."""

from datetime import UTC, datetime

import pytest
from conftest import Staged

from progress.sessions.quiz_history import Past
from progress.sessions.quizzing import QuizMode, QuizRecord
from study.screens.quiz_history import _row


@pytest.mark.parametrize("size", [(40, 12), (40, 24), (80, 24)])
async def test_all_that_a_quiz_is_set_to_can_be_seen(staged: Staged, size: tuple[int, int]) -> None:
    async with staged(size=size) as s:
        await s.sees("20 new")
        await s.press("q", "m", "c")
        text = await s.sees(
            "All topics", "10 questions", "d medium", "f all kinds", "o everything", "c asked"
        )
        assert "m exam" in text
        assert "i 90 s a question" in text
        assert "60 %" in text
        await s.press("m")
        await s.sees("m practice")
        await s.press("o", "o", "o")
        await s.sees("o find my weakest")
        await s.press("o", "o")
        await s.sees("d medium", "All topics")


async def test_a_quiz_on_few_facts_is_said_to_be_short(staged: Staged) -> None:
    async with staged(size=(120, 30)) as s:
        await s.sees("20 new")
        await s.press("q", "tab", "down")
        await s.sees("Head chef", "◂ 10  ▸   4 questions", "11 questions")
        await s.press("enter")
        await s.sees("1 of 4")


async def test_a_quiz_that_cannot_be_leaves_the_choices_as_they_are(staged: Staged) -> None:
    async with staged(size=(80, 24)) as s:
        await s.sees("20 new")
        await s.press("q", "right", "c", "o")
        await s.sees("◂ 20", "c asked", "o weak topics")
        await s.press("enter", "enter")
        await s.sees("Nothing of the deck “kitchen” is known to be weak;", "◂ 20", "c asked")
        await s.press("o")
        await s.sees("o my last mistakes")
        await s.misses("known to be weak")
        await s.press("enter")
        await s.sees("Of the deck “kitchen” no question was answered wrong the last time.", "New quiz")
        await s.misses("Choosing")
        assert s.rows("SELECT count(*) FROM quiz") == [(0,)]


async def test_a_quiz_that_is_chosen_for_one_begins_once_and_waits_below_the_help(staged: Staged) -> None:
    async with staged(size=(80, 24)) as s:
        await s.sees("20 new")
        await s.press("q", "o", "o", "o")
        await s.sees("o find my weakest")
        await s.press("enter", "enter", "question_mark")
        await s.sees("› Help")
        await s.press("escape")
        await s.sees("› Quiz ›", "1 of ")
        await s.press("escape")
        await s.sees("▌ ▸ A kitchen brigade")


@pytest.mark.parametrize("width", [74, 72])
def test_a_former_quiz_fits_a_usual_window_with_all_there_is_to_it(width: int) -> None:
    at = datetime(2026, 3, 16, 10, tzinfo=UTC)
    record = QuizRecord(
        "q", "kitchen", "", "", 1, ("a",) * 10, at, at, mode=QuizMode.EXAM, pass_mark=60,
    )  # fmt: skip
    for right, outcome in ((9.5, "✓ passed"), (4.5, "✗ not passed")):
        line = _row("2026-03-16 10:00", Past(record, right, 10, 10)).fit(width).plain
        assert f"{right:g} of 10" in line
        assert line.rstrip().endswith(outcome)
        assert "exam" in line
        assert "┃" in line
