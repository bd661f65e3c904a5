"""Killed at any moment, whatever it was doing: what was acknowledged is there, all is in order, and it goes on.

Thirty-six kills; with ROLECALL_LONG_TESTS in the environment, six hundred.
"""

import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from progress.devices import merging
from progress.devices.syncing import sync
from progress.events import Event, EventKind, Rating
from progress.safety import backups, copying, restoring
from progress.safety.checkup import Severity, check
from progress.scheduling.scheduler import Scheduler
from progress.storage import sqlite
from progress.storage.migrations import MIGRATIONS, migrate
from progress.storage.store import Store

KILLS = 100 if os.environ.get("ROLECALL_LONG_TESTS") else 6
"""For each kind of work."""
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2040, 1, 1, tzinfo=UTC)

VICTIM = """
import os, sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from progress.devices import merging
from progress.safety import backups, restoring
from progress.events import Event, EventKind, Rating
from progress.storage.store import Store
from progress.devices.syncing import sync

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

def said(text):
    os.write(1, (text + "\\n").encode())

def answering(store, random, at):
    while True:
        at += timedelta(seconds=random.randrange(100000))
        common = (store.new_id(at), store.learner, store.device, at)
        card = f"d:r/f{random.randrange(6)}"
        rating = random.choice(list(Rating))
        if random.random() < 0.7:
            event = Event(*common, EventKind.REVIEW, "d", card + "#a", rating > 1, rating)
        else:
            event = Event(*common, EventKind.QUIZ, "d", card + "#q", False)
        store.record(event, None)
        said(event.id)
        yield at

def answers(path, random):
    for _ in answering(Store.open(path, random=random), random, NOON):
        pass

def migration(path, random):
    Store.open(path, random=random).close()
    said("done")

def backup(path, random):
    for n in range(1000):
        backups.daily(path, NOON + n * timedelta(days=1))
        backups.by_hand(path, NOON)

def merge(path, random):
    store = Store.open(path, random=random)
    with merging.source_of(path.with_name("other.db"), random, []) as source:
        merging.merge(store, [source], NOON, adopt=["o"], database=path)
    said("done")

def syncing(path, random):
    store = Store.open(path, random=random)
    for n, at in enumerate(answering(store, random, NOON)):
        if n % 2:
            sync(store, path.parent / "shared", at, adopt=["o"])

def restore(path, random):
    one, other = path.with_name("one.db"), path.with_name("other.db")
    while True:
        restoring.restore(path, random.choice((one, other)), NOON)

while line := sys.stdin.readline():  # each victim is a fork, so that what it needs is loaded once
    job, seed, path = line.split()
    child = os.fork()
    if child:
        said(f"child {child}")
        sys.stdin.readline()  # until then nobody else can get its number
        os.waitpid(child, 0)
        said("gone")
        continue
    globals()[job](Path(path), Random(int(seed)))
    os._exit(0)
"""


