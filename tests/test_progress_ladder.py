"""Learn: from recognising through completing to recalling."""

import itertools
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Basis, Card, CardKind, Option, Question, QuestionKind
from progress.days import StudyDays
from progress.events import EventKind, Rating
from progress.scheduling.scheduler import Scheduler
from progress.sessions.ladder import GROUP, Ladder, Rung, cue
from progress.sessions.learning_session import LearningSession, recognition
from progress.sessions.reviewing import Mode, ReviewSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = StudyDays(UTC)


def card(name: str) -> Card:
    return Card(f"d:{name}#k", CardKind.BASIC, "d", "", "", "t", f"{name}?", name)


def question(name: str) -> Question:
    options = tuple(Option(text, "", text, "") for text in ("no", name))
    return Question(
        f"d:{name}#q", QuestionKind.WRITTEN, "d", "", "", "t", "", f"{name}?", options, 1, Basis.STATED
    )


CARDS = [card(name) for name in "abcdefgh"]
FACTS = {each.fact for each in CARDS}


@given(st.lists(st.booleans(), max_size=60))
def test_every_card_is_recalled_in_the_end_and_undo_leads_back_to_the_start(plan: list[bool]) -> None:
    ladder = Ladder(CARDS, FACTS)
    begun = ladder.current
    for right in plan:
        if ladder.current is not None:
            ladder.answer(right=right)
            assert 0 <= ladder.share <= 1
    steps = 0
    while ladder.current is not None:
        ladder.answer(right=True)
        steps += 1
        assert steps <= 3 * len(CARDS)
    assert (ladder.known, ladder.share) == (len(CARDS), 1.0)
    while ladder.undo():
        pass
    assert (ladder.current, ladder.known) == (begun, 0)


def test_each_card_is_recognised_completed_and_recalled_with_others_in_between() -> None:
    ladder, asked = Ladder(CARDS, FACTS), []
    while ladder.current is not None:
        asked.append((ladder.current.card.id, ladder.current.rung))
        ladder.answer(right=True)
    for each in CARDS:
        assert [rung for name, rung in asked if name == each.id] == [
            Rung.RECOGNISE,
            Rung.COMPLETE,
            Rung.RECALL,
        ]
    assert all(one[0] != other[0] for one, other in itertools.pairwise(asked))
    assert len({name for name, _ in asked[: GROUP - 1]}) == GROUP - 1


def test_a_wrong_answer_goes_back_a_step_and_comes_soon() -> None:
    ladder = Ladder(CARDS, ())
    first = ladder.current
    assert first is not None
    assert first.rung is Rung.COMPLETE
    ladder.answer(right=False)
    ladder.answer(right=True)
    ladder.answer(right=True)
    assert ladder.current == first


def test_without_cards_there_is_nothing_to_answer() -> None:
    ladder = Ladder([], ())
    assert (ladder.current, ladder.share) == (None, 1.0)
    with pytest.raises(ValueError, match=r"^There is nothing to answer\.$"):
        ladder.answer(right=True)


def test_a_cue_is_first_letters() -> None:
    assert cue("Plan the (hot) menu\n2 x") == "P___ t__ (h__) m___\n2 x"


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "progress.db", random=Random(2))
    yield opened
    opened.close()


def session(names: str) -> LearningSession:
    cards = [card(name) for name in names]
    both = [
        ReviewSession(cards, {}, Scheduler(days=DAYS), DAYS, NOON, new_left=99, random=Random(1), mode=mode)
        for mode in (Mode.DUE, Mode.CRAM)
    ]
    return LearningSession(cards, recognition([question(name) for name in names], cards), *both)


def test_only_free_recall_is_a_review(store) -> None:
    learning = session("a")
    learning.recognise(store, 1, NOON)
    learning.answer(store, Rating.GOOD, NOON)
    assert store.memories("d") == {}
    learning.answer(store, Rating.GOOD, NOON)
    assert learning.current is None
    assert list(store.memories("d")) == ["d:a#k"]
    kinds = [(event.kind, event.cram) for event in store.events()]
    assert kinds == [(EventKind.QUIZ, False), (EventKind.REVIEW, True), (EventKind.REVIEW, False)]
    assert store.open_quizzes() == []


def test_learning_is_taken_back_step_by_step(store) -> None:
    learning = session("ab")
    learning.recognise(store, 0, NOON)
    learning.recognise(store, 1, NOON)
    learning.recognise(store, 1, NOON)
    for _ in range(3):
        learning.answer(store, Rating.GOOD, NOON)
    while learning.undo(store, NOON):
        pass
    assert learning.answered == ()
    assert (learning.current.card.id, learning.current.rung) == ("d:a#k", Rung.RECOGNISE)
    assert list(store.events()) == []
    assert store.memories("d") == {}


def test_what_is_not_asked_cannot_be_answered(store) -> None:
    learning = session("a")
    with pytest.raises(ValueError, match=r"^There is no card to answer\.$"):
        learning.answer(store, Rating.GOOD, NOON)
    learning.recognise(store, 1, NOON)
    with pytest.raises(ValueError, match=r"^There is no question to answer\.$"):
        learning.recognise(store, 1, NOON)
