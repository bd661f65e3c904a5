"""The second bundled deck: sound in every respect, and good for questions on all its roles."""

from collections import Counter

import pytest

from decks.cards import make_cards
from decks.checking.checks import check
from decks.library import bundled_folder
from decks.model import Deck, FactKind, QuestionKind
from decks.questions import make_questions
from decks.reading.files import read_deck


@pytest.fixture(scope="module")
def kitchen() -> Deck:
    deck, problems = read_deck(bundled_folder() / "professional-kitchen.yaml")
    assert problems == []
    assert deck is not None
    return deck


def test_nothing_is_found_in_it(kitchen: Deck) -> None:
    assert [str(problem) for problem in check(kitchen)] == []


def test_it_has_roles_duties_and_questions_enough(kitchen: Deck) -> None:
    assert len(kitchen.roles) >= 10
    assert all(len(role.duties) >= 5 and role.definition for role in kitchen.roles)
    questions = make_questions(kitchen)
    asked = Counter(question.role for question in questions if question.kind is QuestionKind.DUTY_OF_ROLE)
    assert set(asked) == {role.id for role in kitchen.roles}
    assert len(questions) >= 150
    assert len(make_cards(kitchen)) >= 150


def test_every_boundary_repeats_another_roles_duty(kitchen: Deck) -> None:
    duties = {duty.text for role in kitchen.roles for duty in role.duties}
    boundaries = [fact for role in kitchen.roles for fact in role.facts() if fact.kind is FactKind.NOT_DUTY]
    assert boundaries
    assert {fact.text for fact in boundaries} <= duties
    assert all(fact.why for fact in boundaries)


def test_it_says_where_each_fact_is_from_and_credits_its_data(kitchen: Deck) -> None:
    assert all(fact.sources for role in kitchen.roles for fact in role.facts())
    assert all(each.sources for each in (*kitchen.cards, *kitchen.questions))
    assert "O*NET 30.1 Database" in kitchen.attribution
    assert kitchen.licence == "CC BY 4.0"


def test_no_question_sets_the_head_chef_against_duties_that_a_head_chef_shares(kitchen: Deck) -> None:
    shared = {duty.text for role in kitchen.roles for duty in role.duties if "head-chef" in duty.also}
    assert shared
    for question in make_questions(kitchen):
        if question.role == "head-chef" and question.kind is QuestionKind.DUTY_OF_ROLE:
            wrong = {option.text for at, option in enumerate(question.options) if at != question.key}
            assert not wrong & shared
