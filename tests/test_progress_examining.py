"""Exams: answers that can be changed, a clock that nobody sets back, and what is left after a crash."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Asks, Basis, Option, Question, QuestionKind
from progress.events import Certainty, EventKind
from progress.sessions.examining import ExamClock, ExamResult, ExamSession, Moment
from progress.sessions.quiz_history import past
from progress.sessions.quiz_summary import by_chance
from progress.sessions.quizzing import QuizMode, QuizRecord, QuizSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def question(name: str, asks: Asks = Asks.ONE) -> Question:
    options = tuple(Option(f"text {n}", f"role-{n}", f"role-{n}/duty", "") for n in range(4))
    return Question(
        id=f"d:r/{name}#duty-of-role",
        kind=QuestionKind.DUTY_OF_ROLE,
        deck="d",
        role="role-0",
        role_title="Role",
        topic="t",
        subject="",
        stem=f"stem {name}",
        options=options,
        key=0,
        basis=Basis.STATED,
        asks=asks,
        right=(0, 1) if asks is not Asks.ONE else (),
        sides=(("role-0", "A"), ("role-1", "B")) if asks is Asks.SORT else (),
    )


QUESTIONS = (question("a"), question("b", Asks.SEVERAL), question("c"), question("d", Asks.SORT))


def exam(limit: int | None = 600, spent: int = 0, flagged: tuple[str, ...] = ()) -> QuizRecord:
    return QuizRecord(
        "exam",
        "d",
        "",
        "",
        1,
        tuple(q.id for q in QUESTIONS),
        NOON,
        None,
        mode=QuizMode.EXAM,
        limit_s=limit,
        spent_s=spent,
        pass_mark=60,
        flagged=flagged,
    )


@pytest.fixture
def store(tmp_path: Path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def again(store: Store) -> ExamSession:
    (record,) = store.open_quizzes()
    return ExamSession(record, QUESTIONS, list(store.events(session="exam")))


def test_the_last_answer_counts_and_the_log_keeps_both(store: Store) -> None:
    store.save_quiz(exam())
    session = ExamSession(exam(), QUESTIONS)
    session.choose(store, 2, NOON, certainty=Certainty.GUESS)
    session.choose(store, 0, NOON + MINUTE, certainty=Certainty.SURE)
    assert session.chosen(QUESTIONS[0]) == 0
    assert [(e.chosen, e.certainty) for e in store.events()] == [(0, Certainty.SURE)]
    assert [e.kind for e in store.events(undone=True)] == [EventKind.QUIZ, EventKind.UNDO, EventKind.QUIZ]
    assert again(store).chosen(QUESTIONS[0]) == 0
    assert session.result().right == 1


def test_answers_to_several_lines_come_back_as_they_were_given(store: Store) -> None:
    store.save_quiz(exam())
    session = ExamSession(exam(), QUESTIONS)
    for place, chosen in ((1, {0, 3}), (3, {1, 2})):
        session.go_to(place)
        session.choose(store, chosen, NOON)
    taken_up = again(store)
    assert taken_up.chosen(QUESTIONS[1]) == {0, 3}
    assert taken_up.chosen(QUESTIONS[3]) == {1, 2}
    assert taken_up.unanswered == (0, 2)
    assert taken_up.position == 0
    with pytest.raises(ValueError, match="wants a set of options"):
        session.choose(store, 1, NOON)


def test_going_about_goes_around_the_ends_and_flags_are_kept(store: Store) -> None:
    store.save_quiz(exam())
    session = ExamSession(exam(), QUESTIONS)
    session.previous()
    assert session.position == 3
    assert session.flag(store, 30.5) is True
    session.next()
    assert session.position == 0
    assert session.flag(store, 40) is True
    assert session.flag(store, 41) is False
    (record,) = store.open_quizzes()
    assert record.flagged == (QUESTIONS[3].id,)
    assert record.spent_s == 41
    assert again(store).flagged == (3,)


def test_a_clock_that_is_set_back_gives_no_time() -> None:
    clock = ExamClock(exam(), Moment(NOON, 100))
    assert clock.left(Moment(NOON + MINUTE, 160)) == 540
    assert clock.left(Moment(NOON - timedelta(days=1), 220)) == 480
    later = ExamClock(exam(spent=200), Moment(NOON - timedelta(days=1), 5))
    assert later.left(Moment(NOON - timedelta(days=1), 15)) == 390
    assert ExamClock(exam(), Moment(NOON, 0), known=590).left(Moment(NOON, 20)) == 0


def test_it_goes_on_while_the_program_is_away_and_the_machine_sleeps() -> None:
    away = ExamClock(exam(), Moment(NOON + 9 * MINUTE, 7))
    assert away.left(Moment(NOON + 9 * MINUTE, 7)) == 60
    asleep = ExamClock(exam(), Moment(NOON, 7))
    assert asleep.left(Moment(NOON + 9 * MINUTE, 8)) == 60
    assert ExamClock(exam(limit=None), Moment(NOON, 0)).left(Moment(NOON + 9 * MINUTE, 0)) is None


@given(st.lists(st.tuples(st.integers(-5000, 5000), st.floats(0, 500)), max_size=20))
def test_time_left_never_grows_by_more_than_the_wall_clock_takes_back(steps: list[tuple[int, float]]) -> None:
    """However the wall clock jumps, at least the steady one's time is gone."""
    clock, seconds = ExamClock(exam(limit=10_000), Moment(NOON, 0)), 0.0
    for jump, step in steps:
        seconds += step
        left = clock.left(Moment(NOON + timedelta(seconds=jump), seconds))
        assert left is not None
        assert 0 <= left <= 10_000 - seconds or left == 0


