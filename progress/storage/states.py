"""The cards' states as the database keeps them: brought forward with each answer, or replayed from the log."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, select

from progress.events import MARKS, Event, EventKind, Rating
from progress.garbage import not_looked_for
from progress.ids import order_key
from progress.marks import NONE, Marking, Marks, marks_of
from progress.memory import Memory
from progress.scheduling.deciding import UNDECIDED, Decision
from progress.scheduling.scheduler import Scheduler
from progress.storage import databases, journal, queries, rows
from progress.storage.batches import PAGE, batched
from progress.storage.following import Names
from progress.storage.replaying import Answer, Replay, State, fact_of, fold, line_of, missed_lines, replay

MANY = 500
"""Facts from which on replaying the whole log is quicker than replaying one by one."""
MANY_MARKED = 50
"""The same for marks, of which a log has few."""

_REVIEW, _QUIZ = EventKind.REVIEW.value, EventKind.QUIZ.value  # looked up a million times in a replay
_EDIT, _MOVE = EventKind.EDIT.value, EventKind.RESCHEDULE.value
_MEMORY = [queries.STATE.c[name] for name in rows.MEMORY]
_RATINGS = {int(rating): rating for rating in Rating}


class States:
    """One learner's states over an open connection. Commits are the store's business."""

    def __init__(self, connection: Connection, learner: str, scheduler: Scheduler) -> None:
        self._connection = connection
        self._learner = learner
        self._scheduler = scheduler
        self._names: tuple[int, Names] | None = None

    def names(self) -> Names:
        """What the log's cards and facts are called by now; read again when another program has written."""
        present = databases.data_version(self._connection)
        if self._names is None or self._names[0] != present:
            self._names = (present, Names(journal.edits(self._connection)))
            self._scheduler = self._scheduler.following(journal.parameters(self._connection))
        return self._names[1]

    @property
    def scheduler(self) -> Scheduler:
        """By which they are worked out: with the parameters that the log holds, unless it was told its own."""
        self.names()
        return self._scheduler

    @property
    def model(self) -> str:
        """By what rules they are worked out."""
        return self.scheduler.model

    def forget_names(self) -> None:
        """To be called when the log has got an edit or a fit, or one was taken back."""
        self._names = None

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
        if event.kind in MARKS:
            self._mark_group(self.names().linked(fact_of(event.card)))
            return
        answer = _answer_of(event)
        if answer is None:
            return
        self._follow(answer._replace(card=self.names().now(answer.card, answer.key)))
        for fact in missed_lines(event):
            self._follow(answer._replace(card=line_of(self.names().now(fact, answer.key))))

    def _follow(self, answer: Answer) -> None:
        if answer.rating is None and not answer.only:
            query = queries.states_of_fact(self._learner, answer.fact)
            found = self._connection.execute(query).mappings().all()
        else:
            found = self._connection.execute(queries.STATE_OF, self._key(answer.card)).mappings().all()
        states = {row["card"]: rows.state_of(row) for row in found}
        # For a new card, an earlier slip on its fact may by its key come after this answer.
        new = answer.begins and not states
        if new or any(answer.key < state.through for state in states.values()):
            self.replay([answer.fact])
            return
        for card, state in states.items():
            self._keep(card, fold(state, answer, self._scheduler), known=True)

    def replay(self, facts: Iterable[str]) -> None:
        """Work the states of all cards on these facts, and on those joined to them by edits, out anew."""
        names = self.names()
        groups = {min(linked): linked for fact in set(facts) for linked in [names.linked(fact)]}
        if sum(map(len, groups.values())) > MANY:
            self.replay_all()
            return
        for _, group in sorted(groups.items()):
            self._replay_group(sorted(group), names)
            self._mark_group(group)

    def mark(self, facts: Iterable[str]) -> None:
        """Work the marks of all cards on these facts out anew, and nothing else of them."""
        names = self.names()
        groups = {min(linked): linked for fact in set(facts) for linked in [names.linked(fact)]}
        if sum(map(len, groups.values())) > MANY_MARKED:
            self._mark_all()
            return
        for _, group in sorted(groups.items()):
            self._mark_group(group)

    def marks(self, deck: str | None) -> dict[str, Marks]:
        """Of the cards that something was done to, by card id."""
        found = self._connection.execute(queries.marked(self._learner, deck)).mappings()
        return {row["card"]: rows.marks_in(row) for row in found}

    def _mark_group(self, group: Iterable[str]) -> None:
        """Work the marks of the cards on some facts out anew: on all that may have each other's."""
        found: list[RowMapping] = []
        for fact in sorted(group):
            self._connection.execute(queries.marks_of_fact(self._learner, fact))
            found += self._connection.execute(queries.markings_of_fact(fact)).mappings().all()
        self._keep_marks(found)

    def _mark_all(self) -> None:
        self._connection.execute(delete(queries.MARK).where(queries.MARK.c.learner == self._learner))
        self._keep_marks(self._connection.execute(queries.MARKINGS).mappings().all())

    def _keep_marks(self, found: Iterable[RowMapping]) -> None:
        names = self.names()
        markings: defaultdict[str, list[Marking]] = defaultdict(list)
        for row in found:
            key = order_key(row["id"], row["at"])
            markings[names.now(row["card"], key)].append(rows.marking_of(row, key))
        kept = {card: marks_of(some) for card, some in markings.items()}
        marked = (
            rows.mark_row(self._learner, card, kept[card]) for card in sorted(kept) if kept[card] != NONE
        )
        for some in batched(marked, PAGE):
            self._connection.execute(queries.ADD_MARK, some)

    def _replay_group(self, group: Sequence[str], names: Names) -> None:
        """Of facts that may have each other's answers."""
        answers: defaultdict[str, list[Answer]] = defaultdict(list)
        for fact in group:
            answers[fact] += names.pulls.get(fact, ())
            for row in self._connection.execute(queries.answers_of_fact(fact)):
                answer = _answer(*row)
                if answer:
                    now = names.now(answer.card, answer.key)
                    answers[fact_of(now)].append(answer._replace(card=now))
            for row in self._connection.execute(queries.missed_lines_of_fact(fact)):
                answer = _answer(*row)
                if answer:
                    now = names.now(fact, answer.key)
                    answers[now].append(answer._replace(card=line_of(now)))
        for fact in group:
            kept = self._connection.execute(queries.states_of_fact(self._learner, fact)).mappings()
            known = {row["card"] for row in kept}
            reviewed = {answer.card for answer in answers[fact] if answer.begins}
            for card in sorted(known | reviewed):
                self._keep(card, replay(card, answers[fact], self._scheduler), known=card in known)

    def replay_all(self, report: Callable[[int, int], None] | None = None) -> int:
        """Work all states out anew; how many there are. `report` is told how many answers of how many are done."""
        with not_looked_for():  # a third of a long replay's time
            log = self._read_log(report)
            mine = queries.STATE.c.learner == self._learner
            self._connection.execute(delete(queries.STATE).where(mine))
            states = (rows.state_row(self._learner, card, state) for card, state in log.states().items())
            for some in batched(states, PAGE):
                self._connection.execute(queries.ADD_STATE, some)
            names = self.names()
            for fact in sorted({min(names.linked(fact)) for fact in log.disordered}):
                self._replay_group(sorted(names.linked(fact)), names)
            self._mark_all()
        return int(self._connection.execute(select(func.count()).where(mine)).scalar_one())

    def _read_log(self, report: Callable[[int, int], None] | None) -> Replay:
        total = self._connection.execute(queries.LOG_LENGTH).scalar_one() if report else 0
        undone = set(self._connection.scalars(queries.UNDONE))
        names = self.names()
        log = Replay(self._scheduler)
        moved = bool(names.moved())
        taken = 0
        missed: defaultdict[str, list[str]] = defaultdict(list)
        for event, fact in self._connection.execute(queries.MISSED_LINES):
            missed[event].append(fact)
        for page in self._connection.execute(queries.LOG.execution_options(yield_per=PAGE)).partitions():
            for row in page:
                answer = None if row[0] in undone else _answer(*row)
                if answer:
                    if moved:
                        answer = answer._replace(card=names.now(answer.card, answer.key))
                    log.take(answer)
                    for fact in missed.get(row[0], ()):
                        if fact != fact_of(row[1]):
                            log.take(answer._replace(card=line_of(names.now(fact, answer.key))))
                elif row[2] == _EDIT:
                    for pull in names.pulls_of.get(order_key(row[0], row[4]), ()):
                        log.take(pull)
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


