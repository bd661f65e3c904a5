"""The quizzes that find out or drill, in the app."""

import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from progress.days import StudyDays
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def test_a_diagnosis_asks_and_says_what_it_found(home: Path):
    def make() -> Study:
        return Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5)
        )

    start = Start(Opening.QUIZ, "kitchen", count=3, seed=1, aim="diagnose")
    async with RolecallApp(make, start).run_test(size=(100, 40)) as pilot:

        async def until(*wanted: str, press: str = "") -> str:
            """Wait until one of these is on the screen, pressing a key now and then."""
            end = time.monotonic() + 60
            while True:
                seen = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
                if any(each in seen for each in wanted):
                    return seen
                assert time.monotonic() < end, f"{wanted} not in:\n{seen}"
                await (pilot.press(press) if press else pilot.pause())

        for number in (1, 2, 3):
            await until(f"{number} of 3")
            await pilot.press("1")
            seen = await until(f"{number + 1} of 3", "Stopped after 3 questions: ", press="enter")
        assert "1. " in seen
        assert "the weakest with a probability of" in " ".join(seen.split())
