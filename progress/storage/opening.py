"""Opening a database: whether it is fit for use, and what a new one begins with.

A file is made where there is none, and brought to the present format; a server's database has to be there.
"""

import uuid
from pathlib import Path
from random import Random

from sqlalchemy import Connection, insert

from progress import problems
from progress.safety.backups import before_upgrade
from progress.server.servers import Server
from progress.storage import queries, sqlite
from progress.storage.databases import Place
from progress.storage.migrations import MIGRATIONS, migrate, version


def connect(
    database: Path | str, learner: str | None, random: Random, patience: float
) -> tuple[Place, Connection]:
    """Where `database` is, and a connection to it: to be admitted before anything else is done with it.

    Raises StoreProblem.
    """
    if isinstance(database, str) and "://" in database:
        server = Server(database)
        from progress.server import postgres

        return server, postgres.connect(server, patience)
    path = Path(database)
    if not sqlite.inspect_file(path):
        sqlite.create(path, random, lambda connection: _prepare(connection, learner, random))
    return path, sqlite.connect(path, patience)


def admit(place: Place, connection: Connection, learner: str | None, random: Random) -> None:
    """See that the database is sound and ours, and of the present format; raise StoreProblem where it is not.

    `learner` names whose it is to be when new.
    """
    if isinstance(place, Server):
        from progress.server import postgres

        postgres.admit(connection, place, learner or _random_id(random), _random_id(random))
    else:
        _admit_file(connection, place)


def _prepare(connection: Connection, learner: str | None, random: Random) -> None:
    """Fill an empty database."""
    migrate(connection, sqlite.write, MIGRATIONS)
    names = {"learner": learner or _random_id(random), "device": _random_id(random)}
    with sqlite.write(connection):
        connection.execute(
            insert(queries.META), [{"key": key, "value": value} for key, value in names.items()]
        )


def _admit_file(connection: Connection, path: Path) -> None:
    """See that the file is sound and ours, and bring it to the present format."""
    if path.stat().st_size <= sqlite.SMALL and (found := sqlite.quick_check(connection)):
        raise problems.damaged(path, found)
    present = version(connection)
    if not present:
        raise problems.not_ours(path)
    if present > MIGRATIONS[-1].number:
        raise problems.newer(path, present, MIGRATIONS[-1].number)
    sqlite.use_wal(connection)
    if present < MIGRATIONS[-1].number:
        before_upgrade(path, MIGRATIONS[-1].number)
    migrate(connection, sqlite.write, MIGRATIONS[present:])
    connection.execute(queries.LAST).all()


def _random_id(random: Random) -> str:
    return str(uuid.UUID(int=random.getrandbits(128), version=4))
