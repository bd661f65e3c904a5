"""Decks with planted faults: each is found on its line, and nothing else is. The deck itself says what is planted where."""

import re
from collections import Counter
from pathlib import Path

from decks.checking.checks import check
from decks.checking.codes import all_codes
from decks.problems import Problem
from decks.reading.files import read_deck

DATA = Path(__file__).parent / "data"
FAULTS = DATA / "faults"
UNSOURCED = DATA / "faults-unsourced.yaml"
MARK = re.compile(rb"# !((?: D\d{3})+)\s*$")

Places = Counter[tuple[str, int, str]]
"""File, line and code, with how many times."""


def planted(*files: Path) -> Places:
    found: Places = Counter()
    for path in files:
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            marked = MARK.search(line)
            for code in marked[1].decode().split() if marked else ():
                found[str(path), number, code] += 1
    return found


def problems(path: Path) -> list[Problem]:
    deck, found = read_deck(path)
    return check(deck, found) if deck else found


def told(path: Path) -> Places:
    return Counter((each.mark.path, each.mark.line, each.code) for each in problems(path))


def test_every_planted_fault_is_found_on_its_line_and_nothing_else_is() -> None:
    wanted = planted(*sorted(FAULTS.rglob("*.yaml")))
    assert wanted.total() >= 60
    found = told(FAULTS)
    assert found - wanted == Counter(), "found where nothing is planted"
    assert wanted - found == Counter(), "planted and not found"


def test_a_deck_that_names_no_source_is_told_so_once() -> None:
    assert told(UNSOURCED) == planted(UNSOURCED)


def test_a_file_that_is_not_there_is_told() -> None:
    assert told(DATA / "gone.yaml") == Counter({(str(DATA / "gone.yaml"), 1, "D101"): 1})


def test_every_code_is_planted_somewhere_but_that_of_a_file_which_is_not_there() -> None:
    everywhere = {code for _, _, code in planted(*sorted(DATA.rglob("*.yaml")))}
    assert set(all_codes()) - everywhere == {"D101"}


def test_every_finding_is_as_bad_as_its_code_says() -> None:
    codes = all_codes()
    for problem in (*problems(FAULTS), *problems(UNSOURCED)):
        assert problem.severity is codes[problem.code].severity, problem


def test_each_finding_says_what_is_wrong_and_what_to_do() -> None:
    """The findings word for word; a changed message is changed in `faults.txt` as well."""
    said = [str(problem).replace(f"{FAULTS.as_posix()}/", "") for problem in problems(FAULTS)]
    assert said == (DATA / "faults.txt").read_text(encoding="utf-8").splitlines()
