"""One text that scrolls and is exchanged for another with every line that a list goes on: it draws its own lines."""

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from study.actions.action import Place
from study.actions.registry import bindings
from study.widgets.length import lengthen


class Preview(ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls with the keys that move through a list."""

    BINDINGS = bindings(Place.LIST)
    DEFAULT_CSS = "Preview { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def __init__(self) -> None:
        super().__init__()
        self._content = Content("")
        self._strips: list[Strip] = []
        self._drawn_for: tuple[int, Style] | None = None
        """The width and the style that the lines were made for."""

    @property
    def content(self) -> Content:
        """The text."""
        return self._content

    def show(self, content: Content) -> None:
        """Show another text from its beginning."""
        self._content = content
        self.scroll_to(y=0, animate=False, immediate=True)
        self._lay()

    def _lay(self) -> None:
        self._break()
        lengthen(self, len(self._strips))
        if self._drawn_for and self._drawn_for[0] != self.scrollable_content_region.width:
            self._break()  # with the bar at the right, or without it
            lengthen(self, len(self._strips))
        self.refresh()

    def _break(self) -> None:
        width = self.scrollable_content_region.width
        self._drawn_for = width, self.visual_style
        self._strips = (
            Visual.to_strips(self, self._content, width, None, self.visual_style, pad=True) if width else []
        )

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, line = self.scrollable_content_region.width, y + self.scroll_offset.y
        if line >= len(self._strips):
            return Strip.blank(width, self.rich_style)
        return self._strips[line].adjust_cell_length(width, self.rich_style).apply_offsets(0, line)

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        if self._drawn_for is None or self._drawn_for[0] != self.scrollable_content_region.width:
            self._lay()
        else:
            lengthen(self, len(self._strips))

    def notify_style_update(self) -> None:
        """Draw all of it anew in other colours."""
        super().notify_style_update()
        if self._drawn_for is not None and self._drawn_for[1] != self.visual_style:
            self._lay()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What was chosen with the mouse, to be copied."""
        return selection.extract("\n".join(strip.text.rstrip() for strip in self._strips)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - it is asked for again
        """Show what is chosen with the mouse."""
        self._lay()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as there are."""
        return len(self._strips)

    def action_cursor_up(self) -> None:
        """Up a line."""
        self.scroll_up(animate=False, immediate=True)

    def action_cursor_down(self) -> None:
        """Down a line."""
        self.scroll_down(animate=False, immediate=True)

    def action_page_up(self) -> None:
        """Up a page."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self.scroll_page_down(animate=False)

    def action_first(self) -> None:
        """To the top."""
        self.scroll_home(animate=False, immediate=True)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False, immediate=True)
