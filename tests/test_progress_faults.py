"""Full disks, lost permissions, crowds, damage and clocks gone wrong: said in a sentence, and nothing is lost.

Short; with ROLECALL_LONG_TESTS in the environment, ten thousand answers are given at once.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from progress.events import Event, EventKind, Rating
from progress.problems import StoreProblem
from progress.safety import backups, clock, copying
from progress.safety.checkup import Severity, check
from progress.scheduling.scheduler import Scheduler
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2040, 1, 1, tzinfo=UTC)
LONG = bool(os.environ.get("ROLECALL_LONG_TESTS"))

BEGIN = """
import os, resource, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from progress.safety import backups, restoring
from progress.events import Event, EventKind, Rating
from progress.problems import StoreProblem
from progress.storage.store import Store
from progress.devices.syncing import sync

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

def answer(store, n):
    at = NOON + n * timedelta(minutes=3)
    common = (store.new_id(at), store.learner, store.device, at)
    event = Event(*common, EventKind.REVIEW, "d", f"d:r/f{n % 40}#a", True, Rating.GOOD)
    store.record(event, None)
    return event.id

def tried(what, *arguments, **options):
    try:
        what(*arguments, **options)
    except StoreProblem as problem:
        return str(problem)
    return "done"

path = Path(sys.argv[1])
"""


def run(code: str, path: Path, *arguments: str) -> list[str]:
    """The lines that a process of its own printed."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code, str(path), *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def answer(store: Store, at: datetime, n: int = 0, rating: Rating = Rating.GOOD) -> str:
    common = (store.new_id(at), store.learner, store.device, at)
    event = Event(*common, EventKind.REVIEW, "d", f"d:r/f{n}#a", rating > 1, rating)
    store.record(event, None)
    return event.id


def log(path: Path) -> list[str]:
    store = Store.open(path, random=Random(9))
    found = [event.id for event in store.events(undone=True)]
    store.close()
    return found


def is_in_order(path: Path) -> bool:
    return [f for f in check(path, LATER, Scheduler()) if f.severity is not Severity.NOTE] == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


# -- a full disk


def test_answers_on_a_full_disk_are_refused_and_can_be_tried_again(path: Path) -> None:
    lines = run(
        """
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(path, random=Random(1))
saved = [answer(store, n) for n in range(20)]
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
full = path.with_name("progress.db-wal").stat().st_size + 3000
resource.setrlimit(resource.RLIMIT_FSIZE, (full, hard))
for n in range(20, 60):
    try:
        saved.append(answer(store, n))
    except StoreProblem as problem:
        print(problem)
        break
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
saved.append(answer(store, n))
print(*saved)
""",
        path,
    )
    sentence, saved = lines
    assert sentence in (
        f"The disk is full: nothing more can be saved in {path}. Free some space, and try again.",
        f"{path} cannot be read or written (disk I/O error). Check the disk, and try again.",
    )
    assert log(path) == saved.split()
    assert is_in_order(path)


def test_backups_and_restores_on_a_full_disk_leave_nothing_half_done(path: Path) -> None:
    lines = run(
        """
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(path, random=Random(1))
for n in range(20):
    answer(store, n)
store.close()
good, _ = backups.by_hand(path, NOON)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (100000, hard))
print(tried(backups.daily, path, NOON))
print(tried(backups.by_hand, path, NOON, path.with_name("copy.db")))
print(tried(restoring.restore, path, good, NOON))
(path.parent / "shared").mkdir()
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
store = Store.open(path, random=Random(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))
print(tried(sync, store, path.parent / "shared", NOON))
""",
        path,
    )
    folder = path.parent
    reasons = ("No space left on device", "File too large", "It cannot be written: disk I/O error")
    ways = [
        f"No backup could be made today. {folder}/backups/progress-2026-03-01.db cannot be written (",
        f"{folder}/copy.db cannot be written (",
        f"{path} cannot be replaced (",
    ]
    for line, way in zip(lines, ways, strict=False):
        assert line.startswith(way)
        assert any(f"({reason})." in line for reason in reasons)
    assert (
        lines[3].startswith(f"{folder}/shared cannot be synchronised: ")
        or "cannot be read or written" in lines[3]
    )
    assert sorted(each.name for each in folder.iterdir() if "progress.db-" not in each.name) == [
        "backups",
        "progress.db",
        "shared",
    ]
    assert [each.name for each in (folder / "backups").iterdir()] == ["progress-2026-03-01-120000.db"]
    assert all(each.read_bytes() == b"" for each in (folder / "shared").iterdir())
    assert len(log(path)) == 20
    assert is_in_order(path)


