"""The composition root of both faces: decks, progress, clock and randomness brought together.

The app and the command line ask here and show what they get. What is costly to import or read is so only when first
asked for: SQLModel with `store`, a deck's cards with `cards`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from decks.cards import make_cards
from decks.library import DeckNotFound, Library, Loaded, bundled_folder, load_file
from decks.model import Card, Deck, Question, in_topic
from decks.problems import Problem
from decks.reading import MAIN_FILE
from progress import quick
from progress.days import StudyDays
from progress.digests import digest_of
from progress.locations import Locations
from progress.problems import StoreProblem
from progress.reviewing import NEW_PER_DAY, ReviewSession, is_due
from progress.scheduling import Memory, Scheduler

if TYPE_CHECKING:
    from progress.quizzing import QuizRecord, QuizSession
    from progress.store import Store
    from progress.weak import TopicStanding
    from study.following import Followed


class DeckBroken(Exception):
    """Nothing of the deck can be used; the message is its first problem."""


class NoQuestions(Exception):
    """The deck has no question of the kind asked for; the message says so."""


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """What a learner wants to know of a deck before opening it."""

    loaded: Loaded
    """The deck with its problems."""
    cards: int
    """How many flashcards it makes."""
    due: int
    """Cards to review before the study day ends."""
    new: int
    """New cards that today's limit still allows."""
    learned: int
    """Cards answered at least once."""


