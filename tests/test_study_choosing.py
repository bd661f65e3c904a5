"""What a quiz is to ask about, as New quiz has it chosen."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import COMPOSED, Deck, Question, QuestionKind, in_topic
from decks.questions import make
from decks.reading.files import parse_deck
from progress.sessions.quiz_picking import choose
from study.sessions.choosing import LENGTHS, Chosen, Length, Reach


@pytest.fixture
def deck(kitchen: str) -> Deck:
    deck, _ = parse_deck(kitchen, "kitchen.yaml")
    assert deck is not None
    return deck


@pytest.fixture
def questions(deck: Deck) -> list[Question]:
    return list(make(deck).questions)


def titles(chosen: Chosen) -> list[str]:
    return [choice.title for choice in chosen.choices()]


def test_topics_are_listed_with_the_questions_on_them_and_on_those_nested_in_them(
    deck: Deck, questions: list[Question]
) -> None:
    everything, cooking, sauces, order = Chosen(deck, questions).choices()
    assert [each.title for each in (everything, cooking, sauces, order)] == [
        "All topics", "Cooking", "Sauces", "Who is who",
    ]  # fmt: skip
    assert everything.size == len(questions) == cooking.size + order.size
    assert cooking.size == sum(in_topic(question.topic, "cooking") for question in questions) > sauces.size
    assert (cooking.depth, sauces.depth) == (0, 1)


def test_ticks_on_topics_narrow_the_roles_and_those_on_roles_the_topics(
    deck: Deck, questions: list[Question]
) -> None:
    chosen = Chosen(deck, questions)
    chosen.tick("cooking/sauces")
    assert [choice.ticked for choice in chosen.choices()] == [False, False, True, False]
    chosen.by_role = True
    assert titles(chosen) == ["All roles", "Sauce cook"]
    chosen.tick("sauce-cook")
    chosen.by_role = False
    assert titles(chosen) == ["All topics", "Cooking", "Sauces"]  # nothing asks who a sauce cook is
    chosen.tick("")
    assert chosen.topics("") == ()
    assert chosen.roles("") == ("sauce-cook",)


def test_what_is_ticked_stays_listed_where_it_has_no_questions_of_a_kind(
    deck: Deck, questions: list[Question]
) -> None:
    chosen = Chosen(deck, questions)
    chosen.tick("cooking")
    chosen.kind = QuestionKind.ROLE_OF_DEFINITION
    assert {choice.title: choice.size for choice in chosen.choices()} == {
        "All topics": 3, "Cooking": 0, "Who is who": 3,
    }  # fmt: skip
    assert chosen.reach("cooking") == Reach(0, 0)


def test_the_marked_line_counts_where_nothing_in_its_list_is_ticked(
    deck: Deck, questions: list[Question]
) -> None:
    chosen = Chosen(deck, questions)
    assert chosen.topics("order") == ("order",)
    assert chosen.roles("order") == ()
    chosen.tick("cooking")
    chosen.tick("cooking/sauces")
    assert chosen.topics("order") == ("cooking", "cooking/sauces")
    chosen.tick("cooking")
    assert chosen.topics("order") == ("cooking/sauces",)


@pytest.mark.parametrize("seed", range(8))
def test_a_quiz_is_as_long_as_is_said_of_it(deck: Deck, questions: list[Question], seed: int) -> None:
    chosen, length = Chosen(deck, questions), Length()
    chosen.by_role = True
    for role in ("", *chosen.role_titles):
        for kind in (None, *chosen.kinds):
            chosen.kind = kind
            reach, roles = chosen.reach(role), chosen.roles(role)
            kinds = (kind,) if kind else ()
            asked = choose(
                questions, count=length.of(reach.most), roles=roles, kinds=kinds, random=Random(seed)
            )
            assert length.of(reach.least) <= len(asked) <= length.of(reach.most)
            if length.sure(reach):
                assert len(asked) == length.of(reach.most)


def test_no_question_is_lost_to_one_that_asks_about_several_facts(questions: list[Question]) -> None:
    plain = {each.fact for each in questions if each.role == "head-chef" and each.kind not in COMPOSED}
    for seed in range(20):
        asked = choose(questions, count=10, roles=["head-chef"], random=Random(seed))
        assert len(asked) >= len(plain)


@given(steps=st.lists(st.sampled_from((-1, 1)), max_size=20), questions=st.integers(0, 100))
def test_the_length_stays_within_what_there_is(steps: list[int], questions: int) -> None:
    length = Length()
    assert length.shown == "10"
    for by in steps:
        length.change(by)
        assert length.shown in (*map(str, LENGTHS), "all")
        assert length.first == (length.shown == "5")
        assert length.last == (length.shown == "all")
        assert length.of(questions) == (questions if length.last else min(int(length.shown), questions))
