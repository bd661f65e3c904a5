"""Pages on one deck, which is looked up whenever one comes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual import work

from decks.library import DeckNotFound
from progress.problems import StoreProblem
from study.core import DeckBroken
from study.desk import Desk
from study.screens.loading import LoadingPage
from study.screens.page import Notice
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study

T = TypeVar("T")


class DeckPage(LoadingPage, Generic[T]):
    """Shows what is known of a deck. What it showed stays until that is known anew."""

    HEADING: str
    """Where one is, before the deck's title."""

    def __init__(self, desk: Desk, deck: str) -> None:
        """`deck`: its name; empty for the learner's first."""
        super().__init__(desk)
        self._wanted = deck
        self._deck: Deck | None = None

    def look_up(self, study: Study, deck: Deck) -> T:
        """What there is to show; asked where storage may be read. Raises StoreProblem."""
        raise NotImplementedError

    def show(self, found: T) -> None:
        """Show it."""
        raise NotImplementedError

    def failed(self) -> None:
        """Nothing could be found; the notice says why."""

    def on_screen_resume(self) -> None:
        """Paint first, and look it up anew whenever one comes here."""
        self.call_after_refresh(self.load)

    @work(exclusive=True)
    async def load(self) -> None:
        """Look it up, and show it."""
        study = await self.desk.open()
        try:
            self._deck = deck = await self.desk.ask(
                lambda: study.deck(self._wanted) if self._wanted else study.default_deck()
            )
            self.query_one(TopBar).show(self.HEADING, study.called(deck))
            found = await self.desk.ask(lambda: self.look_up(study, deck))
        except (DeckNotFound, DeckBroken, StoreProblem) as problem:
            self.failed()
            self.query_one(Notice).say(str(problem))
        else:
            self.show(found)
            self.refresh_bindings()
        self.ready()
