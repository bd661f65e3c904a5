"""Learn: how new cards are met, in small groups and three steps each. Pure.

A card is first recognised among options (where the deck makes such a question), then completed from a cue, then recalled
freely. What is right goes on a step and comes again a few cards later; what is wrong goes back a step and comes sooner.
Only free recall says that a card is known: it alone is a review. A card leaves once it is recalled.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from decks.model import Card

GROUP = 5
"""Cards that are met at a time: about as many as are kept in mind beside one another."""
SOON = 2
"""After how many others a card comes again that was not known."""
LATER = 4
"""After how many others a card comes again that was."""


class Rung(IntEnum):
    """How much help there is."""

    RECOGNISE = 0
    """To choose among options."""
    COMPLETE = 1
    """To type, or to recall from a cue."""
    RECALL = 2
    """To recall freely."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked next."""

    card: Card
    rung: Rung


@dataclass(frozen=True, slots=True)
class _State:
    queue: tuple[Task, ...]
    ahead: tuple[Card, ...]
    """Cards of groups to come."""
    known: tuple[str, ...]
    """Ids of cards that were recalled."""


class Ladder:
    """The way of some new cards through the steps; it can be gone back, step by step."""

    def __init__(self, cards: Sequence[Card], recognisable: Collection[str]) -> None:
        """`recognisable`: the facts (`Card.fact`) on which there is a question; the others begin with the second step."""
        self._recognisable = recognisable
        self.total = len(cards)
        """Cards in all."""
        self._state = self._filled(_State((), tuple(cards), ()))
        self._past: list[_State] = []

    @property
    def current(self) -> Task | None:
        """What to ask; None when every card was recalled."""
        return self._state.queue[0] if self._state.queue else None

    @property
    def known(self) -> int:
        """How many cards were recalled."""
        return len(self._state.known)

    @property
    def share(self) -> float:
        """How much of the way is done, 0 to 1, each step counting alike."""
        steps = sum(task.rung - self._first(task.card) for task in self._state.queue)
        ways = sum(Rung.RECALL + 1 - self._first(task.card) for task in self._state.queue)
        rest = len(self._state.ahead)
        whole = self.known + len(self._state.queue) + rest
        in_part = len(self._state.queue) * steps / ways if ways else 0
        return (self.known + in_part) / whole if whole else 1.0

    def answer(self, *, right: bool) -> None:
        """Go on from the current task. Raises ValueError where there is none."""
        task = self.current
        if task is None:
            raise ValueError("There is nothing to answer.")
        self._past.append(self._state)
        rest = list(self._state.queue[1:])
        known = self._state.known
        if right and task.rung is Rung.RECALL:
            known = (*known, task.card.id)
        elif right:
            rest.insert(min(LATER, len(rest)), Task(task.card, Rung(task.rung + 1)))
        else:
            lower = Rung(max(task.rung - 1, self._first(task.card)))
            rest.insert(min(SOON, len(rest)), Task(task.card, lower))
        self._state = self._filled(_State(tuple(rest), self._state.ahead, known))

    def undo(self) -> bool:
        """Go back to before the last answer; False where there was none."""
        if not self._past:
            return False
        self._state = self._past.pop()
        return True

    def _first(self, card: Card) -> Rung:
        return Rung.RECOGNISE if card.fact in self._recognisable else Rung.COMPLETE

    def _filled(self, state: _State) -> _State:
        """The next group joins when two cards are left of the one before."""
        if len(state.queue) > SOON or not state.ahead:
            return state
        group, ahead = state.ahead[:GROUP], state.ahead[GROUP:]
        tasks = tuple(Task(card, self._first(card)) for card in group)
        return _State((*state.queue, *tasks), ahead, state.known)


def cue(answer: str) -> str:
    """The first letter of each word of an answer, and a mark for each letter that is left out."""
    return "\n".join(" ".join(map(_hidden, line.split())) for line in answer.split("\n"))


def _hidden(word: str) -> str:
    first = next((place for place, char in enumerate(word) if char.isalnum()), None)
    if first is None:
        return word
    return word[: first + 1] + "".join("_" if char.isalnum() else char for char in word[first + 1 :])
