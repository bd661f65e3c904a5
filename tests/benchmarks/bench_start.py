"""How long the program takes to start, against a bare Textual app and a bare Python, in one run.

Run it as `python tests/benchmarks/bench_start.py [runs]`. Each figure is the median of several starts of a whole process
on a pseudo-terminal of 80×24, from the start of the process to the moment the words looked for are on the screen; the
programs take turns, so that a change in the machine's speed meets all of them. The ratios come last.
"""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

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
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environ)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while time.perf_counter() - start < LIMIT:
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    seen += os.read(terminal, 65536)
                except OSError:
                    break
                if words in ESCAPES.sub(b"", seen):
                    return time.perf_counter() - start
        raise SystemExit(f"{command} did not show {words!r}; last: {ESCAPES.sub(b'', seen)[-300:]!r}")
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def whole(command: list[str], environ: dict[str, str]) -> float:
    """Seconds that a process takes from start to end."""
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "STUDY_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        study = [sys.executable, "-m", "study.main"]
        measured = {
            "bare Textual app, first paint": lambda: until_shown(
                [sys.executable, "-c", BARE], b"bare and ready", environ
            ),
            "study, first paint": lambda: until_shown(study, b"Rolecall", environ),
            "study review, first card": lambda: until_shown([*study, "review"], b"Show", environ),
            "python -c pass": lambda: whole([sys.executable, "-c", "pass"], environ),
            "study --version": lambda: whole([*study, "--version"], environ),
            "study due": lambda: whole([*study, "due"], environ),
        }
        times: dict[str, list[float]] = {name: [] for name in measured}
        for turn in range(runs + 1):
            for name, run in measured.items():
                seconds = run()
                if turn:  # the first turn warms the caches
                    times[name].append(seconds)
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, seconds in middle.items():
        low, high = min(times[name]), max(times[name])
        print(f"{name:32} {seconds * 1000:7.0f} ms   ({low * 1000:.0f}–{high * 1000:.0f}, {runs} runs)")
    bare, python = middle["bare Textual app, first paint"], middle["python -c pass"]
    print(f"first paint / bare app      {middle['study, first paint'] / bare:5.2f}   (reach 1.2)")
    print(f"first card / bare app       {middle['study review, first card'] / bare:5.2f}   (reach 2)")
    print(f"--version / bare python     {middle['study --version'] / python:5.2f}   (reach 4)")
    print(f"due / bare python           {middle['study due'] / python:5.2f}   (reach 4)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
