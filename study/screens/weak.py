"""What one is weakest at, and how sure that is."""

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from decks.library import DeckNotFound
from decks.model import Deck
from progress.mastery.weak import TopicStanding
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.screens.going import ToQuiz, ToReview
from study.screens.page import Notice, Page
from study.widgets.columns import Cell, Columns
from study.widgets.interval import interval, unknown
from study.widgets.listing import Listing
from study.widgets.top_bar import TopBar

_BAR = 16


class WeakScreen(Page):
    """Topics, weakest first."""

    PLACE = Place.WEAK
    BINDINGS = bindings(Place.WEAK)
    CSS_PATH = "weak.tcss"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._deck: Deck | None = None
        self._standings: dict[str, TopicStanding] = {}

    def compose(self) -> ComposeResult:
        """Head, topics, and the chosen one in words."""
        yield TopBar("Weak topics")
        with Vertical(classes="body"):
            yield Notice()
            yield Static(_head(), classes="head")
            yield Listing()
            yield Static(id="words", markup=False)
        yield Footer(show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Reckon anew whenever one comes here."""
        self.call_after_refresh(self._load)

    @work(exclusive=True)
    async def _load(self) -> None:
        study = await self.desk.open()
        try:
            deck = await self.desk.ask(
                lambda: study.deck(self._wanted) if self._wanted else study.default_deck()
            )
            standings = await self.desk.ask(lambda: study.weak(deck))
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.query_one(Notice).say(str(problem))
            return
        self._deck = deck
        self._standings = {standing.topic: standing for standing in standings}
        self.query_one(TopBar).show("Weak topics", deck.title)
        listing = self.query_one(Listing)
        kept = listing.highlighted or 0
        listing.set_options(Option(_row(standing), id=standing.topic) for standing in standings)
        listing.highlighted = min(kept, len(standings) - 1) if standings else None
        listing.focus()
        self.refresh_bindings()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Say in words what the row says in numbers."""
        standing = self._standings.get(message.option.id or "")
        self.query_one("#words", Static).update(in_words(standing) if standing else "")

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click on a topic only chooses it."""
        message.stop()

    def action_quiz(self) -> None:
        """Ten questions on the topic."""
        deck, topic, study = self._deck, self._topic, self.desk.study
        if deck is not None and topic:
            self.post_message(ToQuiz(lambda: (deck, study.quiz(deck, topic=topic))))

    def action_review(self) -> None:
        """The topic's flashcards."""
        if self._deck is not None and self._topic:
            self.post_message(ToReview(self._deck.id, self._topic))

    @property
    def _topic(self) -> str:
        chosen = self.query_one(Listing).highlighted_option
        return chosen.id or "" if chosen else ""

    def allows(self, action: str) -> bool:
        """Both need a topic."""
        return bool(self._standings) if action in ("quiz", "review") else True


def _head() -> Columns:
    return _columns(
        Content("Topic"), Content("0 %" + " " * (_BAR - 8) + "100 %"), Content("level"), Content("answers"),
        Content("recall"), Content("covered"),
    )  # fmt: skip


def _row(standing: TopicStanding) -> Columns:
    sign = {True: ("✗ ", "bold $error"), False: ("✓ ", "bold $success"), None: ("? ", "$muted")}[
        standing.weak
    ]
    return _columns(
        Content.assemble(sign, standing.title),
        interval(_BAR, standing.low, standing.mean, standing.high) if standing.answers else unknown(_BAR),
        Content(percent(standing.mean)) if standing.answers else Content.styled("–", "$muted"),
        Content(str(standing.answers)),
        Content(percent(standing.recall_today))
        if standing.recall_today is not None
        else Content.styled("–", "$muted"),
        Content(percent(standing.coverage)),
    )


def _columns(
    title: Content, bar: Content, level: Content, answers: Content, recall: Content, covered: Content
) -> Columns:
    return Columns(
        Cell(title),
        Cell(bar, _BAR, drop=2),
        Cell(level, 5, right=True),
        Cell(answers, 7, right=True, drop=3),
        Cell(recall, 6, right=True, drop=4),
        Cell(covered, 7, right=True, drop=5),
        least=20,
    )


def in_words(standing: TopicStanding) -> Content:
    """One topic's standing as a sentence."""
    answers = f"{standing.answers} answer{'' if standing.answers == 1 else 's'}"
    if standing.weak is None:
        verdict = Content.styled("not enough evidence", "bold")
        rest = f" from {answers}: practise it to find out."
    else:
        verdict = Content.styled(
            "weak" if standing.weak else "holds up", "bold $error" if standing.weak else "bold $success"
        )
        rest = f" after {answers}: between {percent(standing.low)} and {percent(standing.high)} with 80 % certainty."
    return Content.assemble((standing.title, "bold"), ": ", verdict, rest)


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage."""
    return f"{round(share * 100)} %"
