"""How every screen looks, held against how it was found good.

A picture is text: what stands on the screen at 80×24 and at 120×40, and then each style with where it is, in the dark theme,
in the light one, and with NO_COLOR. Nothing of Textual's own markup is in it. `ROLECALL_LOOKS=new pytest tests/test_study_looks.py`
takes the pictures anew, to be looked at before they are kept; `ROLECALL_LOOKS=FOLDER` puts an SVG of each into a folder. Where a picture
differs, the failure names the file with what is there now, and an SVG beside it.
"""

import asyncio
import difflib
import os
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import LineFilter, Monochrome
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from progress.days import StudyDays
from progress.events import Rating
from progress.locations import Locations
from progress.sessions.handling import Hand
from study.app import Opening, RolecallApp, Start
from study.core import Study
from study.screens.exam import ExamScreen
from study.screens.keys import KeysScreen
from study.screens.quiz import QuizScreen
from study.screens.trouble import Trouble
from study.sessions.quizzes import begin
from study.sessions.terms import Terms
from study.themes_more import ANSI, CONTRAST
from study.watching.app import WatchApp

KEPT = Path(__file__).parent / "data" / "looks"
SIZES = ((80, 24), (120, 40))
THEMES = ("dark", "light")
NOON = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)
ASKED = os.environ.get("ROLECALL_LOOKS", "")
DECK = "professional-kitchen"
# Both decks have the name of one that comes with the program, and so hide it: those change.
KITCHEN = """\
deck: professional-kitchen
title: A kitchen brigade
exam: {date: "2026-04-04", pass_mark: 60}
sources:
  book: {title: The brigade book, publisher: Cooks and Sons}
topics:
  cooking: Cooking
  cooking/sauces: Sauces and stocks
  order: Who is who
  words: Words of the trade
default_topics: {definition: order, aliases: order, duties: cooking, not_duties: order}
roles:
  - id: head-chef
    title: Head chef
    source: book
    definition: Leads the whole kitchen and answers for what leaves it
    duties:
      - {id: plan-menu, text: Plan the menu, why: The menu decides what is bought.}
      - {id: lead, text: Lead the brigade, topic: order}
      - {id: taste, text: Taste every dish}
  - id: sauce-cook
    title: Sauce cook
    source: book
    definition: Makes sauces and stews
    duties:
      - {id: stock, text: Boil down the stock, topic: cooking/sauces}
      - {id: mount, text: Finish the sauce with butter, topic: cooking/sauces}
      - {id: strain, text: Strain the sauce, topic: cooking/sauces}
  - id: pastry-cook
    title: Pastry cook
    source: book
    definition: Bakes cakes and bread
    duties:
      - {id: dough, text: Knead the dough}
      - {id: glaze, text: Glaze the cakes}
      - {id: cream, text: Whip the cream}
cards:
  - {id: pasta, topic: words, front: What goes into the water before the pasta?, answer: coarse sea salt, accept: [salt],
     why: "Sauce alone does not season the inside of the pasta.", source: book}
  - {id: roux, topic: words, cloze: "A {{roux}} is flour cooked in {{butter::fat}}, equal parts of each.", source: book}
  - {id: veal, topic: words, front: "How long does a veal stock simmer, and why is it never brought to the boil?",
     back: "Six to eight hours.\\nBoiling would stir the fat and the proteins back into it, and it would turn cloudy.",
     why: "What rises while it simmers can be skimmed off."}
questions:
  - id: brigade
    topic: order
    stem: Who gave the kitchen brigade the form in which most large kitchens still have it?
    key: {text: Auguste Escoffier, why: He set up the brigade at the Savoy in London}
    distractors:
      - {text: Marie-Antoine Carême, why: He set down the families of sauces a long time before}
      - {text: Paul Bocuse, why: "He came half a century later, with the new cuisine"}
      - Fernand Point
    why: After his time in the army he divided the kitchen into stations, each with a chief.
    source: book
  - id: mothers
    topic: cooking/sauces
    stem: Which of these are mother sauces?
    keys: [Béchamel, Velouté, {text: Espagnole, why: It is made of brown stock and brown roux}]
    distractors: [{text: Mornay, why: It is a béchamel with cheese}, Chimichurri]
    source: book
  - {id: mandoline, topic: words, stem: What is a mandoline for?, key: Cutting thin even slices, distractors: [Straining sauces, Beating eggs]}
"""
WARD = """\
deck: medical-imaging
title: Words of the ward
topics: {words: Words}
cards:
  - {id: gauze, topic: words, front: What is gauze?, back: A loosely woven cloth}
  - {id: swab, topic: words, front: What is a swab?, back: A pad that takes up fluid}
"""
FAULTY = KITCHEN.replace("Leads the whole", "A head chef leads the whole").replace(
    "Strain the sauce, topic", "Strain the sauce, colour"
)


