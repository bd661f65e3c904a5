"""How much was remembered: true retention by month and by day, and whether it was as much as expected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from progress.reporting.statistics import MATURE, Retained, Retention, Statistics, last_days
from study.output import Column, counted
from study.statistics.view import DAYS, Series, View, in_percent, short

if TYPE_CHECKING:
    from progress.mastery.calibration import Curve

_MONTHS = 12


def retention_by_month(told: Statistics) -> View:
    """Of the last months, and in a sentence of the last days."""
    months = dict(list(told.months().items())[-_MONTHS:])
    return _retention("retention_months", "Retention by month", _lately(told), "Month", months)


def _lately(told: Statistics) -> str:
    month = told.since(told.today - timedelta(days=DAYS - 1))
    both = month.both
    if not both.asked:
        return f"No learned card was asked in the last {DAYS} days, so nothing is known of retention."
    low, high = both.interval or (0.0, 1.0)
    return (
        f"In the last {DAYS} days {both.recalled} of {both.asked} learned cards were recalled: {in_percent(both.share)} "
        f"({low:.0%} to {high:.0%}); young {in_percent(month.young.share)}, mature {in_percent(month.mature.share)}."
    )


def retention_by_day(told: Statistics) -> View:
    """Of the last days: all of them are drawn, and those on which something was asked are in the table."""
    days = last_days(told.today, DAYS)
    known = {f"{day:%Y-%m-%d}": told.retention[day] for day in days if day in told.retention}
    both = told.since(days[0]).both
    sentence = (
        f"{counted(both.asked, 'learned card')} asked in the last {DAYS} days, {in_percent(both.share)} of them recalled."
        if both.asked
        else f"No learned card was asked in the last {DAYS} days."
    )
    view = _retention("retention_days", "Retention by day", sentence, "Day", known)
    none = Retention(Retained(), Retained())
    return replace(
        view, labels=short(days), series=_young_and_mature([told.retention.get(day, none) for day in days])
    )


def _retention(name: str, title: str, sentence: str, head: str, times: Mapping[str, Retention]) -> View:
    """Retention of times, by what they are called; `head` is what all of them are."""
    return View(
        name,
        title,
        sentence,
        (
            Column(head),
            Column(f"Young, < {MATURE} d", right=True),
            Column("Mature", right=True),
            Column("All", right=True),
        ),
        tuple((when, _of(each.young), _of(each.mature), _of(each.both)) for when, each in times.items()),
        tuple(times),
        _young_and_mature([*times.values()]),
        line=True,
        per_cent=True,
        record=[
            {
                head.lower(): when,
                "young": {"recalled": each.young.recalled, "asked": each.young.asked},
                "mature": {"recalled": each.mature.recalled, "asked": each.mature.asked},
                "share": None if each.both.share is None else round(each.both.share, 4),
            }
            for when, each in times.items()
        ],
    )


def _young_and_mature(times: Sequence[Retention]) -> tuple[Series, ...]:
    return (
        Series("young", tuple(_drawn(each.young) for each in times)),
        Series("mature", tuple(_drawn(each.mature) for each in times)),
    )


def _drawn(retained: Retained) -> float | None:
    return None if retained.share is None else 100 * retained.share


def _of(retained: Retained) -> str:
    return f"{in_percent(retained.share)} of {retained.asked}" if retained.asked else "–"


def calibration(curve: "Curve") -> View:
    """Recall against what was expected of it."""
    points = curve.points
    sentence = (
        f"Over {counted(curve.reviews, 'review')} a day or more after the last, recall was off by {curve.off or 0:.1%} "
        "on average from what was expected."
        if points
        else "No card was reviewed a day or more after its last review so far."
    )
    return View(
        "calibration",
        "Calibration",
        sentence,
        (
            Column("Expected", right=True),
            Column("Recalled", right=True),
            Column("80% interval", right=True),
            Column("Reviews", right=True),
        ),
        tuple(
            (
                f"{p.predicted:.0%}",
                f"{p.recalled / p.reviews:.0%}",
                f"{p.interval.low:.0%} to {p.interval.high:.0%}",
                str(p.reviews),
            )
            for p in points
        ),
        tuple(f"{p.predicted:.0%}" for p in points),
        (
            Series("recalled", tuple(100 * p.recalled / p.reviews for p in points)),
            Series("expected", tuple(100 * p.predicted for p in points)),
        ),
        line=True,
        per_cent=True,
        record=[
            {"predicted": round(p.predicted, 4), "recalled": p.recalled, "reviews": p.reviews} for p in points
        ],
    )
