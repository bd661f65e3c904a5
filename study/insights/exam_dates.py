"""Keeping to the day of an exam that was set, or moved, after cards had been put beyond it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from progress.glance.looking import FileLook
from progress.problems import StoreProblem

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study


def keep_to_exam(study: Study, deck: Deck) -> int:
    """Have the learned cards that would come only after a deck's exam come before it; how many they were.

    Costs next to nothing where none does, as is so from then on. Where that cannot be saved, they stay as they are: whoever
    answers is told. Raises StoreProblem when nothing can be read.
    """
    exam, today = study.exam_day(deck), study.days.day_of(study.now())
    if exam is None or exam <= today or not study.locations.has_progress:
        return 0
    if study.kept_exams.get(deck.id) == (exam, today):
        return 0  # where more come late than fit the days, some still do
    if isinstance(study.look, FileLook):
        from progress.glance.late import any_after

        if not any_after(study.locations.database, deck.id, exam, today):
            return 0
    study.kept_exams[deck.id] = (exam, today)
    from progress.scheduling.before_exam import days_before
    from progress.sessions.exam_dates import bring_forward

    at, scheduler = study.now(), study.scheduler
    new_days = days_before(
        study.memories(deck),
        exam,
        today,
        study.settings.preferences.review_limit(deck.id),
        lambda memory: scheduler.loss(memory, today, exam),
    )
    if new_days:
        with suppress(
            StoreProblem
        ):  # there may be nothing but reading to do here, in a folder that allows no more
            return bring_forward(study.store, new_days, exam, at, today, study.random)
    return 0


def let_exam_go(study: Study, deck: Deck) -> int:
    """Take back what `keep_to_exam` did for an earlier day that the exam is not on any more; on how many cards.

    Raises StoreProblem.
    """
    if not study.locations.has_progress:
        return 0
    at, exam = study.now(), study.exam_day(deck)
    today = study.days.day_of(at)
    # Of an exam that was sat, things stay as they are.
    moved = study.store.moved_for_exams(deck.id, today, exam)
    if not moved:
        return 0
    from progress.sessions.exam_dates import let_go

    study.kept_exams.pop(deck.id, None)
    return let_go(study.store, moved, study.memories(deck), at, today, study.random)
