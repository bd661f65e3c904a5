"""The answer log as JSON, one event a line, and back.

| field | what |
| --- | --- |
| `id` | unique; the same answer has the same id wherever it goes |
| `card` | of the flashcard or question |
| `deck` | slug; `card` begins with it and a colon |
| `at` | UTC, ISO 8601 |
| `kind` | `review`, `quiz`, or (only in a whole log) `undo`, `edit`, `bury`, `suspend`, `unsuspend`, `flag`, `note` or `reschedule` |
| `rating` | 1 Again, 2 Hard, 3 Good, 4 Easy; null unless a review |
| `correct` | |
| `chosen` | index into `options`, or null |
| `options` | of a question, in the order shown: whose or what each was |
| `latency_ms` | from being shown to being answered |
| `parts` | of a list: pairs of `role/fact` and whether it was recalled; of a question with several answers: pairs of option and whether it was judged rightly |
| `session` | id of the quiz, or empty |
| `undoes` | of an undo: the id of the event taken back |
| `day` | the study day, `YYYY-MM-DD`, or null |
| `learner`, `device` | who answered, and where |
| `renamed` | only of an edit of the deck: pairs of a former and the present name |
| `again` | only of an edit: names of the cards that mean something else now |
| `certainty` | only of a quiz where it was asked: 1 guess, 2 unsure, 3 sure |
| `cram` | only of a review for practice, that leaves the schedule alone: true |
| `due` | a study day, `YYYY-MM-DD`. Of a review: the day that the card was put to. Of `bury`: the day from which the card is there again; null takes it out. Of `reschedule`: the new day; null makes the card new again |
| `step`, `wait_s` | only of a review that left the card in its learning steps: the index of the step, and seconds until it is shown again |
| `flag` | only of a flag: 1 to 7, the number of a colour; 0 takes it away |
| `note` | only of a note: at most 4,000 characters of plain text, in lines; empty takes it away |
| `deck_version` | only of an anonymous export (see `progress.exchange.anonymous`), where `learner` is a pseudonym and `at` a day: the deck's version |

Reading takes what others may write: the fields from `chosen` on may be missing, and `correct` where there is a rating. A
review without `due` and `wait_s` is put to the day that standard settings give. A kind that is not in this table is
refused: another version may mean something by it that this one would get wrong.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from progress.events import ANSWERS, FLAGS, Event, EventKind
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
    deck, card = fields.name(found, "deck"), fields.name(found, "card")
    if not card.startswith(f"{deck}:") or card == f"{deck}:":
        raise fields.Bad("“card” does not begin with “deck” and a colon.")
    rating = fields.rating(found, kind)
    options = fields.options(found)
    step, wait_s = fields.step_and_wait(found, kind)
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
        due=fields.day(found, "due") if kind in _DATED else None,
        step=step,
        wait_s=wait_s,
        flag=(fields.number(found, "flag", largest=FLAGS) or 0) if kind is EventKind.FLAG else 0,
        note=fields.note(found) if kind is EventKind.NOTE else "",
    )


def _no_constant(name: str) -> None:
    raise ValueError(name)
