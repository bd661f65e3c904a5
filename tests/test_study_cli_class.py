"""`study class report` and `study progress export --anonymous`, as an instructor and a student use them."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from math import exp
from pathlib import Path
from random import Random
from typing import Any

import pytest

from progress.ids import uuid7
from study.reporting.class_tables import TABLES
from study.reporting.figures import many, number, percent, signed
from study.reporting.sheets import harmless
from study.reporting.svg import difference_bar, interval_bar

Study = Callable[..., Any]
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
REFS = ["option-1", "option-2", "option-3", "option-4"]
HOSTILE = "<script>alert(1)</script>"
EXAM = (
    "deck: exam\ntitle: The <b>exam</b>\ntopics: {basics: Basics, rules: '=SUM(A1)'}\nquestions:\n"
    + "".join(
        f"  - id: q{n}\n    topic: {'rules' if n % 2 else 'basics'}\n    stem: {HOSTILE if n == 3 else 'What is it'} {n}?\n"
        f"    key: Right {n}\n    distractors: [Wrong {n}a, Wrong {n}b, Wrong {n}c]\n    why: Because.\n"
        for n in range(12)
    )
)
LINE_OF_Q3 = EXAM.split("\n").index("  - id: q3") + 1


def line(student: str, n: int, chosen: int, at: datetime, **changed: object) -> dict[str, object]:
    made: dict[str, object] = {
        "id": uuid7(at, Random(f"{student}{n}{at}")), "card": f"exam:questions/q{n}#written", "deck": "exam",
        "at": at.isoformat().replace("+00:00", "Z"), "kind": "quiz", "rating": None, "correct": chosen == 0, "chosen": chosen,
        "options": REFS, "latency_ms": 900, "parts": [], "session": "", "undoes": "", "day": at.date().isoformat(),
        "learner": student, "device": "laptop",
    }  # fmt: skip
    return made | changed


def export(folder: Path, student: str, lines: list[dict[str, object]]) -> str:
    path = folder / f"{student}.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return str(path)


def student_lines(number: int, students: int = 30, name: str = "") -> list[dict[str, object]]:
    """Question 3 has a wrong key: able students choose its second option. Nobody chooses the fourth of question 4."""
    random = Random(1000 + number)
    ability = 4 * number / students - 2
    made = []
    for n in range(12):
        knows = random.random() < 1 / (1 + exp(-2 * (ability - (n % 3 - 1))))
        best = 1 if n == 3 else 0
        chosen = best if knows else random.randrange(3 if n == 4 else 4)
        made.append(line(name or f"s{number:02}", n, chosen, START + timedelta(days=n * 5, minutes=number)))
    return made


@pytest.fixture
def classroom(home: Path) -> list[str]:
    """Exports of thirty students, on a deck in the instructor's library."""
    (home / "decks" / "exam.yaml").write_text(EXAM, encoding="utf-8")
    folder = home / "exports"
    folder.mkdir()
    return [export(folder, f"s{number:02}", student_lines(number)) for number in range(30)]


def report(study: Study, *arguments: str) -> Any:
    done = study("class", "report", *arguments, "--format", "json")
    return done.code, json.loads(done.out), done.err


def test_the_report_finds_the_question_at_fault_and_says_where_it_stands(
    study: Study, home: Path, classroom: list[str]
):
    code, found, _ = report(study, *classroom)
    assert code == 0
    assert (found["students"], found["answers"], found["first_answers"]) == (30, 360, 360)
    worst = found["questions"][0]
    assert worst["question"] == "exam:questions/q3#written"
    assert (worst["file"], worst["line"]) == (str(home / "decks" / "exam.yaml"), LINE_OF_Q3)
    assert worst["findings"][0]["flag"] == "wrong-key"
    assert worst["findings"][0]["action"] == (
        f"Check the key at exam.yaml:{LINE_OF_Q3}: if “Wrong 3a” is right, make it the key; if both are, take one out; "
        "if neither decides, let the stem say what does."
    )
    assert [o["text"] for o in worst["options"] if o["suspect"]] == ["Wrong 3a"]
    dead = next(q for q in found["questions"] if q["question"] == "exam:questions/q4#written")
    assert "Wrong 4c" in [o["text"] for o in dead["options"] if o["dead"]]
    assert {"facility", "deviation", "discrimination_index", "discriminative_efficiency", "intended_weight", "effective_weight"} <= set(worst)  # fmt: skip
    assert {"consistency", "error_ratio", "standard_error", "skewness", "kurtosis"} <= set(found["whole"])
    assert found["between"] == ["2026-03-02 to 2026-03-29", "2026-03-30 to 2026-04-26"]


