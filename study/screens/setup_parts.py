"""What New quiz is made of: a line of its list, and the length between two arrows."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.widgets import Static

from study.output import counted
from study.sessions.choosing import Choice, Length
from study.widgets.columns import Cell, Columns, Fitted

_MIDDLE = 11
"""The column of the length, with its arrows at both sides."""


class ChoiceLine(Fitted):
    """A topic or role; of the hundreds that a deck may have, only those that are seen are ever written out."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice

    def fit(self, width: int) -> Content:
        """A box to tick, the title, and how many questions there are."""
        name, title, depth, size, ticked = self._choice
        return Columns(
            Cell(Content("" if not name else "[x]" if ticked else "[ ]"), 3),
            Cell(Content("  " * depth + title)),
            Cell(Content.styled(counted(size, "question"), "$muted"), 14, right=True),
        ).fit(width)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """One line, however narrow."""
        return 1


class LengthBar(Static):
    """How many questions, between two arrows."""

    DEFAULT_CSS = "LengthBar { height: 1; margin: 0; padding: 0 2; }"

    @dataclass
    class Clicked(Message):
        """The mouse was clicked beside the length."""

        by: int

    _shown: tuple[str, str] | None = None

    def show(self, length: Length, asked: str) -> None:
        """Write the length, and how many questions that makes."""
        if self._shown == (length.shown, asked):
            return
        self._shown = length.shown, asked
        self.update(
            Content.assemble(
                ("Length  ", "bold"),
                (" " if length.first else "◂", "$primary"),
                (f"{length.shown:^5}", "bold"),
                (" " if length.last else "▸", "$primary"),
                (f"   {asked}" if asked else "", "$muted"),
            ),
            layout=False,
        )

    def on_click(self, event: events.Click) -> None:
        """Left of the number is less, right of it more."""
        self.post_message(self.Clicked(-1 if event.x < _MIDDLE else 1))
