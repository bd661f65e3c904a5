"""A wrong answer to a question with several answers brings back the flashcards of every line that was wrong."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from decks.model import Asks, Basis, Option, Question, QuestionKind
from progress.events import Event, EventKind, Rating
from progress.sessions.examining import ExamSession
from progress.sessions.quizzing import QuizMode, QuizRecord, QuizSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
FACTS = ("cook/boil", "cook/fry", "baker/knead", "baker/bake")
SELECT = Question(
    id="d:cook/boil#select-duties",
    kind=QuestionKind.SELECT_DUTIES,
    deck="d",
    role="cook",
    role_title="Cook",
    topic="t",
    subject="",
    stem="",
    options=tuple(Option(ref, ref.partition("/")[0], ref, "") for ref in FACTS),
    key=0,
    basis=Basis.STATED,
    asks=Asks.SEVERAL,
    right=(0, 1),
)


def learned(store: Store) -> None:
    """Every fact's card is learned, and far from due."""
    for number, fact in enumerate(FACTS):
        at = NOON + timedelta(seconds=number)
        event = Event(
            store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", f"d:{fact}#card", True,
            Rating.EASY, day=at.date(),
        )  # fmt: skip
        store.record(event, None)


def due_at(store: Store, at: datetime) -> set[str]:
    """The facts whose cards are due by then, live; a replay of the log has to say the same."""
    live = store.memories()
    store.rebuild()
    assert store.memories() == live
    return {card[2:-5] for card, memory in live.items() if memory.due <= at}


@pytest.fixture
def store(tmp_path: Path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    learned(store)
    yield store
    store.close()


def quiz(mode: QuizMode = QuizMode.PRACTICE) -> QuizRecord:
    return QuizRecord("q", "d", "", "", 1, (SELECT.id,), NOON, None, mode=mode)


def test_each_wrong_line_comes_back_and_the_others_stay_away(store: Store) -> None:
    assert due_at(store, LATER) == set()
    event = QuizSession(quiz(), [SELECT]).answer(store, {0, 3}, LATER, day=date(2026, 3, 3))
    assert [ref for ref, right in event.parts if not right] == ["cook/fry", "baker/bake"]
    assert due_at(store, LATER) == {"cook/boil", "cook/fry", "baker/bake"}
    undo = Event(
        store.new_id(LATER), store.learner, store.device, LATER, EventKind.UNDO, "d", SELECT.id, False,
        undoes=event.id,
    )  # fmt: skip
    store.undo(undo)
    assert due_at(store, LATER) == set()


def test_a_changed_answer_in_an_exam_brings_back_what_is_wrong_now(store: Store) -> None:
    session = ExamSession(quiz(QuizMode.EXAM), [SELECT])
    session.choose(store, {0, 3}, LATER, day=date(2026, 3, 3))
    session.choose(store, {0, 1, 2}, LATER + timedelta(minutes=1), day=date(2026, 3, 3))
    assert due_at(store, LATER) == {"cook/boil", "baker/knead"}
    session.choose(store, {0, 1}, LATER + timedelta(minutes=2), day=date(2026, 3, 3))
    assert due_at(store, LATER) == set()


def test_answers_that_come_in_from_elsewhere_do_the_same(store: Store, tmp_path: Path) -> None:
    QuizSession(quiz(), [SELECT]).answer(store, {2}, LATER, day=date(2026, 3, 3))
    other = Store.open(tmp_path / "other.db", random=Random(2), learner=store.learner)
    other.add(list(store.events(undone=True)))
    assert due_at(other, LATER) == {"cook/boil", "cook/fry", "baker/knead"}
    assert other.memories() == store.memories()
    other.close()
