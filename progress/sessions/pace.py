"""How long cards take, for Home and for the head of a review alike. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from progress.glance.answer_time import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from progress.events import Event

USUAL = timedelta(seconds=12)
"""For an answer, where nothing is known of this learner."""
WEIGHT = 3
"""How many answers the usual time counts for beside the session's own."""
OWN_WEIGHT = 20
"""The same of the learner's own time."""
_MINUTE = timedelta(minutes=1)


def answers_expected(due: int, new: int, steps: int) -> int:
    """How many answers cards want: each one, and a new one as many more as there are learning steps."""
    return due + new * (1 + steps)


def time_left(answers: int, own: timedelta | None = None, answered: Sequence[Event] = ()) -> timedelta:
    """How long so many answers take.

    `own` is what one has taken this learner of late, where that is known. The `answered` ones of this session count more
    and more beside it.
    """
    found, weight = times((event.at, event.latency_ms) for event in answered), OWN_WEIGHT if own else WEIGHT
    return sum(found, (own or USUAL) * weight) / (len(found) + weight) * answers


def minutes_text(time: timedelta) -> str:
    """A time in words: `4 min`, or `2 h`."""
    minutes = max(1, round(time / _MINUTE))
    return f"{minutes} min" if minutes < 90 else f"{round(time / _MINUTE / 60)} h"


def left_text(answers: int, own: timedelta | None, answered: Sequence[Event]) -> str:
    """What is left of a session in words: `~4 min`; empty where nothing is."""
    if not answers:
        return ""
    time = time_left(answers, own, answered)
    return f"~{minutes_text(time)}" if time >= _MINUTE else "<1 min"
