"""Reviews out of a collection of Anki, for those of its cards that are ours.

A line of `revlog` has as its `id` the moment in milliseconds since 1970, `cid` the card, `ease` the button from 1, `time` the
milliseconds taken, and `type`: 0 learning, 1 review, 2 relearning, 3 in a filtered deck, 4 set by hand, 5 rescheduled by the
program. What is of type 4 or 5, or has no button, is no answer and left out. In a filtered deck `factor` is 0 where the
answer did not change the card's date: then it was practice (`Event.cram`), as it is for Anki's own scheduler.

Until its second scheduler, Anki had three buttons for cards that were being learned; where a collection was never moved to
the second, 2 is Good and 3 is Easy there.

A card of Anki is ours where a tag or a field of its note is the id of our card (of several, the n-th is for its n-th card),
or by what it asks and answers: see `progress.exchange.recognising`. A review has the same id whenever it is imported, made of Anki's
ids of review and card. What there is besides the reviews is taken over as `progress.exchange.anki_states` says.
"""

import json
import sqlite3
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from decks.model import Card
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.exchange import anki_states
from progress.exchange.anki_notes import NoteTypes
from progress.exchange.anki_states import DEVICE, NAMESPACE, Reviewed
from progress.exchange.recognising import UNKNOWN, Recognition, seen

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
    states: list[Event] = field(default_factory=list)
    """What else there is of cards that are ours: when they come, and what was done to them by hand."""
    unanswered: int = 0
    """Cards that are none of ours and were never answered, of which there is something like that."""


def read(
    connection: sqlite3.Connection,
    cards: Recognition,
    days: StudyDays | None = None,
    today: date | None = None,
) -> Found:
    """What the collection holds of these cards; `days` and `today` are the learner's. Raises sqlite3.Error."""
    found = Found()
    recognise = _Recogniser(connection, cards)
    there = set(connection.execute("SELECT id, nid, ord FROM cards WHERE id IN (SELECT cid FROM revlog)"))
    theirs = {
        cid: (nid, number)
        for cid, nid, number in there
        if all(isinstance(each, int) for each in (cid, nid, number))
    }
    reviewed: dict[int, Reviewed] = {}
    three_buttons = _has_three_buttons(connection)
    for line in connection.execute("SELECT id, cid, ease, time, type, factor FROM revlog ORDER BY id"):
        if not all(isinstance(each, int) for each in line):
            found.damaged += 1
            continue
        at, cid, ease, taken, kind, factor = line
        if 0 <= at < _LAST_MS:
            reviewed[cid] = Reviewed(at, cid in reviewed and reviewed[cid].counts)
        if kind not in _ANSWERED or ease == 0:
            found.by_hand += 1
            continue
        if three_buttons and kind in _LEARNING and ease in (2, 3):
            ease += 1
        if not 0 <= at < _LAST_MS or not 1 <= ease <= 4:
            found.damaged += 1
            continue
        card = recognise.card(cid, *theirs[cid]) if cid in theirs else None
        if card is None:
            found.orphaned += 1
            continue
        if isinstance(card, Unmatched):
            found.unmatched[cid] = card
            card.reviews += 1
            continue
        found.matched[cid] = card.id
        event = _event(card, at, cid, Rating(ease), taken, cram=kind == _FILTERED and factor == 0)
        reviewed[cid] = Reviewed(at, reviewed[cid].counts or not event.cram)
        found.events.append(event)

    def ours(cid: int, nid: int, number: int) -> Card | None:
        card = recognise.card(cid, nid, number)
        return card if isinstance(card, Card) else None

    days = days or StudyDays(UTC)
    found.states, found.unanswered = anki_states.read(connection, days, today or date.max, reviewed, ours)
    return found


def _event(card: Card, at: int, cid: int, rating: Rating, taken: int, *, cram: bool) -> Event:
    return Event(
        id=str(uuid.uuid5(NAMESPACE, f"{at}/{cid}")),
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


class _Recogniser:
    """Which of our cards the cards of a collection are; each is looked up once."""

    def __init__(self, connection: sqlite3.Connection, cards: Recognition) -> None:
        """Raises sqlite3.Error."""
        self._cards = cards
        self._types = NoteTypes(connection)
        self._connection = connection
        self._known: dict[int, Card | Unmatched | None] = {}

    def card(self, cid: int, nid: int, number: int) -> Card | Unmatched | None:
        """Our card for the card with this number of a note; None where there is no such note. Raises sqlite3.Error."""
        if cid not in self._known:
            row = self._connection.execute(
                "SELECT mid, tags, flds FROM notes WHERE id = ?", (nid,)
            ).fetchone()
            self._known[cid] = None
            if row is not None and isinstance(row[0], int):
                tags, fields = str(row[1] or "").split(), str(row[2] or "").split("\x1f")
                self._known[cid] = self._find(row[0], tuple(tags), tuple(fields), number)
        return self._known[cid]

    def _find(
        self, mid: int, tags: tuple[str, ...], fields: tuple[str, ...], number: int
    ) -> Card | Unmatched:
        asked, answers = self._types.sides(mid, number, fields)
        texts = (*tags, *(seen(each).strip() for each in fields))
        named = [card for each in texts if (card := self._cards.by_id(each))]
        if named:
            return named[number] if 0 <= number < len(named) else Unmatched(asked, UNKNOWN)
        reason = UNKNOWN
        for answer in answers or [""]:
            found = self._cards.find(asked, answer)
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
