"""`study decks format`: decks in one style, with the ids that they lack."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from study.cli.exits import Exit
from study.cli.files import replaced
from study.output import counted, narrate, write

if TYPE_CHECKING:
    from decks.format.formatting import Formatted
    from decks.problems import Problem


LARGE = 1_000_000
"""Bytes from which the wait is worth a word: ruamel.yaml takes some 35 seconds for a million."""


@click.command(name="format")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where something would change."
)
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--all-ids", "every", is_flag=True, help="Give ids to the entries of all lists, not to duties alone."
)
def format_decks(paths: tuple[Path, ...], only_check: bool, diff: bool, every: bool) -> Exit:
    """Write deck files in one style, and put in the ids that duties lack.

    PATH is a deck's file or folder; the files it includes are formatted with it. Comments, order and words stay. A file
    that cannot be read or formatted safely is left as it is.

    Entries of other lists do without ids: they are known by their texts. With --all-ids they get ids, and the deck's
    “renames” says what each was known as, so that no progress is lost.
    """
    from decks.format.formatting import format_deck  # 150 ms of ruamel.yaml, and its parser

    failed, changed = False, 0
    for path in paths:
        if path.is_file() and path.stat().st_size > LARGE:
            narrate(f"{path} is large: formatting it may take a minute or two")
        files, problems = format_deck(path, every=every)
        failed |= _told(problems)
        for file in files:
            if file.before == file.after:
                continue
            changed += 1
            if diff:
                for line in _difference(file):
                    write(line)
            elif only_check:
                write(file.shown)
            else:
                with replaced(file.path) as stream:
                    stream.write(file.after)
                new = (
                    f" with {counted(len(file.added), 'new id')}: {', '.join(file.added)}"
                    if file.added
                    else ""
                )
                narrate(f"Formatted {file.shown}{new}")
    if only_check or diff:
        narrate(f"{counted(changed, 'file')} would change" if changed else "Nothing would change")
    elif not changed and not failed:
        narrate("Nothing to change")
    return Exit.PROBLEMS if failed or (only_check and changed) else Exit.FINE


def _told(problems: "list[Problem]") -> bool:
    """Write problems; returns whether there are any."""
    for problem in problems:
        write(str(problem))
    return bool(problems)


def _difference(file: "Formatted") -> Iterator[str]:
    before, after = file.before.splitlines(), file.after.splitlines()
    yield from unified_diff(before, after, file.shown, file.shown, lineterm="")
