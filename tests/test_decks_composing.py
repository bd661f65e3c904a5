"""Questions on several facts at once: they are true, fair, and show nothing by their looks."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.composing.picking import length
from decks.english.similarity import normalised
from decks.library import bundled_folder
from decks.making.shown import as_shown
from decks.model import COMPOSED, Asks, Basis, Deck, Fact, FactKind, Question, QuestionKind, Role
from decks.questions import make, make_questions, shuffled
from decks.reading.files import parse_deck, read_deck
from decks.truth import Truth

SEVERAL = (QuestionKind.SELECT_DUTIES, QuestionKind.SORT_DUTIES)
KINDS = (*sorted(COMPOSED), QuestionKind.SUPERVISOR_OF_ROLE)


def read(text: str) -> Deck:
    deck, problems = parse_deck(text, "ship.yaml")
    assert deck is not None
    assert [str(problem) for problem in problems] == []
    return deck


def questions_of(deck: Deck) -> Mapping[str, Question]:
    return {question.id: question for question in make_questions(deck)}


def bundled(name: str) -> Deck:
    deck, _ = read_deck(Path(bundled_folder()) / f"{name}.yaml")
    assert deck is not None
    return deck


@pytest.fixture(scope="module")
def kitchen() -> Deck:
    return bundled("professional-kitchen")


@pytest.fixture(scope="module", params=["professional-kitchen", "medical-imaging"])
def made(request: pytest.FixtureRequest) -> tuple[Deck, tuple[Question, ...]]:
    deck = bundled(request.param)
    return deck, make(deck, only=KINDS).questions


# -- truth


def is_wrong(truth: Truth, fact: Fact, role: str) -> bool:
    """Whether a duty, or a boundary of the role, can stand as what the role does not do."""
    if fact.kind is FactKind.NOT_DUTY:
        return truth.is_true(fact, role) and not truth.contradicted(fact, role)
    return truth.may_be_wrong(fact, role)


def assert_true(deck: Deck, question: Question) -> None:
    """What the question says is right is so by the deck's word, and what it says is wrong is not."""
    deck = as_shown(deck)
    truth = Truth(deck)
    facts = {fact.key: fact for role in deck.roles for fact in role.facts()}
    options = question.options
    right = [options[place] for place in question.keys]
    wrong = [option for place, option in enumerate(options) if place not in question.keys]
    assert len({normalised(option.text) for option in options}) == len(options)
    assert len({option.ref for option in options}) == len(options)
    match question.kind:
        case QuestionKind.ROLE_OF_DUTIES:
            told = [facts[ref] for ref in (question.fact.partition(":")[2], *question.others)]
            assert len(told) == 3
            assert all(fact.text.rstrip(".") in question.stem for fact in told)
            assert right[0].role == question.role
            for option in options:
                has = [truth.is_true(fact, option.role) for fact in told]
                may = [option.role in truth.possible_roles(fact) for fact in told]
                assert all(has) if option is right[0] else sum(may) <= 1
        case QuestionKind.ODD_ONE_OUT:
            assert (len(right), len(wrong)) == (1, 3)
            assert all(truth.is_true(facts[option.ref], question.role) for option in wrong)
            assert is_wrong(truth, facts[right[0].ref], question.role)
            assert right[0].role != question.role
        case QuestionKind.SELECT_DUTIES:
            assert 1 <= len(right) <= 4 <= len(options) - 1
            assert all(truth.is_true(facts[option.ref], question.role) for option in right)
            assert all(is_wrong(truth, facts[option.ref], question.role) for option in wrong)
        case QuestionKind.SORT_DUTIES:
            first, second = (role for role, _ in question.sides)
            assert first == question.role
            assert right
            assert wrong
            for option in options:
                mine, other = (first, second) if option in right else (second, first)
                assert truth.is_true(facts[option.ref], mine)
                assert truth.may_be_wrong(facts[option.ref], other)
        case QuestionKind.SUPERVISOR_OF_ROLE:
            assert facts[question.fact.partition(":")[2]].role == question.role
            over = {
                fact.target or normalised(fact.text)
                for role in truth.related(question.role)
                for fact in next(each for each in deck.roles if each.id == role).reports_to
            }
            assert not {option.role for option in wrong} & over
            assert question.role not in {option.role for option in options}
            assert question.basis is Basis.PRESUMED
        case _:
            raise AssertionError(question.kind)
    if question.basis is Basis.STATED and question.kind is QuestionKind.SELECT_DUTIES:
        for option in wrong:
            fact = facts[option.ref]
            assert fact.kind is FactKind.NOT_DUTY or truth.is_false(fact, question.role)


