"""How long a session will still take, from how fast its answers came. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from progress.events import Event

USUAL = timedelta(seconds=12)
"""For a card, where nothing is known of this learner."""
LONGEST = timedelta(seconds=90)
"""What a longer time between two answers counts as: nobody was there."""
WEIGHT = 3
"""How many answers the usual time counts for beside the session's own."""


def time_left(answered: Sequence[Event], left: int) -> timedelta:
    """How long `left` more cards take: the mean time between answers, drawn towards the usual one while they are few."""
    times = [min(after.at - before.at, LONGEST) for before, after in pairwise(answered)]
    total = sum(times, USUAL * WEIGHT)
    return total / (len(times) + WEIGHT) * left


def left_text(answered: Sequence[Event], left: int) -> str:
    """The same in words: `~4 min`; empty where nothing is left."""
    if not left:
        return ""
    minutes = time_left(answered, left) / timedelta(minutes=1)
    if minutes < 1:
        return "<1 min"
    return f"~{round(minutes)} min" if minutes < 90 else f"~{round(minutes / 60)} h"
