"""Many learners at once on a real server, and a server that goes away: no answer is lost, and none crosses over.

Twenty learners; with ROLECALL_LONG_TESTS in the environment, two hundred.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Barrier, Thread
from threading import Event as Flag

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from knowing import know_cards

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.fitting.keeping import keep
from progress.glance import quick
from progress.memory import Phase
from progress.problems import StoreProblem
from progress.scheduling.formulas import DEFAULT_PARAMETERS
from progress.server.quick_server import ServerLook
from progress.server.servers import Server
from progress.storage.store import Store

psycopg = pytest.importorskip("psycopg", reason="The extra postgres is not installed.")

LONG = bool(os.environ.get("ROLECALL_LONG_TESTS"))
LEARNERS, ANSWERS = (200, 20) if LONG else (20, 10)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def an_answer(store, random, at, cards=4):
    card, rating = f"d:r/f{random.randrange(cards)}#a", random.choice(list(Rating))
    quiz = random.random() < 0.3
    return Event(
        id=store.new_id(at),
        learner=store.learner,
        device=store.device,
        at=at,
        kind=EventKind.QUIZ if quiz else EventKind.REVIEW,
        deck="d",
        card=card,
        correct=rating > 1,
        rating=None if quiz else rating,
        options=("a", "b") if quiz else (),
        chosen=random.randrange(2) if quiz else None,
        parts=() if quiz else (("r/x", random.random() < 0.5),),
    )


def an_undo(store, event, at):
    return Event(
        id=store.new_id(at), learner=store.learner, device=store.device, at=at, kind=EventKind.UNDO, deck="d",
        card=event.card, correct=False, undoes=event.id,
    )  # fmt: skip


def is_replayed(store):
    """Whether replaying the log gives the memories that there are, bit for bit."""
    kept = store.memories()
    store.rebuild()
    return store.memories() == kept


def test_learners_who_answer_at_once_lose_nothing_and_get_nothing_of_each_other(school):
    urls = [school.learner() for _ in range(LEARNERS)]
    together = Barrier(LEARNERS)

    def learn(number):
        random = Random(number)
        store = Store.open(urls[number], random=random)
        together.wait(60)
        given = []
        for minute in range(ANSWERS):
            event = an_answer(store, random, NOON + minute * MINUTE)
            store.record(event, None)
            given.append(event)
        store.undo(an_undo(store, given[0], NOON + ANSWERS * MINUTE))
        kept = list(store.events()) == given[1:] and is_replayed(store)
        store.close()
        return kept

    with ThreadPoolExecutor(LEARNERS) as pool:
        assert list(pool.map(learn, range(LEARNERS))) == [True] * LEARNERS
    with Server(school.url()).connect() as connection:
        query = "SELECT count(*), count(DISTINCT learner) FROM event WHERE owner = ANY (%s)"
        names = [Server(url).name.partition("@")[0] for url in urls]
        assert connection.execute(query, (names,)).fetchone() == (LEARNERS * (ANSWERS + 1), LEARNERS)


def test_sessions_of_one_learner_answer_the_same_cards_and_agree_with_the_log(school):
    url, sessions = school.learner(), 6
    together = Barrier(sessions)

    def learn(number):
        random = Random(number)
        store = Store.open(url, random=random)
        together.wait(60)
        for minute in range(ANSWERS):
            store.record(an_answer(store, random, NOON + minute * MINUTE, cards=2), None)
        store.close()

    with ThreadPoolExecutor(sessions) as pool:
        list(pool.map(learn, range(sessions)))
    store = Store.open(url, random=Random(9))
    assert len(list(store.events())) == sessions * ANSWERS
    assert is_replayed(store)
    store.close()


def cut(school, url):
    """Break off all connections of a learner."""
    with Server(school.url()).connect() as connection:
        name = Server(url).name.partition("@")[0]
        query = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s"
        return connection.execute(query, (name,)).fetchall()


def test_an_answer_given_when_the_connection_was_lost_can_be_given_again(school):
    url = school.learner()
    store = Store.open(url, random=Random(1))
    first, second = (an_answer(store, Random(n), NOON + n * MINUTE) for n in range(2))
    store.record(first, None)
    assert cut(school, url) == [(True,)]
    with pytest.raises(StoreProblem) as caught:
        store.record(second, None)
    assert str(caught.value) == (
        f"The connection to {Server(url)} was lost. "
        "What was saved before is there; check the network, and try again."
    )
    store.record(second, None)
    assert list(store.events()) == [first, second]
    cut(school, url)
    with pytest.raises(StoreProblem, match="was lost"):
        store.memories()
    store.rebuild()
    assert list(store.events()) == [first, second]
    store.close()


def test_a_quick_look_connects_again_by_itself(school):
    url = school.learner()
    look = ServerLook(Server(url))
    assert look.memories("d") == {}
    cut(school, url)
    assert look.memories("d") == {}
    look.close()


def test_where_connecting_again_fails_the_answer_can_be_given_later(school):
    url = school.learner()
    store = Store.open(url, random=Random(1))
    event = an_answer(store, Random(1), NOON)
    name = url.partition("//")[2].partition(":")[0]
    for command in ("NOLOGIN", "LOGIN"):
        with Server(school.url()).connect() as owner:
            owner.execute(f"ALTER ROLE {name} {command}")
        if command == "NOLOGIN":
            cut(school, url)
            for _ in range(3):
                with pytest.raises(StoreProblem):
                    store.record(event, None)
                with pytest.raises(StoreProblem):
                    store.memories()
    store.record(event, None)
    assert list(store.events()) == [event]
    store.close()


def test_connections_that_break_all_the_time_lose_no_acknowledged_answer(school):
    url = school.learner()
    store = Store.open(url, random=Random(1))
    over = Flag()
    troubles = set()

    def break_off():
        while not over.wait(0.03):
            cut(school, url)

    breaking = Thread(target=break_off)
    breaking.start()
    random, given = Random(2), []
    try:
        for minute in range(60):
            event = None
            while True:
                try:
                    event = event or an_answer(store, random, NOON + minute * MINUTE)
                    store.record(event, None)
                    break
                except StoreProblem as problem:
                    troubles.add(str(problem).replace(str(Server(url)), "it"))
            given.append(event)
    finally:
        over.set()
        breaking.join()
    cut(school, url)
    store.close()
    store = Store.open(url, random=Random(3))
    assert troubles <= {
        "The connection to it was lost. What was saved before is there; check the network, and try again.",
        "it cannot be reached (terminating connection due to administrator command). Check the network, and try again.",
    }
    assert troubles
    assert list(store.events()) == given
    assert is_replayed(store)
    store.close()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((":open", ":wrong"), "{name} does not accept this name and password. Check STUDY_DATABASE."),
        (
            (":open%3Asesame%252F1", ""),
            "{name} does not accept this name and password. Check STUDY_DATABASE.",
        ),
        (
            ("/school", "/nowhere"),
            '{name} cannot be reached (database "nowhere" does not exist). Check the network, and try again.',
        ),
        (
            ("/school", "/postgres"),
            "{name} is not set up for Rolecall, or not for this login. "
            "Whoever looks after it does so with study class setup-database and add-learner.",
        ),
    ],
)
def test_what_keeps_a_learner_out(school, change, sentence):
    url = school.learner().replace(*change)
    for opening in (lambda: Store.open(url, random=Random(1)), lambda: ServerLook(Server(url)).memories("d")):
        with pytest.raises(StoreProblem) as caught:
            opening()
        assert str(caught.value) == sentence.format(name=Server(url))
        assert "sesame" not in repr(caught.value)
        assert "sesame" not in str(caught.value.__cause__)


def test_a_server_that_is_away_is_named_without_the_password():
    url = "postgresql+psycopg://anna:sesame@127.0.0.1:1/school"
    with pytest.raises(StoreProblem) as caught:
        Store.open(url, random=Random(1))
    assert str(caught.value) == (
        "anna@127.0.0.1:1/school cannot be reached (Connection refused). Check the network, and try again."
    )


@pytest.mark.parametrize(
    "url", ["mysql://a:sesame@x/y", "postgres:/a:sesame@x", "postgresql://a:sesame@x:port/y", "://sesame"]
)
def test_what_is_no_address_is_not_shown(url):
    with pytest.raises(StoreProblem) as caught:
        Server(url)
    assert str(caught.value) == (
        "STUDY_DATABASE is not the address of a PostgreSQL database, "
        "which looks like postgresql+psycopg://NAME:PASSWORD@SERVER/DATABASE."
    )


def test_an_address_is_told_without_its_password():
    server = Server("postgresql+psycopg://anna%40x:sesame@db.example:5433/school?password=sesame")
    assert (str(server), repr(server)) == (
        "anna@x@db.example:5433/school",
        "Server('anna@x@db.example:5433/school')",
    )


def test_a_learner_whose_other_program_does_not_end_is_told(school):
    url = school.learner()
    store = Store.open(url, random=Random(1), patience=2)
    with Server(url).connect() as other:
        other.execute("BEGIN; SELECT * FROM meta FOR UPDATE")
        event = an_answer(store, Random(1), NOON)
        with pytest.raises(StoreProblem) as caught:
            store.record(event, None)
        assert str(caught.value) == f"{Server(url)} is in use by another program. Close that, and try again."
    store.record(event, None)
    assert list(store.events()) == [event]
    store.close()


def test_fitted_parameters_hold_in_every_session_of_the_learner_and_of_nobody_else(school):
    url = school.learner()
    here, there = Store.open(url, random=Random(1)), Store.open(url, random=Random(2))
    other = Store.open(school.learner(), random=Random(3))
    own = (0.5, *DEFAULT_PARAMETERS[1:])
    for store in (here, other):
        store.record(
            replace(an_answer(store, Random(1), NOON), kind=EventKind.REVIEW, rating=Rating.AGAIN), None
        )
    keep(here, own, NOON + MINUTE, NOON.date())
    assert here.scheduler.parameters == there.scheduler.parameters == own
    assert {memory.stability for memory in there.memories().values()} == {0.5}
    assert {memory.stability for memory in other.memories().values()} == {DEFAULT_PARAMETERS[0]}
    look = ServerLook(Server(url))
    assert look.model() == here.scheduler.model
    look.close()
    assert is_replayed(there)
    for store in (here, there, other):
        store.close()


def test_a_character_that_the_server_has_not_is_told(school):
    url = school.learner()
    store = Store.open(url, random=Random(1))
    event = an_answer(store, Random(1), NOON)
    bad = Event(**{name: getattr(event, name) for name in event.__dataclass_fields__} | {"session": "a\0b"})
    with pytest.raises(StoreProblem) as caught:
        store.record(bad, None)
    assert str(caught.value) == (
        f"{Server(url)} cannot keep what is to be saved (PostgreSQL text fields cannot contain NUL (0x00) bytes)."
    )
    store.record(event, None)
    assert list(store.events()) == [event]
    store.close()


histories = st.lists(st.tuples(st.integers(0, 10**6), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories)
def test_both_databases_make_the_same_of_a_history(school, tmp_path_factory, history):
    """Memories, tallies, the quick look and the log: recorded in a file, and merged into a learner's rows."""
    path = tmp_path_factory.mktemp("file") / "progress.db"
    url = school.learner()
    file, rows = Store.open(path, random=Random(1)), Store.open(url, random=Random(2))
    given = []
    for minute, (seed, undone) in enumerate(history):
        event = an_answer(file, Random(seed), NOON + minute * 400 * MINUTE)
        file.record(event, None)
        given.append(event)
        if undone:
            file.undo(an_undo(file, event, NOON + (minute * 400 + 1) * MINUTE))
    events = list(file.events(undone=True))
    shuffled = Random(len(events)).sample(events, len(events))
    assert rows.add(shuffled) == len(events)
    assert rows.add(events) == 0
    assert rows.memories() == file.memories()
    assert sorted(map(repr, rows.tallies("d"))) == sorted(map(repr, file.tallies("d")))
    assert is_replayed(rows)
    days, at = StudyDays(UTC), NOON + timedelta(days=3)
    look = ServerLook(Server(url))
    assert look.memories("d") == quick.memories(path, "d")
    assert look.introduced("d", NOON) == quick.introduced(path, "d", NOON)
    assert look.reviewed("d", days, at) == quick.reviewed(path, "d", days, at)
    assert look.marks("d") == quick.marks(path, "d") == {}
    for store in (file, rows):
        know_cards(store, "d", [])
    assert look.due_counts(at, days) == quick.due_counts(path, at, days)
    assert look.digest("d") == quick.digest(path, "d")
    elsewhere = look.due_elsewhere("e", NOON.date())
    assert elsewhere == quick.due_elsewhere(path, "e", NOON.date())
    assert bool(elsewhere) == any(memory.phase is Phase.REVIEW for memory in store.memories().values())
    look.close()
    for store in (file, rows):
        store.close()