# -- what is on the screen


@lru_cache(4096)
def look_of(style: Style) -> tuple[str, str]:
    """How a sign in this style looks, in words; and how a space does, of which only the ground and lines are seen."""
    front, back = (
        "none"
        if each is None
        else each.name
        if each.triplet is None
        else Color.from_rich_color(each).hex.lower()
        for each in (style.color, style.bgcolor)
    )
    if style.reverse:
        front, back = back, front
    marks = [name for name in ("bold", "dim", "italic", "underline", "strike") if getattr(style, name)]
    lines = [mark for mark in marks if mark in ("underline", "strike")]
    return " ".join([front, "on", back, *marks]), " ".join([front] * bool(lines) + ["on", back, *lines])


def text_of(strips: list[Strip]) -> list[str]:
    """What stands on the screen, line by line."""
    # an exam's clock is not stopped
    return [
        re.sub(r"\d+:\d\d left", lambda found: "#" * (len(found[0]) - 5) + " left", strip.text).rstrip()
        for strip in strips
    ]


def looks_of(strips: list[Strip], change: LineFilter | None = None) -> list[list[str]]:
    """The style of each cell."""
    lines = []
    for strip in strips:
        line: list[str] = []
        for segment in list(strip) if change is None else change.apply(list(strip), Color(0, 0, 0)):
            if segment.style is not None and not segment.control:
                sign, space = look_of(segment.style)
                for char in segment.text:
                    # a space between words is as they are, as far as one sees
                    between = char == " " and bool(line) and line[-1].removesuffix(" bold").endswith(space)
                    line.append(line[-1] if between else space if char == " " else sign)
        lines.append(line)
    return lines


@dataclass
class Stage:
    """An app under test, and what is done on each screen that it comes to."""

    app: RolecallApp
    pilot: Pilot[None]
    seen: Callable[["Stage", str], Awaitable[None]]

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def sees(self, *wanted: str) -> None:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + 60
        while not all(each in (text := self.text) or each in " ".join(text.split()) for each in wanted):
            assert time.monotonic() < end, f"{wanted} not in:\n{self.text}"
            assert self.app._exception is None
            await self.settle()
            await asyncio.sleep(0.01)

    @property
    def strips(self) -> list[Strip]:
        """What is drawn; of what shines through from below a modal screen, nothing."""
        screen = self.app.screen
        strips = screen._compositor.render_strips()
        if not isinstance(screen, ModalScreen):
            return strips
        through = Style(bgcolor="black")
        boxes = [child.region for child in screen.children]
        return [
            Strip(
                Segment(char, segment.style)
                if any(box.contains(x, y) for box in boxes)
                else Segment(" ", through)
                for x, (char, segment) in enumerate(
                    (char, segment) for segment in strip for char in segment.text
                )
            )
            for y, strip in enumerate(strips)
        ]

    async def settle(self) -> None:
        """Let the app do all that it has to do."""
        await self.pilot._wait_for_screen()
        if self.app.is_running:
            await self.app.desk.ask(lambda: None)
            await self.pilot._wait_for_screen()

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, " " if key == "space" else None))
            await self.settle()

    async def calm(self) -> list[Strip]:
        """Wait until nothing more happens; returns what is drawn then."""
        before: list[Strip] | None = None
        while True:
            await self.settle()
            now = self.strips
            if (
                now == before
                and len(now) == self.app.size.height
                and all(worker.name == "_watch" for worker in self.app.workers)
            ):
                return now
            before = now
            await asyncio.sleep(0.02)

    async def picture(self, name: str, *wanted: str) -> None:
        """Come to a screen on which these stand, and do with it what the test is about."""
        await self.sees(*wanted)
        self.app.clear_notifications()
        for each in self.app.screen.query(Input):
            each.cursor_blink = False
        await self.calm()
        await self.seen(self, name)

    async def turn(self, size: tuple[int, int], theme: str) -> list[Strip]:
        """Have another size and theme; returns what is drawn then."""
        if self.app.size != size:
            await self.pilot.resize_terminal(*size)
        self.app.theme = f"rolecall-{theme}"
        return await self.calm()

    @property
    def right(self) -> str:
        """The key of the right option of the question on the screen."""
        screen = self.app.screen
        session = screen._session if isinstance(screen, ExamScreen) else None
        if isinstance(screen, QuizScreen) and screen._quiz:
            session = screen._quiz[1]
        assert session is not None
        assert session.current is not None
        return str(session.current.key + 1)

    @property
    def wrong(self) -> str:
        return "2" if self.right == "1" else "1"


