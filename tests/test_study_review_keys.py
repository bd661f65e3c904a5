"""What can be done in a review besides rating, in Learn, and with settings: keys in, text on the screen, the database."""

from datetime import timedelta
from pathlib import Path

import pytest

from study.screens.learn import LearnScreen
from study.start import Opening, Start

REVIEW = Start(Opening.REVIEW, "kitchen")


def one_typed_card(home: Path) -> None:
    """Leave the deck its typed card only."""
    path = home / "decks" / "kitchen.yaml"
    deck = path.read_text()
    roles, cards = deck.index("roles:"), deck.index("cards:")
    path.write_text(deck[:roles] + deck[cards : deck.index("questions:")])


async def test_a_card_is_buried_suspended_and_brought_back(staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("b")
        await s.sees("new 19", "Buried until tomorrow.")
        await s.press("s")
        await s.sees("new 18")
        await s.press("u", "u")
        await s.sees("What is a head chef?", "new 20")
        kinds = s.rows("select kind from event order by sequence")
        assert kinds == [("bury",), ("suspend",), ("undo",), ("undo",)]


async def test_flag_note_and_info(staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("f", "n")
        await s.sees("⚑ flag 1", "Note to yourself")
        await s.write("toque, tall")
        await s.press("enter", "space")
        await s.sees("Note: toque, tall", "⚑ flag 1")
        await s.press("2", "i")
        await s.sees("State         new", "Nothing yet.", "Id ")
        await s.press("escape", "u", "i")
        text = await s.sees("What happened", "note", "flag 1", "Note          toque, tall")
        assert "Good" not in text


async def test_the_clock_stands_still_while_paused(staged) -> None:
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        s.later(timedelta(seconds=4))
        await s.press("p")
        text = await s.sees("Paused.")
        assert "head chef" not in text
        s.later(timedelta(hours=2))
        await s.press("escape")
        await s.sees("What is a head chef?")
        s.later(timedelta(seconds=1))
        await s.press("space", "3")
        await s.sees("new 19")
        assert s.rows("select latency_ms from event") == [(5000,)]


async def test_a_slip_is_shown_and_who_was_right_says_so(staged, home: Path) -> None:
    path = home / "decks" / "kitchen.yaml"
    one_typed_card(home)
    path.write_text(path.read_text().replace("salt, accept: [sea salt]", "table salt"))
    async with staged(REVIEW) as s:
        await s.sees("Type the answer")
        await s.write("tabel salt")
        await s.press("enter")
        await s.sees("✓ Right, but for a slip", "You     tab[el] salt", "Answer  tab[le] salt", "▸ 3 Good")
        await s.press("1")
        await s.sees("Type the answer")
        await s.write("rock salt")
        await s.press("enter")
        await s.sees("▸ 1 Again", "r I was right")
        await s.press("r")
        text = await s.sees("▸ 3 Good")
        assert "I was right" not in text
        await s.press("enter")
        await s.pilot.pause()
        assert s.rows("select rating from event order by sequence") == [(1,), (3,)]


async def test_an_answer_typed_in_haste_is_taken_in_the_order_of_its_keys(staged, home: Path) -> None:
    one_typed_card(home)
    async with staged(REVIEW) as s:
        await s.sees("Type the answer")
        for key in (*"sold", "ctrl+u", *"sald", "backspace", "t", "enter"):
            s.app.simulate_key(key)
        await s.sees("✓ Right  salt")


@pytest.mark.parametrize("away", [False, True])
async def test_a_leech_comes_with_advice(staged, home: Path, away: bool) -> None:
    one_typed_card(home)
    (home / "settings.toml").write_text(f"leech_threshold = 1\nsuspend_leeches = {away}\n".lower())
    async with staged(REVIEW) as s:
        await s.sees("Type the answer")
        await s.press("enter", "4")
        await s.sees("Done for now")
        s.later(timedelta(days=30))
        await s.press("escape", "enter")
        await s.sees("Type the answer")
        await s.press("enter", "1")
        await s.sees("The card before. Forgotten once: a leech", "is:leech")
        assert ("suspended as you wished" in " ".join(s.text.split())) == away


async def test_at_the_end_there_is_always_something_to_do(staged, home: Path) -> None:
    one_typed_card(home)
    async with staged(REVIEW) as s:
        await s.sees("Type the answer")
        await s.press("enter", "4")
        await s.sees("✓ Done for now", "review ahead", "cram", "a quiz on this deck", "weakest")
        await s.press("a")
        await s.sees("Review ahead", "Type the answer")
        await s.press("enter", "3")
        await s.sees("✓ Done for now")
        before = s.rows("select * from card_state")
        await s.press("m")
        await s.sees("Cram", "Type the answer")
        await s.press("enter")
        await s.sees("practice")
        await s.press("3")
        await s.sees("✓ Practised; the schedule is as it was")
        assert s.rows("select * from card_state") == before
        assert s.rows("select cram from event order by sequence") == [(0,), (0,), (1,)]
        await s.press("w")
        await s.sees("Weak topics")


async def test_what_was_missed_of_a_list_comes_back_alone(staged, home: Path) -> None:
    path = home / "decks" / "kitchen.yaml"
    (home / "settings.toml").write_text('[app]\nlists = "type"\n')
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("space", "4")
        await s.sees("What are the duties of a head chef?", "Type a line, then Enter")
        await s.write("plan a menu")
        await s.press("enter")
        await s.sees("✓ Plan the menu", "1 of 3")
        await s.write("sweep")
        await s.press("enter")
        await s.sees("✗ sweep is none of the lines", "1 of 3")
        await s.press("enter")
        await s.sees("[✓] Plan the menu", "[·] Lead the brigade")
    assert path.exists()


async def test_learn_goes_from_recognising_to_recalling(staged) -> None:
    async with staged(size=(80, 30)) as s:
        await s.sees("20 new")
        await s.press("l")
        await s.sees("Step 1 of 3, Recognise", "▸ 1", "known 0 of 10")
        assert s.rows("select count(*) from event") == [(0,)]
        await s.press("1")
        await s.sees("✓ ", "Next")
        assert s.rows("select kind from event") == [("quiz",)]
        await s.press("u")
        await s.sees("Step 1 of 3, Recognise", "▸ 1")
        for _ in range(8):
            if "Complete" in s.text:
                break
            screen = s.app.screen
            assert isinstance(screen, LearnScreen)
            assert screen._session is not None
            assert screen._session.question is not None
            await s.press(str(screen._session.question.key + 1))
            await s.sees("Next")
            await s.press("enter")
            await s.pilot.pause()
        await s.sees("Step 2 of 3, Complete", "_")
        await s.press("space")
        await s.sees("I knew it")
        await s.press("y")
        await s.pilot.pause()
        assert s.rows("select count(*) from card_state") == [(0,)]
        await s.press("escape")
        await s.sees("20 new")


async def test_a_wrong_setting_names_key_and_line_and_the_app_starts(staged, home: Path) -> None:
    (home / "settings.toml").write_text(
        '# mine\n[app]\ntheme = "drak"\n[keys]\n"review.burry" = "x"\n"review.bury" = "z"\n'
    )
    async with staged(size=(160, 30)) as s:
        file = home / "settings.toml"
        await s.sees(
            f'{file}:3: “theme” has to be "dark", "light", "contrast" or "ansi".',
            f"{file}:5: There is no action “review.burry”; did you mean “review.bury”?",
        )
        await s.press("enter")
        await s.sees("What is a head chef?")
        await s.press("b", "z")
        await s.sees("new 19")
        await s.press("question_mark")
        await s.sees("z         Put the card away until tomorrow.")


async def test_settings_are_changed_and_kept_with_their_comments(staged, home: Path) -> None:
    file = home / "settings.toml"
    file.write_text("# mine\nnew_per_day = 7 # a few\n")
    async with staged(size=(100, 40)) as s:
        await s.sees("A kitchen brigade")
        await s.press("comma")
        await s.sees("Desired retention", "90 %")
        await s.press("down", "right")
        await s.sees("How many cards of each deck you meet for the first time on a day", "12 cards")
        await s.press("down", "down", "down", "enter")
        await s.pilot.pause()
        await s.write(" soon")
        await s.press("enter")
        await s.sees("“learning_steps” has to be a list of waits shorter than a day")
        await s.press("escape")
        await s.sees("1 min, 10 min")
        for _ in range(9):
            await s.press("down")
        await s.press("enter")
        await s.sees("Light")
        assert s.app.theme == "rolecall-light"
        await s.press("escape", "t")
        await s.sees("A kitchen brigade")
    text = file.read_text()
    assert text.startswith("# mine\nnew_per_day = ")
    assert "# a few" in text
    assert 'theme = "dark"' in text


@pytest.mark.parametrize("theme", ["light", "contrast", "ansi"])
async def test_the_theme_is_remembered(staged, home: Path, theme: str) -> None:
    (home / "settings.toml").write_text(f'[app]\ntheme = "{theme}"\nanimation = false\n')
    async with staged(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("space")
        await s.sees("▸ 3 Good")
        assert s.app.theme == f"rolecall-{theme}"
        assert s.app.animation_level == "none"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_wide_and_joined_characters_break_no_line(staged, home: Path, size: tuple[int, int]) -> None:
    path = home / "decks" / "kitchen.yaml"
    text = "日本語の料理 👩🏽‍🔬 cafe\u0301 שלום مرحبا " * 4
    path.write_text(path.read_text().replace("Leads the whole kitchen", text))
    async with staged(REVIEW, size=size) as s:
        await s.sees("What is a head chef?")
        await s.press("space")
        await s.sees("日本語")
        for strip in s.app.screen._compositor.render_strips():
            assert strip.cell_length == size[0]


async def test_a_deck_by_its_path_is_the_same_deck_everywhere(staged, home: Path) -> None:
    path = home / "elsewhere.yaml"
    path.write_text((home / "decks" / "kitchen.yaml").read_text().replace("deck: kitchen", "deck: canteen"))
    one = Start(Opening.REVIEW, str(path))
    async with staged(one) as s:
        await s.sees("What is a head chef?")
        for _ in range(80):
            if "Done for now" in s.text:
                break
            await s.press("enter", "4")
            await s.pilot.pause()
        await s.press("escape")
        await s.sees("A kitchen brigade")
