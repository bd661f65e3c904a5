"""What was practised, for statistics: counted by the database where it can, the rest read in one pass. Only reads.

A long log has a million answers. To make an event of each of them takes ten times as long as to read what is needed here.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, String, case, cast, func, literal_column, select

from progress.days import UNTOLD, StudyDays
from progress.fitting.histories import NEW, TAKEN
from progress.glance.activity import LONGEST
from progress.ids import is_uuid7, order_key
from progress.storage.batches import IDS, batched
from progress.storage.driver_rows import driver_rows, moment
from progress.storage.following import Names
from progress.storage.queries import EVENT, PART, UNDONE
from progress.storage.recorded import Given
from progress.storage.replaying import fact_of

_PARTS = 16
_UNDONE = EVENT.alias("undone")
END = 2**62
"""A sequence number that no log comes to."""


class Quarter(NamedTuple):
    """Answers of one kind and outcome within a quarter of an hour, by which all clocks of the world differ."""

    at: datetime
    """When it began, in UTC."""
    day: date
    """The study day of the answers."""
    quiz: bool
    """Whether they answer questions, and are no reviews."""
    right: bool
    answers: int
    milliseconds: int
    """What they took together, each counted for `LONGEST` at most."""


class Reviewed(NamedTuple):
    """One review, or that a card was made new again or given another memory; by the name that the card has now."""

    card: str
    key: str
    """Its order key: see `progress.ids.order_key`."""
    day: int
    """Its study day, as a number (`date.toordinal`)."""
    told: int
    """The same as all devices count it: where the log does not say the day, that in UTC."""
    rating: int | None
    """1 to 4, or `NEW` or `TAKEN`; None where the log does not say it."""
    right: bool
    latency_ms: int
    due: int
    """The study day that the card was put to, as a number; 0 where it was put to none."""
    settled: bool
    """Whether the log says how long the card was to stay away; older logs do not."""
    cram: bool


class Stand(NamedTuple):
    """How far a log had come."""

    sequence: int
    """Of its last event; 0 where there is none."""
    ids: dict[int, str]
    """Those of some of its events, the last one among them, by their sequence numbers: another log has others."""


def stand(connection: Connection) -> Stand:
    """How far the log has come."""
    event = EVENT.c
    last = connection.scalar(select(event.sequence).order_by(event.sequence.desc()).limit(1)) or 0
    return Stand(last, _ids(connection, {last - last * part // _PARTS for part in range(_PARTS)}))


def _ids(connection: Connection, sequences: Collection[int]) -> dict[int, str]:
    event = EVENT.c
    query = select(event.sequence, event.id).where(event.sequence.in_(sorted(sequences)))
    return {row.sequence: row.id for row in connection.execute(query.order_by(event.sequence))}


def holds(connection: Connection, former: Stand) -> bool:
    """Whether the log up to there still says what it said: nothing of it was taken back since, or is called otherwise."""
    event, undone = EVENT.c, _UNDONE.c
    edits = select(event.sequence).where(
        event.sequence > former.sequence, event.kind == literal_column("'edit'")
    )
    undos = (
        select(event.sequence)
        .join_from(EVENT, _UNDONE, undone.id == event.undoes)
        .where(event.sequence > former.sequence, event.undoes != "", undone.sequence <= former.sequence)
    )
    return (
        _ids(connection, former.ids) == former.ids
        and connection.scalar(edits.limit(1)) is None
        and connection.scalar(undos.limit(1)) is None
    )


def scores(connection: Connection, sessions: Iterable[str]) -> dict[str, dict[str, float]]:
    """For each of these quizzes, how much of the last answer to each question was right, 0 to 1, by the question's id.

    Undone answers are left out, and quizzes without any.
    """
    event, part = EVENT.c, PART.c
    found: dict[str, dict[str, float]] = {}
    for some in batched(sessions, IDS):
        mine = (
            event.session.in_(some),
            event.session != "",  # so that the index serves
            event.kind.in_(("review", "quiz")),
            event.id.not_in(UNDONE),
        )
        right = func.sum(case((part.recalled, 1), else_=0))
        parts = (
            select(part.event, right, func.count())
            .join_from(PART, EVENT, part.event == event.sequence)
            .where(*mine)
            .group_by(part.event)
        )
        shares = {number: right / count for number, right, count in connection.execute(parts)}
        answers = select(event.session, event.sequence, event.card, event.correct).where(*mine)
        for session, number, card, correct in connection.execute(answers.order_by(event.sequence)):
            found.setdefault(session, {})[card] = shares.get(number, float(correct))
    return found


def by_quarter(
    connection: Connection, deck: str, days: StudyDays, after: int = 0, until: int = END
) -> Iterator[Quarter]:
    """All answers on a deck, undone ones left out, counted; from one sequence number, left out, to another."""
    event = EVENT.c
    text = cast(event.at, String)  # the same 16 characters in every database
    hour, minute = func.substr(text, 1, 13), func.substr(text, 15, 2)
    quarter = case((minute < "15", 0), (minute < "30", 15), (minute < "45", 30), else_=45)
    took = case((event.latency_ms < 0, 0), (event.latency_ms > LONGEST, LONGEST), else_=event.latency_ms)
    parts = (hour, quarter, event.day, event.kind, event.correct)
    query = (
        select(*parts, func.count(), func.sum(took))
        .where(event.deck == deck, event.kind.in_(("review", "quiz")), event.id.not_in(UNDONE))
        .where(event.sequence > after, event.sequence <= until)
        .group_by(*parts)
    )
    for hours, minutes, day, kind, right, answers, milliseconds in connection.execute(query):
        at = datetime.fromisoformat(f"{hours}:{minutes:02}:00+00:00")
        told = date.fromisoformat(day) if day else days.day_of(at)
        yield Quarter(at, told, kind == "quiz", bool(right), answers, int(milliseconds))


def reviewed(
    connection: Connection, deck: str, names: Names, days: StudyDays, after: int = 0, until: int = END
) -> Iterator[Reviewed]:
    """All reviews on a deck in the order in which they were recorded, undone ones left out; `after` and `until` as above."""
    moved = set(names.moved(deck))
    numbers: dict[str, int] = {"": 0}  # days are the same few hundred over and over
    for id_, card, rating, right, at, day, latency, due, step, cram, again in driver_rows(
        connection, _reviews(deck, after, until)
    ):
        own = is_uuid7(id_)
        then = None if own and day else moment(at)
        key = id_ if then is None else order_key(id_, then)
        if moved and fact_of(card) in moved:
            card = names.now(card, key)
        if day not in numbers:
            numbers[day] = date.fromisoformat(day).toordinal()
        if due not in numbers:
            numbers[due] = date.fromisoformat(due).toordinal()
        number = told = numbers[day]
        if then is not None and not day:
            number, told = days.day_of(then).toordinal(), UNTOLD.day_of(then).toordinal()
        if again is not None:
            rating = TAKEN if again else NEW
        put = numbers[due]
        yield Reviewed(
            card, key, number, told, rating, right, latency, put, put > 0 or step is not None, cram
        )


def given(connection: Connection, deck: str, names: Names, days: StudyDays) -> Iterator[Given]:
    """All answers on a deck in the order in which they were recorded, undone ones left out, by the names of now."""
    event = EVENT.c
    query = (
        select(
            event.id, event.card, event.at, event.day, event.kind, event.correct, event.latency_ms, event.due, event.step,
            event.cram,
        )
        .where(event.deck == deck, event.kind.in_(("review", "quiz")), event.id.not_in(UNDONE))
        .order_by(event.sequence)
    )  # fmt: skip
    moved = set(names.moved(deck))
    told: dict[str, date | None] = {"": None}
    for id_, card, at, day, kind, right, latency, due, step, cram in driver_rows(connection, query):
        then = moment(at)
        if moved and fact_of(card) in moved:
            card = names.now(card, order_key(id_, then))
        for each in (day, due):
            if each not in told:
                told[each] = date.fromisoformat(each)
        put = told[due]
        yield Given(
            card, then, told[day] or days.day_of(then), kind == "quiz", bool(right), latency, put,
            put is not None or step is not None, bool(cram),
        )  # fmt: skip


def _reviews(deck: str, after: int, until: int) -> Select[Any]:
    event = EVENT.c
    again = (event.kind == "reschedule") & ((event.due == "") | (event.options != ""))
    return (
        select(
            event.id, event.card, event.rating, event.correct, event.at, event.day, event.latency_ms, event.due,
            event.step, event.cram, case((event.kind == "reschedule", event.due)),
        )
        .where(event.deck == deck, (event.kind == "review") | again, event.id.not_in(UNDONE))
        .where(event.sequence > after, event.sequence <= until)
        .order_by(event.sequence)
    )  # fmt: skip
