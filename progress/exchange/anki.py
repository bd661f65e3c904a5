"""Reviews out of a collection of Anki, for those of its cards that are ours.

A line of `revlog` has as its `id` the moment in milliseconds since 1970, `cid` the card, `ease` the button from 1, `time` the
milliseconds taken, and `type`: 0 learning, 1 review, 2 relearning, 3 in a filtered deck, 4 set by hand, 5 rescheduled by the
program. What is of type 4 or 5, or has no button, is no answer and left out. In a filtered deck `factor` is 0 where the
answer did not change the card's date: then it was practice (`Event.cram`), as it is for Anki's own scheduler.

Until its second scheduler, Anki had three buttons for cards that were being learned; where a collection was never moved to
the second, 2 is Good and 3 is Easy there.

A card of Anki is ours where a tag or a field of its note is the id of our card (of several, the n-th is for its n-th card),
or by what it asks and answers: see `progress.exchange.recognising`. A review has the same id whenever it is imported, made of Anki's
ids of review and card.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from decks.model import Card
from progress.events import Event, EventKind, Rating
from progress.exchange.anki_notes import NoteTypes
from progress.exchange.recognising import UNKNOWN, Recognition, seen

DEVICE = "anki"
"""The device of reviews from Anki."""
_NAMESPACE = uuid.UUID("0d5c1a53-6d0e-4ee4-8b5e-3f1f8a1c9b7d")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MS = 32_503_680_000_000
"""The beginning of the year 3000."""
_LONGEST_MS = 2**31 - 1
_LEARNING = (0, 2)
_FILTERED = 3
_ANSWERED = (0, 1, 2, _FILTERED)


@dataclass(slots=True)
class Unmatched:
    """A card of Anki that was answered and is none of ours."""

    asks: str
    """What it shows."""
    reason: str
    """Why: one sentence."""
    reviews: int = 0


@dataclass(slots=True)
class Found:
    """What a collection holds for us."""

    events: list[Event] = field(default_factory=list)
    """The reviews of cards that are ours, oldest first."""
    matched: dict[int, str] = field(default_factory=dict)
    """By id of Anki's card: the id of ours. Cards without a review are not in it."""
    unmatched: dict[int, Unmatched] = field(default_factory=dict)
    """By id of Anki's card."""
    by_hand: int = 0
    """Lines that are no answers: dates set by hand or by the program."""
    orphaned: int = 0
    """Reviews of cards that were deleted since."""
    damaged: int = 0
    """Lines that cannot be."""


def read(connection: sqlite3.Connection, cards: Recognition) -> Found:
    """What the collection holds of these cards. Raises sqlite3.Error."""
    found = Found()
    three_buttons = _has_three_buttons(connection)
    types = NoteTypes(connection)
    theirs = {
        cid: (nid, number)
        for cid, nid, number in connection.execute(
            "SELECT id, nid, ord FROM cards WHERE id IN (SELECT cid FROM revlog)"
        )
        if all(isinstance(each, int) for each in (cid, nid, number))
    }
    notes = dict(_notes(connection))
    ours: dict[int, Card] = {}
    for line in connection.execute("SELECT id, cid, ease, time, type, factor FROM revlog ORDER BY id"):
        if not all(isinstance(each, int) for each in line):
            found.damaged += 1
            continue
        at, cid, ease, taken, kind, factor = line
        if kind not in _ANSWERED or ease == 0:
            found.by_hand += 1
            continue
        if three_buttons and kind in _LEARNING and ease in (2, 3):
            ease += 1
        if not 0 <= at < _LAST_MS or not 1 <= ease <= 4:
            found.damaged += 1
            continue
        if cid not in theirs or theirs[cid][0] not in notes:
            found.orphaned += 1
            continue
        if cid not in ours and cid not in found.unmatched:
            card = _recognised(types, cards, *notes[theirs[cid][0]], theirs[cid][1])
            if isinstance(card, Card):
                ours[cid] = card
                found.matched[cid] = card.id
            else:
                found.unmatched[cid] = card
        if cid in found.unmatched:
            found.unmatched[cid].reviews += 1
            continue
        found.events.append(
            _event(ours[cid], at, cid, Rating(ease), taken, cram=kind == _FILTERED and factor == 0)
        )
    return found


def _event(card: Card, at: int, cid: int, rating: Rating, taken: int, *, cram: bool) -> Event:
    return Event(
        id=str(uuid.uuid5(_NAMESPACE, f"{at}/{cid}")),
        learner="",
        device=DEVICE,
        at=_EPOCH + timedelta(milliseconds=at),
        kind=EventKind.REVIEW,
        deck=card.deck,
        card=card.id,
        correct=rating is not Rating.AGAIN,
        rating=rating,
        latency_ms=min(max(taken, 0), _LONGEST_MS),
        cram=cram,
    )


def _notes(
    connection: sqlite3.Connection,
) -> Iterator[tuple[int, tuple[int, tuple[str, ...], tuple[str, ...]]]]:
    wanted = "SELECT nid FROM cards WHERE id IN (SELECT cid FROM revlog)"
    for nid, mid, tags, fields in connection.execute(
        f"SELECT id, mid, tags, flds FROM notes WHERE id IN ({wanted})"  # noqa: S608 - a constant
    ):
        if isinstance(nid, int) and isinstance(mid, int):
            yield nid, (mid, tuple(str(tags or "").split()), tuple(str(fields or "").split("\x1f")))


def _recognised(
    types: NoteTypes,
    cards: Recognition,
    mid: int,
    tags: tuple[str, ...],
    fields: tuple[str, ...],
    ord: int,  # noqa: A002
) -> Card | Unmatched:
    asked, answers = types.sides(mid, ord, fields)
    named = [
        card for each in (*tags, *(seen(each).strip() for each in fields)) if (card := cards.by_id(each))
    ]
    if named:
        return named[ord] if 0 <= ord < len(named) else Unmatched(asked, UNKNOWN)
    reason = UNKNOWN
    for answer in answers or [""]:
        found = cards.find(asked, answer)
        if isinstance(found, Card):
            return found
        reason = found
    return Unmatched(asked, reason)


def _has_three_buttons(connection: sqlite3.Connection) -> bool:
    try:
        row = connection.execute("SELECT ver, conf FROM col").fetchone()
        settings = json.loads(row[1]) if row and isinstance(row[1], str) and row[1] else {}
    except (sqlite3.Error, ValueError, RecursionError):
        return False
    return isinstance(settings, dict) and bool(settings) and settings.get("schedVer", 1) == 1
