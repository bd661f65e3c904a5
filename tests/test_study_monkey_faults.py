"""A monkey in a world that is against it: whatever breaks beside the app, no answer that it took is lost, and Esc leads home.

Short by default; where `ROLECALL_LONG_TESTS` is set, thousands of events for each kind of trouble.
"""

import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from monkey import LONG, SIZES, Monkey, number_of_events, seeds

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from progress.safety.checkup import Severity, check
from progress.scheduling.scheduler import Scheduler
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.settings.choices import FILE
from study.settings.settings import OTHERS, read_settings

resource = pytest.importorskip("resource", reason="limits as POSIX has them")

EVENTS = number_of_events(50, 2500)
SHARE = 0.08
BERLIN = ZoneInfo("Europe/Berlin")
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2300, 1, 1, tzinfo=UTC)
MOMENTS = (
    datetime(2026, 3, 2, 23, 59, 58, tzinfo=BERLIN),
    datetime(2026, 3, 3, 3, 59, 59, tzinfo=BERLIN),
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),  # summer time begins
    datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC),  # and ends
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=BERLIN),
    datetime(2028, 2, 29, 12, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2200, 1, 1, tzinfo=UTC),
)
SETTINGS = (
    "",
    "[",
    "desired_retention = 3\n",
    "desired_retention = 0.7\nnew_per_day = 9999\nlearning_steps = []\nmaximum_interval = 1\n",
    'order = "random"\nrollover_hour = 0\neasy_days = {sunday = 0}\nleech_threshold = 1\nsuspend_leeches = true\n',
    '[app]\ntheme = "contrast"\ntyped = false\nanimation = false\nlists = "type"\n',
    '[app]\ntheme = "\\u001b[2J[b]"\n',
    '[keys]\n"review.undo" = "z"\n"home.quiz" = "Q"\n"no.such" = "x"\n',
    "[decks.kitchen]\nexam = 2026-03-20\nwanted_mark = 99\nnew_per_day = 1\n",
    "[decks.kitchen]\nexam = 1900-01-01\n",
    "\x00\x01",
    "a = " + "[" * 5000,
)


class World:
    """What can happen to the files of a home while the app has them open."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.random, self.now = home, Random(seed), BEGAN
        self.deck = home / "decks" / "kitchen.yaml"
        self.kitchen = self.deck.read_text(encoding="utf-8")
        self._locks: list[threading.Thread] = []
        self._limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        self.others = 0
        """Answers of another program."""

    def study(self) -> Study:
        """As `study` makes it."""
        return Study(
            locate({"STUDY_HOME": str(self.home)}),
            StudyDays(BERLIN, 4),
            clock=lambda: self.now,
            random=Random(self.random.random()),
            settings=read_settings(self.home / FILE, OTHERS),
        )

    def mend(self) -> None:
        """No disk is full any more, and no other program is at work."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limit)
        for lock in self._locks:
            lock.join()
        self._locks.clear()

    @contextmanager
    def _room(self) -> Iterator[None]:
        """What others write has room elsewhere."""
        now = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limit)
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, now)

    # -- pranks

    def pass_time(self) -> str:
        """A while goes by."""
        self.now += timedelta(seconds=self.random.choice((1, 5, 70, 700, 40_000, 400_000)))
        return f"{self.now:%F %T}"

    def set_clock(self) -> str:
        """It is another time altogether."""
        self.now = self.random.choice((BEGAN, self.now, *MOMENTS)).astimezone(UTC)
        self.now += timedelta(seconds=self.random.choice((-7200, -1, 0, 1, 2, 3600)))
        return f"{self.now:%F %T}"

    def lock(self) -> str:
        """Another program is at the progress file for a while; nothing can be written meanwhile."""
        seconds = self.random.choice((0.05, 0.3, 1.2, *((4.0, 11.0) if LONG else ())))
        path, held = self.home / "progress.db", threading.Event()
        if not path.exists() or self._locks:
            return "no lock"

        def hold() -> None:
            with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as connection:
                connection.execute(self.random.choice(("BEGIN EXCLUSIVE", "BEGIN IMMEDIATE")))
                held.set()
                time.sleep(seconds)
                connection.execute("ROLLBACK")

        self._locks.append(threading.Thread(target=hold))
        self._locks[-1].start()
        held.wait()
        return f"locked for {seconds} s"

    def fill(self) -> str:
        """The disk is full, or has room again."""
        if resource.getrlimit(resource.RLIMIT_FSIZE) == self._limit:
            room = self.random.choice((0, 4096, 70_000, 140_000))
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, self._limit[1]))
            return f"full at {room}"
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limit)
        return "room again"

    def answer_too(self) -> str:
        """Another program reviews the same deck."""
        if resource.getrlimit(resource.RLIMIT_FSIZE) != self._limit or self._locks:
            return "nobody else"
        text = self.deck.read_bytes() if self.deck.is_file() else None
        other = self.study()
        try:
            deck = other.default_deck()
            session = other.review(deck)
            for _ in range(3):
                if session.current is not None:
                    recalled = [self.random.random() < 0.5 for _ in session.current.parts] or None
                    session.answer(
                        other.store, self.random.choice(tuple(Rating)), self.now, recalled=recalled
                    )
                    self.others += 1
            match self.random.randrange(5):
                case 0 if session.current is not None:
                    session.suspend(other.store, self.now)
                case 1 if session.current is not None:
                    session.bury(other.store, self.now)
                case 2:
                    session.undo(other.store, self.now)
            other.remember(deck)
        finally:
            other.close()
        assert text == (self.deck.read_bytes() if self.deck.is_file() else None)
        return "another program"

    def edit_deck(self) -> str:
        """The deck's file is another one, or none."""
        number = self.random.randrange(12)
        with self._room():
            self._edit_deck(number)
        return f"edit {number}"

    def _edit_deck(self, number: int) -> None:
        if self.deck.is_dir():
            self.deck.rmdir()
        match number:
            case 0:
                self.deck.unlink(missing_ok=True)
            case 1:
                self.deck.unlink(missing_ok=True)
                self.deck.mkdir()
            case 2:
                self.deck.write_text("deck: [\n", encoding="utf-8")
            case 3:
                self.deck.write_bytes(self.random.randbytes(2000))
            case 4:
                self.deck.write_text("", encoding="utf-8")
            case 5:
                self.deck.write_text(self.kitchen.replace("kitchen", "other", 1), encoding="utf-8")
            case 6:
                self.deck.write_text(self.kitchen.replace("id: head-chef", "id: chef"), encoding="utf-8")
            case 7:
                begin = self.kitchen.index("  - id: sauce-cook")
                end = self.kitchen.index("  - id: porter")
                self.deck.write_text(self.kitchen[:begin] + self.kitchen[end:], encoding="utf-8")
            case 8:
                hostile = self.kitchen.replace("Plan the menu", '"[b]\\e[2J\\u202e漢字👩‍⚕️ e\\u0301[/]"', 1)
                self.deck.write_text(hostile, encoding="utf-8")
            case 9:
                words = self.kitchen.replace("Leads", "Rules").replace("Bocuse, Carême", "Carême, Point")
                self.deck.write_text(words, encoding="utf-8")
            case _:
                self.deck.write_text(self.kitchen, encoding="utf-8")

    def edit_settings(self) -> str:
        """The settings' file is another one, or none."""
        path = self.home / FILE
        number = self.random.randrange(len(SETTINGS) + 2)
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
        if number < len(SETTINGS):
            with self._room():
                path.write_text(SETTINGS[number], encoding="utf-8")
        elif number == len(SETTINGS):
            path.mkdir()
        return f"settings {number}"


