"""Bringing statements of work to base form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.drafting.clauses import clauses, sentences, shortened, third_person, work_listed
from decks.english.verb_words import ALSO_NOUNS, IRREGULAR_PASTS, MOSTLY_NOUNS, VERBS
from decks.english.verbs import Form, base_form, base_of, form_of, gerund, past, readings, third
from decks.text import one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Operates cranes", "Operate cranes"),
        ("operating cranes.", "Operate cranes"),
        ("are responsible for operating cranes", "Operate cranes"),
        ("is primarily responsible for the operation of cranes", "Operate cranes"),
        ("may also assist at weddings", "Assist at weddings"),
        ("will be making some first notes", "Make some first notes"),
        ("is able to lift heavy loads", "Lift heavy loads"),
        ("plays a key role in training new staff", "Train new staff"),
        ("Reviewing and filing claims;", "Review and file claims"),
        ("operating or overseeing operation of pumps", "Operate or oversee operation of pumps"),
        ("administering, logging and checking doses", "Administer, log and check doses"),
        ("Prepares, seasons and cooks dishes", "Prepare, season and cook dishes"),
        ("cleans rooms and orders supplies", "Clean rooms and order supplies"),
        ("keeps files and records of guests", "Keep files and records of guests"),
        ("operates cameras and other devices", "Operate cameras and other devices"),
        ("providing counselling and training to staff", "Provide counselling and training to staff"),
        ("the maintenance and repair of lifts", "Maintain and repair lifts"),
        ("the cleaning of cages", "Clean cages"),
        ("Correctly position the lamp", "Correctly position the lamp"),
        ("usually carries the keys", "Carry the keys"),
        ("To administer first aid", "Administer first aid"),
        ("travelling to sites", "Travel to sites"),
        ("tying knots", "Tie knots"),
        ("dyeing cloth", "Dye cloth"),
        ("welding pipes", "Weld pipes"),
        ("ensures safety", "Ensure safety"),
        (
            "sharpening knives, using a steel and oiling blades",
            "Sharpen knives, using a steel and oil blades",
        ),
        ("Customer service.", "Customer service"),
        ("Record keeping", "Record keeping"),
        ("", ""),
    ],
)
def test_base_form(text: str, expected: str):
    assert base_form(text) == expected


@given(st.text(max_size=80))
def test_base_form_takes_any_text_and_leaves_one_line(text: str):
    result = base_form(text)
    assert result == one_line(result)


def test_every_form_of_a_listed_verb_leads_back_to_a_listed_verb():
    for verb in VERBS:
        forms = {Form.BASE: verb, Form.THIRD: third(verb), Form.GERUND: gerund(verb), Form.PAST: past(verb)}
        for form, word in forms.items():
            assert readings(word)[form] in VERBS, word


def test_the_lists_agree():
    assert ALSO_NOUNS <= VERBS
    assert set(IRREGULAR_PASTS) <= VERBS


@pytest.mark.parametrize(
    ("word", "form", "base"),
    [
        ("frobnicates", Form.THIRD, "frobnicate"),
        ("gizmofying", Form.GERUND, "gizmofy"),
        ("blixes", Form.THIRD, "blix"),
        ("plodding", Form.GERUND, "plod"),
        ("vlogging", Form.GERUND, "vlog"),
        ("debarking", Form.GERUND, "debark"),
    ],
)
def test_words_outside_the_list_follow_the_rules_of_spelling(word: str, form: Form, base: str):
    assert base_of(word, form) == base


@pytest.mark.parametrize(
    "text", ["Certificates of health", "Orders of the day", "The keys", "Training", "Water"]
)
def test_nouns_at_the_beginning_are_no_verbs(text: str):
    assert form_of(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plans menus, orders stock and trains cooks", ["plans menus", "orders stock", "trains cooks"]),
        ("operates X-ray machines, CT scanners and MRI machines", None),
        ("prepares, seasons and cooks dishes", None),
        ("explaining rules, watching and guiding swimmers, and using floats", ["explaining rules", "watching and guiding swimmers", "using floats"]),
        ("assist the chef to prepare and plate dishes", None),
        ("plan menus and price them", None),
        ("use lasers for cutting and engraving steel", None),
        ("watch the gauges, reporting faults", None),
        ("watching the gauges, reporting faults to the foreman", ["watching the gauges", "reporting faults to the foreman"]),
        ("cutting cloth, following patterns", None),
        ("place lamps, focusing beams, and checking cables", ["place lamps", "focusing beams", "checking cables"]),
    ],
)  # fmt: skip
def test_only_clauses_with_a_verb_of_their_own_are_split(text: str, parts: list[str] | None):
    assert clauses(text) == (parts or [text])


def test_works_in_a_list_of_nouns_and_gerunds():
    assert work_listed("maintenance of files and answering calls") == [
        "maintenance of files",
        "answering calls",
    ]
    assert work_listed("the maintenance and repair of lifts") == ["the maintenance and repair of lifts"]


def test_sentences_do_not_end_at_abbreviations():
    assert sentences("Ask Dr. Gray. She knows e.g. Knots. Fine") == [
        "Ask Dr. Gray.",
        "She knows e.g. Knots.",
        "Fine",
    ]


def test_a_long_statement_loses_what_only_explains_it():
    text = "Inspect the boilers, pumps and valves of the heating plant, following the written procedures of the maker"
    assert shortened(text) == "Inspect the boilers, pumps and valves of the heating plant"
    assert shortened("Keep the log, which is read daily") == "Keep the log"


def test_definitions_are_in_the_third_person():
    assert third_person("gather herbs and hang the bundles") == "Gathers herbs and hangs the bundles"
    assert third_person("are responsible for washing and ironing clothes") == "Washes and irons clothes"


def test_rare_verbs_need_an_article_after_and():
    assert MOSTLY_NOUNS
    assert base_form("inspects ropes and hooks before work") == "Inspect ropes and hooks before work"
    assert base_form("lifts crates and hooks the chain") == "Lift crates and hook the chain"
