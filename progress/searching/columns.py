"""Cards and questions as columns: what a search looks at and a list is sorted by. Pure, and quick for a hundred thousand."""

from array import array
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from progress.days import UNTOLD, StudyDays
from progress.marks import Marks
from progress.memory import Memory, Phase
from progress.searching.syntax import Number, Words

NAN = float("nan")
T = TypeVar("T")


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
    memories: MutableMapping[str, Memory]
    """By card id."""
    marks: MutableMapping[str, Marks]
    """By card id; of those that have any."""
    leech: Callable[[Memory], bool]
    added: Callable[[], Mapping[str, date]]
    """By card id, the study day on which it was first there; asked for once, when it is needed."""
    answered: Callable[[], Mapping[str, date]]
    """By id of a question, the study day on which it was last answered; asked for in the same way."""
    days: StudyDays = UNTOLD
    """The learner's study days."""


@dataclass(slots=True)
class Columns:
    """Items with the learner's progress on each."""

    items: Items
    situation: Situation
    places: dict[str, int] = field(init=False)
    """The place of each id."""
    learned: dict[int, Memory] = field(init=False)
    """What is remembered, by the places of all that have a memory."""
    _known: bytearray = field(init=False)
    _due: bytearray = field(init=False)
    _numbers: "dict[Number, array[float]]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {name: place for place, name in enumerate(self.items.ids)}
        places, is_due = self.places, self.situation.is_due
        self.learned = {
            places[name]: memory for name, memory in self.situation.memories.items() if name in places
        }
        self._known, self._due = bytearray(len(self)), bytearray(len(self))
        for place, memory in self.learned.items():
            self._known[place], self._due[place] = 1, is_due(memory)

    @property
    def has_memory(self) -> bytes:
        """The same as `known`, place by place."""
        return bytes(self._known)

    @property
    def known(self) -> int:
        """One byte for each place, the first lowest: 1 where there is a memory."""
        return int.from_bytes(self._known, "little")

    @property
    def due(self) -> int:
        """The same where it is to be asked today, hidden ones too."""
        return int.from_bytes(self._due, "little")

    def change(
        self, cards: Sequence[str], memories: Mapping[str, Memory], marks: Mapping[str, Marks]
    ) -> list[int]:
        """Some cards stand otherwise now: what is remembered of them, and their marks; the places where that is seen.

        Only places whose memory is another are returned: by nothing else is sorted.
        """
        moved = []
        for card in cards:
            _put(self.situation.marks, card, marks.get(card))
            memory, place = memories.get(card), self.places.get(card)
            if memory != self.situation.memories.get(card):
                _put(self.situation.memories, card, memory)
                if place is not None:
                    moved.append(place)
                    self._move(place, memory)
        return moved

    def _move(self, place: int, memory: Memory | None) -> None:
        if memory is None:
            self.learned.pop(place, None)
        else:
            self.learned[place] = memory
        self._known[place] = memory is not None
        self._due[place] = memory is not None and self.situation.is_due(memory)
        for which, column in self._numbers.items():
            column[place] = NAN if memory is None else self._reading(which)(memory)

    def __len__(self) -> int:
        return len(self.items.ids)

    def numbers(self, which: Number) -> "array[float]":
        """One number for each place; not a number where it was never reviewed."""
        if which not in self._numbers:
            column = array("d", [NAN]) * len(self)
            of = self._reading(which)
            for place, memory in self.learned.items():
                column[place] = of(memory)
            self._numbers[which] = column
        return self._numbers[which]

    def _reading(self, which: Number) -> Callable[[Memory], float]:
        today, days = self.situation.today, self.situation.days
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
                return lambda memory: (memory.due_on(days) - today).days


def _put(kept: MutableMapping[str, T], card: str, value: T | None) -> None:
    if value is None:
        kept.pop(card, None)
    else:
        kept[card] = value


def interval(memory: Memory) -> float:
    """Days that a learned card stays away; 0 in its steps."""
    if memory.phase is not Phase.REVIEW:
        return 0
    return max(0, (memory.due_day - (memory.day or memory.last_review.date())).days)
