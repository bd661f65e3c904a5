"""Cards that had been put beyond an exam come before it when its day is set or moved, and go back when it is moved away."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from progress.memory import Memory, Phase, day_name
from progress.scheduling.before_exam import days_before, put_off
from progress.storage.store import Store
from study.core import Study
from study.home.counts import Counts
from study.insights.exam_dates import keep_to_exam
from study.insights.exam_plan import exam_plan
from study.settings.settings import OTHERS, read_settings
from study.settings.settling import settle

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)


def memory(due: int, answered: int = -1, phase: Phase = Phase.REVIEW) -> Memory:
    day = TODAY + answered * DAY
    return Memory(phase, None, 20.0, 5.0, day_name(TODAY + due * DAY), NOON + answered * DAY, 3, 0, day)


# The rule


def test_what_comes_after_the_exam_comes_before_it() -> None:
    exam = TODAY + 10 * DAY
    found = days_before(
        {"after": memory(30), "on": memory(10), "before": memory(9), "today": memory(30, answered=0)},
        exam, TODAY, 200, lambda _: 0.0,
    )  # fmt: skip
    assert found.keys() == {"after", "on"}
    assert all(TODAY + 7 * DAY <= day < exam for day in found.values())


def test_before_an_exam_tomorrow_all_is_due_today() -> None:
    found = days_before({"a": memory(5), "b": memory(50)}, TODAY + DAY, TODAY, 200, lambda _: 0.0)
    assert found == {"a": TODAY, "b": TODAY}


def test_days_earlier_than_usual_are_taken_where_the_last_ones_are_full() -> None:
    memories = {str(n): memory(30) for n in range(25)}
    found = days_before(memories, TODAY + 3 * DAY, TODAY, 10, lambda _: 0.0)
    assert Counter(found.values()) == {TODAY: 5 + 3, TODAY + DAY: 8, TODAY + 2 * DAY: 9}


def test_an_exam_that_is_today_or_over_moves_nothing() -> None:
    assert not put_off(memory(5), TODAY, TODAY)
    assert not put_off(memory(5), TODAY - DAY, TODAY)
    assert not put_off(memory(5, phase=Phase.RELEARNING), TODAY + DAY, TODAY)


@given(
    st.lists(st.tuples(st.integers(-3, 60), st.integers(-9, 0)), max_size=60),
    st.integers(1, 40),
    st.integers(0, 5),
)
def test_no_day_gets_more_than_fit_it_and_those_come_that_lose_most(
    cards: list[tuple[int, int]], days: int, a_day: int
) -> None:
    memories = {str(n): memory(*each) for n, each in enumerate(cards)}
    exam = TODAY + days * DAY
    found = days_before(memories, exam, TODAY, a_day, lambda each: each.due.timestamp())
    late = [name for name, each in memories.items() if put_off(each, exam, TODAY)]
    assert found.keys() <= set(late)
    assert all(TODAY <= day < exam for day in found.values())
    for day in set(found.values()):
        already = sum(
            max(each.due_day, TODAY) == day and name not in found for name, each in memories.items()
        )
        assert already + list(found.values()).count(day) <= a_day
    if len(found) < len(late):
        assert len(found) <= a_day * days
    left = [memories[name].due for name in late if name not in found]
    assert not left or not found or max(left) <= min(memories[name].due for name in found)


# In the log


@pytest.fixture
def core(home: Path) -> Any:
    made: list[Study] = []
    clock = [NOON]

    def open_() -> Study:
        study = Study(
            locate({"STUDY_HOME": str(home)}),
            StudyDays(UTC),
            clock=lambda: clock[0],
            random=Random(5),
            settings=read_settings(home / "settings.toml", OTHERS),
        )
        made.append(study)
        return study

    open_.clock = clock  # type: ignore[attr-defined]
    yield open_
    for each in made:
        each.close()


def learn(study: Study, cards: int, times: int = 3) -> None:
    """Have some cards far in the future."""
    session = study.review(study.deck("kitchen"))
    study.remember(study.deck("kitchen"))
    for _ in range(cards):
        session.answer(study.store, Rating.EASY, study.now())


def set_exam(study: Study, home: Path, day: date | None) -> None:
    (home / "settings.toml").write_text(f"[decks.kitchen]\nexam = {day}\n" if day else "")
    settle(study)


def due_days(study: Study) -> list[date]:
    return sorted(memory.due_day for memory in study.memories(study.deck("kitchen")).values())


def due_on_home(study: Study) -> int:
    (found,) = [each for each in study.library() if each.name == "kitchen"]
    return Counts(study).standing(found).summary.due


def test_a_new_exam_tomorrow_makes_all_that_is_learned_due_today(core: Any, home: Path) -> None:
    study = core()
    learn(study, 6)
    core.clock[0] += DAY
    before = due_days(study)
    assert min(before) > TODAY + 2 * DAY
    set_exam(study, home, TODAY + 2 * DAY)
    assert due_on_home(study) == 6
    assert due_days(study) == [TODAY + DAY] * 6
    assert study.review(study.deck("kitchen")).counts.due == 6
    counts = study.look.due_counts(study.now(), study.days)
    assert counts["kitchen"].due == 6
    assert keep_to_exam(study, study.deck("kitchen")) == 0


def test_what_was_answered_today_is_left_until_tomorrow(core: Any, home: Path) -> None:
    study = core()
    learn(study, 6)
    before = due_days(study)
    set_exam(study, home, TODAY + 3 * DAY)
    assert keep_to_exam(study, study.deck("kitchen")) == 0
    assert due_days(study) == before
    core.clock[0] += DAY
    assert keep_to_exam(study, study.deck("kitchen")) == 6
    assert max(due_days(study)) < TODAY + 3 * DAY


def test_it_is_in_the_log_so_a_replay_and_another_device_have_the_same(
    core: Any, home: Path, tmp_path: Path
) -> None:
    study = core()
    learn(study, 6)
    core.clock[0] += DAY
    set_exam(study, home, TODAY + 4 * DAY)
    keep_to_exam(study, study.deck("kitchen"))
    after = study.store.memories()
    study.store.rebuild()
    assert study.store.memories() == after
    other = Store.open(tmp_path / "other.db", random=Random(9))
    other.add(study.store.events(undone=True))
    assert other.memories() == after
    other.close()


def test_an_exam_moved_away_gives_the_days_back_but_not_of_what_was_answered_since(
    core: Any, home: Path
) -> None:
    study = core()
    deck = study.deck("kitchen")
    learn(study, 6)
    before = due_days(study)
    core.clock[0] += DAY
    set_exam(study, home, TODAY + 2 * DAY)
    assert exam_plan(study, deck) is not None
    assert due_days(study) == [TODAY + DAY] * 6
    session = study.review(deck)
    assert session.current is not None
    card = session.current.id
    session.answer(study.store, Rating.GOOD, study.now())
    answered = study.memories(deck)[card]
    set_exam(study, home, TODAY + 400 * DAY)
    assert exam_plan(study, deck) is not None
    found = study.memories(deck)
    assert found.pop(card) == answered
    assert len(found) == 5
    assert all(memory.due_day in before for memory in found.values())
    set_exam(study, home, None)
    assert exam_plan(study, deck) is None
    assert (
        len(study.store.moved_for_exams("kitchen", TODAY, None)) == 1
    )  # of the card that was answered since


def test_an_exam_moved_nearer_moves_them_again(core: Any, home: Path) -> None:
    study = core()
    deck = study.deck("kitchen")
    learn(study, 6)
    before = due_days(study)
    core.clock[0] += DAY
    for days in (6, 3):
        set_exam(study, home, TODAY + days * DAY)
        assert exam_plan(study, deck) is not None
        assert max(due_days(study)) < TODAY + days * DAY
    set_exam(study, home, None)
    assert exam_plan(study, deck) is None
    assert due_days(study) == before
    assert study.store.moved_for_exams("kitchen", TODAY, None) == []


def test_an_exam_that_was_sat_gives_nothing_back(core: Any, home: Path) -> None:
    study = core()
    deck = study.deck("kitchen")
    learn(study, 6)
    core.clock[0] += DAY
    set_exam(study, home, TODAY + 2 * DAY)
    assert exam_plan(study, deck) is not None
    core.clock[0] += 5 * DAY
    set_exam(study, home, None)
    assert exam_plan(study, deck) is None
    assert due_days(study) == [TODAY + DAY] * 6


def test_study_due_says_so_once_the_plan_has_the_day(study: Callable[..., Any], home: Path) -> None:
    now = datetime.now(UTC)
    log = Store.open(home / "progress.db", random=Random(1))
    log.close()
    core = Study(
        locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now - 4 * DAY, random=Random(5)
    )
    learn(core, 6)
    core.close()
    assert study("due").out == "0 due, 20 new\n"
    assert study("plan", "kitchen", "--date", (now + DAY).date().isoformat()).code == 0
    assert study("due").out == "6 due, 20 new\n"


def test_on_a_school_s_server_it_is_the_same(school: Any, home: Path) -> None:
    pytest.importorskip("psycopg", reason="The extra postgres is not installed.")
    clock = [NOON]
    study = Study(
        locate({"STUDY_HOME": str(home), "STUDY_DATABASE": school.learner()}),
        StudyDays(UTC),
        clock=lambda: clock[0],
        random=Random(5),
        settings=read_settings(home / "settings.toml", OTHERS),
    )
    try:
        learn(study, 6)
        before = due_days(study)
        clock[0] += DAY
        set_exam(study, home, TODAY + 2 * DAY)
        found = exam_plan(study, study.deck("kitchen"))
        assert found is not None
        assert found.met == 6
        assert due_days(study) == [TODAY + DAY] * 6
        set_exam(study, home, None)
        assert exam_plan(study, study.deck("kitchen")) is None
        assert due_days(study) == before
    finally:
        study.close()
