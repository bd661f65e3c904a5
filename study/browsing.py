"""All cards and questions of some decks, searched, sorted and acted on: what both faces of browsing have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from typing import TypeVar

from decks.compiled import Damaged, light, named
from decks.full_text import FullText
from decks.model import Card, Deck, Question
from progress.events import EventKind
from progress.marks import NONE, Marks
from progress.memory import Memory, Phase
from progress.scheduling.leeches import is_leech
from progress.searching.columns import Columns, Items, Situation, interval
from progress.searching.matching import matching
from progress.searching.parsing import parse
from progress.searching.sorting import Sort, order
from progress.searching.syntax import Words
from progress.sessions.handling import Hand
from progress.sessions.reviewing import AHEAD
from progress.storage import recorded
from study.core import Study

Report = Callable[[int, int], None]
T = TypeVar("T")
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    place: int
    id: str
    text: str
    """The prompt or stem, on one line."""
    deck: str
    role: str
    """Its title, or empty."""
    topic: str
    """Its title."""
    kind: str
    question: bool
    memory: Memory | None
    marks: Marks


class Browser:
    """Everything but `__init__` is to be run where storage may be touched, and may raise StoreProblem."""

    def __init__(self, study: Study, decks: Sequence[Deck]) -> None:
        self._study = study
        self.decks = tuple(decks)
        self.unmade: tuple[Deck, ...] = ()
        """Decks whose questions were never made, and so cannot be searched."""
        self.hand = Hand(study.days, study.random)
        self._texts: list[FullText] = []
        self._starts: list[int] = []
        self._columns: Columns | None = None
        self._orders: dict[tuple[Sort, bool], list[int]] = {}

    def open(self, report: Report | None = None) -> None:
        """Read everything; `report` is told while the words of a deck are put in order, which has to be done once."""
        study, kept = self._study, []
        self._texts = []
        for number, deck in enumerate(self.decks):
            study.catch_up(deck)
            self._texts.append(self._text(deck, report))
            kept.append(self._asked(number, lambda text: text.heads))
        unmade = [deck for deck in self.decks if not study.has_questions(deck)]
        self.unmade = tuple(unmade)
        self._starts = [0, *accumulate(len(heads.ids) for heads in kept)]
        titles: dict[str, str] = {}
        for deck, heads in zip(self.decks, kept, strict=True):
            titles[deck.id] = deck.title
            titles.update((f"{deck.id}:{topic.id}", topic.title) for topic in deck.topics)
            titles.update((f"{deck.id}:{role}", title) for role, title in heads.titles.items())
        pairs = list(zip(self.decks, kept, strict=True))
        self._items = Items(
            ids=[name for heads in kept for name in heads.ids],
            decks=[deck.id for deck, heads in pairs for _ in heads.ids],
            topics=_joined([(deck.id, heads.topics) for deck, heads in pairs]),
            roles=_joined([(deck.id, heads.roles) for deck, heads in pairs]),
            kinds=[kind for heads in kept for kind in heads.kinds],
            questions=[place >= heads.cards for heads in kept for place in range(len(heads.ids))],
            titles=titles,
            find=self._find,
        )
        self.refresh()

    def _text(self, deck: Deck, report: Report | None = None, *, fresh: bool = False) -> FullText:
        study = self._study
        questions = study.questions(deck) if study.has_questions(deck) else ()
        return study.full_text(deck, study.cards(deck), questions, report, fresh=fresh)

    def _asked(self, number: int, question: Callable[[FullText], T]) -> T:
        """What the index of a deck answers; it is made anew where its file turns out to be damaged."""
        try:
            return question(self._texts[number])
        except Damaged:
            self._texts[number] = self._text(self.decks[number], fresh=True)
            return question(self._texts[number])

    def refresh(self) -> None:
        """Look at the learner's progress anew."""
        study, today = self._study, self._study.days.day_of(self._study.now())
        memories: dict[str, Memory] = {}
        marks: dict[str, Marks] = {}
        for deck in self.decks:
            memories |= study.memories(deck)
            marks |= study.marks(deck)
        until, threshold = study.now() + AHEAD, study.settings.preferences.leech_threshold
        self._columns = Columns(
            self._items,
            Situation(
                today=today,
                is_due=lambda memory: memory.is_due(until, today),
                scheduler=study.scheduler,
                memories=memories,
                marks=marks,
                leech=lambda memory: is_leech(memory, threshold),
                added=partial(self._dates, recorded.first_seen),
                answered=partial(self._dates, recorded.last_asked),
            ),
        )
        self._orders.clear()

    def _dates(self, read: Callable[..., dict[str, date]]) -> dict[str, date]:
        study, found = self._study, {}
        for deck in self.decks:
            study.remember(deck)
            with study.store.reading() as connection:
                found.update(read(connection, deck.id, study.days))
        return found

    def _find(self, words: Words) -> bytes:
        numbers = range(len(self._texts))
        return b"".join(
            self._asked(number, lambda text: text.find(words.text, exact=words.exact)) for number in numbers
        )

    @property
    def columns(self) -> Columns:
        """What is searched. Raises RuntimeError before `open`."""
        if self._columns is None:
            raise RuntimeError("This is not open yet.")
        return self._columns

    def __len__(self) -> int:
        return len(self.columns)

    def search(self, text: str, sort: Sort = Sort.DECK, *, backwards: bool = False) -> list[int]:
        """The places of all that a search finds, in order. Raises SearchWrong."""
        node = parse(text)
        if (sort, backwards) not in self._orders:
            self._orders[sort, backwards] = order(self.columns, sort, backwards=backwards)
        return matching(node, self.columns, self._orders[sort, backwards])

    def lines(self, places: Sequence[int]) -> list[Line]:
        """What a list shows at these places."""
        texts: dict[int, str] = {}
        for number in range(len(self._texts)):
            start, end = self._starts[number], self._starts[number + 1]
            mine = [place - start for place in places if start <= place < end]
            for first in range(0, len(mine), _CHUNK):
                some = mine[first : first + _CHUNK]
                found = self._asked(number, lambda text, some=some: text.lines(some))  # type: ignore[misc]
                texts.update((place + start, line) for place, line in found.items())
        return [self._line(place, texts.get(place, "")) for place in places]

    def _line(self, place: int, text: str) -> Line:
        items, now = self._items, self.columns.situation
        name, role, topic = items.ids[place], items.roles[place], items.topics[place]
        return Line(
            place=place,
            id=name,
            text=text,
            deck=items.decks[place],
            role="" if role.endswith(":") else items.titles.get(role, role.partition(":")[2]),
            topic=items.titles.get(topic, topic.partition(":")[2]),
            kind=items.kinds[place],
            question=bool(items.questions[place]),
            memory=now.memories.get(name),
            marks=now.marks.get(name, NONE),
        )

    def item(self, place: int) -> tuple[Deck, Card | Question] | None:
        """All of the card or question at a place, with its deck; None where the deck has it no more."""
        name = self._items.ids[place]
        deck = next(deck for deck in self.decks if deck.id == self._items.decks[place])
        if self._items.questions[place]:
            found: Card | Question | None = named(self._study.questions(deck), [name]).get(name)
        else:
            found = named(self._study.cards(deck), [name]).get(name)
        return (deck, found) if found is not None else None

    def asked(self, deck: Deck) -> list[str]:
        """The ids of all that a deck asks, as far as that is made."""
        questions = self._study.questions(deck) if self._study.has_questions(deck) else ()
        return [each.id for each in light(self._study.cards(deck))] + [each.id for each in light(questions)]

    def take(self, deck: Deck) -> None:
        """Read everything again, for this deck was edited; places are others then."""
        self.decks = tuple(deck if each.id == deck.id else each for each in self.decks)
        self.open()

    def place_of(self, name: str) -> int | None:
        """Where a card or question lies now, by its id; None where it is no more."""
        ids = self._items.ids
        return ids.index(name) if name in ids else None

    def history(self, place: int) -> list[recorded.Past]:
        """What was answered to it and done to it, the latest first."""
        with self._study.store.reading() as connection:
            return recorded.history(connection, self._items.ids[place])

    # -- by hand

    def cards(self, places: Sequence[int]) -> list[Card]:
        """The cards among what lies at these places; questions have no dates and marks."""
        found: list[Card] = []
        for deck in self.decks:
            names = [
                self._items.ids[place]
                for place in places
                if self._items.decks[place] == deck.id and not self._items.questions[place]
            ]
            if names:
                self._study.remember(deck)
                found += named(self._study.cards(deck), names).values()
        return found

    def suspend(self, places: Sequence[int]) -> tuple[int, bool]:
        """Put cards away, or, where all of them are, take them out; how many, and whether they are away now."""
        cards = self.cards(places)
        away = not all(self._marks(card).suspended for card in cards)
        wanted = [card for card in cards if self._marks(card).suspended != away]
        return self._did(self.hand.suspend(self._study.store, wanted, self._study.now(), away=away)), away

    def bury(self, places: Sequence[int]) -> tuple[int, bool]:
        """Put cards away until tomorrow, or, where all of them are, take them out."""
        cards, today = self.cards(places), self.columns.situation.today

        def buried(card: Card) -> bool:
            until = self._marks(card).buried_until
            return until is not None and today < until

        away = not all(map(buried, cards))
        wanted = [card for card in cards if buried(card) != away]
        return self._did(self.hand.bury(self._study.store, wanted, self._study.now(), away=away)), away

    def flag(self, places: Sequence[int], colour: int) -> int:
        """Give cards a colour, 1 to 7, or take it away with 0."""
        wanted = [card for card in self.cards(places) if self._marks(card).flag != colour]
        return self._did(self.hand.flag(self._study.store, wanted, colour, self._study.now()))

    def note(self, places: Sequence[int], text: str) -> int:
        """Keep a note to cards. Raises ValueError for one that is too long."""
        return self._did(self.hand.note(self._study.store, self.cards(places), text, self._study.now()))

    def reschedule(self, places: Sequence[int], days: int | None) -> int:
        """Put learned cards to a day from today on, or with None make them new again; new ones are left as they are."""
        due = None if days is None else self.columns.situation.today + timedelta(days=days)
        memories = self.columns.situation.memories
        return self._did(
            self.hand.reschedule(self._study.store, self.cards(places), due, self._study.now(), memories)
        )

    def undo(self) -> EventKind | None:
        """Take the last thing back; what it was, or None where nothing is left."""
        done = self.hand.undo(self._study.store, self._study.now())
        if done is not None:
            self.refresh()
        return done

    def _did(self, number: int) -> int:
        if number:
            self.refresh()
        return number

    def _marks(self, card: Card) -> Marks:
        return self.columns.situation.marks.get(card.id, NONE)


def _joined(columns: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Names of several decks, each after that of its deck; every different one is kept once."""
    found: list[str] = []
    for deck, names in columns:
        whole = {name: f"{deck}:{name}" for name in set(names)}
        found += map(whole.__getitem__, names)
    return found


def state_of(line: Line, today: date, at_most: int) -> str:
    """What a list says of a card's state, in a word or two; `at_most` are the lapses that make a leech."""
    if line.question:
        return "question"
    if line.marks.suspended:
        return "suspended"
    if line.marks.buried_until is not None and today < line.marks.buried_until:
        return "buried"
    if line.memory is None:
        return "new"
    if line.memory.phase is not Phase.REVIEW:
        return "learning"
    left = (line.memory.due_day - today).days
    leech = ", leech" if is_leech(line.memory, at_most) else ""
    return (f"due in {left} d" if left > 0 else "due") + leech


__all__ = ["Browser", "Line", "Report", "Sort", "interval", "state_of"]
