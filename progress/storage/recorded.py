"""What the log tells of the past beyond what is due: for lists of cards, their histories, and statistics. Only reads."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from progress.days import StudyDays
from progress.events import EventKind
from progress.glance.activity import Activity
from progress.glance.answer_time import LATEST, mean_time
from progress.storage.queries import EVENT, KNOWN, QUIZ, STANDS, UNDONE
from progress.storage.rows import date_of


class Given(NamedTuple):
    """One answer, as far as statistics care."""

    card: str
    """Id of the card or question, as it is called now."""
    at: datetime
    day: date
    """Its study day."""
    quiz: bool
    """Whether it is an answer to a question, and not a review."""
    right: bool
    """Of a review: whether the rating was better than Again."""
    latency_ms: int
    due: date | None
    """Of a review: the study day that the card was put to, where it was put to one."""
    settled: bool
    """Of a review: whether the log says how long the card was to stay away; older logs do not."""
    cram: bool


class Past(NamedTuple):
    """Something that was done to one card, for its history."""

    at: datetime
    kind: EventKind
    rating: int | None
    right: bool
    latency_ms: int
    due: date | None
    flag: int
    note: str
    cram: bool


class Quizzed(NamedTuple):
    """One quiz that was finished."""

    id: str
    deck: str
    topic: str
    started: datetime


def first_seen(connection: Connection, deck: str, days: StudyDays) -> dict[str, date]:
    """The study day on which each card of a deck was first there, where that was noted."""
    query = select(KNOWN.c.id, KNOWN.c.first_seen).where(
        KNOWN.c.deck == deck, KNOWN.c.first_seen.is_not(None)
    )
    known: dict[datetime, date] = {}  # a deck's cards mostly come together
    found = {}
    for card, at in connection.execute(query):
        if at not in known:
            known[at] = days.day_of(at)
        found[card] = known[at]
    return found


def last_asked(connection: Connection, deck: str, days: StudyDays) -> dict[str, date]:
    """The study day on which each question of a deck was last answered."""
    event = EVENT.c
    query = (
        select(event.card, func.max(event.at))
        .where(event.deck == deck, event.kind == "quiz", event.id.not_in(UNDONE))
        .group_by(event.card)
    )
    return {card: days.day_of(at) for card, at in connection.execute(query)}


def history(connection: Connection, card: str) -> list[Past]:
    """What was answered to a card or question and done to it, the latest first; what was taken back is left out."""
    event = EVENT.c
    query = (
        select(
            event.at, event.kind, event.rating, event.correct, event.latency_ms, event.due, event.flag, event.note,
            event.cram,
        )
        .where(event.card == card, event.kind.not_in(("undo", "edit")), STANDS)
        .order_by(event.sequence.desc())
    )  # fmt: skip
    return [
        Past(at, EventKind(kind), rating, bool(right), latency, date_of(due), flag, note, bool(cram))
        for at, kind, rating, right, latency, due, flag, note, cram in connection.execute(query)
    ]


def finished_quizzes(connection: Connection, deck: str | None, most: int) -> list[Quizzed]:
    """The last quizzes (on a deck) that came to their end, the oldest first."""
    quiz = QUIZ.c
    query = select(quiz.id, quiz.deck, quiz.topic, quiz.started).where(quiz.finished.is_not(None))
    if deck is not None:
        query = query.where(quiz.deck == deck)
    query = query.order_by(quiz.started.desc()).limit(most)
    return [Quizzed(*row) for row in connection.execute(query)][::-1]


def activity(connection: Connection, since: date) -> Activity:
    """What `progress.glance.activity.activity` tells, from any database."""
    event = EVENT.c
    counts: dict[date, int] = {}
    query = (
        select(event.day, func.count())
        .where(event.kind.in_(("review", "quiz")), event.day >= since.isoformat(), event.id.not_in(UNDONE))
        .group_by(event.day)
    )
    for name, count in connection.execute(query):
        if (day := date_of(name)) is not None:
            counts[day] = count
    latest = (
        select(event.at, event.latency_ms)
        .where(event.kind == "review", event.latency_ms > 0)
        .order_by(event.sequence.desc())
        .limit(LATEST)
    )
    return Activity(counts, mean_time((at, ms) for at, ms in reversed(connection.execute(latest).all())))
