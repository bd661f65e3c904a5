"""The cache of decks: what comes from it is what the deck's file says, whatever happens to either."""

import json
import os
import sqlite3
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decks.cards import make_cards
from decks.compiled.cache import Cache, ids_of, in_turn, light, light_named, named, siblings
from decks.compiled.deck import StoredDeck
from decks.library import Loaded, load_file
from decks.model import Card, Deck, Question
from decks.questions import make_questions
from progress.sessions.quizzing import choose

DECK = """\
deck: ward
title: Ward roles
include: [more.yaml]
topics: {care: Care}
default_topics: {definition: care, duties: care}
roles:
  - id: nurse
    title: Nurse
    definition: Looks after patients
    duties: [{id: d1, text: Wash hands}, {id: d2, text: Feed the patient}, {id: d3, text: Make beds}]
  - id: porter
    title: Porter
    definition: Carries things
    duties: [{id: d1, text: Carry trays}, {id: d2, text: Push beds}, {id: d3, text: Fetch oxygen}]
  - id: cook
    title: Cook
    definition: Cooks
    duties: [{id: d1, text: Boil rice}, {id: d2, text: Peel carrots}, {id: d3, text: Bake bread}]
cards:
  - {id: look, topic: care, front: What is this?, back: A bed, image: bed.png, alt: A bed}
"""
MORE = """\
roles:
  - id: clerk
    title: Clerk
    definition: Keeps lists
    duties: [{id: d1, text: File letters}, {id: d2, text: Count sheets}, {id: d3, text: Answer calls}]
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "ward"
    folder.mkdir()
    (folder / "deck.yaml").write_text(DECK)
    (folder / "more.yaml").write_text(MORE)
    (folder / "bed.png").write_bytes(b"a picture")
    return folder


class Program:
    """What one run of the program has of a cache."""

    def __init__(self, folder: Path, version: str = "1") -> None:
        self.cache = Cache(folder / "cache", version)

    def read(self, path: Path) -> tuple[Loaded, list[Card], list[Question]]:
        """A deck with its cards and questions, as the program gets them."""
        loaded = self.cache.load(path, bundled=False)
        deck = loaded.deck
        assert deck is not None
        cards = self.cache.cards(deck)
        if cards is None:
            cards = make_cards(deck)
            self.cache.keep(deck, cards, {"note": "kept"})
        questions = self.cache.questions(deck, "medium")
        if questions is None:
            made = make_questions(deck)
            self.cache.keep_questions(deck, "medium", made)
            return loaded, list(cards), list(made)
        return loaded, list(cards), list(questions)


def stored(loaded: Loaded) -> bool:
    return isinstance(loaded.deck, StoredDeck)


def told(items: object) -> str:
    """Everything, with the marks, which are left out where values are compared."""
    return repr(items)


def same(found: tuple[Loaded, list[Card], list[Question]], path: Path) -> bool:
    """Whether that is what the deck's file says."""
    fresh = load_file(path, bundled=False)
    assert fresh.deck is not None
    loaded, cards, questions = found
    assert loaded.deck is not None
    return (
        told(loaded.deck).partition("(")[2] == told(fresh.deck).partition("(")[2]
        and loaded.deck == fresh.deck == loaded.deck
        and hash(loaded.deck) == hash(fresh.deck)
        and told(loaded.problems) == told(fresh.problems)
        and told(cards) == told(list(make_cards(fresh.deck)))
        and told(questions) == told(list(make_questions(fresh.deck)))
    )


def test_the_second_reading_comes_from_the_cache_and_is_the_same(tmp_path: Path, deck: Path) -> None:
    first, second = Program(tmp_path).read(deck), Program(tmp_path).read(deck)
    assert (stored(first[0]), stored(second[0])) == (False, True)
    assert same(first, deck)
    assert same(second, deck)


words = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    roles=st.lists(st.tuples(words, st.lists(words, max_size=4), words), max_size=5),
    title=words,
)
def test_cached_and_fresh_are_equal(
    tmp_path: Path, roles: list[tuple[str, list[str], str]], title: str
) -> None:
    path = tmp_path / "any.yaml"
    made = [
        {
            "id": f"r{n}",
            "title": name,
            "definition": means,
            "topic": "t",
            "duties": [{"id": f"d{k}", "text": text} for k, text in enumerate(duties)],
        }
        for n, (name, duties, means) in enumerate(roles)
    ]
    path.write_text(json.dumps({"deck": "any", "title": title, "topics": {"t": "T"}, "roles": made}))
    program = Program(tmp_path)
    if program.cache.load(path, bundled=False).deck is None:
        return
    program.read(path)
    found = Program(tmp_path).read(path)
    assert stored(found[0])
    assert same(found, path)


# -- edits


def settled(path: Path) -> None:
    """As if all had been done long ago."""
    for each in path.iterdir():
        os.utime(each, ns=(10**18, 10**18))


@pytest.mark.parametrize("name", ["deck.yaml", "more.yaml"])
def test_an_edit_shows_at_once_though_neither_size_nor_time_tell(
    tmp_path: Path, deck: Path, name: str
) -> None:
    settled(deck)
    Program(tmp_path).read(deck)
    path = deck / name
    path.write_text(path.read_text().replace("text: File", "text: Pile").replace("text: Boil", "text: Cook"))
    settled(deck)
    found = Program(tmp_path).read(deck)
    assert not stored(found[0])
    assert same(found, deck)
    again = Program(tmp_path).read(deck)
    assert stored(again[0])
    assert same(again, deck)


