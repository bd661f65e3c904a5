"""Searching a list of cards and questions, and showing what is found with all of what is chosen."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from textual import work
from textual.content import Content
from textual.widgets import Input

from progress.problems import StoreProblem
from progress.searching.parsing import SearchWrong
from progress.searching.sorting import Sort
from study.browsing.browsing import Browser, Line
from study.desk import Desk
from study.screens.browse_acts import ActingPage, Seen
from study.screens.together import Together
from study.widgets.columns import Columns
from study.widgets.found import line_of
from study.widgets.list_head import ListHead
from study.widgets.long_list import LongList, near
from study.widgets.preview import Preview

_KEPT = 2000
"""Of so many lines at most, the chosen one stays chosen where another search finds it, too."""


class _Found(NamedTuple):
    places: list[int]
    at: int
    """Index of the one that is to be chosen."""
    seen: Seen


class SearchingPage(ActingPage):
    """A screen that has a field `#search` and a `ListHead` besides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sort = Sort.DECK
        self.backwards = False
        self._read: int | None = None
        """The place of the one that is shown with everything."""

    @work(exclusive=True, group="search")
    async def search(self, name: str = "", together: Together | None = None) -> None:
        """The latest search wins: one begun before is given up. `name`: the id of what is to be chosen in the end."""
        browser, text = self.browser, self.query_one("#search", Input).value
        if browser is None:
            return
        before, height = self.list.chosen, self.list.size.height
        find = partial(self._find, browser, text, name, before, height)
        try:
            found = await self.desk.ask(find)
        except (SearchWrong, StoreProblem) as problem:
            self.complain(str(problem))
            if together is not None:
                together.now()
            return
        self.complain("")
        self._read = found.places[found.at] if found.places else None
        self.list.show(found.places, found.seen.lines, at=found.at)
        self.query_one(Preview).show(found.seen.all)
        self.say()
        self.refresh_bindings()
        if together is not None:
            together.now()

    def _find(self, browser: Browser, text: str, name: str, before: int | None, height: int) -> _Found:
        """What is found, with all that is to be seen of it: so that it comes to the screen at once."""
        places = browser.search(text, self.sort, backwards=self.backwards)
        wanted = browser.place_of(name) if name else before
        kept = wanted is not None and (name or len(places) <= _KEPT) and wanted in places
        at = places.index(wanted) if kept and wanted is not None else 0
        seen = self.look(browser, near(places, at, height), places[at] if places else None)
        return _Found(places, at, seen)

    def say(self) -> None:
        """What was done last, and how much was found."""
        if self.browser is None:
            return
        found, marked = len(self.list.numbers), len(self.list.marked)
        way = "backwards" if self.backwards else ""
        parts = [
            self.news,
            f"{found} of {len(self.browser)} found",
            f"{marked} marked" if marked else "",
            f"by {self.sort} {way}".rstrip(),
        ]
        if self.browser.unmade:
            parts.append("questions not made yet: begin a quiz once")
        self.write(Content(" · ".join(filter(None, parts))))
        head = self.query_one(ListHead)
        head.show(self.sort, backwards=self.backwards, bar=self.list.show_vertical_scrollbar)

    # -- the list

    def _drawn(self, line: Line, marked: bool) -> Columns:
        study, browser = self.desk.study, self.browser
        assert browser is not None  # noqa: S101 - nothing is in the list before
        return line_of(
            line, browser.columns.situation.today, study.settings.preferences.leech_threshold, marked=marked
        )

    def on_long_list_wanted(self, message: LongList.Wanted) -> None:
        """Fetch what comes into sight."""
        self._fetch(message.numbers)

    @work(group="fetch")
    async def _fetch(self, places: Sequence[int]) -> None:
        if self.browser is not None:
            browser = self.browser
            lines = await self.desk.ask(lambda: browser.lines(places))
            self.list.take({line.place: line for line in lines})

    def on_long_list_chosen(self, message: LongList.Chosen) -> None:
        """Show all of it."""
        if message.number != self._read:
            self._show(message.number, message.together)

    @work(exclusive=True, group="preview")
    async def _show(self, place: int | None, together: Together | None) -> None:
        browser = self.browser
        if browser is None:
            return
        self._read = place
        try:
            content = await self.desk.ask(lambda: self.whole(browser, place))
        except StoreProblem as problem:
            self.complain(str(problem))
            return
        self.query_one(Preview).show(content)
        if together is not None:
            together.now()
