"""How long the program takes to start with a large library and a long history, against the bundled deck alone, in one run.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_library.py [runs] [decks] [answers]` (5 runs, 5 decks of some 20,000
cards and 1,000,000 answers unless told). It takes minutes to build what is measured, always the same, in a temporary
folder; the questions of one deck of 18,000 duties are among it. Each figure is the median of whole processes that take
turns; ratios and what they should reach come last. `BENCH_HOME` names a folder in which what was built is kept.
"""

import contextlib
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench_start import BARE, until_shown, whole

from decks.cards import make_cards
from decks.library import load_file
from decks.model import Card
from progress.events import Event, EventKind, Rating
from progress.ids import uuid7_after
from progress.storage.store import Store

ROLES, DUTIES, TOPICS = 900, 20, 24
VERBS = [
    "inspect",
    "repair",
    "install",
    "operate",
    "record",
    "prepare",
    "measure",
    "clean",
    "design",
    "weld",
    "move",
    "sort",
    "label",
    "check",
    "calibrate",
    "adjust",
    "test",
    "assemble",
    "store",
    "pack",
    "load",
    "plan",
    "paint",
    "drill",
    "cut",
    "mix",
    "sample",
    "survey",
    "guide",
    "teach",
]
KINDS = [
    "steel",
    "copper",
    "wooden",
    "glass",
    "plastic",
    "paper",
    "cotton",
    "rubber",
    "ceramic",
    "digital",
    "optical",
    "hydraulic",
    "electric",
    "solar",
    "marine",
    "rural",
    "urban",
    "medical",
    "dental",
    "chemical",
]
THINGS = [
    "panels",
    "pumps",
    "valves",
    "cables",
    "engines",
    "boilers",
    "files",
    "reports",
    "samples",
    "tools",
    "vehicles",
    "roofs",
    "windows",
    "pipes",
    "tanks",
    "cameras",
    "sensors",
    "crops",
    "animals",
    "records",
    "orders",
    "shelves",
    "boxes",
    "looms",
    "presses",
    "kilns",
    "lathes",
    "mills",
    "robots",
]
WHENS = [
    "shifts",
    "harvests",
    "deliveries",
    "audits",
    "storms",
    "winters",
    "meetings",
    "trials",
    "festivals",
    "voyages",
    "flights",
    "lessons",
]
STUDY = [sys.executable, "-m", "study.main"]


def deck_text(name: str) -> str:
    """A made-up deck of 900 roles with 20 duties each."""
    chance = random.Random(name)

    def thing() -> str:
        return f"{chance.choice(KINDS)} {chance.choice(THINGS)}"

    lines = [f"deck: {name}", f"title: The deck {name}", "topics:"]
    lines += [f"  t{n}: Topic {n}" for n in range(TOPICS)]
    lines.append("roles:")
    for role in range(ROLES):
        title = f"{chance.choice(KINDS).capitalize()} {chance.choice(THINGS)[:-1]} worker {role}"
        lines += [f"  - id: role-{role}", f"    title: {title}", f"    topic: t{role % TOPICS}"]
        lines += [f"    definition: Works with {thing()} and {thing()} number {role}", "    duties:"]
        for duty in range(DUTIES):
            text = (
                f"{chance.choice(VERBS).capitalize()} {thing()} and {thing()} during {chance.choice(WHENS)}"
            )
            lines.append(f"      - {{id: d{duty}, text: {text}}}")
    return "\n".join(lines) + "\n"


def history(cards: list[Card], answers: int, end: datetime) -> Iterator[Event]:
    """Reviews over two years, each card's first one before any card's second."""
    chance, last = random.Random(11), ""
    step = timedelta(days=730) / answers
    for number in range(answers):
        at = end - (answers - number) * step
        last = uuid7_after(last, at, chance)
        card = cards[number % len(cards)]
        rating = chance.choices(list(Rating), (10, 10, 70, 10))[0]
        yield Event(
            id=last,
            learner="learner",
            device="device",
            at=at,
            kind=EventKind.REVIEW,
            deck=card.deck,
            card=card.id,
            correct=rating is not Rating.AGAIN,
            rating=rating,
            latency_ms=5000,
            day=at.date(),
        )


