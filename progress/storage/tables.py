"""The tables that progress is kept in. `event` and its parts are the truth; every other answer-derived row is a cache.

Times are UTC; in SQLite they are text like `2026-03-01 18:05:09.123456`, so that they can be read and sort by time.
A change here needs a migration (see migrations.py).
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Index, Integer, MetaData, String, Table, text
from sqlmodel import Field, SQLModel

_BIG = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself in SQLite
_CARD = String().with_variant(String(collation="C"), "postgresql")
"""Card ids are looked up by prefix, which wants the order of code points."""


IS_MARK = "kind IN ('bury', 'suspend', 'unsuspend', 'flag', 'note')"
"""What the index over marks covers; a query has to say it in the same words, or the index would not serve."""


class Row(SQLModel):
    """A table of this database; kept apart from what other users of SQLModel declare."""

    metadata: ClassVar[MetaData] = MetaData()


class EventRow(Row, table=True):
    """One line of the log, never changed or deleted. See `progress.events.Event`."""

    __tablename__ = "event"
    __table_args__ = (
        # Covers the tallies and, a fact being the beginning of its cards' ids, finds all that bears on a card.
        Index("event_answer", "card", "kind", "size", "correct"),
        # Migrations make them, on PostgreSQL with the same conditions; to say those here would have every program, whatever
        # database it uses, import SQLAlchemy's dialect of PostgreSQL: a tenth of what storage takes to load.
        Index("event_undoes", "undoes", sqlite_where=text("undoes <> ''")),
        Index("event_session", "session", sqlite_where=text("session <> ''")),
        Index("event_edit", "deck", sqlite_where=text("kind = 'edit'")),
        Index("event_fit", "kind", sqlite_where=text("kind = 'fit'")),
        Index("event_mark", "card", sqlite_where=text(IS_MARK)),
    )

    sequence: int | None = Field(default=None, primary_key=True, sa_type=_BIG)
    """The order in which this database came to know of it, whatever the clocks said."""
    id: str = Field(unique=True)
    learner: str
    device: str
    at: datetime
    day: str
    """The study day, `YYYY-MM-DD`, or empty."""
    kind: str
    deck: str
    card: str = Field(sa_type=_CARD)
    correct: bool
    rating: int | None
    options: str
    """A JSON list, or empty; of an edit, an object with `renamed` and `again`, and of others with `memory` or `parameters`."""
    size: int
    """How many options or lines there were."""
    chosen: int | None
    latency_ms: int
    session: str
    undoes: str
    certainty: int | None
    cram: bool = Field(sa_column_kwargs={"server_default": text("0")})
    due: str = Field(sa_column_kwargs={"server_default": text("''")})
    """A study day, `YYYY-MM-DD`, or empty."""
    step: int | None
    wait_s: int | None
    flag: int = Field(sa_column_kwargs={"server_default": text("0")})
    note: str = Field(sa_column_kwargs={"server_default": text("''")})


class PartRow(Row, table=True):
    """One line of a list answer."""

    __tablename__ = "event_part"
    __table_args__ = (Index("event_part_fact", "fact", "recalled"),)

    event: int = Field(primary_key=True, foreign_key="event.sequence", sa_type=_BIG)
    position: int = Field(primary_key=True)
    fact: str = Field(sa_type=_CARD)
    """`deck:role/fact`."""
    recalled: bool


class StateRow(Row, table=True):
    """What the log makes of a card that has been answered: see `progress.storage.replaying.State`."""

    __tablename__ = "card_state"
    __table_args__ = (
        Index("card_state_due", "deck", "phase", "due"),
        Index("card_state_introduced", "deck", "introduced"),
        Index("card_state_day", "deck", "day"),
    )

    learner: str = Field(primary_key=True)
    card: str = Field(primary_key=True, sa_type=_CARD)
    deck: str
    phase: str
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    """Of a learned card midnight UTC as the name of a study day, whatever the time zone; else a moment."""
    last_review: datetime
    reps: int
    lapses: int
    introduced: datetime
    """When it was first answered."""
    through: str
    """The order key of the last event that is in this state."""
    day: str = Field(sa_column_kwargs={"server_default": text("''")})
    """The study day of the last review, `YYYY-MM-DD`."""


class MarkRow(Row, table=True):
    """What the log says was done to a card by hand: see `progress.marks.Marks`. Only cards that are marked are here."""

    __tablename__ = "card_mark"
    __table_args__ = (Index("card_mark_deck", "deck"),)

    learner: str = Field(primary_key=True)
    card: str = Field(primary_key=True, sa_type=_CARD)
    deck: str
    suspended: bool
    buried_until: str
    """The study day from which it is there again, `YYYY-MM-DD`, or empty."""
    flag: int
    note: str


class DeckRow(Row, table=True):
    """A deck as it was when it was last opened."""

    __tablename__ = "deck"

    id: str = Field(primary_key=True)
    cards: int
    """How many cards it has."""
    digest: str
    """A hash over its cards' ids, topics and fingerprints."""


class KnownCardRow(Row, table=True):
    """A card that a deck has or had."""

    __tablename__ = "known_card"
    __table_args__ = (Index("known_card_present", "deck", "present"),)

    id: str = Field(primary_key=True, sa_type=_CARD)
    deck: str
    fact: str
    topic: str
    fingerprint: str
    first_seen: datetime | None
    present: bool
    """Whether the deck still had it when it was last opened."""
    content: str = Field(sa_column_kwargs={"server_default": text("''")})
    """What it asked and wanted when the deck last had it, to judge later edits by; empty where that was not noted."""


class QuizRow(Row, table=True):
    """A quiz: see `progress.sessions.quizzing.QuizRecord`."""

    __tablename__ = "quiz"

    id: str = Field(primary_key=True)
    learner: str
    deck: str
    topic: str
    role: str
    seed: int = Field(sa_type=_BIG)
    questions: str
    """A JSON list of ids."""
    started: datetime
    finished: datetime | None
    mode: str = Field(sa_column_kwargs={"server_default": text("'practice'")})
    difficulty: str = Field(sa_column_kwargs={"server_default": text("''")})
    limit_s: int | None
    spent_s: int = Field(sa_column_kwargs={"server_default": text("0")})
    pass_mark: int | None
    certainty: bool = Field(sa_column_kwargs={"server_default": text("0")})
    flagged: str = Field(sa_column_kwargs={"server_default": text("''")})
    """A JSON list of ids, or empty; so is `added`."""
    kinds: str = Field(sa_column_kwargs={"server_default": text("''")})
    follows: bool = Field(sa_column_kwargs={"server_default": text("0")})
    added: str = Field(sa_column_kwargs={"server_default": text("''")})
    swaps: str = Field(sa_column_kwargs={"server_default": text("''")})
    """A JSON list of lists, or empty."""


class MetaRow(Row, table=True):
    """What this database says of itself: `learner` and `device`."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


class MigrationRow(Row, table=True):
    """A migration that this database has been through."""

    __tablename__ = "migration"

    number: int = Field(primary_key=True)
    name: str
    applied: str
    """UTC, by the database's clock."""


def table(name: str) -> Table:
    """The Core table of that name."""
    return Row.metadata.tables[name]
