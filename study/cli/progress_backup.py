"""`study progress backup`: a copy of everything, now."""

from pathlib import Path

import click

from decks.text import one_line
from study.cli.context import Told, opened, own_file
from study.output import counted, narrate


@click.command()
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="Make it there."
)
def backup(file: Path | None) -> None:
    """Make a backup now, while other programs go on.

    Without FILE it goes to the folder `backups` beside the database, under the present time, and stays until you remove
    it. The backups that are made daily on their own need no command: 7 daily, 4 weekly and 12 monthly ones are kept.
    """
    from progress.safety import backups

    with opened() as study:
        database = own_file(
            study,
            "Whoever looks after it makes backups with pg_dump; study progress export --all writes your own answers.",
        )
        if not database.exists():
            raise Told("There is nothing to keep yet: no answer was given here.")
        if file is not None and file.is_dir():
            raise Told(f"{one_line(str(file))} is a folder; name a file in it.")
        made, content = backups.by_hand(database, study.now(), file)
    narrate(f"Wrote {one_line(str(made))}: {counted(content.answers, 'answer')}, found whole")
