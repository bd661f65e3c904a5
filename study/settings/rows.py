"""What the settings screen offers: each setting with its name, what it means, and how its value is read and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from progress.scheduling.preferences import RANGES, Order, Preferences
from study.settings.allowed import KEYS
from study.settings.choices import LISTS, THEMES, Choices
from study.settings.values import AS_FOR_ALL, read_value, value_text
from study.settings.writing import change_setting, write_setting

if TYPE_CHECKING:
    from pathlib import Path

    from decks.model import Deck


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
    names: Mapping[Any, str] = field(default_factory=dict)
    """What its values are called, where that is not plain from them."""
    settable: bool = True
    """Whether it can be changed here, and not only taken out of the file."""
    without: str = "usual"
    """What it is called when it is not in the file; only for those that are `None` then."""

    @property
    def id(self) -> str:
        """Its name, for the screen."""
        return "/".join(self.keys)

    @property
    def key(self) -> str:
        """Its name in the file."""
        return self.keys[-1]


_ON_OFF = {True: "on", False: "off"}
_YES_NO = {True: "yes", False: "no"}
_ORDERS = {
    Order.VALUE: "Most valuable first",
    Order.DUE: "Longest waiting first",
    Order.RANDOM: "By chance",
}
_THEMES = {"dark": "Dark", "light": "Light", "contrast": "High contrast", "ansi": "Terminal's colours"}
_LISTS = {"tick": "Tick them", "type": "Type them"}
_BOTH = (True, False)

GENERAL: tuple[Row, ...] = (
    Row(("desired_retention",), "Desired retention", "How likely you recall a card when it comes. A higher value asks more often, and costs more time.", step=0.01),
    Row(("new_per_day",), "New cards a day", "How many cards of each deck you meet for the first time on a day, at most.", step=5),
    Row(("reviews_per_day",), "Reviews a day", "How many learned cards of each deck come on a day, at most; what is left over comes on the next days.", step=20),
    Row(("order",), "Order", "Which of the cards that are due comes first: the one that loses most by waiting, the one that has waited longest, or any.", tuple(Order), names=_ORDERS),
    Row(("learning_steps",), "Learning steps", "How long a new card stays away before it counts as learned, step by step, such as 1 min, 10 min; none leaves it at once to the days."),
    Row(("relearning_steps",), "Relearning steps", "The same for a card that you have forgotten, such as 10 min."),
    Row(("maximum_interval",), "Longest interval", "How many days a card stays away at most, however well you know it."),
    Row(("rollover_hour",), "Day's end", "The hour of the night at which a study day ends and the next begins.", step=1),
    Row(("easy_days",), "Easy days", "Days of the week with less to do, in percent of any other day, such as: sat 50 %, sun 0 %."),
    Row(("leech_threshold",), "Leech after", "How often a card may be forgotten before you are told that it is a leech: a card that costs more than it gives.", step=1),
    Row(("suspend_leeches",), "Suspend leeches", "Whether a card that becomes a leech is put away at once.", _BOTH, names=_YES_NO),
    Row(("bury_siblings",), "Bury siblings", "Whether the other cards on a fact wait until tomorrow once you have answered one of them.", _BOTH, names=_YES_NO),
    Row(("parameters",), "How you forget", "By what rules forgetting is reckoned: those of people in general, or your own, which `study progress fit` finds.", settable=False),
)  # fmt: skip
APP: tuple[Row, ...] = (
    Row(("app", "theme"), "Theme", "How the app looks: dark, light, of high contrast, or in your terminal's own colours.", THEMES, names=_THEMES),
    Row(("app", "animation"), "Animation", "Whether anything on the screen moves; off for a screen on which nothing does.", _BOTH, names=_ON_OFF),
    Row(("app", "typed"), "Type answers", "Whether short answers are typed and compared; no to recall them like any other.", _BOTH, names=_YES_NO),
    Row(("app", "lists"), "Lines of a list", "Whether you tick the lines that you recalled, or type them one by one.", LISTS, names=_LISTS),
    Row(("app", "pictures"), "Pictures", "Whether the pictures of cards are drawn where the terminal can; no to have them described in words.", _BOTH, names=_YES_NO),
)  # fmt: skip
KEYS_ROW = Row(
    ("keys",), "Keys", "Which key does what: Enter lists all actions, and there any of them gets another key."
)


def deck_rows(deck: Deck) -> tuple[Row, ...]:
    """What may be chosen for one deck."""
    table = ("decks", deck.id)
    exam = f"{deck.exam.date}, by the deck" if deck.exam and deck.exam.date else "none"
    return (
        Row((*table, "exam"), "Exam", "The day of the exam, such as 2027-06-15; no card is put off beyond the day before. It goes before the one that the deck names.", without=exam),
        Row((*table, "wanted_mark"), "Wanted mark", "The mark in percent that you want in that exam; the exam plan (x on Home) says what leads there.", without="to pass"),
        Row((*table, "new_per_day"), "New cards a day", "Of this deck, instead of what holds for all.", step=5, without=AS_FOR_ALL),
        Row((*table, "reviews_per_day"), "Reviews a day", "Of this deck, instead of what holds for all.", step=20, without=AS_FOR_ALL),
        Row((*table, "desired_retention"), "Desired retention", "For this deck, instead of what holds for all.", step=0.01, without=AS_FOR_ALL),
    )  # fmt: skip


def value_of(row: Row, preferences: Preferences, choices: Choices) -> object:
    """What holds now; None where nothing is said for a deck."""
    if row.keys[0] == "app":
        return getattr(choices, row.key)
    if row.keys[0] == "decks":
        own = preferences.decks.get(row.keys[1])
        return getattr(own, row.key) if own else None
    return getattr(preferences, row.key)


def shown(row: Row, value: object) -> str:
    """A value in words."""
    if row.keys == ("keys",):
        return f"{len(value)} changed" if isinstance(value, Mapping) and value else "usual"
    if value is None:
        return row.without
    if value in row.choices:
        return row.names[value]
    return value_text(row.key, value)


def typed(row: Row, value: object) -> str:
    """A value as it is to be typed: what stands in the text field at first."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else shown(row, value)


