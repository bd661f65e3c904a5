"""Answers as a class report takes them: read from exports that anybody may have had a hand in, as fast as may be. Pure."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

from progress.events import ANSWERS, Event, EventKind
from progress.exchange.exporting import from_json
from progress.exchange.lines import MAX_LINE

_SHORT = 4000
_FIRST = "1970"
_LAST = "3000"


class Given(NamedTuple):
    """One answer."""

    id: str
    student: str
    """The pseudonym, or the learner's id; empty where the export names nobody."""
    at: float
    """Seconds since 1970. Of an anonymous export: of the study day, with the order within it for the seconds."""
    day: int
    """The study day, as `date.toordinal`; the day in UTC where the export does not tell it."""
    zoned: bool
    """Whether the export tells the study day."""
    deck: str
    card: str
    quiz: bool
    correct: bool
    options: tuple[str, ...]
    chosen: int | None
    parts: tuple[tuple[str, bool], ...]
    version: str
    """Of the deck when it was exported; empty where that is not said."""


class Undoing(NamedTuple):
    """An answer was taken back."""

    undoes: str


class Read(NamedTuple):
    """What one line holds."""

    number: int
    """Counted from 1."""
    found: Given | Undoing | str | None
    """An answer, the taking back of one, the sentence that says why there is none; None for anything else."""
    bytes: int
    """How much of the file has been read."""


def given(event: Event, version: str = "") -> Given:
    """An event of the log, as a class report takes it. `version`: of the deck, see `deck_version`."""
    day = event.day or event.at.astimezone(UTC).date()
    return Given(
        event.id, event.learner, event.at.timestamp(), day.toordinal(), event.day is not None, event.deck,
        event.card, event.kind is EventKind.QUIZ, event.correct, event.options, event.chosen, event.parts, version,
    )  # fmt: skip


def deck_version(digest: str) -> str:
    """How a version of a deck is called in exports, from `progress.storage.digests.digest_of`."""
    return digest[:12]


def read_given(stream: BinaryIO) -> Iterator[Read]:
    """The lines of an export, empty ones left out; never raises for what they hold, and holds one of them at a time.

    An export written as one JSON document is understood as well, but has to be held whole.
    """
    number = done = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        done += len(raw)
        if number == 1:
            if raw.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
                yield from _document(raw + stream.read())
                return
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_LINE)
                done += len(raw)
            yield Read(number, "The line is longer than 1 MB.", done)
            continue
        try:
            line = raw.decode().strip()
        except UnicodeDecodeError:
            yield Read(number, "The line is not UTF-8.", done)
            continue
        if line:
            yield Read(number, _read(line), done)


def _document(raw: bytes) -> Iterator[Read]:
    try:
        records = json.loads(raw)
    except (ValueError, RecursionError):
        yield Read(1, "The file is neither JSON Lines nor a whole JSON document.", len(raw))
        return
    for number, record in enumerate(records, 1):
        yield Read(number, _read(json.dumps(record)), len(raw))


def _read(line: str) -> Given | Undoing | str | None:
    if line.isascii() and len(line) <= _SHORT and "\\" not in line and "\x7f" not in line:
        quick = _quick(line)
        if quick is not None:
            return quick
    event = from_json(line)
    if isinstance(event, str):
        return event
    if event.kind is EventKind.UNDO:
        return Undoing(event.undoes)
    return given(event, _version(line)) if event.kind in ANSWERS else None


def _version(line: str) -> str:
    found = json.loads(line).get("deck_version")
    return found[:64] if isinstance(found, str) and found.isascii() and found.isalnum() else ""


def _quick(line: str) -> Given | None:
    """What `from_json` gives for an answer such as the program writes, in a fifth of the time; None for anything else.

    Such a line has no escapes and only ASCII, so that nothing in it can be a control character; all else, and what is
    null or of another type than usual, is left to `from_json`, which also has the words for what is wrong. Fields that no
    class report needs are not looked at.
    """
    try:
        found: dict[str, Any] = json.loads(line)
        kind, deck, card = found["kind"], found["deck"], found["card"]
        id_, at, day = found["id"], found["at"], found.get("day")
        student, chosen, options = found.get("learner", ""), found.get("chosen"), found.get("options", [])
        version, parts = found.get("deck_version", ""), found.get("parts", [])
        right, rating = found["correct"], found.get("rating")
        "".join((id_, deck, card, at, student, version, *options))  # raises TypeError unless all are texts
        if type(options) is not list or type(parts) is not list or not (day is None or type(day) is str):
            return None
        if not (id_ and deck and card.startswith(deck + ":") and len(card) > len(deck) + 1 and at[-1] == "Z"):
            return None
        if len(id_) > 1000 or len(card) > 1000 or len(student) > 1000:
            return None
        if kind == "quiz":
            if rating is not None or type(right) is not bool:
                return None
        elif kind != "review" or type(rating) is not int or not 1 <= rating <= 4 or right is not (rating > 1):
            return None
        if chosen is not None and (type(chosen) is not int or not 0 <= chosen < len(options)):
            return None
        if not _FIRST <= at[:4] < _LAST or (version and not version.isalnum()):
            return None
        moment = datetime.fromisoformat(at)
        pairs = tuple([(name, well) for name, well in parts if type(name) is str and type(well) is bool])
        if len(pairs) != len(parts):
            return None
        ordinal = _ordinal(day) if day else moment.toordinal()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return Given(
        id_, student, moment.timestamp(), ordinal, bool(day), deck, card, kind == "quiz", right, tuple(options),
        chosen, pairs, version[:64],
    )  # fmt: skip


@lru_cache(4096)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
