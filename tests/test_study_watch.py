"""`study decks watch`: a deck as it is being written, looked at again on every save."""

import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pexpect
import pytest
from textual.pilot import Pilot

from decks.model import Card
from decks.questions import make_questions
from decks.reading.files import read_deck
from study.actions.action import Place
from study.actions.registry import ABOUT, actions_at, bindings
from study.cli.root import run
from study.core import Study
from study.watching import watcher
from study.watching.app import WatchApp
from study.watching.files import stamps, vanished
from study.watching.looking import look, place_of
from study.watching.screen import WatchScreen

ROOT = Path(__file__).parents[1]
LEADS = "Leads the whole kitchen"


def no_study() -> Study:
    raise AssertionError("The preview has no use for progress.")


class Preview:
    """The app, the deck that it watches, and what can be seen."""

    def __init__(self, app: WatchApp, pilot: Pilot[None], deck: Path) -> None:
        self.app, self.pilot, self.deck = app, pilot, deck

    @property
    def text(self) -> str:
        """The screen, in one line."""
        return " ".join(" ".join(strip.text for strip in self.app.screen._compositor.render_strips()).split())

    async def sees(self, *wanted: str, gone: str = "") -> str:
        """Wait until all of these are on the screen, and the last is not."""
        end = time.monotonic() + 60
        while not all(each in self.text for each in wanted) or (gone and gone in self.text):
            assert time.monotonic() < end, f"{wanted}, without {gone!r}, is not:\n{self.text}"
            await self.pilot.pause()
        return self.text

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    def change(self, old: str, new: str) -> None:
        """Save the deck as an editor does: by a new file that takes the place of the old one."""
        text = self.deck.read_text(encoding="utf-8")
        assert old in text
        beside = self.deck.with_suffix(".new")
        beside.write_text(text.replace(old, new), encoding="utf-8")
        beside.replace(self.deck)


Open = Callable[..., AbstractAsyncContextManager[Preview]]


@contextmanager
def lent() -> Iterator[None]:
    """The terminal, lent to the editor."""
    yield


