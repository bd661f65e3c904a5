"""`study progress import`: answers that were exported, in again; and those of other programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from decks.text import one_line
from study.cli.context import Told, opened
from study.cli.exits import Exit
from study.cli.files import is_database
from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.events import Event


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Import nothing where a line is bad.")
@click.option("--dry-run", is_flag=True, help="Only say what was understood, and what would be added.")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv"]), help="Of FILE, where its name does not say it."
)
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="WHAT=COLUMN",
    help="In a CSV of another program, the column of the card, answer, at, rating or duration.",
)
@click.option(
    "--deck", "decks", multiple=True, metavar="DECK",
    help="The deck whose cards another program's reviews are of; all decks without it.",
)  # fmt: skip
def import_answers(
    files: tuple[str, ...],
    strict: bool,
    dry_run: bool,
    form: str | None,
    pairs: tuple[str, ...],
    decks: tuple[str, ...],
) -> Exit:
    """Take in exported answers, or the reviews of another program.

    Those that are there already are not doubled. FILE `-` is standard input. Bad lines are listed, and the good ones taken in.

    A CSV of another program needs a header and columns with the card (its id, or what it asks), the time and the rating
    (1 to 4, or again, hard, good, easy). A line whose card is not found counts as bad.
    """
    from progress.exchange.lines import read_lines
    from study.cli.exchanging import know_decks, take_in, would_take_in
    from study.cli.progress_import_csv import is_csv, mapping_of, read_csv

    mapped = mapping_of(pairs)
    if (pairs or decks) and not any(is_csv(name, form) for name in files):
        raise click.UsageError("--map and --deck go with CSV: with a FILE of that name, or --format csv.")
    foreign = False
    events: list[Event] = []
    complaints: list[str] = []
    with opened() as study:
        for name in files:
            if name != "-" and is_database(Path(name)):
                shown = one_line(name)
                raise Told(
                    f"{shown} is a database. Take its answers in with study progress merge {shown}.",
                    Exit.USAGE,
                )
            with input_of(name) as stream:
                if is_csv(name, form):
                    good, bad, other = read_csv(study, name, stream, mapped, decks, tell=dry_run)
                    events += good
                    complaints += bad
                    foreign = foreign or other
                    continue
                for line in read_lines(stream):
                    if isinstance(line.found, str):
                        complaints.append(f"{name}:{line.number}: {line.found}")
                    else:
                        events.append(line.found)
        for complaint in complaints:
            narrate(complaint)
        if strict and complaints:
            raise Told(f"Nothing was imported: {counted(len(complaints), 'bad line')}.")
        if dry_run:
            narrate(f"{would_take_in(study, events)}, {counted(len(complaints), 'bad line')}")
            return Exit.PROBLEMS if complaints else Exit.FINE
        new = take_in(study, events) if foreign else study.store.add(events)
        know_decks(study, (event.deck for event in events))
    narrate(
        f"Imported {counted(new, 'answer')}, {len(events) - new} known already, {counted(len(complaints), 'bad line')}"
    )
    return Exit.PROBLEMS if complaints else Exit.FINE


@contextmanager
def input_of(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for `-`. Raises `Told` where it cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except OSError as error:
        raise Told(f"{one_line(name)} cannot be read: {error.strerror or error}.", Exit.USAGE) from None
