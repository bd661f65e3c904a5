"""What a review is for, and so which cards it begins with and in which order."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from random import Random

from progress.scheduling import queueing
from progress.scheduling.scheduler import Scheduler
from progress.scheduling.stock import Stock
from progress.scheduling.waiting import Waiting


class Mode(StrEnum):
    """What a review is for."""

    DUE = "due"
    """What is due, and new cards."""
    AHEAD = "ahead"
    """What is not due yet, as early reviews: memory and dates follow, by less than if it had been time."""
    CRAM = "cram"
    """Any cards, for practice: the answers are kept and the schedule is left alone."""


def line_up_due(
    left: Waiting,
    scheduler: Scheduler,
    today: date,
    new_left: int,
    reviews_left: int | None,
    random: Random,
) -> int:
    """Put what is due, and new cards between, into the queue; how many are left for another day by the day's limit."""
    memories, chosen, due = left.memories, scheduler.preferences, left.due
    exam = chosen.exam(due[0].deck) if due else None
    due = queueing.in_order(due, memories, chosen.order, today, exam, scheduler, random)
    kept = due if reviews_left is None else due[: max(0, reviews_left)]
    new = left.unmet(new_left)
    # New cards stay with their role, which is met as a whole before it is told from others.
    left.fill(queueing.apart(queueing.interleaved(queueing.apart(kept, roles=True), new), roles=False))
    return len(due) - len(kept)


def line_up_ahead(left: Waiting, stock: Stock, hidden: Collection[str], today: date) -> None:
    """Put what is not due yet into the queue."""
    left.fill(queueing.ahead(stock.memories, stock.cards.values(), hidden, today))


def line_up_all(left: Waiting, hidden: Collection[str], random: Random) -> None:
    """Put all cards into the queue, shuffled."""
    shown = [card for card in left.cards.values() if card.id not in hidden]
    random.shuffle(shown)
    left.fill(queueing.apart(shown, roles=True))
