"""The exam on a deck: one rule for its day, what is expected on it, and a plan that follows what was done and left out."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from progress.scheduling.exam_plan import FEWER_RUNS, SAMPLE, Imagining, Pace, Piece, pace, sampled
from progress.scheduling.exam_traits import Recall, belief
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas
from progress.scheduling.habits import Habits
from progress.scheduling.scheduler import Scheduler
from study.core import Study
from study.insights.exam_plan import exam_plan, pace_of
from study.settings.settings import OTHERS, read_settings
from study.settings.settling import settle
from study.words.exam_plan import assumptions, head, row, rows, sentences

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)

# The pace


def test_new_cards_are_shared_among_the_days_and_the_last_days_are_for_review() -> None:
    assert pace(TODAY, TODAY + 28 * DAY, 210) == Pace(28, TODAY + 20 * DAY, 7, 210, 10)
    assert pace(TODAY, TODAY + DAY, 5) == Pace(1, TODAY, 0, 5, 5)
    assert pace(TODAY, TODAY + 8 * DAY, 0) == Pace(8, TODAY + 5 * DAY, 2, 0, 0)
    assert pace(TODAY, TODAY, 5) is None
    assert pace(TODAY, TODAY - DAY, 5) is None


def test_days_left_out_make_it_ask_for_more() -> None:
    exam = TODAY + 28 * DAY
    kept = pace(TODAY + 5 * DAY, exam, 210 - 50)
    missed = pace(TODAY + 5 * DAY, exam, 210)
    assert kept is not None
    assert missed is not None
    assert (kept.new_per_day, missed.new_per_day) == (9, 12)


def test_it_does_not_rise_while_one_keeps_to_it() -> None:
    exam = TODAY + 28 * DAY
    for met in range(11):
        now = pace(TODAY, exam, 210 - met, met)
        assert now is not None
        assert now.new_per_day == 10


@given(st.integers(1, 400), st.integers(0, 5000))
def test_whoever_keeps_to_it_meets_every_card_in_time_and_never_has_to_hurry(days: int, unmet: int) -> None:
    exam, left, before = TODAY + days * DAY, unmet, None
    for day in range(days):
        now = pace(TODAY + day * DAY, exam, left)
        assert now is not None
        assert before is None or now.new_per_day <= before
        before = now.new_per_day
        left -= min(now.new_per_day, left)
    assert left == 0


# What goes on until then


def imagining(unmet: int, days: int = 30, recalls: Sequence[Recall] = ()) -> Imagining:
    scheduler, formulas = Scheduler(days=StudyDays(UTC)), Formulas(DEFAULT_PARAMETERS)
    memories = [scheduler.review(None, Rating.GOOD, NOON - n * DAY, day=TODAY - n * DAY) for n in range(20)]
    pieces = [Piece(f"d:met/{n}", memory) for n, memory in enumerate(memories)]
    pieces += [Piece(f"d:new/{n}") for n in range(unmet)]
    return Imagining(
        pieces,
        {piece.fact: (1.0, "t") for piece in pieces},
        belief(recalls, (), formulas),
        TODAY, days, Habits(), formulas, 0.9,
    )  # fmt: skip


def test_learning_more_lets_expect_more_and_stopping_less() -> None:
    ahead = imagining(80)
    few, many = ahead.prospect(1, 200), ahead.prospect(20, 200)
    (stopped, choosing), (now, _) = ahead.stopping(TODAY + 30 * DAY), ahead.stopping(TODAY)
    assert stopped.mean < now.mean < few.mark.mean < many.mark.mean <= 1
    assert stopped.mean < choosing.mean < few.choosing.mean
    assert few.minutes < many.minutes
    assert many.met == 100
    assert 20 + 30 * 0.6 <= few.met <= 20 + 30


def test_the_pace_is_made_anew_so_that_all_is_met_whatever_days_are_missed() -> None:
    ahead = imagining(80)
    assert 95 <= ahead.prospect(None, 200).met <= 100


def test_the_least_pace_is_the_least_that_reaches_it() -> None:
    ahead = imagining(80)
    pacing = ahead.prospect(None, 200)
    found = ahead.least(lambda way: way.mark.mean >= 0.6, 200, 4, pacing)
    assert found is not None
    new, way = found
    assert way.mark.mean >= 0.6
    assert ahead.prospect(new - 1, 200, FEWER_RUNS).mark.mean < 0.6
    assert ahead.least(lambda way: way.mark.mean > 1, 200, 4, pacing) is None
    assert ahead.least(lambda way: way.mark.mean >= 0, 200, 4, pacing) == (
        0,
        ahead.prospect(0, 200, FEWER_RUNS),
    )


def test_whoever_forgets_faster_than_the_model_says_has_less_to_expect() -> None:
    def after(right: int) -> Imagining:
        return imagining(0, recalls=[Recall(5.0, 5, n < right) for n in range(60)])

    slow, fast = after(59).prospect(0, 200), after(35).prospect(0, 200)
    assert fast.mark.mean < slow.mark.mean - 0.03
    assert after(35).stopping(TODAY)[0].mean < after(59).stopping(TODAY)[0].mean - 0.1


def test_of_a_fact_with_several_cards_the_one_best_known_counts_and_a_list_teaches_its_lines() -> None:
    met = Scheduler(days=StudyDays(UTC)).review(None, Rating.GOOD, NOON, day=TODAY)
    ahead = imagining(0)
    pieces = [Piece("d:a", met, ("d:line",)), Piece("d:a"), Piece("d:line"), Piece("d:b")]
    asked = {"d:a": (1.0, "t"), "d:line": (2.0, "t"), "d:b": (1.0, "u")}
    found = replace(ahead, pieces=pieces, asked=asked).asks([0.5])
    assert (found.met, found.known, dict(found.unmet)) == (0.75, 0.375, {"u": 0.25})


def test_a_large_deck_is_imagined_by_some_of_its_facts() -> None:
    facts = [f"d:{n}" for n in range(9000)]
    assert len(sampled(facts, 18_000)) == SAMPLE // 2
    assert sampled(facts[:200], 250) == set(facts[:200])
    large = replace(imagining(280), share=300 / 30_000)
    found = large.prospect(300, 9999)
    assert found.met == pytest.approx(2000 + 30 * 300 * 0.8, rel=0.1)


# The day


def write_exam(home: Path, day: str) -> None:
    path = home / "decks" / "kitchen.yaml"
    path.write_text(
        path.read_text().replace("topics:\n", f"exam: {{date: {day}, pass_mark: 70}}\ntopics:\n", 1)
    )


@pytest.fixture
def core(home: Path) -> Any:
    made: list[Study] = []
    clock = [NOON]

    def open_() -> Study:
        study = Study(
            locate({"STUDY_HOME": str(home)}),
            StudyDays(UTC),
            clock=lambda: clock[0],
            random=Random(5),
            settings=read_settings(home / "settings.toml", OTHERS),
        )
        made.append(study)
        return study

    open_.clock = clock  # type: ignore[attr-defined]
    yield open_
    for each in made:
        each.close()


def test_the_learners_day_goes_before_the_decks(core: Any, home: Path) -> None:
    write_exam(home, "2026-03-20")
    study = core()
    deck = study.deck("kitchen")
    assert study.exam_day(deck) == date(2026, 3, 20)
    (home / "settings.toml").write_text("[decks.kitchen]\nexam = 2026-03-09\n")
    settle(study)
    assert study.exam_day(deck) == date(2026, 3, 9)
    assert study.scheduler_of(deck) is study.scheduler
    (home / "settings.toml").write_text("")
    settle(study)
    assert study.exam_day(deck) == date(2026, 3, 20)
    assert study.scheduler_of(deck) is study.scheduler_of(deck)


@pytest.mark.parametrize("by", ["deck", "learner"])
def test_no_card_is_put_off_beyond_the_day_before_whoever_named_it(core: Any, home: Path, by: str) -> None:
    if by == "deck":
        write_exam(home, "2026-03-06")
    else:
        (home / "settings.toml").write_text("[decks.kitchen]\nexam = 2026-03-06\n")
    study = core()
    session = study.review(study.deck("kitchen"))
    study.remember(study.deck("kitchen"))
    assert max(session.preview(study.now()).values()) <= 3 * DAY
    session.answer(study.store, Rating.EASY, study.now())
    ((_, memory),) = study.memories(study.deck("kitchen")).items()
    assert memory.due_day <= date(2026, 3, 5)


# The plan


def learn(study: Study, cards: int) -> None:
    session = study.review(study.deck("kitchen"))
    study.remember(study.deck("kitchen"))
    for _ in range(cards):
        session.answer(study.store, Rating.EASY, study.now())


def test_without_a_day_there_is_no_plan(core: Any) -> None:
    study = core()
    assert exam_plan(study, study.deck("kitchen")) is None
    assert pace_of(study, study.deck("kitchen")) is None


def test_a_plan_says_what_is_known_and_what_it_takes_for_granted(core: Any, home: Path) -> None:
    write_exam(home, "2026-03-22")
    study = core()
    learn(study, 6)
    found = exam_plan(study, study.deck("kitchen"))
    assert found is not None
    assert (found.cards, found.met, found.wanted, found.wanted_by, found.own) == (26, 6, 70, "deck", False)
    assert found.pace == Pace(20, date(2026, 3, 16), 5, 20, 2)
    assert head(found) == "Exam on Sunday, 22 March 2026, in 20 days, as the deck says."
    assert found.by_cards
    assert found.stopping is not None
    assert found.going_on is not None
    assert found.stopping.mean < found.going_on.mark.mean
    assert found.least is not None
    said = list(sentences(found))
    assert said[1:4] == [
        "6 of 26 cards are met.",
        "Plan: 2 new cards a day until Monday, 16 March 2026, and review only on the last 5 days.",
        "Whatever you leave out is shared among the days that remain: the plan is made anew each time.",
    ]
    assert re.fullmatch(
        r"With about 1 minute a day and 1 new card you can expect to reach the 70 % that the deck needs to pass: "
        r"\d+ % \(\d+ to \d+ %\)\.",
        said[0],
    )
    assert [label for label, _ in rows(found)] == [
        "As things stand", "If you stop now", "At your limit, 20 new a day", "By the plan, 2 new a day",
    ]  # fmt: skip
    meaning, choosing, few, imagined = assumptions(found)
    assert meaning == (
        "A mark here is the share that you answer right, of 40 questions on what this deck asks and without options to choose "
        "from. Of ten such exams, about eight end within the range; two do better or worse."
    )
    assert re.fullmatch(
        r"If each question shows 4 options, as in a quiz here, expect more: \d+ % \(\d+ to \d+ %\) as things stand, "
        r"\d+ % \(\d+ to \d+ %\) if you go on at your limit\.",
        choosing,
    )
    assert few.startswith("Few questions have been answered yet")
    assert imagined == (
        "The days until then are imagined one by one: the times that are usual, for yours are not known yet; as people in "
        "general forget, corrected by how your own reviews went; study on 8 of 10 days. Minutes are those of a day with "
        "study. The more you have answered, the narrower the range."
    )


def test_before_anything_is_answered_it_goes_by_cards_alone(core: Any, home: Path) -> None:
    write_exam(home, "2026-03-22")
    study = core()
    found = exam_plan(study, study.deck("kitchen"))
    assert found is not None
    assert found.by_cards
    assert 0.05 < found.now.mean < 0.3
    assert found.now.high - found.now.low > 0.3
    assert list(assumptions(found))[2] == (
        "Few questions have been answered yet, so what you know beside your cards is taken to be what is usual. "
        "A quiz tells more."
    )


def test_of_an_exam_that_is_far_away_no_mark_is_told(core: Any, home: Path) -> None:
    write_exam(home, "2126-03-22")
    study = core()
    found = exam_plan(study, study.deck("kitchen"))
    assert found is not None
    assert [label for label, _ in rows(found)] == ["As things stand"]
    assert next(iter(sentences(found))) == "It is too far away to say what leads to which mark."


def test_a_plan_after_days_left_out_asks_for_more(core: Any, home: Path) -> None:
    write_exam(home, "2026-03-22")
    study = core()
    learn(study, 2)
    before = pace_of(study, study.deck("kitchen"))
    core.clock[0] += 11 * DAY
    after = pace_of(study, study.deck("kitchen"))
    assert before is not None
    assert after is not None
    assert (before.new_per_day, after.new_per_day) == (2, 4)
    assert row(after, 20) == "4 new a day until 19 Mar meet every card"
    assert row(after, 3) == "4 new a day until 19 Mar; your limit is 3"


def test_on_the_day_and_after_it_there_is_nothing_left_to_plan(core: Any, home: Path) -> None:
    write_exam(home, "2026-03-02")
    study = core()
    found = exam_plan(study, study.deck("kitchen"))
    assert found is not None
    assert list(sentences(found)) == [
        "The exam is today, so there is nothing left to plan; give its next day when you know it."
    ]
    core.clock[0] += DAY
    found = exam_plan(study, study.deck("kitchen"))
    assert found is not None
    assert "is over" in next(iter(sentences(found)))


def test_all_of_it_is_written_line_by_line(study: Callable[..., Any], home: Path) -> None:
    nothing = study("plan", "kitchen")
    assert (nothing.code, nothing.out) == (1, "")
    assert (
        nothing.err == "Error: No exam is set for this deck. study plan kitchen --date 2027-06-15 sets it.\n"
    )
    exam = datetime.now(UTC).date() + 60 * DAY
    assert study("plan", "kitchen", "--date", exam.isoformat(), "--mark", "75").code == 0
    lines = study("plan", "kitchen").out.splitlines()
    assert lines[0] == "A kitchen brigade"
    assert lines[1].startswith(f"Exam on {exam:%A}, {exam.day} {exam:%B} {exam.year}, in ")
    assert lines[1].endswith(" days, as you have set it.")
    assert "0 of 26 cards are met." in lines
    assert "The mark to expect on the day, and its range" in lines
    assert any(re.match(r"As things stand: \d+ % \(\d+ to \d+ %\)$", line) for line in lines)
    fields = json.loads(study("plan", "kitchen", "--format", "json").out)
    assert (fields["exam"], fields["wanted"], fields["wanted_by"]) == (exam.isoformat(), 75, "learner")
    assert fields["pace"]["new_per_day"] == 1
    assert (home / "settings.toml").read_text() == (f"[decks.kitchen]\nexam = {exam}\nwanted_mark = 75\n")
    study("plan", "kitchen", "--follow")
    assert (home / "settings.toml").read_text().endswith("new_per_day = 1\n")
    refused = study("plan", "kitchen", "--mark", "101")
    assert refused.code == 2


# In the app


async def test_home_tells_of_it_and_leads_to_it(staged: Any, home: Path) -> None:
    write_exam(home, "2026-03-22")
    (home / "settings.toml").write_text("[decks.kitchen]\nnew_per_day = 1\n")
    async with staged() as s:
        await s.sees(
            "exam in 20 days", "Exam plan: 2 new a day until 16 Mar; your limit is 1", "x tells more"
        )
        await s.press("x")
        await s.sees("Exam on Sunday, 22 March 2026, in 20 days, as the deck says.", "As things stand")
        await s.press("m")
        await s.write("80")
        await s.press("enter")
        await s.sees("80 % that you want")
        await s.press("d")
        await s.write("soon")
        await s.press("enter")
        await s.sees("“exam” has to be a date such as 2027-06-15.")
        await s.press("escape", "n")
        await s.misses("Your limit is 1 new a day")
        await s.press("d")
        await s.write("2026-03-12")
        await s.press("enter")
        await s.sees("Exam on Thursday, 12 March 2026, in 10 days, as you have set it.")
        await s.press("escape")
        await s.sees("exam in 10 days")
    assert (home / "settings.toml").read_text() == (
        "[decks.kitchen]\nnew_per_day = 2\nwanted_mark = 80\nexam = 2026-03-12\n"
    )


async def test_a_deck_without_an_exam_says_how_to_set_one(staged: Any) -> None:
    async with staged(size=(40, 12)) as s:
        await s.sees("20 new")
        await s.press("x")
        await s.sees("No exam is set for this deck.", "Give its day")
        assert "Follow plan" not in s.text
        await s.press("question_mark")
        await s.sees("Exam plan", "Help")
        await s.press("escape", "escape")
        await s.sees("20 new")