# -- where one goes

Journey = Callable[[Stage], Awaitable[None]]
JOURNEYS: dict[str, tuple[Start, bool, Journey]] = {}
"""By name: how the app is started, whether the learner was here before, and the way."""


def journey(start: Start | None = None, *, learned: bool = False) -> Callable[[Journey], Journey]:
    def kept(go: Journey) -> Journey:
        JOURNEYS[go.__name__] = (start or Start(), learned, go)
        return go

    return kept


@journey()
async def beginning(s: Stage) -> None:
    await s.picture("home-first-run", "Press Enter to begin", "20 new", "0 of 2")
    await s.press("question_mark")
    await s.picture("help", "Keys here")
    await s.press("escape")
    await s.sees("Press Enter to begin")
    await s.press("ctrl+p")
    await s.picture("palette", "Search for commands", "Explain the screen")
    await s.press("escape", "comma")
    await s.picture("settings", "Desired retention")
    await s.press("enter")
    await s.picture("settings-typing", "90 %")
    await s.press("escape")
    s.app.push_screen(KeysScreen(s.app.desk))
    await s.picture("settings-keys", "Settings", "Keys")
    await s.press("escape", "escape")
    await s.sees("Press Enter to begin")
    await s.press("x")
    await s.picture("plan", "Exam plan")


@journey(Start(Opening.REVIEW, DECK))
async def reviewing(s: Stage) -> None:
    await s.picture("review-asked", "What is a head chef?")
    await s.press("space")
    await s.picture("review-shown", "Leads the whole kitchen")
    await s.press("f", "n")
    await s.sees("Note to yourself")
    await s.press(*"ask", "space", *"Anna")
    await s.picture("note", "ask Anna")
    await s.press("enter")
    await s.sees("Note: ask Anna")
    await s.picture("review-marked", "flag 1")
    await s.press("p")
    await s.picture("review-paused", "Paused")
    await s.press("escape")
    await s.sees("Leads the whole")
    await s.press("3")
    await s.picture("review-list-asked", "What are the duties of a head chef?")
    await s.press("space", "x", "down")
    await s.picture("review-list-shown", "Tick what you recalled.", "Rate as marked")


TRADE = Start(Opening.REVIEW, DECK, topic="words")


@journey(TRADE)
async def answering(s: Stage) -> None:
    await s.picture("review-typed-asked", "What goes into the water", "Type the answer")
    await s.press(*"coarsse", "space", *"sea", "space", *"salt", "enter")
    await s.picture("review-typed-slip", "Right, but for a slip")
    await s.press("4")
    await s.picture("review-gap-asked", "A […] is flour cooked in")
    await s.press("space")
    await s.picture("review-gap-shown", "equal parts")
    await s.press("4")
    await s.sees("How long does a veal stock simmer")
    await s.press("space")
    await s.picture("review-long-shown", "Six to eight hours.")
    sentence = (
        "The progress file cannot be written: no space is left on the device. Make room, then try again."
    )
    s.app.push_screen(Trouble(sentence))
    await s.picture("trouble", "Not saved", "Try again")
    await s.press("escape")
    await s.sees("Six to eight hours.")
    await s.press("4", "space", "4")
    await s.picture("review-over", "Done for now")


@journey(TRADE)
async def mistaken(s: Stage) -> None:
    await s.sees("Type the answer")
    await s.press(*"pepper", "enter")
    await s.picture("review-typed-wrong", "I was right")


@journey(Start(Opening.REVIEW, "nowhere"))
async def lost(s: Stage) -> None:
    await s.picture("review-failed", "nowhere")


