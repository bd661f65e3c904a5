"""Where a learner stands with a deck's topics, worked out anew only where the deck's answers have changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from decks.compiled.cache import light
from progress.mastery.knowledge import Knowledge
from progress.mastery.subjects import Subjects, subjects_of
from progress.mastery.weak import TopicStanding, told
from progress.storage.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.model import Card, Deck, Question
    from progress.scheduling.scheduler import Scheduler
    from study.core import Study


_MOST = 1
"""Decks of which all that is kept: of a large one, that takes some 30 MB."""


class _Found(NamedTuple):
    """What was worked out, and what it holds for."""

    version: int
    """Of the evidence."""
    day: date
    scheduler: Scheduler
    standings: list[TopicStanding]


class _Kept:
    """What is known of one deck."""

    def __init__(self, deck: Deck, cards: Sequence[Card], questions: Sequence[Question]) -> None:
        self.deck = deck
        self.questions = questions
        self.subjects: Subjects = subjects_of(light(cards), light(questions), deck.topics)
        self.evidence = Evidence(deck.id)
        self.known: tuple[int, Knowledge] | None = None
        self.weakest: tuple[int, str] | None = None
        self.found: _Found | None = None

    def knowledge(self) -> Knowledge:
        """What the answers say; once for each version of them."""
        if self.known is None or self.known[0] != self.evidence.version:
            known = Knowledge(self.subjects, self.evidence.totals, self.evidence.answers)
            self.known = self.evidence.version, known
        return self.known[1]


class Standings:
    """To be used where storage may be; every method raises StoreProblem."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._kept: dict[str, _Kept] = {}

    def of(self, deck: Deck) -> list[TopicStanding]:
        """The deck's topics, weakest first: see `study.insights.insight.Insight.standings`."""
        study, kept = self._study, self._at(deck)
        wanted = kept.evidence.version, study.days.day_of(study.now()), study.scheduler
        if kept.found is None or kept.found[:3] != wanted:
            known = kept.knowledge()
            for ground in known.grounds.values():
                ground.recalls.clear()
            cards = light(study.cards(deck))
            found = told(known, cards, study.memories(deck), study.scheduler, study.now())
            kept.found = _Found(*wanted, found)
        return kept.found.standings

    def weakest(self, deck: Deck) -> str:
        """The title of the weakest topic of which enough is known; empty where there is none."""
        kept = self._at(deck)
        if kept.weakest is None or kept.weakest[0] != kept.evidence.version:
            found = told(kept.knowledge(), (), {}, self._study.scheduler, self._study.now())
            title = next((each.title for each in found if each.weak is not None), "")
            kept.weakest = kept.evidence.version, title
        return kept.weakest[1]

    def _at(self, deck: Deck) -> _Kept:
        study = self._study
        study.catch_up(deck)
        cards, questions = study.cards(deck), study.questions(deck)
        kept = self._kept.pop(deck.id, None)
        if kept is None or kept.deck is not deck or kept.questions is not questions:
            kept = _Kept(deck, cards, questions)
        self._kept[deck.id] = kept  # as the latest
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        with study.store.reading() as connection:
            kept.evidence.follow(connection, study.store.names())
        return kept
