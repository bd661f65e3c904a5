"""How long a key takes to the screen, on every screen, with a large library and a long history.

Run it as `PYTHONPATH=.:tests/benchmarks python tests/benchmarks/bench_keys.py [rounds] [decks] [answers]` (15 rounds, 5
decks of some 20,000 cards and 1,000,000 answers unless told). `BENCH_HOME` names the folder of what bench_library.py has
built, whose progress gets some answers more; without it, that is built first, which takes minutes.

The app runs without a terminal, driven key by key. A key's way ends with the last frame that changed anything that is
seen. Told are its median and 99th percentile, in milliseconds: `drawing`, the processor's time of the thread that draws;
`all`, with what storage had to do for it; neither is lengthened by other work on the machine; and `clock`, with the waits
for the next frame. A cursor that blinks and a clock that goes on are no key's doing, and stand still. The program asks
Textual for 120 frames a second: run this with TEXTUAL_FPS=120, too. Opening a screen is told apart, for it reads what the
screen shows: until its first frame, and until its last; the first time in a run, with what is imported for it.
"""

import asyncio
import contextlib
import gc
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench_library import build
from rich.console import RenderableType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import study.app
from progress.days import LocalTime, StudyDays
from progress.locations import locate
from study.app import RolecallApp, Start
from study.core import Study
from study.start import Opening

REACH = 33.0
"""Milliseconds."""
TICK = 0.5
"""Seconds: what moves by itself on a screen, as an exam's clock, moves no more often."""
LISTS = ("down", "down", "up", "pagedown", "pageup", "end", "home")
BROWSING = (
    "o", "O", "space", "space", "n", *"note", "enter", "f", "u", "1", "s", "u", "a", "a", "enter", "down", "enter", "tab", "slash", "escape",

)  # fmt: skip
SEARCHING = (
    *"pumps",
    *["backspace"] * 5,
    *"is:due",
    *["backspace"] * 6,
    *"prop:r<0.9",
    *["backspace"] * 10,
    *"-the",
)
SEARCHING += ("backspace",) * 4


class Visit(NamedTuple):
    """A screen, the keys that lead to it from Home, and those that are pressed there in each round."""

    name: str
    way: tuple[str, ...]
    keys: tuple[str, ...]
    start: Start | None = None
    """How the app begins, where it is not on Home."""


VISITS = (
    Visit("home", (), ("down", "up", "down", "down", "up", "up", "question_mark", "escape")),
    Visit("home topics", ("right",), (*LISTS, "t", "t")),
    Visit("review", ("enter",), ("space", "3", "space", "1", "u", "space", "i", "escape", "2", "b", "u", "f", "u")),
    Visit("cram", (), ("space", "3", "space", "1", "u"), Start(Opening.REVIEW, "lib0", mode="cram")),
    Visit("learn", ("l",), ("1", "enter", "space", "y", "u")),
    Visit("setup", ("q",), (*LISTS, "space", "space", "right", "left", "d", "d", "d", "m", "m", "tab")),
    Visit("quiz", ("q", "enter"), ("down", "up", "1", "enter", "2", "enter")),
    Visit("exam", ("q", "m", "enter"), ("down", "up", "1", "n", "f", "n", "p", "g", "escape")),
    Visit("weak", ("w",), (*LISTS, "r", "escape")),
    Visit("statistics", ("s",), ("right", "right", "right", "left", "v", "v", "down", "up")),
    Visit("browse", ("b",), (*LISTS, "end", "pageup", *BROWSING)),
    Visit("search", ("b", "slash"), SEARCHING),
    Visit("browse all", (), (*LISTS, "end", "pageup", *BROWSING), Start(Opening.BROWSE)),
    Visit("search all", ("slash",), SEARCHING, Start(Opening.BROWSE)),
    Visit("browse many", (), ("a", "s", "u", "a"), Start(Opening.BROWSE, search="pumps")),
    Visit("settings", ("comma",), (*LISTS, "right", "left", "enter", "escape")),
    Visit("keys", ("comma", *["down"] * 18, "enter"), (*LISTS, "down", "enter", "escape")),
    Visit("palette", ("b", "ctrl+p"), ("down", "down", "up", *"stat", *["backspace"] * 4)),
    Visit("to palette", ("b",), ("ctrl+p", "escape")),
    Visit("plan", ("x",), ("down", "up", "pagedown", "pageup")),
)  # fmt: skip


class Took(NamedTuple):
    """Milliseconds of one key."""

    drawing: float
    all: float
    clock: float
    key: str
    first: float
    """Of the processor's time, until the first frame that changed something."""


class Times:
    """What was measured."""

    def __init__(self) -> None:
        self.keys: defaultdict[str, list[Took]] = defaultdict(list)
        self.opening: dict[str, Took] = {}


