"""All questions of an exam in a line: answered, unanswered, flagged, and where one is."""

from collections.abc import Collection

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class Overview(Widget):
    """A sign for each question: ✓ answered, · unanswered, ⚑ flagged; the current one stands in brackets."""

    DEFAULT_CSS = "Overview { height: 1; width: 1fr; padding: 0 1; }"

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
        room = max(1, self.size.width - len(told) - 4)
        first = max(0, min(current - room // 2, total - room))
        parts: list[Content | str | tuple[str, str]] = ["…" if first else " "]
        for place in range(first, min(total, first + room)):
            sign = sign_of(place, unanswered, flagged)
            parts.append((f"[{sign[0]}]", "bold reverse") if place == current else sign)
        parts.append("…" if first + room < total else " ")
        parts.append((told, "$muted"))
        return Content.assemble(*parts)


def sign_of(place: int, unanswered: Collection[int], flagged: Collection[int]) -> tuple[str, str]:
    """The sign of a question, and its style."""
    if place in flagged:
        return "⚑", "bold $warning"
    return ("·", "$muted") if place in unanswered else ("✓", "$success")
