"""Quizzes with a learner's own confusions among the wrong options, from the answer that shows one to the quiz taken up again."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from decks.model import Asks, Deck, Question
from progress.days import StudyDays
from progress.locations import locate
from progress.mastery.confusions import role_of
from progress.sessions.quizzing import QuizRecord, QuizSession
from study.core import Study
from study.insights.insight import Insight
from study.sessions.adapting import confused_roles, swapped, swaps_for
from study.sessions.quizzes import begin, follow_up, resume
from study.sessions.terms import Terms

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TRADES = {
    "baker": ("Knead the dough", "Bake the loaves", "Glaze the buns"),
    "smith": ("Shoe the horses", "Forge the hinges", "Temper the blades"),
    "tailor": ("Take the measures", "Cut the cloth", "Hem the trousers"),
    "fisher": ("Mend the nets", "Haul the catch", "Salt the herring"),
    "mason": ("Dress the stone", "Mix the mortar", "Set the lintels"),
    "miller": ("Grind the grain", "Dress the millstones", "Sack the flour"),
    "cooper": ("Bend the staves", "Hoop the barrels", "Char the casks"),
    "weaver": ("Warp the loom", "Throw the shuttle", "Full the wool"),
    "tanner": ("Scrape the hides", "Soak the skins", "Oil the leather"),
}


def text() -> str:
    lines = [
        "deck: guilds",
        "title: The guilds",
        "topics: {work: Work}",
        "default_topics: {duties: work}",
        "roles:",
    ]
    for name, duties in TRADES.items():
        lines += [f"  - id: {name}", f"    title: {name.capitalize()}", "    complete: true", "    duties:"]
        lines += [f"      - {{id: {duty.split()[-1]}, text: {duty}}}" for duty in duties]
    return "\n".join(lines) + "\n"


@pytest.fixture
def guilds(home: Path) -> Path:
    (home / "decks" / "kitchen.yaml").unlink()
    path = home / "decks" / "guilds.yaml"
    path.write_text(text(), encoding="utf-8")
    return path


@pytest.fixture
def core(guilds: Path, home: Path) -> Iterator[Study]:
    clock = iter(NOON + timedelta(seconds=10 * n) for n in range(100_000))
    study = Study(
        locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: next(clock), random=Random(5)
    )
    yield study
    study.close()


def confuse(study: Study, deck: Deck) -> tuple[str, str]:
    """Take one role for another, each time that both are there."""
    one = [
        q
        for q in study.questions(deck)
        if q.asks is Asks.ONE and q.kind.value in ("duty-of-role", "role-of-duty")
    ]
    pairs = Counter(
        (role_of(q), option.role) for q in one for option in q.options if option.role != role_of(q)
    )
    # One that is asked about often enough, and of which some question can be given an option of the other.
    role, taken = next(
        (role, taken)
        for (role, taken), times in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
        if times >= 2 and swaps_for(deck, [q for q in one if role_of(q) == role], {role: [taken]}, "")
    )
    both = [q for q in one if role_of(q) == role and taken in {option.role for option in q.options}]
    record = QuizRecord("first", deck.id, "", role, 1, tuple(q.id for q in both), study.now(), None)
    study.remember(deck)
    study.store.save_quiz(record)
    session = QuizSession(record, both)
    for question in both:
        roles = [option.role for option in question.options]
        session.answer(study.store, roles.index(taken), study.now())
        session.next()
    session.finish(study.store, study.now())
    return role, taken


def shown(session: QuizSession) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (question.id, tuple(option.text for option in question.options)) for question in session.questions
    ]


def about(questions: tuple[Question, ...], role: str) -> list[Question]:
    return [q for q in questions if role_of(q) == role and q.kind.value in ("duty-of-role", "role-of-duty")]


def confused_pair(study: Study, deck: Deck) -> tuple[str, str]:
    """A pair that is confused, of which some question about the first lacks the second."""
    role, taken = confuse(study, deck)
    assert confused_roles(study, deck) == {role: [taken]}
    return role, taken


def adapted(study: Study, deck: Deck, role: str) -> QuizSession:
    """A quiz in which some option was swapped."""
    for _ in range(30):
        session = begin(study, deck, Terms(roles=(role,), count=6))
        if session.record.swaps:
            return session
        session.finish(study.store, study.now())
    raise AssertionError("no quiz had an option of its learner's own")


def test_a_confusion_stands_among_the_wrong_options_from_then_on(core: Study) -> None:
    deck = core.deck("guilds")
    role, taken = confused_pair(core, deck)
    lacking = [
        q.id for q in about(tuple(core.questions(deck)), role) if taken not in {o.role for o in q.options}
    ]
    swaps = 0
    for _ in range(12):
        session = begin(core, deck, Terms(roles=(role,), count=6))
        for question in about(session.questions, role):
            if question.id in {name for name, _, _ in session.record.swaps}:
                assert taken in {option.role for option in question.options}
            assert len({option.text for option in question.options}) == len(question.options)
            assert role_of(question) == question.options[question.key].role == role
        swaps += len(session.record.swaps)
        assert {name for name, _, _ in session.record.swaps} <= set(lacking)
        session.finish(core.store, core.now())
    assert lacking
    assert swaps


def test_taken_up_again_it_shows_the_same_options_whatever_was_answered_meanwhile(core: Study) -> None:
    deck = core.deck("guilds")
    role, _ = confused_pair(core, deck)
    session = adapted(core, deck, role)
    before = shown(session)
    other = begin(core, deck, Terms(count=10))
    for question in other.questions:
        if question.asks is Asks.ONE:
            other.answer(core.store, (question.key + 1) % len(question.options), core.now())
        other.next()
    other.finish(core.store, core.now())
    (record,) = core.store.open_quizzes("guilds")
    assert record.swaps == session.record.swaps
    again = resume(core, record)
    assert again is not None
    assert shown(again) == before


def test_answers_to_such_options_count_as_confusions(core: Study) -> None:
    deck = core.deck("guilds")
    role, taken = confused_pair(core, deck)
    before = next(pair for pair in Insight(core, deck).confusions.pairs if pair.role == role)
    session = adapted(core, deck, role)
    swapped_in = {name for name, _, _ in session.record.swaps}
    times = 0
    while (question := session.current) is not None:
        roles = [option.role for option in question.options]
        if question.id in swapped_in:
            event = session.answer(core.store, roles.index(taken), core.now())
            assert not event.correct
            times += 1
        session.next()
    after = next(pair for pair in Insight(core, deck).confusions.pairs if pair.role == role)
    assert (after.taken, after.times) == (taken, before.times + times)


def test_a_seed_settles_the_questions_and_nothing_else_does(core: Study) -> None:
    deck = core.deck("guilds")
    terms = Terms(count=8, seed=3)
    before = shown(begin(core, deck, terms))
    confused_pair(core, deck)
    session = begin(core, deck, terms)
    assert session.record.swaps == ()
    assert shown(session) == before


def test_what_an_edit_has_made_true_is_no_wrong_option_any_more(core: Study, guilds: Path) -> None:
    deck = core.deck("guilds")
    role, _ = confused_pair(core, deck)
    session = adapted(core, deck, role)
    name, _, put = session.record.swaps[0]
    fact = name.partition(":")[2].partition("#")[0]
    owner, duty = (put if "/" in put else fact).split("/")
    said = next(each for each in TRADES[owner] if each.endswith(f" {duty}"))
    other = role if "/" in put else put
    guilds.write_text(text().replace(f"text: {said}}}", f"text: {said}, also: [{other}]}}"), encoding="utf-8")
    edited = core.reload(deck).deck
    assert edited is not None
    (question,) = [q for q in core.questions(edited) if q.id == name]
    (made,) = swapped(edited, [question], session.record.swaps, "")
    assert put not in {option.ref for option in made.options}


def test_line_by_line_it_is_the_same_when_it_is_taken_up(core: Study, study: Callable[..., Any]) -> None:
    deck = core.deck("guilds")
    role, _ = confused_pair(core, deck)
    core.close()
    first = study(
        "quiz", "guilds", "--plain", "--role", role, "--kind", "duty-of-role", "--count", "3", typed=""
    )
    again = study("quiz", "guilds", "--plain", "--resume", typed="")
    question = [line for line in first.out.splitlines() if line[:3] in ("A. ", "B. ", "C. ", "D. ")]
    assert question
    assert [line for line in again.out.splitlines() if line[:3] in ("A. ", "B. ", "C. ", "D. ")] == question


def test_the_role_that_was_chosen_is_asked_about_some_questions_later(core: Study) -> None:
    deck = core.deck("guilds")
    session = begin(core, deck, Terms(count=9, kinds=("duty-of-role",)))
    question = session.current
    assert question is not None
    chosen = next(place for place, option in enumerate(question.options) if place != question.key)
    event = session.answer(core.store, chosen, core.now())
    found = follow_up(core, deck, session, event)
    assert found is not None
    assert role_of(found) == question.options[chosen].role
    assert 2 <= [each.id for each in session.questions].index(found.id) <= 4
    assert session.total == 9
    (record,) = core.store.open_quizzes("guilds")
    again = resume(core, record)
    assert again is not None
    assert shown(again) == shown(session)


def test_line_by_line_that_is_said_beforehand(core: Study, study: Callable[..., Any]) -> None:
    core.close()
    typed = "a\n" * 9
    out = study("quiz", "guilds", "--plain", "--count", "9", "--kind", "duty-of-role", typed=typed).out
    said = [
        line for line in out.splitlines() if line.startswith("Later in this quiz comes a question about ")
    ]
    assert said
    role = said[0].removesuffix(".").split()[-1]
    after = out[out.index(said[0]) :]
    assert f"Which of these is a duty of a {role}?" in after
