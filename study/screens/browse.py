"""All cards and questions: searched, sorted, read, and acted on."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Footer, Input, Static

from decks.library import DeckNotFound
from decks.model import Deck
from progress.searching.parsing import SearchWrong
from progress.searching.sorting import Sort
from study.actions.action import Place
from study.actions.registry import bindings
from study.browsing import Browser, Line
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.output import counted
from study.screens.editing import EditingPage
from study.screens.page import Notice
from study.widgets.columns import Columns
from study.widgets.found import Preview, all_of, line_of
from study.widgets.long_list import LongList
from study.widgets.top_bar import TopBar

_PAUSE = 0.05
"""Seconds without a key after which one searches."""
_LONGEST_WAIT = 36500
_DONE = {
    "bury": "Burying", "suspend": "Suspending", "unsuspend": "Taking out", "flag": "The flag", "note": "The note",
    "reschedule": "Rescheduling",
}  # fmt: skip


class _Left(Exception):
    """The app is being left while something long is made."""


class BrowseScreen(EditingPage):
    """A field to search with, what it finds, and all of what is chosen."""

    PLACE = Place.BROWSE
    BINDINGS = bindings(Place.BROWSE)
    CSS_PATH = "browse.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide"), (110, "-broad")]  # noqa: RUF012 - Textual's own

    def __init__(self, desk: Desk, deck: str = "", search: str = "") -> None:
        """`deck`: the one to keep to; all where it is empty."""
        super().__init__(desk)
        self._wanted = deck
        self._first_search = search
        self._browser: Browser | None = None
        self._sort = Sort.DECK
        self._backwards = False
        self._asking: Callable[[str], None] | None = None
        self._news = ""

    def compose(self) -> ComposeResult:
        """The field, what it found, and the chosen one."""
        yield TopBar("Browse")
        with Vertical(classes="body"):
            yield Input(
                self._first_search,
                placeholder="Search: words, is:due, topic:…, prop:r<0.9, -word; ? tells more",
                select_on_focus=False,
                compact=True,
                id="search",
            )
            yield Notice()
            yield Static("Reading cards …", id="said", markup=False)
            yield Input(compact=True, id="ask", select_on_focus=False)
            with Container(id="panes"):
                yield LongList[Line](self._drawn)
                yield Preview()
        yield Footer(show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Paint first; look anew whenever one comes here."""
        self.call_after_refresh(self._load)

    # -- reading

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        study = await self.desk.open()
        try:
            if self._browser is None:
                decks = await self.desk.ask(self._decks)
                browser = Browser(study, decks)
                await self.desk.ask(partial(browser.open, self._report))
                self._browser = browser
                title = decks[0].title if len(decks) == 1 else f"{len(decks)} decks"
                self.query_one(TopBar).show("Browse", title)
                self.list.focus()
            else:
                await self.desk.ask(self._browser.refresh)
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.query_one(Notice).say(str(problem))
            self.query_one("#said", Static).update("")
            return
        except _Left:
            return
        self._search()

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

    @property
    def list(self) -> LongList[Line]:
        """The list."""
        return self.query_one(LongList)

    # -- searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        event.stop()
        if event.input.id == "search" and self._browser is not None:
            self._news = ""
            self._search(_PAUSE)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leads to what was found, or answers what was asked."""
        event.stop()
        if event.input.id == "search":
            self.list.focus()
            return
        asking, value = self._asking, event.value
        self._stop_asking()
        if asking is not None:
            asking(value)

    @work(exclusive=True, group="search")
    async def _search(self, pause: float = 0.0, name: str = "") -> None:
        """The latest search wins: one begun before is given up. `name`: the id of what is to be chosen in the end."""
        await asyncio.sleep(pause)
        browser, text = self._browser, self.query_one("#search", Input).value
        if browser is None:
            return
        search = partial(browser.search, text, self._sort, backwards=self._backwards)
        try:
            found = await self.desk.ask(search)
        except SearchWrong as wrong:
            self.query_one(Notice).say(str(wrong))
            return
        except StoreProblem as problem:
            self.query_one(Notice).say(str(problem))
            return
        self.query_one(Notice).say("")
        self.list.show(found)
        place = browser.place_of(name) if name else None
        if place is not None and place in found:
            self.list.go_to(found.index(place))
        self._say()
        self.refresh_bindings()

    def _say(self) -> None:
        if self._browser is None:
            return
        found, marked = len(self.list.numbers), len(self.list.marked)
        way = "backwards" if self._backwards else ""
        parts = [
            self._news,
            f"{found} of {len(self._browser)} found",
            f"{marked} marked" if marked else "",
            f"by {self._sort} {way}".rstrip(),
        ]
        if self._browser.unmade:
            parts.append("questions not made yet: begin a quiz once")
        self.query_one("#said", Static).update(Content(" · ".join(filter(None, parts))))

    # -- the list

    def _drawn(self, line: Line, marked: bool) -> Columns:
        study, browser = self.desk.study, self._browser
        assert browser is not None  # noqa: S101 - nothing is in the list before
        return line_of(
            line, browser.columns.situation.today, study.settings.preferences.leech_threshold, marked=marked
        )

    def on_long_list_wanted(self, message: LongList.Wanted) -> None:
        """Fetch what comes into sight."""
        self._fetch(message.numbers)

    @work(group="fetch")
    async def _fetch(self, places: Sequence[int]) -> None:
        if self._browser is not None:
            browser = self._browser
            lines = await self.desk.ask(lambda: browser.lines(places))
            self.list.take({line.place: line for line in lines})

    def on_long_list_chosen(self, message: LongList.Chosen) -> None:
        """Show all of it."""
        self._show(message.number)

    @work(exclusive=True, group="preview")
    async def _show(self, place: int | None) -> None:
        browser, preview = self._browser, self.query_one(Preview)
        if browser is None or place is None:
            nothing = "Nothing is found." if browser is not None else ""
            preview.show(Content.styled(nothing, "$muted"))
            return
        await asyncio.sleep(_PAUSE)  # who runs through the list reads none of them
        study = self.desk.study

        def read() -> Content:
            (line,) = browser.lines([place])
            found = browser.item(place)
            if found is None:
                return Content("The deck has changed; go back and come again.")
            memory = line.memory
            recall = study.scheduler.recall(memory, study.now()) if memory is not None else None
            return all_of(line, *found, browser.history(place), study.days.timezone, recall)

        try:
            content = await self.desk.ask(read)
        except StoreProblem as problem:
            self.query_one(Notice).say(str(problem))
            return
        preview.show(content)

    # -- moving about

    def allows(self, action: str) -> bool:
        """Keys mean something once there is something."""
        field = isinstance(self.focused, Input)
        match action:
            case "leave":
                return field or self.has_class("-reading")
            case "results":
                return field
            case "search" | "sort" | "reverse":
                return self._browser is not None and not self.has_class("-asking")
            case "undo":
                return self._browser is not None and self._browser.hand.undoable is not None
            case (
                "mark"
                | "mark_all"
                | "suspend"
                | "bury"
                | "flag"
                | "note"
                | "reschedule"
                | "forget"
                | "read"
                | "edit"
            ):
                return self._browser is not None and self.list.chosen is not None and not field
        return True

    def action_search(self) -> None:
        """To the field."""
        self.remove_class("-reading")
        field = self.query_one("#search", Input)
        field.focus()
        field.cursor_position = len(field.value)

    def action_results(self) -> None:
        """To what was found."""
        self.list.focus()

    def action_leave(self) -> None:
        """Back to the list."""
        self._stop_asking()
        self.remove_class("-reading")
        self.list.focus()
        self.refresh_bindings()

    def action_read(self) -> None:
        """All of it on the whole screen, or the list again."""
        self.toggle_class("-reading")
        (self.query_one(Preview) if self.has_class("-reading") else self.list).focus()
        self.refresh_bindings()

    def action_sort(self) -> None:
        """By something else."""
        ways = list(Sort)
        self._sort = ways[(ways.index(self._sort) + 1) % len(ways)]
        self._search()

    def action_reverse(self) -> None:
        """The other way round."""
        self._backwards = not self._backwards
        self._search()

    def action_mark(self) -> None:
        """Mark a line."""
        self.list.mark()
        self._say()

    def action_mark_all(self) -> None:
        """Mark all lines."""
        self.list.mark_all()
        self._say()

    # -- acting

    def action_suspend(self) -> None:
        """Put away, or take out."""
        self._act(lambda browser, places: _said_away(browser.suspend(places), "suspended"))

    def action_bury(self) -> None:
        """Put away until tomorrow, or take out."""
        self._act(lambda browser, places: _said_away(browser.bury(places), "buried until tomorrow"))

    def action_flag(self, colour: int) -> None:
        """Give a colour."""
        what = f"got flag {colour}" if colour else "lost the flag"
        self._act(lambda browser, places: _said(browser.flag(places, colour), what))

    def action_note(self) -> None:
        """Write to it."""
        line = self.list.row(self.list.chosen) if self.list.chosen is not None else None
        kept = line.marks.note.replace("\n", " ") if line and not self.list.marked else ""
        self._ask("Note, empty for none; Enter saves, Esc leaves it", kept, self._note)

    def _note(self, text: str) -> None:
        what = "got the note" if text.strip() else "have no note now"
        self._act(lambda browser, places: _said(browser.note(places, text), what))

    def action_reschedule(self) -> None:
        """Give another day."""
        self._ask("In how many days? 0 is today; Enter saves, Esc leaves it", "", self._reschedule)

    def _reschedule(self, text: str) -> None:
        days = text.strip()
        if not (days.isascii() and days.isdecimal() and len(days) <= 5 and int(days) <= _LONGEST_WAIT):
            self.query_one(Notice).say(
                f"A number of days from 0 to {_LONGEST_WAIT} is wanted, not “{days[:20]}”."
            )
            return
        when = "today" if int(days) == 0 else f"in {counted(int(days), 'day')}"
        self._act(lambda browser, places: _said(browser.reschedule(places, int(days)), f"due {when}"))

    def action_forget(self) -> None:
        """Make new again."""
        self._act(lambda browser, places: _said(browser.reschedule(places, None), "new again"))

    async def action_edit(self) -> None:
        """Edit the deck where the chosen one comes from, and look at all of it again."""
        browser, place = self._browser, self.list.chosen
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
                self._news = "The deck was read again"
                self._search(0.0, found[1].id)

    def action_undo(self) -> None:
        """Take the last thing back."""

        def undo(browser: Browser, _places: Sequence[int]) -> str:
            kind = browser.undo()
            return f"{_DONE[kind]} was taken back" if kind is not None else "Nothing is left to take back"

        self._act(undo)

    def _act(self, does: Callable[[Browser, Sequence[int]], str]) -> None:
        self._do(does, sorted(self.list.marked) or [n for n in [self.list.chosen] if n is not None])

    @work(group="act")
    async def _do(self, does: Callable[[Browser, Sequence[int]], str], places: Sequence[int]) -> None:
        browser = self._browser
        if browser is None:
            return
        async with self.turn:
            try:
                self._news = await self.desk.keep(lambda: does(browser, places))
            except (StoreProblem, ValueError) as problem:
                self.query_one(Notice).say(str(problem))
                return
        self.query_one(Notice).say("")
        self.list.forget()
        self._show(self.list.chosen)
        self._say()
        self.refresh_bindings()

    def _ask(self, question: str, value: str, then: Callable[[str], None]) -> None:
        self._asking = then
        field = self.query_one("#ask", Input)
        field.value = value
        field.cursor_position = len(value)
        self.add_class("-asking")
        field.focus()
        self.query_one("#said", Static).update(Content(question))

    def _stop_asking(self) -> None:
        self._asking = None
        if self.has_class("-asking"):
            self.remove_class("-asking")
            self.list.focus()
            self._say()


def _said(number: int, what: str) -> str:
    return f"{counted(number, 'card')} {what}" if number else "No card was changed"


def _said_away(done: tuple[int, bool], what: str) -> str:
    number, away = done
    return _said(number, what if away else "taken out again")
