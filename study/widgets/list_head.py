"""What stands above the columns of a list of cards: their names, and by which of them it is sorted."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from progress.searching.sorting import Sort
from study.widgets.columns import Cell, Columns
from study.widgets.found import LEAST, ROLE, STATE

_BAR = 2
"""Cells at the left of a list, for the bar of the chosen line."""


class ListHead(Widget, can_focus=False):
    """A click on a name sorts by it, another one the other way round."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ListHead { height: 1; color: $muted; text-style: bold; pointer: pointer; }
    """

    @dataclass
    class Clicked(Message):
        """This is to be sorted by."""

        sort: Sort

    def __init__(self) -> None:
        super().__init__()
        self._sort = Sort.DECK
        self._backwards = False
        self._bar = False

    def show(self, sort: Sort, *, backwards: bool, bar: bool) -> None:
        """By what is sorted; `bar`: whether the list has a scroll bar at its right."""
        if (sort, backwards, bar) != (self._sort, self._backwards, self._bar):
            self._sort, self._backwards, self._bar = sort, backwards, bar
            self.refresh()

    def render(self) -> Content:
        """The names, cut and left out as the columns below are."""
        names = Columns(
            Cell(Content("  " + self._titled(Sort.DECK, "Card or question"))),
            Cell(Content(self._titled(Sort.ROLE, "Role")), ROLE, drop=2),
            Cell(Content(self._titled(Sort.DUE, "Due")), STATE, right=True, drop=1),
            least=LEAST,
        )
        return names.fit(self._room).pad_left(_BAR)

    @property
    def _room(self) -> int:
        return max(1, self.size.width - self._bar - _BAR)

    def _titled(self, sort: Sort, name: str) -> str:
        if sort is not self._sort:
            return name
        return f"{name} {'▾' if self._backwards else '▴'}"

    def on_click(self, event: events.Click) -> None:
        """Say which it was."""
        event.stop()
        said, x = self.render().plain, event.x - _BAR
        if "Due" in said and x >= self._room - STATE:
            sort = Sort.DUE
        elif "Role" in said and x >= self._room - STATE - 2 - ROLE:
            sort = Sort.ROLE
        else:
            sort = Sort.DECK
        self.post_message(self.Clicked(sort))
