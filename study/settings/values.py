"""The values of settings in words with their units, and read from such words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from progress.scheduling.preferences import RANGES
from study.settings.allowed import WEEK
from study.settings.writing import SettingRefused

AS_FOR_ALL = "as for all"
"""What is said of a deck's setting that is not in the file."""
_STEP_UNITS = (("h", timedelta(hours=1)), ("min", timedelta(minutes=1)), ("s", timedelta(seconds=1)))
_STEP = re.compile(r"(\d+)\s*(h|m|s)[a-z]*", re.IGNORECASE)
_DAY = re.compile(r"([a-z]{3})[a-z]*[\s:=]*(\d+)\s*%?", re.IGNORECASE)
_NOTHING = ("", "–", "-", AS_FOR_ALL)


def value_text(key: str, value: object) -> str:
    """A value in words."""
    find = _SAID.get(key)
    return find(value) if find else value.isoformat() if isinstance(value, date) else str(value)


def read_value(key: str, text: str) -> object:
    """The value that such words name, as it stands in the file; None where there is to be none of one's own there.

    What makes no sense is left as it is, for whoever writes it to refuse. Raises SettingRefused for a date that is none.
    """
    text = text.strip()
    word = text.casefold()
    if key in _READ:
        return _READ[key](word)
    if word in _NOTHING:
        return None
    if key == "exam":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise SettingRefused("“exam” has to be a date such as 2027-06-15.") from None
    return _number(word)


def _number(word: str) -> object:
    """The number that a text begins with, with or without its unit."""
    bare = word.replace(",", "").replace("\N{NO-BREAK SPACE}", " ")
    found = re.fullmatch(r"(-?\d+)(\.\d+)?\s*(?:%|[a-z ]*)", bare)
    if found is None:
        return word
    return float(found[1] + found[2]) if found[2] else int(found[1])


def _retention(word: str) -> object:
    if word in _NOTHING:
        return None
    number = _number(word)
    return number / 100 if isinstance(number, (int, float)) and number > 1 else number


def _interval(word: str) -> object:
    if word in _NOTHING:
        return None
    return int(RANGES["maximum_interval"][1]) if word in ("no limit", "none") else _number(word)


def _leeches(word: str) -> object:
    if word in _NOTHING:
        return None
    return 0 if word == "never" else _number(word)


def _hour(word: str) -> object:
    return None if word in _NOTHING else _number(word.removesuffix(":00"))


def _count(word: str) -> object:
    if word in _NOTHING:
        return None
    return 0 if word in ("none", "no") else _number(word)


def _steps(word: str) -> object:
    """A list of steps; what is none of them is kept, so that it is refused."""
    if word in (*_NOTHING, "none"):
        return []
    rest = _STEP.sub(" ", word).replace(",", " ").split()
    return [f"{each[1]}{each[2].casefold()}" for each in _STEP.finditer(word)] + rest


def _easy(word: str) -> object:
    if word in (*_NOTHING, "none"):
        return None
    rest = _DAY.sub(" ", word).replace(",", " ").split()
    names = {day[:3]: day for day in WEEK}
    found: dict[str, object] = {
        names.get(each[1], each[1]): int(each[2]) / 100 for each in _DAY.finditer(word)
    }
    return found | {each: 1 for each in rest if each != "and"}


def _steps_text(value: object) -> str:
    return ", ".join(map(step_text, value)) or "none" if isinstance(value, tuple) else str(value)


def step_text(step: timedelta) -> str:
    """A learning step."""
    unit, length = next(pair for pair in _STEP_UNITS if not step % pair[1])
    return f"{step // length} {unit}"


def _easy_text(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    less = [
        f"{day[:3].capitalize()} {share * 100:g} %"
        for day, share in zip(WEEK, value, strict=True)
        if share < 1
    ]
    return ", ".join(less) or "none"


def _number_of(one: str, many: str, none: str = "none") -> Callable[[object], str]:
    def said(value: object) -> str:
        if not isinstance(value, int):
            return str(value)
        return none if not value else f"{value:,} {one if value == 1 else many}"

    return said


def _interval_text(value: object) -> str:
    if value == RANGES["maximum_interval"][1]:
        return "no limit"
    return _number_of("day", "days")(value)


def _percent(value: object) -> str:
    return f"{value * 100:g} %" if isinstance(value, float) else str(value)


_SAID: dict[str, Callable[[object], str]] = {
    "desired_retention": _percent,
    "wanted_mark": lambda value: f"{value} %",
    "new_per_day": _number_of("card", "cards"),
    "reviews_per_day": _number_of("card", "cards"),
    "learning_steps": _steps_text,
    "relearning_steps": _steps_text,
    "maximum_interval": _interval_text,
    "rollover_hour": lambda value: f"{value}:00",
    "easy_days": _easy_text,
    "leech_threshold": _number_of("lapse", "lapses", "never"),
    "parameters": lambda value: "your own" if value else "usual",
    "exam": lambda value: f"{value.day} {value:%b} {value.year}" if isinstance(value, date) else str(value),
}
_READ: dict[str, Callable[[str], object]] = {
    "desired_retention": _retention,
    "maximum_interval": _interval,
    "leech_threshold": _leeches,
    "rollover_hour": _hour,
    "new_per_day": _count,
    "reviews_per_day": _count,
    "learning_steps": _steps,
    "relearning_steps": _steps,
    "easy_days": _easy,
}
