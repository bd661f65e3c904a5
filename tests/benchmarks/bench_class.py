"""How long `study class report` takes for a class, and how much memory: python tests/benchmarks/bench_class.py [students] [answers].

It writes the exports of a simulated class on the bundled deck into a folder of its own and calls the command as a user would, in a
process of its own. The first run also makes the deck's questions, which the second finds kept.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from decks.library import Library
from decks.model import Asks, Question
from decks.questions import make_questions
from progress.events import Event, EventKind
from progress.exchange.anonymous import Mask

LIMIT = 30.0


def answers(questions: list[Question], student: int, count: int, random: Random) -> list[str]:
    """One student's export."""
    mask = Mask(f"{student:064x}")
    ability = random.uniform(0.2, 0.9)
    first = date(2026, 2, 1)
    lines = []
    for number in range(count):
        question = random.choice(questions)
        refs = [option.ref for option in question.options]
        key = refs[question.key]
        chosen = key if random.random() < ability else random.choice(refs)
        day = first + timedelta(days=number * 120 // count)
        event = Event(
            id=f"{student}-{number}", learner="", device="", at=datetime.now(UTC), kind=EventKind.QUIZ,
            deck=question.deck, card=question.id, correct=chosen == key, options=tuple(refs), chosen=refs.index(chosen),
            latency_ms=random.randrange(1000, 30000), session=f"{student}-{number // 10}",
        )  # fmt: skip
        lines.append(json.dumps(mask.record(event, day, "")))
    return lines


def main() -> None:
    """Measure and print."""
    students, count = (int(each) for each in (*sys.argv[1:3], *("1000", "500")[len(sys.argv) - 1 :]))
    deck = Library([]).load("medical-imaging").deck
    assert deck is not None
    questions = [question for question in make_questions(deck) if question.asks is Asks.ONE]
    random = Random(1)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for student in range(students):
            files.append(Path(folder, f"{student}.jsonl"))
            files[-1].write_text("\n".join(answers(questions, student, count, random)) + "\n")
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"{students} students × {count} answers: {size:.0f} MB in {len(files)} files")
        environ = {**os.environ, "STUDY_HOME": folder, "PYTHONPATH": str(Path(__file__).parents[2])}
        for kind in ("text", "html"):
            command = [
                sys.executable, "-m", "study.main", "class", "report", *map(str, files), "--format", kind, "-o",
                str(Path(folder, f"report.{kind}")),
            ]  # fmt: skip
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            began = time.perf_counter()
            subprocess.run(command, check=True, env=environ, stderr=subprocess.DEVNULL)
            took = time.perf_counter() - began
            spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            print(f"{kind}: {took:.1f} s, of which {spent:.1f} s of one processor")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"memory at most {peak.ru_maxrss / 1024:.0f} MB")
        print(f"of {LIMIT:.0f} s: {took / LIMIT:.2f}")


if __name__ == "__main__":
    main()