def test_an_older_file_that_is_put_there_shows(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    older = tmp_path / "older.yaml"
    older.write_text(DECK.replace("Ward roles", "Ward rules"))
    os.utime(older, (1, 1))
    older.replace(deck / "deck.yaml")
    found = Program(tmp_path).read(deck)
    assert found[0].deck is not None
    assert found[0].deck.title == "Ward rules"


def test_a_file_that_was_only_touched_stays_in_the_cache(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    (deck / "deck.yaml").touch()
    assert stored(Program(tmp_path).read(deck)[0])


def test_a_picture_that_goes_and_comes_is_noticed(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    (deck / "bed.png").unlink()
    gone = Program(tmp_path).read(deck)
    assert not stored(gone[0])
    assert [problem.code for problem in gone[0].problems] == ["D213"]
    assert same(Program(tmp_path).read(deck), deck)
    (deck / "bed.png").write_bytes(b"another")
    assert Program(tmp_path).read(deck)[0].problems == ()


def test_an_included_file_that_comes_is_noticed(tmp_path: Path, deck: Path) -> None:
    (deck / "more.yaml").rename(deck / "later.yaml")
    assert len(Program(tmp_path).read(deck)[0].problems) == 1
    assert stored(Program(tmp_path).read(deck)[0])
    (deck / "later.yaml").rename(deck / "more.yaml")
    assert Program(tmp_path).read(deck)[0].problems == ()


def test_a_deck_keeps_saying_what_it_said_when_its_file_changes_meanwhile(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    early = Program(tmp_path).cache.load(deck, bundled=False).deck
    assert early is not None
    (deck / "deck.yaml").write_text(DECK.replace("Nurse", "Sister"))
    Program(tmp_path).read(deck)
    assert [role.title for role in early.roles] == ["Nurse", "Porter", "Cook", "Clerk"]


def test_a_deck_is_called_what_it_was_called(
    tmp_path: Path, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Program(tmp_path).read(deck)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        program = Program(tmp_path)
        named_so = program.cache.load(Path("ward"), bundled=False, shown="ward").deck
        assert named_so is not None
        assert named_so.path == str(Path("ward") / "deck.yaml")
        program.cache.keep(named_so, make_cards(named_so), {})


# -- what the cache may suffer


@pytest.mark.parametrize("kind", ["cards", "medium"])
@pytest.mark.parametrize("harm", ["empty", "half", "zeroes", "text", "other database", "hollow", "folder"])
def test_a_harmed_cache_is_made_anew(tmp_path: Path, deck: Path, kind: str, harm: str) -> None:
    Program(tmp_path).read(deck)
    (path,) = (tmp_path / "cache").glob(f"*.{kind}")
    raw = path.read_bytes()
    match harm:
        case "empty":
            path.write_bytes(b"")
        case "half":
            path.write_bytes(raw[: len(raw) // 2])
        case "zeroes":
            path.write_bytes(raw[:4096] + bytes(len(raw) - 4096))
        case "text":
            path.write_bytes(b"Somebody's shopping list")
        case "other database":
            path.unlink()
            with sqlite3.connect(path) as other:
                other.execute("CREATE TABLE meta (key, value)")
            other.close()
        case "hollow":
            with sqlite3.connect(path) as other:
                other.execute("DELETE FROM card" if kind == "cards" else "UPDATE question SET body = '[1]'")
                other.execute("UPDATE part SET body = '{}'") if kind == "cards" else None
            other.close()
        case "folder":
            path.unlink()
            path.mkdir()
    found = Program(tmp_path).read(deck)
    if harm != "hollow" or kind != "cards":  # who says that it has no cards is believed no further than this
        assert same(found, deck)
    if harm != "folder":
        assert same(Program(tmp_path).read(deck), deck) or harm == "hollow"


def test_another_version_makes_its_own(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path, "1").read(deck)
    assert not stored(Program(tmp_path, "2").read(deck)[0])
    assert stored(Program(tmp_path, "2").read(deck)[0])


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, deck: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    for _ in range(2):
        found = Program(tmp_path).read(deck)
        assert not stored(found[0])
        assert same(found, deck)


def test_two_programs_at_once_do_not_disturb_each_other(tmp_path: Path, deck: Path) -> None:
    one, other = Program(tmp_path), Program(tmp_path)
    decks = [each.cache.load(deck, bundled=False).deck for each in (one, other)]
    for each, found in zip((one, other), decks, strict=True):
        assert found is not None
        each.cache.keep(found, make_cards(found), {})
    assert same(Program(tmp_path).read(deck), deck)
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".cards", ".medium"]


def test_nothing_is_left_of_a_deck_that_was_read_and_not_kept(tmp_path: Path, deck: Path) -> None:
    program = Program(tmp_path)
    program.cache.load(deck, bundled=False)
    program.cache.close()
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_deck_with_nothing_of_use_is_read_each_time(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("deck: [")
    for _ in range(2):
        loaded = Program(tmp_path).cache.load(path, bundled=False)
        assert loaded.deck is None
        assert told(loaded.problems) == told(load_file(path, bundled=False).problems)


def test_the_cache_is_its_owners_alone(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    folder = tmp_path / "cache"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_deck_let_go_of_is_read_from_its_file(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    program = Program(tmp_path)
    found = program.cache.load(deck, bundled=False).deck
    assert found is not None
    program.cache.close()
    assert [role.id for role in found.roles] == ["nurse", "porter", "cook", "clerk"]
    assert stored(Program(tmp_path).read(deck)[0])


# -- cards and questions one by one


def test_cards_are_a_sequence_of_which_any_can_be_had(tmp_path: Path, deck: Path) -> None:
    expected = Program(tmp_path).read(deck)[1]
    program = Program(tmp_path)
    loaded = program.cache.load(deck, bundled=False)
    assert loaded.deck is not None
    cards = program.cache.cards(loaded.deck)
    assert cards is not None
    assert len(cards) == len(expected)
    assert (cards[0], cards[-1], cards[2:4]) == (expected[0], expected[-1], tuple(expected[2:4]))
    with pytest.raises(IndexError):
        cards[len(expected)]
    ids = [expected[3].id, "ward:nobody/nothing#cloze", expected[1].id]
    assert (
        list(named(cards, ids).values()) == [expected[3], expected[1]] == list(named(expected, ids).values())
    )
    assert program.cache.note(loaded.deck, "note") == "kept"


def test_new_cards_come_fact_by_fact(tmp_path: Path, deck: Path) -> None:
    cards = Program(tmp_path).read(deck)[1]
    program = Program(tmp_path)
    loaded = program.cache.load(deck, bundled=False)
    assert loaded.deck is not None
    stored = program.cache.cards(loaded.deck)
    assert stored is not None
    before = [sum(other.fact == card.fact for other in cards[:place]) for place, card in enumerate(cards)]
    order = sorted(range(len(cards)), key=lambda place: before[place])
    assert list(in_turn(stored)) == list(in_turn(cards)) == [cards[place] for place in order]


def test_what_is_known_at_once_is_what_the_deck_says(tmp_path: Path) -> None:
    path = Path("decks/bundled/professional-kitchen.yaml").resolve()
    cards = Program(tmp_path).read(path)[1]
    program = Program(tmp_path)
    loaded = program.cache.load(path, bundled=False)
    assert loaded.deck is not None
    stored = program.cache.cards(loaded.deck)
    assert stored is not None
    assert [card.parts for card in light(stored)] == [card.parts for card in cards]
    assert ids_of(stored) == ids_of(cards) == [card.id for card in cards]
    some = [cards[7].id, "nobody", cards[3].id, cards[7].id]
    assert light_named(stored, some) == light_named(cards, some) == [cards[3], cards[7]]
    assert siblings(stored, cards[3].fact) == siblings(cards, cards[3].fact)
    questions = make_questions(loaded.deck)
    program.cache.keep_questions(loaded.deck, "medium", questions)
    kept = program.cache.questions(loaded.deck, "medium")
    assert kept is not None
    for head, question in zip(light(kept), questions, strict=True):
        assert len(head.options) == len(question.options)
        assert head.asks is question.asks
    assert tuple(light(kept)[0].options) == questions[0].options


@pytest.mark.parametrize("seed", range(5))
def test_a_quiz_is_chosen_from_the_cache_as_from_the_deck(tmp_path: Path, seed: int) -> None:
    path = Path("decks/bundled/professional-kitchen.yaml").resolve()
    Program(tmp_path).read(path)
    program = Program(tmp_path)
    loaded = program.cache.load(path, bundled=False)
    assert loaded.deck is not None
    kept = program.cache.questions(loaded.deck, "medium")
    assert kept is not None
    fresh = make_questions(loaded.deck)
    chosen = choose(light(kept), count=12, random=Random(seed))
    expected = choose(fresh, count=12, random=Random(seed))
    assert list(named(kept, (each.id for each in chosen)).values()) == list(expected)
    assert [each.stem for each in chosen] == [each.stem for each in expected]


def test_a_stored_deck_is_equal_to_no_other(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    found = Program(tmp_path).cache.load(deck, bundled=False).deck
    assert found != Deck("ward", "Ward roles", "x")
    assert found != "ward"


def test_a_stored_deck_can_be_replaced_in_part(tmp_path: Path, deck: Path) -> None:
    Program(tmp_path).read(deck)
    found = Program(tmp_path).cache.load(deck, bundled=False).deck
    assert found is not None
    other = replace(found, roles=found.roles[:1])
    assert type(other) is Deck
    assert (other.title, [role.id for role in other.roles]) == ("Ward roles", ["nurse"])


def test_what_nobody_wants_any_more_goes(tmp_path: Path, deck: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for name in (".ward-01234567.cards.1-1.tmp", "gone-01234567.cards", "mine.txt"):
        (folder / name).write_text("old")
        os.utime(folder / name, (1, 1))
    (folder / ".ward-01234567.cards.2-1.tmp").write_text("being written")
    Program(tmp_path).read(deck)
    left = sorted(
        path.name for path in folder.iterdir() if "01234567" in path.name or path.name == "mine.txt"
    )
    assert left == [".ward-01234567.cards.2-1.tmp", "mine.txt"]


def test_light_cards_are_the_cards(tmp_path: Path, deck: Path) -> None:
    expected = Program(tmp_path).read(deck)[1]
    program = Program(tmp_path)
    loaded = program.cache.load(deck, bundled=False)
    assert loaded.deck is not None
    cards = program.cache.cards(loaded.deck)
    assert cards is not None
    found = light(cards)
    assert list(found) == expected
    assert expected == list(found)
    assert [hash(card) for card in found] == [hash(card) for card in expected]
    for card, other in zip(found, expected, strict=True):
        assert [getattr(card, each.name) for each in fields(Card)] == [
            getattr(other, each.name) for each in fields(Card)
        ]
        assert card.fact == other.fact
    assert type(replace(found[0], why="So it is.")) is Card
    assert found[0] != found[1]
    assert light(expected) is expected
