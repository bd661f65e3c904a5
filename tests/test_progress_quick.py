"""The quick look: the same counts and memories as the store's and the review's, in milliseconds and without writing."""

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from knowing import know_cards

from decks.model import Card, CardKind
from progress.days import StudyDays
from progress.events import Rating
from progress.glance import quick
from progress.glance.quick import DueCounts, due_counts
from progress.limits import AHEAD
from progress.memory import Memory, Phase, day_name
from progress.scheduling.queueing import due_of
from progress.scheduling.scheduler import Scheduler
from progress.sessions.reviewing import ReviewSession
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DAYS = StudyDays(UTC)


def cards(count, deck="d"):
    return [
        Card(
            id=f"{deck}:r/f{n}#k",
            kind=CardKind.BASIC,
            deck=deck,
            role="r",
            role_title="R",
            topic="t",
            prompt="p",
            answer="a",
        )
        for n in range(count)
    ]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress.db"


@pytest.fixture
def store(path):
    store = Store.open(path, random=Random(1))
    yield store
    store.close()


def session(store, deck, at, path, reviews=200):
    left = 20 - quick.introduced(path, deck[0].deck, DAYS.start(at))
    return ReviewSession(
        deck,
        store.memories(),
        Scheduler(),
        DAYS,
        at,
        new_left=left,
        random=Random(5),
        reviews_left=reviews - quick.reviewed(path, deck[0].deck, DAYS, at),
        marks=quick.marks(path, deck[0].deck),
    )


def learn(store, deck, at, path, answers):
    """Answer some cards."""
    review, random = session(store, deck, at, path), Random(1)
    for _ in range(answers):
        if review.current:
            at += timedelta(seconds=30)
            review.answer(store, random.choices(list(Rating), (2, 1, 5, 1))[0], at)


def study(store, deck, at, path, random, answers):
    """Answer some cards; what a review begun right after would hold."""
    review = session(store, deck, at, path)
    for _ in range(answers):
        if not review.current:
            break
        at += timedelta(seconds=30)
        what = random.random()
        if what < 0.08:
            review.suspend(store, at)
        elif what < 0.16:
            review.bury(store, at)
        elif what < 0.2 and review.memory(review.current):
            review.reschedule(store, random.choice([None, at.date(), at.date() + 3 * DAY]), at)
        else:
            review.answer(store, random.choices(list(Rating), (2, 1, 5, 1))[0], at)
    return at


def test_without_a_database_there_is_nothing_due_and_nothing_is_made(path):
    assert due_counts(path, NOON, DAYS) == {}
    assert quick.memories(path, "d") == {}
    assert quick.introduced(path, "d", NOON) == 0
    assert not path.exists()


def test_a_deck_that_was_never_opened_has_no_counts(path, store):
    assert due_counts(path, NOON, DAYS) == {}
    know_cards(store, "d", cards(3))
    assert due_counts(path, NOON, DAYS, "other") == {}
    assert due_counts(path, NOON, DAYS, "d") == {"d": DueCounts(due=0, new=3)}


def test_new_cards_are_limited_by_the_day(path, store):
    deck = cards(50)
    know_cards(store, "d", deck)
    assert due_counts(path, NOON, DAYS) == {"d": DueCounts(due=0, new=20)}
    review = session(store, deck, NOON, path)
    for _ in range(7):
        review.answer(store, Rating.EASY, NOON)
    assert due_counts(path, NOON, DAYS) == {"d": DueCounts(due=0, new=13)}
    assert due_counts(path, NOON + DAY, DAYS) == {"d": DueCounts(due=0, new=20)}
    assert due_counts(path, NOON, DAYS, limit=5) == {"d": DueCounts(due=0, new=0)}


@pytest.mark.parametrize("seed", range(6))
def test_the_counts_are_what_a_review_begun_now_would_hold(path, store, seed):
    deck, random, at = cards(60), Random(seed), NOON
    know_cards(store, "d", deck)
    for n in range(8):
        at = study(store, deck, at, path, random, random.randrange(30))
        if n == 4:
            deck = deck[5:]
            know_cards(store, "d", deck)
        for reviews in (200, 7):
            counts = session(store, deck, at, path, reviews).counts
            assert due_counts(path, at, DAYS, limits=lambda _, r=reviews: (20, r)) == {
                "d": DueCounts(due=counts.due + counts.learning, new=counts.new)
            }
            found = due_of(
                [card.id for card in deck],
                quick.memories(path, "d"),
                {name for name, marks in quick.marks(path, "d").items() if marks.hides(DAYS.day_of(at))},
                at + AHEAD,
                DAYS.day_of(at),
                20 - quick.introduced(path, "d", DAYS.start(at)),
                reviews - quick.reviewed(path, "d", DAYS, at),
            )
            assert found == (counts.due + counts.learning, counts.new)
        assert quick.marks(path, "d") == store.marks("d")
        at += random.choice([timedelta(minutes=3), timedelta(hours=9), DAY, 3 * DAY])


def test_cards_answered_by_a_clock_ten_years_ahead_come_back_at_once(path, store):
    deck = cards(6)
    know_cards(store, "d", deck)
    far = NOON + 3650 * DAY
    review = session(store, deck, far, path)
    for rating in (Rating.EASY, Rating.AGAIN, Rating.EASY):
        review.answer(store, rating, far)
    assert due_counts(path, NOON, DAYS) == {"d": DueCounts(due=3, new=3)}
    now = session(store, deck, NOON, path)
    assert (now.counts.due, now.counts.learning, now.counts.new) == (2, 1, 3)
    while now.counts.due or now.counts.learning:
        now.answer(store, Rating.EASY, NOON)
    assert due_counts(path, NOON, DAYS)["d"].due == 0


