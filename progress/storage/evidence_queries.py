"""The questions that the log is asked by whoever measures a learner: answers counted, the latest of them, and what is new.

Like those of the store's own upkeep (see queries.py) in portable SQL.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, cast, func, select

from progress.storage.queries import EVENT, IS_ANSWER, PART, STANDS, UNDONE, within

LAST_POINT = select(EVENT.c.sequence, EVENT.c.id).order_by(EVENT.c.sequence.desc()).limit(1)
ID_AT = select(EVENT.c.id).where(EVENT.c.sequence == bindparam("at"))
_NEWS = (EVENT.c.sequence, EVENT.c.kind, EVENT.c.card, EVENT.c.undoes)


def news(after: int, most: int) -> Select[Any]:
    """The first events after a sequence number, as far as whoever counts answers needs them."""
    return select(*_NEWS).where(EVENT.c.sequence > after).order_by(EVENT.c.sequence).limit(most)


def named(ids: Collection[str]) -> Select[Any]:
    """The same of the events with these ids."""
    return select(*_NEWS).where(EVENT.c.id.in_(ids))


def lines_in(events: Collection[int]) -> Select[Any]:
    """The facts of the lines in the events with these sequence numbers."""
    return select(PART.c.fact).where(PART.c.event.in_(events)).distinct()


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


def judged_tallies(deck: str | None, undone: bool) -> Select[Any]:
    """Those of `part_tallies` that were judged in a quiz, each option by itself, and not recalled from a list."""
    query = (
        select(PART.c.fact, func.count(), func.sum(cast(PART.c.recalled, Integer)))
        .join_from(EVENT, PART, PART.c.event == EVENT.c.sequence)
        .where(EVENT.c.kind == "quiz", EVENT.c.chosen.is_(None))
        .group_by(PART.c.fact)
    )
    if deck is not None:
        query = query.where(within(EVENT.c.card, deck, ":"))
    return query.where(EVENT.c.id.in_(UNDONE)) if undone else query


def answers_under(fact: str) -> Select[Any]:
    """What a tally of a fact's cards and questions needs, undone events left out: those of `event_tallies` one by one."""
    columns = (EVENT.c.id, EVENT.c.at, EVENT.c.card, EVENT.c.kind, EVENT.c.size, EVENT.c.correct)
    return select(*columns).where(
        within(EVENT.c.card, fact, "#"), EVENT.c.kind.in_(("review", "quiz")), STANDS
    )


def lines_under(fact: str) -> Select[Any]:
    """The same for the lines of list answers."""
    return (
        select(EVENT.c.id, EVENT.c.at, PART.c.recalled, EVENT.c.kind)
        .join_from(PART, EVENT, PART.c.event == EVENT.c.sequence)
        .where(PART.c.fact == fact, STANDS)
    )


def tallies_of(card: str) -> Select[Any]:
    """What `event_tallies` gives, for one card or question, undone answers left out."""
    columns = EVENT.c.kind, EVENT.c.size
    count = func.count(), func.sum(cast(EVENT.c.correct, Integer))
    query = select(*columns, *count).where(EVENT.c.card == card, STANDS)
    return query.group_by(*columns).order_by(*columns)


def tallies_of_line(fact: str) -> Select[Any]:
    """What `part_tallies` gives, for the lines on one fact, undone answers left out."""
    count: list[ColumnElement[Any]] = [func.count(), func.sum(cast(PART.c.recalled, Integer))]
    query = select(*count).join_from(PART, EVENT, PART.c.event == EVENT.c.sequence)
    return query.where(PART.c.fact == fact, STANDS)


def latest_answers(deck: str, most: int, after: int = 0) -> Select[Any]:
    """The last answers on a deck that the database came to know of, undone ones left out, the latest first.

    `after`: only those with a higher sequence number.
    """
    columns = (
        EVENT.c.sequence, EVENT.c.id, EVENT.c.at, EVENT.c.card, EVENT.c.kind, EVENT.c.size, EVENT.c.correct, EVENT.c.chosen
    )  # fmt: skip
    return (
        select(*columns)
        .where(EVENT.c.deck == deck, IS_ANSWER, EVENT.c.id.not_in(UNDONE), EVENT.c.sequence > after)
        .order_by(EVENT.c.sequence.desc())
        .limit(most)
    )


def lines_since(sequence: int, deck: str) -> Select[Any]:
    """What was said line by line in events from a sequence number on."""
    return select(PART.c.event, PART.c.fact, PART.c.recalled).where(
        PART.c.event >= sequence, within(PART.c.fact, deck, ":")
    )


def latest_choices(deck: str, most: int, window: int | None = None) -> Select[Any]:
    """The last questions of a deck answered by choosing one option, undone ones left out, the latest first.

    With a `window`, only those among so many last events: who takes few quizzes would have the whole log read.
    """
    columns = (
        EVENT.c.id, EVENT.c.at, EVENT.c.card, EVENT.c.options, EVENT.c.chosen, EVENT.c.correct, EVENT.c.certainty
    )  # fmt: skip
    query = (
        select(*columns)
        .where(EVENT.c.deck == deck, EVENT.c.kind == "quiz", EVENT.c.chosen.is_not(None))
        .where(EVENT.c.id.not_in(UNDONE))
        .order_by(EVENT.c.sequence.desc())
        .limit(most)
    )
    if window is None:
        return query
    last = select(func.max(EVENT.c.sequence)).scalar_subquery()
    return query.where(EVENT.c.sequence > last - window)


def last_quiz_answers(deck: str) -> Select[Any]:
    """The last answer to each question of a deck, undone ones left out."""
    last = (
        select(func.max(EVENT.c.sequence))
        .where(EVENT.c.deck == deck, EVENT.c.kind == "quiz", EVENT.c.id.not_in(UNDONE))
        .group_by(EVENT.c.card)
    )
    return select(EVENT.c.id, EVENT.c.at, EVENT.c.card, EVENT.c.correct).where(EVENT.c.sequence.in_(last))


def last_answered(most: int) -> Select[Any]:
    """The last answers that the database came to know of, the latest first."""
    columns = (EVENT.c.card, EVENT.c.at, EVENT.c.day)
    return select(*columns).where(IS_ANSWER).order_by(EVENT.c.sequence.desc()).limit(most)


def reviews(deck: str | None) -> Select[Any]:
    """The reviews that moved a memory (of a deck), and when a card was made new again or given another memory, undone
    events left out.
    """
    columns = (
        EVENT.c.id, EVENT.c.card, EVENT.c.rating, EVENT.c.at, EVENT.c.day, EVENT.c.latency_ms, EVENT.c.due
    )  # fmt: skip
    counts = (EVENT.c.kind == "review") & EVENT.c.cram.is_(False) & EVENT.c.rating.is_not(None)
    again = (EVENT.c.kind == "reschedule") & ((EVENT.c.due == "") | (EVENT.c.options != ""))
    query = select(*columns).where(counts | again, EVENT.c.id.not_in(UNDONE))
    return query if deck is None else query.where(EVENT.c.deck == deck)
