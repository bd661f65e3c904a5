"""An answer that could not be saved: try again, or go back to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from study.actions.action import Place
from study.actions.keys import rekey
from study.actions.registry import bindings
from study.screens.once import Once
from study.widgets.columns import Hanging
from study.widgets.copyable import Copyable
from study.widgets.foot import Foot

if TYPE_CHECKING:
    from study.app import RolecallApp


class Trouble(ModalScreen[bool], Once[bool]):
    """Dismissed with True to try again."""

    BINDINGS = bindings(Place.TROUBLE)
    CSS_PATH = "trouble.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012 - Textual's own declaration

    def __init__(self, sentence: str, keys: Mapping[str, str] | None = None) -> None:
        """`keys`: those that the learner has chosen."""
        super().__init__()
        rekey(self, keys or {})
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """The sentence, and what can be done."""
        with VerticalScroll(can_focus=False):
            yield Copyable(
                Hanging(
                    Content.styled("✗ ", "bold $error"),
                    Content.styled("Not saved", "bold"),
                    Content(self._sentence),
                )
            )
        yield Foot()

    def action_retry(self) -> None:
        """Save the answer again."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Back to the card."""
        self.dismiss(False)

    def action_help(self) -> None:
        """Explain what can be done."""
        from study.screens.reading import explain

        app: RolecallApp = self.app  # type: ignore[assignment]
        explain(app, app.desk, Place.TROUBLE)

    def action_up(self) -> None:
        """Up a line."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_down(self) -> None:
        """Down a line."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Up a page."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)
