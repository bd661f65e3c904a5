"""All questions of an exam in a line: answered, unanswered, flagged, and where one is."""

from collections.abc import Collection
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Overview(Widget):
    """A sign for each question: ✓ answered, · unanswered, ⚑ flagged; the current one stands in brackets."""

    DEFAULT_CSS = "Overview { height: 1; width: 1fr; padding: 0 1; }"

    @dataclass
    class Clicked(Message):
        """A question was clicked."""

        place: int

    _state: tuple[int, int, Collection[int], Collection[int]] = (0, 0, (), ())

    def show(self, total: int, current: int, unanswered: Collection[int], flagged: Collection[int]) -> None:
        """Draw it anew; all are indices."""
        self._state = total, current, unanswered, flagged
        self.refresh()

    def render(self) -> RenderResult:
        """As many signs around the current one as there is room for, and how many are answered."""
        total, current, unanswered, flagged = self._state
        if not total:
            return Content("")
        told = f"  {total - len(unanswered)} answered"
        first, room = self._part(len(told))
        parts: list[Content | str | tuple[str, str]] = ["…" if first else " "]
        for place in range(first, min(total, first + room)):
            sign = sign_of(place, unanswered, flagged)
            parts.append((f"[{sign[0]}]", "bold reverse") if place == current else sign)
        parts.append("…" if first + room < total else " ")
        parts.append((told, "$muted"))
        return Content.assemble(*parts)

    def _part(self, told: int) -> tuple[int, int]:
        """From which question on, and how many of them at most, there are signs beside what is told."""
        total, current, _, _ = self._state
        room = max(1, self.size.width - told - 4)
        return max(0, min(current - room // 2, total - room)), room

    def on_click(self, event: events.Click) -> None:
        """Say which question was meant; the brackets mean the one within."""
        total, current, unanswered, _ = self._state
        first, room = self._part(len(f"  {total - len(unanswered)} answered"))
        place = first + event.x - self.styles.padding.left - 1
        if place > current:
            place = max(current, place - 2)
        if first <= place < min(total, first + room):
            self.post_message(self.Clicked(place))


def sign_of(place: int, unanswered: Collection[int], flagged: Collection[int]) -> tuple[str, str]:
    """The sign of a question, and its style."""
    if place in flagged:
        return "⚑", "bold $warning"
    return ("·", "$muted") if place in unanswered else ("✓", "$success")
