"""A quiz that asks where it tells most."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from decks.model import Basis, Option, Question, QuestionKind
from progress.mastery.diagnosing import FEWEST, SURE, Diagnosis, DiagnosticSession
from progress.mastery.learning import fit
from progress.mastery.likelihood import USUAL, Moment, Outcome
from progress.mastery.ranking import among_lowest, telling, updated
from progress.sessions.quizzing import QuizRecord
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOPICS = ("care", "heart", "lungs", "rays", "safety", "titles")


def question(topic, number, options=4):
    return Question(
        id=f"d:r/{topic}-{number}#role-of-duty",
        kind=QuestionKind.ROLE_OF_DUTY,
        deck="d",
        role="r",
        role_title="R",
        topic=topic,
        subject="s",
        stem="s?",
        options=tuple(Option(f"o{n}", "", f"o{n}", "") for n in range(options)),
        key=0,
        basis=Basis.STATED,
    )


def session(seed=1, each=30, most=100, courses=None, topics=TOPICS):
    pool = [question(topic, n) for topic in topics for n in range(each)]
    record = QuizRecord("quiz", "d", "", "", seed, (), NOON, None)
    return DiagnosticSession(record, pool, courses or {}, Random(seed), lambda q: q, most)


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "progress.db", random=Random(1))
    yield opened
    opened.close()


def hold(quiz, store, weak=("rays", "safety", "titles"), random=None):
    """Answer to the end, right but for the weak topics; the topics asked, in order."""
    asked = []
    while quiz.current is not None:
        asked.append(quiz.current.topic)
        right = quiz.current.topic not in weak if random is None else random.random() < 0.6
        quiz.answer(store, 0 if right else 1, NOON + timedelta(seconds=len(asked)))
        quiz.next()
    return asked


def test_it_finds_the_weakest_topics_and_stops_when_it_knows_enough(store):
    quiz = session()
    asked = hold(quiz, store)
    finding = quiz.finding()
    assert {named.topic for named in finding.weakest} == {"rays", "safety", "titles"}
    assert finding.enough
    assert finding.sure >= SURE
    assert FEWEST <= len(asked) == finding.asked < 60
    assert (quiz.total, quiz.position, finding.of) == (len(asked), len(asked), 6)
    assert all(named.mastery.low < named.mastery.mean < named.mastery.high for named in finding.weakest)
    assert len({event.card for event in store.events()}) == len(asked)  # each recorded, none asked twice


def test_the_same_seed_asks_the_same_and_another_does_not(store):
    one, same, other = (hold(session(seed), store, random=Random(4)) for seed in (7, 7, 8))
    assert one == same != other


def test_it_stops_at_the_most_that_it_may_ask(store):
    quiz = session(most=5)
    assert quiz.total == 5
    assert len(hold(quiz, store)) == 5
    assert not quiz.finding().enough
    assert quiz.next() is None


def test_it_stops_when_there_is_nothing_left_to_ask(store):
    assert len(hold(session(each=1), store)) == 6


def test_what_is_known_already_is_not_asked_again(store):
    sure = {
        topic: [Moment(1.0, (Outcome(0, 0.0, 80.0) if topic in ("rays", "safety", "titles") else Outcome(0, 80.0, 0.0),))]
        for topic in TOPICS
    }  # fmt: skip
    assert len(hold(session(courses=sure), store)) == FEWEST


def test_a_question_with_several_answers_is_not_for_this():
    quiz = session(most=3)
    assert quiz.current is not None
    assert quiz.replace([]) is quiz.current
    assert quiz.next() is quiz.current  # not answered yet
    assert len(quiz.questions) == 1
    assert quiz.summary().total == 0


def test_of_two_topics_one_is_looked_for():
    assert Diagnosis(dict.fromkeys(("a", "b"), ()), Random(1)).count == 1
    assert Diagnosis(dict.fromkeys("abcdefgh", ()), Random(1)).count == 3


def beliefs(*counts):
    courses = [[Moment(1.0, (Outcome(4, float(right), float(wrong)),))] for right, wrong in counts]
    known = fit(courses)
    return [known.belief(course) for course in courses]


def test_who_is_among_the_lowest():
    low, middle, high = beliefs((8, 30), (20, 18), (36, 2))
    chances = among_lowest([low, middle, high], 1, Random(2))
    assert chances[0] > 0.85 > 0.15 > chances[1] >= chances[2]
    assert sum(chances) == pytest.approx(1)


def test_an_answer_moves_the_belief_by_as_much_as_was_foretold():
    (belief,) = beliefs((6, 6))
    moved = [updated(belief, 4, USUAL, correct=right).mean - belief.mean for right in (True, False)]
    chance = -moved[1] / (moved[0] - moved[1])  # for the mean stays where it is on average
    foretold = telling(belief, 4, USUAL)
    assert foretold == pytest.approx((chance * moved[0] ** 2 + (1 - chance) * moved[1] ** 2) ** 0.5)
    assert telling(belief, 0, USUAL) > foretold  # recalling tells more than choosing
