"""A monkey at the keys: whatever is pressed, clicked, pasted and resized, nothing breaks, no answer is lost, and Esc leads home.

Each run is settled by its seed as far as the app's own threads allow. Some hundred events go by default; where `ROLECALL_LONG_TESTS`
is set, 20,000. A failure names the seed and the last events.
"""

import os
import sqlite3
import sys
import time
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from progress.sessions.learning_session import LearningSession
from progress.sessions.quizzing import QuizSession
from progress.sessions.reviewing import ReviewSession
from study.app import RolecallApp, Start
from study.cli.root import run
from study.core import Study
from study.screens.home import HomeScreen

LONG = bool(os.environ.get("ROLECALL_LONG_TESTS"))
EVENTS = int(os.environ.get("ROLECALL_MONKEY_EVENTS", 5000 if LONG else 150))
"""Of each seed."""
SEEDS = [int(each) for each in os.environ.get("ROLECALL_MONKEY_SEEDS", "1 2 3 4" if LONG else "1 2").split()]
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SIZES = ((80, 24), (120, 40), (40, 12), (60, 18), (20, 5), (200, 60), (79, 23), (1, 1))
ODD_KEYS = (
    "escape", "enter", "space", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup",
    "pagedown", "backspace", "delete", "f1", "f4", "ctrl+c", "ctrl+p", "ctrl+a", "ctrl+w", "insert", "f12",
)  # fmt: skip
TYPED = "abcdefghijklmnopqrstuvwxyzGO0123456789?/,.:-<>[]{}()\"'*éß漢😀"
PASTED = ("sauce", "is:due prop:r<0.9", "[b]x[/b]", "\x1b[2J", "a" * 3000, "שלום", "x\ny\nz", "")
STUDYING = ("enter", "space", "1", "2", "3", "4")
SELDOM = ("question_mark", "f1", "ctrl+p", "escape", "ctrl+c", "super+c")
"""Or it would do nothing but read and go back."""
ROOMS = ("r", "r", "l", "q", "q", "w", "b", "s", "x", "comma", "c", "p")
"""Keys that lead somewhere from Home."""
LEAVES = ("ctrl+q", "ctrl+z")
"""End or stop the program, which is what they are for."""
DOTS = """\
deck: %s
title: "%s"
cards:
  - {id: one, front: "What is 歯科衛生士 [b]?", back: "👩‍⚕️ e\u0301"}
  - {id: two, front: Who?, answer: nobody}
"""


