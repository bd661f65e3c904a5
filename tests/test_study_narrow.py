"""What has to be seen in narrow and low windows, and decks that only their ids tell apart."""

from datetime import date
from pathlib import Path

import pytest
from conftest import KITCHEN, Staged, Study

from decks.library import Library
from progress.scheduling.exam_plan import Pace
from study.screens.sureness import Surenesses
from study.sessions.terms import Terms
from study.start import Opening, Start
from study.widgets.next_step import plan_row
from study.words.called import called, shared_titles
from study.words.exam_plan import brief_row, row

SIZES = [(80, 24), (80, 12), (40, 24), (40, 12)]
ALL_OF_IT = "All that there is to know about a kitchen brigade"


def twins(home: Path, title: str = "A kitchen brigade") -> None:
    """Two decks of the same title, and one of another."""
    for deck, said in (("kitchen", title), ("kitchen-2", title), ("other", "Another")):
        text = KITCHEN.replace("deck: kitchen", f"deck: {deck}").replace("A kitchen brigade", said)
        (home / "decks" / f"{deck}.yaml").write_text(text, encoding="utf-8")


# -- decks of the same title


@pytest.mark.parametrize("size", SIZES)
async def test_decks_of_the_same_title_are_told_apart(
    home: Path, staged: Staged, size: tuple[int, int]
) -> None:
    twins(home, ALL_OF_IT)
    async with staged(size=size) as s:
        text = await s.sees("… (kitchen)" if size[0] == 40 else " (kitchen)", " (kitchen-2)")
        assert "▸ All" in text
        assert "(other)" not in text


async def test_pages_on_a_deck_say_which_of_two_it_is(home: Path, staged: Staged) -> None:
    twins(home, "Kitchen")
    async with staged(size=(80, 70)) as s:
        await s.sees("20 new", "▌ ▸ Kitchen (kitchen-2)", "▸ Kitchen (kitchen) ")
        for key, page in (("q", "New quiz"), ("s", "Statistics"), ("l", "Learn"), ("w", "Weak topics")):
            await s.press(key)
            await s.sees(f"{page} › Kitchen (kitchen-2)")
            await s.press("escape")
            await s.sees("20 new", "▌ ▸ Kitchen (kitchen-2)")
        await s.press("comma")
        await s.sees("Settings", "Deck: Kitchen (kitchen)", "Deck: Kitchen (kitchen-2)", "Deck: Another ")


def test_a_title_of_its_own_is_enough(home: Path) -> None:
    twins(home)
    loaded = Library([home / "decks"]).load_all()
    shared = shared_titles(loaded)
    assert [called(each.deck, shared) for each in loaded[:3] if each.deck] == [
        "A kitchen brigade (kitchen-2)",
        "A kitchen brigade (kitchen)",
        "Another",
    ]


# -- the plan for an exam


@pytest.mark.parametrize(
    ("steps", "limit", "wide", "narrow"),
    [
        (Pace(19, date(2027, 6, 1), 0, 0, 0), 20, "review for 19 days; every card is met", "review for 19 days"),
        (Pace(1, date(2027, 6, 1), 0, 0, 0), 20, "review for 1 day; every card is met", "review for 1 day"),
        (Pace(119, date(2027, 6, 21), 9, 99, 100), 200, "100 new a day until 21 Jun meet every card", "100 new a day to 21 Jun"),
        (Pace(119, date(2027, 6, 21), 9, 99, 100), 50, "100 new a day until 21 Jun; your limit is 50", "100 new a day to 21 Jun"),
    ],
)  # fmt: skip
def test_the_plan_says_how_long_there_is_in_any_window(
    steps: Pace, limit: int, wide: str, narrow: str
) -> None:
    said = plan_row(row(steps, limit), brief_row(steps))
    assert said.fit(72).plain.startswith(f"◷ Exam plan: {wide} ")
    assert said.fit(72).plain.endswith("x tells more")
    assert said.fit(32).plain.rstrip() == f"◷ Exam: {narrow}"


