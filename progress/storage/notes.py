"""What the database remembers of itself beside the log, by key: whose it is, and how far it has got with others."""

from sqlalchemy import Connection, delete, insert, select

from progress.storage import queries

ADOPTED = "learner:"
"""Before the id of a learner whose answers are this learner's own, given on another device."""


def read(connection: Connection, key: str) -> str | None:
    """What is noted under a key."""
    found = connection.execute(select(queries.META.c.value).where(queries.META.c.key == key))
    return None if (value := found.scalar()) is None else str(value)


def write(connection: Connection, key: str, value: str) -> None:
    """Note something under a key, in the place of what was there."""
    connection.execute(delete(queries.META).where(queries.META.c.key == key))
    connection.execute(insert(queries.META).values(key=key, value=value))


def adopted(connection: Connection) -> frozenset[str]:
    """The ids that this learner has on other devices, as far as was said."""
    key = queries.META.c.key
    found = connection.execute(select(key).where(key.startswith(ADOPTED, autoescape=True))).scalars()
    return frozenset(each.removeprefix(ADOPTED) for each in found)


def adopt(connection: Connection, learner: str, when: str) -> None:
    """Note that another device's learner is this one."""
    write(connection, ADOPTED + learner, when)
