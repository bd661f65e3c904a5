"""The weakest topic of a deck, for one sentence: found anew only where the deck's answers have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from progress.glance.looking import FileLook
from progress.glance.news import News, Point, news

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study


class _Kept(NamedTuple):
    """What was found."""

    deck: Deck
    title: str
    point: Point | None
    """How far the log had come."""


class Weakest:
    """To be used where storage may be; every method raises StoreProblem."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._kept: dict[str, _Kept] = {}

    def of(self, deck: Deck) -> str:
        """The title of a deck's weakest topic; empty where there is too little evidence, or its questions are not made yet."""
        kept, found = self._kept.get(deck.id), None
        if isinstance(self._study.look, FileLook):
            found = self._news(kept.point if kept is not None else None)
            if kept is not None and kept.deck is deck and not found.concern(deck.id):
                self._kept[deck.id] = kept._replace(point=found.point)
                return kept.title
        if not self._study.has_questions(deck):
            return ""
        title = self._study.standings.weakest(deck)
        self._kept[deck.id] = _Kept(deck, title, found.point if found else None)
        return title

    def _news(self, since: Point | None) -> News:
        return news(self._study.locations.database, since)
