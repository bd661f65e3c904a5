"""What the app shows first, as the command line asks for it."""

from dataclasses import dataclass
from enum import StrEnum

from study.sessions.terms import Terms


class Opening(StrEnum):
    """The screen to open first."""

    HOME = "home"
    REVIEW = "review"
    QUIZ = "quiz"
    WEAK = "weak"
    LEARN = "learn"
    BROWSE = "browse"
    STATISTICS = "statistics"


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
    kinds: tuple[str, ...] = ()
    """The kinds of questions to keep to; quizzes only."""
    aim: str = ""
    """`diagnose` for a quiz that finds the weakest topics, `confused` for one on two roles taken for each other."""
    difficulty: str = ""
    """How near the wrong options are: `easy`, `medium` or `hard`, medium where it is empty; quizzes only."""
    terms: Terms | None = None
    """All that was settled of a quiz, where that is more than these; it then goes before them."""
    search: str = ""
    """What to look for; browsing only."""
    mode: str = "due"
    """What a review is for: the value of a `progress.sessions.reviewing.Mode`."""
