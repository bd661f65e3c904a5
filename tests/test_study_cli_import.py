"""`study decks import`, as a person or a program calls it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Study = Callable[..., Any]

OCCUPATIONS = "O*NET-SOC Code\tTitle\tDescription\r\n51-3011.00\tBakers\tMix dough.\r\n35-2014.00\tCooks\tMake soup.\r\n"
TASKS = "O*NET-SOC Code\tTask ID\tTask\r\n51-3011.00\t1\tKnead dough.\r\n51-3011.00\t2\tClean up.\r\n35-2014.00\t3\tClean up.\r\n"
JOBS = "Title,Code,Duties\nPorter,01,Carry bags; Sweep floors\nCook,02,Cook soup\n"


def onet(folder: Path) -> str:
    folder.mkdir()
    (folder / "Occupation Data.txt").write_bytes(OCCUPATIONS.encode())
    (folder / "Task Statements.txt").write_bytes(TASKS.encode())
    return str(folder)


def test_onet_into_a_file_that_checks_and_is_used(study: Study, tmp_path: Path):
    target = tmp_path / "decks" / "onet.yaml"
    answer = study(
        "decks",
        "import",
        "onet",
        onet(tmp_path / "db"),
        "-o",
        str(target),
        "--deck",
        "jobs",
        "--title",
        "All jobs",
    )
    assert (answer.code, answer.out) == (0, "")
    first, *notes, last = answer.err.splitlines()
    assert first.startswith(f"{target}: 2 roles with 2 duties, 1 of them shared, in ")
    assert len(notes) == 5
    assert all(note.startswith("Note: there is no “") for note in notes)
    assert last == f"Next: study decks check {target}"
    assert study("decks", "check", str(target)).code == 0
    cards = json.loads(study("decks", "cards", "jobs", "--format", "json").out)
    assert {card["role"] for card in cards} == {"bakers", "cooks"}


def test_a_deck_goes_to_standard_output(study: Study, tmp_path: Path):
    answer = study("decks", "import", "onet", onet(tmp_path / "db"), "--codes", "35*,99*", "--titles", "none")
    assert answer.code == 0
    assert answer.out.startswith("deck: onet\ntitle: ")
    assert answer.out.endswith("    duties:\n      - id: task-3\n        text: Clean up\n")
    assert answer.err.startswith("1 role with 1 duty, 0 of them shared, in ")


def test_a_file_that_is_there_is_not_lost(study: Study, tmp_path: Path):
    target, path = tmp_path / "jobs.yaml", tmp_path / "jobs.csv"
    path.write_text(JOBS, encoding="utf-8")
    target.write_text("mine", encoding="utf-8")
    answer = study("decks", "import", "table", str(path), "-o", str(target))
    assert answer.code == 1
    assert (
        answer.err
        == f"Error: There is a file {target} already; name another, or add --force to replace it.\n"
    )
    assert target.read_text(encoding="utf-8") == "mine"
    answer = study("decks", "import", "table", str(path), "-o", str(target), "--force")
    assert answer.code == 0
    assert answer.err.splitlines()[0] == f"What was there is now {tmp_path}/.jobs.yaml.old"
    assert (tmp_path / ".jobs.yaml.old").read_text(encoding="utf-8") == "mine"
    assert study("decks", "check", str(target)).code == 0
    assert not list(tmp_path.glob("*.part"))


def test_what_cannot_be_written_is_told(study: Study, tmp_path: Path):
    path = tmp_path / "jobs.csv"
    path.write_text(JOBS, encoding="utf-8")
    target = tmp_path / "no" / "jobs.yaml"
    answer = study("decks", "import", "table", str(path), "-o", str(target))
    assert (answer.code, answer.err) == (
        1,
        f"Error: {target} cannot be written: No such file or directory.\n",
    )


def test_a_dry_run_shows_what_was_understood(study: Study, tmp_path: Path):
    path = tmp_path / "jobs.csv"
    path.write_text(
        "Title,Nr,Duties,Remarks\nPorter,01,Carry bags; Sweep floors,\nCook,02,Cook soup,x\n",
        encoding="utf-8",
    )
    answer = study("decks", "import", "table", str(path), "--code-column", "Nr", "--dry-run")
    assert answer.code == 0
    assert answer.err == ""
    assert (
        answer.out
        == f"""\
{path}: separated by commas
Row 1 names the columns:
  title         “Title”
  code          “Nr”
  definition    no column
  tasks         “Duties”
  aliases       no column
  equipment     no column
  requirements  no column
  topic         no column
Nothing is taken from “Remarks”.
2 rows make 2 roles with 3 duties.

Porter (01)
  is: (no definition)
  does: Carry bags
  does: Sweep floors
"""
    )


def test_isco_with_and_without_groups(study: Study, tmp_path: Path):
    path = tmp_path / "isco.csv"
    path.write_text(
        "Level,Code,Title,Definition,Tasks\n1,7,Craft Workers,Craft workers craft.,\n"
        "4,7512,Bakers,Bakers bake.,(a) weighing flour;(b) baking bread\n",
        encoding="utf-8",
    )
    answer = study("decks", "import", "isco08", str(path))
    assert answer.code == 0
    assert answer.out.count("  - id: ") == 2 + 2
    assert "broader: craft-workers" in answer.out
    answer = study("decks", "import", "isco08", str(path), "--no-groups")
    assert "broader" not in answer.out


def test_errors_are_one_sentence(study: Study, tmp_path: Path):
    path = tmp_path / "jobs.csv"
    path.write_text(JOBS, encoding="utf-8")
    for code, arguments, sentence in (
        (1, ("table", str(tmp_path / "no.csv")), f"{tmp_path}/no.csv is not there."),
        (1, ("isco08", str(tmp_path / "no.xlsx")), f"{tmp_path}/no.xlsx is not there."),
        (1, ("onet", str(tmp_path / "no")), f"{tmp_path}/no is not there."),
        (
            1,
            ("table", str(path), "--codes", "9"),
            "No occupation matches “9”; there are 2, such as “01”, “Porter”.",
        ),
        (2, ("table", str(path), "--where", "x"), "“x” is no condition: write COLUMN=TEXT."),
        (
            2,
            ("table", str(path), "--scheme", "a b"),
            "“a b” is no scheme: write letters, digits and single hyphens.",
        ),
        (
            2,
            ("table", str(path), "--deck", "My deck"),
            "“My deck” is no id: an id has lower-case letters, digits and single hyphens.",
        ),
    ):
        answer = study("decks", "import", *arguments)
        assert (answer.code, answer.out, answer.err) == (code, "", f"Error: {sentence}\n")
