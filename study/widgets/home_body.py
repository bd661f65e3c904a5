"""What Home shows: what to do, then the decks, then what is ahead and the year behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from study.screens.page import TALL, WIDE, Notice
from study.widgets.deck_list import DeckList
from study.widgets.deck_row import deck_head
from study.widgets.heat_map import HeatMap, in_words, week_ahead
from study.widgets.next_step import faults, plan_row, unfinished, welcome, what_next
from study.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    # at run time these would hold up the first paint
    from decks.library import Loaded
    from study.home.at_home import AtHome


class HomeBody(Vertical):
    """Its parts are drawn anew where they say something else, and only then."""

    def __init__(self) -> None:
        super().__init__(classes="body")
        self.decks = DeckList()

    def compose(self) -> ComposeResult:
        """From above."""
        yield Told("next", "Reading your decks …")
        yield Told("welcome")
        yield Notice()
        yield Told("unfinished")
        yield Told("exam")
        yield Static(deck_head(), classes="head")
        yield self.decks
        yield Told("ahead")
        yield Told("heat")
        yield Told("year")

    @property
    def chosen(self) -> Loaded | None:
        """The chosen deck."""
        line = self.decks.line
        return line[0] if line else None

    @property
    def topic(self) -> str:
        """The id of the chosen topic; empty where a deck is chosen as a whole."""
        line = self.decks.line
        return line[1] if line else ""

    def tell(self, decks: Sequence[Loaded], home: AtHome, problems: Iterable[str]) -> None:
        """Say how things stand. `problems`: what is wrong besides."""
        self.decks.tell(decks, home)
        self._tell_next(decks, home)
        wrong, size = list(problems), self.app.size
        narrow, low = size.width < WIDE, size.height < TALL
        brief = low and (narrow or bool(wrong))
        self._told("welcome").tell((brief,) if home.new_here else None, lambda: welcome(brief=brief))
        if wrong and narrow:
            wrong = [faults(len(wrong))]
        self.query_one(Notice).say_all(filter(None, (home.trouble, *wrong)))
        offer = home.offer
        self._told("unfinished").tell(offer, lambda: unfinished(*offer) if offer else "")
        self._tell_plan(home)
        self._tell_below(home)

    def _tell_next(self, decks: Sequence[Loaded], home: AtHome) -> None:
        chosen, told = self.chosen, self._told("next")
        if not decks:
            folder = home.study.locations.decks
            told.tell(folder, lambda: Content(f"There are no decks; put a deck file into {folder}."))
        elif chosen is None or chosen.deck is None:
            told.tell("p", lambda: Content("This deck cannot be used yet: p shows what is wrong with it."))
        else:
            summary = home.summaries.get(chosen.name)
            weakest = home.weakest.get(chosen.name, "")
            time, exam_in = home.time(summary), home.exam_in(chosen)
            told.tell(
                (summary, weakest, time, exam_in),
                lambda: what_next(summary, weakest, time=time, exam_in=exam_in),
            )

    def _tell_plan(self, home: AtHome) -> None:
        """The row of the exam: what a day asks for, and the key that tells more."""
        chosen = self.chosen
        steps = home.paces.get(chosen.name) if chosen is not None else None
        if steps is None or chosen is None or chosen.deck is None:
            self._told("exam").tell(None, str)
            return
        from study.words.exam_plan import brief_row, row

        limit = home.study.settings.preferences.new_limit(chosen.deck.id)
        self._told("exam").tell((steps, limit), lambda: plan_row(row(steps, limit), brief_row(steps)))

    def _tell_below(self, home: AtHome) -> None:
        chosen, today = self.chosen, home.today
        summary = home.summaries.get(chosen.name) if chosen is not None else None
        coming = summary.coming if summary is not None and summary.learned else ()
        self._told("ahead").tell((coming, today) if coming else None, lambda: week_ahead(coming, today))
        days = home.activity.days if home.activity is not None else {}
        done = (days, today) if days else None
        crowded = bool(self.decks.opened) or (home.offer is not None and self._told("exam").shown)
        self._told("heat").set_class(crowded, "-crowded")
        self._told("heat").tell(done, lambda: _heat(days, today))
        self._told("year").tell(done, lambda: _year(days, today))

    def _told(self, name: str) -> Told:
        return self.query_one(f"#{name}", Told)


def _heat(days: Mapping[date, int], today: date) -> HeatMap:
    from progress.reporting.statistics import levels

    return HeatMap(levels(days), today)


def _year(days: Mapping[date, int], today: date) -> str:
    from progress.reporting.statistics import streaks

    return in_words(days, *streaks(sorted(days), today))
