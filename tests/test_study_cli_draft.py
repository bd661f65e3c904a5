"""`study decks draft`, as an instructor calls it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from decks.reading.files import parse_deck

Study = Callable[..., Any]

ROLES = """\
# Front of house

## Usher

- Checks tickets
- Shows guests to their seats
- May sell programmes

## You might also like

- Ten plays to see
"""


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    path = tmp_path / "roles.md"
    path.write_text(ROLES, encoding="utf-8")
    return path


def test_writes_to_standard_output_and_tells_the_rest_on_the_other_stream(study: Study, roles: Path):
    answer = study("decks", "draft", str(roles))
    assert answer.code == 0
    deck, problems = parse_deck(answer.out, "draft.yaml")
    assert problems == []
    assert deck is not None
    assert (deck.id, deck.title) == ("front-of-house", "Front of house")
    assert answer.err == (
        "Left out of roles.md as belonging to the page: lines 9, 11\n"
        "1 role and 3 facts, 1 of them to look over (review: true).\n"
    )


def test_writes_a_file_that_passes_check(study: Study, roles: Path, tmp_path: Path):
    target = tmp_path / "draft.yaml"
    answer = study(
        "decks", "draft", str(roles), "-o", str(target), "--title", "Ushers: a deck", "--slug", "ushers"
    )
    assert answer.code == 0
    assert answer.out == ""
    assert answer.err.endswith(f"Next: study decks check {target}\n")
    deck, _ = parse_deck(target.read_text(encoding="utf-8"), "draft.yaml")
    assert deck is not None
    assert (deck.id, deck.title) == ("ushers", "Ushers: a deck")
    assert study("decks", "check", "--strict", str(target)).code == 0


def test_does_not_write_over_a_file(study: Study, roles: Path, tmp_path: Path):
    target = tmp_path / "mine.yaml"
    target.write_text("deck: mine\n")
    answer = study("decks", "draft", str(roles), "-o", str(target))
    assert answer.code == 2
    assert (
        answer.err == f"Error: {target} is there already; name another file, or write over it with --force.\n"
    )
    assert target.read_text() == "deck: mine\n"
    assert study("decks", "draft", str(roles), "-o", str(target), "--force").code == 0
    assert target.read_text() != "deck: mine\n"


def test_says_what_was_not_placed_with_document_and_line(study: Study, roles: Path, tmp_path: Path):
    other = tmp_path / "other.txt"
    other.write_text("Cashier\n\nA cashier sells tickets.\n\nSpring is mild here, as everybody knows.\n")
    answer = study("decks", "draft", str(roles), str(other))
    assert "Not placed: other.txt line 5: Spring is mild here, as … (no statement on a role)\n" in answer.err
    assert "# line 3 of other.txt: A cashier sells tickets. …" in answer.out


def test_a_document_without_roles(study: Study, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Spring is mild here, as everybody knows.\n")
    answer = study("decks", "draft", str(path))
    assert answer.code == 1
    assert answer.err == (
        "Not placed: line 1: Spring is mild here, as … (before any role is named)\n"
        "No role was found: give each role a heading of its own, or begin its description with “A … is” or “A … does”.\n"
    )


def test_what_cannot_be_read_is_one_sentence(study: Study, tmp_path: Path):
    gone = tmp_path / "gone.md"
    answer = study("decks", "draft", str(gone))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "Error: gone.md cannot be read: No such file or directory.\n"


def test_a_slug_must_be_one(study: Study, roles: Path):
    answer = study("decks", "draft", str(roles), "--slug", "No Slug")
    assert answer.code == 2
    assert answer.err == "Error: “No Slug” is not an id (lower-case letters, digits, single hyphens).\n"


def test_it_needs_a_source(study: Study):
    answer = study("decks", "draft")
    assert answer.code == 2
    assert "Missing argument 'SOURCE...'" in answer.err