class Study:
    """Everything a face needs. Storage is to be used from one thread only: the one that first asks for `store`."""

    def __init__(
        self,
        locations: Locations,
        days: StudyDays,
        *,
        clock: Callable[[], datetime],
        random: Random,
        scheduler: Scheduler | None = None,
    ) -> None:
        self.locations = locations
        self.days = days
        self.random = random
        self.scheduler = scheduler or Scheduler()
        self._clock = clock
        self._cards: dict[str, tuple[Deck, tuple[Card, ...]]] = {}
        self._questions: dict[str, tuple[Deck, tuple[Question, ...]]] = {}
        self._known: dict[str, Deck] = {}
        self._found: dict[str, Loaded] = {}
        self.followed: dict[str, Followed] = {}
        """By deck: what was done for the learner because the deck had been edited; to be shown once."""

    def now(self) -> datetime:
        """The present, in UTC."""
        return self._clock().astimezone(UTC)

    # -- decks

    @cached_property
    def _library(self) -> Library:
        return Library([self.locations.decks])

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
        found = loaded or self._library.load(name)
        deck = usable(found)
        self._found[deck.id] = found
        return deck

    def problems(self, deck: Deck) -> tuple[Problem, ...]:
        """What was wrong with the file of an open deck when it was read."""
        known = [self._found[deck.id]] if deck.id in self._found else []
        known += vars(self).get("_loaded", [])
        return next((each.problems for each in known if each.deck is deck), ())

    def reload(self, deck: Deck) -> Loaded:
        """Read the file of an open deck anew. What was made of its former text is forgotten; `deck` itself stays usable."""
        path = Path(deck.path)
        loaded = load_file(path, bundled=is_bundled(deck), shown=deck.path)
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
        self._questions.pop(deck.id, None)
        return loaded

    def default_deck(self) -> Deck:
        """The learner's first deck that can be used, else the bundled one.

        Raises:
            DeckNotFound: there is no deck at all.
            DeckBroken: there are decks, but none can be used.
        """
        decks = [loaded for loaded in self.library() if loaded.deck is not None]
        if decks:
            return usable(decks[0])
        if self.library():
            return usable(self.library()[0])
        raise DeckNotFound(f"There are no decks; put a deck file into {self.locations.decks}.")

    def cards(self, deck: Deck) -> tuple[Card, ...]:
        """The deck's flashcards; made once."""
        known = self._cards.get(deck.id)
        if known is None or known[0] is not deck:
            known = self._cards[deck.id] = (deck, make_cards(deck))
        return known[1]

    def questions(self, deck: Deck) -> tuple[Question, ...]:
        """The deck's multiple-choice questions; made once."""
        from decks.questions import make_questions  # not wanted for flashcards

        known = self._questions.get(deck.id)
        if known is None or known[0] is not deck:
            known = self._questions[deck.id] = (deck, make_questions(deck))
        return known[1]

    # -- progress

    @cached_property
    def store(self) -> "Store":
        """The learner's database, opened on first use.

        Raises:
            StoreProblem: it cannot be opened; nothing was changed.
        """
        # Half a second of SQLModel, beside which the first card is already shown.
        from progress.store import Store

        return Store.open(self.locations.database, random=self.random)

    def close(self) -> None:
        """Let go of the database if it was opened; to be called from the thread that used it."""
        if "store" in vars(self):
            self.store.close()
            del self.store

    def remember(self, deck: Deck) -> None:
        """Tell storage which cards the deck has, so that counts are right without it; once for each reading of it.

        Raises:
            StoreProblem: the database cannot be opened or written.
        """
        if self._known.get(deck.id) is not deck:
            # Comparing decks takes modules that nothing else needs, and few openings.
            cards = self.cards(deck)
            if not self.store.has_seen(deck.id, digest_of(cards, deck.renames)):
                from study.following import follow

                if followed := follow(self.store, deck, cards, self.now()):
                    self.followed[deck.id] = followed
            self._known[deck.id] = deck

    def _catch_up(self, deck: Deck) -> None:
        """Have progress follow an edited deck before it is read; costs nothing where the deck is as it was."""
        if self._known.get(deck.id) is deck:
            return
        seen = quick.digest(self.locations.database, deck.id)
        if seen is not None and seen != digest_of(self.cards(deck), deck.renames):
            self.remember(deck)

    def forget_removed_decks(self) -> None:
        """Take decks that are in the library no more out of the counts of what is due; their progress stays.

        Raises:
            StoreProblem: the database cannot be opened or written.
        """
        self.store.know_decks(loaded.name for loaded in self.library())

    def memories(self, deck: Deck) -> dict[str, Memory]:
        """What is remembered of the deck's cards, by card id; read without loading SQLModel.

        Raises:
            StoreProblem: the database cannot be read.
        """
        return dict(quick.memories(self.locations.database, deck.id))

    def home(self) -> list[DeckSummary]:
        """Each deck with its counts, in the library's order.

        Raises:
            StoreProblem: the database cannot be read.
        """
        return [self.summary(loaded) for loaded in self.library()]

    def summary(self, loaded: Loaded) -> DeckSummary:
        """One deck with its counts.

        Raises:
            StoreProblem: the database cannot be read.
        """
        if loaded.deck is None:
            return DeckSummary(loaded, 0, 0, 0, 0)
        cards = self.cards(loaded.deck)
        memories = self.memories(loaded.deck)
        at = self.now()
        end = self.days.end(at)
        known = [memories[card.id] for card in cards if card.id in memories]
        due = sum(is_due(memory, at, end) for memory in known)
        unseen = len(cards) - len(known)
        return DeckSummary(loaded, len(cards), due, min(unseen, self.new_left(loaded.deck)), len(known))

    def new_left(self, deck: Deck) -> int:
        """How many new cards today's limit still allows.

        Raises:
            StoreProblem: the database cannot be read.
        """
        since = self.days.start(self.now())
        return max(0, NEW_PER_DAY - quick.introduced(self.locations.database, deck.id, since))

    def review(self, deck: Deck, topic: str = "") -> ReviewSession:
        """A review of what is due now, of one topic and those nested in it where one is given.

        Raises:
            StoreProblem: the database cannot be read.
        """
        cards = [card for card in self.cards(deck) if in_topic(card.topic, topic)]
        self._catch_up(deck)
        memories: Mapping[str, Memory] = self.memories(deck)
        left = self.new_left(deck)
        return ReviewSession(
            cards, memories, self.scheduler, self.days, self.now(), new_left=left, random=self.random
        )

    def quiz(
        self, deck: Deck, *, topic: str = "", role: str = "", count: int = 10, seed: int | None = None
    ) -> "QuizSession":
        """A quiz, saved at once so that it can be taken up again.

        Raises:
            NoQuestions: no question fits.
            StoreProblem: the database cannot be opened or written.
        """
        from decks.questions import shuffled
        from progress.ids import uuid7
        from progress.quizzing import QuizRecord, QuizSession, choose

        seed = self.random.getrandbits(32) if seed is None else seed
        chosen = choose(self.questions(deck), count=count, topic=topic, role=role, random=Random(seed))  # noqa: S311
        if not chosen:
            raise NoQuestions(no_questions(deck, topic, role))
        at = self.now()
        record = QuizRecord(
            id=uuid7(at, self.random),
            deck=deck.id,
            topic=topic,
            role=role,
            seed=seed,
            questions=tuple(question.id for question in chosen),
            started=at,
            finished=None,
        )
        self.remember(deck)
        self.store.save_quiz(record)
        return QuizSession(record, [shuffled(question, seed) for question in chosen])

    def resume(self, record: "QuizRecord", deck: Deck | None = None) -> "QuizSession | None":
        """A quiz taken up where it was left, or None where the deck no longer has what is left of it.

        `deck` is its deck where that is open already; else it is looked for in the library.

        Raises:
            DeckNotFound: the deck is gone.
            DeckBroken: the deck cannot be used.
            StoreProblem: the database cannot be opened or read.
        """
        from decks.questions import shuffled
        from progress.quizzing import QuizSession

        deck = deck or self.deck(record.deck)
        known = {question.id: question for question in self.questions(deck)}
        questions = [shuffled(known[name], record.seed) for name in record.questions if name in known]
        answered = list(self.store.events(session=record.id))
        session = QuizSession(record, questions, answered)
        return session if session.current is not None else None

    def weak(self, deck: Deck) -> "list[TopicStanding]":
        """The deck's topics, weakest first.

        Raises:
            StoreProblem: the database cannot be opened or read.
        """
        from progress.weak import standings  # with the statistics that nothing else needs

        self._catch_up(deck)
        return standings(
            self.store,
            deck.id,
            self.cards(deck),
            self.questions(deck),
            deck.topics,
            self.scheduler,
            self.now(),
        )


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


def no_questions(deck: Deck, topic: str, role: str) -> str:
    """The sentence for a choice that leaves no question."""
    about = " and ".join([f"topic “{topic}”"] * bool(topic) + [f"role “{role}”"] * bool(role))
    if not about:
        return f"The deck “{deck.id}” makes no questions; study decks check says why."
    return (
        f"The deck “{deck.id}” has no question about {about}; study decks questions {deck.id} lists them all."
    )


__all__ = [
    "DeckBroken",
    "DeckNotFound",
    "DeckSummary",
    "NoQuestions",
    "StoreProblem",
    "Study",
    "is_bundled",
    "usable",
]
