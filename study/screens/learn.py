"""Learn: new cards, step by step from recognising to recalling."""

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from decks.library import DeckNotFound
from decks.model import Deck, Question
from progress.events import Rating
from progress.problems import StoreProblem
from progress.sessions.ladder import Rung, cue
from progress.sessions.learning_session import LearningSession
from progress.sessions.reviewing import suggested_rating
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken
from study.desk import Desk
from study.screens.learn_recall import RecallPage
from study.screens.learn_steps import State
from study.screens.page import Notice, styles
from study.sessions.answers import reason
from study.sessions.learning import STEPS, begin_learning
from study.widgets.asked import AskedOptions
from study.widgets.card_view import CardView, reasons
from study.widgets.foot import Foot
from study.widgets.meter import Meter
from study.widgets.options import Options
from study.widgets.still import Scroll, Still
from study.widgets.top_bar import TopBar

_WHOLE = 1000


class LearnScreen(RecallPage):
    """One run through some new cards."""

    PLACE = Place.LEARN
    BINDINGS = bindings(Place.LEARN)
    DEFAULT_CSS = styles("learn.tcss")
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._judging: tuple[Question, int] | None = None
        """The question and the option chosen of it, while that is saved."""

    def compose(self) -> ComposeResult:
        """Place, progress, then a question or a card."""
        yield TopBar("Learn")
        with Vertical(classes="body"):
            yield Meter()
            yield Notice()
            yield Still(classes="step")
            with Scroll(id="question"):
                yield Still(classes="stem")
                yield Still(classes="reason")
            yield CardView()
            yield Still(id="verdict")
            with Scroll(id="over"):
                yield Still()
        yield Foot()

    def on_mount(self) -> None:
        """Read the deck while the screen is painted."""
        self.query_one(".step", Still).update("Looking for new cards …")
        self._load()

    @work
    async def _load(self) -> None:
        study = await self.desk.open()

        def begin() -> tuple[Deck, LearningSession]:
            deck = study.deck(self._wanted) if self._wanted else study.default_deck()
            return deck, begin_learning(study, deck)

        try:
            self._deck, self._session = await self.desk.ask(begin)
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.query_one(".step", Still).update("")
            self.query_one(Notice).say(str(problem))
            return
        await self._next()

    # -- one step

    async def _next(self) -> None:
        session, deck = self._session, self._deck
        if session is None or deck is None:
            return
        self._count(session, deck)
        task = session.current
        if task is None:
            self._finish(session)
            return
        self._shown_at = self.desk.study.now()
        self.query_one(".step", Still).update(Content.styled(f"Step {STEPS[task.rung]}", "bold $accent"))
        if (question := session.question) is not None:
            self.set_focus(None)
            await self._ask(question)
            self._enter(State.CHOOSING)
            return
        hint = f"\n\n{cue(task.card.answer)}" if task.rung is Rung.COMPLETE else ""
        types = self._types(task.card)
        self._named = [False] * len(task.card.parts)
        self.query_one(CardView).ask(
            deck,
            task.card,
            types=types,
            lines=session.whole_list,
            hint=hint,
            pictures=self.desk.choices.pictures,
        )
        if not types:
            self.set_focus(None)
        self._enter(State.ASKED)

    async def _ask(self, question: Question) -> None:
        self.query_one(".stem", Still).update(Content(question.stem))
        self.query_one(".reason", Still).update("")
        shown = next(iter(self.query(AskedOptions)), None)
        if shown is None or not shown.ask(question):
            await self.query(AskedOptions).remove()
            await self.query_one("#question").mount(AskedOptions(question), after=".stem")
        self.query_one("#question", Scroll).scroll_home(animate=False)

    def _count(self, session: LearningSession, deck: Deck) -> None:
        meter, ladder = self.query_one(Meter), session.ladder
        meter.total, meter.done = _WHOLE, round(ladder.share * _WHOLE)
        known = Content.assemble(("known ", "$muted"), f"{ladder.known} of {ladder.total}")
        self.query_one(TopBar).show("Learn", self.desk.study.called(deck), right=known)

    # -- recognising

    async def action_choose(self, number: int) -> None:
        """Answer with an option."""
        session = self._session
        question = session.question if session else None
        if session is None or question is None or number >= len(question.options):
            return
        async with self.turn:
            if self._state is not State.CHOOSING:
                return
            study, at, latency = self.desk.study, self.desk.study.now(), self._since()
            self._state = State.CHOSEN
            day = study.days.day_of(at)
            self._judging = question, number
            await self.save(
                lambda: session.recognise(study.store, number, at, latency_ms=latency, day=day),
            )

    async def action_pick(self) -> None:
        """Answer with the marked option."""
        await self.action_choose(self.query_one(Options).cursor)

    async def on_options_chosen(self, message: Options.Chosen) -> None:
        """A click answers."""
        question = self._session.question if self._session else None
        if question is not None and question.id == message.question.id:
            await self.action_choose(message.number)

    # -- the verdict

    async def action_knew(self) -> None:
        """It was known."""
        await self._rate(Rating.GOOD)

    async def action_missed(self) -> None:
        """It was not."""
        await self._rate(Rating.AGAIN)

    async def action_go_on(self) -> None:
        """To the next step, with the verdict that is marked."""
        if self._state is State.CHOSEN:
            async with self.turn:
                await self._next()
        else:
            checklist = self.query_one(CardView).checklist
            if checklist is not None:
                await self._rate(suggested_rating(checklist.recalled), checklist.recalled)
            else:
                await self._rate(Rating.AGAIN if self._typed_right is False else Rating.GOOD)

    async def _rate(self, rating: Rating, recalled: Sequence[bool] | None = None) -> None:
        async with self.turn:
            if self._state is not State.SHOWN or self._session is None:
                return
            session, study, latency = self._session, self.desk.study, self._latency
            at = study.now()
            await self.save(
                lambda: session.answer(study.store, rating, at, latency_ms=latency, recalled=recalled)
            )

    async def action_undo(self) -> None:
        """Take the last answer back."""
        async with self.turn:
            if self._session is None or not self._session.answered:
                return
            session, study, at = self._session, self.desk.study, self.desk.study.now()
            day = study.days.day_of(at)
            self._judging = None
            await self.save(lambda: session.undo(study.store, at, day))

    def waiting(self) -> None:
        """Take no second answer while the first is on its way."""
        self._before, self._state = self._state, State.SAVING
        self.refresh_bindings()

    async def saved(self) -> None:
        """A choice stays on the screen with what is right; else the next step comes."""
        if self._state is State.SAVING:
            self._state = self._before
        if self._judging is None or self._deck is None:
            await self._next()
            return
        (question, number), self._judging = self._judging, None
        self.query_one(Options).reveal(number)
        self.query_one(".reason", Still).update(reasons(self._deck, reason(question), question.sources))
        self.refresh_bindings()

    def unsaved(self) -> None:
        """The same as before."""
        before = self._before if self._state is State.SAVING else self._state
        self._enter(before if self._judging is None else State.CHOOSING)
        self._judging = None

    # -- moving

    def action_up(self) -> None:
        """Up an option, or a line."""
        self._move(-1)

    def action_down(self) -> None:
        """Down an option, or a line."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self._state is State.CHOOSING:
            self.query_one(Options).move(by)
            return
        if self._state is State.SHOWN and (checklist := self.query_one(CardView).checklist):
            checklist.move(by)
            return
        name = {State.OVER: "#over", State.CHOSEN: "#question"}.get(self._state)
        scrolled = self.query_one(name, Scroll) if name else self.query_one(CardView)
        scrolled.scroll_relative(y=by, animate=False)
