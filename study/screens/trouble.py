"""An answer that could not be saved: try again, or go back to it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from study.actions.action import Place
from study.actions.registry import bindings
from study.screens.once import Once
from study.widgets.columns import Hanging


class Trouble(ModalScreen[bool], Once[bool]):
    """Dismissed with True to try again."""

    BINDINGS = bindings(Place.TROUBLE)
    CSS_PATH = "trouble.tcss"

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """The sentence, and what can be done."""
        with Vertical():
            yield Static(
                Hanging(
                    Content.styled("✗ ", "bold $error"),
                    Content.styled("Not saved", "bold"),
                    Content(self._sentence),
                )
            )
        yield Footer(show_command_palette=False)

    def action_retry(self) -> None:
        """Save the answer again."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Back to the card."""
        self.dismiss(False)
