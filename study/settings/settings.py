"""The learner's settings: a TOML file to write by hand or from the app, in which a mistake costs one setting and no more.

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
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from progress.scheduling.parameters import fault
from progress.scheduling.preferences import (
    LONGEST_STEP,
    RANGES,
    SHORTEST_STEP,
    DeckPreferences,
    Order,
    Preferences,
)

FILE = "settings.toml"
"""Its name in the learner's home folder."""
OTHERS: tuple[str, ...] = ("app", "keys")
"""Keys (tables, for the most) that other parts of the program look after."""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_STEP = re.compile(r"(\d{1,6})\s*([smh])")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says."""

    preferences: Preferences = field(default_factory=Preferences)
    others: Mapping[str, object] = field(default_factory=dict)
    """The values of those keys that the reader of the file left to its caller."""
    problems: tuple[str, ...] = ()
    """A sentence for each mistake: file, line, key, and what to write. The usual value holds instead."""


class _Wrong(Exception):
    """What to write instead."""


def read_settings(path: Path, others: Collection[str] = ()) -> Settings:
    """The settings in the file at `path`; the usual ones where there is none. Never raises for what is in it.

    `others` are keys that the caller looks after by itself.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        reason = error.strerror or str(error)
        return Settings(problems=(f"{path} cannot be read ({reason}); the usual settings hold.",))
    except UnicodeDecodeError:
        return Settings(
            problems=(f"{path} is not UTF-8; the usual settings hold until it is saved as such.",)
        )
    import tomllib  # only where there is a file

    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        where = f"{path}:{at[1]}:{at[2]}" if at else str(path)
        return Settings(
            problems=(f"{where}: This is not TOML; the usual settings hold until it is put right.",)
        )
    return _Reading(path, text).take(found, others)


class _Reading:
    """One reading of the file."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._problems: list[str] = []

    def take(self, found: dict[str, Any], others: Collection[str]) -> Settings:
        decks = found.pop("decks", {})
        rest = {key: found.pop(key) for key in others if key in found}
        chosen = self._checked(found, _KEYS, "")
        if isinstance(decks, dict):
            chosen["decks"] = {
                slug: DeckPreferences(**self._checked(deck, _DECK_KEYS, f"decks.{slug}"))
                for slug, deck in decks.items()
                if self._is_table(deck, slug)
            }
        else:
            self._tell("decks", "", "a table for each deck, such as [decks.anatomy]")
        return Settings(Preferences(**chosen), rest, tuple(self._problems))

    def _is_table(self, deck: object, slug: str) -> bool:
        if not isinstance(deck, dict):
            self._tell(slug, "decks", f"a table: write [decks.{slug}] and its settings below")
        return isinstance(deck, dict)

    def _checked(
        self, found: Mapping[str, Any], keys: Mapping[str, Callable[[str, Any], Any]], table: str
    ) -> dict[str, Any]:
        good = {}
        for key, value in found.items():
            if key not in keys:
                self._unknown(key, keys, table)
                continue
            try:
                good[key] = keys[key](key, value)
            except _Wrong as wrong:
                self._tell(key, table, str(wrong))
        return good

    def _unknown(self, key: str, keys: Collection[str], table: str) -> None:
        from difflib import get_close_matches

        shown = _plain(key)
        near = get_close_matches(key, keys, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(keys)}."
        self._problems.append(f"{self._where(key, table)}: There is no setting “{shown}”; {hint}")

    def _tell(self, key: str, table: str, wanted: str) -> None:
        self._problems.append(
            f"{self._where(key, table)}: “{_plain(key)}” has to be {wanted}. Until then, what is usual holds."
        )

    def _where(self, key: str, table: str) -> str:
        """File and line of a key; the file alone where the key is written in some unusual way."""
        within = ""
        names = (key, f'"{key}"', f"'{key}'")
        for number, line in enumerate(self._lines, 1):
            bare = line.strip()
            if bare.startswith("["):
                within = bare.strip("[] ").partition("]")[0].replace('"', "").replace("'", "")
                if within == f"{table}.{key}".strip("."):
                    return f"{self._path}:{number}"
            name = bare.partition("=")[0].strip()
            if (within == table and name in names) or f"{within}.{name}".strip(".") == f"{table}.{key}".strip(
                "."
            ):
                return f"{self._path}:{number}"
        return str(self._path)


def where(path: Path, text: str, key: str, table: str) -> str:
    """File and line of a key in the file's text, for whoever looks after other tables of it."""
    return _Reading(path, text)._where(key, table)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)[:60]


def _number(key: str, value: object) -> float:
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise _Wrong(f"a number from {low:g} to {high:g}, such as {getattr(Preferences(), key):g}")
    return float(value)


def _whole(key: str, value: object) -> int:
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _Wrong(f"a whole number from {low:g} to {high:g}, such as {getattr(Preferences(), key)}")
    return value


def _mark(key: str, value: object) -> int:
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _Wrong(f"a whole number of percent from {low:g} to {high:g}, such as 75")
    return value


