"""The words of plain mode: everything that a sign or a colour says in the app is said in full."""

from datetime import timedelta

from progress.events import Rating
from progress.sessions.reviewing import interval_text
from study.output import letter

RATINGS = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}
"""What each rating is called."""

_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}


def interval_words(delta: timedelta) -> str:
    """An interval as on the app's rating buttons, with its unit in full: `10m` is “10 minutes”."""
    short = interval_text(delta)
    unit = short.lstrip("<0123456789.")
    number = short.removesuffix(unit)
    if unit not in _UNITS:
        return short
    words = (
        f"{number.removeprefix('<')} {_UNITS[unit]}{'' if number.removeprefix('<') in ('1', '1.0') else 's'}"
    )
    return f"less than {words}" if number.startswith("<") else words


def rating_of(text: str) -> Rating | None:
    """The rating that a number or its word names, or None."""
    for rating, word in RATINGS.items():
        if text.casefold() in (str(rating.value), word.casefold()):
            return rating
    return None


def option_of(text: str, options: int) -> int | None:
    """Index of the option that a letter or a number from 1 names, or None."""
    name = text.strip("().").casefold()
    for index in range(options):
        if name in (letter(index).casefold(), str(index + 1)):
            return index
    return None
