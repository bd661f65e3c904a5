"""A quick look at progress wherever it is kept: in a file (quick.py), or on a server (quick_server.py). Light."""

from __future__ import annotations

from progress.glance import quick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime, timedelta
    from pathlib import Path

    from progress.days import StudyDays
    from progress.glance.partly import PartlyRead
    from progress.glance.quick import DueCounts
    from progress.locations import Locations
    from progress.marks import Marks
    from progress.memory import Memory
    from progress.server.quick_server import ServerLook


class FileLook:
    """The functions of quick.py, over one file."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def close(self) -> None:
        """Nothing is kept open."""

    def due_counts(
        self,
        at: datetime,
        days: StudyDays,
        deck: str | None = None,
        limits: Callable[[str], tuple[int, int]] | None = None,
    ) -> dict[str, DueCounts]:
        """See `quick.due_counts`."""
        return quick.due_counts(self._database, at, days, deck, limits=limits)

    def introduced(self, deck: str, since: datetime) -> int:
        """See `quick.introduced`."""
        return quick.introduced(self._database, deck, since)

    def reviewed(self, deck: str, days: StudyDays, at: datetime) -> int:
        """See `quick.reviewed`."""
        return quick.reviewed(self._database, deck, days, at)

    def marks(self, deck: str) -> dict[str, Marks]:
        """See `quick.marks`."""
        return quick.marks(self._database, deck)

    def digest(self, deck: str) -> str | None:
        """See `quick.digest`."""
        return quick.digest(self._database, deck)

    def model(self) -> str:
        """See `quick.model`."""
        return quick.model(self._database)

    def log_end(self) -> int:
        """See `quick.log_end`."""
        return quick.log_end(self._database)

    def answer_time(self) -> timedelta | None:
        """See `answer_time.answer_time`."""
        from progress.glance.answer_time import answer_time

        return answer_time(self._database)

    def due_elsewhere(self, deck: str, today: date) -> dict[date, int]:
        """See `quick.due_elsewhere`."""
        return quick.due_elsewhere(self._database, deck, today)

    def partly(self, deck: str) -> PartlyRead:
        """See `partly.PartlyRead`."""
        from progress.glance.partly import PartlyRead

        return PartlyRead(self._database, deck)

    def memories(self, deck: str) -> dict[str, Memory]:
        """See `quick.memories`."""
        return quick.memories(self._database, deck)


def look(locations: Locations) -> FileLook | ServerLook:
    """The look at where progress is kept. Raises StoreProblem where the server's address is none."""
    if not locations.address:
        return FileLook(locations.database)
    from progress.server.quick_server import ServerLook
    from progress.server.servers import Server

    return ServerLook(Server(locations.address))
