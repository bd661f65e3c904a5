"""A learner's answers one by one, in the order in which they were given, as far back as it matters for how they stand now."""

import json
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from progress.ids import order_key
from progress.mastery.evidence import Answered, Choice
from progress.mastery.measures import YES_OR_NO, Asked
from progress.storage import evidence_queries
from progress.storage.driver_rows import driver_rows, moment
from progress.storage.following import Names
from progress.storage.replaying import fact_of

LATEST = 12_000
"""Answers beyond which older ones say nothing of the present that these do not."""


class _Row(NamedTuple):
    """What is looked at of an event."""

    key: str
    at: datetime
    quiz: bool


def latest(connection: Connection, deck: str, names: Names, most: int = LATEST) -> list[Answered]:
    """The last `most` answers on a deck, the oldest first, under the names that they go by now."""
    return [answer for _, _, answer in rows(connection, deck, names, most)]


def rows(
    connection: Connection, deck: str, names: Names, most: int, after: int = 0
) -> list[tuple[datetime, int, Answered]]:
    """The same, each with its moment and its event's sequence number; only those with a higher one than `after`."""
    moved = set(names.moved(deck))
    kinds = {kind.value: kind for kind in Asked}
    found: list[tuple[datetime, int, Answered]] = []
    judged: dict[int, _Row] = {}
    first = None
    for row in driver_rows(connection, evidence_queries.latest_answers(deck, most, after)):
        first, id_, told, card, kind, size, correct, chosen = row
        at = moment(told)
        if moved and fact_of(card) in moved:
            card = names.now(card, order_key(id_, at))
        if size and (kind == Asked.CARD.value or chosen is None):
            judged[first] = _Row(order_key(id_, at) if moved else "", at, kind == Asked.QUESTION.value)
        found.append((at, first, Answered(at, card, kinds[kind], size, bool(correct))))
    if judged:
        for sequence, fact, recalled in connection.execute(evidence_queries.lines_since(min(judged), deck)):
            event = judged.get(sequence)
            if event is not None:
                name = names.now(fact, event.key) if moved else fact
                line = Answered(event.at, name, Asked.PART, YES_OR_NO if event.quiz else 0, recalled)
                found.append((event.at, sequence, line))
    found.sort(key=lambda each: each[:2])
    return found


def choices(
    connection: Connection, deck: str, names: Names, most: int = LATEST, window: int | None = None
) -> list[Choice]:
    """The last `most` questions of a deck answered by choosing one option, the oldest first, by their names of now."""
    found = []
    for id_, told, card, options, chosen, correct, certainty in driver_rows(
        connection, evidence_queries.latest_choices(deck, most, window)
    ):
        at = moment(told)
        key = order_key(id_, at)
        refs = tuple(json.loads(options)) if options else ()
        refs = tuple(_now(ref, deck, names, key) for ref in refs)
        found.append(Choice(at, names.now(card, key), refs, chosen, bool(correct), certainty))
    found.sort(key=lambda each: each.at)
    return found


def missed(connection: Connection, deck: str, names: Names) -> frozenset[str]:
    """Ids of the questions of a deck whose last answer was wrong, by their names of now."""
    last: dict[str, tuple[str, bool]] = {}
    for id_, at, card, correct in connection.execute(evidence_queries.last_quiz_answers(deck)):
        key = order_key(id_, at)
        name = names.now(card, key)
        last[name] = max(last.get(name, ("", True)), (key, correct))
    return frozenset(name for name, (_, correct) in last.items() if not correct)


def _now(ref: str, deck: str, names: Names, key: str) -> str:
    """An option's reference as it is called now: roles and written options keep theirs, facts may have moved."""
    if "/" not in ref:
        return ref
    return names.now(f"{deck}:{ref}", key).removeprefix(f"{deck}:")
