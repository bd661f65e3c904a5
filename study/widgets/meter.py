"""How far along one is: a line that fills, readable without colour."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Meter(Widget):
    """A line of which the part done is drawn heavy."""

    DEFAULT_CSS = "Meter { height: 1; width: 1fr; }"

    done: reactive[int] = reactive(0)
    """How many are done."""
    total: reactive[int] = reactive(0)
    """How many there are; 0 draws an empty line."""

    def render(self) -> RenderResult:
        """The line, as wide as the widget."""
        return bar(self.size.width, self.done, self.total)


def bar(width: int, done: float, total: int) -> Content:
    """A line `width` cells wide, filled to `done` of `total`."""
    filled = round(width * min(done, total) / total) if total else 0
    return Content.assemble(("━" * filled, "$primary"), ("─" * (width - filled), "$faint"))