def test_bundled_decks_make_true_ones_of_every_kind(made: tuple[Deck, tuple[Question, ...]]) -> None:
    deck, questions = made
    assert {question.kind for question in questions} == set(KINDS)
    for question in questions:
        assert_true(deck, question)


WORDS = [
    "anchor",
    "rope",
    "sail",
    "mast",
    "chart",
    "engine",
    "galley",
    "cargo",
    "signal",
    "deck",
    "pump",
    "boat",
]
VERBS = ["Oil", "Count", "Paint", "Lift", "Clean", "Draw", "Stow", "Mend", "Watch", "Lash"]


@st.composite
def crews(draw: st.DrawFn) -> Deck:
    """Decks with shared, inherited, disputed and denied duties, complete roles and supervisors, in any mixture."""
    count = draw(st.integers(2, 6))
    names = [f"r{number}" for number in range(count)]
    some = st.lists(st.sampled_from(names), max_size=2, unique=True)
    texts = [
        f"{verb} the {word} of the {part}"
        for verb in VERBS
        for word, part in zip(WORDS, WORDS[::-1], strict=True)
    ]
    roles = []
    for place, name in enumerate(names):
        chosen = draw(st.lists(st.sampled_from(texts), max_size=8, unique=True))
        duties = tuple(
            Fact(
                f"d{number}",
                FactKind.DUTY,
                text,
                name,
                "t",
                also=tuple(other for other in draw(some) if other != name) if draw(st.booleans()) else (),
                disputed="some say no" if draw(st.integers(0, 9)) == 0 else "",
            )
            for number, text in enumerate(chosen)
        )
        denied = tuple(
            Fact(f"n{number}", FactKind.NOT_DUTY, text, name, "t")
            for number, text in enumerate(draw(st.lists(st.sampled_from(texts), max_size=2, unique=True)))
        )
        over = draw(st.lists(st.sampled_from([*names, "The harbour master"]), max_size=2, unique=True))
        roles.append(
            Role(
                name,
                f"{WORDS[place].capitalize()} keeper{place}",
                duties=duties,
                not_duties=denied,
                broader=tuple(draw(st.lists(st.sampled_from(names[:place]), max_size=1))) if place else (),
                complete=draw(st.integers(0, 3)) == 0,
                reports_to=tuple(
                    Fact(
                        f"s{number}",
                        FactKind.SUPERVISOR,
                        each,
                        name,
                        "t",
                        target=each if each in names else "",
                    )
                    for number, each in enumerate(over)
                    if each != name
                ),
            )
        )
    return Deck("ship", "Ship", "ship.yaml", roles=tuple(roles), negative_stems=draw(st.booleans()))


@settings(deadline=None, max_examples=60)
@given(crews())
def test_whatever_a_deck_says_nothing_untrue_is_asked(deck: Deck) -> None:
    for question in make(deck, only=KINDS).questions:
        assert_true(deck, question)


# -- single rules

