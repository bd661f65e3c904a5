"""Many lines in one widget: to make a widget for each of them takes longer than to draw them all."""

from typing import NamedTuple

from textual.content import Content

from study.widgets.columns import Fitted, wrapped


class Part(NamedTuple):
    """What stands below what was before it."""

    text: Fitted | Content
    """Laid out by itself, or wrapped."""
    right: int = 0
    """Cells that stay free at its right."""


class Stacked(Fitted):
    """Parts below one another."""

    def __init__(self, *parts: Part) -> None:
        self._parts = parts

    def fit(self, width: int) -> Content:
        """All lines."""
        lines: list[Content] = []
        for text, right in self._parts:
            room = max(1, width - right)
            lines += [text.fit(room)] if isinstance(text, Fitted) else wrapped(text, room)
        return Content("\n").join(lines)
