"""The rules behind single findings: which stems are negative, which verbs are base forms, what fits a screen, what is ignored."""

from pathlib import Path

import pytest

from decks.checking.cards import COLUMNS, lines
from decks.checking.checks import STEPS, check
from decks.checking.questions import asks_negatively
from decks.checking.texts import _is_no_base_form
from decks.model import Deck
from decks.reading.files import lines_of, parse_deck


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is not a duty of a nurse?",
        "Which duties does a nurse never have?",
        "What must a technician not tell a patient?",
        "All of these are duties of a nurse except:",
        "A patient comes in. What don't you do?",
        "Who can’t give drugs?",
        "Which of the following cannot be shared?",
    ],
)
def test_questions_for_what_is_not_so(stem: str) -> None:
    assert asks_negatively(stem)


@pytest.mark.parametrize(
    "stem",
    [
        "Which of these is NOT a duty of a nurse?",
        "All of these are duties of a nurse EXCEPT:",
        "What do you do if the patient does not answer?",
        "A patient cannot stand. Who is called?",
        "Who helps a patient who cannot stand?",
        "What is done when nobody has not signed?",
        "Which knot is used?",
        "",
    ],
)
def test_questions_for_what_is_so(stem: str) -> None:
    assert not asks_negatively(stem)


@pytest.mark.parametrize(
    "word", ["counting", "going", "counts", "washes", "carries", "the", "to", "responsible"]
)
def test_words_that_no_duty_begins_with(word: str) -> None:
    assert _is_no_base_form(word)


@pytest.mark.parametrize(
    "word",
    [
        "count",
        "bring",
        "assess",
        "process",
        "discuss",
        "focus",
        "string",
        "bus",
        "x-ray",
        "ct",
        "canvas",
        "swing",
    ],
)
def test_words_that_a_duty_can_begin_with(word: str) -> None:
    assert not _is_no_base_form(word)


def test_lines_on_a_screen() -> None:
    assert lines("") == 0
    assert lines("one") == 1
    assert lines("one\ntwo") == 2
    assert lines("x" * COLUMNS) == 1
    assert lines("x" * (COLUMNS + 1)) == 2
    assert lines("語" * (COLUMNS // 2)) == 1
    assert lines("語" * (COLUMNS // 2 + 1)) == 2
    assert lines(" ".join(["word"] * 15)) == 1
    assert lines(" ".join(["word"] * 16)) == 2


HEAD = "deck: d\ntitle: T\ntopics: {t: T}\nsources: {s: {title: S}}\n"
ROLE = """roles:
  - id: r
    title: Role
    topic: t
    source: s
    ignore: [D304]
    duties:
      - id: x
        text: Counting the swabs
        ignore: D322
      - {id: y, text: Watching the clock}
"""


def found(text: str) -> list[str]:
    deck, problems = parse_deck(text, "d.yaml")
    assert deck is not None
    return [f"{each.mark.line} {each.code}" for each in check(deck, problems)]


def test_an_ignore_holds_for_what_it_stands_in() -> None:
    assert found(HEAD + ROLE) == ["3 D307", "15 D322"]
    assert found(HEAD + "ignore: [D322, D307]\n" + ROLE) == []


def test_an_ignore_of_nothing_is_told_unless_an_error_may_have_taken_it_away() -> None:
    assert "10 D331" in found(HEAD + ROLE.replace("[D304]", "[D304, D303]"))
    broken = HEAD + ROLE.replace("[D304]", "[D304, D303]").replace("id: y,", "id: Y Y,")
    assert not any("D331" in each for each in found(broken))
    assert "5 D331" in found(HEAD + "ignore: D318\n" + ROLE)


def test_an_error_cannot_be_ignored() -> None:
    text = HEAD + ROLE + "    not_duties: [{text: Watching the clock, ignore: [D305, D322]}]\n"
    assert {"16 D305", "16 D332"} <= set(found(text))


def test_what_was_left_out_for_an_error_is_not_missed_a_second_time() -> None:
    broken = HEAD + ROLE.replace("    ignore: [D304]\n", "").replace("id: y,", "id: Y Y,")
    assert not any("D304" in each for each in found(broken))


def test_findings_of_reading_come_back_among_the_rest_and_can_be_ignored() -> None:
    text = HEAD + ROLE.replace("Watching the clock}", "Watch the clock, also: [r]}")
    assert "15 D206" in found(text)
    assert "15 D206" not in found(text.replace("also: [r]}", "also: [r], ignore: D206}"))


def test_each_step_is_told() -> None:
    steps: list[int] = []
    check(Deck("d", "D", "d.yaml"), step=lambda: steps.append(1))
    assert len(steps) == STEPS


def test_checks_of_words_are_for_english_only() -> None:
    german = (
        HEAD
        + "language: de\n"
        + ROLE.replace("Counting the swabs", "Tupfer zählen").replace("        ignore: D322\n", "")
    )
    assert not any("D322" in each for each in found(german))


def test_lines_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes("\ufeffone\r\ntwo\rthree\u2028four\n".encode())
    assert lines_of(path, {1, 2, 3, 4, 9}) == {1: "one", 2: "two", 3: "three", 4: "four"}
    path.write_bytes("eins\nzwei".encode("utf-16"))
    assert lines_of(path, {2}) == {2: "zwei"}
    path.write_bytes(b"a\xffb\n")
    assert lines_of(path, {1}) == {1: "a\ufffdb"}
    assert lines_of(tmp_path / "gone.yaml", {1}) == {}
    assert lines_of(tmp_path, {1}) == {}
