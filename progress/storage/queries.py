"""The questions that the store asks the database to keep its log and what is derived from it, in portable SQL.

Built once; SQLAlchemy keeps them compiled. What is asked to measure a learner stands in evidence_queries.py.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from progress.events import ANSWERS, EventKind
from progress.storage.tables import IS_MARK, table

EVENT = table("event")
PART = table("event_part")
STATE = table("card_state")
DECK = table("deck")
KNOWN = table("known_card")
QUIZ = table("quiz")
META = table("meta")
MARK = table("card_mark")

_UNDOS = EVENT.alias("undo")
UNDONE = select(_UNDOS.c.undoes).where(_UNDOS.c.undoes != "")
"""Ids of the events taken back; also of such as are not here (yet)."""
STANDS = ~exists().where(_UNDOS.c.undoes == EVENT.c.id, _UNDOS.c.undoes != "")
"""Whether an event was not taken back: where few events are asked for, which `UNDONE` would have all undos read for."""


def within(column: ColumnElement[str], prefix: str, end: str) -> ColumnElement[bool]:
    """Whether a card's id begins with `prefix` and the character `end`: `:` after a deck, `#` after a fact.

    As a range, so that an index serves; in the order of code points the next character bounds it.
    """
    return (column >= prefix + end) & (column < prefix + chr(ord(end) + 1))


ADD_EVENT = insert(EVENT)
ADD_PARTS = insert(PART)
ADD_STATE = insert(STATE)
ADD_MARK = insert(MARK)
SEQUENCE_OF = select(EVENT.c.sequence).where(EVENT.c.id == bindparam("known"))
LAST_OF_DEVICE = (
    select(EVENT.c.id).where(EVENT.c.device == bindparam("by")).order_by(EVENT.c.sequence.desc()).limit(1)
)
IS_ANSWER = EVENT.c.kind.not_in(
    [kind.value for kind in EventKind if kind not in ANSWERS]
)  # a strange one is told
_IS_EDIT = EVENT.c.kind == literal_column("'edit'")  # spelled out, or the index would not serve
EDITS = select(EVENT.c.id, EVENT.c.at, EVENT.c.deck, EVENT.c.options).where(_IS_EDIT)
"""All edits of decks, those taken back too."""
FITS = select(EVENT.c.id, EVENT.c.at, EVENT.c.options).where(EVENT.c.kind == literal_column("'fit'"))
"""All fits of the memory model, those taken back too."""
LAST_EDIT = select(func.max(EVENT.c.id.concat(""))).where(_IS_EDIT)
"""For a bare id, SQLite would go through all ids, the last first, in search of an edit."""
LAST = select(EVENT).order_by(EVENT.c.sequence.desc()).limit(1)
STATE_OF = select(STATE).where(STATE.c.learner == bindparam("whose"), STATE.c.card == bindparam("which"))
MOVE_STATE = update(STATE).where(STATE.c.learner == bindparam("whose"), STATE.c.card == bindparam("which"))
DROP_STATE = delete(STATE).where(STATE.c.learner == bindparam("whose"), STATE.c.card == bindparam("which"))
MOVING = (
    "phase",
    "step",
    "stability",
    "difficulty",
    "due",
    "last_review",
    "reps",
    "lapses",
    "introduced",
    "through",
    "day",
)
"""Columns of a state that an answer may change."""
ANSWER_COLUMNS = (
    EVENT.c.id,
    EVENT.c.card,
    EVENT.c.kind,
    EVENT.c.rating,
    EVENT.c.at,
    EVENT.c.day,
    EVENT.c.due,
    EVENT.c.step,
    EVENT.c.wait_s,
    case((EVENT.c.kind == "reschedule", EVENT.c.options), else_="").label("options"),
)
_MATTERS = (
    ((EVENT.c.kind == "review") & EVENT.c.cram.is_(False))
    | ((EVENT.c.kind == "quiz") & EVENT.c.correct.is_(False))
    | (EVENT.c.kind == "reschedule")
)
LOG: Select[Any] = (
    select(*ANSWER_COLUMNS).where(_MATTERS | (EVENT.c.kind == "edit")).order_by(EVENT.c.sequence)
)
"""All that may bear on a memory, undone events too."""
LOG_LENGTH = select(func.count()).where(_MATTERS | (EVENT.c.kind == "edit"))


_IS_MARK = text(IS_MARK)
_MARK_COLUMNS = (EVENT.c.id, EVENT.c.at, EVENT.c.card, EVENT.c.kind, EVENT.c.due, EVENT.c.flag, EVENT.c.note)
MARKINGS = select(*_MARK_COLUMNS).where(_IS_MARK, EVENT.c.id.not_in(UNDONE))
"""All that marks cards, undone events left out."""


def markings_of_fact(fact: str) -> Select[Any]:
    """The same for the cards on one fact."""
    return select(*_MARK_COLUMNS).where(_IS_MARK, within(EVENT.c.card, fact, "#"), STANDS)


def reschedulings_of_fact(fact: str) -> Select[Any]:
    """When its cards were given other days, undone events left out."""
    columns = (EVENT.c.id, EVENT.c.at)
    is_one = (EVENT.c.kind == "reschedule") & within(EVENT.c.card, fact, "#")
    return select(*columns).where(is_one, STANDS)


def marks_of_fact(learner: str, fact: str) -> Delete:
    """Takes off the marks of a fact's cards, as they are kept."""
    return delete(MARK).where(MARK.c.learner == learner, within(MARK.c.card, fact, "#"))


