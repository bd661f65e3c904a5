"""Quizzes looked back on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from progress.events import Event
from progress.sessions.quiz_record import QuizMode, QuizRecord
from progress.sessions.quiz_summary import share_of


@dataclass(frozen=True, slots=True)
class Past:
    """A quiz that is over."""

    record: QuizRecord
    right: float
    """Questions answered right; one with several parts counts by the share of its parts."""
    answered: int
    total: int
    """Questions that count: of an exam all of them, of a practice quiz those that were answered."""

    @property
    def mark(self) -> float | None:
        """Percent; None where nothing counts."""
        return 100 * self.right / self.total if self.total else None

    @property
    def passed(self) -> bool | None:
        """Whether the mark was high enough; None where none was needed."""
        if self.record.pass_mark is None or self.mark is None:
            return None
        return self.mark >= self.record.pass_mark - 1e-9


def past(record: QuizRecord, events: Iterable[Event]) -> Past:
    """What became of a quiz; `events` are its answers."""
    return became(record, {event.card: share_of(event) for event in events})


def became(record: QuizRecord, shares: Mapping[str, float]) -> Past:
    """The same from how much of the last answer to each question was right, 0 to 1, by the question's id."""
    known = set(record.questions)
    given = [share for card, share in shares.items() if card in known]
    total = len(record.questions) if record.mode is QuizMode.EXAM else len(given)
    return Past(record, sum(given), len(given), total)


def told(quizzes: Sequence[Past]) -> list[Past]:
    """Those of them that tell something: at least one answer was given, or they were exams."""
    return [each for each in quizzes if each.answered or each.record.mode is QuizMode.EXAM]