@journey(Start(Opening.LEARN, DECK))
async def learning(s: Stage) -> None:
    await s.picture("learn-recognise", "1 of 3")
    await s.press("1")
    await s.picture("learn-recognised", "Next")
    for _ in range(40):
        await s.calm()
        if "2 of 3" in s.text:
            break
        await s.press("1" if "Choose" in s.text else "enter")
    await s.picture("learn-complete", "2 of 3")


@journey(learned=True)
async def returning(s: Stage) -> None:
    await s.picture("home", "exam in 19 days", "Due  today")
    await s.press("right")
    await s.picture("home-topics", "Sauces and stocks")
    await s.press("left", "q")
    await s.picture("setup", "All topics", "Difficulty")
    await s.press("tab", "down", "space", "m", "c")
    await s.picture("setup-roles", "[x]", "Time")
    await s.press("y")
    await s.picture("history", "Former quizzes", "exam")


@journey(Start(Opening.WEAK, DECK), learned=True)
async def weak(s: Stage) -> None:
    await s.picture("weak", "covered", "Sauces")


@journey(Start(Opening.STATISTICS, DECK), learned=True)
async def statistics(s: Stage) -> None:
    for number in range(1, 10):
        await s.picture(f"statistics-{number}", f"{number} of 9")
        if number == 3:
            await s.press("v")
            await s.picture("statistics-table", "3 of 9")
            await s.press("v")
        await s.press("right")


@journey(Start(Opening.BROWSE, DECK), learned=True)
async def browsing(s: Stage) -> None:
    await s.picture("browse", "found · by deck")
    await s.press("slash")
    s.app.post_message(events.Paste("prop:x"))
    await s.picture("browse-wrong", "prop:x", "Character 6")
    await s.press(*["backspace"] * 6, *"sauce")
    await s.calm()
    await s.press("down", "space", "down")
    await s.picture("browse-searched", "1 marked")
    await s.press("n")
    await s.picture("browse-note", "Note, empty for none")
    await s.press("escape", "enter")
    await s.picture("browse-read", "History")


SURE = Terms(count=2, seed=3, topics=("order", "words"), kinds=("written",), certainty=True)


@journey(Start(Opening.QUIZ, DECK, terms=SURE))
async def quizzing(s: Stage) -> None:
    await s.picture("quiz-asked", "1 of 2", "Choose")
    await s.press(s.wrong)
    await s.picture("quiz-sure", "How sure are you?")
    await s.press("s")
    await s.picture("quiz-wrong", "Next")
    await s.press("enter")
    await s.sees("2 of 2", "Choose")
    await s.press(s.right, "g")
    await s.picture("quiz-right", "Next")
    await s.press("enter")
    await s.picture("result", "By topic")


SEVERAL = Terms(count=1, seed=3, topics=("cooking/sauces",), kinds=("written",))


@journey(Start(Opening.QUIZ, DECK, terms=SEVERAL))
async def several(s: Stage) -> None:
    await s.sees("mother sauces")
    await s.press("1", "3")
    await s.picture("quiz-several", "[x]")
    await s.press("enter")
    await s.picture("quiz-several-answered", "Next")


@journey(Start(Opening.QUIZ, DECK, terms=Terms(count=1, seed=3, kinds=("sort-duties",))))
async def sorting(s: Stage) -> None:
    await s.sees("1 of 1", "Second role")
    await s.press("left", "right")
    await s.picture("quiz-sort", "Second role")
    await s.press("left", "right", "left", "enter")
    await s.picture("quiz-sort-answered", "Next")


@journey(Start(Opening.QUIZ, DECK, terms=Terms(count=3, seed=5, kinds=("written",), exam=True)))
async def examined(s: Stage) -> None:
    await s.sees("1 of 3", "left")
    await s.press(s.right, "n", "f")
    await s.picture("exam", "2 of 3")
    await s.press("g")
    await s.picture("navigator", "All questions")
    await s.press("escape", "s")
    await s.picture("exam-submitting", "Press s again")
    await s.press("s")
    await s.picture("result-exam", "Mark")
    await s.press("v")
    await s.picture("lookback", "1 of 3")


@journey()
async def watching(s: Stage) -> None:
    await s.picture("watch-problems", "▸ Problems 2")
    await s.press("tab")
    await s.picture("watch-cards", "▸ Cards")
    await s.press("tab", "G", "space")
    await s.picture("watch-questions", "▸ Questions")


# -- going there


