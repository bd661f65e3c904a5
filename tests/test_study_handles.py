"""No command opens a database but through SQLite, and none writes over one.

Whoever closes a file takes away all locks that the same process holds on it. Were a database opened beside SQLite, even
to look at its first bytes, another program could then remove the log in which answers lie.
"""

import json
import os
import sqlite3
import sys
from contextlib import closing

import pytest

_watched: dict[int, str] = {}
_opened: list[str] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    """SQLite opens its files itself, of which Python's audit does not hear; of `open` and `os.open` it does."""
    if event == "open" and _watched and isinstance(arguments[0], str | bytes | os.PathLike):
        try:
            number = os.stat(arguments[0]).st_ino  # noqa: PTH116 - whatever it is that was opened
        except (OSError, ValueError):
            return
        if number in _watched:
            _opened.append(f"{_watched[number]}: {sys._getframe(1).f_code}")


sys.addaudithook(_listen)


@pytest.fixture
def database(study, home):
    """The learner's, with some answers, and open elsewhere in this process; whatever opens it is noted."""
    study("review", "kitchen", "--plain", typed="\n3\n\n1\n\n4\nq\n")
    path = home / "progress.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT count(*) FROM event").fetchall()
        beside = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))]
        _watched.update({each.stat().st_ino: each.name for each in beside if each.exists()})
        _opened.clear()
        yield path
        _watched.clear()


COMMANDS = [
    "due", "weak kitchen", "stats --plain", "browse kitchen --plain", "report kitchen", "decks list", "decks check kitchen",
    "progress where", "progress export", "progress export --all --format csv", "progress backup", "progress backups",
    "progress check", "progress rebuild", "progress simulate kitchen --days 2", "progress merge DATABASE",
    "progress merge --dry-run COPY", "progress sync SHARED --mine", "progress import DATABASE", "progress import-anki DATABASE",
    "progress import LOG", "class report DATABASE", "class report LOG", "progress fit --defaults",
    "progress backup -o COPY", "progress backup -o DATABASE", "progress export -o DATABASE", "report kitchen -o DATABASE",
    "progress restore DATABASE --yes",
]  # fmt: skip


def test_a_database_is_opened_by_sqlite_only_and_stays(study, database, tmp_path):
    log, copy, shared = tmp_path / "log.jsonl", tmp_path / "copy.db", tmp_path / "shared"
    shared.mkdir()
    before = study("progress", "export").out
    log.write_text(before)
    with closing(sqlite3.connect(copy)) as target, closing(sqlite3.connect(database)) as source:
        source.backup(target)
    places = {"DATABASE": database, "LOG": log, "COPY": copy, "SHARED": shared}
    number = database.stat().st_ino
    for command in COMMANDS:
        study(*(str(places.get(word, word)) for word in command.split()))
        assert (command, _opened) == (command, [])
        assert (command, database.stat().st_ino) == (command, number)
    assert study("progress", "export").out == before


def test_the_watch_notices(database):
    database.read_bytes()
    assert len(_opened) == 1
    os.close(os.open(database, os.O_RDONLY))
    assert len(_opened) == 2


def test_what_is_said_where_a_database_is_named(study, database, tmp_path):
    assert study("progress", "export", "-o", str(database)) == (
        1,
        "",
        f"Error: {database} is a database, and is not written over. Name another file.\n",
    )
    assert study("progress", "backup", "-o", str(database)) == (
        1,
        "",
        f"Error: {database} is the database itself, and no place for a backup of it.\n",
    )
    assert study("progress", "import", str(database)) == (
        2,
        "",
        f"Error: {database} is a database. Take its answers in with study progress merge {database}.\n",
    )
    assert study("progress", "import-anki", str(database)) == (
        2,
        "",
        f"Error: {database} is your own progress, and no collection of Anki.\n",
    )
    told = study("class", "report", str(database)).err
    assert f"{database}" in told
    assert "it is a database; study progress export writes what is wanted here" in told
    link = tmp_path / "link.db"
    link.symlink_to(database)
    assert study("progress", "export", "-o", str(link)).code == 1
    assert json.loads(study("progress", "export").out.splitlines()[0])["kind"] == "review"
