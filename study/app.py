"""The app: what is on the screen, and the way from one screen to the next.

Only Home is loaded before the first paint; the other screens, and with them decks and progress, when first gone to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import SystemCommand
from textual.screen import Screen

from study.actions.action import Place
from study.actions.keys import rekey
from study.actions.registry import bindings, commands
from study.desk import Desk
from study.garbage import Garbage
from study.in_turn import InTurn
from study.screens.going import Going, ToProblems, from_the_start
from study.screens.home import HomeScreen
from study.screens.page import Page
from study.settings.choices import FILE, Choices, read_choices
from study.start import Opening, Start
from study.styled import Styled
from study.themes import DARK, LIGHT

if TYPE_CHECKING:
    from decks.model import Deck
    from progress.sessions.reviewing import ReviewSession
    from study.core import Study

__all__ = ["Opening", "RolecallApp", "Start", "run"]


def run(study: Study | Callable[[], Study], start: Start) -> int:
    """Show the app until it is left; returns the exit status. The database is let go of before it returns.

    Handed a function, it paints first and makes the study beside that.
    """
    app = RolecallApp(study, start, _choices() if callable(study) else None)
    app.run()
    return app.return_code or 0


def _choices() -> Choices:
    """How the app is to look, before there is a study."""
    import os

    from progress.locations import locate

    return read_choices(locate(os.environ).home / FILE)


class RolecallApp(InTurn, Styled, inherit_bindings=False):
    """The screens, the desk that they share, and what works everywhere."""

    TITLE = "Rolecall"
    UPKEEP_AFTER = 1.5
    """Seconds after the first paint, so that neither it nor the first card has to wait for that."""
    KEEPS_PROGRESS: ClassVar[bool] = True
    """Whether it is about the learner's progress at all."""
    UNPAINTED = 0.3
    """Seconds that a screen may wait for what it is to show before it is painted without that."""
    BINDINGS = bindings(Place.EVERYWHERE)
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 - Textual loads no stylesheet of a default screen

    def __init__(
        self, study: Study | Callable[[], Study], start: Start, choices: Choices | None = None
    ) -> None:
        """`choices`: how it is to look and to be handled, where that is not in the study's own file of settings."""
        super().__init__()
        self.desk = Desk(study if callable(study) else lambda: study)
        if choices is None and not callable(study):
            choices = read_choices(study.locations.home / FILE)
        self.desk.choices = choices or Choices()
        rekey(self, self.desk.choices.keys)
        self._start = start
        self._garbage = Garbage(self.set_timer)
        self.kept_safe = False
        """Whether what keeps progress safe was seen to."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.show_choices()

    def show_choices(self) -> None:
        """Look as chosen, and have the keys that were chosen wherever one is."""
        choices = self.desk.choices
        usual = {"dark": DARK.name, "light": LIGHT.name}
        if choices.theme not in usual:
            from study.themes_more import ANSI, CONTRAST

            self.register_theme(CONTRAST)
            self.register_theme(ANSI)
            usual = {"contrast": CONTRAST.name, "ansi": ANSI.name}
        self.theme = usual[choices.theme]
        self.animation_level = "full" if choices.animation else "none"

    def show_keys(self) -> None:
        """Have the keys that were chosen on every screen that is open already; later ones see to it by themselves."""
        from study.widgets.listing import Listing

        chosen = self.desk.choices.keys
        rekey(self, chosen)
        for screen in self.screen_stack:
            rekey(screen, chosen)
            for listing in screen.query(Listing):
                rekey(listing, chosen)
            screen.refresh_bindings()

    def get_default_screen(self) -> Screen[None]:
        """Home lies below everything else."""
        return HomeScreen(self.desk, passing=self._start.opening is not Opening.HOME)

    def on_mount(self) -> None:
        """Paint first, then open what the command line asks for."""
        self._garbage.put_off()
        if self._start.opening is Opening.REVIEW:
            self._open_review(self._start)
        elif self._start.opening is not Opening.HOME:
            self.call_after_refresh(self._open, self._start)
        if self.KEEPS_PROGRESS:
            self.set_timer(self.UPKEEP_AFTER, self._keep_safe)

    @work
    async def _keep_safe(self) -> None:
        """See to the backup of the day and to what other devices shared, and say what went wrong with it."""
        study = await self.desk.open()
        from study.upkeep import back_up, begin, can_store

        if await self.desk.ask(partial(can_store, study)):
            for sentence in await self.desk.ask(partial(begin, study)):
                self.notify(sentence, severity="warning", timeout=20, markup=False)
            for sentence in await self.desk.beside(partial(back_up, study)):
                self.notify(sentence, severity="warning", timeout=20, markup=False)
        self.kept_safe = True

    @work
    async def _open(self, start: Start) -> None:
        going = from_the_start(await self.desk.open(), start)
        if going is not None:
            self.go(going)

    @work
    async def _open_review(self, start: Start) -> None:
        """Ask for the first card before there is a screen for it: in most cases its first paint then has the card."""
        begun = asyncio.ensure_future(self._begun(start))
        from study.screens.review import ReviewScreen  # while the desk is at work

        await asyncio.wait([begun], timeout=self.UNPAINTED)
        self._show(ReviewScreen(self.desk, start.deck, start.topic, begun, mode=start.mode), instead=False)

    async def _begun(self, start: Start) -> tuple[Deck, ReviewSession]:
        from progress.sessions.reviewing import Mode
        from study.sessions.reviews import begin_review

        study = await self.desk.open()
        return await self.desk.ask(partial(begin_review, study, start.deck, start.topic, Mode(start.mode)))

    def on_unmount(self) -> None:
        """Whatever is being saved is saved before the process ends."""
        self._garbage.as_usual()
        self.desk.close()

    async def on_event(self, event: events.Event) -> None:
        """What is pressed is worth more than tidiness."""
        if isinstance(event, events.Key | events.MouseDown):
            self._garbage.stirred()
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """Tell of an error, unless it is but that a screen, while the app is being left, lacks a part that went before it."""
        from textual.css.query import NoMatches
        from textual.widget import MountError
        from textual.worker import WorkerFailed

        cause = error.error if isinstance(error, WorkerFailed) else error
        if not (self._exit and isinstance(cause, NoMatches | MountError)):
            super()._handle_exception(error)

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

    @on(Going)
    def go(self, going: Going) -> None:
        """On to where a screen wants to go."""
        self._show(going.page(self.desk), instead=going.instead)

    def on_to_problems(self, message: ToProblems) -> None:
        """A deck's problems, in the order of the file."""
        from study.screens.reading import problems_of, read

        loaded = message.loaded
        read(self, self.desk, (loaded.path.name, "Problems"), problems_of(loaded))

    def _show(self, page: Page, *, instead: bool) -> None:
        """On to a page; where it is to come `instead` of one that was left meanwhile, nobody wants it any more."""
        if not instead:
            self.push_screen(page)
        elif len(self.screen_stack) > 1:
            self.switch_screen(page)

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
            page = self._pages[-1]
            await page.settled()
            if self.screen is page:
                await self.pop_screen()

    def action_help(self) -> None:
        """Explain the screen one is on."""
        from study.screens.reading import explain

        if self.place is not None and self.place is not Place.READING:
            explain(self, self.desk, self.place)

    def action_command_palette(self) -> None:
        """Find an action by its name."""
        from study.screens.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette())

    def action_shade(self) -> None:
        """From dark to light, or back; it is remembered."""
        theme = "dark" if self.theme == LIGHT.name else "light"
        self.desk.choices = replace(self.desk.choices, theme=theme)
        self.show_choices()
        self._remember_theme(theme)

    @work
    async def _remember_theme(self, theme: str) -> None:
        from study.settings.writing import SettingRefused, write_setting

        study = await self.desk.open()
        try:
            await self.desk.ask(lambda: write_setting(study.locations.home / FILE, ("app", "theme"), theme))
        except SettingRefused as refused:
            self.notify(str(refused), severity="warning", markup=False)

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