WORLDS: dict[str, Callable[[World], list[Callable[[], str]]]] = {
    "time": lambda world: [world.pass_time, world.set_clock],
    "locks": lambda world: [world.lock, world.lock, world.pass_time],
    "full": lambda world: [world.fill, world.fill, world.pass_time],
    "others": lambda world: [world.answer_too, world.answer_too, world.pass_time],
    "decks": lambda world: [world.edit_deck, world.edit_deck, world.pass_time],
    "settings": lambda world: [world.edit_settings, world.pass_time],
    "all": lambda world: [
        world.pass_time, world.set_clock, world.lock, world.fill, world.answer_too, world.edit_deck,
        world.edit_settings,
    ],
}  # fmt: skip


@contextmanager
def lent() -> Iterator[None]:
    """The terminal, lent to the editor."""
    yield


async def stay() -> None:
    """The palette has a way out, too."""


@pytest.fixture
def on_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have no terminal to lend and none to leave."""
    monkeypatch.setattr(RolecallApp, "suspend", lambda _: lent())
    monkeypatch.setattr(RolecallApp, "action_quit", lambda _: stay())
    monkeypatch.setenv("EDITOR", "true")


@pytest.mark.parametrize("kind", WORLDS)
@pytest.mark.parametrize("seed", seeds("1", "1 2 3"))
async def test_no_answer_is_lost_whatever_happens_to_the_files(
    home: Path,
    seed: int,
    kind: str,
    on_stage: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world = World(home, seed)
    app = RolecallApp(world.study, Start(Opening.REVIEW, "kitchen"))
    began = time.monotonic()
    try:
        async with app.run_test(size=SIZES[0]) as pilot:
            monkey = Monkey(app, pilot, home, seed, WORLDS[kind](world), SHARE)
            monkey.mend, monkey.diligence, monkey.stay = world.mend, 0.6, 75 if LONG else 25
            await monkey.run(EVENTS)
            world.mend()
            await monkey.settle()
            monkey.look()
            await monkey.go_home()
            app.exit(return_code=0)
            await pilot._wait_for_screen()
    finally:
        world.mend()
    assert app.return_code == 0
    assert monkey.acknowledged <= monkey.log() >= monkey.logged
    if LONG:
        with capsys.disabled():
            sys.stdout.write(
                f"\n{kind}, seed {seed}: {EVENTS} events in {time.monotonic() - began:.0f} s, "
                f"{len(monkey.acknowledged)} answers, {world.others} of others, {dict(monkey.visited)}\n"
            )
    found = check(home / "progress.db", LATER, Scheduler())
    assert [each for each in found if each.severity is not Severity.NOTE] == []
