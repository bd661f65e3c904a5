"""Which duties say the same in other words, by pairs that were judged by hand; and that nothing is missed for speed."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.checking.likeness import SAME, Likeness, opposed, senses
from decks.checking.synonyms import _SYNONYMS, synonym
from decks.english.similarity import stem

DATA = Path(__file__).parent / "data"
FILES = ("duty-pairs", "duty-pairs-second", "duty-pairs-unseen")
Pair = tuple[str, str, str]


def pairs(name: str) -> list[Pair]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in csv.reader(file, delimiter="\t")]


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    return Likeness(text for name in FILES for _, *both in pairs(name) for text in both)


@pytest.mark.parametrize(
    ("name", "least"), [("duty-pairs", 0.9), ("duty-pairs-second", 0.7), ("duty-pairs-unseen", 0.7)]
)
def test_the_same_in_other_words_is_mostly_found(likeness: Likeness, name: str, least: float) -> None:
    same = [(one, other) for judged, one, other in pairs(name) if judged == "same"]
    assert len(same) >= 12
    assert sum(likeness.alike(*both) for both in same) >= least * len(same)


@pytest.mark.parametrize("name", FILES)
def test_what_differs_in_the_word_that_matters_is_let_alone(likeness: Likeness, name: str) -> None:
    different = [(one, other) for judged, one, other in pairs(name) if judged == "different"]
    assert len(different) >= 12
    assert [both for both in different if likeness.alike(*both)] == []


def test_likeness_is_one_for_the_same_words_and_the_same_both_ways(likeness: Likeness) -> None:
    assert likeness.of("Count the swabs.", "count THE swabs") == 1.0
    for _, one, other in pairs("duty-pairs"):
        assert likeness.of(one, other) == pytest.approx(likeness.of(other, one))
        assert 0 <= likeness.of(one, other) <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("before lunch", "after lunch"), ("Open the door", "Close the door"), ("turn it on", "turn it off")],
)
def test_opposites_are_seen(one: str, other: str) -> None:
    assert opposed(one, other)
    assert opposed(other, one)
    assert not opposed(one, one)


def test_no_opposite_where_both_have_both() -> None:
    assert not opposed("Clean before and after use", "Clean after and before use")


def test_phrases_and_synonyms_are_taken_as_one() -> None:
    assert senses("Write down the results") == senses("Record results")
    assert senses("Look into faults") == senses("Investigate the defects")


def test_each_synonym_stands_in_one_group_only() -> None:
    words = _SYNONYMS.split()
    assert len(words) == len(set(words))
    for line in _SYNONYMS.strip().split("\n"):
        assert len({synonym(stem(word)) for word in line.split()}) == 1, line


WORDS = st.sampled_from(
    [
        "count",
        "swabs",
        "before",
        "after",
        "wound",
        "check",
        "wash",
        "open",
        "beds",
        "record",
        "patient",
        "nurse",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=2, max_size=12, unique=True)


@given(TEXTS)
def test_no_pair_is_missed_for_speed(texts: list[str]) -> None:
    likeness = Likeness(texts)
    later = {place for _, place in likeness.pairs(texts)}
    for place, text in enumerate(texts):
        like = [other for other in range(place) if likeness.of(texts[other], text) >= SAME]
        if place in later:
            assert like
        elif like:
            # Only a text with the very words of an earlier one stands aside, and that one speaks for it.
            assert all(
                any(senses(texts[other]) == senses(texts[first]) for first in range(other)) for other in like
            )
