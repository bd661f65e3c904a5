"""What the log makes of a card: the one rule by which answers become memory, live and on replay.

The state of a card depends on two kinds of answers, in the order of their keys (`progress.ids.order_key`):

- a review of the card moves its memory on, by FSRS;
- a wrong quiz answer on the card's fact brings the card, once learned, back at once: recognising is easier than
  recalling, so who does not recognise will not recall. A right one changes nothing, for the opposite does not hold. Of a
  question with several answers, the facts of all lines that were wrong are meant.

- rescheduling gives a learned card another day, or makes it new again; where it comes with a memory that another program
  worked out (`Event.memory`), that is the card's from then on.

A review for practice only (`Event.cram`) changes nothing, and what was undone takes no part. A card that an edit of its deck gave another meaning is brought back in the same way, and
answers count for what they are called by now (`progress.storage.following`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from progress.days import DAY, UNTOLD
from progress.events import Event, EventKind, Rating, Taken
from progress.memory import Memory, Phase, day_name
from progress.scheduling.deciding import UNDECIDED, Decision
from progress.scheduling.scheduler import Scheduler


class Answer(
    NamedTuple
):  # made a million times in a replay, and a frozen data class takes three times as long
    """As much of an event as a replay needs: a review, a wrong quiz answer, a card that means something else now, or one
    that was rescheduled.
    """

    card: str
    """Id of the card, or of the question."""
    rating: Rating | None
    """Of a review only."""
    at: datetime
    key: str
    """The order key of the event."""
    only: bool = False
    """Where it is no review: whether it concerns `card` only, and not all cards on its fact."""
    day: date | None = None
    """Its study day, where that is known."""
    decision: Decision = UNDECIDED
    """Of a review: how long the card was to stay away."""
    moves: bool = False
    """Whether it reschedules: to `decision.due`, or to be new again."""
    taken: Taken | None = None
    """Where it does: the memory that it gives the card besides."""

    @property
    def begins(self) -> bool:
        """Whether a new card has a state after it."""
        return self.rating is not None or self.taken is not None

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


def line_of(fact: str) -> str:
    """What stands for a line on a fact in the place of a question, where a question with several answers had it."""
    return f"{fact}#line"


def missed_lines(event: Event) -> list[str]:
    """The facts of the lines that were answered wrong in a question with several answers, less the question's own."""
    if event.kind is not EventKind.QUIZ or event.correct:
        return []
    facts = [f"{event.deck}:{ref}" for ref, right in event.parts if not right]
    return [fact for fact in facts if fact != fact_of(event.card)]


def fold(state: State | None, answer: Answer, scheduler: Scheduler) -> State | None:
    """The state of a card (None: new) after an answer that concerns it and is later than all in `state`."""
    if answer.rating is not None:
        memory = state.memory if state else None
        memory = scheduler.settle(memory, answer.rating, answer.at, answer.day, answer.decision)
        return State(memory, state.introduced if state else answer.at, answer.key)
    if answer.taken is not None and answer.decision.due is not None:
        taken = taken_over(answer.taken, answer.decision.due, answer.at, answer.day)
        return State(taken, state.introduced if state else answer.at, answer.key)
    if state is None:
        return None
    if answer.moves:
        moved = moved_to(state.memory, answer.decision.due)
    else:
        moved = brought_back(state.memory, answer.at, answer.day)
    return State(moved, state.introduced, answer.key) if moved else None


def moved_to(memory: Memory, due: date | None) -> Memory | None:
    """The memory of a card that is given another day; None where it is to be new again."""
    return None if due is None else replace(memory, phase=Phase.REVIEW, step=None, due=day_name(due))


def taken_over(taken: Taken, due: date, at: datetime, day: date | None = None) -> Memory:
    """The memory of a card that another program knew, last answered at `at`."""
    return Memory(
        Phase.REVIEW,
        None,
        taken.stability,
        taken.difficulty,
        day_name(due),
        at,
        taken.reps,
        taken.lapses,
        day or UNTOLD.day_of(at),
    )


def brought_back(memory: Memory, at: datetime, day: date | None = None) -> Memory:
    """The memory of a card that is to come again at once; `day` is the study day of `at`, where that is known."""
    back = at
    if memory.phase is Phase.REVIEW:
        back = day_name(day or UNTOLD.day_of(at) - DAY)  # today, whichever day it is where the learner is
    if memory.due <= back:
        return memory
    return replace(memory, due=back)


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
        fact = fact_of(answer.card)
        cards = self._facts[fact]
        if answer.rating is not None or answer.taken is not None:
            self._follow(fact, cards, answer.card, answer)
            return
        self._pulls[fact] = max(self._pulls.get(fact, ""), answer.key)
        for card in [card for card in cards if card == answer.card or not answer.only]:
            self._follow(fact, cards, card, answer)

    def _follow(self, fact: str, cards: dict[str, State], card: str, answer: Answer) -> None:
        state = cards.get(card)
        if answer.key < (state.through if state else self._pulls.get(fact, "")):
            self.disordered.add(fact)
        after = fold(state, answer, self._scheduler)
        if after is not None:
            cards[card] = after
        elif state is not None:
            del cards[card]  # new again; an earlier answer that comes later would be out of order
            self._pulls[fact] = max(self._pulls.get(fact, ""), answer.key)

    def states(self) -> dict[str, State]:
        """The states by card, those of disordered facts left out."""
        return {
            card: state
            for fact, cards in self._facts.items()
            if fact not in self.disordered
            for card, state in cards.items()
        }
