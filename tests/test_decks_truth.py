from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.english.similarity import Heap, Weights, families, near, normalised, says_all_of, stems
from decks.english.wording import (
    among,
    article,
    capitalised,
    first_sentence,
    is_plural,
    joined,
    role_phrase,
    sentence,
    within_sentence,
)
from decks.model import Deck, Fact, FactKind, Role
from decks.reading.files import parse_deck
from decks.truth import Truth


def read(text: str) -> Deck:
    deck, problems = parse_deck(text, "hospital.yaml")
    assert deck is not None
    assert [str(problem) for problem in problems] == []
    return deck


def fact_of(deck: Deck, key: str) -> Fact:
    return next(fact for role in deck.roles for fact in role.facts() if fact.key == key)


HOSPITAL = """
deck: hospital
title: A hospital
roles:
  - id: technician
    title: Technician
    duties:
      - {id: greet, text: Greet the patient}
    not_duties:
      - {id: diagnose, text: Tell the patient a diagnosis, why: That is for a doctor.}
  - id: sonographer
    title: Sonographer
    broader: technician
    aliases: [Ultrasound technician]
    duties:
      - {id: scan, text: Scan organs with sound, also: [midwife]}
      - {id: gel, text: Spread gel, disputed: Some hospitals leave it to nurses.}
    equipment: [ultrasound scanner]
  - id: chief-sonographer
    title: Chief sonographer
    broader: sonographer
    duties:
      - {id: rota, text: Write the rota}
  - id: midwife
    title: Midwife
    duties:
      - {id: deliver, text: Deliver babies}
      - {id: rota, text: "Write the rota."}
  - id: radiographer
    title: Radiographer
    broader: technician
    duties:
      - {id: expose, text: Expose the film}
  - id: doctor
    title: Doctor
    complete: true
    duties:
      - {id: diagnose, text: Tell the patient a diagnosis}
  - id: echo
    title: Echo technician
    aliases: [ultrasound technician]
    duties:
      - {id: heart, text: Look at the heart}
  - id: nurse
    title: Nurse
    duties:
      - {id: gel, text: Spread gel}
"""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return read(HOSPITAL)


@pytest.fixture(scope="module")
def truth(deck: Deck) -> Truth:
    return Truth(deck)


def test_a_duty_is_true_of_its_role_of_those_it_names_and_of_their_kinds(deck: Deck, truth: Truth) -> None:
    scan = fact_of(deck, "sonographer/scan")
    assert truth.roles_of(scan) == {"sonographer", "chief-sonographer", "midwife"}
    assert truth.holders(scan) == ("sonographer", "midwife")
    greet = fact_of(deck, "technician/greet")
    assert truth.roles_of(greet) == {"technician", "sonographer", "chief-sonographer", "radiographer"}


def test_a_duty_is_true_of_every_role_that_lists_the_same_words(deck: Deck, truth: Truth) -> None:
    assert truth.roles_of(fact_of(deck, "chief-sonographer/rota")) == {"chief-sonographer", "midwife"}


def test_only_duties_and_boundaries_are_inherited(deck: Deck, truth: Truth) -> None:
    assert truth.roles_of(fact_of(deck, "sonographer/" + deck.roles[1].equipment[0].id)) == {"sonographer"}
    assert truth.roles_of(fact_of(deck, "technician/diagnose")) >= {"sonographer", "radiographer"}
    texts = [fact.text for fact in truth.all_of("chief-sonographer", FactKind.DUTY)]
    assert texts == ["Write the rota", "Greet the patient", "Scan organs with sound"]


def test_a_disputed_fact_is_neither_true_nor_false(deck: Deck, truth: Truth) -> None:
    gel = fact_of(deck, "sonographer/gel")
    assert truth.roles_of(gel) == {"nurse"}
    assert not truth.is_true(gel, "sonographer")
    assert not truth.is_false(gel, "sonographer")
    assert not any(truth.may_be_wrong(gel, role.id) for role in deck.roles)


def test_the_undisputed_twin_of_a_disputed_fact_is_not_wrong_for_the_role_in_dispute(
    deck: Deck, truth: Truth
) -> None:
    gel = fact_of(deck, "nurse/gel")
    assert not truth.may_be_wrong(gel, "sonographer")
    assert not truth.may_be_wrong(gel, "chief-sonographer")
    assert truth.may_be_wrong(gel, "midwife")


def test_a_boundary_makes_a_duty_false_of_the_role_and_its_kinds(deck: Deck, truth: Truth) -> None:
    diagnose = fact_of(deck, "doctor/diagnose")
    assert truth.is_false(diagnose, "technician")
    assert truth.is_false(diagnose, "chief-sonographer")
    assert not truth.is_false(diagnose, "midwife")
    found = truth.boundary(diagnose, "chief-sonographer")
    assert found is not None
    assert found.key == "technician/diagnose"


