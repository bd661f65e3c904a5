from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.cards import MOST_ROLES, make_cards
from decks.model import Card, CardKind, Deck, Fact, FactKind, Part, Role
from decks.reading.files import parse_deck


def read(text: str) -> Deck:
    deck, problems = parse_deck(text, "hospital.yaml")
    assert deck is not None
    assert [str(problem) for problem in problems] == []
    return deck


def cards_of(text: str) -> Mapping[str, Card]:
    cards = make_cards(read(text))
    assert len({card.id for card in cards}) == len(cards)
    return {card.id: card for card in cards}


HOSPITAL = """
deck: hospital
title: A hospital
sources:
  book: {title: The book}
topics: {care: Care, names: Names}
default_topics: {aliases: names, definition: names, duties: care}
roles:
  - id: technician
    title: Imaging technician
    duties:
      - {id: greet, text: Greet the patient}
      - {id: ask, text: Ask for allergies, also: [midwife]}
    not_duties:
      - {id: diagnose, text: Tell the patient a diagnosis, why: That is for a doctor.}
  - id: mri-technologist
    title: MRI technologist
    broader: technician
    definition: {text: Maps the body with magnets, source: book}
    aliases:
      - {id: operator, text: Magnet operator}
      - {id: alike, text: "Technologist, MRI"}
    duties:
      - {id: screen, text: Look for metal, why: Iron flies into the magnet., source: book}
      - {id: rumour, text: Repair the magnet, disputed: Some say so.}
    equipment: [magnet, trolley]
    requirements: [a licence, a steady hand]
    works_in: [hospital]
    reports_to: midwife
  - id: midwife
    title: Midwife
    aliases: [Magnet operator]
    duties:
      - {id: deliver, text: Deliver babies}
    equipment: [Trolley]
    not_duties:
      - {id: operate, text: Operate}
    reports_to: {text: the head of the ward}
cards:
  - {id: physics, topic: care, role: mri-technologist, front: Which nucleus?, back: Hydrogen, why: It is everywhere., source: book}
  - {id: typed, topic: care, front: Unit of the field?, answer: tesla, accept: [T, tesla]}
  - {id: waves, topic: care, cloze: "{{X-rays}} are for {{c2::bone::tissue}} and {{c2::lungs}}, sound is not"}
"""


@pytest.fixture(scope="module")
def cards() -> Mapping[str, Card]:
    return cards_of(HOSPITAL)


def test_every_kind_of_card_is_made_in_deck_order_under_ids_of_its_own(cards: Mapping[str, Card]) -> None:
    named = [card.partition(":")[2] for card in cards if "~" not in card]
    assert named == [
        "technician/duties#role-duties",
        "technician/greet#duty-roles",
        "technician/ask#duty-roles",
        "technician/not_duties#role-boundaries",
        "mri-technologist/definition#role-definition",
        "mri-technologist/definition#definition-role",
        "mri-technologist/operator#title-role",
        "mri-technologist/duties#role-duties",
        "mri-technologist/screen#duty-roles",
        "mri-technologist/requirements#role-requirements",
        "mri-technologist/works_in#role-workplaces",
        "mri-technologist/reports_to#role-supervisors",
        "midwife/duties#role-duties",
        "midwife/deliver#duty-roles",
        "midwife/not_duties#role-boundaries",
        "midwife/reports_to#role-supervisors",
        "cards/physics#basic",
        "cards/typed#typed",
        "cards/waves#cloze-1",
        "cards/waves#cloze-2",
    ]
    assert {card.kind for card in cards.values()} == set(CardKind)


@pytest.mark.parametrize(
    ("card", "prompt", "answer"),
    [
        (
            "mri-technologist/definition#role-definition",
            "What is an MRI technologist?",
            "Maps the body with magnets",
        ),
        (
            "mri-technologist/definition#definition-role",
            "Which role is this: “Maps the body with magnets”?",
            "MRI technologist",
        ),
        (
            "mri-technologist/operator#title-role",
            "Which role is also called “Magnet operator”?",
            "MRI technologist and midwife",
        ),
        (
            "mri-technologist/duties#role-duties",
            "What are the duties of an MRI technologist?",
            "Look for metal",
        ),
        (
            "technician/duties#role-duties",
            "What are the duties of an imaging technician?",
            "Greet the patient\nAsk for allergies",
        ),
        (
            "midwife/duties#role-duties",
            "What are the duties of a midwife?",
            "Deliver babies",
        ),
        (
            "technician/greet#duty-roles",
            "Whose duty is this: “Greet the patient”?",
            "Imaging technician (and so MRI technologist)",
        ),
        (
            "technician/ask#duty-roles",
            "Whose duty is this: “Ask for allergies”?",
            "Imaging technician and midwife (and so MRI technologist)",
        ),
        (
            "technician/not_duties#role-boundaries",
            "What lies outside the role of an imaging technician?",
            "Tell the patient a diagnosis",
        ),
        (
            "mri-technologist/requirements#role-requirements",
            "What is required of an MRI technologist?",
            "a licence\na steady hand",
        ),
        ("mri-technologist/works_in#role-workplaces", "Where does an MRI technologist work?", "hospital"),
        (
            "mri-technologist/reports_to#role-supervisors",
            "Who does an MRI technologist report to?",
            "Midwife",
        ),
        ("midwife/reports_to#role-supervisors", "Who does a midwife report to?", "the head of the ward"),
        ("cards/physics#basic", "Which nucleus?", "Hydrogen"),
        ("cards/typed#typed", "Unit of the field?", "tesla"),
        ("cards/waves#cloze-1", "[…] are for bone and lungs, sound is not", "X-rays"),
        ("cards/waves#cloze-2", "X-rays are for [tissue] and […], sound is not", "bone, lungs"),
    ],
)
def test_what_a_card_asks_and_answers(cards: Mapping[str, Card], card: str, prompt: str, answer: str) -> None:
    found = cards[f"hospital:{card}"]
    assert (found.prompt, found.answer) == (prompt, answer)
    assert found.fingerprint


