"""`study progress` and `study due`: the learner's own data."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]


@pytest.fixture
def answered(study: Study) -> str:
    """Three ratings of which one was taken back; returns the export."""
    study("review", "kitchen", "--plain", typed="\n1\nu\n\n3\n\na\n4\nq\n")
    return study("progress", "export").out


def test_where_prints_the_places(study: Study, home: Path):
    assert study("progress", "where").out == (
        f"home      {home}\ndatabase  {home}/progress.db\ndecks     {home}/decks\nlog       {home}/rolecall.log\n"
    )
    assert json.loads(study("progress", "where", "--format", "json").out) == {
        "home": str(home),
        "database": str(home / "progress.db"),
        "decks": str(home / "decks"),
        "log": str(home / "rolecall.log"),
    }


def test_export_has_the_fields_that_others_rely_on(answered: str):
    rows = [json.loads(line) for line in answered.splitlines()]
    names = {"id", "card", "deck", "at", "kind", "rating", "correct", "chosen", "options", "latency_ms"}
    assert [row["rating"] for row in rows] == [3, 4]
    assert all(row.keys() >= names for row in rows)
    assert {row["kind"] for row in rows} == {"review"}
    assert all(row["at"].endswith("Z") for row in rows)


def test_all_of_the_log_has_what_was_taken_back(study: Study, answered: str):
    rows = [json.loads(line) for line in study("progress", "export", "--all").out.splitlines()]
    assert [row["kind"] for row in rows] == ["review", "undo", "review", "review"]
    assert rows[1]["undoes"] == rows[0]["id"]


def test_export_as_one_document(study: Study, answered: str):
    rows = json.loads(study("progress", "export", "--format", "json").out)
    assert rows == [json.loads(line) for line in answered.splitlines()]


def test_export_of_one_deck(study: Study, answered: str):
    assert study("progress", "export", "--deck", "kitchen").out == answered
    assert study("progress", "export", "--deck", "nope").code == 2


def test_export_to_a_file_replaces_it_whole(study: Study, answered: str, tmp_path: Path):
    file = tmp_path / "out.jsonl"
    file.write_text("old")
    file.chmod(0o600)
    answer = study("progress", "export", "-o", str(file))
    assert answer == (0, "", f"Wrote 2 lines to {file}\n")
    assert file.read_text() == answered
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_symbolic_link_stays_one(study: Study, answered: str, tmp_path: Path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert study("progress", "export", "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == answered


@pytest.mark.parametrize(
    ("place", "reason"),
    [("missing/out.jsonl", "No such file or directory"), (".", "it is a folder")],
)
def test_export_to_where_it_cannot_be(study: Study, answered: str, tmp_path: Path, place: str, reason: str):
    path = tmp_path / place
    assert study("progress", "export", "-o", str(path)) == (
        1,
        "",
        f"Error: {path} cannot be written: {reason}.\n",
    )


def test_import_goes_back_in_without_doubling(
    study: Study, answered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "answers.jsonl"
    file.write_text(answered)
    due = study("due").out
    again = study("progress", "import", str(file))
    assert again == (0, "", "Imported 0 answers, 2 known already, 0 bad lines\n")
    monkeypatch.setenv("STUDY_HOME", str(tmp_path / "elsewhere"))
    first = study("progress", "import", str(file))
    assert first.err == "Imported 2 answers, 0 known already, 0 bad lines\n"
    assert study("progress", "import", str(file), str(file)).code == 0
    assert study("progress", "export").out == answered
    assert due == "1 due, 18 new\n"


def test_bad_lines_are_listed_and_the_good_ones_taken(
    study: Study, answered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first, second = answered.encode().splitlines()
    file = tmp_path / "mixed.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf" + first + b"\n\nnot json\n\xff\xfe\n" + b"x" * 1_100_000 + b"\n" + second
    )
    monkeypatch.setenv("STUDY_HOME", str(tmp_path / "elsewhere"))
    answer = study("progress", "import", str(file))
    assert answer.code == 1
    assert answer.err == (
        f"{file}:3: The line is not JSON.\n"
        f"{file}:4: The line is not UTF-8.\n"
        f"{file}:5: The line is longer than 1 MB.\n"
        "Imported 2 answers, 0 known already, 3 bad lines\n"
    )
    assert study("progress", "export").out == answered


def test_strict_imports_nothing_where_a_line_is_bad(
    study: Study, answered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "mixed.jsonl"
    file.write_text(answered + "not json\n")
    monkeypatch.setenv("STUDY_HOME", str(tmp_path / "elsewhere"))
    answer = study("progress", "import", "--strict", str(file))
    assert answer == (1, "", f"{file}:3: The line is not JSON.\nError: Nothing was imported: 1 bad line.\n")
    assert study("progress", "export").out == ""


def test_a_file_to_import_that_is_not_there(study: Study):
    answer = study("progress", "import", "gone.jsonl")
    assert answer == (2, "", "Error: gone.jsonl cannot be read: No such file or directory.\n")


def test_due_before_anything_was_studied(study: Study):
    assert study("due").out == "nothing studied yet\n"
    assert json.loads(study("due", "--format", "json").out) == {"due": 0, "new": 0, "decks": []}
    assert study("due", "kitchen").out == "0 due, 20 new\n"


def test_due_counts_for_a_prompt(study: Study, answered: str, home: Path):
    assert study("due").out == "1 due, 18 new\n"
    assert json.loads(study("due", "kitchen", "--format", "json").out) == {
        "due": 1,
        "new": 18,
        "decks": [{"deck": "kitchen", "due": 1, "new": 18}],
    }
    assert study("due", str(home / "decks" / "kitchen.yaml")).out == "1 due, 18 new\n"


def damage(database: Path) -> str:
    database.write_bytes(b"this is no database at all, but it is long enough" * 100)
    advice = "move it away, or set STUDY_HOME to another folder."
    return f"{database} is not a progress file of Rolecall. It was left as it is: {advice}"


def empty(database: Path) -> str:
    database.touch()
    advice = "study progress salvage recovers what can still be read. Or move it away to start afresh."
    return f"{database} is damaged (it is empty). It was left as it is: {advice}"


def folder(database: Path) -> str:
    database.mkdir()
    return f"{database} is a folder where the progress file should be. Move it away."


@pytest.mark.parametrize("harm", [damage, empty, folder])
@pytest.mark.parametrize(
    "command",
    [
        ("due",),
        ("weak", "kitchen"),
        ("progress", "export"),
        ("review", "--plain", "kitchen"),
        ("quiz", "--plain", "kitchen"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence_and_stays(
    study: Study, home: Path, harm: Callable[[Path], str], command: tuple[str, ...]
):
    database = home / "progress.db"
    sentence = harm(database)
    before = database.is_file() and database.read_bytes()
    assert study(*command) == (1, "", f"Error: {sentence}\n")
    assert (database.is_file() and database.read_bytes()) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_may_not_be_written(study: Study, home: Path):
    home.chmod(0o500)
    answer = study("review", "--plain", "kitchen", typed="\n3\n")
    home.chmod(0o700)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
