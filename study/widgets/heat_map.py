"""A year of study days, a column a week: the darker, the more was done; told by shades, so that it needs no colour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual.content import Content

from study.widgets.columns import Fitted

_SHADES = "·░▒▓█"
_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LEFT = 4
_WEEKS = 53


class HeatMap(Fitted):
    """As many weeks up to today as fit, 53 at most."""

    def __init__(self, levels: Mapping[date, int], today: date) -> None:
        """`levels`: from 1 to 4, how much was done on a day."""
        self._levels = levels
        self._today = today

    def fit(self, width: int) -> Content:
        """Eight lines: the months, then a line for each day of the week."""
        weeks = max(1, min(_WEEKS, width - _LEFT))
        first = self._today - timedelta(days=self._today.weekday(), weeks=weeks - 1)
        lines = [Content.styled((" " * _LEFT + _months(first, weeks))[:width], "$muted")]
        for weekday, name in enumerate(_NAMES):
            days = (first + timedelta(days=weekday, weeks=week) for week in range(weeks))
            cells = [Content.styled(*self._cell(day)) for day in days]
            lines.append(Content.assemble((f"{name:<{_LEFT}}"[:width], "$muted"), *cells).truncate(width))
        return Content("\n").join(lines)

    def _cell(self, day: date) -> tuple[str, str]:
        if day > self._today:
            return " ", ""
        level = self._levels.get(day, 0)
        return _SHADES[level], "$success" if level else "$faint"


def _months(first: date, weeks: int) -> str:
    """The names of months over the weeks in which they begin, as far as there is room."""
    line = [" "] * (weeks + 3)
    free = 0
    for week in range(weeks):
        end = first + timedelta(weeks=week, days=6)
        if end.day <= 7 and week >= free and week + 3 <= weeks:
            line[week : week + 3] = f"{end:%b}"[:3].ljust(3)
            free = week + 4
    return "".join(line)


def in_words(days: Mapping[date, int], streak: int, longest: int) -> str:
    """The same as a sentence."""
    if not days:
        return ""
    total = sum(days.values())
    with_any = f"{len(days)} day{'' if len(days) == 1 else 's'} with answers in a year, {total} in all"
    return f"{with_any} · {streak} in a row, {longest} at most"


def week_ahead(coming: tuple[int, ...], today: date) -> Content:
    """How many cards come due on each of the next days, with a bar that needs no colour."""
    most = max(coming, default=0)
    parts = [Content.styled("Due  ", "$muted")]
    for ahead, count in enumerate(coming):
        name = "today" if ahead == 0 else f"{today + timedelta(days=ahead):%a}"
        bar = "▁▂▃▄▅▆▇█"[round(7 * count / most)] if most and count else " "
        parts.append(Content.assemble((f"{name} ", "$muted"), f"{count}", (f"{bar}  ", "$primary")))
    return Content.assemble(*parts)
