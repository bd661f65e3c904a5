"""PostgreSQL only: a school's database, in which the server keeps learners apart.

Every table has a column `owner` beside those of tables.py: who was logged in when the row was made. It leads every key and
index, and row-level security shows a learner rows of that name only, and takes no others. It goes by `session_user`, which
no statement can change, so that a learner who is at the server with a program of their own can do no more than ours. The log
can be added to and read, and not changed.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import Connection

from progress.events import ANSWERS, EventKind
from progress.problems import StoreProblem
from progress.server import postgres
from progress.server import server_problems as problems
from progress.server.postgres import FOR_ALL, INSTRUCTORS, LEARNERS
from progress.server.servers import SCHEMA, Server
from progress.storage import migrations
from progress.storage.migrations import MIGRATIONS

_LOG = ("event", "event_part")
_SHARED = "migration"
_KINDS = ", ".join(f"'{kind.value}'" for kind in (*sorted(ANSWERS), EventKind.UNDO))
_TAUGHT = {
    "event": f"owner IN (SELECT learner FROM enrolment) AND kind IN ({_KINDS})",  # noqa: S608
    "event_part": "owner IN (SELECT learner FROM enrolment)",
}
"""What instructors read of the log: answers, and not what learners note down for themselves."""
_CLASSES = f"""
CREATE TABLE IF NOT EXISTS teaching (instructor name NOT NULL, class text NOT NULL, PRIMARY KEY (instructor, class));
CREATE TABLE IF NOT EXISTS enrolment (learner name PRIMARY KEY, class text NOT NULL);
ALTER TABLE teaching ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON teaching;
DROP POLICY IF EXISTS taught ON enrolment;
CREATE POLICY own ON teaching FOR SELECT TO {INSTRUCTORS} USING (instructor = session_user);
CREATE POLICY taught ON enrolment FOR SELECT TO {INSTRUCTORS}
    USING (class IN (SELECT class FROM teaching WHERE instructor = session_user));
GRANT SELECT ON teaching, enrolment TO {INSTRUCTORS};
"""  # noqa: S608 - of constants only
_FOR_ALL = f"""
DROP INDEX IF EXISTS event_edited;
CREATE INDEX IF NOT EXISTS event_for_all ON event (owner, sequence) WHERE {FOR_ALL};
"""
"""The former did not know of fits."""
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f')
AND conrelid::regclass::text = ANY (%s) ORDER BY contype = 'f' DESC
"""
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes i WHERE schemaname = current_schema() AND tablename = ANY (%s)
AND indexdef NOT LIKE '%%(owner%%' AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = i.indexname)
"""
_TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = ANY (%s)
AND data_type = 'character varying' AND collation_name IS DISTINCT FROM 'C'
"""


def set_up(server: Server) -> int:
    """Make or bring up to date tables, rules and roles, all at once or not at all; how many migrations there were to do.

    To be done by whoever owns the database, as often as wanted. A migration that fills a new table from others has to
    say whose its rows are. Raises StoreProblem.
    """
    with _changing(server) as (connection, raw):
        raw.execute("SELECT pg_advisory_xact_lock(hashtext('rolecall'))")
        for role in (LEARNERS, INSTRUCTORS):
            if not _exists(raw, role):
                raw.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
        raw.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        found = migrations.version(connection)
        if found is None or found > MIGRATIONS[-1].number:
            raise problems.newer(server.name, found or 0, MIGRATIONS[-1].number)
        for table in _tables(raw):  # the rules would hide from a migration what it is to change
            raw.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        done = migrations.migrate(connection, lambda _: _within(raw), MIGRATIONS[found:])
        tables = _tables(raw)
        _give_owners(raw, tables)
        raw.execute(_FOR_ALL)
        raw.execute(_CLASSES)
        _rule(raw, tables)
        return done


