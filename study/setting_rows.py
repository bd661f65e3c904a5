"""What the settings screen offers: each setting with its name, what it means, and how its value is read and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from progress.scheduling.preferences import RANGES, Order, Preferences
from study.choices import LISTS, THEMES, Choices
from study.settings import KEYS, SettingRefused, change_setting, write_setting

if TYPE_CHECKING:
    from pathlib import Path

    from decks.model import Deck

_UNITS = (("h", timedelta(hours=1)), ("m", timedelta(minutes=1)), ("s", timedelta(seconds=1)))


@dataclass(frozen=True, slots=True)
class Row:
    """One setting."""

    keys: tuple[str, ...]
    """Where it stands in the file: its tables, and its name last."""
    title: str
    help: str
    choices: tuple[object, ...] = ()
    """What it may be, where that can be gone through."""
    step: float = 0
    """By how much arrows change a number."""
    text: bool = False
    """Whether it is typed."""
    empty: object = None
    """What typing nothing means; None takes it out of the file."""

    @property
    def id(self) -> str:
        """Its name, for the screen."""
        return "/".join(self.keys)


_YES_NO = (True, False)
GENERAL: tuple[Row, ...] = (
    Row(("desired_retention",), "Desired retention", "Recall at which a learned card comes due. Higher asks more often.", step=0.01),
    Row(("new_per_day",), "New cards a day", "Of each deck.", step=5),
    Row(("reviews_per_day",), "Reviews a day", "Of each deck; what is left over comes the next days.", step=20),
    Row(("order",), "Order", "What comes first: what loses most by waiting, what has waited longest, or chance.", tuple(each.value for each in Order)),
    Row(("learning_steps",), "Learning steps", "Waits of a new card, such as 1m 10m; empty for none.", text=True, empty=[]),
    Row(("relearning_steps",), "Relearning steps", "Waits of a forgotten card, such as 10m; empty for none.", text=True, empty=[]),
    Row(("maximum_interval",), "Longest interval", "Days that a card stays away at most.", text=True),
    Row(("rollover_hour",), "Day's end", "The hour of the night at which a study day ends.", step=1),
    Row(("leech_threshold",), "Leech after", "Times forgotten until a card is called a leech; 0 for never.", step=1),
    Row(("suspend_leeches",), "Suspend leeches", "Put a leech away at once.", _YES_NO),
    Row(("bury_siblings",), "Bury siblings", "Let other cards on the same fact wait until tomorrow.", _YES_NO),
)  # fmt: skip
APP: tuple[Row, ...] = (
    Row(("app", "theme"), "Theme", "Dark, light, of high contrast, or the terminal's own colours.", THEMES),
    Row(("app", "animation"), "Animation", "No for a screen on which nothing moves.", _YES_NO),
    Row(("app", "typed"), "Type answers", "No to recall typed answers without typing them.", _YES_NO),
    Row(("app", "lists"), "List answers", "Tick the lines of a list, or type them one by one.", LISTS),
)
KEYS_ROW = Row(
    ("keys",), "Keys", 'Enter lists all actions; write keys in the file: [keys], then "review.bury" = "x".'
)


def deck_rows(deck: Deck) -> tuple[Row, ...]:
    """What may be chosen for one deck."""
    title = deck.title
    return (
        Row(("decks", deck.id, "exam"), f"Exam: {title}", "The day, such as 2026-12-10; intervals end before it. Empty for none.", text=True),
        Row(("decks", deck.id, "new_per_day"), f"New a day: {title}", "Of this deck; empty as for all.", text=True),
    )  # fmt: skip


def value_of(row: Row, preferences: Preferences, choices: Choices) -> object:
    """What holds now; None where nothing is said for a deck."""
    if row.keys[0] == "app":
        return getattr(choices, row.keys[1])
    if row.keys[0] == "decks":
        own = preferences.decks.get(row.keys[1])
        return getattr(own, row.keys[2]) if own else None
    return getattr(preferences, row.keys[0])


def shown(row: Row, value: object) -> str:
    """A value in words."""
    if row.keys == ("keys",):
        return f"{len(value)} changed" if isinstance(value, Mapping) and value else "as usual"
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(map(step_text, value)) or "none"
    if row.keys[-1] == "desired_retention" and isinstance(value, float):
        return f"{value * 100:g} %"
    if row.keys[-1] == "rollover_hour":
        return f"{value}:00"
    return value.isoformat() if isinstance(value, date) else str(value)


def step_text(step: timedelta) -> str:
    """A learning step as it is written."""
    unit, length = next(pair for pair in _UNITS if not step % pair[1])
    return f"{step // length}{unit}"


def moved(row: Row, value: object, by: int) -> object:
    """The value after (1) or before (-1) this one; the same where there is none."""
    if row.choices:
        return row.choices[(row.choices.index(value) + by) % len(row.choices)]
    if row.step and isinstance(value, (int, float)):
        low, high = RANGES[row.keys[-1]]
        number = round(min(max(value + by * row.step, low), high), 2)
        return number if isinstance(value, float) else int(number)
    return value


def read(row: Row, text: str) -> object:
    """What was typed, as it stands in the file; None takes it out. What makes no sense is refused when it is written."""
    text = text.strip()
    if not text:
        return row.empty
    if row.keys[-1].endswith("_steps"):
        return re.sub(r"(\d)\s+([smh])", r"\1\2", text).replace(",", " ").split()
    if row.keys[-1] == "exam":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise SettingRefused("“exam” has to be a date such as 2026-12-10.") from None
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def write(path: Path, row: Row, value: object) -> None:
    """Write a value into the file. Raises SettingRefused."""
    if row.keys[0] == "app":
        write_setting(path, row.keys, value)
    elif row.keys[0] == "decks":
        change_setting(path, row.keys[2], value, deck=row.keys[1])
    elif row.keys[0] in KEYS:
        change_setting(path, row.keys[0], value)


def rows_of(decks: Sequence[Deck]) -> list[tuple[str, tuple[Row, ...]]]:
    """All rows under their headings."""
    return [
        ("Scheduling, for all decks", GENERAL),
        ("This app", (*APP, KEYS_ROW)),
        ("Decks", tuple(row for deck in decks for row in deck_rows(deck))),
    ]
