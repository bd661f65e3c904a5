"""What is known of the card of a review, for both faces."""

from decks.model import Card
from progress.reporting.card_info import CardInfo, card_info
from progress.sessions.reviewing import ReviewSession
from study.core import Study


def known_of(study: Study, session: ReviewSession, card: Card) -> CardInfo:
    """Its memory, its marks and its history. Raises StoreProblem."""
    memory, at = session.memory(card), study.now()
    log = study.store.events_on(card.id)
    undone = {event.undoes for event in log}
    return card_info(
        memory,
        study.scheduler.recall(memory, at) if memory else None,
        session.marks(card),
        [event for event in log if not event.undoes and event.id not in undone],
        study.days,
        study.days.day_of(at),
    )
