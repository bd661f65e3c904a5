"""How alike answers to one fact are, and what one of them is worth then."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.mastery.alike import Count, likeness, worths


def counts(random, known, topics=12, facts=10, asked=6):
    """Answers of a learner: `known` says how likely each fact is known."""
    found = []
    for topic in range(topics):
        level = random.random()
        for fact in range(facts):
            chance = known(level)
            right = sum(random.random() < 0.03 + 0.92 * chance for _ in range(asked))
            found.append(Count(f"t{topic}", f"d:t{topic}/{fact}", 0, right, asked))
    return found


def test_facts_that_are_known_or_not_are_told_from_facts_that_are_equally_likely():
    random = Random(4)
    either = [likeness(counts(random, lambda level: float(random.random() < level))) for _ in range(10)]
    alike = [likeness(counts(random, lambda level: level)) for _ in range(10)]
    assert min(either) > 0.4
    assert max(alike) < 0.05


def test_nothing_asked_twice_tells_nothing():
    assert likeness([Count("a", f"f{n}", 4, n % 2, 1) for n in range(30)]) == 0
    assert likeness([]) == 0


def test_without_likeness_each_answer_counts():
    assert worths({"a": 9, "b": 1}, 4, 0.0) == {"a": 1.0, "b": 1.0}


def test_the_same_fact_again_says_less():
    worth = worths({"a": 9, "b": 1}, 100, 0.5)
    assert worth["a"] * 9 < 2 * worth["b"]
    assert 9 * worth["a"] + worth["b"] < 3


def test_when_every_fact_was_asked_there_is_nothing_else_to_know():
    few, all_ = (worths(dict.fromkeys("abcd", 5), facts, 0.6)["a"] for facts in (40, 4))
    assert few < 0.35
    assert all_ == pytest.approx(1.0)


@given(
    st.dictionaries(st.integers(), st.integers(1, 50), min_size=1, max_size=12),
    st.integers(0, 60),
    st.floats(0.0, 0.9),
)
def test_answers_are_never_worth_more_than_their_number(answers, facts, rho):
    worth = worths(answers, facts, rho)
    assert all(value > 0 for value in worth.values())
    assert sum(worth[fact] * times for fact, times in answers.items()) <= sum(answers.values()) + 1e-9
