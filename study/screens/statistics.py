"""How learning goes: one statistic at a time, as a plot or as a table."""

from functools import partial

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from decks.library import DeckNotFound
from decks.model import Deck
from study.actions.action import Place
from study.actions.registry import bindings
from study.core import DeckBroken, StoreProblem
from study.desk import Desk
from study.output import table
from study.screens.page import Notice
from study.screens.reported import ReportedPage
from study.screens.scrolling import ScrollingPage
from study.statistics.log_walk import Unwanted
from study.statistics.view import View
from study.statistics.views import views
from study.widgets.foot import Foot
from study.widgets.plot import Plot, legend
from study.widgets.still import Still
from study.widgets.top_bar import TopBar


class StatisticsScreen(ReportedPage, ScrollingPage):
    """Statistics of a deck."""

    PLACE = Place.STATISTICS
    BINDINGS = bindings(Place.STATISTICS)
    CSS_PATH = "statistics.tcss"

    def __init__(self, desk: Desk, deck: str) -> None:
        super().__init__(desk)
        self._wanted = deck
        self._deck: Deck | None = None
        self._views: list[View] = []
        self._number = 0

    def compose(self) -> ComposeResult:
        """What it says, drawn, and as a table."""
        yield TopBar("Statistics")
        with Vertical(classes="body"):
            yield Notice()
            yield Still("Looking through your answers …", id="title")
            yield Still(id="sentence")
            yield Plot()
            with VerticalScroll(id="table"):
                yield Still(id="rows")
        yield Foot()

    def on_screen_resume(self) -> None:
        """Reckon anew whenever one comes here."""
        self.call_after_refresh(self._load)

    @work(exclusive=True)
    async def _load(self) -> None:
        study = await self.desk.open()

        def read() -> tuple[Deck, list[View]]:
            deck = study.deck(self._wanted) if self._wanted else study.default_deck()
            return deck, views(study, deck, lambda: self.is_attached and not self.desk.closing)

        try:
            deck, self._views = await self.desk.ask(partial(read))
        except Unwanted:
            return
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.query_one(Notice).say(str(problem))
            self.query_one("#title", Static).update("")
            return
        self._deck = deck
        self.query_one(TopBar).show("Statistics", study.called(deck))
        self._show()

    def _show(self) -> None:
        if not self._views:
            return
        view = self._views[self._number]
        place = f"{self._number + 1} of {len(self._views)}"
        self.query_one("#title", Static).update(
            Content.assemble((view.title, "bold"), (f"  {place}  ← →   ", "$muted"), legend(view))
        )
        self.query_one("#sentence", Static).update(Content(view.sentence))
        width = max(20, self.size.width - 8)
        lines = table(view.columns, view.rows, width) if view.rows else []
        self.query_one("#rows", Static).update(Content("\n".join(lines)))
        drawn = any(value for series in view.series for value in series.values)
        self.set_class(not drawn, "-empty")
        self.query_one("#table").scroll_home(animate=False)
        if drawn:
            self.query_one(Plot).draw(view)
        self.refresh_bindings()

    def allows(self, action: str) -> bool:
        """All of them need something to show, a report only a deck."""
        if action == "report":
            return self._deck is not None
        return bool(self._views) or action not in ("next", "previous", "table")

    @property
    def reported(self) -> Deck | None:
        """The deck shown."""
        return self._deck

    def action_next(self) -> None:
        """The next statistic."""
        self._number = (self._number + 1) % max(1, len(self._views))
        self._show()

    def action_previous(self) -> None:
        """The one before."""
        self._number = (self._number - 1) % max(1, len(self._views))
        self._show()

    def on_click(self, event: events.Click) -> None:
        """The arrows beside the title can be clicked."""
        title = self.query_one("#title", Static)
        at, said = event.screen_offset - title.content_region.offset, str(title.content)
        for arrow, go in (("←", self.action_previous), ("→", self.action_next)):
            if at.y == 0 and arrow in said and said.index(arrow) - 1 <= at.x <= said.index(arrow):
                go()
                return

    def action_table(self) -> None:
        """A plot or a table."""
        self.toggle_class("-table")
