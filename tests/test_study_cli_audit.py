"""`study decks audit`: what an instructor reads, what programs read, and what the exit status says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Study = Callable[..., Answer]

TOP = {
    "deck",
    "title",
    "seed",
    "questions",
    "by_kind",
    "by_basis",
    "several",
    "verdicts",
    "duties",
    "dropped",
    "true_wrong_options",
    "solver",
    "cues",
    "key_places",
    "length_ratio",
    "repeated",
    "nearly_repeated",
    "texts",
    "closeness",
    "worst",
}
"""The names of the document, which other programs rely on."""

DEMANDS = {"false", "solver", "remembering", "cue", "length", "places", "family", "duties", "repeats"}


def test_the_first_screen_has_a_verdict_for_each_demand(study: Study) -> None:
    answer = study("decks", "audit", "professional-kitchen", "--worst", "2")
    assert answer.code == 0
    first = answer.out.splitlines()[:24]
    assert first[0].startswith("The brigade of a professional kitchen (professional-kitchen): ")
    demands = [line for line in first if line.startswith(("pass ", "WATCH ", "FAIL ", "– "))]
    assert len(demands) == len(DEMANDS)
    text = " ".join(first)
    assert "Wrong options that are true by the deck" in text
    assert "A student who knows nothing of the subject" in text
    assert "The single cue furthest from chance: always taking" in text


def test_lines_fit_eighty_columns_where_nothing_else_is_known(study: Study) -> None:
    answer = study("decks", "audit", "professional-kitchen", "--worst", "50")
    assert max(map(len, answer.out.splitlines())) <= 80


def test_the_worst_questions_come_with_their_place_and_what_helps(study: Study) -> None:
    answer = study("decks", "audit", "professional-kitchen", "--worst", "3")
    tail = answer.out[answer.out.index("to look at first") :]
    assert tail.count("professional-kitchen.yaml:") >= 3
    assert tail.count("\n   * ") == 3
    assert "   – " in tail
    assert "     → " in tail


def test_the_json_is_complete(study: Study) -> None:
    answer = study(
        "decks", "audit", "professional-kitchen", "--format", "json", "--seed", "3", "--worst", "4"
    )
    found = json.loads(answer.out)
    assert set(found) == TOP
    assert {each["id"] for each in found["verdicts"]} == DEMANDS
    assert {each["state"] for each in found["verdicts"]} <= {"pass", "watch", "fail", "not measured"}
    assert (found["deck"], found["seed"]) == ("professional-kitchen", 3)
    assert sum(found["by_kind"].values()) == found["questions"] == sum(found["by_basis"].values())
    assert len(found["worst"]) <= 4
    overall = found["solver"]["overall"]
    assert overall["questions"] == found["questions"] - found["several"]
    assert overall["low"] <= overall["share"] <= overall["high"]
    for each in found["worst"]:
        assert Path(each["file"]).name == "professional-kitchen.yaml"
        assert each["line"] > 1
        assert each["findings"]


def test_what_the_help_says_of_the_json_is_so(study: Study) -> None:
    text = " ".join(study("decks", "audit", "--help").out.split())
    names = text.partition("The JSON has: ")[2].partition(".")[0]
    assert set(names.split()) == TOP


def test_the_same_seed_gives_the_same_audit_and_another_one_another(study: Study) -> None:
    def audited(seed: str) -> str:
        return study("decks", "audit", "professional-kitchen", "--format", "json", "--seed", seed).out

    first = audited("1")
    assert audited("1") == first
    assert json.loads(audited("2"))["key_places"]["shown"] != json.loads(first)["key_places"]["shown"]


@pytest.mark.parametrize("difficulty", ["easy", "medium", "hard"])
def test_any_difficulty_can_be_audited(study: Study, difficulty: str) -> None:
    answer = study("decks", "audit", "kitchen", "--difficulty", difficulty, "--format", "json")
    assert answer.code == 0
    assert json.loads(answer.out)["deck"] == "kitchen"


def test_a_small_deck_is_told_that_it_is_too_small(study: Study) -> None:
    answer = study("decks", "audit", "kitchen")
    assert answer.code == 0
    assert "There are too few questions (" in answer.out
    assert ") to tell what their look gives away." in " ".join(answer.out.split())


def test_strict_fails_where_a_demand_is_not_met(study: Study, home: Path) -> None:
    """All duties go without a question: there are no other roles to take wrong options from."""
    (home / "decks" / "lonely.yaml").write_text(
        "deck: lonely\ntitle: Lonely\nroles:\n  - {id: a, title: Smith, duties: [{id: b, text: Hammer iron}]}\n",
        encoding="utf-8",
    )
    assert study("decks", "audit", "lonely").code == 0
    strict = study("decks", "audit", "lonely", "--strict")
    assert strict.code == 1
    assert "FAIL  Duties with a question" in strict.out


def test_an_unknown_deck_is_a_usage_error(study: Study) -> None:
    answer = study("decks", "audit", "kitchn")
    assert answer.code == 2
    assert answer.err == "Error: There is no deck “kitchn”; write “kitchen” if that is what was meant.\n"


def test_nothing_that_a_terminal_acts_on_gets_through(study: Study, home: Path) -> None:
    text = (home / "decks" / "kitchen.yaml").read_text(encoding="utf-8")
    hostile = text.replace("deck: kitchen", "deck: hostile").replace(
        "Whip the cream", '"Whip \\u001b[31m\\u202e the cream"'
    )
    (home / "decks" / "hostile.yaml").write_text(hostile, encoding="utf-8")
    for form in ("text", "json"):
        out = study("decks", "audit", "hostile", "--format", form, "--worst", "100").out
        assert "\x1b" not in out
        assert "\u202e" not in out
