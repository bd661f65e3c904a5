"""The days of a year with what was done on them, as inline SVG."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from markupsafe import Markup

from study.reporting.figures import many

_STEP = 13
_LEFT, _TOP = 30, 16
_WEEKS = 53
_SIZES = (2.0, 5.0, 7.0, 9.0, 11.0)
"""Edge of a day's square by how much was done on it: to be told apart without colour."""


def heat_map(answers: Iterable[tuple[date, int]], today: date) -> Markup:
    """The last year up to `today`, a column for each week and a row for each day of it; the more answers, the larger the square."""
    counts = {day: count for day, count in answers if day > today - timedelta(weeks=_WEEKS) and day <= today}
    if not counts:
        return Markup("")
    first = min(counts) - timedelta(days=min(counts).weekday())
    columns = max((today - first).days // 7 + 1, 12)
    levels = _levels(counts)
    most = max(counts, key=lambda day: (counts[day], day))
    label = (
        f"Calendar of answers from {min(counts).isoformat()} to {today.isoformat()}: answers on {many(len(counts), 'day')}, "
        f"the most on {most.isoformat()}, {counts[most]:,}. The table of weeks has the figures."
    )
    width, height = _LEFT + columns * _STEP, _TOP + 7 * _STEP
    marks = [_text(0, _TOP + row * _STEP + 10, name) for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))]
    named = ""
    for column in range(columns):
        monday = first + timedelta(weeks=column)
        if monday <= today and f"{monday:%b}" != named and monday.day <= 7:
            named = f"{monday:%b}"
            marks.append(_text(_LEFT + column * _STEP, 10, named))
        for row in range(7):
            day = monday + timedelta(days=row)
            if day <= today:
                marks.append(_square(column, row, day, counts.get(day, 0), levels.get(day, 0)))
    return Markup(
        '<svg class="heat" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-label="{2}"><title>{2}</title>{3}</svg>'
    ).format(width, height, label, Markup("").join(marks))


def _levels(counts: Mapping[date, int]) -> dict[date, int]:
    """1 to 4 for each day: by quarters of the days on which something was done."""
    ordered = sorted(counts.values())
    edges = [ordered[(len(ordered) - 1) * part // 4] for part in (1, 2, 3)]
    return {day: 1 + sum(count > edge for edge in edges) for day, count in counts.items()}


def _square(column: int, row: int, day: date, count: int, level: int) -> Markup:
    size = _SIZES[level]
    aside = (_STEP - size) / 2
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{}" height="{}"><title>{}</title></rect>'
    ).format(
        "column" if count else "none", _LEFT + column * _STEP + aside, _TOP + row * _STEP + aside, size, size,
        f"{day.isoformat()}: {count}",
    )  # fmt: skip


def _text(x: float, y: float, text: str) -> Markup:
    return Markup('<text x="{}" y="{}">{}</text>').format(x, y, text)
