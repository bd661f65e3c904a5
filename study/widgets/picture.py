"""The picture of a card, where the terminal can show one, and its description where not."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from PIL import Image
    from textual.widget import Widget

    from decks.model import Card, Deck

LEAST = Size(16, 6)
"""Columns and rows below which a picture says less than its description."""
MOST = Size(72, 16)
"""Columns and rows above which it keeps question and answer too far apart, and takes long to draw."""
SHARE = 0.55
"""How much of the height that is there for a card may be its picture's."""


class Picture(Vertical):
    """A picture and its description, of which either is shown, or both where the picture is coarse."""

    DEFAULT_CSS = """
    Picture { height: auto; margin: 1 0 0 0; display: none; }
    Picture.-any { display: block; }
    Picture > .alt { height: auto; }
    Picture.-fine > .alt { display: none; }
    Picture.-coarse > .alt { color: $muted; }
    """

    class Drawn(Message):
        """The picture has taken its place."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: Image.Image | None = None
        self._drawn: Widget | None = None
        self._room = Size(0, 0)

    def compose(self) -> ComposeResult:
        """The description; a picture comes when it has been read."""
        yield Static(classes="alt", markup=False)

    def show(self, deck: Deck, card: Card, *, drawn: bool = True) -> None:
        """Show the picture of a card, if it has one; `drawn`: where False, in words."""
        self._picture = None
        self._take_away()
        self.set_class(bool(card.alt), "-any")
        if card.alt:
            self.query_one(".alt", Static).update(Content(f"Picture: {card.alt}"))
        if card.image and drawn:
            self._read(Path(deck.path).parent, card.image)
        else:
            self.workers.cancel_node(self)

    @work(exclusive=True)
    async def _read(self, folder: Path, name: str) -> None:
        from study.widgets.picture_terminal import TERMINAL, Way

        if TERMINAL.way(self.app) is Way.WORDS:
            return
        self._picture = await asyncio.to_thread(_read, folder, name)
        if self._picture is not None:
            await TERMINAL.known(self.app)
            await self._draw()

    def fit(self, room: Size) -> None:
        """Make the picture fit into a card of that size."""
        if room != self._room:
            self._room = room
            if self._picture is not None:
                self.run_worker(self._draw(), exclusive=True)

    async def _draw(self) -> None:
        from study.widgets.picture_file import over
        from study.widgets.picture_terminal import TERMINAL, Way, widget_for

        picture = self._picture
        if picture is None:
            return
        way, cell = TERMINAL.way(self.app), TERMINAL.cell
        size = fitting(Size(*picture.size), self._room, cell, coarse=way is Way.BLOCKS)
        self._take_away()
        if way is Way.WORDS or size is None:
            return
        drawn = self._drawn = widget_for(way, cell)(over(picture, self.background_colors[1].rgb))
        drawn.styles.width, drawn.styles.height = size.width, size.height
        await self.mount(drawn, before=".alt")
        if drawn is self._drawn:  # no other card has come meanwhile
            self.add_class("-coarse" if way is Way.BLOCKS else "-fine")
            self.post_message(self.Drawn())

    def _take_away(self) -> None:
        self.remove_class("-fine", "-coarse")
        if self._drawn is not None:
            self._drawn.remove()
            self._drawn = None


def fitting(picture: Size, room: Size, cell: tuple[int, int], *, coarse: bool) -> Size | None:
    """Columns and rows of a picture of so many pixels, in a card of so many columns and rows; None where that is too few.

    A small picture is not blown up: `coarse` says that a cell is one of its pixels across, and two down.
    """
    columns = min(room.width, MOST.width)
    rows = min(int(room.height * SHARE), MOST.height)
    across = cell[0] * picture.height
    if rows < LEAST.height or columns < LEAST.width or not across:
        return None
    ratio = picture.width * cell[1] / across  # columns for each row
    largest = picture.width if coarse else max(1, 2 * picture.width // cell[0])
    width = min(columns, largest, round(rows * ratio))
    height = min(rows, max(1, round(width / ratio)))
    return Size(width, height) if width and height else None


def _read(folder: Path, name: str) -> Image.Image | None:
    """The picture, or None where it cannot be shown, or nothing can be. Runs beside the app: Pillow takes a while to load."""
    try:
        from study.widgets.picture_file import read_picture
        from study.widgets.picture_terminal import TERMINAL, Way, widget_for

        widget_for(Way.BLOCKS, TERMINAL.cell)
    except ImportError:
        return None
    return read_picture(folder, name)
