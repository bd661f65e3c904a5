"""The plumbing of plain mode: lines in, lines out."""

import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.events import Rating
from study.plain.dialogue import Dialogue, Quit, TakeBack, numbers_in
from study.plain.words import interval_words, option_of, rating_of


def dialogue(typed: str, *, may_undo: bool = True) -> tuple[Dialogue, list[str]]:
    said: list[str] = []
    return Dialogue(
        io.StringIO(typed), said.append, None, ("Enter: go on", "q: quit"), may_undo=may_undo
    ), said


def test_a_line_is_the_answer_without_its_spaces():
    talk, said = dialogue("  gamma   camera \r\n")
    assert talk.ask("Which?") == "gamma camera"
    assert said == ["Which?"]


def test_help_is_shown_and_the_question_asked_again():
    talk, said = dialogue("?\nyes\n")
    assert talk.ask("Well?") == "yes"
    assert said == ["Well?", "  Enter: go on", "  q: quit", "Well?"]


@pytest.mark.parametrize("typed", ["q\n", "Q\n", "quit", "", " Quit \n"])
def test_q_and_the_end_of_input_quit(typed: str):
    with pytest.raises(Quit):
        dialogue(typed)[0].ask("Well?")


def test_u_takes_back_where_that_is_offered():
    with pytest.raises(TakeBack):
        dialogue("u\n")[0].ask("Well?")
    assert dialogue("u\n", may_undo=False)[0].ask("Well?") == "u"


def test_an_accepted_typed_answer_is_no_command():
    assert dialogue("q\n")[0].ask("Type the charge.", literal=("q",)) == "q"


def test_what_is_not_understood_is_asked_again():
    talk, said = dialogue("maybe\n\n2\n")
    assert (
        talk.choose("Which?", lambda text: int(text) if text.isdecimal() else None, "A number, please.") == 2
    )
    assert said == ["Which?", "A number, please.", "Which?", "A number, please.", "Which?"]


def test_control_characters_typed_or_pasted_do_not_come_back():
    talk, said = dialogue("\x1b[2Jx\n")
    talk.say(talk.ask("Well?"))
    assert said[-1] == "␛[2Jx"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", {1}),
        ("1 3 4", {1, 3, 4}),
        ("1,3, 5", {1, 3, 5}),
        ("2-4", {2, 3, 4}),
        ("2 - 4", {2, 3, 4}),
        ("1. 2)", {1, 2}),
        ("6", None),
        ("0", None),
        ("4-2", None),
        ("one", None),
        ("-1", None),
        ("", None),
        ("²", None),
        ("1-99999999999", None),
    ],
)
def test_numbers_of_lines(text: str, numbers: set[int] | None):
    assert numbers_in(text, 5) == numbers


@given(st.text(max_size=20), st.integers(1, 12))
def test_numbers_never_leave_the_list(text: str, top: int):
    found = numbers_in(text, top)
    assert found is None or (found and found <= set(range(1, top + 1)))


@given(st.sets(st.integers(1, 30), min_size=1))
def test_numbers_read_as_written(numbers: set[int]):
    assert numbers_in(" ".join(map(str, numbers)), 30) == numbers


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(seconds=30), "less than 1 minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(hours=6), "6 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=64), "2.1 months"),
        (timedelta(days=511), "1.4 years"),
    ],
)
def test_intervals_in_words(delta: timedelta, words: str):
    assert interval_words(delta) == words


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("1", Rating.AGAIN),
        ("hard", Rating.HARD),
        ("Good", Rating.GOOD),
        ("4", Rating.EASY),
        ("5", None),
        ("", None),
    ],
)
def test_ratings_by_number_or_word(text: str, rating: Rating | None):
    assert rating_of(text) == rating


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("a", 0),
        ("C", 2),
        ("c)", 2),
        ("(b)", 1),
        ("1", 0),
        ("4", 3),
        ("d.", 3),
        ("e", None),
        ("5", None),
        ("", None),
    ],
)
def test_options_by_letter_or_number(text: str, index: int | None):
    assert option_of(text, 4) == index
