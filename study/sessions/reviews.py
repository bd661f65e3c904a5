"""How a review begins: with all of a deck's cards and memories, or where they are many with what reads few of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from decks.compiled.cache import light
from decks.model import Card, Deck, in_topic
from progress.garbage import not_looked_for
from progress.glance.looking import FileLook
from progress.memory import Memory
from progress.sessions.reviewing import Mode, ReviewSession
from study.core import Study

if TYPE_CHECKING:
    from progress.scheduling.stock import Stock

LARGE = 1000
"""Of a deck that has more cards than these, a review reads what it needs only when it needs it."""


def begin_review(study: Study, deck: str, topic: str, mode: Mode = Mode.DUE) -> tuple[Deck, ReviewSession]:
    """The deck named, or else the learner's first, and a review of it; raises what `Study.deck` and `Study.review` raise."""
    found = study.deck(deck) if deck else study.default_deck()
    with (
        not_looked_for()
    ):  # a large deck makes tens of thousands of objects that all stay: a quarter of the time
        return found, study.review(found, topic, mode)


def review(study: Study, deck: Deck, topic: str = "", mode: Mode = Mode.DUE) -> ReviewSession:
    """A review of what is due now, of one topic and those nested in it where one is given; or of what `mode` says.

    Raises:
        StoreProblem: the database cannot be read.
    """
    study.catch_up(deck)
    cards, memories = _stock(study, deck, topic, mode)
    left = study.new_left(deck)
    return ReviewSession(
        cards,
        memories,
        study.scheduler_of(deck),
        study.days,
        study.now(),
        new_left=left,
        random=study.random,
        reviews_left=study.reviews_left(deck),
        marks=study.marks(deck),
        mode=mode,
        elsewhere=lambda: study.look.due_elsewhere(deck.id, study.days.day_of(study.now())),
        answer_time=study.look.answer_time(),
    )


def _stock(
    study: Study, deck: Deck, topic: str, mode: Mode
) -> "tuple[Sequence[Card] | Stock, dict[str, Memory]]":
    """The cards to review, with their memories; of a large deck a stock that reads most of both when it is asked."""
    cards = study.cards(deck)
    if mode is Mode.DUE and not topic and len(cards) >= LARGE and isinstance(study.look, FileLook):
        from study.sessions.stock import PartlyStock

        return PartlyStock(deck.id, cards, study.look.partly(deck.id)), {}
    return [card for card in light(cards) if in_topic(card.topic, topic)], study.memories(deck)
