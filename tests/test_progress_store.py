"""The store as the program uses it, on real files."""

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
from knowing import know_cards

from decks.model import Card, CardKind
from progress.events import Event, EventKind, Rating
from progress.ids import uuid7
from progress.mastery.measures import Asked, Tally
from progress.memory import Phase
from progress.scheduling.formulas import DEFAULT_PARAMETERS
from progress.scheduling.scheduler import Scheduler
from progress.sessions.quizzing import QuizRecord
from progress.storage.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["file", "server"])
def place(request, tmp_path):
    """A new learner's place in either database."""
    return (
        tmp_path / "progress.db" if request.param == "file" else request.getfixturevalue("school").learner()
    )


in_file = pytest.mark.parametrize("place", ["file"], indirect=True)
"""For what only a file has."""


@pytest.fixture
def store(place):
    store = Store.open(place, random=Random(1))
    yield store
    store.close()


class Learner:
    """Answers cards of the deck `d` in a store."""

    def __init__(self, store):
        self.store = store

    def event(self, card, at, **fields):
        fields = {
            "learner": self.store.learner,
            "device": self.store.device,
            "kind": EventKind.REVIEW,
        } | fields
        return Event(id=self.store.new_id(at), at=at, deck="d", card=f"d:{card}", **fields)

    def review(self, card, rating, at, parts=()):
        event = self.event(card, at, rating=rating, correct=rating > 1, parts=parts)
        self.store.record(event, None)
        return event

    def quiz(self, card, correct, at, session="", options=4):
        shown = tuple(f"r{n}" for n in range(options))
        event = self.event(
            card,
            at,
            kind=EventKind.QUIZ,
            correct=correct,
            options=shown,
            chosen=0 if correct else 1,
            session=session,
        )
        self.store.record(event, None)
        return event

    def undo(self, event, at):
        taken = self.event(
            event.card.removeprefix("d:"), at, kind=EventKind.UNDO, correct=False, undoes=event.id
        )
        return self.store.undo(taken)


@pytest.fixture
def learner(store):
    return Learner(store)


def card(name, topic="t", text="x"):
    return Card(
        id=f"d:{name}",
        kind=CardKind.BASIC,
        deck="d",
        role="r",
        role_title="R",
        topic=topic,
        prompt=text,
        answer=text,
        fingerprint=text,
    )


def test_the_first_opening_makes_folder_file_and_names(tmp_path):
    path = tmp_path / "new" / "folder" / "progress.db"
    first = Store.open(path, random=Random(1))
    names = first.learner, first.device
    first.close()
    assert [p.name for p in path.parent.iterdir()] == ["progress.db"]
    again = Store.open(path, random=Random(2))
    assert (again.learner, again.device) == names
    assert len(set(names)) == 2
    again.close()


@in_file
def test_every_answer_is_synced_to_the_disk_before_record_returns(store):
    pragma = store._connection.exec_driver_sql
    assert pragma("PRAGMA journal_mode").scalar() == "wal"
    assert pragma("PRAGMA synchronous").scalar() == 2  # FULL


def test_what_is_recorded_comes_back_as_it_was(store, learner):
    review = learner.review("r/f#a", Rating.HARD, NOON, parts=(("r/x", True), ("r/y", False)))
    quiz = learner.quiz("r/f#q", False, NOON + DAY, session="s1")
    assert list(store.events()) == [review, quiz]
    assert list(store.events(session="s1")) == [quiz]
    assert list(store.events(deck="other")) == []
    assert list(store.events(session="")) == []


def test_another_program_sees_an_answer_at_once(store, learner, place):
    learner.review("r/f#a", Rating.GOOD, NOON)
    other = Store.open(place, random=Random(2))
    assert other.memories() == store.memories()
    assert len(list(other.events())) == 1
    other.close()


def test_memories_are_what_the_scheduler_makes_of_the_reviews(store, learner):
    learner.review("r/f#a", Rating.GOOD, NOON)
    learner.review("r/f#a", Rating.GOOD, NOON + timedelta(minutes=10))
    first = Scheduler().review(None, Rating.GOOD, NOON)
    assert store.memories() == {
        "d:r/f#a": Scheduler().review(first, Rating.GOOD, NOON + timedelta(minutes=10))
    }
    assert store.memories("d") == store.memories()
    assert store.memories("other") == {}


def test_the_same_event_recorded_twice_counts_once(store, learner):
    event = learner.review("r/f#a", Rating.GOOD, NOON)
    before = store.memories()
    store.record(event, None)
    assert (store.memories(), len(list(store.events()))) == (before, 1)


