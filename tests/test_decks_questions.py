from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from decks.english.similarity import normalised
from decks.model import (
    COMPOSED,
    Basis,
    Deck,
    Fact,
    FactKind,
    Question,
    QuestionKind,
    Role,
    WrittenOption,
    WrittenQuestion,
)
from decks.questions import make_questions, shuffled
from decks.reading.files import parse_deck
from decks.truth import Truth


def read(text: str) -> Deck:
    deck, problems = parse_deck(text, "hospital.yaml")
    assert deck is not None
    assert [str(problem) for problem in problems] == []
    return deck


def questions_of(text: str) -> Mapping[str, Question]:
    return {question.id: question for question in make_questions(read(text))}


def explained(question: Question) -> dict[str, str]:
    """Each option's explanation, the right option marked with an asterisk."""
    return {
        ("*" if place == question.key else "") + option.text: option.explanation
        for place, option in enumerate(question.options)
    }


HOSPITAL = """
deck: hospital
title: A hospital
roles:
  - id: sonographer
    title: Sonographer
    definition: Makes images of organs with sound
    aliases: [Ultrasound operator]
    duties:
      - {id: scan, text: Spread gel on the skin, why: Air would stop the sound.}
      - {id: probe, text: Press the probe gently}
    not_duties:
      - {id: diagnose, text: Tell the patient a diagnosis, why: That is for a doctor to say.}
    equipment: [ultrasound machine]
    requirements: [a sure hand]
  - id: porter
    title: Porter
    definition: Takes the sick from ward to ward
    aliases: [Carrier]
    duties:
      - {id: push, text: Push beds through corridors, also: [orderly]}
    equipment: [trolley, lift key, pager, bed]
    requirements: [a strong back]
  - id: midwife
    title: Midwife
    definition: Helps mothers give birth
    aliases: [Birth attendant]
    duties:
      - {id: deliver, text: Deliver babies at home}
    equipment: [stethoscope]
    requirements: [a licence]
  - id: cook
    title: Cook
    definition: Makes the meals
    aliases: [Kitchen head]
    duties:
      - {id: soup, text: Boil soup for everyone}
    equipment: [kettle]
    requirements: [a health check]
  - id: orderly
    title: Orderly
  - id: doctor
    title: Doctor
    duties:
      - {id: diagnose, text: Tell the patient a diagnosis}
"""


@pytest.fixture(scope="module")
def hospital() -> Mapping[str, Question]:
    return questions_of(HOSPITAL)


def test_a_duty_of_a_role_among_duties_of_others(hospital: Mapping[str, Question]) -> None:
    question = hospital["hospital:sonographer/scan#duty-of-role"]
    assert question.stem == "Which of these is a duty of a sonographer?"
    assert question.subject == "Spread gel on the skin"
    assert (question.role, question.role_title, question.deck) == ("sonographer", "Sonographer", "hospital")
    why = explained(question)
    assert why.pop("*Spread gel on the skin") == "Air would stop the sound."
    possible = {
        "Tell the patient a diagnosis": "That is for a doctor to say. That is a duty of a doctor.",
        "Push beds through corridors": "That is a duty of a porter and an orderly.",
        "Deliver babies at home": "That is a duty of a midwife.",
        "Boil soup for everyone": "That is a duty of a cook.",
    }
    assert len(why) == 3
    assert why.items() <= possible.items()
    assert "Tell the patient a diagnosis" in why


def test_without_a_reason_in_the_deck_the_right_option_says_whose_it_is(
    hospital: Mapping[str, Question],
) -> None:
    assert explained(hospital["hospital:porter/push#duty-of-role"])["*Push beds through corridors"] == (
        "Yes: that is a duty of a porter and an orderly."
    )


