"""Questions with several answers: logged in parts, shared out in the result, and judged sensibly as mastery."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Asks, Basis, Option, Question, QuestionKind
from progress.events import EventKind
from progress.exchange.exporting import from_json, to_json
from progress.mastery.measures import Asked, Tally
from progress.mastery.weak import weak_topics
from progress.scheduling.scheduler import Scheduler
from progress.sessions.quiz_summary import Line, lines_of, share_of
from progress.sessions.quizzing import QuizRecord, QuizSession, choose
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def several(kind=QuestionKind.SELECT_DUTIES, right=(0, 2), owners=("r", "x", "r", "y", "z")):
    sort = kind is QuestionKind.SORT_DUTIES
    return Question(
        id=f"d:r/f0#{kind}",
        kind=kind,
        deck="d",
        role="r",
        role_title="R",
        topic="t",
        subject="s",
        stem="s?",
        options=tuple(Option(f"Text {n}", owner, f"{owner}/f{n}", "") for n, owner in enumerate(owners)),
        key=right[0],
        basis=Basis.STATED,
        asks=Asks.SORT if sort else Asks.SEVERAL,
        right=right,
        sides=(("r", "R"), ("x", "X")) if sort else (),
        others=("r/f2",),
    )


def plain(fact, kind=QuestionKind.DUTY_OF_ROLE, topic="t"):
    options = tuple(Option(f"T{n}", "r", f"r/{fact}-{n}", "") for n in range(4))
    return Question(f"d:r/{fact}#{kind}", kind, "d", "r", "R", topic, "s", "s?", options, 0, Basis.STATED)


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def session(*questions, answered=()):
    record = QuizRecord("q", "d", "", "", 0, tuple(q.id for q in questions), NOON, None)
    return QuizSession(record, questions, answered)


def test_each_option_is_a_part_of_the_answer(store):
    quiz = session(several())
    event = quiz.answer(store, {0, 3}, NOON)
    assert event.parts == (("r/f0", True), ("x/f1", True), ("r/f2", False), ("y/f3", False), ("z/f4", True))
    assert (event.correct, event.chosen) == (False, None)
    assert event.options == ("r/f0", "x/f1", "r/f2", "y/f3", "z/f4")
    assert list(store.events()) == [event]
    assert from_json(json.dumps(to_json(event))) == event
    assert session(several(), answered=[event]).current is None


def test_only_all_lines_right_are_a_right_answer(store):
    assert session(several()).answer(store, frozenset({0, 2}), NOON).correct
    assert not session(several()).answer(store, {0}, NOON).correct


@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4), min_size=1))
def test_what_was_done_can_be_told_from_the_log(chosen, right):
    question = several(right=tuple(sorted(right)))
    event = session(question).answer(_Heap(), chosen, NOON)
    assert {n for n, line in enumerate(lines_of(question, event)) if line.chosen} == chosen
    assert event.correct == (chosen == right)
    assert share_of(event) == pytest.approx(1 - len(chosen ^ right) / 5)


class _Heap:
    learner = device = ""

    def new_id(self, at):
        return "id"

    def record(self, event, memory):
        """Nothing to keep."""


def test_one_option_and_a_set_of_options_are_not_taken_for_one_another(store):
    with pytest.raises(ValueError, match=r"^d:r/f0#select-duties wants a set of options\.$"):
        session(several()).answer(store, 1, NOON)
    with pytest.raises(ValueError, match=r"^d:r/f1#duty-of-role wants one option\.$"):
        session(plain("f1")).answer(store, {1}, NOON)
    with pytest.raises(IndexError, match=r"^Option 5 is none of the 5 shown\.$"):
        session(several()).answer(store, {5}, NOON)
    assert list(store.events()) == []


def test_a_share_of_the_lines_counts_in_the_result(store):
    quiz = session(several(), plain("f1"))
    quiz.answer(store, {0, 3}, NOON)
    quiz.next()
    quiz.answer(store, 0, NOON)
    summary = quiz.summary()
    assert (summary.right, summary.total) == (pytest.approx(1.6), 2)
    assert summary.by_topic == (("t", pytest.approx(1.6), 2),)
    assert [question.id for question, _ in summary.wrong] == ["d:r/f0#select-duties"]
    assert summary.confusions == (
        ("r", "y", 1),
    )  # y's duty was taken for one of r; one that was missed confuses none


def test_sorting_wrong_takes_one_role_for_the_other(store):
    quiz = session(several(QuestionKind.SORT_DUTIES, owners=("r", "x", "r", "x", "x")))
    event = quiz.answer(store, {0, 1}, NOON)
    assert [line for line in lines_of(quiz.questions[0], event) if not line.right] == [
        Line(quiz.questions[0].options[1], chosen=True, right=False),
        Line(quiz.questions[0].options[2], chosen=False, right=False),
    ]
    assert summary_pairs(quiz) == {("x", "r"), ("r", "x")}


def summary_pairs(quiz):
    return {(meant, taken) for meant, taken, _ in quiz.summary().confusions}


def test_an_edited_question_keeps_its_answer_only_where_the_same_is_right(store):
    quiz = session(several())
    quiz.answer(store, {0, 2}, NOON)
    quiz.replace([several(right=(0, 1))])
    assert quiz.questions[0].keys == (0, 2)


# -- mastery


def weak(questions, tallies):
    return weak_topics([], questions, [], tallies, {}, Scheduler(), NOON)


def test_lines_are_tallied_as_yes_or_no_and_the_question_as_such_is_not(store):
    quiz = session(several(), plain("f1"))
    quiz.answer(store, {0, 3}, NOON)
    quiz.next()
    quiz.answer(store, 0, NOON)
    tallies = set(store.tallies("d"))
    assert Tally("d:r/f0", Asked.PART, 2, 1, 1) in tallies
    assert Tally("d:r/f2", Asked.PART, 2, 1, 0) in tallies
    assert {tally.guess for tally in tallies if tally.kind is Asked.PART} == {0.5}
    questions = [several(), plain("f1"), plain("f0"), plain("f2")]
    (standing,) = weak(questions, tallies)
    assert standing.answers == 3  # two lines on facts that the deck asks about, and the plain question


def test_an_answer_taken_back_takes_its_lines_back(store):
    quiz = session(several())
    event = quiz.answer(store, {0, 2}, NOON)
    assert len([tally for tally in store.tallies("d") if tally.kind is Asked.PART]) == 5
    undo = replace(
        event,
        id=store.new_id(NOON),
        kind=EventKind.UNDO,
        undoes=event.id,
        correct=False,
        parts=(),
        options=(),
    )
    store.undo(undo)
    assert list(store.tallies("d")) == []


def test_guessing_at_lines_proves_little():
    questions = [plain("f0"), plain("f1")]
    lucky = [Tally("d:r/f0", Asked.PART, 2, 10, 5)]
    recalled = [Tally("d:r/f0", Asked.PART, 0, 10, 5)]
    assert weak(questions, lucky)[0].mean < weak(questions, recalled)[0].mean


# -- choosing


POOL = [
    *(plain(f"f{n}", kind) for n in range(40) for kind in (QuestionKind.DUTY_OF_ROLE, QuestionKind.ROLE_OF_DUTY)),
    *(
        Question(
            f"d:r/f{n}#{kind}", kind, "d", "r", "R", "t", "s", "s?", plain("x").options, 0, Basis.STATED,
            others=(f"r/f{n + 1}", f"r/f{n + 2}"),
        )
        for n in range(0, 36, 3)
        for kind in (QuestionKind.ROLE_OF_DUTIES, QuestionKind.ODD_ONE_OUT)
    ),
]  # fmt: skip
COMPOSED = {QuestionKind.ROLE_OF_DUTIES, QuestionKind.ODD_ONE_OUT}


@given(st.integers(0, 16), st.integers())
def test_a_quarter_of_a_quiz_is_composed_and_no_fact_is_told_of_twice(count, seed):
    chosen = choose(POOL, count=count, random=Random(seed))
    assert len(chosen) == count
    assert sum(q.kind in COMPOSED for q in chosen) <= count // 4
    facts = [fact for q in chosen for fact in q.facts]
    assert len(facts) == len(set(facts))


def test_a_quiz_of_four_has_one_and_what_is_asked_for_is_all_that_is_asked():
    for seed in range(10):
        assert sum(q.kind in COMPOSED for q in choose(POOL, count=4, random=Random(seed))) == 1
        chosen = choose(POOL, count=6, kinds={"odd-one-out"}, random=Random(seed))
        assert {q.kind for q in chosen} == {QuestionKind.ODD_ONE_OUT}
        assert len(chosen) == 6


def test_where_there_is_nothing_else_more_are_composed():
    pool = [q for q in POOL if q.kind in COMPOSED]
    assert len(choose(pool, count=8, random=Random(1))) == 8
