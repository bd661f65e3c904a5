"""Study days in time zones with daylight saving, skipped days and doubled hours."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.days import LocalTime, StudyDays

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # changed its clocks at one minute past midnight until 2011
    "Australia/Lord_Howe",  # by half an hour
    "Pacific/Apia",  # had no 30 December 2011
    "America/Sao_Paulo",  # skipped the hour after midnight
    "Asia/Kathmandu",
]
moments = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes beside
study_days = st.builds(StudyDays, st.sampled_from(ZONES).map(ZoneInfo), st.integers(0, 23))


def berlin(*fields: int, fold: int = 0) -> datetime:
    return datetime(*fields, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)


def test_a_night_owl_still_studies_on_the_day_before():
    days = StudyDays(ZoneInfo("Europe/Berlin"))
    assert days.day_of(berlin(2026, 3, 2, 3, 59)) == date(2026, 3, 1)
    assert days.day_of(berlin(2026, 3, 2, 4, 0)) == date(2026, 3, 2)


def test_the_day_is_the_learners_own_and_its_bounds_are_utc():
    days = StudyDays(ZoneInfo("Asia/Kathmandu"))
    at = datetime(2026, 3, 1, 22, 20, tzinfo=UTC)  # 4:05 next morning in Kathmandu
    assert days.day_of(at) == date(2026, 3, 2)
    assert days.start(at) == datetime(2026, 3, 1, 22, 15, tzinfo=UTC)
    assert days.end(at).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("at", "hours"),
    [(berlin(2026, 3, 28, 12), 23), (berlin(2026, 10, 24, 12), 25), (berlin(2026, 6, 1, 12), 24)],
)
def test_a_day_is_as_long_as_the_clock_makes_it(at, hours):
    days = StudyDays(ZoneInfo("Europe/Berlin"))
    assert days.end(at) - days.start(at) == timedelta(hours=hours)


def test_a_rollover_in_the_skipped_hour_is_at_the_change():
    days = StudyDays(ZoneInfo("Europe/Berlin"), 2)
    assert days.start(berlin(2026, 3, 29, 12)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_rollover_in_the_doubled_hour_is_the_first_of_the_two():
    days = StudyDays(ZoneInfo("Europe/Berlin"), 2)
    assert days.day_of(berlin(2026, 10, 25, 2, 30)) == date(2026, 10, 25)
    assert days.day_of(berlin(2026, 10, 25, 2, 10, fold=1)) == date(2026, 10, 25)


def test_a_day_that_the_calendar_skips_has_no_length():
    days = StudyDays(ZoneInfo("Pacific/Apia"))
    eve = datetime(
        2011, 12, 30, 13, 0, tzinfo=UTC
    )  # 3:00 on 30 December by the old offset, which never was 4:00
    assert days.day_of(eve) == date(2011, 12, 29)
    assert days.day_of(days.end(eve)) == date(2011, 12, 31)


@given(study_days, moments)
def test_a_moment_lies_within_its_day(days, at):
    assert days.start(at) <= at < days.end(at)
    assert days.day_of(days.start(at)) == days.day_of(at)
    assert days.start(days.end(at)) == days.end(at)


@given(study_days, moments, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_days_never_go_back(days, at, later):
    assert days.day_of(at) <= days.day_of(at + later)
    assert (days.day_of(at) == days.day_of(at + later)) == (at + later < days.end(at))


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_hour_that_is_none_is_refused(hour):
    with pytest.raises(ValueError, match=f"^A study day begins at an hour from 0 to 23, not {hour}.$"):
        StudyDays(UTC, hour)


def test_study_days_are_values():
    assert StudyDays(UTC) == StudyDays(UTC, 4) != StudyDays(UTC, 5)
    assert repr(StudyDays(UTC)) == "StudyDays(rollover_hour=4, timezone=datetime.timezone.utc)"
    with pytest.raises(AttributeError, match=r"^StudyDays\.rollover_hour cannot be changed$"):
        StudyDays(UTC).rollover_hour = 5


@pytest.fixture
def in_new_york(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_local_time_is_the_computers_with_all_its_changes(in_new_york):
    here, there = LocalTime(), ZoneInfo("America/New_York")
    moment = datetime(2026, 1, 1, 0, 30, 0, 123456, tzinfo=UTC)
    for hours in range(0, 24 * 366, 5):
        at = moment + timedelta(hours=hours)
        assert at.astimezone(here).isoformat() == at.astimezone(there).isoformat()
        assert StudyDays(here).start(at) == StudyDays(there).start(at)
    assert moment.astimezone(here).tzname() == "EST"


def test_local_time_tells_doubled_hours_apart(in_new_york):
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    assert [at.astimezone(LocalTime()).fold for at in (first, second)] == [0, 1]
    assert second.astimezone(LocalTime()).astimezone(UTC) == second
