"""What answers let believe of a learner's memory, and the mark and its range that follow."""

from math import sqrt
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.fitting.histories import Step
from progress.scheduling.exam_belief import FORM, Asks, Belief, Case, Keeping, curve, mark
from progress.scheduling.exam_traits import Asked, Recall, belief, recalls_of
from progress.scheduling.formulas import Formulas

FORMULAS = Formulas()


def lasting(found: Belief) -> float:
    return fmean(case.keeping.lasting for case in found.cases(25))


def recalled(found: Belief, after: float) -> float:
    """What is recalled after so many stabilities."""
    return fmean(
        (1 - case.keeping.slip) * curve(FORMULAS, case.keeping.bend).recall(case.keeping.lasting, after)
        for case in found.cases(25)
    )


def recalls(longer: float, slip: float, count: int, seed: int = 1) -> list[Recall]:
    """The answers of somebody who remembers so much longer than the model says."""
    random = Random(seed)
    found = []
    for _ in range(count):
        stability, days = random.uniform(2, 40), random.randint(1, 60)
        chance = (1 - slip) * FORMULAS.recall(stability * longer, days)
        found.append(Recall(stability, days, random.random() < chance))
    return found


# The mark of one exam


def test_of_one_who_is_known_a_range_holds_the_luck_of_the_questions() -> None:
    found = mark([0.7])
    spread = 1.2816 * sqrt(0.7 * 0.3 / 40 * (1 + 39 * FORM))
    assert found.mean == 0.7
    assert found.low == pytest.approx(0.7 - spread, abs=0.001)
    assert found.high == pytest.approx(0.7 + spread, abs=0.001)


def test_what_is_not_known_of_a_learner_makes_it_wider() -> None:
    sure, unsure = mark([0.7] * 5), mark([0.5, 0.6, 0.7, 0.8, 0.9])
    assert unsure.mean == pytest.approx(sure.mean)
    assert unsure.low < sure.low < sure.high < unsure.high


@given(st.lists(st.floats(0, 1), min_size=1, max_size=25), st.integers(5, 200))
def test_a_range_holds_its_mark_and_stays_a_share(rights: list[float], questions: int) -> None:
    found = mark(rights, questions)
    assert 0 <= found.low <= found.mean <= found.high <= 1


def test_eighty_of_a_hundred_exams_end_within_the_range() -> None:
    random = Random(3)
    rights = [0.5, 0.6, 0.65, 0.75, 0.9]
    found = mark(rights)
    marks = []
    for _ in range(4000):
        right = random.choice(rights)
        right = random.betavariate(99 * right, 99 * (1 - right))
        marks.append(sum(random.random() < right for _ in range(40)) / 40)
    assert fmean(found.low <= each <= found.high for each in marks) == pytest.approx(0.8, abs=0.03)


# What reviews say


def test_reviews_tell_how_much_longer_things_are_remembered() -> None:
    nothing = belief((), (), FORMULAS)
    assert lasting(nothing) == pytest.approx(1.3, abs=0.2)  # the mean of a skewed spread around 1
    for longer in (0.4, 1.0, 2.5):
        found = belief(recalls(longer, 0.03, 1500), (), FORMULAS)
        for after in (0.3, 1, 3):
            assert recalled(found, after) == pytest.approx(0.97 * FORMULAS.recall(longer, after), abs=0.02)


def test_more_reviews_make_it_surer_and_fitted_parameters_are_trusted_more() -> None:
    def spread(found: Belief) -> float:
        some = [case.keeping.lasting for case in found.cases(25)]
        return max(some) - min(some)

    few, many = (belief(recalls(1.0, 0.03, count), (), FORMULAS) for count in (20, 2000))
    assert spread(many) < spread(few) < spread(belief((), (), FORMULAS))
    assert spread(belief((), (), FORMULAS, fitted=True)) < spread(belief((), (), FORMULAS)) / 2


def test_a_history_gives_an_answer_for_each_review_on_a_later_day_worth_less_the_more_there_are() -> None:
    steps = [Step(1, 0, 3, 0), Step(1, 0, 3, 1), Step(4, 3, 3, 2), Step(10, 6, 1, 3)]
    first, second = recalls_of([steps], FORMULAS)
    assert (first.days, first.right, second.days, second.right) == (3, True, 6, False)
    assert first.stability < second.stability
    assert first.worth == second.worth == pytest.approx(1 / 1.1)
    assert recalls_of([[Step(1, 0, 3, 0)]], FORMULAS) == []


# What quizzes say


def quiz(topic: str, share: float, count: int) -> list[Asked]:
    """Questions that no card has taught, this share of them answered right."""
    return [Asked(topic, 4, n < share * count, None) for n in range(count)]


def untaught(found: Belief, topic: str) -> float:
    return fmean(found.untaught_of(topic, case.untaught) for case in found.cases(25))


def test_right_answers_no_oftener_than_by_guessing_show_that_nothing_is_known() -> None:
    guessed, known = (belief((), quiz("a", share, 60), FORMULAS) for share in (0.25, 0.95))
    assert untaught(guessed, "a") < 0.1
    assert untaught(known, "a") > 0.5


def test_topics_differ_by_what_was_answered_on_them() -> None:
    found = belief((), quiz("a", 0.95, 40) + quiz("b", 0.3, 40), FORMULAS)
    assert untaught(found, "b") < untaught(found, "never asked") < untaught(found, "a")


def test_what_is_recognised_is_told_from_what_cards_have_taught() -> None:
    # Cards all but forgotten, and yet right among options.
    found = belief((), [Asked("a", 4, True, 0.1, 200)] * 40, FORMULAS)
    never = belief((), [Asked("a", 4, n % 4 == 0, 0.1, 200) for n in range(40)], FORMULAS)

    def recognised(of: Belief) -> float:
        return fmean(case.recognised for case in of.cases(25))

    assert recognised(never) < 0.25 < 0.4 < recognised(found)


# Right answers


@settings(max_examples=60)
@given(
    st.floats(0.5, 2), st.floats(0, 0.16), st.floats(0.02, 0.85), st.floats(0.05, 0.8),
    st.floats(0, 1), st.floats(0, 1), st.integers(2, 6),
)  # fmt: skip
def test_options_never_make_it_harder_and_more_of_them_never_easier(
    c: float, slip: float, u: float, r: float, met: float, known: float, options: int
) -> None:
    found = belief((), (), FORMULAS)
    case = Case(Keeping(c, 1.0, slip), u, r)
    asks = Asks(met, known * met, {"a": 1 - met})
    without = found.right(case, asks)
    among, more = found.right(case, asks, options), found.right(case, asks, options + 1)
    assert 0 <= without <= among + 1e-9 <= 1 + 1e-9
    assert more <= among + 1e-9


def test_cases_are_the_same_each_time_and_days_missed_are_learned_from() -> None:
    found = belief((), (), FORMULAS, days=(14, 14))
    assert found.cases(5) == found.cases(5)
    assert found.missed == pytest.approx(14.75 / 31)
    assert fmean(case.miss for case in found.cases(25)) == pytest.approx(found.missed, abs=0.03)
    assert belief((), (), FORMULAS, days=(0, 28)).missed < 0.05
