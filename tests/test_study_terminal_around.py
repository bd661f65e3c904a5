"""What works everywhere, browsing and settings, on real terminals of several sizes, from key to key."""

import re
from pathlib import Path

import pytest
from terminals import Open, Terminal, leave

ESC, DOWN, RIGHT, ENTER, CTRL_P, QUIT = "\x1b", "\x1b[B", "\x1b[C", "\r", "\x10", "\x11"


PLACEHOLDER = "Search: words"


def search(app: Terminal, text: str) -> None:
    """Type something else into the search."""
    app.press("/")
    app.see("F1 Help")
    app.press("\x15")
    app.see(PLACEHOLDER)
    app.press(text)
    app.see(text)


def test_cards_are_searched_as_one_types_and_acted_on_many_at_a_time(home: Path, terminal: Open) -> None:
    app = terminal("browse", "kitchen")
    app.see("60 of 60 found · by deck", "What is a head chef?")
    search(app, "role:sauce-cook kind:duty-roles")
    app.see("3 of 60", "Boil down the stock", "Strain the sauce", gone="Knead")
    app.press(" -strain")
    app.see("2 of 60", gone="Strain the sauce")
    app.press(ENTER)
    app.see("s Suspend")
    app.press("a")
    app.see("2 marked")
    app.press("s")
    app.see("2 cards suspended")
    app.press("o")
    app.see("by due")
    search(app, "is:suspended")
    app.see("2 of 60", "Boil down the stock")
    app.press(ENTER)
    app.see("u Undo")
    app.press("u")
    app.see("Suspending was taken back")
    search(app, "prop:r<oops")
    app.see("✗ Character 6: “prop:” takes a comparison")
    search(app, "is:suspended")
    app.see("0 of 60", "Nothing is found.")
    leave(app)


def test_browse_is_left_while_it_is_still_reading(home: Path, terminal: Open) -> None:
    app = terminal("browse", "kitchen")
    app.see("›  Browse")
    app.press(ESC)
    app.wait("Home", lambda now: now.splitlines()[0].strip() == "Rolecall")
    leave(app)


def test_settings_are_changed_kept_and_told_of_where_they_are_wrong(home: Path, terminal: Open) -> None:
    app = terminal()
    app.see("A kitchen brigade", "20 new")
    app.press(",")
    app.see("Settings", "Desired retention", "90 %")
    app.press("l")
    app.see("91 %")
    app.press(DOWN + "h")
    app.see("New cards a day", "15 cards")
    app.press(ESC)
    app.see("15 new")
    leave(app)
    file = home / "settings.toml"
    text = file.read_text(encoding="utf-8")
    assert "desired_retention = 0.91" in text
    assert "new_per_day = 15" in text
    file.write_text(text.replace("0.91", '"often"'), encoding="utf-8")
    line = text[: text.index("desired_retention")].count("\n") + 1
    again = terminal()
    again.see(f"toml:{line}: “desired_retention” has to be a number from 0.7 to 0.99", "15 new")
    again.press(ENTER)
    again.see("Show answer")
    leave(again)


def test_a_key_of_ones_own_holds_on_the_screen_in_the_footer_and_in_the_help(
    home: Path, terminal: Open
) -> None:
    (home / "settings.toml").write_text('[keys]\n"home.quiz" = "Q"\n', encoding="utf-8")
    app = terminal()
    app.see("A kitchen brigade", "Q Quiz")
    app.press("?")
    app.see("Home › Help", "Q         Set up a quiz")
    app.press(ESC)
    app.see("learned")
    app.press("Q")
    app.see("New quiz")
    leave(app)


def test_help_palette_vim_keys_mouse_and_themes(home: Path, terminal: Open) -> None:
    app = terminal()
    app.see("A kitchen brigade", "? Help")
    app.press("?")
    app.see("Home › Help", "Review what is due in the chosen deck")
    app.press(ESC)
    app.see("learned")
    app.press(CTRL_P)
    app.see("Explain the screen")
    app.press("weak")
    app.see("See what you are weakest at", gone="Exam plan")
    app.press(ENTER)
    app.see("Weak topics ›")
    app.press(ESC)
    app.see("q Quiz", "A kitchen brigade")
    app.press("j")
    app.wait("the second deck", lambda now: re.search(r"▌ ▸ Medical", now))
    app.press("k")
    app.wait("the first deck", lambda now: re.search(r"▌ ▸ A kitchen", now))
    dark = len(app.raw)
    app.press("t")
    app.wait("other colours", lambda _: len(app.raw) > dark + 2000)
    lines = app.lines()
    line = next(number for number, text in enumerate(lines, 1) if "q Quiz" in text)
    app.click(lines[line - 1].index("q Quiz") + 1, line)
    app.see("New quiz")
    leave(app)
    assert 'theme = "light"' in (home / "settings.toml").read_text(encoding="utf-8")


def drawn(screen: str) -> bool:
    """Whether head and foot stand where they belong."""
    lines = screen.split("\n")
    return lines[0].strip().startswith("Rolecall") and bool(lines[-1].strip())


@pytest.mark.parametrize("colours", ["", "1"])
def test_a_window_of_every_size_has_every_screen(home: Path, terminal: Open, colours: str) -> None:
    app = terminal(size=(40, 12), NO_COLOR=colours)
    app.see("A kitchen")
    for key, seen in (
        ("q", "New quiz"), ("w", "Weak"), ("b", "Browse"), ("s", "Statistics"), (",", "Settings"), ("x", "Exam"),
        ("l", "Learn"), ("\r", "Review"),
    ):  # fmt: skip
        app.press(key)
        app.see(f"›  {seen}")
        for columns, lines in ((20, 5), (120, 40), (80, 24), (40, 12)):
            app.resize(columns, lines)
            app.wait("all of it in the other size", drawn)
        app.see(f"›  {seen}")
        app.press(ESC)
        app.wait("Home", lambda now: now.splitlines()[0].strip() == "Rolecall")
    leave(app)


def test_answers_go_on_while_the_window_changes(home: Path, terminal: Open) -> None:
    app = terminal("review", "kitchen", size=(120, 40))
    app.see("What is a head chef?", "new 20")
    app.press(" ")
    app.see("4 Easy")
    app.resize(40, 12)
    app.wait("all of it in the other size", drawn)
    app.see("Leads the whole kitchen")
    app.press("4")
    app.wait("the next card", lambda now: "Leads the whole" not in now and "duties" in now)
    leave(app)
