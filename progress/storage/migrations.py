"""How the database came to look as tables.py says, step by step.

Each migration runs in one transaction together with its record, so that a crash leaves it done or not begun. What a
migration makes is frozen here and never follows the models; a test holds the end result against them. A fresh database
runs them all.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    cast,
    func,
    insert,
    inspect,
    select,
    text,
)

_RECORD = Table(
    "migration",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("applied", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step."""

    number: int
    """Counted from 1, without gaps."""
    name: str
    apply: Callable[[Connection], None]


def version(connection: Connection) -> int | None:
    """The number of the last migration done: 0 in an empty database, None in one that is not ours."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    if _RECORD.name not in tables:
        return None
    return connection.execute(select(func.max(_RECORD.c.number))).scalar() or 0


def migrate(
    connection: Connection,
    write: Callable[[Connection], AbstractContextManager[None]],
    migrations: Sequence[Migration],
) -> int:
    """Run the migrations that are missing; how many.

    `write` opens a transaction that holds the write lock from the start, so that two programs do not migrate at once.
    """
    done = 0
    for migration in migrations:
        with write(connection):
            if (version(connection) or 0) >= migration.number:
                continue
            migration.apply(connection)
            connection.execute(
                insert(_RECORD).values(
                    number=migration.number,
                    name=migration.name,
                    applied=cast(func.current_timestamp(), String),
                )
            )
            done += 1
    return done


def _first(connection: Connection) -> None:
    """The log, its cache, and what is known of decks and quizzes."""
    big = BigInteger().with_variant(Integer, "sqlite")
    card = String().with_variant(String(collation="C"), "postgresql")
    moment = DateTime(timezone=True)
    tables = MetaData()
    _RECORD.to_metadata(tables)
    Table(
        "event",
        tables,
        Column("sequence", big, primary_key=True),
        Column("id", String, nullable=False),
        Column("learner", String, nullable=False),
        Column("device", String, nullable=False),
        Column("at", moment, nullable=False),
        Column("day", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("deck", String, nullable=False),
        Column("card", card, nullable=False),
        Column("correct", Boolean, nullable=False),
        Column("rating", Integer),
        Column("options", String, nullable=False),
        Column("size", Integer, nullable=False),
        Column("chosen", Integer),
        Column("latency_ms", Integer, nullable=False),
        Column("session", String, nullable=False),
        Column("undoes", String, nullable=False),
        UniqueConstraint("id"),
        Index("event_answer", "card", "kind", "size", "correct"),
        _where(connection, "event_undoes", "undoes", "undoes <> ''"),
        _where(connection, "event_session", "session", "session <> ''"),
    )
    Table(
        "event_part",
        tables,
        Column("event", big, ForeignKey("event.sequence"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("fact", card, nullable=False),
        Column("recalled", Boolean, nullable=False),
        Index("event_part_fact", "fact", "recalled"),
    )
    Table(
        "card_state",
        tables,
        Column("learner", String, primary_key=True),
        Column("card", card, primary_key=True),
        Column("deck", String, nullable=False),
        Column("phase", String, nullable=False),
        Column("step", Integer),
        Column("stability", Float, nullable=False),
        Column("difficulty", Float, nullable=False),
        Column("due", moment, nullable=False),
        Column("last_review", moment, nullable=False),
        Column("reps", Integer, nullable=False),
        Column("lapses", Integer, nullable=False),
        Column("introduced", moment, nullable=False),
        Column("through", String, nullable=False),
        Index("card_state_due", "deck", "phase", "due"),
        Index("card_state_introduced", "deck", "introduced"),
    )
    Table(
        "deck",
        tables,
        Column("id", String, primary_key=True),
        Column("cards", Integer, nullable=False),
        Column("digest", String, nullable=False),
    )
    Table(
        "known_card",
        tables,
        Column("id", card, primary_key=True),
        Column("deck", String, nullable=False),
        Column("fact", String, nullable=False),
        Column("topic", String, nullable=False),
        Column("fingerprint", String, nullable=False),
        Column("first_seen", moment),
        Column("present", Boolean, nullable=False),
        Index("known_card_present", "deck", "present"),
    )
    Table(
        "quiz",
        tables,
        Column("id", String, primary_key=True),
        Column("learner", String, nullable=False),
        Column("deck", String, nullable=False),
        Column("topic", String, nullable=False),
        Column("role", String, nullable=False),
        Column("seed", big, nullable=False),
        Column("questions", String, nullable=False),
        Column("started", moment, nullable=False),
        Column("finished", moment),
    )
    Table(
        "meta",
        tables,
        Column("key", String, primary_key=True),
        Column("value", String, nullable=False),
    )
    tables.create_all(connection, checkfirst=False)


def _where(connection: Connection, name: str, column: str | Column[Any], condition: str) -> Index:
    """An index of those rows only of which that holds.

    It is said to the database that there is, and to no other: SQLAlchemy would load what it knows of that one, too.
    """
    said: dict[str, Any] = {f"{connection.dialect.name}_where": text(condition)}
    return Index(name, column, **said)


def _edits(connection: Connection) -> None:
    """Find the edits of decks among a million answers, and remember what cards said."""
    event = Table("event", MetaData(), Column("kind", String), Column("deck", String))
    _where(connection, "event_edit", event.c.deck, "kind = 'edit'").create(connection)
    connection.execute(text("ALTER TABLE known_card ADD COLUMN content VARCHAR DEFAULT '' NOT NULL"))
    connection.execute(
        text("UPDATE deck SET digest = ''")
    )  # so that what its cards say is noted when next opened


def _marks(connection: Connection) -> None:
    """What a learner does to cards by hand, certainty, and the choices that scheduling made. States are study days now.

    The states of before are worked out anew by whoever opens the database: see `Scheduler.model`.
    """
    for column in (
        "certainty INTEGER",
        "cram BOOLEAN DEFAULT {no} NOT NULL",
        "due VARCHAR DEFAULT '' NOT NULL",
        "step INTEGER",
        "wait_s INTEGER",
        "flag INTEGER DEFAULT 0 NOT NULL",
        "note VARCHAR DEFAULT '' NOT NULL",
    ):
        no = "0" if connection.dialect.name == "sqlite" else "false"
        connection.execute(text(f"ALTER TABLE event ADD COLUMN {column.format(no=no)}"))
    card = String().with_variant(String(collation="C"), "postgresql")
    event = Table("event", MetaData(), Column("kind", String), Column("card", card))
    marks = "kind IN ('bury', 'suspend', 'unsuspend', 'flag', 'note')"
    _where(connection, "event_mark", event.c.card, marks).create(connection)
    connection.execute(text("ALTER TABLE card_state ADD COLUMN day VARCHAR DEFAULT '' NOT NULL"))
    state = Table("card_state", MetaData(), Column("deck", String), Column("day", String))
    Index("card_state_day", state.c.deck, state.c.day).create(connection)
    tables = MetaData()
    Table(
        "card_mark",
        tables,
        Column("learner", String, primary_key=True),
        Column("card", card, primary_key=True),
        Column("deck", String, nullable=False),
        Column("suspended", Boolean, nullable=False),
        Column("buried_until", String, nullable=False),
        Column("flag", Integer, nullable=False),
        Column("note", String, nullable=False),
        Index("card_mark_deck", "deck"),
    )
    tables.create_all(connection, checkfirst=False)


def _quizzes(connection: Connection) -> None:
    """How a quiz is asked, so that one that was left goes on as it was."""
    no = "0" if connection.dialect.name == "sqlite" else "false"
    for column in (
        "mode VARCHAR DEFAULT 'practice' NOT NULL",
        "difficulty VARCHAR DEFAULT '' NOT NULL",
        "limit_s INTEGER",
        "spent_s INTEGER DEFAULT 0 NOT NULL",
        "pass_mark INTEGER",
        f"certainty BOOLEAN DEFAULT {no} NOT NULL",
        "flagged VARCHAR DEFAULT '' NOT NULL",
        "kinds VARCHAR DEFAULT '' NOT NULL",
        f"follows BOOLEAN DEFAULT {no} NOT NULL",
        "added VARCHAR DEFAULT '' NOT NULL",
    ):
        connection.execute(text(f"ALTER TABLE quiz ADD COLUMN {column}"))


def _fits(connection: Connection) -> None:
    """Find the parameters that were fitted among a million answers."""
    event = Table("event", MetaData(), Column("kind", String))
    _where(connection, "event_fit", event.c.kind, "kind = 'fit'").create(connection)


def _swaps(connection: Connection) -> None:
    """Which options of a quiz were taken from what its learner confuses, so that it shows the same ones again."""
    connection.execute(text("ALTER TABLE quiz ADD COLUMN swaps VARCHAR DEFAULT '' NOT NULL"))


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first", _first),
    Migration(2, "edits", _edits),
    Migration(3, "marks", _marks),
    Migration(4, "quizzes", _quizzes),
    Migration(5, "fits", _fits),
    Migration(6, "swaps", _swaps),
)
"""All of them, in order."""
