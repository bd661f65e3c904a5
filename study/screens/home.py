"""The decks, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from progress.problems import StoreProblem
from study.actions import Place, bindings
from study.desk import Desk
from study.screens.going import ToProblems, ToResume, ToReview, ToSetup, ToWeak
from study.screens.page import Notice, Page
from study.widgets.deck_row import deck_head, deck_row
from study.widgets.listing import Listing
from study.widgets.next_step import unfinished, welcome, what_next
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    # at run time these would hold up the first paint
    from decks.library import Loaded
    from progress.quizzing import QuizRecord
    from study.core import DeckSummary


class HomeScreen(Page):
    """Where one starts, and where Esc leads in the end."""

    PLACE = Place.HOME
    BINDINGS = bindings(Place.HOME)

    def __init__(self, desk: Desk, *, passing: bool = False) -> None:
        """`passing`: another screen opens at once, and must not wait until the decks here are counted."""
        super().__init__(desk)
        self._passing = passing
        self._passed = False
        self._loaded: list[Loaded] = []
        self._summaries: dict[str, DeckSummary] = {}
        self._weakest: dict[str, str] = {}
        self._quizzes: list[tuple[QuizRecord, int]] = []
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """What to do, then the decks."""
        yield TopBar()
        if self._passing:
            return
        with Vertical(classes="body"):
            yield Static("Reading your decks …", id="next", markup=False)
            yield Static(id="welcome", markup=False)
            yield Notice()
            yield Static(id="unfinished", markup=False)
            yield Static(deck_head(), classes="head")
            yield Listing()
        yield Footer(show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Paint first; count anew whenever one comes here."""
        if self._passing and not self._passed:
            self._passed = True
        else:
            self.call_after_refresh(self._reload)

    async def _reload(self) -> None:
        if not self.is_current:
            return
        if self._passing:
            self._passing = False
            await self.recompose()
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        study = await self.desk.open()
        self._trouble = ""
        self._weakest.clear()
        if not self._loaded:
            self._loaded = await self.desk.ask(study.library)
            self._fill()
        for loaded in self._loaded:
            await self._summarise(loaded)
        self._choose_usable()
        self._say()
        try:
            self._quizzes = await self.desk.ask(self._unfinished)
        except StoreProblem as problem:
            self._trouble = str(problem)
        self._say()
        self._weigh()

    async def _summarise(self, loaded: Loaded) -> None:
        study = self.desk.study
        if loaded.deck is None:
            return
        try:
            self._summaries[loaded.name] = await self.desk.ask(lambda: study.summary(loaded))
        except StoreProblem as problem:
            self._trouble = str(problem)
        self.query_one(Listing).replace_option_prompt(
            str(loaded.path), deck_row(loaded, self._summaries.get(loaded.name))
        )
        if loaded is self._chosen:
            self._say()

    def _unfinished(self) -> list[tuple[QuizRecord, int]]:
        """Quizzes to take up again, the latest first, each with how many answers it has; to be asked of the desk."""
        self.desk.study.forget_removed_decks()
        store = self.desk.study.store
        found = [(record, sum(1 for _ in store.events(session=record.id))) for record in store.open_quizzes()]
        return sorted(found, key=lambda pair: pair[0].started, reverse=True)

    # -- what is shown

    def _fill(self) -> None:
        listing = self.query_one(Listing)
        listing.set_options(
            Option(deck_row(each, self._summaries.get(each.name)), id=str(each.path)) for each in self._loaded
        )
        first = next((i for i, each in enumerate(self._loaded) if each.deck is not None), 0)
        listing.highlighted = first if self._loaded else None
        listing.focus()

    def _choose_usable(self) -> None:
        """Where nothing can be learned from the chosen deck, choose the first of which that can be said."""
        chosen = self._chosen
        if chosen is None or (summary := self._summaries.get(chosen.name)) is None or summary.cards:
            return
        usable = [
            i for i, each in enumerate(self._loaded) if (s := self._summaries.get(each.name)) and s.cards
        ]
        if usable:
            self.query_one(Listing).highlighted = usable[0]

    @property
    def _chosen(self) -> Loaded | None:
        number = self.query_one(Listing).highlighted
        return self._loaded[number] if number is not None and number < len(self._loaded) else None

    def _say(self) -> None:
        """Write everything above the list."""
        chosen = self._chosen
        summary = self._summaries.get(chosen.name) if chosen else None
        if not self._loaded:
            sentence = Content(f"There are no decks; put a deck file into {self.desk.study.locations.decks}.")
        elif chosen is None or chosen.deck is None:
            sentence = Content("This deck cannot be used yet: p shows what is wrong with it.")
        else:
            sentence = what_next(summary, self._weakest.get(chosen.name, ""))
        self.query_one("#next", Static).update(sentence)
        new_here = bool(self._summaries) and not any(each.learned for each in self._summaries.values())
        new_here = new_here and not self._quizzes and not self._trouble
        self.query_one("#welcome", Static).update(welcome() if new_here else "")
        self.query_one(Notice).say(self._trouble)
        offer = self._offer
        self.query_one("#unfinished", Static).update(unfinished(*offer) if offer else "")
        self.set_class(new_here, "-new")
        self.set_class(offer is not None, "-unfinished")
        self.refresh_bindings()

    @property
    def _offer(self) -> tuple[QuizRecord, int, str] | None:
        """The latest unfinished quiz whose deck is there: it, its answers, and what it is about."""
        decks = {each.deck.id: each.deck for each in self._loaded if each.deck is not None}
        for record, answered in self._quizzes:
            if deck := decks.get(record.deck):
                return record, answered, deck.topic_title(record.topic) if record.topic else deck.title
        return None

    def _weigh(self) -> None:
        """Find out the chosen deck's weakest topic, beside everything else."""
        self._find_weakest()

    @work(exclusive=True, group="weigh")
    async def _find_weakest(self) -> None:
        chosen, study = self._chosen, self.desk.study
        if chosen is None or chosen.deck is None or chosen.name in self._weakest:
            return
        deck, summary = chosen.deck, self._summaries.get(chosen.name)
        if self._trouble or summary is None:
            return
        try:
            standings = await self.desk.ask(lambda: study.weak(deck))
        except StoreProblem as problem:
            self._trouble = str(problem)
        else:
            self._weakest[chosen.name] = next((each.title for each in standings if each.weak is not None), "")
        self._say()

    def on_option_list_option_highlighted(self) -> None:
        """The line above speaks of the chosen deck."""
        self._say()
        self._weigh()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click only chooses."""
        message.stop()

    # -- where to go

    def action_review(self) -> None:
        """Review the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToReview(chosen.deck.id))

    def action_quiz(self) -> None:
        """Set up a quiz on the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToSetup(chosen.deck.id))

    def action_weak(self) -> None:
        """Rank the chosen deck's topics."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToWeak(chosen.deck.id))

    def action_resume(self) -> None:
        """Take the latest unfinished quiz up again."""
        if offer := self._offer:
            self.post_message(ToResume(offer[0]))

    def action_problems(self) -> None:
        """Read what is wrong with the chosen deck."""
        if (chosen := self._chosen) and chosen.problems:
            self.post_message(ToProblems(chosen))

    def allows(self, action: str) -> bool:
        """Which keys mean something for the chosen deck."""
        if not self.query(Listing):
            return action not in ("resume", "problems")
        chosen = self._chosen
        if action in ("review", "quiz", "weak"):
            return chosen is not None and chosen.deck is not None
        if action == "resume":
            return self._offer is not None
        if action == "problems":
            return chosen is not None and bool(chosen.problems)
        return True
