"""A monkey whose progress file cannot be used: each attempt to answer is refused in a sentence, the file stays as it is, Esc leads home.

Short by default; where `ROLECALL_LONG_TESTS` is set, thousands of events.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from monkey import SIZES, Monkey, number_of_events, seeds

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from study.app import RolecallApp, Start
from study.core import Study

EVENTS = number_of_events(36, 1500)
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOBODY = 65534
SCRIBBLE = """
import sys
from random import Random
random = Random(int(sys.argv[2]))
with open(sys.argv[1], "r+b") as file:
    size = file.seek(0, 2)
    for _ in range(int(sys.argv[3])):
        file.seek(random.randrange(int(sys.argv[4]), size))
        file.write(random.randbytes(random.choice((1, 40, 3000))))
"""
"""Writes rubbish into a file; in a process of its own, since to close a database's file takes a process's locks away."""


def scribble(path: Path, seed: int, times: int = 12, first: int = 0) -> None:
    subprocess.run(
        [sys.executable, "-c", SCRIBBLE, str(path), str(seed), str(times), str(first)], check=True, timeout=60
    )


def beginning(path: Path) -> None:
    with path.open("r+b") as file:  # nothing has it open yet
        file.write(b"\x1b[2J" * 25)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("insert into migration select 9999, 'later', max(applied) from migration")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def others(path: Path) -> None:
    """A database of something else."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table notes (id integer)")


def senseless(path: Path) -> None:
    """Rows that nothing of ours would write."""
    with closing(sqlite3.connect(path)) as connection, connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        for (table,) in tables:
            if table in ("event", "event_part", "card_state", "card_mark", "quiz"):
                columns = connection.execute(f"pragma table_info({table})").fetchall()
                for _, column, kind, *_ in columns:
                    if "id" not in column and column != "sequence":
                        value = "'x'" if "INT" in kind or "REAL" in kind or "FLOAT" in kind else "'\x1b[2J'"
                        try:
                            connection.execute(f"update {table} set {column} = {value} where rowid % 3 = 0")
                        except sqlite3.DatabaseError:  # held back by what the database itself demands
                            continue


HARMS: dict[str, Callable[[Path], None]] = {
    "scribbled": lambda path: scribble(path, 1, first=100),
    "beginning": beginning,
    "empty": lambda path: os.truncate(path, 0),
    "half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "newer": newer,
    "a folder": folder,
    "a loop": loop,
    "something else": others,
    "senseless": senseless,
}


@pytest.fixture
def everyones(home: Path) -> Iterator[Path]:
    """The home, where everybody can reach it."""
    place = Path(tempfile.mkdtemp(prefix="rolecall-test-"))
    shutil.copytree(home, place, dirs_exist_ok=True)
    place.chmod(0o755)
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


def study_of(home: Path, now: list[datetime], seed: int) -> Callable[[], Study]:
    return lambda: Study(
        locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now[0], random=Random(seed)
    )


def answer_some(home: Path) -> None:
    """An evening before."""
    study = study_of(home, [BEGAN - timedelta(days=2)], 1)()
    try:
        session = study.review(study.default_deck())
        for number in range(8):
            recalled = [True] * len(session.current.parts) if session.current else None
            session.answer(
                study.store, Rating.GOOD, study.now() + timedelta(minutes=number), recalled=recalled or None
            )
    finally:
        study.close()


async def play(
    home: Path, seed: int, monkeypatch: pytest.MonkeyPatch, harm: Callable[[], str] | None = None
) -> Monkey:
    """The events; `harm` is done now and then."""
    now = [BEGAN]

    def pass_time() -> str:
        now[0] += timedelta(seconds=70)
        return "70 s"

    async def stay() -> None:
        """The palette has a way out, too."""

    app = RolecallApp(study_of(home, now, seed), Start())
    monkeypatch.setattr(app, "action_quit", stay)
    pranks = [pass_time, *([harm] if harm else [])]
    async with app.run_test(size=SIZES[0]) as pilot:
        monkey = Monkey(app, pilot, home, seed, pranks, 0.08 if harm else 0.02)
        monkey.diligence, monkey.stay = 0.5, 12
        await monkey.play(EVENTS)
        app.exit(return_code=0)
        await pilot._wait_for_screen()
    assert app.return_code == 0
    return monkey


def content(path: Path) -> object:
    """What is at a path, read while nothing else has it open."""
    if path.is_symlink():
        return path.readlink()
    return path.read_bytes() if path.is_file() else [each.name for each in path.iterdir()]


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("seed", seeds("1", "1 2"))
async def test_a_progress_file_that_cannot_be_used_is_left_alone(
    home: Path, seed: int, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_some(home)
    HARMS[harm](home / "progress.db")
    before = content(home / "progress.db")
    monkey = await play(home, seed, monkeypatch)
    if harm not in ("scribbled", "senseless"):  # these may well pass for sound
        assert monkey.acknowledged_now() == set()
        assert content(home / "progress.db") == before


@pytest.mark.parametrize("seed", seeds("1", "1 2 3"))
async def test_a_file_that_is_damaged_under_the_app_breaks_nothing(
    home: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_some(home)
    random = Random(seed)

    def harm() -> str:
        name = random.choice(("progress.db", "progress.db", "progress.db-wal"))
        path = home / name
        if path.exists() and path.stat().st_size:
            scribble(path, random.randrange(1000), random.choice((1, 30)))
        return f"scribbled into {name}"

    await play(home, seed, monkeypatch, harm)


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions as POSIX has them")
@pytest.mark.parametrize("seed", seeds("1", "1 2"))
async def test_a_file_that_may_only_be_read_is_told_of_and_may_be_looked_at(
    everyones: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_some(everyones)
    path, me = everyones / "progress.db", os.geteuid()
    path.chmod(0o444)
    (everyones / "decks").chmod(0o555)
    everyones.chmod(0o555)
    before = content(path)
    if me == 0:
        os.seteuid(NOBODY)
    try:
        monkey = await play(everyones, seed, monkeypatch)
    finally:
        os.seteuid(me)
    assert monkey.acknowledged_now() == set()
    assert content(path) == before
