"""`study progress restore`: back to a backup."""

import sys
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, opened, own_file
from study.cli.exits import Exit
from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.safety.copying import Content
    from study.core import Study


@click.command()
@click.argument("backup", default="latest", metavar="[FILE|latest]")
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(backup: str, yes: bool) -> None:
    """Put a backup in the place of your progress.

    FILE is a name that `study progress backups` lists, or a path; without it the latest backup that is whole is taken. Your
    present progress is kept beside it under another name, whatever state it is in.
    """
    from progress.safety import restoring

    with opened() as study:
        database = own_file(
            study,
            "Whoever looks after it puts a backup back with pg_restore; study progress import takes in answers exported before.",
        )
        found = restoring.prepare(database, restoring.find(database, backup))
        narrate(f"{one_line(str(found.backup))} is whole. It holds {_held(study, found.content)}.")
        if found.present is not None:
            narrate(f"Your present progress holds {_held(study, found.present)}.")
        elif found.trouble:
            narrate("Your present progress cannot be read.")
        if found.present is not None or found.trouble:
            narrate("It will be kept under another name.")
        if not yes:
            _ask()
        kept = restoring.restore(database, found.backup, study.now())
    narrate(f"Restored {counted(found.content.answers, 'answer')}.")
    if kept is not None:
        narrate(f"What was there before is now {one_line(str(kept))}")
    if found.present is not None and found.present.sequence > found.content.sequence and kept is not None:
        narrate(f"To bring its later answers back as well: study progress merge {one_line(str(kept))}")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise Told("Nothing was changed. Without a terminal to ask on, say --yes.", Exit.USAGE)
    if not click.confirm("Put it in the place of your present progress?", err=True):
        raise Told("Nothing was changed.")


def _held(study: "Study", content: "Content") -> str:
    if content.last is None:
        return "no answers"
    return f"{counted(content.answers, 'answer')}, the last of {study.days.day_of(content.last):%Y-%m-%d}"
