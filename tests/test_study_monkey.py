"""A monkey at the keys: whatever is pressed, clicked, pasted and resized, nothing breaks, no answer is lost, and Esc leads home.

Some hundred events go by default; where `ROLECALL_LONG_TESTS` is set, 20,000. A failure names the seed and the last events.
"""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from monkey import LONG, SIZES, Monkey, number_of_events, seeds

from progress.days import StudyDays
from progress.locations import locate
from study.app import RolecallApp, Start
from study.cli.root import run
from study.core import Study

EVENTS = number_of_events(150, 5000)
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DOTS = """\
deck: %s
title: "%s"
cards:
  - {id: one, front: "What is 歯科衛生士 [b]?", back: "👩‍⚕️ e\u0301"}
  - {id: two, front: Who?, answer: nobody}
"""


@pytest.mark.parametrize("seed", seeds("1 2", "1 2 3 4"))
async def test_whatever_is_pressed_nothing_breaks_and_no_answer_is_lost(
    home: Path, seed: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, slug in enumerate(
        ("medical-imaging", "professional-kitchen")
    ):  # those that come with the program, hidden
        (home / "decks" / f"{slug}.yaml").write_text(DOTS % (slug, "漢字" * number + "[/]"), encoding="utf-8")
    (home / "decks" / "zzz.yaml").write_text("deck: [\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", "true")
    now = [BEGAN]
    random = Random(seed)

    def study() -> Study:
        return Study(
            locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now[0], random=Random(seed)
        )

    def pass_time() -> str:
        seconds = random.choice((1, 5, 70, 700, 40_000, 400_000, -3600))
        now[0] += timedelta(seconds=seconds)
        return f"{seconds} s"

    async def stay() -> None:
        """The palette has a way out, too."""

    app = RolecallApp(study, Start())
    monkeypatch.setattr(app, "action_quit", stay)
    async with app.run_test(size=SIZES[0]) as pilot:
        monkey = Monkey(app, pilot, home, seed, [pass_time])
        began = time.monotonic()
        await monkey.run(EVENTS)
        await monkey.settle()
        monkey.look()
        await monkey.go_home()
        took = time.monotonic() - began
        app.exit(return_code=0)
        await pilot._wait_for_screen()
    assert app.return_code == 0
    assert monkey.acknowledged <= monkey.log() >= monkey.logged
    with capsys.disabled():
        if LONG:
            sys.stdout.write(
                f"\n{EVENTS} events in {took:.0f} s, {len(monkey.logged)} answers, {dict(monkey.visited)}\n"
            )
    monkeypatch.setenv("STUDY_HOME", str(home))
    assert run(["progress", "check"]) == 0, capsys.readouterr()
    if LONG:
        assert len(monkey.logged) > EVENTS // 100
