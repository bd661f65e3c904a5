"""The registry of findings: complete, documented in FORMAT.md, and used by the code as it says."""

import re
from pathlib import Path

import pytest

from decks.checking.checks import check
from decks.checking.codes import Code, all_codes, severity_of
from decks.problems import Severity
from decks.reading.files import parse_deck

ROOT = Path(__file__).parent.parent
FORMAT = (ROOT / "decks" / "FORMAT.md").read_text(encoding="utf-8")
CODES = all_codes()


def test_the_codes_are_in_order_and_go_without_gaps() -> None:
    names = list(CODES)
    assert names == sorted(names)
    for hundred, last in (("1", 20), ("2", 13), ("3", 34)):
        assert [name for name in names if name[1] == hundred] == [
            f"D{hundred}{n:02}" for n in range(1, last + 1)
        ]


def test_format_md_lists_every_code_with_its_title_and_no_other() -> None:
    assert dict(re.findall(r"^\| (D\d{3}) \| (.+) \|$", FORMAT, re.MULTILINE)) == {
        code.code: code.title for code in CODES.values()
    }


def test_every_code_that_the_program_can_give_is_in_the_registry() -> None:
    sources = [path for path in (ROOT / "decks").rglob("*.py") if not path.name.startswith("codes")]
    given = {
        code for path in sources for code in re.findall(r'"(D[1-3]\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert given == set(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_code_is_explained_in_whole_sentences(code: Code) -> None:
    assert re.fullmatch(r"D[123]\d\d", code.code)
    assert code.title == code.title.strip()
    assert not code.title.endswith(".")
    assert code.why.endswith(".")
    assert code.why.lstrip("“")[0].isupper()
    assert "  " not in code.why


def test_how_bad_a_finding_of_the_third_hundred_is() -> None:
    assert severity_of("D305") is Severity.ERROR
    assert severity_of("D302") is Severity.HINT
    with pytest.raises(KeyError):
        severity_of("D999")


SHELL = "deck: d\ntitle: T\ntopics: {t: T}\nroles:\n  - id: r\n    title: Scrub nurse\n    topic: t\n    duties:\n"
DUTIES = ("D302", "D322", "D323")


@pytest.mark.parametrize("name", DUTIES)
def test_the_example_of_a_duty_has_the_fault_and_its_mended_form_has_not(name: str) -> None:
    def found(example: str) -> bool:
        text = re.search(r"text: (.*?)(?:\}|$)", example)
        assert text
        deck, _ = parse_deck(f"{SHELL}      - {{id: x, text: {text[1]}}}\n", "d.yaml")
        assert deck is not None
        return name in {problem.code for problem in check(deck)}

    assert found(CODES[name].wrong)
    assert not found(CODES[name].right)
