"""The footer says what the keys do now, without being made anew."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(app: RolecallApp) -> list[tuple[str, bool]]:
    """The words of the footer's keys that are shown, and whether they are dim."""
    keys = app.screen.query_one(Footer).query(FooterKey)
    return [(key.description, key.has_class("-disabled")) for key in keys if key.display]


def meant(app: RolecallApp) -> list[tuple[str, bool]]:
    """What it has to say."""
    found: dict[str, tuple[str, bool]] = {}
    for _, binding, enabled, _ in app.screen.active_bindings.values():
        if binding.show:
            found.setdefault(binding.action, (binding.description, not enabled))
    return list(found.values())


async def quiet(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


async def test_the_footer_follows_every_key(home: Path) -> None:
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOW, random=Random(5))
    app = RolecallApp(study, Start(Opening.REVIEW, "kitchen"))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await quiet(pilot)
        before = list(app.screen.query(FooterKey))
        assert said(app) == meant(app) != []
        shown = []
        for key in (
            "space",
            str(int(Rating.GOOD)),
            "u",
            "space",
            "1",
            "b",
            "question_mark",
            "escape",
            "escape",
        ):
            await pilot.press(key)
            await app.desk.ask(lambda: None)
            await quiet(pilot)
            assert said(app) == meant(app), key
            shown.append(tuple(said(app)))
        assert len(set(shown)) > 2
        assert before


async def test_a_key_of_the_footer_does_what_it_says_by_then(home: Path) -> None:
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOW, random=Random(5))
    app = RolecallApp(study, Start(Opening.REVIEW, "kitchen"))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await quiet(pilot)
        await pilot.press("space")
        await quiet(pilot)
        rate = next(key for key in app.screen.query(FooterKey) if key.display and key.key == "1")
        await pilot.click(rate)
        await app.desk.ask(lambda: None)
        await quiet(pilot)
        assert len(study.look.memories("kitchen")) == 1
