"""Learn: new cards taken step by step through recognising and completing to free recall, every answer durable.

Recognising is logged as a quiz answer and completing as practice (both leave the card's memory alone); free recall is a
review like any other. The lines of a list are practised one by one; recalling the whole list is its review.
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
        *,
        more: bool = True,
    ) -> None:
        """`questions` by `Card.fact`, each with one right option. `reviews` and `practice` are sessions over `cards`, the
        second in `Mode.CRAM`: they record what is answered. `more`: whether there are new cards after these.
        """
        self._questions = questions
        self.more = more
        """Whether another run would have new cards."""
        self.ladder = Ladder(cards, {fact for fact, found in questions.items() if found})
        self._reviews, self._practice = reviews, practice
        self._done: list[tuple[bool | None, Event]] = []
        """Each answer, and whether it was practice or a review; neither where something was recognised."""
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
        found = self._questions[task.fact]
        return found[self._met.get(task.fact, 0) % len(found)]

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
        return self._went(event, None)

    @property
    def whole_list(self) -> bool:
        """Whether a list is to be recalled now, and marked line by line."""
        task = self.current
        return task is not None and task.line is None and len(task.card.parts) > 1

    def answer(
        self,
        store: LearnLog,
        rating: Rating,
        at: datetime,
        *,
        latency_ms: int = 0,
        recalled: Sequence[bool] | None = None,
    ) -> Event:
        """Record how completing or recalling went; anything but Again is right. Raises as `ReviewSession.answer` does.

        `recalled`: of a whole list, which of its lines were. A single line is practice, and marks itself.
        """
        task = self.current
        if task is None or task.rung is Rung.RECOGNISE:
            raise ValueError("There is no card to answer.")
        if len(task.card.parts) == 1:
            recalled = (rating is not Rating.AGAIN,)
        practice = task.rung is not Rung.RECALL or task.line is not None
        session = self._practice if practice else self._reviews
        session.current = task.card
        event = session.answer(store, rating, at, latency_ms=latency_ms, recalled=recalled)
        return self._went(event, practice, recalled if self.whole_list else None)

    def _went(self, event: Event, practice: bool | None, recalled: Sequence[bool] | None = None) -> Event:
        self._done.append((practice, event))
        self.ladder.answer(right=event.correct, recalled=recalled)
        return event

    def undo(self, store: LearnLog, at: datetime, day: date | None = None) -> bool:
        """Take the last answer back; False where there is none. Raises StoreProblem."""
        if not self._done:
            return False
        practice, event = self._done[-1]
        if practice is None:
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
            (self._practice if practice else self._reviews).undo(store, at)
        self._done.pop()
        self.ladder.undo()
        return True


def recognition(questions: Collection[Question], cards: Collection[Card]) -> dict[str, list[Question]]:
    """The questions with one right option on the facts of some cards, by fact."""
    facts = {card.fact for card in cards}
    facts |= {f"{card.deck}:{part.fact}" for card in cards for part in card.parts}
    found: dict[str, list[Question]] = {}
    for question in questions:
        if question.fact in facts and not question.right:
            found.setdefault(question.fact, []).append(question)
    return found
