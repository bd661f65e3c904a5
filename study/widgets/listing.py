"""A list to choose from, its chosen line marked by a bar that can be seen without colour."""

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList

from study.actions.action import Place
from study.actions.keys import rekey
from study.actions.registry import bindings
from study.screens.page import Page

_BAR = "▌ "


class Steady(OptionList):
    """A list that bears to have no room, and clicks on lines which are there no more: it may have changed since it was drawn."""

    def on_click(self, event: events.Click) -> None:
        """Let through what means a line that is still there."""
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """A page up, where there is room for lines at all."""
        if self.scrollable_content_region.area:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, likewise."""
        if self.scrollable_content_region.area:
            super().action_page_down()  # type: ignore[no-untyped-call]


class Listing(Steady, inherit_bindings=False):
    """A list with vim keys beside the arrows."""

    BINDINGS = bindings(Place.LIST)
    DEFAULT_CSS = """
    Listing {
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0 1 0 0; }
        & > .option-list--option-highlighted, &:focus > .option-list--option-highlighted {
            color: $foreground;
            background: $panel;
            text-style: none;
        }
        & > .option-list--option-hover { background: $surface; }
        & > .option-list--option-disabled { color: $muted; }
    }
    """

    @dataclass
    class Pointed(Message):
        """A line was clicked."""

        index: int
        column: int
        """In cells, from where its text begins."""

    def __init__(self, *, opens: bool = True, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """`opens`: whether two clicks on a line are as good as Enter on it."""
        super().__init__(id=id)
        self._opens = opens

    def on_click(self, event: events.Click) -> None:
        """A click chooses, by Textual's own hand; the second of two does what Enter does."""
        number = event.style.meta.get("option")
        if number is None or number >= self.option_count or self.options[number].disabled:
            return
        column = event.x - len(_BAR)
        self.post_message(self.Pointed(number, column))
        if event.chain == 2 and number == self.highlighted and self.opens_at(column):
            self.app.simulate_key("enter")

    def opens_at(self, column: int) -> bool:  # noqa: ARG002
        """Whether two clicks in this column of a line are as good as Enter on it."""
        return self._opens

    def on_mount(self) -> None:
        """The keys that the learner chose."""
        page = self.screen
        if isinstance(page, Page) and page.desk.choices.keys:
            rekey(self, page.desk.choices.keys)

    def on_resize(self) -> None:
        """The chosen line stays in sight."""
        self.scroll_to_highlight()

    def render_line(self, y: int) -> Strip:
        """A line with two cells at its left for the bar."""
        strip = super().render_line(y)
        style = strip._segments[0].style if strip._segments else None
        number = style.meta.get("option") if style is not None else None
        bar = _BAR if number is not None and number == self.highlighted else " " * len(_BAR)
        return Strip([Segment(bar, style), *strip], strip.cell_length + len(_BAR))

    def _get_left_gutter_width(self) -> int:
        return len(_BAR)
