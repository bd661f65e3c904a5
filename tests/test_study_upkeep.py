"""What the app does by itself to keep progress safe: beside the screens, and in a sentence where it fails."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.devices.syncing import sync
from progress.events import Event, EventKind, Rating
from progress.locations import locate
from progress.safety.copying import inspect
from progress.storage.store import Store
from study.app import RolecallApp, Start
from study.core import Study
from study.desk import Desk
from study.screens.page import Notice
from study.sharing import share

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def made(home: Path) -> Study:
    return Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the app, whose upkeep begins at once, and waits until it is through with it."""
    monkeypatch.setattr(RolecallApp, "UPKEEP_AFTER", 0.01)

    @asynccontextmanager
    async def opened() -> AsyncIterator[Pilot[None]]:
        application = RolecallApp(lambda: made(home), Start())
        async with application.run_test() as pilot:
            while not application.kept_safe:
                await pilot.pause(0.01)
            await pilot.pause()
            yield pilot

    return opened


def answered(home: Path, at: datetime = MONDAY - timedelta(days=1)) -> str:
    home.mkdir(exist_ok=True)
    store = Store.open(home / "progress.db", random=Random(at.timestamp()))
    card = "kitchen:head-chef/plan-menu#duty-roles"
    common = (store.new_id(at), store.learner, store.device, at)
    store.record(Event(*common, EventKind.REVIEW, "kitchen", card, True, Rating.GOOD), None)
    store.close()
    return store.learner


def said(pilot: Pilot[None]) -> list[str]:
    return [notification.message for notification in pilot.app._notifications]


async def test_the_first_opening_of_a_day_makes_its_backup(home: Path, app: Open) -> None:
    answered(home)
    for _ in range(2):
        async with app() as pilot:
            assert said(pilot) == []
        (backup,) = (home / "backups").iterdir()
        assert backup.name == "progress-2026-03-02.db"
        assert inspect(backup).answers == 1


async def test_a_backup_that_fails_is_said_and_stops_nothing(home: Path, app: Open) -> None:
    answered(home)
    (home / "backups").touch()
    async with app() as pilot:
        assert said(pilot) == [
            f"No backup could be made today. {home}/backups/progress-2026-03-02.db cannot be written (File exists)."
        ]
        await pilot.press("r")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "ReviewScreen"


async def test_what_other_devices_shared_comes_in_and_what_is_new_goes_out(home: Path, app: Open) -> None:
    folder = home / "shared"
    folder.mkdir()
    answered(home)
    learner = answered(home / "other", MONDAY - timedelta(days=3))
    other = Store.open(home / "other" / "progress.db", random=Random(1))
    sync(other, folder, MONDAY)
    store = Store.open(home / "progress.db", random=Random(1))
    sync(store, folder, MONDAY, adopt=[learner])
    mine = store.learner
    store.close()
    card = "kitchen:head-chef/lead#duty-roles"
    for n in range(2):
        at = MONDAY - timedelta(hours=n + 1)
        common = (other.new_id(at), other.learner, other.device, at)
        other.record(Event(*common, EventKind.REVIEW, "kitchen", card, True, Rating.GOOD), None)
    sync(other, folder, MONDAY, adopt=[mine])
    share(made(home).locations, folder)
    async with app() as pilot:
        assert said(pilot) == ["2 answers came in from your other devices."]
        store = pilot.app.desk.study.store  # type: ignore[attr-defined]

        def answer() -> None:
            common = (store.new_id(MONDAY), store.learner, store.device, MONDAY)
            store.record(Event(*common, EventKind.REVIEW, "kitchen", card, True, Rating.GOOD), None)

        await pilot.app.desk.ask(answer)  # type: ignore[attr-defined]
    assert sync(other, folder, MONDAY).received == {store.device: 1}
    other.close()


async def test_a_clock_that_jumped_is_said_once(home: Path, app: Open) -> None:
    answered(home, MONDAY + timedelta(days=3650))
    async with app() as pilot:
        (sentence,) = said(pilot)
        assert sentence.startswith(
            "This computer says that it is 2026-03-02 22:00 UTC, but your last answer was given"
        )
    async with app() as pilot:
        assert said(pilot) == []


async def test_a_damaged_database_is_told_by_the_screen_alone(home: Path, app: Open) -> None:
    (home / "progress.db").write_bytes(b"Dear diary" * 1000)
    before = (home / "progress.db").read_bytes()
    async with app() as pilot:
        assert said(pilot) == []
        while not pilot.app.screen.query_one(Notice).said:
            await pilot.pause(0.01)
        assert pilot.app.screen.query_one(Notice).said.startswith(
            f"{home}/progress.db is not a progress file"
        )
    assert (home / "progress.db").read_bytes() == before
    assert not (home / "backups").exists()


async def test_leaving_gives_up_what_goes_on_beside(home: Path) -> None:
    desk = Desk(lambda: made(home))
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def long(going_on: Callable[[], bool]) -> str:
        loop.call_soon_threadsafe(begun.set)
        while going_on():
            pass
        return "given up"

    job = asyncio.ensure_future(desk.beside(long))
    await begun.wait()
    desk.close()
    assert await job == "given up"
