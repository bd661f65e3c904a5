"""Which backups are worth keeping: the near past day by day, what is further back ever more rarely."""

from collections.abc import Iterable
from datetime import date

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many are kept that are the last of their day, week and month."""


def worth_keeping(days: Iterable[date]) -> set[date]:
    """Of the days that have a backup, those whose backup is to stay."""
    ordered = sorted(days, reverse=True)
    weeks = {day.isocalendar()[:2]: day for day in reversed(ordered)}
    months = {(day.year, day.month): day for day in reversed(ordered)}
    last_weeks = sorted(weeks.values(), reverse=True)[:WEEKLY]
    last_months = sorted(months.values(), reverse=True)[:MONTHLY]
    return {*ordered[:DAILY], *last_weeks, *last_months}
