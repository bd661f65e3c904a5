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
    from study.settings.choices import FILE
    from study.settings.settings import OTHERS, read_settings

    locations = locate(environ)
    settings = read_settings(locations.home / FILE, OTHERS)
    return Study(
        locations,
        StudyDays(LocalTime(), settings.preferences.rollover_hour),
        clock=lambda: datetime.now(UTC),
        random=Random(),  # noqa: S311 - order of cards, no secrets
        settings=settings,
    )
