"""The deck to start from: sound whatever it is called, and its comments show what holds."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decks.cards import make_cards
from decks.checking.checks import check
from decks.format.starter import ids_of, starter, yaml_text
from decks.problems import Problem, Severity
from decks.questions import make_questions
from decks.reading.files import parse_deck
from decks.reading.tree import Mapping, Scalar, parse_tree
from decks.text import is_slug, one_line


def found(text: str) -> list[Problem]:
    deck, problems = parse_deck(text, "new.yaml")
    assert deck is not None
    return [*problems, *check(deck)]


def test_without_roles_it_is_an_example_with_nothing_to_find_fault_with():
    text = starter("A library", "library")
    assert found(text) == []
    deck, _ = parse_deck(text, "new.yaml")
    assert deck is not None
    assert (deck.id, deck.title) == ("library", "A library")
    assert len(make_cards(deck)) > 15
    assert len(make_questions(deck)) > 10


def test_with_roles_only_hints_are_left():
    problems = found(starter("Theatre", "theatre", ["Scrub nurse", "Surgeon"]))
    assert {problem.severity for problem in problems} == {Severity.HINT}
    deck, _ = parse_deck(starter("Theatre", "theatre", ["Scrub nurse", "Surgeon"]), "new.yaml")
    assert deck is not None
    assert [(role.id, role.title) for role in deck.roles] == [
        ("scrub-nurse", "Scrub nurse"),
        ("surgeon", "Surgeon"),
    ]


def test_what_its_comments_show_holds_once_it_is_no_comment():
    """With the marks of comments taken from whatever is no sentence, it is the example with one role more."""
    text = starter("Theatre", "theatre", ["Page"])
    live = re.sub(r"^# (?=[a-z_]+:$|  )", "", text, flags=re.MULTILINE)
    shown = re.search(r"^  - id: cataloguer\n(?: {4}.*\n)*", live, re.MULTILINE)
    assert shown is not None
    live = live.replace(shown.group(), "").replace("roles:\n", "roles:\n" + shown.group())
    deck, problems = parse_deck(live, "new.yaml")
    assert problems == []
    assert deck is not None
    assert [role.id for role in deck.roles] == ["cataloguer", "page"]
    assert (len(deck.cards), len(deck.questions), len(deck.sources), len(deck.topics)) == (2, 1, 1, 3)


def test_the_first_line_tells_editors_of_the_schema():
    first = starter("T", "t", schema="../deck.schema.json").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../deck.schema.json"
    assert "yaml-language-server" not in starter("T", "t", schema="")


@given(st.text(min_size=1).filter(one_line))
@example('Die "Küche": #1\nund mehr')
@example("- NO & *x !y {a} [b] `c` @d %e |f >g ? 'h'")
@example("null")
@example("\ufeff\ufffe\uffff")
@example("a: b")
@example("# x")
@example("...")
@example("---")
@example("\U0001fffe\x85\u2028\ud800\x00\x1b[31m")
def test_any_title_is_read_back(title: str):
    text = starter(title, "t", [title])
    deck, problems = parse_deck(text, "new.yaml")
    assert deck is not None
    assert deck.title == deck.roles[0].title == one_line(title)
    assert [p for p in problems if p.severity is Severity.ERROR] == []


@given(st.text(min_size=1).filter(one_line))
def test_a_text_stays_on_its_line_and_is_itself(text: str):
    written = yaml_text(text)
    assert "\n" not in written
    root = parse_tree(f"a: {written}\nb: {{c: {written}, d: [{written}]}}\n", "")
    assert isinstance(root, Mapping)
    assert isinstance(root.pairs[0][1], Scalar)
    assert root.pairs[0][1].value == one_line(text)


@pytest.mark.parametrize("text", ["Scrub nurse", "Nurse (theatre)", "Ärztin", "X-ray nurse", "It’s"])
def test_harmless_texts_need_no_quotes(text: str):
    assert yaml_text(text) == text


@pytest.mark.parametrize("text", ["NO", "null", "12", "a: b", "a #b", "{x}", " ", "x:", "-"])
def test_others_get_them(text: str):
    assert yaml_text(text)[0] == yaml_text(text)[-1] == '"'


def test_ids_of_roles():
    titles = ["Scrub nurse", "Scrub Nurse", "scrub nurse!", "Cards", "Хирург", "Ärztin"]
    assert ids_of(titles) == [
        "scrub-nurse",
        "scrub-nurse-2",
        "scrub-nurse-3",
        "role-cards",
        "role-5",
        "arztin",
    ]


@given(st.lists(st.text()))
def test_ids_of_roles_are_ids_and_differ(titles: list[str]):
    ids = ids_of(titles)
    assert all(map(is_slug, ids))
    assert len(set(ids)) == len(titles)
