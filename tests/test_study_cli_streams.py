"""The process as a whole: its streams, signals and exit codes, whatever is done to them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[1]


class Process:
    """Starts `python -m study.main` with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.env = {**os.environ, "STUDY_HOME": str(home), "PYTHONPATH": str(ROOT)}

    def start(self, *arguments: str, **more: object) -> subprocess.Popen[bytes]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [sys.executable, "-m", "study.main", *arguments],
            **{"env": self.env, "cwd": ROOT, **pipes, **more},
        )

    def run(self, *arguments: str, typed: bytes = b"", **more: object) -> tuple[int, bytes, bytes]:
        with self.start(*arguments, **more) as process:
            out, err = process.communicate(typed, timeout=60)
        return process.returncode, out, err


@pytest.fixture
def process(home: Path) -> Process:
    return Process(home)


def test_version(process: Process):
    code, out, err = process.run("--version")
    assert (code, err) == (0, b"")
    assert out.startswith(b"rolecall 0.")
    assert process.run("--version", "--help")[1] == out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nonsense",), "nonsense"),
        (("due", "--nope"), "--nope"),
        (("due", "--format", "yaml"), "'yaml' is not one of 'text', 'json'"),
        (("due", "a", "b"), "(b)"),
        (("quiz", "--plain", "--count", "0"), "--count"),
        (("progress", "import"), "FILE..."),
    ],
)
def test_wrong_usage_shows_the_usage_and_exits_with_2(
    process: Process, arguments: tuple[str, ...], named: str
):
    code, out, err = process.run(*arguments)
    usage, told = err.decode().splitlines()
    assert (code, out) == (2, b"")
    assert usage.startswith("Usage: study ")
    assert told.startswith("Error: ")
    assert named in told


def test_resuming_is_for_plain_mode(process: Process):
    told = process.run("quiz", "--new")[2].decode().splitlines()[-1]
    assert told == "Error: --resume and --new go with --plain; in the app, Home offers the unfinished quiz."


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [((), "study review --plain"), (("review",), "study review --plain"), (("quiz",), "study quiz --plain")],
)
def test_the_app_without_a_terminal_is_one_sentence(
    process: Process, arguments: tuple[str, ...], instead: str
):
    sentence = f"Error: The app needs a terminal to draw on; without one, use: {instead}\n"
    assert process.run(*arguments) == (2, b"", sentence.encode())


def test_a_reader_that_leaves_ends_it_quietly(process: Process):
    with process.start("decks", "questions", "medical-imaging", "--format", "jsonl") as running:
        assert running.stdout
        assert running.stderr
        assert json.loads(running.stdout.readline())
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


@pytest.mark.parametrize("arguments", [("due",), ("--version",), ("progress", "where"), ("decks", "list")])
def test_a_closed_standard_output_is_no_crash(process: Process, arguments: tuple[str, ...]):
    command = f'"{sys.executable}" -m study.main {" ".join(arguments)} >&-'
    done = subprocess.run(["sh", "-c", command], env=process.env, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("arguments", [("due",), ("--version",), ("progress", "where")])
def test_a_full_disk_behind_standard_output_is_told(process: Process, arguments: tuple[str, ...]):
    with Path("/dev/full").open("wb") as full:
        code, _, err = process.run(*arguments, stdout=full)
    assert (code, err) == (1, b"Error: standard output: No space left on device.\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_output_encoding_will_do(process: Process, home: Path, encoding: str):
    deck = home / "decks" / "wide.yaml"
    deck.write_text(
        "deck: wide\ntitle: 放射線\ntopics: {t: T}\ncards: [{id: a, topic: t, front: “é”?, back: 放}]\n",
        "utf-8",
    )
    process.env |= {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    code, out, err = process.run("decks", "cards", "wide")
    assert (code, err) == (0, b"")
    expected = {"ascii": '"?"?', "latin-1": '"é"?', "cp1252": "“é”?", "utf-8": "“é”?"}[encoding]
    assert f"Q: {expected}\n" in out.decode(encoding)
    code, out, _ = process.run("decks", "cards", "wide", "--format", "json")
    assert json.loads(out)[0]["answer"] == "放"
    code, out, err = process.run("review", "wide", "--plain", typed=b"\n\xff\n3\n")
    assert (code, err) == (0, b"")
    assert b"Saved: Good" in out


def test_ctrl_c_keeps_what_was_answered(process: Process):
    with process.start("review", "kitchen", "--plain") as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(b"\n3\n")
        running.stdin.flush()
        for line in running.stdout:
            if line.startswith(b"Saved: "):
                break
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert process.run("progress", "export")[1].count(b"\n") == 1


def test_kill_9_loses_no_acknowledged_answer(process: Process):
    """Ten times, after a random number of answers, at a random moment of the next."""
    random, acknowledged = Random(7), 0
    asked = ("quiz", "kitchen", "--plain", "--new", "--count", "8", "--kind", "role-of-duty")
    for _ in range(10):
        with process.start(*asked) as running:
            assert running.stdin
            assert running.stdout
            for _ in range(random.randint(1, 4)):
                running.stdin.write(b"a\n")
                running.stdin.flush()
                for line in running.stdout:
                    if line.startswith((b"Right.", b"Wrong.")):
                        break
                acknowledged += 1
            if random.random() < 0.5:
                running.stdin.write(b"b\n")
                running.stdin.flush()
            running.kill()
        kept = process.run("progress", "export")[1].count(b"\n")
        assert acknowledged <= kept <= acknowledged + 1
        acknowledged = kept


def test_an_answer_is_durable_before_the_next_card(process: Process):
    with process.start("review", "kitchen", "--plain") as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(b"\n1\n")
        running.stdin.flush()
        seen = []
        for line in running.stdout:
            seen.append(line)
            if len([each for each in seen if b"cards left" in each]) == 2:
                break
        running.kill()
    assert any(line.startswith(b"Saved: Again") for line in seen)
    assert json.loads(process.run("progress", "export")[1])["rating"] == 1
