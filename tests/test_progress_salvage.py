"""Damaged databases: what can be read comes out, nothing that was never answered does, and the file is left alone."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from progress.events import Event, EventKind, Rating
from progress.problems import StoreProblem
from progress.safety.salvage import salvage
from progress.storage import queries
from progress.storage.migrations import MIGRATIONS, migrate
from progress.storage.sqlite import connect, write
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANSWERS = 1500


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Event]]:
    """A database of some hundred pages, and its log: lists, quizzes with long options, an undo, an edit, a note."""
    path = tmp_path_factory.mktemp("whole") / "progress.db"
    store = Store.open(path, random=Random(1))
    random, events, last = Random(2), [], ""
    for n in range(ANSWERS):
        at = NOON + n * timedelta(minutes=11)
        common = (f"{n:05}-{random.getrandbits(64):x}", store.learner, store.device, at)
        card = f"d:r/f{random.randrange(50)}"
        match n % 5:
            case 0:
                parts = tuple((f"r/line-{i}", random.random() < 0.5) for i in range(6))
                event = Event(*common, EventKind.REVIEW, "d", card + "#list", True, Rating.GOOD, parts=parts)
            case 1:
                options = tuple("role-" + "x" * random.randrange(400) for _ in range(5))
                event = Event(*common, EventKind.QUIZ, "d", card + "#q", True, options=options, chosen=2)
            case 2 if last:
                event = Event(*common, EventKind.UNDO, "d", card + "#a", False, undoes=last)
            case 3:
                event = Event(*common, EventKind.NOTE, "d", card + "#a", False, note="Größe\nzwei Zeilen")
            case _:
                event = Event(
                    *common, EventKind.REVIEW, "d", card + "#a", True, Rating.EASY, day=date(2026, 3, 1)
                )
        events.append(event)
        last = event.id
    events.append(
        Event(
            "edit",
            store.learner,
            store.device,
            NOON,
            EventKind.EDIT,
            "d",
            "d:r/f1",
            False,
            renamed=(("r/f1", "r/f2"),),
        )
    )
    store.add(events)
    store.close()
    return path.read_bytes(), events


def test_an_undamaged_one_gives_all(whole: tuple[bytes, list[Event]], tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(whole[0])
    told: list[tuple[int, int]] = []
    found = salvage(path, lambda *done: told.append(done))
    assert found.events == whole[1]
    assert (found.expected, found.torn) == (ANSWERS + 1, 0)
    assert told[-1] == (len(whole[0]) // 4096,) * 2


def test_what_is_in_the_write_ahead_log_only_comes_out_too(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    store = Store.open(path, random=Random(1))
    events = [
        Event(f"e{n}", "me", "here", NOON, EventKind.REVIEW, "d", f"d:r/f{n}#a", True, Rating.GOOD)
        for n in range(200)
    ]
    store.add(events)
    path.write_bytes(Random(3).randbytes(40960))
    assert salvage(path).events == events


@pytest.mark.parametrize("seed", range(12))
def test_after_random_harm_most_comes_out_and_nothing_else(
    whole: tuple[bytes, list[Event]], tmp_path: Path, seed: int
) -> None:
    random, path = Random(seed), tmp_path / "progress.db"
    harmed = bytearray(whole[0])
    for _ in range(seed):
        start = random.randrange(len(harmed))
        harmed[start : start + 3000] = random.randbytes(len(harmed[start : start + 3000]))
    if seed % 3 == 2:
        harmed[:8192] = random.randbytes(8192)
    path.write_bytes(harmed)
    found = salvage(path)
    truth = {event.id: event for event in whole[1]}
    assert len(found.events) >= ANSWERS * (1 - 0.03 * seed)
    strange = 0
    for event in found.events:
        known = truth[event.id]
        strange += len(set(event.parts) - set(known.parts))
        assert (event.card, event.kind, event.at, event.rating) == (
            known.card,
            known.kind,
            known.at,
            known.rating,
        )
    assert strange <= 2 * seed  # where harm begins or ends within a text, nothing shows it
    assert path.read_bytes() == harmed


@pytest.mark.parametrize("share", [0.4, 0.6, 0.9])
def test_a_truncated_one_gives_what_is_left(
    whole: tuple[bytes, list[Event]], tmp_path: Path, share: float
) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(whole[0][: int(len(whole[0]) * share)])
    found = salvage(path)
    assert found.events
    assert {event.id for event in found.events} <= {event.id for event in whole[1]}
    assert len(found.events) <= found.expected


@pytest.mark.parametrize(
    "content", [b"", b"Dear diary" * 2000, b"SQLite format 3\0", bytes(100000), b"\x0d" * 50000]
)
def test_what_never_was_a_database_gives_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(content)
    assert salvage(path).events == []


@pytest.mark.parametrize("seed", range(20))
def test_pages_of_noise_give_nothing(tmp_path: Path, seed: int) -> None:
    random, path = Random(seed), tmp_path / "progress.db"
    page = b"\x0d\0\0\0\x40\0\0\0" + b"".join(random.randrange(4096).to_bytes(2, "big") for _ in range(64))
    path.write_bytes(b"".join(page + random.randbytes(4096 - len(page)) for _ in range(20)))
    assert salvage(path).events == []


def test_one_of_the_first_format_gives_its_answers(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    path.touch()
    connection = connect(path)
    migrate(connection, write, MIGRATIONS[:1])
    connection.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(
            "INSERT INTO event VALUES (1, 'e1', 'ada', 'here', '2026-03-01 12:00:00.000000', '2026-03-01', 'review', 'd',"
            " 'd:r/f#a', 1, 3, '', 0, NULL, 4000, '', '')"
        )
        raw.commit()
    (event,) = salvage(path).events
    assert (event.id, event.rating, event.day, event.cram) == ("e1", Rating.GOOD, date(2026, 3, 1), False)


def test_the_columns_are_read_in_the_order_in_which_the_file_has_them(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    Store.open(path, random=Random(1)).close()
    with closing(sqlite3.connect(path)) as raw:
        for table in (queries.EVENT, queries.PART):
            names = [row[1] for row in raw.execute(f"PRAGMA table_info({table.name})")]
            assert names == [column.name for column in table.columns]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem) as caught:
        salvage(tmp_path / "gone.db")
    assert str(caught.value) == (
        f"{tmp_path}/gone.db cannot be opened (No such file or directory). "
        "Check the permissions of the file and its folder."
    )
