"""Keeping progress safe around a session on the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from study.output import narrate

if TYPE_CHECKING:
    from study.core import Study


@contextmanager
def kept_safe(study: "Study") -> Iterator[None]:
    """Before the block what other devices shared comes in; after it what is new goes out, and the day's backup is made."""
    from study.upkeep import begin, end

    said = begin(study)
    for sentence in said:
        narrate(sentence)
    yield
    for sentence in end(study):
        if sentence not in said:
            narrate(sentence)
