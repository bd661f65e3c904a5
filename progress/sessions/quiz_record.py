"""What is kept of a quiz so that it can be taken up again as it was, and be looked back on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QuizMode(StrEnum):
    """How a quiz is held."""

    PRACTICE = "practice"
    """Each answer is commented at once, and stands."""
    EXAM = "exam"
    """Answers can be changed until all are handed in, and are commented after that."""


@dataclass(frozen=True)
class QuizRecord:
    """One quiz."""

    id: str
    deck: str
    topic: str
    """The topics asked about, nested ones included, with blanks between them; empty for all."""
    role: str
    """The roles asked about, likewise."""
    seed: int
    """The order of each question's options comes from it."""
    questions: tuple[str, ...]
    """Ids, in the order asked."""
    started: datetime
    finished: datetime | None
    mode: QuizMode = QuizMode.PRACTICE
    difficulty: str = ""
    """How near its wrong options are; medium where it is empty."""
    limit_s: int | None = None
    """Seconds that it may take; None where that does not matter."""
    spent_s: int = 0
    """Seconds that it has taken so far as was last noted: a clock that is set back takes none of them away."""
    pass_mark: int | None = None
    """Percent that are needed to pass."""
    certainty: bool = False
    """Whether the learner is asked how sure each answer is."""
    flagged: tuple[str, ...] = ()
    """Ids of the questions that the learner wants to come back to."""
    kind: str = ""
    """The kinds of questions asked, with blanks between them; empty for all."""
    follows: bool = False
    """Whether a wrong answer brings a question about the role that was chosen."""
    added: tuple[str, ...] = ()
    """Those of `questions` that were put in so while it went on."""
    swaps: tuple[tuple[str, str, str], ...] = ()
    """Wrong options that were taken out for ones of a role that the learner confuses: a question's id, and the reference of
    the option that was taken out, and of the one put in."""

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of the topics asked about; none for all."""
        return tuple(self.topic.split())

    @property
    def roles(self) -> tuple[str, ...]:
        """Ids of the roles asked about; none for all."""
        return tuple(self.role.split())

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of questions asked; none for all."""
        return tuple(self.kind.split())
