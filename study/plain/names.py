"""What to call a deck on a command line."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from decks.model import Deck

if TYPE_CHECKING:
    from study.core import Study


def deck_name(study: "Study", deck: Deck) -> str:
    """Its id, or its path where it is in no library."""
    from study.core import is_bundled

    inside = Path(deck.path).resolve().is_relative_to(study.locations.decks.resolve())
    return deck.id if inside or is_bundled(deck) else shlex.quote(deck.path)