def test_the_role_of_a_duty_among_roles_that_the_deck_defines(hospital: Mapping[str, Question]) -> None:
    question = hospital["hospital:midwife/deliver#role-of-duty"]
    assert question.stem == "Whose duty is this: “Deliver babies at home”?"
    possible = {
        "*Midwife": "Yes: that is a duty of a midwife.",
        "Sonographer": "Sonographer: Makes images of organs with sound.",
        "Porter": "Porter: Takes the sick from ward to ward.",
        "Cook": "Cook: Makes the meals.",
        "Orderly": "That is a duty of a midwife; the deck does not say so of an orderly.",
        "Doctor": "That is a duty of a midwife; the deck does not say so of a doctor.",
    }
    assert len(question.options) == 4
    assert explained(question).items() <= possible.items()
    assert {option.ref for option in question.options} == {option.role for option in question.options}


def test_a_boundary_explains_why_a_role_is_wrong(hospital: Mapping[str, Question]) -> None:
    question = hospital["hospital:doctor/diagnose#role-of-duty"]
    assert explained(question)["Sonographer"] == "That is for a doctor to say."


def test_the_role_of_a_definition(hospital: Mapping[str, Question]) -> None:
    question = hospital["hospital:cook/definition#role-of-definition"]
    assert question.stem == "Which role is this: “Makes the meals”?"
    assert explained(question)["*Cook"] == "Yes: that is a cook."
    assert "Orderly" not in explained(question)


def test_the_role_of_another_title(hospital: Mapping[str, Question]) -> None:
    question = next(q for q in hospital.values() if q.subject == "Kitchen head")
    assert question.kind is QuestionKind.ROLE_OF_TITLE
    assert question.stem == "Which role is also called “Kitchen head”?"
    assert explained(question)["*Cook"] == "Yes: that is another title of a cook."


def test_the_role_of_equipment_among_roles_whose_equipment_is_known(hospital: Mapping[str, Question]) -> None:
    question = next(q for q in hospital.values() if q.subject == "kettle")
    assert question.stem == "Who works with this equipment: kettle?"
    assert explained(question) == {
        "*Cook": "Yes: that is equipment of a cook.",
        "Sonographer": "A sonographer works with other equipment: ultrasound machine.",
        "Porter": "A porter works with other equipment: trolley, lift key, pager and others.",
        "Midwife": "A midwife works with other equipment: stethoscope.",
    }


def test_a_requirement_of_a_role(hospital: Mapping[str, Question]) -> None:
    question = next(q for q in hospital.values() if q.subject == "a licence")
    assert question.stem == "Which of these is required of a midwife?"
    assert explained(question) == {
        "*a licence": "Yes: that is required of a midwife.",
        "a sure hand": "That is required of a sonographer.",
        "a strong back": "That is required of a porter.",
        "a health check": "That is required of a cook.",
    }


def test_options_say_where_they_come_from(hospital: Mapping[str, Question]) -> None:
    question = hospital["hospital:sonographer/scan#duty-of-role"]
    refs = {option.text: (option.role, option.ref) for option in question.options}
    assert refs["Spread gel on the skin"] == ("sonographer", "sonographer/scan")
    # The boundary is the sonographer's, but the duty is the doctor's.
    assert refs["Tell the patient a diagnosis"] == ("doctor", "sonographer/diagnose")


def test_a_boundary_that_is_nobody_s_duty_is_explained_by_whose_boundary_it_is() -> None:
    found = questions_of(
        """
deck: d
title: D
roles:
  - {id: aide, title: Aide, not_duties: [Operate on hearts, Sign death certificates, Choose the drugs]}
  - {id: night, title: Night watch, broader: aide, duties: [{id: w, text: Stay awake until six}]}
"""
    )
    question = found["d:night/w#duty-of-role"]
    assert question.basis is Basis.STATED
    assert explained(question) == {
        "*Stay awake until six": "Yes: that is a duty of a night watch.",
        "Operate on hearts": "That lies outside the role of an aide.",
        "Sign death certificates": "That lies outside the role of an aide.",
        "Choose the drugs": "That lies outside the role of an aide.",
    }
    assert [option.role for place, option in enumerate(question.options) if place != question.key] == [
        "",
        "",
        "",
    ]


