"""`study review --plain`: a review as lines on a pipe."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Study = Callable[..., Any]

RATE = "Rate: 1 Again (1 minute), 2 Hard (6 minutes), 3 Good (10 minutes), 4 Easy (8 days)."
LIST_PROMPT = "Which lines did you recall? Numbers such as 1 3 4, a for all, n for none, Enter to be asked line by line."


def answers(study: Study) -> list[dict[str, Any]]:
    return [json.loads(line) for line in study("progress", "export").out.splitlines()]


def test_a_card_from_question_to_saved_answer(study: Study):
    answer = study("review", "kitchen", "--plain", typed="\n3\n")
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.splitlines()[:11] == [
        "A kitchen brigade",
        "0 due, 0 in learning, 20 new. Enter ? for help, q to quit.",
        "",
        "Who is who. 20 cards left.",
        "What is a head chef?",
        "Press Enter to see the answer.",
        "Answer: Leads the whole kitchen",
        "Source: The brigade book",
        RATE.replace("8 days", "7 days"),
        "Saved: Good, next in 10 minutes.",
        "",
    ]
    assert answer.out.splitlines()[-1] == "1 answer: 1 Good. 20 cards left."


def test_answers_are_kept_with_rating_and_card(study: Study):
    study("review", "kitchen", "--plain", typed="\n1\n\na\n4\nq\n")
    first, second = answers(study)
    assert (first["card"], first["rating"], first["correct"]) == (
        "kitchen:head-chef/definition#role-definition",
        1,
        False,
    )
    assert (second["card"], second["rating"], second["correct"]) == (
        "kitchen:head-chef/duties#role-duties",
        4,
        True,
    )
    assert second["kind"] == "review"
    assert study("due").out == "1 due, 18 new\n"


def test_the_end_of_input_anywhere_loses_nothing(study: Study):
    for typed in ("", "\n", "\n3", "\n3\n\n"):
        assert study("review", "kitchen", "--plain", typed=typed).code == 0
    assert len(answers(study)) == 2


def test_undo_takes_back_and_shows_the_card_again(study: Study):
    out = study("review", "kitchen", "--plain", typed="\n1\nu\n\n4\nq\n").out
    place = out.index("Taken back: Again. Here is the card again.")
    assert "What is a head chef?" in out[place:]
    assert out.endswith("1 answer: 1 Easy. 19 cards left.\n")
    assert [row["rating"] for row in answers(study)] == [4]


def test_undo_at_every_prompt_and_with_nothing_to_undo(study: Study):
    out = study("review", "kitchen", "--plain", typed="u\n\n3\n\nu\n\n2\nq\n").out
    assert "There is no answer to take back.\n" in out
    assert [row["rating"] for row in answers(study)] == [2]


def test_help_and_nonsense_do_not_rate(study: Study):
    out = study("review", "kitchen", "--plain", typed="?\n\n9\ngood\nq\n").out
    assert (
        "  Enter: show the answer\n"
        "  1, 2, 3, 4: rate it Again, Hard, Good, Easy\n"
        "  u: take the last thing back\n"
        "  With the answer shown: b buries the card until tomorrow, s suspends it, f flags it, "
        "n and a text notes that, i tells what is known of it\n"
        "  r: after a typed answer, you were right all the same\n"
        "  q: quit; nothing is lost\n"
        "  ?: this help\n"
    ) in out
    assert "Please answer 1, 2, 3 or 4.\n" in out
    assert [row["rating"] for row in answers(study)] == [3]


LIST = """\
deck: ship
title: A ship
topics: {deck: On deck}
roles:
  - id: bosun
    title: Bosun
    topic: deck
    duties:
      - {id: rig, text: Rig the lines}
      - {id: paint, text: Paint the hull}
      - {id: anchor, text: Drop the anchor}
"""


@pytest.fixture
def ship(home: Path) -> str:
    """Path of a deck whose first card is a list of three lines."""
    path = home / "ship.yaml"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_a_list_is_marked_by_its_numbers(study: Study, ship: str):
    out = study("review", ship, "--plain", typed="\n1 3\n\nq\n").out
    asked = out.index(
        "3 lines. Press Enter to see the answer.\n1. Rig the lines\n2. Paint the hull\n3. Drop the anchor\n"
    )
    rate = RATE.replace("8 days", "10 days")
    assert f"{LIST_PROMPT}\n{rate} Enter for Hard.\nSaved: Hard, next in 6 minutes.\n" in out[asked:]
    (row,) = answers(study)
    assert row["card"] == "ship:bosun/duties#role-duties"
    assert row["parts"] == [["bosun/rig", True], ["bosun/paint", False], ["bosun/anchor", True]]


@pytest.mark.parametrize(
    ("typed", "recalled", "suggested"),
    [
        ("a\n", [True, True, True], "Good"),
        ("none\n", [False, False, False], "Again"),
        ("2-3\n", [False, True, True], "Hard"),
        ("\ny\nno\ny\n", [True, False, True], "Hard"),
        ("7\nfirst\n1\n", [True, False, False], "Again"),
    ],
)
def test_ways_to_mark_a_list(study: Study, ship: str, typed: str, recalled: list[bool], suggested: str):
    out = study("review", ship, "--plain", typed=f"\n{typed}\nq\n").out
    assert f"Enter for {suggested}.\n" in out
    assert [hit for _, hit in answers(study)[0]["parts"]] == recalled


def test_lines_asked_one_by_one_take_only_y_and_n(study: Study, ship: str):
    out = study("review", ship, "--plain", typed="\n\nperhaps\ny\n").out
    assert "Rig the lines: recalled? y or n\nPlease answer y or n.\nRig the lines: recalled? y or n\n" in out
    assert "Paint the hull: recalled? y or n\n" in out
    assert answers(study) == []


TYPED = """\
deck: signs
title: Signs
topics: {signs: Signs}
cards:
  - {id: salt, topic: signs, front: What is NaCl?, answer: table salt, accept: [salt, q]}
