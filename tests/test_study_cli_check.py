"""`study decks check`: what an instructor reads, what other programs read, and what the exit status says."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from decks.checking.codes import all_codes
from study.checking.excerpts import windowed
from study.output import width_of

Study = Callable[..., Any]
"""What the `study` fixture is: returns exit code, output and errors."""

FAULTY = "deck: faulty\ntitle: Faulty\nrolls: []\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_a_problem_is_told_with_its_line_and_a_caret(study: Study, faulty: Path):
    answer = study("decks", "check", str(faulty))
    first, line, caret = answer.out.splitlines()
    assert answer.code == 1
    assert (
        first
        == f"{faulty}:3:1: error D111: a deck has no key “rolls”; write “roles” if that is what was meant."
    )
    assert (line, caret) == ("    3 | rolls: []", "      | ^")
    assert answer.err == (
        "1 error, 0 warnings, 0 hints in 1 deck\nWhat a code means: study decks check --explain D111\n"
    )


def test_a_sound_deck_passes_in_silence(study: Study):
    answer = study("decks", "check", "kitchen")
    assert answer == (0, "", "0 errors, 0 warnings, 0 hints in 1 deck\n")


def test_bundled_decks_pass(study: Study):
    for name in ("medical-imaging", "professional-kitchen"):
        assert study("decks", "check", name, "--strict") == (
            0,
            "",
            "0 errors, 0 warnings, 0 hints in 1 deck\n",
        )


def test_strict_fails_on_warnings_and_hints_never_do(study: Study, kitchen: str, tmp_path: Path):
    deck = tmp_path / "warned.yaml"
    deck.write_text(kitchen.replace("Knead the dough", "Strain the sauce"), encoding="utf-8")
    assert " warning D301: " in study("decks", "check", str(deck)).out
    assert study("decks", "check", str(deck)).code == 0
    assert study("decks", "check", str(deck), "--strict").code == 1
    deck.write_text(kitchen.replace("Knead the dough", "Kneading the dough"), encoding="utf-8")
    answer = study("decks", "check", str(deck), "--strict")
    assert " hint D322: " in answer.out
    assert answer.code == 0


def test_without_a_path_ones_own_decks_are_checked(study: Study, home: Path):
    (home / "decks" / "broken.yaml").write_text("deck: [\n")
    answer = study("decks", "check")
    assert answer.code == 1
    assert answer.out.startswith(f"{home / 'decks' / 'broken.yaml'}:")
    assert answer.err.splitlines()[0].endswith(" in 2 decks")


def test_without_a_path_and_without_a_deck_of_ones_own(study: Study, home: Path):
    (home / "decks" / "kitchen.yaml").unlink()
    sentence = f"There are no decks of your own in {home / 'decks'}; name a file or a deck to check."
    assert study("decks", "check") == (2, "", f"Error: {sentence}\n")


def test_several_paths_and_folders_and_deck_folders(study: Study, home: Path, faulty: Path):
    (home / "decks" / "many").mkdir()
    (home / "decks" / "many" / "deck.yaml").write_text("deck: many\ntitle: Many\ninclude: part.yaml\n")
    (home / "decks" / "many" / "part.yaml").write_text("# a part\nroles: [{id: r}]\n")
    answer = study("decks", "check", str(home / "decks"), str(faulty), str(home / "decks" / "many"))
    assert answer.err.startswith("3 errors, 0 warnings, 0 hints in 4 decks\n")
    assert f"{home}/decks/many/part.yaml:2:9: error D112: a role needs “title”; add “title: " in answer.out
    assert "    2 | roles: [{id: r}]\n      |         ^\n" in answer.out


def test_what_is_no_deck_is_wrong_usage(study: Study, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert study("decks", "check", str(empty)) == (
        2,
        "",
        f"Error: There are no deck files in the folder {empty}.\n",
    )
    answer = study("decks", "check", "kichen")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: There is no deck “kichen”; write “kitchen”")


def test_a_file_that_is_not_there_is_a_located_problem(study: Study):
    answer = study("decks", "check", "nowhere.yaml")
    assert answer.code == 1
    assert answer.out == (
        "nowhere.yaml:1:1: error D101: the file cannot be read (No such file or directory); check its name and permissions.\n"
    )


def test_json_tells_the_same_as_text(study: Study, faulty: Path):
    problems = json.loads(study("decks", "check", str(faulty), "--format", "json").out)
    told = [
        f"{p['file']}:{p['line']}:{p['column']}: {p['severity']} {p['code']}: {p['what']}; {p['advice']}."
        for p in problems
    ]
    assert told == [line for line in study("decks", "check", str(faulty)).out.splitlines() if " D" in line]
    rows = study("decks", "check", str(faulty), "--format", "jsonl").out.splitlines()
    assert [json.loads(row) for row in rows] == problems


def test_github_shows_it_beside_the_line(study: Study, faulty: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(faulty.parent)
    faulty.write_text("deck: d\ntitle: T\n100% a,b::c: []\n", encoding="utf-8")
    answer = study("decks", "check", str(faulty), "--format", "github")
    title = "D111%3A a key that the format does not have"
    assert answer.out.startswith(
        f"::error file=faulty.yaml,line=3,col=1,title={title}::a deck has no key “100%25 a,b::c”; the keys are deck, title"
    )
    assert answer.out.count("\n") == 1
    outside = study("decks", "check", "/nowhere/a:b,c.yaml", "--format", "github").out
    assert outside.startswith("::error file=/nowhere/a%3Ab%2Cc.yaml,line=1,col=1,")


def test_github_has_a_command_for_each_severity(study: Study, kitchen: str, tmp_path: Path):
    deck = tmp_path / "d.yaml"
    deck.write_text(
        kitchen.replace("Knead the dough", "Strain the sauce").replace("Glaze the cakes", "Glazing cakes"),
        encoding="utf-8",
    )
    out = study("decks", "check", str(deck), "--format", "github").out
    assert [line.split(" ")[0] for line in out.splitlines()] == ["::warning", "::notice"]


def test_sarif_is_what_code_hosts_take(study: Study, faulty: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(faulty.parent)
    spaced = faulty.rename(faulty.parent / "faulty deck é.yaml")
    answer = study("decks", "check", str(spaced), "/nowhere/x y.yaml", "--format", "sarif")
    log = json.loads(answer.out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "rolecall"
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in driver["rules"]] == ["D101", "D111"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] == all_codes()[rule["id"]].title
        assert rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] == "error"
    first, second = run["results"]
    assert first["ruleId"] == driver["rules"][first["ruleIndex"]]["id"] == "D111"
    assert first["level"] == "error"
    assert first["message"]["text"] == "a deck has no key “rolls”; write “roles” if that is what was meant."
    place = first["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "faulty%20deck%20%C3%A9.yaml"},
        "region": {"startLine": 3, "startColumn": 1},
    }
    uri = second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "file:///nowhere/x y.yaml"


def test_sarif_of_a_sound_deck_has_no_results(study: Study):
    (run,) = json.loads(study("decks", "check", "kitchen", "--format", "sarif").out)["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_a_code_is_explained_without_a_deck(study: Study):
    answer = study("decks", "check", "--explain", "d302")
    code = all_codes()["D302"]
    assert answer.code == 0
    assert answer.err == ""
    lines = answer.out.splitlines()
    assert lines[0] == f"D302: {code.title}"
    assert lines[2] == "Hint: it could be better; the check passes."
    assert code.why in lines
    assert "Not so:" in lines
    assert "But so:" in lines
    assert lines[-1] == "Where it is meant so, say “ignore: [D302]” there, or on the deck for all of it."
    assert "ignore" not in study("decks", "check", "--explain", "D104").out


@pytest.mark.parametrize("code", all_codes())
def test_every_code_can_be_explained(study: Study, monkeypatch: pytest.MonkeyPatch, code: str):
    monkeypatch.setenv("COLUMNS", "60")
    answer = study("decks", "check", "--explain", code)
    assert answer.code == 0
    assert answer.out.startswith(f"{code}: ")


def test_an_unknown_code_is_wrong_usage(study: Study):
    answer = study("decks", "check", "--explain", "D3o2")
    assert (answer.code, answer.out) == (2, "")
    assert re.fullmatch(
        r"Error: There is no code “D3o2”; write “D3\d2” if that is what was meant\.\n", answer.err
    )
    assert study("decks", "check", "--explain", "x") == (
        2,
        "",
        "Error: There is no code “x”; the codes go from D101 to D334.\n",
    )


def test_what_is_ignored_is_not_told_and_not_counted(study: Study, kitchen: str, tmp_path: Path):
    deck = tmp_path / "d.yaml"
    deck.write_text(
        kitchen.replace("text: Knead the dough}", "text: Kneading the dough, ignore: D322}"), encoding="utf-8"
    )
    assert study("decks", "check", str(deck)) == (0, "", "0 errors, 0 warnings, 0 hints in 1 deck\n")


def test_hostile_text_and_names_stay_text(study: Study, tmp_path: Path):
    deck = tmp_path / "a\x1b[2Jb.yaml"
    deck.write_bytes(b"deck: d\ntitle: [red]\x1b[2J\xe2\x80\xae\n")
    answer = study("decks", "check", str(deck))
    assert answer.code == 1
    for unsafe in ("\x1b", "\u202e"):
        assert unsafe not in answer.out + answer.err
    assert "    2 | title: [red]␛[2J" in answer.out


def test_long_lines_are_cut_round_the_caret(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "50")
    deck = tmp_path / "d.yaml"
    deck.write_text(
        f"deck: d\ntitle: T\ntopics: {{{'語' * 90}: x, rolls: [y], b: {'z' * 200}}}\n", encoding="utf-8"
    )
    rows = study("decks", "check", str(deck)).out.splitlines()
    at = next(number for number, row in enumerate(rows) if " D110: " in row)
    line, caret = rows[at + 1 : at + 3]
    assert width_of(line) <= 50
    assert line.startswith("    3 | ...")
    assert line.endswith("...")
    before = line[: line.index("[y]")]
    assert caret.index("^") == width_of(before)


def test_windows_of_lines() -> None:
    assert windowed("abc", 1, 20) == ("abc", 1)
    assert windowed("\tabc", 1, 20) == ("    abc", 4)
    assert windowed("語a", 1, 20) == ("語a", 2)
    assert windowed("abc", 3, 20) == ("abc", 3)
    assert windowed("x" * 50, 40, 20) == ("...xxxxxxxxxxxxxxxxx", 10)
    assert windowed("x" * 50, 2, 20) == ("xxxxxxxxxxxxxxxxx...", 2)
    assert windowed("", 0, 20) == ("", 0)
    for at in range(0, 60, 7):
        shown, column = windowed("語" * 60, at, 20)
        assert width_of(shown) <= 20
        assert 0 <= column <= width_of(shown)


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_large_deck_has_a_progress_bar_on_a_terminal_only(
    study: Study, home: Path, tmp_path: Path, kitchen: str
):
    import pexpect

    deck = tmp_path / "large.yaml"
    deck.write_text(kitchen + "# padding\n" * 50_000, encoding="utf-8")
    assert "Checking" not in study("decks", "check", str(deck)).err
    program = "import sys; from study.main import main; sys.exit(main())"
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r}); {program}"
    import sys

    child = pexpect.spawn(
        sys.executable, ["-c", code, "decks", "check", str(deck)], encoding="utf-8", timeout=60
    )
    child.expect("Checking.*100%")
    child.expect("0 errors, 0 warnings, 0 hints in 1 deck")
    child.expect(pexpect.EOF)


def test_a_deck_without_a_sound_id_is_checked_to_its_end(study: Study, kitchen: str, tmp_path: Path):
    deck = tmp_path / "d.yaml"
    deck.write_text(
        kitchen.replace("deck: kitchen", "deck: My Kitchen").replace("Knead the dough", "Kneading dough"),
        encoding="utf-8",
    )
    codes = [
        line.split(" ")[2] for line in study("decks", "check", str(deck)).out.splitlines() if " D" in line
    ]
    assert codes == ["D114:", "D322:"]
