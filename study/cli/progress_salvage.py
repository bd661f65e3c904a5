"""`study progress salvage`: what can still be read of a damaged database."""

from pathlib import Path

import click

from decks.text import one_line
from study.cli.bar import progress_bar
from study.cli.context import Told, opened, own_file
from study.cli.exits import Exit
from study.cli.files import replaced
from study.output import counted, json_line, narrate


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="NEW", help="Write there.")
def salvage(file: Path | None, output: Path | None) -> Exit:
    """Recover what can be read of a damaged database into a new file.

    FILE is the database, your own where none is named; it is only read. The answers are written as JSON Lines to a new
    file, beside it unless told otherwise, which `study progress import` takes in.
    """
    from progress.exchange.exporting import to_json
    from progress.safety.salvage import salvage as recover

    with opened() as study:
        database = file or own_file(
            study,
            "Whoever looks after it puts a backup back with pg_restore; study progress import takes in answers exported before.",
        )
        if not database.is_file():
            raise Told(f"There is no database {one_line(str(database))}.", Exit.USAGE)
        target = output or database.with_name(f"{database.stem}-salvaged-{study.now():%Y-%m-%d-%H%M%S}.jsonl")
        if target.exists():
            raise Told(f"{one_line(str(target))} is there already; name another file.", Exit.USAGE)
        with progress_bar("Reading") as report:
            found = recover(database, report)
    if not found.events:
        raise Told(f"No answers can be recovered from {one_line(str(database))}. It was left as it is.")
    with replaced(target) as written:
        for event in found.events:
            written.write(json_line(to_json(event)) + "\n")
    count, expected = len(found.events), found.expected
    narrate(f"Recovered {count} of at least {counted(expected, 'event')} into {one_line(str(target))}")
    if found.torn:
        narrate(f"Of {counted(found.torn, 'list answer')} the rating is there and some lines are lost.")
    narrate(
        "To go on with them: bring back a backup (study progress restore) or move the damaged file away, "
        f"then study progress import {one_line(str(target))}"
    )
    return Exit.FINE if count == expected else Exit.PROBLEMS