def test_where_duties_are_complete_all_others_are_false(deck: Deck, truth: Truth) -> None:
    assert truth.is_false(fact_of(deck, "midwife/deliver"), "doctor")
    assert not truth.is_false(fact_of(deck, "doctor/diagnose"), "doctor")
    assert not truth.is_false(fact_of(deck, "technician/diagnose"), "midwife")
    assert truth.is_false(fact_of(deck, "technician/diagnose"), "doctor")


def test_what_relatives_or_namesakes_do_is_open(deck: Deck, truth: Truth) -> None:
    scan = fact_of(deck, "sonographer/scan")
    assert not truth.may_be_wrong(scan, "technician")
    assert truth.namesakes("sonographer") == {"echo"}
    assert not truth.may_be_wrong(scan, "echo")
    assert not truth.may_be_wrong(fact_of(deck, "chief-sonographer/rota"), "sonographer")
    assert truth.may_be_wrong(scan, "radiographer")


def test_unknown_roles_are_neither_true_nor_wrong(deck: Deck, truth: Truth) -> None:
    scan = fact_of(deck, "sonographer/scan")
    assert not truth.is_true(scan, "nobody")
    assert not truth.is_false(scan, "nobody")
    assert not truth.may_be_wrong(scan, "nobody")
    assert truth.family("nobody").ancestors == frozenset()
    assert truth.namesakes("nobody") == frozenset()


def test_a_circle_of_broader_roles_does_no_harm() -> None:
    duty = Fact("work", FactKind.DUTY, "Work", "a", "general", also=("lost",))
    deck = Deck(
        "d",
        "D",
        "d.yaml",
        roles=(
            Role("a", "A", broader=("b",), duties=(duty,)),
            Role("b", "B", broader=("a", "lost")),
            Role("c", "C", broader=("c",)),
        ),
    )
    truth = Truth(deck)
    assert truth.roles_of(duty) == {"a", "b"}
    assert truth.family("a").ancestors == truth.family("a").descendants == {"b"}
    assert truth.outermost(["a", "b"]) == ("a", "b")
    assert truth.family("c").ancestors == frozenset()


def test_a_deck_that_contradicts_itself_makes_nothing_false() -> None:
    deck = read(
        """
deck: d
title: D
roles:
  - id: a
    title: A
    duties: [{id: one, text: Sweep the floor}]
    not_duties: [{id: two, text: sweep the floor}]
"""
    )
    truth = Truth(deck)
    assert truth.is_true(fact_of(deck, "a/one"), "a")
    assert not truth.is_false(fact_of(deck, "a/one"), "a")
    assert truth.contradicted(fact_of(deck, "a/two"), "a")


ROLES = ["a", "b", "c", "d"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ROLES),
            st.sampled_from([FactKind.DUTY, FactKind.NOT_DUTY]),
            st.sampled_from(["Sweep", "Cook", "Drive"]),
            st.sets(st.sampled_from(ROLES)),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.dictionaries(st.sampled_from(ROLES), st.sampled_from(ROLES)),
    st.sets(st.sampled_from(ROLES)),
)
def test_true_false_and_usable_as_wrong_never_contradict(rows, broader, complete) -> None:
    facts = [
        Fact(f"f{number}", kind, text, role, "t", tuple(sorted(also)), disputed="so they say" * disputed)
        for number, (role, kind, text, also, disputed) in enumerate(rows)
    ]
    deck = Deck(
        "d",
        "D",
        "d.yaml",
        roles=tuple(
            Role(
                role,
                role,
                broader=(broader[role],) if role in broader else (),
                complete=role in complete,
                duties=tuple(f for f in facts if f.role == role and f.kind is FactKind.DUTY),
                not_duties=tuple(f for f in facts if f.role == role and f.kind is FactKind.NOT_DUTY),
            )
            for role in ROLES
        ),
    )
    truth = Truth(deck)
    for fact in facts:
        for role in ROLES:
            assert not (truth.is_true(fact, role) and truth.is_false(fact, role))
            assert not (truth.is_true(fact, role) and truth.may_be_wrong(fact, role))
            if fact.disputed:
                assert not truth.may_be_wrong(fact, role)
            elif truth.is_false(fact, role):
                assert truth.may_be_wrong(fact, role)
            if not fact.disputed and role in (fact.role, *fact.also):
                assert truth.is_true(fact, role)
            for child in truth.family(role).descendants:
                assert not truth.is_true(fact, role) or truth.is_true(fact, child)
        assert truth.roles_of(fact) <= truth.possible_roles(fact)


