"""The counts of the decks, kept until something happens in them: only what an answer changed is counted anew."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from decks.compiled.cache import id_set, light
from progress.glance.counting import DeckCounts, deck_counts
from progress.glance.looking import FileLook
from progress.glance.news import News, news
from progress.memory import Phase
from progress.scheduling.queueing import due_of
from progress.sessions.reviewing import AHEAD
from study.insights.exam_dates import keep_to_exam

if TYPE_CHECKING:
    from decks.library import Loaded
    from decks.model import Deck
    from progress.days import StudyDays
    from progress.scheduling.exam_plan import Pace
    from study.core import Study

DAYS = 7
"""For which it is told how many cards come due."""


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """What a learner wants to know of a deck before opening it."""

    loaded: Loaded
    """The deck with its problems."""
    cards: int
    """How many flashcards it makes."""
    due: int
    """Cards to review before the study day ends."""
    new: int
    """New cards that today's limit still allows."""
    learned: int
    """Cards answered at least once."""
    learning: int = 0
    """Cards in their (re)learning steps."""
    suspended: int = 0
    """Cards put away until they are taken out again."""
    coming: tuple[int, ...] = ()
    """Learned cards that come due today (what waits already included), tomorrow, … within a week."""


class Standing(NamedTuple):
    """What Home tells of one deck."""

    summary: DeckSummary
    pace: Pace | None
    """What its exam asks for, where one is to come."""


class _Kept(NamedTuple):
    """Counts, and what they hold for."""

    deck: Deck
    digest: str | None
    """Of the deck as the database knows it."""
    days: StudyDays
    at: datetime
    day: date
    counts: DeckCounts


class Counts:
    """What was counted of the decks. To be used where storage may be; every method raises StoreProblem."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._kept: dict[str, _Kept] = {}
        self._news: News | None = None

    def look(self) -> News | None:
        """See what has been written since the last look, and let go of what is not so any more; None on a server."""
        study = self._study
        if not isinstance(study.look, FileLook):
            return None
        found = self._news = news(study.locations.database, self._news.point if self._news else None)
        for name in [name for name in self._kept if found.concern(name)]:
            del self._kept[name]
        return found

    def some(self, decks: Sequence[Loaded], patience: float = 0.05) -> list[Standing]:
        """The first of these decks, as many as can be counted in so many seconds; at least one, and all that is kept."""
        begun, found = time.monotonic(), []
        for loaded in decks:
            found.append(self.standing(loaded))
            if time.monotonic() - begun > patience:
                break
        return found

    def standing(self, loaded: Loaded) -> Standing:
        """One deck, counted."""
        study, deck = self._study, loaded.deck
        if deck is None:
            return Standing(DeckSummary(loaded, 0, 0, 0, 0), None)
        counts = self.of(deck)
        limits = study.settings.preferences
        new = max(0, limits.new_limit(deck.id) - counts.introduced)
        reviews = max(0, limits.review_limit(deck.id) - counts.reviewed)
        summary = DeckSummary(
            loaded,
            counts.cards,
            min(counts.review, reviews) + counts.steps,
            min(counts.unseen, new),
            counts.learned,
            counts.learning,
            counts.suspended,
            counts.coming,
        )
        return Standing(summary, paced(study, deck, counts))

    def of(self, deck: Deck) -> DeckCounts:
        """The counts of a deck at this moment."""
        study, at = self._study, self._study.now()
        if not isinstance(study.look, FileLook):
            return counted(study, deck, at)
        known = self._news or self.look()
        digest = known.digests.get(deck.id) if known is not None else None
        kept, today = self._kept.get(deck.id), study.days.day_of(at)
        if (
            kept is None
            or kept.deck is not deck
            or (kept.digest, kept.days, kept.day) != (digest, study.days, today)
            or at < kept.at
            or (kept.counts.until is not None and at >= kept.counts.until)
        ):
            cards = study.cards(deck)
            keep_to_exam(study, deck)
            # A deck that was edited since, or never opened, is not as the database knows it.
            present = None if digest and digest == study.digest(deck) else id_set(cards)
            counts = deck_counts(
                study.locations.database, deck.id, len(cards), at, study.days, present=present, ahead=DAYS
            )
            kept = self._kept[deck.id] = _Kept(deck, digest, study.days, at, today, counts)
        return kept.counts


def paced(study: Study, deck: Deck, counts: DeckCounts) -> Pace | None:
    """How many new cards a day meet all of a deck before its exam; None where none is to come."""
    exam = study.exam_day(deck)
    if exam is None:
        return None
    from progress.scheduling.exam_plan import pace

    introduced = counts.introduced if counts.unmet else 0
    return pace(study.days.day_of(study.now()), exam, counts.unmet, introduced)


def counted(study: Study, deck: Deck, at: datetime) -> DeckCounts:
    """The same counts from all the memories, wherever they are kept; slower. Raises StoreProblem."""
    from progress.reporting.statistics import due_by_day

    cards = [card.id for card in light(study.cards(deck))]
    memories, marks = study.memories(deck), study.marks(deck)
    today, present = study.days.day_of(at), set(cards)
    hidden = {name for name, mark in marks.items() if mark.hides(today)}
    known = {name: memory for name, memory in memories.items() if name in present}
    steps = {name: memory for name, memory in known.items() if memory.phase is not Phase.REVIEW}
    every = due_of(cards, memories, hidden, at + AHEAD, today, len(cards), len(cards))
    soon = due_of(steps, steps, hidden, at + AHEAD, today, 0, len(cards))
    away = {name for name, mark in marks.items() if mark.suspended and name in present}
    return DeckCounts(
        cards=len(cards),
        review=every.due - soon.due,
        steps=soon.due,
        unseen=every.new,
        unmet=sum(name not in memories and name not in away for name in cards),
        learned=len(known),
        learning=len(steps),
        suspended=len(away),
        coming=tuple(due_by_day(known, hidden, today, DAYS, study.days)),
        introduced=study.look.introduced(deck.id, study.days.start(at)),
        reviewed=study.look.reviewed(deck.id, study.days, at),
        until=None,
    )
