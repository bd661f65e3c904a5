"""The app with a deck of many roles: what takes long is told, and nothing else waits for it."""

import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from progress.days import StudyDays
from progress.locations import locate
from study import shelf
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens.setup import SetupScreen

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def app_of(home: Path, opening: Opening) -> RolecallApp:
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOW, random=Random(1))
    return RolecallApp(study, Start(opening))


def text_of(app: RolecallApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def until(app: RolecallApp, pilot: object, *wanted: str) -> None:
    end = time.monotonic() + 60
    while not all(each in text_of(app) for each in wanted):
        assert time.monotonic() < end, f"{wanted} not in:\n{text_of(app)}"
        await pilot.pause()  # type: ignore[attr-defined]


async def test_the_first_card_has_its_keys_the_second_time_too(tmp_path: Path) -> None:
    for _ in range(2):  # read from its file, and then from the cache
        app = app_of(tmp_path, Opening.REVIEW)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(app, pilot, "Medical imaging", "Show answer", "new 20")
            assert app.screen.focused is None
            await pilot.press("space")
            await until(app, pilot, "Good")


async def test_questions_of_many_roles_are_made_beside_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "QUICKLY", 0)
    app = app_of(tmp_path, Opening.HOME)
    said: list[str] = []
    made = Study.questions

    def slowly(study: Study, deck, progress=None):  # type: ignore[no-untyped-def]
        if progress is not None:
            end = time.monotonic() + 60
            while not said and time.monotonic() < end:  # until the line has been seen
                progress(1, 4)
        return made(study, deck, progress)

    monkeypatch.setattr(Study, "questions", slowly)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(app, pilot, "Medical imaging")
        app.push_screen(SetupScreen(app.desk, "medical-imaging"))
        await until(app, pilot, "Making its questions, once: 25%")
        assert (await app.desk.ask(lambda: "an answer is saved meanwhile")) == "an answer is saved meanwhile"
        said.append("seen")
        await until(app, pilot, "All topics")
