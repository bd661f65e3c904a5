"""The mark to expect in an exam, as things stand: what is believed of each topic, weighed as the exam weighs it. Pure."""

from bisect import bisect
from collections.abc import Mapping
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
    beliefs: Mapping[str, Belief],
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

    A question on a topic of mastery θ is right with probability guess + (1 − guess − slip)·θ. Exams are drawn: a mastery for
    each topic from its belief, then the luck of so many questions, taken for normal. `answered`: answers by topic.
    """
    shares = shares_of(weights)
    lines = {topic: list(accumulate(beliefs[topic].masses)) for topic in shares}
    marks = []
    for _ in range(DRAWS):
        mark = variance = 0.0
        for topic, share in shares.items():
            line, thetas = lines[topic], beliefs[topic].grid.thetas
            theta = thetas[min(bisect(line, random.random() * line[-1]), len(thetas) - 1)]
            right = guess + (1 - guess - slip) * theta
            mark += share * right
            variance += share * right * (1 - right) / questions
        marks.append(min(max(random.gauss(mark, sqrt(variance)), 0.0), 1.0))
    marks.sort()
    expected = sum(share * beliefs[topic].mean for topic, share in shares.items())
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
