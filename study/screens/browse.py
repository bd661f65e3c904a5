"""All cards and questions: searched, sorted, read, and acted on."""

import asyncio
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input, Static

from decks.library import DeckNotFound
from decks.model import Deck
from progress.searching.sorting import Sort
from study.actions.action import Place
from study.actions.registry import bindings
from study.browsing.browsing import Browser, Line
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.screens.browse_search import SearchingPage
from study.screens.page import Notice
from study.widgets.field import Field
from study.widgets.foot import Foot
from study.widgets.list_head import ListHead
from study.widgets.long_list import LongList
from study.widgets.preview import Preview
from study.widgets.search_field import SearchField
from study.widgets.top_bar import TopBar

_IDLE = 0.05
"""Seconds between two steps of what is prepared, for the keys."""
_FIELD = frozenset(
    (
        "mark", "mark_all", "suspend", "bury", "flag", "note", "reschedule", "forget", "read", "edit",
    )
)  # fmt: skip
"""What means something only where a line is chosen, and not while one types."""


class _Left(Exception):
    """The app is being left while something long is made."""


class BrowseScreen(SearchingPage):
    """A field to search with, what it finds, and all of what is chosen."""

    PLACE = Place.BROWSE
    BINDINGS = bindings(Place.BROWSE)
    CSS_PATH = "browse.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (110, "-broad")]  # noqa: RUF012 - Textual's own

    def __init__(self, desk: Desk, deck: str = "", search: str = "") -> None:
        """`deck`: the one to keep to; all where it is empty."""
        super().__init__(desk)
        self._wanted = deck
        self._first_search = search
        self._reading = False
        """Whether all of the chosen one takes the whole screen."""

    def compose(self) -> ComposeResult:
        """The field, what it found, and the chosen one."""
        yield TopBar("Browse")
        with Vertical(classes="body"):
            yield SearchField(
                self._first_search,
                placeholder="Search: words, is:due, topic:…, prop:r<0.9, -word; ? tells more",
                select_on_focus=False,
                compact=True,
                id="search",
            )
            yield Notice()
            yield Static("Reading cards …", id="said", markup=False)
            yield Field(compact=True, id="ask", select_on_focus=False)
            with Container(id="panes"):
                with Vertical(id="found"):
                    yield ListHead()
                    yield LongList[Line](self._drawn)
                yield Preview()
        yield Foot()

    def on_screen_resume(self) -> None:
        """Paint first; look anew whenever one comes here."""
        self.call_after_refresh(self._load)

    # -- reading

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        study = await self.desk.open()
        try:
            if self.browser is None:
                decks = await self.desk.ask(self._decks)
                browser = Browser(study, decks)
                await self.desk.ask(partial(browser.open, self._report))
                self.browser = browser
                title = study.called(decks[0]) if len(decks) == 1 else f"{len(decks)} decks"
                self.query_one(TopBar).show("Browse", title)
                if not isinstance(self.focused, Input):  # or one has gone to the field already
                    self.list.focus()
            elif not await self.desk.ask(self.browser.refresh):
                return
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.complain(str(problem))
            self.query_one("#said", Static).update("")
            return
        except _Left:
            return
        self.search()
        self._prepare()

    def _decks(self) -> list[Deck]:
        study = self.desk.study
        if self._wanted:
            return [study.deck(self._wanted)]
        found = [loaded.deck for loaded in study.library() if loaded.deck is not None]
        return found or [study.default_deck()]

    def _report(self, done: int, total: int) -> None:
        if self.desk.closing:
            raise _Left
        text = f"Putting the words of this deck in order, once: {done} of {total} …"
        self.app.call_later(self.query_one("#said", Static).update, text)

    @work(exclusive=True, group="prepare")
    async def _prepare(self) -> None:
        for step in self.browser.preparations() if self.browser is not None else ():
            await asyncio.sleep(_IDLE)
            await self.desk.ask(step)

    # -- searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        event.stop()
        if isinstance(event.input, SearchField) and self.browser is not None:
            self.news = ""
            self.search(together=event.input.together)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leads to what was found, or answers what was asked."""
        event.stop()
        if event.input.id == "search":
            self.list.focus()
            return
        asking, value = self.asking, event.value
        self.stop_asking()
        if asking is not None:
            asking(value)

    # -- moving about

    def allows(self, action: str) -> bool:
        """Keys mean something once there is something."""
        field = isinstance(self.focused, Input)
        match action:
            case "leave":
                return (field and self.browser is not None) or self._reading
            case "results":
                return field
            case "search":
                return self.asking is None
            case "sort" | "reverse":
                return self.browser is not None and self.asking is None
            case "undo":
                return self.browser is not None and self.browser.hand.undoable is not None
        if action in _FIELD:
            return self.browser is not None and self.list.chosen is not None and not field
        return True

    def action_search(self) -> None:
        """To the field."""
        self._show_all(reading=False)
        field = self.query_one("#search", Input)
        self.set_focus(field)  # at once: letters typed next are no keys of the list any more
        field.cursor_position = len(field.value)

    def action_results(self) -> None:
        """To what was found."""
        self.list.focus()

    def action_leave(self) -> None:
        """Back to the list."""
        self.stop_asking()
        self._show_all(reading=False)
        self.list.focus()
        self.refresh_bindings()

    def action_read(self) -> None:
        """All of it on the whole screen, or the list again."""
        self._show_all(reading=not self._reading)
        (self.query_one(Preview) if self._reading else self.list).focus()
        self.refresh_bindings()

    def on_long_list_opened(self, _message: LongList.Opened) -> None:
        """Show all of it on the whole screen."""
        self.action_read()

    def _show_all(self, *, reading: bool) -> None:
        """On the panes alone is what changes seen: a class of the screen would have all of it styled anew."""
        if reading != self._reading:
            self._reading = reading
            self.query_one("#panes").set_class(reading, "-reading")

    def action_sort(self) -> None:
        """By something else."""
        ways = list(Sort)
        self.sort = ways[(ways.index(self.sort) + 1) % len(ways)]
        self.search()

    def action_reverse(self) -> None:
        """The other way round."""
        self.backwards = not self.backwards
        self.search()

    def on_list_head_clicked(self, message: ListHead.Clicked) -> None:
        """Sort by that, or where that is so already, the other way round."""
        if self.browser is not None and self.asking is None:
            self.backwards = message.sort is self.sort and not self.backwards
            self.sort = message.sort
            self.search()

    def action_mark(self) -> None:
        """Mark a line."""
        self.list.mark()
        self.say()

    def action_mark_all(self) -> None:
        """Mark all lines."""
        self.list.mark_all()
        self.say()

    async def action_edit(self) -> None:
        """Edit the deck where the chosen one comes from, and look at all of it again."""
        browser, place = self.browser, self.list.chosen
        if browser is None or place is None:
            return
        async with self.turn:
            found = await self.desk.ask(lambda: browser.item(place))
            if found is None:
                return
            deck = await self.edited(found[0], found[1].mark, browser.asked)
            if deck is not None:
                await self.desk.ask(lambda: browser.take(deck))
                self.list.clear()
                self.news = "The deck was read again"
                self.search(found[1].id)
