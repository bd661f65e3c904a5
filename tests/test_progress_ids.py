"""Ids of events: unique, and in the order of recording whatever the clock does."""

import uuid
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from progress.ids import is_uuid7, order_key, uuid7, uuid7_after

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes beside


@given(moments, st.integers())
def test_an_id_is_a_uuid_of_version_7_with_its_time(at, seed):
    made = uuid.UUID(uuid7(at, Random(seed)))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(at.timestamp() * 1000)


@given(st.lists(moments, min_size=2, max_size=30), st.integers())
def test_ids_rise_though_the_clock_jumps(times, seed):
    random, ids = Random(seed), [""]
    for at in times:
        ids.append(uuid7_after(ids[-1], at, random))
    assert ids == sorted(set(ids))
    assert all(uuid.UUID(made).version == 7 for made in ids[1:])


def test_a_thousand_ids_in_one_moment_differ_and_rise():
    ids, random = [""], Random(1)
    for _ in range(1000):
        ids.append(uuid7_after(ids[-1], NOON, random))
    assert ids == sorted(set(ids))


def test_when_the_random_part_is_used_up_the_time_moves_on():
    last = "019ca8c8-0a00-7fff-bfff-ffffffffffff"
    after = uuid7_after(last, NOON - timedelta(days=9000), Random(1))
    assert after > last
    assert after.startswith("019ca8c8-0a01-7")
    assert uuid.UUID(after).variant == uuid.RFC_4122


def test_ids_from_elsewhere_are_placed_by_their_time():
    ours = uuid7(NOON, Random(1))
    before, after = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)
    keys = [order_key("zzz", before), order_key(ours, NOON), order_key("aaa", after)]
    assert keys == sorted(keys)
    assert keys[1] == ours


def test_what_only_looks_like_a_uuid7_is_none():
    ours = uuid7(NOON, Random(1))
    assert is_uuid7(ours)
    for other in (ours.upper(), str(uuid.UUID(int=1)), "x" * 36, ours[:-1] + "g", "", ours.replace("-", "")):
        assert not is_uuid7(other)