def test_the_words_of_texts_are_compared_without_case_marks_and_endings() -> None:
    assert normalised("Position the PATIENT, gently.") == normalised("position the patient gently")
    assert normalised("***") == "***"
    assert stems("Positioning of the patients") == stems("position a patient")
    assert stems("X-rays") == {"x-ray"}
    assert families("mammograms") & families("A mammographer")
    assert not families("radiation") & families("a radiographer")
    assert says_all_of("Assist the radiologists at fluoroscopy", "Radiologist")
    assert not says_all_of("Anything", "the")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Explain the examination to the patient", "Explain examinations to patients", True),
        (
            "Explain the examination to the patient",
            "Explain the examination to the patient and his family",
            True,
        ),
        ("Position the patient", "Position the patient for a scan of the breast", True),
        ("Explain the examination to the patient", "Give radioactive drugs to the patient", False),
        ("Clean the equipment", "Repair the equipment", False),
        ("of the", "of a", False),
        ("", "", True),
    ],
)
def test_texts_are_near_when_they_share_most_of_what_tells(one: str, other: str, expected: bool) -> None:
    texts = [
        one,
        other,
        "Greet the patient",
        "Lift the patient",
        "Ask the patient for his name",
        "Order equipment",
        "Check the equipment",
        "Clean the room",
        "Repair lamps",
    ]
    weights = Weights(texts)
    assert near(one, other, weights) is expected
    assert near(other, one, weights) is expected
    assert Heap([other], weights).near(one) is expected


@given(st.lists(st.text("abc ", max_size=8), max_size=6), st.text("abc ", max_size=8))
def test_asking_a_heap_is_asking_each_of_its_texts(texts: list[str], text: str) -> None:
    weights = Weights(texts)
    assert Heap(texts, weights).near(text) == any(near(text, each, weights) for each in texts)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sonographer", "a sonographer"),
        ("MRI technologist", "an MRI technologist"),
        ("CT technologist", "a CT technologist"),
        ("X-ray technician", "an X-ray technician"),
        ("SPECT operator", "a SPECT operator"),
        ("EKG technician", "an EKG technician"),
        ("F-18 chemist", "an F-18 chemist"),
        ("PET/CT technologist", "a PET/CT technologist"),
        ("R&D manager", "an R&D manager"),
        ("US agent", "a US agent"),
        ("European fund manager", "a European fund manager"),
        ("Hour counter", "an hour counter"),
        ("Honorary consul", "an honorary consul"),
        ("Hospital porter", "a hospital porter"),
        ("Unit clerk", "a unit clerk"),
        ("University teacher", "a university teacher"),
        ("Union delegate", "a union delegate"),
        ("Uninsured clerk", "an uninsured clerk"),
        ("Undertaker", "an undertaker"),
        ("Ultrasound technician", "an ultrasound technician"),
        ("Urologist", "a urologist"),
        ("Usher", "an usher"),
        ("One-person band", "a one-person band"),
        ("Oncologist", "an oncologist"),
        ("iPad teacher", "an iPad teacher"),
        ("Nurses", "nurses"),
        ("Midwives and nurses", "midwives and nurses"),
        ("Radiologic Technologists and Technicians", "radiologic technologists and technicians"),
        ("Physicists, Medical", "medical physicists"),
        ("Teachers of English", "teachers of English"),
        ("Firemen", "firemen"),
        (
            "Cutting, Punching, and Press Machine Setters, Metal",
            "cutting, punching, and press machine setters, metal",
        ),
        ("Clerk, wages and records", "a clerk, wages and records"),
        ("Head of X-ray services", "a head of X-ray services"),
        ("Technologist (nuclear medicine)", "a technologist (nuclear medicine)"),
        ("Boss", "a boss"),
        ("", ""),
        ("—", "—"),
    ],
)
def test_titles_stand_in_a_sentence_with_the_right_article_and_capitals(title: str, expected: str) -> None:
    assert role_phrase(title) == expected


def test_sentences_begin_with_a_capital_and_end_once() -> None:
    assert sentence("that is for a doctor") == "That is for a doctor."
    assert sentence("pH is measured.") == "pH is measured."
    assert sentence("(see above)") == "(See above)."
    assert sentence(" ") == ""
    assert first_sentence("scans organs. Also: helps at births") == "Scans organs."
    assert first_sentence("") == ""
    assert capitalised("élan") == "Élan"
    assert within_sentence("McKenzie therapist") == "McKenzie therapist"
    assert article("8-hour shift") == "an"
    assert article("!") == ""
    assert not is_plural("")


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert among(["a", "b", "c"]) == "a, b and c"
    assert among(["a", "b", "c", "d", "e"]) == "a, b, c and others"


@given(st.text(max_size=30))
def test_any_title_whatever_can_stand_in_a_sentence(title: str) -> None:
    assert within_sentence(title).casefold() == title.casefold()
    assert capitalised(title).casefold() == title.casefold()


def test_the_order_of_roles_in_the_deck_decides_no_truth(deck: Deck, truth: Truth) -> None:
    turned = Truth(replace(deck, roles=deck.roles[::-1]))
    for role in deck.roles:
        for fact in role.facts():
            assert turned.roles_of(fact) == truth.roles_of(fact)
            assert [turned.may_be_wrong(fact, r.id) for r in deck.roles] == [
                truth.may_be_wrong(fact, r.id) for r in deck.roles
            ]
