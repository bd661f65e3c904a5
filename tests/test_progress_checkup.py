"""Looking a database through, and putting right what can be: what is wrong is said, and nothing else is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from knowing import know_cards

from progress.events import Event, EventKind, Rating
from progress.problems import StoreProblem
from progress.safety import backups
from progress.safety.checkup import Finding, Severity, check, rebuild
from progress.scheduling.scheduler import Scheduler
from progress.storage.migrations import MIGRATIONS, migrate
from progress.storage.sqlite import Difference, connect, write
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Ten answers to four cards, one taken back, a card put away."""
    path = tmp_path / "progress.db"
    store = Store.open(path, random=Random(1))
    for n in range(10):
        at = NOON + n * timedelta(hours=7)
        common = (store.new_id(at), store.learner, store.device, at)
        event = Event(*common, EventKind.REVIEW, "d", f"d:r/f{n % 4}#a", True, Rating.GOOD)
        store.record(event, None)
    common = (store.new_id(at), store.learner, store.device, at)
    store.undo(Event(*common, EventKind.UNDO, "d", event.card, False, undoes=event.id))
    common = (store.new_id(at), store.learner, store.device, at)
    store.record(Event(*common, EventKind.SUSPEND, "d", "d:r/f0#a", False), None)
    know_cards(store, "d", [])
    store.close()
    return path


def change(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def found(database: Path) -> list[Finding]:
    return check(database, NOON + timedelta(days=5), Scheduler())


def test_what_is_in_order_has_no_findings_and_is_not_changed(database: Path) -> None:
    before = database.read_bytes()
    told: list[tuple[int, int]] = []
    assert check(database, NOON + timedelta(days=5), Scheduler(), lambda *done: told.append(done)) == []
    assert database.read_bytes() == before
    assert told[-1] == (10, 10)


def test_others_may_answer_meanwhile(database: Path) -> None:
    store = Store.open(database, random=Random(2))

    def answering(done: int, total: int) -> None:
        at = NOON + timedelta(days=4)
        event = Event(
            store.new_id(at),
            store.learner,
            store.device,
            at,
            EventKind.REVIEW,
            "d",
            "d:r/f1#a",
            True,
            Rating.GOOD,
        )
        store.record(event, None)

    assert check(database, NOON + timedelta(days=5), Scheduler(), answering) == []
    assert found(database) == []
    assert store.memories()["d:r/f1#a"].reps == 3
    store.close()


@pytest.mark.parametrize(
    ("statement", "severity", "what", "advice"),
    [
        (
            "UPDATE card_state SET stability = stability * 1.0000000000000002 WHERE card = 'd:r/f2#a'",
            Severity.ERROR,
            "The memories of 1 card are not what the log gives, of d:r/f2#a for one.",
            "study progress rebuild puts it right.",
        ),
        (
            "DELETE FROM card_mark",
            Severity.ERROR,
            "The marks of 1 card are not what the log gives, of d:r/f0#a for one.",
            "study progress rebuild puts it right.",
        ),
        (
            "UPDATE event SET sequence = 14 WHERE sequence = 12",
            Severity.ERROR,
            "2 lines are missing from the log.",
            "study progress merge with a backup, or with another device, brings back what they have.",
        ),
        (
            "UPDATE event SET undoes = 'gone' WHERE kind = 'undo'",
            Severity.WARNING,
            "1 event takes back an answer that is not here.",
            "Merge the log that has it; until then it makes no difference.",
        ),
        (
            "UPDATE event SET at = '2036-03-01 12:00:00.000000' WHERE kind = 'suspend'",
            Severity.WARNING,
            "1 event is dated in the future, up to 2036-03-01.",
            "Put this computer's clock right, or that of the device that they are from.",
        ),
        (
            "UPDATE event SET at = '2036-03-01 12:00:00.000000' WHERE kind = 'undo'",
            Severity.NOTE,
            "1 event is dated in the future, up to 2036-03-01.",
            "The clock has been put right since, and their cards are due at once: there is nothing to do.",
        ),
        (
            "UPDATE event SET kind = 'guess' WHERE kind = 'undo'",
            Severity.ERROR,
            "1 line of the log makes no sense.",
            "study progress salvage recovers the others, and study progress restore brings back a backup.",
        ),
        (
            "DELETE FROM deck",
            Severity.NOTE,
            "There are answers to decks that were not opened here: d.",
            "Put the decks into your deck folder to go on with them.",
        ),
    ],
)
def test_each_oddity_is_a_sentence_with_what_to_do(
    database: Path, statement: str, severity: Severity, what: str, advice: str
) -> None:
    change(database, statement)
    (first, *_) = found(database)
    assert (first.severity, first.what, first.advice) == (severity, what, advice)


def test_events_that_came_in_late_are_a_note(database: Path) -> None:
    store = Store.open(database, random=Random(2))
    (first, *_) = store.events()
    early = NOON - timedelta(days=30)
    name = "019c0000-0000-7000-8000-000000000000"
    assert name < first.id
    store.add([Event(name, "", first.device, early, EventKind.REVIEW, "d", "d:r/f1#a", True, Rating.GOOD)])
    know_cards(store, "d", [])
    store.close()
    assert [(f.severity, f.what) for f in found(database)] == [
        (Severity.NOTE, "1 event came in after later ones of the same device.")
    ]


def test_a_row_without_its_answer(database: Path) -> None:
    change(database, "INSERT INTO event_part VALUES (99, 0, 'd:r/x', 1)")
    assert found(database)[0].what == "1 row points to an answer that is missing."


def test_a_damaged_index(database: Path) -> None:
    change(
        database,
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE name = 'event_answer'",
    )
    (only,) = found(database)
    assert (only.code, only.severity) == ("pages", Severity.ERROR)
    assert only.what.startswith("The file is damaged: ")
    assert only.advice == "study progress salvage recovers what can still be read."


def test_a_backup_that_holds_more_says_that_something_was_lost(database: Path) -> None:
    made = backups.daily(database, NOON)
    assert made is not None
    change(database, "DELETE FROM event WHERE sequence > 9")
    store = Store.open(database, random=Random(1))
    store.rebuild()
    store.close()
    (only,) = found(database)
    assert only.what == "The backup progress-2026-03-01.db holds 3 events more than the database."
    assert only.advice == f"study progress merge {made.path} brings them back."


def test_an_older_format_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.touch()
    connection = connect(path)
    migrate(connection, write, MIGRATIONS[:2])
    connection.close()
    (only,) = found(path)
    assert (only.code, only.severity) == ("format", Severity.NOTE)
    assert only.what == f"The database has the format 2, and this version writes {MIGRATIONS[-1].number}."


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.write_bytes(b"Dear diary" * 1000)


def newer(path: Path) -> None:
    change(path, "INSERT INTO migration VALUES (99, 'later', '2030-01-01')")


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (
            empty,
            "is damaged (it is empty). It was left as it is: study progress salvage recovers what can still",
        ),
        (foreign, "is not a progress file of Rolecall. It was left as it is: move it away"),
        (newer, "was written by a newer Rolecall (format 99; "),
    ],
)
def test_what_is_no_database_of_ours_is_refused(
    database: Path, harm: Callable[[Path], None], sentence: str
) -> None:
    harm(database)
    with pytest.raises(StoreProblem) as caught:
        found(database)
    assert str(caught.value).startswith(f"{database} {sentence}")