COMPLETE = """
deck: d
title: D
roles:
  - {id: a, title: Aide, complete: true, duties: [{id: a, text: Wash the floor}]}
  - {id: b, title: Baker, duties: [{id: b, text: Bake bread}]}
  - {id: c, title: Cook, duties: [{id: c, text: Boil soup}]}
  - {id: e, title: Driver, duties: [{id: d, text: Steer vans}]}
"""


def test_the_basis_is_stated_only_where_the_deck_calls_each_wrong_option_wrong() -> None:
    found = questions_of(COMPLETE)
    assert found["d:a/a#duty-of-role"].basis is Basis.STATED
    assert found["d:b/b#duty-of-role"].basis is Basis.PRESUMED
    assert found["d:b/b#role-of-duty"].basis is Basis.PRESUMED
    all_complete = questions_of(
        COMPLETE.replace("duties", "complete: true, duties").replace("complete: true, complete", "complete")
    )
    assert {question.basis for question in all_complete.values()} == {Basis.STATED}


@pytest.mark.parametrize(
    ("change", "into"),
    [
        ("text: Bake bread}", "text: Bake bread, also: [a]}"),
        ("text: Bake bread}", "text: 'wash THE floor.'}"),
        ("text: Bake bread}", "text: Wash the floors daily}"),
        ("text: Bake bread}", "text: Bake bread, disputed: Some say not.}"),
        ("title: Baker,", "title: Baker, broader: a,"),
        ("title: Baker,", "title: Baker, aliases: [AIDE],"),
    ],
    ids=["also", "the same words", "nearly the same", "disputed", "a kind of it", "a namesake"],
)
def test_what_is_or_might_be_true_is_no_wrong_option(change: str, into: str) -> None:
    before = COMPLETE.replace(", complete: true", "")
    assert before.count(change) == 1
    question = questions_of(before)["d:a/a#duty-of-role"]
    assert "Bake bread" in explained(question)
    after = questions_of(before.replace(change, into))["d:a/a#duty-of-role"]
    assert set(explained(after)) == {"*Wash the floor", "Boil soup", "Steer vans"}


def test_a_role_that_might_have_the_duty_is_no_wrong_answer() -> None:
    text = COMPLETE.replace(", complete: true", "").replace(
        "text: Bake bread}", "text: Shear the sheep daily}"
    )
    text = text.replace("text: Wash the floor", "text: Shear the sheep")
    assert "Baker" not in explained(questions_of(text)["d:a/a#role-of-duty"])


def test_with_too_few_safe_options_nothing_is_asked() -> None:
    text = COMPLETE.replace("text: Bake bread}", "text: Bake bread, also: [a]}").replace(
        "text: Boil soup}", "text: Boil soup, also: [a]}"
    )
    assert "d:a/a#duty-of-role" not in questions_of(text)
    assert questions_of("deck: d\ntitle: D\n") == {}


@pytest.mark.parametrize(
    ("title", "duty", "asked"),
    [
        ("Mammography technologist", "Take mammograms", False),
        ("Floor washer", "Wash the yard", True),
        ("Soup cook", "Boil soups", False),
    ],
)
def test_what_would_give_itself_away_is_not_asked(title: str, duty: str, asked: bool) -> None:
    text = COMPLETE.replace("title: Aide", f"title: {title}").replace("text: Wash the floor", f"text: {duty}")
    found = questions_of(text.replace("Boil soup}", "Peel onions}"))
    assert ("d:a/a#duty-of-role" in found) is asked


@pytest.mark.parametrize(("alias", "asked"), [("Technologist, CT", False), ("Slice photographer", True)])
def test_a_title_that_only_turns_the_role_s_own_round_is_not_asked(alias: str, asked: bool) -> None:
    found = questions_of(
        f"""
deck: d
title: D
roles:
  - {{id: ct, title: CT technologist, aliases: ["{alias}"]}}
  - {{id: mri, title: MRI technologist}}
  - {{id: head, title: CT head nurse}}
  - {{id: cook, title: Cook}}
"""
    )
    assert bool(found) is asked


