"""A terminal that goes to the background or is closed loses nothing."""

import os
import select
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
COMMAND = f"{sys.executable} -m study.main review kitchen"


class Shell:
    """A shell with job control on a terminal whose screen can be read."""

    def __init__(self, home: Path) -> None:
        env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        self.child = pexpect.spawn(
            "bash",
            ["--norc", "--noprofile", "-i"],
            env={**env, "PS1": "$ "},
            cwd=str(ROOT),
            dimensions=(24, 80),
        )
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def wait(self, what: str, seen: Callable[[str], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not seen(text := "\n".join(self._screen.display)):
            assert time.monotonic() < deadline, f"never seen: {what}\n{text}"
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.5))
            except pexpect.TIMEOUT:
                continue

    def see(self, *texts: str) -> None:
        self.wait(" and ".join(texts), lambda screen: all(text in screen for text in texts))


@pytest.fixture
def shell(home: Path) -> Iterator[Shell]:
    opened = Shell(home)
    yield opened
    opened.child.close(force=True)


def ratings(home: Path) -> list[tuple[int]]:
    with sqlite3.connect(f"file:{home / 'progress.db'}?mode=ro", uri=True) as connection:
        return connection.execute("select rating from event order by sequence").fetchall()


def process_of(home: Path) -> int:
    """The app's process: the one with this study home that runs it."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                arguments = (entry / "cmdline").read_bytes().split(b"\0")
                surroundings = (entry / "environ").read_bytes()
            except OSError:
                continue
            if b"study.main" in arguments and f"STUDY_HOME={home}".encode() in surroundings.split(b"\0"):
                return int(entry.name)
    raise AssertionError("the app does not run")


def answer_one(shell: Shell) -> None:
    shell.child.send(COMMAND + "\n")
    shell.see("What is a head chef?", "Show answer")
    shell.child.send(" ")
    shell.see("Leads the whole kitchen", "4 Easy")
    shell.child.send("4")
    shell.see("new 19", "Show answer")


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(shell: Shell, home: Path) -> None:
    answer_one(shell)
    shell.child.send("\x1a")
    shell.see("Stopped")
    assert ratings(home) == [(4,)]
    shell.child.send("fg\n")
    shell.see("new 19", "Show answer")
    shell.child.send(" ")
    shell.see("4 Easy")
    shell.child.send("3")
    shell.see("new 18")
    shell.child.send("\x11")
    shell.see("$ ")
    assert ratings(home) == [(4,), (3,)]


def test_a_closed_terminal_loses_no_answer_and_leaves_no_process(shell: Shell, home: Path) -> None:
    answer_one(shell)
    process = process_of(home)
    ended = os.pidfd_open(process)
    os.kill(process, signal.SIGHUP)
    assert select.select([ended], [], [], PATIENCE)[0], "the app does not end"
    os.close(ended)
    assert ratings(home) == [(4,)]
    with sqlite3.connect(home / "progress.db") as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
