"""What the log makes of a card: the one rule by which answers become memory, live and on replay.

The state of a card depends on two kinds of answers, in the order of their keys (`progress.ids.order_key`):

- a review of the card moves its memory on, by FSRS;
- a wrong quiz answer on the card's fact brings the card, once learned, back at once: recognising is easier than
  recalling, so who does not recognise will not recall. A right one changes nothing, for the opposite does not hold.

What was undone takes no part. A card that an edit of its deck gave another meaning is brought back in the same way, and
answers count for what they are called by now (`progress.following`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from progress.events import Rating
from progress.memory import Memory
from progress.scheduling import Scheduler


class Answer(
    NamedTuple
):  # made a million times in a replay, and a frozen data class takes three times as long
    """As much of an event as a replay needs: a review, a wrong quiz answer, or a card that means something else now."""

    card: str
    """Id of the card, or of the question."""
    rating: Rating | None
    """None for what brings cards back: a wrong quiz answer, or a new meaning."""
    at: datetime
    key: str
    """The order key of the event."""
    only: bool = False
    """Whether it brings back `card` only, and not all cards on its fact."""

    @property
    def fact(self) -> str:
        """`deck:role/fact`."""
        return fact_of(self.card)


class State(NamedTuple):
    """A card's memory with what it takes to move it on."""

    memory: Memory
    introduced: datetime
    """When the card was first answered, UTC."""
    through: str
    """The order key of the last answer in it. An earlier one that comes to light later calls for a replay."""


def fact_of(card: str) -> str:
    """The fact that a card or question is on: `deck:role/fact`."""
    return card.partition("#")[0]


def fold(state: State | None, answer: Answer, scheduler: Scheduler) -> State | None:
    """The state of a card (None: new) after an answer that concerns it and is later than all in `state`."""
    if answer.rating is not None:
        memory = scheduler.review(state.memory if state else None, answer.rating, answer.at)
        return State(memory, state.introduced if state else answer.at, answer.key)
    if state is None:
        return None
    return State(replace(state.memory, due=min(state.memory.due, answer.at)), state.introduced, answer.key)


def replay(card: str, answers: Iterable[Answer], scheduler: Scheduler) -> State | None:
    """The state of `card` after `answers`, given in any order; those on other cards of its fact are passed over."""
    state = None
    for answer in sorted(answers, key=lambda answer: answer.key):
        if answer.card == card or (answer.rating is None and not answer.only):
            state = fold(state, answer, scheduler)
    return state


class Replay:
    """Replays a whole log in one pass, in memory that grows with the cards and not with the answers.

    Answers are expected almost in order; facts with an answer out of order are named in `disordered` and have to be
    replayed one by one.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._facts: defaultdict[str, dict[str, State]] = defaultdict(dict)
        self._pulls: dict[str, str] = {}
        self.disordered: set[str] = set()

    def take(self, answer: Answer) -> None:
        """Count one more answer in."""
        fact = answer.fact
        cards = self._facts[fact]
        if answer.rating is None:
            self._pulls[fact] = max(self._pulls.get(fact, ""), answer.key)
            concerned = [card for card in cards if card == answer.card or not answer.only]
        else:
            concerned = [answer.card]
        for card in concerned:
            state = cards.get(card)
            if answer.key < (state.through if state else self._pulls.get(fact, "")):
                self.disordered.add(fact)
            after = fold(state, answer, self._scheduler)
            if after is not None:
                cards[card] = after

    def states(self) -> dict[str, State]:
        """The states by card, those of disordered facts left out."""
        return {
            card: state
            for fact, cards in self._facts.items()
            if fact not in self.disordered
            for card, state in cards.items()
        }
