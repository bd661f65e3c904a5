"""Sessions whose deck is edited while they go on: the same cards with other texts, some gone, no answer lost."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from decks.cards import make_cards
from decks.model import Card, Question
from decks.questions import make_questions, shuffled
from decks.reading.files import parse_deck
from progress.days import StudyDays
from progress.events import Rating
from progress.scheduling.scheduler import Scheduler
from progress.sessions.quizzing import QuizRecord, QuizSession
from progress.sessions.reviewing import Counts, ReviewSession
from progress.storage.store import Store

AT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "progress.db", random=Random(1))


@pytest.fixture
def cards(kitchen: str) -> tuple[Card, ...]:
    deck, _ = parse_deck(kitchen, "kitchen.yaml")
    assert deck is not None
    return make_cards(deck)


@pytest.fixture
def questions(kitchen: str) -> list[Question]:
    deck, _ = parse_deck(kitchen, "kitchen.yaml")
    assert deck is not None
    return [shuffled(question, 7) for question in make_questions(deck)[:4]]


def review(cards: tuple[Card, ...]) -> ReviewSession:
    return ReviewSession(cards, {}, Scheduler(), StudyDays(UTC), AT, new_left=20, random=Random(3))


def quiz(questions: list[Question]) -> QuizSession:
    names = tuple(question.id for question in questions)
    return QuizSession(QuizRecord("q", "kitchen", "", "", 7, names, AT, None), questions)


# -- reviews


def test_the_current_card_is_asked_in_its_new_words(cards: tuple[Card, ...]) -> None:
    session = review(cards)
    current = session.current
    assert current is not None
    new = [replace(card, prompt=f"{card.prompt} Now?") for card in cards]
    found = session.replace(new, AT)
    assert found is session.current
    assert found == replace(current, prompt=f"{current.prompt} Now?")
    assert session.counts == Counts(new=20, learning=0, due=0)


def test_every_later_card_has_its_new_words(cards: tuple[Card, ...], store: Store) -> None:
    session = review(cards)
    session.replace([replace(card, prompt="New") for card in cards], AT)
    while session.current is not None:
        assert session.current.prompt == "New"
        session.answer(store, Rating.EASY, AT)
    assert len(session.answered) == 20


def test_a_card_that_is_gone_is_asked_no_more(cards: tuple[Card, ...], store: Store) -> None:
    session = review(cards)
    gone = session.current
    assert gone is not None
    found = session.replace([card for card in cards if card.id != gone.id], AT)
    assert found is not None
    assert found.id != gone.id
    assert session.counts.new == 19
    while session.current is not None:
        assert session.current.id != gone.id
        session.answer(store, Rating.EASY, AT)


def test_an_answer_to_a_card_that_is_gone_can_be_undone(cards: tuple[Card, ...], store: Store) -> None:
    session = review(cards)
    first = session.current
    assert first is not None
    session.answer(store, Rating.AGAIN, AT)
    session.replace([card for card in cards if card.id != first.id], AT)
    assert session.counts == Counts(new=19, learning=0, due=0)
    assert len(session.answered) == 1
    assert session.undo(store, AT) == first
    session.answer(store, Rating.GOOD, AT)
    assert session.current is not None


def test_without_any_card_left_the_review_is_over(cards: tuple[Card, ...]) -> None:
    session = review(cards)
    assert session.replace([], AT) is None
    assert session.counts == Counts(new=0, learning=0, due=0)
    assert session.replace(cards, AT) is None


# -- quizzes


def test_questions_are_asked_in_their_new_words(questions: list[Question]) -> None:
    session = quiz(questions)
    new = [replace(question, stem="New") for question in questions]
    assert session.replace(new) == new[0]
    assert (session.position, session.total) == (0, 4)
    assert [session.next(), session.next()] == new[1:3]


def test_an_open_question_that_is_gone_gives_way_to_the_next(questions: list[Question], store: Store) -> None:
    session = quiz(questions)
    session.answer(store, 0, AT)
    session.next()
    found = session.replace([questions[0], *questions[2:]])
    assert found == questions[2]
    assert (session.position, session.total, len(session.answered)) == (1, 3, 1)


def test_an_answered_question_takes_new_words_but_no_new_options(
    questions: list[Question], store: Store
) -> None:
    session = quiz(questions)
    session.answer(store, 0, AT)
    reworded = replace(questions[0], stem="New")
    assert session.replace([reworded, *questions[1:]]) == reworded
    fewer = replace(reworded, stem="Newer", options=reworded.options[:-1], key=0)
    assert session.replace([fewer, *questions[1:]]) == reworded
    assert session.replace(questions[1:]) == reworded
    assert session.next() == questions[1]
    assert session.summary().total == 1


def test_a_quiz_that_is_over_stays_over(questions: list[Question], store: Store) -> None:
    session = quiz(questions[:1])
    session.answer(store, 0, AT)
    session.next()
    assert session.replace(questions[:1]) is None
    assert (session.position, session.total) == (1, 1)


def test_when_all_open_questions_are_gone_the_quiz_is_over(questions: list[Question]) -> None:
    session = quiz(questions)
    assert session.replace([]) is None
    assert (session.position, session.total) == (0, 0)