class Monkey:
    """Sends events to an app, and looks after each few of them whether all is well."""

    def __init__(
        self, app: RolecallApp, pilot: Pilot[None], home: Path, seed: int, now: list[datetime]
    ) -> None:
        self.app, self.pilot, self.home, self.now = app, pilot, home, now
        self.random = Random(seed)
        self.last: deque[str] = deque(maxlen=60)
        self.visited: Counter[str] = Counter()
        self.acknowledged: set[str] = set()
        """Ids of answers after which the app went on."""
        self.logged: set[str] = set()

    # -- what it does

    def act(self) -> None:
        """One event."""
        chance = self.random.random()
        if chance < 0.72:
            self.press(self.any_key())
        elif chance < 0.9:
            self.use_mouse()
        elif chance < 0.94:
            self.paste(self.random.choice(PASTED))
        elif chance < 0.97:
            self.resize(self.random.choice(SIZES))
        else:
            self.now[0] += timedelta(seconds=self.random.choice((1, 5, 70, 700, 40_000, 400_000, -3600)))

    def any_key(self) -> str:
        """Mostly one that means something where one is."""
        chance = self.random.random()
        if chance < 0.25:
            return self.random.choice(STUDYING)
        seldom = () if self.random.random() < 0.1 else SELDOM
        here = [key for key in self.app.screen.active_bindings if key not in (*LEAVES, *seldom)]
        if chance < 0.75 and here:
            return self.random.choice(sorted(here))
        return self.random.choice(ODD_KEYS if chance < 0.85 else TYPED)

    def press(self, key: str) -> None:
        self.last.append(key)
        char = {"space": " ", "enter": "\r", "tab": "\t"}.get(key, key if len(key) == 1 else None)
        names = {"comma": ",", "slash": "/", "question_mark": "?", "minus": "-", "plus": "+"}
        self.send(events.Key(key, names.get(key, char)))

    def use_mouse(self) -> None:
        size = self.app.size
        x, y = self.random.randrange(max(1, size.width)), self.random.randrange(max(1, size.height))
        kind = self.random.choice(("click", "click", "click", "double", "drag", "wheel", "move"))
        self.last.append(f"{kind}@{x},{y}")
        here = (None, x, y, 0, 0)
        button = self.random.choice((1, 1, 1, 2, 3))
        rest = (False, False, False, x, y)
        if kind == "wheel":
            wheel = self.random.choice((events.MouseScrollUp, events.MouseScrollDown))
            self.send(wheel(*here, 0, *rest))
            return
        self.send(events.MouseMove(*here, 0, *rest))
        if kind == "move":
            return
        for _ in range(2 if kind == "double" else 1):
            self.send(events.MouseDown(*here, button, *rest))
            if kind == "drag":
                there = self.random.randrange(max(1, size.width)), self.random.randrange(max(1, size.height))
                here, rest = (None, *there, 1, 1), (False, False, False, *there)
                self.send(events.MouseMove(*here, button, *rest))
            self.send(events.MouseUp(*here, button, *rest))

    def paste(self, text: str) -> None:
        self.last.append(f"paste {text[:20]!r}")
        self.send(events.Paste(text))

    def resize(self, size: tuple[int, int]) -> None:
        self.last.append(f"{size[0]}×{size[1]}")
        self.app._driver._size = size
        self.app.post_message(events.Resize(Size(*size), Size(*size)))

    def send(self, event: events.Event) -> None:
        assert self.app._driver is not None
        self.app._driver.process_message(event)

    # -- what it looks at

    async def settle(self) -> None:
        """Let the app do all that it has to do."""
        await self.pilot._wait_for_screen()
        if self.app._exception is None:
            await self.app.desk.ask(lambda: None)
            await self.pilot._wait_for_screen()
        assert self.app._exception is None, self.told
        assert self.app.is_running, self.told

    @property
    def told(self) -> str:
        return f"{self.app._exception!r} after {' · '.join(self.last)}"

    def look(self) -> None:
        """Whether each answer that the app holds for given is in the log, which only grows."""
        self.visited[type(self.app.screen).__name__] += 1
        for page in self.app.screen_stack:
            for held in vars(page).values():
                session = getattr(
                    held, "session", held[1] if isinstance(held, tuple) and len(held) == 2 else held
                )
                if isinstance(session, ReviewSession | LearningSession | QuizSession):
                    self.acknowledged |= {event.id for event in session.answered}
        logged = self.log()
        assert self.logged <= logged, self.told
        self.logged = logged
        assert self.acknowledged <= logged, self.told

    def log(self) -> set[str]:
        if not (self.home / "progress.db").exists():
            return set()
        with sqlite3.connect(f"file:{self.home / 'progress.db'}?mode=ro", uri=True) as connection:
            rows = connection.execute("select id from event").fetchall() if _has_events(connection) else []
        connection.close()
        return {id_ for (id_,) in rows}

    async def go_home(self) -> None:
        """Esc leads home, from wherever one is."""
        for _ in range(12):
            if isinstance(self.app.screen, HomeScreen):
                return
            was = type(self.app.screen).__name__
            self.press("escape")
            await self.settle()
            self.visited[was] += 1
        pytest.fail(f"Esc does not lead home from {self.app.screen_stack}: {self.told}")


def _has_events(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("select 1 from sqlite_master where name = 'event'").fetchall())


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_pressed_nothing_breaks_and_no_answer_is_lost(
    home: Path, seed: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, slug in enumerate(
        ("medical-imaging", "professional-kitchen")
    ):  # those that come with the program, hidden
        (home / "decks" / f"{slug}.yaml").write_text(DOTS % (slug, "漢字" * number + "[/]"), encoding="utf-8")
    (home / "decks" / "zzz.yaml").write_text("deck: [\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", "true")
    now = [BEGAN]

    def study() -> Study:
        return Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now[0], random=Random(seed)
        )

    async def stay() -> None:
        """The palette has a way out, too."""

    app = RolecallApp(study, Start())
    monkeypatch.setattr(app, "action_quit", stay)
    async with app.run_test(size=SIZES[0]) as pilot:
        monkey = Monkey(app, pilot, home, seed, now)
        await monkey.settle()
        began = time.monotonic()
        for number in range(1, EVENTS + 1):
            monkey.act()
            if monkey.random.random() < 0.6:
                await monkey.settle()
            if number % 25 == 0:
                await monkey.settle()
                monkey.look()
            if number % 75 == 0:
                await monkey.go_home()
                monkey.resize(SIZES[0])
                await monkey.settle()
                monkey.press(monkey.random.choice(ROOMS))
                await monkey.settle()
        await monkey.settle()
        monkey.look()
        await monkey.go_home()
        took = time.monotonic() - began
        app.exit(return_code=0)
        await pilot._wait_for_screen()
    assert app.return_code == 0
    assert monkey.acknowledged <= monkey.log() >= monkey.logged
    with capsys.disabled():
        if LONG:
            sys.stdout.write(
                f"\n{EVENTS} events in {took:.0f} s, {len(monkey.logged)} answers, {dict(monkey.visited)}\n"
            )
    monkeypatch.setenv("STUDY_HOME", str(home))
    assert run(["progress", "check"]) == 0, capsys.readouterr()
    if LONG:
        assert len(monkey.logged) > EVENTS // 100
