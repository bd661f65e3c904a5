"""How a review begins."""

import gc

from decks.model import Deck
from progress.sessions.reviewing import Mode, ReviewSession
from study.core import Study


def begin_review(study: Study, deck: str, topic: str, mode: Mode = Mode.DUE) -> tuple[Deck, ReviewSession]:
    """The deck named, or else the learner's first, and a review of it; raises what `Study.deck` and `Study.review` raise."""
    found = study.deck(deck) if deck else study.default_deck()
    # A large deck makes tens of thousands of objects that all stay: to look for garbage among them takes a quarter of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return found, study.review(found, topic, mode)
    finally:
        if collecting:
            gc.enable()