# -- how sure one is


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("exam", [False, True])
async def test_how_sure_one_is_can_be_said_in_any_window(
    staged: Staged, size: tuple[int, int], exam: bool
) -> None:
    terms = Terms(count=2, seed=3, kinds=("duty-of-role",), certainty=True, exam=exam)
    async with staged(Start(Opening.QUIZ, "kitchen", terms=terms), size=size) as s:
        await s.sees("1 of 2")
        await s.press("2")
        text = await s.sees("3 s sure" if size[0] == 80 else "3 sure")
        (line,) = [each for each in text.splitlines() if "3 s" in each]
        wanted = (
            "How sure are you?  1 g guess   2 u unsure   3 s sure"
            if size[0] == 80
            else "Sure?  1 guess  2 unsure  3 sure"
        )
        assert line.strip() == wanted
        await s.pilot.click(offset=(line.index("2 u") + 1, text.splitlines().index(line)))
        await s.misses(wanted)
        if not exam:
            await s.sees("Next")
            assert s.rows("SELECT certainty FROM event") == [(2,)]


@pytest.mark.parametrize("width", [34, 35, 49, 52])
def test_a_click_means_the_word_it_is_on(width: int) -> None:
    words = Surenesses()
    line = words.fit(width).plain
    assert len(line.rstrip()) <= width
    for number, word in enumerate(("guess", "unsure", " sure")):
        assert words.at(line.rindex(word) + 1, width) == number
    assert words.at(0, width) is None
    assert words.at(line.index("2") - 1, width) is None
    assert words.at(len(line.rstrip()), width) is None


# -- Home where there is much to say and little room


@pytest.mark.parametrize("size", SIZES)
async def test_decks_are_seen_beside_a_welcome_and_a_fault(
    home: Path, staged: Staged, size: tuple[int, int]
) -> None:
    (home / "decks" / "kitchen.yaml").write_text(KITCHEN + "exam: {date: 2026-03-21}\n", encoding="utf-8")
    (home / "settings.toml").write_text("new_per_day = 'many'\n", encoding="utf-8")
    async with staged(size=size) as s:
        narrow = size[0] == 40
        await s.sees(
            "20 new",
            "exam in 19 days",
            "Press Enter to begin",
            "Your settings hold 1 fault; the comma key shows it." if narrow else "has to be a whole number",
            "to 16 Mar" if narrow else "until 16 Mar",
            "▌ ▸ A kitchen brigade",
            "▸ Medical",
        )
        await s.press("comma")
        await s.sees("Settings", "has to be a whole")


async def test_home_says_more_once_there_is_room_for_it(home: Path, staged: Staged) -> None:
    (home / "settings.toml").write_text("new_per_day = 'many'\nanew = 1\n", encoding="utf-8")
    async with staged(size=(40, 12)) as s:
        await s.sees("Your settings hold 2 faults; the comma key shows them.", "▌ ▸ A kitchen brigade")
        await s.pilot.resize_terminal(80, 24)
        await s.sees("has to be a whole number", "Rolecall asks what each role does")
        await s.pilot.resize_terminal(40, 12)
        await s.sees("hold 2 faults", "▌ ▸ A kitchen brigade")
        await s.misses("Rolecall asks")


# -- days on the command line


@pytest.mark.parametrize(("command", "option"), [("plan", "--date"), ("report", "--since")])
@pytest.mark.parametrize("day", ["2026-02-30", "May", "20260228", "2026-2-3", "2026-02-28T00:00"])
def test_a_day_that_is_none_is_told(study: Study, command: str, option: str, day: str) -> None:
    told = study(command, "kitchen", option, day)
    assert told.code == 2
    assert (
        f"Invalid value for '{option}': “{day}” is no day; write it as year-month-day: 2027-06-14.\n"
        in told.err
    )
    assert "%Y" not in study(command, "--help").out
