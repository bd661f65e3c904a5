"""`study decks watch`: a deck as it is being written, beside the editor."""

from pathlib import Path

import click

from study.cli.context import Told
from study.cli.exits import Exit


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def watch(file: Path) -> int:
    """Check a deck whenever it is saved, and show its problems, cards and questions as students will see them.

    FILE is a deck's file, or the folder of its deck.yaml. Enter goes to the line of a problem in your editor (VISUAL or
    EDITOR).
    """
    import os
    import sys

    from decks.reading.files import MAIN_FILE
    from decks.text import one_line

    shown = one_line(str(file))
    if not file.exists():
        raise Told(f"There is no deck file {shown}; check the path.", Exit.USAGE)
    if file.is_dir() and not (file / MAIN_FILE).is_file():
        raise Told(f"The folder {shown} has no {MAIN_FILE}; name a deck’s file.", Exit.USAGE)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Told(
            f"The preview needs a terminal to draw on; without one, use: study decks check {shown}",
            Exit.USAGE,
        )

    from datetime import datetime
    from functools import partial

    from study.making import make_study
    from study.watching.app import WatchApp

    app = WatchApp(
        partial(make_study, os.environ), file, str(file), clock=lambda: datetime.now().astimezone()
    )
    app.run()
    return app.return_code or Exit.FINE
