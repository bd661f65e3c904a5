"""What keeps progress safe without being asked for: the backup of the day, and the folder shared with other devices.

Nothing here stops anybody from learning: what goes wrong is one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from progress.problems import StoreProblem
from study.sharing import BadSetting, shared_folder

if TYPE_CHECKING:
    from study.core import Study

MOST = 3
"""How many odd things about the shared folder are told at once."""


def back_up(study: Study, going_on: Callable[[], bool] = lambda: True) -> list[str]:
    """Make the backup of the day where it is due. May run beside whatever uses `study.store`."""
    if study.locations.address:
        return []  # the school's business
    from progress.safety.backups import daily

    try:
        made = daily(study.locations.database, study.now(), going_on)
    except StoreProblem as problem:
        return [str(problem)]
    if made is not None and made.missing:
        lost = "1 event" if made.missing == 1 else f"{made.missing} events"
        return [
            f"Your last backup held {lost} more than there are now. study progress check says what can be done."
        ]
    return []


def look_at_clock(study: Study) -> list[str]:
    """Warn once where the clock seems to have jumped."""
    from progress.safety.clock import warning

    try:
        return warning(study.store, study.now())
    except StoreProblem as problem:
        return [str(problem)]


def share(study: Study) -> list[str]:
    """Keep the shared folder in step, where there is one."""
    try:
        folder = shared_folder(study.locations)
    except BadSetting as bad:
        return [str(bad)]
    if folder is None:
        return []
    from progress.devices.syncing import sync

    try:
        done = sync(study.store, folder, study.now())
    except StoreProblem as problem:
        return [str(problem)]
    study.scheduler = study.scheduler.following(study.store.scheduler.parameters)  # fitted elsewhere, perhaps
    said = done.complaints[:MOST]
    if len(done.complaints) > MOST:
        said.append(f"There is more that is odd in {folder}; study progress sync lists it.")
    if done.strangers:
        said.append(
            f"{folder} holds answers of another learner. If they are yours: study progress sync --mine"
        )
    if done.received:
        total = done.received.total()
        said.append(
            "1 answer came in from your other devices."
            if total == 1
            else f"{total} answers came in from your other devices."
        )
    return said


def can_store(study: Study) -> bool:
    """Whether there is progress to be kept safe; where the database cannot be opened, whoever learns is told so anyway."""
    try:
        return study.store is not None
    except StoreProblem:
        return False


def begin(study: Study) -> list[str]:
    """What is done before learning; a sentence for each thing to be told."""
    if not can_store(study):
        return []
    return [*look_at_clock(study), *share(study)]


def end(study: Study) -> list[str]:
    """What is done after it."""
    return [*share(study), *back_up(study)]
