"""Having the settings file hold anew while the program runs."""

from progress.days import StudyDays
from progress.scheduling.scheduler import Scheduler
from study.core import Study
from study.settings.choices import FILE
from study.settings.settings import OTHERS, read_settings


def settle(study: Study) -> None:
    """Read the settings again; what is scheduled from now on follows them. What was decided before stays."""
    study.settings = read_settings(study.locations.home / FILE, OTHERS)
    chosen = study.settings.preferences
    study.days = StudyDays(study.days.timezone, chosen.rollover_hour)
    study.scheduler = Scheduler(preferences=chosen, days=study.days)
