"""An exam: questions in any order against the clock, and not a word on the answers until it is over."""

import time
from collections.abc import Callable
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from decks.model import Deck, Question
from progress.events import Certainty
from progress.sessions.examining import ExamClock, ExamSession, Moment
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import StoreProblem
from study.desk import Desk
from study.screens.asking import ANSWERING
from study.screens.going import ToResult
from study.screens.navigator import Navigator
from study.screens.page import Notice
from study.screens.sureness import SurePage
from study.widgets.foot import Foot
from study.widgets.lines import Lines
from study.widgets.options import Options
from study.widgets.overview import Overview
from study.widgets.still import Scroll, Still
from study.widgets.top_bar import TopBar
from study.words.exams import clock, warning

_TICK = 0.5
"""Seconds between two looks at the clock."""
_NOTED = 15.0
"""Seconds between two notes of how long it has been going on."""
_MOVING = ("up", "down", "page_up", "page_down")
"""What goes on meaning something while it is asked how sure an answer is."""


class ExamScreen(SurePage):
    """The questions of one exam, from where it stands."""

    PLACE = Place.EXAM
    BINDINGS = bindings(Place.EXAM)
    CSS_PATH = "exam.tcss"

    def __init__(
        self, desk: Desk, deck: Deck, session: ExamSession, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds`: a clock that only goes forward."""
        super().__init__(desk)
        self._deck = deck
        self._session = session
        self._seconds = seconds
        self._clock = ExamClock(session.record, self._now(), session.known)
        self._shown_at: datetime | None = None
        self._noted = 0.0
        self._saving = False
        self._sure_to_submit = False
        self._over = False

    def compose(self) -> ComposeResult:
        """Time, overview, question."""
        yield TopBar("Exam")
        with Vertical(classes="body"):
            yield Overview()
            yield Notice()
            with Scroll(id="question"):
                yield Still(classes="topic")
                yield Still(classes="stem")
                yield Still(classes="reason")
        yield Foot(compact=True)

    async def on_mount(self) -> None:
        """Show the question that it stands at, and start the clock."""
        await self._show()
        self.set_interval(_TICK, self._tick)
        self._tick()
        self.run_worker(self.read_ahead(self._deck))

    # -- the clock

    def _now(self) -> Moment:
        return Moment(self.desk.study.now(), self._seconds())

    def _tick(self) -> None:
        if self._over:
            return
        now = self._now()
        if self._clock.left(now) == 0:
            self._hand_in(late=True)
            return
        self._head()
        if self._clock.spent(now) - self._noted > _NOTED:
            self._note_time()

    @work(group="time")
    async def _note_time(self) -> None:
        """What cannot be noted now is noted later, or with the next answer."""
        session, store, spent = self._session, self.desk.study.store, self._clock.spent(self._now())
        self._noted = spent
        try:
            await self.desk.ask(lambda: session.note_time(store, spent))
        except StoreProblem:
            self._noted = 0.0

    def _head(self) -> None:
        session = self._session
        left = self._clock.left(self._now())
        parts: list[tuple[str, str]] = [(f"{session.position + 1} of {session.total}", "bold")]
        if left is not None:
            parts.append((f"   {clock(left)} left", "bold $error" if left < 60 else ""))
        title = self.desk.study.called(self._deck)
        self.query_one(TopBar).show("Exam", title, right=Content.assemble(*parts))

    # -- the question

    async def _show(self) -> None:
        """Show the current question with what was answered."""
        session = self._session
        question = session.current
        self._held = None
        self._doubt()
        if question is None:
            return
        shown = await self.ask(self._deck, question)
        chosen = session.chosen(question)
        if isinstance(shown, Options) and isinstance(chosen, int):
            shown.choose(chosen)
        elif isinstance(shown, Lines) and isinstance(chosen, frozenset):
            shown.preset(chosen)
        self._shown_at = self.desk.study.now()
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        self._head()
        self.query_one(Overview).show(
            session.total, session.position, frozenset(session.unanswered), frozenset(session.flagged)
        )
        self.refresh_bindings()

    def _doubt(self) -> None:
        """Take back that it is about to be submitted."""
        self._sure_to_submit = False
        self.query_one(Notice).say("")

    # -- answering

    @property
    def open_question(self) -> Question | None:
        """Any question can be answered at any time."""
        return None if self._saving or self._over else self._session.current

    @property
    def asks_certainty(self) -> bool:
        """Whether the exam wants to know."""
        return self._session.record.certainty

    async def action_pick(self) -> None:
        """Answer with the marked option; where it is the answer already, go on."""
        options = self.query_one(Options)
        if options.cursor == options.chosen:
            await self.action_next()
        else:
            await super().action_pick()

    async def give(self, chosen: int | frozenset[int], certainty: Certainty | None) -> None:
        """Save the answer, in place of the one before it."""
        if not self.takes(chosen) or self._late():
            return
        self._doubt()
        session, study, at = self._session, self.desk.study, self.desk.study.now()
        latency = round((at - self._shown_at).total_seconds() * 1000) if self._shown_at else 0
        day = study.days.day_of(at)
        self._saving = True

        def job() -> None:
            session.choose(study.store, chosen, at, latency_ms=latency, day=day, certainty=certainty)

        await self.save(job)

    def _late(self) -> bool:
        if self._clock.left(self._now()) != 0:
            return False
        self._hand_in(late=True)
        return True

    async def saved(self) -> None:
        """Show what the answer is; of a question with several lines go on, for there is nothing to be seen on it."""
        self._saving = False
        self._note_time()  # apart, for nobody has to wait until that is safe, too
        question = self._session.current
        chosen = self._session.chosen(question) if question is not None else None
        if isinstance(chosen, int):
            self.query_one(Options).choose(chosen)
            self._refresh()
        else:
            self._session.next()
            await self._show()

    def unsaved(self) -> None:
        """The question is as it was before."""
        self._saving = False
        self._refresh()

    # -- going about

    async def action_next(self) -> None:
        """The next question."""
        await self._go(self._session.position + 1)

    async def action_previous(self) -> None:
        """The one before."""
        await self._go(self._session.position - 1)

    async def _go(self, place: int) -> None:
        async with self.turn:
            if not self._saving and not self._over:
                self._session.go_to(place)
                await self._show()

    async def on_overview_clicked(self, message: Overview.Clicked) -> None:
        """A click on a sign goes to its question."""
        await self._go(message.place)

    def action_navigate(self) -> None:
        """List all questions, to go to one of them."""
        page = Navigator(self.desk, self._deck, self._session)

        async def left(_: None) -> None:
            if page.chosen is not None:
                await self._go(page.chosen)

        self._doubt()
        self.app.push_screen(page, left)

    async def action_flag(self) -> None:
        """Flag the question to come back to, or take the flag away."""
        async with self.turn:
            if self._saving or self._over:
                return
            self._doubt()
            session, store, spent = self._session, self.desk.study.store, self._clock.spent(self._now())
            try:
                await self.desk.ask(lambda: session.flag(store, spent))
            except StoreProblem as problem:
                self.query_one(Notice).say(str(problem))
            self._refresh()

    async def action_hand_in(self) -> None:
        """Submit; asked for twice."""
        async with self.turn:
            if self._saving or self._over:
                return
            if self._sure_to_submit:
                self._hand_in(late=False)
                return
            self._sure_to_submit = True
            open_ = warning(self._session) or "All questions are answered."
            self.query_one(Notice).say(f"{open_} Press s again to submit the exam.", wrong=False)

    def _hand_in(self, *, late: bool) -> None:
        if not self._over:
            self._over = True
            self._end(late=late)

    @work
    async def _end(self, *, late: bool) -> None:
        async with self.turn:
            session, study, at = self._session, self.desk.study, self.desk.study.now()
            try:
                await self.desk.ask(lambda: session.finish(study.store, at))
            except StoreProblem as problem:
                # every answer is saved; the exam is offered once more, and then ends like this
                self.app.notify(str(problem), severity="warning", markup=False)
            session.late = late
            while self.app.screen is not self:
                await self.app.pop_screen()
            self.post_message(ToResult(self._deck, session))

    def allows(self, action: str) -> bool:
        """Which keys mean something now."""
        if action in (*ANSWERING, "certain", "otherwise"):
            return super().allows(action)
        return not self._over and not (self.unsure and action not in _MOVING)
