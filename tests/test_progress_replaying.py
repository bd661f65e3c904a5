"""The log is the truth: however answers came in, the kept states are what a replay of the log gives, to the last bit."""

import sqlite3
from datetime import UTC, datetime, timedelta
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.events import MARKS, Event, EventKind, Rating
from progress.ids import uuid7
from progress.scheduling.scheduler import Scheduler
from progress.storage.replaying import Answer, Replay, replay
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CARDS = ["d:r/f#a", "d:r/f#b", "d:r/f2#a", "d:r/g#a"]
QUESTIONS = ["d:r/f#q", "d:r/g#q"]

gaps = st.timedeltas(timedelta(days=-20), timedelta(days=60))
steps = st.one_of(
    st.tuples(st.just("review"), st.sampled_from(CARDS), st.sampled_from(Rating), gaps),
    st.tuples(st.just("quiz"), st.sampled_from(QUESTIONS), st.booleans(), gaps),
    st.tuples(st.just("decided"), st.sampled_from(CARDS), st.sampled_from(Rating), gaps),
    st.tuples(st.just("cram"), st.sampled_from(CARDS), st.sampled_from(Rating), gaps),
    st.tuples(st.sampled_from(list(MARKS)), st.sampled_from(CARDS), st.integers(0, 7), gaps),
    st.tuples(st.just("reschedule"), st.sampled_from(CARDS), st.integers(0, 4), gaps),
    st.tuples(st.just("undo"), st.integers(0, 30), st.none(), gaps),
)


class Journal:
    """Makes events of steps; ids either of ours or from elsewhere."""

    def __init__(self, seed=1):
        self.random = Random(seed)
        self.at = NOON
        self.events = []

    def event(self, step, make_id):
        what, target, value, gap = step
        self.at = max(self.at + gap, NOON - timedelta(days=900))
        common = {"id": make_id(self.at), "learner": "l", "device": "v", "at": self.at, "deck": "d"}
        if what == "undo":
            answers = [e for e in self.events if e.kind is not EventKind.UNDO]
            if not answers:
                return None
            taken = answers[target % len(answers)]
            event = Event(**common, kind=EventKind.UNDO, card=taken.card, correct=False, undoes=taken.id)
        elif what in MARKS:
            note = "!" * value if what is EventKind.NOTE else ""
            flag = value if what is EventKind.FLAG else 0
            due = self.day(value) if what is EventKind.BURY else None
            event = Event(**common, kind=what, card=target, correct=False, due=due, flag=flag, note=note)
        elif what == "reschedule":
            event = Event(
                **common, kind=EventKind.RESCHEDULE, card=target, correct=False, due=self.day(value)
            )
        elif what in ("decided", "cram"):
            stays = {"step": 1, "wait_s": 90} if value == 1 else {"due": self.day(value)}
            event = Event(
                **common, kind=EventKind.REVIEW, card=target, correct=value > 1, rating=value,
                day=self.at.date(), cram=what == "cram", **stays,
            )  # fmt: skip
        elif what == "review":
            event = Event(**common, kind=EventKind.REVIEW, card=target, correct=value > 1, rating=value)
        else:
            event = Event(**common, kind=EventKind.QUIZ, card=target, correct=value)
        self.events.append(event)
        return event

    def day(self, days):
        """A day some days on; none for 0."""
        return self.at.date() + timedelta(days=days) if days else None

    def foreign_id(self, at):
        """Unique, and in no order."""
        return f"{self.random.getrandbits(64):x}"

    def uuid(self, at):
        """In the order of the clock, wherever it jumps to."""
        return uuid7(at, self.random)


