"""What a shell prompt needs of the settings, in milliseconds: a look at a few numbers of the file.

`study.settings.settings` reads it with care and tells what is wrong with it; where something is, what is usual holds here as there.
"""

from __future__ import annotations

from progress.limits import NEW_PER_DAY, REVIEWS_PER_DAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MOST = 9999
_ROLLOVER = 4


def quick_limits(file: Path) -> tuple[int, Callable[[str], tuple[int, int]]]:
    """The hour at which a study day begins, and what gives a deck's new cards and reviews a day."""
    found: dict[str, object] = {}
    if file.exists():
        import tomllib

        try:
            found = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            found = {}
    decks = found.get("decks")

    def limits(deck: str) -> tuple[int, int]:
        own = decks.get(deck) if isinstance(decks, dict) else None
        own = own if isinstance(own, dict) else {}
        new = _number(own.get("new_per_day"), _number(found.get("new_per_day"), NEW_PER_DAY))
        reviews = _number(own.get("reviews_per_day"), _number(found.get("reviews_per_day"), REVIEWS_PER_DAY))
        return new, reviews

    return _number(found.get("rollover_hour"), _ROLLOVER, 23), limits


def _number(value: object, usual: int, most: int = _MOST) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else usual