def test_what_it_rests_on_and_leaves_out_is_said(study: Study, classroom: list[str]):
    done = study("class", "report", *classroom)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[:3] == [
        "The <b>exam</b>: a class of 30 students",
        "360 answers of 30 students, from 2026-03-02 to 2026-04-26, on 12 days.",
        "Questions are judged by 360 first answers: what each student said the first time. "
        "12 of 12 questions asked were answered by 20 students or more.",
    ]
    assert re.fullmatch(r"The deck as it is now, version [0-9a-f]{12}\.", lines[3])
    assert "- What is said of 12 questions is provisional: fewer than 100 students answered each." in lines
    assert "How it is worked out" in lines


def test_names_are_told_only_with_the_key(study: Study, home: Path, classroom: list[str]):
    key = home / "names.csv"
    key.write_text(
        "pseudonym;name\ns00;Ann Abel\ns01;=1+1\ns02;\x1b[31mRed\nnobody;Bob\n", encoding="utf-8-sig"
    )
    _, without, _ = report(study, *classroom)
    _, found, err = report(study, *classroom, "--key", str(key))
    assert {need["name"] for need in without["needs"]} <= {None}
    names = {need["student"]: need["name"] for need in found["needs"]}
    assert (names["s00"], names["s01"], names["s02"]) == ("Ann Abel", "=1+1", "␛[31mRed")
    assert err == f"{key}: 1 pseudonym without any answers here.\n"
    text = study("class", "report", *classroom, "--key", str(key), "--format", "csv", "--table", "students")
    rows = list(csv.DictReader(io.StringIO(text.out)))
    assert {row["name"] for row in rows if row["student"] == "s01"} == {"'=1+1"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ann\n", ":1: a row has a pseudonym and a name, with a comma between."),
        (
            "pseudonym,name\nann,Ann\nann,Bob\n",
            ":3: the pseudonym ann has another name already; take one out.",
        ),
        (
            "pseudonym,name\n",
            " holds no pseudonym; each row has one, and a name, with a comma between.",
        ),
    ],
)
def test_a_key_that_is_none(study: Study, home: Path, classroom: list[str], content: str, said: str):
    key = home / "names.csv"
    key.write_text(content, encoding="utf-8")
    done = study("class", "report", *classroom, "--key", str(key))
    assert (done.code, done.out, done.err) == (1, "", f"Error: {key}{said}\n")


def test_a_key_that_cannot_be_read(study: Study, home: Path, classroom: list[str]):
    done = study("class", "report", *classroom, "--groups", str(home / "gone.csv"))
    assert done.err == f"Error: {home / 'gone.csv'} cannot be read: No such file or directory.\n"
    (home / "latin.csv").write_bytes(b"ann,J\xfcrgen\n")
    done = study("class", "report", *classroom, "--key", str(home / "latin.csv"))
    assert done.err == f"Error: {home / 'latin.csv'} is not UTF-8; save it as “CSV UTF-8”.\n"


@pytest.mark.parametrize(
    ("name", "begins"), [("c.html", "<!doctype html>"), ("c.csv", "question"), ("c.json", "{"), ("c.txt", "")]
)
def test_a_file_is_written_as_its_name_ends(
    study: Study, home: Path, classroom: list[str], name: str, begins: str
):
    assert study("class", "report", *classroom, "-o", str(home / name)).code == 0
    text = (home / name).read_text(encoding="utf-8-sig")
    assert text.lower().startswith(begins)
    assert ("<html" in text) is (name == "c.html")