def _answer_of(event: Event) -> Answer | None:
    due = event.due.isoformat() if event.due else ""
    day = event.day.isoformat() if event.day else ""
    matters = not event.cram if event.kind is EventKind.REVIEW else not event.correct
    if not matters:
        return None
    answer = _answer(
        event.id,
        event.card,
        event.kind.value,
        event.rating,
        event.at,
        day,
        due,
        event.step,
        event.wait_s,
    )
    return answer and answer._replace(taken=event.memory)


def _answer(
    id: str,  # noqa: A002 - the column's name
    card: str,
    kind: str,
    rating: int | None,
    at: datetime,
    day: str,
    due: str,
    step: int | None,
    wait_s: int | None,
    options: str = "",
) -> Answer | None:
    """What a replay needs of an event among those that matter; None where it changes no memory."""
    key = order_key(id, at)
    if kind == _REVIEW and rating is not None:
        decision = UNDECIDED
        if due or wait_s is not None:
            decision = Decision(rows.date_of(due), step, wait_s)
        return Answer(card, _RATINGS[rating], at, key, True, rows.date_of(day), decision)
    if kind == _QUIZ:
        return Answer(card, None, at, key, False, rows.date_of(day))
    if kind == _MOVE:
        decision = Decision(rows.date_of(due))
        return Answer(card, None, at, key, True, rows.date_of(day), decision, True, rows.taken_of(options))
    return None
