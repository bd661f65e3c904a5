"""The decks, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from progress.problems import StoreProblem
from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.screens.going import (
    ToBrowse,
    ToLearn,
    ToPlan,
    ToProblems,
    ToResume,
    ToReview,
    ToSettings,
    ToSetup,
    ToStatistics,
    ToWeak,
)
from study.screens.page import Notice, Page
from study.widgets.columns import Columns
from study.widgets.deck_row import deck_head, deck_row, topic_row
from study.widgets.heat_map import HeatMap, in_words, week_ahead
from study.widgets.listing import Listing
from study.widgets.next_step import plan_row, unfinished, welcome, what_next
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    # at run time these would hold up the first paint
    from decks.library import Loaded
    from progress.glance.activity import Activity
    from progress.scheduling.exam_plan import Pace
    from progress.sessions.quizzing import QuizRecord
    from study.core import DeckSummary, Study
    from study.topic_counts import TopicCounts

_NEW_TAKES = 3
"""Answers that a new card takes on its first day, about."""
_YEAR = timedelta(days=366)


class HomeScreen(Page):
    """Where one starts, and where Esc leads in the end."""

    PLACE = Place.HOME
    BINDINGS = bindings(Place.HOME)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall"), (24, "-roomy"), (34, "-vast")]  # noqa: RUF012 - Textual's own declaration

    def __init__(self, desk: Desk, *, passing: bool = False) -> None:
        """`passing`: another screen opens at once, and must not wait until the decks here are counted."""
        super().__init__(desk)
        self._passing = passing
        self._passed = False
        self._loaded: list[Loaded] = []
        self._summaries: dict[str, DeckSummary] = {}
        self._weakest: dict[str, str] = {}
        self._paces: dict[str, Pace | None] = {}
        """What the exam of a deck asks for, where one is to come."""
        self._quizzes: list[tuple[QuizRecord, int]] = []
        self._trouble = ""
        self._rows: list[tuple[Loaded, str]] = []
        """What each line is: a deck, or with an id one of its topics."""
        self._opened: set[str] = set()
        """Paths of the decks whose topics are shown."""
        self._topics: dict[str, Mapping[str, TopicCounts]] = {}
        """By path."""
        self._activity: Activity | None = None

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
            yield Static(id="exam", markup=False)
            yield Static(deck_head(), classes="head")
            yield Listing()
            yield Static(id="ahead", markup=False)
            yield Static(id="heat", markup=False)
            yield Static(id="year", markup=False)
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
        await self._look_back()

    async def _look_back(self) -> None:
        """Say what was done in a year: last, for it may take a moment where there are many answers."""
        study = self.desk.study
        today = study.days.day_of(study.now())
        try:
            if study.locations.address:
                self._activity = await self.desk.ask(partial(_activity_on_server, study, today - _YEAR))
            else:
                from progress.glance.activity import activity

                read = partial(activity, study.locations.database, today - _YEAR)
                self._activity = await self.desk.beside(lambda _going_on: read())
        except StoreProblem as problem:
            self._trouble = str(problem)
        if self._opened:
            for loaded in self._loaded:
                if str(loaded.path) in self._opened:
                    await self._count_topics(loaded)
        self._say()
        self._say_year(today)

    def _say_year(self, today: date) -> None:
        from progress.reporting.statistics import levels, streaks

        if self._activity is None:
            return
        days = self._activity.days
        self.query_one("#heat", Static).update(HeatMap(levels(days), today) if days else "")
        self.query_one("#year", Static).update(in_words(days, *streaks(sorted(days), today)))
        self.set_class(bool(days), "-active")

    async def _summarise(self, loaded: Loaded) -> None:
        study = self.desk.study
        if loaded.deck is None:
            return
        try:
            self._summaries[loaded.name] = await self.desk.ask(lambda: study.summary(loaded))
            await self._plan(study, loaded)
        except StoreProblem as problem:
            self._trouble = str(problem)
        self._draw(loaded)
        if loaded is self._chosen:
            self._say()

    async def _plan(self, study: Study, loaded: Loaded) -> None:
        """Work out what the deck's exam asks for, where one is to come."""
        deck = loaded.deck
        self._paces.pop(loaded.name, None)
        if deck is not None and study.exam_day(deck) is not None:
            from study.exam_plan import pace_of

            self._paces[loaded.name] = await self.desk.ask(partial(pace_of, study, deck))

    def _unfinished(self) -> list[tuple[QuizRecord, int]]:
        """Quizzes to take up again, the latest first, each with how many answers it has; to be asked of the desk."""
        self.desk.study.forget_removed_decks()
        store = self.desk.study.store
        found = [(record, sum(1 for _ in store.events(session=record.id))) for record in store.open_quizzes()]
        return sorted(found, key=lambda pair: pair[0].started, reverse=True)

    # -- what is shown

    def _fill(self) -> None:
        listing = self.query_one(Listing)
        self._list()
        first = next((i for i, (each, _) in enumerate(self._rows) if each.deck is not None), 0)
        listing.highlighted = first if self._rows else None
        listing.focus()

    def _list(self) -> None:
        """Write the list anew, with the topics of the decks that are opened; the same line stays chosen."""
        listing = self.query_one(Listing)
        kept = self._rows[listing.highlighted] if self._rows and listing.highlighted is not None else None
        self._rows = []
        for each in self._loaded:
            self._rows.append((each, ""))
            if each.deck is not None and str(each.path) in self._opened:
                self._rows += [(each, topic.id) for topic in each.deck.topics]
        listing.set_options(
            Option(self._row(each, topic), id=f"{each.path}\0{topic}") for each, topic in self._rows
        )
        if kept is not None:
            deck = next(i for i, (each, _) in enumerate(self._rows) if each.path == kept[0].path)
            same = (
                i
                for i, (each, topic) in enumerate(self._rows)
                if (each.path, topic) == (kept[0].path, kept[1])
            )
            listing.highlighted = next(same, deck)

    def _row(self, loaded: Loaded, topic: str) -> Columns:
        path = str(loaded.path)
        if not topic or loaded.deck is None:
            return deck_row(loaded, self._summaries.get(loaded.name), opened=path in self._opened)
        counts = self._topics.get(path)
        none = counts.get(topic) if counts is not None else None
        if counts is not None and none is None:
            from study.topic_counts import TopicCounts

            none = TopicCounts()
        return topic_row(loaded.deck.topic_title(topic), topic.count("/") + 1, none)

    def _draw(self, loaded: Loaded) -> None:
        """Write a deck's lines anew."""
        listing = self.query_one(Listing)
        for each, topic in self._rows:
            if each is loaded:
                listing.replace_option_prompt(f"{each.path}\0{topic}", self._row(each, topic))

    async def _count_topics(self, loaded: Loaded) -> None:
        from study.topic_counts import topic_counts

        if loaded.deck is None:
            return
        try:
            job = partial(topic_counts, self.desk.study, loaded.deck)
            self._topics[str(loaded.path)] = await self.desk.ask(job)
        except StoreProblem as problem:
            self._trouble = str(problem)
            self._say()
        self._draw(loaded)

    @work(group="topics")
    async def _open_topics(self, loaded: Loaded) -> None:
        await self._count_topics(loaded)

    def _choose_usable(self) -> None:
        """Where nothing can be learned from the chosen deck, choose the first of which that can be said."""
        chosen = self._chosen
        if chosen is None or (summary := self._summaries.get(chosen.name)) is None or summary.cards:
            return
        usable = [
            i for i, (each, _) in enumerate(self._rows) if (s := self._summaries.get(each.name)) and s.cards
        ]
        if usable:
            self.query_one(Listing).highlighted = usable[0]

    @property
    def _chosen(self) -> Loaded | None:
        return self._line[0] if self._line else None

    @property
    def _line(self) -> tuple[Loaded, str] | None:
        """The chosen deck, and the topic where one is chosen."""
        number = self.query_one(Listing).highlighted
        return self._rows[number] if number is not None and number < len(self._rows) else None

    def _say(self) -> None:
        """Write everything above the list."""
        chosen = self._chosen
        summary = self._summaries.get(chosen.name) if chosen else None
        if not self._loaded:
            sentence = Content(f"There are no decks; put a deck file into {self.desk.study.locations.decks}.")
        elif chosen is None or chosen.deck is None:
            sentence = Content("This deck cannot be used yet: p shows what is wrong with it.")
        else:
            weakest = self._weakest.get(chosen.name, "")
            sentence = what_next(
                summary, weakest, minutes=self._minutes(summary), exam_in=self._exam_in(chosen)
            )
        study = self.desk.study
        ahead = summary.coming if summary is not None and summary.learned else ()
        self.query_one("#ahead", Static).update(
            week_ahead(ahead, study.days.day_of(study.now())) if ahead else ""
        )
        self.set_class(bool(ahead), "-ahead")
        self.query_one("#next", Static).update(sentence)
        new_here = bool(self._summaries) and not any(each.learned for each in self._summaries.values())
        new_here = new_here and not self._quizzes and not self._trouble
        self.query_one("#welcome", Static).update(welcome() if new_here else "")
        wrong = (self._trouble, *self.desk.study.settings.problems, *self.desk.choices.problems)
        self.query_one(Notice).say("\n".join(filter(None, wrong)))
        offer = self._offer
        self.query_one("#unfinished", Static).update(unfinished(*offer) if offer else "")
        self.set_class(new_here, "-new")
        self.set_class(offer is not None, "-unfinished")
        self._say_plan(chosen)
        self.refresh_bindings()

    def _say_plan(self, chosen: Loaded | None) -> None:
        """The row of the exam: what a day asks for, and the key that tells more."""
        steps = self._paces.get(chosen.name) if chosen else None
        if steps is not None and chosen is not None and chosen.deck is not None:
            from study.exam_plan_words import row

            limit = self.desk.study.settings.preferences.new_limit(chosen.deck.id)
            self.query_one("#exam", Static).update(plan_row(row(steps, limit)))
        self.set_class(steps is not None, "-exam")

    def _minutes(self, summary: DeckSummary | None) -> int | None:
        """How long today's cards take, by the learner's own pace; None where that is not known."""
        if summary is None or self._activity is None or self._activity.latency_ms is None:
            return None
        answers = summary.due + _NEW_TAKES * summary.new
        return max(1, round(answers * self._activity.latency_ms / 60_000)) if answers else None

    def _exam_in(self, loaded: Loaded) -> int | None:
        """In how many days the deck's exam is; None where none is to come."""
        if loaded.deck is None:
            return None
        study = self.desk.study
        day = study.exam_day(loaded.deck)
        left = (day - study.days.day_of(study.now())).days if day else -1
        return left if left >= 0 else None

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
            standings = await self.desk.ask(lambda: study.weak(deck) if study.has_questions(deck) else [])
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
            self.post_message(ToReview(chosen.deck.id, self._line[1] if self._line else ""))

    def action_learn(self) -> None:
        """Meet the chosen deck's new cards."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToLearn(chosen.deck.id))

    def action_settings(self) -> None:
        """Change settings."""
        self.post_message(ToSettings())

    def action_quiz(self) -> None:
        """Set up a quiz on the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToSetup(chosen.deck.id))

    def action_weak(self) -> None:
        """Rank the chosen deck's topics."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToWeak(chosen.deck.id))

    def action_plan(self) -> None:
        """Plan for the chosen deck's exam."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToPlan(chosen.deck.id))

    def action_browse(self) -> None:
        """Look through the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            topic = self._line[1] if self._line else ""
            self.post_message(ToBrowse(chosen.deck.id, f"topic:{topic} " if topic else ""))

    def action_statistics(self) -> None:
        """See how learning goes in the chosen deck."""
        if (chosen := self._chosen) and chosen.deck:
            self.post_message(ToStatistics(chosen.deck.id))

    def action_expand(self) -> None:
        """Show the topics of the chosen deck."""
        if (chosen := self._chosen) and chosen.deck and chosen.deck.topics:
            self._opened.add(str(chosen.path))
            self.set_class(True, "-opened")
            self._list()
            self._open_topics(chosen)
            self.refresh_bindings()

    def action_collapse(self) -> None:
        """Hide them again."""
        if chosen := self._chosen:
            self._opened.discard(str(chosen.path))
            self.set_class(bool(self._opened), "-opened")
            self._list()
            self.refresh_bindings()

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
        if action in ("review", "learn", "quiz", "weak", "plan", "browse", "statistics"):
            return chosen is not None and chosen.deck is not None
        if action == "expand":
            return chosen is not None and chosen.deck is not None and str(chosen.path) not in self._opened
        if action == "collapse":
            return chosen is not None and str(chosen.path) in self._opened
        if action == "resume":
            return self._offer is not None
        if action == "problems":
            return chosen is not None and bool(chosen.problems)
        return True


def _activity_on_server(study: Study, since: date) -> Activity:
    from progress.storage.recorded import activity

    with study.store.reading() as connection:
        return activity(connection, since)
