"""The mark to expect in an exam, with what it is made of: what reports say, and whoever asks without making a plan. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from progress.scheduling.exam_belief import Mark


@dataclass(frozen=True, slots=True)
class Forecast:
    """The mark to expect, without options to choose from where nothing else is said.

    `mean`, `low`, `high` and `passing` are those of the plan for an exam "as things stand": if the exam were today.
    """

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
    unmet: float
    """The share of the exam on what no card that was met has taught."""
    options: int
    """Among how many options one chooses in `choosing`."""
    choosing: Mark
    """As things stand, with options."""
    stopping: Mark | None = None
    """On the day of the exam without another answer until then; None where no day is known to come."""
    going_on: Mark | None = None
    """On that day with the limits that are set; None also where it is too far away to imagine each day until then."""
    new_per_day: int = 0
    """That limit of new cards; 0 where every card is met."""


def shares_of(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights as shares that sum to 1, the largest first; topics of no weight left out. Raises ValueError where no weight is left."""
    kept = {topic: weight for topic, weight in weights.items() if weight > 0}
    total = sum(kept.values())
    if not total:
        raise ValueError("An exam weighs at least one topic.")
    return {
        topic: weight / total for topic, weight in sorted(kept.items(), key=lambda item: (-item[1], item[0]))
    }
