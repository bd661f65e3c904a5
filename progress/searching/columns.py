"""Cards and questions as columns: what a search looks at and a list is sorted by. Pure, and quick for a hundred thousand."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from progress.marks import Marks
from progress.memory import Memory, Phase
from progress.searching.syntax import Number, Words

NAN = float("nan")


class Recalling(Protocol):
    """What columns need of the scheduler."""

    def recall_on(self, memory: Memory, day: date) -> float:
        """The probability of recall on a study day."""


@dataclass(frozen=True, slots=True)
class Items:
    """What there is to be found, place by place; all sequences are equally long."""

    ids: Sequence[str]
    decks: Sequence[str]
    topics: Sequence[str]
    """`deck:topic`, for decks may call different topics the same."""
    roles: Sequence[str]
    """`deck:role`, or `deck:` where there is none."""
    kinds: Sequence[str]
    questions: Sequence[bool]
    titles: Mapping[str, str]
    """Of decks by id, and of topics and roles as they stand in `topics` and `roles`."""
    find: Callable[[Words], bytes]
    """One byte for each place: 1 where these words stand."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of the learner's progress, and when that is looked at."""

    today: date
    """The study day."""
    is_due: Callable[[Memory], bool]
    """Whether a learned card, or one in its steps, is to be asked today."""
    scheduler: Recalling
    memories: Mapping[str, Memory]
    """By card id."""
    marks: Mapping[str, Marks]
    """By card id; of those that have any."""
    leech: Callable[[Memory], bool]
    added: Callable[[], Mapping[str, date]]
    """By card id, the study day on which it was first there; asked for once, when it is needed."""
    answered: Callable[[], Mapping[str, date]]
    """By id of a question, the study day on which it was last answered; asked for in the same way."""


@dataclass(slots=True)
class Columns:
    """Items with the learner's progress on each."""

    items: Items
    situation: Situation
    places: dict[str, int] = field(init=False)
    """The place of each id."""
    learned: list[tuple[int, Memory]] = field(init=False)
    """The places of all that have a memory, with it."""
    known: int = field(init=False)
    """One byte for each place, the first lowest: 1 where there is a memory."""
    due: int = field(init=False)
    """The same where it is to be asked today, hidden ones too."""
    _numbers: "dict[Number, array[float]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {name: place for place, name in enumerate(self.items.ids)}
        places, is_due = self.places, self.situation.is_due
        self.learned = [
            (places[name], memory) for name, memory in self.situation.memories.items() if name in places
        ]
        known, due = bytearray(len(self)), bytearray(len(self))
        for place, memory in self.learned:
            known[place], due[place] = 1, is_due(memory)
        self.known, self.due = int.from_bytes(known, "little"), int.from_bytes(due, "little")
        for which in Number:  # here, so that no search has to wait for it
            self.numbers(which)

    def __len__(self) -> int:
        return len(self.items.ids)

    def numbers(self, which: Number) -> "array[float]":
        """One number for each place; not a number where it was never reviewed."""
        if which not in self._numbers:
            column = array("d", [NAN]) * len(self)
            of = self._reading(which)
            for place, memory in self.learned:
                column[place] = of(memory)
            self._numbers[which] = column
        return self._numbers[which]

    def _reading(self, which: Number) -> Callable[[Memory], float]:
        today = self.situation.today
        match which:
            case Number.RECALL:
                recall = self.situation.scheduler.recall_on
                return lambda memory: recall(memory, today)
            case Number.STABILITY:
                return lambda memory: memory.stability
            case Number.DIFFICULTY:
                return lambda memory: memory.difficulty
            case Number.LAPSES:
                return lambda memory: memory.lapses
            case Number.REPS:
                return lambda memory: memory.reps
            case Number.INTERVAL:
                return interval
            case Number.AGO:
                return lambda memory: (today - (memory.day or memory.last_review.date())).days
            case Number.DUE:
                return lambda memory: (memory.due_day - today).days


def interval(memory: Memory) -> float:
    """Days that a learned card stays away; 0 in its steps."""
    if memory.phase is not Phase.REVIEW:
        return 0
    return max(0, (memory.due_day - (memory.day or memory.last_review.date())).days)
