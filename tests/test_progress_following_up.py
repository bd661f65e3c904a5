"""The question that follows a wrong answer up."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from decks.model import Basis, Option, Question, QuestionKind
from progress.events import Event
from progress.sessions.following_up import following_up, place_for
from progress.sessions.quizzing import QuizRecord, QuizSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DUTY, ROLE = QuestionKind.DUTY_OF_ROLE, QuestionKind.ROLE_OF_DUTY


def question(role: str, duty: str, kind: QuestionKind, *others: str) -> Question:
    """About a duty; `others` are the wrong options: `role/duty`, or roles."""
    right = f"{role}/{duty}" if kind is DUTY else role
    return Question(
        id=f"d:{role}/{duty}#{kind.value}",
        kind=kind,
        deck="d",
        role=role,
        role_title=role,
        topic="t",
        subject="",
        stem="",
        options=tuple(Option(ref, ref.partition("/")[0], ref, "") for ref in (right, *others)),
        key=0,
        basis=Basis.STATED,
    )


ASKED = question("cook", "boil", DUTY, "baker/bake", "waiter/serve")
DECK = (
    ASKED,
    question("baker", "knead", DUTY, "waiter/serve"),
    question("baker", "bake", DUTY, "cook/boil"),
    question("baker", "bake", ROLE, "cook"),
    question("waiter", "carry", ROLE, "cook", "baker"),
    question("waiter", "carry", DUTY, "baker/bake"),
    *(question("porter", f"wash-{n}", DUTY, "cook/boil") for n in range(12)),
)


@pytest.fixture
def store(tmp_path: Path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def load(ids: Collection[str]) -> list[Question]:
    return [next(q for q in DECK if q.id == name) for name in ids]


def quiz(store: Store, *questions: Question, follows: bool = True) -> QuizSession:
    record = QuizRecord("q", "d", "", "", 1, tuple(q.id for q in questions), NOON, None, follows=follows)
    store.save_quiz(record)
    return QuizSession(record, questions)


def answered(store: Store, chosen: int) -> Event:
    return quiz(store, ASKED).answer(store, chosen, NOON)


def test_it_asks_about_the_very_duty_that_was_chosen(store: Store) -> None:
    found = following_up(ASKED, answered(store, 1), DECK, load, [ASKED])
    assert found is not None
    assert found.id == "d:baker/bake#duty-of-role"


def test_else_it_sets_both_roles_against_each_other(store: Store) -> None:
    found = following_up(ASKED, answered(store, 2), DECK, load, [ASKED])
    assert found is not None
    assert found.id == "d:waiter/carry#role-of-duty"


def test_nothing_follows_a_right_answer_or_what_is_asked_anyway(store: Store) -> None:
    wrong = answered(store, 1)
    assert following_up(ASKED, replace(wrong, correct=True), DECK, load, [ASKED]) is None
    assert following_up(ASKED, wrong, DECK, load, DECK) is None
    assert following_up(ASKED, wrong, DECK, load, [ASKED], lambda head: head.role == "cook") is None


def test_it_comes_two_to_four_places_on_and_the_quiz_stays_as_long(store: Store) -> None:
    session = quiz(store, ASKED, *DECK[6:15])
    place = place_for(session, "x")
    assert place in (2, 3, 4)
    session.answer(store, 1, NOON)
    session.swap(store, DECK[2], place)
    assert session.total == 10
    assert session.questions[place] is DECK[2]
    (record,) = store.open_quizzes()
    assert record.questions == tuple(q.id for q in session.questions)
    assert record.added == (DECK[2].id,)
    assert DECK[14].id not in record.questions


def test_there_are_few_of_them_and_none_at_the_end(store: Store) -> None:
    session = quiz(store, ASKED, *DECK[6:15])
    session.record = replace(session.record, added=("x", "y", "z"))
    assert place_for(session, "x") is None
    session.record = replace(session.record, added=())
    session.position = 8
    assert place_for(session, "x") is None
    assert place_for(QuizSession(replace(session.record, follows=False), session.questions), "x") is None
