"""`study weak --plain` and `study stats --plain`: line by line, each line whole by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]


def test_without_answers_weak_says_where_to_begin(study: Study) -> None:
    answer = study("weak", "kitchen", "--plain")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "A kitchen brigade",
        "Weak topics, weakest first.",
        "",
        "Cooking: not enough evidence from 0 answers: practise it to find out.",
        "Sauces: not enough evidence from 0 answers: practise it to find out.",
        "Who is who: not enough evidence from 0 answers: practise it to find out.",
        "",
        "No answers yet: begin with study review --plain or study quiz --plain.",
    ]


def test_each_topic_is_a_sentence_and_the_weakest_has_its_commands(study: Study) -> None:
    for _ in range(2):
        study(
            "quiz", "kitchen", "--plain", "--new", "--topic", "sauces", "--kind", "duty-of-role", typed="d\n"
        )
        study("review", "kitchen", "--plain", "--cram", "--topic", "sauces", typed="\n1\n" * 12)
    lines = study("weak", "kitchen", "--plain").out.splitlines()
    sauces = next(line for line in lines if line.startswith("Sauces: "))
    assert sauces.startswith("Sauces: weak after ")
    assert " with 80 % certainty. Level " in sauces
    assert sauces.endswith(" covered 100 %.")
    assert lines[3].startswith("Cooking: weak after ")
    assert lines[-2:] == [
        "study quiz kitchen --topic cooking --plain: a quiz on Cooking.",
        "study review kitchen --topic cooking --plain: its flashcards.",
    ]
    assert lines[-3].startswith("Next best step: 10 minutes of ")


def test_roles_are_told_of_without_commands(study: Study) -> None:
    lines = study("weak", "kitchen", "--plain", "--by", "role").out.splitlines()
    assert "Sauce cook: not enough evidence from 0 answers: practise it to find out." in lines
    assert not any(line.startswith("study ") for line in lines)


@pytest.mark.parametrize("more", [("--confusions",), ("--format", "json")])
def test_the_other_views_have_no_plain_form(study: Study, more: tuple[str, ...]) -> None:
    answer = study("weak", "kitchen", "--plain", *more)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("Error: --plain goes with --by alone.\n")


def test_statistics_name_the_column_of_each_number(study: Study) -> None:
    study("review", "kitchen", "--plain", typed="\n3\n")
    lines = study("stats", "kitchen", "--plain").out.splitlines()
    assert "Answers a day" in lines
    day = next(line for line in lines if line.startswith("Day "))
    assert day.endswith(": Reviews 1, Questions 0")
    assert not any("  " in line for line in lines)


def test_the_end_of_a_review_says_what_can_be_done_then(study: Study, home: Path) -> None:
    (home / "settings.toml").write_text("new_per_day = 0\n")
    assert study("review", "kitchen", "--plain").out.splitlines() == [
        "A kitchen brigade",
        "0 due, 0 in learning, 0 new. Enter ? for help, q to quit.",
        "",
        "Nothing more to review now.",
        "study weak kitchen --plain: what you are weakest at.",
        "study review kitchen --cram --plain: practise any cards; the schedule is left alone.",
        "",
        "0 answers. 0 cards left.",
    ]
