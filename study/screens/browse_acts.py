"""What is done by hand to what is chosen in a list of cards: put away, coloured, written to, given another day."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from textual import work
from textual.content import Content
from textual.widgets import Input, Static

from progress.problems import StoreProblem
from study.browsing.browsing import Browser, Line
from study.desk import Desk
from study.output import counted
from study.screens.editing import EditingPage
from study.screens.page import Notice
from study.screens.together import Together
from study.widgets.found import all_of
from study.widgets.long_list import LongList
from study.widgets.preview import Preview

_LONGEST_WAIT = 36500
_MANY = 500
"""Cards from which on it takes a while to act on all of them."""
_SAVED = 0.03
"""Seconds within which one card is mostly saved."""
_DONE = {
    "bury": "Burying", "suspend": "Suspending", "unsuspend": "Taking out", "flag": "The flag", "note": "The note",
    "reschedule": "Rescheduling",
}  # fmt: skip


class Seen(NamedTuple):
    """What is to be seen of some lines."""

    lines: dict[int, Line]
    """By their places."""
    all: Content
    """All of the chosen one."""


class ActingPage(EditingPage):
    """A screen with a `LongList` of what a `Browser` found, a `Preview`, a field `#ask`, and a line `#said` on what was done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.browser: Browser | None = None
        self.news = ""
        """What was done last."""
        self.asking: Callable[[str], None] | None = None
        """What is done with what is typed into `#ask`."""

    @property
    def list(self) -> LongList[Line]:
        """The list."""
        return self.query_one(LongList)

    def say(self) -> None:
        """Say what was found and done."""
        raise NotImplementedError

    def write(self, sentence: Content) -> None:
        """Say something in the line above the list; that costs a layout only where it takes more lines than before."""
        said = self.query_one("#said", Static)
        width = max(1, said.content_size.width)
        said.update(sentence, layout=len(sentence.wrap(width)) != said.content_size.height)

    def complain(self, sentence: str) -> None:
        """Say what went wrong, or with an empty sentence that nothing does now."""
        notice = self.query_one(Notice)
        if notice.said != sentence:
            notice.say(sentence)

    def look(self, browser: Browser, places: Sequence[int], chosen: int | None) -> Seen:
        """What is to be seen of these; to be run on the desk's thread."""
        lines = {line.place: line for line in browser.lines(places)}
        return Seen(lines, self.whole(browser, chosen))

    def whole(self, browser: Browser, place: int | None) -> Content:
        """All of one; to be run on the desk's thread."""
        study = self.desk.study
        if place is None:
            return Content.styled("Nothing is found.", "$muted")
        (line,) = browser.lines([place])
        found = browser.item(place)
        if found is None:
            return Content("The deck has changed; go back and come again.")
        recall = study.scheduler.recall(line.memory, study.now()) if line.memory is not None else None
        return all_of(line, *found, browser.history(place), study.days.timezone, recall)

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
        self.ask("Note, empty for none; Enter saves, Esc leaves it", kept, self._note)

    def _note(self, text: str) -> None:
        what = "got the note" if text.strip() else "have no note now"
        self._act(lambda browser, places: _said(browser.note(places, text), what))

    def action_reschedule(self) -> None:
        """Give another day."""
        self.ask("In how many days? 0 is today; Enter saves, Esc leaves it", "", self._reschedule)

    def _reschedule(self, text: str) -> None:
        days = text.strip()
        if not (days.isascii() and days.isdecimal() and len(days) <= 5 and int(days) <= _LONGEST_WAIT):
            self.complain(f"A number of days from 0 to {_LONGEST_WAIT} is wanted, not “{days[:20]}”.")
            return
        when = "today" if int(days) == 0 else f"in {counted(int(days), 'day')}"
        self._act(lambda browser, places: _said(browser.reschedule(places, int(days)), f"due {when}"))

    def action_forget(self) -> None:
        """Make new again."""
        self._act(lambda browser, places: _said(browser.reschedule(places, None), "new again"))

    def action_undo(self) -> None:
        """Take the last thing back."""

        def undo(browser: Browser, _places: Sequence[int]) -> str:
            kind = browser.undo()
            return f"{_DONE[kind]} was taken back" if kind is not None else "Nothing is left to take back"

        self._act(undo)

    def _act(self, does: Callable[[Browser, Sequence[int]], str]) -> None:
        places = sorted(self.list.marked) or [n for n in [self.list.chosen] if n is not None]
        together = Together(self, _SAVED)
        if len(places) >= _MANY:
            self.news = "Saving …"
            self.say()
            together.now()
        self._do(does, places, together)

    @work(group="act")
    async def _do(
        self, does: Callable[[Browser, Sequence[int]], str], places: Sequence[int], together: Together
    ) -> None:
        browser = self.browser
        if browser is None:
            return
        near, chosen = self.list.near(), self.list.chosen

        def act() -> tuple[str, Seen]:
            return does(browser, places), self.look(browser, near, chosen)

        async with self.turn:
            try:
                self.news, seen = await self.desk.keep(act)
            except (StoreProblem, ValueError) as problem:
                self.news = ""
                self.say()
                self.complain(str(problem))
                together.now()
                return
        self.complain("")
        self.list.renew(seen.lines)
        if self.list.chosen == chosen:
            self.query_one(Preview).show(seen.all)
        self.say()
        self.refresh_bindings()
        together.now()
        if browser.strange:
            with suppress(StoreProblem):  # it is tried again when the deck is opened
                await self.desk.keep(browser.acquaint)

    # -- asking

    def ask(self, question: str, value: str, then: Callable[[str], None]) -> None:
        """Have something typed."""
        self.asking = then
        field = self.query_one("#ask", Input)
        field.value = value
        field.cursor_position = len(value)
        field.display = True
        field.focus()
        self.write(Content(question))

    def stop_asking(self) -> None:
        """Want it no more."""
        if self.asking is not None:
            self.asking = None
            self.query_one("#ask", Input).display = False
            self.list.focus()
            self.say()


def _said(number: int, what: str) -> str:
    return f"{counted(number, 'card')} {what}" if number else "No card was changed"


def _said_away(done: tuple[int, bool], what: str) -> str:
    number, away = done
    return _said(number, what if away else "taken out again")
