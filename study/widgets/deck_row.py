"""One deck, or one topic of it, in the list of Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from study.widgets.columns import Cell, Columns

if TYPE_CHECKING:
    from decks.library import Loaded
    from study.home.counts import DeckSummary
    from study.home.topic_counts import TopicCounts

_NOTHING = Content("")


def deck_head() -> Columns:
    """The names of the columns."""
    title, *rest = map(Content, ("  Deck", "due", "new", "learning", "susp.", "learned"))
    return _columns(Cell(title), *rest)


def _columns(
    title: Cell,
    due: Content,
    new: Content,
    learning: Content,
    suspended: Content,
    learned: Content,
    below: Content | None = None,
) -> Columns:
    return Columns(
        title,
        Cell(due, 5, right=True),
        Cell(new, 5, right=True, drop=1),
        Cell(learning, 8, right=True, drop=3),
        Cell(suspended, 5, right=True, drop=4),
        Cell(learned, 11, right=True, drop=2),
        below=below,
        least=24,
    )


def deck_row(
    loaded: Loaded, summary: DeckSummary | None, *, opened: bool = False, apart: str = ""
) -> Columns:
    """A deck with its counts, once they are known, and with its first problem below it, if it has one.

    `apart` tells it from another deck of the same title.
    """
    worst = next((each for each in loaded.problems if each.severity == "error"), None)
    below = Content.assemble(("✗ ", "bold $error"), (str(worst), "$error")) if worst else None
    none = (_NOTHING,) * 4
    if loaded.deck is None:
        return _columns(Cell(Content.styled(f"  {loaded.path.name}", "$muted")), *none, _NOTHING, below)
    sign = ("▾ " if opened else "▸ ") if loaded.deck.topics else "  "
    title = Cell(
        Content.assemble((sign, "$muted"), loaded.deck.title), tail=Content(apart) if apart else None
    )
    if summary is None:
        return _columns(title, *none, Content.styled("…", "$muted"), below)
    return _columns(
        title,
        _number(summary.due, "bold $primary"),
        _number(summary.new, "bold $primary"),
        _number(summary.learning),
        _number(summary.suspended),
        _learned(summary.learned, summary.cards),
        below,
    )


def topic_row(title: str, depth: int, counts: TopicCounts | None) -> Columns:
    """A topic below its deck, or below the topic that it is nested in; `depth` is 1 for the first."""
    name = Cell(Content("  " * (depth + 1) + title))
    if counts is None:
        return _columns(name, *(_NOTHING,) * 4, Content.styled("…", "$muted"))
    return _columns(
        name,
        _number(counts.due, "bold $primary"),
        _number(counts.new),
        _number(counts.learning),
        _number(counts.suspended),
        _learned(counts.learned, counts.cards),
    )


def _number(number: int, style: str = "") -> Content:
    return Content.styled(str(number), style) if number else Content.styled("0", "$muted")


def _learned(learned: int, cards: int) -> Content:
    return Content.assemble(str(learned), (f" of {cards}", "$muted"))
