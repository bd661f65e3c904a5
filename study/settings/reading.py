"""What the text of the settings file says: what is right holds, and what is wrong is told with its line."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from progress.scheduling.preferences import DeckPreferences, Preferences
from study.settings.allowed import DECK_KEYS, KEYS, NotAllowed
from study.settings.located import plain, where
from study.settings.settings import Settings


class Reading:
    """One reading of it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._problems: list[str] = []

    def settings(self, others: Collection[str]) -> Settings:
        """All that it says; `others` are keys that are read elsewhere."""
        try:
            found = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
            place = f"{self._path}:{at[1]}:{at[2]}" if at else str(self._path)
            return Settings(
                problems=(f"{place}: This is not TOML; the usual settings hold until it is put right.",)
            )
        decks = found.pop("decks", {})
        chosen = self._checked({key: found[key] for key in found if key not in others}, KEYS, "")
        if isinstance(decks, dict):
            chosen["decks"] = {
                slug: DeckPreferences(**self._checked(deck, DECK_KEYS, f"decks.{slug}"))
                for slug, deck in decks.items()
                if self._is_table(deck, slug)
            }
        else:
            self._tell("decks", "", "a table for each deck, such as [decks.anatomy]")
        return Settings(Preferences(**chosen), tuple(self._problems))

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
            except NotAllowed as wrong:
                self._tell(key, table, str(wrong))
        return good

    def _unknown(self, key: str, keys: Collection[str], table: str) -> None:
        from difflib import get_close_matches  # only where something is wrong

        near = get_close_matches(key, keys, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(keys)}."
        self._say(key, table, f"There is no setting “{plain(key)}”; {hint}")

    def _tell(self, key: str, table: str, wanted: str) -> None:
        self._say(key, table, f"“{plain(key)}” has to be {wanted}. Until then, what is usual holds.")

    def _say(self, key: str, table: str, sentence: str) -> None:
        self._problems.append(f"{where(self._path, self._text, key, table)}: {sentence}")
