"""The composition root of both faces: decks, progress, clock and randomness brought together.

The app and the command line ask here and show what they get. What is costly to import or read is so only when first
asked for: SQLModel with `store`, a deck's cards with `cards`.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from decks.library import DeckNotFound
from decks.model import Deck
from progress.days import StudyDays
from progress.glance.looking import FileLook, look
from progress.locations import Locations
from progress.memory import Memory
from progress.problems import StoreProblem
from progress.scheduling.scheduler import Scheduler, parameters_of
from progress.sessions.reviewing import Mode, ReviewSession
from study.sessions.terms import Terms
from study.settings.settings import Settings
from study.shelf import DeckBroken, Shelf, is_bundled, usable

if TYPE_CHECKING:
    from progress.marks import Marks
    from progress.mastery.weak import TopicStanding
    from progress.server.quick_server import ServerLook
    from progress.sessions.quizzing import QuizRecord, QuizSession
    from progress.storage.store import Store
    from study.editing.following import Followed
    from study.insights.standings import Standings


class NoQuestions(Exception):
    """The deck has no question of the kind asked for; the message says so."""


class Study(Shelf):
    """Everything a face needs: the decks, and the learner's progress in them. Storage is to be used from one thread only: the one that first asks for `store`."""

    def __init__(
        self,
        locations: Locations,
        days: StudyDays,
        *,
        clock: Callable[[], datetime],
        random: Random,
        scheduler: Scheduler | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(locations)
        self.days = days
        self.random = random
        self.settings = settings or Settings()
        self._scheduler = scheduler or Scheduler(preferences=self.settings.preferences, days=days)
        self._fitted = False
        self._clock = clock
        self._known: dict[str, Deck] = {}
        self._schedulers: dict[str, tuple[Scheduler, date | None, Scheduler]] = {}
        self.kept_exams: dict[str, tuple[date, date]] = {}
        """By deck: the day of the exam that cards were brought before, and when that was; see `study.insights.exam_dates`."""
        self.followed: dict[str, Followed] = {}
        """By deck: what was done for the learner because the deck had been edited; to be shown once."""

    def now(self) -> datetime:
        """The present, in UTC."""
        return self._clock().astimezone(UTC)

    def exam_day(self, deck: Deck) -> date | None:
        """The day of the exam on a deck: the one that the learner has set, else the one that the deck names."""
        own = self.settings.preferences.exam(deck.id)
        return own or (date.fromisoformat(deck.exam.date) if deck.exam and deck.exam.date else None)

    def scheduler_of(self, deck: Deck) -> Scheduler:
        """The scheduler for a deck: nothing of it is put off beyond its exam, whoever has named the day."""
        day = self.exam_day(deck)
        known = self._schedulers.get(deck.id)
        if known is None or known[:2] != (self.scheduler, day):
            own = self.scheduler.with_exam(deck.id, day)
            known = self._schedulers[deck.id] = (self.scheduler, day, own)
        return known[2]

    @property
    def scheduler(self) -> Scheduler:
        """By which cards are scheduled: with the parameters that were fitted to the learner, unless settings name others."""
        if not self._fitted:
            self._fitted = True
            with suppress(StoreProblem):  # whoever reads memories tells it
                self._scheduler = self._scheduler.following(parameters_of(self.look.model()))
        return self._scheduler

    @scheduler.setter
    def scheduler(self, scheduler: Scheduler) -> None:
        self._scheduler, self._fitted = scheduler, False

    @cached_property
    def store(self) -> "Store":
        """The learner's database, opened on first use.

        Raises:
            StoreProblem: it cannot be opened; nothing was changed.
        """
        # Half a second of SQLModel, beside which the first card is already shown.
        from progress.storage.store import Store

        place = self.locations.address or self.locations.database
        store = Store.open(place, random=self.random, scheduler=self._scheduler)
        self._scheduler, self._fitted = self._scheduler.following(store.scheduler.parameters), True
        return store

    @cached_property
    def look(self) -> "FileLook | ServerLook":
        """Progress as it is read without loading SQLModel.

        Raises:
            StoreProblem: the address of the server is none.
        """
        return look(self.locations)

    def close(self) -> None:
        """Let go of the database if it was opened, and of the cache; to be called from the thread that used them."""
        if "store" in vars(self):
            self.store.close()
            del self.store
        if "look" in vars(self):
            self.look.close()
            del self.look
        super().close()

    def remember(self, deck: Deck) -> None:
        """Tell storage which cards the deck has, so that counts are right without it; once for each reading of it.

        Raises:
            StoreProblem: the database cannot be opened or written.
        """
        if self._known.get(deck.id) is not deck:
            # Comparing decks takes modules that nothing else needs, and few openings.
            if not self.store.has_seen(deck.id, self.digest(deck)):
                from study.editing.following import follow

                if followed := follow(self.store, deck, self.cards(deck), self.now()):
                    self.followed[deck.id] = followed
            self._known[deck.id] = deck

    def catch_up(self, deck: Deck) -> None:
        """Have progress follow an edited deck, and keep to its exam, before it is read; costs nothing where all is as it was."""
        if self._known.get(deck.id) is not deck:
            seen = self.look.digest(deck.id)
            if seen is not None and seen != self.digest(deck):
                self.remember(deck)
        if self.exam_day(deck) is not None:
            from study.insights.exam_dates import keep_to_exam

            keep_to_exam(self, deck)

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
        return dict(self.look.memories(deck.id))

    def marks(self, deck: Deck) -> "dict[str, Marks]":
        """What was done by hand to the deck's cards, by card id; read without loading SQLModel.

        Raises:
            StoreProblem: the database cannot be read.
        """
        return self.look.marks(deck.id)

    def new_left(self, deck: Deck) -> int:
        """How many new cards today's limit still allows.

        Raises:
            StoreProblem: the database cannot be read.
        """
        since = self.days.start(self.now())
        limit = self.settings.preferences.new_limit(deck.id)
        return max(0, limit - self.look.introduced(deck.id, since))

    def reviews_left(self, deck: Deck) -> int:
        """How many learned cards today's limit still allows.

        Raises:
            StoreProblem: the database cannot be read.
        """
        limit = self.settings.preferences.review_limit(deck.id)
        return max(0, limit - self.look.reviewed(deck.id, self.days, self.now()))

    def review(self, deck: Deck, topic: str = "", mode: Mode = Mode.DUE) -> ReviewSession:
        """A review of what is due now, of one topic and those nested in it where one is given; or of what `mode` says.

        Raises:
            StoreProblem: the database cannot be read.
        """
        from study.sessions.reviews import review

        return review(self, deck, topic, mode)

    def quiz(
        self,
        deck: Deck,
        *,
        topic: str = "",
        role: str = "",
        count: int = 10,
        seed: int | None = None,
        kinds: Collection[str] = (),
        difficulty: str = "",
    ) -> "QuizSession":
        """A quiz, saved at once so that it can be taken up again; of questions of `kinds` only where some are given.

        `difficulty` is as for `questions`.

        Raises:
            NoQuestions: no question fits.
            StoreProblem: the database cannot be opened or written.
        """
        from study.sessions.quizzes import begin

        terms = Terms(
            topics=(topic,) if topic else (),
            roles=(role,) if role else (),
            count=count,
            seed=seed,
            kinds=tuple(kinds),
            difficulty=difficulty,
        )
        return begin(self, deck, terms)

    def resume(self, record: "QuizRecord", deck: Deck | None = None) -> "QuizSession | None":
        """A quiz taken up where it was left, or None where the deck no longer has what is left of it.

        `deck` is its deck where that is open already; else it is looked for in the library.

        Raises:
            DeckNotFound: the deck is gone.
            DeckBroken: the deck cannot be used.
            StoreProblem: the database cannot be opened or read.
        """
        from study.sessions.quizzes import resume

        return resume(self, record, deck)

    def weak(self, deck: Deck) -> "list[TopicStanding]":
        """The deck's topics, weakest first.

        Raises:
            StoreProblem: the database cannot be opened or read.
        """
        return self.standings.of(deck)

    @cached_property
    def standings(self) -> "Standings":
        """Where the learner stands, kept until something is answered."""
        from study.insights.standings import Standings  # with the statistics that nothing else needs

        return Standings(self)


__all__ = [
    "DeckBroken",
    "DeckNotFound",
    "NoQuestions",
    "StoreProblem",
    "Study",
    "is_bundled",
    "usable",
]
