"""The mouse: what a click, two clicks and the wheel do on every screen."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events

from study.app import Opening, Start
from study.screens.home import HomeScreen
from study.screens.review import ReviewScreen
from study.sessions.terms import Terms

Staged = Callable[..., AbstractAsyncContextManager[Any]]
BROWSE = Start(Opening.BROWSE, "kitchen")


async def click(s: Any, text: str, *, within: int = 0, times: int = 1) -> None:
    """Click on a text where it first stands; `within`: cells from its beginning."""
    await s.sees(text)
    for y, line in enumerate(s.text.splitlines()):
        if text in line:
            x = cell_len(line[: line.index(text)]) + within
            await s.pilot.click(offset=(x, y), times=times)
            return
    raise AssertionError(f"{text} is not in one line:\n{s.text}")


async def wheel(s: Any, widget: Any, *, down: bool = True, turns: int = 1) -> None:
    """Turn the wheel over a widget."""
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    region = widget.region
    for _ in range(turns):
        s.app.screen._forward_event(kind(
            widget, region.x + 1, region.y + 1, 0, 0, 0, False, False, False, region.x + 1, region.y + 1
        ))  # fmt: skip
    await s.pilot.pause()


async def line_with_bar(s: Any) -> str:
    """The line that is marked as the chosen one."""
    await s.pilot.pause()
    return next(line for line in str(s.text).splitlines() if "▌" in line)


# -- home


async def test_on_home_the_sign_before_a_deck_shows_and_hides_topics_and_two_clicks_begin(
    staged: Staged,
) -> None:
    async with staged() as s:
        await s.sees("20 new", "▸ A kitchen brigade")
        await click(s, "▸ A kitchen")
        await s.sees("▾ A kitchen brigade", "Sauces")
        await click(s, "Sauces")
        assert "Sauces" in await line_with_bar(s)
        await click(s, "▾ A kitchen")
        await s.sees("▸ A kitchen brigade")
        await s.misses("Sauces")
        await click(s, "▸ A kitchen", times=2)
        await s.pilot.pause()
        assert isinstance(s.app.screen, HomeScreen)
        await click(s, "A kitchen brigade", times=2)
        await s.sees("Review", "What is a head chef?")
        assert isinstance(s.app.screen, ReviewScreen)


# -- reviewing


async def test_a_card_is_shown_and_rated_with_the_mouse_alone(staged: Staged) -> None:
    async with staged(Start(Opening.REVIEW, "kitchen")) as s:
        await click(s, "Show answer")
        await s.sees("3 Good")
        await click(s, "1–4 Rate", within=6)
        await s.pilot.pause()
        assert "new 20" in s.text  # nobody can tell which rating is meant
        await click(s, "4 Easy")
        await s.sees("new 19")
        assert [rating for (rating,) in s.rows("SELECT rating FROM event WHERE kind = 'review'")] == [4]


async def test_learning_goes_on_with_clicks(staged: Staged) -> None:
    async with staged(Start(Opening.LEARN, "kitchen")) as s:
        before = await s.sees("Recognise", "▸ 1")
        await s.pilot.click(list(s.app.screen.query(".option"))[1])
        await click(s, "⏎ Next")
        await s.sees("Recognise", "▸ 1")
        assert s.text != before


# -- quizzes


async def test_what_a_quiz_is_to_be_is_set_with_clicks(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        await click(s, "q Quiz")
        await s.sees("Length  ◂ 10  ▸")
        await click(s, "10  ▸", within=4)
        await s.sees("Length  ◂ 20")
        for name, before, after in (
            ("Difficulty", "medium", "hard"),
            ("Questions", "all kinds", "a role's duty"),
            ("How sure", "not asked", "asked"),
            ("Mode", "practice", "exam"),
        ):
            assert before in s.text, name
            await click(s, name)
            await s.sees(after)
        await click(s, "[ ]  Who is who")
        await s.sees("[x]  Who is who")
        await click(s, "Who is who")
        await s.sees("[ ]  Who is who")
        await click(s, "Start")
        await s.sees("Exam", "left")


async def test_an_option_and_how_sure_one_is_of_it_are_clicked(staged: Staged) -> None:
    terms = Terms(count=2, seed=3, kinds=("duty-of-role",), certainty=True)
    async with staged(Start(Opening.QUIZ, "kitchen", terms=terms)) as s:
        await s.sees("1 of 2")
        await s.pilot.click(list(s.app.screen.query(".option"))[1])
        await s.sees("How sure are you?")
        await click(s, "How sure are you?")
        await s.pilot.pause()
        assert "How sure are you?" in s.text
        await click(s, "u unsure")
        await click(s, "Next")
        await s.sees("2 of 2")
        assert s.rows("SELECT certainty FROM event") == [(2,)]


async def test_an_exam_is_gone_about_by_its_signs(staged: Staged) -> None:
    async with staged(Start(Opening.QUIZ, "kitchen", terms=Terms(count=5, seed=3, exam=True))) as s:
        await s.sees("1 of 5", "[·]····")
        await click(s, "[·]····", within=5)
        await s.sees("4 of 5", "···[·]·")
        await click(s, "···[·]·", within=1)
        await s.sees("2 of 5")
        await click(s, "·[·]···", within=2)
        await s.pilot.pause()
        assert "2 of 5" in s.text
        await click(s, "g Go to")
        await s.sees("All questions")
        await click(s, "no answer")
        await s.sees("1 of 5")


# -- lists


async def test_two_clicks_in_a_list_do_what_enter_does(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        await s.press("comma")
        await s.sees("Desired retention")
        await click(s, "Suspend leeches")
        assert "Suspend leeches" in await line_with_bar(s)
        before = await line_with_bar(s)
        await click(s, "Suspend leeches", times=2)
        await s.misses(before)
        await s.press("end")
        await s.press("home")
        await click(s, "This app", times=2)
        await s.pilot.pause()
        assert "Desired retention" in await line_with_bar(s)
        await s.press("escape")
        await s.sees("20 new")
        await s.press("w")
        await s.sees("covered")
        await click(s, "Sauces", times=2)
        await s.sees("Quiz", "1 of")


async def test_statistics_have_arrows_to_click(staged: Staged) -> None:
    async with staged(Start(Opening.STATISTICS, "kitchen")) as s:
        await s.sees("1 of 9")
        await click(s, "→")
        await s.sees("2 of 9")
        await click(s, "←")
        await s.sees("1 of 9")
        await click(s, "of 9")
        await s.pilot.pause()
        assert "1 of 9" in s.text


async def test_the_palette_runs_what_is_clicked_and_goes_with_a_click_beside_it(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        await s.press("ctrl+p", *"weak")
        await click(s, "Weak topics")
        await s.sees("covered")
        await s.press("ctrl+p")
        await s.sees("Search for commands")
        await s.pilot.click(offset=(1, 0))
        await s.misses("Search for commands")


# -- browsing


async def test_the_heads_of_columns_sort_and_turn_round(staged: Staged) -> None:
    async with staged(BROWSE, size=(100, 30)) as s:
        await s.sees("found · by deck", "Card or question ▴")
        await click(s, "Role ")
        await s.sees("by role", "Role ▴")
        await click(s, "Role ▴")
        await s.sees("by role backwards", "Role ▾")
        await click(s, "Due")
        await s.sees("by due", "Due ▴")
        await click(s, "Card or question")
        await s.sees("by deck", "Card or question ▴")


async def test_a_line_is_chosen_opened_and_acted_on_by_clicks(staged: Staged) -> None:
    async with staged(BROWSE, size=(100, 30)) as s:
        await s.sees("found · by deck")
        await click(s, "What are the duties of a head chef?")
        assert "What are the duties" in await line_with_bar(s)
        await s.sees("role-duties")
        await click(s, "Mark")
        await s.sees("1 marked")
        await click(s, "Suspend")
        await s.sees("1 card suspended")
        await click(s, "What is a sauce cook?", times=2)
        await s.misses("Card or question")
        await s.sees("Makes sauces and stews", "Never answered")
        await click(s, "esc List")
        await s.sees("Card or question")


async def test_the_wheel_scrolls_lists_and_texts(staged: Staged) -> None:
    from study.widgets.long_list import LongList
    from study.widgets.preview import Preview

    async with staged(BROWSE) as s:
        await s.sees("found · by deck", "What is a head chef?")
        listing, preview = s.app.screen.query_one(LongList), s.app.screen.query_one(Preview)
        first = s.text
        await wheel(s, listing, turns=5)
        assert listing.scroll_offset.y > 0
        assert s.text != first
        assert listing.cursor == 0
        await wheel(s, listing, down=False, turns=10)
        assert listing.scroll_offset.y == 0
        assert preview.max_scroll_y > 0
        await wheel(s, preview, turns=2)
        assert preview.scroll_offset.y > 0
        await s.press("question_mark")
        text = await s.sees("Keys here")
        for each in s.app.screen.query("VerticalScroll"):
            await wheel(s, each, turns=4)
        assert s.text != text


async def test_the_text_of_a_card_can_be_chosen_and_copied(staged: Staged) -> None:
    async with staged(BROWSE, size=(120, 30)) as s:
        await s.sees("Leads the whole kitchen")
        await s.pilot.pause()
        text = "Leads the whole kitchen"
        y, line = next((y, line) for y, line in enumerate(s.text.splitlines()) if text in line[60:])
        x = line.rindex(text)
        await s.pilot.mouse_down(offset=(x, y))
        await s.pilot.hover(offset=(x + 4, y))
        await s.pilot.mouse_up(offset=(x + 4, y))
        assert s.app.screen.get_selected_text() == "Leads"


@pytest.mark.parametrize("start", [BROWSE, Start(Opening.REVIEW, "kitchen"), Start(Opening.WEAK, "kitchen")])
async def test_clicks_anywhere_are_borne(staged: Staged, start: Start) -> None:
    async with staged(start) as s:
        await s.pilot.pause(0.1)
        for y in range(0, 23, 2):
            await s.pilot.click(offset=(y * 37 % 80, y))
        await s.pilot.pause()
        assert s.app._exception is None
