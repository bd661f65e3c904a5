"""What the imports of reviews from other programs have in common: the cards they may be of, and taking them in."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.events import Event
    from progress.exchange.recognising import Recognition
    from study.core import Study

LISTED = 20
"""How much of a long list is shown unless all is asked for."""


def recognition_of(study: "Study", decks: Sequence[str]) -> "Recognition":
    """The cards of these decks; of all that can be used where none is named. Raises DeckNotFound and DeckBroken."""
    from progress.exchange.recognising import Recognition

    chosen = [study.deck(name) for name in decks]
    if not decks:
        chosen = [each.deck for each in study.library() if each.deck is not None]
    return Recognition(card for deck in chosen for card in study.cards(deck))


def take_in(study: "Study", events: "Sequence[Event]") -> int:
    """Add the reviews, after a backup where any is new; how many were. Raises StoreProblem."""
    from progress.safety.backups import before_merge

    if not study.store.lacks(event.id for event in events):
        return 0
    if not study.locations.address:
        saved = before_merge(study.locations.database, study.now())
        narrate(f"What was there before is kept in {saved}")
    return study.store.add(events)


def would_take_in(study: "Study", events: "Iterable[Event]") -> str:
    """What `take_in` would do, as a sentence without its full stop."""
    ids = [event.id for event in events]
    new = len(study.store.lacks(ids))
    return f"Would import {counted(new, 'answer')}, {len(ids) - new} known already"


def know_decks(study: "Study", slugs: Iterable[str]) -> None:
    """Take these decks up, where the library has them and they were never opened, so that their cards are counted at once."""
    from decks.library import DeckNotFound
    from study.core import DeckBroken

    for slug in sorted(set(slugs)):
        if not slug or study.look.digest(slug) is not None:
            continue
        with suppress(DeckNotFound, DeckBroken):
            study.remember(study.deck(slug))


def some(lines: Sequence[str], everything: bool) -> None:
    """Tell these lines, or the first of them and how many more there are."""
    shown = len(lines) if everything else LISTED
    for line in lines[:shown]:
        narrate(line)
    if len(lines) > shown:
        narrate(f"… and {len(lines) - shown} more; --all lists them")