def test_recognising_is_not_recalling(store, learner):
    learner.review("r/f#a", Rating.EASY, NOON)
    before = store.memories()
    learner.quiz("r/f#q", True, NOON + DAY)
    assert store.memories() == before


def test_a_wrong_choice_brings_learned_cards_of_the_fact_back_today(store, learner):
    for name in ("r/f#a", "r/f#b", "r/other#a", "r/f2#a"):
        learner.review(name, Rating.EASY, NOON)
    before = store.memories()
    learner.quiz("r/f#q", False, NOON + DAY)
    after = store.memories()
    assert [name for name in after if after[name] != before[name]] == ["d:r/f#a", "d:r/f#b"]
    assert after["d:r/f#a"].due_day <= (NOON + DAY).date()
    assert after["d:r/f#a"].stability == before["d:r/f#a"].stability


def test_a_wrong_choice_never_puts_a_card_off_and_makes_no_memory(store, learner):
    learner.review("r/f#a", Rating.AGAIN, NOON)
    before = store.memories()
    learner.quiz("r/f#q", False, NOON + DAY)
    assert store.memories() == before
    learner.quiz("r/new#q", False, NOON + DAY)
    assert store.memories() == before


def test_undo_takes_a_first_answer_back_to_new(store, learner):
    event = learner.review("r/f#a", Rating.GOOD, NOON)
    assert learner.undo(event, NOON + timedelta(seconds=5)) is None
    assert store.memories() == {}
    assert store.introduced("d", NOON) == 0
    assert list(store.events()) == []
    assert [e.kind for e in store.events(undone=True)] == [EventKind.REVIEW, EventKind.UNDO]


def test_the_answers_of_many_sessions_are_read_at_once(store, learner):
    sessions = [f"s{number}" for number in range(7)]
    for hour in range(3):
        for session in sessions[:-1]:
            learner.quiz(f"q{hour}", correct=bool(hour), at=NOON + timedelta(hours=hour), session=session)
    several = learner.event(
        "list", NOON + DAY, kind=EventKind.QUIZ, correct=False, parts=(("r/x", True), ("r/y", False)),
        options=("r/x", "r/y"), session="s0",
    )  # fmt: skip
    store.record(several, None)
    learner.undo(learner.quiz("slip", correct=False, at=NOON + DAY, session="s0"), NOON + DAY)
    learner.quiz("other", correct=True, at=NOON + DAY)
    found = store.events_in(sessions)
    assert found == {session: list(store.events(session=session)) for session in sessions}
    assert [len(found[session]) for session in sessions] == [4, 3, 3, 3, 3, 3, 0]
    assert store.events_in([]) == {}


def test_undo_gives_back_the_memory_as_it_was_to_the_last_bit(store, learner):
    learner.review("r/f#a", Rating.EASY, NOON)
    before = store.memories()["d:r/f#a"]
    lapse = learner.review("r/f#a", Rating.AGAIN, NOON + 9 * DAY)
    assert store.memories()["d:r/f#a"].phase is Phase.RELEARNING
    assert learner.undo(lapse, NOON + 9 * DAY) == before


def test_undoing_a_wrong_choice_puts_the_cards_back_where_they_were(store, learner):
    learner.review("r/f#a", Rating.EASY, NOON)
    before = store.memories()
    wrong = learner.quiz("r/f#q", False, NOON + DAY)
    assert store.memories() != before
    assert learner.undo(wrong, NOON + DAY) is None
    assert store.memories() == before


def test_undoing_twice_is_undoing_once(store, learner):
    learner.review("r/f#a", Rating.GOOD, NOON)
    event = learner.review("r/f#a", Rating.GOOD, NOON + DAY)
    once = learner.undo(event, NOON + DAY)
    assert learner.undo(event, NOON + DAY) == once
    assert store.tallies() == [Tally("d:r/f#a", Asked.CARD, 0, 1, 1)]


def test_what_was_never_answered_cannot_be_undone(store, learner):
    ghost = learner.event("r/f#a", NOON, correct=True, rating=Rating.GOOD)
    with pytest.raises(ValueError, match=f"^There is no answer {ghost.id} to take back.$"):
        learner.undo(ghost, NOON)
    assert list(store.events(undone=True)) == []
    with pytest.raises(ValueError, match=r"^Only an undo takes something back\.$"):
        store.undo(ghost)
    with pytest.raises(ValueError, match=r"^An undo is recorded by Store\.undo\.$"):
        store.record(learner.event("r/f#a", NOON, kind=EventKind.UNDO, correct=False, undoes="x"), None)


