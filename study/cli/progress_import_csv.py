"""`study progress import` of CSV: a log that was exported so, or the reviews of another program."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

import click

from decks.text import one_line
from study.cli.context import Told
from study.cli.exchanging import recognition_of
from study.output import narrate

if TYPE_CHECKING:
    from progress.events import Event
    from study.core import Study

_SUFFIXES = (".csv", ".tsv")


def is_csv(name: str, form: str | None) -> bool:
    """Whether a file is to be read as CSV: as `--format` says, or by its name."""
    return form == "csv" if form else name.lower().endswith(_SUFFIXES)


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """What `--map card=Question` says. Raises click.UsageError."""
    from progress.exchange.plain_reviews import NAMES

    found: dict[str, str] = {}
    for pair in pairs:
        what, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or what not in NAMES:
            raise click.UsageError(
                f"“{one_line(pair)}” is no mapping: --map takes {', '.join(NAMES)}, an equals sign and a column’s name."
            )
        found[what] = column
    return found


def read_csv(
    study: "Study",
    name: str,
    stream: BinaryIO,
    mapped: Mapping[str, str],
    decks: Sequence[str],
    *,
    tell: bool,
) -> "tuple[list[Event], list[str], bool]":
    """The answers of one file, what is wrong with its lines, and whether another program wrote it.

    `tell`: also say what was understood. Raises `Told` where nothing of the file can be used.
    """
    from progress.exchange.csv_records import Table, Unreadable
    from progress.exchange.plain_reviews import Reviews, understand
    from progress.exchange.tabular import NEEDED, from_row

    shown = one_line(name)
    foreign = False
    try:
        table = Table(stream)
        make = from_row
        if foreign := bool(mapped) or not set(table.columns) >= NEEDED:
            understood = understand(table.columns, mapped)
            make = Reviews(understood, recognition_of(study, decks).find, study.days.timezone).event
            if tell:
                columns = ", ".join(f"{what} from “{column}”" for what, column in understood.columns.items())
                unit = " in seconds" if understood.in_seconds else " in milliseconds"
                narrate(f"{shown}: {columns}" + (unit if "duration" in understood.columns else ""))
        elif tell:
            narrate(f"{shown}: a log of Rolecall")
        events: list[Event] = []
        complaints: list[str] = []
        for row in table.rows():
            found = row.found if isinstance(row.found, str) else make(row.found)
            if isinstance(found, str):
                complaints.append(f"{shown}:{row.number}: {found}")
            else:
                events.append(found)
    except Unreadable as error:
        raise Told(f"{shown} cannot be imported: {one_line(str(error))}") from None
    return events, complaints, foreign
