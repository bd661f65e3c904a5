"""Nothing shows which option is right: measured on the bundled decks, as an audit measures it."""

from collections import Counter
from pathlib import Path

import pytest

from decks.auditing.audit import Audit, audit
from decks.auditing.verdicts import CUE_GAIN, SOLVER_GAIN
from decks.english.similarity import normalised
from decks.library import bundled_folder
from decks.making.made import Made
from decks.model import Asks, QuestionKind
from decks.questions import make
from decks.reading.files import read_deck


@pytest.fixture(scope="module", params=["medical-imaging", "professional-kitchen"])
def measured(request: pytest.FixtureRequest) -> tuple[Made, Audit]:
    deck, _ = read_deck(Path(bundled_folder()) / f"{request.param}.yaml")
    assert deck is not None
    made = make(deck)
    return made, audit(deck, made)


def test_looks_do_not_help_a_solver(measured: tuple[Made, Audit]) -> None:
    found = measured[1].solved.overall
    assert found.low <= found.chance
    assert found.share <= found.chance + SOLVER_GAIN


def test_nor_does_remembering_how_often_a_text_was_right_and_wrong(measured: tuple[Made, Audit]) -> None:
    found = measured[1].solved.remembering
    assert found.low <= found.chance + SOLVER_GAIN


def test_the_key_is_the_longest_as_often_as_any_other(measured: tuple[Made, Audit]) -> None:
    for each in measured[1].solved.cues:
        if each.cue.id == "length":
            assert abs(each.rate.gain) <= 1.5 * CUE_GAIN


def test_who_is_asked_for_is_about_as_often_wrong_as_right_allows(measured: tuple[Made, Audit]) -> None:
    """Of three wrong options each, most are texts that are right in some other question."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for question in measured[0].questions:
        if question.asks is Asks.ONE and question.kind is not QuestionKind.WRITTEN:
            for place, option in enumerate(question.options):
                (right if place == question.key else wrong)[normalised(option.text)] += 1
    never_right = sum(times for text, times in wrong.items() if not right[text])
    assert never_right <= 0.2 * wrong.total()
    often = sum(min(times, 6 * right[text]) for text, times in wrong.items())
    assert often >= 0.7 * wrong.total()
