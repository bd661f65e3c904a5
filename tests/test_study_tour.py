"""README's tour, pressed key by key in the app; and `?`, which lists no key that does nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from study.actions.action import Place
from study.actions.registry import actions_at
from study.screens.browse import BrowseScreen
from study.screens.exam import ExamScreen
from study.screens.home import HomeScreen
from study.screens.keys import KeysScreen
from study.screens.learn import LearnScreen
from study.screens.lookback import LookbackScreen
from study.screens.navigator import Navigator
from study.screens.plan import PlanScreen
from study.screens.quiz import QuizScreen
from study.screens.quiz_history import HistoryScreen
from study.screens.reading import ReadingScreen
from study.screens.result import ResultScreen
from study.screens.review import ReviewScreen
from study.screens.settings import SettingsScreen
from study.screens.setup import SetupScreen
from study.screens.statistics import StatisticsScreen
from study.screens.weak import WeakScreen

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TOUR = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \|$", README, re.MULTILINE)
NAMES = {"⏎": "enter", "?": "question_mark", "esc": "escape", ",": "comma"}


def pressed(shown: str) -> str:
    """The key to press for what README shows: the last one where there are several."""
    last = re.split(r"[ –]", shown)[-1]
    return NAMES.get(last, last.replace("^", "ctrl+"))


async def test_each_key_of_the_tour_does_what_is_told(staged: Callable[..., Any]) -> None:
    done: list[tuple[str, str]] = []
    async with staged() as s:

        async def press(where: str, label: str, *sees: str) -> None:
            (key,) = [key for key, place, told in TOUR if place == where and told.partition(":")[0] == label]
            done.append((key, where))
            await s.press(pressed(key))
            await s.sees(*sees)

        await s.sees("20 new")
        await press("Home", "Review", "What is a head chef?", "Show answer")
        await press("Review", "Show answer", "Leads the whole kitchen", "3 Good")
        await press("Review", "Rate", "new 19")
        await press("Review", "Undo", "new 20", "What is a head chef?")
        await press("everywhere", "Back", "A kitchen brigade", "20 new")
        await press("Home", "Learn", "Step 1 of 3, Recognise")
        await s.press("escape")
        await s.sees("20 new")
        await press("Home", "Quiz", "New quiz")
        await s.press("enter")
        await s.sees("1 of 10")
        await s.app.workers.wait_for_complete()
        for _ in range(12):  # until one that is answered with a letter
            if "1–5 a–e" in s.text:
                break
            await s.press("escape")
            await s.sees("A kitchen brigade")
            await s.press("q")
            await s.sees("New quiz")
            await s.press("enter")
            await s.sees("1 of 10")
        (key,) = [key for key, place, _ in TOUR if place == "Quiz"]
        done.append((key, "Quiz"))
        await s.press("a")
        await s.sees("Next")
        await s.press("escape")
        await s.sees("Unfinished quiz: A kitchen brigade", "1 of 10 answered")
        await press("Home", "Continue quiz", "2 of 10")
        await s.press("escape")
        await s.sees("Unfinished quiz")
        await press("Home", "Weak topics", "covered")
        await press("Weak topics", "Report", "Report written")
        await s.press("escape")
        await s.sees("Unfinished quiz")
        await press("Home", "Exam plan", "No exam is set for this deck.")
        await s.press("escape")
        await s.sees("Unfinished quiz")
        await press("Home", "Browse", "found", "Search")
        await s.press("escape")
        await s.sees("Unfinished quiz")
        await press("Home", "Settings", "Desired retention")
        await press("everywhere", "Help", "Keys here")
        await s.press("escape", "escape")
        await s.sees("Unfinished quiz")
        await s.press("q")
        await s.sees("New quiz")
        await s.press("m")
        await s.sees("exam")
        await s.press("enter")
        await s.sees("left", "Submit")
        await press("Exam", "Go to", "1", "no answer")
        await s.press("escape", "escape")
        await s.sees("A kitchen brigade")
        await press("everywhere", "Palette", "Search for commands")
        await s.press("escape")
        await press("everywhere", "Quit")
        assert s.app._exit
    assert {(key, where) for key, where, _ in TOUR} == set(done)


SCREENS: dict[Place, type] = {
    screen.PLACE: screen
    for screen in (
        BrowseScreen, ExamScreen, HistoryScreen, HomeScreen, KeysScreen, LearnScreen, LookbackScreen, Navigator,
        PlanScreen, QuizScreen, ReadingScreen, ResultScreen, ReviewScreen, SettingsScreen, SetupScreen, StatisticsScreen,
        WeakScreen,
    )
}  # fmt: skip


def test_help_lists_no_key_that_does_nothing() -> None:
    assert len(SCREENS) == 17
    for place, screen in SCREENS.items():
        for action in actions_at(place):
            assert hasattr(screen, f"action_{action.name}"), f"{action.id} does nothing"
            assert action.help.endswith(".")
            assert action.keys or action.steps
