"""Learning, quizzes and what they tell of oneself, on a real terminal of 80 by 24, from key to key."""

import os
import re
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from terminals import ROOT, Open, Terminal, leave

ESC, DOWN, RIGHT, LEFT, ENTER, BACKSPACE = "\x1b", "\x1b[B", "\x1b[C", "\x1b[D", "\r", "\x7f"
QUIT = "\x11"


def choose(app: Terminal, right: set[str] | None = None) -> bool:
    """Answer the question that is shown, by what is known to be `right`; whether that was right."""
    screen = app.wait("a question", lambda now: re.search(r"▸ 1 {2}", now))
    known = right if right is not None else set()
    stem = screen[: screen.index("▸ 1")].strip().splitlines()[-1]
    options = re.findall(r"^ +▸? ([1-5]) {2}(\S.*)$", screen, re.MULTILINE)
    app.press(next((number for number, text in options if f"{stem} {text}" in known), "1"))
    after = app.see("✓", "⏎ Next")
    known |= {f"{stem} {text}" for text in re.findall(r"✓ [1-5] {2}(\S.*)", after)}
    return "✗" not in after


# -- learn


def test_new_cards_are_recognised_completed_and_recalled(home: Path, terminal: Open) -> None:
    (home / "settings.toml").write_text("[decks.kitchen]\nnew_per_day = 2\n", encoding="utf-8")
    app = terminal("learn", "kitchen")
    app.see("known 0 of 2")
    steps, missed = set(), False
    right: set[str] = set()
    for _ in range(60):
        screen = app.wait("a step", lambda now: "Step " in now or "Learned for now" in now)
        if "Learned for now" in screen:
            break
        step = int(re.search(r"Step (\d) of 3", screen)[1])
        steps.add(step)
        if step == 1:
            choose(app, right)
            app.press(ENTER)
            app.see(gone="⏎ Next")
            continue
        app.press(" ")
        screen = app.wait("the answer", lambda now: "I knew it" in now or "Tick what you recalled" in now)
        if "[·]" in screen:
            app.press("a")
            app.see("[✓]", gone="[·]")
            app.press(ENTER)
        else:
            app.press("y" if missed else "n")  # the first one is not known yet, and comes again
            missed = True
        app.wait("the next", lambda now: "I knew it" not in now and "Tick what" not in now)
    app.see("✓ Learned for now", "v review what is due, esc back.")
    assert steps == {1, 2, 3}
    assert missed
    leave(app)


# -- quizzes


def test_a_quiz_is_set_up_answered_killed_resumed_and_remembered(home: Path, terminal: Open) -> None:
    app = terminal()
    app.see("A kitchen brigade", "20 new")
    app.press("q")
    app.see(
        "New quiz", "Difficulty  d medium", "Only        o everything", "How sure   c not asked", "All topics"
    )
    app.press("d")
    app.see("d hard")
    app.press("c")
    app.see("How sure   c asked", gone="not asked")
    app.press("\t")
    app.see("Role", "All roles", "Sauce cook")
    app.press("\t" + DOWN + DOWN + " ")
    app.see("[x]")
    app.press("\x1b[H ")
    app.see(gone="[x]")
    app.press("f")
    app.see("a role's duty")
    app.press(LEFT)
    app.see("  5 questions")
    app.press(ENTER)
    app.see("1 of 5", "▸ 1")
    app.press("1")
    app.see("How sure are you?")
    app.press("2")
    app.see("✓ ", "⏎ Next")
    app.child.kill(signal.SIGKILL)
    app.child.wait()

    again = terminal()
    again.see("1 of 5 answered", "c continues")
    again.press("c")
    for number in range(2, 6):
        again.see(f"{number} of ", "▸ 1")
        again.press("1")
        again.see("How sure are you?")
        again.press("3")
        again.see("⏎ Next")
        again.press(ENTER)
    again.wait("an end, or what is asked besides", lambda now: "right" in now or "6 of " in now)
    again.press(ESC)
    again.see("A kitchen brigade", "q Quiz")
    again.press("q")
    again.see("New quiz")
    again.press("y")
    again.see("Former quizzes")
    leave(again)