class Watched(RolecallApp):
    """The app, which knows when it last drew something new."""

    CSS_PATH = [Path(study.app.__file__).parent / name for name in RolecallApp.CSS_PATH]  # noqa: RUF012 - or it is sought here
    changed = (0.0, 0.0, 0.0)
    """When a frame last changed something: the drawing thread's time, the processor's, and the clock's, in seconds."""
    first: float | None = None
    """When the first frame did since the key was pressed, by the processor's time."""
    _seen: tuple[object, ...] = ()
    _looking = 0.0
    """Seconds that looking has taken."""

    def now(self) -> tuple[float, float, float]:
        """The three times, without those of looking."""
        gone = self._looking
        return time.thread_time() - gone, time.process_time() - gone, time.perf_counter() - gone

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if renderable is None or screen is not self.screen or screen.size.height == 0:
            return
        at, began = self.now(), time.thread_time()
        seen = tuple(tuple(strip) for strip in screen._compositor.render_strips())
        if seen != self._seen:
            self._seen, self.changed = seen, at
            self.first = at[1] if self.first is None else self.first
        self._looking += time.thread_time() - began


async def settled(app: RolecallApp, pilot: Pilot[None]) -> None:
    """Until what was asked of the desk is done and drawn."""
    await pilot.pause()
    for _ in range(2):
        if app.desk.opened is not None:
            await app.desk.ask(lambda: None)
        await pilot.pause()


async def loaded(app: RolecallApp, pilot: Pilot[None]) -> None:
    """Until everything is, also what a screen looks for by itself."""
    for _ in range(3):
        await asyncio.sleep(0.05)
        with contextlib.suppress(Exception):  # a screen that was left takes its workers with it
            await asyncio.wait_for(app.workers.wait_for_complete(), 60)
        await settled(app, pilot)


async def pressed(app: Watched, pilot: Pilot[None], key: str) -> Took:
    """Press one key and see what it does, without what would change by itself meanwhile."""
    for field in app.screen.query(Input):
        field.cursor_blink = False
    for timer in app.screen._timers:
        if timer._interval >= TICK:
            timer.pause()
    began, app.first = app.now(), None
    app.changed = began
    await pilot.press(key)
    await settled(app, pilot)
    drawing, every, clock = ((last - first) * 1000 for last, first in zip(app.changed, began, strict=True))
    first = ((began[1] if app.first is None else app.first) - began[1]) * 1000
    return Took(drawing, every, clock, key, first)


async def visit(home: Path, each: Visit, rounds: int, times: Times) -> None:
    """Measure one screen."""
    studied = Study(
        locate({"STUDY_HOME": str(home)}),
        StudyDays(LocalTime()),
        clock=lambda: datetime.now(UTC),
        random=Random(5),
    )
    app = Watched(studied, each.start or Start())
    app.UPKEEP_AFTER = 1e6
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app, pilot)
        for key in each.way:
            times.opening[each.name] = await pressed(app, pilot, key)
            await loaded(app, pilot)
        for turn in range(rounds + 1):
            depth = len(app.screen_stack)
            for key in each.keys:
                took = await pressed(app, pilot, key)
                if turn:
                    times.keys[each.name].append(took)
            await loaded(app, pilot)
            if len(app.screen_stack) != depth:
                break


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies."""
    return sorted(values)[round(share * (len(values) - 1))]


def main(rounds: int, decks: int, answers: int) -> None:
    """Build, measure, print."""
    with contextlib.ExitStack() as stack:
        kept = os.environ.get("BENCH_HOME")
        home = Path(kept or stack.enter_context(tempfile.TemporaryDirectory())) / "large"
        if not home.exists():
            build(home, decks, answers)
        times = Times()
        wanted = os.environ.get("BENCH_SCREENS", "").split(",")
        for each in VISITS:
            if wanted == [""] or each.name in wanted:
                asyncio.run(visit(home, each, rounds, times))
                gc.collect()
                told(each.name, times)
    worst = max((percentile([each.all for each in took], 0.99), name) for name, took in times.keys.items())
    print(f"worst 99th percentile: {worst[0]:.1f} ms, on “{worst[1]}”; {worst[0] / REACH:.2f} of the reach")


def told(name: str, times: Times) -> None:
    """One line, and with BENCH_KEYS set, one for each key."""
    took = times.keys[name]
    if not took:
        print(f"{name:16} could not be measured")
        return
    opening = times.opening.get(name)
    opened = f"   opening {opening.first:5.0f} {opening.all:6.0f}" if opening else ""
    slowest = ", ".join(f"{each.key} {each.all:.0f}" for each in sorted(took, key=lambda t: -t.all)[:3])
    print(f"{name:16} {measures(took)}   slowest: {slowest}{opened}", flush=True)
    if os.environ.get("BENCH_KEYS"):
        for key in dict.fromkeys(each.key for each in took):
            print(f"  {key:14} {measures([each for each in took if each.key == key])}", flush=True)


def measures(took: Sequence[Took]) -> str:
    """Median and 99th percentile of each of the three times."""
    figures = {
        "drawing": [each.drawing for each in took],
        "all": [each.all for each in took],
        "clock": [each.clock for each in took],
    }
    said = (f"{what} {percentile(v, 0.5):5.1f} {percentile(v, 0.99):6.1f}" for what, v in figures.items())
    return f"{len(took):4} keys   " + "   ".join(said)


if __name__ == "__main__":
    main(*(int(each) for each in [*sys.argv[1:], *("15", "5", "1000000")[len(sys.argv) - 1 :]]))