def test_words_shared_with_the_question_are_all_found_in_one_wrong_option_at_least() -> None:
    text = """
deck: d
title: D
roles:
  - {id: a, title: Heart nurse, duties: [{id: a, text: Wake heart patients for the nurse at night}]}
  - {id: b, title: Heart surgeon, duties: [{id: b, text: Operate}]}
  - {id: c, title: School nurse, duties: [{id: c, text: Bandage knees}]}
  - {id: e, title: Clerk, duties: [{id: e, text: Write bills}]}
"""
    assert "d:a/a#role-of-duty" not in questions_of(text)
    text = text.replace(
        "text: Wake heart patients for the nurse at night", "text: Wake patients who had a heart attack"
    )
    assert "Heart surgeon" in explained(questions_of(text)["d:a/a#role-of-duty"])


def test_a_word_that_gives_nothing_away_because_another_option_has_it_may_stay() -> None:
    text = """
deck: d
title: D
roles:
  - {id: a, title: Soup cook, duties: [{id: a, text: Boil soup in kettles}]}
  - {id: b, title: Taster, duties: [{id: b, text: Taste soup from spoons}]}
  - {id: c, title: Driver, duties: [{id: c, text: Steer vans}]}
  - {id: e, title: Clerk, duties: [{id: e, text: Write bills}]}
"""
    found = questions_of(text)
    assert "Taste soup from spoons" in explained(found["d:a/a#duty-of-role"])
    assert "d:a/a#role-of-duty" not in found


def test_a_wrong_answer_is_never_named_in_the_question() -> None:
    text = COMPLETE.replace("Bake bread", "Hand the bread to drivers")
    assert "Driver" not in explained(questions_of(text)["d:b/b#role-of-duty"])


def test_a_text_that_two_roles_share_asks_for_its_role_once() -> None:
    text = COMPLETE.replace("duties: [{id: b", "equipment: [broom], duties: [{id: b").replace(
        "duties: [{id: a", "equipment: [Broom], duties: [{id: a"
    )
    text = text.replace("duties: [{id: c", "equipment: [pan], duties: [{id: c").replace(
        "duties: [{id: d", "equipment: [van], duties: [{id: d"
    )
    found = [q for q in questions_of(text).values() if normalised(q.subject) == "broom"]
    assert len(found) == 1
    assert set(explained(found[0])) == {"*Aide", "Cook", "Driver"}


def test_no_question_rests_on_a_disputed_or_a_contradicted_fact() -> None:
    disputed = COMPLETE.replace("text: Wash the floor}", "text: Wash the floor, disputed: Some say so.}")
    assert not [q for q in questions_of(disputed).values() if q.role == "a"]
    contradicted = COMPLETE.replace("duties: [{id: a", "not_duties: [Wash the floor], duties: [{id: a")
    assert not [q for q in questions_of(contradicted).values() if q.role == "a"]


WRITTEN = """
deck: d
title: D
topics: {t: T}
roles:
  - {id: a, title: Aide}
questions:
  - id: why
    topic: t
    role: a
    stem: Why is lead worn?
    key: It stops X-rays
    distractors: [It is warm, {text: It is light, why: It is heavy., role: a}]
    why: Lead is dense.
  - {id: two, stem: Right?, key: {text: "Yes", why: "Yes, it is."}, distractors: ["No", Perhaps, Never, Seldom]}
"""


def test_hand_written_questions_are_asked_as_they_stand() -> None:
    found = questions_of(WRITTEN)
    assert list(found) == ["d:questions/why#written", "d:questions/two#written"]
    question = found["d:questions/why#written"]
    assert (question.stem, question.subject, question.topic) == ("Why is lead worn?", "It stops X-rays", "t")
    assert (question.basis, question.role, question.role_title) == (Basis.STATED, "a", "Aide")
    assert explained(question) == {
        "*It stops X-rays": "Lead is dense.",
        "It is warm": "",
        "It is light": "It is heavy.",
    }
    assert {option.text: (option.role, option.ref) for option in question.options} == {
        "It stops X-rays": ("a", "option-1"),
        "It is warm": ("", "option-2"),
        "It is light": ("a", "option-3"),
    }
    assert explained(found["d:questions/two#written"])["*Yes"] == "Yes, it is."
    assert len(found["d:questions/two#written"].options) == 5


