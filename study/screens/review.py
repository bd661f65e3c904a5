"""Flashcards: recall, look, rate."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from decks.library import DeckNotFound
from decks.model import Card, Deck
from progress.events import Rating
from progress.sessions.reviewing import Mode, ReviewSession
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.screens.page import Notice, styles
from study.screens.review_answer import AnswerPage
from study.screens.sitting import ALLOWED, Sitting, State
from study.sessions.reviews import begin_review
from study.widgets.card_view import CardView
from study.widgets.foot import Foot
from study.widgets.meter import Meter
from study.widgets.rating_bar import RatingBar
from study.widgets.still import Scroll, Still
from study.widgets.top_bar import TopBar

_TITLES = {Mode.DUE: "Review", Mode.AHEAD: "Review ahead", Mode.CRAM: "Cram"}
PATIENCE = 0.5
"""Seconds after which a learner is told what is waited for: a large deck that was edited is read again."""


class ReviewScreen(AnswerPage):
    """One run through what is due, and then some new cards."""

    PLACE = Place.REVIEW
    BINDINGS = bindings(Place.REVIEW)
    DEFAULT_CSS = styles("review.tcss")
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
        self._before = State.LOADING

    def compose(self) -> ComposeResult:
        """Place, progress, card, ratings."""
        yield TopBar("Review")
        with Vertical(classes="body"):
            yield Meter()
            yield Notice()
            yield CardView()
            with Scroll(id="over"):
                yield Still()
            yield RatingBar()
        yield Foot()

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
        self._asked()

    def _count(self, session: ReviewSession, deck: Deck) -> None:
        counts, done = session.counts, len(session.answered)
        meter = self.query_one(Meter)
        meter.total = done + counts.new + counts.learning + counts.due
        meter.done = done
        about = deck.topic_title(self._topic) if self._topic else self.desk.study.called(deck)
        right = Content.assemble(
            ("new ", "$muted"),
            str(counts.new),
            ("  learning ", "$muted"),
            str(counts.learning),
            ("  due ", "$muted"),
            str(counts.due),
            (f"  {session.time_left}".rstrip(), "$muted"),
        )
        self.query_one(TopBar).show(_TITLES[self._mode], about, right=right)

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
            recalled = self._recalled(given)
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
        if sitting.session.answered and (advice := sitting.session.leech_advice):
            # Not over the ratings: it may be read until the next answer.
            self.query_one(Notice).say(f"The card before. {advice}", wrong=False)

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
