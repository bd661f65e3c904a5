"""A progress bar on standard error, for what may take a while."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how much of how much is done; it draws a bar where somebody can see it move."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1000, label=label, file=sys.stderr) as bar:
        at = 0

        def report(done: int, total: int) -> None:
            nonlocal at
            now = 1000 * done // max(total, 1)
            if now > at:
                bar.update(now - at)
                at = now

        yield report