def test_what_chance_gives_is_told_from_what_is_right() -> None:
    assert [by_chance(q) for q in QUESTIONS] == [0.25, 0.5, 0.25, 0.5]
    result = ExamResult(right=3 * 0.6 + 0.6, answered=3, total=4, chance=1.5, pass_mark=60)
    assert result.passed is True
    assert ExamResult(right=2.39, answered=3, total=4, chance=1.5, pass_mark=60).passed is False
    assert ExamResult(right=0, answered=0, total=0, chance=0, pass_mark=None).passed is None


def test_history_counts_all_of_an_exam_and_what_was_answered_of_practice(store: Store) -> None:
    session = ExamSession(exam(), QUESTIONS)
    store.save_quiz(exam())
    session.choose(store, 0, NOON)
    session.finish(store, NOON)
    practice = QuizRecord("practice", "d", "", "", 1, tuple(q.id for q in QUESTIONS), NOON + MINUTE, None)
    store.save_quiz(practice)
    asked = QuizSession(practice, QUESTIONS)
    asked.answer(store, 0, NOON + MINUTE)
    asked.finish(store, NOON + MINUTE)
    found = [past(record, store.events(session=record.id)) for record in store.quizzes("d")]
    assert [(each.record.id, each.mark, each.passed) for each in found] == [
        ("practice", 100, None),
        ("exam", 25, False),
    ]
    assert store.quizzes("other") == []


def test_missed_are_those_whose_last_answer_was_wrong(store: Store) -> None:
    def ask(name: str, place: int, chosen: int | set[int], minutes: int) -> None:
        record = QuizRecord(name, "d", "", "", 1, (QUESTIONS[place].id,), NOON, None)
        QuizSession(record, [QUESTIONS[place]]).answer(store, chosen, NOON + minutes * MINUTE)

    ask("1", 0, 1, 1)
    ask("2", 1, {2}, 2)
    ask("3", 2, 0, 3)
    ask("4", 0, 0, 4)
    assert store.missed("d") == {QUESTIONS[1].id}
    assert store.missed("e") == frozenset()