def moved(row: Row, value: object, by: int, preferences: Preferences | None = None) -> object:
    """The value after (1) or before (-1) this one; the same where there is none.

    Where nothing is said for a deck, what holds for all is what it goes on from.
    """
    if row.choices:
        return row.choices[(row.choices.index(value) + by) % len(row.choices)]
    if value is None and preferences is not None and row.step:
        value = getattr(preferences, row.key)
    if row.step and isinstance(value, (int, float)):
        low, high = RANGES[row.key]
        number = round(min(max(value + by * row.step, low), high), 2)
        return number if isinstance(value, float) else int(number)
    return value


def read(row: Row, text: str) -> object:
    """What was typed, as it stands in the file; None takes it out. What makes no sense is refused when it is written.

    Raises SettingRefused for a date that is none.
    """
    return read_value(row.key, text)


def write(path: Path, row: Row, value: object) -> None:
    """Write a value into the file. Raises SettingRefused."""
    if row.keys[0] == "app":
        write_setting(path, row.keys, value)
    elif row.keys[0] == "decks":
        change_setting(path, row.key, value, deck=row.keys[1])
    elif row.keys[0] in KEYS:
        change_setting(path, row.keys[0], value)


def rows_of(decks: Sequence[Deck], called: Callable[[Deck], str]) -> list[tuple[str, tuple[Row, ...]]]:
    """All rows under their headings; `called` tells decks apart."""
    return [
        ("Scheduling, for all decks", GENERAL),
        ("This app", (*APP, KEYS_ROW)),
        *((f"Deck: {called(deck)}", deck_rows(deck)) for deck in decks),
    ]
