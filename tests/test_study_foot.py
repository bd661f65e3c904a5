"""The footer says what the keys do now, and a click on one presses it."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from textual import events
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.widgets.foot import Foot

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOUSE: dict[str, Any] = {
    **dict.fromkeys(("x", "y", "delta_x", "delta_y", "button"), 0),
    **dict.fromkeys(("shift", "meta", "ctrl"), False),
}


def app_in(home: Path) -> RolecallApp:
    study = Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOW, random=Random(5))
    return RolecallApp(study, Start(Opening.REVIEW, "kitchen"))


def said(app: RolecallApp) -> str:
    """What stands in the last line of the screen."""
    return app.screen._compositor.render_strips()[-1].text.rstrip()


def meant(app: RolecallApp) -> str:
    """What it has to say."""
    found: dict[str, str] = {}
    for _, binding, _, _ in app.screen.active_bindings.values():
        if binding.show:
            found.setdefault(binding.action, f" {app.get_key_display(binding)} {binding.description} ")
    return "".join(found.values())[: app.size.width].rstrip()


async def quiet(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


async def test_the_footer_follows_every_key(home: Path) -> None:
    app = app_in(home)
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await quiet(pilot)
        assert said(app) == meant(app) != ""
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
            shown.append(said(app))
        assert len(set(shown)) > 2


async def test_a_key_of_the_footer_does_what_it_says_by_then(home: Path) -> None:
    app = app_in(home)
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await quiet(pilot)
        await pilot.press("space")
        await quiet(pilot)
        await pilot.click(Foot, offset=(said(app).index("Rate "), 0))
        await app.desk.ask(lambda: None)
        await quiet(pilot)
        assert len(app.desk.study.look.memories("kitchen")) == 1


async def test_the_mouse_on_a_key_tells_what_it_does(home: Path) -> None:
    app = app_in(home)
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await quiet(pilot)
        foot = app.screen.query_one(Foot)
        assert foot.tooltip is None
        await pilot.hover(Foot, offset=(said(app).index("Show answer"), 0))
        assert foot.tooltip == "Show the answer; in a text field, Enter compares it."
        await pilot.hover(Foot, offset=(119, 0))
        assert foot.tooltip is None
        await pilot.click(Foot, offset=(119, 0))
        await quiet(pilot)
        assert "Show answer" in said(app)


async def test_the_wheel_moves_a_footer_that_is_too_long(home: Path) -> None:
    app = app_in(home)
    async with app.run_test(size=(30, 12)) as pilot:
        await app.workers.wait_for_complete()
        await quiet(pilot)
        before = said(app)
        assert before == meant(app)
        foot = app.screen.query_one(Foot)
        turned = MOUSE | {"widget": foot}
        foot.post_message(events.MouseScrollDown(**turned))
        await quiet(pilot)
        assert said(app) != before
        assert said(app)[:8] in before
        foot.post_message(events.MouseScrollUp(**turned))
        await quiet(pilot)
        assert said(app) == before
