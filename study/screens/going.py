"""What screens post to go somewhere else; the app takes them there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from decks.library import Loaded
    from decks.model import Deck
    from progress.sessions.examining import ExamSession
    from progress.sessions.quizzing import QuizRecord, QuizSession


@dataclass
class ToReview(Message):
    """Review a deck, or one topic of it."""

    deck: str
    topic: str = ""
    instead: bool = False
    """Whether it takes the place of the screen that asks, so that Esc leads past that one."""
    mode: str = "due"
    """What it is for: the value of a `progress.sessions.reviewing.Mode`."""


@dataclass
class ToLearn(Message):
    """Meet new cards step by step."""

    deck: str
    instead: bool = False


@dataclass
class ToSettings(Message):
    """Change settings."""


@dataclass
class ToSetup(Message):
    """Set up a quiz."""

    deck: str
    instead: bool = False


@dataclass
class ToQuiz(Message):
    """Ask the questions of a quiz."""

    begin: Callable[[], tuple[Deck, QuizSession]]
    """Runs where storage may be touched. Raises DeckNotFound, DeckBroken, NoQuestions or StoreProblem."""
    instead: bool = False


@dataclass
class ToResume(Message):
    """Take a quiz up again where it was left."""

    record: QuizRecord


@dataclass
class ToResult(Message):
    """Show how a quiz went, in place of the quiz."""

    deck: Deck
    session: QuizSession


@dataclass
class ToExam(Message):
    """Hold an exam, in place of the quiz's screen."""

    deck: Deck
    session: ExamSession


@dataclass
class ToLookback(Message):
    """Look at all questions of an exam that is over."""

    deck: Deck
    session: ExamSession


@dataclass
class ToHistory(Message):
    """List former quizzes."""

    deck: str


@dataclass
class ToWeak(Message):
    """Rank a deck's topics."""

    deck: str
    instead: bool = False


@dataclass
class ToPlan(Message):
    """Plan for a deck's exam."""

    deck: str


@dataclass
class ToProblems(Message):
    """Read what is wrong with a deck."""

    loaded: Loaded


@dataclass
class ToBrowse(Message):
    """Look through cards and questions."""

    deck: str = ""
    """The deck to keep to; all of them where it is empty."""
    search: str = ""
    instead: bool = False


@dataclass
class ToStatistics(Message):
    """See how learning goes."""

    deck: str
    instead: bool = False