def learned_before(study: Study, now: list[datetime]) -> None:
    """Reviews in three weeks, a quiz and an exam."""
    deck = study.deck(DECK)
    study.remember(deck)
    for day in range(-20, 1):
        if day % 5 == 2:
            continue
        now[0] = NOON + timedelta(days=day, hours=-3)
        session = study.review(deck)
        while session.current is not None and len(session.answered) < 4 + day % 3:
            now[0] += timedelta(seconds=20)
            rating = Rating.AGAIN if len(session.answered) % 4 == 3 else Rating.GOOD
            recalled = [rating is Rating.GOOD] * len(session.current.parts) or None
            session.answer(study.store, rating, now[0], latency_ms=6000 + 100 * day, recalled=recalled)
    for exam in (False, True):
        now[0] = NOON - timedelta(hours=2 - exam)
        quiz = begin(study, deck, Terms(count=3, seed=5, kinds=("written",), exam=exam))
        for question in quiz.questions:
            chosen = frozenset(question.keys) if len(question.keys) > 1 else question.key
            quiz.answer(study.store, chosen, now[0], latency_ms=4000)
            quiz.next()
        quiz.finish(study.store, now[0])
    Hand(study.days, Random(1)).suspend(study.store, study.cards(deck)[-1:], now[0])
    now[0] = NOON


async def go(
    name: str,
    folder: Path,
    seen: Callable[[Stage, str], Awaitable[None]],
    *,
    decks: tuple[str, str] = (KITCHEN, WARD),
    size: tuple[int, int] = SIZES[0],
) -> None:
    """Go on a journey. The test stands in `folder`: pictures show paths, and these are the same wherever it runs."""
    start, learned, way = JOURNEYS[name]
    (folder / "decks").mkdir()
    for text, file in zip(decks, ("kitchen.yaml", "ward.yaml"), strict=True):
        (folder / "decks" / file).write_text(text, encoding="utf-8")
    where = Locations(Path(), Path("progress.db"), Path("decks"), Path("rolecall.log"))
    now = [NOON]

    def study() -> Study:
        return Study(where, StudyDays(UTC), clock=lambda: now[0], random=Random(5))

    if learned:
        past = study()
        learned_before(past, now)
        past.close()
    if way is watching:
        faulty = folder / "faulty.yaml"
        faulty.write_text(FAULTY, encoding="utf-8")
        app: RolecallApp = WatchApp(study, Path("faulty.yaml"), "faulty.yaml", clock=lambda: NOON)
    else:
        app = RolecallApp(study, start)
    app.UPKEEP_AFTER = 3600.0
    async with app.run_test(size=size) as pilot:
        await way(Stage(app, pilot, seen))


# -- what they look like


@dataclass
class Album:
    """What a journey shows, held against what is kept."""

    folder: Path
    """Where what differs is put."""
    changes: list[str] = field(default_factory=list)

    async def take(self, s: Stage, name: str) -> None:
        """Look at one screen in both sizes and all themes."""
        parts: list[str] = []
        drawings: dict[str, str] = {}
        for size in SIZES:
            light, dark = await s.turn(size, "light"), await s.turn(size, "dark")
            assert text_of(dark) == text_of(light), "A theme changes what stands on the screen."
            looks = looks_of(dark), looks_of(light), looks_of(dark, Monochrome())
            parts += [f"── {size[0]}×{size[1]}", *text_of(dark), "── styles", *styles_of(*looks)]
        await s.turn(SIZES[0], "dark")
        kept = KEPT / f"{name}.txt"
        if ASKED == "new":
            KEPT.mkdir(exist_ok=True)
            kept.write_text("\n".join(parts) + "\n", encoding="utf-8")
        before = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
        if before == parts and ASKED in ("", "new"):
            return
        for size in SIZES:
            for theme in THEMES if ASKED else ("dark",):
                await s.turn(size, theme)
                drawings[f"{name}-{size[0]}-{theme}.svg"] = s.app.export_screenshot(title=name)
        await s.turn(SIZES[0], "dark")
        folder = Path(ASKED) if ASKED not in ("", "new") else self.folder
        for file, drawing in drawings.items():
            (folder / file).write_text(drawing, encoding="utf-8")
        if before != parts:
            (folder / f"{name}.txt").write_text("\n".join(parts) + "\n", encoding="utf-8")
            self.changes += difflib.unified_diff(
                before, parts, f"{name}, as it was", f"{name}, as it is", lineterm="", n=0
            )


