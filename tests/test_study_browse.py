"""Browsing: the command, and the screen as a learner meets it, on a real deck and database."""

import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from progress.days import StudyDays
from progress.events import EventKind, Rating
from progress.locations import locate
from progress.searching.sorting import Sort
from study.app import Opening, RolecallApp, Start
from study.browsing.browsing import Browser
from study.core import Study

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Command = Callable[..., tuple[int, str, str]]
Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def a_study(home: Path, at: datetime = MONDAY) -> Study:
    return Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: at, random=Random(5))


@pytest.fixture
def app(home: Path) -> Open:
    """Opens the browser of the kitchen deck: `async with app(search, size=…) as pilot`."""

    @asynccontextmanager
    async def opened(
        search: str = "", size: tuple[int, int] = (80, 24), deck: str = "kitchen"
    ) -> AsyncIterator[Pilot[None]]:
        start = Start(Opening.BROWSE, deck, search=search)
        async with RolecallApp(lambda: a_study(home), start).run_test(size=size) as pilot:
            yield pilot

    return opened


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], *wanted: str) -> str:
    """Wait until all of these are on the screen."""
    end = time.monotonic() + 60
    while not all(each in (text := seen(pilot)) or each in " ".join(text.split()) for each in wanted):
        assert time.monotonic() < end, f"{wanted} not in:\n{seen(pilot)}"
        await pilot.pause()
    return seen(pilot)


async def rest(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


# -- the core


@pytest.fixture
def browser(home: Path) -> Browser:
    study = a_study(home)
    found = Browser(study, [study.deck("kitchen")])
    found.open()
    return found


def ids(browser: Browser, search: str, sort: Sort = Sort.DECK) -> list[str]:
    return [line.id for line in browser.lines(browser.search(search, sort))]


def test_words_are_found_in_prompts_answers_and_options(browser: Browser) -> None:
    assert "kitchen:cards/pasta#basic" in ids(browser, "salt") or "kitchen:cards/pasta#typed" in ids(
        browser, "salt"
    )
    assert "kitchen:questions/brigade#written" in ids(browser, "careme")
    assert ids(browser, '"finish the sauce"') == [one for one in ids(browser, "finish sauce") if one]
    assert ids(browser, "fin*sh") == ids(browser, "finish")
    assert ids(browser, "zzz") == []


def test_a_word_finds_what_begins_like_it_and_quotation_marks_only_the_word(browser: Browser) -> None:
    assert ids(browser, "pot")
    assert ids(browser, '"pot"') == []
    assert set(ids(browser, '"pots"')) <= set(ids(browser, "pot"))


def test_the_index_is_kept_and_made_anew_for_another_text(home: Path, browser: Browser) -> None:
    (kept,) = (home / "cache").glob("kitchen*.words")
    before = kept.stat().st_mtime_ns
    again = Browser(study := a_study(home), [study.deck("kitchen")])
    again.open()
    assert kept.stat().st_mtime_ns == before
    deck = home / "decks" / "kitchen.yaml"
    deck.write_text(deck.read_text().replace("Whip the cream", "Beat the cream"), encoding="utf-8")
    other = Browser(study := a_study(home), [study.deck("kitchen")])
    other.open()
    assert ids(other, "beat")
    assert not ids(other, "whip")


def test_a_damaged_index_is_made_anew(home: Path, browser: Browser) -> None:
    (kept,) = (home / "cache").glob("kitchen*.words")
    raw = kept.read_bytes()
    kept.write_bytes(raw[:3000] + b"\0" * (len(raw) - 3000))
    again = Browser(study := a_study(home), [study.deck("kitchen")])
    again.open()
    assert ids(again, "salt")


def test_without_a_cache_the_index_is_in_memory(home: Path) -> None:
    (home / "cache").write_text("in the way")
    found = Browser(study := a_study(home), [study.deck("kitchen")])
    found.open()
    assert ids(found, "salt")


def test_many_at_a_time_are_one_thing_to_take_back(browser: Browser) -> None:
    cards = browser.search("is:card")
    assert browser.suspend(browser.search("")) == (len(cards), True)
    assert browser.search("is:suspended") == cards
    assert browser.suspend(cards[:2]) == (2, False)
    assert browser.undo() is EventKind.UNSUSPEND
    assert browser.undo() is EventKind.SUSPEND
    assert browser.search("is:suspended") == []
    assert browser.undo() is None


def test_forgetting_and_rescheduling_leave_new_cards_alone(home: Path) -> None:
    study = a_study(home)
    session = study.review(study.deck("kitchen"))
    study.remember(study.deck("kitchen"))
    session.answer(study.store, Rating.EASY, MONDAY)
    browser = Browser(study, [study.deck("kitchen")])
    browser.open()
    cards = browser.search("is:card")
    assert browser.reschedule(cards, 3) == 1
    assert len(browser.search("prop:due=3")) == 1
    assert len(browser.search("rated:1 is:card")) == 1
    assert len(browser.search("added:1")) == len(cards)
    assert browser.reschedule(cards, None) == 1
    assert browser.search("is:learned") == []
    study.close()


# -- the command


def test_the_listing_has_a_line_for_each(study: Command) -> None:
    code, out, err = study("browse", "kitchen", "--search", "role:porter is:card -wash", "--plain")
    assert code == 0
    assert "Kitchen porter" in out
    assert len(out.splitlines()) == int(err.split()[0]) + 1


def test_json_names_what_programs_rely_on(study: Command) -> None:
    code, out, _ = study("browse", "kitchen", "--search", "salt", "--format", "json")
    (record,) = json.loads(out)
    assert code == 0
    assert record["prompt"] == "What goes into the water before the pasta?"
    assert (record["state"], record["due"], record["flag"], record["topic"]) == ("new", None, 0, "cooking")


def test_a_wrong_search_is_one_sentence(study: Command) -> None:
    assert study("browse", "--search", "is:odd (", "--plain") == (
        2,
        "",
        "Error: Character 4: nothing is “odd”; there are due, new, learn, review, learned, suspended, buried, leech, "
        "flagged, noted, card, question.\n",
    )


def test_without_a_terminal_it_says_what_to_use(study: Command) -> None:
    code, _, err = study("browse")
    assert (code, err) == (
        2,
        "Error: The app needs a terminal to draw on; without one, use: study browse --plain\n",
    )


# -- the screen


async def test_search_as_one_types_then_read_and_leave(app: Open) -> None:
    async with app() as pilot:
        await until(pilot, "found · by deck")
        await pilot.press("slash", *"pasta")
        await until(
            pilot,
            "1 of ",
            "What goes into the water before the pasta?",
            "Memory: new",
            "Also right: sea salt",
        )
        await pilot.press("enter", "enter")
        text = await until(pilot, "Never answered", "kitchen:cards/pasta#")
        assert "1 of " in text
        assert pilot.app.screen.query_one("#panes").has_class("-reading")
        await pilot.press("escape")
        assert not pilot.app.screen.query_one("#panes").has_class("-reading")
        await pilot.press("escape")
        await until(pilot, "A kitchen brigade", "learned")


async def test_a_wrong_search_says_where_and_keeps_what_was_found(app: Open) -> None:
    async with app() as pilot:
        before = await until(pilot, "found · by deck")
        await pilot.press("slash", *"is:x")
        await until(pilot, "Character 4: nothing is “x”")
        assert before.count("porter") <= seen(pilot).count("porter") + 1
        await pilot.press("backspace", *"new")
        await until(pilot, "found")
        await rest(pilot)
        assert "Character 4" not in seen(pilot)


async def test_marked_lines_are_acted_on_together_and_taken_back(app: Open, home: Path) -> None:
    async with app("is:card role:head*") as pilot:
        await until(pilot, "found · by deck", "What is a head chef?")
        await pilot.press("space", "space")
        await until(pilot, "2 marked", "●")
        await pilot.press("s")
        await until(pilot, "2 cards suspended", "suspended")
        await pilot.press("4")
        await until(pilot, "2 cards got flag 4", "⚑4")
        await pilot.press("n", *"mind this", "enter")
        await until(pilot, "2 cards got the note")
        await pilot.press("u")
        await until(pilot, "The note was taken back")
        await pilot.press("d", *"x", "enter")
        await until(pilot, "A number of days from 0 to 36500 is wanted, not “x”.")
        await pilot.press("d", "escape", "f")
        await until(pilot, "No card was changed")
        await rest(pilot)
    study = a_study(home)
    marks = study.marks(study.deck("kitchen"))
    assert sorted((each.suspended, each.flag, each.note) for each in marks.values()) == [(True, 4, "")] * 2


async def test_order_can_be_changed_and_turned_round(app: Open) -> None:
    async with app() as pilot:
        await until(pilot, "by deck")
        await pilot.press("o", "o")
        await until(pilot, "by role")
        await pilot.press("O")
        await until(pilot, "by role backwards")


async def test_questions_show_their_options_and_are_never_suspended(app: Open) -> None:
    async with app("kind:written") as pilot:
        await until(pilot, "1 of ", "✓ Escoffier", "✗ Bocuse")
        await pilot.press("s")
        await until(pilot, "No card was changed")


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (120, 40)])
async def test_it_bears_any_size(app: Open, size: tuple[int, int]) -> None:
    async with app(size=size) as pilot:
        await until(pilot, "found")
        await rest(pilot)
        await pilot.press("G", "enter", "j", "k", "escape", "slash", "a", "down", "a")
        await pilot.resize_terminal(60, 20)
        await rest(pilot)
        assert pilot.app.screen.query_one("#search", Input).value == "a"


