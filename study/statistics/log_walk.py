"""Going through a learner's log for statistics: no farther back than where one stood the last time."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeVar

from decks.model import Deck
from progress.reporting import kept_log
from progress.reporting.long_log import Walk
from progress.scheduling.formulas import Formulas
from progress.storage import practice
from study.core import Study
from study.version import VERSION

_FURTHER = 1000
"""Events after which it is worth while to keep how far one has come."""
_LOOK = 4000
"""Reviews between two questions whether it is still wanted."""
T = TypeVar("T")


class Unwanted(Exception):
    """Nobody waits for the statistics any more."""


def walked(study: Study, deck: Deck, stand: practice.Stand, wanted: Callable[[], bool]) -> Walk:
    """The walk through the log up to there, from where the last one ended.

    Raises StoreProblem, and Unwanted where `wanted`, which is asked now and then, said no.
    """
    formulas = Formulas(study.scheduler.parameters)
    name = f"{re.sub(r'[^a-z0-9-]', '_', deck.id)[:60]}.practice"
    file = None if study.locations.address else study.locations.cache / name
    of = kept_log.mark(
        version=VERSION,
        learner=study.store.learner,
        deck=deck.id,
        parameters=formulas.parameters,
        days=[study.days.rollover_hour, *_offsets(study.days.timezone)],
    )
    kept = kept_log.read(file, of, formulas) if file else None
    with study.store.reading() as connection:
        walk, begun = kept if kept and practice.holds(connection, kept[1]) else (Walk(formulas), None)
        which = (begun.sequence if begun else 0, stand.sequence)
        quarters = practice.by_quarter(connection, deck.id, study.days, *which)
        reviews = practice.reviewed(connection, deck.id, study.store.names(), study.days, *which)
        walk.go_on(quarters, _as_long_as(wanted, reviews))
    if file and walk.worth_keeping and stand.sequence - which[0] > _FURTHER:
        kept_log.write(file, of, walk, stand)
    return walk


def _offsets(zone: tzinfo) -> list[float]:
    """Minutes by which the learner's clock is ahead, in the winters and summers of many years: the same zone has the same."""
    moments = (datetime(year, month, 1, tzinfo=UTC) for year in range(2000, 2050) for month in (1, 7))
    return [(at.astimezone(zone).utcoffset() or timedelta()).total_seconds() / 60 for at in moments]


def _as_long_as(wanted: Callable[[], bool], items: Iterable[T]) -> Iterator[T]:
    for number, item in enumerate(items):
        if number % _LOOK == 0 and not wanted():
            raise Unwanted
        yield item
