"""One deck in the list of Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from study.widgets.columns import Cell, Columns

if TYPE_CHECKING:
    from decks.library import Loaded
    from study.core import DeckSummary


def deck_head() -> Columns:
    """The names of the columns."""
    return _columns(Content("Deck"), Content("due"), Content("new"), Content("learned"))


def _columns(
    title: Content, due: Content, new: Content, learned: Content, below: Content | None = None
) -> Columns:
    return Columns(
        Cell(title),
        Cell(due, 5, right=True),
        Cell(new, 5, right=True, drop=1),
        Cell(learned, 13, right=True, drop=2),
        below=below,
    )


def deck_row(loaded: Loaded, summary: DeckSummary | None) -> Columns:
    """A deck with its counts, once they are known, and with its first problem below it, if it has one."""
    worst = next((each for each in loaded.problems if each.severity == "error"), None)
    below = Content.assemble(("✗ ", "bold $error"), (str(worst), "$error")) if worst else None
    nothing = Content("")
    if loaded.deck is None:
        return _columns(Content.styled(loaded.path.name, "$muted"), nothing, nothing, nothing, below)
    title = Content(loaded.deck.title)
    if summary is None:
        return _columns(title, nothing, nothing, Content.styled("…", "$muted"), below)
    return _columns(title, _number(summary.due), _number(summary.new), _learned(summary), below)


def _number(number: int) -> Content:
    return Content.styled(str(number), "bold $primary") if number else Content.styled("0", "$muted")


def _learned(summary: DeckSummary) -> Content:
    return Content.assemble(str(summary.learned), (f" of {summary.cards}", "$muted"))
