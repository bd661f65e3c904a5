"""Which role is taken for which."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Basis, Option, Question, QuestionKind
from progress.mastery.confusions import Way, confusions, head_to_head
from progress.mastery.evidence import Choice
from progress.mastery.shares import difference_interval, share_interval

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def question(role, *others, fact="f"):
    return Question(
        id=f"d:{role}/{fact}#role-of-duty",
        kind=QuestionKind.ROLE_OF_DUTY,
        deck="d",
        role=role,
        role_title=role.title(),
        topic="t",
        subject=f"What {role} does",
        stem="Whose?",
        options=tuple(Option(name, name, name, "") for name in (role, *others)),
        key=0,
        basis=Basis.STATED,
    )


def chose(asked, role, times=1):
    refs = tuple(option.ref for option in asked.options)
    return [Choice(NOON, asked.id, refs, refs.index(role), role == asked.role, None)] * times


NURSE = question("nurse", "porter", "surgeon")
PORTER = question("porter", "nurse", "surgeon")


def test_a_role_is_taken_for_another_so_many_times_of_so_many():
    found = confusions([*chose(NURSE, "porter", 4), *chose(NURSE, "nurse", 6)], [NURSE, PORTER])
    (pair,) = found.pairs
    assert (pair.role, pair.taken, pair.times, pair.of) == ("nurse", "porter", 4, 10)
    assert pair.interval == share_interval(4, 10)
    assert pair.facts == (("d:nurse/f", 4),)
    assert (found.answers, found.wrong) == (10, 4)


def test_once_is_chance():
    assert confusions(chose(NURSE, "porter"), [NURSE]).pairs == ()


@pytest.mark.parametrize(
    ("back", "of", "way"), [(5, 10, Way.BOTH), (0, 20, Way.ONE), (0, 0, Way.UNKNOWN), (1, 3, Way.UNKNOWN)]
)
def test_whether_it_goes_both_ways(back, of, way):
    there = [*chose(NURSE, "porter", 6), *chose(NURSE, "nurse", 4)]
    again = [*chose(PORTER, "nurse", back), *chose(PORTER, "porter", of - back)]
    found = confusions([*there, *again], [NURSE, PORTER])
    assert next(pair.way for pair in found.pairs if pair.role == "nurse") is way


def test_a_role_that_many_are_taken_for_is_a_hub():
    asked = [question(role, "clerk", "cook") for role in ("nurse", "porter", "surgeon", "driver")]
    choices = [choice for each in asked for choice in chose(each, "clerk", 3) + chose(each, each.role, 7)]
    (hub,) = confusions(choices, asked).hubs
    assert (hub.role, hub.times, hub.of) == ("clerk", 12, 40)
    assert set(hub.roles) == {"nurse", "porter", "surgeon", "driver"}
    assert confusions(chose(asked[0], "clerk", 12), asked).hubs == ()  # one role only


def test_options_that_stand_for_facts_are_taken_for_their_roles():
    asked = question("nurse")
    facts = ("nurse/count", "porter/lift")
    choices = [Choice(NOON, asked.id, facts, 1, False, None)] * 2
    (pair,) = confusions(choices, [asked]).pairs
    assert (pair.role, pair.taken) == ("nurse", "porter")


def test_what_cannot_be_told_is_left_out():
    gone = Choice(NOON, "d:gone/f#q", ("a", "b"), 1, False, None)
    written = Choice(NOON, NURSE.id, ("option-0", "option-1"), 1, False, None)
    beyond = Choice(NOON, NURSE.id, ("nurse",), 3, False, None)
    found = confusions([gone, written, written, beyond], [NURSE])
    assert (found.pairs, found.answers) == ((), 2)


def test_head_to_head_are_the_questions_with_both():
    other = question("nurse", "surgeon", fact="g")
    assert head_to_head([NURSE, PORTER, other], "nurse", "porter") == [NURSE, PORTER]
    assert head_to_head([NURSE, PORTER, other], "surgeon", "nurse") == [NURSE, other]


@given(st.integers(0, 300), st.integers(1, 300))
def test_shares_lie_in_their_intervals(times, of):
    times = min(times, of)
    low, high = share_interval(times, of)
    assert 0 <= low <= times / of + 1e-12
    assert times / of - 1e-12 <= high <= 1
    back = difference_interval(times, of, times, of)
    assert back.low == pytest.approx(-back.high)


def test_intervals_are_wilsons_and_newcombes():
    """81 of 263, and 56 of 70 less 48 of 80: the examples that both give, here at 80 %."""
    low, high = share_interval(81, 263)
    assert (low, high) == pytest.approx((0.2728, 0.3455), abs=2e-4)
    assert difference_interval(56, 70, 48, 80) == pytest.approx((0.1046, 0.2904), abs=4e-3)
    assert share_interval(0, 0) == (0, 1)
    assert difference_interval(1, 2, 0, 0) == (-1, 1)
