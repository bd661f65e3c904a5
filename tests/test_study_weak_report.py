"""The report from within the app: a key that writes it to a file and says where."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from progress.mastery.weak import TopicStanding
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens.page import Notice
from study.screens.weak import in_words

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def until(pilot: Pilot[None], done: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        await pilot.pause(0.01)


def app(home: Path, opening: Opening) -> RolecallApp:
    return RolecallApp(
        lambda: Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOON, random=Random(5)
        ),
        Start(opening, "kitchen"),
    )


@pytest.mark.parametrize("opening", [Opening.WEAK, Opening.STATISTICS])
async def test_a_key_writes_the_report_and_says_where(home: Path, opening: Opening) -> None:
    opened = app(home, opening)
    async with opened.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: getattr(pilot.app.screen, "_deck", None) is not None)
        await pilot.press("e")
        await until(pilot, lambda: bool(opened._notifications))
        (told,) = opened._notifications
        assert told.title == "Report written"
        path = Path(told.message.splitlines()[0])
        assert path.parent == home / "reports"
        assert path.name == "kitchen-2026-03-02.html"
        assert "A kitchen brigade" in path.read_text(encoding="utf-8")
        assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_too_close_to_tell_is_not_said_to_hold_up() -> None:
    standing = TopicStanding("care", "Care", 0.58, 0.5, 0.66, 400, False, None, 1.0)
    assert standing.close
    assert in_words(standing).plain == (
        "Care: too close to 60 % to tell after 400 answers: between 50 % and 66 % with 80 % certainty."
    )
    strong = replace(standing, low=0.62, mean=0.7, high=0.8)
    assert not strong.close
    assert in_words(strong).plain.startswith("Care: holds up after 400 answers")


async def test_where_it_cannot_be_written_it_says_so(home: Path) -> None:
    (home / "reports").write_text("in the way")
    async with app(home, Opening.WEAK).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: getattr(pilot.app.screen, "_deck", None) is not None)
        await pilot.press("e")
        notice = pilot.app.screen.query_one(Notice)
        await until(pilot, lambda: bool(notice.said))
        assert notice.said == "The report cannot be written: File exists."
