"""Something to read: the help on a screen, or the problems of a deck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content

from study.actions.action import Place
from study.actions.keys import rekey, shown_keys
from study.actions.registry import ABOUT, actions_at, bindings
from study.desk import Desk
from study.screens.kept import kept
from study.screens.page import styles
from study.screens.scrolling import ScrollingPage
from study.widgets.columns import Fitted, Hanging, wrapped
from study.widgets.foot import Foot
from study.widgets.still import Scroll, Still
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from decks.library import Loaded

Parts = Sequence[tuple[str, Content | Fitted]]
"""Paragraphs, each with what it is: `text`, `heading` or `row`."""
_KEYS = 10


class ReadingScreen(ScrollingPage):
    """Paragraphs below one another."""

    PLACE = Place.READING
    BINDINGS = bindings(Place.READING)
    DEFAULT_CSS = styles("reading.tcss")

    def __init__(self, desk: Desk, trail: Sequence[str], parts: Parts) -> None:
        """`parts` each say what they are: `text`, `heading` or `row`."""
        super().__init__(desk)
        self._trail = trail
        self._parts = parts

    def compose(self) -> ComposeResult:
        """The text, and it scrolls."""
        yield TopBar(*self._trail)
        with Vertical(classes="body"), Scroll():
            yield Still()
        yield Foot()

    def on_mount(self) -> None:
        """Show what there is to read."""
        self.query_one("Scroll Still", Still).update(_Text(self._parts))

    def show(self, trail: Sequence[str], parts: Parts) -> None:
        """Have something else to read, from its beginning."""
        rekey(self, self.desk.choices.keys)
        self._trail, self._parts = trail, parts
        if self.query(TopBar):  # or it was left before there was anything on it
            self.query_one(TopBar).show(*trail)
            self.query_one("Scroll Still", Still).update(_Text(parts))
            self.query_one(Scroll).scroll_home(animate=False, immediate=True)


class _Text(Fitted):
    """All of it in one: a screen of so many widgets would take long to open."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def fit(self, width: int) -> Content:
        """One below the other, headings with an empty line above them."""
        lines: list[Content] = []
        for what, part in self._parts:
            if isinstance(part, Fitted):
                lines.append(part.fit(width))
            elif what == "heading":
                lines += [Content(""), *(line.stylize("bold $muted") for line in wrapped(part, width))]
            else:
                lines += wrapped(part, width)
        return Content("\n").join(lines)


def read(app: App[Any], desk: Desk, trail: Sequence[str], parts: Parts) -> None:
    """Have something to read above where one is."""
    app.push_screen(
        kept(
            app,
            ReadingScreen,
            lambda: ReadingScreen(desk, trail, parts),
            lambda screen: screen.show(trail, parts),
        )
    )


def explain(app: App[Any], desk: Desk, place: Place) -> None:
    """Have the help on a screen to read above it."""
    read(app, desk, (ABOUT[place].title, "Help"), help_on(place, desk.choices.keys))


def help_on(place: Place, keys: Mapping[str, str] | None = None) -> list[tuple[str, Content | Fitted]]:
    """What a screen is for, its keys, and those that work everywhere, where they do."""
    parts: list[tuple[str, Content | Fitted]] = [("text", Content(ABOUT[place].text))]
    lists = [Place.LIST] if place in (Place.HOME, Place.SETUP, Place.WEAK) else []
    for where, title in (
        (place, "Keys here"),
        *((each, "In the list") for each in lists),
        *([(Place.EVERYWHERE, "Everywhere")] if place is not Place.TROUBLE else ()),
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


def problems_of(loaded: Loaded) -> list[tuple[str, Content | Fitted]]:
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
