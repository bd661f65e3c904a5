"""Typed answers: what counts as right, and how the difference is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Deck, WrittenCard
from decks.slips import LONGEST, aligned, distance
from decks.typing import compare, forgiven

DECK = Deck(
    "d", "D", "d.yaml", cards=tuple(WrittenCard(word, "t", answer=word) for word in ("ileum", "ilium"))
)
WORD = st.text("abcdef", max_size=9)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Salt!", "salt"),
        ("the achievable", "Achievable"),
        ("X ray", "X-ray"),
        ("xray", "X-ray"),
        ("cafe creme", "café crème"),
        ("1000 mSv", "1,000 mSv"),
        ("0.5", "0,5"),
        ("pepper, salt and oil", "salt, oil, pepper"),
        ("oil & salt", "salt and oil"),
    ],
)
def test_what_does_not_count_is_right_without_a_word(typed: str, wanted: str) -> None:
    comparison = compare(typed, [wanted])
    assert (comparison.right, comparison.slip) == (True, False)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("acheivable", "achievable"),
        ("achievble", "achievable"),
        ("practiccable", "practicable"),
        ("the acheivable", "achievable"),
        ("peper, oil", "oil and pepper"),
    ],
)
def test_slips_of_the_keyboard_are_forgiven_and_shown(typed: str, wanted: str) -> None:
    comparison = compare(typed, [wanted])
    assert (comparison.right, comparison.slip) == (True, True)
    assert not all(stretch.same for stretch in comparison.typed + comparison.wanted)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("sault", "salt"),  # a short word
        ("1.5", "15"),
        ("5", "-5"),
        ("5", "5 %"),
        ("2 5", "25"),
        ("10 years", "11 years"),
        ("hypertension", "hypotension"),
        ("adduction", "abduction"),
        ("typical cases", "atypical cases"),
        ("allowed", "not allowed"),
        ("not allowed", "allowed"),
        ("salt", "salt, oil"),
        ("salt, salt", "salt, oil"),
        ("", "salt"),
        ("the", "salt"),
    ],
)
def test_another_answer_is_wrong(typed: str, wanted: str) -> None:
    comparison = compare(typed, [wanted])
    assert (comparison.right, comparison.slip) == (False, False)


def test_a_slip_that_makes_another_word_of_the_deck_is_none() -> None:
    assert compare("ilium", ["ileum"]).right
    assert not compare("ilium", ["ileum"], DECK).right
    assert compare("ileun", ["ileum"], DECK).right


def test_articles_are_those_of_the_decks_language() -> None:
    german = Deck("d", "D", "d.yaml", language="de-AT")
    assert compare("die Niere", ["Niere"], german).right
    assert not compare("die Niere", ["Niere"]).right
    assert not compare("the Niere", ["Niere"], german).right


def test_accents_count_where_they_make_another_letter() -> None:
    assert not compare("йод", ["иод"]).right
    assert compare("ελικα", ["έλικα"]).right


@pytest.mark.parametrize(("letters", "slips"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (15, 3)])
def test_slips_are_forgiven_in_proportion(letters: int, slips: int) -> None:
    assert forgiven(letters) == slips


@given(WORD, WORD, WORD)
def test_slips_are_counted_alike_from_both_sides(one: str, other: str, third: str) -> None:
    assert distance(one, other, 99) == distance(other, one, 99)
    assert distance(one, one, 99) == 0
    assert distance(one, other, 99) <= max(len(one), len(other))
    assert distance(one + third, other + third, 99) <= distance(one, other, 99)


@given(WORD, WORD)
def test_an_alignment_names_each_letter_once_and_only_equal_ones_together(one: str, other: str) -> None:
    pairs = aligned(one, other)
    assert [a for a, _ in pairs if a is not None] == list(range(len(one)))
    assert [b for _, b in pairs if b is not None] == list(range(len(other)))
    assert all(one[a] == other[b] for a, b in pairs if a is not None and b is not None)


def test_very_long_texts_are_compared_too() -> None:
    long = "letters " * LONGEST
    comparison = compare(long + "x", [long + "y"])
    assert not comparison.right
    assert comparison.typed[0].same
    assert comparison.wanted[-1].text == "y"


def test_marks_stay_with_the_letter_they_are_drawn_on() -> None:
    typed = compare("e\u0301x", ["ex"]).typed
    assert "".join(stretch.text for stretch in typed) == "e\u0301x"
    assert all(not stretch.text.startswith("\u0301") for stretch in typed)
