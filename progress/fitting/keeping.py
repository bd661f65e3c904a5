"""Going by fitted parameters from now on: an event in the log, so that they follow the learner from device to device.

Of several fits, wherever they were made, the last one in the log holds, for all that is in it. So merged logs give the same
memories on every device, and a replay needs nothing but the log.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from progress.events import ALL_CARDS, Event, EventKind

if TYPE_CHECKING:
    from progress.storage.store import Store


def keep(store: "Store", parameters: Sequence[float], at: datetime, day: date) -> Event:
    """Record them (none: those that hold for everybody); all memories are worked out anew. Raises StoreProblem."""
    event = Event(
        id=store.new_id(at),
        learner=store.learner,
        device=store.device,
        at=at,
        kind=EventKind.FIT,
        deck="",
        card=ALL_CARDS,
        correct=False,
        day=day,
        parameters=tuple(parameters),
    )
    store.record(event, None)
    return event
