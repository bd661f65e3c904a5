"""A pause in the search for garbage, for whatever makes much that stays and little that does not."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_looked_for() -> Iterator[None]:
    """For the time of a large deck, a long log or its replay: Python would look through all that was made again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