def test_a_hand_written_question_keeps_three_to_five_different_options() -> None:
    def made(*distractors: str) -> tuple[Question, ...]:
        wrong = tuple(WrittenOption(text) for text in distractors)
        written = WrittenQuestion("q", "t", "Which?", WrittenOption("Right"), wrong)
        return make_questions(Deck("d", "D", "d.yaml", questions=(written,)))

    assert made("One") == ()
    assert made("One", "one.") == ()
    assert made("right", "One") == ()
    assert len(made("One", "Two", "two")[0].options) == 3
    assert len(made("One", "Two", "Three", "Four", "Five")[0].options) == 5


def test_shuffling_follows_from_the_seed_and_moves_the_key_along(hospital: Mapping[str, Question]) -> None:
    question = hospital["hospital:sonographer/scan#duty-of-role"]
    orders = set()
    for seed in range(40):
        again = shuffled(question, seed)
        assert again == shuffled(question, seed)
        assert again.options[again.key] == question.options[question.key]
        assert Counter(again.options) == Counter(question.options)
        assert replace(again, options=question.options, key=question.key) == question
        orders.add(tuple(option.ref for option in again.options))
    assert len(orders) > 10


def test_keys_fall_on_every_place_alike() -> None:
    verbs = ["Wash", "Count", "Drive", "Paint", "Weld", "Mow", "Fold", "Sell"]
    kinds = ["red", "old", "tall", "wet", "long", "raw", "soft", "flat"]
    nouns = ["floors", "soups", "vans", "walls", "pipes", "lawns", "sheets", "coins"]
    titles = ["Aide", "Baker", "Driver", "Clerk", "Judge", "Nurse", "Porter", "Tailor"]
    roles = tuple(
        Role(
            title.lower(),
            title,
            duties=tuple(
                Fact(
                    kind,
                    FactKind.DUTY,
                    f"{verbs[(place + step) % 8]} the {kind}{place} {nouns[place]}",
                    title.lower(),
                    "t",
                )
                for step, kind in enumerate(kinds)
            ),
        )
        for place, title in enumerate(titles)
    )
    questions = make_questions(Deck("d", "D", "d.yaml", roles=roles))
    places = Counter(question.key for question in questions if len(question.options) == 4)
    asked = sum(places.values())
    assert asked >= 100
    assert all(0.17 <= places[place] / asked <= 0.33 for place in range(4))
    # No text is met as a wrong option so often that having met it is enough to rule it out.
    wrong = Counter(
        option.text
        for question in questions
        if question.kind is QuestionKind.DUTY_OF_ROLE
        for place, option in enumerate(question.options)
        if place != question.key
    )
    assert max(wrong.values()) <= 14