def test_groups_are_compared_with_intervals(study: Study, home: Path, classroom: list[str]):
    groups = home / "groups.csv"
    groups.write_text("".join(f"s{n:02},{'late' if n < 15 else 'early'}\n" for n in range(30)))
    _, found, _ = report(study, *classroom, "--groups", str(groups))
    (group,) = found["groups"]
    assert (group["group"], group["students"]) == ("early", 15)
    whole = group["topics"][0]
    assert whole["title"] == "All topics"
    assert whole["clear"]
    assert 0 < whole["low"] < whole["change"] < whole["high"]


def test_a_damaged_and_doubled_pile_of_exports_is_reconciled(study: Study, home: Path, classroom: list[str]):
    folder = home / "exports"
    before = report(study, *classroom)[1]
    with (folder / "s05.jsonl").open("ab") as file:
        file.write(b'{"id": "torn\n\xff\n')
    (folder / "empty.jsonl").write_text("")
    (folder / "again.jsonl").write_bytes((folder / "s06.jsonl").read_bytes())
    (folder / "part.jsonl").write_text(json.dumps(student_lines(7)[0]) + "\n")
    extra = [str(folder / f"{name}.jsonl") for name in ("empty", "again", "part", "gone")]
    code, found, _ = report(study, *classroom, *extra)
    assert code == 1
    assert found["questions"] == before["questions"]
    assert [odd["sentence"] for odd in found["oddities"] if odd["kind"] != "versionless"] == [
        f"{folder / 'gone.jsonl'} cannot be read: No such file or directory.",
        f"{folder / 'empty.jsonl'} holds no answers.",
        f"2 lines cannot be read and were left out, the first at {folder / 's05.jsonl'}:13: The line is not JSON.",
        f"13 answers came in more than once, in {folder / 'again.jsonl'} and {folder / 'part.jsonl'}, and were counted once.",
    ]


def test_the_deck_is_the_one_that_most_answers_are_on(study: Study, home: Path, classroom: list[str]):
    other = [
        line("s00", 0, 0, START, deck="kitchen", card="kitchen:head-chef/taste#role-of-duty", options=[])
    ]
    path = export(home / "exports", "s00", [*other, *student_lines(0)])
    _, found, _ = report(study, path)
    assert (found["deck"], found["answers"]) == ("exam", 12)
    _, kitchen, _ = report(study, path, "--deck", "kitchen")
    assert kitchen["deck"] == "kitchen"


def test_answers_taken_back_do_not_count(study: Study, home: Path, classroom: list[str]):
    lines = student_lines(0, name="undoer")
    undo = lines[1] | {
        "kind": "undo",
        "correct": None,
        "chosen": None,
        "options": [],
        "undoes": lines[0]["id"],
    }
    path = export(home / "exports", "undoer", [*lines, undo | {"id": uuid7(START, Random(9))}])
    code, found, _ = report(study, path)
    assert (code, found["answers"]) == (0, 11)
    assert found["oddities"][0]["sentence"] == "1 answer was taken back by the student and left out."


def test_without_a_student_the_file_stands_for_one(study: Study, home: Path, classroom: list[str]):
    lines = [each | {"learner": ""} for each in student_lines(0)]
    path = export(home / "exports", "mine", lines)
    _, found, _ = report(study, path)
    assert found["students"] == 1
    assert found["oddities"][0]["sentence"] == (
        f"{path} names no student, so that each such file is taken for a student of its own."
    )
    assert {need["student"] for need in found["needs"]} <= {"file mine"}


