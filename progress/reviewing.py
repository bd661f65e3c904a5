"""A review: the run through the flashcards that are due, and some new ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from decks.model import Card
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.limits import AHEAD as AHEAD
from progress.limits import NEW_PER_DAY as NEW_PER_DAY
from progress.memory import Memory, Phase

HARD_SHARE = 0.6
"""Share of a list's lines from which on Hard is suggested instead of Again."""


class ReviewLog(Protocol):
    """What a review needs of the store."""

    learner: str
    device: str

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all before it."""

    def record(self, event: Event, memory: Memory | None) -> None:
        """Append durably."""

    def undo(self, event: Event) -> Memory | None:
        """Append an undo durably; the memory of its card as it was before."""


class Reviewing(Protocol):
    """What a review needs of the scheduler."""

    def review(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after an answer."""

    def preview(self, memory: Memory | None, at: datetime) -> dict[Rating, timedelta]:
        """The interval after each rating."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left in a review."""

    new: int
    learning: int
    """In their (re)learning steps, and shown within the next 20 minutes."""
    due: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One answer, with what it takes to go back before it."""

    event: Event
    card: Card
    place: int
    """Index in the queue that it was answered from; -1 for a card in its steps."""


class ReviewSession:
    """A run through what is due now, learning steps included, then new cards interleaved.

    Pure but for the store it is handed. The order is deterministic in `random` and keeps cards on the same fact apart
    wherever there is another card to show in between.
    """

    current: Card | None
    """The card to show; None when there is nothing (more) to do."""

    def __init__(
        self,
        cards: Sequence[Card],
        memories: Mapping[str, Memory],
        scheduler: Reviewing,
        days: StudyDays,
        at: datetime,
        *,
        new_left: int,
        random: Random,
    ) -> None:
        """`memories` by card id; others than those of `cards` are disregarded. At most `new_left` new cards come."""
        self._scheduler = scheduler
        self._days = days
        self._cards = {card.id: card for card in cards}
        self._memories = {name: memories[name] for name in self._cards if name in memories}
        self._steps: list[_Step] = []
        self._last = ""
        self._at = at
        self._learning = {name for name, memory in self._memories.items() if memory.phase is not Phase.REVIEW}
        end = days.end(at)
        due = [
            card
            for card in self._cards.values()
            if (memory := self._memories.get(card.id)) and memory.phase is Phase.REVIEW and memory.due < end
        ]
        random.shuffle(due)
        due.sort(key=lambda card: days.day_of(self._memories[card.id].due))
        self._queue = _interleaved(due, self._choose_new(max(0, new_left)))
        self._new = sum(card.id not in self._memories for card in self._queue)
        self.current = None
        self.advance(at)

    def _choose_new(self, limit: int) -> list[Card]:
        """In the deck's order, but a fact's second card only after every fact's first."""
        seen: Counter[str] = Counter()
        ranked = []
        for card in self._cards.values():
            if card.id not in self._memories:
                ranked.append((seen[card.fact], card))
            seen[card.fact] += 1
        ranked.sort(key=lambda pair: pair[0])
        return [card for _, card in ranked[:limit]]

    @property
    def counts(self) -> Counts:
        """What is left, the current card included, as of the last time that something happened."""
        return Counts(
            new=self._new, learning=len(self._steps_until(self._at + AHEAD)), due=len(self._queue) - self._new
        )

    @property
    def answered(self) -> tuple[Event, ...]:
        """The answers of this session in order, undone ones left out."""
        return tuple(step.event for step in self._steps)

    def memory(self, card: Card) -> Memory | None:
        """What is known of the memory of `card` by now; None for a new one."""
        return self._memories.get(card.id)

    def advance(self, at: datetime) -> Card | None:
        """Choose `current` for the moment `at`: due learning steps, then due and new cards, then steps ahead of time."""
        self._at = at
        steps = self._steps_until(at)
        ahead = self._steps_until(at + AHEAD)
        choices = [*steps, *self._near_head(), *ahead]
        apart = (card for card in choices if card.fact != self._last)
        self.current = next(apart, choices[0] if choices else None)
        return self.current

    def _near_head(self) -> list[Card]:
        """The next card of the queue, and the next after it on another fact."""
        head = self._queue[:1]
        return (
            head + next(([card] for card in self._queue[1:] if card.fact != self._last), []) if head else []
        )

    def _steps_until(self, limit: datetime) -> list[Card]:
        found = sorted(
            (self._memories[name].due, name) for name in self._learning if self._memories[name].due <= limit
        )
        return [self._cards[name] for _, name in found]

    def replace(self, cards: Sequence[Card], at: datetime) -> Card | None:
        """Take the texts of an edited deck; `cards` are all that it has now.

        Cards go by their ids: one that is gone is not asked any more, a new one waits for the next review. Answers stay,
        and one to a card that is gone can still be undone. Returns `current`, which is another one where it is gone.
        """
        known = {card.id: card for card in cards}
        self._cards = {name: known.get(name, card) for name, card in self._cards.items()}
        self._steps = [replace(step, card=self._cards[step.card.id]) for step in self._steps]
        self._queue = [known[card.id] for card in self._queue if card.id in known]
        self._learning &= known.keys()
        self._new = sum(card.id not in self._memories for card in self._queue)
        if self.current is None:
            return None
        if self.current.id not in known:
            return self.advance(at)
        self.current = known[self.current.id]
        return self.current

    def preview(self, at: datetime) -> dict[Rating, timedelta]:
        """How long the current card would stay away after each rating; empty when there is none."""
        return self._scheduler.preview(self.memory(self.current), at) if self.current else {}

    def answer(
        self,
        store: ReviewLog,
        rating: Rating,
        at: datetime,
        *,
        latency_ms: int = 0,
        recalled: Sequence[bool] | None = None,
    ) -> Event:
        """Record the answer to the current card durably, then advance.

        `recalled` has one truth value for each line of a list card. Raises ValueError where it has not, or where there
        is no current card; StoreProblem when the answer could not be saved, and then nothing has changed.
        """
        card = self.current
        if card is None:
            raise ValueError("There is no card to answer.")
        if recalled is not None and len(recalled) != len(card.parts):
            raise ValueError(f"{len(recalled)} marks for the {len(card.parts)} lines of {card.id}.")
        event = Event(
            id=store.new_id(at),
            learner=store.learner,
            device=store.device,
            at=at,
            kind=EventKind.REVIEW,
            deck=card.deck,
            card=card.id,
            correct=rating is not Rating.AGAIN,
            rating=rating,
            parts=tuple(
                (part.fact, bool(hit)) for part, hit in zip(card.parts, recalled or (), strict=False)
            ),
            latency_ms=latency_ms,
            day=self._days.day_of(at),
        )
        memory = self._scheduler.review(self._memories.get(card.id), rating, at)
        store.record(event, memory)
        place = -1
        if card.id not in self._learning:
            place = next(i for i, other in enumerate(self._queue) if other.id == card.id)
            del self._queue[place]
            self._new -= card.id not in self._memories
        self._steps.append(_Step(event, card, place))
        self._set(card, memory)
        self._last = card.fact
        self.advance(at)
        return event

    def undo(self, store: ReviewLog, at: datetime) -> Card | None:
        """Take the last answer back and show its card again; None when nothing is left to undo.

        Raises StoreProblem when that could not be saved, and then nothing has changed.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        memory = store.undo(
            Event(
                id=store.new_id(at),
                learner=store.learner,
                device=store.device,
                at=at,
                kind=EventKind.UNDO,
                deck=step.event.deck,
                card=step.event.card,
                correct=False,
                undoes=step.event.id,
                day=self._days.day_of(at),
            )
        )
        self._steps.pop()
        self._set(step.card, memory)
        if step.place >= 0:
            self._learning.discard(step.card.id)
            self._queue.insert(step.place, step.card)
            self._new += memory is None
        self._last = self._steps[-1].card.fact if self._steps else ""
        self._at = at
        self.current = step.card
        return self.current

    def _set(self, card: Card, memory: Memory | None) -> None:
        self._learning.discard(card.id)
        if memory is None:
            self._memories.pop(card.id, None)
            return
        self._memories[card.id] = memory
        if memory.phase is not Phase.REVIEW:
            self._learning.add(card.id)


def is_due(memory: Memory, at: datetime, end: datetime) -> bool:
    """Whether a review at `at`, in a study day that ends at `end`, has the card: what `quick.due_counts` counts."""
    return memory.due < end if memory.phase is Phase.REVIEW else memory.due <= at + AHEAD


def _interleaved(due: Sequence[Card], new: Sequence[Card]) -> list[Card]:
    """Both in their own order, the shorter spread evenly over the longer; a due card comes first."""
    places = [((i + 0.5) / len(due), 0, card) for i, card in enumerate(due)]
    places += [((i + 0.5) / len(new), 1, card) for i, card in enumerate(new)]
    places.sort(key=lambda place: place[:2])
    return [card for _, _, card in places]


def suggested_rating(recalled: Sequence[bool]) -> Rating:
    """The rating for a list of which these lines were recalled: all → Good, at least 60 % → Hard, else Again."""
    hits = sum(map(bool, recalled))
    if hits == len(recalled):
        return Rating.GOOD
    return Rating.HARD if hits >= HARD_SHARE * len(recalled) else Rating.AGAIN


def interval_text(delta: timedelta) -> str:
    """A short interval as on the rating buttons: `10m`, `6h`, `3d`, `2.1mo`, `1.4y`; less than a minute is `<1m`."""
    minutes = delta.total_seconds() / 60
    if minutes < 1:
        return "<1m"
    if round(minutes) < 60:
        return f"{round(minutes)}m"
    if round(minutes / 60) < 24:
        return f"{round(minutes / 60)}h"
    days = minutes / 60 / 24
    if round(days) < 31:
        return f"{round(days)}d"
    if round(days / 30.44, 1) < 12:
        return f"{round(days / 30.44, 1):g}mo"
    return f"{round(days / 365.25, 1):g}y"
