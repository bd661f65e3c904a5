"""An app whose other screens and whose other theme come as fast as what was there before: their styles are read ahead."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.timer import Timer

from study.stylesheets import KeptStylesheet
from study.themes import DARK, LIGHT

_STEP = 0.02
"""Seconds between two steps of what is read ahead, for the keys."""


class Styled(App[None]):
    """Reads stylesheets a moment after they are first heard of, in steps too short to be noticed."""

    AHEAD_AFTER = 0.8
    """Seconds after which that begins, so that neither the first paint nor the first card has to wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[Screen[Any]] = []
        """Screens that still have the styles of the theme before."""
        self._ahead: Timer | None = None
        self._again = False
        """Whether there is something new since reading ahead has begun."""
        self.stylesheet = self._kept = KeptStylesheet(self.theme_variables, self._more_styles)

    def refresh_css(self, animate: bool = True) -> None:
        """Have the styles of another theme where they are seen; the screens below follow when that has been drawn."""
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.reparse()
        self.stylesheet.apply(self, animate=animate)
        self.update_styles(self, animate=animate)
        if self.screen_stack:
            self.screen.refresh(layout=True)
            self._behind = self.screen_stack[:-1]
            self.call_after_refresh(self._catch_up)

    def pop_screen(self) -> AwaitComplete:
        """Go back to the screen below, which is never to be seen as it was in another theme."""
        self._catch_up()
        return super().pop_screen()

    def _catch_up(self) -> None:
        behind, self._behind = self._behind, []
        for screen in behind:
            if screen.is_attached:
                self.stylesheet.update(screen)

    def _more_styles(self) -> None:
        self._again = True
        if self._ahead is None:
            self._ahead = self.set_timer(self.AHEAD_AFTER, self._read_ahead)

    def _read_ahead(self) -> None:
        self._again = False
        steps = self._steps()

        def step() -> None:
            if next(steps, steps) is None:
                return
            if self._ahead is not None:
                self._ahead.stop()
                self._ahead = None
            if self._again:
                self._more_styles()

        self._ahead = self.set_interval(_STEP, step)

    def _steps(self) -> Iterator[None]:
        """All screens' stylesheets, then all there is for the theme that is not seen."""
        for path in sorted(Path(__file__).parent.glob("screens/*.tcss")):
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.read(path)
                self.stylesheet.parse()
                yield
        import study.screens.palette  # noqa: F401 - the one screen that is opened from all others

        yield
        for theme in (DARK, LIGHT):
            generated = theme.to_color_system().generate()
            variables = {**self.get_theme_variable_defaults(), **generated, **theme.variables}
            yield from self._kept.parse_ahead(variables)
