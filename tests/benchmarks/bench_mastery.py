"""Weak topics on simulated learners whose mastery is known: ranking, weak flags, intervals, bias, and the diagnostic quiz.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_mastery.py [learners] [world ...]` (100 learners in each cell of each
world unless told). Twelve topics, unevenly asked, each with its own mix of cards and questions of four options. An oracle
knows the true guessing and slip probabilities, the distribution that masteries were drawn from, and the law by which they
drift. Each figure stands beside what it should reach; differences and ratios have the 95 % interval of paired learners.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from operator import mul
from random import Random

from progress.mastery.diagnosing import Diagnosis
from progress.mastery.evidence import Courses
from progress.mastery.learning import Belief, Fit, fit
from progress.mastery.likelihood import Course, diffused, grid

TOPICS = 12
WEAKEST = 3
SIZES = (120, 240, 480)
TOTAL_DRIFT = 0.55
"""Standard deviation of the change of a logit over a whole history, where abilities drift as a random walk."""


@dataclass(frozen=True)
class World:
    """How learners are made."""

    drift: float = 0.0
    """Total standard deviation of each logit's random walk."""
    learning: float = 0.0
    """By how much each answer on a topic raises its logit."""
    jump: float = 0.0
    """Standard deviation of one jump of each logit, somewhere in the history."""
    items: float = 0.0
    """Standard deviation of the items' difficulties on the scale of logits."""
    mistaken: bool = False
    """Whether guessing is .15 to .45 and slipping .02 to .15, the same for a whole learner."""
    prior: tuple[float, float] = (2.0, 2.0)
    oracle: bool = True


WORLDS = {
    "fixed": World(),
    "drifting": World(drift=TOTAL_DRIFT),
    "fixed, other guessing": World(mistaken=True),
    "drifting, other guessing": World(drift=TOTAL_DRIFT, mistaken=True),
    "fixed, Beta(3, 2)": World(prior=(3.0, 2.0)),
    "learning by practice": World(learning=0.03, oracle=False),
    "one jump": World(jump=1.0, oracle=False),
    "items of unequal difficulty": World(items=0.8, oracle=False),
}


@dataclass(frozen=True)
class Learner:
    """A history with its truth."""

    answers: list[tuple[int, int, bool]]
    """Topic, options, right; in order."""
    truth: list[float]
    mix: list[float]
    """The share of questions among a topic's answers."""
    guess: float
    slip: float


def logit(theta: float) -> float:
    """The logit."""
    return log(theta / (1 - theta))


def expit(z: float) -> float:
    """Its inverse."""
    return 1 / (1 + exp(-z))


def simulate(world: World, count: int, random: Random) -> Learner:
    """A learner's history of `count` answers."""
    levels = [logit(min(max(random.betavariate(*world.prior), 0.01), 0.99)) for _ in range(TOPICS)]
    exposure = [random.gammavariate(1.5, 1) + 0.02 for _ in range(TOPICS)]
    mix = [random.random() for _ in range(TOPICS)]
    guess = random.uniform(0.15, 0.45) if world.mistaken else 0.25
    slip = random.uniform(0.02, 0.15) if world.mistaken else 0.05
    step = world.drift / sqrt(count)
    jumps = [random.randrange(count) if world.jump else -1 for _ in range(TOPICS)]
    answers = []
    for n in range(count):
        topic = random.choices(range(TOPICS), exposure)[0]
        chance, options = (guess, 4) if random.random() < mix[topic] else (0.03, 0)
        level = levels[topic] + (random.gauss(0, world.items) if world.items else 0.0)
        answers.append((topic, options, random.random() < chance + (1 - chance - slip) * expit(level)))
        levels[topic] += world.learning
        for each in range(TOPICS):
            if step:
                levels[each] += random.gauss(0, step)
            if jumps[each] == n:
                levels[each] += random.gauss(0, world.jump)
    return Learner(answers, [known(level, world.items) for level in levels], mix, guess, slip)


def known(level: float, spread: float) -> float:
    """The mastery of a topic: the mean over its items."""
    if not spread:
        return expit(level)
    return statistics.mean(
        expit(level + spread * statistics.NormalDist().inv_cdf((i + 0.5) / 40)) for i in range(40)
    )


def ours(learner: Learner) -> list[Belief]:
    """What we believe of each topic."""
    lines, model = model_of(learner)
    return [model.belief(line) for line in lines]


def model_of(learner: Learner) -> tuple[list[Course], Fit]:
    """Each topic's answers in their order, and what all of them say."""
    courses = Courses()
    for n, (topic, options, right) in enumerate(learner.answers):
        courses.add([str(topic)], n / (len(learner.answers) - 1), options, int(right), int(not right))
    lines = [courses.course(str(topic)) for topic in range(TOPICS)]
    return lines, fit(lines)


def raw(learner: Learner) -> list[float]:
    """The share of right answers; what was never asked is taken for known."""
    counts = [[0, 0] for _ in range(TOPICS)]
    for topic, _, right in learner.answers:
        counts[topic][0] += right
        counts[topic][1] += 1
    return [right / asked if asked else 1.0 for right, asked in counts]


def oracle(learner: Learner, world: World) -> list[float]:
    """The posterior means of who knows how the learner was made."""
    on = grid(81)
    a, b = world.prior
    prior = [exp(a * log(theta) + b * log(1 - theta)) for theta in on.thetas]
    variance = world.drift**2 / len(learner.answers)
    likely = {}
    for options, chance in ((4, learner.guess), (0, 0.03)):
        rights = [chance + (1 - chance - learner.slip) * theta for theta in on.thetas]
        likely[options] = [1 - p for p in rights], rights
    means = []
    for topic in range(TOPICS):
        values, last = prior, 0
        for n, (asked, options, right) in enumerate(learner.answers):
            if asked == topic:
                values = list(
                    map(mul, diffused(values, variance * (n - last), on.step), likely[options][right])
                )
                total = sum(values)
                values, last = [v / total for v in values], n
        values = diffused(values, variance * (len(learner.answers) - last), on.step)
        means.append(sum(map(mul, values, on.thetas)) / sum(values))
    return means