def test_cards_that_left_the_deck_are_due_no_more(path, store):
    deck = cards(10)
    know_cards(store, "d", deck)
    learn(store, deck, NOON, path, 30)
    later = NOON + 30 * DAY
    assert due_counts(path, later, DAYS)["d"] == DueCounts(due=10, new=0)
    know_cards(store, "d", deck[4:])
    assert due_counts(path, later, DAYS)["d"] == DueCounts(due=6, new=0)
    know_cards(store, "d", [*deck[4:], *cards(13)[10:]])
    assert due_counts(path, later, DAYS)["d"] == DueCounts(due=6, new=3)


def test_each_deck_has_its_own_counts(path, store):
    know_cards(store, "d", cards(2))
    know_cards(store, "e", cards(3, "e"))
    assert due_counts(path, NOON, DAYS) == {"d": DueCounts(0, 2), "e": DueCounts(0, 3)}
    store.know_decks(["e"])
    assert due_counts(path, NOON, DAYS) == {"e": DueCounts(0, 3)}


def test_memories_and_introductions_are_the_stores_own(path, store):
    deck = cards(40)
    learn(store, deck, NOON, path, 60)
    assert quick.memories(path, "d") == store.memories("d") != {}
    assert quick.memories(path, "other") == {}
    for since in (NOON - DAY, NOON, NOON + timedelta(seconds=95), NOON + DAY):
        assert quick.introduced(path, "d", since) == store.introduced("d", since)


def test_other_decks_cards_make_their_days_fuller(path, store):
    deck, other = cards(60), cards(60, "e")
    know_cards(store, "d", deck)
    know_cards(store, "e", other)
    for each in (deck, other):
        learn(store, each, NOON, path, 60)
    due = Counter(memory.due_day for memory in store.memories("e").values() if memory.phase is Phase.REVIEW)
    assert quick.due_elsewhere(path, "d", NOON.date()) == due
    assert quick.due_elsewhere(path, "", NOON.date()).keys() >= due.keys()
    assert quick.due_elsewhere(path, "d", max(due) + DAY) == {}
    store.know_decks(["d"])
    assert quick.due_elsewhere(path, "d", NOON.date()) == {}


def test_a_review_spreads_cards_over_the_days_of_all_decks(store):
    """Another deck has filled all days but two."""
    deck, day = cards(30), NOON.date()
    learned = Memory(Phase.REVIEW, None, 10.0, 5.0, day_name(day), NOON - 10 * DAY, 3, 0, day - 10 * DAY)
    asked = []

    def elsewhere():
        asked.append(1)
        return {day + n * DAY: 5000 for n in range(60) if n not in (30, 36)}

    run = ReviewSession(
        deck, {card.id: learned for card in deck}, Scheduler(), DAYS, NOON, new_left=0, random=Random(1),
        elsewhere=elsewhere,
    )  # fmt: skip
    assert not asked
    found = Counter()
    while run.current is not None:
        shown = run.preview(NOON)[Rating.GOOD]
        event = run.answer(store, Rating.GOOD, NOON)
        assert event.due == day + shown
        found[shown.days] += 1
    assert asked == [1]
    assert set(found) <= {30, 36}


def test_a_path_with_odd_characters_is_found(tmp_path):
    path = tmp_path / "100% mine?#1 ü" / "progress.db"
    store = Store.open(path, random=Random(1))
    know_cards(store, "d", cards(2))
    store.close()
    assert due_counts(path, NOON, DAYS) == {"d": DueCounts(0, 2)}


def test_looking_changes_nothing(path):
    store = Store.open(path, random=Random(1))
    know_cards(store, "d", cards(2))
    store.close()
    before = path.read_bytes()
    due_counts(path, NOON, DAYS)
    assert path.read_bytes() == before
    assert all(p == path or p.stat().st_size == 0 or p.name.endswith("-shm") for p in path.parent.iterdir())


def test_counting_what_is_due_loads_nothing_heavy(path):
    code = (
        "import sys; from datetime import UTC, datetime; from progress.days import LocalTime, StudyDays\n"
        "from progress.glance.quick import due_counts\n"
        "due_counts(sys.argv[1], datetime(2026, 3, 1, tzinfo=UTC), StudyDays(LocalTime()))\n"
        "print(*sorted(sys.modules))"
    )
    store = Store.open(path, random=Random(1))
    know_cards(store, "d", cards(2))
    store.close()
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", code, path],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    ).stdout.split()
    heavy = {
        "sqlmodel",
        "sqlalchemy",
        "fsrs",
        "dataclasses",
        "enum",
        "typing",
        "pathlib",
        "inspect",
        "re",
        "json",
    }
    assert heavy.isdisjoint(loaded)


@pytest.mark.parametrize(
    "module",
    ["sessions.reviewing", "sessions.quizzing", "glance.quick", "mastery.weak", "exchange.exporting"],
)
def test_the_first_card_needs_no_sqlmodel(module):
    code = f"import sys, progress.{module}; print('sqlmodel' in sys.modules, 'sqlalchemy' in sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    ).stdout
    assert shown == "False False\n"
