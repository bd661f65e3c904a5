"""History follows what edits renamed: the log stays as it was, and every device comes to the same."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.model import Card, CardKind
from progress.events import Event, EventKind, Rating
from progress.exchange.exporting import from_json, to_json
from progress.glance import quick
from progress.ids import uuid7
from progress.mastery.measures import Asked, Tally
from progress.scheduling.scheduler import Scheduler
from progress.storage import sqlite
from progress.storage.following import MOST_NAMES, DeckUpdate, Edit, Names, edit_events, in_batches
from progress.storage.migrations import MIGRATIONS, migrate
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def edit(key, renamed=(), again=(), undone=False):
    return Edit(key, f"id-{key}", "d", tuple(renamed), tuple(again), NOON, undone)


@pytest.fixture
def store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


def review(store, card, at, rating=Rating.GOOD, parts=()):
    event = Event(store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", f"d:{card}",
                  rating > 1, rating, parts=parts)  # fmt: skip
    store.record(event, None)
    return event


def quiz(store, card, at, correct):
    event = Event(store.new_id(at), store.learner, store.device, at, EventKind.QUIZ, "d", f"d:{card}",
                  correct, options=("a", "b"))  # fmt: skip
    store.record(event, None)


def update(store, at, renamed=(), again=(), cards=()):
    known = store.shelf("d").digest
    return store.follow_deck("d", cards, DeckUpdate(known, f"{at}", {}, tuple(renamed), tuple(again)), at)


def states(store):
    return sorted(store._connection.exec_driver_sql("SELECT * FROM card_state").all())


# Names


def test_a_name_is_followed_from_where_it_was_used():
    names = Names([edit("3", [("r/a", "r/b")]), edit("5", [("r/b", "q/c")])])
    assert names.now("d:r/a#k", "1") == "d:q/c#k"
    assert names.now("d:r/b#k", "4") == "d:q/c#k"
    assert names.now("d:r/a#k", "4") == "d:r/a#k"  # the name was used again for something else
    assert names.now("d:r/a", "1") == "d:q/c"
    assert names.now("other:r/a#k", "1") == "other:r/a#k"


def test_names_can_be_swapped_and_swapped_back():
    swap = [("r/a", "r/b"), ("r/b", "r/a")]
    assert Names([edit("3", swap)]).now("d:r/a#k", "1") == "d:r/b#k"
    names = Names([edit("3", swap), edit("4", swap)])
    assert names.now("d:r/a#k", "1") == "d:r/a#k"
    assert names.now("d:r/a#k", "3.5") == "d:r/b#k"


def test_a_card_can_move_without_its_fact():
    names = Names([edit("3", [("r/a#k", "q/b#k"), ("r/a", "r/c")])])
    assert names.now("d:r/a#k", "1") == "d:q/b#k"
    assert names.now("d:r/a#other", "1") == "d:r/c#other"


def test_an_edit_that_was_taken_back_renames_nothing_but_is_remembered():
    names = Names([edit("3", [("r/a", "r/b")], ["r/c#k"], undone=True)])
    assert names.now("d:r/a#k", "1") == "d:r/a#k"
    assert names.linked("d:r/a") == {"d:r/a", "d:r/b"}
    assert names.concerned(["id-3", "id-9"]) == {"d:r/a", "d:r/b", "d:r/c"}
    assert names.pulls == {}


@given(
    st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=13).map(
        lambda found: {f"r/{a}": f"r/{b}" for a, b in found.items() if a != b}
    ),
    st.integers(1, 4),
)
def test_batches_one_after_the_other_come_to_what_all_at_once_would(pairs, most):
    import progress.storage.following

    before, progress.storage.following.MOST_NAMES = progress.storage.following.MOST_NAMES, most
    try:
        batches = in_batches(pairs.items())
    finally:
        progress.storage.following.MOST_NAMES = before
    assert sorted(pair for batch in batches for pair in batch) == sorted(pairs.items())
    names = Names(edit(f"{n:04}", batch) for n, batch in enumerate(batches, start=1))
    for n in range(13):
        assert names.now(f"d:r/{n}", "0") == "d:" + pairs.get(f"r/{n}", f"r/{n}")


def test_many_names_make_several_events():
    pairs = tuple((f"r/{n}", f"q/{n}") for n in range(MOST_NAMES + 1))
    cards = tuple(f"q/{n}#k" for n in range(2 * MOST_NAMES + 1))
    events = edit_events("d", DeckUpdate("", "", {}, pairs, cards), NOON)
    assert [len(event.renamed) for event in events] == [MOST_NAMES, 1, 0, 0]
    assert [len(event.again) for event in events] == [0, MOST_NAMES, MOST_NAMES, 1]
    assert all(event.kind is EventKind.EDIT and event.card.startswith("d:") for event in events)


# In the store


def test_a_renamed_fact_keeps_all_that_is_known_of_its_cards(store):
    review(store, "r/a#k", NOON)
    review(store, "r/a#l", NOON, Rating.AGAIN)
    quiz(store, "r/a#q", NOON + DAY, False)
    before = store.memories("d")
    assert update(store, NOON + 2 * DAY, [("r/a", "r/b")])
    assert store.memories("d") == {card.replace("r/a", "r/b"): memory for card, memory in before.items()}
    assert [event.card for event in store.events()] == ["d:r/a#k", "d:r/a#l", "d:r/a#q"]
    assert Tally("d:r/b#q", Asked.QUESTION, 2, 1, 0) in store.tallies("d")
    assert store.names().now("d:r/a#q", "") == "d:r/b#q"


def test_answers_go_on_under_the_new_name(store):
    review(store, "r/a#k", NOON)
    update(store, NOON + DAY, [("r/a", "r/b")])
    review(store, "r/b#k", NOON + 2 * DAY)
    live = states(store)
    assert store.memories()["d:r/b#k"].reps == 2
    assert store.introduced("d", NOON + DAY) == 0
    assert store.rebuild() == 1
    assert states(store) == live


def test_lines_of_lists_follow_too(store):
    review(store, "r/duties#list", NOON, parts=(("r/a", True), ("r/x", False)))
    update(store, NOON + DAY, [("r/a", "q/b")])
    assert set(store.tallies("d")) == {
        Tally("d:r/duties#list", Asked.CARD, 2, 1, 1),
        Tally("d:q/b", Asked.PART, 0, 1, 1),
        Tally("d:r/x", Asked.PART, 0, 1, 0),
    }


def test_a_card_with_another_meaning_is_due_and_its_neighbours_are_not(store):
    review(store, "r/a#k", NOON, Rating.EASY)
    review(store, "r/a#l", NOON, Rating.EASY)
    before = store.memories()
    update(store, NOON + DAY, again=["r/a#k", "r/never#k"])
    after = store.memories()
    assert after["d:r/a#k"].due_day <= (NOON + DAY).date()
    assert after["d:r/a#k"].stability == before["d:r/a#k"].stability
    assert after["d:r/a#l"] == before["d:r/a#l"]
    assert after.keys() == before.keys()


def test_histories_unite_in_the_order_of_time(store):
    review(store, "r/a#k", NOON)
    review(store, "r/b#k", NOON + 4 * DAY)
    review(store, "r/a#k", NOON + 8 * DAY)
    update(store, NOON + 9 * DAY, [("r/a", "r/b")])
    memory = None
    for days, rating in ((0, Rating.GOOD), (4, Rating.GOOD), (8, Rating.GOOD)):
        memory = Scheduler().review(memory, rating, NOON + days * DAY)
    assert store.memories() == {"d:r/b#k": memory}


def test_the_clock_put_back_does_not_matter(store):
    review(store, "r/a#k", NOON + 100 * DAY)
    update(store, NOON, [("r/a", "r/b")])
    assert list(store.memories()) == ["d:r/b#k"]
    review(store, "r/b#k", NOON - DAY)
    live = states(store)
    assert store.memories()["d:r/b#k"].reps == 2
    store.rebuild()
    assert states(store) == live


def test_answers_from_elsewhere_are_renamed_whatever_their_ids(store):
    event = Event("zz-foreign", "l", "v", NOON + 9 * DAY, EventKind.REVIEW, "d", "d:r/a#k", True, Rating.GOOD)
    store.add([event])
    update(store, NOON, [("r/a", "r/b")])
    assert list(store.memories()) == ["d:r/b#k"]


def test_an_update_worked_out_from_another_deck_than_is_known_is_not_recorded(store):
    review(store, "r/a#k", NOON)
    assert update(store, NOON, cards=[card("r/a#k")])
    late = DeckUpdate("something else", "new", {}, (("r/a", "r/b"),))
    assert not store.follow_deck("d", [card("r/b#k")], late, NOON)
    assert list(store.memories()) == ["d:r/a#k"]
    assert store.has_seen("d", f"{NOON}")


def card(name):
    return Card(f"d:{name}", CardKind.BASIC, "d", "r", "R", "t", "p", "a", fingerprint="f")


def test_what_cards_said_is_kept_also_of_those_that_are_gone(store):
    first = DeckUpdate("", "1", {"d:r/a#k": "said a", "d:r/b#k": "said b"})
    assert store.follow_deck("d", [card("r/a#k"), card("r/b#k")], first, NOON)
    second = DeckUpdate("1", "2", {"d:r/b#k": "says b"})
    assert store.follow_deck("d", [card("r/b#k")], second, NOON)
    assert [(known.id, known.content, known.present) for known in store.shelf("d").cards] == [
        ("d:r/a#k", "said a", False),
        ("d:r/b#k", "says b", True),
    ]


def test_imported_answers_have_the_deck_looked_through_again(store):
    update(store, NOON, cards=[card("r/a#k")])
    assert store.has_seen("d", f"{NOON}")
    store.add([Event("e1", "", "v", NOON, EventKind.REVIEW, "d", "d:r/b#k", True, Rating.GOOD)])
    assert not store.has_seen("d", f"{NOON}")


def test_an_edit_is_recorded_only_with_its_deck(store):
    with pytest.raises(ValueError, match=r"^An edit is recorded by Store\.follow_deck\.$"):
        store.record(edit_events("d", DeckUpdate("", "", {}, (("r/a", "r/b"),)), NOON)[0], None)


def test_an_edit_taken_back_gives_the_former_names(store):
    review(store, "r/a#k", NOON)
    before = states(store)
    update(store, NOON, [("r/a", "r/b")])
    done = next(event for event in store.events(undone=True) if event.kind is EventKind.EDIT)
    store.undo(Event(store.new_id(NOON), store.learner, store.device, NOON, EventKind.UNDO, "d", done.card, False,
                     undoes=done.id))  # fmt: skip
    assert states(store) == before
    store.rebuild()
    assert states(store) == before


def test_a_second_program_sees_what_the_first_renamed(store, tmp_path):
    review(store, "r/a#k", NOON)
    other = Store.open(tmp_path / "progress.db", random=Random(2))
    assert other.names().now("d:r/a#k", "") == "d:r/a#k"
    update(store, NOON + DAY, [("r/a", "r/b")])
    review(other, "r/b#k", NOON + 2 * DAY)
    live = states(other)
    assert other.memories()["d:r/b#k"].reps == 2
    other.rebuild()
    assert states(other) == live
    other.close()


# Between devices


def test_an_edit_goes_out_and_comes_in_again():
    event = Event(
        "e1", "l", "v", NOON, EventKind.EDIT, "d", "d:r/a", False, renamed=(("r/a", "r/b"),), again=("r/b#k",)
    )
    fields = to_json(event)
    assert fields["renamed"] == [["r/a", "r/b"]]
    assert fields["again"] == ["r/b#k"]
    assert from_json(json.dumps(fields)) == event


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"renamed": "r/a"}, "“renamed” is not a list of at most 1000."),
        ({"renamed": [["r/a"]]}, "“renamed” holds something else than pairs of names."),
        ({"renamed": [["r/a", 5]]}, "“renamed” is not text."),
        ({"again": {}}, "“again” is not a list of at most 1000."),
        ({"again": ["\x1b"]}, "“again” holds control characters."),
    ],
)
def test_an_edit_that_makes_no_sense_has_its_sentence(change, sentence):
    line = {"id": "e1", "card": "d:r/a", "deck": "d", "at": "2026-03-01T12:00:00Z", "kind": "edit"}
    assert from_json(json.dumps(line | change)) == sentence


FACTS = ["r/a", "r/b", "q/a", "q/b"]
plans = st.lists(
    st.one_of(
        st.tuples(st.just("review"), st.sampled_from(FACTS), st.sampled_from(Rating)),
        st.tuples(st.just("quiz"), st.sampled_from(FACTS), st.booleans()),
        st.tuples(
            st.just("edit"),
            st.dictionaries(st.sampled_from(FACTS), st.sampled_from(FACTS), max_size=3),
            st.lists(st.sampled_from([f"{fact}#k" for fact in FACTS]), max_size=2, unique=True),
        ),
    ),
    max_size=14,
)


def run(store, plan, at):
    for what, target, value in plan:
        at += timedelta(hours=30)
        if what == "review":
            review(store, f"{target}#k", at, value)
        elif what == "quiz":
            quiz(store, f"{target}#q", at, value)
        else:
            update(store, at, [(a, b) for a, b in target.items() if a != b], value)


@settings(max_examples=40)
@given(plans)
def test_step_by_step_and_replayed_are_the_same(plan):
    with TemporaryDirectory() as folder:
        store = Store.open(f"{folder}/progress.db", random=Random(1))
        run(store, plan, NOON)
        live = states(store)
        answers = sum(tally.answers for tally in store.tallies())
        assert answers == sum(what != "edit" for what, *_ in plan)
        store.rebuild()
        assert states(store) == live
        store.close()


@settings(max_examples=25)
@given(plans, plans, st.integers(-200, 200))
def test_two_logs_with_renames_merge_to_the_same_either_way(mine, theirs, hours):
    with TemporaryDirectory() as folder:
        logs, found = [], []
        for n, plan in enumerate((mine, theirs)):
            store = Store.open(f"{folder}/{n}.db", learner="l", random=Random(n))
            run(store, plan, NOON + n * timedelta(hours=hours))
            logs.append(list(store.events(undone=True)))
            store.close()
        for n, order in enumerate(
            (logs, logs[::-1], [[*logs[0], *logs[1]]], [logs[0][::-1], logs[1], logs[0]])
        ):
            store = Store.open(f"{folder}/merged{n}.db", learner="l", random=Random(9))
            for log in order:
                store.add(log)
            found.append((states(store), sorted(store.tallies())))
            store.rebuild()
            found.append((states(store), sorted(store.tallies())))
            store.close()
        assert all(each == found[0] for each in found)


def test_two_devices_that_take_over_the_same_edit_come_to_the_same(tmp_path):
    stores = [Store.open(tmp_path / f"{n}.db", learner="l", random=Random(n)) for n in range(2)]
    for n, store in enumerate(stores):
        review(store, "r/a#k", NOON + n * DAY)
        update(store, NOON + (n + 5) * DAY, [("r/a", "r/b")])
        review(store, "r/b#k", NOON + (n + 9) * DAY)
    logs = [list(store.events(undone=True)) for store in stores]
    for store, log in zip(stores, reversed(logs), strict=True):
        store.add(log)
    assert states(stores[0]) == states(stores[1])
    assert stores[0].memories()["d:r/b#k"].reps == 4
    for store in stores:
        store.close()


# The format


def test_the_quick_look_knows_the_format_that_the_store_makes():
    assert MIGRATIONS[-1].number == quick.KNOWN_FORMAT


def test_a_database_of_the_first_version_gets_what_edits_need(tmp_path):
    path = tmp_path / "progress.db"
    path.touch()
    connection = sqlite.connect(path)
    migrate(connection, sqlite.write, MIGRATIONS[:1])
    connection.close()
    name = uuid7(NOON, Random(3))
    raw = sqlite3.connect(path)
    raw.executescript(f"""
        INSERT INTO meta VALUES ('learner', 'ada'), ('device', 'here');
        INSERT INTO event VALUES (1, '{name}', 'ada', 'here', '2026-03-01 12:00:00.000000', '2026-03-01', 'review', 'd',
                                  'd:r/a#k', 1, 3, '', 0, NULL, 4000, '', '');
        INSERT INTO deck VALUES ('d', 1, 'seen');
        INSERT INTO known_card VALUES ('d:r/a#k', 'd', 'd:r/a', 't', 'f', NULL, 1);
    """)
    raw.close()
    assert quick.digest(path, "d") == ""  # reading it brings it up to date
    store = Store.open(path, random=Random(1))
    assert quick.digest(path, "d") == ""
    assert store.rebuild() == 1
    assert [(known.id, known.content) for known in store.shelf("d").cards] == [("d:r/a#k", "")]
    assert update(store, NOON + DAY, [("r/a", "r/b")])
    assert list(store.memories()) == ["d:r/b#k"]
    store.close()


def test_the_index_of_edits_serves(store):
    from progress.storage import queries

    query = str(queries.EDITS.compile(store._connection))
    plan = store._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    assert "event_edit" in plan[0][3]
