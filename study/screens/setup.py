"""What to ask in a quiz, and how."""

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.compiled.cache import light
from decks.library import DeckNotFound
from decks.model import Deck, Difficulty, QuestionKind, in_topic
from progress.sessions.quizzing import QuizSession
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken, Study
from study.desk import Desk
from study.screens.going import ToHistory, ToQuiz
from study.screens.page import Notice, Page
from study.sessions.quizzes import begin as begin_quiz
from study.sessions.quizzes import pass_mark
from study.sessions.terms import Terms
from study.widgets.columns import Cell, Columns, Fitted
from study.widgets.foot import Foot
from study.widgets.kinds import NAMES, Manner, Only
from study.widgets.listing import Listing
from study.widgets.top_bar import TopBar

LENGTHS = (5, 10, 20, 40)
"""How many questions a quiz may be set to, besides all."""


class _Left(Exception):
    """The app is being left."""


class SetupScreen(Page):
    """Topics and roles by the list, length by the arrows at its side, the rest by a key each."""

    PLACE = Place.SETUP
    BINDINGS = bindings(Place.SETUP)
    CSS_PATH = "setup.tcss"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._deck: Deck | None = None
        self._hurried = False
        """Whether to start as soon as that can be."""
        self._counts: Counter[tuple[str, QuestionKind, str]] = Counter()
        """Questions by topic, nested ones left out, kind, and role."""
        self._sizes: dict[str, int] = {}
        """Questions by what is listed, topics or roles, and empty for all of them."""
        self._roles: dict[str, str] | None = None
        """Titles of roles by id, once they are read: there may be thousands, with all that they do."""
        self._roles_shown = False
        """Whether roles are listed, and not topics."""
        self._ticked: dict[bool, set[str]] = {False: set(), True: set()}
        """Ids of what is ticked among topics, and among roles."""
        self._length = LENGTHS.index(10)

    def compose(self) -> ComposeResult:
        """How to ask above, what below."""
        yield TopBar("New quiz")
        with Vertical(classes="body"):
            yield Notice()
            yield Length()
            yield Manner()
            yield Static("Topic", classes="heading", markup=False)
            yield Listing(opens=False)
        yield Foot()

    def on_mount(self) -> None:
        """Make the questions while the screen is painted."""
        self._write()
        self._load()

    @work
    async def _load(self) -> None:
        study = await self.desk.open()
        try:
            deck = await self.desk.ask(lambda: study.deck(self._wanted))
        except (DeckNotFound, DeckBroken) as problem:
            self.query_one(Notice).say(str(problem))
            return
        if not await self.desk.ask(lambda: study.has_questions(deck)):
            await self._make(study, deck)
        questions = await self.desk.ask(lambda: light(study.questions(deck)))
        self._deck = deck
        self._counts = Counter((question.topic, question.kind, question.role) for question in questions)
        manner = self.query_one(Manner)
        manner.passing = pass_mark(Terms(), deck)
        manner.write()
        self._list(deck)
        self.query_one(TopBar).show("New quiz", deck.title)
        if not questions:
            self.query_one(Notice).say(
                f"The deck “{deck.id}” makes no questions; study decks check says why."
            )
        if self._hurried:
            self.action_start()
        self._roles = await self.desk.ask(lambda: _titles(deck))

    def _list(self, deck: Deck) -> None:
        """List the topics, or roles, that have questions of the kind chosen on what is ticked among the others."""
        kind, before, others = self.query_one(Manner).kind, self._marked, self._ticked[not self._roles_shown]
        counts = [
            (topic, role, size)
            for (topic, known, role), size in self._counts.items()
            if kind in (None, known)
            and (
                not others
                or (any(in_topic(topic, each) for each in others) if self._roles_shown else role in others)
            )
        ]
        if self._roles_shown:
            names = dict(self._roles if self._roles is not None else _titles(deck))
            self._sizes = {"": sum(size for *_, size in counts), **dict.fromkeys(names, 0)}
            for _, role, size in counts:
                if role in names:
                    self._sizes[role] += size
        else:
            names = {topic.id: deck.topic_title(topic.id) for topic in deck.topics}
            self._sizes = {
                topic: sum(size for name, _, size in counts if in_topic(name, topic))
                for topic in ["", *names]
            }
        names[""] = "All roles" if self._roles_shown else "All topics"
        listing, ticked = self.query_one(Listing), self._ticked[self._roles_shown]
        shown = [name for name, size in self._sizes.items() if size or name in ticked]
        listing.set_options(
            Option(
                _Row(
                    _box(name, ticked),
                    "  " * (0 if self._roles_shown else name.count("/")) + names[name],
                    self._sizes[name],
                ),
                id=name or None,
            )
            for name in shown
        )
        listing.highlighted = shown.index(before) if before in shown else 0
        self.query_one(".heading", Static).update("Role" if self._roles_shown else "Topic", layout=False)
        if not listing.has_focus:
            listing.focus()
        self._write()

    async def _make(self, study: Study, deck: Deck) -> None:
        """Make the questions of a deck of many roles beside the desk, which flashcards need, and tell how far that is."""
        share = [0.0]

        def job(go_on: Callable[[], bool]) -> None:
            def told(done: int, total: int) -> None:
                if not go_on():
                    raise _Left
                share[0] = done / max(total, 1)

            with contextlib.suppress(_Left):
                study.questions(deck, told)

        def say() -> None:
            done = Content.styled(f"Making its questions, once: {share[0]:.0%}", "$muted")
            self.query_one(TopBar).show("New quiz", deck.title, right=done)

        telling = self.set_interval(0.5, say)
        await self.desk.beside(job)
        telling.stop()

    def on_option_list_option_highlighted(self) -> None:
        """Another topic has another number of questions."""
        self._write()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click ticks, see below; Enter starts."""
        message.stop()

    def on_listing_pointed(self, message: Listing.Pointed) -> None:
        """A click ticks what it lands on, or takes its tick away."""
        if self.allows("tick"):
            self.query_one(Listing).highlighted = message.index
            self.action_tick()

    def on_length_clicked(self, message: "LengthClicked") -> None:
        """The arrows beside the length can be clicked."""
        self._change(message.by)

    def action_shorter(self) -> None:
        """Fewer questions."""
        self._change(-1)

    def action_longer(self) -> None:
        """More questions."""
        self._change(1)

    def action_difficulty(self) -> None:
        """Wrong options that are nearer to the right one, or further off."""
        self.query_one(Manner).harder()

    def action_kind(self) -> None:
        """Only one kind of questions, or all."""
        if self._deck is not None:
            present = {kind for _, kind, _ in self._counts}
            self.query_one(Manner).next_kind([kind for kind in NAMES if kind in present])
            self._list(self._deck)

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
        self._write()
        self.refresh_bindings()

    def action_tick(self) -> None:
        """Tick what is marked, or take its tick away; the first line takes all of them away."""
        if self._deck is None:
            return
        ticked, marked = self._ticked[self._roles_shown], self._marked
        if not marked:
            ticked.clear()
        else:
            ticked ^= {marked}
        self._list(self._deck)

    def action_turn(self) -> None:
        """From topics to roles, or back."""
        if self._deck is not None:
            self._roles_shown = not self._roles_shown
            self._list(self._deck)

    def action_history(self) -> None:
        """Former quizzes."""
        if self._deck is not None:
            self.post_message(ToHistory(self._deck.id))

    def allows(self, action: str) -> bool:
        """What an aimed quiz chooses by itself cannot be set, and only an exam has a time."""
        if not self.is_mounted:
            return True
        manner = self.query_one(Manner)
        if action == "time":
            return manner.exam and not manner.aimed
        return not manner.aimed or action not in ("tick", "turn", "exam", "difficulty", "kind", "certainty")

    def action_start(self) -> None:
        """Begin."""
        if self._deck is None:
            self._hurried = True
            return
        deck, study, manner = self._deck, self.desk.study, self.query_one(Manner)
        if not self._most:
            return
        terms = Terms(
            topics=self._chosen(roles=False),
            roles=self._chosen(roles=True),
            count=self._count,
            kinds=(manner.kind.value,) if manner.kind else (),
            difficulty="" if manner.difficulty is Difficulty.MEDIUM else manner.difficulty.value,
            weak=manner.only is Only.WEAK,
            mistakes=manner.only is Only.MISTAKES,
            certainty=manner.certainty,
            exam=manner.exam,
            minutes=manner.minutes,
        )
        only = manner.only

        def begin() -> tuple[Deck, QuizSession]:
            if only is Only.DIAGNOSE or only is Only.CONFUSED:
                from study.insights.insight import Insight  # with the statistics that nothing else here needs

                insight = Insight(study, deck)
                return deck, insight.diagnose() if only is Only.DIAGNOSE else insight.confused()[1]
            return deck, begin_quiz(study, deck, terms)

        self.post_message(ToQuiz(begin, instead=True))

    @property
    def _marked(self) -> str:
        """Id of the topic or role at the cursor; empty for all."""
        chosen = self.query_one(Listing).highlighted_option
        return chosen.id or "" if chosen else ""

    def _chosen(self, *, roles: bool) -> tuple[str, ...]:
        """The topics, or roles, to ask about: those ticked, or else the one at the cursor; none for all."""
        ticked = self._ticked[roles]
        if not ticked and roles == self._roles_shown and self._marked:
            return (self._marked,)
        return tuple(sorted(ticked))

    @property
    def _most(self) -> int:
        """How many questions there are on what is chosen."""
        topics, roles, kind = self._chosen(roles=False), self._chosen(roles=True), self.query_one(Manner).kind
        return sum(
            size
            for (topic, known, role), size in self._counts.items()
            if kind in (None, known)
            and (not topics or any(in_topic(topic, each) for each in topics))
            and (not roles or role in roles)
        )

    @property
    def _count(self) -> int:
        most = self._most
        return min(LENGTHS[self._length], most) if self._length < len(LENGTHS) else most

    def _change(self, by: int) -> None:
        self._length = max(0, min(self._length + by, len(LENGTHS)))
        self._write()

    @property
    def _told(self) -> str:
        """How many questions that makes."""
        manner = self.query_one(Manner)
        if manner.aimed:
            return "as many as it takes" if manner.only is Only.DIAGNOSE else "10 questions"
        some = "" if manner.only is Only.ALL else "at most "
        return f"{some}{_counted(self._count)}"

    def _write(self) -> None:
        self.query_one(Length).show(
            "all" if self._length == len(LENGTHS) else str(LENGTHS[self._length]),
            self._told if self._sizes else "",
            first=self._length == 0,
            last=self._length == len(LENGTHS),
        )


class _Row(Fitted):
    """A topic or role; of the hundreds that a deck may have, only those that are seen are ever written out."""

    def __init__(self, box: str, name: str, size: int) -> None:
        self._box, self._name, self._size = box, name, size

    def fit(self, width: int) -> Content:
        return Columns(
            Cell(Content(self._box), 3),
            Cell(Content(self._name)),
            Cell(Content.styled(_counted(self._size), "$muted"), 14, right=True),
        ).fit(width)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return 1


class Length(Static):
    """How many questions, between two arrows."""

    DEFAULT_CSS = "Length { height: 1; margin: 0 0 1 0; }"

    _shown: tuple[str, str, bool, bool] | None = None

    def show(self, length: str, asked: str, *, first: bool, last: bool) -> None:
        """Write the length, and how many questions that makes."""
        if self._shown == (length, asked, first, last):
            return
        self._shown = length, asked, first, last
        self.update(
            Content.assemble(
                ("Length  ", "bold"),
                ("◂" if not first else " ", "$primary"),
                (f"{length:^5}", "bold"),
                ("▸" if not last else " ", "$primary"),
                (f"   {asked}" if asked else "", "$muted"),
            ),
            layout=False,
        )

    def on_click(self, event: events.Click) -> None:
        """Left of the number is less, right of it more."""
        self.post_message(LengthClicked(-1 if event.x < 11 else 1))


@dataclass
class LengthClicked(Message):
    """The mouse was clicked beside the length."""

    by: int


def _titles(deck: Deck) -> dict[str, str]:
    return {role.id: role.title for role in deck.roles}


def _box(name: str, ticked: set[str]) -> str:
    return "" if not name else "[x]" if name in ticked else "[ ]"


def _counted(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"
