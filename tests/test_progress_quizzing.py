"""A quiz: what is asked, taking it up again, and what it shows."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Basis, Option, Question, QuestionKind
from progress.events import EventKind
from progress.sessions.quizzing import QuizRecord, QuizSession, choose
from progress.storage.store import Store, StoreProblem

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KINDS = list(QuestionKind)[:3]


def question(fact, kind=QuestionKind.ROLE_OF_DUTY, topic="t", role="r0", key=0):
    return Question(
        id=f"d:{role}/{fact}#{kind}",
        kind=kind,
        deck="d",
        role=role,
        role_title=role.upper(),
        topic=topic,
        subject="s",
        stem="s?",
        options=tuple(Option(f"R{n}", f"r{n}", f"r{n}", "") for n in range(4)),
        key=key,
        basis=Basis.STATED,
    )


POOL = [
    question(f"f{n}", kind, topic=f"t{n % 3}" + ("/sub" if n % 6 == 0 else ""), role=f"r{n % 4}")
    for n in range(24)
    for kind in KINDS
]


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def record(questions):
    return QuizRecord("q", "d", "", "", 0, tuple(q.id for q in questions), NOON, None)


@given(
    st.integers(0, 40),
    st.integers(),
    st.sampled_from(["", "t0", "t0/sub", "none"]),
    st.sampled_from(["", "r1"]),
)
def test_a_choice_is_varied_and_within_what_was_asked_for(count, seed, topic, role):
    chosen = choose(POOL, count=count, topic=topic, role=role, random=Random(seed))
    fitting = [
        q
        for q in POOL
        if (not topic or q.topic == topic or q.topic.startswith(topic + "/")) and role in ("", q.role)
    ]
    facts = {q.fact for q in fitting}
    assert len(chosen) == len({q.fact for q in chosen}) == min(count, len(facts))
    assert set(chosen) <= set(fitting)
    assert chosen == choose(POOL, count=count, topic=topic, role=role, random=Random(seed))


def test_topics_and_kinds_are_spread_evenly():
    for seed in range(20):
        chosen = choose(POOL, count=12, random=Random(seed))
        assert set(Counter(q.topic for q in chosen).values()) == {3}
        assert set(Counter(q.kind for q in chosen).values()) == {4}


def test_questions_come_in_another_order_each_time():
    orders = {tuple(q.id for q in choose(POOL, count=10, random=Random(seed))) for seed in range(10)}
    assert len(orders) == 10


def test_a_topic_does_not_take_in_another_that_begins_alike():
    pool = [question("a", topic="radiation"), question("b", topic="radiation-safety")]
    assert choose(pool, count=5, topic="radiation", random=Random(1)) == (pool[0],)


def test_an_answer_is_recorded_and_shown_until_one_goes_on(store):
    questions = [question("a", key=2), question("b")]
    quiz = QuizSession(record(questions), questions)
    assert (quiz.position, quiz.total, quiz.current) == (0, 2, questions[0])
    event = quiz.answer(store, 2, NOON, latency_ms=900)
    assert quiz.current is questions[0]
    assert list(store.events()) == [event]
    assert (event.kind, event.correct, event.chosen, event.session) == (EventKind.QUIZ, True, 2, "q")
    assert event.options == ("r0", "r1", "r2", "r3")
    with pytest.raises(ValueError, match=r"^There is no open question to answer\.$"):
        quiz.answer(store, 1, NOON)
    assert quiz.next() is questions[1]
    assert quiz.answer(store, 3, NOON).correct is False
    assert quiz.next() is None
    assert (quiz.position, quiz.current) == (2, None)
    with pytest.raises(ValueError, match=r"^There is no open question to answer\.$"):
        quiz.answer(store, 1, NOON)


@pytest.mark.parametrize("chosen", [-1, 4])
def test_an_option_that_is_not_there_cannot_be_chosen(store, chosen):
    quiz = QuizSession(record([question("a")]), [question("a")])
    with pytest.raises(IndexError, match=f"^Option {chosen} is none of the 4 shown.$"):
        quiz.answer(store, chosen, NOON)
    assert list(store.events()) == []


def test_an_answer_that_could_not_be_saved_can_be_given_again(store):
    quiz = QuizSession(record([question("a")]), [question("a")])
    store._connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreProblem):
        quiz.answer(store, 0, NOON)
    assert quiz.answered == ()
    store._connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert quiz.answer(store, 0, NOON).correct


def test_an_interrupted_quiz_goes_on_where_it_was_left(store):
    questions = [question(name) for name in "abc"]
    first = record(questions)
    store.save_quiz(first)
    quiz = QuizSession(first, questions)
    quiz.answer(store, 0, NOON)

    (again,) = store.open_quizzes("d")
    taken_up = QuizSession(again, questions, list(store.events(session=again.id)))
    assert (taken_up.position, taken_up.current, len(taken_up.answered)) == (1, questions[1], 1)
    taken_up.answer(store, 1, NOON)
    taken_up.next()
    taken_up.answer(store, 0, NOON)
    assert taken_up.next() is None
    taken_up.finish(store, NOON)
    assert store.open_quizzes() == []
    assert (taken_up.summary().right, taken_up.summary().total) == (2, 3)


def test_answers_to_what_the_deck_has_no_more_are_left_out(store):
    questions = [question("a"), question("b")]
    quiz = QuizSession(record(questions), questions)
    quiz.answer(store, 0, NOON)
    later = QuizSession(record(questions), questions[1:], quiz.answered)
    assert (later.answered, later.current, later.total) == ((), questions[1], 1)


def test_the_summary_tells_topics_and_confusions(store):
    questions = [
        question("a", topic="t1", role="r0", key=0),
        question("b", topic="t1", role="r0", key=0),
        question("c", topic="t2", role="r1", key=1),
        question("d", topic="t2", role="r1", key=1),
        question("e", topic="t3", role="r2", key=2),
    ]
    quiz = QuizSession(record(questions), questions)
    for chosen in (1, 1, 1, 3, 2):
        quiz.answer(store, chosen, NOON + timedelta(seconds=1))
        quiz.next()
    summary = quiz.summary()
    assert (summary.right, summary.total) == (2, 5)
    assert summary.by_topic == (("t1", 0, 2), ("t2", 1, 2), ("t3", 1, 1))
    assert summary.confusions == (("r0", "r1", 2), ("r1", "r3", 1))
    assert [q for q, _ in summary.wrong] == [questions[0], questions[1], questions[3]]
    assert [e.chosen for _, e in summary.wrong] == [1, 1, 3]


def test_an_empty_quiz_sums_up_to_nothing():
    summary = QuizSession(record([]), []).summary()
    assert (summary.right, summary.total, summary.by_topic, summary.confusions, summary.wrong) == (
        0,
        0,
        (),
        (),
        (),
    )
