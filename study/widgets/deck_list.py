"""The decks of Home, each with its topics where they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widgets.option_list import Option

from study.widgets.columns import Columns
from study.widgets.deck_row import deck_row, topic_row
from study.widgets.listing import Listing
from study.words.called import apart, shared_titles

if TYPE_CHECKING:
    from decks.library import Loaded
    from study.home.at_home import AtHome
    from study.home.topic_counts import TopicCounts

SIGN = 2
"""Cells that the sign before a deck's name takes."""


class DeckList(Listing):
    """A line for each deck, and for each topic of those that are opened; only lines that say something else are drawn anew."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Loaded, str]] = []
        """What each line is: a deck, or with an id one of its topics."""
        self._said: list[object] = []
        """What each line says."""
        self._shared: frozenset[str] = frozenset()
        """Titles that several decks have."""
        self.opened: set[str] = set()
        """Paths of the decks whose topics are shown."""

    def opens_at(self, column: int) -> bool:
        """There is the sign that shows or hides topics, which many clicks may land on."""
        return column >= SIGN

    @property
    def line(self) -> tuple[Loaded, str] | None:
        """The chosen deck, and the topic where one is chosen."""
        number = self.highlighted
        return self._rows[number] if number is not None and number < len(self._rows) else None

    def fill(self, decks: Sequence[Loaded], home: AtHome) -> None:
        """Begin with the first deck that can be used."""
        self.tell(decks, home)
        first = next((i for i, (each, _) in enumerate(self._rows) if each.deck is not None), 0)
        self.highlighted = first if self._rows else None

    def choose_usable(self, home: AtHome) -> None:
        """Where nothing can be learned from the chosen deck, choose the first of which that can be said."""
        chosen = self.line[0] if self.line else None
        if chosen is None or (summary := home.summaries.get(chosen.name)) is None or summary.cards:
            return
        usable = [
            i
            for i, (each, _) in enumerate(self._rows)
            if (summary := home.summaries.get(each.name)) and summary.cards
        ]
        if usable:
            self.highlighted = usable[0]

    def tell(self, decks: Sequence[Loaded], home: AtHome) -> None:
        """Say how things stand; the same line stays chosen."""
        rows: list[tuple[Loaded, str]] = []
        self._shared = shared_titles(decks)
        for each in decks:
            rows.append((each, ""))
            if each.deck is not None and str(each.path) in self.opened:
                rows += [(each, topic.id) for topic in each.deck.topics]
        said = [self._says(each, topic, home) for each, topic in rows]
        same = [(each.path, topic) for each, topic in rows] == [
            (each.path, topic) for each, topic in self._rows
        ]
        chosen, self._rows, before, self._said = self.line, rows, self._said, said
        if not same:
            self._list(chosen, home)
            return
        for number, ((each, topic), now, then) in enumerate(zip(rows, said, before, strict=True)):
            if now != then:
                self.replace_option_prompt_at_index(number, self._row(each, topic, home))

    def _list(self, chosen: tuple[Loaded, str] | None, home: AtHome) -> None:
        """Write the list anew."""
        self.set_options(
            Option(self._row(each, topic, home), id=f"{each.path}\0{topic}") for each, topic in self._rows
        )
        if chosen is not None:
            deck = next((i for i, (each, _) in enumerate(self._rows) if each.path == chosen[0].path), 0)
            same = (
                i
                for i, (each, topic) in enumerate(self._rows)
                if (each.path, topic) == (chosen[0].path, chosen[1])
            )
            self.highlighted = next(same, deck) if self._rows else None

    def _counts(self, loaded: Loaded, topic: str, home: AtHome) -> TopicCounts | None:
        counts = home.topics.get(str(loaded.path))
        if counts is None:
            return None
        from study.home.topic_counts import TopicCounts

        return counts.get(topic) or TopicCounts()

    def _says(self, loaded: Loaded, topic: str, home: AtHome) -> object:
        """What tells a line from one that says something else."""
        known = self._counts(loaded, topic, home) if topic else home.summaries.get(loaded.name)
        title = (loaded.deck.title, self._apart(loaded)) if loaded.deck is not None else None
        return title, loaded.problems, known, str(loaded.path) in self.opened

    def _row(self, loaded: Loaded, topic: str, home: AtHome) -> Columns:
        if topic and loaded.deck is not None:
            counts = self._counts(loaded, topic, home)
            return topic_row(loaded.deck.topic_title(topic), topic.count("/") + 1, counts)
        summary, opened = home.summaries.get(loaded.name), str(loaded.path) in self.opened
        return deck_row(loaded, summary, opened=opened, apart=self._apart(loaded))

    def _apart(self, loaded: Loaded) -> str:
        return apart(loaded.deck, self._shared) if loaded.deck is not None else ""
