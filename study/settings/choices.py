"""How the app looks and is handled: the tables `[app]` and `[keys]` of the settings file. Light, for the first paint waits for it.

| key | what it may be |
| --- | --- |
| `app.theme` | `"dark"`, `"light"`, `"contrast"`, or `"ansi"` for the terminal's own colours |
| `app.animation` | `false` to have nothing move |
| `app.typed` | `false` to recall typed answers without typing them |
| `app.lists` | `"tick"` or `"type"`: how the lines of a list are given |
| `app.pictures` | `false` to have the pictures of cards described in words |
| `[keys]` | an action's id and its keys, such as `"review.bury" = "x"` or `"home.quiz" = "q,ctrl+n"` |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE = "settings.toml"
"""Its name in the learner's home folder."""
THEMES = ("dark", "light", "contrast", "ansi")
"""What `theme` may be."""
LISTS = ("tick", "type")
"""What `lists` may be."""
_KEY = re.compile(r"(?:(?:ctrl|shift|alt|super)\+)*(?:[a-z][a-z0-9_]*|[A-Z0-9]|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen, and what was wrong about it."""

    theme: str = "dark"
    animation: bool = True
    typed: bool = True
    """Whether typed answers are typed; else they are recalled like any other."""
    lists: str = "tick"
    """How the lines of a list are given: ticked, or typed."""
    pictures: bool = True
    """Whether pictures are drawn where the terminal can; else they are described."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of the action (with its step, where it has such), separated by commas."""
    problems: tuple[str, ...] = ()
    """A sentence for each mistake: file, line, key, and what to write. What is usual holds instead."""


def read_choices(path: Path) -> Choices:
    """The choices in the file at `path`; the usual ones where there is none, or none that can be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Choices()  # study.settings.settings says so
    import tomllib

    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return Choices()
    if "app" not in found and "keys" not in found:
        return Choices()
    return _Reading(path, text).take(found)


class _Reading:
    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._problems: list[str] = []

    def take(self, found: Mapping[str, object]) -> Choices:
        app, keys = found.get("app", {}), found.get("keys", {})
        choices = Choices()
        if isinstance(app, dict):
            for key, value in app.items():
                wanted, fits = _WANTED.get(key, ("", None))
                if fits is None:
                    from study.settings.located import plain  # only where something is wrong

                    self._say(
                        key, "app", f"There is no setting “{plain(key)}”; there are {', '.join(_WANTED)}."
                    )
                elif fits(value):
                    choices = replace(choices, **{key: value})
                else:
                    self._say(key, "app", f"“{key}” has to be {wanted}. Until then, what is usual holds.")
        else:
            self._say("app", "", "“app” has to be a table: write [app] and its settings below.")
        if isinstance(keys, dict):
            chosen = self._keys(keys)
        else:
            chosen = {}
            self._say("keys", "", "“keys” has to be a table: write [keys] and the actions below.")
        return replace(choices, keys=chosen, problems=tuple(self._problems))

    def _keys(self, found: Mapping[str, object]) -> dict[str, str]:
        from study.actions.keys import default_keys

        usual = default_keys()
        chosen: dict[str, str] = {}
        for name, value in _flat(found):
            if name not in usual:
                from difflib import get_close_matches

                from study.settings.located import plain

                near = get_close_matches(name, usual, n=1)
                hint = f"did you mean “{near[0]}”?" if near else "the help (?) names them."
                self._say(name, "keys", f"There is no action “{plain(name)}”; {hint}")
            elif (keys := key_names(value)) is None:
                self._say(
                    name,
                    "keys",
                    f'“{name}” has to be keys such as "x", "ctrl+n" or "x,f4". Until then, what is usual holds.',
                )
            elif taken := taken_by(name, keys, {**usual, **chosen}):
                self._say(
                    name,
                    "keys",
                    f"The keys of “{name}” are those of “{taken}”, too. Until it has others, what is usual holds.",
                )
            else:
                chosen[name] = keys
        return chosen

    def _say(self, key: str, table: str, sentence: str) -> None:
        from study.settings.located import where

        self._problems.append(f"{where(self._path, self._text, key, table)}: {sentence}")


def key_names(value: object) -> str | None:
    """Keys as Textual calls them, separated by commas; None where they are none."""
    if not isinstance(value, str) or not value.strip():
        return None
    from textual.keys import _character_to_key

    names = []
    for part in ("comma" if value.strip() == "," else value).split(","):
        name = part.strip()
        if not _KEY.fullmatch(name):
            return None
        before, plus, last = name.rpartition("+")
        names.append(before + plus + (_character_to_key(last) if len(last) == 1 else last))
    return ",".join(names)


def taken_by(name: str, keys: str, held: Mapping[str, str]) -> str:
    """Another action at the same place, or everywhere, that shares all of the keys; empty where none does."""
    place, wanted = name.partition(".")[0], set(keys.split(","))
    for other, its in held.items():
        there = other.partition(".")[0] in (place, "everywhere")
        if other != name and there and wanted <= set(its.split(",")):
            return other
    return ""


def _flat(found: Mapping[str, object], before: str = "") -> list[tuple[str, object]]:
    """Keys in quotation marks and dotted ones alike."""
    pairs: list[tuple[str, object]] = []
    for key, value in found.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{before}{key}.")
        else:
            pairs.append((before + key, value))
    return pairs


def _truth(value: object) -> bool:
    return isinstance(value, bool)


_WANTED: dict[str, tuple[str, Callable[[object], bool] | None]] = {
    "theme": ('"dark", "light", "contrast" or "ansi"', lambda value: value in THEMES),
    "animation": ("true or false, without quotation marks", _truth),
    "typed": ("true or false, without quotation marks", _truth),
    "lists": ('"tick" or "type"', lambda value: value in LISTS),
    "pictures": ("true or false, without quotation marks", _truth),
}