async def test_hostile_text_is_plain(app: Open, home: Path) -> None:
    (home / "decks" / "odd.yaml").write_text(
        'deck: odd\ntitle: "[b]Odd[/b]"\ntopics: {a: "[red]A[/]"}\nroles:\n  - {id: one, title: "[i]One[/i]", topic: a, '
        'definition: "[link=x]y[/link] \\e[31m"}\n'
    )
    async with app(deck="odd", size=(120, 30)) as pilot:
        await until(pilot, "[b]Odd[/b]", "[i]One[/i]", "[red]A[/]", "[link=x]y[/link]")


async def test_keys_that_come_at_once_edit_the_search_in_their_order(app: Open) -> None:
    async with app() as pilot:
        await until(pilot, "found · by deck")
        await pilot.press("slash")
        for key in (*"pastx", "backspace", "a", "home", "x", "end", "ctrl+u", *"salt"):
            pilot.app.simulate_key(key)
        await until(pilot, "1 of ", "What goes into the water before the pasta?")
        assert pilot.app.screen.query_one("#search", Input).value == "salt"


async def test_a_deck_that_was_never_opened_is_known_once_something_was_done_in_it(
    app: Open, home: Path
) -> None:
    async with app() as pilot:
        await until(pilot, "found · by deck")
        await pilot.press("s")
        await until(pilot, "1 card suspended")
        await rest(pilot)
    study = a_study(home)
    assert study.look.digest("kitchen") == study.digest(study.deck("kitchen"))
    assert len(study.marks(study.deck("kitchen"))) == 1
    study.close()