@pytest.fixture
def preview(tmp_path: Path, kitchen: str, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the preview of the kitchen deck, or of one with another text."""
    monkeypatch.setattr(WatchApp, "suspend", lambda _: lent())  # a test has no terminal to lend
    clock = datetime(2026, 3, 2, 22, 4, 11, tzinfo=UTC)

    @asynccontextmanager
    async def opened(text: str = kitchen, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Preview]:
        deck = tmp_path / "kitchen.yaml"
        deck.write_text(text, encoding="utf-8")
        app = WatchApp(no_study, deck, str(deck), clock=lambda: clock, every=0.01)
        async with app.run_test(size=size) as pilot:
            yield Preview(app, pilot, deck)

    return opened


# -- what is shown


@pytest.fixture
def asked(home: Path) -> int:
    """How many questions the kitchen makes."""
    deck, _ = read_deck(home / "decks" / "kitchen.yaml")
    assert deck is not None
    return len(make_questions(deck))


async def test_a_sound_deck_has_no_problems(preview: Open, asked: int) -> None:
    async with preview() as p:
        text = await p.sees("Nothing is wrong with this deck.")
        assert "Watch › kitchen.yaml ✓ no problems 22:04:11" in text
        assert f"▸ Problems 0 Cards 26 Questions {asked}" in text


async def test_each_problem_has_its_sign_its_place_and_what_to_do(preview: Open, kitchen: str) -> None:
    broken = kitchen.replace(LEADS, f"A head chef {LEADS.lower()}").replace(
        "Wash up}", "Wash up, colour: red}"
    )
    async with preview(broken) as p:
        text = await p.sees("▸ Problems 2", "✗ 1 ! 1 · 0", "D111", "D303")
        assert (
            "! kitchen.yaml:14:17 D303 The definition of “head-chef” holds its title, ▌ so that no question can ask "
            "which role it is. Say what the role is ▌ without “Head chef”."
        ) in text
        assert "✗ kitchen.yaml:41:38 D111 An entry has no key “colour”." in text


async def test_cards_are_shown_as_students_see_them(preview: Open) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("tab")
        text = await p.sees("▸ Cards 26", "1 of 26 head-chef/definition#role-definition kitchen.yaml:14")
        assert "Who is who What is a head chef?" in text
        assert LEADS not in text
        await p.press("space")
        await p.sees(LEADS, "Source: The brigade book")
        await p.press("space")
        await p.sees("What is a head chef?", gone=LEADS)
        await p.press("j")
        await p.sees("2 of 26")
        await p.press("k", "k")
        await p.sees("1 of 26")


async def test_a_card_to_type_takes_no_keys_and_a_list_shows_its_lines(preview: Open) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("l", "G")
        await p.sees("26 of 26 cards/pasta#typed", "Type the answer, then Enter")
        await p.press("space")
        await p.sees("salt")
        await p.press("k", "g")
        await p.sees("1 of 26")
        for _ in range(26):
            if "What are the duties" in p.text:
                break
            await p.press("j")
        await p.press("space")
        await p.sees("[·]")


async def test_questions_can_be_answered_and_seen_through(preview: Open, asked: int) -> None:
    async with preview() as p:
        await p.sees(f"Questions {asked}")
        await p.press("shift+tab")
        await p.sees(f"▸ Questions {asked}", f"1 of {asked}")
        await p.press("G")
        text = await p.sees("Who invented the brigade?", f"{asked} of {asked} questions/brigade#written")
        right = next(number for number in "123" if f"{number} Escoffier" in text)
        wrong = "2" if right == "1" else "1"
        await p.press(wrong)
        await p.sees(f"✗ {wrong}", f"✓ {right} Escoffier", "After his time in the army.")
        await p.press("space")
        await p.sees("Who invented", gone="Why:")
        await p.press("space")
        await p.sees(f"✓ {right} Escoffier", gone="✗")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_it_fits_every_size(preview: Open, size: tuple[int, int], asked: int) -> None:
    async with preview(size=size) as p:
        await p.sees("Nothing is wrong with this deck.")
        await p.press("tab", "space")
        await p.sees(LEADS)
        await p.press("tab", "space")
        await p.sees(f"1 of {asked}", "✓")


# -- saving


async def test_a_save_by_renaming_is_seen_and_the_card_stays(preview: Open, kitchen: str) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("tab", "j", "j", "space")
        before = await p.sees("3 of 26")
        name = before.split("3 of 26 ")[1].split()[0]
        p.change("Keeps pots and floors clean", "Keeps everything clean")
        p.change(
            "  - id: head-chef",
            "  - {id: guest, title: Guest, definition: Eats what there is}\n  - id: head-chef",
        )
        await p.sees("Cards 28", f"5 of 28 {name}")
        assert "Show" not in p.text


async def test_the_shown_text_follows_the_file(preview: Open) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("tab", "space")
        await p.sees(LEADS)
        p.change(LEADS, "Leads them all")
        await p.sees("Leads them all", "1 of 26")


async def test_a_fact_with_a_new_id_is_followed_by_its_line(preview: Open) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("tab")
        for _ in range(26):
            if "head-chef/taste#" in p.text:
                break
            await p.press("j")
        await p.sees("head-chef/taste#")
        p.change("id: taste", "id: try-all")
        await p.sees("head-chef/try-all#")


async def test_a_broken_file_shows_its_problem_and_the_last_good_text(preview: Open, asked: int) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("tab")
        p.change(LEADS, f'"{LEADS}')
        await p.sees(
            "✗ The deck cannot be read now; what is shown is its last good text.",
            f"Problems 1 ▸ Cards 26 (old) Questions {asked} (old)",
            "What is a head chef?",
        )
        await p.press("shift+tab")
        await p.sees("✗ kitchen.yaml:14:17 D104")
        p.change(f'"{LEADS}', LEADS)
        await p.sees("Nothing is wrong with this deck.", f"Cards 26 Questions {asked}")


async def test_a_file_that_is_away_for_a_moment_is_no_problem(
    preview: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "GRACE", 60.0)  # a busy machine has long moments
    async with preview() as p:
        await p.sees("Nothing is wrong with this deck.")
        away = p.deck.rename(p.deck.with_suffix(".away"))
        for _ in range(10):
            await p.pilot.pause()
        assert "Nothing is wrong with this deck." in p.text
        away.replace(p.deck)
        p.change(LEADS, "Leads them all")
        await p.press("tab", "space")
        await p.sees("Leads them all")


async def test_a_file_that_stays_away_is_one_and_comes_back(preview: Open) -> None:
    async with preview() as p:
        await p.sees("Nothing is wrong with this deck.")
        away = p.deck.rename(p.deck.with_suffix(".away"))
        await p.sees("D101 The file cannot be read (No such file or", "Cards 26 (old)")
        away.replace(p.deck)
        await p.sees("Nothing is wrong with this deck.")


async def test_a_deck_that_never_could_be_read_says_so(preview: Open) -> None:
    async with preview("") as p:
        await p.sees("D110 The file is empty.")
        await p.press("tab")
        await p.sees("There is nothing to show until the deck can be read; its problems say why.")
        p.deck.write_text("deck: x\ntitle: An x\n", encoding="utf-8")
        await p.sees("The deck makes no cards yet.")


async def test_included_files_are_watched_and_one_that_appears(preview: Open, kitchen: str) -> None:
    async with preview(kitchen.replace("roles:", "include: [more.yaml]\nroles:", 1)) as p:
        await p.sees("D118")
        more = p.deck.parent / "more.yaml"
        more.write_text("roles:\n  - {id: guest, title: Guest, definition: Eats}\n", encoding="utf-8")
        await p.sees("Cards 28")
        await p.press("tab", "G")
        more.write_text(
            "roles:\n  - {id: guest, title: Guest, definition: Eats and drinks}\n", encoding="utf-8"
        )
        await p.press("g", "space")
        for _ in range(28):
            if "What is a guest?" in p.text:
                break
            await p.press("j")
        await p.press("space")
        await p.sees("Eats and drinks", "more.yaml:2")


# -- the editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that mends the colour; the file to which it writes its arguments."""
    calls, program = tmp_path / "calls.json", tmp_path / "fake-editor.py"
    program.write_text(
        dedent(f"""\
            import json, pathlib, sys
            pathlib.Path({str(calls)!r}).write_text(json.dumps(sys.argv[1:]))
            file = pathlib.Path(sys.argv[-1])
            file.write_text(file.read_text(encoding="utf-8").replace(", colour: red", ""), encoding="utf-8")
            """),
        encoding="utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{program}'")
    return calls


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_a_problem_leads_to_its_line(preview: Open, kitchen: str, editor: Path, key: str) -> None:
    async with preview(kitchen.replace("Wash up}", "Wash up, colour: red}")) as p:
        await p.sees("D111")
        await p.press(key)
        assert json.loads(editor.read_text(encoding="utf-8")) == ["+41", str(p.deck)]
        await p.sees("Nothing is wrong with this deck.")


async def test_a_card_leads_to_the_line_of_its_fact(preview: Open, editor: Path) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("tab", "e")
        assert json.loads(editor.read_text(encoding="utf-8")) == ["+14", str(p.deck)]


async def test_an_editor_that_is_not_there_is_told_of(preview: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press("e")
        await p.sees("VISUAL names “no-such-editor”, which is not there; set it to an editor.")
        await p.press("tab")
        await p.sees("▸ Cards 26", gone="no-such-editor")


# -- keys


def test_the_keys_are_those_of_the_registry() -> None:
    assert bindings(Place.WATCH) == WatchScreen.BINDINGS
    for action in actions_at(Place.WATCH):
        assert callable(getattr(WatchScreen, f"action_{action.name}")), action.id


async def test_the_help_explains_the_preview_and_the_palette_knows_its_actions(preview: Open) -> None:
    async with preview(size=(120, 60)) as p:
        await p.sees("Cards 26")
        await p.press("tab")
        titles = {command.title for command in p.app.get_system_commands(p.app.screen)}
        assert titles >= {"Next view", "Edit", "Answer", "Help", "Light or dark", "Quit"}
        await p.press("question_mark")
        text = await p.sees("Watch › Help", "Everywhere")
        assert " ".join(ABOUT[Place.WATCH].text.split()) in text
        for action in actions_at(Place.WATCH):
            assert f"{action.shown} {action.help}" in text, action.id
        await p.press("escape")
        await p.sees("▸ Cards 26")


@pytest.mark.parametrize("key", ["escape", "q", "ctrl+q"])
async def test_it_is_left_with_each_of_three_keys(preview: Open, key: str) -> None:
    async with preview() as p:
        await p.sees("Cards 26")
        await p.press(key)
        assert not p.app.is_running or p.app._exit
    assert p.app.return_code == 0


# -- the command


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["decks", "watch", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_without_a_terminal_it_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = home / "decks" / "kitchen.yaml"
    assert told(capsys, str(deck)) == (
        2,
        "",
        f"Error: The preview needs a terminal to draw on; without one, use: study decks check {deck}\n",
    )


def test_a_file_that_is_not_there_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "no.yaml") == (2, "", "Error: There is no deck file no.yaml; check the path.\n")
    assert told(capsys, str(home)) == (
        2,
        "",
        f"Error: The folder {home} has no deck.yaml; name a deck’s file.\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_the_editor_gets_it_and_gives_it_back(home: Path) -> None:
    deck = home / "decks" / "kitchen.yaml"
    program = home / "edit.sh"
    program.write_text(
        '#!/bin/sh\necho "EDITING $1"\nread answer\nsed -i "s/Leads the whole/$answer the whole/" "$2"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    env |= {"VISUAL": str(program)}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "study.main", "decks", "watch", str(deck)],
        env=env,
        cwd=str(ROOT),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )
    try:
        child.expect("Nothing is wrong")
        child.send("\t")
        child.expect("What is a head chef")
        child.send(" ")
        child.expect("Leads the whole")
        child.send("e")
        child.expect(r"EDITING \+14")
        child.send("Rules\n")
        child.expect("Rules the whole kitchen")
        child.send("q")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
    finally:
        child.close(force=True)


# -- its parts


def test_a_file_is_known_by_time_size_and_inode(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("one", encoding="utf-8")
    before = stamps([file, other])
    assert before[other] is None
    assert stamps([file, other]) == before
    other.write_text("two", encoding="utf-8")
    os.utime(other, ns=(0, before[file][0] if before[file] else 0))
    other.replace(file)
    now = stamps([file, other])
    assert now != before
    assert not vanished(now, before)
    file.unlink()
    assert vanished(stamps([file, other]), now)


def test_a_look_keeps_the_last_good_deck(tmp_path: Path, kitchen: str) -> None:
    file = tmp_path / "kitchen.yaml"
    file.write_text(kitchen, encoding="utf-8")
    first = look(file, "kitchen.yaml")
    assert (first.old, len(first.cards), first.files) == (False, 26, (file,))
    file.write_text("[", encoding="utf-8")
    second = look(file, "kitchen.yaml", first)
    assert (second.old, second.cards, second.deck) == (True, first.cards, first.deck)
    assert second.problems != first.problems


def test_a_look_can_be_broken_off(tmp_path: Path, kitchen: str) -> None:
    file = tmp_path / "kitchen.yaml"
    file.write_text(kitchen, encoding="utf-8")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look(file, "kitchen.yaml", None, stop)


def test_the_place_is_kept_by_id_then_by_line_then_by_number(tmp_path: Path, kitchen: str) -> None:
    file = tmp_path / "kitchen.yaml"
    file.write_text(kitchen, encoding="utf-8")
    cards = look(file, "kitchen.yaml").cards
    assert place_of(cards[3:], cards[5], 5) == 2
    without = tuple(card for card in cards if card.id != cards[5].id)
    mark, old = without[place_of(without, cards[5], 5)].mark, cards[5].mark
    assert mark is not None
    assert old is not None
    assert abs(mark.line - old.line) <= 1
    nothing: tuple[Card, ...] = ()
    assert place_of(nothing, cards[5], 5) == 0
    assert place_of(cards[:3], None, 5) == 2
