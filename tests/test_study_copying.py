"""Text that is selected with the mouse, to be copied."""

from conftest import Stage, Staged
from textual import events

from study.screens.trouble import Trouble
from study.start import Opening, Start


async def select(s: Stage, begin: str, end: str) -> str | None:
    """Drag the mouse from where one text begins to where another ends; returns what is selected."""
    lines = s.text.splitlines()
    down = next((line.index(begin), y) for y, line in enumerate(lines) if begin in line)
    up = next((line.index(end) + len(end) - 1, y) for y, line in enumerate(lines) if end in line)
    await s.pilot.mouse_down(offset=down)
    await s.pilot._post_mouse_events([events.MouseMove], offset=up, button=1)
    await s.pilot.mouse_up(offset=up)
    return s.app.screen.get_selected_text()


async def test_what_is_selected_in_the_help_can_be_copied_line_by_line(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        await s.press("question_mark")
        await s.sees("Home  ›  Help")
        selected = await select(s, "Keys here", "Review what is due")
        assert selected == "Keys here\n⏎         Review what is due"


async def test_what_is_known_of_a_card_can_be_copied(staged: Staged) -> None:
    async with staged(Start(Opening.REVIEW, "kitchen")) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "i")
        await s.sees("What is known of it")
        name = "kitchen:head-chef/definition#role-definition"
        assert await select(s, name, name) == name


async def test_what_went_wrong_can_be_copied(staged: Staged) -> None:
    async with staged() as s:
        await s.sees("20 new")
        s.app.push_screen(Trouble("The file /tmp/progress.db cannot be written."))
        await s.sees("Not saved", "cannot be written.")
        assert await select(s, "The file", "progress.db") == "The file /tmp/progress.db"
