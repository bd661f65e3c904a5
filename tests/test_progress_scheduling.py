"""Scheduling: the numbers of FSRS-6 by study days, decided once and followed ever after, whatever clocks and settings do."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.days import StudyDays
from progress.events import Rating
from progress.memory import Memory, Phase
from progress.scheduling.deciding import Decision, decide, decision, strength
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas
from progress.scheduling.preferences import DeckPreferences, Order, Preferences
from progress.scheduling.scheduler import Scheduler
from progress.scheduling.spreading import Load, bounds

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
histories = st.lists(
    st.tuples(st.sampled_from(Rating), st.timedeltas(timedelta(days=-30), timedelta(days=400))), max_size=25
)


def learn(*ratings: Rating, scheduler: Scheduler | None = None) -> Memory:
    memory, at = None, NOON
    for rating in ratings:
        memory = (scheduler or Scheduler()).review(memory, rating, at)
        at = max(memory.due + timedelta(hours=12) if memory.phase is Phase.REVIEW else memory.due, at)
    assert memory is not None
    return memory


def days_away(memory: Memory) -> int:
    return (memory.due_day - memory.day).days


def test_a_new_card_goes_through_its_steps_and_then_into_days():
    first = learn(Rating.GOOD)
    assert (first.phase, first.step, first.due - NOON) == (Phase.LEARNING, 1, 10 * MINUTE)
    second = learn(Rating.GOOD, Rating.GOOD)
    assert (second.phase, second.step, second.due) == (Phase.REVIEW, None, datetime(2026, 3, 3, tzinfo=UTC))
    assert (second.reps, second.lapses, second.day) == (2, 0, TODAY)


def test_forgetting_a_learned_card_is_a_lapse_and_failing_a_step_is_not():
    forgotten = learn(Rating.GOOD, Rating.GOOD, Rating.AGAIN)
    assert (forgotten.phase, forgotten.lapses, forgotten.reps) == (Phase.RELEARNING, 1, 3)
    assert learn(Rating.AGAIN, Rating.AGAIN).lapses == 0
    assert learn(Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.AGAIN).lapses == 1


def test_preview_says_what_each_rating_would_do():
    assert Scheduler().preview(None, NOON) == {
        Rating.AGAIN: MINUTE,
        Rating.HARD: 5.5 * MINUTE,
        Rating.GOOD: 10 * MINUTE,
        Rating.EASY: 8 * DAY,
    }


def test_recall_falls_to_the_desired_retention_when_the_card_comes_due():
    memory = learn(Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD)
    assert Scheduler().recall(memory, memory.last_review) == 1
    assert Scheduler().recall_on(memory, memory.due_day) == pytest.approx(0.9, abs=0.005)
    assert Scheduler().recall_on(memory, memory.due_day + 400 * DAY) < 0.7


@pytest.mark.parametrize("deck", ["", "d"])
def test_more_retention_means_sooner(deck):
    def away(retention):
        if deck:
            chosen = Preferences(decks={deck: DeckPreferences(desired_retention=retention)})
            scheduler = Scheduler(preferences=chosen)
            return days_away(
                scheduler.review(learn(*[Rating.GOOD] * 4), Rating.GOOD, NOON + 60 * DAY, card="d:r/f#k")
            )
        return days_away(learn(*[Rating.GOOD] * 4, scheduler=Scheduler(retention)))

    assert away(0.97) < away(0.9) < away(0.8)


# Against the reference


def same_day_count(memory_day: date) -> datetime:
    """A moment from which py-fsrs counts days as we do."""
    return datetime(memory_day.year, memory_day.month, memory_day.day, tzinfo=UTC)


def test_the_default_parameters_are_the_librarys():
    assert DEFAULT_PARAMETERS == fsrs.scheduler.DEFAULT_PARAMETERS


steps = st.lists(st.integers(1, 600).map(lambda n: n * MINUTE), max_size=4).map(tuple)


@given(histories, st.floats(0.7, 0.99), steps, steps)
def test_every_history_gives_what_py_fsrs_gives_by_study_days(history, retention, learning, relearning):
    library = fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=learning,
        relearning_steps=relearning,
        enable_fuzzing=False,
    )
    chosen = Preferences(desired_retention=retention, learning_steps=learning, relearning_steps=relearning)
    ours = Scheduler(preferences=chosen)
    memory, card, at = None, fsrs.Card(card_id=1), NOON
    for rating, gap in history:
        at += gap
        day = at.date()
        card, _ = library.review_card(card, fsrs.Rating(rating), same_day_count(day))
        memory = ours._settle(  # without spreading, which py-fsrs draws by chance
            memory,
            rating,
            at,
            day,
            found := strength(ours._formulas, memory, rating, day),
            decide(ours._formulas, memory, rating, day, found[0], chosen),
        )
        if card.stability > 36500:
            return
        assert memory.stability == pytest.approx(card.stability, rel=1e-9)
        assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-9)
        assert (memory.phase, memory.step) == (card.state.name.lower(), card.step)
        waited = memory.due - (same_day_count(day) if memory.phase is Phase.REVIEW else at)
        assert abs(waited - (card.due - same_day_count(day))) <= timedelta(
            seconds=0.5
        )  # we wait whole seconds
        assert ours.recall_on(memory, day + 9 * DAY) == pytest.approx(
            library.get_card_retrievability(card, same_day_count(day + 9 * DAY)), rel=1e-9
        )


@given(histories)
def test_every_history_is_the_same_twice_and_sane(history):
    scheduler, memory, at = Scheduler(), None, NOON
    for n, (rating, gap) in enumerate(history):
        at += gap
        again = scheduler.review(memory, rating, at, card="d:r/f#k")
        memory = scheduler.review(memory, rating, at, card="d:r/f#k")
        assert again == memory
        assert 1 <= memory.difficulty <= 10
        assert 0.001 <= memory.stability <= 36500
        assert 0 <= memory.lapses <= memory.reps == n + 1
        away = memory.due_day - memory.day if memory.phase is Phase.REVIEW else memory.due - at
        assert timedelta(0) < away <= timedelta(days=36500)


def test_other_parameters_are_counted():
    with pytest.raises(ValueError, match=r"^FSRS-6 has 21 parameters, not 19\.$"):
        Scheduler(parameters=DEFAULT_PARAMETERS[:19])
    quick = Scheduler(parameters=(0.1, *DEFAULT_PARAMETERS[1:]))
    assert quick.review(None, Rating.AGAIN, NOON).stability == 0.1


def test_one_stability_is_the_days_until_nine_tenths():
    formulas = Formulas()
    assert formulas.recall(12.5, 12.5) == pytest.approx(0.9)
    assert formulas.interval(12.5, 0.9) == pytest.approx(12.5)
    assert formulas.recall(5, formulas.interval(5, 0.83)) == pytest.approx(0.83)


# What was decided holds


@given(histories, st.integers(0, 6))
def test_what_was_decided_is_followed_whatever_settings_are_now(history, crowd):
    then = Scheduler(preferences=Preferences(desired_retention=0.8, learning_steps=(2 * MINUTE,)))
    later = Scheduler(
        preferences=Preferences(desired_retention=0.97, relearning_steps=(), maximum_interval=3)
    )
    load = Load([TODAY + n * DAY for n in range(400) for _ in range(n % (crowd + 1))])
    live = replayed = None
    at = NOON
    for rating, gap in history:
        at += gap
        live = then.review(live, rating, at, day=at.date(), card="d:r/f#k", load=load)
        replayed = later.settle(replayed, rating, at, at.date(), decision(live))
        assert replayed == live


def test_an_answer_that_says_nothing_goes_by_the_standard_and_exactly():
    strict = Scheduler(preferences=Preferences(desired_retention=0.97, learning_steps=()))
    assert strict.settle(None, Rating.GOOD, NOON, TODAY) == Scheduler().review(None, Rating.GOOD, NOON)
    assert strict.settle(None, Rating.EASY, NOON, None).due_day == TODAY + 8 * DAY


def test_what_was_decided_is_told():
    assert decision(learn(Rating.GOOD)) == Decision(step=1, wait_s=600)
    assert decision(learn(Rating.EASY)) == Decision(due=TODAY + 8 * DAY)


# Settings


def test_steps_are_the_learners():
    scheduler = Scheduler(preferences=Preferences(learning_steps=(5 * MINUTE,), relearning_steps=()))
    first = scheduler.review(None, Rating.HARD, NOON, card="d:c")
    assert (first.phase, first.step, first.due - NOON) == (Phase.LEARNING, 0, 7.5 * MINUTE)
    learned = scheduler.review(first, Rating.GOOD, NOON, card="d:c")
    assert learned.phase is Phase.REVIEW
    forgotten = scheduler.review(learned, Rating.AGAIN, NOON + 9 * DAY, card="d:c")
    assert (forgotten.phase, forgotten.lapses, days_away(forgotten)) == (Phase.REVIEW, 1, 1)


def test_no_interval_is_longer_than_the_longest():
    scheduler = Scheduler(preferences=Preferences(maximum_interval=30))
    memory = learn(*[Rating.EASY] * 6)
    away = {
        days_away(scheduler.review(memory, r, NOON + 900 * DAY, card=f"d:{n}"))
        for n in range(40)
        for r in (3, 4)
    }
    assert max(away) == 30
    assert min(away) >= 25


def test_nothing_is_put_off_beyond_an_exam():
    chosen = Preferences(decks={"d": DeckPreferences(exam=TODAY + 20 * DAY)})
    scheduler, memory = Scheduler(preferences=chosen), learn(*[Rating.EASY] * 4)
    away = {days_away(scheduler.review(memory, Rating.EASY, NOON, card=f"d:{n}")) for n in range(40)}
    assert max(away) == 19
    assert len(away) > 1  # not all on the last day
    others = scheduler.review(memory, Rating.EASY, NOON, card="other:c")
    assert days_away(others) > 20
    over = scheduler.review(memory, Rating.EASY, NOON + 20 * DAY, card="d:c")
    assert days_away(over) > 20


def test_a_better_rating_keeps_a_card_away_longer():
    scheduler = Scheduler()
    for n in range(60):
        memory = Memory(Phase.REVIEW, None, 1 + n / 4, 8.0, NOON, NOON - 3 * DAY, 3, 0)
        away = scheduler.preview(memory, NOON, card=f"d:{n}")
        assert away[Rating.HARD] < away[Rating.GOOD] < away[Rating.EASY]


@pytest.mark.parametrize("retention", [0.0, 1.0, -0.5, 90])
def test_a_retention_that_is_no_probability_is_refused(retention):
    with pytest.raises(ValueError, match=r"^The desired retention lies between 0 and 1, not at "):
        Scheduler(retention)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"desired_retention": 0.5}, "desired_retention lies between 0.7 and 0.99, not at 0.5."),
        ({"new_per_day": -1}, "new_per_day lies between 0 and 9999, not at -1."),
        (
            {"decks": {"d": DeckPreferences(desired_retention=1)}},
            "desired_retention lies between 0.7 and 0.99, not at 1.",
        ),
        ({"learning_steps": (DAY,)}, "A learning step is at least 1 second and less than a day."),
        ({"easy_days": (1, 1, 1)}, "easy_days has a share from 0 to 1 for each of the seven days."),
        ({"easy_days": (2,) * 7}, "easy_days has a share from 0 to 1 for each of the seven days."),
    ],
)
def test_preferences_out_of_range_are_refused(wrong, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared
        Preferences(**wrong)
    assert str(caught.value) == sentence


def test_a_decks_own_limits_come_before_those_of_all():
    chosen = Preferences(new_per_day=7, decks={"d": DeckPreferences(new_per_day=0, reviews_per_day=5)})
    assert (chosen.new_limit("d"), chosen.review_limit("d"), chosen.order) == (0, 5, Order.VALUE)
    assert (chosen.new_limit("e"), chosen.review_limit("e"), chosen.exam("e")) == (7, 200, None)


# Even days


@given(st.floats(0.1, 40000), st.integers(0, 60), st.integers(1, 36500))
def test_an_interval_moves_within_bounds(interval, least, most):
    low, high = bounds(interval, least, most)
    assert 1 <= low <= high <= most
    assert low >= min(least, most)
    if least <= 1 and interval <= most:
        assert high - low <= 4 + 0.11 * max(interval, 20)


@pytest.mark.parametrize(
    ("interval", "found"),
    # FSRS's and Anki's: one day, and 15 % of what lies between 2.5 and 7 days, 10 % up to 20, 5 % beyond.
    [
        (1, (1, 1)),
        (2.4, (2, 2)),
        (2.5, (2, 4)),
        (3, (2, 4)),
        (5, (4, 6)),
        (10, (8, 12)),
        (30, (27, 33)),
        (365, (345, 385)),
    ],
)
def test_bounds_are_those_of_fsrs(interval, found):
    assert bounds(interval, 1, 36500) == found


def spread_out(easy_days=(1.0,) * 7, load=None, cards=400):
    """How many of as many cards of one age go to each day."""
    scheduler, memory = Scheduler(preferences=Preferences(easy_days=easy_days)), learn(*[Rating.GOOD] * 4)
    load, found = load or Load(), {}
    for n in range(cards):
        day = scheduler.review(memory, Rating.GOOD, NOON + 30 * DAY, card=f"d:{n}", load=load).due_day
        load.move(None, day)
        found[day] = found.get(day, 0) + 1
    return found


def test_cards_of_one_age_are_spread_evenly():
    found = spread_out()
    assert len(found) > 8
    assert max(found.values()) <= 1.4 * min(found.values())


def test_crowded_days_are_left_alone():
    crowded = min(spread_out()) + 2 * DAY
    found = spread_out(load=Load([crowded] * 200), cards=100)
    assert found.get(crowded, 0) <= 1


def test_easy_days_are_easy():
    found = spread_out(easy_days=(1, 1, 1, 1, 1, 0.3, 0))
    assert all(day.weekday() != 6 for day in found)
    saturdays = [n for day, n in found.items() if day.weekday() == 5]
    others = [n for day, n in found.items() if day.weekday() < 5]
    assert max(saturdays) < min(others)
    assert len(spread_out(easy_days=(0,) * 7)) > 8  # where every day is to be free, none is


def test_siblings_come_on_other_days():
    scheduler, memory = Scheduler(), learn(*[Rating.GOOD] * 4)
    free = [scheduler.review(memory, Rating.GOOD, NOON + 30 * DAY, card=f"d:{n}").due_day for n in range(100)]
    taken = {free[0]}
    moved = [
        scheduler.review(memory, Rating.GOOD, NOON + 30 * DAY, card=f"d:{n}", apart=taken).due_day
        for n in range(100)
    ]
    assert moved.count(free[0]) < free.count(free[0]) / 3


# Days, clocks and places


def test_two_sides_of_midnight_are_one_study_day_and_a_night_lies_between_two():
    berlin = StudyDays(ZoneInfo("Europe/Berlin"))
    evening = datetime(2026, 3, 1, 20, tzinfo=berlin.timezone)

    def second(at):
        scheduler = Scheduler(days=berlin)
        return scheduler.review(scheduler.review(None, Rating.EASY, evening), Rating.GOOD, at)

    late, early = second(evening + timedelta(hours=5)), second(evening + timedelta(hours=12))
    assert (late.day, early.day) == (date(2026, 3, 1), date(2026, 3, 2))
    assert late.stability != early.stability
    assert (
        early.stability
        == Scheduler()
        .settle(
            Scheduler().settle(None, Rating.EASY, NOON, date(2026, 3, 1)), Rating.GOOD, NOON, date(2026, 3, 2)
        )
        .stability
    )


@pytest.mark.parametrize("first", [date(2026, 3, 28), date(2026, 10, 24)])
def test_changing_the_clocks_makes_no_difference(first):
    berlin = StudyDays(ZoneInfo("Europe/Berlin"))

    def after(days):
        scheduler, memory = Scheduler(days=days), None
        for n in range(3):
            at = datetime(first.year, first.month, first.day, 4, 30, tzinfo=days.timezone) + n * DAY
            memory = scheduler.review(memory, Rating.EASY, at)
        return memory.stability, memory.due_day

    assert after(berlin) == after(StudyDays(UTC))


def test_who_travels_finds_a_card_due_on_the_same_day_there():
    home, far = StudyDays(ZoneInfo("Europe/Berlin")), StudyDays(ZoneInfo("Pacific/Honolulu"))
    memory = Scheduler(days=home).review(None, Rating.EASY, NOON)
    eve = datetime(2026, 3, 8, 23, tzinfo=far.timezone)
    assert not memory.is_due(eve, far.day_of(eve))
    assert memory.is_due(eve + timedelta(hours=6), far.day_of(eve + timedelta(hours=6)))
    assert Scheduler(days=far).recall(memory, eve) == Scheduler().recall_on(memory, date(2026, 3, 8))


def test_a_clock_put_back_is_the_same_day_again():
    scheduler = Scheduler()
    memory = scheduler.review(learn(Rating.EASY), Rating.GOOD, NOON - 3 * DAY)
    assert (memory.day, memory.reps) == (TODAY - 3 * DAY, 2)
    assert memory.stability == scheduler.review(learn(Rating.EASY), Rating.GOOD, NOON).stability


def test_early_reviews_count_for_less_and_late_ones_for_more():
    scheduler, memory = Scheduler(), learn(*[Rating.GOOD] * 4)

    def grown(days):
        return (
            scheduler.review(memory, Rating.GOOD, memory.last_review + days * DAY).stability
            / memory.stability
        )

    interval = days_away(memory)
    assert 1 < grown(1) < grown(interval // 2) < grown(interval) < grown(2 * interval)


def test_the_time_zone_of_a_moment_makes_no_difference():
    there = NOON.astimezone(ZoneInfo("America/New_York"))
    assert Scheduler().review(None, Rating.GOOD, there) == Scheduler().review(None, Rating.GOOD, NOON)


def test_no_review_waits():
    started = time.perf_counter()
    for _ in range(200):
        Scheduler().review(None, Rating.GOOD, NOON)
    assert time.perf_counter() - started < 0.2


# What is worth most


def test_what_is_near_being_forgotten_quickly_loses_most_by_waiting():
    scheduler = Scheduler()
    quick = Memory(Phase.REVIEW, None, 3.0, 5.0, NOON, NOON - 3 * DAY, 3, 0, TODAY - 3 * DAY)
    slow = Memory(Phase.REVIEW, None, 300.0, 5.0, NOON, NOON - 300 * DAY, 3, 0, TODAY - 300 * DAY)
    lost = Memory(Phase.REVIEW, None, 3.0, 5.0, NOON, NOON - 300 * DAY, 3, 0, TODAY - 300 * DAY)
    assert scheduler.loss(quick, TODAY) > scheduler.loss(slow, TODAY) > 0
    assert scheduler.loss(quick, TODAY) > scheduler.loss(lost, TODAY)


def test_before_an_exam_what_would_be_forgotten_by_then_is_worth_most():
    scheduler, exam = Scheduler(), TODAY + 10 * DAY
    weak = Memory(Phase.REVIEW, None, 4.0, 5.0, NOON, NOON - 4 * DAY, 3, 0, TODAY - 4 * DAY)
    strong = Memory(Phase.REVIEW, None, 400.0, 5.0, NOON, NOON - 40 * DAY, 3, 0, TODAY - 40 * DAY)
    assert scheduler.loss(weak, TODAY, exam) > 5 * scheduler.loss(strong, TODAY, exam)
    assert scheduler.loss(weak, TODAY, TODAY) == scheduler.loss(weak, TODAY)
