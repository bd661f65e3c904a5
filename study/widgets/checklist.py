"""A list answer marked line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from study.widgets.columns import Hanging


class Checklist(Vertical):
    """The lines of a list answer, each with a box to tick; keys reach it through its screen."""

    DEFAULT_CSS = """
    Checklist { height: auto; }
    Checklist .line { padding: 0 1; }
    Checklist .line:hover { background: $surface; }
    Checklist .line.-cursor { background: $panel; }
    """

    @dataclass
    class Changed(Message):
        """A line was ticked, or its tick taken back."""

        recalled: tuple[bool, ...]

    def __init__(self, lines: Sequence[str], recalled: Sequence[bool] = ()) -> None:
        """`recalled`: which lines are ticked from the start; none where it is empty."""
        super().__init__()
        self._lines = [_Line(number, text) for number, text in enumerate(lines)]
        for line, ticked in zip(self._lines, recalled, strict=False):
            line.ticked = ticked
        self._cursor = 0

    def compose(self) -> ComposeResult:
        """One widget a line."""
        yield from self._lines

    def on_mount(self) -> None:
        """The cursor stands on the first line."""
        self._place(0)

    @property
    def recalled(self) -> tuple[bool, ...]:
        """Which lines are ticked."""
        return tuple(line.ticked for line in self._lines)

    def move(self, by: int) -> None:
        """Move the cursor, as far as there are lines."""
        self._place(self._cursor + by)

    def tick(self) -> None:
        """Tick the line under the cursor, or take its tick back, and go on to the next."""
        self._turn(self._cursor)
        self._place(self._cursor + 1)

    def tick_all(self) -> None:
        """Tick every line, or none where all are ticked."""
        ticked = not all(self.recalled)
        for line in self._lines:
            line.show(ticked=ticked)
        self.post_message(self.Changed(self.recalled))

    def on_line_clicked(self, message: "LineClicked") -> None:
        """A click ticks the line it lands on."""
        message.stop()
        self._place(message.number)
        self._turn(message.number)

    def _turn(self, number: int) -> None:
        line = self._lines[number]
        line.show(ticked=not line.ticked)
        self.post_message(self.Changed(self.recalled))

    def _place(self, number: int) -> None:
        self._lines[self._cursor].show(cursor=False)
        self._cursor = max(0, min(number, len(self._lines) - 1))
        self._lines[self._cursor].show(cursor=True)
        self._lines[self._cursor].scroll_visible(animate=False)


@dataclass
class LineClicked(Message):
    """The mouse was clicked on a line."""

    number: int


class _Line(Static):
    def __init__(self, number: int, text: str) -> None:
        super().__init__(classes="line")
        self._number = number
        self._text = text
        self._cursor = False
        self.ticked = False

    def on_mount(self) -> None:
        self.show()

    def show(self, *, ticked: bool | None = None, cursor: bool | None = None) -> None:
        if ticked is not None:
            self.ticked = ticked
        if cursor is not None:
            self._cursor = cursor
            self.set_class(cursor, "-cursor")
        box = ("✓", "bold $success") if self.ticked else ("·", "$muted")
        sign = Content.assemble("▸ " if self._cursor else "  ", "[", box, "] ")
        self.update(Hanging(sign, Content(self._text)))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(LineClicked(self._number))
