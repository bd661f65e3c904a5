"""The palette: Textual's own, made to bear keys and clicks that come faster than it goes away, and to find at once.

Textual asks any number of providers in tasks, and waits for what they find; here all there is to be found is known.
"""

from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.command import Command, CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input, LoadingIndicator, OptionList

from study.screens.once import Once
from study.screens.together import Together
from study.widgets.listing import Steady


class Palette(CommandPalette, Once[None]):
    """What can be done here, found by its name."""

    def __init__(self) -> None:
        super().__init__(classes="-ready")  # with all it has to show, from the first frame on

    def compose(self) -> ComposeResult:
        """As Textual has it, but for the list and the field, and without what moves while one waits."""
        for widget in super().compose():
            if isinstance(widget, CommandList):
                yield _Commands()
            elif isinstance(widget, CommandInput):
                yield _Field(placeholder=widget.placeholder, select_on_focus=False)
            elif not isinstance(widget, LoadingIndicator):  # draws itself sixteen times a second
                yield widget

    def _gather_commands(self, search_value: str) -> None:  # type: ignore[override]
        """Show what fits."""
        screen = self._calling_screen
        if screen is None or not self.is_attached:
            return
        commands = [
            Command(self._prompt(hit), hit, id=str(number))
            for number, hit in enumerate(self._hits(screen, search_value))
        ]
        self._refresh_command_list(self.query_one(CommandList), commands, clear_current=True)
        if not commands:
            self._start_no_matches_countdown(search_value)

    def _hits(self, screen: Screen[Any], text: str) -> list[Hit | DiscoveryHit]:
        known = self.app.get_system_commands(screen)
        if not text:
            return [
                DiscoveryHit(each.title, each.callback, help=each.help)
                for each in sorted(known, key=lambda each: each.title)
            ]
        matcher = Matcher(text, match_style=self.get_visual_style("command-palette--highlight", partial=True))
        return [
            Hit(score, matcher.highlight(each.title), each.callback, help=each.help)
            for each in known
            if (score := matcher.match(each.title)) > 0
        ]

    def _prompt(self, hit: Hit | DiscoveryHit) -> Content:
        title = hit.prompt if isinstance(hit.prompt, Content) else Content(str(hit.prompt))
        faint = Style.from_styles(self.get_component_styles("command-palette--help-text"))
        return Content("\n").join([title, Content(hit.help or "").stylize_before(faint)])

    @on(Input.Changed)
    def _input(self, event: Input.Changed) -> None:
        """Find what was typed."""
        event.stop()
        self._stop_no_matches_countdown()
        self._gather_commands(event.value.strip())
        if isinstance(event.input, _Field) and event.input.together is not None:
            event.input.together.now()

    def on_click(self, event: events.Click) -> None:
        """Whatever was chosen before is what is done."""
        self._first_only(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The same for Enter."""
        self._first_only(event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The same for what is chosen in the list."""
        self._first_only(event)

    def _first_only(self, event: events.Click | Input.Submitted | OptionList.OptionSelected) -> None:
        if not self.is_active:
            event.stop()
            event.prevent_default()


class _Commands(CommandList, Steady):
    pass


class _Field(CommandInput):
    """What is found comes to the screen with the letter that was typed."""

    together: Together | None = None

    def watch_value(self) -> None:
        """Wait for that."""
        if self.is_attached and self.screen.is_current:
            self.together = Together(self.screen)
