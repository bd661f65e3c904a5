"""A quiz: one question after the other, with the reasons at once."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from decks.library import DeckNotFound
from decks.model import Deck, Question
from progress.events import Certainty
from progress.sessions.examining import ExamSession
from progress.sessions.quizzing import QuizSession
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken, NoQuestions, StoreProblem
from study.desk import Desk
from study.screens.going import ToExam, ToResult
from study.screens.page import Notice
from study.screens.sureness import SurePage
from study.sessions.answers import reason
from study.sessions.quizzes import as_asked, follow_up, heads_of
from study.widgets.card_view import reasons
from study.widgets.foot import Foot
from study.widgets.lines import Lines
from study.widgets.meter import Meter
from study.widgets.options import Options
from study.widgets.still import Scroll, Still
from study.widgets.top_bar import TopBar
from study.words.exams import coming, gone


class State(StrEnum):
    """Where the screen is with the current question."""

    LOADING = "loading"
    ASKED = "asked"
    SAVING = "saving"
    ANSWERED = "answered"
    OVER = "over"


class QuizScreen(SurePage):
    """The questions of one quiz, from where it stands."""

    PLACE = Place.QUIZ
    BINDINGS = bindings(Place.QUIZ)
    CSS_PATH = "quiz.tcss"

    def __init__(self, desk: Desk, begin: Callable[[], tuple[Deck, QuizSession]]) -> None:
        super().__init__(desk)
        self._begin = begin
        self._state = State.LOADING
        self._chosen: int | frozenset[int] = 0
        self._quiz: tuple[Deck, QuizSession] | None = None
        self._shown_at: datetime | None = None
        self._coming = ""
        """What is to be said of a question that the last answer brought."""
        self._heads: Sequence[Question] | None = None
        """What wrong answers are followed up from, once it is at hand."""

    def compose(self) -> ComposeResult:
        """Place, progress, question."""
        yield TopBar("Quiz")
        with Vertical(classes="body"):
            yield Meter()
            yield Notice()
            with Scroll(id="question"):
                yield Still(classes="topic")
                yield Still(classes="stem")
                yield Still(classes="reason")
                yield Still(classes="coming")
        yield Foot()

    def on_mount(self) -> None:
        """Choose the questions while the screen is painted."""
        self._load()

    @work
    async def _load(self) -> None:
        await self.desk.open()
        try:
            self._quiz = await self.desk.ask(self._begin)
        except (DeckNotFound, DeckBroken, NoQuestions, StoreProblem) as problem:
            self.query_one(Notice).say(str(problem))
            return
        deck, session = self._quiz
        await self._let_go(session)
        if isinstance(session, ExamSession):
            self._enter(State.OVER)
            self.post_message(ToExam(deck, session))
        else:
            await self._show(deck, session)
            if session.record.follows:
                study = self.desk.study
                heads = await self.desk.ask(lambda: heads_of(study, deck, session))
                if self._quiz[0] is deck:
                    self._heads = heads
            await self.read_ahead(deck)

    async def _let_go(self, session: QuizSession) -> None:
        """Say what of a quiz that is taken up cannot be asked any more."""
        if session.total == len(session.record.questions):
            return
        store = self.desk.study.store
        try:
            lost = await self.desk.ask(lambda: session.let_go(store))
        except StoreProblem as problem:
            self.query_one(Notice).say(str(problem))
            return
        if lost:
            self.app.notify(gone(session, lost), timeout=20, markup=False)

    async def _show(self, deck: Deck, session: QuizSession) -> None:
        """Show the current question, or go on to the result."""
        self._held = None
        question = session.current
        if question is None:
            await self._finish(deck, session)
            return
        self._count(deck, session)
        await self.ask(deck, question)
        self._shown_at = self.desk.study.now()
        self._enter(State.ASKED)

    def _count(self, deck: Deck, session: QuizSession) -> None:
        meter = self.query_one(Meter)
        meter.total, meter.done = session.total, len(session.answered)
        right = sum(event.correct for event in session.answered)
        self.query_one(TopBar).show(
            "Quiz",
            self.desk.study.called(deck),
            right=Content.assemble(
                (f"{min(session.position + 1, session.total)} of {session.total}", "bold"),
                ("   ✓ ", "$success"),
                str(right),
                ("  ✗ ", "$error"),
                str(len(session.answered) - right),
            ),
        )

    def _enter(self, state: State) -> None:
        self._state = state
        self.refresh_bindings()

    # -- answering

    @property
    def open_question(self) -> Question | None:
        """The question that can be answered now."""
        return self._quiz[1].current if self._quiz is not None and self._state is State.ASKED else None

    async def action_go_on(self) -> None:
        """Go on to the next question."""
        async with self.turn:
            if self._quiz is not None and self._state is State.ANSWERED:
                deck, session = self._quiz
                session.next()
                await self._show(deck, session)

    @property
    def asks_certainty(self) -> bool:
        """Whether the quiz wants to know."""
        return self._quiz is not None and self._quiz[1].record.certainty

    async def give(self, chosen: int | frozenset[int], certainty: Certainty | None) -> None:
        """Save the answer: the option of this index, or those where there may be several."""
        if self._quiz is None or not self.takes(chosen):
            return
        deck, session = self._quiz
        study, at = self.desk.study, self.desk.study.now()
        latency = round((at - self._shown_at).total_seconds() * 1000) if self._shown_at else 0
        day = study.days.day_of(at)
        self._chosen, self._coming = chosen, ""
        heads = self._heads

        def job() -> None:
            event = session.answer(study.store, chosen, at, latency_ms=latency, day=day, certainty=certainty)
            # the answer is safe; without what follows it up the quiz goes on as well
            with contextlib.suppress(StoreProblem):
                found = follow_up(study, deck, session, event, heads)
                self._coming = coming(found) if found else ""

        await self.save(job)

    def waiting(self) -> None:
        """Take no second answer while the first is on its way."""
        self._enter(State.SAVING)

    async def saved(self) -> None:
        """Right or wrong, and why."""
        if self._quiz is None or (question := self._quiz[1].current) is None:
            return
        self._count(*self._quiz)
        self.query_one(".reason", Static).update(reasons(self._quiz[0], reason(question), question.sources))
        self.query_one(".coming", Static).update(Content(self._coming))
        if isinstance(self._chosen, int):
            self.query_one(Options).reveal(self._chosen)
        else:
            self.query_one(Lines).reveal(self._chosen)
        self._enter(State.ANSWERED)

    def unsaved(self) -> None:
        """The question is open as before."""
        self._enter(State.ASKED)

    async def _finish(self, deck: Deck, session: QuizSession) -> None:
        self._enter(State.OVER)
        study, at = self.desk.study, self.desk.study.now()
        try:
            await self.desk.ask(lambda: session.finish(study.store, at))
        except StoreProblem as problem:
            # every answer is saved; all that is lost is that the quiz is offered once more
            self.app.notify(str(problem), severity="warning", markup=False)
        self.post_message(ToResult(deck, session))

    # -- the deck

    async def action_edit(self) -> None:
        """Edit the deck where the question comes from, and go on with the question as it is then."""
        async with self.turn:
            question = self._quiz[1].current if self._quiz else None
            if self._quiz is None or question is None or self._state not in (State.ASKED, State.ANSWERED):
                return
            (deck, session), study = self._quiz, self.desk.study
            edited = await self.edited(
                deck, question.mark, lambda deck: [q.id for q in study.questions(deck)]
            )
            if edited is None:
                return
            known = {q.id: q for q in study.questions(edited)}
            asked = [known[name] for name in session.record.questions if name in known]
            session.replace(as_asked(edited, session.record, asked))
            self._quiz, self._heads = (edited, session), None
            await self._show_again(edited, session, question, gone=question.id not in known)

    async def _show_again(self, deck: Deck, session: QuizSession, old: Question, *, gone: bool) -> None:
        answered = self._state is State.ANSWERED
        if gone:
            self.query_one(Notice).say("That question is no longer in the deck, so it is not asked any more.")
            if answered:
                session.next()
        await self._show(deck, session)
        if answered and not gone:
            if session.current is old:
                self.query_one(Notice).say("Its options are others now; here it is as you answered it.")
            await self.saved()

    # -- moving

    def move(self, by: int) -> None:
        """Mark another option or line; after the answer, scroll."""
        if self._state is State.ASKED:
            super().move(by)
        else:
            self._scrolled.scroll_relative(y=by, animate=False)

    def allows(self, action: str) -> bool:
        """Which keys mean something now."""
        if action == "edit":
            return not self.unsure and self._state in (State.ASKED, State.ANSWERED)
        if action == "go_on":
            return self._state is State.ANSWERED
        return super().allows(action)
