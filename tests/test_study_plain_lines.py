"""Questions with several answers on a pipe, in listings, and asked for by kind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.sessions.answers import amount, several_in, sorted_in

Study = Callable[..., Any]

SHIP = """\
deck: ship
title: A ship
topics: {work: Work}
default_topics: {duties: work}
roles:
  - id: bosun
    title: Bosun
    complete: true
    duties:
      - {id: paint, text: Paint the rail}
      - {id: rope, text: Splice torn ropes}
      - {id: hatch, text: Close the hatches}
  - id: cook
    title: Cook
    complete: true
    duties:
      - {id: soup, text: Boil soup}
      - {id: knives, text: Sharpen knives}
      - {id: larder, text: Count the tins}
questions:
  - id: floats
    topic: work
    stem: What floats?
    keys: [Cork, {text: Ice, why: It is lighter than water.}]
    distractors: [Lead, Gold]
    why: What is lighter than water floats.
"""


@pytest.fixture
def ship(tmp_path: Path) -> str:
    path = tmp_path / "ship.yaml"
    path.write_text(SHIP)
    return str(path)


def listed(study: Study, ship: str, *more: str) -> list[dict[str, Any]]:
    answer = study("decks", "questions", ship, "--format", "jsonl", *more)
    assert (answer.code, answer.err) == (0, "")
    return [json.loads(line) for line in answer.out.splitlines()]


def test_only_questions_with_one_right_option_are_listed_unless_more_is_asked_for(study: Study, ship: str):
    plain = listed(study, ship)
    assert all(isinstance(row["key"], int) and row["keys"] == [row["key"]] for row in plain)
    assert {row["asks"] for row in plain} == {"one"}
    assert "written" not in {row["kind"] for row in plain}
    every = listed(study, ship, "--several")
    more = [row for row in every if row not in plain]
    assert {row["kind"] for row in more} == {"select-duties", "sort-duties", "written"}
    assert all(row["key"] is None and row["keys"] for row in more)
    assert listed(study, ship, "--kind", "sort-duties") == [r for r in more if r["kind"] == "sort-duties"]


def test_options_to_be_sorted_are_listed_with_the_letter_of_their_role(study: Study, ship: str):
    (row, *_) = listed(study, ship, "--kind", "sort-duties", "--role", "cook")
    assert row["sides"] == [{"role": "cook", "title": "Cook"}, {"role": "bosun", "title": "Bosun"}]
    lines = study("decks", "questions", ship, "--kind", "sort-duties", "--role", "cook").out.splitlines()
    assert lines[2] == "  Sort these duties: which belong to a cook, and which to a bosun?"
    for number, text in enumerate(row["options"]):
        side = "a" if number in row["keys"] else "b"
        assert lines[3 + number] == f"  {side} {'ABCDE'[number]}. {text}"


def quiz(study: Study, ship: str, kind: str, typed: str, *more: str) -> str:
    answer = study("quiz", ship, "--plain", "--seed", "3", "--count", "1", "--kind", kind, *more, typed=typed)
    assert (answer.code, answer.err) == (0, "")
    out: str = answer.out
    told, _, ways = out.partition("\n\nstudy review ")
    return told + "\n" if ways else out  # without what can be done then


def answers(study: Study) -> list[dict[str, Any]]:
    return [json.loads(line) for line in study("progress", "export").out.splitlines()]


def test_a_question_with_several_right_options_line_by_line(study: Study, ship: str):
    (row,) = listed(study, ship, "--kind", "written", "--seed", "3")
    right = " ".join(str(place + 1) for place in row["keys"])
    lead, ice = row["options"].index("Lead"), row["options"].index("Ice")
    ticked = sorted({*row["keys"], lead} - {ice})
    out = quiz(study, ship, "written", "nine\n0\n" + " ".join(str(place + 1) for place in ticked) + "\n")
    shown = "".join(f"{number}. {text}\n" for number, text in enumerate(row["options"], 1))
    wrong = {ice: "You missed this one. It is lighter than water.", lead: "Not one of them."}
    assert out == (
        "A ship\n1 question. Enter ? for help, q to quit.\n\nQuestion 1 of 1. Work.\nWhat floats?\n"
        + shown
        + 2 * ("Your answer, such as 1 3 4:\nPlease name one or more lines from 1 to 4, such as 1 3 4.\n")
        + f"Your answer, such as 1 3 4:\n2 of 4 lines right. The answer is {right}.\n"
        + "".join(f"{place + 1}: {wrong[place]}\n" for place in sorted(wrong))
        + "Why: What is lighter than water floats.\n\nResult: 0.5 of 1 right.\n  Work: 0.5 of 1\n"
        + "To look at again: What floats?\n"
        + "".join(f"  Answer: {row['options'][place]}\n" for place in row["keys"])
    )
    (logged,) = answers(study)
    assert (logged["kind"], logged["correct"], logged["chosen"]) == ("quiz", False, None)
    assert [hit for _, hit in logged["parts"]] == [place not in wrong for place in range(4)]


def test_all_lines_right(study: Study, ship: str):
    (row,) = listed(study, ship, "--kind", "written", "--seed", "3")
    letters = ", ".join("abcd"[place] for place in row["keys"])
    out = quiz(study, ship, "written", f"{letters}\n")
    assert out.endswith(
        "\nRight.\nWhy: What is lighter than water floats.\n\nResult: 1 of 1 right.\n  Work: 1 of 1\n"
    )


def test_sorting_line_by_line(study: Study, ship: str):
    typed = " ".join(f"{number}a" for number in range(1, 6))
    out = quiz(study, ship, "sort-duties", f"1a 2b\n1a 1b 2a 3a 4a 5a\n{typed}\n")
    (logged,) = answers(study)
    role = logged["card"].partition(":")[2].partition("/")[0]
    names = {"bosun": "Bosun", "cook": "Cook"}
    other = next(name for each, name in names.items() if each != role)
    assert f"\na: {names[role]}\nb: {other}\n1. " in out
    assert out.count("Please give each line from 1 to 5 to a or to b, such as 1a 2b 3a.\n") == 2
    wrong = [place for place, (_, hit) in enumerate(logged["parts"]) if not hit]
    for place in wrong:
        assert f"\n{place + 1}b: That is a duty of a {other.lower()}.\n" in out
    answer = " ".join(f"{place + 1}{'b' if place in wrong else 'a'}" for place in range(5))
    assert f"\n{5 - len(wrong)} of 5 lines right. The answer is {answer}.\n" in out
    assert f"Confused: {other} taken for {names[role]}" in out


def test_letters_alone_sort_too(study: Study, ship: str):
    (row, *_) = listed(study, ship, "--kind", "sort-duties", "--role", "cook", "--seed", "3")
    letters = " ".join("a" if place in row["keys"] else "b" for place in range(5))
    assert "\nRight.\n" in quiz(study, ship, "sort-duties", f"{letters}\n", "--role", "cook")


def test_a_kind_that_there_is_not_or_that_the_deck_lacks(study: Study, ship: str):
    answer = study("quiz", ship, "--plain", "--kind", "riddle")
    assert answer.code == 2
    assert answer.err.startswith(
        "Error: There is no kind “riddle”; the kinds are duty-of-role, role-of-duty, "
    )
    answer = study("quiz", ship, "--plain", "--kind", "supervisor-of-role", "--topic", "work")
    assert answer == (
        1,
        "",
        "Error: The deck “ship” has no question of kind supervisor-of-role about topic “work”; "
        "study decks questions ship --several lists them all.\n",
    )


def test_difficulty_is_one_of_three(study: Study, ship: str):
    assert "1 question" in quiz(study, ship, "duty-of-role", "q\n", "--difficulty", "easy")
    answer = study("quiz", ship, "--plain", "--difficulty", "brutal")
    assert answer.code == 2
    assert "'brutal' is not one of 'easy', 'medium', 'hard'" in answer.err


def test_a_quiz_with_several_answers_is_taken_up_where_it_was_left(study: Study, ship: str):
    kinds = ("--kind", "sort-duties", "--kind", "written")
    left = study("quiz", ship, "--plain", "--seed", "3", "--count", "2", *kinds, typed="1 2\nababa\n").out
    done = left.count("lines right") + left.count("\nRight.")
    assert done == 1 or "Result" in left
    again = study("quiz", ship, "--plain", "--resume", typed="ababa\n1 2\n1 2\n").out
    assert "Question 2 of 2." in again or done == 2


# -- reading what is typed


@given(st.sets(st.integers(0, 4), min_size=1), st.sampled_from([" ", ", ", ",", "  "]), st.booleans())
def test_several_are_read_from_numbers_or_letters(chosen: set[int], between: str, letters: bool):
    said = between.join("ABCDE"[each] if letters else str(each + 1) for each in sorted(chosen))
    assert several_in(said, 5) == chosen


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.sampled_from(["", " ", ", "]), st.integers(0, 3))
def test_sorting_is_read_in_any_order(first: list[bool], between: str, turned: int):
    pairs = [f"{number}{'a' if each else 'B'}" for number, each in enumerate(first, 1)]
    pairs = pairs[turned:] + pairs[:turned]
    wanted = {place for place, each in enumerate(first) if each}
    assert sorted_in(between.join(pairs), len(first)) == wanted
    assert sorted_in(between.join("a" if each else "b" for each in first), len(first)) == wanted


@given(st.text(alphabet="0123456789abcdefxyz ,-.)", max_size=20))
def test_whatever_is_typed_names_lines_that_there_are_or_nothing(typed: str):
    for found in (several_in(typed, 5), sorted_in(typed, 5)):
        assert found is None or found <= {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    "typed", ["", "a", "1a", "1a 2b 3c", "1a 2b 2b", "1a 2b 4a", "1a 2b 3a 4b", "ab", "abab"]
)
def test_what_does_not_sort_every_line_once_is_no_answer(typed: str):
    assert sorted_in(typed, 3) is None


def test_amounts_are_as_short_as_they_can_be():
    assert [amount(each) for each in (0, 3.0, 1.6, 0.25, 2.99)] == ["0", "3", "1.6", "0.2", "3"]
