"""What each setting may be, as it stands in the file.

| key | what it may be |
| --- | --- |
| `desired_retention` | 0.7 to 0.99: the probability of recall at which a learned card comes due |
| `new_per_day`, `reviews_per_day` | 0 to 9999 cards of a deck |
| `learning_steps`, `relearning_steps` | such as `["1m", "10m"]`, in seconds, minutes or hours; `[]` for none |
| `maximum_interval` | 1 to 36500 days |
| `rollover_hour` | 0 to 23: the hour at which a study day begins |
| `order` | `"value"`, `"due"` or `"random"`: what comes first of what is due |
| `easy_days` | such as `{saturday = 0.5, sunday = 0}`: the share of a usual day's cards, 0 to 1 |
| `leech_threshold` | 0 to 99 lapses; 0 for never |
| `suspend_leeches`, `bury_siblings` | `true` or `false` |
| `parameters` | 21 numbers by which FSRS-6 predicts what this learner forgets; they go before those that `study progress fit` found, on this device only |
| `[decks.SLUG]` | `desired_retention`, `new_per_day`, `reviews_per_day` of one deck, `exam`, a date such as `2026-12-10` (it goes before the one that the deck itself names), and `wanted_mark`, 1 to 100 percent |
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from progress.scheduling.parameters import fault
from progress.scheduling.preferences import LONGEST_STEP, RANGES, SHORTEST_STEP, Order, Preferences

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_STEP = re.compile(r"(\d{1,6})\s*([smh])")


class NotAllowed(Exception):
    """A value that the setting cannot have; `str()` is what to write instead."""


def _number(key: str, value: object) -> float:
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise NotAllowed(f"a number from {low:g} to {high:g}, such as {getattr(Preferences(), key):g}")
    return float(value)


def _whole(key: str, value: object) -> int:
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise NotAllowed(f"a whole number from {low:g} to {high:g}, such as {getattr(Preferences(), key)}")
    return value


def _mark(key: str, value: object) -> int:
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise NotAllowed(f"a whole number of percent from {low:g} to {high:g}, such as 75")
    return value


def _truth(_key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise NotAllowed("true or false, without quotation marks")
    return value


def _steps(_key: str, value: object) -> tuple[timedelta, ...]:
    wanted = 'a list of waits shorter than a day, such as ["1m", "10m"]'
    if not isinstance(value, list) or len(value) > 20:
        raise NotAllowed(wanted)
    steps = []
    for text in value:
        found = _STEP.fullmatch(text) if isinstance(text, str) else None
        step = timedelta(seconds=int(found[1]) * _UNITS[found[2]]) if found else timedelta(0)
        if not SHORTEST_STEP <= step <= LONGEST_STEP:
            raise NotAllowed(wanted)
        steps.append(step)
    return tuple(steps)


def _order(_key: str, value: object) -> Order:
    if not isinstance(value, str) or value not in tuple(Order):
        raise NotAllowed('"value", "due" or "random"')
    return Order(value)


def _easy_days(_key: str, value: object) -> tuple[float, ...]:
    wanted = "days of the week with numbers from 0 to 1, such as {saturday = 0.5, sunday = 0}"
    if not isinstance(value, dict):
        raise NotAllowed(wanted)
    for day, share in value.items():
        number = isinstance(share, (int, float)) and not isinstance(share, bool)
        if day not in WEEK or not number or not 0 <= share <= 1:
            raise NotAllowed(wanted)
    return tuple(float(value.get(day, 1)) for day in WEEK)


def _parameters(_key: str, value: object) -> tuple[float, ...]:
    wanted = "the 21 numbers that study progress fit found; take it out to go back to the usual ones"
    found = []
    for each in value if isinstance(value, list) else ():
        if isinstance(each, bool) or not isinstance(each, (int, float)) or not 0 <= each <= 1000:
            raise NotAllowed(wanted)
        found.append(float(each))
    if fault(found):
        raise NotAllowed(wanted)
    return tuple(found)


def _exam(_key: str, value: object) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise NotAllowed("a date without quotation marks, such as 2026-12-10")
    return value


KEYS: dict[str, Callable[[str, Any], Any]] = {
    "desired_retention": _number,
    "new_per_day": _whole,
    "reviews_per_day": _whole,
    "learning_steps": _steps,
    "relearning_steps": _steps,
    "maximum_interval": _whole,
    "rollover_hour": _whole,
    "order": _order,
    "easy_days": _easy_days,
    "leech_threshold": _whole,
    "suspend_leeches": _truth,
    "bury_siblings": _truth,
    "parameters": _parameters,
}
DECK_KEYS: dict[str, Callable[[str, Any], Any]] = {
    "desired_retention": _number,
    "new_per_day": _whole,
    "reviews_per_day": _whole,
    "exam": _exam,
    "wanted_mark": _mark,
}
