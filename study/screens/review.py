"""Flashcards: recall, look, rate."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from decks.library import DeckNotFound
from decks.model import Card, Deck
from decks.typing import Comparison, compare, line_named
from progress.events import Rating
from progress.scheduling.leeches import advice
from progress.sessions.pace import left_text
from progress.sessions.reviewing import Mode, ReviewSession, interval_text, suggested_rating
from study.actions.action import Place
from study.actions.registry import bindings
from study.beginning import begin_review
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.screens.by_hand import ByHandPage
from study.screens.going import ToReview, ToSetup, ToWeak
from study.screens.page import Notice
from study.screens.sitting import ALLOWED, Sitting, State
from study.widgets.card_view import CardView
from study.widgets.checklist import Checklist
from study.widgets.gained import gained
from study.widgets.meter import Meter
from study.widgets.rating_bar import RatingBar
from study.widgets.top_bar import TopBar

_TITLES = {Mode.DUE: "Review", Mode.AHEAD: "Review ahead", Mode.CRAM: "Cram"}
PATIENCE = 0.5
"""Seconds after which a learner is told what is waited for: a large deck that was edited is read again."""


class ReviewScreen(ByHandPage):
    """One run through what is due, and then some new cards."""

    PLACE = Place.REVIEW
    BINDINGS = bindings(Place.REVIEW)
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = ""
    """Each card says for itself whether there is something to type into."""

    def __init__(
        self,
        desk: Desk,
        deck: str,
        topic: str = "",
        begun: Awaitable[tuple[Deck, ReviewSession]] | None = None,
        mode: str = "due",
    ) -> None:
        """`begun`: the session, where the desk has been asked for it already; `mode` is what a new one is for."""
        super().__init__(desk)
        self._mode = Mode(mode)
        self._begun = begun
        self._wanted = deck
        self._topic = topic
        self._state = State.LOADING
        self._before = State.LOADING
        self._sitting: Sitting | None = None
        self._shown_at: datetime | None = None
        self._latency = 0
        self._typed = ""
        self._marked = Rating.GOOD
        self._comparison: Comparison | None = None
        self._named: list[bool] = []
        """Which lines of a list were typed."""
        self._away: datetime | None = None
        """Since when another screen lies above this one."""

    @property
    def session(self) -> ReviewSession | None:  # type: ignore[override]
        """The review, once it has begun."""
        return self._sitting.session if self._sitting else None

    @property
    def may_act(self) -> bool:  # type: ignore[override]
        """Whether a card is shown that nothing is being done to."""
        return self._state in (State.ASKED, State.SHOWN)

    def on_screen_suspend(self) -> None:
        """The clock stands still while this screen cannot be seen."""
        if (study := self.desk.opened) is not None:
            self._away = study.now()

    def on_screen_resume(self) -> None:
        """It goes on."""
        study = self.desk.opened
        if study is not None and self._away is not None and self._shown_at is not None:
            self._shown_at += study.now() - self._away
        self._away = None

    def compose(self) -> ComposeResult:
        """Place, progress, card, ratings."""
        yield TopBar("Review")
        with Vertical(classes="body"):
            yield Meter()
            yield Notice()
            yield CardView()
            with VerticalScroll(id="over", can_focus=False):
                yield Static(markup=False)
            yield RatingBar()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read the deck while the screen is painted."""
        self._load()

    @work
    async def _load(self) -> None:
        waiting = self.set_timer(PATIENCE, self._say_waiting)
        study = await self.desk.open()
        try:
            deck, session = await (
                self._begun
                or self.desk.ask(lambda: begin_review(study, self._wanted, self._topic, self._mode))
            )
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            waiting.stop()
            self._enter(State.FAILED)
            self.query_one(Notice).say(str(problem))
            return
        waiting.stop()
        self._sitting = Sitting(deck, session, session.counts.new)
        self._next(self._sitting)
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()  # what follows loads half a second of modules, and would hold the first card up
        try:
            await self.desk.ask(lambda: study.remember(deck))
        except StoreProblem as problem:
            self.query_one(Notice).say(str(problem))
        if followed := study.followed.pop(deck.id, None):
            self.app.notify(followed.sentence(), timeout=20, markup=False)

    def _say_waiting(self) -> None:
        self.query_one(TopBar).show(_TITLES[self._mode], right=Content.styled("Reading the deck …", "$muted"))

    # -- one card

    def _next(self, sitting: Sitting) -> None:
        """Show the session's current card, or that there is none."""
        self._count(sitting.session, sitting.deck)
        card = sitting.session.current
        if card is None:
            self._finish(sitting)
            return
        self._named = [False] * len(card.parts)
        self.query_one(CardView).ask(
            sitting.deck,
            card,
            sitting.session.marks(card),
            types=self._types(card),
            lines=bool(card.parts),
            pictures=self.desk.choices.pictures,
        )
        if not self._types(card):
            self.set_focus(None)
        self._shown_at = self.desk.study.now()
        self._enter(State.ASKED)

    def _types(self, card: Card) -> bool:
        """Whether the answer is typed."""
        choices = self.desk.choices
        return (bool(card.accept) and choices.typed) or (bool(card.parts) and choices.lists == "type")

    def _count(self, session: ReviewSession, deck: Deck) -> None:
        counts, done = session.counts, len(session.answered)
        meter = self.query_one(Meter)
        meter.total = done + counts.new + counts.learning + counts.due
        meter.done = done
        trail = [_TITLES[self._mode], deck.topic_title(self._topic) if self._topic else deck.title]
        right = Content.assemble(
            ("new ", "$muted"),
            str(counts.new),
            ("  learning ", "$muted"),
            str(counts.learning),
            ("  due ", "$muted"),
            str(counts.due),
            (f"  {left_text(session.answered, meter.total - done)}".rstrip(), "$muted"),
        )
        self.query_one(TopBar).show(*trail, right=right)

    def _enter(self, state: State) -> None:
        self._state = state
        self.set_class(state in (State.SHOWN, State.SAVING), "-rating")
        self.set_class(state is State.OVER, "-over")
        self.set_class(state in (State.ASKED, State.SHOWN, State.SAVING), "-card")
        self.refresh_bindings()

    @property
    def _card(self) -> Card | None:
        return self._sitting.session.current if self._sitting else None

    def action_reveal(self) -> None:
        """Show the answer."""
        self._reveal("")

    def on_card_view_typed(self, message: CardView.Typed) -> None:
        """Show the answer beside what was typed; of a list, take the lines one by one."""
        card = self._card
        if card is None or not card.parts or not message.text.strip():
            self._reveal(message.text)
            return
        view, lines = self.query_one(CardView), [part.text for part in card.parts]
        number = line_named(message.text, lines)
        if number is not None:
            self._named[number] = True
            if all(self._named):
                self._reveal("")
                return
        said = [text for text, named in zip(lines, self._named, strict=True) if named]
        view.tell_lines(said, len(lines), "" if number is not None else message.text)

    def _reveal(self, typed: str) -> None:
        sitting, card = self._sitting, self._card
        if sitting is None or card is None or self._state is not State.ASKED:
            return
        at = self.desk.study.now()
        self._latency = round((at - self._shown_at).total_seconds() * 1000) if self._shown_at else 0
        self._typed = typed
        self._show_answer(sitting, card, self._named)

    def _show_answer(self, sitting: Sitting, card: Card, recalled: Sequence[bool]) -> None:
        typed = bool(card.accept) and self._types(card)
        comparison = self._comparison = compare(self._typed, card.accept, sitting.deck) if typed else None
        self.set_focus(None)
        self.query_one(CardView).reveal(sitting.deck, card, comparison, recalled, sitting.session.marks(card))
        if card.parts:
            marked = suggested_rating(recalled)
        else:
            marked = Rating.GOOD if comparison is None or comparison.right else Rating.AGAIN
        self._mark(sitting.session, marked)
        self._enter(State.SHOWN)

    def _mark(self, session: ReviewSession, rating: Rating) -> None:
        self._marked = rating
        times = session.preview(self.desk.study.now())
        self.query_one(RatingBar).show({each: interval_text(time) for each, time in times.items()}, rating)

    def marked(self) -> None:
        """Show flag and note."""
        if self._sitting is not None and (card := self._card) is not None:
            marks = self._sitting.session.marks(card)
            shown = self._state is State.SHOWN
            self.query_one(CardView).show_marks(self._sitting.deck, card, marks, answered=shown)
            self.refresh_bindings()

    def action_right(self) -> None:
        """Count a typed answer as right all the same."""
        if self._sitting is not None:
            self._mark(self._sitting.session, Rating.GOOD)
            self.refresh_bindings()

    # -- lists

    def on_checklist_changed(self, message: Checklist.Changed) -> None:
        """The rating follows the ticks."""
        if self._state is State.SHOWN and self._sitting is not None:
            self._mark(self._sitting.session, suggested_rating(message.recalled))

    def action_tick(self) -> None:
        """Tick the line under the cursor."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick()

    def action_all(self) -> None:
        """Tick all lines, or none."""
        if checklist := self.query_one(CardView).checklist:
            checklist.tick_all()

    def action_up(self) -> None:
        """Up a line."""
        self._move(-1)

    def action_down(self) -> None:
        """Down a line."""
        self._move(1)

    def _move(self, by: int) -> None:
        view = self.query_one(CardView)
        if checklist := view.checklist:
            checklist.move(by)
        else:
            self._scrolled().scroll_relative(y=by, animate=False)

    def action_page_up(self) -> None:
        """Up a page."""
        self._scrolled().scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down a page."""
        self._scrolled().scroll_page_down(animate=False)

    def _scrolled(self) -> VerticalScroll:
        return (
            self.query_one("#over", VerticalScroll) if self._state is State.OVER else self.query_one(CardView)
        )

    # -- answers

    async def action_accept(self) -> None:
        """Give the marked rating."""
        await self._rate(None)

    async def action_rate(self, number: int) -> None:
        """Give the rating with this index."""
        await self._rate(tuple(Rating)[number])

    async def on_rating_bar_chosen(self, message: RatingBar.Chosen) -> None:
        """A click on a rating."""
        await self._rate(message.rating)

    async def _rate(self, rating: Rating | None) -> None:
        async with self.turn:
            if self._state is not State.SHOWN or self._sitting is None:
                return
            session, study, latency = self._sitting.session, self.desk.study, self._latency
            given, at = rating or self._marked, study.now()
            checklist = self.query_one(CardView).checklist
            recalled = checklist.recalled if checklist else None
            await self.save(
                lambda: session.answer(study.store, given, at, latency_ms=latency, recalled=recalled),
            )

    async def action_undo(self) -> None:
        """Take the last answer back."""
        async with self.turn:
            if self._sitting is None or self._sitting.session.undoable is None:
                return
            session, study, at = self._sitting.session, self.desk.study, self.desk.study.now()
            await self.save(lambda: session.undo(study.store, at))

    def waiting(self) -> None:
        """Take no second answer while the first is on its way."""
        self._before = self._state
        self._enter(State.SAVING)

    async def saved(self) -> None:
        """The next card."""
        if (sitting := self._sitting) is None:
            return
        self._next(sitting)
        if (leech := sitting.session.leech) is not None and sitting.session.answered:
            self.app.notify(
                advice(leech), title="The card before", severity="warning", timeout=15, markup=False
            )

    def unsaved(self) -> None:
        """The same card as before."""
        if self._state is State.SAVING:
            self._enter(self._before)

    # -- the deck

    async def action_edit(self) -> None:
        """Edit the deck where the card comes from, and go on with the card as it is then."""
        async with self.turn:
            sitting, card = self._sitting, self._card
            if sitting is None or card is None or self._state not in ALLOWED["edit"]:
                return
            study = self.desk.study
            deck = await self.edited(sitting.deck, card.mark, lambda deck: [c.id for c in study.cards(deck)])
            if deck is not None:
                self._sitting = replace(sitting, deck=deck)
                sitting.session.replace(study.cards(deck), study.now())
                self._show_again(self._sitting, card)
            elif self._state is State.ASKED:
                self._shown_at = study.now()

    def _show_again(self, sitting: Sitting, old: Card) -> None:
        card, view = sitting.session.current, self.query_one(CardView)
        if card is None or card.id != old.id:
            self.query_one(Notice).say("That card is no longer in the deck, so it is not asked any more.")
            self._next(sitting)
            return
        typed, asked, checklist = view.typed, self._state is State.ASKED, view.checklist
        ticks = checklist.recalled if checklist else ()
        ticked = {part.fact for part, tick in zip(old.parts, ticks, strict=False) if tick}
        self._next(sitting)
        if asked:
            view.typed = typed
        else:
            self._show_answer(sitting, card, [part.fact in ticked for part in card.parts])

    # -- the end

    def _finish(self, sitting: Sitting) -> None:
        session = sitting.session
        self._enter(State.OVER)
        self.set_focus(None)
        study = self.desk.study
        at = study.now()
        self.query_one("#over Static", Static).update(
            gained(session, sitting.new - session.counts.new, at, self.desk.choices.keys)
        )

    def action_quiz(self) -> None:
        """On to a quiz on the same deck."""
        if self._sitting is not None:
            self.post_message(ToSetup(self._sitting.deck.id, instead=True))

    def action_weak(self) -> None:
        """On to the deck's weak topics."""
        if self._sitting is not None:
            self.post_message(ToWeak(self._sitting.deck.id, instead=True))

    def action_ahead(self) -> None:
        """On with what is due next."""
        self._again(Mode.AHEAD)

    def action_cram(self) -> None:
        """On with any cards, for practice."""
        self._again(Mode.CRAM)

    def _again(self, mode: Mode) -> None:
        if self._sitting is not None:
            going = ToReview(self._sitting.deck.id, self._topic, instead=True, mode=mode.value)
            self.post_message(going)

    def allows(self, action: str) -> bool:
        """Which keys mean something now."""
        if action in ("tick", "all"):
            return self._state is State.SHOWN and self._card is not None and bool(self._card.parts)
        session = self.session
        if action == "undo" and (session is None or session.undoable is None):
            return False
        if action == "right":
            wrong = self._comparison is not None and not self._comparison.right
            return self._state is State.SHOWN and wrong and self._marked is not Rating.GOOD
        if action == "ahead" and (session is None or session.wait(self.desk.study.now()) is None):
            return False
        return self._state in ALLOWED[action] if action in ALLOWED else True
