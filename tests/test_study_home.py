"""Home: topics as a tree, what is ahead, and the year behind."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from progress.sessions.handling import Hand
from study.app import RolecallApp, Start
from study.core import Study
from study.home.counts import Counts
from study.home.topic_counts import TopicLedger
from study.screens.browse import BrowseScreen
from study.screens.review import ReviewScreen
from study.screens.statistics import StatisticsScreen
from study.widgets.heat_map import HeatMap, in_words, week_ahead

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_study(home: Path, now: list[datetime]) -> Study:
    return Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now[0], random=Random(5))


def learned(home: Path, days: int = 3) -> None:
    now = [MONDAY]
    study = a_study(home, now)
    deck = study.deck("kitchen")
    study.remember(deck)
    for day in range(days):
        now[0] = MONDAY + timedelta(days=day)
        session = study.review(deck)
        for _ in range(5):
            session.answer(study.store, Rating.EASY, now[0], latency_ms=30_000)
    cards = [card for card in study.cards(deck) if card.id not in study.memories(deck)]
    Hand(study.days, Random(1)).suspend(study.store, cards[:2], now[0])
    study.close()


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], *wanted: str) -> str:
    """Wait until all of these are on the screen."""
    end = time.monotonic() + 60
    while not all(each in (text := seen(pilot)) or each in " ".join(text.split()) for each in wanted):
        assert time.monotonic() < end, f"{wanted} not in:\n{seen(pilot)}"
        await pilot.pause()
    return seen(pilot)


async def test_topics_open_and_close_and_are_gone_to(home: Path) -> None:
    learned(home)
    app = RolecallApp(lambda: a_study(home, [MONDAY + timedelta(days=2)]), Start())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "▌ ▸ A kitchen brigade", "15 of 26", "min", "days with answers")
        await pilot.press("right")
        await until(pilot, "▌ ▾ A kitchen brigade", "Cooking", "Sauces", "Who is who")
        await pilot.press("j", "j")
        await until(pilot, "▌ Sauces")
        await pilot.press("b")
        await until(pilot, "topic:cooking/sauces")
        assert isinstance(pilot.app.screen, BrowseScreen)
        await pilot.press("escape")
        await until(pilot, "▌ Sauces")
        await pilot.press("s")
        await until(pilot, "Retention by month")
        assert isinstance(pilot.app.screen, StatisticsScreen)
        await pilot.press("escape")
        await until(pilot, "▌ Sauces")
        await pilot.press("enter")
        while not isinstance(pilot.app.screen, ReviewScreen):
            await pilot.pause()
        await pilot.press("escape")
        await until(pilot, "▌ Sauces")
        await pilot.press("left")
        text = await until(pilot, "▌ ▸ A kitchen brigade")
        assert "Sauces" not in text


async def test_the_year_is_shown_where_there_is_room(home: Path) -> None:
    learned(home)
    app = RolecallApp(lambda: a_study(home, [MONDAY + timedelta(days=2)]), Start())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(
            pilot,
            "Due",
            "today",
            "3 days with answers in a year, 15 in all · 3 in a row, 3 at most",
            "Mon ·",
        )
        await pilot.resize_terminal(80, 20)
        text = await until(pilot, "3 days with answers")
        assert "Mon ·" not in text
        await pilot.resize_terminal(40, 12)
        text = await until(pilot, "brigade")
        assert "days with answers" not in text


async def test_the_first_line_tells_of_the_exam(home: Path) -> None:
    (home / "settings.toml").write_text("")
    deck = home / "decks" / "kitchen.yaml"
    deck.write_text(deck.read_text() + "exam: {date: 2026-03-21}\n", encoding="utf-8")
    app = RolecallApp(lambda: a_study(home, [MONDAY]), Start())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "20 new", "exam in 19 days")


def test_topics_count_what_is_nested_in_them(home: Path) -> None:
    learned(home)
    study = a_study(home, [MONDAY + timedelta(days=2)])
    deck = study.deck("kitchen")
    counts = TopicLedger(study, deck).counts()
    cards = study.cards(deck)
    assert counts["cooking"].cards == sum(card.topic.startswith("cooking") for card in cards)
    top = [counts[name] for name in ("cooking", "order")]
    assert sum(each.cards for each in top) == len(cards)
    assert sum(each.suspended for each in top) == 2
    assert sum(each.learned for each in top) == 15
    assert sum(each.new for each in top) == len(cards) - 17
    study.close()


def test_a_summary_counts_what_was_put_away_and_what_comes(home: Path) -> None:
    learned(home)
    study = a_study(home, [MONDAY + timedelta(days=2)])
    (kitchen,) = [each for each in study.library() if each.name == "kitchen"]
    summary = Counts(study).standing(kitchen).summary
    assert (summary.learned, summary.suspended, summary.learning, len(summary.coming)) == (15, 2, 0, 7)
    study.close()


TODAY = date(2026, 3, 4)


def test_the_map_has_a_column_a_week_and_a_line_a_day() -> None:
    lines = HeatMap({TODAY: 4, date(2026, 3, 2): 1, date(2026, 2, 25): 2}, TODAY).fit(80).plain.split("\n")
    assert len(lines) == 8
    assert "Mar" not in lines[0] or lines[0].index("Mar") > 40
    assert lines[1].startswith("Mon ")
    assert lines[1].endswith("·░")
    assert lines[3].endswith("▒█")
    assert lines[4] == "    " + "·" * 52 + " "


@pytest.mark.parametrize("width", range(1, 70, 7))
def test_the_map_fits_any_width(width: int) -> None:
    assert all(len(line) <= width for line in HeatMap({TODAY: 4}, TODAY).fit(width).plain.split("\n"))


def test_the_same_in_words() -> None:
    assert in_words({}, 0, 0) == ""
    assert in_words({TODAY: 3}, 1, 2) == "1 day with answers in a year, 3 in all · 1 in a row, 2 at most"
    week = week_ahead((8, 0, 4, 0, 0, 0, 1), TODAY).plain
    assert week == "Due  today 8█  Thu 0   Fri 4▅  Sat 0   Sun 0   Mon 0   Tue 1▂  "
