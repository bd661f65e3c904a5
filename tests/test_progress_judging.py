"""Scores of predictions, checked by hand."""

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.fitting.histories import Step
from progress.fitting.judging import (
    BEGIN,
    Answer,
    answers_of,
    calibration,
    gain,
    log_losses,
    moving_average,
    rmse_in_bins,
    score,
)


def answer(order, recalled, card=0, place=(0, 0, 0)):
    return Answer(order, 1, card, recalled, place)


def test_answers_on_the_same_day_are_no_answers_to_judge_by():
    history = [
        Step(10, 0, 1, 0),
        Step(10, 0, 3, 1),
        Step(11, 1, 1, 2),
        Step(11, 0, 1, 3),
        Step(11, 0, 3, 4),
        Step(25, 14, 3, 6),
        Step(26, 1, 1, 7),
    ]
    found = answers_of([[Step(12, 0, 3, 5)], history])
    assert [(each.order, each.day, each.card, each.recalled) for each in found] == [
        (2, 11, 1, False),
        (6, 25, 1, True),
        (7, 26, 1, False),
    ]
    # Days since the last by powers of 3.62, the number of the review by powers of 1.89, lapses by powers of 1.73.
    assert [each.bin for each in found] == [(0, 1, -1), (2, 2, 0), (0, 3, 0)]


def test_log_loss_is_that_of_what_happened():
    answers = [answer(0, True), answer(1, False)]
    assert log_losses(answers, [0.9, 0.6]) == pytest.approx([-log(0.9), -log(0.4)])
    assert score(answers, [0.9, 0.6]).log_loss == pytest.approx((-log(0.9) - log(0.4)) / 2)


def test_rmse_weighs_each_bin_by_its_answers():
    answers = [answer(0, True), answer(1, False), answer(2, True, place=(1, 0, 0))]
    # In the first bin 0.7 was expected and 0.5 came; in the second 0.9 and 1.
    assert rmse_in_bins(answers, [0.8, 0.6, 0.9]) == pytest.approx(sqrt((2 * 0.2**2 + 0.1**2) / 3))
    assert rmse_in_bins([], []) == 0


def test_the_moving_average_knows_only_what_came_before():
    answers = [answer(0, False), answer(1, True), answer(2, True)]
    found = moving_average(answers)
    assert found == pytest.approx([BEGIN, 0.98 * BEGIN, 0.98**2 * BEGIN + 0.02])
    assert moving_average([*answers[:2], answer(2, False)]) == found
    assert min(moving_average([answer(n, False) for n in range(2000)])) > 0
    assert max(moving_average([answer(n, True) for n in range(2000)])) < 1


def test_answers_to_one_card_count_as_one_for_the_error():
    worse, better = [0.5, 0.5, 0.4, 0.4], [0.3, 0.3, 0.4, 0.4]
    apart = [answer(n, True, card=n) for n in range(4)]
    alike = [answer(n, True, card=n // 2) for n in range(4)]
    assert gain(apart, worse, better) == pytest.approx((0.1, sqrt(4 * 0.1**2) / 4))
    assert gain(alike, worse, better) == pytest.approx((0.1, sqrt(2 * 0.2**2) / 4))


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 0.99)), min_size=1, max_size=400))
def test_calibration_has_each_answer_once_by_rising_prediction(pairs):
    answers = [answer(n, hit) for n, (hit, _) in enumerate(pairs)]
    points = calibration(answers, [share for _, share in pairs])
    assert sum(point.answers for point in points) == len(pairs)
    assert sum(point.recalled for point in points) == sum(hit for hit, _ in pairs)
    assert [point.predicted for point in points] == sorted(point.predicted for point in points)
    assert len(points) == max(1, min(8, len(pairs) // 20))
    assert all(
        0 <= point.interval.low <= point.recalled / point.answers <= point.interval.high <= 1
        for point in points
    )
