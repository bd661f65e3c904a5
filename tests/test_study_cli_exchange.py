"""Answers out and in as CSV, and in from other programs, as their user sees it."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from study.cli.root import run

BACKUP = "What was there before is kept in "


@pytest.fixture
def answered(study) -> str:
    """Ratings of which one was taken back, and answers to questions; returns the whole log."""
    study("review", "kitchen", "--plain", typed="\n1\nu\n\n3\n\na\n4\nq\n")
    study("quiz", "kitchen", "--plain", "--count", "3", typed="a\n\nb\n\na\n\n\n")
    return study("progress", "export", "--all").out


def test_the_log_goes_out_as_csv_and_comes_back_whole(study, answered, tmp_path, monkeypatch):
    file = tmp_path / "answers.csv"
    lines = len(answered.splitlines())
    out = study("progress", "export", "--all", "--format", "csv", "-o", str(file))
    assert out == (0, "", f"Wrote {lines} lines to {file}\n")
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n") == lines + 1
    kinds = [row["kind"] for row in csv.DictReader(io.StringIO(file.read_text("utf-8")))]
    assert kinds == [json.loads(line)["kind"] for line in answered.splitlines()]
    assert {"review", "quiz", "undo"} <= set(kinds)
    monkeypatch.setenv("STUDY_HOME", str(tmp_path / "elsewhere"))
    dry = study("progress", "import", "--dry-run", str(file))
    assert dry == (
        0,
        "",
        f"{file}: a log of Rolecall\nWould import {lines} answers, 0 known already, 0 bad lines\n",
    )
    assert study("progress", "export").out == ""
    first = study("progress", "import", str(file))
    assert first == (0, "", f"Imported {lines} answers, 0 known already, 0 bad lines\n")
    again = study("progress", "import", str(file))
    assert again.err == f"Imported 0 answers, {lines} known already, 0 bad lines\n"
    assert study("progress", "export", "--all").out == answered


def test_what_came_in_is_counted_at_once(study, answered, tmp_path, monkeypatch):
    (tmp_path / "a.jsonl").write_text(answered)
    due = study("due").out
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "decks").mkdir(parents=True)
    (elsewhere / "decks" / "kitchen.yaml").write_bytes((tmp_path / "decks" / "kitchen.yaml").read_bytes())
    monkeypatch.setenv("STUDY_HOME", str(elsewhere))
    assert study("due").out == "nothing studied yet\n"
    study("progress", "import", str(tmp_path / "a.jsonl"))
    assert study("due").out == due != "nothing studied yet\n"


def test_csv_on_standard_output_is_the_file(study, answered, tmp_path):
    study("progress", "export", "--format", "csv", "-o", str(tmp_path / "a.csv"))
    out = study("progress", "export", "--format", "csv").out
    assert out.encode() == (tmp_path / "a.csv").read_bytes()


def test_a_damaged_line_of_the_log_is_named(study, answered, tmp_path, monkeypatch):
    file = tmp_path / "answers.csv"
    study("progress", "export", "--format", "csv", "-o", str(file))
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([lines[0], lines[1].replace(",review,", ",revue,"), lines[2], '"']), "utf-8")
    monkeypatch.setenv("STUDY_HOME", str(tmp_path / "elsewhere"))
    complaints = (
        f"{file}:2: “kind” is none of review, quiz, undo, edit, bury, suspend, unsuspend, flag, note, reschedule, fit; "
        "a newer Rolecall may know it.\n"
        f"{file}:4: The line is not CSV: a quote is not closed, or not doubled.\n"
    )
    strict = study("progress", "import", "--strict", str(file))
    assert strict == (1, "", f"{complaints}Error: Nothing was imported: 2 bad lines.\n")
    assert study("progress", "export").out == ""
    answer = study("progress", "import", str(file))
    assert answer == (1, "", f"{complaints}Imported 1 answer, 0 known already, 2 bad lines\n")


REVIEWS = """\
Question;When;Ease;duration_s
What is a head chef?;2026-03-01T12:00:00Z;good;2.5
kitchen:cards/pasta#typed;1772452800;1;4
What is a baker?;2026-03-01;3;1
What goes into the water before the pasta;2026-03-03;4;

