"""Study days: they begin at an hour of the night in the learner's own time zone, not at midnight UTC.

Light to load on purpose, for `study due` needs it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from progress.records import Record

DAY = timedelta(days=1)


class StudyDays(Record):
    """When one study day ends and the next begins."""

    __slots__ = ("rollover_hour", "timezone")

    timezone: tzinfo
    """The learner's. It may have daylight saving time; skipped and doubled hours are right."""
    rollover_hour: int
    """The hour of the local clock, 0 to 23, at which a new study day begins."""

    def __init__(self, timezone: tzinfo, rollover_hour: int = 4) -> None:
        """Raise ValueError for an hour that is none."""
        if not 0 <= rollover_hour <= 23:
            raise ValueError(f"A study day begins at an hour from 0 to 23, not {rollover_hour}.")
        super().__init__(rollover_hour, timezone)

    def day_of(self, at: datetime) -> date:
        """The study day that the moment `at` (aware) belongs to."""
        wall = at.astimezone(self.timezone).replace(tzinfo=None)
        day = (wall - timedelta(hours=self.rollover_hour)).date()
        # Where the clock was put back across the rollover, or forward over it, the wall clock alone misleads.
        if at < self._begin(day):
            return day - DAY
        if at >= self._begin(day + DAY):
            return day + DAY
        return day

    def start(self, at: datetime) -> datetime:
        """The first moment, in UTC, of the study day that `at` belongs to."""
        return self._begin(self.day_of(at))

    def end(self, at: datetime) -> datetime:
        """The first moment, in UTC, after the study day that `at` belongs to."""
        day, end = self.day_of(at), at
        while end <= at:  # More than once only where the calendar skipped a whole day.
            day += DAY
            end = self._begin(day)
        return end.astimezone(UTC)

    def _begin(self, day: date) -> datetime:
        # fold=0: the first of two equal wall times; in a skipped hour, the offset from before the change.
        wall = datetime.combine(day, time(self.rollover_hour), self.timezone)
        return wall.astimezone(UTC)


UNTOLD = StudyDays(UTC)
"""The study days of events that do not say which it was: the same on every device, so in no learner's time zone."""


class LocalTime(tzinfo):
    """The time zone of this computer with all its changes of clock, past and to come, as the C library knows them.

    `datetime.astimezone()` gives only the offset of one moment, and `zoneinfo` has to be told a name.
    """

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Offset from UTC of a local wall time; `fold` tells which of two equal ones."""
        return None if when is None else when.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, when: datetime | None) -> timedelta | None:  # noqa: ARG002
        """Unknown, and nothing here asks."""
        return None

    def tzname(self, when: datetime | None) -> str | None:
        """The abbreviation, such as CET."""
        return None if when is None else when.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, when: datetime) -> datetime:
        """The local wall time of a moment given in UTC."""
        moment = when.replace(tzinfo=UTC, microsecond=0).timestamp()
        # A naive local time is wanted here: it alone carries `fold`.
        local = datetime.fromtimestamp(moment)  # noqa: DTZ006
        return local.replace(microsecond=when.microsecond, tzinfo=self)
