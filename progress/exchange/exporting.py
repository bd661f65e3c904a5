"""The answer log as JSON, one event a line, and back; `progress/FORMAT.md` describes every field.

Reading takes what others may write: the fields from `chosen` on may be missing, and `correct` where there is a rating. A
kind that is not known is refused: another version may mean something by it that this one would get wrong.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from progress.events import ALL_CARDS, ANSWERS, FLAGS, Event, EventKind
from progress.exchange import fields

_LARGEST = 2**31 - 1
_DATED = (EventKind.REVIEW, EventKind.BURY, EventKind.RESCHEDULE)
_NAMESPACE = uuid.UUID("8f4b6a52-35f6-4b53-9a1c-7d2a53d2c1e4")


def to_json(event: Event) -> dict[str, object]:
    """The event as a JSON object."""
    found: dict[str, object] = {
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
        found["renamed"] = [list(pair) for pair in event.renamed]
        found["again"] = list(event.again)
    if event.certainty is not None:
        found["certainty"] = int(event.certainty)
    if event.cram:
        found["cram"] = True
    if event.due is not None or event.kind in (EventKind.BURY, EventKind.RESCHEDULE):
        found["due"] = event.due.isoformat() if event.due else None
    if event.wait_s is not None:
        found |= {"step": event.step, "wait_s": event.wait_s}
    if event.kind is EventKind.FLAG:
        found["flag"] = event.flag
    if event.kind is EventKind.NOTE:
        found["note"] = event.note
    if event.memory is not None:
        found["memory"] = event.memory._asdict()
    if event.kind is EventKind.FIT:
        found["parameters"] = list(event.parameters)
    return found


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
    except fields.Bad as bad:
        return str(bad)


def _event(found: Mapping[str, Any], line: str) -> Event:
    kind = fields.kind_of(found)
    deck, card = "", ALL_CARDS
    if kind is not EventKind.FIT:
        deck, card = fields.name(found, "deck"), fields.name(found, "card")
        if not card.startswith(f"{deck}:") or card == f"{deck}:":
            raise fields.Bad("“card” does not begin with “deck” and a colon.")
    rating = fields.rating(found, kind)
    options = fields.options(found)
    step, wait_s = fields.step_and_wait(found, kind)
    due = fields.day(found, "due") if kind in _DATED else None
    chosen = fields.number(found, "chosen", largest=fields.MOST)
    if chosen is not None and options and chosen >= len(options):
        raise fields.Bad("“chosen” is none of the options.")
    return Event(
        id=fields.name(found, "id", needed=False) or str(uuid.uuid5(_NAMESPACE, line)),
        learner=fields.name(found, "learner", needed=False),
        device=fields.name(found, "device", needed=False),
        at=fields.moment(found),
        kind=kind,
        deck=deck,
        card=card,
        correct=fields.correct(found, kind, rating),
        rating=rating,
        options=options,
        chosen=chosen,
        parts=fields.parts(found) if kind in ANSWERS else (),
        latency_ms=fields.number(found, "latency_ms", largest=_LARGEST) or 0,
        session=fields.name(found, "session", needed=False),
        undoes=fields.name(found, "undoes") if kind is EventKind.UNDO else "",
        renamed=fields.renamed(found) if kind is EventKind.EDIT else (),
        again=fields.again(found) if kind is EventKind.EDIT else (),
        day=fields.day(found, "day"),
        certainty=fields.certainty(found) if kind is EventKind.QUIZ else None,
        cram=fields.cram(found) if kind is EventKind.REVIEW else False,
        due=due,
        step=step,
        wait_s=wait_s,
        flag=(fields.number(found, "flag", largest=FLAGS) or 0) if kind is EventKind.FLAG else 0,
        note=fields.note(found) if kind is EventKind.NOTE else "",
        memory=fields.memory(found, due) if kind is EventKind.RESCHEDULE else None,
        parameters=fields.parameters(found) if kind is EventKind.FIT else (),
    )


def _no_constant(name: str) -> None:
    raise ValueError(name)
