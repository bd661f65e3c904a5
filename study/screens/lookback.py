"""An exam that is over, question by question: what was right, what was chosen, why, and where it is written."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from decks.model import Deck
from progress.sessions.examining import ExamSession
from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.screens.scrolling import ScrollingPage
from study.widgets.columns import Hanging
from study.widgets.foot import Foot
from study.widgets.stacked import Part, Stacked
from study.widgets.still import Scroll, Still
from study.widgets.top_bar import TopBar
from study.words.exams import Item, items

_SIGNS = {
    "Right": ("✓", "bold $success"),
    "Partly right": ("◐", "bold $warning"),
    "Wrong": ("✗", "bold $error"),
    "No answer": ("·", "bold $error"),
}
_STYLES = {"Answer": ("✓ ", "bold $success"), "You chose": ("✗ ", "bold $error")}


class LookbackScreen(ScrollingPage):
    """A question a page."""

    PLACE = Place.LOOKBACK
    BINDINGS = bindings(Place.LOOKBACK)
    CSS_PATH = "lookback.tcss"

    def __init__(self, desk: Desk, deck: Deck, session: ExamSession) -> None:
        super().__init__(desk)
        self._deck = deck
        self._items = items(deck, session)
        self._shown = list(range(len(self._items)))
        self._place = 0

    def compose(self) -> ComposeResult:
        """One question with all that there is to say of it."""
        yield TopBar("Exam", "All questions")
        with Vertical(classes="body"), Scroll():
            yield Still(id="verdict")
            yield Still(id="stem")
            yield Still(id="said")
        yield Foot()

    def on_mount(self) -> None:
        """The first question."""
        self._show()

    def _show(self) -> None:
        item = self._items[self._shown[self._place]]
        number = Content.styled(f"{self._place + 1} of {len(self._shown)}", "bold")
        only = "Missed questions" if len(self._shown) < len(self._items) else "All questions"
        self.query_one(TopBar).show("Exam", only, right=number)
        sign, style = _SIGNS[item.verdict]
        topic = self._deck.topic_title(item.question.topic)
        self.query_one("#verdict", Static).update(
            Content.assemble((f"{sign} {item.verdict}", style), (f"   {topic}", "$muted"))
        )
        self.query_one("#stem", Static).update(Content(item.question.stem))
        self.query_one("#said", Static).update(Stacked(*map(Part, _said(item))))
        self.scrolled.scroll_home(animate=False, immediate=True)

    async def action_next(self) -> None:
        """The next question; after the last the first."""
        await self._turn(1)

    async def action_previous(self) -> None:
        """The question before."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        async with self.turn:
            self._place = (self._place + by) % len(self._shown)
            self._show()

    async def action_missed(self) -> None:
        """Only those that were not wholly right, or all."""
        async with self.turn:
            now = self._shown[self._place]
            everything = list(range(len(self._items)))
            missed = [place for place in everything if self._items[place].verdict != "Right"]
            if not missed:
                self.app.notify("Every question was answered right.", markup=False)
                return
            self._shown = missed if len(self._shown) == len(everything) else everything
            self._place = next((i for i, place in enumerate(self._shown) if place >= now), 0)
            self._show()


def _said(item: Item) -> Iterator[Hanging]:
    for label, text in item.lines:
        sign, style = _STYLES.get(label, ("  ", "$muted"))
        yield Hanging(Content.assemble((sign, style), (f"{label}  ", style)), Content(text))
