"""A school's database on a real server: who can see and do what there, whatever program they do it with."""

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from knowing import know_cards
from sqlalchemy import inspect

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.problems import StoreProblem
from progress.server.class_reading import read_class, read_classes
from progress.server.quick_server import ServerLook
from progress.server.servers import Server
from progress.storage.migrations import MIGRATIONS
from progress.storage.store import Store
from progress.storage.tables import Row

psycopg = pytest.importorskip("psycopg", reason="The extra postgres is not installed.")
postgres = pytest.importorskip("progress.server.postgres")
school_ = pytest.importorskip("progress.server.school")
add_instructor, add_learner, set_up = school_.add_instructor, school_.add_learner, school_.set_up

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CACHES = ["card_mark", "card_state", "deck", "known_card", "meta", "quiz"]
TABLES = sorted([*CACHES, "event", "event_part"])


def answer(store, card, at=NOON, rating=Rating.GOOD, **fields):
    event = Event(
        id=store.new_id(at),
        learner=store.learner,
        device=store.device,
        at=at,
        kind=EventKind.REVIEW,
        deck="d",
        card=f"d:{card}",
        correct=rating > 1,
        rating=rating,
        **fields,
    )
    store.record(event, None)
    return event


def by_hand(url):
    """The learner at the server with a program of their own."""
    return Server(url).connect()


@pytest.fixture(scope="module")
def anna(school):
    """A learner with rows in every table but one."""
    url = school.learner()
    store = Store.open(url, random=Random(1))
    answer(store, "r/f#a", parts=(("r/x", True), ("r/y", False)))
    know_cards(store, "d", [])
    store.close()
    return url


def name_of(url):
    return url.partition("//")[2].partition(":")[0]


def everything(school, url):
    """All rows of a learner, as the owner of the server sees them."""
    with by_hand(school.url()) as connection:
        return {
            table: connection.execute(
                f"SELECT * FROM {table} WHERE owner = %s ORDER BY 1, 2", (name_of(url),)
            ).fetchall()
            for table in TABLES
        }


def test_every_table_is_under_rules_that_bind_its_owner_too(school):
    with by_hand(school.url()) as connection:
        found = connection.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
            "WHERE relnamespace = 'rolecall'::regnamespace AND relkind = 'r' ORDER BY 1"
        ).fetchall()
    assert {name for name, *_ in found} == {*Row.metadata.tables, "enrolment", "teaching"}
    assert [name for name, on, forced in found if on and forced] == TABLES
    assert [name for name, on, forced in found if not on] == ["migration"]


def test_the_tables_are_those_of_the_models_and_an_owner(school):
    connection = postgres.connect(Server(school.url()))
    looked = inspect(connection)
    for table in Row.metadata.tables.values():
        columns = {column["name"]: column for column in looked.get_columns(table.name)}
        owned = {"owner"} if table.name != "migration" else set()
        assert set(columns) == {column.name for column in table.columns} | owned
        for column in table.columns:
            assert columns[column.name]["nullable"] == bool(column.nullable), (table.name, column.name)
            kind = columns[column.name]["type"].compile(connection.dialect)
            declared = column.type.compile(connection.dialect).replace("FLOAT", "DOUBLE PRECISION")
            assert kind.partition(" COLLATE")[0] == declared.partition(" COLLATE")[0]
            assert table.name == "migration" or ("VARCHAR" in kind) == ('COLLATE "C"' in kind)
        key = looked.get_pk_constraint(table.name)["constrained_columns"]
        assert key == [*owned, *(column.name for column in table.primary_key)]
        for index in looked.get_indexes(table.name):
            assert index["column_names"][0] == "owner"
    connection.close()


def test_another_learner_sees_nothing(school, anna):
    with by_hand(school.learner()) as ben:
        for table in TABLES:
            assert ben.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
            with ben.cursor().copy(f"COPY {table} TO STDOUT") as copied:
                assert b"".join(copied) == b""
        assert ben.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'rolecall'").fetchone() == (0,)


