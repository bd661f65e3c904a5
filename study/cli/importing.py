"""What the imports have in common: their errors told, the deck written, and what was understood of a table shown."""

import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.importing.problems import Unimportable
from decks.text import is_slug, one_line
from study.cli.context import Told
from study.cli.exits import Exit
from study.cli.files import replaced
from study.output import counted, narrate, text_width, wrapped, write

if TYPE_CHECKING:
    from decks.importing.occupations import Imported
    from decks.importing.rows import Step
    from decks.importing.table import Understood


@contextmanager
def told() -> Iterator[None]:
    """Within the block, what cannot be imported is told in its sentence."""
    try:
        yield
    except Unimportable as error:
        raise Told(one_line(str(error))) from None


def check_target(target: Path | None, force: bool, name: str) -> None:
    """Raises `Told` where the deck could not be called that, or a file is in the way; before anything is read."""
    if name and not is_slug(name):
        raise Told(
            f"“{one_line(name)}” is no id: an id has lower-case letters, digits and single hyphens.",
            Exit.USAGE,
        )
    if target is not None and target.is_file() and not force:
        raise Told(
            f"There is a file {one_line(str(target))} already; name another, or add --force to replace it."
        )


def import_into(
    read: "Callable[[Step], Imported]",
    size: int,
    target: Path | None,
    force: bool,
    name: str,
    title: str,
    other_titles: int,
    equipment: int = 0,
) -> None:
    """Read a source, make roles of it and write the deck, with a bar on a terminal and a summary on standard error.

    Args:
        read: reads the source, telling how many bytes it has read.
        size: bytes that it will read.
        target: the deck's file; None for standard output.
        force: whether a file that is there is replaced, and kept beside.
        name: the deck's id, where not the source's own.
        title: its title, likewise.
        other_titles: how many other titles a role gets at most.
        equipment: how many pieces of equipment.

    Raises:
        Told: the source cannot be imported, or the deck not written.
    """
    from decks.importing.deck_text import deck_lines
    from decks.importing.occupations import make_roles

    started = time.monotonic()
    with told():
        with _progress(size) as step:
            imported = read(step)
        roles = make_roles(imported.occupations, other_titles=other_titles, things=equipment)
    lines = deck_lines(imported, roles, name, title)
    if target is None:
        for batch in _batches(lines):
            write(batch)
    else:
        _save(lines, target, force)
    duties = sum(len(role.duties) for role in roles)
    shared = sum(bool(entry.also) for role in roles for entry in role.duties)
    seconds = time.monotonic() - started
    what = (
        f"{counted(len(roles), 'role')} with {_duties(duties)}, {shared} of them shared, in {seconds:.1f} s"
    )
    narrate(what if target is None else f"{one_line(str(target))}: {what}")
    for note in imported.notes:
        for line in wrapped(f"Note: {note}.", text_width()):
            narrate(line)
    if target is not None:
        narrate(f"Next: study decks check {shlex.quote(str(target))}")


def _duties(number: int) -> str:
    return f"{number} duty" if number == 1 else f"{number} duties"


def _batches(lines: Iterator[str], size: int = 1000) -> Iterator[str]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield "\n".join(batch)
            batch = []
    if batch:
        yield "\n".join(batch)


def _save(lines: Iterator[str], target: Path, force: bool) -> None:
    """Write the deck whole or not at all; what was there is kept beside it."""
    from decks.aside import set_aside

    try:
        kept = set_aside(target) if force and target.is_file() else None
    except OSError as error:
        raise Told(f"{one_line(str(target))} cannot be written: {error.strerror or error}.") from None
    written = False
    try:
        with replaced(target) as file:
            for line in lines:
                file.write(line + "\n")
        written = True
    finally:
        if kept and not written:
            kept.replace(target)
    if kept:
        narrate(f"What was there is now {one_line(str(kept))}")


@contextmanager
def _progress(size: int) -> "Iterator[Step]":
    """A bar on a terminal's standard error while the source is read."""
    if not sys.stderr.isatty() or not size:
        yield lambda _: None
        return
    with click.progressbar(length=size, label="Reading", file=sys.stderr) as bar:
        yield bar.update


def size_of(path: Path) -> int:
    """Bytes of a file; none where it cannot be had."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def show(path: Path, found: "Understood") -> None:
    """What was understood of a table, for whoever is to judge it."""
    from decks.importing.table_columns import FIELDS

    width = text_width()

    def say(text: str, indent: str = "") -> None:
        for line in wrapped(text, width, indent, f"{indent}  "):
            write(line)

    say(f"{one_line(str(path))}: {found.how}")
    say(f"Row {found.header.number} names the columns:")
    for field in FIELDS:
        held = found.header.name(field) if field in found.header.places else "no column"
        say(f"{field:<13} {held}", "  ")
    if found.unused():
        say(f"Nothing is taken from {', '.join(f'“{each}”' for each in found.unused())}.")
    left = [f"{found.other} not asked for"] if found.other else []
    left += [f"{len(found.titleless)} without a title"] if found.titleless else []
    duties = sum(len(each.duties) for each in found.occupations)
    said = f" ({', '.join(left)})" if left else ""
    say(
        f"{counted(found.rows, 'row')}{said} "
        f"make {counted(len(found.occupations), 'role')} with {_duties(duties)}."
    )
    most = max(found.occupations, key=lambda each: len(each.duties))
    for role in dict.fromkeys((found.occupations[0].title, most.title)):
        shown = next(each for each in found.occupations if each.title == role)
        write("")
        say(f"{shown.title}{f' ({shown.code})' if shown.code else ''}")
        say(f"is: {shown.definition or '(no definition)'}", "  ")
        for name, texts in (
            ("also called", shown.titles),
            ("does", [text for _, text in shown.duties]),
            ("works with", shown.equipment),
            ("needs", shown.requirements),
        ):
            for text in texts[:6]:
                say(f"{name}: {text}", "  ")
            if len(texts) > 6:
                say(f"{name}: … and {len(texts) - 6} more", "  ")
