"""A database that is not in order gets one clear sentence, and is left exactly as it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.glance import quick
from progress.problems import from_sqlite
from progress.storage.migrations import MIGRATIONS
from progress.storage.store import Store, StoreProblem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress.db"


def used(path, answers=3):
    """A database with some answers, closed."""
    store = Store.open(path, random=Random(1))
    for n in range(answers):
        store.record(answer(store, n), None)
    store.close()
    return path


def answer(store, n=0):
    return Event(
        store.new_id(NOON),
        store.learner,
        store.device,
        NOON,
        EventKind.REVIEW,
        "d",
        f"d:r/f{n}#a",
        True,
        Rating.GOOD,
    )


def refused(path, **options):
    """The sentence that opening gives; the file is the same before and after."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreProblem) as caught:
        Store.open(path, random=Random(2), **options)
    assert (path.read_bytes() if path.is_file() else None) == before
    return str(caught.value)


def refused_by_both(path):
    """The sentence, when the quick look gives the same."""
    with pytest.raises(StoreProblem) as caught:
        quick.due_counts(path, NOON, StudyDays(UTC))
    assert str(caught.value) == refused(path)
    return str(caught.value)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_anywhere_are_refused_or_did_no_harm(path, seed):
    random = Random(seed)
    whole = bytearray(used(path, answers=30).read_bytes())
    start = random.randrange(len(whole))
    whole[start : start + 300] = random.randbytes(len(whole[start : start + 300]))
    path.write_bytes(whole)
    try:
        store = Store.open(path, random=Random(2))
    except StoreProblem:
        assert "It was left as it is" in refused(path)
        return
    assert len(list(store.events())) == 30
    store.close()


LEFT = "It was left as it is: study progress salvage recovers what can still be read. Or move it away to start afresh."


def test_an_empty_file_is_suspicious_because_we_never_leave_one(path):
    path.touch()
    assert refused_by_both(path) == f"{path} is damaged (it is empty). {LEFT}"


def test_a_file_that_is_no_database(path):
    path.write_text("Dear diary, today I learned what a radiographer does.\n" * 100)
    assert refused_by_both(path) == (
        f"{path} is not a progress file of Rolecall. It was left as it is: move it away, "
        "or set STUDY_HOME to another folder."
    )


def test_somebody_elses_database(path):
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmarks (url)")
    raw.close()
    assert refused_by_both(path) == (
        f"{path} is not a progress file of Rolecall. It was left as it is: move it away, "
        "or set STUDY_HOME to another folder."
    )


def test_a_database_without_any_table(path):
    raw = sqlite3.connect(path)
    raw.execute("VACUUM")
    raw.execute("PRAGMA user_version = 3")
    raw.close()
    assert "is not a progress file of Rolecall" in refused(path)