What is a head chef?;tomorrow;3;1
"""


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """What another program wrote."""
    (tmp_path / "other.csv").write_text(REVIEWS, encoding="utf-8")
    return tmp_path / "other.csv"


def test_reviews_of_another_program(study, reviews, home):
    bad = (
        f"{reviews}:4: No card asks this.\n"
        f"{reviews}:7: The time is not one such as 2026-03-01T18:05:09Z, or seconds or milliseconds since 1970.\n"
    )
    command = ("progress", "import", str(reviews), "--map", "at=when", "--deck", "kitchen")
    assert study(*command, "--dry-run") == (
        1,
        "",
        f"{reviews}: card from “Question”, at from “When”, rating from “Ease”, duration from “duration_s” in seconds\n"
        f"{bad}Would import 3 answers, 0 known already, 2 bad lines\n",
    )
    assert study("progress", "export").out == ""
    first = study(*command)
    *narrated, kept, last = first.err.splitlines(keepends=True)
    assert (first.code, "".join(narrated), last) == (
        1,
        bad,
        "Imported 3 answers, 0 known already, 2 bad lines\n",
    )
    assert kept.startswith(BACKUP)
    assert Path(kept.removeprefix(BACKUP).strip()).is_file()
    again = study("progress", "import", str(reviews), "--map", "at=When", "--deck", "kitchen")
    assert again.err == f"{bad}Imported 0 answers, 3 known already, 2 bad lines\n"
    rows = [json.loads(line) for line in study("progress", "export").out.splitlines()]
    assert [(row["card"], row["rating"], row["latency_ms"], row["device"]) for row in rows] == [
        ("kitchen:head-chef/definition#role-definition", 3, 2500, "csv"),
        ("kitchen:cards/pasta#typed", 1, 4000, "csv"),
        ("kitchen:cards/pasta#typed", 4, 0, "csv"),
    ]
    assert study("progress", "check").code == 0


def test_reviews_on_standard_input(home, monkeypatch, capsys):
    line = b"card,at,rating\nkitchen:cards/pasta#typed,2026-03-01T12:00:00Z,easy\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert run(["progress", "import", "-", "--format", "csv"]) == 0
    assert capsys.readouterr().err.endswith("Imported 1 answer, 0 known already, 0 bad lines\n")


def test_a_file_without_the_columns(study, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("card,stars\nx,3\n")
    assert study("progress", "import", str(file)) == (
        1,
        "",
        f"Error: {file} cannot be imported: no column is known for “at”, “rating” among card, stars; "
        "name it with --map at=COLUMN --map rating=COLUMN.\n",
    )
    file.write_bytes(b"")
    assert study("progress", "import", str(file)).err == f"Error: {file} cannot be imported: it is empty.\n"


@pytest.mark.parametrize("pair", ["card", "card=", "kart=x"])
def test_a_mapping_that_is_none(study, pair):
    answer = study("progress", "import", "x.csv", "--map", pair)
    assert answer.code == 2
    assert answer.err.endswith(
        f"Error: “{pair}” is no mapping: --map takes card, answer, at, rating, duration, an equals sign and a column’s name.\n"
    )


def test_options_for_csv_go_with_csv(study):
    answer = study("progress", "import", "x.jsonl", "--deck", "kitchen")
    assert answer.code == 2
    assert answer.err.endswith(
        "Error: --map and --deck go with CSV: with a FILE of that name, or --format csv.\n"
    )


def test_a_deck_that_is_not_there(study, reviews):
    answer = study("progress", "import", str(reviews), "--map", "at=when", "--deck", "nope")
    assert answer.code == 2
    assert "nope" in answer.err


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Anki's, with reviews of two cards of ours and of some that are not."""
    path = tmp_path / "collection.anki2"
    db = sqlite3.connect(path)
    db.executescript("""
        CREATE TABLE col (ver, conf, models, crt integer);
        CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text);
        CREATE TABLE cards (id integer PRIMARY KEY, nid integer, ord integer, mod integer DEFAULT 1772366800,
          type integer DEFAULT 2, queue integer DEFAULT 2, due integer DEFAULT 40, ivl integer DEFAULT 9,
          factor integer DEFAULT 2500, reps integer DEFAULT 1, lapses integer DEFAULT 0, odue integer DEFAULT 0,
          odid integer DEFAULT 0, flags integer DEFAULT 0, data text DEFAULT '');
        CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, ease integer, time integer, type integer, factor integer);
    """)
    notes = [
        ("", "What is a head chef?\x1fLeads the whole kitchen"),
        ("kitchen:cards/pasta#typed", "Pasta\x1f?"),
        *(("", f"\x1b[31m<i>Capital</i> {number:02}\x1f?") for number in range(25)),
    ]
    for number, (tags, fields) in enumerate(notes, start=1):
        db.execute("INSERT INTO notes VALUES (?, 1, ?, ?)", (number, tags, fields))
        db.execute("INSERT INTO cards (id, nid, ord) VALUES (?, ?, 0)", (number, number))
        db.execute("INSERT INTO revlog VALUES (?, ?, 3, 4000, 1, 2500)", (1772366400000 + number, number))
    db.execute("INSERT INTO revlog VALUES (1772366500000, 1, 3, 4000, 3, 0)")
    db.execute("INSERT INTO revlog VALUES (1772366600000, 1, 0, 0, 4, 0)")
    db.execute("INSERT INTO revlog VALUES (1772366700000, 99, 3, 0, 1, 2500)")
    db.commit()
    db.close()
    return path


