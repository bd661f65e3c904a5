"""How long a key takes to the screen, on every screen, with a large library and a long history.

Run it as `PYTHONPATH=.:tests/benchmarks python tests/benchmarks/bench_keys.py [rounds] [decks] [answers]` (15 rounds, 5
decks of some 20,000 cards and 1,000,000 answers unless told). `BENCH_HOME` names the folder of what bench_library.py has
built, whose progress gets some answers more; without it, that is built first, which takes minutes.

The app runs without a terminal, driven key by key. What is told is the processor's time from a key to the screen that
shows what it did, which other work on the machine does not lengthen: `drawing` on the thread that draws, `all` with what
storage had to do for it. Opening a screen is told apart, for it reads what the screen shows. The worst comes last.
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
from textual.pilot import Pilot

from progress.days import LocalTime, StudyDays
from progress.locations import locate
from study.app import RolecallApp, Start
from study.core import Study
from study.start import Opening

REACH = 33.0
"""Milliseconds."""
LISTS = ("down", "down", "up", "pagedown", "pageup", "end", "home")


class Visit(NamedTuple):
    """A screen, the keys that lead to it from Home, and those that are pressed there in each round."""

    name: str
    way: tuple[str, ...]
    keys: tuple[str, ...]
    start: Start | None = None
    """How the app begins, where it is not on Home."""


VISITS = (
    Visit("home", (), ("down", "up", "down", "down", "up", "up", "question_mark", "escape")),
    Visit("home, topics", ("right",), (*LISTS, "t", "t")),
    Visit("review", ("enter",), ("space", "3", "space", "1", "u", "space", "i", "escape", "2", "b", "u", "f", "u")),
    Visit("cram", (), ("space", "3", "space", "1", "u"), Start(Opening.REVIEW, "lib0", mode="cram")),
    Visit("learn", ("l",), ("1", "enter", "space", "y", "u")),
    Visit("setup", ("q",), (*LISTS, "space", "space", "right", "left", "d", "d", "d", "m", "m", "tab")),
    Visit("quiz", ("q", "enter"), ("down", "up", "1", "enter", "2", "enter")),
    Visit("exam", ("q", "m", "enter"), ("down", "up", "1", "n", "f", "n", "p", "g", "escape")),
    Visit("weak", ("w",), (*LISTS, "r", "escape")),
    Visit("statistics", ("s",), ("right", "right", "right", "left", "v", "v", "down", "up")),
    Visit("browse", ("b",), (*LISTS, "end", "pageup", "o", "O", "space", "f", "1", "s", "u", "enter", "enter")),
    Visit("browse, search", ("b", "slash"), (*"pumps", *["backspace"] * 5, *"is:due", *["backspace"] * 6)),
    Visit("browse, all", (), (*LISTS, "o", "O"), Start(Opening.BROWSE)),
    Visit("settings", ("comma",), (*LISTS, "right", "left")),
    Visit("plan", ("x",), ("down", "up", "pagedown", "pageup")),
)  # fmt: skip


class Times:
    """What was measured, in milliseconds."""

    def __init__(self) -> None:
        self.drawing: defaultdict[str, list[float]] = defaultdict(list)
        self.all: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        self.opening: dict[str, tuple[float, float]] = {}


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


async def pressed(app: RolecallApp, pilot: Pilot[None], key: str) -> tuple[float, float]:
    """Milliseconds of the drawing thread, and of all, for one key."""
    drawing, every = time.thread_time(), time.process_time()
    await pilot.press(key)
    await settled(app, pilot)
    return (time.thread_time() - drawing) * 1000, (time.process_time() - every) * 1000


async def visit(home: Path, each: Visit, rounds: int, times: Times) -> None:
    """Measure one screen."""
    study = Study(
        locate({"STUDY_HOME": str(home)}),
        StudyDays(LocalTime()),
        clock=lambda: datetime.now(UTC),
        random=Random(5),
    )
    app = RolecallApp(study, each.start or Start())
    app.UPKEEP_AFTER = 1e6
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(app, pilot)
        took = (0.0, 0.0)
        for key in each.way:
            took = await pressed(app, pilot, key)
            await loaded(app, pilot)
        if each.way:
            times.opening[each.name] = took
        for turn in range(rounds + 1):
            depth = len(app.screen_stack)
            for key in each.keys:
                drawing, every = await pressed(app, pilot, key)
                if turn:
                    times.drawing[each.name].append(drawing)
                    times.all[each.name].append((every, key))
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
    worst = max((percentile([t for t, _ in found], 0.99), name) for name, found in times.all.items())
    print(f"worst 99th percentile: {worst[0]:.1f} ms, on “{worst[1]}”; {worst[0] / REACH:.2f} of the reach")


def told(name: str, times: Times) -> None:
    """One line."""
    drawing, every = times.drawing[name], [took for took, _ in times.all[name]]
    if not every:
        print(f"{name:16} could not be measured")
        return
    slowest = ", ".join(f"{key} {took:.0f}" for took, key in sorted(times.all[name], reverse=True)[:3])
    opening = times.opening.get(name)
    opened = f"   opening {opening[0]:5.0f} {opening[1]:6.0f}" if opening else ""
    print(
        f"{name:16} {len(every):4} keys   drawing {percentile(drawing, 0.5):5.1f} {percentile(drawing, 0.99):6.1f}"
        f"   all {percentile(every, 0.5):5.1f} {percentile(every, 0.99):6.1f}   slowest: {slowest}{opened}",
        flush=True,
    )


if __name__ == "__main__":
    main(*(int(each) for each in [*sys.argv[1:], *("15", "5", "1000000")[len(sys.argv) - 1 :]]))
