"""Learn: new cards taken step by step through recognising and completing to free recall, every answer durable.

Recognising is logged as a quiz answer and completing as practice (both leave the card's memory alone); free recall is a
review like any other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from decks.model import Card, Question
from progress.events import Event, EventKind, Rating
from progress.sessions.doing import ReviewLog
from progress.sessions.ladder import Ladder, Rung, Task
from progress.sessions.quizzing import QuizLog, QuizRecord, QuizSession
from progress.sessions.reviewing import ReviewSession

HOW_MANY = 10
"""New cards of one run."""


class LearnLog(ReviewLog, QuizLog, Protocol):
    """What it needs of the store."""


class LearningSession:
    """One run through some new cards."""

    def __init__(
        self,
        cards: Sequence[Card],
        questions: Mapping[str, Sequence[Question]],
        reviews: ReviewSession,
        practice: ReviewSession,
    ) -> None:
        """`questions` by `Card.fact`, each with one right option. `reviews` and `practice` are sessions over `cards`, the
        second in `Mode.CRAM`: they record what is answered.
        """
        self._questions = questions
        self.ladder = Ladder(cards, {fact for fact, found in questions.items() if found})
        self._reviews, self._practice = reviews, practice
        self._done: list[tuple[Rung, Event]] = []
        self._met: dict[str, int] = {}

    @property
    def current(self) -> Task | None:
        """What to ask; None at the end."""
        return self.ladder.current

    @property
    def question(self) -> Question | None:
        """The question to recognise the current card by, another one each time; None where that is not asked."""
        task = self.current
        if task is None or task.rung is not Rung.RECOGNISE:
            return None
        found = self._questions[task.card.fact]
        return found[self._met.get(task.card.fact, 0) % len(found)]

    @property
    def answered(self) -> tuple[Event, ...]:
        """The answers of this run in order, undone ones left out."""
        return tuple(event for _, event in self._done)

    def recognise(
        self, store: LearnLog, chosen: int, at: datetime, *, latency_ms: int = 0, day: date | None = None
    ) -> Event:
        """Record the choice of an option. Raises as `QuizSession.answer` does; ValueError where nothing is to be chosen."""
        question = self.question
        if question is None:
            raise ValueError("There is no question to answer.")
        # Of no quiz that could be taken up again.
        record = QuizRecord("", question.deck, "", "", 0, (question.id,), at, at)
        event = QuizSession(record, [question]).answer(store, chosen, at, latency_ms=latency_ms, day=day)
        self._met[question.fact] = self._met.get(question.fact, 0) + 1
        return self._went(Rung.RECOGNISE, event)

    def answer(
        self,
        store: LearnLog,
        rating: Rating,
        at: datetime,
        *,
        latency_ms: int = 0,
        recalled: Sequence[bool] | None = None,
    ) -> Event:
        """Record how completing or recalling went; anything but Again is right. Raises as `ReviewSession.answer` does."""
        task = self.current
        if task is None or task.rung is Rung.RECOGNISE:
            raise ValueError("There is no card to answer.")
        session = self._reviews if task.rung is Rung.RECALL else self._practice
        session.current = task.card
        event = session.answer(store, rating, at, latency_ms=latency_ms, recalled=recalled)
        return self._went(task.rung, event)

    def _went(self, rung: Rung, event: Event) -> Event:
        self._done.append((rung, event))
        self.ladder.answer(right=event.correct)
        return event

    def undo(self, store: LearnLog, at: datetime, day: date | None = None) -> bool:
        """Take the last answer back; False where there is none. Raises StoreProblem."""
        if not self._done:
            return False
        rung, event = self._done[-1]
        if rung is Rung.RECOGNISE:
            undo = replace(
                event,
                id=store.new_id(at),
                at=at,
                day=day,
                kind=EventKind.UNDO,
                correct=False,
                options=(),
                chosen=None,
                latency_ms=0,
                undoes=event.id,
            )
            store.undo(undo)
        else:
            (self._reviews if rung is Rung.RECALL else self._practice).undo(store, at)
        self._done.pop()
        self.ladder.undo()
        return True


def recognition(questions: Collection[Question], cards: Collection[Card]) -> dict[str, list[Question]]:
    """The questions with one right option on the facts of some cards, by fact."""
    facts = {card.fact for card in cards}
    found: dict[str, list[Question]] = {}
    for question in questions:
        if question.fact in facts and not question.right:
            found.setdefault(question.fact, []).append(question)
    return found
