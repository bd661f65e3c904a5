"""All cards and questions of some decks, searched and sorted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import accumulate, product
from typing import TypeVar

from decks.compiled.cache import Damaged, light, named
from decks.compiled.full_text import FullText
from decks.model import Card, Deck, Question
from progress.marks import NONE, Marks
from progress.memory import Memory
from progress.scheduling.leeches import is_leech
from progress.searching.columns import Columns, Items, Situation
from progress.searching.matching import matching
from progress.searching.parsing import parse
from progress.searching.sorting import Orders, Sort
from progress.searching.syntax import Number, Words
from progress.sessions.handling import Hand
from progress.sessions.reviewing import AHEAD
from progress.storage import recorded
from study.core import Study

Report = Callable[[int, int], None]
T = TypeVar("T")
_CHUNK = 400
_MANY = 5000


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


class Browsed:
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
        self._looked: tuple[int, date] | None = None
        """How far the log went, and which study day it was, when the learner's progress was looked at."""
        self.strange: dict[str, Deck] = {}
        """Decks in which something was done and which storage has never met; by id."""
        self._done: list[list[str]] = []
        """The cards of all that `hand` can take back."""

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
        self._looked = None
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

    def refresh(self) -> bool:
        """Look at the learner's progress anew, where it may be another; whether it may."""
        study, today = self._study, self._study.days.day_of(self._study.now())
        end = study.look.log_end()
        if self._looked == (end, today):
            return False
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
                added=cache(partial(self._dates, recorded.first_seen)),
                answered=cache(partial(self._dates, recorded.last_asked)),
                days=study.days,
            ),
        )
        self._orders = Orders(self._columns)
        self._looked = end, today
        return True

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
        plain = sort is Sort.DECK and not backwards
        return matching(node, self.columns, None if plain else self._orders.of(sort, backwards=backwards))

    def preparations(self) -> Iterator[Callable[[], object]]:
        """What spares searches and orders to come some waiting where there is much to look through, step by step."""
        if len(self) < _MANY:
            return
        for which in Number:
            yield partial(self.columns.numbers, which)
        for backwards, sort in product((False, True), Sort):
            if not self._orders.has(sort, backwards=backwards):
                yield partial(self._orders.of, sort, backwards=backwards)

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


def _joined(columns: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Names of several decks, each after that of its deck; every different one is kept once."""
    found: list[str] = []
    for deck, names in columns:
        whole = {name: f"{deck}:{name}" for name in set(names)}
        found += map(whole.__getitem__, names)
    return found
