"""`study report`: formats, files, and what it says where something is wrong."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]
ROOT = Path(__file__).parents[1]


@pytest.fixture
def answered(study: Study, tmp_path: Path) -> Study:
    """Ten answers, all before the last month."""
    answers = [
        {
            "id": f"r{n}", "card": "kitchen:head-chef/plan-menu#duty-roles", "deck": "kitchen", "kind": "review",
            "at": f"2026-03-{3 * n + 1:02}T18:00:00Z", "rating": 3 if n % 4 else 1,
        }
        for n in range(10)
    ]  # fmt: skip
    path = tmp_path / "log.jsonl"
    path.write_text("".join(json.dumps(answer) + "\n" for answer in answers))
    assert study("progress", "import", str(path)).code == 0
    return study


def program(home: Path, *arguments: str, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    environ = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "study.main", "report", *arguments]
    return subprocess.run(command, env=environ, check=False, stderr=subprocess.PIPE, **more)


def test_it_is_text_on_80_columns_where_nobody_says_else(answered: Study):
    told = answered("report", "kitchen")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("A kitchen brigade\nProgress report, ")
    assert max(map(len, told.out.splitlines())) <= 80
    assert "WEAK TOPICS" in told.out


def test_a_deck_without_answers_is_no_failure(study: Study):
    told = study("report", "kitchen")
    assert told.code == 0
    assert "There are no answers on this deck yet, so there is nothing to report" in told.out


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.html", "<!doctype html>"), ("r.md", "# A kitchen brigade"), ("r.json", "{"), ("r.csv", "topic,title,mean"),
        ("r.txt", "A kitchen brigade"), ("r", "A kitchen brigade"),
    ],
)  # fmt: skip
def test_a_file_is_written_as_its_name_ends(answered: Study, tmp_path: Path, name: str, begins: str):
    target = tmp_path / name
    target.write_text("what was there before")
    told = answered("report", "kitchen", "-o", str(target))
    assert (told.code, told.out, told.err) == (0, "", f"Wrote {target}\n")
    assert target.read_text(encoding="utf-8").startswith(begins)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_file_out_of_reach_is_told_of_in_a_sentence(answered: Study, tmp_path: Path):
    told = answered("report", "kitchen", "-o", str(tmp_path / "none" / "r.html"))
    assert told.code == 1
    assert (
        told.err == f"Error: {tmp_path / 'none' / 'r.html'} cannot be written: No such file or directory.\n"
    )


def test_each_table_is_csv(answered: Study):
    for table, first in (
        ("topics", "topic"), ("roles", "role"), ("confusions", "role"), ("days", "day"), ("weeks", "week"),
        ("questions", "question"), ("leeches", "card"),
    ):  # fmt: skip
        told = answered("report", "kitchen", "--format", "csv", "--table", table)
        rows = list(csv.reader(io.StringIO(told.out)))
        assert told.code == 0
        assert rows[0][0] == first
        assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--table", "days"), "--table goes with --format csv."),
        (("--since", "2999-01-01"), "--since is 2999-01-01, and today is "),
        (
            ("--since", "May"),
            "Invalid value for '--since': “May” is no day; write it as year-month-day: 2027-06-14.",
        ),
    ],
)
def test_wrong_usage_is_told(answered: Study, arguments: tuple[str, ...], sentence: str):
    told = answered("report", "kitchen", *arguments)
    assert told.code == 2
    assert sentence in told.err


def test_a_deck_that_is_not_there(study: Study):
    told = study("report", "nowhere")
    assert told.code == 2
    assert "nowhere" in told.err
    assert "Traceback" not in told.err


def test_since_leaves_out_earlier_days(answered: Study):
    told = json.loads(answered("report", "kitchen", "--since", "2026-03-20", "--format", "json").out)
    assert told["basis"]["since"] == "2026-03-20"
    assert (told["basis"]["answers"], told["basis"]["answers_ever"]) == (3, 10)


def test_anonymous_is_the_pseudonym_of_exports(answered: Study):
    told = json.loads(answered("report", "kitchen", "--anonymous", "--format", "json").out)
    exported = answered("progress", "export", "--anonymous").err
    assert f"You are {told['basis']['learner']} in it" in exported


@pytest.mark.usefixtures("pdf_writer")
def test_pdf_goes_to_files_and_pipes(answered: Study, home: Path):
    target = home / "r.pdf"
    told = program(home, "kitchen", "-o", str(target), stdout=subprocess.PIPE)
    assert (told.returncode, told.stdout) == (0, b"")
    piped = program(home, "kitchen", "--format", "pdf", stdout=subprocess.PIPE)
    for pdf in (piped.stdout, target.read_bytes()):  # a moment apart, so that figures may differ
        assert (pdf[:5], pdf.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")


def test_pdf_goes_to_no_terminal(answered: Study, home: Path):
    leader, terminal = pty.openpty()
    try:
        told = program(home, "kitchen", "--format", "pdf", stdout=terminal)
    finally:
        os.close(terminal)
        os.close(leader)
    assert told.returncode == 2
    assert b"Error: A PDF is not for a terminal: name a file with -o, or pipe it on." in told.stderr


def test_without_the_extra_the_file_stays_as_it_was(
    answered: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    target = tmp_path / "r.pdf"
    target.write_text("before")
    told = answered("report", "kitchen", "-o", str(target))
    assert told.code == 1
    assert told.err == (
        "Error: PDF needs WeasyPrint, which is not installed: pip install 'rolecall[pdf]', or write HTML and print that.\n"
    )
    assert target.read_text() == "before"