def test_nothing_to_report_on(study: Study, home: Path, classroom: list[str]):
    empty = home / "empty.jsonl"
    empty.write_text("")
    done = study("class", "report", str(empty))
    assert (done.code, done.out) == (1, "")
    assert done.err == f"{empty} holds no answers.\nError: There are no answers to report on.\n"
    done = study("class", "report", str(home), "/dev/null")
    assert done.err == (
        f"{home} cannot be read: it is a folder.\n/dev/null cannot be read: it is no plain file.\n"
        "Error: There are no answers to report on.\n"
    )
    done = study("class", "report", *classroom, "--deck", "nowhere")
    assert done.code == 2
    assert "nowhere" in done.err
    done = study("class", "report", *classroom, "--table", "topics")
    assert (done.code, done.err.splitlines()[-1]) == (2, "Error: --table goes with --format csv.")


def test_without_the_deck_questions_are_judged_by_what_students_were_told(
    study: Study, home: Path, classroom: list[str]
):
    (home / "decks" / "exam.yaml").unlink()
    code, found, _ = report(study, *classroom)
    assert code == 0
    assert found["topics"] == found["needs"] == []
    assert found["questions"][0]["question"] == "exam:questions/q3#written"
    assert found["questions"][0]["findings"][0]["flag"] == "wrong-key"
    assert [o["ref"] for o in found["questions"][0]["options"] if o["key"]] == ["option-1"]
    assert "The deck is not at hand, so that topics and texts are not known." in found["basis"]


def test_a_report_in_text_loads_neither_storage_nor_templates(home: Path, classroom: list[str]):
    program = (
        "import sys; from study.cli.root import run; run(sys.argv[1:]); "
        "print([name for name in ('sqlmodel', 'sqlalchemy', 'jinja2', 'textual') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "class", "report", *classroom],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1], env={**os.environ, "STUDY_HOME": str(home)},
    )  # fmt: skip
    assert done.stderr == "[]\n"
    assert done.stdout.startswith("The <b>exam</b>: a class of 30 students\n")


# HTML


