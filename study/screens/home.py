"""The decks, and what to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.widgets import OptionList

from study.actions.action import Place
from study.actions.registry import bindings
from study.desk import Desk
from study.screens.going import ToResume
from study.screens.home_ways import WaysFromHome
from study.widgets.deck_list import SIGN, DeckList
from study.widgets.foot import Foot
from study.widgets.home_body import HomeBody
from study.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.timer import Timer

    # at run time these would hold up the first paint
    from decks.library import Loaded
    from study.home.at_home import AtHome

_RESTS = 0.4
"""Seconds that a line is chosen before what takes longer is found out about it."""
_STAYS = 1.0
"""The same after one has come back: whoever goes on at once is not to wait for that."""


class HomeScreen(WaysFromHome):
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
        self._home: AtHome | None = None
        self._body = HomeBody()
        self._resting: Timer | None = None
        """Until one has stayed with a line."""
        self._means: object = None
        """What the keys mean depends on."""

    def compose(self) -> ComposeResult:
        """What to do, then the decks."""
        yield TopBar()
        if self._passing:
            return
        yield self._body
        yield Foot()

    def on_screen_resume(self) -> None:
        """Paint first, as it was; see then what has changed whenever one comes here."""
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

    # -- what is read

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        study = await self.desk.open()
        if self._home is None:
            from study.home.at_home import AtHome

            self._home = AtHome(study)
        home = self._home
        if not self._loaded:
            self._loaded = await self.desk.ask(study.library)
            self._body.decks.fill(self._loaded, home)
            self._body.decks.focus()
        begun = bool(home.summaries)
        left = await self.desk.ask(partial(home.begin, self._loaded))
        while left:
            self._tell()
            left = await self.desk.ask(partial(home.count, left))
        self._body.decks.choose_usable(home)
        if not begun:
            self._tell()
        await self.desk.ask(partial(home.find_unfinished, self._opened))
        self._tell()
        if home.must_look_back:
            # Last, for it may take a moment where there are many answers.
            on_server = await self.desk.ask(lambda: home.on_server)
            await (
                self.desk.ask(home.look_back)
                if on_server
                else self.desk.beside(lambda _going_on: home.look_back())
            )
            self._tell()
        self._weigh(_STAYS if begun else 0)

    def _weigh(self, after: float = _RESTS) -> None:
        """Find out what takes longer about the chosen deck, once one stays with it."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(after, self._find_out) if after else None
        if not after:
            self._find_out()

    @work(exclusive=True, group="weigh")
    async def _find_out(self) -> None:
        """The chosen deck's weakest topic; and the counts of its topics, for when they are asked for."""
        home, chosen = self._home, self._chosen
        if home is None or chosen is None or chosen.deck is None or home.trouble or not self.is_current:
            return
        await self.desk.ask(partial(home.find_weakest, chosen))
        self._tell()
        if chosen.deck.topics and str(chosen.path) not in home.topics:
            await self.desk.ask(partial(home.count_topics, chosen))

    @work(group="topics", description="topics")  # or Textual would write all of the deck down
    async def _count_topics(self, loaded: Loaded) -> None:
        if self._home is not None:
            await self.desk.ask(partial(self._home.count_topics, loaded))
            self._tell()

    # -- what is shown

    @property
    def _chosen(self) -> Loaded | None:
        return self._body.chosen

    @property
    def _topic(self) -> str:
        return self._body.topic

    @property
    def _opened(self) -> list[Loaded]:
        return [each for each in self._loaded if str(each.path) in self._body.decks.opened]

    def _tell(self) -> None:
        """Say how things stand."""
        home, chosen = self._home, self._chosen
        if home is None or not self._body.decks.is_mounted:
            return
        self._body.tell(self._loaded, home, (*self.desk.study.settings.problems, *self.desk.choices.problems))
        means = (
            chosen,
            chosen is not None and str(chosen.path) in self._body.decks.opened,
            home.offer is not None,
        )
        if means != self._means:
            self._means = means
            self.refresh_bindings()

    def on_resize(self) -> None:
        """Another size has room for more or fewer words."""
        self.call_after_refresh(self._tell)

    def on_option_list_option_highlighted(self) -> None:
        """The line above speaks of the chosen deck."""
        self._tell()
        if self._home is not None and self._home.summaries:
            self._weigh()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """A click only chooses."""
        message.stop()

    def on_listing_pointed(self, message: DeckList.Pointed) -> None:
        """But on the sign before a deck's name it shows or hides its topics."""
        self._body.decks.highlighted = message.index
        if message.column < SIGN and not self._topic:
            (self.action_collapse if self.allows("collapse") else self.action_expand)()

    def action_expand(self) -> None:
        """Show the topics of the chosen deck."""
        if (chosen := self._chosen) and chosen.deck and chosen.deck.topics:
            self._body.decks.opened.add(str(chosen.path))
            self._tell()
            self._count_topics(chosen)

    def action_collapse(self) -> None:
        """Hide them again."""
        if chosen := self._chosen:
            self._body.decks.opened.discard(str(chosen.path))
            self._tell()

    def action_resume(self) -> None:
        """Take the latest unfinished quiz up again."""
        if self._home is not None and (offer := self._home.offer):
            self.post_message(ToResume(offer[0]))

    def allows(self, action: str) -> bool:
        """Which keys mean something for the chosen deck."""
        if not self._body.decks.is_attached:
            return action not in ("resume", "problems")
        chosen = self._chosen
        if action in ("review", "learn", "quiz", "weak", "plan", "browse", "statistics"):
            return chosen is not None and chosen.deck is not None
        if action == "expand":
            return (
                chosen is not None
                and chosen.deck is not None
                and str(chosen.path) not in self._body.decks.opened
            )
        if action == "collapse":
            return chosen is not None and str(chosen.path) in self._body.decks.opened
        if action == "resume":
            return self._home is not None and self._home.offer is not None
        if action == "problems":
            return chosen is not None and bool(chosen.problems)
        return True
