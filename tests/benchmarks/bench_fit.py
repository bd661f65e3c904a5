"""How well fitted parameters predict: on a real log of reviews, and on made-up learners whose parameters are known.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_fit.py [learners]` (4 unless told). ROLECALL_REVIEW_LOG names the log:
a CSV table with `card_id`, `review_rating` and `review_time`; without it there are the made-up learners only. Where the
wheel `fsrs-rs-python` is installed, what its optimiser finds is judged beside ours. Everything is deterministic but times.
"""

import csv
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import mean

from progress.days import StudyDays
from progress.fitting.fit import SPREADS, fit
from progress.fitting.histories import History, Review, before, cut, histories_of, predicted
from progress.fitting.judging import answers_of, log_losses, moving_average, rmse_in_bins
from progress.fitting.layout import Batch
from progress.fitting.losses import predictions
from progress.fitting.weighing import Weighed, weigh
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas
from progress.scheduling.parameters import BOUNDS

DAYS = StudyDays(UTC, 4)
SIZES = (100, 200, 400, 800, 1600)
ALIKE = 0.7
"""Spreads by which made-up learners differ from the defaults: all at once, so less than each differs by itself."""

Fitted = Callable[[Sequence[History]], Sequence[float]]


def log_of(path: Path) -> list[Review]:
    """The reviews of the log."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for n, row in enumerate(rows):
        at = datetime.fromisoformat(row["review_time"])
        key = f"{at.timestamp():020.6f}-{n}"
        found.append(Review(row["card_id"], key, DAYS.day_of(at), int(row["review_rating"])))
    return found


def learner(random: Random) -> tuple[float, ...]:
    """Parameters as somebody may have them."""
    found: list[float] = []
    ratio = 1.0
    for n, (usual, spread, (low, high)) in enumerate(zip(DEFAULT_PARAMETERS, SPREADS, BOUNDS, strict=True)):
        away = random.gauss(0, ALIKE * spread)
        if n < 4:
            ratio *= 2.718281828 ** (away / 2)
            value = max(usual * ratio, found[-1] if found else 0.0)
        else:
            value = usual + away
        found.append(min(max(value, low), high))
    return tuple(found)


def histories(truth: Sequence[float], cards: int, random: Random, days: int = 365) -> list[History]:
    """Of somebody who forgets by `truth` and reviews when the defaults say, more or less."""
    own, usual = Formulas(truth), Formulas()
    rows: list[tuple[int, int, int, int]] = []
    for card in range(cards):
        day, gap = random.randrange(days), 0
        rating = random.choices((1, 2, 3, 4), (25, 8, 52, 15))[0]
        memory, seen = own.first(rating), usual.first(rating)
        while day < days:
            rows.append((day, len(rows), card, rating))
            if rating == 1:
                gap, rating = 0, random.choices((3, 1), (75, 25))[0]
            else:
                gap = max(1, round(usual.interval(seen[0], 0.9) * random.uniform(0.9, 1.15)))
                recalled = random.random() < own.recall(memory[0], gap)
                rating = random.choices((2, 3, 4), (10, 78, 12))[0] if recalled else 1
            day += gap
            memory, seen = own.after(*memory, gap, rating), usual.after(*seen, gap, rating)
    rows.sort()
    return list(
        histories_of(
            Review(str(card), f"{n:08}", date.fromordinal(730000 + day), rating)
            for n, (day, _, card, rating) in enumerate(rows)
        )
    )


def of_rust(some: Sequence[History]) -> Sequence[float]:
    """What fsrs-rs finds."""
    import fsrs_rs_python as rust

    items = []
    for history in some:
        reviews = [rust.FSRSReview(step.rating, step.gap) for step in history]
        items += [rust.FSRSItem(reviews[: n + 1]) for n, step in enumerate(history) if step.gap]
    found: Sequence[float] = rust.FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items)
    return found


def judged(some: Sequence[History], since: int, parameters: Sequence[float]) -> tuple[float, float]:
    """Log loss and RMSE in bins of what comes on the study day `since` and later."""
    answers = [answer for answer in answers_of(some) if answer.day >= since]
    _, expected, _ = predictions(Batch(some, since), parameters)
    losses = log_losses(answers, expected.tolist())
    return mean(losses), rmse_in_bins(answers, expected.tolist())


def row(name: str, loss: float, rmse: float, more: str = "") -> None:
    """One line of a table."""
    print(f"{name:28}{loss:8.4f}{rmse:9.4f}  {more}".rstrip())


def real(some: Sequence[History]) -> None:
    """Split in time: four fifths to learn from, one to tell; then five parts, each told by those before."""
    since = cut(some, 0.8)
    early = before(some, since)
    answers = answers_of(some)
    late = [answer for answer in answers if answer.day >= since]
    print(f"{predicted(early)} reviews to learn from, {len(late)} to tell; log loss, RMSE in bins")
    usual = [
        share for share, answer in zip(moving_average(answers), answers, strict=True) if answer.day >= since
    ]
    row("moving average", mean(log_losses(late, usual)), rmse_in_bins(late, usual))
    row("defaults", *judged(some, since, DEFAULT_PARAMETERS))
    ways: dict[str, Fitted] = {"fitted": fit}
    if find_spec("fsrs_rs_python"):
        ways["fitted by fsrs-rs"] = of_rust
    for name, way in ways.items():
        start = time.process_time()
        found = way(early)
        row(name, *judged(some, since, found), f"{time.process_time() - start:.2f} s of processor time")
    start = time.process_time()
    weighed = weigh(some)
    print(f"in five parts, {weighed.all.answers} to tell; {time.process_time() - start:.2f} s")
    for name, score in (
        ("moving average", weighed.all.average),
        ("defaults", weighed.all.defaults),
        ("fitted", weighed.all.fitted),
    ):
        row(name, score.log_loss, score.rmse)
    told(weighed)


def told(weighed: Weighed) -> None:
    """The rule, and what it says."""
    print(
        f"gain {weighed.all.gain:.4f} ± {weighed.all.error:.4f}, of the last part {weighed.last.gain:.4f} ± "
        f"{weighed.last.error:.4f}: {'kept' if weighed.better else 'not kept'}"
    )


def made_up(learners: int) -> None:
    """How much more log loss than the truth has, on fresh cards of the same learners, by how much was learned from."""
    excess: dict[int, list[float]] = {size: [] for size in SIZES}
    defaults, worse, kept = [], dict.fromkeys(SIZES, 0), dict.fromkeys(SIZES, 0)
    for seed in range(learners):
        random = Random(seed)
        truth = learner(random)
        fresh, cards = histories(truth, 400, random), histories(truth, 400, random)
        best, usual = judged(fresh, 0, truth)[0], judged(fresh, 0, DEFAULT_PARAMETERS)[0]
        defaults.append(usual - best)
        for size in SIZES:
            some, count = [], 0
            for history in random.sample(cards, len(cards)):
                some.append(history)
                count += predicted([history])
                if count >= size:
                    break
            own = judged(fresh, 0, fit(some))[0]
            excess[size].append(own - best)
            worse[size] += own > usual
            if size >= 400:
                kept[size] += weigh(some).better
    print(f"{learners} made-up learners; log loss above that of the true parameters, on fresh cards")
    print(f"{'defaults':28}{mean(defaults):8.4f}")
    for size in SIZES:
        told = f"worse than the defaults for {worse[size]}"
        if size >= 400:
            told += f", kept for {kept[size]}"
        print(f"{f'fitted to {size} reviews':28}{mean(excess[size]):8.4f}  {told}")
    print(f"ratio fitted to {SIZES[-1]} / defaults {mean(excess[SIZES[-1]]) / mean(defaults):.2f}")


def main(learners: int) -> None:
    """Measure, print."""
    path = os.environ.get("ROLECALL_REVIEW_LOG")
    if path:
        real(histories_of(log_of(Path(path))))
    else:
        print("ROLECALL_REVIEW_LOG names no log of reviews: made-up learners only.")
    made_up(learners)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
