"""An exam: questions in any order, answers that can be changed until all are handed in, and a clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from decks.model import Question
from progress.events import Certainty, Event, EventKind
from progress.sessions.quiz_record import QuizRecord
from progress.sessions.quiz_summary import by_chance, share_of
from progress.sessions.quizzing import QuizLog, QuizSession

PASS_MARK = 60
"""Percent needed to pass, where nothing else is said."""
SECONDS_EACH = 90
"""Time for each question, where no limit was chosen."""


class ExamLog(QuizLog, Protocol):
    """What an exam needs of the store."""

    def exchange(self, event: Event, undo: Event) -> None:
        """Append an answer and the undo of the one before it, in one commit."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by both clocks of the machine."""

    at: datetime
    """By the one that tells the time of day, which somebody may set."""
    seconds: float
    """By one that only ever goes forward, and of which only differences mean anything."""


class ExamClock:
    """How long an exam has been going on. It goes on while the program is away.

    It goes by whichever clock has come further: one that is set back gives no time, and one that stands still while the
    machine sleeps gives none either.
    """

    def __init__(self, record: QuizRecord, now: Moment, known: float = 0) -> None:
        """Start, or take up, the clock of an exam; `known`: seconds that it had gone on for by its last answer."""
        self._started = record.started
        self._limit = record.limit_s
        self._since = now.seconds
        self._base = max(0.0, record.spent_s, known, (now.at - record.started).total_seconds())

    def spent(self, now: Moment) -> float:
        """Seconds since it began."""
        return max(self._base + now.seconds - self._since, (now.at - self._started).total_seconds())

    def left(self, now: Moment) -> float | None:
        """Seconds that are left, none below 0; None where there is no limit."""
        return None if self._limit is None else max(0.0, self._limit - self.spent(now))


@dataclass(frozen=True, slots=True)
class ExamResult:
    """How an exam went."""

    right: float
    """Questions answered right; one with several parts counts by the share of its parts, one without an answer not."""
    answered: int
    total: int
    chance: float
    """How many would be right on average if all were guessed."""
    pass_mark: int | None
    """Percent."""

    @property
    def mark(self) -> float:
        """Percent."""
        return 100 * self.right / self.total if self.total else 0.0

    @property
    def passed(self) -> bool | None:
        """Whether the mark is high enough, before it is rounded; None where none is needed."""
        # sums of shares such as 3/5 miss their true value by some units in the last place
        return None if self.pass_mark is None else self.mark >= self.pass_mark - 1e-9


class ExamSession(QuizSession):
    """One run through an exam. Each answer is in the log when `answer()` returns, and gives way to the next to its question.

    That keeps every answer safe from the moment that it is given, in the one place that all else is worked out from. An
    answer that is changed is taken back by an undo in the same commit as the new one is appended.
    """

    def __init__(
        self, record: QuizRecord, questions: Sequence[Question], answered: Sequence[Event] = ()
    ) -> None:
        """As for any quiz; `current` is there as long as there are questions."""
        self.late = False
        """Whether its time was up before it was handed in."""
        self.given: dict[str, Event] = {}
        """The answer that counts, by question."""
        super().__init__(record, questions, answered)
        for event in self.answered:
            self.given[event.card] = event
        self._put_in_order()
        first = next((place for place, q in enumerate(self.questions) if q.id not in self.given), 0)
        if self.questions:
            self.go_to(first)

    def go_to(self, place: int) -> Question:
        """Turn to the question at an index, around the ends."""
        self.position = place % self.total
        self.current = self.questions[self.position]
        return self.current

    def next(self) -> Question | None:
        """Turn to the question after this one; after the last to the first."""
        return self.go_to(self.position + 1) if self.questions else None

    def previous(self) -> Question | None:
        """Turn to the question before this one."""
        return self.go_to(self.position - 1) if self.questions else None

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Indices of the questions without an answer."""
        return tuple(place for place, q in enumerate(self.questions) if q.id not in self.given)

    @property
    def flagged(self) -> tuple[int, ...]:
        """Indices of the questions to come back to."""
        return tuple(place for place, q in enumerate(self.questions) if q.id in self.record.flagged)

    def chosen(self, question: Question) -> int | frozenset[int] | None:
        """What the answer to a question was: the index of an option as shown, or those of several; None without one."""
        event = self.given.get(question.id)
        if event is None:
            return None
        places = {option.ref: place for place, option in enumerate(question.options)}
        if event.chosen is not None:
            return places.get(event.options[event.chosen])
        keys = frozenset(question.keys)
        return frozenset(
            places[ref] for ref, right in event.parts if ref in places and (places[ref] in keys) == right
        )

    def choose(
        self,
        store: ExamLog,
        chosen: int | Collection[int],
        at: datetime,
        *,
        latency_ms: int = 0,
        day: date | None = None,
        certainty: Certainty | None = None,
    ) -> Event:
        """Record the answer to `current`, durably, in place of the one that it may have. Raises what `answer` raises."""
        question = self.current
        if question is None:
            raise ValueError("There is no open question to answer.")
        event = self._given(store, question, chosen, at, latency_ms, day, certainty)
        before = self.given.get(question.id)
        if before is None:
            store.record(event, None)
        else:
            undo = Event(
                id=store.new_id(at),
                learner=store.learner,
                device=store.device,
                at=at,
                kind=EventKind.UNDO,
                deck=question.deck,
                card=question.id,
                correct=False,
                session=self.record.id,
                undoes=before.id,
                day=day,
            )
            store.exchange(event, undo)
        self.given[question.id] = event
        self._put_in_order()
        return event

    def flag(self, store: QuizLog, spent: float) -> bool:
        """Note that `current` is to be come back to, or is not any more; which of the two. `spent`: seconds so far."""
        question = self.current
        if question is None:
            return False
        others = tuple(name for name in self.record.flagged if name != question.id)
        set_now = len(others) == len(self.record.flagged)
        self._change(
            store, replace(self.record, flagged=(*others, question.id) if set_now else others), spent
        )
        return set_now

    def note_time(self, store: QuizLog, spent: float) -> None:
        """Remember how long it has been going on, so that no clock that is set back gives time back."""
        self._change(store, self.record, spent)

    def _change(self, store: QuizLog, record: QuizRecord, spent: float) -> None:
        record = replace(record, spent_s=max(record.spent_s, int(spent)))
        if record != self.record:
            store.change_quiz(record)
            self.record = record

    @property
    def known(self) -> float:
        """Seconds that it had been going on for by its last answer."""
        last = max((event.at for event in self.answered), default=self.record.started)
        return (last - self.record.started).total_seconds()

    def result(self) -> ExamResult:
        """How it went."""
        return ExamResult(
            right=sum(share_of(event) for event in self.answered),
            answered=len(self.answered),
            total=self.total,
            chance=sum(by_chance(question) for question in self.questions),
            pass_mark=self.record.pass_mark,
        )

    def _put_in_order(self) -> None:
        self.answered = tuple(self.given[q.id] for q in self.questions if q.id in self.given)
        self._done = set(self.given)
