"""Opening the app from the command line."""

import sys
from typing import TYPE_CHECKING

from study.cli.context import Told
from study.cli.exits import Exit

if TYPE_CHECKING:
    from study.core import Study
    from study.start import Start


def check_terminal(instead: str) -> None:
    """Make sure that there is a terminal to draw on. Raises `Told` where not, naming the command to use instead."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Told(f"The app needs a terminal to draw on; without one, use: {instead}", Exit.USAGE)


def open_app(study: "Study", start: "Start") -> int:
    """Show the app until the learner quits it; returns the exit code."""
    from study.app import run

    return run(study, start)