def build(home: Path, decks: int, answers: int) -> None:
    """The library and its history."""
    (home / "decks").mkdir(parents=True)
    cards: list[Card] = []
    for number in range(decks):
        path = home / "decks" / f"lib{number}.yaml"
        path.write_text(deck_text(f"lib{number}"))
        deck = load_file(path, bundled=False).deck
        if deck is not None:
            cards += make_cards(deck)
    print(f"{len(cards)} cards", file=sys.stderr)
    end = datetime.now(UTC) - timedelta(hours=20)
    store = Store.open(home / "progress.db", random=random.Random(1))
    with contextlib.closing(store):
        store.add(history(cards, answers, end))


def peak(command: list[str], environ: dict[str, str]) -> float:
    """The most memory that a process takes, in MB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], env=environ, check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


def used(command: list[str], environ: dict[str, str]) -> float:
    """Seconds of processor time that a process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole(command, environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int, decks: int, answers: int) -> None:
    """Build, measure, print."""
    with contextlib.ExitStack() as stack:
        kept = os.environ.get("BENCH_HOME")
        top = Path(kept or stack.enter_context(tempfile.TemporaryDirectory()))
        small, large = top / "small", top / "large"
        if not large.exists():
            build(large, decks, answers)
        plain = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        alone, full = {**plain, "STUDY_HOME": str(small)}, {**plain, "STUDY_HOME": str(large)}
        for number in range(decks):  # which reads them, and lets progress follow
            subprocess.run(
                [*STUDY, "review", f"lib{number}", "--plain"],
                env=full,
                input="q\n",
                stdout=subprocess.DEVNULL,
                text=True,
                check=True,
            )
        begun = time.perf_counter()
        quiz = [*STUDY, "quiz", "lib0", "--plain", "--new"]
        subprocess.run(quiz, env=full, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        print(f"first quiz, questions made         {time.perf_counter() - begun:8.1f} s")
        measured: dict[str, Callable[[], float]] = {
            "bare Textual app": lambda: until_shown([sys.executable, "-c", BARE], b"bare and ready", plain),
            "first card, bundled deck": lambda: until_shown([*STUDY, "review"], b"Show", alone),
            "first card, library": lambda: until_shown([*STUDY, "review"], b"Show", full),
            "Home, library": lambda: until_shown(STUDY, b"lib0", full),
            "quiz of ten, whole process": lambda: whole([*quiz], full),
            "quiz of ten, processor time": lambda: used(quiz, full),
            "python -c 'import sqlmodel'": lambda: used([sys.executable, "-c", "import sqlmodel"], full),
            "decks cards, whole process": lambda: whole(
                [*STUDY, "decks", "cards", "lib0", "--format", "jsonl"], full
            ),
        }
        times: dict[str, list[float]] = {name: [] for name in measured}
        for turn in range(runs + 1):
            for name, run in measured.items():
                seconds = run()
                if turn:
                    times[name].append(seconds)
        middle = {name: statistics.median(values) for name, values in times.items()}
        for name, seconds in middle.items():
            print(
                f"{name:32} {seconds * 1000:8.0f} ms   ({min(times[name]) * 1000:.0f}–{max(times[name]) * 1000:.0f})"
            )
        print(
            f"memory, decks cards              {peak([*STUDY, 'decks', 'cards', 'lib0', '--format', 'jsonl'], full):8.0f} MB"
        )
        print(f"memory, quiz                     {peak(quiz, full):8.0f} MB")
        bare, first = middle["bare Textual app"], middle["first card, bundled deck"]
        print(f"first card / bare app            {first / bare:8.2f}   (reach 2)")
        print(f"library / bundled deck           {middle['first card, library'] / first:8.2f}   (reach 1.3)")
        print(f"quiz of ten                      {middle['quiz of ten, whole process']:8.2f} s (reach 1)")


if __name__ == "__main__":
    main(*(int(each) for each in [*sys.argv[1:], *("5", "5", "1000000")[len(sys.argv) - 1 :]]))
