"""Decks of several files: parts join, messages name the part, and nothing leads out of the deck's folder."""

import os
from pathlib import Path

import pytest

from decks.library import Library
from decks.model import Deck, Ignore
from decks.reading.files import read_deck

MAIN = "deck: d\ntitle: T\ntopics: {a: A}\ninclude: [one.yaml, more/two.yaml]\nroles: [{id: main, title: Main, topic: a}]\n"
ONE = "topics: {b: B}\nroles:\n  - {id: one, title: One, topic: b, duties: [{id: x, text: X, also: two}]}\n"
TWO = "include: three.yaml\nroles:\n  - {id: two, title: Two, topic: a}\n"
THREE = "cards:\n  - {id: c, topic: a, front: F, back: B}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    deck = tmp_path / "deck"
    (deck / "more").mkdir(parents=True)
    for name, text in {
        "deck.yaml": MAIN,
        "one.yaml": ONE,
        "more/two.yaml": TWO,
        "more/three.yaml": THREE,
    }.items():
        (deck / name).write_text(text, encoding="utf-8")
    return deck


def messages(folder: Path) -> list[str]:
    return [str(problem) for problem in read_deck(folder, "d")[1]]


def test_the_parts_of_a_deck_are_one_deck(folder: Path) -> None:
    deck, problems = read_deck(folder, "d")
    assert problems == []
    assert deck is not None
    assert [role.id for role in deck.roles] == ["main", "one", "two"]
    assert [topic.id for topic in deck.topics] == ["a", "b"]
    assert [card.id for card in deck.cards] == ["c"]
    assert str(deck.roles[2].mark) == "d/more/two.yaml:3:5"


def test_a_folder_with_a_deck_in_it_is_a_deck_of_the_library(folder: Path) -> None:
    names = [loaded.name for loaded in Library([folder.parent]).load_all() if not loaded.bundled]
    assert names == ["d"]
    assert Library([]).load(str(folder)).name == "d"


def test_a_mistake_in_a_part_names_the_part(folder: Path) -> None:
    (folder / "one.yaml").write_text("title: X\nroles:\n  - {id: main, title: Again}\n", encoding="utf-8")
    assert messages(folder) == [
        "d/one.yaml:1:1: error D111: a part of a deck has no key “title”; the keys are include, sources, topics, roles, cards, questions.",
        "d/one.yaml:3:10: error D201: the id “main” is taken by the role in line 5 of d/deck.yaml; give each role an id of its own.",
    ]
    (folder / "one.yaml").write_text("roles: {\n", encoding="utf-8")
    assert messages(folder)[0].startswith("d/one.yaml:2:1: error D104: ")
    (folder / "one.yaml").write_text("- a\n", encoding="utf-8")
    assert messages(folder) == [
        "d/one.yaml:1:1: error D110: a part of a deck is a mapping; write “roles:” and, below it, the roles."
    ]
    (folder / "one.yaml").write_text("topics: [a]\n", encoding="utf-8")
    assert messages(folder) == [
        "d/one.yaml:1:9: error D110: “topics” is a mapping, in each file; write it as FORMAT.md shows."
    ]


def test_a_part_that_is_missing_leaves_the_rest(folder: Path) -> None:
    (folder / "one.yaml").unlink()
    deck, problems = read_deck(folder, "d")
    assert deck is not None
    assert [role.id for role in deck.roles] == ["main", "two"]
    assert [str(problem) for problem in problems] == [
        "d/deck.yaml:4:11: error D118: “one.yaml” cannot be included: there is no such file; name a file in the deck's folder."
    ]


def test_files_that_include_one_another_are_read_once(folder: Path) -> None:
    (folder / "more/three.yaml").write_text("include: [two.yaml]\n", encoding="utf-8")
    assert messages(folder) == [
        "d/more/three.yaml:1:11: error D119: “more/two.yaml” is included a second time; include each file once."
    ]


def test_a_deck_cannot_have_files_without_end(folder: Path) -> None:
    for number in range(501):
        (folder / f"{number}.yaml").write_text(f"include: {number + 1}.yaml\n", encoding="utf-8")
    (folder / "deck.yaml").write_text("deck: d\ntitle: T\ninclude: 0.yaml\n", encoding="utf-8")
    assert messages(folder) == ["d/499.yaml:1:10: error D119: the deck has more than 500 files; join some."]


def test_a_link_does_not_lead_out_of_the_folder(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text("roles: [{id: secret, title: Secret}]\n", encoding="utf-8")
    (folder / "one.yaml").unlink()
    (folder / "one.yaml").symlink_to(outside)
    deck, problems = read_deck(folder, "d")
    assert deck is not None
    assert [role.id for role in deck.roles] == ["main", "two"]
    assert [str(problem) for problem in problems] == [
        "d/deck.yaml:4:11: error D118: “one.yaml” cannot be included: it leads out of the deck's folder; name a file in the deck's folder."
    ]


def test_links_in_a_circle_are_one_sentence(folder: Path) -> None:
    (folder / "one.yaml").unlink()
    (folder / "one.yaml").symlink_to(folder / "one.yaml")
    assert [message.partition(": error ")[2][:4] for message in messages(folder)] == ["D118"]


def test_a_pipe_is_no_deck_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert [str(problem) for problem in read_deck(pipe, "pipe.yaml")[1]] == [
        "pipe.yaml:1:1: error D101: the file cannot be read (it is not a file); check its name and permissions."
    ]


def test_a_picture_is_in_the_folder_and_has_words(folder: Path) -> None:
    card = "cards:\n  - {id: c, topic: a, front: F, back: B, image: tray.png, alt: A tray}\n"
    (folder / "more/three.yaml").write_text(card, encoding="utf-8")
    assert messages(folder) == [
        "d/more/three.yaml:2:49: error D213: the picture “tray.png” cannot be shown: there is no such file; name a file in the deck's folder."
    ]
    (folder / "tray.png").write_bytes(b"")
    deck, problems = read_deck(folder, "d")
    assert problems == []
    assert deck is not None
    assert (deck.cards[0].image, deck.cards[0].alt) == ("tray.png", "A tray")


def test_what_is_not_wanted_is_known_with_its_lines(tmp_path: Path) -> None:
    text = """\
deck: d
title: T
ignore: D309
renames: {old: r, r/was: r/x}
roles:
  - id: r
    title: R
    review: true
    ignore: [D302, D304]
    duties:
      - id: x
        text: >-
          X
          Y
        ignore: [D301]

      - {id: y, text: Y, review: true}

cards: []
"""
    path = tmp_path / "f.yaml"
    path.write_text(text, encoding="utf-8")
    deck, problems = read_deck(path, "f.yaml")
    assert problems == []
    assert isinstance(deck, Deck)
    assert deck.ignores == (
        Ignore("D309", "f.yaml", 1, 0),
        Ignore("D302", "f.yaml", 6, 17),
        Ignore("D304", "f.yaml", 6, 17),
        Ignore("D301", "f.yaml", 11, 15),
    )
    assert deck.renames == (("old", "r"), ("r/was", "r/x"))
    assert (deck.roles[0].review, [duty.review for duty in deck.roles[0].duties]) == (True, [False, True])
