"""Text and what scrolls it, laid out once for each change.

Whatever changes in size, Textual lays out and draws a second time a frame later, in case it has scroll bars of which one has
come or gone. Text has none, and what scrolls asks for that by itself when it is so.
"""

from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Rule

from study.widgets.copyable import Copyable


class Still(Copyable):
    """Text, never markup."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Begin with this text; `update` changes it."""
        super().__init__(text, id=id, classes=classes, markup=False)


class Scroll(VerticalScroll, can_focus=False):
    """What scrolls where it is too long; keys reach it through the screen."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def _get_scrollable_region(self, region: Region) -> Region:
        """What the scroll bar leaves of the room: whether there is one is known before all is laid out, not after it."""
        if region and self.is_mounted:
            long = self.arrange(region.size).total_region.height > region.height
            self.set_reactive(Widget.show_vertical_scrollbar, long)
        return super()._get_scrollable_region(region)


class Parting(Rule):
    """A line between what is above it and what is below."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