@contextmanager
def _changing(server: Server) -> Iterator[tuple[Connection, psycopg.Connection]]:
    """One transaction by the owner of the database, as SQLAlchemy and as Psycopg know it."""
    connection = postgres.connect(server)
    try:
        with postgres.told(server, connection):
            raw = connection.connection.driver_connection
            assert isinstance(raw, psycopg.Connection)  # noqa: S101 - that is how it was made
            try:
                with raw.transaction():
                    yield connection, raw
            except psycopg.Error as error:
                raise server.problem(error) from None
    finally:
        connection.close()


@contextmanager
def _within(raw: psycopg.Connection) -> Iterator[None]:
    """Part of the transaction that is under way."""
    with raw.transaction():
        yield


def _exists(raw: psycopg.Connection, role: str) -> bool:
    return raw.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None


def _tables(raw: psycopg.Connection) -> list[str]:
    """The tables in which every row is somebody's."""
    query = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL (%s) ORDER BY 1"
    return [str(name) for (name,) in raw.execute(query, ([_SHARED, "teaching", "enrolment"],))]


def _give_owners(raw: psycopg.Connection, tables: list[str]) -> None:
    """Put the owner into all tables, and before all keys and indexes. What has it already stays as it is."""
    for table, column in raw.execute(
        _TEXTS, (tables,)
    ).fetchall():  # sorted as in SQLite, whatever the server's language
        raw.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar COLLATE "C"')
    for table in tables:
        raw.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS owner name NOT NULL DEFAULT session_user")
    constraints = [row for row in raw.execute(_CONSTRAINTS, (tables,)).fetchall() if "(owner" not in row[3]]
    for table, name, _, _ in constraints:
        raw.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for table, name, _, definition in sorted(constraints, key=lambda row: str(row[2]) == "f"):
        owned = re.sub(r"\(", "(owner, ", definition)
        raw.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {owned}")
    for name, definition in raw.execute(_INDEXES, (tables,)).fetchall():
        raw.execute(f"DROP INDEX {name}")
        raw.execute(str(definition).replace("(", "(owner, ", 1))


def _rule(raw: psycopg.Connection, tables: list[str]) -> None:
    """Say who may do what. Nothing is allowed that is not said here."""
    raw.execute(f"REVOKE ALL ON SCHEMA {SCHEMA} FROM PUBLIC")
    raw.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {LEARNERS}, {INSTRUCTORS}")
    raw.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {LEARNERS}")
    raw.execute(f"GRANT SELECT ON {_SHARED} TO {LEARNERS}, {INSTRUCTORS}")
    for table in tables:
        raw.execute(f"REVOKE ALL ON {table} FROM PUBLIC, {LEARNERS}, {INSTRUCTORS}")
        raw.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        for (policy,) in raw.execute(
            "SELECT policyname FROM pg_policies WHERE schemaname = current_schema() AND tablename = %s",
            (table,),
        ).fetchall():
            raw.execute(f"DROP POLICY {policy} ON {table}")
        allowed = ("SELECT", "INSERT") if table in _LOG else ("SELECT", "INSERT", "UPDATE", "DELETE")
        for what in allowed:
            rule = "owner = session_user"
            clause = {"INSERT": f"WITH CHECK ({rule})", "UPDATE": f"USING ({rule}) WITH CHECK ({rule})"}
            raw.execute(
                f"CREATE POLICY own_{what.lower()} ON {table} FOR {what} TO {LEARNERS} "
                + clause.get(what, f"USING ({rule})")
            )
            raw.execute(f"GRANT {what} ON {table} TO {LEARNERS}")
    for table, rows in _TAUGHT.items():
        raw.execute(f"CREATE POLICY taught ON {table} FOR SELECT TO {INSTRUCTORS} USING ({rows})")
        raw.execute(f"GRANT SELECT ON {table} TO {INSTRUCTORS}")


