"""Merging logs of several devices: whichever way round and however often, everybody comes to the same."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.devices import merging
from progress.events import ALL_CARDS, Event, EventKind, Rating, Taken
from progress.exchange.exporting import to_json
from progress.ids import uuid7
from progress.problems import StoreProblem
from progress.scheduling.formulas import DEFAULT_PARAMETERS
from progress.storage.store import Store
from study.output import json_line

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONG = bool(os.environ.get("ROLECALL_LONG_TESTS"))
"""Whether there is time for many examples."""
FACTS = ("r/a", "r/b", "r/c")


@st.composite
def logs(draw: st.DrawFn) -> list[list[Event]]:
    """Logs of two or three devices that share some events, with times that coincide and clocks that go wrong."""
    random = Random(draw(st.integers(0, 2**32)))
    everything: list[Event] = []
    for device in ("p", "q", "r")[: draw(st.integers(2, 3))]:
        at = START + timedelta(hours=draw(st.integers(-2, 2)))
        own: list[Event] = []
        for _ in range(draw(st.integers(0, 8))):
            at += timedelta(minutes=draw(st.sampled_from([0, 0, 1, 600, 2000, -3000])))
            own.append(draw(events(at, device, own, everything, random)))
        everything += own
    shared = [event for event in everything if draw(st.booleans())]
    return [
        draw(st.permutations([*(e for e in everything if e.device == device), *shared]))
        for device in sorted({event.device for event in everything})
    ]


@st.composite
def events(
    draw: st.DrawFn, at: datetime, device: str, own: list[Event], others: list[Event], random: Random
) -> Event:
    kinds = (
        ["review"] * 5
        + ["quiz"] * 2
        + ["rename", "again", "bury", "suspend", "reschedule", "note", "taken", "fit"]
    )
    kind = draw(st.sampled_from([*kinds, *["undo"] * 3 * bool(own or others)]))
    name = uuid7(at, random) if draw(st.booleans()) else f"foreign-{random.getrandbits(64):x}"
    fact, other = draw(st.sampled_from(FACTS)), draw(st.sampled_from(FACTS))
    blank = Event(name, "", device, at, EventKind.UNDO, "d", f"d:{fact}#x", False)
    match kind:
        case "review":
            rating = draw(st.sampled_from(list(Rating)))
            return replace(blank, kind=EventKind.REVIEW, rating=rating, correct=rating > 1)
        case "quiz":
            return replace(blank, kind=EventKind.QUIZ, card=f"d:{fact}#q", correct=draw(st.booleans()))
        case "rename":
            pairs = tuple({fact: other, other: fact}.items()) if draw(st.booleans()) else ((fact, other),)
            return replace(blank, kind=EventKind.EDIT, renamed=pairs)
        case "again":
            return replace(blank, kind=EventKind.EDIT, again=(f"{fact}#x",))
        case "bury":
            return replace(blank, kind=EventKind.BURY, due=date(2026, 3, 9))
        case "suspend":
            return replace(blank, kind=EventKind.SUSPEND)
        case "reschedule":
            return replace(blank, kind=EventKind.RESCHEDULE, due=date(2026, 4, 9))
        case "taken":
            taken = Taken(draw(st.sampled_from([3.5, 40.0])), 6.25, 4, 1)
            return replace(
                blank, kind=EventKind.RESCHEDULE, due=date(2026, 4, 1), day=at.date(), memory=taken
            )
        case "fit":
            fitted = draw(
                st.sampled_from([(), (0.5, *DEFAULT_PARAMETERS[1:]), (0.1, *DEFAULT_PARAMETERS[1:])])
            )
            return replace(blank, kind=EventKind.FIT, deck="", card=ALL_CARDS, parameters=fitted)
        case "note":
            return replace(blank, kind=EventKind.NOTE, note=f"said on {device}")
    undone = draw(st.sampled_from([*own, *others]))
    return replace(blank, card=undone.card, undoes=undone.id)


@cache
def empty() -> bytes:
    """A new database; copying one takes a hundredth of what making one does."""
    with TemporaryDirectory() as name:
        path = Path(name) / "progress.db"
        Store.open(path, random=Random(1)).close()
        return path.read_bytes()


def opened(path: Path, learner: str = "me") -> Store:
    """A new database of a learner."""
    path.write_bytes(empty())
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("UPDATE meta SET value = ? WHERE key = 'learner'", (learner,))
        raw.commit()
    return Store.open(path, random=Random(1))


def outcome(path: Path, *steps: list[Event]) -> object:
    """What a new database holds after these logs were merged into it one after the other."""
    store = opened(path)
    for step in steps:
        merging.merge(store, [partial(iter, step)], START)
    log = {(event.id, event.device) for event in store.events(undone=True)}
    found = (log, store.memories(), store.marks(), sorted(store.tallies()))
    store.rebuild()
    assert (store.memories(), store.marks()) == found[1:3]
    store.close()
    return found


@settings(max_examples=2000 if LONG else 15)
@given(logs())
def test_the_order_of_merging_makes_no_difference(some: list[list[Event]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        there = outcome(folder / "a.db", *some)
        back = outcome(folder / "b.db", *reversed(some))
        twice = outcome(folder / "c.db", *some, *some)
        flat = outcome(folder / "d.db", [event for log in some for event in log])
        assert there == back == twice == flat


@settings(max_examples=1000 if LONG else 8)
@given(logs(), st.data())
def test_what_was_merged_elsewhere_before_makes_no_difference(
    some: list[list[Event]], data: st.DataObject
) -> None:
    """(a ∪ b) ∪ c is a ∪ (b ∪ c), where the logs are databases that learned by themselves."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        stores = [opened(folder / f"{n}.db", f"learner-{n}") for n in range(len(some))]
        for store, log in zip(stores, some, strict=True):
            store.add(log)
        for _ in range(2 * len(stores) if len(stores) > 1 else 0):
            one, other = data.draw(st.permutations(stores))[:2]
            merge_all(one, other)
        for one in stores:
            merge_all(one, *stores)
        found = [(store.memories(), store.marks(), sorted(store.tallies())) for store in stores]
        assert found == found[:1] * len(found)
        for store in stores:
            store.close()


