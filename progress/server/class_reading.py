"""PostgreSQL only: the answers of a class out of a school's database, for whoever may read them."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, text

from progress.events import ANSWERS, Event
from progress.server import postgres
from progress.server import server_problems as problems
from progress.server.postgres import INSTRUCTORS
from progress.server.servers import Server
from progress.storage import rows
from progress.storage.batches import PAGE

_MAY = f"""
SELECT row_security_active('event') AND EXISTS (
    SELECT 1 FROM pg_roles WHERE rolname = '{INSTRUCTORS}' AND pg_has_role(session_user, oid, 'member'))
"""  # noqa: S608 - of constants only
_KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(ANSWERS))
_ANSWERS = text(f"""
SELECT e.*, lines.facts, lines.recalled FROM event e
LEFT JOIN LATERAL (
    SELECT array_agg(p.fact ORDER BY p.position) AS facts, array_agg(p.recalled ORDER BY p.position) AS recalled
    FROM event_part p WHERE p.owner = e.owner AND p.event = e.sequence
) lines ON e.size > 0
WHERE e.kind IN ({_KINDS}) AND (CAST(:deck AS text) IS NULL OR e.deck = :deck)
  AND NOT EXISTS (SELECT 1 FROM event u WHERE u.owner = e.owner AND u.undoes = e.id AND u.undoes <> '')
ORDER BY e.owner, e.sequence
""")  # noqa: S608 - of constants only


def read_class(server: Server, deck: str | None = None) -> Generator[tuple[str, Event], None, None]:
    """Each answer (on a deck) with the login that gave it, undone ones left out: of all classes that an instructor may read.

    One state of the database throughout, a page at a time. Raises StoreProblem.
    """
    options = {"yield_per": PAGE}
    with (
        _reading(server) as connection,
        connection.execute(_ANSWERS, {"deck": deck}, execution_options=options) as found,
    ):
        for row in found.mappings():
            yield str(row["owner"]), _event(row)


def read_classes(server: Server) -> dict[str, str]:
    """The class of each login whose answers an instructor may read. Raises StoreProblem."""
    with _reading(server) as connection:
        found = connection.exec_driver_sql("SELECT learner, class FROM enrolment ORDER BY learner")
        return {str(row[0]): str(row[1]) for row in found}


@contextmanager
def _reading(server: Server) -> Iterator[Connection]:
    connection = postgres.connect(server)
    try:
        with postgres.told(server, connection):
            if not connection.exec_driver_sql("SELECT to_regclass('enrolment') IS NOT NULL").scalar_one():
                raise problems.not_set_up(server.name)
            if not connection.exec_driver_sql(_MAY).scalar_one():
                raise problems.no_instructor(server.name)
            postgres.check_format(connection, server)
            connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection
            connection.exec_driver_sql("COMMIT")
    finally:
        connection.close()


def _event(row: RowMapping) -> Event:
    lines = zip(row["facts"] or (), row["recalled"] or (), strict=True)
    event = rows.event_of(row, ())
    return replace(event, parts=tuple((str(f).removeprefix(f"{event.deck}:"), bool(r)) for f, r in lines))
