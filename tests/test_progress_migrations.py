"""Migrations: the sum of them is what the models say, and each happens whole or not at all."""

import sqlite3
from random import Random

import pytest
from sqlalchemy import Connection

from progress import sqlite
from progress.migrations import MIGRATIONS, Migration, migrate, version
from progress.store import Store
from progress.tables import Row

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
