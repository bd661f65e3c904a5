"""How long the program takes to start, against a bare Textual app and a bare Python, in one run.

Run it as `python tests/benchmarks/bench_start.py [runs]`. Each figure is the median of several starts of a whole process
on a pseudo-terminal of 80×24, from the start of the process to the moment the words looked for are on the screen; the
programs take turns, so that a change in the machine's speed meets all of them. Beside it stands the processor's time of
the process until then, which other work on the machine does not lengthen. The ratios come last, by either.
"""

import fcntl
import os
import pty
import re
import resource
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable

BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static
class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("bare and ready")
        yield Footer()
Bare().run()
"""
ESCAPES = re.compile(
    rb"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>]"
)
LIMIT = 20.0


def until_shown(command: list[str], words: bytes, environ: dict[str, str]) -> float:
    """Seconds from the start of a process to the words being on its screen."""
    return shown(command, words, environ)[0]


def shown(command: list[str], words: bytes, environ: dict[str, str]) -> tuple[float, float]:
    """The same, and the seconds of the processor's time that the process took until then."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environ)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, took = b"", 0.0
    try:
        while time.perf_counter() - start < LIMIT:
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    seen += os.read(terminal, 65536)
                except OSError:
                    break
                if words in ESCAPES.sub(b"", seen):
                    took = time.perf_counter() - start
                    break
        if not took:
            raise SystemExit(f"{command} did not show {words!r}; last: {ESCAPES.sub(b'', seen)[-300:]!r}")
    finally:
        os.kill(pid, signal.SIGKILL)
        used = os.wait4(pid, 0)[2]
        os.close(terminal)
    return took, used.ru_utime + used.ru_stime


def whole(command: list[str], environ: dict[str, str]) -> float:
    """Seconds that a process takes from start to end."""
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def both(command: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """The same, and the seconds of the processor's time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = whole(command, environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "STUDY_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        study = [sys.executable, "-m", "study.main"]
        bare = [sys.executable, "-c", BARE]
        measured: dict[str, Callable[[], tuple[float, float]]] = {
            "bare Textual app, first paint": lambda: shown(bare, b"bare and ready", environ),
            "study, first paint": lambda: shown(study, b"Rolecall", environ),
            "study review, first card": lambda: shown([*study, "review"], b"Show", environ),
            "python -c pass": lambda: both([sys.executable, "-c", "pass"], environ),
            "study --version": lambda: both([*study, "--version"], environ),
            "study due": lambda: both([*study, "due"], environ),
        }
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in measured}
        for turn in range(runs + 1):
            for name, run in measured.items():
                seconds = run()
                if turn:  # the first turn warms the caches
                    times[name].append(seconds)
    middle: dict[str, tuple[float, float]] = {}
    for name, found in times.items():
        clock, used = sorted(wall for wall, _ in found), statistics.median(cpu for _, cpu in found)
        middle[name] = statistics.median(clock), used
        wall = middle[name][0] * 1000
        print(
            f"{name:32} {wall:7.0f} ms   ({clock[0] * 1000:.0f}–{clock[-1] * 1000:.0f}, {runs} runs)"
            f"   processor {used * 1000:6.0f} ms"
        )
    for what, name, base, reach in (
        ("first paint / bare app", "study, first paint", "bare Textual app, first paint", 1.2),
        ("first card / bare app", "study review, first card", "bare Textual app, first paint", 2),
        ("--version / bare python", "study --version", "python -c pass", 4),
        ("due / bare python", "study due", "python -c pass", 4),
    ):
        wall, used = (mine / theirs for mine, theirs in zip(middle[name], middle[base], strict=True))
        print(f"{what:25} {wall:5.2f}   processor {used:5.2f}   (reach {reach})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
