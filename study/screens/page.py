"""What all screens have in common."""

import asyncio
import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.content import Content

from study.actions.action import Place
from study.actions.keys import rekey
from study.desk import Desk
from study.screens.once import Once
from study.widgets.columns import Hanging
from study.widgets.copyable import Copyable

TALL = 18
"""Lines from which on a screen has room for more than what it is there for."""
WIDE = 60
"""Cells from which on it is wide enough for lines that stand beside one another."""
FIRST = 2
"""Sentences on what is wrong that such a screen has room for."""
PATIENCE = 1.0
"""Seconds for which leaving a page waits for what it saves."""


def styles(name: str) -> str:
    """What a stylesheet beside this module says, for a screen's DEFAULT_CSS.

    With CSS_PATH, Textual reads all stylesheets there are once more when the screen is first opened.
    """
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


class Page(Once[None]):
    """A screen of the app: it knows its place in the registry of actions, and the desk."""

    PLACE: ClassVar[Place]
    """Whose actions it has."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own declaration
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        if desk.choices.keys:
            rekey(self, desk.choices.keys)
        self.turn = asyncio.Lock()
        """Held while something is saved, so that a click and a key are never taken for the same question."""

    async def settled(self) -> None:
        """Wait until what is being saved is safe, but not for long: another program may be using the progress file."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                async with self.turn:
                    pass

    def keeps(self, pressed: events.Key) -> bool:  # noqa: ARG002
        """Whether the page keeps a key for when it can do what that means; it hands it to `in_turn.press_again` then."""
        return False

    def allows(self, action: str) -> bool:  # noqa: ARG002
        """Whether one of the screen's own actions means something now; footer, keys and palette follow it."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Textual's way of asking; it asks of pages that are on their way out, too."""
        return self.is_attached and self.allows(action)


class Notice(Copyable):
    """A sentence on something that went wrong; takes no room while there is none."""

    DEFAULT_CSS = """
    Notice { display: none; padding: 0 1; margin: 0 0 1 0; background: $error 15%; }
    Notice.-warning { background: $warning 15%; }
    """

    said: str = ""
    """What it shows."""

    def say_all(self, sentences: Iterable[str]) -> None:
        """Show what went wrong: the first of these sentences, and how many more there are, so that the page has room."""
        all_of_them = list(sentences)
        most = FIRST if self.app.size.height >= TALL else 1
        more = len(all_of_them) - most
        said = "\n".join([*all_of_them[:most], *([f"And {more} more."] if more > 0 else [])])
        if said != self.said:
            self.say(said)

    def say(self, sentence: str, *, wrong: bool = True) -> None:
        """Show a sentence, or with an empty one nothing; `wrong`: whether it tells of something that went wrong."""
        if not sentence and not self.said:
            return
        self.said = sentence
        self.display = bool(sentence)  # at once, where a class would wait for the next round of styling
        self.set_class(not wrong, "-warning")
        sign = ("✗ ", "bold $error") if wrong else ("! ", "bold $warning")
        self.update(Hanging(Content.styled(*sign), Content(sentence)))
