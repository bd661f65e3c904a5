"""Editing a deck from the app: which editor is run and how, and what becomes of the session."""

import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from textual.pilot import Pilot

from decks.model import Mark
from progress.days import StudyDays
from progress.locations import locate
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.editing.editing import brought, reread
from study.editing.editor import EditorProblem, arguments, edit, find_editor
from study.screens import saving
from study.sessions.terms import Terms

MONDAY = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
FILE = Path("/home/ada/my decks/kitchen.yaml")

# -- which editor


def everywhere(name: str) -> str | None:
    return f"/usr/bin/{name}"


def nowhere(_: str) -> str | None:
    return None


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, ["code", "--wait"]),
        ({"VISUAL": " ", "EDITOR": "vi"}, ["vi"]),
        ({"EDITOR": "'/opt/my editor/ed' -x"}, ["/opt/my editor/ed", "-x"]),
        ({}, ["nano"]),
    ],
)
def test_the_editor_is_the_one_of_visual_then_of_editor(environ: dict[str, str], command: list[str]) -> None:
    assert find_editor(environ, everywhere) == command


def test_without_nano_it_is_vi() -> None:
    assert find_editor({}, lambda name: "/bin/vi" if name == "vi" else None) == ["vi"]


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "No editor is set; set the variable EDITOR to the name of yours."),
        ({"EDITOR": "gone -x"}, "EDITOR names “gone”, which is not there; set it to an editor."),
        ({"VISUAL": "vi 'x"}, "VISUAL is “vi 'x”, which is no command; set it to an editor."),
    ],
)
def test_where_there_is_no_editor_one_sentence_says_so(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(EditorProblem) as caught:
        find_editor(environ, nowhere)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("editor", "after"),
    [
        ("vi", ["+7", "FILE"]),
        ("/usr/bin/vim -n", ["+7", "FILE"]),
        ("nvim", ["+7", "FILE"]),
        ("nano", ["+7", "FILE"]),
        ("emacs -nw", ["+7", "FILE"]),
        ("micro", ["+7", "FILE"]),
        ("kak", ["+7", "FILE"]),
        ("unheard-of", ["+7", "FILE"]),
        ("hx", ["FILE:7:3"]),
        ("helix", ["FILE:7:3"]),
        ("code", ["--wait", "--goto", "FILE:7:3"]),
        ("code -w -n", ["--goto", "FILE:7:3"]),
        ("/opt/bin/codium --wait", ["--goto", "FILE:7:3"]),
        ("subl", ["--wait", "FILE:7"]),
        ("subl -w", ["FILE:7"]),
        ("zed", ["--wait", "FILE:7:3"]),
        ("gvim", ["-f", "+7", "FILE"]),
        ("gvim --nofork", ["+7", "FILE"]),
    ],
)
def test_each_editor_gets_the_line_in_its_own_way_and_is_waited_for(editor: str, after: list[str]) -> None:
    command = editor.split()
    wanted = [each.replace("FILE", str(FILE)) for each in after]
    assert arguments(command, FILE, 7, 3) == [*command, *wanted]


# -- running it


@contextmanager
def lent() -> Iterator[None]:
    """The terminal, lent to the editor."""
    yield


