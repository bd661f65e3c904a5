"""A folder that several devices share, kept in step by whatever program or by hand: each adds to a file of its own.

What a device has read and written is noted in its database, so that an older database that was put back knows of less,
and reads and writes the rest again.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Connection, func, select

from progress.devices import sharing
from progress.devices.merging import mine
from progress.devices.sharing import Place, Reading
from progress.events import Event
from progress.exchange.exporting import to_json
from progress.problems import StoreProblem
from progress.safety import backups
from progress.storage import journal, notes, queries
from progress.storage.migrations import MIGRATIONS
from progress.storage.store import Store

_START = Place(0, 0, "")


@dataclass(slots=True)
class Synced:
    """What came of it."""

    received: Counter[str] = field(default_factory=Counter)
    """By device: how many events came in."""
    sent: int = 0
    """How many events were written to the own file."""
    strangers: Counter[str] = field(default_factory=Counter)
    """By learner: how many events were left out because they are of somebody else, as far as is known."""
    complaints: list[str] = field(default_factory=list)
    """What was odd in the folder, a sentence each."""


@dataclass(slots=True)
class _Notes:
    """What the database knows of the folder."""

    files: dict[str, Place]
    own: Place
    sequence: int
    """The last line of the log that is in the own file, unless another device has it in its own."""


def sync(
    store: Store, folder: Path, at: datetime, *, adopt: Iterable[str] = (), database: Path | None = None
) -> Synced:
    """Take in what other devices have put into the folder, and add what they lack to the own file there.

    `adopt` names learners who are this one on other devices. Of `database` a backup is made before. Raises StoreProblem
    where the folder cannot be read or written; what was taken in until then stays.
    """
    done = Synced()
    key = f"sync:{blake2b(str(folder.resolve()).encode(errors='surrogatepass'), digest_size=8).hexdigest()}"
    joining = sorted(set(adopt) - mine(store))
    if joining:
        if database is not None:
            backups.before_merge(database, at)
        with store.transaction() as connection:
            for learner in joining:
                notes.adopt(connection, learner, at.isoformat())
    try:
        paths = sharing.listed(folder, done.complaints)
        own = sharing.own_file(folder, store.device)
        _receive(store, [path for path in paths if path != own], key, done)
        _send(store, own, {path.name for path in paths if path != own}, key, done)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreProblem(f"{error.filename or folder} cannot be synchronised: {reason}.") from error
    return done


def strangers(store: Store, folder: Path) -> Counter[str]:
    """Whose answers in the folder are not known to be this learner's, with how many there are. Raises StoreProblem."""
    own, found, ignored = mine(store), Counter[str](), list[str]()
    try:
        for path in sharing.listed(folder, ignored):
            found.update(e.learner for e in Reading(path, _START, ignored).events() if e.learner not in own)
    except OSError as error:
        raise StoreProblem(f"{folder} cannot be synchronised: {error.strerror or error}.") from error
    return found


def _receive(store: Store, paths: Iterable[Path], key: str, done: Synced) -> None:
    own = mine(store)
    with store.transaction() as connection:
        known = _read(connection, key, own)
    readings = [Reading(path, known.files.get(path.name, _START), done.complaints) for path in paths]
    start = [reading.place for reading in readings]

    def events() -> Iterator[Event]:
        for reading in readings:
            for event in reading.events():
                if event.learner in own:
                    done.received[event.device] += 1
                    yield replace(event, learner=store.learner)
                else:
                    done.strangers[event.learner] += 1

    before = _top(store)
    store.add(events())
    if [reading.place for reading in readings] != start or len(readings) != len(known.files):
        with store.transaction() as connection:
            known = _read(connection, key, own)
            known.files = {reading.path.name: reading.place for reading in readings}
            _write(connection, key, own, known)
    done.received = _came(store, before, done.received)


def _came(store: Store, before: int, read: Mapping[str, int]) -> Counter[str]:
    """Of how many events were new, by device."""
    event = queries.EVENT.c
    query = select(event.device, func.count()).where(event.sequence > before, event.device != store.device)
    with store.transaction() as connection:
        found = Counter({row[0]: row[1] for row in connection.execute(query.group_by(event.device))})
    return Counter({device: count for device, count in found.items() if device in read})


def _top(store: Store) -> int:
    with store.transaction() as connection:
        return _last(connection)


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.max(queries.EVENT.c.sequence))).scalar() or 0)


def _send(store: Store, own: Path, others: set[str], key: str, done: Synced) -> None:
    """Add to the own file, a page of the log at a time, each page noted together with the log it is of."""
    learners = mine(store)
    there: set[str] | None = None
    while True:
        with store.transaction() as connection:  # no other program on this computer writes the file meanwhile
            known = _read(connection, key, learners)
            matches = known.sequence <= _last(connection) and sharing.is_at_end(own, known.own)
            if matches or there is not None:
                if not matches:
                    size = sharing.cut_unfinished(own)
                    known.own, known.sequence = sharing.place_at(own, size, 0) if size else _START, 0
                upto, events = journal.page_after(connection, known.sequence, None, None, undone=True)
                wanted = [
                    e for e in events if _is_ours(e, store, own.parent, others) and e.id not in (there or ())
                ]
                if wanted:
                    size = sharing.append(own, (_line(event) for event in wanted))
                    known.own = sharing.place_at(own, size, 0)
                    done.sent += len(wanted)
                known.sequence = upto or _last(connection)
                if events:
                    _write(connection, key, learners, known)
                if upto is None:
                    return
                continue
        there = _recover(store, own, done)


def _recover(store: Store, own: Path, done: Synced) -> set[str]:
    """The ids in the own file, which is not as it was left; what the log has lost meanwhile is taken back from it."""
    sharing.cut_unfinished(own)
    reading, ids = Reading(own, _START, done.complaints), set[str]()

    def events() -> Iterator[Event]:
        for event in reading.events():
            ids.add(event.id)
            yield replace(event, learner=store.learner)

    if own.exists():
        done.received[store.device] += store.add(events())
        done.received += Counter()
    return ids


def _is_ours(event: Event, store: Store, folder: Path, others: set[str]) -> bool:
    """Whether no other device puts it into the folder."""
    return event.device == store.device or sharing.own_file(folder, event.device).name not in others


def _line(event: Event) -> str:
    return json.dumps(to_json(event), ensure_ascii=False)


def _read(connection: Connection, key: str, own: frozenset[str]) -> _Notes:
    """What is noted; of other files nothing where more could be read in them now than before."""
    fresh = _Notes({}, _START, 0)
    try:
        found = json.loads(notes.read(connection, key) or "null")
        if found is None:
            return fresh
        fresh = _Notes({}, Place(*found["own"]), int(found["sequence"]))
        if found["by"] == [MIGRATIONS[-1].number, *sorted(own)]:
            fresh.files = {str(name): Place(*place) for name, place in found["files"].items()}
    except (ValueError, KeyError, TypeError):  # noted by another version
        return fresh
    return fresh


def _write(connection: Connection, key: str, own: frozenset[str], known: _Notes) -> None:
    noted = {
        "by": [MIGRATIONS[-1].number, *sorted(own)],
        "files": known.files,
        "own": known.own,
        "sequence": known.sequence,
    }
    notes.write(connection, key, json.dumps(noted, ensure_ascii=False))