def test_order_survives_a_clock_that_is_put_back(store, learner):
    cards = [f"r/f{n}#a" for n in range(5)]
    for n, name in enumerate(cards):
        learner.review(name, Rating.GOOD, NOON - n * DAY)
    assert [e.card for e in store.events()] == [f"d:{name}" for name in cards]
    ids = [e.id for e in store.events()]
    assert ids == sorted(ids)


def test_a_clock_that_jumped_does_not_upset_a_replay(store, learner):
    for at in (NOON, NOON + 3650 * DAY, NOON + DAY, NOON - DAY):
        learner.review("r/f#a", Rating.GOOD, at)
    before = store.memories()
    store.rebuild()
    assert store.memories() == before
    assert before["d:r/f#a"].last_review == NOON - DAY


def test_two_programs_answering_one_card_agree_with_the_log(store, learner, place):
    other = Store.open(place, random=Random(2))
    stale = Scheduler().review(None, Rating.GOOD, NOON + timedelta(seconds=1))
    learner.review("r/f#a", Rating.AGAIN, NOON)
    event = Learner(other).event(
        "r/f#a", NOON + timedelta(seconds=1), correct=True, rating=Rating.GOOD, learner=store.learner
    )
    other.record(event, stale)
    kept = other.memories()
    other.close()
    assert kept["d:r/f#a"].reps == 2
    assert store.rebuild() == 1
    assert store.memories() == kept


def test_introduced_counts_first_answers_only(store, learner):
    learner.review("r/f#a", Rating.GOOD, NOON - DAY)
    learner.review("r/f#a", Rating.GOOD, NOON)
    learner.review("r/g#a", Rating.GOOD, NOON)
    assert store.introduced("d", NOON) == 1
    assert store.introduced("d", NOON - DAY) == 2
    assert store.introduced("other", NOON - DAY) == 0


def test_tallies_count_by_kind_options_and_line(store, learner):
    learner.review("r/f#a", Rating.AGAIN, NOON)
    learner.review("r/f#a", Rating.HARD, NOON)
    learner.quiz("r/f#q", True, NOON, options=3)
    learner.quiz("r/f#q", False, NOON, options=5)
    learner.review("r/list#l", Rating.HARD, NOON, parts=(("r/x", True), ("r/y", False)))
    taken = learner.review("r/list#l", Rating.GOOD, NOON, parts=(("r/x", True), ("r/y", True)))
    learner.undo(taken, NOON)
    assert sorted(store.tallies("d"), key=lambda t: (t.card, t.options)) == [
        Tally("d:r/f#a", Asked.CARD, 0, 2, 1),
        Tally("d:r/f#q", Asked.QUESTION, 3, 1, 1),
        Tally("d:r/f#q", Asked.QUESTION, 5, 1, 0),
        Tally("d:r/list#l", Asked.CARD, 2, 1, 1),
        Tally("d:r/x", Asked.PART, 0, 1, 1),
        Tally("d:r/y", Asked.PART, 0, 1, 0),
    ]
    assert store.tallies() == store.tallies("d")
    assert store.tallies("other") == []


def test_a_deck_whose_name_begins_another_is_not_mixed_up_with_it(store, learner):
    learner.review("r/f#a", Rating.GOOD, NOON)
    event = learner.event("x", NOON, correct=True, rating=Rating.GOOD)
    store.add([replaced(event, deck="d-2", card="d-2:r/f#a")])
    assert set(store.memories("d")) == {"d:r/f#a"}
    assert [t.card for t in store.tallies("d")] == ["d:r/f#a"]
    assert [t.card for t in store.tallies("d-2")] == ["d-2:r/f#a"]


def replaced(event, **fields):
    return Event(**{name: getattr(event, name) for name in Event.__slots__} | fields)


def test_a_log_added_to_another_gives_the_same_memories(store, learner, tmp_path):
    learner.review("r/f#a", Rating.GOOD, NOON, parts=(("r/x", True),))
    learner.undo(learner.review("r/f#a", Rating.AGAIN, NOON + DAY), NOON + DAY)
    learner.quiz("r/f#q", False, NOON + 2 * DAY)
    other = Store.open(tmp_path / "other.db", random=Random(2))
    events = list(store.events(undone=True))
    assert other.add(events) == 4
    assert other.add([*events, *events]) == 0
    assert list(other.events(undone=True)) == events
    assert other.memories() == store.memories()
    other.close()


def test_an_event_without_a_learner_becomes_ones_own(store, learner):
    event = learner.event("r/f#a", NOON, correct=True, rating=Rating.GOOD, learner="")
    store.add([event])
    assert next(store.events()).learner == store.learner


