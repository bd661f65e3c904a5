"""Writing drafts: any text survives, ids are unique and legal."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from decks.drafting.blocks import Document
from decks.drafting.found import FoundFact, FoundRole, Place
from decks.drafting.writing import commented, fact_id, quoted, rendered, spans, unique
from decks.model import FactKind
from decks.reading.decoding import decode
from decks.reading.files import parse_deck
from decks.reading.tree import Mapping, Scalar, parse_tree
from decks.text import is_slug, one_line


@given(st.text())
def test_any_text_survives_quoting(text: str):
    document = f"key: {quoted(text)}\n"
    text = text.encode("utf-8", "replace").decode()  # lone surrogates have no bytes
    if text.isprintable():
        root = parse_tree(decode(document.encode("utf-8", "replace"), "x"), "x")
        assert isinstance(root, Mapping)
        value = root.pairs[0][1]
        assert isinstance(value, Scalar)
        assert value.value == text
    else:
        assert yaml.safe_load(document.encode("utf-8", "replace")) == {"key": text}


def test_what_yaml_would_take_for_something_else_is_quoted():
    for text in (
        "no",
        "2024-12-14",
        "3211",
        "- x",
        "a: b",
        "a #b",
        "*x",
        "&x",
        "!x",
        "",
        " x",
        "~",
        "null",
        "Yes",
        "1e3",
        ".5",
        "0x10",
    ):
        assert quoted(text).startswith('"')
    assert quoted("Operate X-ray machines and other devices") == "Operate X-ray machines and other devices"


@given(st.text())
def test_comments_stay_on_their_line(text: str):
    assert "\n" not in commented(text)
    assert yaml.safe_load(f"# {commented(text)}\na: b\n".encode("utf-8", "replace")) == {"a": "b"}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_any_facts_make_a_sound_deck(texts: list[str]):
    texts = list({one_line(text).casefold(): one_line(text) for text in texts if one_line(text)}.values())
    place = Place(0, 1, 0, "x")
    roles = [
        FoundRole(f"Role {text}", [place], facts=[FoundFact(kind, text, [place]) for kind in FactKind])
        for text in texts
    ]
    text = rendered("t", "T", roles, [Document("a.txt", title="A")], [])
    deck, problems = parse_deck(text.encode("utf-8", "replace"), "draft.yaml")
    assert problems == []
    assert deck is not None
    assert len(deck.roles) == len(texts)


@given(st.lists(st.text(max_size=20), max_size=10))
def test_ids_are_unique_slugs(texts: list[str]):
    taken: set[str] = set()
    ids = [fact_id(text, FactKind.DUTY, taken) for text in texts]
    assert len(set(ids)) == len(ids)
    assert all(map(is_slug, ids))


def test_ids_are_made_of_the_words_that_carry_meaning():
    assert (
        fact_id("Check the tickets of the guests at the door", FactKind.DUTY, set())
        == "check-tickets-guests-door"
    )
    assert unique("a", {"a", "a-2"}) == "a-3"


def test_line_numbers_are_drawn_together():
    assert spans([5, 3, 4, 9, 3]) == "3-5, 9"
