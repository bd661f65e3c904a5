"""A quiz: the run through its questions. Which ones those are is chosen, and what they showed summed up, elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from decks.model import Asks, Question
from progress.events import Certainty, Event, EventKind
from progress.memory import Memory
from progress.sessions.quiz_picking import choose as choose
from progress.sessions.quiz_record import QuizMode as QuizMode
from progress.sessions.quiz_record import QuizRecord as QuizRecord
from progress.sessions.quiz_summary import QuizSummary as QuizSummary
from progress.sessions.quiz_summary import summed_up


class QuizLog(Protocol):
    """What a quiz needs of the store."""

    learner: str
    device: str

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all before it."""

    def record(self, event: Event, memory: Memory | None) -> None:
        """Append durably."""

    def change_quiz(self, quiz: QuizRecord) -> None:
        """Remember what has changed of a quiz."""

    def finish_quiz(self, id: str, at: datetime) -> None:  # noqa: A002
        """Note that the quiz is over."""


class QuizSession:
    """One run through the questions of a quiz. Each answer is durable when `answer()` returns."""

    current: Question | None
    """The question being asked, also while its answer is shown; None when all are done."""
    position: int
    """Index of `current`, from 0; `total` at the end."""
    total: int
    answered: tuple[Event, ...]

    def __init__(
        self, record: QuizRecord, questions: Sequence[Question], answered: Sequence[Event] = ()
    ) -> None:
        """`questions`: those of `record` with their options as shown. `answered`: the quiz's answers so far, if any.

        A question that has an answer is not asked again, wherever it stands.
        """
        self.record = record
        self.questions = tuple(questions)
        self.total = len(self.questions)
        known = {q.id for q in self.questions}
        self.answered = tuple(e for e in answered if e.kind is EventKind.QUIZ and e.card in known)
        self._done = {e.card for e in self.answered}
        self.position = -1
        self.current = None
        self.next()

    def answer(
        self,
        store: QuizLog,
        chosen: int | Collection[int],
        at: datetime,
        *,
        latency_ms: int = 0,
        day: date | None = None,
        certainty: Certainty | None = None,
    ) -> Event:
        """Record the choice of option `chosen` (index as shown), durably; `current` stays until `next()`.

        Where several can be right, `chosen` are the indices of those that were ticked; where options are sorted, of those
        given to the first role. Such an answer has a part for each option: its reference, and whether what was done with
        it is right. `certainty`: how sure the learner was, where that was asked.

        Raises ValueError when there is nothing to answer, or where one index is wanted and several are given or the
        other way round; IndexError for an option that is not there; StoreProblem when it could not be saved (the question
        can then be answered again).
        """
        if self.current is None or self.current.id in self._done:
            raise ValueError("There is no open question to answer.")
        event = self._given(store, self.current, chosen, at, latency_ms, day, certainty)
        store.record(event, None)
        self.answered = (*self.answered, event)
        self._done.add(event.card)
        return event

    def _given(
        self,
        store: QuizLog,
        question: Question,
        chosen: int | Collection[int],
        at: datetime,
        latency_ms: int,
        day: date | None,
        certainty: Certainty | None,
    ) -> Event:
        """The event of an answer; raises ValueError or IndexError where it is none to this question."""
        one = isinstance(chosen, int)
        if one != (question.asks is Asks.ONE):
            raise ValueError(f"{question.id} wants {'one option' if not one else 'a set of options'}.")
        named = {chosen} if isinstance(chosen, int) else frozenset(chosen)
        for place in sorted(named):
            if not 0 <= place < len(question.options):
                raise IndexError(f"Option {place} is none of the {len(question.options)} shown.")
        keys = frozenset(question.keys)
        return Event(
            id=store.new_id(at),
            learner=store.learner,
            device=store.device,
            at=at,
            kind=EventKind.QUIZ,
            deck=question.deck,
            card=question.id,
            correct=named == keys,
            options=tuple(option.ref for option in question.options),
            chosen=chosen if isinstance(chosen, int) else None,
            parts=()
            if one
            else tuple(
                (option.ref, (place in named) == (place in keys))
                for place, option in enumerate(question.options)
            ),
            latency_ms=latency_ms,
            session=self.record.id,
            day=day,
            certainty=certainty,
        )

    def swap(self, store: QuizLog, question: Question, place: int) -> None:
        """Put a question in at a place after `position`, durably, and take the last one out, so that the length stays.

        Raises StoreProblem where that could not be saved; the quiz then stays as it was.
        """
        last = self.questions[-1]
        ids = [name for name in self.record.questions if name != last.id]
        # Some of the record's may be gone from the deck, so that places differ.
        ids.insert(ids.index(self.questions[place - 1].id) + 1, question.id)
        record = replace(self.record, questions=tuple(ids), added=(*self.record.added, question.id))
        store.change_quiz(record)
        self.record = record
        self.questions = (*self.questions[:place], question, *self.questions[place:-1])

    def let_go(self, store: QuizLog) -> int:
        """Strike the questions off the record that the deck has no more, durably; returns how many they were.

        The history of quizzes is then of the same questions as the result. Raises StoreProblem where that could not be saved.
        """
        there = {question.id for question in self.questions}
        kept = tuple(name for name in self.record.questions if name in there)
        lost = len(self.record.questions) - len(kept)
        if lost:
            record = replace(self.record, questions=kept)
            store.change_quiz(record)
            self.record = record
        return lost

    def next(self) -> Question | None:
        """Go on to the next question that has no answer yet."""
        self.position = next(
            (i for i in range(self.position + 1, self.total) if self.questions[i].id not in self._done),
            self.total,
        )
        self.current = self.questions[self.position] if self.position < self.total else None
        return self.current

    def replace(self, questions: Sequence[Question]) -> Question | None:
        """Take the texts of an edited deck; `questions` are all that it has now, with their options as shown.

        Questions go by their ids. An open one that is gone is not asked any more. An answered one stays as it was where
        it is gone or has other options now, for its answer refers to those. Returns `current`, which is the next open
        one where it was open and is gone.
        """
        known = {question.id: question for question in questions}
        kept = []
        passed = 0
        for place, old in enumerate(self.questions):
            new = known.get(old.id)
            if old.id in self._done and (new is None or not _same_options(old, new)):
                new = old
            if new is not None:
                kept.append(new)
                passed += place < self.position
        gone = self.current is not None and self.current.id not in {question.id for question in kept}
        self.questions = tuple(kept)
        self.total = len(kept)
        if gone:
            self.position = passed - 1
            return self.next()
        self.position = passed
        self.current = kept[passed] if self.current is not None else None
        return self.current

    def finish(self, store: QuizLog, at: datetime) -> None:
        """Note that the quiz is over, whether or not all was answered: it is not offered again."""
        store.finish_quiz(self.record.id, at)

    def summary(self) -> QuizSummary:
        """What the answers so far show."""
        by_id = {q.id: q for q in self.questions}
        return summed_up([(by_id[event.card], event) for event in self.answered])


def _same_options(one: Question, other: Question) -> bool:
    """Whether both have the same options in the same order, however they are worded, and the same are right."""
    if (one.asks, one.keys) != (other.asks, other.keys):
        return False
    return [o.ref for o in one.options] == [o.ref for o in other.options]
