"""Reviews that another program wrote as CSV: columns found by their names, cards by id or text.

| what | columns that are taken for it | cells |
| --- | --- | --- |
| `card` | `card`, `card_id`, `prompt`, `front`, `question` | the id of a card, with or without its deck, or what it asks |
| `answer` | `answer`, `back` | told apart by it: cards that ask the same; need not be there |
| `at` | `at`, `review_time`, `reviewed_at`, `timestamp`, `datetime`, `review_date`, `date` | ISO 8601, or seconds or milliseconds since 1970; without a time zone it is local, without a time noon |
| `rating` | `rating`, `ease`, `grade`, `review_rating` | 1 to 4, or again, hard, good, easy |
| `duration` | `latency_ms`, `duration_ms`, `review_duration`, `duration`, `duration_s`, `seconds` | milliseconds; seconds where the column's name ends in `_s` or is `seconds`; need not be there |

Names count whatever their case, and a space or hyphen is an underscore. The same review has the same id each time that it is
read, from whichever file: it is made of the card, the time as it is written, and the rating. Only of days without a time are
equal records several reviews, counted within their file.
"""

import re
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from decks.model import Card
from progress.events import Event, EventKind, Rating
from progress.exchange.csv_records import Unreadable
from progress.exchange.tabular import bare

NAMES: Mapping[str, tuple[str, ...]] = {
    "card": ("card", "card_id", "prompt", "front", "question"),
    "answer": ("answer", "back"),
    "at": ("at", "review_time", "reviewed_at", "timestamp", "datetime", "review_date", "date"),
    "rating": ("rating", "ease", "grade", "review_rating"),
    "duration": ("latency_ms", "duration_ms", "review_duration", "duration", "duration_s", "seconds"),
}
"""By what is looked for: the names of columns, the likeliest first."""
DEVICE = "csv"
"""The device of reviews from such a file."""
_NEEDED = ("card", "at", "rating")
_RATINGS = {rating.name.lower(): rating for rating in Rating} | {
    str(int(rating)): rating for rating in Rating
}
_NAMESPACE = uuid.UUID("5f1f2f6e-0c0b-4e0e-9f53-7f0f5f7c3f0a")
_NUMBER = re.compile(r"([0-9]{1,16})(?:\.([0-9]{1,9}))?", re.ASCII)
_DAY = re.compile(r"\d{4}(-?)\d\d\1\d\d", re.ASCII)
_IN_MILLISECONDS = 100_000_000_000
"""As seconds this is in the year 5138, as milliseconds in 1973."""
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
_LONGEST_MS = 2**31 - 1
_LONGEST, _MOST = 40, 20
"""Characters and columns of a header that a sentence repeats."""

Find = Callable[[str, str], Card | str]
"""The card that asks this (and has this answer), or a sentence: see `progress.exchange.recognising`."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Which column is what."""

    columns: Mapping[str, str]
    """By what is looked for (`NAMES`): the column, as the header names it."""
    in_seconds: bool
    """Whether durations are."""


def understand(header: Sequence[str], mapped: Mapping[str, str]) -> Understood:
    """Find the columns; `mapped` names some of them. Raises Unreadable."""
    plain = {_plain(name): name for name in reversed(header) if name}
    columns: dict[str, str] = {}
    for what, names in NAMES.items():
        if what in mapped:
            if _plain(mapped[what]) not in plain:
                raise Unreadable(f"it has no column “{mapped[what]}”; it has {_list(header)}.")
            columns[what] = plain[_plain(mapped[what])]
        elif found := next((plain[name] for name in names if name in plain), None):
            columns[what] = found
    if missing := [what for what in _NEEDED if what not in columns]:
        options = " ".join(f"--map {what}=COLUMN" for what in missing)
        raise Unreadable(
            f"no column is known for “{'”, “'.join(missing)}” among {_list(header)}; name it with {options}."
        )
    duration = _plain(columns.get("duration", ""))
    return Understood(columns, duration.endswith("_s") or duration == "seconds")


def _list(header: Sequence[str]) -> str:
    names = [name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in header if name]
    return ", ".join(names if len(names) <= _MOST else [*names[:_MOST], "…"])


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


class Reviews:
    """Makes events of the records of one file."""

    def __init__(self, understood: Understood, find: Find, zone: tzinfo) -> None:
        """`zone`: the time zone of times without one."""
        self._understood = understood
        self._find = find
        self._zone = zone
        self._days: Counter[tuple[str, ...]] = Counter()

    def event(self, row: Mapping[str, str]) -> Event | str:
        """The review that a record holds, or a sentence that says why it holds none."""
        cells = {what: bare(row.get(name, "")).strip() for what, name in self._understood.columns.items()}
        if not cells["card"]:
            return "The cell with the card is empty."
        rating = _RATINGS.get(cells["rating"].lower().removesuffix(".0"))
        if rating is None:
            return "The rating is none of 1, 2, 3, 4, again, hard, good, easy."
        at = _moment(cells["at"], self._zone)
        if isinstance(at, str):
            return at
        latency = self._latency(cells.get("duration", ""))
        if latency is None:
            return "The duration is not a number, or is longer than 24 days."
        card = self._find(cells["card"], cells.get("answer", ""))
        if isinstance(card, str):
            return card
        written = cells["at"] if at.tzinfo is None else at.astimezone(UTC).isoformat()
        key: tuple[str, ...] = (card.id, written, str(int(rating)))
        if _DAY.fullmatch(cells["at"]):
            self._days[key] += 1
            key = (*key, str(self._days[key]))
        return Event(
            id=str(uuid.uuid5(_NAMESPACE, "\x1f".join(key))),
            learner="",
            device=DEVICE,
            at=_in_utc(at, self._zone),
            kind=EventKind.REVIEW,
            deck=card.deck,
            card=card.id,
            correct=rating is not Rating.AGAIN,
            rating=rating,
            latency_ms=latency,
        )

    def _latency(self, cell: str) -> int | None:
        if not cell:
            return 0
        if not _NUMBER.fullmatch(cell):
            return None
        milliseconds = round(float(cell) * (1000 if self._understood.in_seconds else 1))
        return milliseconds if milliseconds <= _LONGEST_MS else None


def _moment(cell: str, zone: tzinfo) -> datetime | str:
    """When; naive where the cell says no time zone."""
    try:
        if (number := _NUMBER.fullmatch(cell)) and len(
            number[1]
        ) > 8:  # eight digits are a day without hyphens
            value = float(cell)
            at = datetime.fromtimestamp(value / 1000 if value >= _IN_MILLISECONDS else value, UTC)
        else:
            at = datetime.fromisoformat(cell)
            if _DAY.fullmatch(cell):
                at = datetime.combine(at, time(12))
        if not _FIRST <= _in_utc(at, zone) < _LAST:
            return "The time is not between the years 1970 and 2999."
    except (ValueError, OverflowError, OSError):
        return "The time is not one such as 2026-03-01T18:05:09Z, or seconds or milliseconds since 1970."
    return at


def _in_utc(at: datetime, zone: tzinfo) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
