"""Settings in the app: words and units, what is typed, and another key for an action."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from progress.scheduling.preferences import Order, Preferences
from study.settings.allowed import DECK_KEYS, KEYS
from study.settings.choices import _WANTED, Choices
from study.settings.rows import APP, GENERAL, KEYS_ROW, Row, deck_rows, moved, read, shown, typed, value_of
from study.settings.settings import read_settings
from study.settings.writing import SettingRefused, change_setting
from study.start import Opening, Start
from study.widgets.listing import Listing

Staged = Callable[..., Any]


def row(name: str) -> Row:
    return next(each for each in (*GENERAL, *APP) if each.key == name)


@pytest.fixture
def deck(home: Path) -> Any:
    from decks.library import load_file

    return load_file(home / "decks" / "kitchen.yaml", bundled=False).deck


def test_every_setting_is_there_and_explained_in_a_sentence(deck: Any) -> None:
    assert {each.key for each in GENERAL} == set(KEYS)
    assert {each.key for each in APP} == set(_WANTED)
    assert {each.key for each in deck_rows(deck)} == set(DECK_KEYS)
    for each in (*GENERAL, *APP, *deck_rows(deck), KEYS_ROW):
        assert each.title
        assert each.help.endswith(".")
        assert len(each.help) > 30


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("desired_retention", 0.925, "92.5 %"),
        ("new_per_day", 20, "20 cards"),
        ("new_per_day", 1, "1 card"),
        ("reviews_per_day", 0, "none"),
        ("reviews_per_day", 2500, "2,500 cards"),
        ("order", Order.VALUE, "Most valuable first"),
        ("order", Order.DUE, "Longest waiting first"),
        ("order", Order.RANDOM, "By chance"),
        ("learning_steps", (timedelta(seconds=30), timedelta(hours=2)), "30 s, 2 h"),
        ("relearning_steps", (), "none"),
        ("maximum_interval", 36500, "no limit"),
        ("maximum_interval", 1, "1 day"),
        ("maximum_interval", 3650, "3,650 days"),
        ("rollover_hour", 4, "4:00"),
        ("easy_days", (1, 1, 1, 1, 1, 0.5, 0), "Sat 50 %, Sun 0 %"),
        ("easy_days", (1.0,) * 7, "none"),
        ("leech_threshold", 0, "never"),
        ("leech_threshold", 8, "8 lapses"),
        ("suspend_leeches", True, "yes"),
        ("parameters", (), "usual"),
        ("parameters", (1.0,), "your own"),
        ("theme", "contrast", "High contrast"),
        ("animation", False, "off"),
        ("lists", "type", "Type them"),
    ],
)
def test_values_are_shown_in_words_with_their_units(name: str, value: object, words: str) -> None:
    assert shown(row(name), value) == words


def test_what_holds_without_a_word_in_the_file_is_said_of_a_deck(deck: Any) -> None:
    exam, mark, new, *_ = deck_rows(deck)
    assert [shown(each, None) for each in (exam, mark, new)] == ["none", "to pass", "as for all"]
    assert shown(exam, date(2027, 6, 15)) == "15 Jun 2027"
    assert typed(exam, date(2027, 6, 15)) == "2027-06-15"
    assert value_of(new, Preferences(), Choices()) is None
    assert moved(new, None, 1, Preferences(new_per_day=10)) == 15


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("desired_retention", "92", 0.92),
        ("desired_retention", "92.5 %", 0.925),
        ("desired_retention", "0.9", 0.9),
        ("new_per_day", "15 cards", 15),
        ("new_per_day", "none", 0),
        ("new_per_day", "", None),
        ("reviews_per_day", "2,500", 2500),
        ("maximum_interval", "no limit", 36500),
        ("maximum_interval", "400 days", 400),
        ("rollover_hour", "3:00", 3),
        ("leech_threshold", "never", 0),
        ("learning_steps", "1m 10m", ["1m", "10m"]),
        ("learning_steps", "30 s, 5 min, 1 hour", ["30s", "5m", "1h"]),
        ("learning_steps", "", []),
        ("learning_steps", "none", []),
        ("learning_steps", "soon", ["soon"]),
        ("easy_days", "sat 50 %, Sunday 0", {"saturday": 0.5, "sunday": 0.0}),
        ("easy_days", "none", None),
        ("easy_days", "someday", {"someday": 1}),
    ],
)
def test_what_is_typed_is_understood(name: str, text: str, value: object) -> None:
    assert read(row(name), text) == value


def test_a_date_that_is_none_is_refused(deck: Any) -> None:
    with pytest.raises(SettingRefused, match=r"^“exam” has to be a date such as 2027-06-15\.$"):
        read(deck_rows(deck)[0], "15.6.2027")


@settings_of_hypothesis(max_examples=25)
@given(
    st.builds(
        Preferences,
        desired_retention=st.integers(70, 99).map(lambda n: n / 100),
        new_per_day=st.integers(0, 9999),
        reviews_per_day=st.integers(0, 9999),
        order=st.sampled_from(Order),
        learning_steps=st.lists(
            st.sampled_from([timedelta(seconds=30), timedelta(minutes=90), timedelta(hours=3)]), max_size=3
        ).map(tuple),
        maximum_interval=st.integers(1, 36500),
        rollover_hour=st.integers(0, 23),
        leech_threshold=st.integers(0, 99),
        easy_days=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=7, max_size=7).map(tuple),
    )
)
def test_what_is_shown_can_be_typed_and_means_the_same(
    tmp_path_factory: Any, preferences: Preferences
) -> None:
    file = tmp_path_factory.mktemp("home") / "settings.toml"
    for each in GENERAL:
        if each.choices or not each.settable:
            continue
        value = value_of(each, preferences, Choices())
        change_setting(file, each.key, read(each, typed(each, value)))
        again = read_settings(file)
        assert again.problems == ()
        assert value_of(each, again.preferences, Choices()) == value


async def choose(s: Any, name: str) -> None:
    """Choose a line by what it is called in the file."""
    listing = s.app.screen.query_one(Listing)
    listing.highlighted = listing.get_option_index(name)
    await s.pilot.pause()


async def settings(s: Any, name: str) -> None:
    """Go to the settings, and there to one."""
    await s.sees("20 new")
    await s.press("comma")
    await s.sees("Desired retention", "90 %")
    await choose(s, name)


async def test_values_with_units_are_typed_as_they_are_shown(staged: Staged, home: Path) -> None:
    async with staged() as s:
        await settings(s, "maximum_interval")
        await s.sees("no limit", "How many days a card stays away at most")
        await s.press("enter")
        for _ in range(8):
            await s.press("backspace")
        await s.write("400 days")
        await s.press("enter")
        await s.sees("400 days")
        await s.press("down", "down", "enter")
        for _ in range(4):
            await s.press("backspace")
        await s.write("sun 0 %")
        await s.press("enter")
        await s.sees("Sun 0 %")
    assert (home / "settings.toml").read_text() == "maximum_interval = 400\neasy_days = {sunday = 0.0}\n"


async def test_a_settings_file_that_is_wrong_is_told_and_the_app_starts(staged: Staged, home: Path) -> None:
    (home / "settings.toml").write_text('[decks.kitchen]\nwanted_mark = "high"\nexam = "soon"\n')
    async with staged(size=(140, 24)) as s:
        await s.sees(
            f"{home}/settings.toml:2: “wanted_mark” has to be a whole number of percent from 1 to 100, such as 75.",
            f"{home}/settings.toml:3: “exam” has to be a date without quotation marks, such as 2026-12-10.",
            "20 new",
        )


async def test_another_key_is_given_by_pressing_it_and_holds_everywhere_at_once(
    staged: Staged, home: Path
) -> None:
    async with staged(size=(80, 30)) as s:
        await settings(s, "keys")
        await s.press("enter")
        await s.sees("Keys", "In lists", "list.cursor_up")
        await choose(s, "home.learn")
        await s.press("enter")
        await s.sees("Press the new key for “Learn”; Esc leaves it as it is.")
        await s.press("q")
        await s.sees("q is the key of “Quiz” there; choose another one.")
        await s.press("enter", "escape")
        await s.sees("Meet new cards step by step")
        await s.press("enter", "n")
        await s.sees("n", "home.learn")
        await s.press("escape", "escape")
        await s.sees("n Learn", "20 new")
        await s.press("n")
        await s.sees("Step 1 of 3, Recognise")
        assert (home / "settings.toml").read_text() == '[keys]\n"home.learn" = "n"\n'
        await s.press("escape")
        await settings(s, "keys")
        await s.sees("1 changed")
        await s.press("enter")
        await s.sees("list.cursor_up")
        await choose(s, "home.learn")
        await s.press("backspace", "escape", "escape")
        await s.sees("l Learn")
        await s.press("l")
        await s.sees("Step 1 of 3, Recognise")
        assert (home / "settings.toml").read_text() == "[keys]\n"


async def test_keys_that_are_written_with_dots_are_taken_out_of_the_file(staged: Staged, home: Path) -> None:
    file = home / "settings.toml"
    file.write_text('[keys]\nhome.learn = "n" # mine\nhome.quiz = "Q"\n')
    async with staged(size=(80, 30)) as s:
        await s.sees("n Learn", "Q Quiz")
        await settings(s, "keys")
        await s.press("enter")
        await s.sees("list.cursor_up")
        await choose(s, "home.learn")
        await s.press("enter", "z", "escape", "escape")
        await s.sees("z Learn", "Q Quiz")
    text = file.read_text()
    assert '"home.learn" = "z"' in text
    assert 'home.quiz = "Q"' in text
    assert '"n"' not in text


async def test_reviews_start_with_the_keys_that_were_chosen(staged: Staged, home: Path) -> None:
    (home / "settings.toml").write_text('[keys]\n"review.reveal" = "z"\n')
    async with staged(Start(Opening.REVIEW, "kitchen")) as s:
        await s.sees("What is a head chef?", "z Show answer")
        await s.press("z")
        await s.sees("Leads the whole kitchen")
