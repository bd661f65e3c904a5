"""How long `study decks check` takes: the bundled deck, and a made-up deck of 900 roles with 18,000 duties.

Run it as `python tests/benchmarks/bench_check.py [--roles 900] [--duties 20] [--runs 3] [FILE]`. Each figure is the median wall time of
whole processes. The made-up duties draw on few words, as duties do, so that many pairs of them have to be compared.
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
SHAPES = (
    "{verb} the {one} of the {two}",
    "{verb} {one} before {two} is {three}",
    "{verb} {one} and {two} for the {three}",
)


def deck(roles: int, duties: int, seed: int = 7) -> str:
    """A deck as a text, its nouns as unevenly used as words are."""
    rng = random.Random(seed)
    syllables = ["ba", "do", "ke", "li", "mon", "per", "sta", "tri", "vel", "wa"]
    nouns = ["".join(rng.choices(syllables, k=3)) for _ in range(4000)]
    weights = [1 / (place + 20) for place in range(len(nouns))]
    lines = ["deck: made-up", "title: Made up", "sources: {s: {title: S}}", "topics: {t: T}", "roles:"]
    for role in range(roles):
        lines += [
            f"  - id: role-{role}",
            f"    title: Role {role}",
            "    topic: t",
            "    source: s",
            "    duties:",
        ]
        for duty in range(duties):
            one, two, three = rng.choices(nouns, weights, k=3)
            text = rng.choice(SHAPES).format(verb=rng.choice(VERBS), one=one, two=two, three=three)
            lines.append(f"      - {{id: d{duty}, text: {text}}}")
    return "\n".join(lines) + "\n"


def seconds(path: Path) -> float:
    """Wall time of one check."""
    start = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from study.main import main; raise SystemExit(main())",
            "decks",
            "check",
            str(path),
        ],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "STUDY_HOME": tempfile.gettempdir()},
    )
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--roles", type=int, default=900)
    parser.add_argument("--duties", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("file", nargs="?", type=Path, help="a deck to measure in place of the made-up one")
    options = parser.parse_args()
    bundled = ROOT / "decks" / "bundled" / "medical-imaging.yaml"
    with tempfile.TemporaryDirectory() as folder:
        made = options.file or Path(folder) / "made-up.yaml"
        if options.file is None:
            made.write_text(deck(options.roles, options.duties), encoding="utf-8")
        small, large = ([seconds(path) for _ in range(options.runs)] for path in (bundled, made))
    print(f"bundled deck: {statistics.median(small):.2f} s (wanted: at most 1)")
    print(
        f"{made.name}, {options.roles} roles of {options.duties} duties: {statistics.median(large):.2f} s (wanted: at most 20)"
    )


if __name__ == "__main__":
    main()
