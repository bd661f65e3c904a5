"""Having learned cards come before an exam whose day was set, or moved, after they were answered: as events in the log.

So every device that shares the log has the same days, and a replay gives them again. Where the exam is moved away or taken
back, the events are taken back too, but for cards that were answered since.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import Protocol

from progress.events import Event, EventKind
from progress.ids import order_key, uuid7_after
from progress.memory import Memory

MARK = "exam-"
"""What `Event.session` of such an event begins with; the day of the exam follows."""

_AT_ONCE = 250
"""Undos in one commit: with many more, the store would rather replay the whole log."""
MOST = 1500
"""Events that are taken back in one go, for each takes a millisecond or more."""


class ExamLog(Protocol):
    """What this needs of the store."""

    learner: str
    device: str

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all before it."""

    def record_all(self, events: Sequence[Event]) -> None:
        """Append all of them durably in one commit."""


def bring_forward(
    log: ExamLog, new_days: Mapping[str, date], exam: date, at: datetime, today: date, random: Random
) -> int:
    """Give cards, by id, other days for an exam; how many they are. Raises StoreProblem, and then nothing has changed."""
    ids = _ids(log, at, random)
    log.record_all(
        [
            Event(
                id=next(ids),
                learner=log.learner,
                device=log.device,
                at=at,
                kind=EventKind.RESCHEDULE,
                deck=card.partition(":")[0],
                card=card,
                correct=False,
                session=f"{MARK}{exam}",
                day=today,
                due=due,
            )
            for card, due in sorted(new_days.items())
        ]
    )
    return len(new_days)


def let_go(
    log: ExamLog,
    moved: Iterable[Event],
    memories: Mapping[str, Memory],
    at: datetime,
    today: date,
    random: Random,
) -> int:
    """Take back what was done for an exam that is on a later day by now, or on none; how many events that is.

    `moved`: what was done for it, under the names that cards have now. At most `MOST`, of the cards that come first; the
    others the next time, as are those that are left when it raises StoreProblem.
    """
    by_card: defaultdict[str, list[Event]] = defaultdict(list)
    for event in sorted(moved, key=lambda event: order_key(event.id, event.at)):
        by_card[event.card].append(event)
    # Whatever has given a card a day since is to hold: an answer, or the learner's own hand.
    back = [
        (memory, by_card[card])
        for card, memory in memories.items()
        if card in by_card and memory.due_day == by_card[card][-1].due
    ]
    back.sort(key=lambda each: (each[0].due, each[1][0].card))
    ids = _ids(log, at, random)
    undos = [
        Event(
            id=next(ids),
            learner=log.learner,
            device=log.device,
            at=at,
            kind=EventKind.UNDO,
            deck=event.deck,
            card=event.card,
            correct=False,
            day=today,
            undoes=event.id,
        )
        for memory, events in back[:MOST]
        for event in events
        if memory.last_review <= event.at
    ]
    for start in range(0, len(undos), _AT_ONCE):
        log.record_all(undos[start : start + _AT_ONCE])
    return len(undos)


def _ids(log: ExamLog, at: datetime, random: Random) -> Iterator[str]:
    last = log.new_id(at)
    while True:
        yield last
        last = uuid7_after(last, at, random)