def test_a_function_that_tells_what_it_is_given_is_given_nothing(school, anna):
    with by_hand(school.learner()) as ben:
        heard = []
        ben.add_notice_handler(lambda notice: heard.append(notice.message_primary))
        ben.execute(
            "CREATE FUNCTION pg_temp.tell(text) RETURNS bool COST 0.0001 LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$"
        )
        assert ben.execute("SELECT * FROM event WHERE pg_temp.tell(card)").fetchall() == []
        assert heard == []


@pytest.fixture(scope="module")
def ben(school):
    """Another learner, who tries this and that."""
    url = school.learner()
    Store.open(url, random=Random(2)).close()
    return url


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE {anna}",
        "SET SESSION AUTHORIZATION {anna}",
        "SELECT set_config('role', '{anna}', false)",
        "SELECT set_config('session_authorization', '{anna}', false)",
        "SET row_security = off; SELECT * FROM event",
        "ALTER TABLE event DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own_select ON event",
        "CREATE POLICY mine ON event USING (true)",
        "ALTER ROLE {ben} BYPASSRLS",
        "ALTER ROLE {anna} PASSWORD 'x'",
        "GRANT {anna} TO {ben}",
        "GRANT rolecall_instructor TO {ben}",
        "INSERT INTO teaching VALUES ('{ben}', '3a')",
        "SELECT * FROM enrolment",
        "UPDATE enrolment SET class = '3b'",
        "CREATE TABLE rolecall.trap (x int)",
        "CREATE FUNCTION rolecall.trap() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TRIGGER trap BEFORE INSERT ON event EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SELECT setval('event_sequence_seq', 1)",
        "INSERT INTO meta (owner, key, value) VALUES ('{anna}', 'x', 'y')",
        "UPDATE meta SET owner = '{anna}' WHERE key = 'device'",
        "INSERT INTO event_part SELECT {sequence}, 7, 'd:r/z', true",
        "INSERT INTO event_part (owner, event, position, fact, recalled) VALUES ('{anna}', {sequence}, 7, 'd:r/z', true)",
        "DELETE FROM event",
        "UPDATE event SET rating = 4",
        "UPDATE event_part SET recalled = true",
        "DELETE FROM event_part",
        "TRUNCATE event CASCADE",
        "TRUNCATE card_state",
        "BEGIN; LOCK TABLE event IN EXCLUSIVE MODE",
        "UPDATE migration SET number = 99",
    ],
)
def test_what_a_learner_cannot_do(school, anna, ben, statement):
    before = everything(school, anna)
    sequence = before["event"][0][0]
    asked = statement.format(anna=name_of(anna), ben=name_of(ben), sequence=sequence)
    with by_hand(ben) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute(asked)
    refused = psycopg.errors.InsufficientPrivilege, psycopg.errors.ForeignKeyViolation
    assert isinstance(caught.value, refused) or "permission" in str(caught.value)
    assert everything(school, anna) == before


@pytest.mark.parametrize("table", CACHES)
def test_changing_all_rows_changes_ones_own_only(school, anna, table):
    before = everything(school, anna)
    with by_hand(school.learner()) as ben:
        assert ben.execute(f"DELETE FROM {table} WHERE owner = %s", (name_of(anna),)).rowcount == 0
        assert ben.execute(f"DELETE FROM {table}").rowcount == 0
        column = {"meta": "value", "deck": "digest", "known_card": "topic"}.get(table, "deck")
        assert ben.execute(f"UPDATE {table} SET {column} = 'x'").rowcount == 0
    assert everything(school, anna) == before


def test_taking_the_role_that_all_learners_have_shows_nobody_elses_rows(school, anna):
    with by_hand(school.learner()) as ben:
        ben.execute("SET ROLE rolecall_learner")
        assert ben.execute("SELECT count(*) FROM event").fetchone() == (0,)
        ben.execute("INSERT INTO meta (key, value) VALUES ('x', 'y')")
        assert ben.execute("SELECT owner = session_user FROM meta").fetchall() == [(True,)]


