"""Learn: the lines of a list climb one by one, and what is missed of it comes again alone."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Basis, Card, CardKind, Option, Part, Question, QuestionKind
from progress.days import StudyDays
from progress.events import Rating
from progress.scheduling.scheduler import Scheduler
from progress.sessions.ladder import Ladder, Rung
from progress.sessions.learning_session import LearningSession, recognition
from progress.sessions.reviewing import Mode, ReviewSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = StudyDays(UTC)
LINES = ("plan", "lead", "taste", "buy", "count")


def list_card(name: str = "chef", lines: tuple[str, ...] = LINES) -> Card:
    parts = tuple(Part(f"{name}/{line}", line.capitalize(), "t") for line in lines)
    text = "\n".join(part.text for part in parts)
    return Card(
        f"d:{name}/duties#role-duties", CardKind.ROLE_DUTIES, "d", name, name, "t", "Duties?", text, parts
    )


def single(name: str) -> Card:
    return Card(f"d:{name}#k", CardKind.BASIC, "d", "", "", "t", f"{name}?", name)


def question(line: str) -> Question:
    options = tuple(Option(text, "", text, "") for text in ("no", line))
    return Question(
        f"d:chef/{line}#q", QuestionKind.WRITTEN, "d", "", "", "t", "", f"{line}?", options, 1, Basis.STATED
    )


def asked(ladder: Ladder) -> tuple[Rung, int | None]:
    assert ladder.current is not None
    return ladder.current.rung, ladder.current.line


def climb(ladder: Ladder, times: int) -> None:
    for _ in range(times):
        ladder.answer(right=True)


def test_each_line_is_recognised_and_completed_before_the_whole_list_is_recalled() -> None:
    ladder, way = Ladder([list_card()], {f"d:chef/{line}" for line in LINES}), []
    while ladder.current is not None:
        way.append((ladder.current.rung, ladder.current.line, ladder.current.card.answer))
        ladder.answer(right=True)
    recognised, completed, last = way[:5], way[5:10], way[10:]
    assert recognised == [(Rung.RECOGNISE, n, line.capitalize()) for n, line in enumerate(LINES)]
    assert [each[:2] for each in completed] == [(Rung.COMPLETE, n) for n in range(5)]
    assert last == [(Rung.RECALL, None, "Plan\nLead\nTaste\nBuy\nCount")]
    assert ladder.known == 1


def test_a_line_says_which_it_is() -> None:
    ladder = Ladder([list_card()], ())
    assert ladder.current is not None
    assert ladder.current.card.prompt == "Duties?\nLine 1 of 5."
    assert ladder.current.fact == "d:chef/plan"


def test_missed_lines_come_again_alone_and_then_the_list_is_known() -> None:
    ladder = Ladder([list_card()], ())
    climb(ladder, 5)
    assert asked(ladder) == (Rung.RECALL, None)
    ladder.answer(right=True, recalled=(True, False, True, True, False))
    assert ladder.known == 0
    assert asked(ladder) == (Rung.COMPLETE, 1)
    ladder.answer(right=True)
    assert asked(ladder) == (Rung.COMPLETE, 4)
    ladder.answer(right=True)
    assert asked(ladder) == (Rung.RECALL, 1)
    ladder.answer(right=False)
    seen = [asked(ladder)]
    while ladder.current is not None:
        ladder.answer(right=True)
        if ladder.current is not None:
            seen.append(asked(ladder))
    assert seen == [(Rung.RECALL, 4), (Rung.COMPLETE, 1), (Rung.RECALL, 1)]
    assert (ladder.known, ladder.share) == (1, 1.0)


def test_a_list_mostly_missed_comes_again_as_a_whole() -> None:
    ladder = Ladder([list_card()], ())
    climb(ladder, 5)
    ladder.answer(right=False, recalled=(True, False, False, False, True))
    assert [asked(ladder)] == [(Rung.COMPLETE, 1)]
    climb(ladder, 3)
    assert asked(ladder) == (Rung.RECALL, None)
    ladder.answer(right=True, recalled=(True,) * 5)
    assert (ladder.current, ladder.known) == (None, 1)


def test_a_list_with_all_its_lines_can_still_be_called_not_known() -> None:
    ladder = Ladder([list_card()], ())
    climb(ladder, 5)
    ladder.answer(right=False, recalled=(True,) * 5)
    assert asked(ladder) == (Rung.RECALL, None)


CARDS = [single("a"), list_card(), single("b"), list_card("cook", ("boil", "fry")), single("c"), single("e")]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 31)), max_size=60))
def test_whatever_is_answered_all_is_known_in_the_end_and_can_be_taken_back(
    plan: list[tuple[bool, int]],
) -> None:
    ladder = Ladder(CARDS, {"d:a", "d:chef/plan", "d:cook/fry"})
    begun = ladder.current
    for right, ticks in plan:
        task = ladder.current
        if task is None:
            break
        lines = len(task.card.parts)
        whole = lines > 1
        ladder.answer(right=right, recalled=[bool(ticks >> n & 1) for n in range(lines)] if whole else None)
        assert 0 <= ladder.share <= 1
    before = ladder.share
    for _ in range(200):
        if ladder.current is None:
            break
        ladder.answer(right=True)
        assert ladder.share >= before - 1e-9
        before = ladder.share
    assert (ladder.known, ladder.share, ladder.current) == (len(CARDS), 1.0, None)
    while ladder.undo():
        pass
    assert (ladder.current, ladder.known, ladder.share) == (begun, 0, 0.0)


@pytest.fixture
def store(tmp_path):
    opened = Store.open(tmp_path / "progress.db", random=Random(2))
    yield opened
    opened.close()


def session() -> LearningSession:
    cards = [list_card()]
    both = [
        ReviewSession(cards, {}, Scheduler(days=DAYS), DAYS, NOON, new_left=99, random=Random(1), mode=mode)
        for mode in (Mode.DUE, Mode.CRAM)
    ]
    return LearningSession(cards, recognition([question(line) for line in LINES[:1]], cards), *both)


def test_lines_are_practice_and_the_list_is_one_review_marked_line_by_line(store) -> None:
    learning = session()
    assert learning.question is not None
    learning.recognise(store, 1, NOON)
    for _ in range(5):
        assert not learning.whole_list
        learning.answer(store, Rating.GOOD, NOON)
    assert store.memories("d") == {}
    assert learning.whole_list
    learning.answer(store, Rating.HARD, NOON, recalled=(True, True, False, True, True))
    assert list(store.memories("d")) == ["d:chef/duties#role-duties"]
    assert not learning.whole_list
    learning.answer(store, Rating.AGAIN, NOON)
    learning.answer(store, Rating.GOOD, NOON)
    learning.answer(store, Rating.GOOD, NOON)
    assert learning.current is None
    events = list(store.events())[1:]
    assert [event.cram for event in events] == [True] * 5 + [False] + [True] * 3
    assert [event.parts for event in events[5:]] == [
        tuple((f"chef/{line}", line != "taste") for line in LINES),
        (("chef/taste", False),),
        (("chef/taste", True),),
        (("chef/taste", True),),
    ]
    while learning.undo(store, NOON):
        pass
    assert list(store.events()) == []
    assert store.memories("d") == {}