def test_equipment_makes_one_card_a_text_that_names_all_who_use_it(cards: Mapping[str, Card]) -> None:
    found = [(card.prompt, card.answer) for card in cards.values() if card.kind is CardKind.EQUIPMENT_ROLES]
    assert found == [
        ("Who works with this equipment: magnet?", "MRI technologist"),
        ("Who works with this equipment: trolley?", "MRI technologist and midwife"),
    ]


def test_a_list_is_marked_duty_by_duty_and_names_what_is_inherited(cards: Mapping[str, Card]) -> None:
    own = cards["hospital:mri-technologist/duties#role-duties"]
    assert own.parts == (Part("mri-technologist/screen", "Look for metal", "care"),)
    assert own.why == "And the duties of an imaging technician."
    assert own.sources == ("book",)
    shared = cards["hospital:midwife/duties#role-duties"]
    assert [part.fact for part in shared.parts] == ["midwife/deliver"]
    assert shared.why == "More duties are shared with an imaging technician."
    assert cards["hospital:technician/greet#duty-roles"].parts == ()


def test_a_role_that_lists_no_duty_itself_is_asked_for_those_that_name_it() -> None:
    found = cards_of(
        """
deck: d
title: D
roles:
  - {id: a, title: Aide, duties: [{id: wash, text: Wash, also: [b]}, {id: dry, text: Dry}]}
  - {id: b, title: Bather}
"""
    )
    assert found["d:b/duties#role-duties"].answer == "Wash"
    assert found["d:b/duties#role-duties"].parts == (Part("a/wash", "Wash", "general"),)
    assert found["d:b/duties#role-duties"].why == ""


def test_boundaries_are_inherited_too() -> None:
    found = cards_of(
        """
deck: d
title: D
roles:
  - {id: a, title: Aide, not_duties: [Operate]}
  - {id: b, title: Night aide, broader: a, not_duties: [Sleep]}
"""
    )["d:b/not_duties#role-boundaries"]
    assert found.answer == "Sleep"
    assert found.why == "And what lies outside the role of an aide."


def test_a_card_carries_what_is_shown_after_the_answer(cards: Mapping[str, Card]) -> None:
    found = cards["hospital:mri-technologist/screen#duty-roles"]
    assert (found.why, found.sources, found.topic) == ("Iron flies into the magnet.", ("book",), "care")
    assert (found.deck, found.role, found.role_title) == ("hospital", "mri-technologist", "MRI technologist")
    assert found.mark is not None
    assert str(found.mark).startswith("hospital.yaml:24:")
    written = cards["hospital:cards/physics#basic"]
    assert (written.why, written.sources, written.topic) == ("It is everywhere.", ("book",), "care")
    assert (written.role, written.role_title) == ("mri-technologist", "MRI technologist")


def test_only_a_typed_card_accepts_answers_the_shown_one_first(cards: Mapping[str, Card]) -> None:
    assert {card.id: card.accept for card in cards.values() if card.accept} == {
        "hospital:cards/typed#typed": ("tesla", "T")
    }


def test_a_disputed_fact_makes_no_card(cards: Mapping[str, Card]) -> None:
    assert not [card for card in cards.values() if "Repair the magnet" in card.prompt + card.answer]


def test_no_card_asks_for_a_role_that_its_prompt_names(cards: Mapping[str, Card]) -> None:
    assert "hospital:mri-technologist/alike#title-role" not in cards
    found = cards_of(
        """
deck: d
title: D
roles:
  - id: sonographer
    title: Sonographer
    definition: A sonographer scans with sound
    duties: [{id: teach, text: Teach other sonographers}]
"""
    )
    assert list(found) == ["d:sonographer/definition#role-definition", "d:sonographer/duties#role-duties"]


