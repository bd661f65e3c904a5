"""What the exam plan reads of the log: a part of it, whatever cards are called by now, and no more for a longer log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.locations import locate
from progress.storage.following import DeckUpdate
from progress.storage.store import Store
from study.core import Study
from study.insights.exam_evidence import evidence

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def event(store: Store, card: str, day: int, rating: Rating = Rating.GOOD, latency_ms: int = 4000) -> Event:
    at = NOON + day * DAY
    return Event(
        store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", card, rating > 1,
        rating=rating, latency_ms=latency_ms, day=at.date(),
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def test_the_reviews_of_some_cards_are_those_among_all(store: Store) -> None:
    for day in range(3):
        for card in ("d:a/x#front", "d:a/x#back", "d:a/xy#front", "d:b/z#front"):
            store.record(event(store, card, day), None)
    some = {"d:a/x#front", "d:b/z#front"}
    wanted = [review for review in store.reviews("d") if review.card in some]
    assert sorted(store.reviews_of(some)) == sorted(wanted)
    assert len(wanted) == 6
    assert store.reviews_of([]) == []


def test_they_follow_a_card_to_its_present_name(store: Store) -> None:
    store.record(event(store, "d:a/x#front", 0), None)
    store.follow_deck(
        "d", (), DeckUpdate(store.shelf("d").digest, "new", {}, (("a/x", "a/new"),)), NOON + DAY
    )
    store.record(event(store, "d:a/new#front", 2), None)
    assert [
        review.day.day for review in sorted(store.reviews_of(["d:a/new#front"]), key=lambda r: r.key)
    ] == [
        2,
        4,
    ]
    assert store.reviews_of(["d:a/x#front"]) == []


def test_the_last_answers_come_with_their_days(store: Store) -> None:
    for day in range(4):
        store.record(event(store, f"d:a/{day}#front", day), None)
    assert store.latest(2) == [
        ("d:a/3#front", (NOON + 3 * DAY).date()),
        ("d:a/2#front", (NOON + 2 * DAY).date()),
    ]


def test_choices_are_looked_for_among_so_many_last_events_where_that_is_asked(store: Store) -> None:
    def quiz(day: int) -> Event:
        asked = event(store, "d:a/x#duty-of-role", day)
        return replace(asked, kind=EventKind.QUIZ, rating=None, options=("a/x", "a/y"), chosen=0)

    store.record(quiz(0), None)
    for day in range(1, 5):
        store.record(event(store, "d:a/x#front", day), None)
    store.record(quiz(6), None)
    assert [choice.at.day for choice in store.choices("d")] == [2, 8]
    assert [choice.at.day for choice in store.choices("d", window=5)] == [8]
    assert [choice.at.day for choice in store.choices("d", window=6)] == [2, 8]


@pytest.fixture
def core(home: Path) -> Any:
    clock = [NOON]
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: clock[0], random=Random(5))
    yield study, clock
    study.close()


def learn(study: Study, clock: list[datetime], days: int, every: int, wrong: float) -> None:
    random = Random(1)
    for day in range(0, days, every):
        clock[0] = NOON + day * DAY
        session = study.review(study.deck("kitchen"))
        study.remember(study.deck("kitchen"))
        while session.current is not None:
            rating = Rating.AGAIN if random.random() < wrong else Rating.GOOD
            clock[0] += timedelta(seconds=4)
            session.answer(study.store, rating, clock[0], latency_ms=4000)
    clock[0] = NOON + days * DAY


def found(study: Study, clock: list[datetime]) -> Any:
    deck = study.deck("kitchen")
    cards = study.cards(deck)
    topics = {card.fact: card.topic for card in cards}
    return evidence(study, cards, study.memories(deck), topics, clock[0].date())


def test_days_missed_and_times_are_the_learners_own(core: Any) -> None:
    study, clock = core
    learn(study, clock, 20, 2, 0.1)
    told = found(study, clock)
    assert told.belief.misses == (0.75 + 10, 2.25 + 9)
    assert told.habits.timed
    assert told.habits.review_s[2] == pytest.approx(4, abs=2)


def test_whoever_forgets_more_than_the_model_says_is_seen_to(core: Any) -> None:
    study, clock = core
    learn(study, clock, 20, 1, 0.45)
    told = found(study, clock)
    assert sum(keeping.lasting * weight for keeping, weight in told.belief.keepings) < 0.7


def test_what_was_known_at_a_quiz_is_what_cards_had_taught_by_then(core: Any) -> None:
    study, clock = core
    deck = study.deck("kitchen")
    quiz = study.quiz(deck, count=10)
    while quiz.current is not None:
        if quiz.current.asks.value == "one":
            quiz.answer(study.store, quiz.current.key, clock[0])
        quiz.next()
    clock[0] += timedelta(hours=1)
    before = found(study, clock)
    assert before.asked >= 5
    known = sum(value * weight for value, weight in before.belief.untaught)
    # What is learned from cards afterwards makes none of those answers less of a surprise.
    learn(study, clock, 1, 1, 0.0)
    after = found(study, clock)
    assert sum(value * weight for value, weight in after.belief.untaught) == pytest.approx(known, abs=0.05)


def test_without_any_answer_it_is_what_is_usual(core: Any) -> None:
    study, clock = core
    told = found(study, clock)
    assert (told.options, told.asked, told.habits.timed) == (4, 0, 0)
