"""What a report is drawn from: shares, weeks, missed questions, leeches and what comes due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Basis, Card, CardKind, Option, Question, QuestionKind
from progress.marks import Marks
from progress.memory import Memory, Phase
from progress.reporting.report_activity import Activity, activity_of
from progress.reporting.reports import coming_of, leeches_of, recall_of
from progress.reporting.statistics import statistics
from progress.storage.recorded import Given

TODAY = date(2026, 5, 20)
CARD = Card(
    id="k:chef/plan#duty-roles", kind=CardKind.DUTY_ROLES, deck="k", role="chef", role_title="Chef", topic="t",
    prompt="Whose?", answer="Chef", fingerprint="1",
)  # fmt: skip
QUESTION = Question(
    id="k:chef/plan#role-of-duty", kind=QuestionKind.ROLE_OF_DUTY, deck="k", role="chef", role_title="Chef", topic="t",
    subject="Plan", stem="Whose duty?", options=(Option("Chef", "chef", "chef", ""), Option("Cook", "cook", "cook", "")),
    key=0, basis=Basis.STATED,
)  # fmt: skip
MEMORY = Memory(
    Phase.REVIEW,
    None,
    5.0,
    5.0,
    datetime(2026, 5, 22, tzinfo=UTC),
    datetime(2026, 5, 15, 9, tzinfo=UTC),
    9,
    3,
)


def answer(day: date, *, quiz: bool = False, right: bool = True, card: str = "", cram: bool = False) -> Given:
    name = card or (QUESTION.id if quiz else CARD.id)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Given(
        name, at, day, quiz, right, 30_000, day + timedelta(days=1) if not quiz else None, not quiz, cram
    )


def activity(answers: Sequence[Given], since: date | None = None) -> Activity:
    found = statistics(answers, TODAY, lambda at: at.hour)
    return activity_of(answers, found, {QUESTION.id: QUESTION}, {CARD.id}.__contains__, since)


def days(*numbers: int) -> list[date]:
    return [date(2026, 5, number) for number in numbers]


def test_weeks_begin_on_monday_and_empty_ones_are_there():
    found = activity([answer(day) for day in days(1, 2, 18)])
    assert [(week.begins, week.days, week.answers) for week in found.weeks] == [
        (date(2026, 4, 27), 2, 2), (date(2026, 5, 4), 0, 0), (date(2026, 5, 11), 0, 0), (date(2026, 5, 18), 1, 1),
    ]  # fmt: skip
    assert found.minutes == 1.5


def test_recalled_counts_learned_cards_on_later_days():
    found = activity([answer(day, right=day.day != 4) for day in days(1, 1, 2, 4)])
    assert (found.recalled.times, found.recalled.of) == (1, 2)
    assert found.weeks[-1].recalled.of == 1


def test_what_the_deck_has_no_more_and_practice_are_counted():
    found = activity(
        [answer(TODAY, card="k:gone#x"), answer(TODAY, quiz=True, card="k:gone#y"), answer(TODAY, cram=True)]
    )
    assert (found.ever, found.gone, found.practice) == (3, 2, 1)


def test_a_question_is_missed_when_it_was_wrong_twice():
    first, second, third = days(1, 2, 3)
    once = [answer(first, quiz=True, right=False), answer(second, quiz=True)]
    assert activity(once).missed == ()
    (missed,) = activity([*once, answer(third, quiz=True, right=False)]).missed
    assert (missed.wrong.times, missed.wrong.of, missed.last, missed.last_right) == (2, 3, third, False)
    assert missed.wrong.interval.low < 2 / 3 < missed.wrong.interval.high


def test_since_leaves_earlier_days_out_but_for_what_was_learned_then():
    answers = [answer(day) for day in days(1, 2, 18)]
    found = activity(answers, date(2026, 5, 2))
    assert (found.ever, found.ever_days, found.answers, found.first) == (3, 3, 2, date(2026, 5, 2))
    assert found.recalled.of == 2


def test_streaks_count_days_on_end():
    found = activity([answer(day) for day in days(1, 2, 3, 18, 19)])
    assert (found.streak, found.longest) == (2, 3)
    assert activity([answer(day) for day in days(1, 2)]).streak == 0


def test_nothing_is_nothing():
    found = activity([])
    assert (found.ever, found.first, found.last, found.weeks, found.missed) == (0, None, None, (), ())
    assert found.right.interval == (0.0, 1.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_recall_lies_within_its_interval(recalls: list[float]):
    found = recall_of(recalls)
    assert found is not None
    assert 0 <= found.interval.low <= found.share <= found.interval.high <= 1 + 1e-9
    assert found.cards == len(recalls)


def test_recall_of_sure_things_is_sure_and_of_nothing_is_none():
    found = recall_of([1.0, 0.0])
    assert found is not None
    assert (found.share, *found.interval) == (0.5, 0.5, 0.5)
    assert recall_of([]) is None


@pytest.mark.parametrize(("threshold", "found"), [(0, 0), (3, 1), (4, 0)])
def test_leeches_reach_the_threshold(threshold: int, found: int):
    assert len(leeches_of([CARD], {CARD.id: MEMORY}, {}, threshold)) == found


def test_notes_to_leeches_are_shown_where_wanted():
    marks = {CARD.id: Marks(suspended=True, note="a hint")}
    (open_,) = leeches_of([CARD], {CARD.id: MEMORY}, marks, 3)
    (closed,) = leeches_of([CARD], {CARD.id: MEMORY}, marks, 3, notes=False)
    assert (open_.note, open_.suspended, closed.note) == ("a hint", True, "")


def test_what_comes_due():
    in_two_days = {CARD.id: MEMORY}
    assert [count for _, count in coming_of([CARD], in_two_days, {}, TODAY).days] == [0, 1, 0, 0, 0, 0, 0]
    late = {CARD.id: replace(MEMORY, due=datetime(2026, 5, 1, tzinfo=UTC))}
    assert coming_of([CARD], late, {}, TODAY).overdue == 1
    assert coming_of([CARD], late, {CARD.id: Marks(suspended=True)}, TODAY).overdue == 0
    buried = coming_of([CARD], late, {CARD.id: Marks(buried_until=date(2026, 5, 21))}, TODAY)
    assert (buried.overdue, buried.days[0]) == (0, (date(2026, 5, 21), 1))
    steps = {CARD.id: replace(MEMORY, phase=Phase.RELEARNING, step=0)}
    assert coming_of([CARD], steps, {}, TODAY).overdue == 1
    assert coming_of([], late, {}, TODAY).overdue == 0
