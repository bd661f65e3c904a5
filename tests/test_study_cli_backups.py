"""`study progress backup`, `backups`, `restore`, `check`, `rebuild` and `salvage` as a learner meets them."""

import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pexpect
import pytest

Study = Callable[..., Any]
ROOT = Path(__file__).parents[1]
TODAY = f"{datetime.now(UTC):%Y-%m-%d}"
RATED = "\na\n3\n"
"""Rates one card Good, of whatever kind it is."""
COMMANDS = (
    "where", "export", "import", "merge", "sync", "backup", "backups", "restore", "check", "rebuild", "salvage"
)  # fmt: skip


@pytest.fixture
def answered(study: Study, home: Path) -> Path:
    """Two answers; the database."""
    study("review", "kitchen", "--plain", typed=f"{RATED}{RATED}q\n")
    return home / "progress.db"


def names(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "backups").iterdir())


def test_every_command_explains_itself(study: Study) -> None:
    shown = study("progress", "--help").out
    for name in COMMANDS:
        assert re.search(rf"^  {name} ", shown, re.MULTILINE)
        assert study("progress", name, "--help").code == 0


def test_the_day_on_which_one_learns_has_a_backup(study: Study, answered: Path, home: Path) -> None:
    (name,) = names(home)
    assert re.fullmatch(r"progress-\d{4}-\d\d-\d\d\.db", name)
    quiz = study("quiz", "kitchen", "--plain", "--count", "1", typed="a\n")
    assert (quiz.code, quiz.err) == (0, "")
    assert names(home) == [name]


def test_a_backup_that_fails_is_one_line_and_stops_nothing(study: Study, home: Path) -> None:
    (home / "backups").touch()
    answer = study("review", "kitchen", "--plain", typed=f"{RATED}q\n")
    assert answer.code == 0
    assert re.fullmatch(
        rf"No backup could be made today\. {home}/backups/progress-{TODAY}\.db cannot be written \(File exists\)\.\n",
        answer.err,
    )
    assert "1 answer: " in answer.out


def test_backup_by_hand(study: Study, answered: Path, home: Path) -> None:
    answer = study("progress", "backup")
    assert answer.code == 0
    assert re.fullmatch(rf"Wrote {home}/backups/progress-[\d-]+\.db: 2 answers, found whole\n", answer.err)
    file = home / "mine.db"
    assert study("progress", "backup", "-o", str(file)).err == f"Wrote {file}: 2 answers, found whole\n"
    assert (
        study("progress", "backup", "-o", str(home)).err == f"Error: {home} is a folder; name a file in it.\n"
    )


def test_without_answers_there_is_nothing_to_keep(study: Study, home: Path) -> None:
    assert (
        study("progress", "backup").err == "Error: There is nothing to keep yet: no answer was given here.\n"
    )
    assert (
        study("progress", "rebuild").err
        == "Error: There is nothing to replay yet: no answer was given here.\n"
    )
    assert study("progress", "backups").err == f"There are no backups in {home}/backups yet.\n"
    assert study("progress", "check").err == f"{home}/progress.db is in order.\n"
    assert study("progress", "restore").err == f"Error: There are no backups in {home}/backups.\n"
    assert study("progress", "salvage").err == f"Error: There is no database {home}/progress.db.\n"


def test_backups_are_listed(study: Study, answered: Path, home: Path) -> None:
    (home / "backups" / "progress-2020-01-01.db").write_bytes(b"no")
    lines = study("progress", "backups").out.splitlines()
    assert re.fullmatch(r"Name +Made +Answers  Last answer +MB", lines[0])
    assert re.fullmatch(rf"progress-{TODAY}\.db +daily +2  {TODAY} +0\.\d", lines[1])
    assert re.fullmatch(r"progress-2020-01-01\.db  daily  damaged +0\.0", lines[2])
    rows = json.loads(study("progress", "backups", "--format", "json").out)
    assert [(row["occasion"], row["answers"]) for row in rows] == [("daily", 2), ("daily", None)]
    assert rows[1]["problem"].startswith(
        f"{home}/backups/progress-2020-01-01.db is not a progress file of Rolecall."
    )


