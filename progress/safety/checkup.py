"""Looking a database through: whether it is whole, whether its log is, and whether the log gives the memories it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from progress import problems
from progress.problems import StoreProblem
from progress.safety import backups, copying, oddities
from progress.scheduling.scheduler import Scheduler
from progress.storage import queries, sqlite
from progress.storage.migrations import MIGRATIONS, version
from progress.storage.sqlite import Difference
from progress.storage.states import States

Report = Callable[[int, int], None]
"""Told how many answers of how many have been taken in."""

DERIVED = ("card_state", "card_mark")
"""The tables that a replay of the log makes."""
_EXAMPLES = 5


class Severity(StrEnum):
    """How much is to be made of a finding."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """Nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, or odd."""

    code: str
    severity: Severity
    what: str
    """One sentence."""
    advice: str
    """What to do, in one sentence."""


def check(database: Path, at: datetime, scheduler: Scheduler, report: Report | None = None) -> list[Finding]:
    """Look everything through; `at` is the present. Nothing is changed, and others may go on writing.

    Raises StoreProblem for what is no database of ours, or out of reach.
    """
    if not sqlite.inspect_file(database):
        return []
    connection = sqlite.connect(database)
    try:
        with sqlite.told(database), sqlite.reading(connection):
            found = [*_pages(connection, database)]
            if not found:
                found += _log(connection, at)
                found += _replay(connection, scheduler, report)
        return [*found, *_backups(database)]
    finally:
        connection.close()


def rebuild(database: Path, scheduler: Scheduler, report: Report | None = None) -> dict[str, Difference]:
    """Replay the whole log into what is derived from it, in one transaction; what that changed, by table.

    Raises StoreProblem; nothing is changed then.
    """
    connection = sqlite.connect(database)
    try:
        with sqlite.told(database), sqlite.write(connection):
            for table in DERIVED:
                sqlite.remember(connection, table)
            _states(connection, scheduler).replay_all(report)
            return {
                table: sqlite.compare(connection, f"temp.before_{table}", f"main.{table}", _EXAMPLES)
                for table in DERIVED
            }
    except (ValueError, KeyError) as error:  # a row that makes no sense
        raise problems.damaged(database, str(error)) from error
    finally:
        connection.close()


def _states(connection: Connection, scheduler: Scheduler) -> States:
    learner = connection.execute(select(queries.META.c.value).where(queries.META.c.key == "learner")).scalar()
    return States(connection, str(learner), scheduler)


def _pages(connection: Connection, database: Path) -> Iterator[Finding]:
    way = backups.way_out(str(database)) or "study progress salvage recovers what can still be read."
    for what in sqlite.integrity(connection):
        yield Finding("pages", Severity.ERROR, f"The file is damaged: {what}.", way)
        return
    present = version(connection)
    if not present:
        raise problems.not_ours(database)
    if present > MIGRATIONS[-1].number:
        raise problems.newer(database, present, MIGRATIONS[-1].number)
    if present < MIGRATIONS[-1].number:
        yield Finding(
            "format",
            Severity.NOTE,
            f"The database has the format {present}, and this version writes {MIGRATIONS[-1].number}.",
            "It is upgraded, after a backup, when it is next used.",
        )
        return
    if stray := sqlite.foreign_keys(connection):
        yield Finding(
            "links",
            Severity.ERROR,
            f"{_many(stray, 'row points', 'rows point')} to an answer that is missing.",
            way,
        )


def _log(connection: Connection, at: datetime) -> Iterator[Finding]:
    if missing := oddities.gaps(connection):
        yield Finding(
            "gaps",
            Severity.ERROR,
            f"{_many(missing, 'line is', 'lines are')} missing from the log.",
            "study progress merge with a backup, or with another device, brings back what they have.",
        )
    if senseless := oddities.senseless(connection):
        yield Finding(
            "lines",
            Severity.ERROR,
            f"{_many(senseless, 'line of the log makes', 'lines of the log make')} no sense.",
            "study progress salvage recovers the others, and study progress restore brings back a backup.",
        )
    if unknown := oddities.unknown_undoes(connection):
        yield Finding(
            "undo",
            Severity.WARNING,
            f"{_many(unknown, 'event takes', 'events take')} back an answer that is not here.",
            "Merge the log that has it; until then it makes no difference.",
        )
    count, day, still = oddities.future(connection, at)
    if count:
        yield Finding(
            "future",
            Severity.WARNING if still else Severity.NOTE,
            f"{_many(count, 'event is', 'events are')} dated in the future, up to {day}.",
            "Put this computer's clock right, or that of the device that they are from."
            if still
            else "The clock has been put right since, and their cards are due at once: there is nothing to do.",
        )
    if late := oddities.disorder(connection):
        yield Finding(
            "order",
            Severity.NOTE,
            f"{_many(late, 'event', 'events')} came in after later ones of the same device.",
            "There is nothing to do: a replay puts them in order.",
        )
    if decks := oddities.stray_decks(connection):
        yield Finding(
            "decks",
            Severity.NOTE,
            f"There are answers to decks that were not opened here: {', '.join(decks)}.",
            "Put the decks into your deck folder to go on with them.",
        )


def _replay(connection: Connection, scheduler: Scheduler, report: Report | None) -> Iterator[Finding]:
    for table in DERIVED:
        sqlite.shadow(connection, table)
    try:
        _states(connection, scheduler).replay_all(report)
    except (ValueError, KeyError) as error:
        yield Finding(
            "replay",
            Severity.ERROR,
            f"The log cannot be replayed: {error}.",
            "study progress restore brings back a backup.",
        )
        return
    for table, name in zip(DERIVED, ("memories", "marks"), strict=True):
        found = sqlite.compare(connection, f"main.{table}", f"temp.{table}", _EXAMPLES)
        if found.cards:
            cards = _many(found.more + found.less + found.other, "card", "cards")
            yield Finding(
                "replay",
                Severity.ERROR,
                f"The {name} of {cards} are not what the log gives, of {found.cards[0]} for one.",
                "study progress rebuild puts it right.",
            )


def _backups(database: Path) -> Iterator[Finding]:
    try:
        present = copying.length(database)
        latest = next((b for b in backups.kept(database) if b.occasion is backups.Occasion.DAY), None)
        more = copying.length(latest.path) - present if latest else 0
    except StoreProblem:
        return
    if latest and more > 0:
        yield Finding(
            "backup",
            Severity.WARNING,
            f"The backup {latest.path.name} holds {_many(more, 'event', 'events')} more than the database.",
            f"study progress merge {latest.path} brings them back.",
        )


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