def add_learner(server: Server, name: str, group: str, password: str) -> bool:
    """Make a login for a learner of a class; or put one that is there into it, and leave its password.

    Returns whether it was made. Raises ValueError for a name that cannot be one, and StoreProblem.
    """
    with _changing(server) as (connection, raw):
        postgres.check_format(connection, server)
        made = _login(server, raw, name, password, LEARNERS, INSTRUCTORS)
        raw.execute(
            "INSERT INTO enrolment VALUES (%s, %s) ON CONFLICT (learner) DO UPDATE SET class = excluded.class",
            (name, group),
        )
        return made


def add_instructor(server: Server, name: str, group: str, password: str) -> bool:
    """The same for an instructor, who reads the answers of this class beside those of others named before."""
    with _changing(server) as (connection, raw):
        postgres.check_format(connection, server)
        made = _login(server, raw, name, password, INSTRUCTORS, LEARNERS)
        raw.execute("INSERT INTO teaching VALUES (%s, %s) ON CONFLICT DO NOTHING", (name, group))
        return made


def remove_learner(server: Server, name: str) -> tuple[int, bool]:
    """Remove a learner with all that they answered, for good: how many events that were, and whether the login went too.

    A login that something else in the server depends on stays, and may do nothing here any more. Raises StoreProblem, also
    for somebody who is no learner here; nothing is removed then.
    """
    with _changing(server) as (connection, raw):
        postgres.check_format(connection, server)
        who = sql.Identifier(name)
        query = "SELECT pg_has_role(oid, %s, 'member') FROM pg_roles WHERE rolname = %s AND NOT rolsuper"
        if raw.execute(query, (LEARNERS, name)).fetchone() != (True,):
            raise StoreProblem(f"{name} is no learner of {server.name}.")
        tables = _tables(raw)
        # The rules hide others' rows from the owner too. Whoever studies just now waits until this is done.
        for table in tables:
            raw.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        events = 0
        for table in sorted(
            tables, key=lambda table: table == "event"
        ):  # what points to events goes before them
            gone = raw.execute(
                sql.SQL("DELETE FROM {} WHERE owner = %s").format(sql.Identifier(table)), (name,)
            )
            events = gone.rowcount if table == "event" else events
            raw.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        raw.execute("DELETE FROM enrolment WHERE learner = %s", (name,))
        raw.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(LEARNERS), who))
        raw.execute(
            sql.SQL("REVOKE CONNECT ON DATABASE {} FROM {}").format(sql.Identifier(raw.info.dbname), who)
        )
        try:
            with raw.transaction():
                raw.execute(sql.SQL("DROP ROLE {}").format(who))
        except psycopg.errors.DependentObjectsStillExist:
            return events, False
        return events, True


def _login(server: Server, raw: psycopg.Connection, name: str, password: str, role: str, other: str) -> bool:
    if not re.fullmatch(r"[a-z][a-z0-9_.-]{0,61}", name) or name.startswith(("pg_", "rolecall_")):
        raise ValueError(
            f"“{name}” cannot be a login: it takes small letters, digits, and . _ - after the first letter."
        )
    who = sql.Identifier(name)
    made = not _exists(raw, name)
    if made:
        # Worked out here, so that the password itself never comes to the server or its log.
        secret = raw.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
        raw.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(who, sql.Literal(secret)))
    elif _may_more(raw, name, other):
        raise StoreProblem(
            f"{name} is a login of {server.name} with other rights already. Choose another name."
        )
    raw.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), who))
    raw.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(raw.info.dbname), who))
    return made


def _may_more(raw: psycopg.Connection, name: str, other: str) -> bool:
    """Whether rules would not bind a login, or those of another kind do."""
    query = """
    SELECT rolsuper OR rolbypassrls OR rolcreaterole OR pg_has_role(oid, %s, 'member')
        OR pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'event'::regclass), 'member')
    FROM pg_roles WHERE rolname = %s
    """
    return bool(raw.execute(query, (other, name)).fetchone() != (False,))
