"""PostgreSQL only: the counterpart of sqlite.py, for a learner's session in a school's database.

Which rows a session sees and writes is decided by the database (see school.py): by who logged in, which no statement can
change. So the queries need not say whose rows they want.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import sqlalchemy
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError, PendingRollbackError, SQLAlchemyError, StatementError

from progress.problems import StoreProblem
from progress.server import server_problems as problems
from progress.server.servers import PATIENCE, Server, need_driver
from progress.storage.migrations import MIGRATIONS

LEARNERS = "rolecall_learner"
"""The role that every learner's login is a member of."""
INSTRUCTORS = "rolecall_instructor"
"""The same of instructors."""

FOR_ALL = "kind IN ('edit', 'fit') OR undoes <> ''"
"""What in the log may concern more than the card that it names. An index finds the last of it: see school.py."""

_BEGIN = (
    # Whoever writes next for this learner waits here. A row of the learner's own, which nobody else can lock.
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT 1 FROM meta WHERE key = 'learner' FOR UPDATE"
)
_STANDING = f"""
SELECT to_regclass('migration') IS NOT NULL AND has_schema_privilege(current_schema(), 'USAGE'),
       EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{LEARNERS}' AND pg_has_role(session_user, oid, 'member')),
       EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{INSTRUCTORS}' AND pg_has_role(session_user, oid, 'member')),
       current_user = session_user
         AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user)
"""  # noqa: S608 - of constants only
_NAME = "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT DO NOTHING"


def connect(server: Server, patience: float = PATIENCE) -> Connection:
    """A connection in which nothing but single statements is committed but by `write`. Raises StoreProblem.

    After it was lost, the next statement connects again.
    """
    need_driver()
    engine = create_engine(
        "postgresql+psycopg://",
        creator=partial(server.connect, patience),
        poolclass=NullPool,
        use_native_hstore=False,
    )
    with told(server):
        return engine.connect()


@contextmanager
def told(server: Server, connection: Connection | None = None) -> Iterator[None]:
    """Turn the database's errors into a StoreProblem, and have a connection that was lost made anew by the next statement."""
    try:
        yield
    except (DBAPIError, PendingRollbackError) as error:
        _forget(connection)
        raise server.problem(getattr(error, "orig", None) or error) from None
    except StatementError as error:  # a statement that had to connect again, and could not
        _forget(connection)
        if isinstance(error.orig, StoreProblem):
            raise error.orig from None
        raise
    except StoreProblem:  # from connecting again
        _forget(connection)
        raise


def _forget(connection: Connection | None) -> None:
    """Let go of the transaction that was lost with its connection, without which there is no connecting again."""
    if connection is not None and connection.invalidated:
        with suppress(SQLAlchemyError):
            connection.rollback()


@contextmanager
def write(connection: Connection) -> Iterator[None]:
    """One transaction, one at a time for each learner: durable when left, undone whole when left by an exception."""
    try:
        connection.exec_driver_sql(_BEGIN)
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if not connection.invalidated:
            with suppress(SQLAlchemyError):
                connection.exec_driver_sql("ROLLBACK")
        raise


def data_version(connection: Connection) -> int:
    """A number that changes when there are new edits of decks or fits, or any was taken back."""
    query = f"SELECT coalesce(max(sequence), 0) FROM event WHERE {FOR_ALL}"  # noqa: S608 - a constant
    return int(connection.exec_driver_sql(query).scalar_one())


def admit(connection: Connection, server: Server, learner: str, device: str) -> None:
    """See that the database is set up and this login bound to its own rows; give it the ids it is known by at first.

    Raises StoreProblem.
    """
    ready, is_learner, is_instructor, is_bound = connection.exec_driver_sql(_STANDING).one()
    if not ready:
        raise problems.not_set_up(server.name)
    if not is_learner or is_instructor or not is_bound:
        raise problems.no_learner(server.name)
    check_format(connection, server)
    for key, value in (("learner", learner), ("device", device)):
        connection.execute(sqlalchemy.text(_NAME), {"key": key, "value": value})


def check_format(connection: Connection, server: Server) -> None:
    """See that the tables are those that this program knows. Raises StoreProblem."""
    found = int(connection.exec_driver_sql("SELECT max(number) FROM migration").scalar_one())
    known = MIGRATIONS[-1].number
    if found < known:
        raise problems.older(server.name, found, known)
    if found > known:
        raise problems.newer(server.name, found, known)
