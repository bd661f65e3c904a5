"""The page that says that an answer was not saved."""

import sqlite3
from contextlib import closing

from conftest import Staged

from study.screens.trouble import Trouble
from study.start import Opening, Start


async def test_what_could_not_be_saved_is_explained_and_still_there_to_be_saved(staged: Staged) -> None:
    async with staged(Start(Opening.REVIEW, "kitchen")) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "3")
        await s.sees("learning 1")
        with closing(sqlite3.connect(s.home / "progress.db", isolation_level=None)) as other:
            other.execute("alter table event rename to hidden")
            await s.press("space", "4")
            await s.sees("✗ Not saved", "Try again", "? Help")
            other.execute("alter table hidden rename to event")
        await s.press("question_mark")
        text = await s.sees("Not saved  ›  Help", "It is kept while you decide.", "Save the answer again.")
        assert "Find an action by its name." not in text  # of which none is there to be found
        await s.press("escape")
        await s.sees("✗ Not saved")
        await s.press("f1", "escape")
        assert isinstance(s.app.screen, Trouble)
        await s.press("enter")
        await s.sees("new 18  learning 1")
        assert s.rows("select rating from event order by sequence") == [(3,), (4,)]