class Checker(HTMLParser):
    """Notes what a page has in it, and that what is opened is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_is_one_file_that_runs_and_fetches_nothing(study: Study, home: Path, classroom: list[str]):
    target = home / "class.html"
    hostile = [each | {"learner": f'{HOSTILE}"><img src=x>'} for each in student_lines(0)]
    path = export(home / "exports", "hostile", [each | {"id": f"x{n}"} for n, each in enumerate(hostile)])
    done = study("class", "report", *classroom, path, "--format", "html", "-o", str(target))
    assert (done.code, done.out, done.err) == (0, "", f"Wrote {target}\n")
    checker = Checker()
    checker.feed(target.read_text(encoding="utf-8"))
    assert checker.open == []
    names = {tag for tag, _ in checker.tags}
    assert not names & {"script", "img", "iframe", "link", "object", "a"}
    attributes = {name for _, found in checker.tags for name in found}
    assert not attributes & {"src", "href", "onclick", "onload", "srcset"}
    text = "".join(checker.text)
    assert f"{HOSTILE} 3?" in text
    assert "The <b>exam</b>" in text
    assert "url(" not in text
    assert "The key may be wrong" in text
    pictures = [found for tag, found in checker.tags if tag == "svg"]
    assert pictures
    assert all(found["role"] == "img" and found["aria-label"] for found in pictures)
    assert ("html", {"lang": "en"}) in checker.tags
    headings = [tag for tag, _ in checker.tags if tag in ("h1", "h2")]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1
    assert all("scope" in found for tag, found in checker.tags if tag == "th")


def test_pictures_say_in_words_what_they_show():
    bar = interval_bar(0.5, 0.25, 2.0, 'Topic "<x>"', mark=0.6)
    assert 'aria-label="Topic &#34;&lt;x&gt;&#34;"' in bar
    assert "hollow" in difference_bar(0.1, -0.1, 0.3, "unclear")
    assert "hollow" not in difference_bar(0.2, 0.1, 0.3, "clear")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_done_to_the_exports_a_report_comes_of_it(
    study: Study, home: Path, classroom: list[str], seed: int
):
    random = Random(seed)
    odd = [
        None,
        "",
        0,
        -1,
        True,
        [],
        {},
        "<img src=x>",
        "{0}",
        "=1",
        "\u202e",
        [1],
        [["a", True]],
        ["a", "a"],
        2**70,
        "exam:",
    ]
    for path in classroom:
        lines = []
        for text in Path(path).read_text(encoding="utf-8").splitlines():
            found = json.loads(text)
            while random.random() < 0.3:
                found[random.choice(list(found))] = random.choice(odd)
            text = json.dumps(found)
            lines.append(text if random.random() < 0.95 else text[: random.randrange(len(text))])
        Path(path).write_text("\n".join(lines), encoding="utf-8")
    done = study("class", "report", *classroom, "--format", "html")
    assert (done.code, done.err) == (0, "")
    assert "<img" not in done.out
    assert "\u202e" not in done.out
    assert "cannot be read and were left out" in done.out


# Tables


def test_every_table_is_csv_with_one_heading(study: Study, classroom: list[str]):
    for table in TABLES:
        done = study("class", "report", *classroom, "--format", "csv", "--table", table)
        rows = list(csv.reader(io.StringIO(done.out)))
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]
    assert ["rules", "'=SUM(A1)"] in [row[:2] for row in csv.reader(io.StringIO(study("class", "report", *classroom, "--format", "csv", "--table", "topics").out))]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "' =1"), ("  =1", "'  =1"),
        ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""), ("\x1b[31mred", "␛[31mred"), ("a\nb", "a b"),
    ],
)  # fmt: skip
def test_no_text_is_taken_for_a_formula(text: str, shown: str):
    assert harmless(text) == shown


def test_figures_are_rounded_to_what_they_are_worth():
    assert (percent(0.126), percent(None)) == ("13%", "")
    assert (number(-0.04), number(-1.26), number(None), number(2, 2)) == ("0.0", "−1.3", "", "2.00")
    assert (signed(0.123), signed(-0.5), signed(0.001), signed(None)) == ("+12", "−50", "0", "")
    assert (many(1, "card"), many(12345, "card")) == ("1 card", "12,345 cards")


# Without a name


def test_an_anonymous_export_names_nobody_and_stays_the_same(study: Study, home: Path):
    study("review", "kitchen", "--plain", typed="\na\n3\nq\n")
    study("quiz", "kitchen", "--plain", "--count", "2", typed="a\na\n")
    first = study("progress", "export", "--anonymous")
    again = study("progress", "export", "--anonymous")
    assert (first.code, first.out) == (0, again.out)
    records = [json.loads(each) for each in first.out.splitlines()]
    assert len(records) == 3
    (pseudonym,) = {record["learner"] for record in records}
    assert re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", pseudonym)
    assert first.err == f"You are {pseudonym} in it, now and whenever you export; only you can tell.\n"
    with sqlite3.connect(home / "progress.db") as database:
        kept = dict(database.execute("SELECT key, value FROM meta"))
    database.close()
    for secret in (kept["learner"], kept["device"], kept["pseudonym"]):
        assert secret not in first.out
    plain = [json.loads(each) for each in study("progress", "export").out.splitlines()]
    assert not {each["id"] for each in plain} & {each["id"] for each in records}
    assert [each["card"] for each in plain] == [each["card"] for each in records]
    assert {each["at"][10:] for each in records} == {"T00:00:00Z", "T00:00:01Z", "T00:00:02Z"}
    assert not {"device", "due", "step", "wait_s"} & {field for each in records for field in each}
    assert {len(each["deck_version"]) for each in records} == {12}
    target = home / "mine.jsonl"
    assert study("progress", "export", "--anonymous", "-o", str(target)).code == 0
    _, found, _ = report(study, str(target), str(target))
    assert (found["students"], found["answers"], found["oddities"]) == (1, 3, [])


def test_anonymous_and_all_do_not_go_together(study: Study):
    done = study("progress", "export", "--anonymous", "--all")
    assert done.code == 2
    assert done.err.splitlines()[-1] == (
        "Error: --anonymous goes without --all: what was taken back is nobody's business."
    )
