"""The parts that a report on a learner is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A value between 0 and 1 with its interval, as a picture where there are pictures."""

    mean: float
    low: float
    high: float
    label: str
    """What it shows, in words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. One with a single cell in a table of several columns is a heading for those below it."""

    cells: tuple[str, ...]
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first cell of each row says what it is about."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...] = ()
    """Indexes of the columns that stand at their right edge."""
    bars: str = ""
    """The head of the column of pictures, which comes third; empty where there is none."""
    mark: float | None = None
    """What the pictures mark with a dashed line."""

    def groups(self) -> list[tuple[str, list[Row]]]:
        """The rows under their headings; those before the first heading under an empty one."""
        found: list[tuple[str, list[Row]]] = []
        for row in self.rows:
            if len(row.cells) == 1 < len(self.heads):
                found.append((row.cells[0], []))
                continue
            if not found:
                found.append(("", []))
            found[-1][1].append(row)
        return found


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, a table, and sentences below it."""

    title: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    picture: str = ""
    """`heat` for the days of the year, `curve` for predicted against actual recall."""
    listed: bool = False
    """Whether the sentences are points of a list."""
