"""What to ask in a quiz, and how."""

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.library import DeckNotFound
from decks.model import Deck
from progress.sessions.quizzing import QuizSession
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken
from study.desk import Desk
from study.output import counted
from study.screens.going import ToHistory, ToQuiz
from study.screens.page import Notice
from study.screens.setup_parts import ChoiceLine, LengthBar
from study.screens.trying import TryingPage
from study.sessions.choosing import Chosen, Length, Reach
from study.sessions.quizzes import begin as begin_quiz
from study.sessions.quizzes import none_made, pass_mark
from study.sessions.terms import Terms
from study.widgets.foot import Foot
from study.widgets.kinds import NAMES, Manner, Only
from study.widgets.listing import Listing
from study.widgets.top_bar import TopBar


class SetupScreen(TryingPage):
    """Topics and roles by the list, length by the arrows at its side, the rest by a key each."""

    PLACE = Place.SETUP
    BINDINGS = bindings(Place.SETUP)
    CSS_PATH = "setup.tcss"
    ANYWAY = frozenset(("shorter", "longer", "difficulty", "exam", "time", "certainty", "only"))

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._chosen: Chosen | None = None
        """What to ask about, once the deck and its questions are read."""
        self._length = Length()

    def compose(self) -> ComposeResult:
        """How to ask above, what below."""
        yield TopBar("New quiz")
        with Vertical(classes="body"):
            yield Notice()
            yield LengthBar()
            yield Manner()
            yield Static("Topic", classes="heading", markup=False)
            yield Listing(opens=False)
        yield Foot()

    def on_mount(self) -> None:
        """Make the questions while the screen is painted."""
        self._write()
        self._load()

    # -- what is read

    @work
    async def _load(self) -> None:
        study = await self.desk.open()
        try:
            deck = await self.desk.ask(lambda: study.deck(self._wanted))
        except (DeckNotFound, DeckBroken) as problem:
            self.query_one(Notice).say(str(problem))
            self.ready()
            return
        questions = await self.questions_of(study, deck, "New quiz")
        self._chosen = chosen = await self.desk.ask(lambda: Chosen(deck, questions))
        manner = self.query_one(Manner)
        manner.passing = pass_mark(Terms(), deck)
        manner.write()
        self._list(chosen)
        self.query_one(TopBar).show("New quiz", study.called(deck))
        if not chosen.kinds:
            self.query_one(Notice).say(none_made(deck))
        self.ready()
        await self.desk.ask(lambda: chosen.role_titles)

    # -- what is shown

    def _list(self, chosen: Chosen) -> None:
        """List the topics, or roles, that have questions of the kind chosen on what is ticked among the others."""
        listing, before, choices = self.query_one(Listing), self._marked, chosen.choices()
        listing.set_options(Option(ChoiceLine(choice), id=choice.name or None) for choice in choices)
        listing.highlighted = next(
            (place for place, choice in enumerate(choices) if choice.name == before), 0
        )
        self.query_one(".heading", Static).update("Role" if chosen.by_role else "Topic", layout=False)
        if not listing.has_focus:
            listing.focus()
        self._write()

    def _write(self) -> None:
        """Show the length, and how many questions that makes."""
        self.query_one(LengthBar).show(self._length, self._told if self._chosen is not None else "")

    @property
    def _told(self) -> str:
        manner = self.query_one(Manner)
        if manner.aimed:
            return "as many as it takes" if manner.only is Only.DIAGNOSE else "10 questions"
        sure = manner.only is Only.ALL and self._length.sure(self._reach)
        return f"{'' if sure else 'at most '}{counted(self._length.of(self._reach.most), 'question')}"

    @property
    def _reach(self) -> Reach:
        """How many questions can be asked."""
        return self._chosen.reach(self._marked) if self._chosen is not None else Reach(0, 0)

    @property
    def _marked(self) -> str:
        """Id of the topic or role at the cursor; empty for all."""
        marked = self.query_one(Listing).highlighted_option
        return marked.id or "" if marked else ""

    def on_option_list_option_highlighted(self) -> None:
        """Another topic has another number of questions."""
        self._write()

    # -- what is chosen

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click ticks, see below; Enter starts."""
        message.stop()

    def on_listing_pointed(self, message: Listing.Pointed) -> None:
        """A click ticks what it lands on, or takes its tick away."""
        if self.allows("tick"):
            self.query_one(Listing).highlighted = message.index
            self.action_tick()

    def action_tick(self) -> None:
        """Tick what is marked, or take its tick away; the first line takes all of them away."""
        if self._chosen is not None:
            self._chosen.tick(self._marked)
            self._list(self._chosen)

    def action_turn(self) -> None:
        """From topics to roles, or back."""
        if self._chosen is not None:
            self._chosen.by_role = not self._chosen.by_role
            self._list(self._chosen)

    def on_length_bar_clicked(self, message: LengthBar.Clicked) -> None:
        """The arrows beside the length can be clicked."""
        self._change(message.by)

    def action_shorter(self) -> None:
        """Fewer questions."""
        self._change(-1)

    def action_longer(self) -> None:
        """More questions."""
        self._change(1)

    def _change(self, by: int) -> None:
        self._length.change(by)
        self._write()

    def action_difficulty(self) -> None:
        """Wrong options that are nearer to the right one, or further off."""
        self.query_one(Manner).harder()

    def action_kind(self) -> None:
        """Only one kind of questions, or all."""
        if (chosen := self._chosen) is not None:
            manner, present = self.query_one(Manner), chosen.kinds
            manner.next_kind([kind for kind in NAMES if kind in present])
            chosen.kind = manner.kind
            self._list(chosen)

    def action_exam(self) -> None:
        """Practice, or an exam."""
        self.query_one(Manner).turn()
        self.refresh_bindings()

    def action_time(self) -> None:
        """How long the exam may take."""
        self.query_one(Manner).next_time()

    def action_certainty(self) -> None:
        """Ask how sure answers are."""
        self.query_one(Manner).ask_certainty()

    def action_only(self) -> None:
        """Weak topics, mistakes, or what an aimed quiz chooses."""
        self.query_one(Manner).next_only()
        if self._chosen is not None and self._chosen.kinds:
            self.query_one(Notice).say("")  # what was chosen before may have had no questions
        self._write()
        self.refresh_bindings()

    def allows(self, action: str) -> bool:
        """What an aimed quiz chooses by itself cannot be set, and only an exam has a time."""
        if not self.is_mounted:
            return True
        manner = self.query_one(Manner)
        if action == "time":
            return manner.exam and not manner.aimed
        return not manner.aimed or action not in ("tick", "turn", "exam", "difficulty", "kind", "certainty")

    # -- on from here

    def action_history(self) -> None:
        """Former quizzes."""
        if self._chosen is not None:
            self.post_message(ToHistory(self._chosen.deck.id))

    def action_start(self) -> None:
        """Begin."""
        if self._chosen is None or not self._reach.most:
            return
        deck, study, manner, marked = self._chosen.deck, self.desk.study, self.query_one(Manner), self._marked
        topics, roles = self._chosen.topics(marked), self._chosen.roles(marked)
        terms = manner.terms(topics, roles, self._length.of(self._reach.most))
        only = manner.only

        def begin() -> tuple[Deck, QuizSession]:
            if only is Only.DIAGNOSE or only is Only.CONFUSED:
                from study.insights.insight import Insight  # with the statistics that nothing else here needs

                insight = Insight(study, deck)
                return deck, insight.diagnose() if only is Only.DIAGNOSE else insight.confused()[1]
            return deck, begin_quiz(study, deck, terms)

        if only is Only.ALL:
            self.post_message(ToQuiz(begin, instead=True))
        else:
            self.try_to_begin(deck, begin, "New quiz")
