"""What the monkeys have in common: a hand that presses, clicks, pastes and resizes, and an eye on what was answered.

Loaded by tests, which pytest finds on its path. A run is settled by its seed as far as the app's own threads allow.
"""

import os
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from progress.sessions.learning_session import LearningSession
from progress.sessions.quizzing import QuizSession
from progress.sessions.reviewing import ReviewSession
from study.app import RolecallApp
from study.screens.home import HomeScreen
from study.screens.palette import Palette
from study.screens.reading import ReadingScreen

LONG = bool(os.environ.get("ROLECALL_LONG_TESTS"))
Session = ReviewSession | LearningSession | QuizSession
Prank = Callable[[], str]
"""What the world does while keys are pressed; says what it was."""
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


SENT = {
    "enter": "\r",
    "slash": "/",
    "minus": "-",
    "plus": "+",
    "at": "@",
    "backslash": "\\",
    "underscore": "_",
}
"""What a terminal sends of keys whose names do not tell."""


def seeds(usual: str, long: str) -> list[int]:
    """The seeds to run: those of the environment, else these."""
    return [int(each) for each in os.environ.get("ROLECALL_MONKEY_SEEDS", long if LONG else usual).split()]


def number_of_events(usual: int, long: int) -> int:
    """How many events of each seed."""
    return int(os.environ.get("ROLECALL_MONKEY_EVENTS", long if LONG else usual))


class Hand:
    """Sends events to an app as a terminal does."""

    def __init__(
        self,
        app: RolecallApp,
        pilot: Pilot[None],
        seed: int,
        pranks: Sequence[Prank] = (),
        share: float = 0.03,
    ) -> None:
        """`share`: how many of the events are pranks."""
        self.app, self.pilot = app, pilot
        self.pranks, self.share = pranks, share
        self.random = Random(seed)
        self.last: deque[str] = deque(maxlen=60)
        self.mend: Callable[[], None] = lambda: None
        """Has the world be kind again for a moment."""
        self.visited: Counter[str] = Counter()
        self.leaves: tuple[str, ...] = LEAVES
        """Keys that it does not press."""
        self.diligence = 0.25
        """How many of its keys are those that answer."""

    def act(self) -> None:
        """One event."""
        if self.pranks and self.random.random() < self.share:
            self.last.append(f"<{self.random.choice(self.pranks)()}>")
            return
        chance = self.random.random()
        if chance < 0.74:
            self.press(self.any_key())
        elif chance < 0.93:
            self.use_mouse()
        elif chance < 0.97:
            self.paste(self.random.choice(PASTED))
        else:
            self.resize(self.random.choice(SIZES))

    def any_key(self) -> str:
        """Mostly one that means something where one is."""
        if self.random.random() < self.diligence:
            return (
                "escape"
                if isinstance(self.app.screen, ReadingScreen | Palette)
                else self.random.choice(STUDYING)
            )
        chance = self.random.uniform(0.25, 1)
        seldom = () if self.random.random() < 0.1 else SELDOM
        here = [key for key in self.app.screen.active_bindings if key not in (*self.leaves, *seldom)]
        if chance < 0.75 and here:
            return self.random.choice(sorted(here))
        odd = [key for key in (ODD_KEYS if chance < 0.85 else TYPED) if key not in self.leaves]
        return self.random.choice(odd)

    def press(self, key: str) -> None:
        """A key."""
        self.last.append(key)
        name = _character_to_key(key) if len(key) == 1 else key
        self.send(events.Key(name, SENT.get(name, key_to_character(name))))

    def use_mouse(self) -> None:
        """Something with the mouse, somewhere."""
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
        """What a terminal sends of a clipboard."""
        self.last.append(f"paste {text[:20]!r}")
        self.send(events.Paste(text))

    def resize(self, size: tuple[int, int]) -> None:
        """Another size of the window."""
        self.last.append(f"{size[0]}×{size[1]}")
        self.app._driver._size = size
        self.app.post_message(events.Resize(Size(*size), Size(*size)))

    def send(self, event: events.Event) -> None:
        """Hand the app what its driver would."""
        assert self.app._driver is not None
        self.app._driver.process_message(event)

    async def settle(self) -> None:
        """Let the app do all that it has to do, and look whether it is still well."""
        await self.pilot._wait_for_screen()
        if self.app._exception is None:
            await self.app.desk.ask(lambda: None)
            await self.pilot._wait_for_screen()
        self.alive()

    def alive(self) -> None:
        """Nothing has gone wrong."""
        assert self.app._exception is None, self.told
        assert self.app.is_running, self.told

    @property
    def told(self) -> str:
        """What to say of a failure."""
        return f"{self.app._exception!r} after {' · '.join(self.last)}"


class Monkey(Hand):
    """A hand on the study app, which knows what was answered with it."""

    def __init__(
        self,
        app: RolecallApp,
        pilot: Pilot[None],
        home: Path,
        seed: int,
        pranks: Sequence[Prank] = (),
        share: float = 0.03,
    ) -> None:
        super().__init__(app, pilot, seed, pranks, share)
        self.home = home
        self.sessions: dict[int, Session] = {}
        """All that the app ever held."""
        self.acknowledged: set[str] = set()
        """Ids of answers after which the app went on."""
        self.logged: set[str] = set()
        self.stay = 75
        """After how many events it goes home, and to another room."""

    async def play(self, number: int) -> None:
        """That many events where there is no log that could be looked at."""
        await self.settle()
        for each in range(1, number + 1):
            self.act()
            if self.random.random() < 0.6:
                await self.settle()
            self.notice()
            if each % self.stay == 0:
                await self.settle()
                await self.go_home()
                self.resize(SIZES[0])
                self.press(self.random.choice(ROOMS))
                await self.settle()
        await self.settle()
        await self.go_home()

    def acknowledged_now(self) -> set[str]:
        """The ids of all answers that a session holds for given."""
        self.notice()
        return {event.id for session in self.sessions.values() for event in session.answered}

    async def run(self, number: int) -> None:
        """That many events, with a look at the log and a way home now and then."""
        await self.settle()
        for each in range(1, number + 1):
            self.act()
            if self.random.random() < 0.6:
                await self.settle()
            self.notice()
            if each % 25 == 0:
                self.mend()
                await self.settle()
                self.look()
            if each % self.stay == 0:
                await self.go_home()
                self.resize(SIZES[0])
                await self.settle()
                self.press(self.random.choice(ROOMS))
                await self.settle()

    def notice(self) -> None:
        """Remember each session that a screen has."""
        for page in self.app.screen_stack:
            for held in vars(page).values():
                for each in held if isinstance(held, tuple) else (getattr(held, "session", held),):
                    if isinstance(each, Session):
                        self.sessions[id(each)] = each

    def look(self) -> None:
        """Whether each answer that the app holds for given is in the log, which only grows."""
        self.visited[type(self.app.screen).__name__] += 1
        self.acknowledged |= self.acknowledged_now()
        logged = self.log()
        assert self.logged <= logged, self.told
        self.logged = logged
        assert self.acknowledged <= logged, self.told

    def log(self) -> set[str]:
        """The ids of all that is in the database."""
        path = self.home / "progress.db"
        if not path.exists():
            return set()
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            there = connection.execute("select 1 from sqlite_master where name = 'event'").fetchall()
            return {id_ for (id_,) in connection.execute("select id from event")} if there else set()

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
