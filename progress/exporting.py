"""The answer log as JSON, one event a line, and back.

| field | what |
| --- | --- |
| `id` | unique; the same answer has the same id wherever it goes |
| `card` | of the flashcard or question |
| `deck` | slug; `card` begins with it and a colon |
| `at` | UTC, ISO 8601 |
| `kind` | `review`, `quiz`, or (only in a whole log) `undo` or `edit` |
| `rating` | 1 Again, 2 Hard, 3 Good, 4 Easy; null unless a review |
| `correct` | |
| `chosen` | index into `options`, or null |
| `options` | of a question, in the order shown: whose or what each was |
| `latency_ms` | from being shown to being answered |
| `parts` | of a list: pairs of `role/fact` and whether it was recalled |
| `session` | id of the quiz, or empty |
| `undoes` | of an undo: the id of the event taken back |
| `day` | the study day, `YYYY-MM-DD`, or null |
| `learner`, `device` | who answered, and where |
| `renamed` | only of an edit of the deck: pairs of a former and the present name |
| `again` | only of an edit: names of the cards that mean something else now |

Reading takes what others may write: the fields from `chosen` on may be missing, and `correct` where there is a rating.
"""

import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from progress.events import Event, EventKind, Rating

LONGEST = 1000
"""Characters that an id may have."""
MOST = 1000
"""Options or lines that an answer may have."""
_LARGEST = 2**31 - 1
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
_NAMESPACE = uuid.UUID("8f4b6a52-35f6-4b53-9a1c-7d2a53d2c1e4")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class _Bad(Exception):
    """Why a line is no event."""


def to_json(event: Event) -> dict[str, object]:
    """The event as a JSON object."""
    fields: dict[str, object] = {
        "id": event.id,
        "card": event.card,
        "deck": event.deck,
        "at": event.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "kind": event.kind.value,
        "rating": None if event.rating is None else int(event.rating),
        "correct": event.correct,
        "chosen": event.chosen,
        "options": list(event.options),
        "latency_ms": event.latency_ms,
        "parts": [[fact, recalled] for fact, recalled in event.parts],
        "session": event.session,
        "undoes": event.undoes,
        "day": event.day.isoformat() if event.day else None,
        "learner": event.learner,
        "device": event.device,
    }
    if event.kind is EventKind.EDIT:
        fields["renamed"] = [list(pair) for pair in event.renamed]
        fields["again"] = list(event.again)
    return fields


def from_json(line: str) -> Event | str:
    """The event that a line holds, or a sentence that says why it holds none.

    The sentence repeats nothing of the line. A line without an id gets one made from its content, so that it is not
    doubled when read again.
    """
    try:
        found = json.loads(line, parse_constant=_no_constant)
    except RecursionError:
        return "The line is nested too deeply."
    except ValueError:
        return "The line is not JSON."
    if not isinstance(found, dict):
        return "The line is not a JSON object."
    try:
        return _event(found, line)
    except _Bad as bad:
        return str(bad)