SHIP = """
deck: ship
title: A ship
roles:
  - id: bosun
    title: Bosun
    reports_to: mate
    duties:
      - {id: paint, text: Paint the rail}
      - {id: rope, text: Splice torn ropes, also: [sailor]}
      - {id: hatch, text: Close all hatches before a storm}
      - {id: anchor, text: Drop the anchor, why: The bosun stands nearest to the windlass.}
    not_duties:
      - {id: sing, text: Sing on the bridge}
  - id: sailor
    title: Sailor
    reports_to: bosun
    duties:
      - {id: wash, text: Wash down the planks}
      - {id: look, text: Keep a lookout at night}
      - {id: coil, text: Coil lines on the quay}
  - id: cook
    title: Cook
    reports_to: mate
    duties:
      - {id: soup, text: Boil soup for the crew}
      - {id: knives, text: Sharpen knives}
      - {id: larder, text: Count the tins of fish}
  - id: mate
    title: Mate
    reports_to: captain
    duties:
      - {id: chart, text: Plot the course}
      - {id: stars, text: Take the height of a star}
      - {id: log, text: Enter the weather hourly}
  - id: captain
    title: Captain
    duties:
      - {id: orders, text: Sign the papers}
  - id: pilot
    title: Pilot
    reports_to: [The harbour master]
    duties:
      - {id: steer, text: Bring her in past the shoals}
"""


@pytest.fixture(scope="module")
def ship() -> Mapping[str, Question]:
    return questions_of(read(SHIP))


def only(questions: Mapping[str, Question], role: str, kind: QuestionKind) -> Question:
    (found,) = [each for each in questions.values() if each.kind is kind and each.role == role]
    return found


def test_three_duties_stand_below_one_another(ship: Mapping[str, Question]) -> None:
    question = only(ship, "cook", QuestionKind.ROLE_OF_DUTIES)
    first, *duties = question.stem.split("\n")
    assert first == "Which role do these three duties belong to?"
    assert sorted(duties) == ["• Boil soup for the crew", "• Count the tins of fish", "• Sharpen knives"]
    assert question.options[question.key].text == "Cook"
    assert question.options[question.key].explanation == "Yes: they are duties of a cook."
    assert question.facts == {"ship:cook/soup", "ship:cook/knives", "ship:cook/larder"}


def test_the_odd_one_is_somebody_elses_and_the_stem_says_it_positively(ship: Mapping[str, Question]) -> None:
    question = only(ship, "bosun", QuestionKind.ODD_ONE_OUT)
    assert question.stem == "Three of these are duties of a bosun. Which one is somebody else's?"
    odd = question.options[question.key]
    assert odd.role not in ("bosun", "")
    assert question.subject == odd.text
    assert odd.explanation.startswith("That is a duty of a")


def test_only_where_the_deck_allows_it_is_asked_for_what_is_not_so() -> None:
    deck = read(SHIP.replace("title: A ship", "title: A ship\nnegative_stems: true"))
    question = only(questions_of(deck), "bosun", QuestionKind.ODD_ONE_OUT)
    assert question.stem == "Which of these is NOT a duty of a bosun?"
    odd = question.options[question.key]
    assert odd.role != "bosun"


def test_all_that_apply_are_asked_for(ship: Mapping[str, Question]) -> None:
    question = only(ship, "bosun", QuestionKind.SELECT_DUTIES)
    assert question.stem == "Which of these are duties of a bosun? There may be several."
    assert question.asks is Asks.SEVERAL
    assert len(question.options) == 5
    explanations = {option.text: option.explanation for option in question.options}
    assert explanations.get("Drop the anchor", "The bosun stands nearest to the windlass.") == (
        "The bosun stands nearest to the windlass."
    )


def test_duties_are_sorted_to_two_roles(ship: Mapping[str, Question]) -> None:
    question = only(ship, "cook", QuestionKind.SORT_DUTIES)
    (first, name), (second, other) = question.sides
    assert (first, name) == ("cook", "Cook")
    assert question.stem == f"Sort these duties: which belong to a cook, and which to a {other.lower()}?"
    assert {option.role for option in question.options} == {"cook", second}
    assert question.key == question.keys[0]


