"""How single cards stand now, where reading a whole deck would take too long."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from progress.marks import Marks
from progress.memory import Memory
from progress.storage import rows
from progress.storage.batches import IDS, batched
from progress.storage.queries import MARK, STATE


class Standing(NamedTuple):
    """What is known of some cards."""

    memories: dict[str, Memory]
    """By card id, of those that have one."""
    marks: dict[str, Marks]
    """By card id, of those that something was done to."""


def standing(connection: Connection, learner: str, cards: Iterable[str]) -> Standing:
    """How these cards stand. Raises ValueError or KeyError for what makes no sense."""
    found = Standing({}, {})
    memory = [STATE.c[name] for name in rows.MEMORY]
    for some in batched(cards, IDS):
        states = select(STATE.c.card, *memory).where(STATE.c.learner == learner, STATE.c.card.in_(some))
        found.memories.update((row[0], rows.memory_of(row[1:])) for row in connection.execute(states))
        marks = select(MARK).where(MARK.c.learner == learner, MARK.c.card.in_(some))
        found.marks.update((row["card"], rows.marks_in(row)) for row in connection.execute(marks).mappings())
    return found
