"""`study decks diff`: what an instructor reads before the students get an edited deck."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]


@pytest.fixture
def new(kitchen: str, tmp_path: Path) -> Callable[..., str]:
    """Writes an edited deck; returns its path."""

    def write(*pairs: tuple[str, str], more: str = "") -> str:
        text = kitchen
        for old, other in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, other)
        path = tmp_path / "new.yaml"
        path.write_text(text + more, encoding="utf-8")
        return str(path)

    return write


def test_two_decks_that_are_the_same(study: Study, new: Callable[..., str]):
    answer = study("decks", "diff", "kitchen", new())
    assert answer.code == 0
    assert answer.out == ""
    assert answer.err == "No card changes\n"


def test_each_kind_of_edit_is_told_in_its_own_section(study: Study, new: Callable[..., str]):
    path = new(
        ("Plan the menu", "Plan the menus"),
        ("Taste every dish", "Taste no dish"),
        ("{id: stock, text: Boil down the stock, topic: cooking/sauces}", "{id: broth, text: Boil down the stock, topic: cooking/sauces}"),
        ("{id: mount, text: Finish the sauce with butter, topic: cooking/sauces}", "{id: mount, text: Finish the sauce with butter, topic: order}"),
        ("{id: cream, text: Whip the cream}", "{id: bake, text: Bake bread at night}"),
        ("- id: porter\n", "- id: scullion\n"),
    )  # fmt: skip
    answer = study("decks", "diff", "kitchen", path)
    assert answer.code == 0
    assert (
        answer.out
        == """\
Meaning changed: whoever learned them is asked again, and keeps the history
  head-chef/duties (2 of 3 lines are as before)
    - Plan the menu
    - Taste every dish
    + Plan the menus
    + Taste no dish
  head-chef/taste (a word that turns the meaning round)
    - Taste every dish
    + Taste no dish
  pastry-cook/duties (2 of 3 lines are as before)
    - Whip the cream
    + Bake bread at night

Renamed: the history follows
  sauce-cook/stock is now sauce-cook/broth
  porter is now scullion (6 cards)

Reworded: progress is kept
  head-chef/plan-menu
    - Plan the menu
    + Plan the menus

In another topic: progress is kept
  sauce-cook/mount (Sauces → Who is who)

Added
  pastry-cook/bake
    Bake bread at night

Removed: what was learned of them waits until they come back
  pastry-cook/cream
    Whip the cream