def test_an_id_that_another_learner_has_is_free(school, anna):
    event = next(iter(Store.open(anna, random=Random(1)).events()))
    ben = Store.open(school.learner(), random=Random(2))
    ben.record(event, None)
    assert [e.id for e in ben.events()] == [event.id]
    ben.close()


def test_nobody_can_keep_another_learner_waiting_by_a_lock(school, anna):
    with by_hand(school.learner()) as ben:
        ben.execute("BEGIN")
        for table in CACHES:
            ben.execute(f"SELECT * FROM {table} FOR UPDATE")
        ben.execute("SELECT pg_advisory_lock(n) FROM generate_series(1, 99) n")
        store = Store.open(anna, random=Random(1), patience=1)
        answer(store, "r/g#a")
        assert [event.card for event in store.events()][-1] == "d:r/g#a"
        store.close()


def test_an_instructor_reads_their_classes_and_changes_nothing(school):
    group = f"class of {school.learner('x')}"
    urls = [school.learner(group), school.learner(group), school.learner("another")]
    given = []
    for number, url in enumerate(urls):
        store = Store.open(url, random=Random(number))
        first = answer(store, "r/f#a", parts=(("r/x", True), ("r/y", False)))
        taken = answer(store, "r/g#a", NOON + timedelta(days=1))
        store.undo(
            Event(
                id=store.new_id(NOON + timedelta(days=2)), learner=store.learner, device=store.device,
                at=NOON + timedelta(days=2), kind=EventKind.UNDO, deck="d", card="d:r/g#a", correct=False,
                undoes=taken.id,
            )
        )  # fmt: skip
        store.record(
            Event(
                id=store.new_id(NOON + timedelta(days=3)), learner=store.learner, device=store.device,
                at=NOON + timedelta(days=3), kind=EventKind.NOTE, deck="d", card="d:r/f#a", correct=False,
                note="nobody else's business",
            ),
            None,
        )  # fmt: skip
        store.close()
        given.append((name_of(url), first))
    miller = school.learner(group, "instructor")
    assert list(read_class(Server(miller))) == given[:2]
    assert list(read_class(Server(miller), "d")) == given[:2]
    assert list(read_class(Server(miller), "other")) == []
    assert read_classes(Server(miller)) == dict.fromkeys((name for name, _ in given[:2]), group)
    with by_hand(miller) as connection:
        asked = "SELECT kind, count(*) FROM event GROUP BY 1 ORDER BY 1"
        assert connection.execute(asked).fetchall() == [("review", 4), ("undo", 2)]
        for statement in (
            "INSERT INTO event SELECT * FROM event",
            "DELETE FROM event",
            "UPDATE event SET rating = 4",
            "SELECT * FROM card_state",
            "INSERT INTO teaching VALUES (session_user, 'another')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
    with pytest.raises(StoreProblem) as caught:
        Store.open(miller, random=Random(1))
    assert str(caught.value) == (
        f"{Server(miller)} is not a learner's login, so progress cannot be kept apart from others' with it. "
        "study class add-learner makes one."
    )
    with pytest.raises(StoreProblem) as caught:
        list(read_class(Server(urls[0])))
    assert str(caught.value) == (
        f"{Server(urls[0])} is not an instructor's login, which reads a class. "
        "study class add-instructor makes one."
    )


def test_a_login_that_no_rule_binds_is_not_taken_for_a_learner(school):
    sentence = (
        f"{Server(school.url())} is not a learner's login, so progress cannot be kept apart from others' with it. "
        "study class add-learner makes one."
    )
    with pytest.raises(StoreProblem) as caught:
        Store.open(school.url(), random=Random(1))
    assert str(caught.value) == sentence
    with pytest.raises(StoreProblem) as caught:
        ServerLook(Server(school.url())).due_counts(NOON, StudyDays(UTC))
    assert str(caught.value) == sentence
    with pytest.raises(
        StoreProblem, match=r"^postgres is a login of .* with other rights already\. Choose another name\.$"
    ):
        add_learner(Server(school.url()), "postgres", "3a", "x")


@pytest.mark.parametrize(
    "name", ["", "Anna", "1a", 'a"b', "a b", "pg_a", "rolecall_learner", "a" * 63, "é", "a\n"]
)
def test_names_that_are_no_logins(school, name):
    sentence = (
        f"“{name}” cannot be a login: it takes small letters, digits, and . _ - after the first letter."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        add_instructor(Server(school.url()), name, "3a", "x")


def test_a_learner_who_is_there_changes_class_and_keeps_the_password(school, anna):
    assert add_learner(Server(school.url()), name_of(anna), "3z", "other") is False
    Store.open(anna, random=Random(1)).close()
    with by_hand(school.url()) as connection:
        asked = "SELECT class FROM enrolment WHERE learner = %s"
        assert connection.execute(asked, (name_of(anna),)).fetchall() == [("3z",)]


def test_setting_up_again_changes_no_row(school, anna):
    before = everything(school, anna)
    assert set_up(Server(school.url())) == 0
    assert everything(school, anna) == before
    store = Store.open(anna, random=Random(1))
    answer(store, "r/g#a")
    store.close()


@pytest.fixture
def fresh(school):
    """An empty database, whose owner is no superuser."""
    head = name_of(school.learner()).replace("learner", "head")
    owner = school.url(database="postgres").replace("+psycopg", "")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {head} LOGIN CREATEROLE PASSWORD 'x'")
        connection.execute(
            f"GRANT rolecall_learner, rolecall_instructor TO {head} WITH ADMIN TRUE, INHERIT FALSE"
        )
        connection.execute(f"CREATE DATABASE {head} OWNER {head}")
    return Server(school.url(head, "x", head))


def test_an_owner_who_is_no_superuser_can_do_it_all_and_sees_no_answers(school, fresh):
    assert set_up(fresh) == len(MIGRATIONS)
    assert set_up(fresh) == 0
    name = f"own{name_of(school.learner())}"
    assert add_learner(fresh, name, "3a", "y")
    store = Store.open(fresh.address_of(name, "y"), random=Random(1))
    answer(store, "r/f#a")
    store.close()
    with fresh.connect() as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (0,)


def test_an_earlier_format_is_brought_up_to_date_by_its_owner_only(school, fresh, monkeypatch):
    name = f"early{name_of(school.learner())}"
    with monkeypatch.context() as earlier:
        earlier.setattr("progress.server.school.MIGRATIONS", MIGRATIONS[:1])
        earlier.setattr("progress.server.postgres.MIGRATIONS", MIGRATIONS[:1])
        assert set_up(fresh) == 1
        add_learner(fresh, name, "3a", "y")
    url = fresh.address_of(name, "y")
    with by_hand(url) as early:
        early.execute("INSERT INTO deck VALUES ('d', 7, 'as it was')")
    with pytest.raises(StoreProblem) as caught:
        Store.open(url, random=Random(1))
    assert str(caught.value) == (
        f"{Server(url)} was set up by an older Rolecall (format 1; this one needs {len(MIGRATIONS)}). "
        "Whoever looks after it brings it up to date with study class setup-database."
    )
    assert set_up(fresh) == len(MIGRATIONS) - 1
    store = Store.open(url, random=Random(1))
    assert not store.has_seen("d", "as it was")  # a migration saw every learner's rows, and changed them
    answer(store, "r/f#a")
    store.close()
    with fresh.connect() as connection:
        assert connection.execute("SELECT count(*) FROM deck").fetchone() == (0,)
        connection.execute("INSERT INTO migration VALUES (99, 'later', '')")
    with pytest.raises(StoreProblem) as caught:
        set_up(fresh)
    assert str(caught.value) == (
        f"{fresh} was set up by a newer Rolecall (format 99; this one knows {len(MIGRATIONS)}). "
        "It was left as it is: upgrade Rolecall to open it."
    )