def test_many_kinds_of_a_role_are_summed_up() -> None:
    kinds = "\n".join(f"  - {{id: k{n}, title: Kind {n} aide, broader: aide}}" for n in range(4))
    text = f"deck: d\ntitle: D\nroles:\n  - {{id: aide, title: Aide, duties: [{{id: go, text: Run}}]}}\n{kinds}\n"
    assert cards_of(text)["d:aide/go#duty-roles"].answer == "Aide, and every kind of it"


def test_a_text_that_too_many_roles_share_asks_for_none_of_them() -> None:
    roles = "".join(
        f"  - {{id: r{n}, title: Role {n}, equipment: [computer]}}\n" for n in range(MOST_ROLES + 1)
    )
    assert cards_of(f"deck: d\ntitle: D\nroles:\n{roles}") == {}


def test_plural_titles_make_plural_questions() -> None:
    found = cards_of(
        """
deck: d
title: D
roles:
  - id: n
    title: Nurses
    definition: Care for the sick
    works_in: [ward]
    reports_to: {text: matron}
"""
    )
    assert [card.prompt for card in found.values()] == [
        "What are nurses?",
        "Which role is this: “Care for the sick”?",
        "Where do nurses work?",
        "Who do nurses report to?",
    ]


def test_roles_of_the_same_title_are_told_apart() -> None:
    found = cards_of(
        """
deck: d
title: D
roles:
  - {id: day, title: Nurse, duties: [{id: w, text: Wash}]}
  - {id: night, title: Nurse, duties: [{id: w, text: Watch}]}
"""
    )
    assert found["d:day/duties#role-duties"].prompt == "What are the duties of a nurse [day]?"
    assert found["d:night/w#duty-roles"].answer == "Nurse [night]"
    assert found["d:night/w#duty-roles"].role_title == "Nurse"


def test_rewording_keeps_the_identity_and_changes_the_fingerprint() -> None:
    text = "deck: d\ntitle: D\nroles:\n  - {id: a, title: Aide, duties: [{id: w, text: TEXT}]}\n"
    before, after = (cards_of(text.replace("TEXT", duty)) for duty in ("Wash", "Wash and dry"))
    assert list(before) == list(after)
    assert not {c.fingerprint for c in before.values()} & {c.fingerprint for c in after.values()}


def test_what_a_text_says_is_not_taken_for_a_pattern() -> None:
    text = "deck: d\ntitle: D\nroles:\n  - {id: a, title: '{0} [bold] %s', duties: [{id: w, text: 'Wash {role} \\1'}]}\n"
    found = cards_of(text)
    assert found["d:a/w#duty-roles"].prompt == "Whose duty is this: “Wash {role} \\1”?"
    assert found["d:a/w#duty-roles"].answer == "{0} [bold] %s"


def test_an_empty_deck_has_no_cards() -> None:
    assert make_cards(Deck("d", "D", "d.yaml")) == ()


TEXTS = st.sampled_from(["Wash the patient", "wash the patient.", "Cook soup", "Drive", "!", "a b aide"])
NAMES = st.sampled_from(["Aide", "B", "Night aide", "Nurses", "MRI aide"])


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    ids = [f"r{n}" for n in range(draw(st.integers(0, 5)))]
    roles = []
    for role in ids:
        facts: dict[FactKind, list[Fact]] = {kind: [] for kind in FactKind}
        for number, kind in enumerate(draw(st.lists(st.sampled_from(list(FactKind)), max_size=6))):
            also = tuple(sorted(draw(st.sets(st.sampled_from(ids), max_size=2)) - {role}))
            disputed = "so they say" * draw(st.booleans())
            facts[kind].append(Fact(f"f{number}", kind, draw(TEXTS), role, "t", also, disputed=disputed))
        roles.append(
            Role(
                role,
                draw(NAMES),
                definition=next(iter(facts[FactKind.DEFINITION]), None),
                aliases=tuple(facts[FactKind.ALIAS]),
                broader=tuple(draw(st.sets(st.sampled_from(ids), max_size=2))),
                duties=tuple(facts[FactKind.DUTY]),
                not_duties=tuple(facts[FactKind.NOT_DUTY]),
                equipment=tuple(facts[FactKind.EQUIPMENT]),
                requirements=tuple(facts[FactKind.REQUIREMENT]),
                works_in=tuple(facts[FactKind.WORKPLACE]),
                reports_to=tuple(facts[FactKind.SUPERVISOR]),
            )
        )
    return Deck("d", "D", "d.yaml", roles=tuple(roles))


@settings(deadline=None)
@given(decks())
def test_any_deck_makes_whole_cards_with_unique_ids_and_the_same_each_time(deck: Deck) -> None:
    cards = make_cards(deck)
    assert len({card.id for card in cards}) == len(cards)
    assert make_cards(deck) == cards
    disputed = {fact.key for role in deck.roles for fact in role.facts() if fact.disputed}
    for card in cards:
        assert card.prompt
        assert card.answer
        assert card.fingerprint
        assert card.fact.partition(":")[2] not in disputed
        assert not {part.fact for part in card.parts} & disputed
        assert not card.parts or card.answer == "\n".join(part.text for part in card.parts)
