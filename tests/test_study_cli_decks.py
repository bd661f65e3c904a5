"""`study decks`: listing, checking, cards and questions, as a person or a program calls them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from study.output import width_of

Study = Callable[..., Any]
"""What the `study` fixture is: returns exit code, output and errors."""


def test_list_names_own_and_bundled_decks(study: Study, home: Path):
    answer = study("decks", "list")
    assert answer.code == 0
    header, *rows = answer.out.splitlines()
    assert header.split() == ["Deck", "Title", "Roles", "Cards", "Questions", "Errors", "Origin"]
    assert rows[0].startswith("kitchen")
    assert "A kitchen brigade" in rows[0]
    assert answer.err == f"Your own decks belong in {home}/decks\n"


def test_list_as_json(study: Study, home: Path):
    answer = study("decks", "list", "--format", "json")
    kitchen = json.loads(answer.out)[0]
    cards, questions = kitchen.pop("cards"), kitchen.pop("questions")
    assert kitchen == {
        "deck": "kitchen",
        "title": "A kitchen brigade",
        "roles": 4,
        "errors": 0,
        "warnings": 0,
        "bundled": False,
        "origin": "own",
        "path": str(home / "decks" / "kitchen.yaml"),
    }
    assert cards == len(json.loads(study("decks", "cards", "kitchen", "--format", "json").out))
    assert questions == len(
        json.loads(study("decks", "questions", "kitchen", "--several", "--format", "json").out)
    )
    assert answer.err == ""


def test_a_broken_deck_is_named_and_the_others_stay(study: Study, home: Path):
    (home / "decks" / "broken.yaml").write_text("deck: [\n")
    answer = study("decks", "list")
    assert answer.code == 0
    assert "kitchen" in answer.out
    path = home / "decks" / "broken.yaml"
    assert answer.err.splitlines()[0] == f"{path} cannot be used: study decks check {path}"


def test_an_unknown_deck_is_wrong_usage(study: Study):
    for command in (("decks", "cards"), ("decks", "questions"), ("weak",), ("due",), ("review", "--plain")):
        answer = study(*command, "kichen")
        assert answer.code == 2
        assert answer.out == ""
        assert answer.err.startswith("Error: There is no deck “kichen”; ")
        assert answer.err.count("\n") == 1


def test_a_deck_that_cannot_be_used_tells_its_first_problem(study: Study, tmp_path: Path):
    deck = tmp_path / "broken.yaml"
    deck.write_text("")
    answer = study("decks", "cards", str(deck))
    assert answer.code == 1
    assert (
        answer.err
        == f"Error: {deck}:1:1: error D110: the file is empty; start it with “deck: …” and “title: …”.\n"
    )


CARD_FIELDS = {"id", "kind", "deck", "role", "role_title", "topic", "prompt", "answer"}
QUESTION_FIELDS = {
    *("id", "kind", "deck", "role", "role_title", "topic", "subject", "stem"),
    *("options", "key", "explanations", "roles", "basis"),
}


def test_cards_have_the_fields_that_others_rely_on(study: Study):
    rows = [
        json.loads(line) for line in study("decks", "cards", "kitchen", "--format", "jsonl").out.splitlines()
    ]
    assert all(row.keys() >= CARD_FIELDS for row in rows)
    card = next(row for row in rows if row["id"] == "kitchen:head-chef/definition#role-definition")
    assert card["role_title"] == "Head chef"
    assert card["answer"] == "Leads the whole kitchen"
    assert rows == json.loads(study("decks", "cards", "kitchen", "--format", "json").out)


def test_questions_have_the_fields_that_others_rely_on(study: Study):
    rows = [
        json.loads(line)
        for line in study("decks", "questions", "kitchen", "--format", "jsonl").out.splitlines()
    ]
    assert rows
    roles = {"head-chef", "sauce-cook", "pastry-cook", "porter", None}
    for row in rows:
        assert row.keys() >= QUESTION_FIELDS
        assert len(row["options"]) == len(row["explanations"]) == len(row["roles"])
        assert 0 <= row["key"] < len(row["options"])
        assert set(row["roles"]) <= roles
        assert row["basis"] in ("stated", "presumed")


def test_the_seed_orders_options_and_moves_the_key_along(study: Study):
    def rows(*seed: str) -> list[dict[str, object]]:
        return json.loads(study("decks", "questions", "kitchen", *seed, "--format", "json").out)

    plain, one, again, other = rows(), rows("--seed", "1"), rows("--seed", "1"), rows("--seed", "2")
    assert one == again
    assert one != other
    for unshuffled, row in zip(plain, one, strict=True):
        assert sorted(unshuffled["options"]) == sorted(row["options"])
        assert unshuffled["options"][unshuffled["key"]] == row["options"][row["key"]]


def test_listings_can_be_narrowed(study: Study):
    def ids(*options: str) -> list[str]:
        return [
            row["id"]
            for row in json.loads(study("decks", "cards", "kitchen", *options, "--format", "json").out)
        ]

    everything = ids()
    assert ids("--role", "porter") == [i for i in everything if i.startswith("kitchen:porter/")]
    assert ids("--role", "Kitchen Porter") == ids("--role", "porter")
    assert ids("--kind", "duty-roles") == [i for i in everything if i.endswith("#duty-roles")]
    assert "kitchen:sauce-cook/stock#duty-roles" in ids("--topic", "cooking")
    assert set(ids("--topic", "Sauces")) < set(ids("--topic", "cooking"))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--role", "portr"), "Deck kitchen has no role “portr”; did you mean porter?"),
        (("--role", "zzz"), "Deck kitchen has no role “zzz”."),
        (("--topic", "sauce"), "Deck kitchen has no topic “sauce”; did you mean cooking/sauces?"),
        (
            ("--kind", "x\x1b[2J"),
            "There is no kind “x␛[2J”; the kinds are duty-of-role, role-of-duty, role-of-definition, role-of-title, "
            "role-of-equipment, requirement-of-role, supervisor-of-role, role-of-duties, odd-one-out, select-duties, sort-duties, written.",
        ),
    ],
)
def test_what_is_not_there_is_told_with_a_suggestion(study: Study, options: tuple[str, str], sentence: str):
    assert study("decks", "questions", "kitchen", *options) == (2, "", f"Error: {sentence}\n")


def test_text_listings_show_the_right_option(study: Study):
    out = study("decks", "questions", "kitchen", "--kind", "written").out
    assert out == (
        "kitchen:questions/brigade#written\n"
        "  Who is who, stated\n"
        "  Who invented the brigade?\n"
        "    A. Bocuse\n"
        "    B. Carême\n"
        "  * C. Escoffier\n"
        "\n"
    )


def test_text_fits_the_terminal(study: Study, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "40")
    for command in (
        ("decks", "list"),
        ("decks", "cards", "kitchen"),
        ("decks", "questions", "kitchen"),
        ("weak", "kitchen"),
    ):
        out = study(*command).out
        assert out
        assert max(map(width_of, out.splitlines())) <= 40


def test_hostile_text_in_a_deck_stays_text(study: Study, kitchen: str, tmp_path: Path):
    deck = tmp_path / "hostile.yaml"
    evil = r"[red]\e]52;c;cm0gLXJm\a \e[2J[/red] " + "x" * 10_000
    deck.write_text(kitchen.replace("Leads the whole kitchen", f'"{evil}"'), encoding="utf-8")
    for form in ("text", "json"):
        out = study("decks", "cards", str(deck), "--format", form).out
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "[red]" in out
        assert "x" * 9_000 in out


def test_a_hostile_path_stays_text(study: Study):
    answer = study("decks", "cards", "\x1b[2Jgone.yaml")
    assert answer == (2, "", "Error: There is no deck file ␛[2Jgone.yaml; check the path.\n")
