"""Learning FSRS-6's parameters from reviews, and judging them by reviews that were held out."""

from datetime import date
from math import log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.fitting.histories import Review, Step, before, cut, histories_of, predicted
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas

np = pytest.importorskip("numpy", reason="numpy is not installed")
pytest.importorskip("scipy", reason="scipy is not installed")

from progress.fitting.fit import SPREADS, fit  # noqa: E402
from progress.fitting.judging import answers_of  # noqa: E402
from progress.fitting.layout import Batch  # noqa: E402
from progress.fitting.losses import loss, predictions  # noqa: E402
from progress.fitting.weighing import ENOUGH, TooFew, thinned, weigh  # noqa: E402
from progress.scheduling.parameters import BOUNDS, fault  # noqa: E402

FORGETFUL = (
    *(0.05, 0.3, 0.8, 3.0, 7.0, 0.8334, 3.0194, 0.001, 1.2, 0.1666, 0.796, 1.1, 0.0614, 0.2629),
    *(1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.3),
)
"""Somebody who forgets quickly."""


def learner(parameters, cards, seed, days=120):
    """Histories of somebody who forgets by these parameters and reviews when the usual ones say."""
    random, truth, usual = Random(seed), Formulas(parameters), Formulas()
    reviews = []
    for card in range(cards):
        day = random.randrange(days)
        rating = random.choices((1, 2, 3, 4), (25, 8, 52, 15))[0]
        own, seen = truth.first(rating), usual.first(rating)
        gap = 0
        while day < days:
            reviews.append((day, len(reviews), card, rating))
            if rating == 1:
                gap, rating = 0, 3
            else:
                gap = max(1, round(usual.interval(seen[0], 0.9) * random.uniform(0.9, 1.15)))
                recalled = random.random() < truth.recall(own[0], gap)
                rating = random.choices((2, 3, 4), (10, 78, 12))[0] if recalled else 1
            day += gap
            own, seen = truth.after(*own, gap, rating), usual.after(*seen, gap, rating)
    reviews.sort()
    return histories_of(
        Review(str(card), f"{n:06}", date.fromordinal(700000 + day), rating)
        for n, (day, _, card, rating) in enumerate(reviews)
    )


gaps = st.one_of(st.just(0), st.integers(1, 60), st.integers(1, 3000))


@st.composite
def histories(draw, cards=6, length=8):
    found, order = [], 0
    for _ in range(draw(st.integers(1, cards))):
        day, history = 700000, []
        for n in range(draw(st.integers(1, length))):
            gap = draw(gaps) if n else 0
            day += gap
            history.append(Step(day, gap, draw(st.integers(1, 4)), order))
            order += 1
        found.append(history)
    return found


@st.composite
def parameters(draw):
    """Within a spread of the defaults, and within the bounds."""
    found = []
    for usual, spread, (low, high) in zip(DEFAULT_PARAMETERS, SPREADS, BOUNDS, strict=True):
        away = draw(st.floats(-0.9, 0.9)) * min(spread, usual)
        found.append(min(max(usual + away, low), high))
    return found


@settings(max_examples=60)
@given(histories(), parameters())
def test_predictions_are_those_of_the_scheduler(cards, chosen):
    formulas, expected = Formulas(chosen), {}
    for history in cards:
        memory = formulas.first(history[0].rating)
        for step in history[1:]:
            if step.gap:
                expected[step.order] = (formulas.recall(memory[0], step.gap), step.rating > 1)
            memory = formulas.after(*memory, step.gap, step.rating)
    order, recall, success = predictions(Batch(cards), chosen)
    assert order.tolist() == sorted(expected)
    assert recall.tolist() == pytest.approx([expected[n][0] for n in sorted(expected)], rel=1e-9)
    assert success.tolist() == [expected[n][1] for n in sorted(expected)]
    total, _ = loss(Batch(cards), chosen)
    assert total == pytest.approx(-sum(log(r if hit else 1 - r) for r, hit in expected.values()), rel=1e-9)