def precision(scores: Sequence[float], truth: Sequence[float]) -> float:
    """The share of the three with the lowest scores that are truly among the three lowest."""
    lowest, named = (
        set(sorted(range(TOPICS), key=values.__getitem__)[:WEAKEST]) for values in (truth, scores)
    )
    return len(lowest & named) / WEAKEST


def spread(values: Sequence[float]) -> float:
    """Half the width of the mean's 95 % interval."""
    return 1.96 * statistics.stdev(values) / sqrt(len(values))


def cell(name: str, world: World, count: int, learners: int) -> None:
    """Measure one size of history in one world."""
    random = Random(f"{name} {count}")
    ranks: dict[str, list[float]] = {"ours": [], "raw": [], "oracle": []}
    held: list[bool] = []
    errors: dict[str, list[float]] = {"questions": [], "cards": []}
    flagged = true = weak = 0
    seconds = 0.0
    for _ in range(learners):
        learner = simulate(world, count, random)
        begun = time.process_time()
        beliefs = ours(learner)
        found = [belief.summary() for belief in beliefs]
        seconds += time.process_time() - begun
        ranks["ours"].append(precision([each.mean for each in found], learner.truth))
        ranks["raw"].append(precision(raw(learner), learner.truth))
        if world.oracle:
            ranks["oracle"].append(precision(oracle(learner, world), learner.truth))
        asked = [sum(topic == each for each, _, _ in learner.answers) for topic in range(TOPICS)]
        for each, theta, mix, answers in zip(found, learner.truth, learner.mix, asked, strict=True):
            held.append(each.low <= theta <= each.high)
            flag = each.below >= 0.8 and answers >= 5
            flagged, true, weak = flagged + flag, true + (flag and theta < 0.6), weak + (theta < 0.6)
            if answers and (mix > 0.8 or mix < 0.2):
                errors["questions" if mix > 0.8 else "cards"].append(each.mean - theta)
    mean = statistics.mean
    gains = [one - other for one, other in zip(ranks["ours"], ranks["raw"], strict=True)]
    line = f"{name:28} {count:4}  ours {mean(ranks['ours']):.3f}  raw {mean(ranks['raw']):.3f}"
    line += f"  gain {mean(gains):+.3f} ±{spread(gains):.3f} (> 0)"
    if world.oracle:
        best = mean(ranks["oracle"])
        less = [one - other for one, other in zip(ranks["ours"], ranks["oracle"], strict=True)]
        line += f"  oracle {best:.3f}  ratio {mean(ranks['ours']) / best:.3f} ±{spread(less) / best:.3f}"
        line += " (≥ .97)" if world.drift else " (≥ .98)"
    print(line)
    line = f"{'':33}  80 % interval holds {mean(held):.3f} (.75–.85)"
    line += f"  bias questions {mean(errors['questions']):+.3f} cards {mean(errors['cards']):+.3f} (≤ .02)"
    if count >= 240:
        line += (
            f"  weak: precision {true / max(flagged, 1):.3f} (≥ .90) recall {true / max(weak, 1):.3f} (≥ .55)"
        )
    print(f"{line}  {seconds / learners * 1e3:.0f} ms", flush=True)


def diagnostic(learners: int) -> None:
    """How many answers the diagnostic quiz needs for what evenly spread questions reach at 240."""
    stops = (60, 100, 120, 150)
    reached: dict[int, list[float]] = {stop: [] for stop in stops}
    even: list[float] = []
    random = Random("diagnostic")
    for n in range(learners):
        truth = [random.betavariate(2, 2) for _ in range(TOPICS)]

        def right(topic: int, truth: Sequence[float] = truth) -> bool:
            return random.random() < 0.25 + 0.7 * truth[topic]

        answers = [(topic, 4, right(topic)) for topic in random.sample(list(range(TOPICS)) * 20, 240)]
        even.append(precision([b.mean for b in ours(Learner(answers, truth, [], 0.25, 0.05))], truth))
        diagnosis = Diagnosis({f"{topic:02}": () for topic in range(TOPICS)}, Random(n))
        for asked in range(1, max(stops) + 1):
            topic = max(diagnosis.topics, key=diagnosis.worth)
            diagnosis.take(topic, 4, correct=right(int(topic)))
            if asked in reached:
                reached[asked].append(precision([diagnosis.mean(t) for t in diagnosis.topics], truth))
    mean = statistics.mean
    print(f"evenly spread, 240 answers   {mean(even):.3f} ±{spread(even):.3f}")
    for stop, values in reached.items():
        gains = [one - other for one, other in zip(values, even, strict=True)]
        aim = "  (≥ 0 at 150)" if stop == max(stops) else ""
        print(
            f"diagnostic, {stop:3} answers      {mean(values):.3f}  less {mean(gains):+.3f} ±{spread(gains):.3f}{aim}",
            flush=True,
        )


def main(learners: int, names: Sequence[str]) -> None:
    """Measure and print."""
    cells: dict[str, Callable[[], None]] = {}
    for name, world in WORLDS.items():
        cells[name] = lambda name=name, world=world: [cell(name, world, n, learners) for n in SIZES]  # type: ignore[misc]
    cells["diagnostic"] = lambda: diagnostic(learners)
    for name in names or cells:
        cells[name]()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100, sys.argv[2:])
