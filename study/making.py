"""Making the composition root from this process's surroundings: its environment, clock and randomness."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from study.core import Study


def make_study(environ: Mapping[str, str]) -> "Study":
    """The study of whoever runs this process. Imports what it needs when called, so that a screen can be painted first."""
    from datetime import UTC, datetime
    from random import Random

    from progress.days import LocalTime, StudyDays
    from progress.locations import locate
    from study.core import Study

    return Study(
        locate(environ),
        StudyDays(LocalTime()),
        clock=lambda: datetime.now(UTC),
        random=Random(),  # noqa: S311 - order of cards, no secrets
    )