def test_a_truncated_database(path):
    whole = used(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    assert refused(path) == (f"{path} is damaged (it was cut off after {path.stat().st_size} bytes). {LEFT}")


def test_a_database_cut_within_its_header(path):
    path.write_bytes(used(path).read_bytes()[:50])
    assert refused(path) == f"{path} is damaged (it was cut off after 50 bytes). {LEFT}"


@pytest.mark.parametrize("seed", range(12))
def test_a_database_with_an_overwritten_page_is_refused_and_never_changed(path, seed):
    random = Random(seed)
    whole = bytearray(used(path, answers=30).read_bytes())
    start = random.randrange(1, len(whole) // 4096) * 4096
    whole[start : start + 4096] = random.randbytes(4096)
    path.write_bytes(whole)
    sentence = refused(path)
    assert sentence.startswith(f"{path} is damaged (")
    assert sentence.endswith(f"). {LEFT}")


def test_a_newer_database(path):
    used(path)
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO migration VALUES (99, 'from the future', '2030-01-01')")
    raw.commit()
    raw.close()
    assert refused_by_both(path) == (
        f"{path} was written by a newer Rolecall (format 99; this one knows {MIGRATIONS[-1].number}). "
        "It was left as it is: upgrade Rolecall to open it."
    )


def test_somebody_elses_progress(path):
    Store.open(path, learner="ada", random=Random(1)).close()
    assert refused(path, learner="bob") == (
        f"{path} holds the progress of learner ada, not of bob. Use another STUDY_HOME."
    )
    store = Store.open(path, learner="ada", random=Random(1))
    assert store.learner == "ada"
    store.close()


def test_a_folder_in_its_place(path):
    path.mkdir()
    assert refused_by_both(path) == f"{path} is a folder where the progress file should be. Move it away."


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "sub" / "progress.db"
    with pytest.raises(StoreProblem) as caught:
        Store.open(path, random=Random(1))
    assert str(caught.value) in (
        f"The folder {path.parent} cannot be made (Not a directory). Set STUDY_HOME to a folder that you may write to.",
        f"{path} cannot be opened (Not a directory). Check the permissions of the file and its folder.",
    )


def test_an_address_of_another_kind_is_no_place():
    sentence = (
        r"^STUDY_DATABASE is not the address of a PostgreSQL database, "
        r"which looks like postgresql\+psycopg://NAME:PASSWORD@SERVER/DATABASE\.$"
    )
    with pytest.raises(StoreProblem, match=sentence):
        Store.open("mysql://anna:secret@x/y", random=Random(1))


def test_a_locked_database_is_waited_for_and_then_named(path):
    used(path)
    store = Store.open(path, random=Random(1), patience=0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreProblem) as caught:
        store.record(answer(store), None)
    assert str(caught.value) == f"{path} is in use by another program. Close that, and try again."
    other.execute("ROLLBACK")
    store.record(answer(store), None)
    assert len(list(store.events())) == 4
    other.close()
    store.close()


def test_a_full_disk_is_named_and_the_answer_can_be_given_again(path):
    store = Store.open(path, random=Random(1))
    pragma = store._connection.exec_driver_sql
    pages = pragma("PRAGMA page_count").scalar()
    pragma(f"PRAGMA max_page_count = {pages}")

    def fill():
        for n in range(500):
            store.record(answer(store, n), None)

    with pytest.raises(StoreProblem) as caught:
        fill()
    assert str(caught.value) == (
        f"The disk is full: nothing more can be saved in {path}. Free some space, and try again."
    )
    kept = len(list(store.events()))
    pragma("PRAGMA max_page_count = 100000")
    store.record(answer(store, 999), None)
    assert len(list(store.events())) == kept + 1
    live = store.memories()
    store.rebuild()
    assert store.memories() == live
    store.close()


def test_damage_that_shows_later_is_named_too(path):
    used(path)
    store = Store.open(path, random=Random(1))
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE card_state")
    raw.close()
    with pytest.raises(StoreProblem) as caught:
        store.memories()
    assert str(caught.value) == f"{path} is damaged (no such table: card_state). {LEFT}"
    store.close()


def test_a_row_that_makes_no_sense_is_damage(path):
    used(path)
    store = Store.open(path, random=Random(1))
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE event SET kind = 'divination'")
        raw.execute("UPDATE card_state SET due = 'soon', phase = 'asleep'")
    raw.close()
    with pytest.raises(StoreProblem) as caught:
        list(store.events())
    assert str(caught.value) == f"{path} is damaged ('divination' is not a valid EventKind). {LEFT}"
    with pytest.raises(StoreProblem) as caught:
        store.memories()
    assert str(caught.value).startswith(f"{path} is damaged (")
    assert "'soon'" in str(caught.value)
    with pytest.raises(StoreProblem) as caught:
        quick.memories(path, "d")
    assert str(caught.value) == f"{path} is damaged (Invalid isoformat string: 'soon+00:00'). {LEFT}"
    store.close()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("SQLITE_READONLY", "p cannot be written to. Check the permissions of the file and its folder."),
        ("SQLITE_CANTOPEN", "p cannot be opened (why). Check the permissions of the file and its folder."),
        ("SQLITE_IOERR_WRITE", "p cannot be read or written (why). Check the disk, and try again."),
        ("SQLITE_CORRUPT", f"p is damaged (why). {LEFT}"),
        (
            "SQLITE_NOTADB",
            "p is not a progress file of Rolecall. It was left as it is: move it away, "
            "or set STUDY_HOME to another folder.",
        ),
    ],
)
def test_each_error_of_sqlite_has_its_sentence(name, sentence):
    error = sqlite3.OperationalError("why")
    error.sqlite_errorname = name
    assert str(from_sqlite("p", error)) == sentence


def as_nobody(path):
    """What opening says to a user who has no rights."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        with pytest.raises(StoreProblem) as caught:
            Store.open(path, random=Random(1))
    finally:
        os.seteuid(me)
    return str(caught.value)


@pytest.fixture
def shared():
    """A folder that every user can reach, whoever runs the tests."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_database(shared):
    path = used(shared / "progress.db")
    path.chmod(0o444)
    shared.chmod(0o555)
    before = path.read_bytes()
    assert as_nobody(path) in (
        f"{path} cannot be written to. Check the permissions of the file and its folder.",
        f"{path} cannot be opened (unable to open database file). Check the permissions of the file and its folder.",
    )
    assert path.read_bytes() == before


def test_a_read_only_database_can_still_be_looked_at(shared):
    path = used(shared / "progress.db")
    shared.chmod(0o555)
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        assert len(quick.memories(path, "d")) == 3
    finally:
        os.seteuid(me)
    assert [p.name for p in shared.iterdir()] == ["progress.db"]


def test_an_unreadable_database(shared):
    path = used(shared / "progress.db")
    path.chmod(0o000)
    assert as_nobody(path) == (
        f"{path} cannot be opened (Permission denied). Check the permissions of the file and its folder."
    )


def test_a_folder_that_may_not_be_written_to(shared):
    shared.chmod(0o555)
    path = shared / "progress.db"
    assert (
        as_nobody(path) == f"{path} cannot be written to. Check the permissions of the file and its folder."
    )
    assert as_nobody(shared / "sub" / "progress.db") == (
        f"The folder {shared / 'sub'} cannot be made (Permission denied). "
        "Set STUDY_HOME to a folder that you may write to."
    )


def test_a_large_database_is_not_read_through_at_every_start(path, monkeypatch):
    used(path)
    monkeypatch.setattr("progress.storage.sqlite.SMALL", 0)
    Store.open(path, random=Random(1)).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096])
    assert refused(path).startswith(f"{path} is damaged (it was cut off after {len(whole) - 4096} bytes).")


FRESH = """
import sys
from random import Random
from progress.storage.store import Store
sys.stdin.readline()
for n in range(20):
    store = Store.open(f"{sys.argv[1]}/{n}.db", random=Random(int(sys.argv[2]) * 1000 + n))
    print(store.learner, store.device, flush=True)
    store.close()
"""


def test_two_programs_may_make_the_same_database_at_once(tmp_path):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", FRESH, tmp_path, str(n)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        for n in range(2)
    ]
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    found = [program.communicate(timeout=60)[0].splitlines() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert len(found[0]) == 20
    assert found[0] == found[1]
    assert not list(tmp_path.glob("*.new"))