class Killer:
    """Starts work in a process of its own and kills it."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-u", "-c", VICTIM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )

    def kill(self, job: str, path: Path, random: Random, seconds: float) -> list[str]:
        """Have it work for about so long at most; what it had acknowledged."""
        self._tell(f"{job} {random.getrandbits(32)} {path}")
        child = int(self._line().split()[1])
        lines = []
        if job in ("answers", "syncing"):
            lines = [self._line() for _ in range(random.randrange(8))]
        self._wait(random.random() * seconds)
        os.kill(child, signal.SIGKILL)
        self._tell("buried")
        while (line := self._line()) != "gone":
            lines.append(line)
        return lines

    def _tell(self, line: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(line.encode() + b"\n")
        self._program.stdin.flush()

    def _wait(self, seconds: float) -> None:
        reader, writer = os.pipe()
        select.select([reader], [], [], seconds)
        os.close(reader)
        os.close(writer)

    def _line(self) -> str:
        assert self._program.stdout is not None
        line = self._program.stdout.readline()
        assert line.endswith(b"\n"), "the parent must live"
        return line.decode().strip()

    def close(self) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        assert self._program.wait(timeout=20) == 0
        self._program.stdout.close()


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.close()


def filled(path: Path, answers: int, learner: str, seed: int) -> Path:
    """A database with answers, closed."""
    store = Store.open(path, learner=learner, random=Random(seed))
    random, at = Random(seed), NOON
    events = []
    last = ""
    for _ in range(answers):
        at += timedelta(seconds=random.randrange(50000))
        last = store.new_id(at) if not last else f"{seed}-{at.timestamp():.0f}"
        rating = random.choice(list(Rating))
        card = f"d:r/f{random.randrange(20)}#a"
        events.append(Event(last, learner, store.device, at, EventKind.REVIEW, "d", card, rating > 1, rating))
    store.add(events)
    store.close()
    return path


def log(path: Path) -> list[str]:
    store = Store.open(path, random=Random(9))
    found = [event.id for event in store.events(undone=True)]
    store.close()
    assert len(found) == len(set(found))
    return found


def is_in_order(path: Path) -> bool:
    return [f for f in check(path, LATER, Scheduler()) if f.severity is not Severity.NOTE] == []


def test_during_answers(tmp_path: Path, killer: Killer) -> None:
    path, random, acknowledged = tmp_path / "progress.db", Random(1), []
    for _ in range(KILLS):
        acknowledged += killer.kill("answers", path, random, 0.02)
        assert not path.exists() or is_in_order(path)
    kept = log(path)
    assert set(acknowledged) <= set(kept)
    assert KILLS < len(kept) <= len(acknowledged) + KILLS


def test_during_a_migration(tmp_path: Path, killer: Killer) -> None:
    old, random, done = tmp_path / "old.db", Random(2), 0
    old.touch()
    connection = sqlite.connect(old)
    sqlite.use_wal(connection)
    migrate(connection, sqlite.write, MIGRATIONS[:1])
    connection.close()
    raw = sqlite3.connect(old)
    raw.execute("INSERT INTO meta VALUES ('learner', 'ada'), ('device', 'here')")
    raw.executemany(
        "INSERT INTO event VALUES (?, ?, 'ada', 'here', '2026-03-01 12:00:00.000000', '2026-03-01', 'review', 'd',"
        " ?, 1, 3, '', 0, NULL, 4000, '', '')",
        [(n, f"e{n:04}", f"d:r/f{n % 50}#a") for n in range(1, 401)],
    )
    raw.commit()
    raw.close()
    for n in range(KILLS):
        home = tmp_path / str(n)
        home.mkdir()
        path = Path(shutil.copy(old, home / "progress.db"))
        done += killer.kill("migration", path, random, 0.25) == ["done"]
        kept = backups.kept(path)
        assert all(copying.inspect(backup.path).answers == 400 for backup in kept)
        assert copying.look_into(path).format == 1 or kept
        assert len(log(path)) == 400
        assert copying.look_into(path).format == MIGRATIONS[-1].number
        assert is_in_order(path)
    assert done < KILLS


def test_during_backups(tmp_path: Path, killer: Killer) -> None:
    path, random = filled(tmp_path / "progress.db", 2000, "me", 1), Random(3)
    for n in range(KILLS):
        killer.kill("backup", path, random, 0.4)
        for backup in backups.kept(path):
            assert copying.inspect(backup.path).answers == 2000
        assert backups.daily(path, LATER + n * timedelta(days=1)) is not None
        assert is_in_order(path)
    assert not list((tmp_path / "backups").glob(".*"))
    assert len(log(path)) == 2000


def test_during_a_merge(tmp_path: Path, killer: Killer) -> None:
    mine, other = filled(tmp_path / "mine.db", 200, "me", 1), filled(tmp_path / "theirs.db", 300, "o", 2)
    random, lengths = Random(4), set()
    for n in range(KILLS):
        home = tmp_path / str(n)
        home.mkdir()
        path = Path(shutil.copy(mine, home / "progress.db"))
        shutil.copy(other, home / "other.db")
        done = killer.kill("merge", path, random, 0.4) == ["done"]
        length = len(log(path))
        lengths.add(length)
        assert length == 500 if done else length in (200, 500)
        assert is_in_order(path)
        assert len(log(home / "other.db")) == 300
        store = Store.open(path, random=random)
        with merging.source_of(home / "other.db", random, []) as source:
            merging.merge(store, [source], NOON, adopt=["o"])
        store.close()
        assert len(log(path)) == 500
        assert is_in_order(path)
    assert 200 in lengths


def test_during_synchronising(tmp_path: Path, killer: Killer) -> None:
    path, random, acknowledged = tmp_path / "progress.db", Random(5), []
    (tmp_path / "shared").mkdir()
    other = Store.open(filled(tmp_path / "other.db", 50, "o", 3), random=random)
    sync(other, tmp_path / "shared", NOON)
    for _ in range(KILLS):
        acknowledged += killer.kill("syncing", path, random, 0.05)
        assert not path.exists() or is_in_order(path)
    assert set(acknowledged) <= set(log(path))
    store = Store.open(path, random=random)
    done = sync(store, tmp_path / "shared", NOON, adopt=["o"])
    assert done.complaints == []
    sync(other, tmp_path / "shared", NOON, adopt=[store.learner])
    assert {e.id for e in store.events(undone=True)} == {e.id for e in other.events(undone=True)}
    assert store.memories() == other.memories()
    for each in (store, other):
        each.close()


def test_during_restoring(tmp_path: Path, killer: Killer) -> None:
    filled(tmp_path / "one.db", 400, "me", 1)
    filled(tmp_path / "other.db", 300, "me", 2)
    path, random = Path(shutil.copy(tmp_path / "one.db", tmp_path / "progress.db")), Random(6)
    for _ in range(KILLS):
        killer.kill("restore", path, random, 0.2)
        assert path.exists()
        assert is_in_order(path)
        assert len(log(path)) in (400, 300)
        for kept in tmp_path.glob("progress-replaced-*.db"):
            assert copying.inspect(kept).answers in (400, 300)
            kept.unlink()
    restoring.restore(path, tmp_path / "one.db", NOON)
    assert len(log(path)) == 400
