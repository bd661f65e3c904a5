"""Lines of text that fit themselves to the width they get: columns, and text that hangs from a sign at its left."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_GAP = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line."""

    content: Content
    width: int = 0
    """In terminal cells; 0 takes what the others leave."""
    right: bool = False
    """Whether it stands at the right of its column."""
    drop: int = 0
    """Where there is too little room, the column with the highest number goes first; 0 never goes."""
    tail: Content | None = None
    """Follows the content, and is seen where that has to be cut, too."""
    brief: Content | None = None
    """Stands for the content where that would have to be cut."""


class Fitted(Visual):
    """Text that is laid out anew for each width; once it is shown, it does not change."""

    _fitted: tuple[int, Content] | None = None
    """The last width, and the text for it: each is asked for twice, for its height and for its lines."""

    def fit(self, width: int) -> Content:
        """The text for a width in terminal cells; no line of it may be longer."""
        raise NotImplementedError

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Textual's way of asking for the lines."""
        return self.laid_out(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """The number of lines at a width."""
        return self.laid_out(width).plain.count("\n") + 1 if width > 0 else 1

    def laid_out(self, width: int) -> Content:
        """The text as it is shown at a width."""
        if self._fitted is None or self._fitted[0] != width:
            self._fitted = width, self.fit(width)
        return self._fitted[1]


class Columns(Fitted):
    """One line of cells, with an optional text below it."""

    def __init__(self, *cells: Cell, below: Content | None = None, least: int = 14) -> None:
        """`least`: what a cell that takes the rest is to have before columns are dropped for it."""
        self._cells = cells
        self._least = least
        self._below = below

    def fit(self, width: int) -> Content:
        """The cells that fit, cut with an ellipsis where they must be, and the text below, wrapped."""
        cells = list(self._cells)
        while self._needed(cells) > width and (droppable := [cell for cell in cells if cell.drop]):
            cells.remove(max(droppable, key=lambda cell: cell.drop))
        left = max(1, width - sum(cell.width for cell in cells) - _GAP * (len(cells) - 1))
        line = Content(" " * _GAP).join([_placed(cell, cell.width or left) for cell in cells])
        lines = [line.truncate(width)]
        if self._below is not None:
            lines += wrapped(self._below, width)
        return Content("\n").join(lines)

    def _needed(self, cells: Sequence[Cell]) -> int:
        return sum(cell.width or self._least for cell in cells) + _GAP * (len(cells) - 1)


class Hanging(Fitted):
    """Paragraphs that hang from a sign at their left."""

    def __init__(self, sign: Content, *paragraphs: Content) -> None:
        self._sign = sign
        self._paragraphs = paragraphs

    def fit(self, width: int) -> Content:
        """The sign before the first line, and every other line as far in as the first."""
        indent = self._sign.cell_length
        lines = [
            line for paragraph in self._paragraphs for line in wrapped(paragraph, max(1, width - indent))
        ] or [Content("")]
        first, *rest = lines
        return Content("\n").join([self._sign + first, *(line.pad_left(indent) for line in rest)])


def wrapped(content: Content, width: int) -> list[Content]:
    """The lines of a text at a width in terminal cells; words longer than it are broken."""
    return [
        line.rstrip().truncate(width)
        for part in content.split("\n", allow_blank=True)
        for line in part.wrap(width)
    ] or [Content("")]


def _placed(cell: Cell, width: int) -> Content:
    content = cell.content
    if cell.brief is not None and content.cell_length > width:
        content = cell.brief
    if cell.tail is not None:
        left = max(1, width - cell.tail.cell_length)
        content = content.truncate(left, ellipsis=True) + cell.tail
    content = content.truncate(width, ellipsis=True)
    missing = max(0, width - content.cell_length)
    return content.pad_left(missing) if cell.right else content.pad_right(missing)