WORDS = [
    "Wash the patient",
    "wash the patient.",
    "Wash patients",
    "Cook soup",
    "Drive vans",
    "Write bills",
    "Aide",
    "!",
]
TEXTS = st.sampled_from([*WORDS, "Sweep floors", "Lock doors", "Call doctors", "Weigh babies", "Fold sheets"])


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Decks of a few roles with shared duties, boundaries, families in circles, namesakes and disputes."""
    ids = [f"r{n}" for n in range(draw(st.integers(3, 7)))]
    kinds = st.sampled_from([*[FactKind.DUTY] * 5, *FactKind])
    roles = []
    for role in ids:
        facts: dict[FactKind, list[Fact]] = {kind: [] for kind in FactKind}
        for number, kind in enumerate(draw(st.lists(kinds, min_size=1, max_size=6))):
            also = tuple(draw(st.sets(st.sampled_from(ids), max_size=1)) - {role})
            disputed = "so they say" * (draw(st.integers(0, 5)) == 0)
            facts[kind].append(Fact(f"f{number}", kind, draw(TEXTS), role, "t", also, disputed=disputed))
        roles.append(
            Role(
                role,
                draw(st.sampled_from(["Aide", "Night aide", "Nurses"]))
                if draw(st.integers(0, 3)) == 0
                else f"Role {role}",
                definition=next(iter(facts[FactKind.DEFINITION]), None),
                aliases=tuple(facts[FactKind.ALIAS]),
                broader=tuple(draw(st.sets(st.sampled_from(ids), max_size=1))) if draw(st.booleans()) else (),
                complete=draw(st.booleans()),
                duties=tuple(facts[FactKind.DUTY]),
                not_duties=tuple(facts[FactKind.NOT_DUTY]),
                equipment=tuple(facts[FactKind.EQUIPMENT]),
                requirements=tuple(facts[FactKind.REQUIREMENT]),
            )
        )
    return Deck("d", "D", "d.yaml", roles=tuple(roles))


OF_ROLE = {QuestionKind.DUTY_OF_ROLE, QuestionKind.REQUIREMENT_OF_ROLE}


@settings(max_examples=200, deadline=None)
@given(decks(), st.integers())
def test_of_any_deck_no_wrong_option_is_true_and_one_option_is_right(deck: Deck, seed: int) -> None:
    truth = Truth(deck)
    facts = {fact.key: fact for role in deck.roles for fact in role.facts()}
    questions = make_questions(deck)
    assert make_questions(deck) == questions
    assert len({question.id for question in questions}) == len(questions)
    for question in questions:
        if question.kind in (*COMPOSED, QuestionKind.SUPERVISOR_OF_ROLE):
            continue  # judged where they are made
        fact = facts[question.fact.partition(":")[2]]
        assert not fact.disputed
        assert 3 <= len(question.options) <= 5
        assert 0 <= question.key < len(question.options)
        assert len({normalised(option.text) for option in question.options}) == len(question.options)
        assert len({option.ref for option in question.options}) == len(question.options)
        assert all(option.explanation for option in question.options)
        turned = shuffled(question, seed)
        assert turned.options[turned.key] == question.options[question.key]
        assert set(turned.options) == set(question.options)
        for place, option in enumerate(question.options):
            if question.kind in OF_ROLE:
                is_right = is_true_of(deck, truth, option.text, fact.kind, question.role)
            else:
                is_right = truth.is_true(fact, option.role)
            assert is_right == (place == question.key)
            if place == question.key:
                continue
            if question.kind in OF_ROLE and facts[option.ref].kind is not FactKind.NOT_DUTY:
                assert truth.may_be_wrong(facts[option.ref], question.role)
                if question.basis is Basis.STATED:
                    assert truth.is_false(facts[option.ref], question.role)
            elif question.kind in OF_ROLE:
                assert truth.is_true(facts[option.ref], question.role)
            else:
                assert truth.may_be_wrong(fact, option.role)
                if question.basis is Basis.STATED:
                    assert truth.is_false(fact, option.role)


def is_true_of(deck: Deck, truth: Truth, text: str, kind: FactKind, role: str) -> bool:
    """Whether any fact of the deck with these words is true of the role, asked without the index that is tested."""
    return any(
        role in truth.roles_of(fact)
        for each in deck.roles
        for fact in each.facts()
        if fact.kind is kind and normalised(fact.text) == normalised(text)
    )


@settings(deadline=None)
@given(decks(), st.randoms(use_true_random=False))
def test_where_a_role_stands_in_the_deck_changes_no_options(deck: Deck, random) -> None:
    # A duty of several roles is asked once, of the first; what a title that is also a duty comes to depends on that.
    assume(
        {normalised(r.title) for r in deck.roles}.isdisjoint(
            normalised(f.text) for r in deck.roles for f in r.facts()
        )
    )
    roles = list(deck.roles)
    random.shuffle(roles)
    before, after = (
        {q.id: {normalised(o.text) for o in q.options} for q in make_questions(each) if q.kind in OF_ROLE}
        for each in (deck, replace(deck, roles=tuple(roles)))
    )
    assert before == after