def test_reviews_from_anki(study, collection):
    before = collection.read_bytes()
    told = (
        "Matched 2 of 27 cards that you answered in Anki\n"
        "kitchen: 3 reviews\n"
        "1 review of these was practice in a filtered deck\n"
        "1 line left out: dates set by hand or by Anki, no answers\n"
        "1 line left out: of cards that were deleted in Anki\n"
    )
    rest = [f"“␛[31mCapital {number:02}”: 1 review left out. No card asks this.\n" for number in range(25)]
    some = "".join(rest[:20]) + "… and 5 more; --all lists them\n"
    dry = study("progress", "import-anki", str(collection), "--dry-run")
    assert dry == (0, "", f"{some}{told}Would import 3 answers, 0 known already\n")
    assert study("progress", "export").out == ""
    everything = study("progress", "import-anki", str(collection), "--all", "--dry-run")
    assert everything.err == f"{''.join(rest)}{told}Would import 3 answers, 0 known already\n"
    done = study("progress", "import-anki", str(collection))
    assert done.code == 0
    assert BACKUP in done.err
    assert done.err.endswith("Imported 3 answers, 0 known already\n")
    again = study("progress", "import-anki", str(collection), "--deck", "kitchen")
    assert again == (0, "", f"{some}{told}Imported 0 answers, 3 known already\n")
    rows = [json.loads(line) for line in study("progress", "export").out.splitlines()]
    assert [(row["card"], row.get("cram", False)) for row in rows] == [
        ("kitchen:head-chef/definition#role-definition", False),
        ("kitchen:cards/pasta#typed", False),
        ("kitchen:head-chef/definition#role-definition", True),
    ]
    assert collection.read_bytes() == before
    assert study("progress", "check").code == 0


def test_cards_are_taken_over_as_they_are_in_anki(study, collection):
    with closing(sqlite3.connect(collection)) as db:
        db.execute("INSERT INTO col (crt, conf) VALUES (1772334000, '{\"creationOffset\": 0}')")
        db.execute("UPDATE cards SET queue = -1, flags = 2 WHERE id = 2")
        db.execute("INSERT INTO notes VALUES (50, 1, 'kitchen:head-chef/duties#role-duties', 'Chef\x1f?')")
        db.execute("INSERT INTO notes VALUES (51, 1, '', 'Else\x1f?')")
        db.execute("INSERT INTO cards (id, nid, ord) VALUES (50, 50, 0), (51, 51, 0)")
        db.commit()
    taken = "2 put to a day, 1 learned without reviews here, 1 suspended, 1 flagged\n"
    dry = study("progress", "import-anki", str(collection), "--dry-run").err
    assert "without reviews left out: in no deck\n" in dry
    assert dry.endswith(f"Would import 3 answers, 0 known already\nWould take over from Anki: {taken}")
    done = study("progress", "import-anki", str(collection)).err
    assert done.endswith(f"Imported 3 answers, 0 known already\nTook over from Anki: {taken}")
    again = study("progress", "import-anki", str(collection)).err
    assert again.endswith("Imported 0 answers, 3 known already\n")
    cards = json.loads(study("browse", "kitchen", "--search", "is:suspended", "--format", "json").out)
    assert [card["id"] for card in cards] == ["kitchen:cards/pasta#typed"]


def test_what_is_no_collection(study, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    sentence = "it is no collection of Anki (.anki2, .apkg or .colpkg)."
    answer = study("progress", "import-anki", str(path))
    assert answer == (1, "", f"Error: {path} cannot be imported: {sentence}\n")


def test_csv_where_standard_output_is_not_utf8(home, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert run(["progress", "export", "--format", "csv"]) == 2
    assert capsys.readouterr().err == "Error: Standard output is not UTF-8 here; name a file with -o FILE.\n"
