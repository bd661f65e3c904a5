"""What was done to a card by hand and leaves its memory alone: put away, coloured, written to.

Of each kind, the latest event that was not taken back holds, in the order of the keys (`progress.ids.order_key`); so logs
merge to the same marks whichever way round.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from progress.events import EventKind


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one card."""

    suspended: bool = False
    """Put away until it is taken out again."""
    buried_until: date | None = None
    """The study day from which it is there again."""
    flag: int = 0
    """The number of its colour, 1 to 7; 0 for none."""
    note: str = ""
    """What the learner wrote to it, in lines of plain text."""

    def hides(self, today: date) -> bool:
        """Whether the card is not to be asked on this study day."""
        return self.suspended or (self.buried_until is not None and today < self.buried_until)


NONE = Marks()
"""Of a card that nothing was done to."""


class Marking(NamedTuple):
    """As much of an event as marks depend on."""

    key: str
    """The order key of the event."""
    kind: EventKind
    due: date | None
    flag: int
    note: str


def after(marks: Marks, marking: Marking) -> Marks:
    """The marks after one more event."""
    match marking.kind:
        case EventKind.SUSPEND | EventKind.UNSUSPEND:
            return replace(marks, suspended=marking.kind is EventKind.SUSPEND)
        case EventKind.BURY:
            return replace(marks, buried_until=marking.due)
        case EventKind.FLAG:
            return replace(marks, flag=marking.flag)
        case EventKind.NOTE:
            return replace(marks, note=marking.note)
        case _:
            return marks


def marks_of(markings: Iterable[Marking]) -> Marks:
    """The marks that events on one card, in any order, leave it with."""
    marks = NONE
    for marking in sorted(markings):
        marks = after(marks, marking)
    return marks
