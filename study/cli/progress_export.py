"""`study progress export`: the answers, out."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from decks.text import one_line
from study.cli.context import Told, format_option, opened
from study.cli.exits import Exit
from study.cli.files import replaced
from study.output import counted, json_line, json_text, narrate, write


@click.command()
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write there.")
@click.option("--all", "everything", is_flag=True, help="With what was taken back, and the taking back.")
@click.option("--deck", "deck", default=None, metavar="DECK", help="Only the answers of this deck.")
@click.option(
    "--anonymous",
    is_flag=True,
    help="For an instructor: with a pseudonym that only you can resolve, and days instead of times.",
)
@format_option("jsonl", "json", "csv")
def export(file: Path | None, everything: bool, deck: str | None, anonymous: bool, form: str) -> None:
    """Every answer, as JSON Lines or as CSV.

    `study progress import` takes either in again, here or elsewhere. FILE is replaced as a whole or not at all.
    In CSV an apostrophe stands before what a spreadsheet would take for a formula.
    """
    from progress.exchange.exporting import to_json

    if anonymous and everything:
        raise click.UsageError("--anonymous goes without --all: what was taken back is nobody's business.")
    if form == "csv" and file is None and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        raise Told("Standard output is not UTF-8 here; name a file with -o FILE.", Exit.USAGE)
    with opened() as study:
        slug = study.deck(deck).id if deck else None
        if anonymous:
            from study.anonymous import anonymous_records, mask_of

            mask = mask_of(study.store)
            records = anonymous_records(study, slug, mask)
            narrate(f"You are {mask.pseudonym} in it, now and whenever you export; only you can tell.")
        else:
            records = (to_json(event) for event in study.store.events(slug, undone=everything))
        if form == "json":
            lines: Iterable[str] = iter([json_text(list(records))])
        elif form == "csv":
            from progress.exchange.tabular import csv_lines

            lines = (line + "\r" for line in csv_lines(records))
        else:
            lines = map(json_line, records)
        if file is None:
            for line in lines:
                write(line)
            return
        with replaced(file) as target:
            written = sum(1 for line in lines if target.write(line + "\n"))
    if form == "csv":
        written = max(written - 1, 0)  # without the header
    narrate(f"Wrote {counted(written, 'line')} to {one_line(str(file))}")
