"""A review: the run through the flashcards that are due, and some new ones."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from decks.model import Card
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.limits import AHEAD as AHEAD
from progress.limits import NEW_PER_DAY as NEW_PER_DAY
from progress.marks import Marks
from progress.memory import Memory
from progress.problems import StoreProblem
from progress.scheduling import queueing
from progress.scheduling.deciding import UNDECIDED, decision
from progress.scheduling.leeches import advice, becomes_leech
from progress.scheduling.scheduler import Scheduler
from progress.scheduling.spreading import Load
from progress.scheduling.stock import Stock
from progress.scheduling.waiting import Waiting
from progress.sessions import pace
from progress.sessions.doing import ReviewLog, begun, check, cleaned
from progress.sessions.lining_up import Mode as Mode
from progress.sessions.lining_up import line_up_ahead, line_up_all, line_up_due
from progress.sessions.trail import Trail
from progress.sessions.wording import HARD_SHARE as HARD_SHARE
from progress.sessions.wording import interval_text as interval_text
from progress.sessions.wording import suggested_rating as suggested_rating
from progress.storage.replaying import moved_to


@dataclass(frozen=True, slots=True)
class Counts:
    """Cards left in a review."""

    new: int
    learning: int
    """In their (re)learning steps, and shown within the next 20 minutes; and lists of which lines are asked again."""
    due: int


class ReviewSession:
    """A run through what is due now, learning steps included, then new cards interleaved.

    Pure but for the store it is handed. The order is deterministic in `random` and keeps cards on the same fact apart
    wherever there is another card to show in between. What is done by hand (bury, suspend, flag, note, reschedule) is
    durable when it returns, like an answer, and `undo` takes back one thing after the other to the beginning.
    """

    current: Card | None
    """The card to show; None when there is nothing (more) to do."""
    leech: Memory | None
    """Of the card that the last answer made a leech, if it did."""
    waiting: int
    """Cards that are due and left for another day by the day's limit."""

    def __init__(
        self,
        cards: Sequence[Card] | Stock,
        memories: Mapping[str, Memory],
        scheduler: Scheduler,
        days: StudyDays,
        at: datetime,
        *,
        new_left: int,
        random: Random,
        reviews_left: int | None = None,
        marks: Mapping[str, Marks] | None = None,
        mode: Mode = Mode.DUE,
        elsewhere: Callable[[], Mapping[date, int]] | None = None,
        answer_time: timedelta | None = None,
    ) -> None:
        """`memories` and `marks` by card id; others than those of `cards` only count for how full the days are.

        Instead of cards, a `Stock` can be handed over: it knows their memories by itself.

        `elsewhere` tells how many cards of other decks come due on each day; it is asked once, when a day is to be chosen.

        At most `new_left` new cards come, and `reviews_left` learned ones where that is given.

        `answer_time` is what an answer takes this learner, where that is known.
        """
        self.mode = mode
        self._answer_time = answer_time
        self._scheduler = scheduler
        self._days = days
        self._elsewhere = elsewhere
        self._last = ""
        self._at = at
        self.leech = None
        self.waiting = 0
        today = days.day_of(at)
        hidden = {name for name, found in (marks or {}).items() if found.hides(today)}
        stock = cards if isinstance(cards, Stock) else Stock(cards, memories)
        self._left = Waiting(stock, hidden, at, today, steps=mode is Mode.DUE)
        here = self._left.among(marks or ())
        self._trail = Trail(
            self._left, {name: found for name, found in (marks or {}).items() if name in here}
        )
        if mode is Mode.DUE:
            self.waiting = line_up_due(self._left, scheduler, today, new_left, reviews_left, random)
        elif mode is Mode.AHEAD:
            line_up_ahead(self._left, stock, hidden, today)
        else:
            line_up_all(self._left, hidden, random)
        self.current = None
        self.advance(at)

    @property
    def counts(self) -> Counts:
        """What is left, the current card included, as of the last time that something happened."""
        left = self._left
        missed = self._trail.missed.names
        learning = left.count_steps(self._at + AHEAD, self._days.day_of(self._at), missed)
        return Counts(new=left.new, learning=learning, due=len(left.queue) - left.new)

    @property
    def time_left(self) -> str:
        """How long the rest takes, in words; empty where nothing is left."""
        counts, chosen = self.counts, self._scheduler.preferences
        steps = len(chosen.learning_steps) if self.mode is Mode.DUE else 0
        answers = pace.answers_expected(counts.due + counts.learning, counts.new, steps)
        return pace.left_text(answers, self._answer_time, self.answered)

    @property
    def answered(self) -> tuple[Event, ...]:
        """The answers of this session in order, undone ones left out."""
        return tuple(done.event for done in self._trail.done if done.event.kind is EventKind.REVIEW)

    @property
    def leech_advice(self) -> str:
        """What to tell of that card; nothing where the last answer made none a leech."""
        return advice(self.leech, away=self._scheduler.preferences.suspend_leeches) if self.leech else ""

    @property
    def undoable(self) -> EventKind | None:
        """What `undo` would take back next."""
        return self._trail.done[-1].event.kind if self._trail.done else None

    def memory(self, card: Card) -> Memory | None:
        """What is known of the memory of `card` by now; None for a new one."""
        return self._left.memories.get(card.id)

    def known(self, card: str) -> Memory | None:
        """The same of a card by its id."""
        return self._left.memories.get(card)

    def wait(self, at: datetime) -> timedelta | None:
        """How long until the next card comes that is not due at `at`: whole days of a learned one; None for never."""
        return self._left.wait(at, self._days.day_of(at))

    def way_out(self) -> int | None:
        """In how many study days what `waiting` is worked off at the day's limit, today included; None for never."""
        decks = self._left.decks
        limit = sum(self._scheduler.preferences.review_limit(deck) for deck in decks)
        return queueing.way_out(self.counts.due + self.waiting, limit, self._left.incoming())

    def marks(self, card: Card) -> Marks:
        """What was done to `card` by hand."""
        return self._trail.marks(card)

    def advance(self, at: datetime) -> Card | None:
        """Choose `current` for the moment `at`: due learning steps, then due and new cards, then steps ahead of time."""
        self._at = at
        today = self._days.day_of(at)
        idle = not self._left.queue and not self._left.count_steps(at, today)
        self.current = self._trail.missed.next(None if idle else len(self._trail.done)) or self._left.choose(
            at, today, self._last
        )
        return self.current

    def replace(self, cards: Sequence[Card], at: datetime) -> Card | None:
        """Take the texts of an edited deck; `cards` are all that it has now.

        Cards go by their ids: one that is gone is not asked any more, a new one waits for the next review. Answers stay,
        and one to a card that is gone can still be undone. Returns `current`, which is another one where it is gone.
        """
        known = {card.id: card for card in cards}
        self._left.replace(known)
        in_part = self.current is not None and self._trail.missed.holds(self.current)
        self._trail.replace(known)
        if self.current is None:
            return None
        if in_part or self.current.id not in known:
            return self.advance(at)
        self.current = known[self.current.id]
        return self.current

    def preview(self, at: datetime) -> dict[Rating, timedelta]:
        """How long the current card would stay away after each rating; empty when there is none, or all stays as it is."""
        if self.current is None or self.mode is Mode.CRAM or self._trail.missed.holds(self.current):
            return {}
        return self._scheduler.preview(
            self.memory(self.current),
            at,
            day=self._days.day_of(at),
            card=self.current.id,
            load=self._load(),
            apart=self._left.sibling_days(self.current),
        )

    def _load(self) -> Load:
        load = self._left.load()
        if self._elsewhere is not None:
            ask, self._elsewhere = self._elsewhere, None
            with suppress(StoreProblem):  # other decks' cards only make days evener
                load.add(ask())
        return load

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
        card = self._card("answer")
        if recalled is not None and len(recalled) != len(card.parts):
            raise ValueError(f"{len(recalled)} marks for the {len(card.parts)} lines of {card.id}.")
        before, day = self._left.memories.get(card.id), self._days.day_of(at)
        memory, in_part = None, self._trail.missed.holds(card)
        cram = in_part or self.mode is Mode.CRAM
        if not cram:
            memory = self._scheduler.review(
                before,
                rating,
                at,
                day=day,
                card=card.id,
                load=self._load(),
                apart=self._left.sibling_days(card),
            )
        decided = decision(memory) if memory else UNDECIDED
        event = replace(
            begun(store, EventKind.REVIEW, card, at, day),
            correct=rating is not Rating.AGAIN,
            rating=rating,
            parts=tuple(
                (part.fact, bool(hit)) for part, hit in zip(card.parts, recalled or (), strict=False)
            ),
            latency_ms=latency_ms,
            cram=cram,
            due=decided.due,
            step=decided.step,
            wait_s=decided.wait_s,
        )
        store.record(event, memory)
        if in_part:
            self._trail.took_part(card, event)
        else:
            self._trail.took(card, event)
        if recalled and not all(recalled) and (in_part or any(recalled)):
            self._trail.missed.miss(card, recalled, event.id, len(self._trail.done))
        self._last = card.fact
        self.leech = None
        if memory is not None:
            self._left.know(card, memory)
            with suppress(
                StoreProblem
            ):  # the answer is saved; what could not be done besides can be done by hand
                self._mind(store, card, before, memory, at, day)
        elif rating is Rating.AGAIN and not in_part and not any(recalled or ()):
            self._left.put(card, min(queueing.APART, len(self._left.queue)), learning=False)
        self.advance(at)
        return event

    def _mind(
        self, store: ReviewLog, card: Card, before: Memory | None, after: Memory, at: datetime, day: date
    ) -> None:
        """What settings want done after an answer: by hand it would be done in the same way."""
        chosen = self._scheduler.preferences
        if becomes_leech(before, after, chosen.leech_threshold):
            self.leech = after
            if chosen.suspend_leeches:
                self._mark(store, EventKind.SUSPEND, card, at, with_last=True)
        if chosen.bury_siblings:
            for sibling in [other for other in self._left.queue if other.fact == card.fact]:
                tomorrow = day + timedelta(days=1)
                self._mark(store, EventKind.BURY, sibling, at, due=tomorrow, with_last=True)

    # By hand

    def bury(self, store: ReviewLog, at: datetime) -> Event:
        """Put the current card away until tomorrow. Raises as `answer` does; so do the others."""
        tomorrow = self._days.day_of(at) + timedelta(days=1)
        return self._mark(store, EventKind.BURY, self._card("bury"), at, due=tomorrow)

    def suspend(self, store: ReviewLog, at: datetime) -> Event:
        """Put the current card away until it is taken out again."""
        return self._mark(store, EventKind.SUSPEND, self._card("suspend"), at)

    def flag(self, store: ReviewLog, colour: int, at: datetime) -> Event:
        """Give the current card a colour, 1 to 7, or take it away with 0; it stays."""
        return self._mark(store, EventKind.FLAG, self._card("flag"), at, flag=colour)

    def note(self, store: ReviewLog, text: str, at: datetime) -> Event:
        """Keep a note to the current card, or take it away with an empty one; it stays."""
        return self._mark(store, EventKind.NOTE, self._card("note"), at, note=cleaned(text))

    def reschedule(self, store: ReviewLog, due: date | None, at: datetime) -> Event:
        """Put the current card to another day, or with None make it new again; it is not asked any more here.

        Raises ValueError, too, for a new card: it has no day yet.
        """
        card = self._card("reschedule")
        memory = self._left.memories.get(card.id)
        if memory is None:
            raise ValueError("A card that was never answered has no day to change.")
        event = replace(begun(store, EventKind.RESCHEDULE, card, at, self._days.day_of(at)), due=due)
        after = moved_to(memory, due)
        store.record(event, after)
        self._trail.put_away(card, event)
        self._left.know(card, after)
        self.advance(at)
        return event

    def _mark(
        self,
        store: ReviewLog,
        kind: EventKind,
        card: Card,
        at: datetime,
        *,
        due: date | None = None,
        flag: int = 0,
        note: str = "",
        with_last: bool = False,
    ) -> Event:
        day = self._days.day_of(at)
        check(flag, note)
        event = replace(begun(store, kind, card, at, day), due=due, flag=flag, note=note)
        store.record(event, None)
        self._trail.mark(card, event, with_last)
        if kind in (EventKind.BURY, EventKind.SUSPEND) and not with_last:
            self.advance(at)
        return event

    def _card(self, what: str) -> Card:
        if self.current is None:
            raise ValueError(f"There is no card to {what}.")
        return self.current

    def undo(self, store: ReviewLog, at: datetime) -> Card | None:
        """Take the last thing back that was done and show its card again; None when nothing is left to undo.

        What settings did after an answer goes with it. Raises StoreProblem when that could not be saved; what is not
        taken back by then can be taken back later.
        """
        while self._trail.done:
            done = self._trail.done[-1]
            undo = begun(store, EventKind.UNDO, done.card, at, self._days.day_of(at))
            memory = store.undo(replace(undo, undoes=done.event.id))
            self._trail.go_back(memory)
            if not done.with_last:
                break
        else:
            return None
        self.leech = None
        self._last = next((d.card.fact for d in reversed(self._trail.done) if d.event.rating), "")
        self._at = at
        self.current = done.card
        return self.current