def merge_all(store: Store, *others: Store) -> None:
    adopt = [other.learner for other in others]
    merging.merge(store, [partial(other.events, undone=True) for other in others], START, adopt=adopt)


# -- one by one


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "other.db", random=Random(2))
    yield store
    store.close()


def rated(store: Store, at: datetime, rating: Rating, card: str = "d:r/a#x") -> Event:
    event = Event(
        store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", card, rating > 1, rating
    )
    store.record(event, None)
    return event


def test_a_card_rated_on_two_devices_on_one_day_counts_twice_in_the_order_of_time(
    store: Store, other: Store, tmp_path: Path
) -> None:
    first = rated(store, START, Rating.GOOD)
    later = rated(other, START + timedelta(hours=2), Rating.AGAIN)
    merge_all(store, other)
    merge_all(other, store)
    assert store.memories() == other.memories()
    assert store.memories()["d:r/a#x"].reps == 2
    assert store.memories()["d:r/a#x"].last_review == later.at
    alone = Store.open(tmp_path / "alone.db", random=Random(3))
    alone.add([later, first])
    assert alone.memories() == store.memories()
    alone.close()


def test_what_comes_in_is_this_learners_and_keeps_its_device(store: Store, other: Store) -> None:
    rated(other, START, Rating.GOOD)
    merge_all(store, other)
    (event,) = store.events()
    assert (event.learner, event.device) == (store.learner, other.device)


def test_answers_of_a_stranger_are_counted_and_left_out(store: Store, other: Store) -> None:
    rated(other, START, Rating.GOOD)
    source: Callable[[], Iterator[Event]] = partial(other.events, undone=True)
    plan = merging.plan(store, [source, source], [])
    assert (plan.new, plan.known, plan.strangers) == ({other.device: 1}, 1, {other.learner: 1})
    assert merging.merge(store, [source], START) == 0
    assert merging.merge(store, [source], START, adopt=[other.learner]) == 1
    assert merging.plan(store, [source], []).known == 1
    rated(other, START + timedelta(days=1), Rating.GOOD)
    assert not merging.plan(store, [source], []).strangers
    assert merging.merge(store, [source], START) == 1


def test_who_joins_is_backed_up_first(store: Store, other: Store, tmp_path: Path) -> None:
    rated(other, START, Rating.GOOD)
    source = partial(other.events, undone=True)
    merging.merge(store, [source], START, adopt=[other.learner], database=tmp_path / "progress.db")
    merging.merge(store, [source], START, adopt=[other.learner], database=tmp_path / "progress.db")
    names = [path.name for path in (tmp_path / "backups").iterdir()]
    assert names == ["progress-2026-03-01-120000-before-merge.db"]


def test_a_database_in_use_and_a_file_of_lines_are_sources(
    store: Store, other: Store, tmp_path: Path
) -> None:
    event = rated(other, START, Rating.GOOD)
    lines = tmp_path / "answers.jsonl"
    lines.write_text(f"{json_line(to_json(event))}\nnonsense\n")
    complaints: list[str] = []
    with (
        merging.source_of(tmp_path / "other.db", Random(1), complaints) as database,
        merging.source_of(lines, Random(1), complaints) as file,
    ):
        assert list(database()) == list(file()) == list(file()) == [event]
    assert complaints == [f"{lines}:2: The line is not JSON."]
    assert sorted(path.name for path in tmp_path.glob("other.db*")) == [
        "other.db",
        "other.db-shm",
        "other.db-wal",
    ]


def test_a_source_that_is_not_there_or_not_ours_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone.db"
    with pytest.raises(StoreProblem) as caught, merging.source_of(path, Random(1), []):
        pass
    assert str(caught.value) == f"{path} cannot be read: No such file or directory."
    path.write_bytes(b"SQLite format 3\0" + bytes(3000))
    with pytest.raises(StoreProblem) as caught, merging.source_of(path, Random(1), []):
        pass
    assert str(caught.value).startswith(f"{path} is ")
