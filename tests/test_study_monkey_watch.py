"""A monkey at the preview of a deck, whose files change, vanish, break and grow while it presses.

Short by default; where `ROLECALL_LONG_TESTS` is set, thousands of events.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from monkey import LEAVES, LONG, SIZES, Hand, number_of_events, seeds

from progress.days import StudyDays
from progress.locations import locate
from study.core import Study
from study.watching import screen, watcher
from study.watching.app import WatchApp

EVENTS = number_of_events(100, 4000)
HOSTILE = (
    '"[b]\\e[2J\\u202e漢字👩‍⚕️ e\\u0301[/]"',
    "'" + "x" * 3000 + "'",
    '"\\0"',
    "{a: [b]}",
    "&a [*a]",
    "!!python/object:os.system ls",
    "2026-03-02",
    "",
)


class Deck:
    """A deck's folder, and what its author, an editor or a broken disk does to it."""

    def __init__(self, folder: Path, kitchen: str, seed: int) -> None:
        self.folder, self.kitchen, self.random = folder, kitchen, Random(seed)
        self.main = folder / "deck.yaml"
        self.part = folder / "more.yaml"
        self.done: Counter[str] = Counter()
        self.main.write_text(kitchen, encoding="utf-8")

    def _clear(self, *paths: Path) -> None:
        for path in paths:
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            path.unlink(missing_ok=True)

    def change(self) -> str:
        """Something happens to a file."""
        self.folder.mkdir(exist_ok=True)
        number = self.random.randrange(16)
        path = self.random.choice((self.main, self.main, self.part))
        self._clear(*(each for each in (self.main, self.part) if each.is_dir() or each.is_symlink()))
        text = self.kitchen
        match number:
            case 0:
                self._clear(path)
            case 1:
                self._clear(path)
                path.mkdir()
            case 2:
                path.write_bytes(self.random.randbytes(self.random.choice((0, 1, 5000))))
            case 3:
                cut = self.random.randrange(len(text))
                path.write_text(text[:cut], encoding="utf-8")  # as an editor that writes in pieces
            case 4:
                for _ in range(self.random.randrange(1, 5)):
                    place = self.random.randrange(len(text))
                    text = text[:place] + self.random.choice("{}[]:-#&*!|>'\"%@` \n\t\0é漢") + text[place:]
                path.write_text(text, encoding="utf-8")
            case 5:
                self._clear(path)
                path.symlink_to(self.random.choice(("deck.yaml", "no-such", "/dev/zero", "..")))
            case 6:
                lines = text.splitlines(keepends=True)
                self.random.shuffle(lines)
                path.write_text("".join(lines), encoding="utf-8")
            case 7:
                text = text.replace("Plan the menu", self.random.choice(HOSTILE), 1)
                path.write_text(text.replace("A kitchen brigade", self.random.choice(HOSTILE), 1))
            case 8:
                roles = "".join(
                    f"  - {{id: r{n}, title: Role {n}, definition: Does {n}, duties: [Do {n} well, See to {n}]}}\n"
                    for n in range(self.random.choice((40, 150, 800 if LONG else 150)))
                )
                path.write_text(text.replace("roles:\n", "roles:\n" + roles, 1), encoding="utf-8")
            case 9:
                self.part.write_text(
                    "roles: [{id: guest, title: Guest, definition: Eats}]\n", encoding="utf-8"
                )
                self.main.write_text(text + "include: [more.yaml, no.yaml]\n", encoding="utf-8")
            case 10:
                path.write_text("[" * 20_000, encoding="utf-8")
            case 11:
                self._clear(self.main, self.part)
                for other in self.folder.iterdir():
                    other.unlink()
                self.folder.rmdir()
            case _:
                beside = self.folder / "deck.new"
                beside.write_text(
                    text.replace("kitchen", "k" * self.random.randrange(1, 9)), encoding="utf-8"
                )
                beside.replace(self.main)
        self.done[str(number)] += 1
        return f"change {number} of {path.name}"


@contextmanager
def lent() -> Iterator[None]:
    """The terminal, lent to the editor."""
    yield


@pytest.mark.parametrize("seed", seeds("1 2", "1 2 3 4"))
async def test_the_preview_bears_whatever_becomes_of_its_files(
    tmp_path: Path,
    kitchen: str,
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(WatchApp, "suspend", lambda _: lent())
    monkeypatch.setattr(watcher, "GRACE", 0.05)
    monkeypatch.setenv("EDITOR", "true")
    folder = tmp_path / "deck"
    folder.mkdir()
    deck = Deck(folder, kitchen, seed)
    clock = datetime(2026, 3, 2, 22, 4, 11, tzinfo=UTC)

    def study() -> Study:  # the preview remembers whether it is to be light or dark
        return Study(
            locate({"STUDY_HOME": str(tmp_path)}), StudyDays(UTC), clock=lambda: clock, random=Random(1)
        )

    app = WatchApp(study, folder, str(folder), clock=lambda: clock, every=0.01)
    left: list[int] = []

    async def stay() -> None:
        left.append(0)

    monkeypatch.setattr(app, "action_quit", stay)
    monkeypatch.setattr(screen.WatchScreen, "action_leave", lambda _: left.append(1))
    began = time.monotonic()
    async with app.run_test(size=SIZES[0]) as pilot:
        hand = Hand(app, pilot, seed, [deck.change], 0.12)
        hand.leaves = (*LEAVES, "f12")
        for number in range(1, EVENTS + 1):
            hand.act()
            if hand.random.random() < 0.6:
                await hand.settle()
            if number % 50 == 0:
                hand.resize(SIZES[0])
                await hand.settle()
                left.clear()
                for _ in range(6):  # out of help and palette first
                    hand.press("escape")
                    await hand.settle()
                assert 1 in left, hand.told
        # after all that, it shows what is right as soon as the file is
        for path in (deck.main, deck.part):
            folder.mkdir(exist_ok=True)
            deck._clear(path)
        deck.main.write_text(kitchen, encoding="utf-8")
        end = time.monotonic() + 60
        while "Cards 26" not in seen(app) or "(old)" in seen(app) or "✓ no problems" not in seen(app):
            assert time.monotonic() < end, f"{seen(app)}\n{hand.told}"
            await pilot.pause(0.02)
            hand.alive()
        app.exit(return_code=0)
        await pilot._wait_for_screen()
    assert app.return_code == 0
    if LONG:
        with capsys.disabled():
            took = time.monotonic() - began
            sys.stdout.write(f"\nseed {seed}: {EVENTS} events in {took:.0f} s, changes {dict(deck.done)}\n")


def seen(app: WatchApp) -> str:
    """The screen, in one line."""
    return " ".join(" ".join(strip.text for strip in app.screen._compositor.render_strips()).split())
