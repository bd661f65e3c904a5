"""What is said of a fit, word for word."""

import pytest

from progress.fitting.judging import Point, Score
from progress.mastery.shares import Interval
from study.cli.fit_text import lines, picture

weighing = pytest.importorskip(
    "progress.fitting.weighing", reason="numpy or scipy is not installed", exc_type=ImportError
)


@pytest.fixture(autouse=True)
def _any_width(monkeypatch):
    """Whoever runs the tests may have said how wide their terminal is; then sentences are broken into lines."""
    monkeypatch.delenv("COLUMNS", raising=False)


def held(gain, error=0.002, average=0.5, answers=900):
    return weighing.Held(
        answers, 800, Score(0.45, 0.07), Score(0.45 - gain, 0.05), Score(average, 0.09), gain, error
    )


def weighed(gain, last=0.001, average=0.5, of=1000):
    points = (Point(0.6, 120, 200, Interval(0.55, 0.65)), Point(0.95, 180, 200, Interval(0.87, 0.92)))
    return weighing.Weighed(
        (), 1000, 50, of, held(gain, average=average), held(last, answers=200), points, points
    )


def verdict(found, keep=True, own=False):
    return [*lines(found, keep=keep, own=own)][-1]


@pytest.mark.parametrize(
    ("found", "keep", "own", "sentence"),
    [
        (weighed(0.01), True, False, "Your own are better, by 0.0100 in log loss (standard error 0.0020)."),
        (
            weighed(0.01),
            False,
            False,
            "Your own are better, by 0.0100 in log loss (standard error 0.0020). Nothing was changed.",
        ),
        (
            weighed(0.001),
            True,
            False,
            "Your own are better by 0.0010 in log loss (standard error 0.0020), which may be chance: it takes more than the standard error. "
            "So the usual ones stay in use.",
        ),
        (
            weighed(0.01, last=-0.004),
            True,
            False,
            "Your own are better by 0.0100 in log loss (standard error 0.0020), but worse on the latest reviews. "
            "So the usual ones stay in use.",
        ),
        (
            weighed(-0.003),
            True,
            True,
            "Your own are worse by 0.0030 in log loss (standard error 0.0020). "
            "So those fitted before stay in use; --defaults goes back to the usual ones.",
        ),
        (
            weighed(0.01, average=0.4),
            True,
            False,
            "Your own are better, by 0.0100 in log loss (standard error 0.0020). "
            "Yet a moving average, which knows nothing of cards, predicts better than either.",
        ),
    ],
)
def test_the_verdict(found, keep, own, sentence):
    assert verdict(found, keep, own) == sentence
    assert found.better == (sentence.startswith("Your own are better,"))


def test_what_was_left_out_is_told():
    first, *_ = lines(weighed(0.01, of=250_000), keep=True, own=False)
    assert first == (
        "Learned from 1,000 reviews of 50 cards (of 250,000 reviews in all: more would say the same), "
        "each a day or more after the one before."
    )


def test_the_picture():
    points = weighed(0.01).calibration
    assert [*picture(points)] == [
        "Expected  Recalled  Reviews  50%                                  100%",
        "     60%       60%      200      ----@----",
        "     95%       90%      200                                --o-- |",
        "| expected, o recalled, @ both; the truth lies on - with a probability of 80 %",
    ]
    sure = (Point(0.999, 20, 20, Interval(0.93, 1.0)),)
    assert [*picture(sure)][1].split() == ["100%", "100%", "20", "-" * 28 + "@"]
