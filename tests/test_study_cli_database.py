"""Studying in a school's database, from setting it up to the report on a class."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from progress.server.servers import Server

pytest.importorskip("psycopg", reason="The extra postgres is not installed.")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def logins(school):
    """The addresses of a learner and of an instructor of the same class, and of the owner."""
    group = school.learner("x").partition("//")[2].partition(":")[0]
    return school.learner(group), school.learner(group, "instructor"), school.url()


@pytest.fixture
def at_school(study, monkeypatch, logins):
    """`study`, by a learner of a school."""
    monkeypatch.setenv("STUDY_DATABASE", logins[0])
    return study


def test_a_learner_studies_there_and_the_instructor_reads_it(at_school, study, logins, home):
    assert at_school("due").out == "nothing studied yet\n"
    done = at_school("review", "kitchen", "--plain", typed="\n3\nq\n")
    assert done.code == 0
    assert "Saved: Good, next in 10 minutes." in done.out
    assert at_school("due", "kitchen").out == "1 due, 19 new\n"
    done = at_school("quiz", "kitchen", "--plain", "--count", "2", typed="a\nb\n")
    assert done.code == 0
    assert at_school("weak", "kitchen").code == 0
    assert len(at_school("progress", "export").out.splitlines()) == 3
    assert at_school("progress", "rebuild").err.splitlines()[-1].startswith("Replayed the log: ")
    assert f"database  {Server(logins[0])}\n" in at_school("progress", "where").out
    assert not (home / "progress.db").exists()
    report = at_school("class", "report", "--database", logins[1])
    assert report.code == 0
    assert report.out.splitlines()[1].startswith("3 answers of 1 student, on ")


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        (
            ("backup",),
            "Whoever looks after it makes backups with pg_dump; study progress export --all writes your own answers.",
        ),
        (
            ("backups",),
            "Whoever looks after it makes backups with pg_dump; study progress export --all writes your own answers.",
        ),
        (
            ("restore",),
            "Whoever looks after it puts a backup back with pg_restore; study progress import takes in answers exported before.",
        ),
        (
            ("salvage",),
            "Whoever looks after it puts a backup back with pg_restore; study progress import takes in answers exported before.",
        ),
        (
            ("check",),
            "Whoever looks after it checks it with pg_amcheck; study progress rebuild works your memories out anew.",
        ),
    ],
)
def test_what_is_about_a_file_says_what_to_do_instead(at_school, logins, command, instead):
    done = at_school("progress", *command)
    assert done.code == 1
    assert done.err.splitlines()[-1] == (
        f"Error: Your progress is kept in a database server ({Server(logins[0])}), not in a file. {instead}"
    )


def test_setting_up_is_done_once_and_may_be_done_again(study, monkeypatch, logins):
    name = Server(logins[2])
    done = study("class", "setup-database", logins[2])
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"{name} was set up already; its rules were renewed.\nNext: study class add-learner NAME --class CLASS\n"
    )
    monkeypatch.setenv("STUDY_DATABASE", logins[2])
    done = study("class", "add-learner", "cleo", "--class", "3a")
    assert done.code == 0
    url = done.out.strip().removeprefix("STUDY_DATABASE=")
    assert str(Server(url)) == str(name).replace("postgres@", "cleo@")
    again = study("class", "add-learner", "cleo", "--class", "3b")
    assert (again.code, again.out) == (0, "")
    assert again.err == "cleo was there already and is in class 3b now; the password stays.\n"
    monkeypatch.setenv("STUDY_DATABASE", url)
    assert study("due").out == "nothing studied yet\n"
    refused = study("class", "add-learner", "dora", "--class", "3a")
    assert refused.code == 1
    assert refused.err.startswith(
        f"Error: {Server(url)} does not allow this (permission denied to create role)."
    )
    bad = study("class", "add-learner", "Cleo", "--class", "3a", "--database", logins[2])
    assert bad.code == 2
    assert bad.err == (
        "Error: “Cleo” cannot be a login: it takes small letters, digits, and . _ - after the first letter.\n"
    )


def test_a_learner_is_removed_with_all_answers_and_nobody_else(study, monkeypatch, logins):
    owner = logins[2]
    urls = {
        name: study("class", "add-learner", name, "--class", "3c", "--database", owner)
        .out.strip()
        .removeprefix("STUDY_DATABASE=")
        for name in ("eva", "fritz")
    }
    for url in urls.values():
        monkeypatch.setenv("STUDY_DATABASE", url)
        study("review", "kitchen", "--plain", typed="\n3\n\n1\nq\n")
        study("quiz", "kitchen", "--plain", "--count", "2", typed="a\nb\n")
    kept = study("progress", "export").out
    assert study("class", "remove-learner", "eva", "--database", owner) == (
        2,
        "",
        "Error: Nothing was changed. Without a terminal to ask on, say --yes.\n",
    )
    by_learner = study("class", "remove-learner", "eva", "--yes")
    assert by_learner.code == 1
    assert "does not allow this" in by_learner.err
    done = study("class", "remove-learner", "eva", "--yes", "--database", owner)
    assert done == (0, "", f"eva was removed, with {len(kept.splitlines())} events.\n")
    again = study("class", "remove-learner", "eva", "--yes", "--database", owner)
    assert again == (1, "", f"Error: eva is no learner of {Server(owner).name}.\n")
    assert study("progress", "export").out == kept
    assert study("progress", "rebuild").code == 0
    monkeypatch.setenv("STUDY_DATABASE", urls["eva"])
    assert study("due").code == 1
    anew = study("class", "add-learner", "eva", "--class", "3c", "--database", owner).out.strip()
    monkeypatch.setenv("STUDY_DATABASE", anew.removeprefix("STUDY_DATABASE="))
    assert study("due").out == "nothing studied yet\n"
    assert study("progress", "export").out == ""


def test_a_login_that_something_belongs_to_stays_and_may_nothing(study, monkeypatch, logins):
    import psycopg

    owner = logins[2]
    url = study("class", "add-learner", "gus", "--class", "3c", "--database", owner).out.strip()
    with psycopg.connect(owner.replace("+psycopg", "")) as connection:
        connection.execute("CREATE SCHEMA gus AUTHORIZATION gus")
    done = study("class", "remove-learner", "gus", "--yes", "--database", owner)
    assert done.err == (
        "gus was removed, with 0 events.\n"
        "The login is there still, for something else in the server belongs to it.\n"
    )
    monkeypatch.setenv("STUDY_DATABASE", url.removeprefix("STUDY_DATABASE="))
    assert study("due").code == 1


def test_without_a_database_there_is_nothing_to_set_up(study):
    done = study("class", "setup-database")
    assert (done.code, done.err) == (2, "Error: Name the database, or set STUDY_DATABASE.\n")


def test_a_report_is_on_files_or_on_a_database(study, logins):
    for arguments in ((), ("x.jsonl", "--database", logins[1])):
        done = study("class", "report", *arguments)
        assert done.code == 2
        assert done.err.splitlines()[-1] == "Error: Name FILES, or a database with --database."


def test_a_learner_reads_no_class(study, logins):
    done = study("class", "report", "--database", logins[0])
    assert (done.code, done.err.splitlines()[-1]) == (
        1,
        f"Error: {Server(logins[0])} is not an instructor's login, which reads a class. "
        "study class add-instructor makes one.",
    )


def test_an_address_that_is_none_is_told_and_not_shown(study, monkeypatch):
    monkeypatch.setenv("STUDY_DATABASE", "mysql://anna:sesame@x/y")
    sentence = (
        "Error: STUDY_DATABASE is not the address of a PostgreSQL database, "
        "which looks like postgresql+psycopg://NAME:PASSWORD@SERVER/DATABASE.\n"
    )
    for command in (("due",), ("weak", "kitchen"), ("progress", "where"), ("progress", "check")):
        done = study(*command)
        assert (done.code, done.err) == (1, sentence)


def test_a_path_names_another_file(study, home, monkeypatch):
    monkeypatch.setenv("STUDY_DATABASE", str(home / "other" / "mine.db"))
    study("review", "kitchen", "--plain", typed="\n3\nq\n")
    assert (home / "other" / "mine.db").exists()
    assert not (home / "progress.db").exists()


def run(home, url, *command, before=""):
    code = f"import sys; {before}\nfrom study.main import main\ntry: main()\nexcept SystemExit as e: print(e.code)\nprint(*sorted(sys.modules), file=sys.stderr)"
    return subprocess.run(
        [sys.executable, "-c", code, *command],
        env={**os.environ, "STUDY_HOME": str(home), "STUDY_DATABASE": url, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
    )


def test_due_asks_a_server_without_sqlmodel(tmp_path, logins):
    done = run(tmp_path, logins[0], "due")
    assert " due, " in done.stdout or "nothing studied" in done.stdout
    loaded = set(done.stderr.split())
    assert "psycopg" in loaded
    assert not loaded & {"sqlalchemy", "sqlmodel", "pydantic", "textual", "click", "yaml"}


@pytest.mark.parametrize(
    "command",
    [("due",), ("weak",), ("class", "setup-database"), ("class", "add-learner", "a", "--class", "b")],
)
def test_without_the_extra_one_sentence_says_what_to_install(tmp_path, command):
    done = run(
        tmp_path, "postgresql+psycopg://a:sesame@x/y", *command, before="sys.modules['psycopg'] = None"
    )
    assert done.stderr.splitlines()[-2] == (
        "Error: Progress in PostgreSQL needs a part that is not installed: python -m pip install 'rolecall[postgres]'"
    )
