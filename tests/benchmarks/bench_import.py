"""How long `study decks import onet` takes for a whole classification: 900 occupations with 18,000 tasks, and all that goes with them.

Run it as `python tests/benchmarks/bench_import.py [--occupations 900] [--runs 3] [DIR]`, with DIR to measure a real release instead. Each
figure is the median wall time of whole processes; the deck is checked once, to be sure that it is sound.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
WANTED = 10.0
"""Seconds within which a whole classification is to become a deck."""
VERBS = (
    "Check",
    "Clean",
    "Count",
    "Order",
    "Repair",
    "Record",
    "Measure",
    "Prepare",
    "Plan",
    "Explain",
    "Teach",
    "Weigh",
)


def release(folder: Path, occupations: int, seed: int = 7) -> None:
    """Write a made-up release: 20 tasks, 60 other titles, 40 tools and 30 programs an occupation."""
    rng = random.Random(seed)
    syllables = ["ba", "do", "ke", "li", "mon", "per", "sta", "tri", "vel", "wa"]
    nouns = ["".join(rng.choices(syllables, k=3)) for _ in range(4000)]

    def words(count: int) -> str:
        return " ".join(rng.choices(nouns, k=count))

    def write(name: str, header: str, per: int, row: str) -> None:
        lines = [header]
        for number, code in enumerate(codes):
            for place in range(per):
                task = number * per + place
                lines.append(
                    row.format(
                        code=code,
                        number=task,
                        verb=rng.choice(VERBS),
                        one=words(1),
                        two=words(2),
                        text=words(9),
                    )
                )
        (folder / name).write_bytes("\r\n".join([*lines, ""]).encode())

    codes = [f"{11 + number % 44:02}-{1000 + number // 44:04}.00" for number in range(occupations)]
    code = "O*NET-SOC Code"
    write(
        "Occupation Data.txt",
        f"{code}\tTitle\tDescription",
        1,
        "{code}\t{two} workers {number}\t{verb} {text}.",
    )
    write(
        "Task Statements.txt",
        f"{code}\tTask ID\tTask\tTask Type",
        20,
        "{code}\t{number}\t{verb} {text}.\tCore",
    )
    write(
        "Alternate Titles.txt",
        f"{code}\tAlternate Title\tShort Title\tSource(s)",
        60,
        "{code}\t{two} Worker\tn/a\t08",
    )
    write(
        "Tools Used.txt",
        f"{code}\tExample\tCommodity Code\tCommodity Title",
        40,
        "{code}\t{one} tools\t{one}\t{one}",
    )
    write(
        "Technology Skills.txt",
        f"{code}\tExample\tCommodity Code\tCommodity Title",
        30,
        "{code}\t{one} software\t{one}\t{one}",
    )


def study(*arguments: str) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    call = "from study.main import main; raise SystemExit(main())"
    done = subprocess.run(
        [sys.executable, "-c", call, "decks", *arguments],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "STUDY_HOME": tempfile.gettempdir()},
    )
    taken = time.perf_counter() - start
    if done.returncode != 0:
        raise SystemExit(done.stderr.decode())
    print(done.stderr.decode().splitlines()[0])
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--occupations", type=int, default=900)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="a release to measure in place of the made-up one"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.folder
        if folder is None:
            folder = Path(place) / "release"
            folder.mkdir()
            release(folder, options.occupations)
        target = Path(place) / "deck.yaml"
        taken = [
            study("import", "onet", str(folder.resolve()), "-o", str(target), "--force")
            for _ in range(options.runs)
        ]
        print(f"checking it: {study('check', str(target)):.2f} s")
    median = statistics.median(taken)
    print(f"import: {median:.2f} s (wanted: at most {WANTED:.0f}), {median / WANTED:.2f} of what is allowed")


if __name__ == "__main__":
    main()