def _event(found: Mapping[str, Any], line: str) -> Event:
    kind = _kind(found)
    deck, card = _id(found, "deck"), _id(found, "card")
    if not card.startswith(f"{deck}:") or card == f"{deck}:":
        raise _Bad("“card” does not begin with “deck” and a colon.")
    rating = _rating(found, kind)
    options = _options(found)
    chosen = _number(found, "chosen", largest=MOST)
    if chosen is not None and options and chosen >= len(options):
        raise _Bad("“chosen” is none of the options.")
    return Event(
        id=_id(found, "id", needed=False) or str(uuid.uuid5(_NAMESPACE, line)),
        learner=_id(found, "learner", needed=False),
        device=_id(found, "device", needed=False),
        at=_time(found),
        kind=kind,
        deck=deck,
        card=card,
        correct=_correct(found, kind, rating),
        rating=rating,
        options=options,
        chosen=chosen,
        parts=_parts(found) if kind is EventKind.REVIEW else (),
        latency_ms=_number(found, "latency_ms", largest=_LARGEST) or 0,
        session=_id(found, "session", needed=False),
        undoes=_id(found, "undoes") if kind is EventKind.UNDO else "",
        renamed=_renamed(found) if kind is EventKind.EDIT else (),
        again=_again(found) if kind is EventKind.EDIT else (),
        day=_day(found),
    )


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _text(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise _Bad(f"“{field}” is not text.")
    if len(value) > LONGEST:
        raise _Bad(f"“{field}” is longer than {LONGEST} characters.")
    if _CONTROL.search(value):
        raise _Bad(f"“{field}” holds control characters.")
    return value


def _id(found: Mapping[str, Any], field: str, *, needed: bool = True) -> str:
    value = found.get(field)
    if value is None and not needed:
        return ""
    if value is None or value == "":
        if needed:
            raise _Bad(f"“{field}” is missing.")
        return ""
    return _text(value, field)


def _kind(found: Mapping[str, Any]) -> EventKind:
    try:
        return EventKind(_id(found, "kind"))
    except ValueError:
        raise _Bad("“kind” is none of review, quiz, undo, edit.") from None


def _time(found: Mapping[str, Any]) -> datetime:
    try:
        at = datetime.fromisoformat(_id(found, "at"))
        offset = at.utcoffset()
        at = at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Bad("“at” is not a time such as 2026-03-01T18:05:09Z.") from None
    if offset is None:
        raise _Bad("“at” has no time zone; 2026-03-01T18:05:09Z has.")
    if not _FIRST <= at < _LAST:
        raise _Bad("“at” is not between the years 1970 and 2999.")
    return at


def _day(found: Mapping[str, Any]) -> date | None:
    try:
        day = _id(found, "day", needed=False)
        return date.fromisoformat(day) if day else None
    except ValueError:
        raise _Bad("“day” is not a date such as 2026-03-01.") from None


def _number(found: Mapping[str, Any], field: str, *, largest: int) -> int | None:
    value = found.get(field)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise _Bad(f"“{field}” is not a whole number from 0 to {largest}.")
    return value


def _rating(found: Mapping[str, Any], kind: EventKind) -> Rating | None:
    value = found.get("rating")
    if kind is not EventKind.REVIEW:
        if value is not None:
            raise _Bad("“rating” belongs to a review only.")
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value not in tuple(Rating):
        raise _Bad("“rating” is none of 1, 2, 3, 4.")
    return Rating(value)


def _correct(found: Mapping[str, Any], kind: EventKind, rating: Rating | None) -> bool:
    value = found.get("correct")
    if rating is not None:
        right = rating is not Rating.AGAIN
        if value not in (None, right):
            raise _Bad("“correct” contradicts “rating”.")
        return right
    if kind in (EventKind.UNDO, EventKind.EDIT):
        return False
    if not isinstance(value, bool):
        raise _Bad("“correct” is neither true nor false.")
    return value


def _options(found: Mapping[str, Any]) -> tuple[str, ...]:
    value = found.get("options")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise _Bad(f"“options” is not a list of at most {MOST}.")
    return tuple(_text(option, "options") for option in value)


def _renamed(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    value = found.get("renamed")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise _Bad(f"“renamed” is not a list of at most {MOST}.")
    pairs = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2):
            raise _Bad("“renamed” holds something else than pairs of names.")
        pairs.append((_text(pair[0], "renamed"), _text(pair[1], "renamed")))
    return tuple(pairs)


def _again(found: Mapping[str, Any]) -> tuple[str, ...]:
    value = found.get("again")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise _Bad(f"“again” is not a list of at most {MOST}.")
    return tuple(_text(card, "again") for card in value)


def _parts(found: Mapping[str, Any]) -> tuple[tuple[str, bool], ...]:
    value = found.get("parts")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise _Bad(f"“parts” is not a list of at most {MOST}.")
    pairs = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], bool)):
            raise _Bad("“parts” holds something else than a fact with true or false.")
        pairs.append((_text(pair[0], "parts"), pair[1]))
    return tuple(pairs)
