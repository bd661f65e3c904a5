"""Statistics of answers, by hand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from progress.glance.activity import activity
from progress.memory import Memory, Phase, day_name
from progress.reporting.statistics import due_by_day, levels, stabilities, statistics, streaks
from progress.storage.recorded import Given

TODAY = date(2026, 3, 31)


def answer(
    day: int, card: str = "d:a#b", *, right: bool = True, due: int | None = None, quiz: bool = False, cram: bool = False,
    ms: int = 5000, settled: bool = True,
) -> Given:  # fmt: skip
    name = date(2026, 3, day)
    return Given(
        card, datetime(2026, 3, day, 18, 30, tzinfo=UTC), name, quiz, right, ms,
        date(2026, 3, 1) + timedelta(days=due - 1) if due else None, settled, cram,
    )  # fmt: skip


def hour(at: datetime) -> int:
    return at.hour


def test_only_the_first_review_of_a_day_of_a_learned_card_counts_for_retention() -> None:
    found = statistics(
        [
            answer(1),  # met: in its steps
            answer(1, due=4),
            answer(4, right=False),  # young, forgotten
            answer(4, right=True, due=5),  # relearned on the same day
            answer(5, due=27),
            answer(6, cram=True),
            answer(27, right=True, due=30),  # away for 22 days
        ],
        TODAY,
        hour,
    )
    month = found.months()["2026-03"]
    assert (month.young.recalled, month.young.asked) == (1, 2)
    assert (month.mature.recalled, month.mature.asked) == (1, 1)
    assert month.both.share == 2 / 3
    assert list(found.retention) == [date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 27)]


def test_a_card_in_its_steps_overnight_does_not_count_but_one_of_an_old_log_does() -> None:
    assert not statistics([answer(1), answer(2)], TODAY, hour).retention
    assert statistics([answer(1, settled=False), answer(2)], TODAY, hour).retention


def test_days_time_and_hours() -> None:
    found = statistics(
        [answer(30, ms=10_000), answer(30, "d:q", quiz=True, right=False, ms=600_000), answer(31, ms=20_000)],
        TODAY,
        hour,
    )
    assert [(day.reviews, day.questions, day.milliseconds) for day in found.days.values()] == [
        (1, 1, 70_000),  # nobody thinks for ten minutes
        (1, 0, 20_000),
    ]
    assert (found.hours[18].asked, found.hours[18].recalled) == (3, 2)
    assert (found.streak, found.longest, found.latency_ms) == (2, 2, 20_000)


def test_a_streak_lasts_until_a_whole_day_was_missed() -> None:
    days = [date(2026, 3, day) for day in (1, 2, 3, 4, 29, 30)]
    assert streaks(days, date(2026, 3, 30)) == (2, 4)
    assert streaks(days, date(2026, 3, 31)) == (2, 4)
    assert streaks(days, date(2026, 4, 1)) == (0, 4)
    assert streaks([], TODAY) == (0, 0)


@given(st.sets(st.integers(0, 40), max_size=20))
def test_no_streak_is_longer_than_the_longest(numbers: set[int]) -> None:
    days = [TODAY - timedelta(days=number) for number in sorted(numbers, reverse=True)]
    present, longest = streaks(days, TODAY)
    assert 0 <= present <= longest <= len(days)


def memory(days: int, stability: float = 5.0, phase: Phase = Phase.REVIEW) -> Memory:
    at = datetime(2026, 3, 20, tzinfo=UTC)
    return Memory(phase, None, stability, 5.0, day_name(TODAY + timedelta(days=days)), at, 3, 0)


def test_what_waits_is_due_today_and_what_was_put_away_is_not() -> None:
    memories = {"a": memory(-9), "b": memory(0), "c": memory(2), "d": memory(2), "e": memory(7)}
    assert due_by_day(memories, {"d"}, TODAY, 7) == [2, 0, 1, 0, 0, 0, 0]


def test_stabilities_are_counted_from_one_boundary_to_the_next() -> None:
    found = stabilities([memory(1, 0.5), memory(1, 1.0), memory(1, 400), memory(1, 2, Phase.LEARNING)])
    assert found == [1, 1, 0, 0, 0, 0, 0, 0, 1]


def test_levels_rise_with_what_was_done() -> None:
    days = {TODAY - timedelta(days=n): count for n, count in enumerate([1, 10, 20, 30, 40])}
    assert list(levels(days).values()) == [1, 2, 3, 4, 4]
    assert levels({}) == {}
    assert levels({TODAY: 3}) == {TODAY: 4}


def test_activity_without_a_database_is_none(tmp_path: Path) -> None:
    found = activity(tmp_path / "no.db", TODAY)
    assert (found.days, found.answer_time) == ({}, None)
    assert activity(tmp_path / "no.db", TODAY, found) == found


def test_activity_leaves_out_what_was_taken_back(tmp_path: Path) -> None:
    from dataclasses import replace

    from progress.events import Event, EventKind, Rating
    from progress.storage.recorded import activity as from_any
    from progress.storage.store import Store

    store = Store.open(tmp_path / "p.db", random=Random(1))
    at = datetime(2026, 3, 30, 12, tzinfo=UTC)
    first = Event(
        store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", "d:a#b", True, Rating.GOOD,
        latency_ms=4000, day=at.date(),
    )  # fmt: skip
    store.record(first, None)
    second = replace(first, id=store.new_id(at))
    store.record(second, None)
    store.undo(replace(first, id=store.new_id(at), kind=EventKind.UNDO, rating=None, undoes=second.id))
    with store.reading() as connection:
        assert from_any(connection, date(2026, 1, 1)).days == {date(2026, 3, 30): 1}
    store.close()
    found = activity(tmp_path / "p.db", date(2026, 1, 1))
    assert found.days == {date(2026, 3, 30): 1}
    assert found.answer_time == timedelta(seconds=4)
