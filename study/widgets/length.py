"""How long something is that draws its own lines, said to Textual in a way that costs little."""

from textual.geometry import Size
from textual.scroll_view import ScrollView


def lengthen(view: ScrollView, lines: int) -> None:
    """Have a view scroll over so many lines.

    Textual would lay out the whole screen again for that, which is needed only where the bar at the right comes or goes.
    """
    height = view.container_size.height
    if height and view.show_vertical_scrollbar != (lines > height):
        view.show_vertical_scrollbar = lines > height  # now, and not when the layout has found it out
        view.vertical_scrollbar.display = lines > height
    size = Size(view.scrollable_content_region.width, lines)
    view.set_reactive(ScrollView.virtual_size, size)
    if view.show_vertical_scrollbar:
        view.vertical_scrollbar.window_virtual_size = lines