@settings(max_examples=50)
@given(histories(cards=4, length=6), parameters())
def test_the_gradient_is_that_of_finite_differences(cards, chosen):
    batch = Batch(cards)
    value, gradient = loss(batch, chosen)
    for n, at in enumerate(chosen):
        by = 1e-6 * max(abs(at), 0.01)

        def moved(step, n=n, at=at):
            return loss(batch, [*chosen[:n], at + step, *chosen[n + 1 :]])[0]

        up, down = (moved(by) - value) / by, (value - moved(-by)) / by
        size = max(1.0, abs(gradient[n]), value)
        if abs(up - down) > 1e-3 * size:
            continue  # a bound of stability or difficulty, where the slope breaks
        assert gradient[n] == pytest.approx((up + down) / 2, abs=1e-4 * size), f"w{n}"


def test_reviews_before_a_day_move_memories_on_and_are_not_judged():
    cards = learner(FORGETFUL, 20, 1)
    day = cut(cards, 0.5)
    order, recall, _ = predictions(Batch(cards, since=day), DEFAULT_PARAMETERS)
    everything = dict(
        zip(*(each.tolist() for each in predictions(Batch(cards), DEFAULT_PARAMETERS)[:2]), strict=True)
    )
    late = {step.order for history in cards for step in history if step.gap and step.day >= day}
    assert set(order.tolist()) == late
    assert recall.tolist() == [everything[n] for n in order.tolist()]


def test_nothing_learned_leaves_the_defaults():
    assert fit([]) == pytest.approx(DEFAULT_PARAMETERS, abs=5e-5)
    once = [[Step(1, 0, 3, 0)], [Step(1, 0, 1, 1)]]
    assert fit(once) == pytest.approx(DEFAULT_PARAMETERS, abs=5e-5)


def test_what_is_fitted_is_allowed_and_in_order_and_always_the_same():
    cards = learner(FORGETFUL, 60, 3)
    found = fit(cards)
    assert fault(found) == ""
    assert found[0] <= found[1] <= found[2] <= found[3]
    assert all(value == round(value, 4) for value in found)
    assert fit(cards) == found


@pytest.mark.parametrize(("seed", "parameters"), [(1, FORGETFUL), (2, DEFAULT_PARAMETERS)])
def test_predictions_come_near_the_truth(seed, parameters):
    """Of fresh reviews of the same learner, in mean log loss: how much worse than whoever knows the true parameters."""
    fitted, fresh = fit(learner(parameters, 150, seed)), Batch(learner(parameters, 300, seed + 100))
    truth, usual, own = (loss(fresh, w)[0] / fresh.judged for w in (parameters, DEFAULT_PARAMETERS, fitted))
    assert own - truth < 0.008
    if parameters is FORGETFUL:
        assert own - truth < (usual - truth) / 3


