"""What Home tells, without its widgets: read where storage may be touched, and kept until something has happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from progress.problems import StoreProblem
from progress.sessions.pace import answers_expected, minutes_text, time_left
from study.home.counts import Counts, DeckSummary
from study.home.topic_counts import TopicLedger
from study.home.weakest import Weakest

if TYPE_CHECKING:
    from decks.library import Loaded
    from progress.glance.activity import Activity
    from progress.scheduling.exam_plan import Pace
    from progress.sessions.quizzing import QuizRecord
    from study.core import Study
    from study.home.topic_counts import TopicCounts

_YEAR = timedelta(days=366)


class AtHome:
    """Methods that read are for the desk's thread, but for `look_back`; what they found is for whoever shows it."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.summaries: dict[str, DeckSummary] = {}
        """By the decks' names."""
        self.paces: dict[str, Pace | None] = {}
        """What the exam of a deck asks for, where one is to come."""
        self.weakest: dict[str, str] = {}
        """The titles of their weakest topics, once they are known; empty where none is."""
        self.topics: dict[str, Mapping[str, TopicCounts]] = {}
        """Their topics, by the decks' paths."""
        self.quizzes: list[tuple[QuizRecord, int]] = []
        """Quizzes to take up again, the latest first, each with how many answers it has."""
        self.activity: Activity | None = None
        self.trouble = ""
        """What went wrong when it was last read."""
        self._counts = Counts(study)
        self._ledgers: dict[str, TopicLedger] = {}
        self._weakest = Weakest(study)
        self._tidied = False

    @property
    def today(self) -> date:
        """The study day."""
        return self.study.days.day_of(self.study.now())

    # -- reading

    def begin(self, decks: Sequence[Loaded]) -> list[Loaded]:
        """See what has happened since one was here, and count these decks as far as that takes a moment; those that are left.

        What has not changed is not counted again.
        """
        self.trouble = ""
        try:
            self._counts.look()
        except StoreProblem as problem:
            self.trouble = str(problem)
            return []
        return self.count(decks)

    def count(self, decks: Sequence[Loaded]) -> list[Loaded]:
        """Count the first of these decks, as many as can be done in a moment; those that are left."""
        usable = [loaded for loaded in decks if loaded.deck is not None]
        try:
            found = self._counts.some(usable)
        except StoreProblem as problem:
            self.trouble = str(problem)
            return usable[1:]
        # In place of what is being shown meanwhile, and not into it.
        self.summaries = self.summaries | {each.summary.loaded.name: each.summary for each in found}
        self.paces = self.paces | {each.summary.loaded.name: each.pace for each in found}
        return usable[len(found) :]

    def _answered(self, record: QuizRecord) -> int:
        """How many of a quiz's questions have an answer; its deck may have lost some since."""
        return len(
            {event.card for event in self.study.store.events(session=record.id)} & set(record.questions)
        )

    def find_unfinished(self, opened: Iterable[Loaded] = ()) -> None:
        """Look for quizzes that were begun, for what was done of late, and at the topics of decks that are opened."""
        study = self.study
        try:
            if not self._tidied:
                study.forget_removed_decks()
                self._tidied = True
            open_ones = study.store.open_quizzes()
            found = [(record, self._answered(record)) for record in open_ones]
            self.quizzes = sorted(found, key=lambda pair: pair[0].started, reverse=True)
        except StoreProblem as problem:
            self.trouble = str(problem)
        if not self.must_look_back and not self.on_server:
            self.look_back()  # at what is new, which takes no time
        for loaded in opened:
            self.count_topics(loaded)

    @property
    def must_look_back(self) -> bool:
        """Whether `look_back` has all of a year to read, so that it takes long."""
        return (
            self.activity is None or self.activity.point is None or self.activity.since != self.today - _YEAR
        )

    @property
    def on_server(self) -> bool:
        """Whether progress is kept elsewhere, so that all reading is for the desk's thread."""
        return bool(self.study.locations.address)

    def look_back(self) -> None:
        """Read when there were answers in a year."""
        since = self.today - _YEAR
        try:
            if self.on_server:
                from progress.storage.recorded import activity as on_server

                with self.study.store.reading() as connection:
                    self.activity = on_server(connection, since)._replace(since=since)
            else:
                from progress.glance.activity import activity

                self.activity = activity(self.study.locations.database, since, self.activity)
        except StoreProblem as problem:
            self.trouble = str(problem)

    def count_topics(self, loaded: Loaded) -> None:
        """Count a deck's topics; of one that was counted before, only what was done since."""
        if loaded.deck is None:
            return
        path = str(loaded.path)
        try:
            ledger = self._ledgers.get(path)
            if ledger is None or ledger.deck is not loaded.deck:
                ledger = self._ledgers[path] = TopicLedger(self.study, loaded.deck)
            self.topics = {**self.topics, path: ledger.counts()}
        except StoreProblem as problem:
            self.trouble = str(problem)

    def find_weakest(self, loaded: Loaded) -> None:
        """Find out a deck's weakest topic, where that is not known."""
        if loaded.deck is None or loaded.name not in self.summaries:
            return
        try:
            self.weakest = self.weakest | {loaded.name: self._weakest.of(loaded.deck)}
        except StoreProblem as problem:
            self.trouble = str(problem)

    # -- what follows from it

    def time(self, summary: DeckSummary | None) -> str:
        """How long today's cards take, by the learner's own pace; empty where that is not known."""
        if summary is None or self.activity is None or self.activity.answer_time is None:
            return ""
        steps = len(self.study.settings.preferences.learning_steps)
        answers = answers_expected(summary.due, summary.new, steps)
        return minutes_text(time_left(answers, self.activity.answer_time)) if answers else ""

    def exam_in(self, loaded: Loaded) -> int | None:
        """In how many days a deck's exam is; None where none is to come."""
        if loaded.deck is None:
            return None
        day = self.study.exam_day(loaded.deck)
        left = (day - self.today).days if day else -1
        return left if left >= 0 else None

    @property
    def offer(self) -> tuple[QuizRecord, int, str] | None:
        """The latest unfinished quiz whose deck is there: it, its answers, and what it is about."""
        if not self.quizzes:
            return None
        decks = {each.deck.id: each.deck for each in self.study.library() if each.deck is not None}
        for record, answered in self.quizzes:
            if deck := decks.get(record.deck):
                about = deck.topic_title(record.topic) if record.topic else self.study.called(deck)
                return record, answered, about
        return None

    @property
    def new_here(self) -> bool:
        """Whether nothing was ever answered, so that a word of welcome is in place."""
        counted = bool(self.summaries) and not any(each.learned for each in self.summaries.values())
        return counted and not self.quizzes and not self.trouble
