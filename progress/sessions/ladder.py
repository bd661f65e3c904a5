"""Learn: how new cards are met, in small groups and three steps each. Pure.

A card is first recognised among options (where the deck makes such a question), then completed from a cue, then recalled
freely. What is right goes on a step and comes again a few cards later; what is wrong goes back a step and comes sooner.
Only free recall says that a card is known: it alone is a review. A card leaves once it is recalled.

The lines of a list climb one by one: each is recognised and completed by itself, then the whole list is recalled and marked
line by line. Lines that were missed then go back a step and come again alone, up to free recall; of a list of which most was
missed, all comes again after them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from decks.model import Card
from progress.sessions.wording import HARD_SHARE

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
    """The card; of a line of a list, the list with that line only."""
    rung: Rung
    line: int | None = None
    """Which line of a list it is, from 0."""
    alone: bool = False
    """Whether that line is recalled by itself in the end, for its list was recalled without it."""

    @property
    def fact(self) -> str:
        """`deck:role/fact` of what it is about."""
        return self.card.fact if self.line is None else f"{self.card.deck}:{self.card.parts[0].fact}"

    @property
    def last(self) -> Rung:
        """Its last step."""
        return Rung.RECALL if self.line is None or self.alone else Rung.COMPLETE


@dataclass(frozen=True, slots=True)
class _State:
    queue: tuple[Task, ...]
    ahead: tuple[Card, ...]
    """Cards of groups to come."""
    known: tuple[str, ...]
    """Ids of cards that were recalled."""
    lists: tuple[Card, ...] = ()
    """Those whose lines are being climbed."""
    nearly: tuple[str, ...] = ()
    """Ids of lists that were recalled but for some lines."""


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
        """How much of the way is done, 0 to 1, each card counting alike, and each step of it."""
        state = self._state
        names = {task.card.id for task in state.queue}
        whole = self.known + len(names) + len(state.ahead)
        left = sum(min(1.0, self._left(name)) for name in names) + len(state.ahead)
        return 1 - left / whole if whole else 1.0

    def _left(self, name: str) -> float:
        """The share of its way that a card still has before it."""
        whole = next((card for card in self._state.lists if card.id == name), None)
        steps = [
            (task.last + 1 - task.rung) / (task.last + 1 - min(self._first(task), task.rung))
            for task in self._state.queue
            if task.card.id == name and (whole is None or task.line is not None)
        ]
        if whole is None:
            return sum(steps)
        # A list is recalled as a whole after its lines, which counts like one more of them.
        return (sum(steps) + (name not in self._state.nearly)) / (len(whole.parts) + 1)

    def answer(self, *, right: bool, recalled: Sequence[bool] | None = None) -> None:
        """Go on from the current task; `recalled`: of a whole list, which of its lines were, or none of them where None.

        Raises ValueError where there is nothing to answer.
        """
        task = self.current
        if task is None:
            raise ValueError("There is nothing to answer.")
        self._past.append(self._state)
        state = replace(self._state, queue=self._state.queue[1:])
        if task.line is None and task.card.parts and recalled is not None and not all(recalled):
            state = self._missed(state, task.card, recalled)
        elif not right:
            lower = Rung(max(task.rung - 1, self._first(task)))
            if task.line is None and task.card.parts:
                lower = Rung.RECALL  # its lines were climbed already
            state = _put(state, SOON, replace(task, rung=lower))
        elif task.rung < task.last:
            state = _put(state, LATER, replace(task, rung=Rung(task.rung + 1)))
        elif task.line is None:
            state = _know(state, task.card.id)
        else:
            state = self._line_done(state, task)
        self._state = self._filled(state)

    def undo(self) -> bool:
        """Go back to before the last answer; False where there was none."""
        if not self._past:
            return False
        self._state = self._past.pop()
        return True

    def _missed(self, state: _State, card: Card, recalled: Sequence[bool]) -> _State:
        """The lines that were missed of a list come again, and after them all of it where they are most of it."""
        enough = sum(map(bool, recalled)) >= HARD_SHARE * len(recalled)
        if enough:
            state = replace(state, nearly=(*state.nearly, card.id))
        again = [
            Task(_only(card, line), Rung.COMPLETE, line, alone=enough)
            for line, hit in enumerate(recalled)
            if not hit
        ]
        return _put(state, SOON, *again)

    def _line_done(self, state: _State, task: Task) -> _State:
        """After the last of its lines, a list is recalled as a whole, or known where it was but for them."""
        name = task.card.id
        if any(other.card.id == name for other in state.queue):
            return state
        if name in state.nearly:
            return _know(state, name)
        whole = next(card for card in state.lists if card.id == name)
        return _put(state, LATER, Task(whole, Rung.RECALL))

    def _first(self, task: Task) -> Rung:
        return Rung.RECOGNISE if task.fact in self._recognisable else Rung.COMPLETE

    def _begin(self, card: Card) -> Iterator[Task]:
        """A card's first task, or that of each of its lines."""
        tasks = [Task(card, Rung.COMPLETE)]
        if len(card.parts) > 1:
            tasks = [Task(_only(card, line), Rung.COMPLETE, line) for line in range(len(card.parts))]
        for task in tasks:
            yield replace(task, rung=self._first(task))

    def _filled(self, state: _State) -> _State:
        """The next group joins when two tasks are left of the one before."""
        if len(state.queue) > SOON or not state.ahead:
            return state
        # A list is as much work as several cards.
        group = state.ahead[:1]
        for card in state.ahead[1:GROUP]:
            if sum(max(1, len(each.parts)) for each in (*group, card)) > GROUP:
                break
            group = (*group, card)
        tasks = tuple(task for card in group for task in self._begin(card))
        lists = (*state.lists, *(card for card in group if len(card.parts) > 1))
        ahead = state.ahead[len(group) :]
        return replace(state, queue=(*state.queue, *tasks), ahead=ahead, lists=lists)


def _only(card: Card, line: int) -> Card:
    """A list with one of its lines only."""
    part = card.parts[line]
    prompt = f"{card.prompt}\nLine {line + 1} of {len(card.parts)}."
    return replace(card, prompt=prompt, parts=(part,), answer=part.text)


def _put(state: _State, after: int, *tasks: Task) -> _State:
    queue = list(state.queue)
    place = min(after, len(queue))
    queue[place:place] = tasks
    return replace(state, queue=tuple(queue))


def _know(state: _State, name: str) -> _State:
    lists = tuple(card for card in state.lists if card.id != name)
    return replace(state, known=(*state.known, name), lists=lists)


def cue(answer: str) -> str:
    """The first letter of each word of an answer, and a mark for each letter that is left out."""
    return "\n".join(" ".join(map(_hidden, line.split())) for line in answer.split("\n"))


def _hidden(word: str) -> str:
    first = next((place for place, char in enumerate(word) if char.isalnum()), None)
    if first is None:
        return word
    return word[: first + 1] + "".join("_" if char.isalnum() else char for char in word[first + 1 :])
