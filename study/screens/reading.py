"""Something to read: the help on a screen, or the problems of a deck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Footer, Static

from study.actions.action import Place
from study.actions.keys import shown_keys
from study.actions.registry import ABOUT, actions_at, bindings
from study.desk import Desk
from study.screens.page import Page
from study.widgets.columns import Hanging
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from decks.library import Loaded

_KEYS = 10


class ReadingScreen(Page):
    """Paragraphs below one another."""

    PLACE = Place.READING
    BINDINGS = bindings(Place.READING)
    CSS_PATH = "reading.tcss"

    def __init__(self, desk: Desk, trail: Sequence[str], parts: Sequence[tuple[str, VisualType]]) -> None:
        """`parts` each have their class in the stylesheet: `text`, `heading` or `row`."""
        super().__init__(desk)
        self._trail = trail
        self._parts = parts

    def compose(self) -> ComposeResult:
        """The text, and it scrolls."""
        yield TopBar(*self._trail)
        with Vertical(classes="body"), VerticalScroll(can_focus=False):
            for css, visual in self._parts:
                yield Static(visual, classes=css, markup=False)
        yield Footer(show_command_palette=False)

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


def help_on(place: Place, keys: Mapping[str, str] | None = None) -> list[tuple[str, VisualType]]:
    """What a screen is for, its keys, and those that work everywhere."""
    parts: list[tuple[str, VisualType]] = [("text", Content(ABOUT[place].text))]
    lists = [Place.LIST] if place in (Place.HOME, Place.SETUP, Place.WEAK) else []
    for where, title in (
        (place, "Keys here"),
        *((each, "In the list") for each in lists),
        (Place.EVERYWHERE, "Everywhere"),
    ):
        parts.append(("heading", Content(title)))
        parts += [
            (
                "row",
                Hanging(
                    Content.styled(f"{shown_keys(action, keys or {}):<{_KEYS}}", "bold $primary"),
                    Content(action.help),
                ),
            )
            for action in actions_at(where)
        ]
    return parts


def problems_of(loaded: Loaded) -> list[tuple[str, VisualType]]:
    """A deck's problems, in the order of the file, errors marked."""
    return [
        (
            "row",
            Hanging(
                Content.styled("✗ ", "bold $error")
                if problem.severity == "error"
                else Content.styled("· ", "bold $warning"),
                Content(str(problem)),
            ),
        )
        for problem in loaded.problems
    ]
