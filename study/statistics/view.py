"""What one statistic is to whoever shows it, and how all of them put numbers and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from study.output import Column

DAYS = 30
"""How many days those go back, or ahead, that go by days."""


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one way."""

    name: str
    values: tuple[float | None, ...]
    """One for each label; None where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class View:
    """One statistic."""

    id: str
    """What programs call it."""
    title: str
    sentence: str
    """What it says, for whoever reads nothing else."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    """Of what is drawn, from left to right."""
    series: tuple[Series, ...]
    line: bool = False
    """Whether it is drawn as a line and not as bars."""
    per_cent: bool = False
    """Whether values go from 0 to 100."""
    record: object = None
    """The same for programs."""


def in_percent(share: float | None) -> str:
    """A share from 0 to 1 in whole percent; a dash where nothing is known."""
    return "–" if share is None else f"{share:.0%}"


def short(days: Iterable[date]) -> tuple[str, ...]:
    """The labels of days."""
    return tuple(f"{day:%m-%d}" for day in days)
