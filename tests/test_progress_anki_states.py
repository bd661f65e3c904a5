"""What Anki holds of a card besides its reviews: its day, its memory, and what was done to it by hand."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from decks.model import Card, CardKind
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating, Taken
from progress.exchange import anki, anki_states
from progress.exchange.recognising import Recognition
from progress.fitting.histories import histories_of
from progress.marks import Marks
from progress.memory import Phase, day_name
from progress.scheduling.formulas import Formulas
from progress.storage.store import Store

BERLIN = StudyDays(ZoneInfo("Europe/Berlin"))
MADE = datetime(2026, 2, 1, 3, tzinfo=UTC)  # four in the morning in Berlin
FIRST = date(2026, 2, 1)
TODAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 11, tzinfo=UTC)
DAY = timedelta(days=1)
CARDS = [Card(f"d:r/f{n}#k", CardKind.BASIC, "d", "", "", "", f"Asks {n}", f"Answer {n}") for n in range(4)]


@pytest.fixture
def collection():
    """One note for each card and one for none of ours; nothing is learned yet."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript("""
            CREATE TABLE col (ver integer, crt integer, conf text, models text);
            CREATE TABLE notes (id integer PRIMARY KEY, mid integer, tags text, flds text);
            CREATE TABLE cards (id integer PRIMARY KEY, nid integer, ord integer DEFAULT 0, mod integer DEFAULT 1772362800,
              type integer DEFAULT 0, queue integer DEFAULT 0, due integer DEFAULT 0, ivl integer DEFAULT 0,
              factor integer DEFAULT 0, reps integer DEFAULT 0, lapses integer DEFAULT 0, odue integer DEFAULT 0,
              odid integer DEFAULT 0, flags integer DEFAULT 0, data text DEFAULT '');
            CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, ease integer, time integer, type integer,
              factor integer);
        """)
        conf = json.dumps({"schedVer": 2, "creationOffset": -60})
        db.execute("INSERT INTO col VALUES (11, ?, ?, '{}')", (int(MADE.timestamp()), conf))
        for n in range(4):
            db.execute("INSERT INTO notes VALUES (?, 1, '', ?)", (n, f"Asks {n}\x1fAnswer {n}"))
            db.execute("INSERT INTO cards (id, nid) VALUES (?, ?)", (n, n))
        db.execute("INSERT INTO notes VALUES (9, 1, '', 'Other\x1fthing')")
        db.execute("INSERT INTO cards (id, nid) VALUES (9, 9)")
        yield db


def put(db, card, **values):
    pairs = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(f"UPDATE cards SET {pairs} WHERE id = {card}", values)


def review(db, card, at, ease=3, kind=1):
    db.execute(
        "INSERT INTO revlog VALUES (?, ?, ?, 4000, ?, 2500)", (round(at.timestamp() * 1000), card, ease, kind)
    )


def read(db, days=BERLIN, today=TODAY):
    return anki.read(db, Recognition(CARDS), days, today)


def taken_in(tmp_path, *founds):
    store = Store.open(tmp_path / f"{len(list(tmp_path.iterdir()))}.db", random=Random(1))
    for found in founds:
        store.add([*found.events, *found.states])
    memories, marks = store.memories(), store.marks()
    store.rebuild()
    assert (store.memories(), store.marks()) == (memories, marks)
    store.close()
    return memories, marks


def test_a_card_gets_the_day_that_anki_put_it_to(collection, tmp_path):
    review(collection, 0, NOON - 10 * DAY)
    review(collection, 0, NOON - 5 * DAY)
    review(collection, 1, NOON - 4 * DAY)
    put(collection, 0, type=2, queue=2, due=40, ivl=12)
    put(collection, 1, type=2, queue=2, due=-100_000, odue=33, odid=5)  # in a filtered deck
    found = read(collection)
    assert [(event.kind, event.card, event.due) for event in found.states] == [
        (EventKind.RESCHEDULE, "d:r/f0#k", FIRST + 40 * DAY),
        (EventKind.RESCHEDULE, "d:r/f1#k", FIRST + 33 * DAY),
    ]
    memories, marks = taken_in(tmp_path, found)
    memory = memories["d:r/f0#k"]
    assert (memory.due_day, memory.reps, memory.last_review) == (FIRST + 40 * DAY, 2, NOON - 5 * DAY)
    assert marks == {}
    assert taken_in(tmp_path, found, read(collection)) == (memories, marks)


def test_a_review_after_that_counts_for_more(collection, tmp_path):
    review(collection, 0, NOON - 5 * DAY)
    put(collection, 0, type=2, queue=2, due=40, ivl=12)
    before = read(collection)
    review(collection, 0, NOON)
    put(collection, 0, due=60)
    after = read(collection)
    for founds in ((before, after), (after, before)):
        memories, _ = taken_in(tmp_path, *founds)
        assert memories["d:r/f0#k"].due_day == FIRST + 60 * DAY


def test_a_card_in_its_steps_stays_in_them(collection, tmp_path):
    for days, ease in ((20, 4), (10, 3), (0, 1)):
        review(collection, 0, NOON - days * DAY, ease)
    put(collection, 0, type=3, queue=1, due=int((NOON + timedelta(minutes=10)).timestamp()), ivl=3)
    found = read(collection)
    assert found.states == []
    memory = taken_in(tmp_path, found)[0]["d:r/f0#k"]
    assert (memory.phase, memory.lapses) == (Phase.RELEARNING, 1)


def test_a_card_that_was_reset_is_new_again(collection, tmp_path):
    review(collection, 0, NOON - 5 * DAY)
    review(collection, 0, NOON - DAY, ease=0, kind=4)
    found = read(collection)
    assert [(event.kind, event.due, event.memory) for event in found.states] == [
        (EventKind.RESCHEDULE, None, None)
    ]
    assert taken_in(tmp_path, found) == ({}, {})


def test_without_reviews_the_memory_is_taken_over(collection, tmp_path):
    last = NOON - 8 * DAY
    known = {"s": 21.5, "d": 6.25, "dr": 0.9, "lrt": int(last.timestamp())}
    put(collection, 0, type=2, queue=2, due=42, ivl=20, reps=7, lapses=2, data=json.dumps(known))
    review(collection, 1, NOON, kind=3)  # for practice only: nothing to work a memory out of
    collection.execute("UPDATE revlog SET factor = 0")
    put(collection, 1, type=3, queue=1, due=int((NOON + DAY).timestamp()), ivl=15, factor=1300)
    found = read(collection)
    event = found.states[0]
    assert (event.at, event.day, event.due) == (last, last.date(), FIRST + 42 * DAY)
    assert event.memory == Taken(21.5, 6.25, 7, 2)
    memories, _ = taken_in(tmp_path, found)
    memory = memories["d:r/f0#k"]
    assert (memory.phase, memory.stability, memory.difficulty) == (Phase.REVIEW, 21.5, 6.25)
    assert (memory.due, memory.day, memory.reps, memory.lapses) == (
        day_name(FIRST + 42 * DAY),
        last.date(),
        7,
        2,
    )
    memory = memories["d:r/f1#k"]
    assert (memory.due_day, memory.day, memory.stability) == (TODAY + DAY, TODAY - 14 * DAY, 15)
    assert set(memories) == {"d:r/f0#k", "d:r/f1#k"}


def test_reviews_here_go_on_from_a_memory_taken_over_and_nothing_is_learned_from_them(collection, tmp_path):
    put(collection, 0, type=2, queue=2, due=30, ivl=20, factor=2500, reps=5)
    store = Store.open(tmp_path / "a.db", random=Random(1))
    assert store.add(read(collection).states) == 1
    before = store.memories()["d:r/f0#k"]
    event = Event(
        store.new_id(NOON + DAY), store.learner, store.device, NOON + DAY, EventKind.REVIEW, "d", "d:r/f0#k",
        True, rating=Rating.GOOD, day=TODAY + DAY,
    )  # fmt: skip
    store.record(event, None)
    after = store.memories()["d:r/f0#k"]
    gap = (TODAY + DAY - before.day).days
    assert (after.stability, after.difficulty) == Formulas().after(
        before.stability, before.difficulty, gap, 3
    )
    assert (after.reps, before.reps) == (6, 5)
    assert histories_of(store.reviews()) == []
    store.rebuild()
    assert store.memories()["d:r/f0#k"] == after
    store.close()


@pytest.mark.parametrize(("days", "ease"), [(1, 1.3), (10, 2.5), (100, 2.5), (365, 3.0)])
def test_the_older_schedulers_interval_and_ease_are_kept_by_a_good_in_time(days, ease):
    stability, difficulty = anki_states.of_interval(days, ease)
    assert stability == days
    if 1 < difficulty < 10:
        assert Formulas().after(days, difficulty, days, 3)[0] / days == pytest.approx(ease, rel=1e-6)


def test_what_was_done_by_hand_is_taken_over(collection, tmp_path):
    changed = int((NOON - timedelta(hours=2)).timestamp())
    put(collection, 0, queue=-1, flags=3, mod=changed)
    put(collection, 1, queue=-3, mod=changed)
    put(collection, 2, queue=-2, mod=changed - 3 * 86400)  # long since there again
    put(collection, 3, flags=8 + 1, mod=changed)
    put(collection, 9, queue=-1)
    found = read(collection)
    _, marks = taken_in(tmp_path, found)
    assert marks == {
        "d:r/f0#k": Marks(suspended=True, flag=3),
        "d:r/f1#k": Marks(buried_until=TODAY + DAY),
        "d:r/f3#k": Marks(flag=1),
    }
    assert found.unanswered == 1
    assert {event.at for event in found.states} == {NOON - timedelta(hours=2)}


@pytest.mark.parametrize(
    ("offset", "zone", "first"),
    [
        (-60, "America/New_York", FIRST),
        (None, "America/New_York", FIRST - DAY),
        (None, "Europe/Berlin", FIRST),
    ],
)
@pytest.mark.parametrize("newer", [False, True])
def test_days_are_counted_from_the_day_that_the_collection_was_made(collection, offset, zone, first, newer):
    settings = {} if offset is None else {"creationOffset": offset}
    if newer:
        collection.execute("UPDATE col SET conf = ''")
        collection.execute("CREATE TABLE config (key text PRIMARY KEY, usn, mtime_secs, val blob)")
        for name, value in settings.items():
            collection.execute("INSERT INTO config VALUES (?, 0, 0, ?)", (name, json.dumps(value).encode()))
    else:
        collection.execute("UPDATE col SET conf = ?", (json.dumps(settings),))
    put(collection, 0, type=2, queue=2, due=30, ivl=20)
    (event,) = read(collection, StudyDays(ZoneInfo(zone))).states
    assert event.due == first + 30 * DAY


@pytest.mark.parametrize(
    "odd",
    [
        {"due": 2**62}, {"due": -(2**62)}, {"due": "soon"}, {"mod": 2**62, "flags": 1}, {"ivl": 2**40, "data": "{"},
        {"data": '{"s": -1, "d": "x", "lrt": 99999999999999}'}, {"data": "[" * 100_000}, {"factor": -5, "ivl": -80},
        {"reps": 2**50, "lapses": -3, "data": '{"s": 1e300, "d": 99}'}, {"data": b"\xff"},
    ],
)  # fmt: skip
def test_odd_values_do_no_harm(collection, tmp_path, odd):
    put(collection, 0, **({"type": 2, "queue": 2, "due": 30, "ivl": 20} | odd))
    put(collection, 1, flags=2)
    memories, marks = taken_in(tmp_path, read(collection))
    assert marks["d:r/f1#k"] == Marks(flag=2)
    for memory in memories.values():
        assert 0.001 <= memory.stability <= 36500
        assert 1 <= memory.difficulty <= 10
        assert min(memory.lapses, memory.reps) >= 0