def test_without_a_database_there_is_nothing_to_find(tmp_path: Path) -> None:
    assert found(tmp_path / "progress.db") == []
    assert not (tmp_path / "progress.db").exists()


# -- rebuilding

NOTHING = Difference(0, 0, 0, [])


def test_rebuilding_what_is_in_order_changes_nothing(database: Path) -> None:
    assert rebuild(database, Scheduler()) == {"card_state": NOTHING, "card_mark": NOTHING}
    assert found(database) == []


def test_rebuilding_puts_right_and_says_what(database: Path) -> None:
    change(
        database,
        "UPDATE card_state SET reps = 99 WHERE card = 'd:r/f2#a'",
        "DELETE FROM card_state WHERE card = 'd:r/f1#a'",
        "INSERT INTO card_mark VALUES ('x', 'd:r/f9#a', 'd', 1, '', 0, '')",
    )
    changes = rebuild(database, Scheduler())
    assert changes["card_state"] == Difference(1, 0, 1, ["d:r/f1#a", "d:r/f2#a"])
    assert changes["card_mark"] == NOTHING  # somebody else's
    change(database, "DELETE FROM card_mark WHERE learner = 'x'")
    assert found(database) == []


def test_rebuilding_a_log_that_makes_no_sense_changes_nothing(database: Path) -> None:
    change(database, "UPDATE event SET at = 'soon' WHERE sequence = 3", "UPDATE card_state SET reps = 7")
    with pytest.raises(StoreProblem) as caught:
        rebuild(database, Scheduler())
    assert str(caught.value).startswith(f"{database} is damaged (")
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("SELECT DISTINCT reps FROM card_state").fetchall() == [(7,)]