def states(store):
    read = store._connection.exec_driver_sql
    return sorted(read("SELECT * FROM card_state").all()), sorted(read("SELECT * FROM card_mark").all())


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=25), st.sampled_from(["ours", "foreign", "clock"]))
def test_step_by_step_and_replayed_are_the_same(plan, ids):
    with TemporaryDirectory() as folder:
        store = Store.open(f"{folder}/progress.db", random=Random(1))
        journal = Journal()
        make = {"ours": store.new_id, "foreign": journal.foreign_id, "clock": journal.uuid}[ids]
        for step in plan:
            event = journal.event(step, make)
            if event and event.kind is EventKind.UNDO:
                store.undo(event)
            elif event:
                store.record(event, None)
        live = states(store)
        store.rebuild()
        assert states(store) == live
        store.close()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(steps, max_size=20),
    st.lists(st.integers(0, 3), min_size=20, max_size=20),
    st.sampled_from(["foreign", "clock"]),
    st.randoms(use_true_random=False),
)
def test_logs_merge_to_the_same_states_in_any_order(plan, parts, ids, random):
    journal = Journal()
    make = {"foreign": journal.foreign_id, "clock": journal.uuid}[ids]
    for step in plan:
        journal.event(step, make)
    logs = [[e for e, part in zip(journal.events, parts, strict=False) if part == n] for n in range(4)]
    found = []
    with TemporaryDirectory() as folder:
        for n in range(2):
            store = Store.open(f"{folder}/{n}.db", learner="l", random=Random(1))
            random.shuffle(logs)
            for log in logs:
                store.add(log)
                store.add(log[: len(log) // 2])
            found.append(states(store))
            store.rebuild()
            found.append(states(store))
            store.close()
    assert found[0] == found[1] == found[2] == found[3]


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, min_size=1, max_size=12), steps, st.sampled_from(["ours", "foreign", "clock"]))
def test_taking_the_last_thing_back_restores_all_as_it_was(plan, last, ids):
    with TemporaryDirectory() as folder:
        store = Store.open(f"{folder}/progress.db", random=Random(1))
        journal = Journal()
        make = {"ours": store.new_id, "foreign": journal.foreign_id, "clock": journal.uuid}[ids]
        for step in plan:
            if (event := journal.event(step, make)) and event.kind is not EventKind.UNDO:
                store.record(event, None)
        before = states(store)
        event = journal.event(last, make)
        if event is not None and event.kind is not EventKind.UNDO:
            store.record(event, None)
            store.undo(
                Event(make(NOON), "l", "v", NOON, EventKind.UNDO, "d", event.card, False, undoes=event.id)
            )
        assert states(store) == before
        store.close()


def test_an_undo_that_names_the_wrong_card_takes_back_what_it_says(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    journal = Journal()
    review = journal.event(("review", CARDS[0], Rating.GOOD, timedelta(0)), journal.uuid)
    lie = Event("x1", "l", "v", NOON, EventKind.UNDO, "d", CARDS[3], False, undoes=review.id)
    store.add([review])
    store.add([lie])
    assert store.memories() == {}
    store.rebuild()
    assert store.memories() == {}
    store.close()


def test_an_undo_that_arrives_before_its_answer_counts(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    journal = Journal()
    review = journal.event(("review", CARDS[0], Rating.GOOD, timedelta(0)), journal.uuid)
    undo = journal.event(("undo", 0, None, timedelta(0)), journal.uuid)
    store.add([undo])
    store.add([review])
    assert store.memories() == {}
    store.close()


def test_many_facts_at_once_are_replayed_as_one_by_one(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    journal = Journal()
    for n in range(1200):
        journal.event(("review", f"d:r/f{n % 600}#a", Rating.GOOD, timedelta(minutes=1)), journal.uuid)
    store.add(journal.events)
    assert len(store.memories()) == 600
    live = states(store)
    scheduler = Scheduler()
    for event in journal.events[:5]:
        answers = [Answer(e.card, e.rating, e.at, e.id) for e in journal.events if e.card == event.card]
        assert store.memories()[event.card] == replay(event.card, answers, scheduler).memory
    with sqlite3.connect(tmp_path / "progress.db") as raw:
        raw.execute("DELETE FROM card_state")
        raw.execute(
            "INSERT INTO card_mark SELECT value, 'd:r/f#a', 'd', 1, '', 0, '' FROM meta WHERE key = 'learner'"
        )
    raw.close()
    store.rebuild()
    assert states(store) == live
    store.close()


def test_a_replay_names_what_came_out_of_order():
    log = Replay(Scheduler())
    log.take(Answer("d:r/f#a", Rating.GOOD, NOON, "2"))
    log.take(Answer("d:r/g#a", Rating.GOOD, NOON, "3"))
    log.take(Answer("d:r/f#a", Rating.GOOD, NOON, "1"))
    log.take(Answer("d:r/h#q", None, NOON, "9"))
    log.take(Answer("d:r/h#a", Rating.GOOD, NOON, "5"))
    assert log.disordered == {"d:r/f", "d:r/h"}
    assert list(log.states()) == ["d:r/g#a"]


@pytest.mark.parametrize("answers", [[], [Answer("d:r/f#q", None, NOON, "1")]])
def test_a_card_that_was_never_reviewed_has_no_state(answers):
    assert replay("d:r/f#a", answers, Scheduler()) is None