def test_who_a_role_reports_to(ship: Mapping[str, Question]) -> None:
    question = only(ship, "bosun", QuestionKind.SUPERVISOR_OF_ROLE)
    assert question.stem == "Who does a bosun report to?"
    assert {option.text: option.explanation for option in question.options} == {
        "Mate": "Yes: a bosun reports to a mate.",
        "Sailor": "It is the other way round: a sailor reports to a bosun.",
        "Cook": "A cook reports to a mate too.",
    }


def test_whoever_may_be_over_a_role_is_no_wrong_answer(ship: Mapping[str, Question]) -> None:
    asked = [each for each in ship.values() if each.kind is QuestionKind.SUPERVISOR_OF_ROLE]
    # too few have a place like the sailor's or the cook's; and who is a harbour master the deck does not tell
    assert {question.role for question in asked} == {"bosun", "mate"}
    # the captain is over the mate, and so over whoever reports to the mate
    for question in asked:
        assert ("Captain" in {option.text for option in question.options}) == (question.role == "mate")


def test_what_is_not_asked_is_told_with_its_reason() -> None:
    dropped = {(each.role, each.kind): each.reason.sentence for each in make(read(SHIP)).dropped}
    assert dropped["captain", QuestionKind.SELECT_DUTIES] == "Too few wrong options are surely wrong."
    assert dropped["pilot", QuestionKind.SUPERVISOR_OF_ROLE] == "Too few wrong options are surely wrong."


def test_a_duty_that_names_its_role_is_not_told_of(kitchen: Deck) -> None:
    for question in make(kitchen, only=COMPOSED).questions:
        words = {word.lower()[:6] for word in re.findall(r"\w+", question.role_title)}
        for option in question.options if question.kind in SEVERAL else ():
            assert not words & {word.lower()[:6] for word in re.findall(r"\w+", option.text)}


# -- identity


def test_ids_and_what_is_told_stay_when_other_things_are_edited(kitchen: Deck) -> None:
    before = {each.id: each for each in make(kitchen, only=COMPOSED).questions}
    turned = replace(
        kitchen, roles=tuple(replace(role, duties=role.duties[::-1]) for role in kitchen.roles[::-1])
    )
    assert {each.id for each in make(turned, only=COMPOSED).questions} == set(before)
    *others, last = kitchen.roles
    fact = last.duties[0]
    reworded = replace(last, duties=(replace(fact, text="Polish the brass of the scales"), *last.duties[1:]))
    after = {each.id for each in make(replace(kitchen, roles=(*others, reworded)), only=COMPOSED).questions}
    assert after == set(before)
    fewer = replace(last, duties=last.duties[1:])
    after = {each.id for each in make(replace(kitchen, roles=(*others, fewer)), only=COMPOSED).questions}
    for kind in COMPOSED:
        gone = {each for each in set(before) - after if each.endswith(kind.value)}
        assert len(gone) <= 1
        assert len({each for each in after - set(before) if each.endswith(kind.value)}) <= 1
        assert all(f":{last.id}/" in each for each in gone)


def test_there_is_about_one_of_a_kind_for_five_duties(made: tuple[Deck, tuple[Question, ...]]) -> None:
    deck, questions = made
    counts = Counter(question.kind for question in questions)
    duties = sum(len(role.duties) for role in deck.roles)
    for kind in COMPOSED:
        assert duties / 20 <= counts[kind] <= duties / 4


def test_options_and_what_is_right_move_together(made: tuple[Deck, tuple[Question, ...]]) -> None:
    for question in made[1][:60]:
        right = {question.options[place].ref for place in question.keys}
        for seed in range(4):
            shown = shuffled(question, seed)
            assert {shown.options[place].ref for place in shown.keys} == right
            assert shown.key == min(shown.keys)
            assert shown.keys == tuple(sorted(shown.keys))


