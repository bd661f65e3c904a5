"""Small sayings about ratings and intervals."""

from collections.abc import Sequence
from datetime import timedelta

from progress.events import Rating

HARD_SHARE = 0.6
"""Share of a list's lines from which on Hard is suggested instead of Again."""


def suggested_rating(recalled: Sequence[bool]) -> Rating:
    """The rating for a list of which these lines were recalled: all → Good, at least 60 % → Hard, else Again."""
    hits = sum(map(bool, recalled))
    if hits == len(recalled):
        return Rating.GOOD
    return Rating.HARD if hits >= HARD_SHARE * len(recalled) else Rating.AGAIN


def interval_text(delta: timedelta) -> str:
    """A short interval as on the rating buttons: `10m`, `6h`, `3d`, `2.1mo`, `1.4y`; less than a minute is `<1m`."""
    minutes = delta.total_seconds() / 60
    if minutes < 1:
        return "<1m"
    if round(minutes) < 60:
        return f"{round(minutes)}m"
    if round(minutes / 60) < 24:
        return f"{round(minutes / 60)}h"
    days = minutes / 60 / 24
    if round(days) < 31:
        return f"{round(days)}d"
    if round(days / 30.44, 1) < 12:
        return f"{round(days / 30.44, 1):g}mo"
    return f"{round(days / 365.25, 1):g}y"


def backlog_text(waiting: int, days: int | None) -> str:
    """What to tell a learner of cards left for later; `days` as `ReviewSession.way_out` says. Empty where none are."""
    if not waiting:
        return ""
    cards = "1 more card waits" if waiting == 1 else f"{waiting} more cards wait"
    if days is None:
        return f"{cards}; as many come due each day as you do. A higher limit, or fewer new cards, would clear them."
    over = "tomorrow" if days <= 2 else f"in {days} days"
    return f"{cards}, the most valuable first. Keep to your day's limit, and you are through {over}."
