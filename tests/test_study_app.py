"""What holds on every screen: the registry of actions, help, palette, leaving, sizes, themes, and quick starting."""

import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot

from progress.days import StudyDays
from progress.locations import locate
from study.actions.action import Place
from study.actions.registry import ABOUT, ACTIONS, actions_at, bindings
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens.browse import BrowseScreen
from study.screens.home import HomeScreen
from study.screens.page import Page
from study.screens.quiz import QuizScreen
from study.screens.reading import ReadingScreen
from study.screens.result import ResultScreen
from study.screens.review import ReviewScreen
from study.screens.setup import SetupScreen
from study.screens.statistics import StatisticsScreen
from study.screens.trouble import Trouble
from study.screens.weak import WeakScreen
from study.widgets.listing import Listing

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
PAGES: list[type[Page]] = [
    HomeScreen,
    ReviewScreen,
    SetupScreen,
    QuizScreen,
    ResultScreen,
    WeakScreen,
    BrowseScreen,
    StatisticsScreen,
    ReadingScreen,
]
Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def app(home: Path) -> Open:
    """Opens the app in the home of the test: `async with app(start, size=…) as pilot`."""

    @asynccontextmanager
    async def opened(
        start: Start | None = None, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Pilot[None]]:
        def make() -> Study:
            return Study(
                locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5)
            )

        async with RolecallApp(make, start or Start()).run_test(size=size) as pilot:
            yield pilot

    return opened


