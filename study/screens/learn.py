"""Learn: new cards, step by step from recognising to recalling."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from decks.library import DeckNotFound
from decks.model import Card, Deck
from decks.typing import compare, line_named
from progress.events import Rating
from progress.problems import StoreProblem
from progress.sessions.ladder import Rung, cue
from progress.sessions.learning_session import LearningSession
from progress.sessions.reviewing import suggested_rating
from study.actions.action import Place
from study.actions.keys import shown_keys
from study.actions.registry import bindings
from study.core import DeckBroken
from study.desk import Desk
from study.learning import STEPS, begin_learning, learned
from study.screens.going import ToLearn, ToReview
from study.screens.page import Notice
from study.screens.saving import SavingPage
from study.widgets.card_view import CardView, reasons
from study.widgets.meter import Meter
from study.widgets.options import Options
from study.widgets.top_bar import TopBar

_WHOLE = 1000


class _State(StrEnum):
    LOADING = "loading"
    CHOOSING = "choosing"
    CHOSEN = "chosen"
    ASKED = "asked"
    SHOWN = "shown"
    SAVING = "saving"
    OVER = "over"


_ALLOWED = {
    "show": (_State.ASKED,),
    "choose": (_State.CHOOSING,),
    "pick": (_State.CHOOSING,),
    "go_on": (_State.CHOSEN, _State.SHOWN),
    "knew": (_State.SHOWN,),
    "missed": (_State.SHOWN,),
    "right": (_State.SHOWN,),
    "tick": (_State.SHOWN,),
    "all": (_State.SHOWN,),
    "undo": (_State.CHOOSING, _State.CHOSEN, _State.ASKED, _State.SHOWN, _State.OVER),
    "review": (_State.OVER,),
    "more": (_State.OVER,),
}


class LearnScreen(SavingPage):
    """One run through some new cards."""

    PLACE = Place.LEARN
    BINDINGS = bindings(Place.LEARN)
    CSS_PATH = "learn.tcss"
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._deck: Deck | None = None
        self._session: LearningSession | None = None
        self._state = self._before = _State.LOADING
        self._shown_at: datetime | None = None
        self._latency = 0
        self._typed_right: bool | None = None
        self._named: list[bool] = []
        """Which lines of a list were typed."""

    def compose(self) -> ComposeResult:
        """Place, progress, then a question or a card."""
        yield TopBar("Learn")
        with Vertical(classes="body"):
            yield Meter()
            yield Notice()
            yield Static(classes="step", markup=False)
            with VerticalScroll(id="question", can_focus=False):
                yield Static(classes="stem", markup=False)
                yield Static(classes="reason", markup=False)
            yield CardView()
            yield Static(id="verdict", markup=False)
            with VerticalScroll(id="over", can_focus=False):
                yield Static(markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the deck while the screen is painted."""
        self.query_one(".step", Static).update("Looking for new cards …")
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
            self.query_one(".step", Static).update("")
            self.query_one(Notice).say(str(problem))
            return
        await self._next()

    # -- one step

    async def _next(self) -> None:
        session, deck = self._session, self._deck
        if session is None or deck is None:
            return
        self._count(session, deck)
        for each in self.query(Options):
            await each.remove()
        task = session.current
        if task is None:
            self._finish(session)
            return
        self._shown_at = self.desk.study.now()
        self.query_one(".step", Static).update(Content.styled(f"Step {STEPS[task.rung]}", "bold $accent"))
        if (question := session.question) is not None:
            self.set_focus(None)
            self.query_one(".stem", Static).update(Content(question.stem))
            self.query_one(".reason", Static).update("")
            await self.query_one("#question").mount(Options(question), after=self.query_one(".stem"))
            self._enter(_State.CHOOSING)
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
        self._enter(_State.ASKED)

    def _count(self, session: LearningSession, deck: Deck) -> None:
        meter, ladder = self.query_one(Meter), session.ladder
        meter.total, meter.done = _WHOLE, round(ladder.share * _WHOLE)
        known = Content.assemble(("known ", "$muted"), f"{ladder.known} of {ladder.total}")
        self.query_one(TopBar).show("Learn", deck.title, right=known)

    def _enter(self, state: _State) -> None:
        self._state = state
        self.set_class(state in (_State.CHOOSING, _State.CHOSEN), "-question")
        self.set_class(state in (_State.ASKED, _State.SHOWN), "-card")
        self.set_class(state is _State.SHOWN, "-shown")
        self.set_class(state is _State.OVER, "-over")
        self.refresh_bindings()

    @property
    def _card(self) -> Card | None:
        task = self._session.current if self._session else None
        return task.card if task else None

    # -- recognising

    async def action_choose(self, number: int) -> None:
        """Answer with an option."""
        session = self._session
        question = session.question if session else None
        if session is None or question is None or number >= len(question.options):
            return
        async with self.turn:
            if self._state is not _State.CHOOSING:
                return
            study, at, latency = self.desk.study, self.desk.study.now(), self._since()
            self._enter(_State.CHOSEN)
            day = study.days.day_of(at)
            await self.save(
                lambda: session.recognise(study.store, number, at, latency_ms=latency, day=day),
            )
            if session.answered and session.answered[-1].card == question.id:
                self.query_one(Options).reveal(number)
                deck = self._deck
                if deck is not None:
                    self.query_one(".reason", Static).update(reasons(deck, question.why, question.sources))

    async def action_pick(self) -> None:
        """Answer with the marked option."""
        await self.action_choose(self.query_one(Options).cursor)

    async def on_options_chosen(self, message: Options.Chosen) -> None:
        """A click answers."""
        await self.action_choose(message.number)

    # -- completing and recalling

    def action_show(self) -> None:
        """Show the answer."""
        self._show("")

    def _types(self, card: Card) -> bool:
        """Whether the answer is typed: a short one, or the lines of a list one by one."""
        choices, session = self.desk.choices, self._session
        lists = session is not None and session.whole_list and choices.lists == "type"
        return (bool(card.accept) and choices.typed) or lists

    def on_card_view_typed(self, message: CardView.Typed) -> None:
        """Show the answer beside what was typed; of a list, take the lines one by one."""
        card = self._card
        if card is None or len(card.parts) < 2 or not message.text.strip():
            self._show(message.text)
            return
        lines = [part.text for part in card.parts]
        number = line_named(message.text, lines)
        if number is not None:
            self._named[number] = True
            if all(self._named):
                self._show("")
                return
        said = [text for text, named in zip(lines, self._named, strict=True) if named]
        unknown = "" if number is not None else message.text
        self.query_one(CardView).tell_lines(said, len(lines), unknown)

    def _show(self, typed: str) -> None:
        card, deck = self._card, self._deck
        if card is None or deck is None or self._state is not _State.ASKED:
            return
        self._latency = self._since()
        types = bool(card.accept) and self.desk.choices.typed
        comparison = compare(typed, card.accept, deck) if types else None
        lists = self._session is not None and self._session.whole_list
        self._typed_right = comparison.right if comparison else None
        self.set_focus(None)
        self.query_one(CardView).reveal(deck, card, comparison, self._named, lines=lists)
        self._enter(_State.SHOWN)
        self._say_verdict()

    def _say_verdict(self) -> None:
        keys = self.desk.choices.keys
        from study.actions.registry import ACTIONS

        shown = {action.name: shown_keys(action, keys) for action in ACTIONS if action.place is Place.LEARN}
        if self.query_one(CardView).checklist is not None:
            said = Content.assemble(
                (shown["tick"], "bold $primary"), "  Tick what you recalled     ",
                (shown["go_on"], "bold $primary"), "  Go on; what is missing comes again",
            )  # fmt: skip
            self.query_one("#verdict", Static).update(said)
            return
        usual = self._typed_right is not False
        self.query_one("#verdict", Static).update(
            Content.assemble(
                "▸ " if usual else "  ", (shown["knew"], "bold $primary"), "  I knew it     ",
                "  " if usual else "▸ ", (shown["missed"], "bold $primary"), "  Not yet",
            )
        )  # fmt: skip

    def action_tick(self) -> None:
        """Say that the line under the cursor was recalled."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick()

    def action_all(self) -> None:
        """Say so of all lines, or of none."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick_all()

    async def action_knew(self) -> None:
        """It was known."""
        await self._rate(Rating.GOOD)

    async def action_missed(self) -> None:
        """It was not."""
        await self._rate(Rating.AGAIN)

    def action_right(self) -> None:
        """Count a typed answer as right all the same."""
        self._typed_right = True
        self._say_verdict()
        self.refresh_bindings()

    async def action_go_on(self) -> None:
        """To the next step, with the verdict that is marked."""
        if self._state is _State.CHOSEN:
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
            if self._state is not _State.SHOWN or self._session is None:
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
            self._state = _State.ASKED
            await self.save(lambda: session.undo(study.store, at, day))

    def _since(self) -> int:
        now = self.desk.study.now()
        return round((now - self._shown_at).total_seconds() * 1000) if self._shown_at else 0

    def waiting(self) -> None:
        """Take no second answer while the first is on its way."""
        self._before, self._state = self._state, _State.SAVING
        self.refresh_bindings()

    async def saved(self) -> None:
        """A choice stays on the screen with what is right; else the next step comes."""
        if self._state is _State.SAVING:
            self._state = self._before
        if self._state is not _State.CHOSEN:
            await self._next()
        else:
            self.refresh_bindings()

    def unsaved(self) -> None:
        """The same as before."""
        before = self._before if self._state is _State.SAVING else self._state
        self._enter(_State.CHOOSING if before is _State.CHOSEN else before)

    # -- moving, and the end

    def action_up(self) -> None:
        """Up an option, or a line."""
        self._move(-1)

    def action_down(self) -> None:
        """Down an option, or a line."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self._state is _State.CHOOSING:
            self.query_one(Options).move(by)
            return
        if self._state is _State.SHOWN and (checklist := self.query_one(CardView).checklist):
            checklist.move(by)
            return
        name = {_State.OVER: "#over", _State.CHOSEN: "#question"}.get(self._state)
        scrolled = self.query_one(name, VerticalScroll) if name else self.query_one(CardView)
        scrolled.scroll_relative(y=by, animate=False)

    def _finish(self, session: LearningSession) -> None:
        self.set_focus(None)
        self.query_one(".step", Static).update("")
        head = "✓ Learned for now" if session.ladder.total else "✓ Nothing new"
        keys = Content.assemble(("v", "bold $primary"), " review what is due, ", ("m", "bold $primary"))
        lines = [Content.styled(head, "bold $success"), Content(""), *map(Content, learned(session))]
        lines += [Content(""), keys + " more new cards, " + Content.styled("esc", "bold $primary") + " back."]
        self.query_one("#over Static", Static).update(Content("\n").join(lines))
        self._enter(_State.OVER)

    def action_review(self) -> None:
        """On to what is due."""
        if self._deck is not None:
            self.post_message(ToReview(self._deck.id, instead=True))

    def action_more(self) -> None:
        """On to the next new cards."""
        if self._deck is not None:
            self.post_message(ToLearn(self._deck.id, instead=True))

    def allows(self, action: str) -> bool:
        """Which keys mean something now."""
        if action == "undo" and not (self._session and self._session.answered):
            return False
        if action == "right" and self._typed_right is not False:
            return False
        if action in ("tick", "all", "knew", "missed") and self._state is _State.SHOWN:
            return (self.query_one(CardView).checklist is not None) == (action in ("tick", "all"))
        return self._state in _ALLOWED[action] if action in _ALLOWED else True
