"""The questions that the store asks the database, in portable SQL. Built once; SQLAlchemy keeps them compiled."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from progress.tables import table

EVENT = table("event")
PART = table("event_part")
STATE = table("card_state")
DECK = table("deck")
KNOWN = table("known_card")
QUIZ = table("quiz")
META = table("meta")

_UNDOS = EVENT.alias("undo")
UNDONE = select(_UNDOS.c.undoes).where(_UNDOS.c.undoes != "")
"""Ids of the events taken back; also of such as are not here (yet)."""


def within(column: ColumnElement[str], prefix: str, end: str) -> ColumnElement[bool]:
    """Whether a card's id begins with `prefix` and the character `end`: `:` after a deck, `#` after a fact.

    As a range, so that an index serves; in the order of code points the next character bounds it.
    """
    return (column >= prefix + end) & (column < prefix + chr(ord(end) + 1))


ADD_EVENT = insert(EVENT)
ADD_PARTS = insert(PART)
ADD_STATE = insert(STATE)
SEQUENCE_OF = select(EVENT.c.sequence).where(EVENT.c.id == bindparam("known"))
LAST_OF_DEVICE = (
    select(EVENT.c.id).where(EVENT.c.device == bindparam("by")).order_by(EVENT.c.sequence.desc()).limit(1)
)
_IS_ANSWER = (EVENT.c.undoes == "") & (EVENT.c.kind != "edit")
_IS_EDIT = EVENT.c.kind == literal_column("'edit'")  # spelled out, or the index would not serve
EDITS = select(EVENT.c.id, EVENT.c.at, EVENT.c.deck, EVENT.c.options).where(_IS_EDIT)
"""All edits of decks, those taken back too."""
LAST_EDIT = select(func.max(EVENT.c.id)).where(_IS_EDIT)
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
)
"""Columns of a state that an answer may change."""
ANSWER_COLUMNS = (EVENT.c.id, EVENT.c.card, EVENT.c.kind, EVENT.c.rating, EVENT.c.correct, EVENT.c.at)
_MATTERS = (EVENT.c.kind == "review") | ((EVENT.c.kind == "quiz") & EVENT.c.correct.is_(False))
LOG = select(*ANSWER_COLUMNS).where(_MATTERS | (EVENT.c.kind == "edit")).order_by(EVENT.c.sequence)
"""All that may bear on a memory, undone events too."""
LOG_LENGTH = select(func.count()).where(_MATTERS | (EVENT.c.kind == "edit"))


def states_of_fact(learner: str, fact: str) -> Select[Any]:
    """The states of all cards on a fact."""
    return select(STATE).where(STATE.c.learner == learner, within(STATE.c.card, fact, "#"))


def answers_of_fact(fact: str) -> Select[Any]:
    """What a replay of a fact's cards needs, undone events left out."""
    return select(*ANSWER_COLUMNS).where(_MATTERS, within(EVENT.c.card, fact, "#"), EVENT.c.id.not_in(UNDONE))


def event_tallies(deck: str | None, undone: bool) -> Select[Any]:
    """Answers and right ones by card, kind and number of options; only those taken back, or all."""
    query = select(
        EVENT.c.card, EVENT.c.kind, EVENT.c.size, func.count(), func.sum(cast(EVENT.c.correct, Integer))
    ).group_by(EVENT.c.card, EVENT.c.kind, EVENT.c.size)
    if deck is not None:
        query = query.where(within(EVENT.c.card, deck, ":"))
    return query.where(EVENT.c.id.in_(UNDONE)) if undone else query


def part_tallies(deck: str | None, undone: bool) -> Select[Any]:
    """The same for the lines of list answers, by fact."""
    query = select(PART.c.fact, func.count(), func.sum(cast(PART.c.recalled, Integer))).group_by(PART.c.fact)
    if deck is not None:
        query = query.where(within(PART.c.fact, deck, ":"))
    if undone:
        query = query.join_from(PART, EVENT, PART.c.event == EVENT.c.sequence).where(EVENT.c.id.in_(UNDONE))
    return query


def answers_under(fact: str) -> Select[Any]:
    """What a tally of a fact's cards and questions needs, undone events left out: those of `event_tallies` one by one."""
    columns = (EVENT.c.id, EVENT.c.at, EVENT.c.card, EVENT.c.kind, EVENT.c.size, EVENT.c.correct)
    return select(*columns).where(
        within(EVENT.c.card, fact, "#"), EVENT.c.kind.in_(("review", "quiz")), EVENT.c.id.not_in(UNDONE)
    )


def lines_under(fact: str) -> Select[Any]:
    """The same for the lines of list answers."""
    return (
        select(EVENT.c.id, EVENT.c.at, PART.c.recalled)
        .join_from(PART, EVENT, PART.c.event == EVENT.c.sequence)
        .where(PART.c.fact == fact, EVENT.c.id.not_in(UNDONE))
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
    return query if undone else query.where(_IS_ANSWER, EVENT.c.id.not_in(UNDONE))


def open_quizzes(learner: str, deck: str | None) -> Select[Any]:
    """Quizzes not finished, the latest first."""
    query = select(QUIZ).where(QUIZ.c.learner == learner, QUIZ.c.finished.is_(None))
    if deck is not None:
        query = query.where(QUIZ.c.deck == deck)
    return query.order_by(QUIZ.c.started.desc(), QUIZ.c.id.desc())
