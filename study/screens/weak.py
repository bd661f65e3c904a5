"""What one is weakest at, and how sure that is."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.model import Deck
from progress.mastery.weak import TopicStanding
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import Study
from study.desk import Desk
from study.screens.deck_page import DeckPage
from study.screens.going import ToQuiz, ToReview
from study.screens.page import Notice
from study.screens.reported import ReportedPage
from study.widgets.columns import Cell, Columns
from study.widgets.foot import Foot
from study.widgets.interval import interval, unknown
from study.widgets.listing import Listing
from study.widgets.top_bar import TopBar
from study.words.weak import percent, verdict

_BAR = 16


class WeakScreen(DeckPage[list[TopicStanding]], ReportedPage):
    """Topics, weakest first."""

    PLACE = Place.WEAK
    BINDINGS = bindings(Place.WEAK)
    CSS_PATH = "weak.tcss"

    HEADING = "Weak topics"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk, deck)
        self._shown: list[TopicStanding] | None = None
        self._standings: dict[str, TopicStanding] = {}

    def compose(self) -> ComposeResult:
        """Head, topics, and the chosen one in words."""
        yield TopBar(self.HEADING)
        with Vertical(classes="body"):
            yield Notice()
            yield Static(_head(), classes="head")
            yield Listing()
            yield Static(id="words", markup=False)
        yield Foot()

    def look_up(self, study: Study, deck: Deck) -> list[TopicStanding]:
        """The same list where nothing has changed."""
        return study.weak(deck)

    def show(self, found: list[TopicStanding]) -> None:
        """The topics; what was chosen stays so."""
        if found is self._shown:
            return
        self._shown = found
        self._standings = {standing.topic: standing for standing in found}
        listing = self.query_one(Listing)
        kept = listing.highlighted or 0
        listing.set_options(Option(_row(standing), id=standing.topic) for standing in found)
        listing.highlighted = min(kept, len(found) - 1) if found else None
        listing.focus()

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
    def reported(self) -> Deck | None:
        """The deck shown."""
        return self._deck

    @property
    def _topic(self) -> str:
        chosen = self.query_one(Listing).highlighted_option
        return chosen.id or "" if chosen else ""

    def allows(self, action: str) -> bool:
        """Quiz and review need a topic, a report needs a deck."""
        if action == "report":
            return self._deck is not None
        return bool(self._standings) if action in ("quiz", "review") else True


def _head() -> Columns:
    return _columns(
        Content("Topic"), Content("0 %" + " " * (_BAR - 8) + "100 %"), Content("level"), Content("answers"),
        Content("recall"), Content("covered"),
    )  # fmt: skip


def _row(standing: TopicStanding) -> Columns:
    signs = {True: ("✗ ", "bold $error"), False: ("✓ ", "bold $success"), None: ("? ", "$muted")}
    sign = ("≈ ", "$muted") if standing.close else signs[standing.weak]
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
    word, rest = verdict(standing)
    styles = {True: "bold $error", False: "bold $success", None: "bold"}
    said = Content.styled(word, "bold" if standing.close else styles[standing.weak])
    return Content.assemble((standing.title, "bold"), ": ", said, rest)
