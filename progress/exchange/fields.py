"""The fields of an event as JSON: each read with care, for they may come from anywhere.

Every function takes the object that a line holds and raises `Bad`, with a sentence that repeats nothing of it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeGuard

from progress.events import LONGEST_NOTE, Certainty, EventKind, Rating, Taken
from progress.scheduling.parameters import BOUNDS, fault

LONGEST = 1000
"""Characters that an id may have."""
MOST = 1000
"""Options or lines that an answer may have."""
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
_LATEST = date(3200, 1, 1)
_LONGEST_WAIT = 86400
_MOST_REPS = 10**6
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Bad(Exception):
    """Why a line is no event."""


def plain(value: object, field: str) -> str:
    """A line of plain text, no longer than `LONGEST`."""
    if not isinstance(value, str):
        raise Bad(f"“{field}” is not text.")
    if len(value) > LONGEST:
        raise Bad(f"“{field}” is longer than {LONGEST} characters.")
    if _CONTROL.search(value):
        raise Bad(f"“{field}” holds control characters.")
    return value


def name(found: Mapping[str, Any], field: str, *, needed: bool = True) -> str:
    """An id, or another short text; empty where it is not needed and not there."""
    value = found.get(field)
    if value is None and not needed:
        return ""
    if value is None or value == "":
        if needed:
            raise Bad(f"“{field}” is missing.")
        return ""
    return plain(value, field)


def kind_of(found: Mapping[str, Any]) -> EventKind:
    """What happened."""
    try:
        return EventKind(name(found, "kind"))
    except ValueError:
        kinds = ", ".join(kind.value for kind in EventKind)
        raise Bad(f"“kind” is none of {kinds}; a newer Rolecall may know it.") from None


def moment(found: Mapping[str, Any]) -> datetime:
    """When it happened, in UTC."""
    try:
        at = datetime.fromisoformat(name(found, "at"))
        offset = at.utcoffset()
        at = at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Bad("“at” is not a time such as 2026-03-01T18:05:09Z.") from None
    if offset is None:
        raise Bad("“at” has no time zone; 2026-03-01T18:05:09Z has.")
    if not _FIRST <= at < _LAST:
        raise Bad("“at” is not between the years 1970 and 2999.")
    return at


def day(found: Mapping[str, Any], field: str) -> date | None:
    """A study day, or None."""
    try:
        text = name(found, field, needed=False)
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise Bad(f"“{field}” is not a date such as 2026-03-01.") from None
    if field == "due" and day is not None and not _FIRST.date() <= day < _LATEST:
        raise Bad("“due” is not between the years 1970 and 3199.")
    return day


def certainty(found: Mapping[str, Any]) -> Certainty | None:
    """How sure the learner was."""
    value = found.get("certainty")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value not in tuple(Certainty):
        raise Bad("“certainty” is none of 1, 2, 3.")
    return Certainty(value)


def cram(found: Mapping[str, Any]) -> bool:
    """Whether a review was for practice only."""
    value = found.get("cram")
    if value is None or isinstance(value, bool):
        return bool(value)
    raise Bad("“cram” is neither true nor false.")


def step_and_wait(found: Mapping[str, Any], kind: EventKind) -> tuple[int | None, int | None]:
    """The step that a review left the card in, and the wait; neither where it has a day, or nothing is said."""
    if kind is not EventKind.REVIEW or found.get("due") is not None:
        return None, None
    wait = number(found, "wait_s", largest=_LONGEST_WAIT)
    return (number(found, "step", largest=MOST) or 0, wait) if wait is not None else (None, None)


def note(found: Mapping[str, Any]) -> str:
    """What the learner wrote, in lines."""
    value = found.get("note")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Bad("“note” is not text.")
    if len(value) > LONGEST_NOTE:
        raise Bad(f"“note” is longer than {LONGEST_NOTE} characters.")
    if _CONTROL.search(value.replace("\n", "")):
        raise Bad("“note” holds control characters.")
    return value


def memory(found: Mapping[str, Any], due: date | None) -> Taken | None:
    """What another program made of a card; with a day that it is due on only."""
    value = found.get("memory")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Bad("“memory” is not an object.")
    if due is None:
        raise Bad("“memory” needs a day in “due”.")
    return Taken(
        real(value, "stability", 0.001, 36500.0),
        real(value, "difficulty", 1.0, 10.0),
        number(value, "reps", largest=_MOST_REPS) or 0,
        number(value, "lapses", largest=_MOST_REPS) or 0,
    )


def parameters(found: Mapping[str, Any]) -> tuple[float, ...]:
    """Of the memory model; none for those that hold for everybody."""
    value = found.get("parameters")
    if value is None or value == []:
        return ()
    if not isinstance(value, list) or len(value) != len(BOUNDS):
        raise Bad(f"“parameters” is not a list of {len(BOUNDS)} numbers.")
    if not all(_is_real(each) for each in value):
        raise Bad("“parameters” holds something else than numbers.")
    if wrong := fault(value):
        raise Bad(f"The “parameters” {wrong.removesuffix('.')}.")
    return tuple(map(float, value))


def real(found: Mapping[str, Any], field: str, least: float, most: float) -> float:
    """A number within bounds."""
    value = found.get(field)
    if not _is_real(value) or not least <= value <= most:
        raise Bad(f"“{field}” is not a number from {least:g} to {most:g}.")
    return float(value)


def _is_real(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(found: Mapping[str, Any], field: str, *, largest: int) -> int | None:
    """A whole number from 0 on, or None."""
    value = found.get(field)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise Bad(f"“{field}” is not a whole number from 0 to {largest}.")
    return value


def rating(found: Mapping[str, Any], kind: EventKind) -> Rating | None:
    """Of a review."""
    value = found.get("rating")
    if kind is not EventKind.REVIEW:
        if value is not None:
            raise Bad("“rating” belongs to a review only.")
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value not in tuple(Rating):
        raise Bad("“rating” is none of 1, 2, 3, 4.")
    return Rating(value)


def correct(found: Mapping[str, Any], kind: EventKind, rating: Rating | None) -> bool:
    """Whether it was right: of a review, as its rating says."""
    value = found.get("correct")
    if rating is not None:
        right = rating is not Rating.AGAIN
        if value not in (None, right):
            raise Bad("“correct” contradicts “rating”.")
        return right
    if kind is not EventKind.QUIZ:
        return False
    if not isinstance(value, bool):
        raise Bad("“correct” is neither true nor false.")
    return value


def options(found: Mapping[str, Any]) -> tuple[str, ...]:
    """What was shown to choose from."""
    value = found.get("options")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise Bad(f"“options” is not a list of at most {MOST}.")
    return tuple(plain(option, "options") for option in value)


def renamed(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Pairs of a former and the present name."""
    value = found.get("renamed")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise Bad(f"“renamed” is not a list of at most {MOST}.")
    pairs = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2):
            raise Bad("“renamed” holds something else than pairs of names.")
        pairs.append((plain(pair[0], "renamed"), plain(pair[1], "renamed")))
    return tuple(pairs)


def again(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The cards that mean something else now."""
    value = found.get("again")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise Bad(f"“again” is not a list of at most {MOST}.")
    return tuple(plain(card, "again") for card in value)


def parts(found: Mapping[str, Any]) -> tuple[tuple[str, bool], ...]:
    """Pairs of a line's fact and whether it was recalled."""
    value = found.get("parts")
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST:
        raise Bad(f"“parts” is not a list of at most {MOST}.")
    pairs = []
    for pair in value:
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[1], bool)):
            raise Bad("“parts” holds something else than a fact with true or false.")
        pairs.append((plain(pair[0], "parts"), pair[1]))
    return tuple(pairs)