# -- nothing shows


def test_how_many_are_right_cannot_be_told_beforehand(made: tuple[Deck, tuple[Question, ...]]) -> None:
    for kind in SEVERAL:
        sizes = Counter(len(question.keys) for question in made[1] if question.kind is kind)
        assert set(sizes) == {1, 2, 3, 4}
        assert max(sizes.values()) <= 0.6 * sizes.total()


def test_the_right_ones_are_neither_longer_nor_shorter(made: tuple[Deck, tuple[Question, ...]]) -> None:
    for kind in (QuestionKind.SELECT_DUTIES, QuestionKind.ODD_ONE_OUT):
        right, wrong = [], []
        for question in made[1]:
            if question.kind is kind:
                for place, option in enumerate(question.options):
                    (right if place in question.keys else wrong).append(length(option.text, ()))
        assert 0.8 <= (sum(right) / len(right)) / (sum(wrong) / len(wrong)) <= 1.25


def test_the_place_of_the_right_one_tells_nothing(made: tuple[Deck, tuple[Question, ...]]) -> None:
    questions = [each for each in made[1] if each.kind not in SEVERAL and len(each.options) == 4]
    places = Counter(question.key for question in questions)
    expected = len(questions) / 4
    assert (
        sum((places[place] - expected) ** 2 / expected for place in range(4)) < 16.3
    )  # χ², 3 degrees, 0.1 %


# -- hand-written ones with several right options

WRITTEN = """
deck: d
title: D
topics: {t: T}
questions:
  - id: q
    topic: t
    stem: What floats?
    %s
"""


def test_a_written_question_may_have_several_right_options() -> None:
    deck = read(
        WRITTEN % "keys: [Cork, {text: Ice, why: It is lighter than water.}]\n    distractors: [Lead, Gold]"
    )
    (question,) = make_questions(deck)
    assert question.asks is Asks.SEVERAL
    assert {question.options[place].text for place in question.keys} == {"Cork", "Ice"}
    assert {option.explanation for option in question.options} == {"", "It is lighter than water."}


def test_a_single_one_of_several_may_be_right() -> None:
    deck = read(WRITTEN % "keys: Cork\n    distractors: [Lead, Gold]")
    (question,) = make_questions(deck)
    assert question.asks is Asks.SEVERAL
    assert len(question.keys) == 1


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            "key: Cork\n    keys: [Ice]\n    distractors: [Lead, Gold]",
            "f.yaml:10:5: error D209: a question has either “key” or “keys”; put all right options into “keys”.",
        ),
        (
            "distractors: [Lead, Gold]",
            "f.yaml:6:5: error D112: a question needs “key”; add “key: The surgeon is told”.",
        ),
        (
            "keys: [a, b, c, d, e]\n    distractors: [f]",
            "f.yaml:9:5: error D209: “keys” holds one to 4 right options, here 5; add or take out some.",
        ),
        (
            "keys: [a, b, c, d]\n    distractors: [e, f]",
            "f.yaml:10:5: error D209: a question with “keys” has 3 to 5 options, one of them wrong at least; "
            "this one has 4 right and 2 wrong; add or take out some.",
        ),
        (
            "keys: [a, b, c]\n    distractors: []",
            "f.yaml:10:5: error D209: a question with “keys” has 3 to 5 options, one of them wrong at least; "
            "this one has 3 right and 0 wrong; add or take out some.",
        ),
        (
            "keys: [a, B]\n    distractors: [b]",
            "f.yaml:6:5: error D210: the option “B” stands there twice; word one of them differently.",
        ),
    ],
)
def test_what_is_wrong_with_several_keys_is_named(keys: str, said: str) -> None:
    deck, problems = parse_deck(WRITTEN % keys, "f.yaml")
    assert [str(problem) for problem in problems] == [said]
    assert deck is not None
    assert deck.questions == ()
