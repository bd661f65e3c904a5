"""Backups: made whole or not at all, thinned out with time, and brought back without losing what was there."""

import os
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.events import Event, EventKind, Rating
from progress.problems import StoreProblem
from progress.safety import backups, copying, restoring
from progress.safety.backups import Occasion
from progress.safety.thinning import worth_keeping
from progress.storage import sqlite
from progress.storage.migrations import MIGRATIONS, migrate
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with three answers, closed."""
    path = tmp_path / "progress.db"
    answered(path, 3)
    return path


def answered(path: Path, answers: int, at: datetime = NOON) -> None:
    store = Store.open(path, random=Random(at.timestamp()))
    for n in range(answers):
        store.record(answer(store, at + n * timedelta(minutes=1), n), None)
    store.close()


def answer(store: Store, at: datetime, n: int = 0) -> Event:
    card = f"d:r/f{n}#a"
    return Event(
        store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", card, True, Rating.GOOD
    )


def ids(path: Path) -> list[str]:
    store = Store.open(path, random=Random(9))
    found = [event.id for event in store.events(undone=True)]
    store.close()
    return found


def names(database: Path) -> list[str]:
    folder = database.parent / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


# -- of the day


def test_one_a_day_is_made_and_holds_everything(database: Path) -> None:
    made = backups.daily(database, NOON)
    assert made is not None
    assert (made.path.name, made.content.answers, made.missing) == ("progress-2026-03-01.db", 3, 0)
    assert made.content.last == NOON + timedelta(minutes=2)
    assert backups.daily(database, NOON + timedelta(hours=11)) is None
    assert backups.daily(database, NOON + timedelta(hours=12)) is not None
    assert names(database) == ["progress-2026-03-01.db", "progress-2026-03-02.db"]
    assert ids(made.path) == ids(database)


def test_it_is_made_while_another_program_answers(database: Path) -> None:
    store = Store.open(database, random=Random(5))
    store.record(answer(store, NOON + DAY), None)  # still in the write-ahead log
    made = backups.daily(database, NOON + DAY)
    store.record(answer(store, NOON + DAY), None)
    assert made is not None
    assert made.content.answers == 4
    assert len(list(store.events())) == 5
    store.close()


def test_a_backup_is_one_file_for_its_owner_only_as_the_database_is(database: Path) -> None:
    database.chmod(0o600)
    made = backups.daily(database, NOON)
    assert made is not None
    assert made.path.stat().st_mode & 0o777 == 0o600
    raw = sqlite3.connect(made.path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    raw.close()
    assert names(database) == ["progress-2026-03-01.db"]


def test_where_nothing_was_answered_there_is_nothing_to_keep(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    assert backups.daily(path, NOON) is None
    Store.open(path, random=Random(1)).close()
    assert backups.daily(path, NOON) is None
    assert names(path) == []


def test_one_that_is_given_up_leaves_nothing(database: Path) -> None:
    assert backups.daily(database, NOON, lambda: False) is None
    assert names(database) == []


def test_a_damaged_database_gets_no_backup_and_takes_none_away(database: Path) -> None:
    backups.daily(database, NOON)
    whole = bytearray(database.read_bytes())
    whole[8192:40960] = Random(1).randbytes(32768)
    database.write_bytes(whole)
    with pytest.raises(StoreProblem) as caught:
        backups.daily(database, NOON + DAY)
    assert str(caught.value).startswith("No backup could be made today. ")
    assert (
        "study progress restore progress-2026-03-01.db brings back the newest good backup (3 answers, "
        in str(caught.value)
    )
    assert names(database) == ["progress-2026-03-01.db"]


def test_a_folder_that_is_a_file_is_named(database: Path) -> None:
    (database.parent / "backups").touch()
    with pytest.raises(StoreProblem) as caught:
        backups.daily(database, NOON)
    assert str(caught.value) == (
        f"No backup could be made today. {database.parent}/backups/progress-2026-03-01.db cannot be written (File exists)."
    )


def test_drafts_that_a_kill_left_behind_are_swept_up(database: Path) -> None:
    backups.daily(database, NOON)
    draft = database.parent / "backups" / ".progress-2026-02-01.db.abc.part"
    for path in (draft, draft.with_name(draft.name + "-journal")):
        path.touch()
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    fresh = draft.with_name(".progress-2026-03-03.db.def.part")
    fresh.touch()
    os.utime(fresh, ((NOON + 2 * DAY).timestamp(),) * 2)
    backups.daily(database, NOON + 2 * DAY)
    assert names(database) == [fresh.name, "progress-2026-03-01.db", "progress-2026-03-03.db"]


def test_that_answers_have_gone_since_the_last_is_noticed_once(database: Path) -> None:
    answered(database, 4, NOON + timedelta(hours=1))
    backups.daily(database, NOON)
    database.unlink()
    answered(database, 3)
    made = backups.daily(database, NOON + DAY)
    assert made is not None
    assert made.missing == 4
    again = backups.daily(database, NOON + 2 * DAY)
    assert again is not None
    assert again.missing == 0


# -- thinning out


def test_a_year_and_a_half_of_days_leaves_days_weeks_and_months() -> None:
    kept: set[date] = set()
    for n in range(550):
        kept = worth_keeping({*kept, date(2025, 1, 1) + n * DAY})
    today = date(2025, 1, 1) + 549 * DAY
    assert {today - n * DAY for n in range(7)} <= kept
    assert len(kept) <= 7 + 4 + 12
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len({day.isocalendar()[:2] for day in kept}) >= 12


@given(st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=60))
def test_thinning_out_twice_is_thinning_out_once_and_never_takes_the_last(days: set[date]) -> None:
    kept = worth_keeping(days)
    assert kept <= days
    assert worth_keeping(kept) == kept
    assert not days or max(days) in kept
    assert len(kept) <= 23


def test_the_daily_ones_are_thinned_out_and_others_stay(database: Path) -> None:
    backups.by_hand(database, NOON)
    for n in range(40):
        backups.daily(database, NOON + n * DAY)
    days = [b.made.date() for b in backups.kept(database) if b.occasion is Occasion.DAY]
    assert sorted(days) == sorted(worth_keeping(days))
    assert len(days) == 10
    assert "progress-2026-03-01-120000.db" in names(database)


def test_one_that_holds_more_than_there_is_now_stays(database: Path) -> None:
    answered(database, 4, NOON + timedelta(hours=1))
    backups.daily(database, NOON)
    database.unlink()
    answered(database, 3)
    for n in range(1, 60):
        backups.daily(database, NOON + n * DAY)
    assert names(database)[0] == "progress-2026-03-01.db"


def test_a_clock_put_back_takes_nothing_away_that_was_made_last(database: Path) -> None:
    for n in range(20):
        backups.daily(database, NOON + 3650 * DAY + n * DAY)
    backups.daily(database, NOON)
    assert "progress-2026-03-01.db" in names(database)


# -- by hand and before upgrades


def test_by_hand_under_the_time_and_twice_in_a_second(database: Path) -> None:
    first, content = backups.by_hand(database, NOON)
    second, _ = backups.by_hand(database, NOON)
    assert (first.name, second.name) == ("progress-2026-03-01-120000.db", "progress-2026-03-01-120000-2.db")
    assert content.answers == 3
    assert [backup.occasion for backup in backups.kept(database)] == [Occasion.HAND, Occasion.HAND]


def test_a_former_format_is_kept_before_it_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    old(path)
    before = copying.look_into(path)
    Store.open(path, random=Random(1)).close()
    newest = MIGRATIONS[-1].number
    assert names(path) == [f"progress-before-format-{newest}.db"]
    kept = path.parent / "backups" / f"progress-before-format-{newest}.db"
    assert copying.inspect(kept) == before
    assert before.format == 1
    assert backups.kept(path)[0].occasion is Occasion.UPGRADE
    Store.open(path, random=Random(1)).close()
    assert len(names(path)) == 1


def test_without_a_backup_there_is_no_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    old(path)
    (tmp_path / "backups").touch()
    with pytest.raises(StoreProblem) as caught:
        Store.open(path, random=Random(1))
    newest = MIGRATIONS[-1].number
    assert str(caught.value) == (
        f"{path} has to be upgraded to format {newest}, and no backup could be made before that: "
        f"{tmp_path}/backups/progress-before-format-{newest}.db cannot be written (File exists). Nothing was changed."
    )
    assert copying.look_into(path).format == 1


def old(path: Path) -> None:
    """A database of the first format with one answer."""
    path.touch()
    connection = sqlite.connect(path)
    sqlite.use_wal(connection)
    migrate(connection, sqlite.write, MIGRATIONS[:1])
    connection.close()
    raw = sqlite3.connect(path)
    raw.executescript("""
        INSERT INTO meta VALUES ('learner', 'ada'), ('device', 'here');
        INSERT INTO event VALUES (1, 'e1', 'ada', 'here', '2026-03-01 12:00:00.000000', '2026-03-01', 'review', 'd',
                                  'd:r/f#a', 1, 3, '', 0, NULL, 4000, '', '');
    """)
    raw.close()


# -- back again


def test_restoring_brings_back_and_keeps_what_was_there(database: Path) -> None:
    made, _ = backups.by_hand(database, NOON)
    early = ids(database)
    answered(database, 2, NOON + DAY)
    late = ids(database)
    found = restoring.prepare(database, restoring.find(database, "latest"))
    assert (found.backup, found.content.answers, found.trouble) == (made, 3, "")
    assert found.present is not None
    assert found.present.answers == 5
    kept = restoring.restore(database, found.backup, NOON + DAY)
    assert kept == database.parent / "progress-replaced-2026-03-02-120000.db"
    assert ids(database) == early
    assert ids(kept) == late
    assert ids(made) == early


def test_a_damaged_database_is_kept_with_its_log(database: Path) -> None:
    backups.by_hand(database, NOON)
    harmed = Random(2).randbytes(5000)
    database.write_bytes(harmed)
    database.with_name("progress.db-wal").write_bytes(b"log")
    found = restoring.prepare(database, restoring.find(database, "latest"))
    assert found.present is None
    assert found.trouble.startswith(f"{database} is not a progress file of Rolecall. It was left as it is: ")
    kept = restoring.restore(database, found.backup, NOON)
    assert kept is not None
    assert kept.read_bytes() == harmed
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"log"
    assert not database.with_name("progress.db-wal").exists()
    assert len(ids(database)) == 3


def test_where_there_is_no_database_nothing_is_kept(database: Path) -> None:
    made, _ = backups.by_hand(database, NOON)
    database.unlink()
    assert restoring.restore(database, made, NOON) is None
    assert len(ids(database)) == 3


def test_an_open_database_is_not_replaced(database: Path) -> None:
    made, _ = backups.by_hand(database, NOON)
    store = Store.open(database, random=Random(3))
    with pytest.raises(StoreProblem) as caught:
        restoring.restore(database, made, NOON)
    assert str(caught.value) == f"{database} is open in another program. Close that, and try again."
    store.record(answer(store, NOON + DAY), None)
    store.close()
    assert len(ids(database)) == 4
    assert sorted(path.name for path in database.parent.iterdir()) == ["backups", "progress.db"]


def test_the_latest_that_is_whole_is_found(database: Path) -> None:
    backups.daily(database, NOON)
    bad = database.parent / "backups" / "progress-2026-03-05.db"
    bad.write_bytes(database.read_bytes()[:9000])
    assert restoring.find(database, "latest").name == "progress-2026-03-01.db"
    with pytest.raises(StoreProblem) as caught:
        restoring.prepare(database, restoring.find(database, bad.name))
    assert str(caught.value).endswith("It was left as it is: study progress backups lists the other backups.")


def test_what_cannot_be_restored_is_said(database: Path) -> None:
    folder = database.parent / "backups"
    with pytest.raises(StoreProblem) as caught:
        restoring.find(database, "latest")
    assert str(caught.value) == f"There are no backups in {folder}."
    with pytest.raises(StoreProblem) as caught:
        restoring.find(database, "gone.db")
    assert (
        str(caught.value) == "There is no backup gone.db. study progress backups lists those that there are."
    )
    folder.mkdir()
    (folder / "progress-2026-03-05.db").write_bytes(b"no")
    with pytest.raises(StoreProblem) as caught:
        restoring.find(database, "latest")
    assert str(caught.value) == f"None of the backups in {folder} is whole."
    with pytest.raises(StoreProblem) as caught:
        restoring.prepare(database, database)
    assert str(caught.value) == f"{database} is the database itself, and no backup of it."


def test_a_newer_backup_is_not_restored(database: Path) -> None:
    made, _ = backups.by_hand(database, NOON)
    raw = sqlite3.connect(made)
    raw.execute("INSERT INTO migration VALUES (99, 'later', '2030-01-01')")
    raw.commit()
    raw.close()
    with pytest.raises(StoreProblem) as caught:
        restoring.prepare(database, made)
    assert "was written by a newer Rolecall (format 99;" in str(caught.value)
