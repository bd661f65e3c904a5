"""The answer log and what is derived from it, in a database. All that the program asks of it goes through `Store`.

Here is what can be asked, and where a transaction begins and ends; how a database is opened, what an event changes and how
the rest is read stands in the modules beside this one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import Random

from sqlalchemy import Connection, insert, select, update

from decks.model import Card
from progress import problems
from progress.events import Event, EventKind
from progress.fitting.histories import Review
from progress.ids import is_uuid7, order_key, uuid7_after
from progress.marks import Marks
from progress.mastery.evidence import Answered, Choice
from progress.mastery.measures import Tally
from progress.memory import Memory
from progress.problems import StoreProblem as StoreProblem
from progress.scheduling.scheduler import Scheduler
from progress.sessions.exam_dates import MARK as EXAM_MARK
from progress.sessions.quizzing import QuizRecord
from progress.storage import (
    answers,
    databases,
    journal,
    notes,
    opening,
    queries,
    recording,
    reviews,
    rows,
    shelf,
    sqlite,
)
from progress.storage.answers import LATEST
from progress.storage.batches import IDS, batched
from progress.storage.following import DeckUpdate, Names, edit_events
from progress.storage.replaying import fact_of
from progress.storage.states import States


class Store:
    """One learner's progress. To be used from one thread; several programs may have the same database open.

    Every method raises StoreProblem when the database cannot be read or written; what was recorded before stays.
    """

    learner: str
    """Who answers: an id made when the database was."""
    device: str
    """Where: an id made when the database was."""

    def __init__(
        self, path: databases.Place, connection: Connection, scheduler: Scheduler | None, random: Random
    ) -> None:
        """Use `Store.open`."""
        self._path = path
        self._connection = connection
        self._random = random
        found = connection.execute(select(queries.META.c.key, queries.META.c.value))
        meta: dict[str, str] = {row.key: row.value for row in found}
        self.learner = meta["learner"]
        self.device = meta["device"]
        if scheduler is None:
            # By what they were worked out by last: that is either what the log holds or what some device was told.
            known = meta.get(recording.MODEL, "")
            scheduler = Scheduler().following(journal.parameters(connection))
            scheduler = scheduler if scheduler.model == known else Scheduler.of_model(known)
        self._states = States(connection, self.learner, scheduler)

    @property
    def scheduler(self) -> Scheduler:
        """By which memories are worked out."""
        with self._reading():
            return self._states.scheduler

    @classmethod
    def open(
        cls,
        database: Path | str,
        *,
        learner: str | None = None,
        random: Random,
        scheduler: Scheduler | None = None,
        patience: float = sqlite.PATIENCE,
    ) -> "Store":
        """Open the database, or make it with its folder where there is none; bring it to the present format.

        Where `database` is the address of a server, like `postgresql+psycopg://name:password@server/database`, whoever
        logs in is the learner, and the database has to be there: see school.py.

        Without a `scheduler`, memories are worked out by the parameters that they were worked out by last; with one that was
        not told any, by those of the last fit in the log. Where these are others, all are worked out anew. `learner` names whose it has to be, or is to be when new.
        `patience`: seconds to wait for another program.
        Raises StoreProblem for a file that is damaged, not ours, newer, somebody else's, in use, or out of reach; such a
        file is never changed.
        """
        place, connection = opening.connect(database, learner, random, patience)
        try:
            with databases.told(place, connection):
                opening.admit(place, connection, learner, random)
                store = cls(place, connection, scheduler, random)
                store.refresh()
            if learner is not None and learner != store.learner:
                raise problems.other_learner(place, store.learner, learner)
        except BaseException:
            connection.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with databases.told(self._path, self._connection), databases.write(self._connection):
            yield self._connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction over the database, for what other modules of this package keep there."""
        with self._writing() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with databases.told(self._path, self._connection):
                yield self._connection
        except (ValueError, KeyError) as error:  # a row that makes no sense
            raise databases.damaged(self._path, str(error)) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The database to read from, for what other modules of this package ask it."""
        with self._reading() as connection:
            yield connection

    # The log

    def new_id(self, at: datetime) -> str:
        """An id for an event at `at` that sorts after all that this device recorded, whatever its clock did."""
        with self._reading() as connection:
            last = connection.execute(queries.LAST_OF_DEVICE, {"by": self.device}).scalar()
            edit = connection.execute(queries.LAST_EDIT).scalar()
        # After every edit too, for what is answered now goes by the names of now.
        return uuid7_after(max(filter(is_uuid7, (last or "", edit or "")), default=""), at, self._random)

    def record(self, event: Event, memory: Memory | None) -> None:  # noqa: ARG002 - see below
        """Append an answer or what was done to a card by hand: one commit, durable when this returns.

        `memory` is what the caller holds to be the card's new memory. It is worked out here again from what the
        database knows by then, for another program may have answered the same card. A wrong quiz answer brings the
        learned cards of its fact back at once. Recording an event again that is there already changes nothing.
        """
        if event.kind is EventKind.UNDO:
            raise ValueError("An undo is recorded by Store.undo.")
        if event.kind is EventKind.EDIT:
            raise ValueError("An edit is recorded by Store.follow_deck.")
        with self._writing() as connection:
            recording.record(connection, self._states, event)

    def record_all(self, events: Sequence[Event]) -> None:
        """Append what was done to many cards by hand: one commit, durable when this returns, and all or nothing.

        Undos may be among them, of what was done to cards by hand. Marks alone cost no replay of answers.
        """
        with self._writing() as connection:
            recording.record_all(connection, self._states, events)

    def lacks(self, ids: Iterable[str]) -> set[str]:
        """Those of these ids that the log does not hold."""
        lacking = set(ids)
        with self._reading() as connection:
            for some in batched(sorted(lacking), IDS):
                lacking.difference_update(
                    connection.scalars(select(queries.EVENT.c.id).where(queries.EVENT.c.id.in_(some)))
                )
        return lacking

    def moved_for_exams(self, deck: str, after: date, before: date | None) -> list[Event]:
        """The events that gave cards of a deck other days for an exam between two days, those not included (None: for any
        later one), undone ones left out, by the names of now."""
        with self._reading() as connection:
            names = self._states.names()
            return [
                replace(event, card=names.now(event.card, order_key(event.id, event.at)))
                for event in journal.moved(
                    connection, deck, f"{EXAM_MARK}{after}", f"{EXAM_MARK}{before or date.max}"
                )
            ]

    def undo(self, event: Event) -> Memory | None:
        """Append an undo; the memory of its card without what it takes back (None: new again, or a question).

        Raises ValueError when it is no undo, or of an event that is not in the log.
        """
        if event.kind is not EventKind.UNDO:
            raise ValueError("Only an undo takes something back.")
        with self._writing() as connection:
            return recording.undo(connection, self._states, event)

    def exchange(self, event: Event, undo: Event) -> None:
        """Append an answer and the undo of the one that it takes the place of, in one commit: never none and never both."""
        with self._writing() as connection:
            recording.exchange(connection, self._states, event, undo)

    def events(
        self, deck: str | None = None, session: str | None = None, undone: bool = False
    ) -> Iterator[Event]:
        """The answers in the order in which they were recorded here; with `undone`, also those taken back, and undos.

        Read page by page, so that a long log takes little memory and no writer waits.
        """
        last: int | None = 0
        while last is not None:
            with self._reading() as connection:
                last, events = journal.page_after(connection, last, deck, session, undone)
            yield from events

    def events_in(self, sessions: Sequence[str]) -> dict[str, list[Event]]:
        """The answers of some sessions, by session; read at once, for there may be hundreds."""
        with self._reading() as connection:
            return journal.events_in(connection, sessions)

    def events_on(self, card: str) -> list[Event]:
        """All events on one card or question under that name, those taken back and undos too, as they were recorded."""
        with self._reading() as connection:
            return journal.events_on(connection, card)

    def add(self, events: Iterable[Event]) -> int:
        """Append those of `events` that the log does not hold yet, all in one commit; how many they were.

        An event without a learner becomes this one's. Two logs merge so: whichever way round, and however often, the
        same answers give the same memories.
        """
        own = (event if event.learner else replace(event, learner=self.learner) for event in events)
        with self._writing() as connection:
            return recording.add(connection, self._states, own)

    def tallies(self, deck: str | None = None) -> list[Tally]:
        """How often each card, question and line of a list was asked, and answered right; undone answers left out."""
        with self._reading() as connection:
            return journal.tallies(connection, deck, self._states.names())

    def totals(self, deck: str) -> list[Tally]:
        """The tallies of a deck in less time: parts that were judged in a quiz are counted as if recalled."""
        with self._reading() as connection:
            return journal.tallies(connection, deck, self._states.names(), apart=False)

    def answers(self, deck: str, most: int = LATEST) -> list[Answered]:
        """The last `most` answers on a deck and what was said line by line in them, the oldest first."""
        with self._reading() as connection:
            return answers.latest(connection, deck, self._states.names(), most)

    def choices(self, deck: str, most: int = LATEST, window: int | None = None) -> list[Choice]:
        """The last `most` questions of a deck that were answered by choosing one option, the oldest first; with a
        `window`, of those among so many last events only, which takes no longer for a longer log."""
        with self._reading() as connection:
            return answers.choices(connection, deck, self._states.names(), most, window)

    def reviews(self, deck: str | None = None) -> list[Review]:
        """All reviews (of a deck) that moved a memory, for what learns from them."""
        with self._reading() as connection:
            return reviews.reviews(connection, deck, self._states.names())

    def reviews_of(self, cards: Iterable[str]) -> list[Review]:
        """The reviews that moved the memories of some cards: quick, however long the log is."""
        with self._reading() as connection:
            return reviews.reviews_of(connection, cards, self._states.names())

    def latest(self, most: int) -> list[tuple[str, date]]:
        """The cards and questions of the last answers that the log came to hold, with their study days, the latest first."""
        with self._reading() as connection:
            return reviews.latest(connection, most)

    # Memories

    def memories(self, deck: str | None = None) -> dict[str, Memory]:
        """The memories of all answered cards (of a deck), by card id."""
        with self._reading():
            return self._states.memories(deck)

    def marks(self, deck: str | None = None) -> dict[str, Marks]:
        """What was done by hand to cards (of a deck), by card id; cards that nothing was done to are not named."""
        with self._reading():
            return self._states.marks(deck)

    def introduced(self, deck: str, since: datetime) -> int:
        """How many cards of a deck were answered for the first time at `since` or later."""
        with self._reading():
            return self._states.introduced(deck, since)

    def rebuild(self, report: Callable[[int, int], None] | None = None) -> int:
        """Replay the whole log into the memories; how many cards have one.

        `report` is told now and then how many answers of how many have been taken in.
        """
        with self._writing():
            return self._states.replay_all(report)

    def refresh(self) -> None:
        """Work the memories out anew where they were by the rules of another version."""
        if notes.read(self._connection, recording.MODEL) != self._states.model:
            with self._writing() as connection:
                recording.renew(connection, self._states)

    # Decks and quizzes

    def names(self) -> Names:
        """What the log's cards and facts are called by now: `events` gives them as they were called then."""
        with self._reading():
            return self._states.names()

    def shelf(self, deck: str) -> shelf.Shelf:
        """What is known of a deck, its former cards among it."""
        with self._reading() as connection:
            return shelf.read(connection, deck)

    def has_seen(self, deck: str, digest: str) -> bool:
        """Whether the deck had this digest when it was last opened, and no answers came in from elsewhere since."""
        with self._reading() as connection:
            return shelf.is_known(connection, deck, digest)

    def follow_deck(self, deck: str, cards: Sequence[Card], update: DeckUpdate, at: datetime) -> bool:
        """Take a deck over as it is now: record what it renamed and what means something else, and know its cards.

        One commit. Nothing is done, and False returned, where another program was quicker: where the deck is not known
        any more as it was when `update` was worked out.
        """
        with self._writing() as connection:
            if shelf.digest(connection, deck) != update.known:
                return False
            facts = {f"{deck}:{fact_of(name)}" for old, new in update.renamed for name in (old, new)}
            facts |= {f"{deck}:{fact_of(card)}" for card in update.again}
            last, when = journal.latest(connection, facts)
            for event in edit_events(deck, update, at):
                # After all that it is about, whatever the clocks said that it was answered by.
                previous = max(last, self.new_id(at))
                name = uuid7_after(previous, max(at, when), self._random)
                journal.append(connection, replace(event, id=name, learner=self.learner, device=self.device))
            self._states.forget_names()
            self._states.replay(facts)
            shelf.know(connection, deck, update.digest, cards, update.contents, at)
            return True

    def know_decks(self, decks: Iterable[str]) -> None:
        """Forget the counts of all decks but these, so that a deck that was removed is due no more."""
        with self._reading() as connection:
            gone = shelf.others(connection, decks)
        if gone:
            with self._writing() as connection:
                shelf.forget(connection, gone)

    def save_quiz(self, quiz: QuizRecord) -> None:
        """Remember a quiz that has begun, so that it can be taken up again."""
        with self._writing() as connection:
            connection.execute(insert(queries.QUIZ), rows.quiz_row(quiz, self.learner))

    def open_quizzes(self, deck: str | None = None) -> list[QuizRecord]:
        """The quizzes (of a deck) that were begun and not finished, the latest first."""
        with self._reading() as connection:
            found = connection.execute(queries.open_quizzes(self.learner, deck)).mappings().all()
        return [rows.quiz_of(row) for row in found]

    def change_quiz(self, quiz: QuizRecord) -> None:
        """Remember what has changed of a quiz: its questions, flags, and time spent."""
        with self._writing() as connection:
            connection.execute(
                update(queries.QUIZ).where(queries.QUIZ.c.id == quiz.id).values(rows.quiz_changes(quiz))
            )

    def quizzes(self, deck: str | None = None, most: int = 200) -> list[QuizRecord]:
        """The last quizzes (of a deck) that are over, the latest first."""
        with self._reading() as connection:
            found = connection.execute(queries.past_quizzes(self.learner, deck, most)).mappings().all()
        return [rows.quiz_of(row) for row in found]

    def missed(self, deck: str) -> frozenset[str]:
        """Ids of the deck's questions whose last answer was wrong, as they are called by now."""
        with self._reading() as connection:
            return answers.missed(connection, deck, self._states.names())

    def finish_quiz(self, id: str, at: datetime) -> None:  # noqa: A002 - the field's name
        """Note that a quiz is over. One that is unknown or over already stays as it is."""
        quiz = queries.QUIZ.c
        with self._writing() as connection:
            connection.execute(
                update(queries.QUIZ).where(quiz.id == id, quiz.finished.is_(None)).values(finished=at)
            )
