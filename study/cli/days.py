"""Days on the command line."""

import re
from datetime import date

import click

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Day(click.ParamType[date]):
    """A day as year-month-day."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a sentence that says how one is written."""
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value) if _DAY.fullmatch(value) else None
        except ValueError:
            found = None
        if found is None:
            self.fail(f"“{value}” is no day; write it as year-month-day: 2027-06-14.", param, ctx)
        return found