def test_restoring_asks_and_keeps_the_present_one(
    study: Study, answered: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = study("progress", "export").out
    study("review", "kitchen", "--plain", typed=f"{RATED}q\n")
    late = study("progress", "export").out
    answer = study("progress", "restore")
    assert answer.code == 2
    assert answer.err == (
        f"{home}/backups/progress-{TODAY}.db is whole. It holds 2 answers, the last of {TODAY}.\n"
        f"Your present progress holds 3 answers, the last of {TODAY}.\n"
        "It will be kept under another name.\n"
        "Error: Nothing was changed. Without a terminal to ask on, say --yes.\n"
    )
    assert study("progress", "export").out == late
    answer = study("progress", "restore", "latest", "--yes")
    assert answer.code == 0
    kept = re.search(r"^What was there before is now (.*)$", answer.err, re.MULTILINE)
    assert kept is not None
    assert answer.err.endswith(
        f"Restored 2 answers.\nWhat was there before is now {kept[1]}\n"
        f"To bring its later answers back as well: study progress merge {kept[1]}\n"
    )
    assert study("progress", "export").out == early
    merged = study("progress", "merge", kept[1])
    assert merged.err.endswith("Added 1 event in all, 2 known already\n")
    assert study("progress", "export").out == late


def test_a_backup_that_is_not_there(study: Study, answered: Path) -> None:
    assert study("progress", "restore", "gone.db").err == (
        "Error: There is no backup gone.db. study progress backups lists those that there are.\n"
    )


def test_check_says_that_all_is_well(study: Study, answered: Path) -> None:
    assert study("progress", "check") == (0, "", f"{answered} is in order.\n")
    assert json.loads(study("progress", "check", "--format", "json").out) == []


def test_check_and_rebuild_find_and_mend(study: Study, answered: Path) -> None:
    with closing(sqlite3.connect(answered)) as raw:
        raw.execute("UPDATE card_state SET reps = 9")
        (card,) = raw.execute("SELECT min(card) FROM card_state").fetchone()
        raw.commit()
    answer = study("progress", "check")
    assert answer.code == 1
    assert answer.out == (
        f"error: The memories of 2 cards are not what the log gives, of {card} for one.\n"
        "  study progress rebuild puts it right.\n"
    )
    assert answer.err == f"1 problem found in {answered}\n"
    (row,) = json.loads(study("progress", "check", "--format", "json").out)
    assert (row["code"], row["severity"]) == ("replay", "error")
    assert study("progress", "rebuild").err == (
        f"Replayed the log: 2 cards.\nChanged: 2 different, 0 new, 0 gone, such as {card}.\n"
    )
    assert study("progress", "rebuild").err == "Replayed the log: 2 cards.\nNothing changed.\n"
    assert study("progress", "check").code == 0


def test_from_damage_to_going_on(study: Study, answered: Path, home: Path) -> None:
    """What the messages say leads back to all answers: restore the backup, import what was salvaged."""
    study("review", "kitchen", "--plain", typed=f"{RATED}q\n")
    late = study("progress", "export").out
    whole = bytearray(answered.read_bytes())
    whole[:4096] = Random(1).randbytes(4096)
    answered.write_bytes(whole)
    answer = study("review", "kitchen", "--plain")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(
        f"Error: {answered} is not a progress file of Rolecall. It was left as it is: "
    )
    assert (
        f"study progress restore progress-{TODAY}.db brings back the newest good backup (2 answers, "
        in answer.err
    )
    salvaged = study("progress", "salvage", "-o", str(home / "saved.jsonl"))
    assert salvaged == (
        0,
        "",
        f"Recovered 3 of at least 3 events into {home}/saved.jsonl\n"
        "To go on with them: bring back a backup (study progress restore) or move the damaged file away, "
        f"then study progress import {home}/saved.jsonl\n",
    )
    assert answered.read_bytes() == whole
    assert study("progress", "salvage", "-o", str(home / "saved.jsonl")).err == (
        f"Error: {home}/saved.jsonl is there already; name another file.\n"
    )
    assert study("progress", "restore", "--yes").code == 0
    assert study("progress", "import", str(home / "saved.jsonl")).err == (
        "Imported 1 answer, 2 known already, 0 bad lines\n"
    )
    assert study("progress", "export").out == late
    assert study("progress", "check").code == 0


def test_nothing_to_recover(study: Study, home: Path) -> None:
    (home / "progress.db").write_bytes(b"Dear diary" * 500)
    assert study("progress", "salvage").err == (
        f"Error: No answers can be recovered from {home}/progress.db. It was left as it is.\n"
    )


def test_that_answers_are_gone_is_said_once(study: Study, answered: Path, home: Path) -> None:
    shutil.move(home / "backups" / names(home)[0], home / "backups" / "progress-2020-01-01.db")
    answered.unlink()
    answer = study("review", "kitchen", "--plain", typed=f"{RATED}q\n")
    assert answer.err == (
        "Your last backup held 1 event more than there are now. study progress check says what can be done.\n"
    )
    assert study("review", "kitchen", "--plain", typed=f"{RATED}q\n").err == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [("n", "Error: Nothing was changed."), ("", "Error: Nothing was changed."), ("y", "Restored 2 answers.")],
)
def test_on_a_terminal_it_asks(study: Study, answered: Path, typed: str, said: str) -> None:
    before = answered.stat().st_ino
    child = pexpect.spawn(
        sys.executable, ["-m", "study.main", "progress", "restore"], cwd=ROOT, encoding="utf-8", timeout=60
    )
    child.expect_exact("Put it in the place of your present progress? [y/N]: ")
    child.sendline(typed)
    child.expect_exact(said)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if typed == "y" else 1)
    assert (answered.stat().st_ino != before) == (typed == "y")
