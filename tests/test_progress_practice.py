"""Statistics from what the database counts are those of the answers taken one by one."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating, Taken
from progress.ids import order_key
from progress.mastery.calibration import recall_curve
from progress.reporting import kept_log
from progress.reporting.long_log import LongLog, Walk, look_through
from progress.reporting.statistics import Statistics, statistics
from progress.scheduling.formulas import Formulas
from progress.sessions.quiz_summary import share_of
from progress.storage import practice
from progress.storage.recorded import Given
from progress.storage.store import Store

START = datetime(2026, 1, 5, 6, tzinfo=UTC)
TODAY = date(2026, 5, 1)
NEPAL = StudyDays(ZoneInfo("Asia/Kathmandu"))
"""Where clocks stand a quarter of an hour beside those of most."""


def hour(at: datetime) -> int:
    return at.astimezone(NEPAL.timezone).hour


def from_events(store: Store) -> list[Given]:
    """The answers as whole events tell them."""
    return [
        Given(
            store.names().now(event.card, order_key(event.id, event.at)),
            event.at,
            event.day or NEPAL.day_of(event.at),
            event.kind is EventKind.QUIZ,
            event.correct,
            event.latency_ms,
            event.due,
            event.due is not None or event.step is not None,
            event.cram,
        )
        for event in store.events("d")
        if event.kind in (EventKind.REVIEW, EventKind.QUIZ)
    ]


def given(store: Store) -> list[Given]:
    """The same, read from the database without making events of them."""
    with store.reading() as connection:
        return list(practice.given(connection, "d", store.names(), NEPAL))


def one_by_one(store: Store) -> Statistics:
    """From whole events, as the log gives them."""
    return statistics(from_events(store), TODAY, hour)


def counted(store: Store) -> LongLog:
    with store.reading() as connection:
        return look_through(
            practice.by_quarter(connection, "d", NEPAL),
            practice.reviewed(connection, "d", store.names(), NEPAL),
            TODAY,
            hour,
            Formulas(),
        )


def some_event(store: Store, random: Random, at: datetime) -> Event:
    """Anything that a log may hold, of this program or of another."""
    kind = random.choices(
        [EventKind.REVIEW, EventKind.QUIZ, EventKind.RESCHEDULE, EventKind.SUSPEND], [80, 15, 4, 1]
    )[0]
    deck = random.choice("ddde")
    rating = Rating(random.randint(1, 4)) if kind is EventKind.REVIEW else None
    event = Event(
        id=store.new_id(at),
        learner=store.learner,
        device=store.device,
        at=at,
        kind=kind,
        deck=deck,
        card=f"{deck}:r/f{random.randint(1, 9)}#{'quiz' if kind is EventKind.QUIZ else 'k'}",
        correct=rating != 1 if rating else random.random() < 0.7,
        rating=rating,
        latency_ms=random.choice([-1, 0, 900, 4000, 70_000]),
        day=NEPAL.day_of(at) if random.random() < 0.8 else None,
    )
    if kind is EventKind.QUIZ:
        return replace(event, options=("a", "b"), chosen=0)
    if kind is EventKind.RESCHEDULE:
        taken = random.random() < 0.5
        return replace(
            event, due=at.date() if taken else None, memory=Taken(9.0, 5.0, 3, 0) if taken else None
        )
    if kind is EventKind.REVIEW:
        put = random.random()
        if put < 0.6:
            event = replace(event, due=NEPAL.day_of(at) + timedelta(days=random.randint(1, 40)))
        elif put < 0.8:
            event = replace(event, step=0, wait_s=60)
        if random.random() < 0.1:
            event = replace(event, cram=True)
        if random.random() < 0.1:
            event = replace(event, rating=None)
    if random.random() < 0.1:
        event = replace(event, id=str(uuid.UUID(int=random.getrandbits(128), version=4)))
    return event


def filled(path: Path, seed: int, start: datetime = START) -> Store:
    """A log of some months."""
    random, at = Random(seed), start
    store = Store.open(path, random=random)
    events = []
    for _ in range(400):
        at += timedelta(minutes=random.choice([1, 7, 40, 600, 1500]))
        events.append(some_event(store, random, at))
    store.add(events)
    for event in random.sample(events, 12):
        undo = replace(event, id=store.new_id(at), kind=EventKind.UNDO, undoes=event.id, rating=None)
        store.add([replace(undo, due=None, memory=None, step=None, wait_s=None, options=(), chosen=None)])
    return store


@pytest.mark.parametrize("seed", range(5))
def test_a_log_counted_tells_what_it_tells_answer_by_answer(tmp_path: Path, seed: int) -> None:
    store = filled(tmp_path / "p.db", seed)
    expected, found = one_by_one(store), counted(store)
    assert found.statistics == expected
    assert len(expected.retention) > 10
    curve = recall_curve(store.reviews("d"), Formulas())
    assert found.curve is not None
    assert [(p.recalled, p.reviews) for p in found.curve.points] == [
        (p.recalled, p.reviews) for p in curve.points
    ]
    assert [p.predicted for p in found.curve.points] == pytest.approx([p.predicted for p in curve.points])
    assert found.curve.off == pytest.approx(curve.off)
    assert curve.reviews > 50
    store.close()


@pytest.mark.parametrize("seed", range(5))
def test_answers_read_without_making_events_of_them_are_the_same(tmp_path: Path, seed: int) -> None:
    """With answers taken back, other decks, cards put away, ids and days that other programs left out, and a merge."""
    store = filled(tmp_path / "p.db", seed)
    found = given(store)
    assert found == from_events(store)
    assert {each.at.tzinfo for each in found} == {UTC}
    assert all(
        type(value) is bool for each in found for value in (each.quiz, each.right, each.settled, each.cram)
    )
    other = filled(tmp_path / "other.db", seed + 20, START + timedelta(hours=5))
    store.add([replace(event, learner=store.learner) for event in other.events(undone=True)])
    assert len(given(store)) > len(found) > 200
    assert given(store) == from_events(store)
    other.close()
    store.close()


def test_reviews_that_came_from_another_device_in_between_give_no_curve(tmp_path: Path) -> None:
    store = filled(tmp_path / "a.db", 1)
    other = filled(tmp_path / "b.db", 2, START + timedelta(hours=5))
    store.add([replace(event, learner=store.learner) for event in other.events(undone=True)])
    found = counted(store)
    assert found.curve is None
    assert found.statistics == one_by_one(store)
    other.close()
    store.close()


def test_without_answers_there_is_nothing_to_tell(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.db", random=Random(1))
    found = counted(store)
    assert found.statistics == statistics([], TODAY, hour)
    assert found.curve == recall_curve([], Formulas())
    store.close()


def test_a_renamed_card_goes_on_under_its_new_name(tmp_path: Path) -> None:
    from progress.storage.following import DeckUpdate

    store = Store.open(tmp_path / "p.db", random=Random(1))
    for fact, days in (("old", 0), ("new", 9)):
        at = START + timedelta(days=days)
        event = Event(
            id=store.new_id(at), learner=store.learner, device=store.device, at=at, kind=EventKind.REVIEW, deck="d",
            card=f"d:r/{fact}#k", correct=True, rating=Rating.GOOD, due=NEPAL.day_of(at) + timedelta(days=5),
        )  # fmt: skip
        store.record(event, None)
        if fact == "old":
            known = store.shelf("d").digest
            renamed = DeckUpdate(known, "digest", {}, (("r/old", "r/new"),))
            assert store.follow_deck("d", [], renamed, at + timedelta(days=1))
    found = counted(store)
    assert [(each.young.asked, each.mature.asked) for each in found.statistics.retention.values()] == [(1, 0)]
    assert found.curve is not None
    assert found.curve.reviews == 1
    assert [each.card for each in given(store)] == ["d:r/new#k", "d:r/new#k"]
    assert given(store) == from_events(store)
    store.close()


def test_scores_are_the_shares_of_a_quizs_answers(tmp_path: Path) -> None:
    random = Random(7)
    store = Store.open(tmp_path / "p.db", random=random)
    expected: dict[str, Counter[float]] = {}
    for number in range(60):
        at = START + timedelta(minutes=number)
        event = Event(
            id=store.new_id(at), learner=store.learner, device=store.device, at=at, kind=EventKind.QUIZ, deck="d",
            card=f"d:r/f{number}#quiz", correct=random.random() < 0.5, options=("a", "b"),
            session=random.choice(["one", "two", ""]), chosen=0,
        )  # fmt: skip
        if number % 3 == 0:
            parts = tuple((f"r/f{n}", random.random() < 0.6) for n in range(4))
            event = replace(event, parts=parts, chosen=None, options=())
        store.record(event, None)
        if number % 10 == 9:
            undo = replace(event, id=store.new_id(at), kind=EventKind.UNDO, undoes=event.id, session="")
            store.undo(replace(undo, parts=(), options=(), chosen=None))
        elif event.session:
            expected.setdefault(event.session, Counter())[share_of(event)] += 1
    with store.reading() as connection:
        found = practice.scores(connection, ["one", "two", "three"])
    assert {name: Counter(shares.values()) for name, shares in found.items()} == expected
    store.close()


def walked(store: Store, walk: Walk, after: int, until: int) -> Walk:
    with store.reading() as connection:
        return walk.go_on(
            practice.by_quarter(connection, "d", NEPAL, after, until),
            practice.reviewed(connection, "d", store.names(), NEPAL, after, until),
        )


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_that_is_kept_and_taken_up_again_ends_like_one_in_one_go(tmp_path: Path, seed: int) -> None:
    store = filled(tmp_path / "p.db", seed)
    with store.reading() as connection:
        end = practice.stand(connection)
    middle = practice.Stand(end.sequence // 2, {7: "an id"})
    file, of = tmp_path / "cache" / "d.practice", kept_log.mark(deck="d", parameters=Formulas().parameters)
    kept_log.write(file, of, walked(store, Walk(Formulas()), 0, middle.sequence), middle)
    found = kept_log.read(file, of, Formulas())
    assert found is not None
    walk, at = found
    assert at == middle
    assert walked(store, walk, at.sequence, end.sequence).told(TODAY, hour) == counted(store)
    store.close()


def test_what_is_kept_of_something_else_or_damaged_counts_for_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "p.db", 1)
    file, of = tmp_path / "d.practice", kept_log.mark(deck="d")
    assert kept_log.read(file, of, Formulas()) is None
    kept_log.write(file, of, walked(store, Walk(Formulas()), 0, practice.END), practice.Stand(9, {}))
    assert kept_log.read(file, kept_log.mark(deck="e"), Formulas()) is None
    whole = file.read_text("utf-8")
    assert kept_log.read(file, of, Formulas()) is not None
    lines = whole.splitlines(keepends=True)
    for damaged in (
        "",
        "\0\0",
        "[]\n",
        lines[0],
        "".join(lines[:3]),
        "".join(lines[:-1]),
        whole[: len(whole) // 2],
        lines[0] + "[1]\n" * 9,
    ):
        file.write_text(damaged, "utf-8")
        assert kept_log.read(file, of, Formulas()) is None
    store.close()


def test_a_walk_holds_until_something_of_it_is_taken_back_or_renamed(tmp_path: Path) -> None:
    from progress.storage.following import DeckUpdate

    random = Random(1)
    store = Store.open(tmp_path / "p.db", random=random)
    events = [some_event(store, random, START + timedelta(hours=n)) for n in range(30)]
    events = [
        replace(event, kind=EventKind.QUIZ, options=("a", "b"), memory=None, due=None) for event in events
    ]
    store.add(events)

    def stand() -> practice.Stand:
        with store.reading() as connection:
            return practice.stand(connection)

    def holds(former: practice.Stand) -> bool:
        with store.reading() as connection:
            return practice.holds(connection, former)

    def take_back(event: Event) -> None:
        at = START + timedelta(days=9)
        undo = replace(event, id=store.new_id(at), at=at, kind=EventKind.UNDO, undoes=event.id)
        store.add([replace(undo, options=(), chosen=None)])

    before = stand()
    assert holds(before)
    later = [some_event(store, random, START + timedelta(days=3, hours=n)) for n in range(3)]
    store.add(later)
    assert holds(before)
    take_back(later[0])
    assert holds(before)
    after = stand()
    take_back(events[3])
    assert not holds(before)
    assert not holds(after)
    last = stand()
    known = store.shelf("d").digest
    store.follow_deck("d", [], DeckUpdate(known, "x", {}, (("r/f1", "r/z"),)), START + timedelta(days=20))
    assert not holds(last)
    other = filled(tmp_path / "other.db", 5)
    with other.reading() as connection:
        assert not practice.holds(connection, last)
    other.close()
    store.close()


def test_the_same_on_a_server(tmp_path: Path, school: Any) -> None:
    file = filled(tmp_path / "p.db", 4)
    server = Store.open(school.learner(), random=Random(1))
    server.add([replace(event, learner=server.learner) for event in file.events(undone=True)])
    assert counted(server).statistics == counted(file).statistics
    assert counted(server).curve == counted(file).curve
    assert given(server) == from_events(server) == given(file)
    with server.reading() as connection:
        assert practice.holds(connection, practice.stand(connection))
        assert practice.scores(connection, ["one"]) == {}
    server.close()
    file.close()
