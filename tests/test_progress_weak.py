"""Weak topics: which answers count where, and what is said of too few."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from decks.model import Basis, Card, CardKind, Option, Part, Question, QuestionKind, Topic
from progress.events import Event, EventKind, Rating
from progress.mastery.evidence import Answered
from progress.mastery.learning import fit
from progress.mastery.likelihood import Moment, Outcome
from progress.mastery.measures import ENOUGH, Asked, Tally
from progress.mastery.subjects import By
from progress.mastery.trend import Direction
from progress.mastery.weak import lineage, standings, weak_topics
from progress.scheduling.scheduler import Scheduler
from progress.storage.store import Store

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


def test_a_topic_stands_where_the_belief_from_its_answers_is():
    tallies = [asked("r/a#q", 10, 3), recalled("r/a#k", 6, 2), recalled("r/b#k", 20, 19)]
    found = weak(tallies, [card("r/a#k", "safety"), card("r/b#k", "care")], [question("r/a#q", "safety")])
    course = [Moment(1.0, (Outcome(0, 2, 4), Outcome(4, 3, 7)))]
    other = [Moment(1.0, (Outcome(0, 19, 1),))]
    expected = fit([course, other]).belief(course).summary()
    safety = found["safety"]
    assert (safety.mean, safety.low, safety.high) == pytest.approx(
        (expected.mean, expected.low, expected.high)
    )
    assert (safety.title, safety.answers, safety.weak) == ("Safety", 16, True)
    assert safety.below == pytest.approx(expected.below)
    assert found["care"].weak is False
    assert list(found) == ["safety", "care"]


def test_many_answers_to_one_fact_say_less_than_as_many_to_different_ones():
    """Facts are known or not here: twenty right answers to two of ten do not show that the topic is known."""
    cards = [card(f"r/{topic}{n}#k", topic) for topic in ("care", "safety") for n in range(10)]
    others = [recalled(f"r/safety{n}#k", 6, 6 * (n % 2)) for n in range(10)]
    few = [recalled("r/care0#k", 10, 10), recalled("r/care1#k", 10, 10)]
    many = [recalled(f"r/care{n}#k", 2, 2) for n in range(10)]
    one, other = (weak([*others, *asked_], cards)["care"] for asked_ in (few, many))
    assert one.answers == other.answers == 20
    assert one.high - one.low > 1.5 * (other.high - other.low)
    assert one.mean < other.mean


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
        for name, parts in (("r/a#k", ()), ("r/list#l", (("r/x", n == 0),))):
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


def in_order(*rights, name="r/a#k", start=NOON, every=timedelta(hours=6)):
    return [
        Answered(start + n * every, f"d:{name}", Asked.CARD, 0, bool(right)) for n, right in enumerate(rights)
    ]


def ordered(answers, cards, by=By.TOPIC, tallies=None):
    counts = {}
    for answer in answers:
        asked, right = counts.get(answer.card, (0, 0))
        counts[answer.card] = asked + 1, right + answer.correct
    tallies = tallies or [Tally(name, Asked.CARD, 0, n, right) for name, (n, right) in counts.items()]
    found = weak_topics(cards, (), TOPICS, tallies, {}, Scheduler(), NOON, answers=answers, by=by)
    return {standing.topic: standing for standing in found}


CARDS = [card("r/a#k", "care"), card("s/b#k", "safety")]


def test_what_was_answered_last_counts_most_where_it_moves():
    rising = ordered(in_order(*[0] * 20, *[1] * 20), CARDS)["care"]
    falling = ordered(in_order(*[1] * 20, *[0] * 20), CARDS)["care"]
    assert falling.mean < 0.3 < 0.7 < rising.mean
    assert (rising.trend.direction, falling.trend.direction) == (Direction.UP, Direction.DOWN)
    assert 0 < rising.trend.low < rising.trend.change < rising.trend.high <= 1
    assert (rising.weak, falling.weak) == (False, True)


def test_what_stays_is_flat_and_too_little_has_no_trend():
    steady = ordered(in_order(*[1, 1, 1, 1, 0] * 40), CARDS)["care"]
    assert steady.trend.direction is Direction.FLAT
    assert steady.mean == pytest.approx(0.84, abs=0.06)
    short = ordered(in_order(*[0] * 7, *[1] * 7), CARDS)["care"]
    assert (short.trend.direction, short.trend.change) == (Direction.UNKNOWN, None)


def test_answers_older_than_those_in_order_still_count():
    tallies = [Tally("d:r/a#k", Asked.CARD, 0, 60, 50), Tally("d:s/b#k", Asked.CARD, 0, 40, 4)]
    found = ordered(in_order(*[1, 1, 1, 1, 0] * 4), CARDS, tallies=tallies)
    assert (found["care"].answers, found["safety"].answers) == (60, 40)
    assert found["safety"].mean < 0.3
    assert found["care"].weak is False


def test_the_same_for_roles_and_for_kinds_of_facts():
    answers = [*in_order(*[0] * 12), *in_order(*[1] * 12, name="s/b#k", start=NOON + timedelta(days=4))]
    roles = ordered(answers, CARDS, By.ROLE)
    assert list(roles) == ["r"]  # both cards here are of one role
    assert (roles["r"].title, roles["r"].answers) == ("R", 24)
    kinds = ordered(answers, CARDS, By.KIND)
    assert [(s.topic, s.title, s.answers) for s in kinds.values()] == [("written", "Written by hand", 24)]


def test_a_parent_is_told_from_a_topic_of_its_own():
    found = weak([], [card("r/a#k", "safety/shields"), card("r/b#k", "care")])
    assert {topic: standing.wide for topic, standing in found.items()} == {
        "care": False, "safety": True, "safety/shields": False,
    }  # fmt: skip


def test_a_part_that_was_judged_counts_once_however_it_was_tallied():
    lists = card("r/list#l", "care", [("r/x", "safety")])
    answers = [Answered(NOON + timedelta(hours=n), "d:r/x", Asked.PART, 2, n > 1) for n in range(9)]
    found = [
        weak_topics(
            [lists],
            (),
            TOPICS,
            [Tally("d:r/x", Asked.PART, ways, 9, 7)],
            {},
            Scheduler(),
            NOON,
            answers=answers,
        )
        for ways in (0, 2)
    ]
    assert found[0] == found[1]
    assert found[0][0].answers == 9
    recalled = [answer._replace(options=0) for answer in answers]
    other = weak_topics(
        [lists], (), TOPICS, [Tally("d:r/x", Asked.PART, 0, 9, 7)], {}, Scheduler(), NOON, answers=recalled
    )
    assert other[0].mean > found[0][0].mean  # to recall shows more than to judge


def test_answers_one_by_one_come_from_the_store_under_their_names_of_now(tmp_path):
    store = Store.open(tmp_path / "progress.db", random=Random(1))
    for n in range(5):
        at = NOON - timedelta(hours=n)  # the store learns of them backwards
        parts = (("r/x", n % 2 == 0),) if n else ()
        store.record(
            Event(
                f"00000000-0000-4000-8000-00000000000{n}", store.learner, store.device, at, EventKind.REVIEW, "d",
                "d:r/list#l" if n else "d:r/a#k", True, Rating.GOOD, parts=parts,
            ),
            None,
        )  # fmt: skip
    found = store.answers("d")
    assert [answer.at for answer in found] == sorted(answer.at for answer in found)
    assert [(a.card, a.kind, a.options, a.correct) for a in found][-3:] == [
        ("d:r/list#l", Asked.CARD, 1, True), ("d:r/x", Asked.PART, 0, False), ("d:r/a#k", Asked.CARD, 0, True),
    ]  # fmt: skip
    assert len(store.answers("d", 2)) == 4  # the last two events that came in, with their lines
    assert store.answers("other") == []
    store.close()
