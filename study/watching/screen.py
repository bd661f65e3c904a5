"""The screen of the preview: problems, cards and questions of a deck as its files are now."""

import asyncio
import os
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from threading import Event

from textual import work
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Input, Static
from textual.widgets.option_list import Option

from decks.model import Card, Deck, Mark, Question
from decks.problems import Problem
from decks.text import one_line
from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.editing.editor import EditorProblem, edit
from study.screens.page import Notice, Page
from study.watching.looking import Look, place_of
from study.watching.question_view import QuestionView
from study.watching.rows import counts, problem_row, tabs, whereabouts
from study.watching.watcher import Watcher
from study.widgets.card_view import CardView
from study.widgets.foot import Foot
from study.widgets.listing import Listing
from study.widgets.options import Options
from study.widgets.top_bar import TopBar


class View(IntEnum):
    """What is looked at; also the order of the tabs."""

    PROBLEMS = 0
    CARDS = 1
    QUESTIONS = 2


class WatchScreen(Page):
    """Three views of one deck."""

    PLACE = Place.WATCH
    BINDINGS = bindings(Place.WATCH)

    def __init__(
        self,
        desk: Desk,
        path: Path,
        shown: str,
        clock: Callable[[], datetime],
        every: float,
        leaving: Event,
    ) -> None:
        super().__init__(desk)
        self._watcher = Watcher(desk, path, shown, every, leaving)
        self._clock = clock
        self._called = one_line(path.resolve().name)
        self._view = View.PROBLEMS
        self._places = {View.CARDS: 0, View.QUESTIONS: 0}
        self._answered = False
        self._chosen: int | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Head, tabs, and below them one of the views."""
        yield TopBar("Watch", self._called)
        with Vertical(classes="body"):
            yield Static(id="tabs", markup=False)
            yield Notice()
            yield Static(id="place", markup=False)
            with ContentSwitcher(initial="nothing"):
                yield Static(id="nothing", markup=False)
                yield Listing(id="problems")
                yield CardView(id="cards")
                yield QuestionView(id="questions")
        yield Foot()

    def on_mount(self) -> None:
        """Look for the first time while the screen is painted."""
        self.query_one(Input).can_focus = False  # a preview takes no answers
        self._watch()

    # -- looking

    @property
    def _look(self) -> Look | None:
        return self._watcher.found

    @work
    async def _watch(self) -> None:
        await self._look_now()
        while True:
            await asyncio.sleep(self._watcher.every)
            async with self.turn:
                if await self._watcher.saved():
                    await self._look_now()

    async def _look_now(self) -> None:
        self._head(Content.styled("checking …", "$muted"))
        before = self._look
        found = await self._watcher.look()
        self._head(Content.assemble(counts(found), ("   ", ""), (f"{self._clock():%H:%M:%S}", "$muted")))
        await self._show(before)

    # -- showing

    def _head(self, right: Content) -> None:
        self.query_one(TopBar).show("Watch", self._called, right=right)

    async def _show(self, before: Look | None) -> None:
        """Show a new look; each view stays where it was."""
        found = self._look
        if found is None:
            return
        if before is not None:
            shown = self._asked(before, self._view)
            for view, now, then in (
                (View.CARDS, found.cards, before.cards),
                (View.QUESTIONS, found.questions, before.questions),
            ):
                place = self._places[view]
                self._places[view] = place_of(now, then[place] if place < len(then) else None, place)
            now_shown = self._asked(found, self._view)
            if shown is None or now_shown is None or shown.id != now_shown.id:
                self._answered, self._chosen = False, None
        self._list(found, before)
        await self._show_view()

    def _list(self, found: Look, before: Look | None) -> None:
        listing = self.query_one(Listing)
        place = listing.highlighted or 0
        if before is not None and place < len(before.problems):
            old = before.problems[place]
            same = [n for n, p in enumerate(found.problems) if (p.code, p.what) == (old.code, old.what)]
            place = min(same, key=lambda n: abs(n - place), default=place)
        listing.set_options(Option(problem_row(problem)) for problem in found.problems)
        listing.highlighted = min(place, len(found.problems) - 1) if found.problems else None

    async def _show_view(self) -> None:
        found, view = self._look, self._view
        if found is None:
            return
        self.query_one("#tabs", Static).update(tabs(found, int(view)))
        old = "The deck cannot be read now; what is shown is its last good text." if found.old else ""
        old = old if found.deck is not None and view is not View.PROBLEMS else ""
        self.query_one(Notice).say(" ".join(filter(None, (self._trouble, old))))
        asked = self._asked(found, view)
        self.query_one("#place", Static).update(
            Content("") if asked is None else whereabouts(asked, self._places[view], self._count(found))
        )
        self.query_one("#place").display = asked is not None
        switcher = self.query_one(ContentSwitcher)
        if view is View.PROBLEMS and found.problems:
            switcher.current = "problems"
            self.query_one(Listing).focus()
        elif found.deck is not None and isinstance(asked, Card):
            self._show_card(found.deck, asked)
            switcher.current = "cards"
        elif found.deck is not None and isinstance(asked, Question):
            chosen = (asked.key if self._chosen is None else self._chosen) if self._answered else None
            if chosen is not None and chosen >= len(asked.options):
                chosen = asked.key
            await self.query_one(QuestionView).show(found.deck, asked, chosen)
            switcher.current = "questions"
        else:
            self.query_one("#nothing", Static).update(Content(self._nothing(found)))
            switcher.current = "nothing"
        if switcher.current != "problems":
            self.set_focus(None)
        self.refresh_bindings()

    def _show_card(self, deck: Deck, card: Card) -> None:
        view = self.query_one(CardView)
        view.ask(deck, card)
        if self._answered:
            view.reveal(deck, card, None)

    def _nothing(self, found: Look) -> str:
        if self._view is View.PROBLEMS:
            return "✓ Nothing is wrong with this deck."
        if found.deck is None:
            return "There is nothing to show until the deck can be read; its problems say why."
        return f"The deck makes no {self._view.name.lower()} yet."

    def _count(self, found: Look) -> int:
        return len(found.cards if self._view is View.CARDS else found.questions)

    def _asked(self, found: Look, view: View) -> Card | Question | None:
        if view is View.PROBLEMS:
            return None
        asked = found.cards if view is View.CARDS else found.questions
        return asked[self._places[view]] if self._places[view] < len(asked) else None

    # -- going about

    async def action_next_view(self) -> None:
        """The view at the right."""
        await self._turn_to(1)

    async def action_previous_view(self) -> None:
        """The view at the left."""
        await self._turn_to(-1)

    async def _turn_to(self, by: int) -> None:
        self._view = View((self._view + by) % len(View))
        self._trouble = ""
        self._answered = False
        await self._show_view()

    async def action_up(self) -> None:
        """The problem, card or question before."""
        await self._go(-1)

    async def action_down(self) -> None:
        """The problem, card or question after."""
        await self._go(1)

    async def action_first(self) -> None:
        """The first one."""
        await self._go(-(10**9))

    async def action_last(self) -> None:
        """The last one."""
        await self._go(10**9)

    async def _go(self, by: int) -> None:
        found = self._look
        if found is None or self._view is View.PROBLEMS or not (number := self._count(found)):
            return
        self._places[self._view] = max(0, min(self._places[self._view] + by, number - 1))
        self._answered, self._chosen, self._trouble = False, None, ""
        await self._show_view()

    async def action_answer(self) -> None:
        """Show the answer, or hide it."""
        self._answered, self._chosen = not self._answered, None
        await self._show_view()

    async def action_choose(self, number: int) -> None:
        """Answer the question as a student would."""
        asked = self._asked(self._look, self._view) if self._look else None
        if isinstance(asked, Question) and number < len(asked.options):
            self._answered, self._chosen = True, number
            await self._show_view()

    async def on_options_chosen(self, message: Options.Chosen) -> None:
        """A click on an option."""
        await self.action_choose(message.number)

    def action_page_up(self) -> None:
        """Up a page."""
        self._scrolled().scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self._scrolled().scroll_page_down(animate=False)

    def _scrolled(self) -> VerticalScroll:
        return self.query_one(CardView if self._view is View.CARDS else QuestionView)

    async def action_edit(self) -> None:
        """Go to the line in the editor, and look again when it is left."""
        if self._look is None:
            return
        asked = self._asked(self._look, self._view)
        problem = self._problem()
        mark = problem.mark if problem else asked.mark if asked else None
        try:
            edit(mark or Mark(str(self._watcher.main), 1, 1), os.environ, self.app.suspend)
            self._trouble = ""
        except EditorProblem as problem_of_editor:
            self._trouble = str(problem_of_editor)
        except SuspendNotSupported:
            self._trouble = "No editor can be opened from here: this is no terminal of its own."
        await self._show_view()

    def _problem(self) -> Problem | None:
        if self._look is None or self._view is not View.PROBLEMS:
            return None
        place = self.query_one(Listing).highlighted
        return self._look.problems[place] if place is not None else None

    def action_leave(self) -> None:
        """End the preview."""
        self.app.exit()

    def allows(self, action: str) -> bool:
        """Answers are of cards and questions."""
        if action == "answer":
            return self._view is not View.PROBLEMS and self._look is not None
        if action == "choose":
            return self._view is View.QUESTIONS and self._look is not None
        return True
