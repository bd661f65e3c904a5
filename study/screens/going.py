"""Going somewhere else: what screens post, and which page that leads to. The app does no more than open it.

Each page is loaded only when one goes there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from study.start import Opening

if TYPE_CHECKING:
    from decks.library import Loaded
    from decks.model import Deck
    from progress.sessions.examining import ExamSession
    from progress.sessions.quizzing import QuizRecord, QuizSession
    from study.core import Study
    from study.desk import Desk
    from study.screens.page import Page
    from study.start import Start


class Going(Message):
    """What all of them have in common."""

    instead: bool = False
    """Whether it takes the place of the screen that asks, so that Esc leads past that one."""

    def page(self, desk: Desk) -> Page:
        """Where it leads."""
        raise NotImplementedError


@dataclass
class ToReview(Going):
    """Review a deck, or one topic of it."""

    deck: str
    topic: str = ""
    instead: bool = False
    mode: str = "due"
    """What it is for: the value of a `progress.sessions.reviewing.Mode`."""

    def page(self, desk: Desk) -> Page:
        """Flashcards."""
        from study.screens.review import ReviewScreen

        return ReviewScreen(desk, self.deck, self.topic, mode=self.mode)


@dataclass
class ToLearn(Going):
    """Meet new cards step by step."""

    deck: str
    instead: bool = False

    def page(self, desk: Desk) -> Page:
        """New cards."""
        from study.screens.learn import LearnScreen

        return LearnScreen(desk, self.deck)


@dataclass
class ToSettings(Going):
    """Change settings."""

    def page(self, desk: Desk) -> Page:
        """What can be chosen."""
        from study.screens.settings import SettingsScreen

        return SettingsScreen(desk)


@dataclass
class ToSetup(Going):
    """Set up a quiz."""

    deck: str
    instead: bool = False

    def page(self, desk: Desk) -> Page:
        """A quiz to be."""
        from study.screens.setup import SetupScreen

        return SetupScreen(desk, self.deck)


@dataclass
class ToQuiz(Going):
    """Ask the questions of a quiz."""

    begin: Callable[[], tuple[Deck, QuizSession]]
    """Runs where storage may be touched. Raises DeckNotFound, DeckBroken, NoQuestions or StoreProblem."""
    instead: bool = False

    def page(self, desk: Desk) -> Page:
        """A quiz, or what makes it out to be an exam."""
        from study.screens.quiz import QuizScreen

        return QuizScreen(desk, self.begin)


@dataclass
class ToResume(Going):
    """Take a quiz up again where it was left."""

    record: QuizRecord

    def page(self, desk: Desk) -> Page:
        """That quiz."""
        from study.sessions.opening import resuming

        return ToQuiz(resuming(desk.study, self.record)).page(desk)


@dataclass
class ToResult(Going):
    """Show how a quiz went, in place of the quiz."""

    deck: Deck
    session: QuizSession
    instead = True

    def page(self, desk: Desk) -> Page:
        """A quiz that was."""
        from study.screens.result import ResultScreen

        return ResultScreen(desk, self.deck, self.session)


@dataclass
class ToExam(Going):
    """Hold an exam, in place of the quiz's screen."""

    deck: Deck
    session: ExamSession
    instead = True

    def page(self, desk: Desk) -> Page:
        """The exam."""
        from study.screens.exam import ExamScreen

        return ExamScreen(desk, self.deck, self.session)


@dataclass
class ToLookback(Going):
    """Look at all questions of an exam that is over."""

    deck: Deck
    session: ExamSession

    def page(self, desk: Desk) -> Page:
        """An exam that was, question by question."""
        from study.screens.lookback import LookbackScreen

        return LookbackScreen(desk, self.deck, self.session)


@dataclass
class ToHistory(Going):
    """List former quizzes."""

    deck: str

    def page(self, desk: Desk) -> Page:
        """Former quizzes."""
        from study.screens.quiz_history import HistoryScreen

        return HistoryScreen(desk, self.deck)


@dataclass
class ToWeak(Going):
    """Rank a deck's topics."""

    deck: str
    instead: bool = False

    def page(self, desk: Desk) -> Page:
        """Weak topics."""
        from study.screens.weak import WeakScreen

        return WeakScreen(desk, self.deck)


@dataclass
class ToPlan(Going):
    """Plan for a deck's exam."""

    deck: str

    def page(self, desk: Desk) -> Page:
        """The plan."""
        from study.screens.plan import PlanScreen

        return PlanScreen(desk, self.deck)


@dataclass
class ToBrowse(Going):
    """Look through cards and questions."""

    deck: str = ""
    """The deck to keep to; all of them where it is empty."""
    search: str = ""
    instead: bool = False

    def page(self, desk: Desk) -> Page:
        """All cards and questions."""
        from study.screens.browse import BrowseScreen

        return BrowseScreen(desk, self.deck, self.search)


@dataclass
class ToStatistics(Going):
    """See how learning goes."""

    deck: str
    instead: bool = False

    def page(self, desk: Desk) -> Page:
        """How learning goes."""
        from study.screens.statistics import StatisticsScreen

        return StatisticsScreen(desk, self.deck)


@dataclass
class ToProblems(Message):
    """Read what is wrong with a deck, above where one is."""

    loaded: Loaded


def from_the_start(study: Study, start: Start) -> Going | None:
    """Where the command line leads from Home; None where it is to stay there."""
    match start.opening:
        case Opening.HOME:
            return None
        case Opening.REVIEW:
            return ToReview(start.deck, start.topic, mode=start.mode)
        case Opening.QUIZ:
            from study.sessions.opening import starting

            return ToQuiz(starting(study, start))
        case Opening.WEAK:
            return ToWeak(start.deck)
        case Opening.LEARN:
            return ToLearn(start.deck)
        case Opening.BROWSE:
            return ToBrowse(start.deck, start.search)
        case Opening.STATISTICS:
            return ToStatistics(start.deck)
