"""`study quiz --exam --plain`, and what else a quiz can be narrowed to, as lines on a pipe."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from study.output import letter

Study = Callable[..., Any]
ROOT = Path(__file__).parents[1]
PLAIN = ("--kind", "duty-of-role", "--kind", "role-of-duty", "--kind", "role-of-definition")
EXAM = ("quiz", "kitchen", "--exam", "--plain", "--seed", "7", "--count", "4", *PLAIN)


@pytest.fixture
def keys(study: Study) -> dict[str, str]:
    """The letter of the right option by the id of the question, as a quiz with seed 7 shows it."""
    rows = json.loads(study("decks", "questions", "kitchen", "--seed", "7", "--format", "json").out)
    return {row["id"]: letter(row["key"]) for row in rows}


@pytest.fixture
def right(study: Study, home: Path, keys: dict[str, str]) -> list[str]:
    """The right letters of the exam, in order."""
    study(*EXAM, typed="")
    with sqlite3.connect(home / "progress.db") as connection:
        (ids,) = connection.execute("SELECT questions FROM quiz").fetchone()
        connection.execute("DELETE FROM quiz")
    return [keys[name] for name in json.loads(ids)]


def answers(study: Study) -> list[dict[str, Any]]:
    return [json.loads(line) for line in study("progress", "export").out.splitlines()]


def wrong(letter: str) -> str:
    return "B" if letter == "A" else "A"


def test_an_exam_tells_nothing_until_it_is_submitted(study: Study, right: list[str]) -> None:
    answer = study(*EXAM, "--pass", "75", typed="\n".join([*right[:3], wrong(right[3]), "s"]) + "\n")
    asked, _, told = answer.out.partition("\nMark: ")
    assert answer.code == 0
    assert "A kitchen brigade: exam\n4 questions, 6:00 left. Enter ? for help, s to submit.\n" in asked
    assert "Right" not in asked
    assert "Wrong" not in asked
    assert "All questions are answered; s submits the exam." in asked
    assert told.startswith(
        "75 %, 3 of 4 right.\nPassed: 75 % was needed.\nChance alone would give about 25 %.\n"
    )
    assert "\n4. Wrong. " in told
    assert told.count(". Right. ") == 3


def test_answers_can_be_changed_and_questions_flagged_and_gone_to(study: Study, right: list[str]) -> None:
    typed = [wrong(right[0]), "f", "p", right[0], "g 4", right[3], "l", "g 9", "s", "n", "zebra", "s", "y"]
    answer = study(*EXAM, typed="\n".join(typed) + "\n")
    assert f"Your answer so far: {wrong(right[0])}." in answer.out
    assert "Flagged." in answer.out
    assert "  1: answered\n  2: no answer, flagged\n  3: no answer\n  4: answered\n" in answer.out
    assert "There are questions 1 to 4." in answer.out
    assert "Please answer with a letter from A to D, or ? for help." in answer.out
    assert (
        "Questions 2 and 3 have no answer. Question 2 is flagged. Submit all the same? y or n" in answer.out
    )
    assert "Mark: 50 %, 2 of 4 right.\nNot passed: 60 % was needed.\n" in answer.out
    assert "2 questions had no answer, which counts as wrong." in answer.out
    assert [row["correct"] for row in answers(study)] == [True, True]


def test_an_exam_that_was_left_goes_on_with_its_answers_and_flags(study: Study, right: list[str]) -> None:
    left = study(*EXAM, "--minutes", "60", "--certainty", typed=f"{right[0]}\ns\nf\nq\n")
    assert (
        "1 of 4 answered. The exam can be taken up again with study quiz --exam --plain --resume; its clock goes on."
        in left.out
    )
    resumed = study(
        "quiz", "kitchen", "--exam", "--plain", "--resume", typed=f"f\np\nn\n{right[1]}\ng\ns\ny\n"
    )
    assert "\nQuestion 2 of 4. " in resumed.out
    assert "Flagged no more." in resumed.out
    assert f"Your answer so far: {right[0]}." in resumed.out
    assert "Of 1 you were sure of, 1 was right.\nOf 1 you guessed, 1 was right." in resumed.out
    assert [row["certainty"] for row in answers(study)] == [3, 1]


def test_time_that_is_up_submits_what_is_there(study: Study, home: Path, right: list[str]) -> None:
    study(*EXAM, "--minutes", "5", typed=f"{right[0]}\n")
    with sqlite3.connect(home / "progress.db") as connection:
        connection.execute("UPDATE quiz SET started = '2020-01-01 00:00:00.000000'")
    answer = study("quiz", "kitchen", "--exam", "--plain", "--resume", typed="A\nA\n")
    assert "Time is up: the exam is submitted with the answers that were given." in answer.out
    assert "Mark: 25 %, 1 of 4 right." in answer.out
    assert len(answers(study)) == 1


def test_nothing_that_was_noted_is_lost_when_it_is_killed(study: Study, home: Path, right: list[str]) -> None:
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "study.main", *EXAM]
    with subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for typed in (wrong(right[0]), right[1], "p", "p", right[0], "f"):
            child.stdin.write(f"{typed}\n")
        child.stdin.flush()
        noted = []
        for line in child.stdout:
            if line.startswith("Noted: "):
                noted.append(line[7])
            if line == "Flagged.\n":
                break
        child.send_signal(signal.SIGKILL)
    assert noted == [wrong(right[0]), right[1], right[0]]
    answer = study("quiz", "kitchen", "--exam", "--plain", "--resume", typed="l\ns\ny\n")
    assert "  1: answered\n  2: answered, flagged\n  3: no answer\n  4: no answer\n" in answer.out
    assert "Mark: 50 %, 2 of 4 right." in answer.out


def test_history_lists_practice_and_exams_with_their_scores(study: Study, right: list[str]) -> None:
    assert study("quiz", "--history").out == "No quiz is finished yet; study quiz begins one.\n"
    study(*EXAM, typed="\n".join([*right, "s"]) + "\n")
    study("quiz", "kitchen", "--plain", "--seed", "7", "--count", "1", *PLAIN, typed=f"{right[0]}\n")
    correct = answers(study)[-1]["correct"]
    lines = study("quiz", "--history").out.splitlines()
    assert [line[18:] for line in lines] == [
        f"practice  {'1 of 1 right, 100 %' if correct else '0 of 1 right, 0 %'}  A kitchen brigade",
        "exam      4 of 4 right, 100 %, passed  A kitchen brigade",
    ]
    rows = json.loads(study("quiz", "kitchen", "--history", "--format", "json").out)
    assert [(row["mode"], row["mark"], row["pass_mark"], row["passed"]) for row in rows] == [
        ("practice", 100.0 if correct else 0.0, None, None),
        ("exam", 100.0, 60, True),
    ]


def test_only_mistakes_asks_what_was_answered_wrong_the_last_time(study: Study, right: list[str]) -> None:
    none = study("quiz", "kitchen", "--plain", "--mistakes", typed="")
    assert none.code == 1
    assert none.err == "Error: Of the deck “kitchen” no question was answered wrong the last time.\n"
    study(*EXAM, typed="\n".join([wrong(right[0]), *right[1:], "s"]) + "\n")
    missed = next(row["card"] for row in answers(study) if not row["correct"])
    study("quiz", "kitchen", "--plain", "--mistakes", typed="A\n")
    assert answers(study)[-1]["card"] == missed


def test_only_weak_topics_says_when_none_is_known(study: Study) -> None:
    answer = study("quiz", "kitchen", "--plain", "--weak", typed="")
    assert answer.code == 1
    assert answer.err == (
        "Error: Nothing of the deck “kitchen” is known to be weak; Weak topics (study weak) tells how much is known.\n"
    )


def test_several_topics_and_roles_narrow_a_quiz(study: Study) -> None:
    study(
        "quiz", "kitchen", "--plain", "--role", "Sauce cook", "--role", "porter", "--count", "40", *PLAIN,
        typed="A\n" * 40,
    )  # fmt: skip
    roles = {row["card"].partition(":")[2].partition("/")[0] for row in answers(study)}
    assert roles == {"sauce-cook", "porter"}


def test_options_that_do_not_go_together_are_told(study: Study) -> None:
    for arguments, sentence in (
        (("--minutes", "5"), "--minutes and --pass go with --exam."),
        (("--format", "json"), "--format goes with --history."),
        (
            ("--confused", "--exam"),
            "--confused chooses the questions by itself; leave the other choices out.",
        ),
    ):
        answer = study("quiz", "kitchen", "--plain", *arguments)
        assert answer.code == 2
        assert sentence in answer.err
