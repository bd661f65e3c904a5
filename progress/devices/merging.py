"""Bringing the logs of several devices together: their union by id, replayed.

Two devices that had the same learner answer never disagree: both answers happened, and a replay takes all answers in one
order (`progress.ids.order_key`) that is the same everywhere. So it makes no difference which log is merged into which, in
what order, or how often. Each device made up its own learner id; who joins is asked once whether the other is the same
person, and from then on what comes in by that id is taken as this learner's. Its device it keeps.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from random import Random

from progress.events import Event
from progress.exchange.lines import read_lines
from progress.problems import StoreProblem
from progress.safety import backups, copying
from progress.storage import header, notes
from progress.storage.batches import PAGE, batched
from progress.storage.store import Store

Source = Callable[[], Iterator[Event]]
"""Gives the events of another log, from the beginning each time."""


@dataclass(slots=True)
class Plan:
    """What a merge would do."""

    new: Counter[str] = field(default_factory=Counter)
    """By device: how many events are not here yet."""
    known: int = 0
    """How many are here already."""
    strangers: Counter[str] = field(default_factory=Counter)
    """By learner: how many of the new events are of somebody who was not said to be this learner."""
    complaints: list[str] = field(default_factory=list)
    """Lines that hold no event."""


@contextmanager
def source_of(path: Path, random: Random, complaints: list[str]) -> Iterator[Source]:
    """The log in a database, which is only read and whatever its age, or in a file of JSON Lines.

    What is wrong with lines goes to `complaints`. Raises StoreProblem.
    """
    try:
        path.stat()
    except OSError as error:
        raise StoreProblem(f"{path} cannot be read: {error.strerror or error}.") from error
    if path.is_dir():
        raise StoreProblem(f"{path} cannot be read: Is a directory.")
    if not header.is_database(path):
        yield lambda: _in_lines(path, complaints)
        return
    copying.inspect(path)
    with copying.twin_of(path) as twin:
        store = Store.open(twin, random=random)
        try:
            yield lambda: store.events(undone=True)
        finally:
            store.close()


def _in_lines(path: Path, complaints: list[str]) -> Iterator[Event]:
    told = set(complaints)
    with path.open("rb") as stream:
        for line in read_lines(stream):
            if isinstance(line.found, Event):
                yield line.found
            elif (complaint := f"{path}:{line.number}: {line.found}") not in told:
                complaints.append(complaint)


def mine(store: Store) -> frozenset[str]:
    """All ids that are known to be this learner's; events without any are too. Raises StoreProblem."""
    with store.transaction() as connection:
        return notes.adopted(connection) | {store.learner, ""}


def plan(store: Store, sources: Sequence[Source], complaints: list[str]) -> Plan:
    """What merging these would do; nothing is changed. Raises StoreProblem."""
    found = Plan(complaints=complaints)
    own = mine(store)
    seen: set[str] = set()
    for source in sources:
        for some in batched(source(), PAGE):
            fresh = store.lacks(event.id for event in some) - seen
            for event in some:
                if event.id in fresh and event.id not in seen:
                    seen.add(event.id)
                    found.new[event.device] += 1
                    if event.learner not in own:
                        found.strangers[event.learner] += 1
                else:
                    found.known += 1
    return found


def merge(
    store: Store,
    sources: Iterable[Source],
    at: datetime,
    *,
    adopt: Iterable[str] = (),
    database: Path | None = None,
) -> int:
    """Take in all that these logs have and this one has not, in one transaction; how many events that were.

    Events of learners that are neither known to be this one nor in `adopt` are left out. Where somebody is adopted and
    `database` is given, a backup of it is made first. Raises StoreProblem; nothing is merged then.
    """
    joining = sorted(set(adopt) - mine(store))
    if joining:
        if database is not None:
            backups.before_merge(database, at)
        with store.transaction() as connection:
            for learner in joining:
                notes.adopt(connection, learner, at.isoformat())
    own = mine(store)
    return store.add(
        replace(event, learner=store.learner)
        for source in sources
        for event in source()
        if event.learner in own
    )
