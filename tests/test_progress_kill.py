"""Killed at any moment, the store loses nothing that it had acknowledged."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

from progress.storage import sqlite
from progress.storage.store import Store

ANSWERING = """
import os, sys
from datetime import UTC, datetime, timedelta
from random import Random
from progress.events import MARKS, Event, EventKind, Rating
from progress.storage.store import Store

random, at = Random(5), datetime(2026, 3, 1, 12, tzinfo=UTC)
stores = {}
while True:  # each victim is a fork, so that SQLModel is loaded once
    line = sys.stdin.readline()
    if not line:
        break
    child = os.fork()
    if child:
        print("child", child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)
        continue
    store = Store.open(sys.argv[1], random=Random(int(line)))
    random = Random(int(line))
    while True:
        at += timedelta(seconds=random.randrange(100000))
        what = random.randrange(13)
        common = {"id": store.new_id(at), "learner": store.learner, "device": store.device, "at": at, "deck": "d"}
        fact = f"d:r/f{random.randrange(6)}"
        if what < 6:
            rating = random.choice(list(Rating))
            parts = tuple((f"r/x{n}", n % 2 == 0) for n in range(random.randrange(3)))
            event = Event(**common, kind=EventKind.REVIEW, card=f"{fact}#a", correct=rating > 1, rating=rating, parts=parts)
            store.record(event, None)
            last = event
        elif what < 9:
            event = Event(**common, kind=EventKind.QUIZ, card=f"{fact}#q", correct=random.random() < 0.5)
            store.record(event, None)
            last = event
        elif what < 12:
            kind = random.choice([*MARKS, EventKind.RESCHEDULE])
            due = (at + timedelta(days=3)).date() if random.random() < 0.7 else None
            event = Event(**common, kind=kind, card=f"{fact}#a", correct=False, due=due, flag=what - 8, note="n" * what)
            store.record(event, None)
            last = event
        else:
            event = Event(**common, kind=EventKind.UNDO, card=last.card, correct=False, undoes=last.id) if "last" in dir() else None
            if event is None:
                continue
            store.undo(event)
        os.write(1, (event.id + "\\n").encode())
"""
KILLS = 50


def test_killed_fifty_times_every_acknowledged_answer_is_there(tmp_path):
    path = tmp_path / "progress.db"
    random = Random(7)
    program = subprocess.Popen(
        [sys.executable, "-u", "-c", ANSWERING, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    acknowledged = []
    for n in range(KILLS):
        program.stdin.write(f"{n}\n")
        program.stdin.flush()
        child = int(program.stdout.readline().split()[1])
        wanted = random.randrange(12)
        seen = []
        while len(seen) < wanted:
            seen.append(program.stdout.readline().strip())
        spin = random.randrange(20000)  # somewhere within the next answer
        while spin:
            spin -= 1
        os.kill(child, signal.SIGKILL)
        while (line := program.stdout.readline().strip()) != "gone":
            assert line, "the parent must live"
            seen.append(line)
        acknowledged += seen
        if n % 10 == 9:
            check(path, acknowledged)
    program.stdin.close()
    assert program.wait(timeout=10) == 0
    program.stdout.close()
    assert len(acknowledged) > KILLS
    check(path, acknowledged)


def check(path, acknowledged):
    store = Store.open(path, random=Random(1))
    kept = [event.id for event in store.events(undone=True)]
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept)) <= len(acknowledged) + KILLS
    live, marks = store.memories(), store.marks()
    assert store.rebuild() == len(live)
    assert (store.memories(), store.marks()) == (live, marks)
    store.close()
    connection = sqlite.connect(path)
    assert sqlite.quick_check(connection) == ""
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    connection.close()


def test_three_programs_answering_at_once_lose_nothing(tmp_path):
    code = """
import sys
from datetime import UTC, datetime, timedelta
from random import Random
from progress.events import Event, EventKind, Rating
from progress.storage.store import Store
store = Store.open(sys.argv[1], random=Random(int(sys.argv[2])))
sys.stdin.readline()
at = datetime(2026, 3, 1, 12, tzinfo=UTC)
for n in range(80):
    at += timedelta(minutes=7)
    event = Event(store.new_id(at), store.learner, store.device, at, EventKind.REVIEW, "d", f"d:r/f{n % 5}#a", True, Rating.GOOD)
    store.record(event, None)
    print(event.id)
"""
    path = tmp_path / "progress.db"
    Store.open(path, random=Random(1)).close()
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, path, str(n)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        for n in range(2, 5)
    ]
    outputs = []
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        out, errors = program.communicate(timeout=60)
        assert errors == ""
        outputs += out.split()
    assert len(set(outputs)) == 240
    check(path, outputs)
