"""What all screens have in common."""

import asyncio
from typing import ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from study.actions.action import Place
from study.actions.keys import rekey
from study.desk import Desk
from study.widgets.columns import Hanging


class Page(Screen[None]):
    """A screen of the app: it knows its place in the registry of actions, and the desk."""

    PLACE: ClassVar[Place]
    """Whose actions it has."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012 - Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        if desk.choices.keys:
            rekey(self, desk.choices.keys)
        self.turn = asyncio.Lock()
        """Held while an answer is saved, so that a click and a key are never taken for the same question."""

    def allows(self, action: str) -> bool:  # noqa: ARG002
        """Whether one of the screen's own actions means something now; footer, keys and palette follow it."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Textual's way of asking."""
        return self.allows(action)


class Notice(Static):
    """A sentence on something that went wrong; takes no room while there is none."""

    DEFAULT_CSS = """
    Notice { display: none; padding: 0 1; margin: 0 0 1 0; background: $error 15%; }
    Notice.-shown { display: block; }
    """

    said: str = ""
    """What it shows."""

    def say(self, sentence: str) -> None:
        """Show a sentence, or with an empty one nothing."""
        self.said = sentence
        self.set_class(bool(sentence), "-shown")
        self.update(Hanging(Content.styled("✗ ", "bold $error"), Content(sentence)))
