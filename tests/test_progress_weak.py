"""Weak topics: which answers count where, and what is said of too few."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from decks.model import Basis, Card, CardKind, Option, Part, Question, QuestionKind, Topic
from progress.events import Event, EventKind, Rating
from progress.mastery import CARD_GUESS, ENOUGH, Asked, Count, Tally, corrected_mean, posterior
from progress.scheduling import Scheduler
from progress.store import Store
from progress.weak import lineage, standings, weak_topics

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOPICS = [Topic("safety", "Safety"), Topic("safety/shields", "Shields"), Topic("care", "Patient care")]


def card(name, topic, parts=()):
    return Card(
        id=f"d:{name}",
        kind=CardKind.BASIC,
        deck="d",
        role="r",
        role_title="R",
        topic=topic,
        prompt="p",
        answer="a",
        parts=tuple(Part(fact, fact, where) for fact, where in parts),
    )


def question(name, topic, options=4):
    return Question(
        id=f"d:{name}",
        kind=QuestionKind.ROLE_OF_DUTY,
        deck="d",
        role="r",
        role_title="R",
        topic=topic,
        subject="s",
        stem="s?",
        options=tuple(Option(f"o{n}", "", f"o{n}", "") for n in range(options)),
        key=0,
        basis=Basis.STATED,
    )


def weak(tallies, cards=(), questions=(), memories=None, at=NOON):
    found = weak_topics(cards, questions, TOPICS, tallies, memories or {}, Scheduler(), at)
    return {standing.topic: standing for standing in found}


def asked(name, answers, correct, options=4):
    return Tally(f"d:{name}", Asked.QUESTION, options, answers, correct)


def recalled(name, answers, correct, lines=0):
    return Tally(f"d:{name}", Asked.CARD, lines, answers, correct)


def test_a_topic_stands_where_the_posterior_of_its_answers_is():
    tallies = [asked("r/a#q", 10, 3), recalled("r/a#k", 6, 2), recalled("r/b#k", 20, 19)]
    found = weak(tallies, [card("r/a#k", "safety"), card("r/b#k", "care")], [question("r/a#q", "safety")])
    mean = corrected_mean([Count(0.25, 10, 3), Count(CARD_GUESS, 26, 21)])
    expected = posterior([Count(CARD_GUESS, 6, 2), Count(0.25, 10, 3)], mean)
    safety = found["safety"]
    assert (safety.mean, safety.low, safety.high) == (expected.mean, expected.low, expected.high)
    assert (safety.title, safety.answers, safety.weak) == ("Safety", 16, True)
    assert found["care"].weak is False
    assert list(found) == ["safety", "care"]


@pytest.mark.parametrize(("answers", "verdict"), [(ENOUGH - 1, None), (ENOUGH, True)])
def test_too_few_answers_are_no_verdict(answers, verdict):
    found = weak([recalled("r/a#k", answers, 0)], [card("r/a#k", "care")])
    assert found["care"].weak is verdict
    assert found["care"].answers == answers


def test_three_unlucky_answers_do_not_make_a_topic_weak():
    tallies = [recalled("r/b#k", 100, 90), recalled("r/a#k", 5, 2)]
    found = weak(tallies, [card("r/a#k", "care"), card("r/b#k", "safety")])
    assert found["care"].weak is False
    assert found["care"].low < 0.6 < found["care"].high


def test_what_was_never_asked_is_not_called_forgotten_and_comes_last():
    tallies = [recalled("r/b#k", 40, 38)]
    found = weak(tallies, [card("r/a#k", "care"), card("r/b#k", "safety")])
    care = found["care"]
    assert (care.weak, care.answers, care.recall_today, care.coverage) == (None, 0, None, 0.0)
    assert list(found) == ["safety", "care"]


def test_a_parent_pools_its_children():
    cards = [card("r/a#k", "safety"), card("r/b#k", "safety/shields")]
    found = weak([recalled("r/a#k", 4, 4), recalled("r/b#k", 6, 1)], cards)
    assert (found["safety"].answers, found["safety/shields"].answers) == (10, 6)
    assert found["safety/shields"].mean < found["safety"].mean
    assert lineage("a/b/c") == ["a/b/c", "a/b", "a"]


def test_a_parent_that_has_no_card_of_its_own_is_there_too():
    found = weak([recalled("r/b#k", 6, 1)], [card("r/b#k", "safety/shields")])
    assert found["safety"].mean == found["safety/shields"].mean


def test_lines_of_a_list_count_for_their_own_topics():
    lists = card("r/list#l", "care", [("r/x", "safety"), ("r/y", "care")])
    tallies = [
        recalled("r/list#l", 7, 2, lines=2),
        Tally("d:r/x", Asked.PART, 0, 7, 1),
        Tally("d:r/y", Asked.PART, 0, 7, 7),
    ]
    found = weak(tallies, [lists])
    assert (found["safety"].answers, found["care"].answers) == (7, 7)
    assert found["safety"].mean < 0.5 < found["care"].mean
    assert found["safety"].coverage == found["care"].coverage == 1.0


def test_a_list_rated_without_marking_its_lines_counts_as_one_card():
    lists = card("r/list#l", "care", [("r/x", "safety")])
    assert weak([recalled("r/list#l", 7, 2)], [lists])["care"].answers == 7


def test_coverage_counts_facts_once_however_they_are_asked():
    cards = [card("r/a#k1", "care"), card("r/a#k2", "care"), card("r/b#k", "care"), card("r/c#k", "care")]
    questions = [question("r/a#q", "care"), question("r/d#q", "care")]
    found = weak([asked("r/a#q", 1, 0), recalled("r/a#k1", 1, 1)], cards, questions)
    assert found["care"].coverage == 0.25


def test_what_left_the_deck_is_left_out():
    found = weak([recalled("r/gone#k", 50, 0), recalled("r/a#k", 6, 6)], [card("r/a#k", "care")])
    assert list(found) == ["care"]
    assert found["care"].answers == 6
    assert found["care"].mean > 0.8


def test_a_log_that_does_not_say_how_many_options_is_helped_by_the_deck():
    told = weak([asked("r/a#q", 9, 5, options=3)], questions=[question("r/a#q", "care", options=3)])
    untold = weak([asked("r/a#q", 9, 5, options=0)], questions=[question("r/a#q", "care", options=3)])
    assert told == untold


def test_recall_today_is_the_mean_over_learned_cards():
    scheduler = Scheduler()
    memories = {
        f"d:r/{name}#k": scheduler.review(None, rating, NOON)
        for name, rating in (("a", Rating.EASY), ("b", Rating.HARD))
    }
    cards = [card("r/a#k", "care"), card("r/b#k", "care"), card("r/new#k", "care")]
    later = NOON + timedelta(days=12)
    recalls = [scheduler.recall(memory, later) for memory in memories.values()]
    found = weak([], cards, memories=memories, at=later)
    assert found["care"].recall_today == pytest.approx(sum(recalls) / 2)
    assert weak([], cards, memories=memories)["care"].recall_today == 1.0


def test_a_topic_that_the_deck_does_not_name_goes_by_its_id():
    assert weak([], [card("r/a#k", "unnamed")])["unnamed"].title == "unnamed"


def test_no_cards_no_topics():
    assert weak([]) == {}


def test_standings_are_read_from_the_store(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    cards = [card("r/a#k", "care"), card("r/list#l", "care", [("r/x", "safety")])]
    for n in range(8):
        at = NOON + timedelta(minutes=n)
        for name, parts in (("r/a#k", ()), ("r/list#l", (("r/x", n > 5),))):
            event = Event(
                store.new_id(at),
                store.learner,
                store.device,
                at,
                EventKind.REVIEW,
                "d",
                f"d:{name}",
                True,
                Rating.GOOD,
                parts=parts,
            )
            store.record(event, None)
    found = {
        s.topic: s for s in standings(store, "d", cards, [], TOPICS, Scheduler(), NOON + timedelta(hours=1))
    }
    assert (found["care"].answers, found["care"].weak) == (8, False)
    assert (found["safety"].answers, found["safety"].weak) == (8, True)
    assert found["care"].recall_today == 1.0
    assert found["safety"].recall_today is None
    store.close()
