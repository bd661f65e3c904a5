"""A quiz: which questions, the run through them, and what it showed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Protocol

from decks.model import Question, in_topic
from progress.events import Event, EventKind
from progress.memory import Memory


class QuizLog(Protocol):
    """What a quiz needs of the store."""

    learner: str
    device: str

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all before it."""

    def record(self, event: Event, memory: Memory | None) -> None:
        """Append durably."""

    def finish_quiz(self, id: str, at: datetime) -> None:  # noqa: A002
        """Note that the quiz is over."""


@dataclass(frozen=True)
class QuizRecord:
    """What is kept of a quiz so that it can be taken up again."""

    id: str
    deck: str
    topic: str
    """The topic asked about, nested ones included; empty for all."""
    role: str
    """The role asked about; empty for all."""
    seed: int
    """The order of each question's options comes from it."""
    questions: tuple[str, ...]
    """Ids, in the order asked."""
    started: datetime
    finished: datetime | None


@dataclass(frozen=True, slots=True)
class QuizSummary:
    """What a quiz showed, so far."""

    right: int
    total: int
    """Questions answered."""
    by_topic: tuple[tuple[str, int, int], ...]
    """Topic, right, asked; the worst first."""
    confusions: tuple[tuple[str, str, int], ...]
    """Id of the role that was right, of the one it was taken for, and how often; the most frequent first."""
    wrong: tuple[tuple[Question, Event], ...]
    """Questions answered wrong, in the order asked, with the answers."""


def choose(
    questions: Sequence[Question], *, count: int, topic: str = "", role: str = "", random: Random
) -> tuple[Question, ...]:
    """At most `count` questions on `topic` (nested ones included) and `role`, varied.

    No two are on one fact. Topics take turns, and among a topic's questions the kind asked least so far comes first.
    Deterministic in `random`.
    """
    pool = [q for q in questions if in_topic(q.topic, topic) and (not role or q.role == role)]
    random.shuffle(pool)
    by_topic: defaultdict[str, list[Question]] = defaultdict(list)
    for question in pool:
        by_topic[question.topic].append(question)
    turns = list(by_topic.values())
    chosen: list[Question] = []
    facts: set[str] = set()
    kinds: Counter[str] = Counter()
    while turns and len(chosen) < count:
        rest = []
        for group in turns:
            left = [q for q in group if q.fact not in facts]
            if not left or len(chosen) >= count:
                continue
            pick = min(left, key=lambda q: kinds[q.kind])
            chosen.append(pick)
            facts.add(pick.fact)
            kinds[pick.kind] += 1
            rest.append(left)
        turns = rest
    random.shuffle(chosen)
    return tuple(chosen)


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
        self, store: QuizLog, chosen: int, at: datetime, *, latency_ms: int = 0, day: date | None = None
    ) -> Event:
        """Record the choice of option `chosen` (index as shown), durably; `current` stays until `next()`.

        Raises ValueError when there is nothing to answer, IndexError for an option that is not there, StoreProblem
        when it could not be saved (the question can then be answered again).
        """
        question = self.current
        if question is None or question.id in self._done:
            raise ValueError("There is no open question to answer.")
        if not 0 <= chosen < len(question.options):
            raise IndexError(f"Option {chosen} is none of the {len(question.options)} shown.")
        event = Event(
            id=store.new_id(at),
            learner=store.learner,
            device=store.device,
            at=at,
            kind=EventKind.QUIZ,
            deck=question.deck,
            card=question.id,
            correct=chosen == question.key,
            options=tuple(option.ref for option in question.options),
            chosen=chosen,
            latency_ms=latency_ms,
            session=self.record.id,
            day=day,
        )
        store.record(event, None)
        self.answered = (*self.answered, event)
        self._done.add(question.id)
        return event

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
        asked: Counter[str] = Counter()
        right: Counter[str] = Counter()
        confusions: Counter[tuple[str, str]] = Counter()
        wrong = []
        for event in self.answered:
            question = by_id[event.card]
            asked[question.topic] += 1
            right[question.topic] += event.correct
            if event.correct:
                continue
            wrong.append((question, event))
            pair = _confusion(question, event)
            if pair:
                confusions[pair] += 1
        return QuizSummary(
            right=right.total(),
            total=len(self.answered),
            by_topic=tuple(
                (topic, right[topic], n)
                for topic, n in sorted(
                    asked.items(), key=lambda item: (right[item[0]] / item[1], -item[1], item[0])
                )
            ),
            confusions=tuple(
                (role, taken, times)
                for (role, taken), times in sorted(confusions.items(), key=lambda item: (-item[1], item[0]))
            ),
            wrong=tuple(wrong),
        )


def _same_options(one: Question, other: Question) -> bool:
    """Whether both have the same options in the same order, however they are worded, and the same is right."""
    return one.key == other.key and [o.ref for o in one.options] == [o.ref for o in other.options]


def _confusion(question: Question, event: Event) -> tuple[str, str] | None:
    """The role asked about and the one it was taken for; None where the options do not tell."""
    if event.chosen is None or not event.chosen < len(event.options):
        return None
    # By reference, not by place: the deck may have changed between two halves of a quiz.
    chosen = next((o for o in question.options if o.ref == event.options[event.chosen]), None)
    meant = question.role or question.options[question.key].role
    if chosen is None or not chosen.role or not meant or chosen.role == meant:
        return None
    return meant, chosen.role
