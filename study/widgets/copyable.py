"""Text that can be selected with the mouse and copied as it stands."""

from textual.selection import Selection
from textual.widgets import Static

from study.widgets.columns import Fitted


class Copyable(Static):
    """Text that gives out what is selected of it, where it fits itself to its width, too."""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected, and what parts it from what follows."""
        shown = self.visual
        if isinstance(shown, Fitted):
            return selection.extract(shown.laid_out(self.content_size.width).plain), "\n"
        return super().get_selection(selection)
