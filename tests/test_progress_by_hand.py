"""What is done to a card by hand in a review, what is done for practice only, and the way back from all of it."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.model import Card, CardKind
from progress.days import StudyDays
from progress.events import Certainty, Event, EventKind, Rating
from progress.exchange.exporting import from_json, to_json
from progress.marks import Marks
from progress.memory import Memory, Phase
from progress.scheduling.leeches import advice, is_leech
from progress.scheduling.preferences import DeckPreferences, Order, Preferences
from progress.scheduling.queueing import incoming, way_out
from progress.scheduling.scheduler import Scheduler
from progress.sessions.doing import cleaned
from progress.sessions.reviewing import Counts, Mode, ReviewSession
from progress.sessions.wording import backlog_text
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DAYS = StudyDays(UTC)


def card(fact, kind="k", role="r"):
    return Card(f"d:{role}/{fact}#{kind}", CardKind.BASIC, "d", role, "R", "t", "p", "a")


def learned(stability=5.0, ago=5, lapses=0, due=0):
    """The memory of a card answered so many days ago and due so many days from now."""
    at = NOON - ago * DAY
    to = datetime(2026, 3, 1, tzinfo=UTC) + due * DAY
    return Memory(Phase.REVIEW, None, stability, 5.0, to, at, 3, lapses, at.date())


CARDS = [card(name) for name in "abcdef"]


def session(store, cards=CARDS, memories=None, at=NOON, chosen=None, **options):
    options = {"new_left": 20, "random": Random(1), "marks": store.marks()} | options
    memories = store.memories() if memories is None else memories
    return ReviewSession(cards, memories, Scheduler(preferences=chosen), DAYS, at, **options)


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def kinds(store):
    return [event.kind.value for event in store.events(undone=True)]


def names(review, store, rating=Rating.EASY):
    shown = []
    while review.current and len(shown) < 50:
        shown.append(review.current.id)
        review.answer(store, rating, NOON)
    return [name.removeprefix("d:r/").removesuffix("#k") for name in shown]


def test_a_buried_card_is_back_tomorrow(store):
    review = session(store)
    event = review.bury(store, NOON)
    assert (event.kind, event.card, event.due, event.day) == (EventKind.BURY, CARDS[0].id, TODAY + DAY, TODAY)
    assert (review.current, review.counts.new) == (CARDS[1], 5)
    assert names(session(store), store) == list("bcdef")
    assert names(session(store, at=NOON + DAY, memories={}), store)[0] == "a"


def test_a_suspended_card_stays_away_until_it_is_taken_out(store):
    review = session(store)
    review.suspend(store, NOON)
    assert store.marks("d") == {CARDS[0].id: Marks(suspended=True)} != store.marks("e")
    assert CARDS[0].id not in names(session(store, at=NOON + 900 * DAY), store)
    out = Event(
        store.new_id(NOON), store.learner, store.device, NOON, EventKind.UNSUSPEND, "d", CARDS[0].id, False
    )
    store.record(out, None)
    assert store.marks() == {}


def test_a_flag_and_a_note_leave_the_card_where_it_is(store):
    review = session(store)
    review.flag(store, 3, NOON)
    review.note(store, "Sounds like salt.\nTwo lines.", NOON)
    assert review.current == CARDS[0]
    assert (
        review.marks(CARDS[0])
        == store.marks()[CARDS[0].id]
        == Marks(flag=3, note="Sounds like salt.\nTwo lines.")
    )
    review.flag(store, 0, NOON)
    review.note(store, "", NOON)
    assert (review.marks(CARDS[0]), store.marks()) == (Marks(), {})
    assert kinds(store) == ["flag", "note", "flag", "note"]


@given(st.text(max_size=40))
def test_any_note_is_kept_as_text_that_can_be_taken_out_and_in_again(text):
    note = cleaned(text)
    event = Event("e", "l", "v", NOON, EventKind.NOTE, "d", "d:a", False, note=note)
    assert from_json(json.dumps(to_json(event))) == event
    assert cleaned(note) == note


def test_a_notes_lines_and_letters_stay():
    assert cleaned("a\tb \r\n\x1b[31mred\u202e 👩\u200d⚕️\n\n") == "a b\n[31mred 👩\u200d⚕️"


def test_a_card_can_be_given_another_day_or_be_made_new_again(store):
    review = session(store)
    with pytest.raises(ValueError, match=r"^A card that was never answered has no day to change\.$"):
        review.reschedule(store, TODAY, NOON)
    review.answer(store, Rating.EASY, NOON)
    review.answer(store, Rating.AGAIN, NOON)
    later = session(store, at=NOON + 30 * DAY, new_left=0)
    other = {CARDS[0]: CARDS[1], CARDS[1]: CARDS[0]}[later.current]
    first = later.current
    strength = store.memories()[first.id].stability
    later.reschedule(store, TODAY + 99 * DAY, NOON + 30 * DAY)
    moved = store.memories()[first.id]
    assert (moved.due_day, moved.phase, moved.stability) == (TODAY + 99 * DAY, Phase.REVIEW, strength)
    assert later.current == other
    later.reschedule(store, None, NOON + 30 * DAY)
    assert (list(store.memories()), later.current) == ([first.id], None)
    store.rebuild()
    assert store.memories() == {first.id: moved}
    later.undo(store, NOON + 30 * DAY)
    assert later.current == other
    assert store.memories().keys() == {first.id, other.id}


@pytest.mark.parametrize("what", ["bury", "suspend"])
def test_without_a_card_there_is_nothing_to_do(store, what):
    with pytest.raises(ValueError, match=rf"^There is no card to {what}\.$"):
        getattr(session(store, cards=[]), what)(store, NOON)


def test_what_no_event_may_have_is_refused(store):
    review = session(store)
    with pytest.raises(ValueError, match=r"^A flag is a number from 0 to 7, not 8\.$"):
        review.flag(store, 8, NOON)
    with pytest.raises(ValueError, match=r"^A note has at most 4000 characters, not 4001\.$"):
        review.note(store, "x" * 4001, NOON)
    assert kinds(store) == []


DOINGS = {
    "again": lambda review, store, at: review.answer(store, Rating.AGAIN, at),
    "good": lambda review, store, at: review.answer(store, Rating.GOOD, at),
    "easy": lambda review, store, at: review.answer(store, Rating.EASY, at),
    "bury": lambda review, store, at: review.bury(store, at),
    "suspend": lambda review, store, at: review.suspend(store, at),
    "flag": lambda review, store, at: review.flag(store, 2, at),
    "note": lambda review, store, at: review.note(store, "n", at),
    "move": lambda review, store, at: review.reschedule(store, TODAY + 5 * DAY, at),
    "forget": lambda review, store, at: review.reschedule(store, None, at),
}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(sorted(DOINGS)), st.just("undo")), max_size=25),
    st.sampled_from(Mode),
    st.booleans(),
)
def test_undo_goes_back_through_everything_to_the_beginning(tmp_path_factory, plan, mode, helpful):
    store = Store.open(tmp_path_factory.mktemp("s") / "progress.db", random=Random(1))
    deck = [card(fact, kind, role) for role in "rs" for fact in "abc" for kind in "kl"]
    first = session(store, deck[:8], at=NOON - 9 * DAY)
    while first.current:
        first.answer(store, Rating.GOOD, NOON - 9 * DAY)
    chosen = Preferences(bury_siblings=helpful, suspend_leeches=helpful, leech_threshold=1)
    start = store.memories(), store.marks()
    review, at, before = session(store, deck, chosen=chosen, mode=mode), NOON, []
    shown = review.current, review.counts

    def look():
        return store.memories(), store.marks(), review.current, review.counts.new, review.counts.due

    for what in plan:
        at += 20 * timedelta(seconds=1)
        if what == "undo":
            assert (review.undo(store, at) is None) == (not before)
            if before:
                assert look() == before.pop()
        elif review.current and (what not in ("move", "forget") or review.memory(review.current)):
            now = look()
            DOINGS[what](review, store, at)
            before.append(now)
        assert {c.id: review.memory(c) for c in deck if review.memory(c)} == store.memories()
        assert {c.id: review.marks(c) for c in deck if review.marks(c) != Marks()} == store.marks()
    live = store.memories(), store.marks()
    store.rebuild()
    assert (store.memories(), store.marks()) == live
    while before:
        review.undo(store, at)
        assert look() == before.pop()
    assert review.undo(store, at) is None
    assert (store.memories(), store.marks()) == start
    assert (review.current, review.counts.new) == (shown[0], shown[1].new)
    store.close()


# For practice


def test_cramming_keeps_the_answers_and_leaves_the_schedule_alone(store):
    earlier = session(store, CARDS[:2], at=NOON - DAY)
    names(earlier, store)
    before = store.memories()
    review = session(store, mode=Mode.CRAM)
    assert (review.counts, review.preview(NOON)) == (Counts(new=4, learning=0, due=2), {})
    first = review.current
    review.answer(store, Rating.AGAIN, NOON)
    assert review.current != first
    seen = [first]
    while review.current:
        seen.append(review.current)
        review.answer(store, Rating.GOOD, NOON)
    assert seen.count(first) == 2
    assert len(seen) == 7
    assert store.memories() == before
    assert [event.cram for event in store.events()] == [False] * 2 + [True] * 7
    store.rebuild()
    assert store.memories() == before
    assert session(store, at=NOON).counts.new == 4


def test_going_ahead_counts_as_early_reviews(store):
    first = session(store, CARDS[:3])
    names(first, store)
    assert session(store, CARDS[:3], at=NOON + DAY).current is None
    review = session(store, mode=Mode.AHEAD, at=NOON + DAY)
    before = store.memories()
    assert review.counts == Counts(new=0, learning=0, due=3)
    assert before[review.current.id].due == min(memory.due for memory in before.values())
    card = review.current
    review.answer(store, Rating.GOOD, NOON + DAY)
    after = store.memories()[card.id]
    assert before[card.id].stability < after.stability < 3 * before[card.id].stability
    assert after.due > before[card.id].due
    assert review.counts.due == 2


# Order and limits


def test_the_days_limit_leaves_the_rest_for_later(store):
    memories = {c.id: learned() for c in CARDS}
    review = session(store, memories=memories, reviews_left=2)
    assert (review.counts.due, review.waiting) == (2, 4)
    assert session(store, memories=memories, reviews_left=-1).waiting == 6


def test_what_loses_most_by_waiting_comes_first(store):
    memories = {
        CARDS[0].id: learned(stability=300.0, ago=300),
        CARDS[1].id: learned(stability=3.0, ago=3),
        CARDS[2].id: learned(stability=0.5, ago=300, due=-290),
    }
    shown = names(session(store, CARDS[:3], memories), store)
    assert shown == list("bac")
    oldest = names(session(store, CARDS[:3], memories, chosen=Preferences(order=Order.DUE)), store)
    assert oldest[0] == "c"


def test_an_exam_changes_what_is_worth_most(store):
    memories = {
        CARDS[0].id: learned(stability=30.0, ago=30),
        CARDS[1].id: learned(stability=2.0, ago=60, due=-50),
    }
    soon = Preferences(decks={"d": DeckPreferences(exam=TODAY + 3 * DAY)})
    assert names(session(store, CARDS[:2], memories), store) == list("ab")
    assert names(session(store, CARDS[:2], memories, chosen=soon), store) == list("ba")


def test_roles_take_turns_and_siblings_are_apart(store):
    deck = [card(f"{role}{n}", kind, role) for role in "pqr" for n in range(4) for kind in "kl"]
    memories = {c.id: learned() for c in deck}
    for seed in range(10):
        review, shown = session(store, deck, memories, random=Random(seed)), []
        while review.current:
            shown.append(review.current)
            review.answer(store, Rating.EASY, NOON)
        assert sum(a.role == b.role for a, b in pairwise(shown)) <= 6
        apart = [
            j - i for i, a in enumerate(shown) for j, b in enumerate(shown) if i < j and a.fact == b.fact
        ]
        assert len(apart) == 12
        assert min(apart) >= 3


def test_siblings_wait_until_tomorrow_where_that_is_wanted(store):
    deck = [card("a", "k"), card("b", "k"), card("a", "l")]
    review = session(store, deck, chosen=Preferences(bury_siblings=True))
    review.answer(store, Rating.EASY, NOON)
    assert store.marks() == {deck[2].id: Marks(buried_until=TODAY + DAY)}
    assert review.counts.new == 1
    review.undo(store, NOON)
    assert (store.marks(), review.counts.new, review.current) == ({}, 3, deck[0])
    assert kinds(store) == ["review", "bury", "undo", "undo"]


def test_a_leech_is_told_and_put_away_only_where_that_is_wanted(store):
    memories = {CARDS[0].id: learned(lapses=7), CARDS[1].id: learned(lapses=8)}
    review = session(store, CARDS[:2], memories, chosen=Preferences(order=Order.DUE))
    told = {}
    for _ in range(2):
        shown = review.current
        review.answer(store, Rating.AGAIN, NOON)
        told[shown.id] = review.leech
    assert told[CARDS[1].id] is None  # at 8 and 12 and 16, not each time
    assert told[CARDS[0].id].lapses == 8
    assert advice(told[CARDS[0].id]) == (
        "Forgotten 8 times: a leech. Add a note with a hint, reword the card or split it in two, "
        "or suspend it and come back later. Browse finds it by is:leech."
    )
    assert advice(learned(lapses=1), away=True) == (
        "Forgotten once: a leech, and suspended as you wished. Add a note with a hint, reword the card or split it in two, "
        "and take it out again in Browse, which finds it by is:leech."
    )
    assert is_leech(learned(lapses=9), 8)
    assert not is_leech(learned(lapses=9), 0)
    assert store.marks() == {}
    strict = Preferences(suspend_leeches=True)
    review = session(store, CARDS[:1], {CARDS[0].id: learned(lapses=7)}, chosen=strict)
    review.answer(store, Rating.AGAIN, NOON)
    assert (store.marks()[CARDS[0].id].suspended, review.current) == (True, None)


def test_an_answer_counts_though_what_settings_want_besides_cannot_be_saved(store):
    store._connection.exec_driver_sql(
        "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.kind = 'suspend' BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    strict = Preferences(suspend_leeches=True)
    memories = {CARDS[0].id: learned(lapses=7), CARDS[1].id: learned()}
    review = session(store, CARDS[:2], memories, chosen=strict)
    while review.current != CARDS[0]:
        review.answer(store, Rating.EASY, NOON)
    event = review.answer(store, Rating.AGAIN, NOON)
    assert event in list(store.events())
    assert (review.leech.lapses, store.marks(), review.counts.learning) == (8, {}, 1)
    review.undo(store, NOON)
    assert review.current == CARDS[0]


@pytest.mark.parametrize(
    ("waiting", "a_day", "coming", "days"),
    [(0, 0, 5.0, 0), (1, 200, 0.0, 1), (1000, 200, 100.0, 10), (1001, 200, 100.0, 11), (5, 100, 100.0, None)],
)
def test_a_backlog_has_a_way_out_or_is_said_to_have_none(waiting, a_day, coming, days):
    assert way_out(waiting, a_day, coming) == days


def test_a_session_says_how_long_its_backlog_takes(store):
    deck = [card(f"f{n}") for n in range(300)]
    memories = {c.id: learned(stability=30.0, ago=90) for c in deck}
    chosen = Preferences(reviews_per_day=50)
    review = session(store, deck, memories, chosen=chosen, reviews_left=50)
    assert (review.waiting, review.way_out()) == (250, 8)  # 300 cards, of which 10 come due a day
    assert backlog_text(review.waiting, review.way_out()) == (
        "250 more cards wait, the most valuable first. Keep to your day's limit, and you are through in 8 days."
    )
    few = session(store, deck, memories, chosen=Preferences(reviews_per_day=10), reviews_left=10)
    assert backlog_text(few.waiting, few.way_out()) == (
        "290 more cards wait; as many come due each day as you do. "
        "A higher limit, or fewer new cards, would clear them."
    )
    assert backlog_text(1, 2) == (
        "1 more card waits, the most valuable first. Keep to your day's limit, and you are through tomorrow."
    )
    assert (session(store).way_out(), backlog_text(0, 0)) == (0, "")


def test_what_comes_each_day_is_the_sum_of_the_intervals():
    steps = Memory(Phase.LEARNING, 0, 1.0, 5.0, NOON, NOON, 1, 0)
    assert incoming([learned(2.0), learned(4.0), learned(0.1), steps]) == 1.75


def test_a_card_is_put_to_a_day_with_little_to_do(store):
    deck = [card(f"f{n}") for n in range(60)]
    memories = {c.id: learned(stability=20.0, ago=20) for c in deck}
    review = session(store, deck, memories)
    while review.current:
        promised = review.preview(NOON)[Rating.GOOD]
        event = review.answer(store, Rating.GOOD, NOON)
        assert event.due == TODAY + promised
    found = [memory.due_day for memory in store.memories().values()]
    most = max(found.count(day) for day in found)
    assert most <= 60 / len(set(found)) * 2
    assert date(2026, 3, 20) < min(found)


def test_how_sure_one_was_is_kept(store):
    event = Event(
        store.new_id(NOON), store.learner, store.device, NOON, EventKind.QUIZ, "d", "d:r/a#q", True,
        certainty=Certainty.GUESS,
    )  # fmt: skip
    store.record(event, None)
    assert list(store.events()) == [event]