def seen(pilot: Pilot[None]) -> str:
    """The screen, line by line."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], *wanted: str) -> str:
    """Wait until all of these are on the screen."""
    end = time.monotonic() + 60
    while not all(each in seen(pilot) for each in wanted):
        assert time.monotonic() < end, f"{wanted} not in:\n{seen(pilot)}"
        await pilot.pause()
    return seen(pilot)


# -- the registry


def test_every_action_has_an_id_of_its_own() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.PLACE)
def test_the_keys_of_a_screen_are_those_of_the_registry(page: type[Page]) -> None:
    assert bindings(page.PLACE) == page.BINDINGS
    for action in actions_at(page.PLACE):
        assert callable(getattr(page, f"action_{action.name}")), action.id


def test_lists_modals_and_the_app_have_the_methods_of_their_actions() -> None:
    for place, owner in ((Place.LIST, Listing), (Place.TROUBLE, Trouble), (Place.EVERYWHERE, RolecallApp)):
        assert bindings(place) == owner.BINDINGS
        for action in actions_at(place):
            assert callable(getattr(owner, f"action_{action.name}")), action.id


def test_every_place_with_a_screen_explains_itself() -> None:
    assert {page.PLACE for page in PAGES} <= set(ABOUT)


# -- help and palette

REACHED: dict[Place, tuple[Start, tuple[str, ...], str]] = {
    Place.HOME: (Start(), (), "20 new"),
    Place.REVIEW: (Start(Opening.REVIEW, "kitchen"), (), "What is a head chef?"),
    Place.SETUP: (Start(), ("q",), "All topics"),
    Place.QUIZ: (Start(Opening.QUIZ, "kitchen", count=3, seed=1), (), "▸ 1"),
    Place.RESULT: (Start(Opening.QUIZ, "kitchen", count=1, seed=1), ("1", "enter"), "By topic"),
    Place.WEAK: (Start(Opening.WEAK, "kitchen"), (), "covered"),
    Place.BROWSE: (Start(Opening.BROWSE, "kitchen"), (), "found · by deck"),
    Place.STATISTICS: (Start(Opening.STATISTICS, "kitchen"), (), "1 of 9"),
    Place.READING: (Start(), ("question_mark",), "Keys here"),
}
"""For each screen: how to get there, and what shows that one is there."""


async def go(pilot: Pilot[None], place: Place) -> str:
    """Be on a screen."""
    start, keys, sign = REACHED[place]
    await until(pilot, REACHED[Place.HOME][2] if start == Start() else "1 of" if keys else sign)
    for key in keys:
        if key == "enter":
            await until(pilot, "Next")
        await pilot.press(key)
    text = await until(pilot, sign)
    await pilot.pause()
    return text


@pytest.mark.parametrize("place", [place for place in REACHED if place is not Place.READING])
async def test_help_explains_the_screen_and_lists_every_key(app: Open, place: Place) -> None:
    async with app(REACHED[place][0], size=(120, 60)) as pilot:
        await go(pilot, place)
        await pilot.press("f1")
        text = await until(pilot, f"{ABOUT[place].title}  ›  Help", "Keys here")
        flat = " ".join(text.split())
        assert " ".join(ABOUT[place].text.split()) in flat
        for action in (*actions_at(place), *actions_at(Place.EVERYWHERE)):
            assert f"{action.shown} {action.help}" in flat, action.id
        await pilot.press("escape")
        await until(pilot, REACHED[place][2])


@pytest.mark.parametrize("place", list(REACHED))
async def test_the_footer_names_what_can_be_done_now(app: Open, place: Place) -> None:
    async with app(REACHED[place][0], size=(120, 24)) as pilot:
        await go(pilot, place)
        last = (await until(pilot, "^q Quit")).splitlines()[-1]
        for action in actions_at(place):
            possible = bool(pilot.app.screen.check_action(action.name, ())) and action.footer
            if pilot.app.screen.focused is None or action.keys != "enter":
                assert (f"{action.shown} {action.label}" in last) == possible, action.id


async def palette_titles(pilot: Pilot[None]) -> set[str]:
    return {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}


@pytest.mark.parametrize("place", list(REACHED))
async def test_the_palette_offers_what_the_keys_do_here(app: Open, place: Place) -> None:
    async with app(REACHED[place][0]) as pilot:
        await go(pilot, place)
        wanted: set[str] = set()
        for action in (*actions_at(place), *actions_at(Place.EVERYWHERE)):
            node = pilot.app.screen if action.place is place else pilot.app
            if action.palette and node.check_action(action.name, ()):
                wanted |= {step.title for step in action.steps} or {action.label}
        assert await palette_titles(pilot) == wanted


async def test_the_palette_runs_what_is_chosen(app: Open) -> None:
    async with app() as pilot:
        await until(pilot, "20 new")
        await pilot.press("ctrl+p")
        text = await until(pilot, "Weak topics", "Light or dark", "Explain the screen you are on")
        assert "Go back to where you came from." not in text
        await pilot.press(*"weak")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(pilot, "covered")


# -- leaving


@pytest.mark.parametrize("place", list(REACHED))
async def test_ctrl_q_quits_everywhere_with_status_0(app: Open, place: Place) -> None:
    async with app(REACHED[place][0]) as pilot:
        await go(pilot, place)
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("place", list(REACHED))
async def test_esc_leads_home_from_everywhere(app: Open, place: Place) -> None:
    async with app(REACHED[place][0]) as pilot:
        await go(pilot, place)
        await pilot.press("escape")
        await until(pilot, "A kitchen brigade", "learned")
        await pilot.press("escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_quitting_while_everything_still_loads_is_quiet(app: Open) -> None:
    async with app(Start(Opening.REVIEW, "kitchen")) as pilot:
        await pilot.press("ctrl+q")
    assert pilot.app.return_code == 0


async def test_an_unforeseen_error_is_logged_and_told_in_one_sentence(
    app: Open, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: HomeScreen) -> None:
        raise ValueError("[b]odd[/b]\nthing")

    monkeypatch.setattr(HomeScreen, "action_weak", fail)
    context = app()
    pilot = await context.__aenter__()
    await until(pilot, "20 new")
    await pilot.press("w")
    with pytest.raises(ValueError, match="odd"):
        await context.__aexit__(None, None, None)
    assert pilot.app.return_code == 1
    sentence = (
        "Rolecall stopped on an error of its own (ValueError: [b]odd[/b] thing). Every answer before it is saved. "
        f"Please report it with what {home / 'rolecall.log'} says."
    )
    # A path longer than the screen is wide goes on in the next line.
    assert "".join(capsys.readouterr().err.split()) == "".join(sentence.split())
    assert "in fail" in (home / "rolecall.log").read_text()


# -- sizes, themes, colour


@pytest.mark.parametrize("place", list(REACHED))
async def test_every_screen_bears_any_size(app: Open, place: Place) -> None:
    async with app(REACHED[place][0]) as pilot:
        await go(pilot, place)
        for size in ((40, 12), (120, 40), (20, 5), (300, 90), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = seen(pilot).splitlines()
            assert len(lines) == size[1]
            assert "Rolecall" in lines[0]
        await until(pilot, REACHED[place][2])


@pytest.mark.parametrize("place", list(REACHED))
async def test_t_changes_between_dark_and_light(app: Open, place: Place) -> None:
    async with app(REACHED[place][0]) as pilot:
        await go(pilot, place)
        dark = pilot.app.screen.styles.background
        before = seen(pilot)
        await pilot.press("t")
        await pilot.pause()
        light = pilot.app.screen.styles.background
        assert dark.brightness < 0.2 < 0.8 < light.brightness
        assert seen(pilot) == before
        await pilot.press("t")
        await pilot.pause()
        assert pilot.app.screen.styles.background == dark


@pytest.mark.parametrize("place", list(REACHED))
async def test_no_color_leaves_only_greys(app: Open, monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app(REACHED[place][0]) as pilot:
        await go(pilot, place)
        shades = {
            colour.triplet
            for y in range(pilot.app.size.height)
            for widget in pilot.app.screen.walk_children()
            for strip in (widget.render_lines(widget.size.region) if widget.size and not y else [])
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and colour.triplet is not None
        }
        assert shades
        assert all(max(shade) - min(shade) <= 1 for shade in shades), shades


async def test_right_and_wrong_are_told_apart_without_colour(
    app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app(REACHED[Place.QUIZ][0]) as pilot:
        await go(pilot, Place.QUIZ)
        await pilot.press("1")
        text = await until(pilot, "Next")
        assert "✓ " in text
        assert ("✓ 1  ✗ 0" in text) != ("✗ 1  " in text)


async def test_the_chosen_line_of_a_list_is_marked_by_a_sign(app: Open) -> None:
    async with app() as pilot:
        text = await until(pilot, "▌ ▸ A kitchen brigade")
        assert text.count("▌") == 1


# -- starting


async def test_a_deck_that_is_not_there_is_named(app: Open) -> None:
    async with app(Start(Opening.REVIEW, "nowhere"), size=(140, 24)) as pilot:
        await until(pilot, "✗ ", "nowhere")
        await pilot.press("escape")
        await until(pilot, "A kitchen brigade")


def test_the_first_paint_waits_for_neither_decks_nor_storage() -> None:
    heavy = (
        "decks.",
        "sqlmodel",
        "sqlalchemy",
        "sqlite3",
        "fsrs",
        "yaml",
        "study.core",
        "study.screens.review",
    )
    code = f"import sys, study.app; print([m for m in sys.modules if m.startswith({heavy!r})])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_what_help_calls_a_key_is_bound() -> None:
    named = {
        "⏎": "enter",
        "space": "space",
        "esc": "escape",
        "?": "question_mark",
        "/": "slash",
        ",": "comma",
        "PgUp": "pageup",
        "PgDn": "pagedown",
        "⌫": "backspace",
    }
    named |= {
        "^p": "ctrl+p",
        "^q": "ctrl+q",
        "^c": "ctrl+c",
        "^z": "ctrl+z",
        "↑": "up",
        "↓": "down",
        "←": "left",
        "→": "right",
    }
    for action in ACTIONS:
        keys = ",".join([action.keys, *(step.keys for step in action.steps)]).lower().split(",")
        for shown in action.shown.split():
            first, _, last = shown.partition("–")
            for key in (first, last or first):
                assert named.get(key, key.lower()) in keys, action.id
