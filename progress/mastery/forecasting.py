"""The mark to expect in an exam, as things stand: what is believed of each topic, weighed as the exam weighs it. Pure."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from random import Random

from progress.mastery.learning import Belief

DRAWS = 2000
"""How many exams are imagined."""
QUESTIONS = 40
"""Questions of an exam of which nobody says how many it has."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The mark to expect."""

    mean: float
    """Expected share of the marks, 0 to 1."""
    low: float
    """`low` to `high` hold the mark of one exam with a probability of 80 %: what is not known, and the luck of the day."""
    high: float
    passing: float | None
    """The probability of reaching the mark to pass; None where none is given."""
    topics: tuple[tuple[str, float], ...]
    """Each topic of the exam and its share of it, the largest first."""
    unseen: float
    """The share of the exam on topics never answered, of which only the learner's other topics tell."""


def shares_of(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights as shares that sum to 1; topics of no weight left out. Raises ValueError where no weight is left."""
    kept = {topic: weight for topic, weight in weights.items() if weight > 0}
    total = sum(kept.values())
    if not total:
        raise ValueError("An exam weighs at least one topic.")
    return {
        topic: weight / total for topic, weight in sorted(kept.items(), key=lambda item: (-item[1], item[0]))
    }


def forecast(
    beliefs: Mapping[str, Sequence[tuple[float, Belief]]],
    weights: Mapping[str, float],
    random: Random,
    *,
    answered: Mapping[str, int] | None = None,
    guess: float = 0.0,
    slip: float = 0.0,
    questions: int = QUESTIONS,
    pass_mark: float | None = None,
) -> Forecast:
    """The mark of an exam of so many `questions` that gives each topic of `weights` its share of the marks.

    A question on a topic of mastery θ is right with probability guess + (1 − guess − slip)·θ. `beliefs`: of each topic, what is
    believed in each of some cases, the same for all topics, with the case's probability. Exams are drawn: a case, so that
    topics are better or worse than expected together; in it, a mastery for each topic; then the luck of so many
    questions, taken for normal. `answered`: answers by topic.
    """
    shares = shares_of(weights)
    lines = {topic: [belief.sums for _, belief in beliefs[topic]] for topic in shares}
    first = next(iter(shares))
    thetas = beliefs[first][0][1].grid.thetas
    cases = list(accumulate(weight for weight, _ in beliefs[first]))
    marks = []
    for n in range(DRAWS):
        case = min(bisect(cases, (n + 0.5) / DRAWS * cases[-1]), len(cases) - 1)
        mark = variance = 0.0
        for topic, share in shares.items():
            line = lines[topic][case]
            theta = thetas[min(bisect(line, random.random()), len(thetas) - 1)]
            right = guess + (1 - guess - slip) * theta
            mark += share * right
            variance += share * right * (1 - right) / questions
        marks.append(min(max(random.gauss(mark, sqrt(variance)), 0.0), 1.0))
    marks.sort()
    expected = sum(
        share * sum(weight * belief.mean for weight, belief in beliefs[topic]) / cases[-1]
        for topic, share in shares.items()
    )
    return Forecast(
        mean=guess + (1 - guess - slip) * expected,
        low=marks[DRAWS // 10],
        high=marks[-DRAWS // 10 - 1],
        passing=None if pass_mark is None else sum(mark >= pass_mark for mark in marks) / DRAWS,
        topics=tuple(shares.items()),
        unseen=sum(
            share for topic, share in shares.items() if answered is not None and not answered.get(topic)
        ),
    )
