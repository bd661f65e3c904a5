"""What the app shows first, as the command line asks for it."""

from dataclasses import dataclass
from enum import StrEnum


class Opening(StrEnum):
    """The screen to open first."""

    HOME = "home"
    REVIEW = "review"
    QUIZ = "quiz"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Start:
    """Where the app begins; Esc leads from there to Home."""

    opening: Opening = Opening.HOME
    deck: str = ""
    """A deck's id or path; empty for the learner's first deck."""
    topic: str = ""
    """Id of the topic to keep to, with those nested in it."""
    role: str = ""
    """Id of the role to keep to; quizzes only."""
    count: int = 10
    """How many questions; quizzes only."""
    seed: int | None = None
    """Settles which questions are asked and the order of their options; None for chance."""