def test_a_disk_with_little_room_is_left_to_the_answers(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(path, random=Random(1))
    answer(store, NOON)
    store.close()
    monkeypatch.setattr(backups, "RESERVE", 1 << 60)
    with pytest.raises(StoreProblem) as caught:
        backups.daily(path, NOON)
    assert str(caught.value).startswith("No backup could be made today. Only ")
    assert str(caught.value).endswith(f" MB are free on the disk of {path.parent}.")


# -- permissions

AS_NOBODY = """
if os.geteuid() == 0:
    for each in (path.parent, *path.parent.iterdir()):
        os.chown(each, 65534, 65534)
    os.setuid(65534)
"""


@pytest.fixture
def open_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place that any user can reach."""
    import shutil
    import tempfile

    home = Path(tempfile.mkdtemp(prefix="rolecall-test-"))
    home.chmod(0o755)
    yield home / "progress.db"
    home.chmod(0o755)
    shutil.rmtree(home)


def test_a_read_only_folder_keeps_what_it_has(open_path: Path) -> None:
    store = Store.open(open_path, random=Random(1))
    answer(store, NOON)
    store.close()
    before = open_path.read_bytes()
    open_path.chmod(0o444)
    open_path.parent.chmod(0o555)
    lines = run(
        AS_NOBODY.replace("os.chown(each, 65534, 65534)", "pass")
        + """
print(tried(Store.open, path, random=Random(1)))
print(tried(backups.daily, path, NOON))
print(tried(backups.by_hand, path, NOON, path.with_name("copy.db")))
from progress.glance.quick import memories
print(len(memories(path, "d")))
""",
        open_path,
    )
    assert lines[0] in (
        f"{open_path} cannot be written to. Check the permissions of the file and its folder.",
        f"{open_path} cannot be opened (unable to open database file). "
        "Check the permissions of the file and its folder.",
    )
    assert lines[1] == (
        f"No backup could be made today. {open_path.parent}/backups/progress-2026-03-01.db cannot be written "
        "(Permission denied)."
    )
    assert lines[2] == f"{open_path.parent}/copy.db cannot be written (Permission denied)."
    assert lines[3] == "1"
    assert open_path.read_bytes() == before
    assert [each.name for each in open_path.parent.iterdir()] == ["progress.db"]


def test_permission_that_is_lost_while_answering_can_be_given_back(open_path: Path) -> None:
    open_path.touch()
    open_path.unlink()
    lines = run(
        AS_NOBODY
        + """
store = Store.open(path, random=Random(1))
saved = [answer(store, 1)]
store.close()
path.chmod(0o444)
path.parent.chmod(0o555)
print(tried(Store.open, path, random=Random(1)))
path.parent.chmod(0o755)
path.chmod(0o644)
store = Store.open(path, random=Random(1))
saved.append(answer(store, 2))
path.parent.chmod(0o555)
saved.append(answer(store, 3))
print(tried(backups.daily, path, NOON))
path.parent.chmod(0o755)
print(tried(backups.daily, path, NOON))
print(*saved)
""",
        open_path,
    )
    assert lines[0].startswith(f"{open_path} cannot be ")
    assert lines[1].startswith("No backup could be made today. ")
    assert lines[2] == "done"
    assert log(open_path) == lines[3].split()
    assert is_in_order(open_path)


# -- a crowd


def test_two_apps_and_a_command_line_answer_at_once(path: Path) -> None:
    """None is lost, and nobody is told that the database is in use; one makes backups meanwhile."""
    each = 3400 if LONG else 60
    Store.open(path, random=Random(1)).close()
    code = (
        BEGIN
        + """
store = Store.open(path, random=Random(int(sys.argv[2])))
sys.stdin.readline()
for n in range(int(sys.argv[3])):
    print(answer(store, n))
    if sys.argv[2] == "2" and n % 20 == 0:
        backups.daily(path, NOON + n * timedelta(days=1))
"""
    )
    saved: list[str] = []
    with ExitStack() as closing:
        programs = [
            closing.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, str(path), str(seed), str(each)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
                )
            )
            for seed in (2, 3, 4)
        ]
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("go\n")
            program.stdin.flush()
        for program in programs:
            out, errors = program.communicate(timeout=600)
            assert errors == ""
            saved += out.split()
    assert len(saved) == 3 * each
    assert sorted(log(path)) == sorted(saved)
    assert is_in_order(path)
    assert all(copying.inspect(backup.path).answers <= len(saved) for backup in backups.kept(path))


def test_a_backup_beside_an_open_database_leaves_its_locks(path: Path) -> None:
    """Or the next program to close it would believe itself the last, and take the log with the newest answers away."""
    open_here = Store.open(path, random=Random(1))
    try:
        saved = [answer(open_here, NOON, 0)]
        assert backups.daily(path, NOON) is not None
        Store.open(path, random=Random(3)).close()
        assert is_in_order(path)
        saved += run(BEGIN + "store = Store.open(path, random=Random(2)); print(answer(store, 1))", path)
        saved.append(answer(open_here, NOON, 2))
        assert log(path) == saved
    finally:
        open_here.close()
    assert log(path) == saved


# -- damage

LEFT = "It was left as it is: "


def kept_safe(path: Path) -> str:
    """A database with three answers and a backup of them; what is offered when it is damaged."""
    store = Store.open(path, random=Random(1))
    for n in range(3):
        answer(store, NOON, n)
    store.close()
    backups.daily(path, NOON)
    return (
        f"{LEFT}study progress restore progress-2026-03-01.db brings back the newest good backup "
        "(3 answers, the last of 2026-03-01), and study progress salvage recovers what can still be read."
    )


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is damaged (it is empty). "),
        (b"Dear diary\n" * 1000, "is not a progress file of Rolecall. "),
        (b"SQLite format 3\0", "is damaged (its first page cannot be read). "),
    ],
)
def test_the_newest_good_backup_is_offered(path: Path, content: bytes, what: str) -> None:
    offer = kept_safe(path)
    path.write_bytes(content)
    with pytest.raises(StoreProblem) as caught:
        Store.open(path, random=Random(1))
    assert str(caught.value) == f"{path} {what}{offer}"
    assert path.read_bytes() == content


@pytest.mark.parametrize("seed", range(4))
def test_overwritten_anywhere_it_is_refused_with_the_offer_or_whole(path: Path, seed: int) -> None:
    offer, random = kept_safe(path), Random(seed)
    harmed = bytearray(path.read_bytes())
    start = random.randrange(len(harmed))
    harmed[start : start + 4096] = random.randbytes(len(harmed[start : start + 4096]))
    path.write_bytes(harmed)
    told = run("print(tried(lambda: Store.open(path, random=Random(1)).close()))", path)[0]
    if told == "done":
        assert len(log(path)) == 3
    else:
        assert told.endswith(offer)
        assert path.read_bytes() == harmed


def test_a_write_ahead_log_that_went_missing_is_noticed_by_the_next_backup(path: Path) -> None:
    kept_safe(path)
    store = Store.open(path, random=Random(2))
    for n in range(5):
        answer(store, NOON + timedelta(hours=1), n)
    backups.daily(path, NOON + timedelta(days=1))
    early = path.read_bytes()
    store.close()
    path.write_bytes(early)  # as where a copying program left the log behind
    assert len(log(path)) == 3
    made = backups.daily(path, NOON + timedelta(days=2))
    assert made is not None
    assert made.missing == 5


# -- clocks


def test_a_clock_put_back_a_day_keeps_the_order_and_warns_once(path: Path) -> None:
    store = Store.open(path, random=Random(1))
    ids = [answer(store, NOON, 1)]
    assert clock.warning(store, NOON + timedelta(minutes=5)) == []
    back = NOON - timedelta(days=1)
    assert clock.warning(store, back) == [
        "This computer says that it is 2026-02-28 12:00 UTC, but your last answer was given on 2026-03-01 12:00 UTC. "
        "If its clock is wrong, put it right: cards come due by it. No answer gets lost, and their order is kept."
    ]
    assert clock.warning(store, back) == []
    ids += [answer(store, back, 1), answer(store, back, 2, Rating.AGAIN)]
    assert ids == sorted(ids) == [event.id for event in store.events()]
    memory = store.memories()["d:r/f1#a"]
    assert memory.reps == 2
    assert back <= memory.due <= NOON + timedelta(days=30)
    store.close()
    assert is_in_order(path)


def test_a_clock_ten_years_ahead_warns_once_and_the_order_is_kept(path: Path) -> None:
    store = Store.open(path, random=Random(1))
    ids = [answer(store, NOON, 1)]
    ahead = NOON + timedelta(days=3652)
    assert clock.warning(store, ahead) == [
        "Your last answer was given on 2026-03-01 12:00 UTC, and this computer says that it is 2036-02-29 12:00 UTC. "
        "If its clock is wrong, put it right before you go on: cards come due by it."
    ]
    assert clock.warning(store, ahead) == []
    ids.append(answer(store, ahead, 1))
    assert clock.warning(store, NOON)[0].startswith(
        "This computer says that it is 2026-03-01 12:00 UTC, but "
    )
    ids += [answer(store, NOON + timedelta(hours=1), 1), answer(store, NOON + timedelta(hours=2), 2)]
    assert ids == sorted(ids) == [event.id for event in store.events()]
    memories = store.memories()
    assert memories["d:r/f1#a"].reps == 3
    assert memories["d:r/f1#a"].last_review < NOON + timedelta(days=1)
    assert memories["d:r/f1#a"].due < NOON + timedelta(days=400)
    store.close()
    found = check(path, NOON + timedelta(days=1), Scheduler())
    assert [f.what for f in found if f.code == "future"] == [
        "1 event is dated in the future, up to 2036-02-29."
    ]


def test_nothing_is_said_of_the_clock_before_the_first_answer(path: Path) -> None:
    store = Store.open(path, random=Random(1))
    assert clock.warning(store, NOON) == []
    store.close()
