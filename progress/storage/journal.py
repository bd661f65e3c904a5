"""The log's own tables: appending events, reading them back, and counting them. Commits are the store's business."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, RowMapping, select

from progress.events import MARKS, Event, EventKind
from progress.ids import is_uuid7, order_key
from progress.mastery.measures import YES_OR_NO, Asked, Tally
from progress.storage import evidence_queries, queries, rows
from progress.storage.batches import IDS, PAGE, batched
from progress.storage.following import Edit, Names
from progress.storage.replaying import fact_of, line_of


def holds(connection: Connection, id: str) -> bool:  # noqa: A002 - the field's name
    """Whether the log has an event of that id."""
    return connection.execute(queries.SEQUENCE_OF, {"known": id}).scalar() is not None


def cards_of(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The cards and questions of those events of these ids that the log has, and the lines that were missed in them."""
    found: set[str] = set()
    for some in batched(ids, IDS):
        found.update(connection.scalars(select(queries.EVENT.c.card).where(queries.EVENT.c.id.in_(some))))
        missed = connection.execute(queries.MISSED_LINES.where(queries.EVENT.c.id.in_(some)))
        found.update(line_of(fact) for _, fact in missed)
    return found


def markings(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of these ids that are of events which mark a card."""
    event, kinds = queries.EVENT.c, [kind.value for kind in MARKS]
    found: set[str] = set()
    for some in batched(ids, IDS):
        found.update(connection.scalars(select(event.id).where(event.id.in_(some), event.kind.in_(kinds))))
    return found


def append(connection: Connection, event: Event) -> bool:
    """Append an event unless it is there; whether it was new."""
    if holds(connection, event.id):
        return False
    key = connection.execute(queries.ADD_EVENT, rows.event_row(event)).inserted_primary_key
    if event.parts and key is not None:
        connection.execute(queries.ADD_PARTS, rows.part_rows(event, int(key[0])))
    return True


def append_new(connection: Connection, events: Sequence[Event]) -> list[Event]:
    """Append those of a page of events that are not there yet; which they were."""
    by_id = {event.id: event for event in reversed(events)}
    for some in batched(list(by_id), IDS):
        for known in connection.scalars(select(queries.EVENT.c.id).where(queries.EVENT.c.id.in_(some))):
            del by_id[known]
    fresh = list(reversed(by_id.values()))
    if fresh:
        connection.execute(queries.ADD_EVENT, [rows.event_row(event) for event in fresh])
    lists = {event.id: event for event in fresh if event.parts}
    column = queries.EVENT.c
    for some in batched(lists, IDS):
        found = connection.execute(select(column.id, column.sequence).where(column.id.in_(some))).all()
        parts = [part for row in found for part in rows.part_rows(lists[row.id], row.sequence)]
        connection.execute(queries.ADD_PARTS, parts)
    return fresh


def edits(connection: Connection) -> list[Edit]:
    """All edits of decks that the log has."""
    found = connection.execute(queries.EDITS).all()
    undoes = queries.EVENT.c.undoes
    undone: set[str] = set()
    for some in batched((row.id for row in found), IDS):
        undone.update(connection.scalars(select(undoes).where(undoes.in_(some))))
    return [
        Edit(
            order_key(row.id, row.at), row.id, row.deck, *rows.edit_of(row.options), row.at, row.id in undone
        )
        for row in found
    ]


def parameters(connection: Connection) -> tuple[float, ...]:
    """Those of the last fit in the log that was not taken back; none where there is none. Raises ValueError."""
    found = connection.execute(queries.FITS).all()
    undoes = queries.EVENT.c.undoes
    undone: set[str] = set()
    for some in batched((row.id for row in found), IDS):
        undone.update(connection.scalars(select(undoes).where(undoes.in_(some))))
    fits = [(order_key(row.id, row.at), row.options) for row in found if row.id not in undone]
    return rows.parameters_of(max(fits)[1]) if fits else ()


def latest(connection: Connection, facts: Iterable[str]) -> tuple[str, datetime]:
    """The last id of ours, or nothing, among the answers on these facts; and a time after all of them."""
    ids, after = "", datetime.min.replace(tzinfo=UTC)
    for fact in facts:
        found = [
            *connection.execute(evidence_queries.answers_under(fact)),
            *connection.execute(evidence_queries.lines_under(fact)),
            *connection.execute(queries.markings_of_fact(fact)),
            *connection.execute(queries.reschedulings_of_fact(fact)),
        ]
        ids = max([ids, *(row.id for row in found if is_uuid7(row.id))])
        after = max([after, *(row.at + timedelta(milliseconds=1) for row in found)])
    return ids, after


def page_after(
    connection: Connection, sequence: int, deck: str | None, session: str | None, undone: bool
) -> tuple[int | None, list[Event]]:
    """The next events after a sequence number, and the number to go on from; None when these were the last."""
    query = queries.events_after(sequence, PAGE, deck, session, undone)
    page = connection.execute(query).mappings().all()
    parts = _parts(connection, page)
    events = [rows.event_of(row, parts.get(row["sequence"], ())) for row in page]
    return (page[-1]["sequence"] if len(page) == PAGE else None), events


def events_in(connection: Connection, sessions: Sequence[str]) -> dict[str, list[Event]]:
    """The answers of some sessions by session, in the order in which they were recorded, those taken back left out."""
    events: dict[str, list[Event]] = {session: [] for session in sessions}
    for some in batched(events, IDS):
        found = connection.execute(queries.events_in(some)).mappings().all()
        parts = _parts(connection, found)
        for row in found:
            events[row["session"]].append(rows.event_of(row, parts.get(row["sequence"], ())))
    return events


def events_on(connection: Connection, card: str) -> list[Event]:
    """All events on a card or question, those taken back and undos too, in the order in which they were recorded."""
    found = connection.execute(queries.events_on(card)).mappings().all()
    parts = _parts(connection, found)
    return [rows.event_of(row, parts.get(row["sequence"], ())) for row in found]


def moved(connection: Connection, deck: str, after: str, before: str) -> list[Event]:
    """The reschedulings of a deck's cards whose session lies between two names, undone ones left out."""
    found = connection.execute(queries.moved(deck, after, before)).mappings().all()
    return [rows.event_of(row, ()) for row in found]


def _parts(connection: Connection, page: Sequence[RowMapping]) -> dict[int, list[RowMapping]]:
    lists = [row["sequence"] for row in page if row["size"] and _may_have_parts(row)]
    found: dict[int, list[RowMapping]] = {}
    part = queries.PART.c
    for some in batched(lists, IDS):
        query = select(queries.PART).where(part.event.in_(some)).order_by(part.event, part.position)
        for row in connection.execute(query).mappings():
            found.setdefault(row["event"], []).append(row)
    return found


def _may_have_parts(row: RowMapping) -> bool:
    """Whether an event is of a list card, or of a question with several answers."""
    return bool(row["kind"] == EventKind.REVIEW.value or row["chosen"] is None)


def tallies(connection: Connection, deck: str | None, names: Names, *, apart: bool = True) -> list[Tally]:
    """Answers counted by card, kind and number of options, under the names that they go by now.

    `apart`: whether parts that were judged in a quiz are told from those that were recalled, which takes a look at every event.
    """
    counted = _by_old_names(connection, deck, apart)
    moved = set(names.moved(deck))
    if not moved:
        return counted
    found: dict[tuple[str, Asked, int], Tally] = {}

    def count(tally: Tally) -> None:
        before = found.get(tally[:3], Tally(*tally[:3], 0, 0))
        found[tally[:3]] = Tally(*tally[:3], before.answers + tally.answers, before.correct + tally.correct)

    for tally in counted:
        if fact_of(tally.card) not in moved:
            count(tally)
    for fact in sorted(moved):
        for id_, at, card, kind, size, correct in connection.execute(evidence_queries.answers_under(fact)):
            count(Tally(names.now(card, order_key(id_, at)), Asked(kind), size, 1, int(correct)))
        for id_, at, recalled, kind in connection.execute(evidence_queries.lines_under(fact)):
            ways = YES_OR_NO if kind == EventKind.QUIZ.value else 0
            count(Tally(names.now(fact, order_key(id_, at)), Asked.PART, ways, 1, int(recalled)))
    return list(found.values())


def tallies_of(connection: Connection, card: str) -> list[Tally]:
    """The tallies of one card or question, as nothing was renamed."""
    kinds = {kind.value: kind for kind in Asked}
    found = connection.execute(evidence_queries.tallies_of(card))
    return [Tally(card, kinds[kind], *rest) for kind, *rest in found if kind in kinds]


def tallies_of_line(connection: Connection, fact: str) -> list[Tally]:
    """The tallies of the lines on one fact, whether they were judged or recalled."""
    found = connection.execute(evidence_queries.tallies_of_line(fact))
    return [Tally(fact, Asked.PART, 0, answers, recalled) for answers, recalled in found if answers]


def _by_old_names(connection: Connection, deck: str | None, apart: bool) -> list[Tally]:
    """All answers, less the few that were taken back."""
    undone = {tally[:3]: tally for tally in _counted(connection, deck, undone=True, apart=apart)}
    if not undone:
        return list(_counted(connection, deck, undone=False, apart=apart))
    found = []
    for tally in _counted(connection, deck, undone=False, apart=apart):
        less = undone.get(tally[:3])
        if less is None:
            found.append(tally)
        elif tally.answers > less.answers:
            found.append(Tally(*tally[:3], tally.answers - less.answers, tally.correct - less.correct))
    return found


def _counted(connection: Connection, deck: str | None, undone: bool, apart: bool) -> Iterator[Tally]:
    kinds = {kind.value: kind for kind in Asked}
    for card, kind, size, answers, correct in connection.execute(
        evidence_queries.event_tallies(deck, undone)
    ):
        if kind in kinds:  # an undo is no answer
            yield Tally(card, kinds[kind], size, answers, correct)
    judged = {
        fact: (answers, right)
        for fact, answers, right in (
            connection.execute(evidence_queries.judged_tallies(deck, undone)) if apart else ()
        )
    }
    for fact, answers, recalled in connection.execute(evidence_queries.part_tallies(deck, undone)):
        less, right = judged.get(fact, (0, 0))
        if less:
            yield Tally(fact, Asked.PART, YES_OR_NO, less, right)
        if answers > less:
            yield Tally(fact, Asked.PART, 0, answers - less, recalled - right)
