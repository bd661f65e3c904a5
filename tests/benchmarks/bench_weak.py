"""`study weak` as others would judge it: simulated learners of many kinds, whose answers go in through `progress import`.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_weak.py [learners] [answers] [kind ...]` (40 learners of each kind with 240
answers unless told). Each learner has a study home of their own with a deck of twelve topics, imports a log, and is told
`study weak --format json`; nothing here shares code or laws with the model that is judged. What is true of a topic is the mean
probability, now, of knowing its items, asked or not. Beside each figure stand the share of right answers, and a posterior
for each topic by itself that takes guessing for 1/4 and slipping for .05, every answer for as good as any other, and
masteries for spread as Beta(2, 2). Differences have the 95 % interval of paired learners.
"""

import io
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, log, sqrt
from pathlib import Path
from random import Random

from study.cli.root import run

TOPICS = 12
START = datetime(2026, 2, 1, 16, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """A kind of learner, and of deck."""

    levels: str = "wide"
    """How topics differ: `wide`, `narrow`, `weak` (all alike), `strong`, or `two` (known well or hardly)."""
    items: int = 20
    """Cards and questions of a topic."""
    difficulty: float = 0.7
    """Standard deviation of the items' difficulties; the logit of knowing an item is steepness·(level − difficulty)."""
    steepness: float = 0.0
    """Standard deviation of the logarithm of that."""
    single: bool = False
    """Whether each item is either known or not, and stays so."""
    teaching: float = 0.0
    """By how much an answer raises the level of its topic."""
    forgetting: float = 0.0
    """Rate at which levels fall back to where they began, for each day between sessions."""
    jump: float = 0.0
    """By how much one of the topics in three rises or falls, once."""
    choices: str = "mixed"
    """How topics are asked: `mixed`, or `apart` (almost only by cards, or by questions)."""
    even: bool = False
    """Whether topics are asked equally often."""
    guess: tuple[float, float] = (0.25, 0.25)
    slip: tuple[float, float] = (0.05, 0.05)
    when: str = "days"
    """`days`: sessions on different days; `minute`: all within one; `instant`: all at the same moment."""


KINDS = {
    "plain": Kind(difficulty=0.0),
    "unequal items": Kind(),
    "two parameters": Kind(difficulty=1.0, steepness=0.4),
    "few items": Kind(items=6, difficulty=1.2),
    "known or not": Kind(single=True, items=12),
    "cards or questions": Kind(choices="apart"),
    "other guessing": Kind(guess=(0.15, 0.45), slip=(0.02, 0.15)),
    "practice and forgetting": Kind(teaching=0.06, forgetting=0.08),
    "jumps": Kind(jump=1.5),
    "narrow": Kind(levels="narrow"),
    "all weak": Kind(levels="weak"),
    "all strong": Kind(levels="strong"),
    "known well or hardly": Kind(levels="two"),
    "evenly asked": Kind(even=True),
    "within a minute": Kind(when="minute"),
    "at one moment": Kind(when="instant"),
}


def expit(z: float) -> float:
    """1 / (1 + e^−z)."""
    return 1 / (1 + exp(-z))


class Learner:
    """A learner's log, with what is true of them at its end."""

    def __init__(self, kind: Kind, answers: int, random: Random) -> None:
        self.kind = kind
        self._random = random
        self._levels = [self._level() for _ in range(TOPICS)]
        first = list(self._levels)
        spread, steep = kind.difficulty, kind.steepness
        self._items = [
            [
                (random.gauss(0, spread), exp(random.gauss(0, steep)), random.random())
                for _ in range(kind.items)
            ]
            for _ in range(TOPICS)
        ]
        exposure = [1.0 if kind.even else random.lognormvariate(0, 0.8) for _ in range(TOPICS)]
        wanted = [[random.lognormvariate(0, 0.6) for _ in range(kind.items)] for _ in range(TOPICS)]
        asked = [
            random.choice((0.06, 0.94)) if kind.choices == "apart" else random.random() for _ in range(TOPICS)
        ]
        self.by_questions = [share > 0.8 for share in asked]
        self.by_cards = [share < 0.2 for share in asked]
        guess, slip = random.uniform(*kind.guess), random.uniform(*kind.slip)
        jumps = {
            topic: (random.randrange(answers), random.choice((-1, 1)) * kind.jump)
            for topic in random.sample(range(TOPICS), TOPICS // 3)
        }
        self.records: list[dict[str, object]] = []
        self.counts = [{True: [0, 0], False: [0, 0]} for _ in range(TOPICS)]
        at = START
        for n in range(answers):
            if n and random.random() < 1 / 25:
                gap = random.randint(1, 6)
                at += timedelta(days=gap)
                keep = exp(-kind.forgetting * gap)
                self._levels = [z0 + (z - z0) * keep for z, z0 in zip(self._levels, first, strict=True)]
            for topic, (when, by) in jumps.items():
                if when == n:
                    self._levels[topic] += by
            topic = random.choices(range(TOPICS), exposure)[0]
            item = random.choices(range(kind.items), wanted[topic])[0]
            question = random.random() < asked[topic]
            chance = guess if question else 0.03
            right = random.random() < chance + (1 - chance - slip) * self._known(topic, item)
            self._levels[topic] += kind.teaching
            at += timedelta(seconds=random.randint(4, 40))
            self.counts[topic][question][right] += 1
            self.records.append(self._record(n, topic, item, question, right, at, answers))
        self.truth = [
            statistics.mean(self._known(topic, item) for item in range(kind.items)) for topic in range(TOPICS)
        ]

    def _level(self) -> float:
        draw = self._random.gauss
        if self.kind.levels == "two":
            return draw(2.2, 0.4) if self._random.random() < 0.6 else draw(-1.5, 0.6)
        mean, spread = {"wide": (0.3, 1.3), "narrow": (0.5, 0.5), "weak": (-0.4, 0.25), "strong": (1.8, 0.5)}[
            self.kind.levels
        ]
        return draw(mean, spread)

    def _known(self, topic: int, item: int) -> float:
        difficulty, steepness, luck = self._items[topic][item]
        probability = expit(steepness * (self._levels[topic] - difficulty))
        return float(luck < probability) if self.kind.single else probability

    def _record(
        self, n: int, topic: int, item: int, question: bool, right: bool, at: datetime, of: int
    ) -> dict[str, object]:
        if self.kind.when == "minute":
            at = START + timedelta(seconds=60 * n // of)
        elif self.kind.when == "instant":
            at = START
        record: dict[str, object] = {"id": f"{n:05}", "deck": "judged", "at": at.isoformat()}
        if not question:
            rating = self._random.choice((2, 3, 3, 4)) if right else 1
            return record | {
                "kind": "review",
                "card": f"judged:cards/t{topic}i{item}#basic",
                "rating": rating,
            }
        chosen = 0 if right else self._random.randint(1, 3)
        return record | {
            "kind": "quiz", "card": f"judged:questions/t{topic}i{item}#written", "correct": right, "chosen": chosen,
            "options": [f"option-{i}" for i in range(1, 5)],
        }  # fmt: skip


def deck(items: int) -> str:
    """A deck of as many cards and questions in each topic."""
    lines = ["deck: judged", "title: Judged", "topics:"]
    lines += [f"  t{topic}: Topic {topic}" for topic in range(TOPICS)]
    lines += ["cards:"]
    every = [(topic, item) for topic in range(TOPICS) for item in range(items)]
    lines += [f"  - {{id: t{t}i{i}, topic: t{t}, front: What is {t} and {i}?, back: It is {t * 100 + i}.}}" for t, i in every]  # fmt: skip
    lines += ["questions:"]
    for t, i in every:
        lines += [
            f"  - id: t{t}i{i}",
            f"    topic: t{t}",
            f"    stem: Which is {t} and {i}?",
            f"    key: {{text: That of {t * 100 + i}}}",
            f"    distractors: [{{text: Some {t} of {i}}}, {{text: Another {i} of {t}}}, {{text: None of {t + i}}}]",
        ]
    return "\n".join(lines) + "\n"


def command(*arguments: str) -> str:
    """What the command writes."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    if code:
        raise SystemExit(err.getvalue())
    return out.getvalue()


def told(learner: Learner, decks: Path) -> list[dict[str, float]]:
    """What `study weak` says, in the order of the topics' numbers; its own order as `place`."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["STUDY_HOME"] = home
        source = Path(home, "log.jsonl")
        source.write_text("".join(json.dumps(record) + "\n" for record in learner.records))
        command("progress", "import", str(source))
        found = json.loads(command("weak", str(decks), "--format", "json"))
    for place, each in enumerate(found):
        each["place"] = place
    return sorted(found, key=lambda each: int(each["topic"][1:]))


def raw(learner: Learner) -> list[float]:
    """The share of right answers; what was never asked is taken for known."""
    shares = []
    for counts in learner.counts:
        asked = sum(map(sum, counts.values()))
        shares.append((counts[True][1] + counts[False][1]) / asked if asked else 1.0)
    return shares


def plain(learner: Learner) -> list[float]:
    """The mean of each topic's posterior by itself."""
    thetas = [(i + 0.5) / 100 for i in range(100)]
    means = []
    for counts in learner.counts:
        weights = []
        for theta in thetas:
            weight = log(theta * (1 - theta))
            for question, chance in ((True, 0.25), (False, 0.03)):
                right = chance + (0.95 - chance) * theta
                weight += counts[question][1] * log(right) + counts[question][0] * log(1 - right)
            weights.append(weight)
        top = max(weights)
        masses = [exp(weight - top) for weight in weights]
        means.append(sum(m * t for m, t in zip(masses, thetas, strict=True)) / sum(masses))
    return means


def precision(scores: Sequence[float], truth: Sequence[float]) -> float:
    """The share of the three lowest that are truly among the three lowest."""
    lowest, named = (set(sorted(range(TOPICS), key=values.__getitem__)[:3]) for values in (truth, scores))
    return len(lowest & named) / 3


def around(values: Sequence[float]) -> str:
    """A mean with half the width of its 95 % interval."""
    if len(values) < 2:
        return "      –      "
    return f"{statistics.mean(values):+.3f} ±{1.96 * statistics.stdev(values) / sqrt(len(values)):.3f}"


def judge(name: str, kind: Kind, learners: int, answers: int, decks: Path) -> None:
    """Measure one kind and print a line."""
    decks.write_text(deck(kind.items))
    random = Random(f"{name} {answers}")
    ours, less_raw, less_plain, held = [], [], [], []
    off: dict[str, list[float]] = {"all": [], "questions": [], "cards": []}
    flagged = true = weak = 0
    began = time.process_time()
    for _ in range(learners):
        learner = Learner(kind, answers, random)
        found = told(learner, decks)
        ours.append(precision([each["place"] for each in found], learner.truth))
        less_raw.append(ours[-1] - precision(raw(learner), learner.truth))
        less_plain.append(ours[-1] - precision(plain(learner), learner.truth))
        for topic, (each, truth) in enumerate(zip(found, learner.truth, strict=True)):
            held.append(each["low"] <= truth <= each["high"])
            flagged += each["weak"] is True
            true += each["weak"] is True and truth < 0.6
            weak += truth < 0.6
            error = each["mean"] - truth
            off["all"].append(error)
            if each["answers"]:
                off["questions"] += [error] * learner.by_questions[topic]
                off["cards"] += [error] * learner.by_cards[topic]
    took = (time.process_time() - began) / learners
    print(
        f"{name:24} {answers:4}  precision@3 {statistics.mean(ours):.3f}  over raw {around(less_raw)}  over plain {around(less_plain)}"
        f"  80 % holds {statistics.mean(held):.3f}\n{'':30}"
        f" bias {around(off['all'])}  questions {around(off['questions'])}  cards {around(off['cards'])}"
        f"  weak: precision {true / max(flagged, 1):.3f} recall {true / max(weak, 1):.3f}  {took:.2f} s",
        flush=True,
    )


def main(learners: int, answers: int, names: Sequence[str]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names or KINDS:
            judge(name, KINDS[name], learners, answers, Path(folder, "judged.yaml"))


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    main(
        given[0] if given else 40,
        given[1] if given[1:] else 240,
        [each for each in sys.argv[1:] if not each.isdecimal()],
    )
