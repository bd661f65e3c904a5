"""`study quiz --plain`: a quiz as lines on a pipe."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from study.output import letter

Study = Callable[..., Any]

PLAIN = ("--kind", "duty-of-role", "--kind", "role-of-duty", "--kind", "role-of-definition")
"""Kinds whose questions are answered with one letter."""
UNFINISHED = "Take it up again? y, or n to close it and begin a new one."


def answers(study: Study) -> list[dict[str, Any]]:
    return [json.loads(line) for line in study("progress", "export").out.splitlines()]


@pytest.fixture
def keys(study: Study) -> dict[str, str]:
    """The letter of the right option by the id of the question, as a quiz with seed 7 shows it."""
    rows = json.loads(study("decks", "questions", "kitchen", "--seed", "7", "--format", "json").out)
    return {row["id"]: letter(row["key"]) for row in rows}


@pytest.fixture
def asked(study: Study, home: object) -> list[str]:
    """The ids of the five questions that a quiz with seed 7 asks, in order."""
    study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "5", *PLAIN, typed="a\n" * 5)
    return [row["card"] for row in answers(study)]


def test_five_questions_with_one_wrong(study: Study, asked: list[str], keys: dict[str, str]):
    wrong = "b" if keys[asked[0]] == "A" else "a"
    typed = "".join(f"{answer}\n" for answer in [wrong, *(keys[question] for question in asked[1:])])
    answer = study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "5", *PLAIN, typed=typed)
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.startswith(
        "A kitchen brigade\n5 questions. Enter ? for help, q to quit.\n\nQuestion 1 of 5. "
    )
    assert f"Wrong. The answer is {keys[asked[0]]}. " in answer.out
    assert answer.out.count("\nRight.\n") == 4
    summary = answer.out.partition("Result: ")[2]
    assert summary.startswith("4 of 5 right.\n")
    assert summary.count("To look at again: ") == 1
    assert [row["correct"] for row in answers(study)[5:]] == [False, True, True, True, True]


def test_the_same_seed_asks_the_same(study: Study, asked: list[str]):
    study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "5", *PLAIN, typed="1\n2\n3\n1\n2\n")
    assert [row["card"] for row in answers(study)[5:]] == asked


def test_numbers_count_options_too(study: Study, asked: list[str]):
    study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "5", *PLAIN, typed="2\n")
    assert answers(study)[-1]["chosen"] == 1


def test_what_is_no_option_is_asked_again(study: Study):
    out = study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "1", typed="z\n?\na\n").out
    assert "Please answer with a letter from A to " in out
    assert (
        "  A, B, C or 1, 2, 3: choose that option\n"
        "  1 3 4: where there may be several, all that are right\n"
        "  1a 2b 3a: where lines are to be sorted, each to a or to b\n"
        "  q: quit; the quiz can be taken up again\n  ?: this help\n" in out
    )
    assert len(answers(study)) == 1


def test_an_unfinished_quiz_is_taken_up_where_it_was_left(study: Study, asked: list[str]):
    left = study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "5", *PLAIN, typed="a\nb\nq\n").out
    assert left.endswith("\n2 of 5 answered. The quiz can be taken up again.\n")
    again = study("quiz", "kitchen", "--plain", typed="y\na\na\na\n").out
    assert again.startswith(f"There is an unfinished quiz, 2 of 5 questions answered. {UNFINISHED}\n")
    assert "Question 3 of 5." in again
    assert "Question 2 of 5." not in again
    assert "\nResult: " in again
    assert [row["card"] for row in answers(study)[5:]] == asked
    assert not study("quiz", "kitchen", "--plain").out.startswith("There is an unfinished quiz")


def test_resume_takes_it_up_without_asking(study: Study):
    study("quiz", "kitchen", "--plain", "--new", "--count", "3", typed="a\n")
    out = study("quiz", "kitchen", "--plain", "--resume", typed="").out
    assert out.startswith("A kitchen brigade\n3 questions.")
    assert "Question 2 of 3." in out


def test_n_closes_it_and_begins_a_new_one(study: Study):
    study("quiz", "kitchen", "--plain", "--count", "3", typed="a\n")
    out = study("quiz", "kitchen", "--plain", "--count", "4", typed="well\nn\n").out
    assert "Please answer y or n.\n" in out
    assert "4 questions." in out
    assert len(answers(study)) == 1


def test_the_end_of_input_leaves_the_question_open(study: Study):
    study("quiz", "kitchen", "--plain", "--count", "3", typed="a\n")
    assert study("quiz", "kitchen", "--plain", typed="").code == 0
    assert "1 of 3 questions answered" in study("quiz", "kitchen", "--plain", typed="").out


def test_a_topic_and_a_role_narrow_the_quiz(study: Study):
    out = study("quiz", "kitchen", "--plain", "--topic", "sauces", "--kind", "duty-of-role", typed="a\n").out
    assert out.startswith("A kitchen brigade: Sauces\n1 question; no more fit. Enter ?")
    study("quiz", "kitchen", "--plain", "--role", "porter", "--count", "3", typed="a\na\na\n")
    cards = [row["card"] for row in answers(study)]
    assert all(card.startswith("kitchen:sauce-cook/") for card in cards[:1])
    assert all(card.startswith("kitchen:porter/") for card in cards[1:])


def test_no_question_is_told(study: Study, home: Any):
    path = home / "cards.yaml"
    path.write_text("deck: few\ntitle: Few\ntopics: {t: T}\ncards: [{id: a, topic: t, front: x, back: y}]\n")
    answer = study("quiz", str(path), "--plain")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "Error: The deck “few” makes no questions: that takes several roles with duties, or questions written by hand. "
        "Its flashcards can be reviewed and learned.\n"
    )


def test_weak_topics_after_a_quiz(study: Study, asked: list[str]):
    standings = json.loads(study("weak", "kitchen", "--format", "json").out)
    names = {"topic", "mean", "low", "high", "answers", "weak", "recall_today", "coverage"}
    assert all(standing.keys() >= names for standing in standings)
    assert all(0 <= s["low"] <= s["mean"] <= s["high"] <= 1 for s in standings)
    assert sum(s["answers"] for s in standings) >= 5
    streamed = study("weak", "kitchen", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in streamed] == standings
    table = study("weak", "kitchen").out.splitlines()
    assert table[0].split("  ")[0] == "Topic"
    verdicts = ("Weak:", "Too close to 60% to tell:", "Not weak:", "Not enough evidence yet:")
    told = [
        verdicts[3 if s["weak"] is None else 0 if s["weak"] else 1 if s["low"] < 0.6 else 2]
        for s in standings
    ]
    ordered = [s for verdict in verdicts for s, of in zip(standings, told, strict=True) if of == verdict]
    headings = [line for line in table if line in verdicts]
    assert headings == [verdict for verdict in verdicts if verdict in told]
    rows = [line for line in table[1:] if line not in headings]
    assert [line.split("  ")[0] for line in rows] == [s["title"] for s in ordered]
    for line, standing in zip(rows, ordered, strict=True):
        assert f"{standing['low']:.0%} to {standing['high']:.0%}" in line or not standing["answers"]


def test_weak_topics_without_answers(study: Study):
    answer = study("weak", "kitchen")
    assert answer.code == 0
    assert answer.out.splitlines()[1] == "Not enough evidence yet:"
    assert len(answer.out.splitlines()) == 5
    assert answer.err == "No answers yet: begin with `study review` or `study quiz`.\n"
    assert {s["weak"] for s in json.loads(study("weak", "kitchen", "--format", "json").out)} == {None}


def test_the_end_says_what_can_be_done_then(study: Study):
    out = study("quiz", "kitchen", "--plain", "--count", "1", "--kind", "written", typed="a\n").out
    lines = out.splitlines()
    assert lines[-3] in (
        "study review kitchen --plain: what is due now; what you missed has come back into it.",
        "study review kitchen --plain: what is due now.",
    )
    assert lines[-2:] == [
        "study weak kitchen --plain: what you are weakest at.",
        "study quiz kitchen --plain: another quiz.",
    ]
