"""Statistics: the command and the screen, over a real history."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.locations import locate
from progress.reporting.statistics import Day, Retained, Statistics
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.statistics.done import answers, minutes
from study.statistics.log_walk import Unwanted
from study.statistics.views import views
from study.widgets.plot import Plot

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TITLES = [
    "Retention by month", "Retention by day", "Answers a day", "Minutes a day", "Hours of the day", "Cards due",
    "Stability", "Calibration", "Quiz scores",
]  # fmt: skip
Command = Callable[..., tuple[int, str, str]]


def learned(home: Path) -> Study:
    """Reviews within twelve days and one quiz; what is read then is so on the last day."""
    now = [MONDAY]
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now[0], random=Random(5))
    deck = study.deck("kitchen")
    study.remember(deck)
    for day in range(12):
        now[0] = MONDAY + timedelta(days=day)
        session = study.review(deck)
        while session.current is not None and len(session.answered) < 12:
            now[0] += timedelta(seconds=20)
            rating = Rating.AGAIN if len(session.answered) % 6 == 5 else Rating.EASY
            recalled = [rating is Rating.EASY] * len(session.current.parts) or None
            session.answer(study.store, rating, now[0], latency_ms=6000, recalled=recalled)
    quiz = study.quiz(deck, count=1, kinds=["written"], seed=1)
    assert quiz.current is not None
    quiz.answer(study.store, quiz.current.key, now[0], latency_ms=4000)
    quiz.next()
    study.store.finish_quiz(quiz.record.id, now[0])
    return study


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], *wanted: str) -> str:
    """Wait until all of these are on the screen."""
    end = time.monotonic() + 60
    while not all(each in (text := seen(pilot)) or each in " ".join(text.split()) for each in wanted):
        assert time.monotonic() < end, f"{wanted} not in:\n{seen(pilot)}"
        await pilot.pause()
    return seen(pilot)


def test_every_statistic_has_a_sentence_and_a_table_that_fit_its_plot(home: Path) -> None:
    study = learned(home)
    found = views(study, study.deck("kitchen"))
    assert [view.title for view in found] == TITLES
    for view in found:
        assert view.sentence.endswith(".")
        assert view.rows
        assert all(len(row) == len(view.columns) for row in view.rows)
        assert all(len(series.values) == len(view.labels) for series in view.series)
    by_id = {view.id: view for view in found}
    assert "6 days in a row now; 6 at most." in by_id["days"].sentence
    assert "One review takes 6 s (median)." in by_id["minutes"].sentence
    assert by_id["quizzes"].sentence == (
        "1 quiz finished; the last one, of 1, went 100%, all of them 100% on average."
    )
    study.close()


def test_the_log_is_gone_through_again_only_where_it_has_changed(home: Path) -> None:
    study = learned(home)
    deck = study.deck("kitchen")
    found = views(study, deck)
    assert views(study, deck) is found
    quiz = study.quiz(deck, count=1, kinds=["written"], seed=2)
    assert views(study, deck) is found
    assert quiz.current is not None
    quiz.answer(study.store, quiz.current.key, study.now(), latency_ms=4000)
    answered = {view.id: view for view in views(study, deck)}
    assert answered["hours"] != found[4]
    assert answered["quizzes"] == found[8]
    study.store.finish_quiz(quiz.record.id, study.now())
    assert views(study, deck)[8].sentence.startswith("2 quizzes finished;")
    study.close()


def test_a_long_log_is_kept_as_far_as_it_was_gone_through(home: Path) -> None:
    study = learned(home)
    deck, store = study.deck("kitchen"), study.store
    question = study.questions(deck)[0]

    def answers(number: int, hours: int) -> Iterator[Event]:
        for n in range(number):
            at = MONDAY - timedelta(days=100) + timedelta(hours=hours, seconds=30 * n)
            yield Event(
                store.new_id(at), store.learner, store.device, at, EventKind.QUIZ, "kitchen", question.id, n % 3 > 0,
                options=("a", "b"), chosen=0, latency_ms=n, day=at.date(),
            )  # fmt: skip

    store.add(answers(10_500, 0))
    file = study.locations.cache / "kitchen.practice"
    assert not file.exists()
    first = views(study, deck)
    assert file.stat().st_mode & 0o077 == 0
    written = file.stat().st_mtime_ns
    store.add(answers(20, 200))
    found = views(study, deck)
    assert file.stat().st_mtime_ns == written
    assert found != first
    file.unlink()
    study.close()
    again = Study(study.locations, StudyDays(UTC), clock=study.now, random=Random(5))
    assert views(again, again.deck("kitchen")) == found
    assert file.exists()
    again.close()


def test_statistics_that_nobody_waits_for_any_more_are_given_up(home: Path) -> None:
    study = learned(home)
    deck = study.deck("kitchen")
    with pytest.raises(Unwanted):
        views(study, deck, lambda: False)
    assert len(views(study, deck)) == len(TITLES)
    assert views(study, deck, lambda: False) == views(study, deck)
    study.close()


def test_without_answers_each_says_so(home: Path, study: Command) -> None:
    code, out, err = study("stats", "kitchen", "--plain")
    assert (code, err) == (0, "")
    for sentence in (
        "In the last 30 days",
        "No learned card was asked in the last 30 days.",
        "No answers yet.",
        "No card is learned yet.",
        "No card was reviewed a day or more after its last review so far.",
        "No quiz is finished yet.",
    ):
        assert sentence in out or sentence == "In the last 30 days"
    assert "█" not in out


def test_json_is_one_document(home: Path, study: Command) -> None:
    code, out, _ = study("stats", "kitchen", "--format", "json")
    record = json.loads(out)
    assert code == 0
    assert record["deck"] == "kitchen"
    assert set(record) >= {
        "retention_months",
        "days",
        "hours",
        "forecast",
        "stability",
        "calibration",
        "quizzes",
    }


async def test_from_plot_to_plot_and_to_the_table(home: Path) -> None:
    learned(home).close()
    start, at = Start(Opening.STATISTICS, "kitchen"), MONDAY + timedelta(days=11, hours=2)
    app = RolecallApp(
        lambda: Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: at, random=Random(5)),
        start,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "Retention by month", "1 of 9", "100%┤")
        for title in TITLES[1:]:
            await pilot.press("l")
            await until(pilot, title)
        await pilot.press("l", "h", "h", "h", "v")
        await until(pilot, "Stability", "Cards", "1-3 d")
        assert not pilot.app.screen.query_one(Plot).display
        await pilot.resize_terminal(40, 12)
        await pilot.press("v", "j", "k", "pagedown", "pageup")
        await until(pilot, "1-3 d")
        await pilot.press("escape")
        await until(pilot, "kitchen brigade")


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (120, 40)])
async def test_nothing_to_show_bears_any_size(home: Path, size: tuple[int, int]) -> None:
    app = RolecallApp(
        lambda: Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5)
        ),
        Start(Opening.STATISTICS, "kitchen"),
    )
    async with app.run_test(size=size) as pilot:
        await until(pilot, "Retention")
        await pilot.press("l", "l", "l", "v", "j")
        assert not pilot.app.screen.query_one(Plot).display


def test_one_answer_in_one_minute_is_told_in_the_singular() -> None:
    today = MONDAY.date()
    told = Statistics(
        today, {today: Day(1, 0, 60_000)}, {}, tuple(Retained() for _ in range(24)), 60_000, 1, 1
    )
    rest = " in the last 30 days, on 1 day: 1 on a day with any. 1 day in a row now; 1 at most."
    assert answers(told).sentence == f"1 answer{rest}"
    assert minutes(told).sentence == f"1 minute{rest} One review takes 60 s (median)."
