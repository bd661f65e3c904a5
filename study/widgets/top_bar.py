"""The line at the top of every screen: where one is, and what is left."""

from textual.content import Content
from textual.widgets import Static

from study.widgets.columns import Cell, Columns


class TopBar(Static):
    """Place at the left, counts at the right."""

    DEFAULT_CSS = "TopBar { dock: top; height: 1; padding: 0 2; background: $surface; text-wrap: nowrap; }"

    def __init__(self, *trail: str) -> None:
        super().__init__(_line(trail, Content("")))

    def show(self, *trail: str, right: Content | None = None) -> None:
        """Write the way to this screen, Home's own name first, and what is to stand at the right."""
        self.update(_line(trail, right or Content("")), layout=False)


def _line(trail: tuple[str, ...], right: Content) -> Columns:
    parts = [Content.styled("Rolecall", "bold $primary")]
    for step in trail:
        parts += [Content.styled("  ›  ", "$muted"), Content(step)]
    cells = [Cell(Content.assemble(*parts))]
    if right:
        cells.append(Cell(right, right.cell_length, right=True, drop=1))
    return Columns(*cells)
