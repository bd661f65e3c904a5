"""A list of any length, of which only the lines on the screen are ever made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from study.actions.action import Place
from study.actions.registry import bindings
from study.screens.together import Together
from study.widgets.length import lengthen

Row = TypeVar("Row")
_BAR = "▌ "
_AHEAD = 30
"""Lines above and below the screen that are asked for beside those on it, and those at both ends."""
_KEPT = 2000


class LongList(ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Lines go by numbers, which say nothing here; what a line shows is asked for when it comes near the screen."""

    BINDINGS = bindings(Place.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"long-list--chosen"}
    DEFAULT_CSS = """
    LongList {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .long-list--chosen { background: $panel; }
    }
    """

    @dataclass
    class Wanted(Message):
        """Lines are about to be seen."""

        numbers: list[int]

    @dataclass
    class Chosen(Message):
        """Another line is chosen; None where there are none."""

        number: int | None
        together: Together | None = None
        """Holds back the frame for what is shown of it."""

    @dataclass
    class Opened(Message):
        """A line was clicked twice."""

        number: int

    def __init__(self, draw: Callable[[Row, bool], Visual]) -> None:
        """`draw` makes what stands on a line, told whether it is marked."""
        super().__init__()
        self._draw = draw
        self._numbers: Sequence[int] = ()
        self._rows: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._strips: dict[tuple[int, bool, bool], Strip] = {}
        """What was drawn, by number, whether it was the chosen line, and whether it was marked."""
        self._strips_for: tuple[int, Style] | None = None
        """The width and the style that it was drawn with."""
        self.cursor = 0
        """Which line is chosen, counted from 0."""
        self.marked: set[int] = set()
        """The numbers of marked lines, those not shown now too."""

    # -- what is in it

    def show(self, numbers: Sequence[int], rows: Mapping[int, Row] | None = None, *, at: int = 0) -> None:
        """Show these lines, of which the one at index `at` is chosen; `rows`: what some of them show."""
        self._numbers = numbers
        self.cursor = at
        lengthen(self, len(numbers))
        self.scroll_to(y=max(0, at - 2), animate=False, immediate=True)
        self.take(rows or {})
        self._look()
        self.refresh()
        self.post_message(self.Chosen(self.chosen))

    def take(self, rows: Mapping[int, Row]) -> None:
        """What lines show, by their numbers."""
        if len(self._rows) > _KEPT:
            self._rows.clear()
        self._rows.update(rows)
        self._asked.difference_update(rows)
        if len(self._strips) > _KEPT:
            self._strips.clear()
        for number in rows:
            for here, marked in product((True, False), repeat=2):
                self._strips.pop((number, here, marked), None)
        top = self.scroll_offset.y
        for place, number in enumerate(self._numbers[top : top + self.size.height], top):
            if number in rows:
                self.refresh_line(place)

    def renew(self, rows: Mapping[int, Row]) -> None:
        """What lines show is another thing now: this is what these do, and that of all others is to be asked for anew."""
        self._rows = {}
        self._strips.clear()
        self._asked.clear()
        self.take(rows)
        self._look()
        self.refresh()

    def clear(self) -> None:
        """Numbers mean other lines from now on: nothing that is known of them holds."""
        self._rows.clear()
        self._strips.clear()
        self._asked.clear()
        self.marked.clear()

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of all lines."""
        return self._numbers

    @property
    def chosen(self) -> int | None:
        """The number of the chosen line; None where there are none."""
        return self._numbers[self.cursor] if self.cursor < len(self._numbers) else None

    def row(self, number: int) -> Row | None:
        """What a line shows, where that is known."""
        return self._rows.get(number)

    def near(self) -> list[int]:
        """The numbers of the lines on the screen and around it, and of those at both ends."""
        return near(self._numbers, self.scroll_offset.y, self.size.height)

    def _look(self) -> None:
        """Ask for what is near the screen and not known."""
        near = self.near()
        wanted = [number for number in near if number not in self._asked and number not in self._rows]
        if wanted:
            self._asked.update(wanted)
            self.post_message(self.Wanted(wanted))

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """A line with the bar at its left where it is the chosen one."""
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        if index >= len(self._numbers):
            return Strip.blank(width, self.rich_style)
        if self._strips_for != (width, self.visual_style):
            self._strips.clear()
            self._strips_for = width, self.visual_style
        number = self._numbers[index]
        known = number, index == self.cursor, number in self.marked
        if known not in self._strips:
            self._strips[known] = self._line(*known, width)
        return self._strips[known]

    def _line(self, number: int, here: bool, marked: bool, width: int) -> Strip:
        style = self.get_visual_style("long-list--chosen") if here else self.visual_style
        row = self._rows.get(number)
        bar = Segment(_BAR if here else " " * len(_BAR), style.rich_style)
        room = max(1, width - len(_BAR))
        if row is None:
            return Strip([bar, Segment(" " * room, style.rich_style)])
        strips = Visual.to_strips(
            self, self._draw(row, marked), room, 1, style, apply_selection=False, pad=True
        )
        return (
            Strip([bar, *strips[0]]).adjust_cell_length(width, style.rich_style) if strips else Strip([bar])
        )

    def notify_style_update(self) -> None:
        """Draw all of it anew in other colours."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self) -> None:
        """Another size shows other lines."""
        lengthen(self, len(self._numbers))
        self._keep_in_sight()
        self._look()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other lines come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._look()

    # -- moving

    def go_to(self, index: int) -> None:
        """Choose a line by its place, as near as there is one."""
        before, self.cursor = self.cursor, max(0, min(index, len(self._numbers) - 1))
        together = Together(self.screen) if before != self.cursor else None
        self._keep_in_sight()
        self.refresh_line(before)
        self.refresh_line(self.cursor)
        if together:
            self.post_message(self.Chosen(self.chosen, together))

    def _keep_in_sight(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, immediate=True, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click chooses; two open."""
        event.stop()
        index = event.y + self.scroll_offset.y
        if index < len(self._numbers):
            self.go_to(index)
            if event.chain == 2:
                self.post_message(self.Opened(self._numbers[index]))

    def action_cursor_up(self) -> None:
        """Up a line."""
        self.go_to(self.cursor - 1)

    def action_cursor_down(self) -> None:
        """Down a line."""
        self.go_to(self.cursor + 1)

    def action_page_up(self) -> None:
        """Up a page."""
        self.go_to(self.cursor - max(1, self.size.height - 1))

    def action_page_down(self) -> None:
        """Down a page."""
        self.go_to(self.cursor + max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the first line."""
        self.go_to(0)

    def action_last(self) -> None:
        """To the last line."""
        self.go_to(len(self._numbers) - 1)

    # -- marking

    def mark(self) -> None:
        """Mark the chosen line, or take its mark away, and go on to the next."""
        if self.chosen is not None:
            self.marked ^= {self.chosen}
            self.refresh_line(self.cursor)
            self.go_to(self.cursor + 1)

    def mark_all(self) -> None:
        """Mark all lines, or where all are marked, none."""
        shown = set(self._numbers)
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown
        self.refresh()


def near(numbers: Sequence[int], top: int, height: int) -> list[int]:
    """Of the numbers of lines those from one on that has the index `top`, around them, and at both ends."""
    around = numbers[max(0, top - _AHEAD) : top + max(1, height) + _AHEAD]
    return list(dict.fromkeys([*around, *numbers[:_AHEAD], *numbers[-_AHEAD:]]))