def _truth(_key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false, without quotation marks")
    return value


def _steps(_key: str, value: object) -> tuple[timedelta, ...]:
    wanted = 'a list of waits shorter than a day, such as ["1m", "10m"]'
    if not isinstance(value, list) or len(value) > 20:
        raise _Wrong(wanted)
    steps = []
    for text in value:
        found = _STEP.fullmatch(text) if isinstance(text, str) else None
        step = timedelta(seconds=int(found[1]) * _UNITS[found[2]]) if found else timedelta(0)
        if not SHORTEST_STEP <= step <= LONGEST_STEP:
            raise _Wrong(wanted)
        steps.append(step)
    return tuple(steps)


def _order(_key: str, value: object) -> Order:
    if not isinstance(value, str) or value not in tuple(Order):
        raise _Wrong('"value", "due" or "random"')
    return Order(value)


def _easy_days(_key: str, value: object) -> tuple[float, ...]:
    wanted = "days of the week with numbers from 0 to 1, such as {saturday = 0.5, sunday = 0}"
    if not isinstance(value, dict):
        raise _Wrong(wanted)
    for day, share in value.items():
        number = isinstance(share, (int, float)) and not isinstance(share, bool)
        if day not in WEEK or not number or not 0 <= share <= 1:
            raise _Wrong(wanted)
    return tuple(float(value.get(day, 1)) for day in WEEK)


def _parameters(_key: str, value: object) -> tuple[float, ...]:
    wanted = "the 21 numbers that study progress fit found; take it out to go back to the usual ones"
    found = []
    for each in value if isinstance(value, list) else ():
        if isinstance(each, bool) or not isinstance(each, (int, float)) or not 0 <= each <= 1000:
            raise _Wrong(wanted)
        found.append(float(each))
    if fault(found):
        raise _Wrong(wanted)
    return tuple(found)


def _exam(_key: str, value: object) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise _Wrong("a date without quotation marks, such as 2026-12-10")
    return value


_KEYS: dict[str, Callable[[str, Any], Any]] = {
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
_DECK_KEYS: dict[str, Callable[[str, Any], Any]] = {
    "desired_retention": _number,
    "new_per_day": _whole,
    "reviews_per_day": _whole,
    "exam": _exam,
    "wanted_mark": _mark,
}
KEYS = (*_KEYS,)
"""What may be set for all decks."""
DECK_KEYS = (*_DECK_KEYS,)
"""What may be set for one deck."""


class SettingRefused(Exception):
    """A setting cannot be written; `str()` is the sentence to show."""


def change_setting(path: Path, key: str, value: object, *, deck: str = "") -> None:
    """Write one setting (of a deck) into the file at `path`, and keep all else in it, comments too; None takes it out.

    `value` is as in the file: a number, true or false, text, a date, a list or a table of these.

    Raises:
        SettingRefused: the key or the value is none, the file is not TOML, or cannot be written.
    """
    check = (_DECK_KEYS if deck else _KEYS).get(key)
    if check is None:
        raise SettingRefused(f"There is no setting “{_plain(key)}”.")
    if value is not None:
        try:
            check(key, value)
        except _Wrong as wrong:
            raise SettingRefused(f"“{key}” has to be {wrong}.") from None
    write_setting(path, ("decks", deck, key) if deck else (key,), value)


def forget_setting(path: Path, keys: tuple[str, ...]) -> None:
    """Take a setting out of the file where it is written with dots, as `review.bury`: each table of it by itself.

    Raises SettingRefused.
    """
    found: Any = None
    try:
        import tomllib

        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return  # whoever writes next says what is wrong with it
    for name in keys:
        found = found.get(name) if isinstance(found, dict) else None
    if found is not None:
        write_setting(path, keys, None)


def write_setting(path: Path, keys: tuple[str, ...], value: object) -> None:
    """The same without looking at the value: for keys that others look after. Raises SettingRefused."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from progress.files import beside, like

    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
        table: Any = document
        for name in keys[:-1]:
            if name not in table:
                if value is None:
                    return
                table[name] = tomlkit.table(is_super_table=name == "decks")
            table = table[name]
            if not isinstance(table, dict):
                raise SettingRefused(
                    f"{path} has something else than a table at “{_plain(name)}”: put it right first."
                )
        if value is None:
            table.pop(keys[-1], None)
        elif isinstance(value, dict):
            inline = tomlkit.inline_table()
            inline.update(value)
            table[keys[-1]] = inline
        else:
            table[keys[-1]] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        written = tomlkit.dumps(document)
        with beside(path.resolve()) as draft:
            draft.write_bytes(written.encode())
            if path.exists():
                like(draft, path)
    except (TOMLKitError, UnicodeDecodeError):
        raise SettingRefused(f"{path} is not TOML: put it right first, then change settings.") from None
    except OSError as error:
        raise SettingRefused(f"{path} cannot be written ({error.strerror or error}).") from None
