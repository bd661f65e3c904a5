"""Whether learned cards of a deck come only after a day, without reading them. SQLite only; light, as quick.py is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from progress.glance.quick import MIDNIGHT, Reader

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_LATE = """
SELECT 1 FROM card_state WHERE deck = ? AND phase = 'review' AND due >= ? AND day < ? LIMIT 1
"""


def any_after(database: Path, deck: str, day: date, today: date) -> bool:
    """Whether any that was last answered before `today` comes on `day` or later. Raises StoreProblem."""
    with Reader(database) as reader:
        return bool(reader.rows(_LATE, (deck, day.isoformat() + MIDNIGHT, today.isoformat())))
