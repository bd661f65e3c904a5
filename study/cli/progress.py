"""`study progress`: the learner's own data, where it lies, out and in again."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from decks.text import one_line
from study.cli.context import Told, format_option, opened
from study.cli.exits import Exit
from study.cli.files import replaced
from study.output import counted, json_line, json_text, narrate, write

if TYPE_CHECKING:
    from progress.events import Event

MAX_LINE = 1024 * 1024
"""Longer lines than this many bytes are no answers."""


@click.group()
def progress() -> None:
    """What you know: where it is, out and in again."""


@progress.command()
@format_option("text", "json")
def where(form: str) -> None:
    """Paths of everything that is kept."""
    with opened() as study:
        places = study.locations
    paths = {"home": places.home, "database": places.database, "decks": places.decks, "log": places.log}
    if form == "json":
        write(json_text({name: str(path) for name, path in paths.items()}))
    else:
        for name, path in paths.items():
            write(f"{name:<9} {one_line(str(path))}")


@progress.command()
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write there.")
@click.option("--all", "everything", is_flag=True, help="With what was taken back, and the taking back.")
@click.option("--deck", "deck", default=None, metavar="DECK", help="Only the answers of this deck.")
@format_option("jsonl", "json")
def export(file: Path | None, everything: bool, deck: str | None, form: str) -> None:
    """Every answer, as JSON Lines.

    `study progress import` takes them in again, here or elsewhere. FILE is replaced as a whole or not at all.
    """
    from progress.exporting import to_json

    with opened() as study:
        slug = study.deck(deck).id if deck else None
        records = (to_json(event) for event in study.store.events(slug, undone=everything))
        if form == "json":
            lines: Iterable[str] = iter([json_text(list(records))])
        else:
            lines = map(json_line, records)
        if file is None:
            for line in lines:
                write(line)
            return
        with replaced(file) as target:
            written = sum(1 for line in lines if target.write(line + "\n"))
    narrate(f"Wrote {counted(written, 'line')} to {one_line(str(file))}")


@progress.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Import nothing where a line is bad.")
def import_answers(files: tuple[str, ...], strict: bool) -> Exit:
    """Take in exported answers.

    Those that are there already are not doubled. FILE `-` is standard input. Bad lines are listed, and the good ones taken in.
    """
    with opened() as study:
        read = _Read()
        for name in files:
            with _input(name) as stream:
                read.take(name, stream)
        for complaint in read.complaints:
            narrate(complaint)
        if strict and read.complaints:
            raise Told(f"Nothing was imported: {counted(len(read.complaints), 'bad line')}.")
        new = study.store.add(read.events)
    known = len(read.events) - new
    narrate(
        f"Imported {counted(new, 'answer')}, {known} known already, {counted(len(read.complaints), 'bad line')}"
    )
    return Exit.PROBLEMS if read.complaints else Exit.FINE


@dataclass(slots=True)
class _Read:
    """What several files held."""

    events: list["Event"] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def take(self, name: str, stream: BinaryIO) -> None:
        """Read one file's lines."""
        from progress.exporting import from_json

        number = 0
        while raw := stream.readline(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                self.complaints.append(f"{name}:{number}: The line is longer than 1 MB.")
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(MAX_LINE)
                continue
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            except UnicodeDecodeError:
                self.complaints.append(f"{name}:{number}: The line is not UTF-8.")
                continue
            if not line:
                continue
            event = from_json(line)
            if isinstance(event, str):
                self.complaints.append(f"{name}:{number}: {event}")
            else:
                self.events.append(event)


@contextmanager
def _input(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except OSError as error:
        raise Told(f"{one_line(name)} cannot be read: {error.strerror or error}.", Exit.USAGE) from None
