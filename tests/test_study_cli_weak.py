"""`study weak` from all sides, and the quizzes that follow from it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]


@pytest.fixture
def questions(study: Study) -> list[dict[str, Any]]:
    found = study("decks", "questions", "kitchen", "--format", "jsonl").out.splitlines()
    return [json.loads(line) for line in found]


@pytest.fixture
def log(study: Study, questions: list[dict[str, Any]], tmp_path: Path) -> list[dict[str, Any]]:
    """Twelve days of answers: who makes sauces is taken for the pastry cook, the porter is known; imported."""
    answers = []
    for n in range(120):
        question = questions[n * 7 % len(questions)]
        role, roles = question["role"], question["roles"]
        chosen = question["key"]
        if role == "sauce-cook" and "pastry-cook" in roles:
            chosen = roles.index("pastry-cook")
        answers.append(
            {
                "id": f"q{n}", "card": question["id"], "deck": "kitchen", "kind": "quiz",
                "at": f"2026-03-{n // 10 + 1:02}T08:{n % 10:02}:00Z", "chosen": chosen,
                "correct": chosen == question["key"], "options": [each or f"option-{i}" for i, each in enumerate(roles)],
                "certainty": 3 if chosen == question["key"] else 1 + n % 2,
            }
        )  # fmt: skip
    answers += [
        {
            "id": f"r{n}", "card": "kitchen:head-chef/plan-menu#duty-roles", "deck": "kitchen", "kind": "review",
            "at": f"2026-03-{3 * n + 1:02}T18:00:00Z", "rating": 3 if n % 4 else 1,
        }
        for n in range(8)
    ]  # fmt: skip
    path = tmp_path / "log.jsonl"
    path.write_text("".join(json.dumps(answer) + "\n" for answer in answers))
    assert study("progress", "import", str(path)).code == 0
    return answers


def test_topics_have_a_trend_and_the_next_step_is_told(study: Study, log: list[Any]):
    found = json.loads(study("weak", "kitchen", "--format", "json").out)
    assert {"trend", "trend_change", "trend_low", "trend_high", "weak_probability"} <= found[0].keys()
    assert all(s["trend"] in {"up", "down", "flat", "unknown"} for s in found)
    assert [s["mean"] for s in found if s["answers"]] == sorted(s["mean"] for s in found if s["answers"])
    assert found[0]["topic"] == "cooking/sauces"
    told = study("weak", "kitchen")
    assert told.err.startswith("Next best step: 10 minutes of ")


@pytest.mark.parametrize(
    ("by", "head", "names"),
    [
        ("role", "Role", {"sauce-cook", "porter"}),
        ("kind", "Kind of fact", {"duties", "definition", "written"}),
    ],
)
def test_the_same_by_role_and_by_kind_of_fact(
    study: Study, log: list[Any], by: str, head: str, names: set[str]
):
    told = study("weak", "kitchen", "--by", by)
    assert told.out.startswith(head)
    found = json.loads(study("weak", "kitchen", "--by", by, "--format", "json").out)
    assert names <= {each["topic"] for each in found}
    if by == "role":
        assert found[0]["topic"] == "sauce-cook"
        assert found[0]["weak"]


def test_confusions_are_told_with_what_they_rest_on(study: Study, log: list[Any]):
    found = json.loads(study("weak", "kitchen", "--confusions", "--format", "json").out)
    first = found["pairs"][0]
    assert (first["role"], first["taken"], first["taken_title"]) == (
        "sauce-cook",
        "pastry-cook",
        "Pastry cook",
    )
    assert first["low"] < first["times"] / first["of"] <= 1
    assert first["way"] == "one"
    assert sum(fact["times"] for fact in first["facts"]) == first["times"]
    wrong = [answer for answer in log if answer["kind"] == "quiz" and not answer["correct"]]
    assert found["wrong"] == len(wrong) == sum(pair["times"] for pair in found["pairs"])
    told = study("weak", "kitchen", "--confusions").out
    assert f"Sauce cook   Pastry cook  {first['times']} of {first['of']}" in told
    assert told.endswith("study quiz --confused drills the first pair.\n")
    assert "Sauce cook, taken for Pastry cook, where asked about: " in told


def test_calibration_is_told_as_counts(study: Study, log: list[Any]):
    found = json.loads(study("weak", "kitchen", "--calibration", "--format", "json").out)
    sure = found["certainty"][-1]
    assert (sure["certainty"], sure["right"]) == (3, sure["answers"])
    assert found["reviews"] == sum(point["reviews"] for point in found["recall"]) == 7
    told = study("weak", "kitchen", "--calibration").out
    assert told.startswith("You said")
    assert "Recall expected" in told
    assert "7 reviews a day or more after the last." in told


def test_the_mark_to_expect_has_a_range(study: Study, log: list[Any]):
    found = json.loads(study("weak", "kitchen", "--forecast", "--format", "json").out)
    assert 0 <= found["low"] < found["mean"] < found["high"] <= 1
    assert sum(topic["share"] for topic in found["topics"]) == pytest.approx(1, abs=1e-3)
    told = study("weak", "kitchen", "--forecast").out
    assert told.startswith(f"Expected mark, as things stand: {found['mean']:.0%}; ")


def test_the_deck_says_what_its_exam_weighs(study: Study, log: list[Any], home: Path):
    path = home / "decks" / "kitchen.yaml"
    exam = "exam: {date: 2026-07-01, pass_mark: 50, weights: {cooking/sauces: 3, order: 1}}\n"
    path.write_text(path.read_text(encoding="utf-8") + exam, encoding="utf-8")
    found = json.loads(study("weak", "kitchen", "--forecast", "--format", "json").out)
    assert found["topics"] == [{"topic": "cooking/sauces", "share": 0.75}, {"topic": "order", "share": 0.25}]
    assert (found["weights"], found["date"]) == ("exam", "2026-07-01")
    assert 0 <= found["passing"] <= 1
    told = study("weak", "kitchen", "--forecast").out
    assert "Topics count as the deck's exam weighs them.\nProbability of passing: " in told
    assert study("weak", "kitchen").err.startswith("Next best step: 10 minutes of Sauces gain ")


def test_without_answers_each_view_says_so(study: Study):
    assert study("weak", "kitchen", "--confusions").err == (
        "No role was taken for the same other one twice so far, in 0 questions answered.\n"
    )
    assert study("weak", "kitchen", "--calibration").err == (
        "No question was answered with how sure you were so far.\n"
        "No card was reviewed a day or more after its last review so far.\n"
    )
    assert "100% of the exam is on topics never answered" in study("weak", "kitchen", "--forecast").out
    assert study("quiz", "kitchen", "--confused", "--plain") == (
        1, "", "Error: No two roles of the deck “kitchen” were confused twice so far; study quiz asks about all of them.\n"
    )  # fmt: skip


def test_what_is_confused_is_drilled(study: Study, log: list[Any], questions: list[dict[str, Any]]):
    told = study(
        "quiz", "kitchen", "--confused", "--plain", "--count", "4", "--seed", "3", typed="a\na\na\na\n"
    )
    assert told.out.startswith("You took Sauce cook for Pastry cook ")
    assert "Question 1 of 4." in told.out
    answers = [json.loads(line) for line in study("progress", "export").out.splitlines()]
    asked = [answer for answer in answers if answer["id"] not in {each["id"] for each in log}]
    assert len(asked) == 4
    by_id = {question["id"]: question for question in questions}
    for answer in asked:
        roles = set(by_id[answer["card"]]["roles"])
        assert {"sauce-cook", "pastry-cook"} <= roles


def test_a_diagnosis_says_what_it_found_and_how_sure_that_is(study: Study, log: list[Any]):
    typed = "a\n" * 100
    told = study("quiz", "kitchen", "--diagnose", "--plain", "--seed", "5", typed=typed)
    assert told.code == 0
    assert told.out.startswith("A kitchen brigade: which topics are your weakest?\n")
    assert "Question 1. " in told.out
    lines = told.out.splitlines()
    stopped = next(line for line in lines if line.startswith("Stopped after "))
    assert lines[lines.index(stopped) + 1].startswith("1. ")
    assert "with 80 % certainty; the weakest with a probability of " in lines[-1]
    assert json.loads(study("weak", "kitchen", "--format", "json").out)


def test_a_diagnosis_that_is_left_goes_on_from_there(study: Study):
    told = study("quiz", "kitchen", "--diagnose", "--plain", "--seed", "5", typed="a\nb\nq\n")
    assert (
        "Stopped after 2 questions: less is known than it takes; study quiz --diagnose goes on from here."
        in told.out
    )
    assert len(study("progress", "export").out.splitlines()) == 2
    again = study("quiz", "kitchen", "--plain", "--count", "1", typed="a\n")
    assert "unfinished" not in again.out


def test_wrong_usage_is_told(study: Study):
    answer = study("weak", "kitchen", "--by", "role", "--confusions")
    assert (answer.code, answer.err.splitlines()[-1]) == (2, "Error: --by goes without --confusions.")
    answer = study("quiz", "kitchen", "--diagnose", "--role", "porter", "--plain")
    assert (answer.code, answer.err.splitlines()[-1]) == (
        2, "Error: --diagnose chooses the questions by itself; leave the other choices out.",
    )  # fmt: skip
    answer = study("quiz", "kitchen", "--diagnose", "--plain", "--topic", "cooking/sauces")
    assert answer.code == 1
    assert answer.err == (
        "Error: The topic “cooking/sauces” of the deck “kitchen” has questions on fewer than two topics, so there is nothing to tell apart.\n"
    )