def test_adding_is_all_or_nothing(store, learner):
    def broken():
        for n in range(3000):
            yield learner.event(f"r/f{n}#a", NOON, correct=True, rating=Rating.GOOD)
        raise OSError("the file ended")

    with pytest.raises(OSError, match="the file ended"):
        store.add(broken())
    assert list(store.events()) == []
    assert store.memories() == {}


def test_a_long_log_is_read_page_by_page(store):
    random, seconds = Random(3), count()

    def answer():
        at = NOON + timedelta(seconds=next(seconds))
        return Event(
            uuid7(at, random),
            "l",
            "v",
            at,
            EventKind.REVIEW,
            "d",
            "d:r/f#a",
            True,
            Rating.GOOD,
            parts=(("r/x", True),),
        )

    events = [answer() for _ in range(4500)]
    assert store.add(events) == 4500
    assert list(store.events()) == events


@in_file
def test_rebuild_reports_and_repairs(store, learner):
    for n in range(3):
        learner.review(f"r/f{n}#a", Rating.GOOD, NOON)
    before = store.memories()
    with sqlite3.connect(store._path) as raw:
        raw.execute("UPDATE card_state SET stability = 99, due = '2020-01-01 00:00:00.000000'")
        raw.execute("DELETE FROM card_state WHERE card = 'd:r/f1#a'")
    raw.close()
    assert store.memories() != before
    heard = []
    assert store.rebuild(lambda done, total: heard.append((done, total))) == 3
    assert store.memories() == before
    assert heard == [(3, 3)]


@in_file
def test_times_are_kept_as_utc_that_sorts_and_can_be_read(store, learner, tmp_path):
    learner.review("r/f#a", Rating.GOOD, datetime.fromisoformat("2026-03-01T13:00:00.5+01:00"))
    raw = sqlite3.connect(tmp_path / "progress.db")
    assert raw.execute("SELECT at FROM event").fetchall() == [("2026-03-01 12:00:00.500000",)]
    assert raw.execute("SELECT due FROM card_state").fetchall() == [("2026-03-01 12:10:00.500000",)]
    raw.close()


@in_file
def test_known_cards_follow_the_deck(store, tmp_path):
    def known():
        raw = sqlite3.connect(tmp_path / "progress.db")
        found = raw.execute("SELECT id, topic, present, first_seen FROM known_card ORDER BY id").fetchall()
        cards = raw.execute("SELECT cards FROM deck").fetchall()
        raw.close()
        return found, cards

    know_cards(store, "d", [card("r/a#k"), card("r/b#k")], NOON)
    know_cards(store, "d", [card("r/b#k", topic="u"), card("r/c#k")], NOON + DAY)
    first, second = "2026-03-01 12:00:00.000000", "2026-03-02 12:00:00.000000"
    assert known() == (
        [("d:r/a#k", "t", 0, first), ("d:r/b#k", "u", 1, first), ("d:r/c#k", "t", 1, second)],
        [(2,)],
    )
    store.know_decks(["d"])
    assert known()[1] == [(2,)]
    store.know_decks([])
    assert known()[1] == []


def test_a_quiz_can_be_taken_up_until_it_is_finished(store):
    first = QuizRecord("q1", "d", "t", "", 2**40, ("d:r/a#q", "d:r/b#q"), NOON, None)
    second = QuizRecord("q2", "e", "", "r", 0, (), NOON + DAY, None)
    store.save_quiz(first)
    store.save_quiz(second)
    assert store.open_quizzes() == [second, first]
    assert store.open_quizzes("d") == [first]
    store.finish_quiz("q1", NOON + DAY)
    assert store.open_quizzes() == [second]


def test_memories_by_other_rules_are_worked_out_anew_when_opened(place):
    path = place
    store = Store.open(path, random=Random(1))
    learner = Learner(store)
    learner.review("r/f#a", Rating.AGAIN, NOON)
    usual = store.memories()
    store.close()
    other = Scheduler(parameters=(0.1, *DEFAULT_PARAMETERS[1:]))
    store = Store.open(path, random=Random(1), scheduler=other)
    assert store.memories()["d:r/f#a"].stability == 0.1
    store.close()
    store = Store.open(path, random=Random(1))  # whoever does not care finds them as they are
    Learner(store).review("r/g#a", Rating.AGAIN, NOON)
    assert [memory.stability for memory in store.memories().values()] == [0.1, 0.1]
    store.close()
    store = Store.open(path, random=Random(1), scheduler=Scheduler())
    assert store.memories()["d:r/f#a"] == usual["d:r/f#a"]
    store.close()
