"""The app in a school's database: an answer given when the connection was lost is kept, and saved at the next try."""

import time
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from progress.server.servers import Server
from progress.storage.recorded import activity
from study.app import Opening, RolecallApp, Start
from study.core import Study

pytest.importorskip("psycopg", reason="The extra postgres is not installed.")

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)


async def until(pilot, *wanted):
    """Wait until all of these are on the screen."""
    end = time.monotonic() + 60

    def seen():
        text = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        return f"{text}\n{' '.join(text.split())}"

    while not all(each in seen() for each in wanted):
        assert time.monotonic() < end, f"{wanted} not in:\n{seen()}"
        await pilot.pause()


async def test_an_answer_given_while_the_server_was_away_is_not_lost(school, home):
    url = school.learner()
    places = locate({"STUDY_HOME": str(home), "STUDY_DATABASE": url})

    def make():
        return Study(places, StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))

    async with RolecallApp(make, Start(Opening.REVIEW, "kitchen")).run_test(size=(80, 24)) as pilot:
        await until(pilot, "What is a head chef?")
        await pilot.press("space", "3")
        await until(pilot, "learning 1")
        with Server(school.url()).connect() as owner:
            query = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = %s"
            assert owner.execute(query, (Server(url).name.partition("@")[0],)).fetchall()
        await pilot.press("space", "4")
        await until(pilot, "✗ Not saved", "was lost", "Try again")
        await pilot.press("enter")
        await until(pilot, "new 18")
    with Server(url).connect() as learner:
        assert learner.execute("SELECT rating FROM event ORDER BY sequence").fetchall() == [(3,), (4,)]
    assert not (home / "progress.db").exists()


async def test_home_counts_what_is_due_on_the_server(school, home):
    places = locate({"STUDY_HOME": str(home), "STUDY_DATABASE": school.learner()})

    def make():
        return Study(places, StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))

    async with RolecallApp(make, Start()).run_test(size=(80, 24)) as pilot:
        await until(pilot, "A kitchen brigade", "20")
        await pilot.press("q")


def test_what_an_answer_takes_is_the_same_on_a_server_and_in_a_file(school, home):
    for more in ({"STUDY_DATABASE": school.learner()}, {}):
        now = [MONDAY]
        places = locate({"STUDY_HOME": str(home), **more})
        study = Study(places, StudyDays(UTC), clock=lambda now=now: now[0], random=Random(5))
        deck = study.deck("kitchen")
        assert study.look.answer_time() is None
        session = study.review(deck)
        study.remember(deck)
        for took in (10, 20, 3600):
            now[0] += timedelta(seconds=took)
            session.answer(study.store, Rating.EASY, now[0], latency_ms=6000)
        assert study.look.answer_time() == timedelta(seconds=(6 + 20 + 6) / 3)
        with study.store.reading() as connection:
            assert activity(connection, date(2026, 1, 1)).answer_time == study.look.answer_time()
        assert study.review(deck).time_left == "~9 min"
        study.close()
