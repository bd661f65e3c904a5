"""`study stats`: how learning goes, in the app or as text."""

import sys
from collections.abc import Iterator, Sequence

import click

from study.cli.app import open_app
from study.cli.context import deck_argument, format_option, opened
from study.cli.exits import Exit
from study.output import Column, json_text, table, text_width, wrapped, write
from study.start import Opening, Start

_BAR = 24


def told(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each line of a table with the names of its columns."""
    for first, *rest in rows:
        cells = (f"{column.title} {cell}" for column, cell in zip(columns[1:], rest, strict=True))
        yield f"{columns[0].title} {first}: {', '.join(cells)}"


@click.command()
@deck_argument
@click.option("--plain", is_flag=True, help="As text without bars, for pipes and screen readers.")
@format_option("text", "json")
def stats(deck: str | None, plain: bool, form: str) -> int:
    """Statistics: true retention, answers and minutes a day, hours, cards due, stability, calibration, quiz scores.

    On a terminal, the app shows them as plots; else, or with --plain or --format, they are tables.
    """
    given = click.get_current_context().get_parameter_source("form")
    asked = plain or (given is not None and given.name == "COMMANDLINE")
    with opened() as study:
        if not asked and sys.stdin.isatty() and sys.stdout.isatty():
            return open_app(study, Start(Opening.STATISTICS, deck or ""))
        from study.statistics.views import views

        chosen = study.deck(deck) if deck else study.default_deck()
        found = views(study, chosen)
        if form == "json":
            write(json_text({"deck": chosen.id} | {view.id: view.record for view in found}))
            return Exit.FINE
        for number, view in enumerate(found):
            if number:
                write("")
            write(view.title)
            for line in wrapped(view.sentence, text_width()):
                write(line)
            if view.rows:
                write("")
                columns, rows = view.columns, view.rows
                if not plain and not view.line:
                    values = [value or 0.0 for value in view.series[0].values]
                    kept = values if len(values) == len(rows) else [value for value in values if value]
                    if len(kept) == len(rows):
                        most = max(kept) or 1
                        columns = (*columns, Column(""))
                        rows = tuple(
                            (*row, "█" * max(1, round(_BAR * value / most)) if value else "")
                            for row, value in zip(rows, kept, strict=True)
                        )
                # A table is read out cell by cell, and its heads long before.
                for line in told(columns, rows) if plain else table(columns, rows, text_width()):
                    write(line)
    return Exit.FINE
