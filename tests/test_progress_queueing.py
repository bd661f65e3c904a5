"""The order in which a review asks its cards."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from decks.model import Card, CardKind
from progress.scheduling.queueing import apart, interleaved


def cards(name, count, facts=1000):
    return [
        Card(f"d:r{n % 7}/{name}{n % facts}#k{n}", CardKind.BASIC, "d", f"r{n % 7}", "R", "t", "p", "a")
        for n in range(count)
    ]


@given(st.integers(0, 40), st.integers(0, 40))
def test_due_and_new_cards_are_spread_evenly_and_a_due_one_comes_first(due, new):
    old, fresh = cards("due", due), cards("new", new)
    found = interleaved(old, fresh)
    assert [card for card in found if card in old] == old
    assert [card for card in found if card in fresh] == fresh
    if due:
        assert found[0] == old[0]
    for end in range(len(found)):
        met = sum(card in old for card in found[:end])
        assert due == 0 or new == 0 or abs(met / due - (end - met) / new) <= 1 / due + 1 / new


@given(st.integers(0, 40), st.integers(1, 12), st.booleans())
def test_cards_on_one_fact_are_spread_and_none_is_lost(count, facts, roles):
    given_ = cards("fact", count, facts)
    found = apart(given_, roles=roles)
    assert sorted(card.id for card in found) == sorted(card.id for card in given_)
    if facts > 5:
        assert all(one.fact != other.fact for one, other in pairwise(found))