"""
    )
    assert answer.err == (
        "3 changed, 7 renamed, 1 reworded, 1 in another topic, 1 added, 1 removed (cards)\n"
    )


def test_what_is_unclear_comes_with_the_lines_to_paste(study: Study, new: Callable[..., str], tmp_path: Path):
    pair = (
        "{id: peel, text: Peel the vegetables}",
        "{id: peel-a, text: Peel the old vegetables}\n      - {id: peel-b, text: Peel the new vegetables}",
    )
    answer = study("decks", "diff", "kitchen", new(pair))
    assert answer.code == 1
    start = answer.out.split("\n\n")[0].splitlines()
    assert start[0] == (
        "Unclear: these are gone, and each could be one of several. Their history waits. "
        "Put the lines that are right into the deck:"
    )
    assert start[1] == "  renames:"
    assert start[2].startswith("    porter/peel: porter/peel-")
    assert start[3].startswith("    # or porter/peel: porter/peel-")
    pasted = "\n".join(line[2:] for line in start[1:]) + "\n"
    answer = study("decks", "diff", "kitchen", new(pair, more=pasted))
    assert answer.code == 0
    assert "porter/peel is now porter/peel-" in answer.out


def test_renames_that_lead_nowhere(study: Study, new: Callable[..., str]):
    answer = study("decks", "diff", "kitchen", new(more="renames: {porter/old: porter/none}\n"))
    assert answer.code == 1
    assert answer.out == (
        "“porter/old: porter/none” in “renames” leads to “porter/none”, which the deck does not have.\n\n"
    )


def test_another_deck_id_is_told_first(study: Study, new: Callable[..., str]):
    answer = study("decks", "diff", "kitchen", new(("deck: kitchen", "deck: cuisine")))
    assert answer.code == 1
    assert answer.out == (
        "The deck's id was “kitchen” and is “cuisine”: no progress follows to another deck. Write “deck: kitchen” again.\n\n"
    )


def test_as_json(study: Study, new: Callable[..., str]):
    path = new(("id: peel,", "id: pare,"))
    found = json.loads(study("decks", "diff", "kitchen", path, "--format", "json").out)
    assert found == {
        "deck": "kitchen",
        "changes": [
            {
                "what": "same",
                "card": "porter/pare#duty-roles",
                "was": "porter/peel#duty-roles",
                "renamed": True,
                "text": "Peel the vegetables",
                "was_text": "Peel the vegetables",
                "topic": "cooking",
                "was_topic": "cooking",
                "why": "",
                "kin": None,
            }
        ],
        "renamed": {"porter/peel": "porter/pare"},
        "unclear": [],
        "mistakes": [],
        "schedule": {
            "learned": 0, "reviews": 0, "kept": 0, "again": 0, "united": 0, "waiting": 0, "cards": []
        },
    }  # fmt: skip


def test_with_one_deck_what_was_studied_is_compared(study: Study, new: Callable[..., str], home: Path):
    answer = study("decks", "diff", "kitchen")
    assert answer.code == 1
    assert answer.err == (
        "Error: You have not studied the deck “kitchen” here, so there is nothing to compare it with. "
        "Name two decks, the older first.\n"
    )
    assert not (home / "progress.db").exists()
    study("review", "kitchen", "--plain", typed="\n3\n\n3\n\nn\n1\nq\n")
    path = new(
        ("definition: Leads the whole kitchen", "definition: Wears the tallest hat"),
        ("id: pastry-cook", "id: baker"),
    )
    answer = study("decks", "diff", path)
    assert answer.code == 0
    assert answer.out.splitlines()[-2].startswith("Your own schedule: ")
    assert "none of which is lost." in answer.out
    assert "at once, to be asked again" in answer.out
    # Looking changes nothing.
    assert study("decks", "diff", path).out == answer.out
    (home / "decks" / "kitchen.yaml").write_text(Path(path).read_text(encoding="utf-8"), encoding="utf-8")
    assert study("decks", "diff", "kitchen").out == answer.out
    found = json.loads(study("decks", "diff", "kitchen", "--format", "json").out)["schedule"]
    learned = study("review", "kitchen", "--plain", typed="q\n")
    assert learned.out.startswith("The deck “A kitchen brigade” was edited: ")
    assert "was edited" not in study("review", "kitchen", "--plain", typed="q\n").out
    assert found["again"] + found["kept"] == found["learned"] > 0
    assert study("decks", "diff", "kitchen").err == "No card changes\n"


def test_a_deck_with_errors_is_compared_as_far_as_it_goes(study: Study, new: Callable[..., str]):
    path = new(("{id: peel, text: Peel the vegetables}", "{text: Peel the vegetables}"))
    answer = study("decks", "diff", "kitchen", path)
    assert answer.code == 0
    assert answer.err.splitlines()[0] == (
        f"{path} has 1 error, and what is unsound counts as removed: study decks check {path}"
    )
    assert "  porter/peel" in answer.out
    broken = Path(path).with_name("broken.yaml")
    broken.write_text("deck: [", encoding="utf-8")
    assert study("decks", "diff", "kitchen", str(broken)).code == 1


def test_wrong_usage(study: Study):
    answer = study("decks", "diff", "a", "b", "c")
    assert answer.code == 2
    assert answer.err.endswith("Error: Name one deck or two, the older first.\n")
    assert study("decks", "diff").code == 2
    assert study("decks", "diff", "nope").code == 2