def test_who_was_taken_for_whom_is_said_and_asked_about_later(home: Path, terminal: Open) -> None:
    app = terminal("quiz", "kitchen", "--count", "6", "--seed", "3", "--kind", "duty-of-role")
    other, asked = "", ""
    for _ in range(20):
        screen = app.wait("a question", lambda now: "▸ 1" in now or "Quiz result" in now)
        if "Quiz result" in screen:
            break
        stem = re.search(r"Which of these is a duty of an? ([\w ]+)\?", screen)
        if other and stem and stem[1] == other:
            asked = other
        if choose(app):
            app.press(ENTER)
        else:
            found = re.search(r"That is a duty of an? ([\w ]+)\.", app.text())
            other = other or (found[1] if found else "")
            app.press(ENTER)
        app.see(gone="⏎ Next")
    assert other
    assert asked == other
    app.see("Quiz result", "By topic", "Taken for one another", "⇄ You took")
    leave(app)


# -- what it tells of oneself


def test_weak_topics_and_statistics_can_be_read_without_colours(home: Path, terminal: Open) -> None:
    first = terminal("quiz", "kitchen", "--count", "8", "--seed", "1", "--kind", "duty-of-role", NO_COLOR="1")
    for _ in range(20):
        screen = first.wait("a question", lambda now: "▸ 1" in now or "Quiz result" in now)
        if "Quiz result" in screen:
            break
        choose(first)
        first.press(ENTER)
        first.see(gone="⏎ Next")
    first.press("w")
    first.see("Weak topics", "Cooking", "r Review it")
    first.press(DOWN)
    first.press("r")
    first.wait("the topic’s cards", lambda now: "Show answer" in now or "Type the answer" in now)
    first.press(ESC)
    first.see("r Review it")
    first.press(ESC)
    first.see("learned", "s Stats")
    first.press("s")
    first.see("Statistics", "1 of 9")
    first.press(RIGHT + RIGHT)
    screen = first.see("Answers a day", "3 of 9", "┤", "█")
    first.press("v")
    first.see("Answers a day", gone="┤")
    assert re.search(r"\b8\b", screen)
    leave(first)
    assert all(map(grey, re.findall(rb"[34]8;(2;\d+;\d+;\d+|5;\d+)", first.raw)))


def grey(colour: bytes) -> bool:
    """Whether a colour, as terminals are told it, is none."""
    way, *numbers = map(int, colour.split(b";"))
    if way == 5:
        cube = numbers[0] - 16
        return cube >= 216 or (cube >= 0 and cube // 36 == cube // 6 % 6 == cube % 6)
    return len(set(numbers)) == 1


def test_the_exam_has_a_day_and_a_plan(home: Path, terminal: Open) -> None:
    app = terminal()
    app.see("A kitchen brigade", "20 new")
    app.press("x")
    app.see("Exam plan", "d Day")
    app.press("d")
    app.see("The day, such as")
    day = (datetime.now().astimezone() + timedelta(days=30)).date()
    app.press(f"{day}{ENTER}")
    app.see("in 30 days", "The mark to expect on the day", "By the plan")
    app.press(ESC)
    app.see("exam in 30 days", "Exam plan:")
    leave(app)
    assert f"exam = {day}" in (home / "settings.toml").read_text(encoding="utf-8")


# -- line by line


def test_a_pipe_has_the_same_cards_in_the_same_order_and_words(home: Path, terminal: Open) -> None:
    env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}

    def piped(*arguments: str, typed: str = "") -> str:
        command = [sys.executable, "-m", "study.main", *arguments]
        done = subprocess.run(
            command, env=env, cwd=ROOT, input=typed, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout + done.stderr
        return " ".join(done.stdout.split())

    app = terminal("review", "kitchen")
    shown = []
    for _ in range(3):
        screen = app.see("Show answer")
        shown.append(next(line.strip() for line in screen.splitlines() if line.strip().endswith("?")))
        app.press("b")
        app.see(gone=shown[-1])
    app.press("uuu")
    app.see(shown[0])
    leave(app)
    lines = piped("review", "kitchen", "--plain", typed="\n4\n" + "\na\n4\n" + "\n4\nq\n")
    places = [lines.index(prompt) for prompt in shown]
    assert places == sorted(places)
    assert "1 Again" in lines
    assert "Step 1 of 3" in piped("learn", "kitchen", "--plain", typed="q\n")
    assert "1 of 3" in piped("quiz", "kitchen", "--plain", "--count", "3", typed="q\n")
    assert "not enough evidence from" in piped("weak", "kitchen", "--plain")
    assert "Answers a day" in piped("stats", "kitchen", "--plain")
