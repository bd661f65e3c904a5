"""What a deck says of the exam that it prepares for."""

import pytest

from decks.model import Exam
from decks.reading.files import parse_deck

HEAD = "deck: d\ntitle: T\ntopics: {t: T, t/u: U}\n"


def read(exam: str) -> tuple[Exam | None, list[str]]:
    deck, problems = parse_deck(HEAD + exam, "f.yaml")
    assert deck is not None
    return deck.exam, [str(problem) for problem in problems if problem.code != "D301"]


def test_the_exam_is_read():
    exam, problems = read('exam: {date: 2027-06-14, pass_mark: 60, weights: {t: 12, t/u: "0.5"}}')
    assert problems == []
    assert exam == Exam("2027-06-14", 60.0, (("t", 12.0), ("t/u", 0.5)))
    assert read("") == (None, [])
    assert read("exam: {weights: }") == (Exam(), [])


@pytest.mark.parametrize(
    ("exam", "problem"),
    [
        (
            "exam: {date: next summer}",
            "f.yaml:4:14: error D120: “next summer” is not a date; write it as year-month-day: 2027-06-14.",
        ),
        (
            "exam: {pass_mark: 101}",
            "f.yaml:4:19: error D120: “pass_mark” is a number above 0 and at most 100, not “101”; write such a number, without a sign.",
        ),
        (
            "exam: {weights: {t: nan}}",
            "f.yaml:4:21: error D120: the weight of “t” is a number above 0 and at most 1,000,000, not “nan”; write such a number, without a sign.",
        ),
        (
            "exam: {weights: {tt: 3}}",
            "f.yaml:4:18: error D203: the deck has no topic “tt”; write “t” if that is what was meant.",
        ),
        ("exam: [1]", "f.yaml:4:7: error D110: an exam is a mapping; write “key: value”."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(exam: str, problem: str):
    assert read(exam)[1] == [problem]
