"""Migrations: the sum of them is what the models say, and each happens whole or not at all."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection

from progress.days import StudyDays
from progress.glance import quick
from progress.storage import sqlite
from progress.storage.migrations import MIGRATIONS, Migration, migrate, version
from progress.storage.store import Store, StoreProblem
from progress.storage.tables import Row

SCHEMA = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
)


@pytest.fixture
def connection(tmp_path):
    path = tmp_path / "some.db"
    path.touch()
    connection = sqlite.connect(path)
    yield connection
    connection.close()


def schema(connection: Connection):
    return connection.exec_driver_sql(SCHEMA).all()


def test_all_migrations_together_make_what_the_models_say(connection, tmp_path):
    migrate(connection, sqlite.write, MIGRATIONS)
    path = tmp_path / "models.db"
    path.touch()
    other = sqlite.connect(path)
    Row.metadata.create_all(other)
    assert squeezed(schema(connection)) == squeezed(schema(other))
    assert len(schema(connection)) >= 8
    other.close()


def squeezed(found):
    return [(*row[:3], " ".join((row[3] or "").split())) for row in found]


def test_they_are_numbered_without_gaps():
    assert [migration.number for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_each_is_recorded_and_done_once(connection):
    assert version(connection) == 0
    assert migrate(connection, sqlite.write, MIGRATIONS) == len(MIGRATIONS)
    assert migrate(connection, sqlite.write, MIGRATIONS) == 0
    assert version(connection) == MIGRATIONS[-1].number
    rows = connection.exec_driver_sql("SELECT number, name, length(applied) FROM migration").all()
    assert rows == [(migration.number, migration.name, 19) for migration in MIGRATIONS]


def test_one_that_fails_leaves_nothing_behind(connection):
    def half(connection: Connection):
        connection.exec_driver_sql("CREATE TABLE extra (a)")
        connection.exec_driver_sql("DROP TABLE quiz")
        connection.exec_driver_sql("INSERT INTO deck VALUES ('x', 1, 'y')")
        connection.exec_driver_sql("SELECT * FROM no_such_table")

    migrate(connection, sqlite.write, MIGRATIONS)
    before = schema(connection)
    number = MIGRATIONS[-1].number
    with pytest.raises(Exception, match="no such table: no_such_table"):
        migrate(connection, sqlite.write, [*MIGRATIONS, Migration(number + 1, "half", half)])
    assert schema(connection) == before
    assert version(connection) == number
    assert connection.exec_driver_sql("SELECT count(*) FROM deck").scalar() == 0


def test_a_database_of_the_first_version_opens_with_its_answers(tmp_path):
    """The first schema as it was released, written out, with one answer in it."""
    path = tmp_path / "progress.db"
    path.touch()
    connection = sqlite.connect(path)
    migrate(connection, sqlite.write, MIGRATIONS[:1])
    connection.close()
    raw = sqlite3.connect(path)
    raw.executescript("""
        INSERT INTO meta VALUES ('learner', 'ada'), ('device', 'here');
        INSERT INTO event VALUES (1, 'e1', 'ada', 'here', '2026-03-01 12:00:00.000000', '2026-03-01', 'review', 'd',
                                  'd:r/f#a', 1, 3, '', 0, NULL, 4000, '', '');
    """)
    raw.close()
    store = Store.open(path, random=Random(1))
    assert [event.id for event in store.events()] == ["e1"]
    assert store.rebuild() == 1
    store.close()


FORMER = sorted((Path(__file__).parent / "data").glob("progress-*.sql"))
"""Databases as each former version of the program left them, written out: 30 reviews, quizzes, undos, an edit."""


@pytest.fixture(params=FORMER, ids=lambda path: path.stem)
def former(request, tmp_path):
    path = tmp_path / "progress.db"
    raw = sqlite3.connect(path)
    raw.executescript(request.param.read_text())
    raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    return path


def test_there_is_a_database_of_every_former_version():
    assert [path.stem for path in FORMER] == [f"progress-{m.number}" for m in MIGRATIONS[:-1]]


def test_a_former_database_keeps_every_answer_and_goes_on(former):
    raw = sqlite3.connect(former)
    before = raw.execute("SELECT id, card, rating, at, day FROM event ORDER BY sequence").fetchall()
    cards = {card for (card,) in raw.execute("SELECT card FROM card_state")}
    raw.close()
    store = Store.open(former, random=Random(1))
    found = list(store.events(undone=True))
    assert [(e.id, e.card, e.rating, e.day and e.day.isoformat()) for e in found] == [
        (name, card, rating, day or None) for name, card, rating, _, day in before
    ]
    memories = store.memories()
    assert set(memories) == cards
    assert all(memory.day is not None for memory in memories.values())
    assert store.rebuild() == len(cards)
    assert store.memories() == memories
    store.close()
    raw = sqlite3.connect(former)
    assert raw.execute("SELECT max(number) FROM migration").fetchone() == (MIGRATIONS[-1].number,)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def test_the_quick_look_brings_a_former_database_up_to_date(former):
    at = datetime(2026, 7, 1, tzinfo=UTC)
    looked = quick.due_counts(former, at, StudyDays(UTC))
    assert looked["d"].due > 0
    assert quick.due_counts(former, at, StudyDays(UTC)) == looked
    assert set(quick.memories(former, "d"))
    assert quick.marks(former, "d") == {}


def test_a_former_database_in_a_folder_to_read_only_is_left_as_it_is(former):
    before = former.read_bytes()
    former.chmod(0o400)
    former.parent.chmod(0o500)
    try:
        if os.access(former, os.W_OK):
            pytest.skip("this user may write anywhere")
        with pytest.raises(StoreProblem, match="cannot be written to"):
            quick.due_counts(former, datetime(2026, 7, 1, tzinfo=UTC), StudyDays(UTC))
    finally:
        former.parent.chmod(0o700)
    assert former.read_bytes() == before