class Editor:
    """A program that notes how it was called, and edits as it was told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._calls, self._orders = folder / "calls.json", folder / "orders.json"
        program = folder / "fake-editor.py"
        program.write_text(
            dedent(f"""\
                import json, os, pathlib, sys
                orders = json.loads(pathlib.Path({str(self._orders)!r}).read_text(encoding="utf-8"))
                pathlib.Path({str(self._calls)!r}).write_text(json.dumps(sys.argv[1:]), encoding="utf-8")
                file = pathlib.Path(sys.argv[-1])
                text = file.read_text(encoding="utf-8")
                for old, new in orders["edits"]:
                    assert old in text, old
                    text = text.replace(old, new)
                file.write_text(text, encoding="utf-8")
                if orders["signal"]:
                    os.kill(os.getpid(), orders["signal"])
                sys.exit(orders["status"])
                """),
            encoding="utf-8",
        )
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{program}'")
        self.will()

    def will(self, *edits: tuple[str, str], status: int = 0, signal: int = 0) -> None:
        """Replace texts the next time, and end with a status or by a signal."""
        orders = {"edits": edits, "status": status, "signal": signal}
        self._orders.write_text(json.dumps(orders), encoding="utf-8")

    @property
    def calls(self) -> list[str] | None:
        """With what it was called last; None where it was not."""
        return json.loads(self._calls.read_text(encoding="utf-8")) if self._calls.exists() else None


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    return Editor(tmp_path, monkeypatch)


def environ(command: str) -> dict[str, str]:
    return {"EDITOR": command}


def failing(mark: Mark, command: str) -> str:
    with pytest.raises(EditorProblem) as caught:
        edit(mark, environ(command), lent)
    return str(caught.value)


def test_an_editor_that_fails_is_told_of_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text("deck: x\n", encoding="utf-8")
    plain = tmp_path / "plain"
    plain.write_text("no program", encoding="utf-8")
    plain.chmod(0o755)
    here = Mark(str(file), 1, 1)
    assert failing(here, "false") == "The editor “false” ended with status 1."
    assert failing(here, "sh -c 'kill -15 $$'") == "The editor “sh” was ended by signal 15."
    assert failing(here, str(plain)) == f"The editor “{plain}” cannot be run: Exec format error."
    gone = tmp_path / "gone.yaml"
    assert failing(Mark(str(gone), 1, 1), "true") == f"{gone} is not there any more."


def test_ctrl_c_in_the_editor_is_not_for_the_app(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text("deck: x\n", encoding="utf-8")
    said = failing(Mark(str(file), 1, 1), "sh -c 'kill -2 $PPID; kill -2 $$'")
    assert said == "The editor “sh” was ended by signal 2."


# -- the session that goes on


class Stage:
    """The app, and what can be seen of it."""

    def __init__(self, app: RolecallApp, pilot: Pilot[None], home: Path) -> None:
        self.app, self.pilot = app, pilot
        self.deck = home / "decks" / "kitchen.yaml"

    @property
    def text(self) -> str:
        """The screen, in one line."""
        return " ".join(" ".join(strip.text for strip in self.app.screen._compositor.render_strips()).split())

    def has(self, wanted: str) -> bool:
        """Whether a text is on the screen, wherever its lines are broken."""
        return wanted.replace(" ", "") in self.text.replace(" ", "")

    async def sees(self, *wanted: str) -> str:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + 60
        while not all(map(self.has, wanted)):
            assert time.monotonic() < end, f"{wanted} not in:\n{self.text}"
            await self.pilot.pause()
        return self.text

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    def line(self, text: str) -> int:
        """The line of the deck that holds a text."""
        lines = self.deck.read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)


Open = Callable[..., AbstractAsyncContextManager[Stage]]


def make_study(home: Path) -> Study:
    return Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: MONDAY, random=Random(5))


@pytest.fixture
def stage(home: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setattr(saving, "SOON", 60.0)
    monkeypatch.setattr(RolecallApp, "suspend", lambda _: lent())  # a test has no terminal to lend

    @asynccontextmanager
    async def opened(start: Start, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Stage]:
        app = RolecallApp(make_study(home), start)
        async with app.run_test(size=size, notifications=True) as pilot:
            yield Stage(app, pilot, home)

    return opened


REVIEW = Start(Opening.REVIEW, "kitchen")
QUIZ = Start(Opening.QUIZ, "kitchen", count=3, seed=1)
LEADS = "Leads the whole kitchen"


async def test_e_opens_the_editor_at_the_line_of_the_fact(stage: Open, editor: Editor) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("e")
        assert editor.calls == [f"+{s.line(LEADS)}", str(s.deck)]
        await s.sees("What is a head chef?")
        await s.press("space")
        await s.sees(LEADS)


async def test_e_in_browse_opens_the_editor_and_shows_the_deck_as_it_is_then(
    stage: Open, editor: Editor
) -> None:
    async with stage(Start(Opening.BROWSE, "kitchen", search="leads")) as s:
        await s.sees(" found · by deck", "What is a head chef?")
        editor.will((LEADS, "Leads everybody"))
        await s.press("e")
        assert editor.calls == [f"+{s.line('Leads everybody')}", str(s.deck)]
        await s.sees("The deck was read again", "Leads everybody")
        editor.will(("  - id: head-chef", "  - id: ["))
        await s.press("e")
        await s.sees("The deck cannot be read now, so you go on with its former text")
        await s.sees("Leads everybody")


async def test_the_changed_card_is_shown_before_and_after_the_answer(stage: Open, editor: Editor) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?", "new 20")
        editor.will((LEADS, "Leads everybody"))
        await s.press("e", "space")
        await s.sees("Leads everybody", "Good")
        editor.will(("Leads everybody", "Leads them all"), ("title: Head chef", "title: Chef"))
        await s.press("e")
        await s.sees("What is a chef?", "Leads them all", "Good")
        await s.press("3")
        await s.sees("new 19")


async def test_a_card_that_is_gone_gives_way_to_the_next(stage: Open, editor: Editor) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        editor.will((f"    definition: {LEADS}\n", ""))
        await s.press("e")
        text = await s.sees("That card is no longer in the deck, so it is not asked any more.", "Show answer")
        assert "What is a head chef?" not in text


async def test_a_deck_that_breaks_leaves_the_session_as_it_was(stage: Open, editor: Editor) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        editor.will((LEADS, f'"{LEADS}'))
        await s.press("e")
        await s.sees("The deck cannot be read now, so you go on with its former text:", "kitchen.yaml:")
        await s.sees("error D1", "What is a head chef?")
        await s.press("space")
        await s.sees(LEADS, "Good")
        await s.press("3")
        await s.sees("new 19")
        editor.will((f'"{LEADS}', LEADS))
        await s.press("e")
        text = await s.sees("new 19")
        assert "former text" not in text


async def test_an_error_that_leaves_out_cards_leaves_the_session_as_it_was(
    stage: Open, editor: Editor
) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        editor.will((f"definition: {LEADS}", "definition: {txt: none}"))
        await s.press("e")
        line = s.line("definition: {txt: none}")
        await s.sees(
            "An error leaves out part of the deck, so you go on with its former text:",
            f"kitchen.yaml:{line}:",
        )
        await s.press("space")
        await s.sees(LEADS)


async def test_ticks_stay_on_the_lines_that_stay(stage: Open, editor: Editor, home: Path) -> None:
    text = (home / "decks" / "kitchen.yaml").read_text(encoding="utf-8")
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        while "What are the duties" not in s.text and "List" not in s.text:
            await s.press("space", "4")
            await s.pilot.pause()
        await s.press("space")
        await s.sees("Tick what you recalled.")
        await s.press("space")
        shown = await s.sees("[✓]")
        ticked = shown.split("[✓] ")[1].split(" [·]")[0].removesuffix("▸").strip()
        assert ticked in text
        editor.will((ticked, f"{ticked} indeed"))
        await s.press("e")
        await s.sees(f"[✓] {ticked} indeed")


async def test_what_was_typed_stays(stage: Open, editor: Editor, home: Path) -> None:
    deck = home / "decks" / "kitchen.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text[: text.index("roles:")] + text[text.index("cards:") :], encoding="utf-8")
    async with stage(REVIEW) as s:
        await s.sees("What goes into the water before the pasta?")
        await s.press("s", "e", "a")
        await s.sees("sea")
        assert editor.calls is None
        editor.will(("before the pasta", "of the pasta"))
        await s.press("f4")
        await s.sees("What goes into the water of the pasta?", "sea")
        await s.press("space", "s", "a", "l", "t", "enter")
        await s.sees("✓ Right")
        editor.will(("accept: [sea salt]", "accept: [rock salt]"))
        await s.press("e")
        await s.sees("✗ You [sea ]salt")


async def test_the_editor_that_fails_is_told_of_and_the_deck_still_read(stage: Open, editor: Editor) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        editor.will(("title: Head chef", "title: Chief cook"), status=3)
        await s.press("e")
        await s.sees("What is a chief cook?", "ended with status 3.")


async def test_a_missing_editor_is_told_of(stage: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        await s.press("e")
        await s.sees("VISUAL names “no-such-editor”, which is not there; set it to an editor.")
        await s.press("space")
        await s.sees(LEADS)


async def test_a_bundled_deck_is_not_edited(stage: Open, editor: Editor) -> None:
    async with stage(Start(Opening.REVIEW, "medical-imaging")) as s:
        await s.sees("Show answer")
        await s.press("e")
        await s.sees(
            "This deck comes with the program; make a copy to edit, and open that: "
            "study decks copy medical-imaging"
        )
        assert editor.calls is None


async def test_where_no_editor_can_be_opened_it_is_said(home: Path, editor: Editor) -> None:
    app = RolecallApp(make_study(home), REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        s = Stage(app, pilot, home)
        await s.sees("What is a head chef?")
        await s.press("e")
        await s.sees("No editor can be opened from here: this is no terminal of its own.")
        assert editor.calls is None


async def test_a_question_changes_before_and_after_its_answer(stage: Open, editor: Editor) -> None:
    async with stage(QUIZ) as s:
        await s.sees("1 of 3", "▸ 1")
        study = s.app.desk.study
        quiz = s.app.screen._quiz  # type: ignore[attr-defined]
        question = quiz[1].current
        subject = question.subject
        assert question.mark is not None
        editor.will((subject, f"{subject} always"))
        await s.press("f4")
        assert editor.calls == [f"+{question.mark.line}", str(s.deck)]
        await s.sees(f"{subject} always")
        question = quiz[1].current
        await s.press(str(question.key + 1))
        await s.sees(f"✓ {question.key + 1}", "Next")
        editor.will((f"{subject} always", f"{subject} daily"))
        await s.press("e")
        # Another text may get other options, all questions of a deck being settled together; the answer stands as given.
        await s.sees(f"{subject} daily", f"✓ {question.key + 1}", "Next", "✓ 1 ✗ 0")
        await s.press("enter")
        await s.sees("2 of 3")
        assert len(await s.app.desk.ask(lambda: list(study.store.events(session=quiz[1].record.id)))) == 1


async def test_a_question_that_is_gone_gives_way_to_the_next(stage: Open, editor: Editor) -> None:
    duties = Terms(count=3, seed=1, kinds=("duty-of-role",))  # duties have ids of their own in the file
    async with stage(Start(Opening.QUIZ, "kitchen", terms=duties)) as s:
        await s.sees("1 of 3", "▸ 1")
        question = s.app.screen._quiz[1].current  # type: ignore[attr-defined]
        fact = question.id.partition("/")[2].partition("#")[0]
        editor.will((f"id: {fact},", f"id: {fact}-anew,"))
        await s.press("f4")
        await s.sees("That question is no longer in the deck, so it is not asked any more.", "1 of 2")


async def test_what_an_edit_brings_is_said(stage: Open, editor: Editor) -> None:
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        editor.will((LEADS, "A head chef leads the whole kitchen"))
        await s.press("e")
        await s.sees("Check this:", "warning D3")


async def test_what_was_wrong_before_the_edit_is_not_said_again(
    stage: Open, editor: Editor, home: Path
) -> None:
    deck = home / "decks" / "kitchen.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("text: Wash up}", "text: Wash up, colour: red}"), encoding="utf-8")
    async with stage(REVIEW) as s:
        await s.sees("What is a head chef?")
        editor.will((LEADS, "A head chef leads the whole kitchen"))
        await s.press("e")
        said = await s.sees("Check this:", "warning D303")
        assert "D111" not in said


# -- without the app


def test_reading_again_keeps_the_deck_that_is_shown_usable(home: Path) -> None:
    study = make_study(home)
    deck = study.deck("kitchen")
    study.library()
    path = home / "decks" / "kitchen.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("deck: kitchen", "deck: galley"), encoding="utf-8"
    )
    after = reread(study, deck, lambda deck: [card.id for card in study.cards(deck)])
    assert after.deck is None
    assert after.sentence == (
        "The deck’s id is “galley” now, no more “kitchen”, so you go on with its former text."
    )
    assert brought(deck, after) == ""
    assert next(loaded.name for loaded in study.library()) == "galley"
    assert study.cards(deck)[0].deck == "kitchen"


def test_a_deck_is_read_again_wherever_it_lies(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "work" / "galley"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(
        "deck: galley\ntitle: A galley\ninclude: [roles.yaml]\n", encoding="utf-8"
    )
    roles = folder / "roles.yaml"
    roles.write_text("roles:\n  - {id: cook, title: Cook, definition: Cooks}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "work")
    study = make_study(home)
    deck = study.deck("galley")
    assert study.cards(deck)[0].mark == Mark(str(Path("galley/roles.yaml")), 2, 41)
    roles.write_text("roles:\n  - {id: cook, title: Cook, definition: Stirs}\n", encoding="utf-8")
    loaded = study.reload(deck)
    assert loaded.deck is not None
    assert next(card.answer for card in study.cards(loaded.deck)) == "Stirs"
