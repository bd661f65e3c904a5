"""The palette: Textual's own, made to bear keys and clicks that come faster than it goes away."""

from textual import events
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette
from textual.widgets import Input, OptionList

from study.screens.once import Once
from study.widgets.listing import Steady


class Palette(CommandPalette, Once[None]):
    """What can be done here, found by its name."""

    def compose(self) -> ComposeResult:
        """As Textual has it, but for the list."""
        for widget in super().compose():
            yield _Commands() if isinstance(widget, CommandList) else widget

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
