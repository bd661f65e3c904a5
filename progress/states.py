"""The cards' states as the database keeps them: brought forward with each answer, or replayed from the log."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from progress import queries, rows
from progress.batches import PAGE, batched
from progress.events import Event, EventKind, Rating
from progress.ids import order_key
from progress.memory import Memory
from progress.replaying import Answer, Replay, State, fold, replay
from progress.scheduling import Scheduler

MANY = 500
"""Facts from which on replaying the whole log is quicker than replaying one by one."""

_REVIEW, _QUIZ = EventKind.REVIEW.value, EventKind.QUIZ.value  # looked up a million times in a replay
_MEMORY = [queries.STATE.c[name] for name in rows.MEMORY]
_RATINGS = {int(rating): rating for rating in Rating}


class States:
    """One learner's states over an open connection. Commits are the store's business."""

    def __init__(self, connection: Connection, learner: str, scheduler: Scheduler) -> None:
        self._connection = connection
        self._learner = learner
        self._scheduler = scheduler

    def memories(self, deck: str | None) -> dict[str, Memory]:
        """By card id."""
        query = select(queries.STATE.c.card, *_MEMORY).where(queries.STATE.c.learner == self._learner)
        if deck is not None:
            query = query.where(queries.STATE.c.deck == deck)
        return {row[0]: rows.memory_of(row[1:]) for row in self._connection.execute(query)}

    def memory(self, card: str) -> Memory | None:
        """Of one card; None for a new one."""
        row = self._connection.execute(queries.STATE_OF, self._key(card)).mappings().first()
        return rows.state_of(row).memory if row else None

    def introduced(self, deck: str, since: datetime) -> int:
        """Cards of a deck first answered at `since` or later."""
        state = queries.STATE.c
        query = select(func.count()).where(
            state.learner == self._learner, state.deck == deck, state.introduced >= since
        )
        return int(self._connection.execute(query).scalar_one())

    def follow(self, event: Event) -> None:
        """Bring the states to where a replay of the log would, after one more event in it."""
        answer = _answer(event.id, event.card, event.kind.value, event.rating, event.correct, event.at)
        if answer is None:
            return
        if answer.rating is None:
            query = queries.states_of_fact(self._learner, answer.fact)
            found = self._connection.execute(query).mappings().all()
        else:
            found = self._connection.execute(queries.STATE_OF, self._key(answer.card)).mappings().all()
        states = {row["card"]: rows.state_of(row) for row in found}
        # For a new card, an earlier slip on its fact may by its key come after this answer.
        new = answer.rating is not None and not states
        if new or any(answer.key < state.through for state in states.values()):
            self.replay([answer.fact])
            return
        for card, state in states.items():
            self._keep(card, fold(state, answer, self._scheduler), known=True)

    def replay(self, facts: Iterable[str]) -> None:
        """Work the states of all cards on these facts out anew."""
        asked = sorted(set(facts))
        if len(asked) > MANY:
            self.replay_all()
            return
        for fact in asked:
            found = [_answer(*row) for row in self._connection.execute(queries.answers_of_fact(fact))]
            answers = [answer for answer in found if answer]
            kept = self._connection.execute(queries.states_of_fact(self._learner, fact)).mappings()
            known = {row["card"] for row in kept}
            for card in sorted(known | {answer.card for answer in answers if answer.rating is not None}):
                self._keep(card, replay(card, answers, self._scheduler), known=card in known)

    def replay_all(self, report: Callable[[int, int], None] | None = None) -> int:
        """Work all states out anew; how many there are. `report` is told how many answers of how many are done."""
        with _no_collecting():
            log = self._read_log(report)
            mine = queries.STATE.c.learner == self._learner
            self._connection.execute(delete(queries.STATE).where(mine))
            states = (rows.state_row(self._learner, card, state) for card, state in log.states().items())
            for some in batched(states, PAGE):
                self._connection.execute(queries.ADD_STATE, some)
            for facts in batched(sorted(log.disordered), MANY):
                self.replay(facts)
        return int(self._connection.execute(select(func.count()).where(mine)).scalar_one())

    def _read_log(self, report: Callable[[int, int], None] | None) -> Replay:
        total = self._connection.execute(queries.LOG_LENGTH).scalar_one() if report else 0
        undone = set(self._connection.scalars(queries.UNDONE))
        log = Replay(self._scheduler)
        taken = 0
        for page in self._connection.execute(queries.LOG.execution_options(yield_per=PAGE)).partitions():
            for row in page:
                answer = None if row[0] in undone else _answer(*row)
                if answer:
                    log.take(answer)
            taken += len(page)
            if report:
                report(taken, total)
        return log

    def _key(self, card: str) -> dict[str, str]:
        return {"whose": self._learner, "which": card}

    def _keep(self, card: str, state: State | None, *, known: bool) -> None:
        if state is None:
            self._connection.execute(queries.DROP_STATE, self._key(card))
        elif known:
            row = rows.state_row(self._learner, card, state)
            self._connection.execute(
                queries.MOVE_STATE, self._key(card) | {name: row[name] for name in queries.MOVING}
            )
        else:
            self._connection.execute(queries.ADD_STATE, rows.state_row(self._learner, card, state))


def _answer(
    id: str,  # noqa: A002 - the column's name
    card: str,
    kind: str,
    rating: int | None,
    correct: bool,
    at: datetime,
) -> Answer | None:
    """What a replay needs of an event; None where it changes no memory."""
    if kind == _REVIEW and rating is not None:
        return Answer(card, _RATINGS[rating], at, order_key(id, at))
    if kind == _QUIZ and not correct:
        return Answer(card, None, at, order_key(id, at))
    return None


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Spare a long replay the search for cycles, of which it makes none: a third of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
