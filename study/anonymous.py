"""A learner's answers for an instructor, without a name: see `progress.exchange.anonymous` for what is in them and what is not."""

import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING

from decks.library import DeckNotFound
from progress.exchange.anonymous import Mask
from study.core import DeckBroken, Study

if TYPE_CHECKING:
    from progress.storage.store import Store

_SECRET = "pseudonym"  # noqa: S105 - the name it is kept under


def mask_of(store: "Store") -> Mask:
    """The learner's mask. Its secret is made once and kept in the learner's own database, so that it comes with its backups.

    It is no event, so that it goes into no export and no folder that is synchronised: another device has its own.

    Raises StoreProblem.
    """
    from progress.storage import notes

    with store.transaction() as connection:
        secret = notes.read(connection, _SECRET)
        if secret is None:
            secret = secrets.token_hex(32)
            notes.write(connection, _SECRET, secret)
    return Mask(secret)


def anonymous_records(study: Study, deck: str | None, mask: Mask) -> Iterator[dict[str, object]]:
    """Every answer that was not taken back, of one deck or of all, without a name. Raises StoreProblem."""
    versions: dict[str, str] = {}
    for event in study.store.events(deck):
        if event.deck not in versions:
            versions[event.deck] = _version(study, event.deck)
        day = event.day or study.days.day_of(event.at)
        record = mask.record(event, day, versions[event.deck])
        if record is not None:
            yield record


def _version(study: Study, slug: str) -> str:
    """How the deck's version is called; empty where it is not at hand."""
    from progress.classes.given import deck_version
    from progress.storage.digests import digest_of

    try:
        deck = study.deck(slug)
    except (DeckNotFound, DeckBroken):
        return ""
    return deck_version(digest_of(study.cards(deck), deck.renames))
