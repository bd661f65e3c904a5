"""The learner's decks, and what is made of them: cards, questions, the index of their words; each of it once."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from decks.compiled.cache import Cache
from decks.library import DeckNotFound, Library, Loaded, bundled_folder
from decks.model import Card, Deck, Difficulty, Question
from decks.problems import Problem
from decks.reading.origins import MAIN_FILE
from progress.locations import Locations
from study.version import VERSION
from study.words.called import called, shared_titles

if TYPE_CHECKING:
    from decks.compiled.full_text import FullText

_DIGEST = "digest"
"""What the digest of a deck's cards is called in the cache."""
_DIFFICULTY = "medium"
QUICKLY = 2000
"""The questions of a deck that makes no more cards than these are made within seconds."""


class DeckBroken(Exception):
    """Nothing of the deck can be used; the message is its first problem."""


class Shelf:
    """Decks as they are found and opened. To be used from one thread only."""

    def __init__(self, locations: Locations) -> None:
        self.locations = locations
        self._cache = Cache(locations.cache, VERSION)
        self._cards: dict[str, tuple[Deck, Sequence[Card]]] = {}
        self._questions: dict[tuple[str, str], tuple[Deck, Sequence[Question]]] = {}
        """By deck and difficulty."""
        self._digests: dict[str, tuple[Deck, str]] = {}
        self._found: dict[str, Loaded] = {}
        self.making: Callable[[], AbstractContextManager[Callable[[int, int], None]]] | None = None
        """Where the questions of a deck have to be made and that may take long: what shows how far that is."""

    def close(self) -> None:
        """Let go of the cache; to be called from the thread that used it."""
        self._cache.close()

    @cached_property
    def _library(self) -> Library:
        return Library([self.locations.decks], self._cache.load)

    @cached_property
    def _loaded(self) -> list[Loaded]:
        return self._library.load_all()

    def library(self) -> list[Loaded]:
        """Every deck with its problems; read once."""
        return self._loaded

    def deck(self, name: str) -> Deck:
        """The deck with this id or at this path.

        Raises:
            DeckNotFound: there is none.
            DeckBroken: nothing of it can be used.
        """
        loaded = (
            next((each for each in self._loaded if each.name == name), None)
            if "_loaded" in vars(self)
            else None
        )
        found = loaded or self._found.get(name) or self._library.load(name)  # opened by its path before
        deck = usable(found)
        self._found[deck.id] = found
        return deck

    def called(self, deck: Deck) -> str:
        """A deck's title; once all decks are read, with its id where another one has the same."""
        return called(deck, shared_titles(vars(self).get("_loaded", ())))

    def problems(self, deck: Deck) -> tuple[Problem, ...]:
        """What was wrong with the file of an open deck when it was read."""
        known = [self._found[deck.id]] if deck.id in self._found else []
        known += vars(self).get("_loaded", [])
        return next((each.problems for each in known if each.deck is deck), ())

    def reload(self, deck: Deck) -> Loaded:
        """Read the file of an open deck anew. What was made of its former text is forgotten; `deck` itself stays usable."""
        path = Path(deck.path)
        loaded = self._cache.load(path, bundled=is_bundled(deck), shown=deck.path, fresh=True)
        if "_loaded" in vars(self):
            self._loaded[:] = [
                replace(loaded, path=each.path, bundled=each.bundled)
                if path in (each.path, each.path / MAIN_FILE)
                else each
                for each in self._loaded
            ]
        if loaded.deck is not None:
            self._found[loaded.deck.id] = loaded
        self._cards.pop(deck.id, None)
        for known in [each for each in self._questions if each[0] == deck.id]:
            del self._questions[known]
        return loaded

    def default_deck(self) -> Deck:
        """The learner's first deck that can be used, else the bundled one.

        Raises:
            DeckNotFound: there is no deck at all.
            DeckBroken: there are decks, but none can be used.
        """
        known: list[Loaded] | None = vars(self).get("_loaded")
        broken: list[Loaded] = []
        for loaded in self._library.each() if known is None else known:
            if loaded.deck is not None:
                self._found[loaded.deck.id] = loaded
                return loaded.deck
            broken.append(loaded)
        if broken:
            return usable(broken[0])
        raise DeckNotFound(f"There are no decks; put a deck file into {self.locations.decks}.")

    def cards(self, deck: Deck) -> Sequence[Card]:
        """The deck's flashcards; made once, and of a deck that has not changed since then only as they are asked for."""
        known = self._cards.get(deck.id)
        if known is None or known[0] is not deck:
            kept = self._cache.cards(deck)
            known = self._cards[deck.id] = (deck, self._made(deck) if kept is None else kept)
        return known[1]

    def _made(self, deck: Deck) -> Sequence[Card]:
        from decks.cards import make_cards  # what the cache mostly spares
        from progress.storage.digests import digest_of

        cards = make_cards(deck)
        digest = digest_of(cards, deck.renames)
        self._digests[deck.id] = (deck, digest)
        self._cache.keep(deck, cards, {_DIGEST: digest})
        return cards

    def digest(self, deck: Deck) -> str:
        """What tells whether progress has to follow the deck."""
        kept = self._cache.note(deck, _DIGEST)
        if kept is not None:
            return kept
        known = self._digests.get(deck.id)
        if known is None or known[0] is not deck:
            from progress.storage.digests import digest_of

            known = self._digests[deck.id] = (deck, digest_of(self.cards(deck), deck.renames))
        return known[1]

    def has_questions(self, deck: Deck) -> bool:
        """Whether `questions` would give them at once, or as good as that: those of a deck of many roles take minutes."""
        known = self._questions.get((deck.id, _DIFFICULTY))
        if known is not None and known[0] is deck:
            return True
        return len(self.cards(deck)) <= QUICKLY or self._cache.questions(deck, _DIFFICULTY) is not None

    def questions(
        self,
        deck: Deck,
        progress: Callable[[int, int], None] | None = None,
        difficulty: str = "",
    ) -> Sequence[Question]:
        """The deck's multiple-choice questions; made once, which for a deck of many roles takes long.

        `progress` is told, while they are made, how many of how many possible questions were looked at. `difficulty` is
        the value of a `Difficulty`, which says how near the wrong options are; medium where it is empty.
        """
        difficulty = difficulty or _DIFFICULTY
        known = self._questions.get((deck.id, difficulty))
        if known is None or known[0] is not deck:
            kept: Sequence[Question] | None = self._cache.questions(deck, difficulty)
            if kept is None:
                from decks.questions import make  # not wanted for flashcards, and mostly spared

                with nullcontext(progress) if progress or not self.making else self.making() as told:
                    kept = make(deck, difficulty=Difficulty(difficulty), progress=told).questions
                self._cache.keep_questions(deck, difficulty, kept)
            known = self._questions[deck.id, difficulty] = (deck, kept)
        return known[1]

    def full_text(
        self,
        deck: Deck,
        cards: Sequence[Card],
        questions: Sequence[Question],
        report: Callable[[int, int], None] | None = None,
        *,
        fresh: bool = False,
    ) -> "FullText":
        """The index of a deck's words; made where there is none, or where it is to be `fresh`, as `report` is told."""
        return self._cache.full_text(deck, cards, questions, report, fresh=fresh)


def usable(loaded: Loaded) -> Deck:
    """The deck of a loaded file.

    Raises:
        DeckBroken: nothing of it can be used.
    """
    if loaded.deck is None:
        raise DeckBroken(str(loaded.problems[0]))
    return loaded.deck


def is_bundled(deck: Deck) -> bool:
    """Whether the deck lies in the installed program, where it is not to be edited."""
    return Path(deck.path).resolve().is_relative_to(bundled_folder().resolve())
