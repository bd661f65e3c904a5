"""The app: what is on the screen, and the way from one screen to the next.

Only Home is loaded before the first paint; the other screens, and with them decks and progress, when first gone to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import App, SystemCommand
from textual.screen import Screen

from study.actions import ABOUT, Place, bindings, commands
from study.desk import Desk
from study.screens.going import ToProblems, ToQuiz, ToResult, ToResume, ToReview, ToSetup, ToWeak
from study.screens.home import HomeScreen
from study.screens.page import Page
from study.start import Opening, Start
from study.themes import DARK, LIGHT

if TYPE_CHECKING:
    from study.core import Study

__all__ = ["Opening", "RolecallApp", "Start", "run"]


def run(study: Study | Callable[[], Study], start: Start) -> int:
    """Show the app until it is left; returns the exit status. The database is let go of before it returns.

    Handed a function, it paints first and makes the study beside that.
    """
    app = RolecallApp(study, start)
    app.run()
    return app.return_code or 0


class RolecallApp(App[None], inherit_bindings=False):
    """The screens, the desk that they share, and what works everywhere."""

    TITLE = "Rolecall"
    BINDINGS = bindings(Place.EVERYWHERE)
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 - Textual loads no stylesheet of a default screen

    def __init__(self, study: Study | Callable[[], Study], start: Start) -> None:
        super().__init__()
        self.desk = Desk(study if callable(study) else lambda: study)
        self._start = start
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        """Home lies below everything else."""
        return HomeScreen(self.desk, passing=self._start.opening is not Opening.HOME)

    def on_mount(self) -> None:
        """Paint first, then open what the command line asks for."""
        if self._start.opening is not Opening.HOME:
            self.call_after_refresh(self._open, self._start)

    @work
    async def _open(self, start: Start) -> None:
        study = await self.desk.open()
        match start.opening:
            case Opening.REVIEW:
                self.on_to_review(ToReview(start.deck, start.topic))
            case Opening.QUIZ:
                from study.opening import starting

                self.on_to_quiz(ToQuiz(starting(study, start)))
            case Opening.WEAK:
                self.on_to_weak(ToWeak(start.deck))
            case Opening.HOME:
                pass

    def on_unmount(self) -> None:
        """Whatever is being saved is saved before the process ends."""
        self.desk.close()

    def _fatal_error(self) -> None:
        """The one funnel of errors that nobody foresaw; Textual would show pages of its insides."""
        from rich.text import Text
        from textual.worker import WorkerFailed

        from study.mishap import noted

        if self._exception is not None and not self._exit_renderables:
            study = self.desk.opened
            log, at = (study.locations.log, study.now()) if study else (None, None)
            error = self._exception.error if isinstance(self._exception, WorkerFailed) else self._exception
            self.panic(Text(noted(error, log, at)))

    # -- from screen to screen

    def on_to_review(self, message: ToReview) -> None:
        """Flashcards."""
        from study.screens.review import ReviewScreen

        self._go(ReviewScreen(self.desk, message.deck, message.topic), instead=message.instead)

    def on_to_setup(self, message: ToSetup) -> None:
        """A quiz to be."""
        from study.screens.setup import SetupScreen

        self._go(SetupScreen(self.desk, message.deck), instead=message.instead)

    def on_to_quiz(self, message: ToQuiz) -> None:
        """A quiz."""
        from study.screens.quiz import QuizScreen

        self._go(QuizScreen(self.desk, message.begin), instead=message.instead)

    def on_to_resume(self, message: ToResume) -> None:
        """A quiz where it was left."""
        from study.opening import resuming

        self.on_to_quiz(ToQuiz(resuming(self.desk.study, message.record)))

    def on_to_result(self, message: ToResult) -> None:
        """A quiz that was."""
        from study.screens.result import ResultScreen

        self._go(ResultScreen(self.desk, message.deck, message.session), instead=True)

    def on_to_weak(self, message: ToWeak) -> None:
        """Weak topics."""
        from study.screens.weak import WeakScreen

        self._go(WeakScreen(self.desk, message.deck), instead=message.instead)

    def on_to_problems(self, message: ToProblems) -> None:
        """A deck's problems, in the order of the file."""
        from study.screens.reading import ReadingScreen, problems_of

        loaded = message.loaded
        self._go(ReadingScreen(self.desk, (loaded.path.name, "Problems"), problems_of(loaded)), instead=False)

    def _go(self, page: Page, *, instead: bool) -> None:
        if instead:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    # -- everywhere

    @property
    def place(self) -> Place | None:
        """Where one is, with the palette or a question above it or not."""
        return self._pages[-1].PLACE if self._pages else None

    @property
    def _pages(self) -> list[Page]:
        return [screen for screen in self.screen_stack if isinstance(screen, Page)]

    async def action_back(self) -> None:
        """To the screen below, if there is one."""
        if len(self._pages) > 1:
            await self.pop_screen()

    def action_help(self) -> None:
        """Explain the screen one is on."""
        from study.screens.reading import ReadingScreen, help_on

        if self.place is not None and self.place is not Place.READING:
            self.push_screen(ReadingScreen(self.desk, (ABOUT[self.place].title, "Help"), help_on(self.place)))

    def action_shade(self) -> None:
        """From dark to light, or back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing lies behind Home, and the help needs none."""
        if action == "back":
            return len(self._pages) > 1
        if action == "help":
            return self.place not in (None, Place.READING)
        return True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: what the keys do here."""
        if not isinstance(screen, Page):
            return
        for command in commands(screen.PLACE):
            name = command.does.partition("(")[0]
            for node in (screen, self):
                if hasattr(node, f"action_{name}"):
                    if node.check_action(name, ()):
                        yield SystemCommand(
                            command.title, command.help, partial(node.run_action, command.does)
                        )
                    break