def test_progress_is_reported():
    told = []
    fit(learner(FORGETFUL, 20, 1), lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (100, 100)


# Held out


@given(histories(), st.integers(700000, 700200))
def test_what_was_known_before_a_day_is_of_earlier_days(cards, day):
    kept = before(cards, day)
    whole = {history[0].order: history for history in cards}
    for history in kept:
        assert all(step.day < day for step in history)
        assert whole[history[0].order][: len(history)] == history
    assert sum(map(len, kept)) == sum(step.day < day for history in cards for step in history)


@given(histories(), st.floats(0, 0.99))
def test_a_cut_leaves_at_most_the_share_before_it(cards, share):
    count = predicted(cards)
    if not count:
        with pytest.raises(ValueError, match="There is no review a day after another"):
            cut(cards, share)
        return
    day = cut(cards, share)
    days = [step.day for history in cards for step in history if step.gap]
    assert sum(each < day for each in days) <= share * count
    assert sum(each <= day for each in days) > share * count - 1


def test_a_clock_that_went_back_leaks_nothing():
    history = [Step(10, 0, 3, 0), Step(20, 10, 3, 1), Step(12, 0, 1, 2), Step(13, 1, 3, 3)]
    assert before([history], 15) == [history[:1]]


@pytest.fixture(scope="module")
def forgetful():
    return learner(FORGETFUL, 200, 5)


@pytest.fixture(scope="module")
def weighed(forgetful):
    return weigh(forgetful)


def test_a_forgetful_learner_is_better_predicted_by_their_own(forgetful, weighed):
    assert weighed.better
    assert weighed.all.fitted.log_loss < weighed.all.average.log_loss < weighed.all.defaults.log_loss
    assert weighed.all.fitted.rmse < weighed.all.defaults.rmse
    assert weighed.all.gain == pytest.approx(weighed.all.defaults.log_loss - weighed.all.fitted.log_loss)
    assert weighed.parameters == fit(forgetful)
    assert (weighed.answers, weighed.of, weighed.cards) == (predicted(forgetful),) * 2 + (200,)
    assert weighed.answers * 0.7 < weighed.all.answers < weighed.answers * 0.85
    assert weighed.answers * 0.15 < weighed.last.answers < weighed.answers * 0.25


def test_later_answers_never_bear_on_earlier_predictions(forgetful, weighed):
    """All answers of the last part turned round: what was said before of the others stays the same, to the last bit."""
    last = cut(forgetful, 0.8)
    turned = [
        [step._replace(rating=3 if step.rating == 1 else 1) if step.day >= last else step for step in history]
        for history in forgetful
    ]
    other = weigh(turned)
    assert other.last.fitted.log_loss != weighed.last.fitted.log_loss
    for way in ("defaults", "fitted", "average"):
        sums = [
            getattr(each.all, way).log_loss * each.all.answers
            - getattr(each.last, way).log_loss * each.last.answers
            for each in (weighed, other)
        ]
        assert sums[0] == pytest.approx(sums[1], rel=1e-9), way


def test_whoever_is_like_the_others_is_left_with_the_usual_ones():
    assert not weigh(learner(DEFAULT_PARAMETERS, 120, 8)).better


def test_too_few_answers_are_counted():
    cards = learner(FORGETFUL, 20, 1)
    with pytest.raises(TooFew) as caught:
        weigh(cards)
    assert caught.value.answers == predicted(cards) < ENOUGH
    with pytest.raises(TooFew):
        weigh([])


def test_answers_that_are_all_of_one_day_teach_nothing():
    day = [[Step(1, 0, 3, 2 * n), Step(2, 1, 3, 2 * n + 1)] for n in range(ENOUGH)]
    with pytest.raises(TooFew):
        weigh(day)


def test_of_very_many_answers_some_cards_are_looked_at():
    cards = [[Step(1, 0, 3, 0)] for _ in range(10)]
    assert len(thinned(cards, 60_000)) == 10
    assert len(thinned(cards, 60_001)) == 5
    assert len(thinned(cards, 200_000)) == 3


def test_answers_are_in_their_order(forgetful):
    answers = answers_of(forgetful)
    assert [answer.order for answer in answers] == sorted(answer.order for answer in answers)
    assert len(answers) == predicted(forgetful)


def test_histories_go_by_keys_and_begin_anew_where_a_card_was_made_new():
    day = date(2026, 1, 1)
    rows = [
        Review("b", "2", day, 3),
        Review("a", "1", day, 1),
        Review("a", "3", day, 3, 1500),
        Review("a", "4", date(2026, 1, 5), 4),
        Review("a", "5", date(2026, 1, 6), 0),
        Review("a", "6", date(2026, 1, 7), 2),
        Review("b", "7", date(2025, 12, 1), 3),
    ]
    n = day.toordinal()
    assert histories_of(reversed(rows)) == [
        [Step(n, 0, 1, 0), Step(n, 0, 3, 2, 1500), Step(n + 4, 4, 4, 3)],
        [Step(n, 0, 3, 1), Step(n - 31, 0, 3, 6)],
        [Step(n + 6, 0, 2, 5)],
    ]


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ((1.0,), "are 21 numbers, not 1."),
        ((*DEFAULT_PARAMETERS[:20], 0.9), "have w20 from 0.1 to 0.8, not 0.9."),
        ((float("nan"), *DEFAULT_PARAMETERS[1:]), "have w0 from 0.001 to 100, not nan."),
        (DEFAULT_PARAMETERS, ""),
    ],
)
def test_what_parameters_may_be(parameters, sentence):
    assert fault(parameters) == sentence
