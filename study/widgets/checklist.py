"""A list answer marked line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from study.widgets.columns import Fitted, Hanging
from study.widgets.still import Still


class Checklist(Still):
    """The lines of a list answer, each with a box to tick; keys reach it through its screen."""

    DEFAULT_CSS = "Checklist { height: auto; }"

    @dataclass
    class Changed(Message):
        """A line was ticked with the mouse, or its tick taken back."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn = _Lines((), (), 0, None)
        self.touched = False
        """Whether a line was ever ticked, be it that the tick was taken back."""

    @property
    def recalled(self) -> tuple[bool, ...]:
        """Which lines are ticked."""
        return self._drawn.ticked

    def ask(self, lines: Sequence[str], recalled: Sequence[bool] = ()) -> None:
        """Have other lines; `recalled`: which of them are ticked from the start, none where it is empty."""
        ticked = (*recalled, *[False] * len(lines))[: len(lines)]
        self._drawn = _Lines(lines, ticked, 0, None)
        self.touched = any(ticked)
        self.update(self._drawn)

    def move(self, by: int) -> None:
        """Move the cursor, as far as there are lines."""
        self._place(self._drawn.cursor + by)

    def tick(self) -> None:
        """Tick the line under the cursor, or take its tick back, and go on to the next."""
        self._turn(self._drawn.cursor)
        self._place(self._drawn.cursor + 1)

    def tick_all(self) -> None:
        """Tick every line, or none where all are ticked."""
        self._draw(ticked=(not all(self.recalled),) * len(self.recalled))

    def on_click(self, event: events.Click) -> None:
        """A click ticks the line it lands on."""
        event.stop()
        number = self._drawn.at(event.y, self.size.width)
        if number is not None:
            self._place(number)
            self._turn(number)
            self.post_message(self.Changed())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The line under the mouse stands out."""
        self._point(self._drawn.at(event.y, self.size.width))

    def on_leave(self) -> None:
        """No more."""
        self._point(None)

    def _point(self, number: int | None) -> None:
        if number != self._drawn.pointed:
            self._draw(pointed=number)

    def _turn(self, number: int) -> None:
        ticked = list(self.recalled)
        ticked[number] = not ticked[number]
        self._draw(ticked=tuple(ticked))

    def _place(self, number: int) -> None:
        self._draw(cursor=max(0, min(number, len(self.recalled) - 1)))
        around = self.parent
        if isinstance(around, Widget):
            line = self._drawn.region(self._drawn.cursor, self.size.width)
            around.scroll_to_region(line.translate(self.virtual_region.offset), animate=False, immediate=True)

    def _draw(
        self, *, ticked: tuple[bool, ...] | None = None, cursor: int | None = None, pointed: int | None = -1
    ) -> None:
        was = self._drawn
        self.touched |= ticked is not None
        self._drawn = _Lines(
            was.lines,
            was.ticked if ticked is None else ticked,
            was.cursor if cursor is None else cursor,
            was.pointed if pointed == -1 else pointed,
        )
        self.update(self._drawn, layout=False)


class _Lines(Fitted):
    """All lines in one: a widget for each would take longer to make than all else that shows an answer."""

    def __init__(
        self, lines: Sequence[str], ticked: tuple[bool, ...], cursor: int, pointed: int | None
    ) -> None:
        self.lines, self.ticked, self.cursor, self.pointed = lines, ticked, cursor, pointed

    def fit(self, width: int) -> Content:
        """Line by line, the one at the cursor on a ground of its own."""
        rows: list[Content] = []
        for number, row in self._rows(width):
            ground = "on $panel" if number == self.cursor else "on $surface" if number == self.pointed else ""
            rows.append(row.stylize_before(ground) if ground else row)
        return Content("\n").join(rows)

    def at(self, y: int, width: int) -> int | None:
        """Which line stands in a row."""
        numbers = [number for number, _ in self._rows(width)]
        return numbers[y] if 0 <= y < len(numbers) else None

    def region(self, number: int, width: int) -> Region:
        """Where a line stands."""
        numbers = [each for each, _ in self._rows(width)]
        return Region(0, numbers.index(number), width, numbers.count(number)) if numbers else Region()

    def _rows(self, width: int) -> list[tuple[int, Content]]:
        """The rows of all lines, each with the line's number and as wide as there is room."""
        found: list[tuple[int, Content]] = []
        for number, (text, ticked) in enumerate(zip(self.lines, self.ticked, strict=True)):
            box = ("✓", "bold $success") if ticked else ("·", "$muted")
            sign = Content.assemble(" ▸ " if number == self.cursor else "   ", "[", box, "] ")
            rows = Hanging(sign, Content(text)).fit(width - 1).split("\n", allow_blank=True)
            found += [(number, row.pad_right(max(0, width - row.cell_length))) for row in rows]
        return found