"""


@pytest.fixture
def signs(home: Path) -> str:
    """Path of a deck of one typed card."""
    path = home / "signs.yaml"
    path.write_text(TYPED, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("typed", ["table salt", " Table  SALT ", "salt", "q"])
def test_a_typed_answer_that_is_accepted(study: Study, signs: str, typed: str):
    out = study("review", signs, "--plain", typed=f"{typed}\n\n").out
    assert "Type the answer and press Enter.\nRight: table salt\n" in out
    assert "Enter for Good.\nSaved: Good, " in out


def test_a_typed_answer_that_is_wrong(study: Study, signs: str):
    out = study("review", signs, "--plain", typed="sugar\n\n").out
    assert "You typed: sugar\nThe answer is: table salt\nr: I was right.\n" in out
    assert "Enter for Again.\nSaved: Again, " in out


def test_nothing_typed_shows_the_answer(study: Study, signs: str):
    assert "Enter.\nThe answer is: table salt\nRate:" in study("review", signs, "--plain", typed="\n").out


def test_the_end_of_the_session_can_still_be_taken_back(study: Study, signs: str):
    out = study("review", signs, "--plain", typed="salt\n4\nu\nsalt\n3\nq\n").out
    assert (
        ": practise any cards; the schedule is left alone.\nPress Enter to finish, or u to take the last answer back.\n"
        "Taken back: Easy."
    ) in out
    assert [row["rating"] for row in answers(study)] == [3]


def test_nothing_to_review_is_said(study: Study, signs: str):
    study("review", signs, "--plain", typed="salt\n4\n")
    out = study("review", signs, "--plain", typed="").out
    assert out == (
        "Signs\n0 due, 0 in learning, 0 new. Enter ? for help, q to quit.\n\n"
        "Nothing more to review now.\n"
        f"study review {signs} --ahead --plain: what is due next, early.\n"
        f"study weak {signs} --plain: what you are weakest at.\n"
        f"study review {signs} --cram --plain: practise any cards; the schedule is left alone.\n"
        "\n0 answers. 0 cards left.\n"
    )


def test_one_topic_only(study: Study):
    out = study("review", "kitchen", "--topic", "sauces", "--plain", typed="").out
    assert out.startswith("A kitchen brigade: Sauces\n")
    assert "\nSauces. " in out
    assert study("review", "kitchen", "--topic", "nope", "--plain") == (
        2,
        "",
        "Error: Deck kitchen has no topic “nope”.\n",
    )


def test_lines_are_plain_and_fit_the_terminal(study: Study, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = study("review", "kitchen", "--plain", typed="\n3\n\n\ny\ny\ny\n\n?\nq\n").out
    assert max(map(len, out.splitlines())) <= 40
    assert all(char.isprintable() for char in out.replace("\n", ""))
    assert not {char for char in out if "\u2500" <= char <= "\u259f"}


def test_a_picture_is_told_in_words(study: Study, tmp_path: Path):
    (tmp_path / "tray.png").write_bytes(b"")
    deck = tmp_path / "pictures.yaml"
    deck.write_text(
        "deck: pictures\ntitle: P\ncards: [{id: c, front: What is this?, back: A tray, image: tray.png, alt: 'Metal, oblong'}]\n",
        encoding="utf-8",
    )
    lines = study("review", str(deck), "--plain", typed="q\n").out.splitlines()
    at = lines.index("What is this?")
    assert lines[at + 1] == "Picture: Metal, oblong"


# -- by hand, slips, practice


def test_a_slip_is_right_and_shown(study: Study, signs: str):
    out = study("review", signs, "--plain", typed="tabel salt\n\n").out
    assert "Right, but for a slip. You typed: tab[el] salt\nThe answer is: tab[le] salt\n" in out
    assert "Saved: Good, " in out


def test_who_was_right_all_the_same_says_so(study: Study, signs: str):
    assert "Saved: Good, " in study("review", signs, "--plain", typed="kitchen salt\nr\n").out
    assert [row["rating"] for row in answers(study)] == [3]


def test_a_card_is_flagged_noted_and_looked_into(study: Study, signs: str):
    out = study("review", signs, "--plain", typed="\nf\nn Na is natrium\ni\n1\n\n2\n").out
    assert "Flag 1.\n" in out
    assert "Noted.\n" in out
    assert "State: new\nFlag: 1\nNote: Na is natrium\n" in out
    assert "Your note: Na is natrium\n" in out


def test_a_card_is_buried_or_suspended_and_that_is_taken_back(study: Study, signs: str):
    out = study("review", signs, "--plain", typed="\nb\nu\n\ns\nu\nsalt\n4\n").out
    assert "Buried until tomorrow.\n" in out
    assert "Taken back: bury. Here is the card again.\n" in out
    assert "Suspended.\n" in out
    assert [row["rating"] for row in answers(study)] == [4]


def test_cramming_leaves_the_schedule_alone(study: Study, signs: str):
    out = study("review", signs, "--plain", "--cram", typed="salt\n3\n").out
    assert "Rate: 1 Again, 2 Hard, 3 Good, 4 Easy. Enter for Good.\nSaved: Good, as practice.\n" in out
    assert study("due", signs).out.count("new") >= 0
    assert "0 due, 0 in learning, 1 new." in study("review", signs, "--plain", typed="").out