def styles_of(*looks: list[list[str]]) -> Iterator[str]:
    """Style by style, dark, light and without colour, and where it is: line, first and last column. The commonest is everywhere else."""
    found: dict[tuple[str, ...], list[str]] = {}
    sizes: dict[tuple[str, ...], int] = {}
    for number, lines in enumerate(zip(*looks, strict=True)):
        column = 0
        for styles, run in groupby(zip(*lines, strict=True)):
            length = len(list(run))
            found.setdefault(styles, []).append(f"{number}:{column}-{column + length - 1}")
            sizes[styles] = sizes.get(styles, 0) + length
            column += length
    most = max(sizes, key=lambda styles: sizes[styles])
    for styles, places in found.items():
        yield f"{' | '.join(styles)}: {'elsewhere' if styles == most else ' '.join(places)}"


@pytest.mark.parametrize("name", JOURNEYS)
async def test_every_screen_looks_as_it_was_found_good(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    album = Album(tmp_path)
    await go(name, tmp_path, album.take)
    assert not album.changes, f"What there is now is in {tmp_path}:\n" + "\n".join(album.changes)


# -- what can be read

PLAIN = set("─━│┃┊▔▁▂▃▄▅▆▇█▓▒░▌▊▎▐▕▏╭╮╰╯┌┐└┘├┤┬┴┼·╸╺▀■ ")
"""Lines, bars and what is empty: nothing to be read."""
SCRIPTS = " 放射線技師 שלום e\u0301 👩\u200d⚕️"
"""Wide characters, right to left, a combining mark, and a sign of three."""
ENOUGH = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
"""The least contrast: https://www.w3.org/TR/WCAG22/#contrast-minimum."""
OTHER_LOOKS = (((40, 12), "contrast"), ((40, 12), "ansi"), ((80, 24), "ansi"), ((120, 40), "contrast"))
FEW = ("answering", "browsing", "quizzing", "returning")


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: str) -> float:
    """From 1 to 21; the latter also where the terminal has colours of its own."""
    found = re.match("(#.{6}) on (#.{6})", style)
    if found is None:
        return 21.0
    low, high = sorted(map(luminance, found.groups()))
    return (high + 0.05) / (low + 0.05)


def hard_to_read(strips: list[Strip], enough: float) -> list[tuple[str, str]]:
    """Signs whose contrast is too low, each with its style."""
    found = {(char, style) for char, style in signs(strips) if char not in PLAIN and contrast(style) < enough}
    return sorted(found)


def signs(strips: list[Strip]) -> Iterator[tuple[str, str]]:
    for strip in strips:
        for segment in strip:
            if segment.style is not None and not segment.control:
                for char in segment.text:
                    yield char, look_of(segment.style)[0]


async def readable(s: Stage, name: str) -> None:
    """Whether a screen of any size, and in any theme, can be read and is not out of joint."""
    for theme in (CONTRAST, ANSI):
        s.app.register_theme(theme)
    looks = (*OTHER_LOOKS, *((size, theme) for size in SIZES[:1] for theme in THEMES))
    for size, theme in looks:
        strips = await s.turn(size, theme)
        assert len(strips) == size[1], name
        assert {cell_len(strip.text) for strip in strips} == {size[0]}, f"{name} at {size}"
        if not isinstance(s.app.screen, ModalScreen):
            assert strips[0].text.split()[0] == "Rolecall", name
            assert "^q Quit" in strips[-1].text or size[0] < 80, f"{name}: the footer does not fit"
        assert hard_to_read(strips, ENOUGH.get(theme, 0)) == [], f"{name} in {theme}"
    await s.turn(SIZES[0], "dark")


@pytest.mark.parametrize("name", JOURNEYS if os.environ.get("ROLECALL_LONG_TESTS") else FEW)
async def test_every_screen_can_be_read_in_any_size_script_and_theme(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wide = re.sub(r"((?:definition|cooking/sauces): [A-Z][^,{}\n]+)", rf"\1{SCRIPTS}", KITCHEN)
    if name != "sorting":  # words in common would make its duties too much alike
        wide = re.sub(r"(text: [A-Z][^,}]+ [^,}]+)", rf"\1{SCRIPTS}", wide)
    await go(name, tmp_path, readable, decks=(wide, WARD.replace("loosely", f"loosely {SCRIPTS}")))
