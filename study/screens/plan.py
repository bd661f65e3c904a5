"""The plan for a deck's exam: when it is, what to expect, what to do until then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.insights.exam_plan import ExamPlan, exam_plan, wanted_mark
from study.screens.deck_page import DeckPage
from study.screens.going import ToReview
from study.screens.page import Notice
from study.screens.scrolling import ScrollingPage
from study.settings.choices import FILE
from study.settings.settling import settle
from study.settings.writing import SettingRefused, change_setting
from study.widgets.columns import Hanging
from study.widgets.field import Field
from study.widgets.foot import Foot
from study.widgets.top_bar import TopBar
from study.words.exam_plan import NO_EXAM, assumptions, head, rows, sentences

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study

_ASKS_DAY = "The day, such as 2027-06-15; empty for none of your own"
_ASKS_MARK = "The mark in percent, 1 to 100; empty for the one that passes"


class PlanScreen(DeckPage[ExamPlan | None], ScrollingPage):
    """Sentences, and a field to set the day and the mark in."""

    PLACE = Place.PLAN
    BINDINGS = bindings(Place.PLAN)
    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = ""

    HEADING = "Exam plan"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk, deck)
        self._plan: ExamPlan | None = None
        self._taking: Callable[[str], object] | None = None

    def compose(self) -> ComposeResult:
        """The field, and all that is to be read."""
        yield TopBar(self.HEADING)
        with Vertical(classes="body"):
            yield Notice()
            yield Field(compact=True, select_on_focus=False)
            with VerticalScroll(can_focus=False):
                yield Static("Looking ahead …", classes="head", markup=False)
                yield Static(id="todo", markup=False)
                yield Static(id="rows", markup=False)
                yield Static(id="assumed", markup=False)
        yield Foot()

    def look_up(self, study: Study, deck: Deck) -> ExamPlan | None:
        """Plan anew."""
        return exam_plan(study, deck)

    def failed(self) -> None:
        """There is no plan."""
        self.query_one(".head", Static).update("")

    def show(self, found: ExamPlan | None) -> None:
        """The plan, or how to get one."""
        self._plan = plan = found
        said = [head(plan), *sentences(plan)] if plan else [NO_EXAM]
        self.query_one(".head", Static).update(Content(said[0]))
        todo = said[1:] if plan else ["Give its day, and this becomes a plan that leads there."]
        self.query_one("#todo", Static).update(Content("\n").join(map(Content, todo)))
        shown = rows(plan) if plan else []
        wide = max((len(label) for label, _ in shown), default=0)
        lines = [
            Content.assemble((f"{label:<{wide}}  ", "$muted"), (text.partition(" (")[0], "bold"))
            + Content(f" ({text.partition(' (')[2]}")
            for label, text in shown
        ]
        title = Content.styled("The mark to expect on the day, and its range", "bold $muted")
        self.query_one("#rows", Static).update(Content("\n").join([title, *lines]) if lines else "")
        assumed = [Content(text) for text in (assumptions(plan) if plan else ())]
        self.query_one("#assumed", Static).update(Hanging(Content(""), *assumed) if assumed else "")

    # -- changes

    def action_date(self) -> None:
        """Type the day."""
        if self._deck is not None:
            own = self.desk.study.settings.preferences.exam(self._deck.id)
            self._ask(_ASKS_DAY, own.isoformat() if own else "", partial(self._put, "exam"))

    def action_mark(self) -> None:
        """Type the mark."""
        if self._deck is not None:
            value, by = wanted_mark(self.desk.study, self._deck)
            self._ask(_ASKS_MARK, str(value) if by == "learner" else "", partial(self._put, "wanted_mark"))

    def action_follow(self) -> None:
        """Have as many new cards a day as the plan asks for."""
        if self._plan is not None and self._plan.pace is not None and self._plan.pace.unmet:
            self._put("new_per_day", str(self._plan.pace.new_per_day))

    def _ask(self, question: str, value: str, then: Callable[[str], object]) -> None:
        field = self.query_one(Input)
        field.placeholder, field.value, field.cursor_position = question, value, len(value)
        self._taking = then
        field.display = True
        field.focus()
        self.query_one(Notice).say("")
        self.refresh_bindings()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed."""
        event.stop()
        if self._taking is not None:
            self._taking(event.value)

    @work
    async def _put(self, key: str, text: str) -> None:
        from study.settings.values import read_value

        study, deck = self.desk.study, self._deck
        if deck is None:
            return

        def change() -> None:
            change_setting(study.locations.home / FILE, key, read_value(key, text), deck=deck.id)
            settle(study)

        async with self.turn:
            try:
                await self.desk.keep(change)
            except SettingRefused as refused:
                self.query_one(Notice).say(str(refused))
                return
            self._stop_asking()
            self.load()

    def _stop_asking(self) -> None:
        self._taking = None
        self.query_one(Input).display = False
        self.set_focus(None)
        self.query_one(Notice).say("")
        self.refresh_bindings()

    def on_key(self, event: object) -> None:
        """Esc first leaves the text field."""
        from textual.events import Key

        if self._taking is not None and isinstance(event, Key) and event.key == "escape":
            event.stop()
            event.prevent_default()
            self._stop_asking()

    # -- going

    def action_review(self) -> None:
        """What is due."""
        if self._deck is not None:
            self.post_message(ToReview(self._deck.id))

    def allows(self, action: str) -> bool:
        """Nothing while one types; following needs a plan that asks for new cards."""
        if self._taking is not None or self._deck is None:
            return False
        if action == "follow":
            plan = self._plan
            return plan is not None and plan.pace is not None and plan.pace.unmet > 0
        return True