def marked(learner: str, deck: str | None) -> Select[Any]:
    """The marked cards (of a deck)."""
    query = select(MARK).where(MARK.c.learner == learner)
    return query if deck is None else query.where(MARK.c.deck == deck)


def states_of_fact(learner: str, fact: str) -> Select[Any]:
    """The states of all cards on a fact."""
    return select(STATE).where(STATE.c.learner == learner, within(STATE.c.card, fact, "#"))


def answers_of_fact(fact: str) -> Select[Any]:
    """What a replay of a fact's cards needs, undone events left out."""
    return select(*ANSWER_COLUMNS).where(_MATTERS, within(EVENT.c.card, fact, "#"), STANDS)


_MISSED = (EVENT.c.kind == "quiz") & EVENT.c.chosen.is_(None) & PART.c.recalled.is_(False)
MISSED_LINES = (
    select(EVENT.c.id, PART.c.fact).join_from(PART, EVENT, PART.c.event == EVENT.c.sequence).where(_MISSED)
)
"""The lines of questions with several answers that were answered wrong, undone ones too."""


def missed_lines_of_fact(fact: str) -> Select[Any]:
    """The answers in which a line on this fact was wrong, undone ones and those to questions on the fact left out."""
    return (
        select(*ANSWER_COLUMNS)
        .join_from(PART, EVENT, PART.c.event == EVENT.c.sequence)
        .where(_MISSED, PART.c.fact == fact, STANDS)
        .where(~within(EVENT.c.card, fact, "#"))
        .order_by(EVENT.c.sequence)
    )


def events_after(
    sequence: int, limit: int, deck: str | None, session: str | None, undone: bool
) -> Select[Any]:
    """The next page of the log."""
    query = select(EVENT).where(EVENT.c.sequence > sequence).order_by(EVENT.c.sequence).limit(limit)
    if deck is not None:
        query = query.where(EVENT.c.deck == deck)
    if session is not None:
        query = query.where(EVENT.c.session == session, EVENT.c.session != "")
    return query if undone else query.where(IS_ANSWER, EVENT.c.id.not_in(UNDONE))


def events_in(sessions: Sequence[str]) -> Select[Any]:
    """The answers of some sessions as they came, those taken back left out."""
    named = EVENT.c.session.in_(sessions) & (EVENT.c.session != "")
    return select(EVENT).where(named, IS_ANSWER, STANDS).order_by(EVENT.c.sequence)


def events_on(card: str) -> Select[Any]:
    """All events on a card or question, those taken back too, as they came."""
    return select(EVENT).where(EVENT.c.card == card).order_by(EVENT.c.sequence)


def moved(deck: str, after: str, before: str) -> Select[Any]:
    """When cards of a deck were given other days in sessions whose names lie between two, undone ones left out."""
    named = (EVENT.c.session != "") & (EVENT.c.session > after) & (EVENT.c.session < before)
    return select(EVENT).where(
        named, EVENT.c.deck == deck, EVENT.c.kind == "reschedule", EVENT.c.id.not_in(UNDONE)
    )


def past_quizzes(learner: str, deck: str | None, most: int) -> Select[Any]:
    """Quizzes that are over, the latest first."""
    query = select(QUIZ).where(QUIZ.c.learner == learner, QUIZ.c.finished.is_not(None))
    if deck is not None:
        query = query.where(QUIZ.c.deck == deck)
    return query.order_by(QUIZ.c.started.desc(), QUIZ.c.id.desc()).limit(most)


def open_quizzes(learner: str, deck: str | None) -> Select[Any]:
    """Quizzes not finished, the latest first."""
    query = select(QUIZ).where(QUIZ.c.learner == learner, QUIZ.c.finished.is_(None))
    if deck is not None:
        query = query.where(QUIZ.c.deck == deck)
    return query.order_by(QUIZ.c.started.desc(), QUIZ.c.id.desc())
