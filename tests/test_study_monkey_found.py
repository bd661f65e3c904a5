"""What the monkeys found, each by itself."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.css.query import NoMatches

from progress import problems
from study.screens import saving
from study.screens.going import ToWeak
from study.screens.trouble import Trouble
from study.start import Opening, Start
from study.widgets.options import Options

resource = pytest.importorskip("resource", reason="limits as POSIX has them")


async def test_what_is_gone_when_the_app_is_left_is_not_missed(staged) -> None:
    """Screens are taken apart piece by piece, and one of them may still be about to show something."""
    async with staged() as s:
        await s.sees("20 new")
        s.app.exit(return_code=0)
        s.app.screen.call_later(s.app.screen.query_one, "#nowhere")
    assert s.app.return_code == 0


async def test_what_is_missing_before_that_is_an_error(staged) -> None:
    found: list[Any] = []

    async def look() -> None:
        async with staged() as s:
            found.append(s.app)
            await s.sees("20 new")
            s.app.screen.call_later(s.app.screen.query_one, "#nowhere")
            await s.pilot.pause()

    with pytest.raises(NoMatches, match="#nowhere"):
        await look()
    assert found[0].return_code == 1


# -- saving that takes long, or fails


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen says at once what it waits for."""
    monkeypatch.setattr(saving, "SOON", 0.05)


@contextmanager
def in_use(home: Path) -> Iterator[None]:
    """Another program writes to the progress file."""
    with closing(sqlite3.connect(home / "progress.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_what_was_chosen_in_learn_is_judged_when_it_is_saved_late(staged, impatient: None) -> None:
    async with staged(Start(Opening.LEARN, "kitchen")) as s:
        await s.sees("Step 1 of 3", "▸ 1")
        await s.press("1", "enter")  # so that there is a file
        await s.sees("Step 1 of 3", "known 0 of")
        with in_use(s.home):
            await s.press("1")
            await s.sees("Saving … Another program may be using the progress file.")
        await s.misses("Saving …")
        await s.sees("✓")
        await s.press("enter")
        await s.misses("✓")


async def test_what_was_chosen_in_learn_is_judged_when_a_second_attempt_saves_it(staged) -> None:
    async with staged(Start(Opening.LEARN, "kitchen")) as s:
        await s.sees("Step 1 of 3", "▸ 1")
        await s.press("1", "enter")
        await s.sees("Step 1 of 3", "known 0 of")
        with full_disk():
            await s.press("2")
            await s.sees("Not saved", "Try again")
        await s.press("enter")
        await s.sees("✓")
        assert len(s.rows("select id from event")) == 2


async def test_an_undo_in_learn_that_fails_leaves_the_question_as_it_was(staged) -> None:
    async with staged(Start(Opening.LEARN, "kitchen")) as s:
        await s.sees("Step 1 of 3", "▸ 1")
        await s.press("1", "enter")
        await s.sees("Step 1 of 3", "▸ 1")
        with full_disk():
            await s.press("u")
            await s.sees("Not saved")
            await s.press("escape")
        await s.sees("Step 1 of 3", "▸ 1")
        await s.press("space", "y", "n")
        await s.press("2")
        await s.sees("✓")
        assert len(s.rows("select id from event")) == 2


async def test_what_could_not_be_put_away_is_not_said_to_be(staged) -> None:
    async with staged(Start(Opening.REVIEW, "kitchen")) as s:
        await s.sees("Show answer", "new 20")
        await s.press("space", "4")
        await s.sees("new 19")
        with full_disk():
            await s.press("b")
            await s.sees("Not saved")
            assert "Buried" not in s.text
        await s.press("enter")
        await s.sees("new 18", "Buried until tomorrow.")


async def test_keys_that_were_chosen_hold_where_an_answer_was_not_saved(home: Path, staged) -> None:
    (home / "settings.toml").write_text('[keys]\n"trouble.retry" = "z"\n', encoding="utf-8")
    async with staged(Start(Opening.REVIEW, "kitchen")) as s:
        await s.sees("Show answer", "new 20")
        await s.press("space", "4")
        await s.sees("new 19")
        await s.press("space")
        with full_disk():
            await s.press("4")
            await s.sees("Not saved", "z Try again")
        await s.press("z")
        await s.sees("new 18")


# -- screens left as soon as they ask for another


@pytest.mark.parametrize("keys", [("enter", "escape"), ("y", "escape"), ("enter", "escape", "escape")])
async def test_a_quiz_that_is_left_before_it_is_there_is_not_begun(staged, keys: tuple[str, ...]) -> None:
    async with staged() as s:
        await s.sees("20 new")
        await s.press("q")
        await s.sees("New quiz", "All topics")
        for key in keys:
            s.app.simulate_key(key)
        await s.pilot.pause(0.2)
        for _ in range(3):
            await s.press("escape")
        await s.sees("A kitchen brigade", "20")
        assert len(s.app.screen_stack) == 1


async def test_home_is_never_given_way(staged) -> None:
    """A screen that was left asks too late to be another one."""
    async with staged() as s:
        await s.sees("20 new")
        s.app.post_message(ToWeak("kitchen", instead=True))
        await s.pilot.pause(0.1)
        await s.sees("A kitchen brigade", "20 new")
        assert len(s.app.screen_stack) == 1


async def test_a_long_sentence_can_be_read_in_a_small_window(staged) -> None:
    sentence = str(
        problems.damaged("/home/somebody/in/a/deep/folder/of/theirs/rolecall/progress.db", "malformed")
    )
    async with staged(size=(40, 12)) as s:
        await s.sees("A kitchen brigade")
        s.app.push_screen(Trouble(sentence))
        await s.sees("Not saved", "/home/somebody")
        seen = set()
        for _ in range(12):
            seen |= {line[3:-3].strip() for line in s.text.splitlines()}
            await s.press("down")
            await s.pilot.pause()
        words = " ".join(sentence.split()[3:])
        assert all(any(word in line for line in seen) for word in words.split()), seen
        await s.press("pageup", "k", "j", "pagedown")
        assert isinstance(s.app.screen, Trouble)
        await s.press("escape")
        await s.misses("Not saved")


async def test_enter_pressed_before_the_questions_are_counted_begins_the_quiz_all_the_same(staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        busy = threading.Event()
        s.app.desk._thread.submit(busy.wait)
        try:
            await s.press("q")
            await s.sees("New quiz")
            await s.press("enter")
        finally:
            busy.set()
        await s.sees("1 of 10", "▸ 1")


async def test_a_click_on_one_question_never_answers_the_next(staged) -> None:
    """It may be on its way when Enter goes on."""
    async with staged(Start(Opening.QUIZ, "kitchen", count=2, seed=1)) as s:
        await s.sees("1 of 2", "▸ 1")
        options = s.app.screen.query_one(Options)
        shown = options.query(".option").last()
        x, y = shown.region.offset
        await s.press("1")
        await s.sees("Next")
        late = Options.Chosen(1, options.question)
        await s.press("enter")
        await s.sees("2 of 2", "▸ 1")
        s.app.screen.post_message(late)
        await s.pilot.pause(0.1)
        assert "Next" not in s.text
        await s.pilot.click(offset=(x + 2, y))
        await s.sees("Next")
        assert len(s.rows("select id from event")) == 2
