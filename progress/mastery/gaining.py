"""Which topic a minute of practice gains most in, until an exam or the next week. Pure.

An answer to something not known yet teaches it with the probability `LEARNED`; an answer to something known keeps it: what
it gains is how much likelier it will be recalled at the horizon, by the schedule's own formulas, than without. Both are
weighed by how much the topic counts. It is a ranking with rough figures, and the range says how rough.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from progress.events import Rating
from progress.mastery.weak import TopicStanding
from progress.memory import Memory

LEARNED = 0.35
"""The probability that one answer with its explanation teaches what was not known, so that it is known at the horizon."""
ANSWERS_A_MINUTE = 5.0
"""How many answers a learner gives in a minute, where nothing else is known."""
WEEK = timedelta(days=7)
"""How far ahead is looked where there is no exam."""
LOOKED_AT = 60
"""Memories of a topic that are looked at: more say the same."""


class Scheduling(Protocol):
    """What is needed of the scheduler."""

    def review(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after an answer."""

    def recall(self, memory: Memory, at: datetime) -> float:
        """The probability of recall."""


@dataclass(frozen=True, slots=True)
class Step:
    """What practice of a topic is worth."""

    topic: str
    title: str
    gain: float
    """Facts more, of the topic's own, that will be known at the horizon for each minute; times its weight where one is given."""
    low: float
    """`low` to `high`: the same for the ends of the mastery's 80 % interval."""
    high: float
    forgetting: float
    """How much of the gain is keeping what is known, 0 to 1."""
    facts: int = 0
    """How many facts the topic has: no practice gains more; 0 where nobody said."""


def next_steps(
    standings: Sequence[TopicStanding],
    memories: Mapping[str, Sequence[Memory]],
    facts: Mapping[str, int],
    scheduler: Scheduling,
    at: datetime,
    until: datetime | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    pace: float = ANSWERS_A_MINUTE,
) -> list[Step]:
    """The topics, the one first in which a minute gains most. Wider topics are left out: what is nested in them stands for them.

    `memories` and `facts`: of each topic, those of its learned cards, and how many facts it has. `until`: the horizon,
    else a week ahead. `weights`: how much of an exam each topic is; a topic without weight is left out then.
    """
    horizon = until if until is not None and until > at else at + WEEK
    every = sum(facts.get(s.topic, 0) for s in standings if not s.wide) or 1
    total = sum(weights.values()) if weights else 0.0
    steps = []
    for standing in standings:
        count = facts.get(standing.topic, 0)
        if standing.wide or not count:
            continue
        # A fact of a topic with a larger share of the exam than of the facts is worth more than another.
        worth = (weights.get(standing.topic, 0.0) / total) / (count / every) if weights and total else 1.0
        if not worth:
            continue
        known = list(memories.get(standing.topic, ()))[:LOOKED_AT]
        kept = sum(_kept(memory, scheduler, at, horizon) for memory in known) / len(known) if known else 0.0
        learned = min(1.0, len(memories.get(standing.topic, ())) / count)
        gains = [pace * worth * _gain(m, kept, learned) for m in (standing.mean, standing.low, standing.high)]
        keeping = pace * worth * learned * standing.mean * kept
        steps.append(
            Step(
                standing.topic, standing.title, gains[0], min(gains), max(gains),
                keeping / gains[0] if gains[0] else 0.0, count,
            )
        )  # fmt: skip
    return sorted(steps, key=lambda step: (-step.gain, step.topic))


def spread_over(weights: Mapping[str, float], facts: Mapping[str, int]) -> dict[str, float]:
    """The weights of topics that others are nested in, given to those: to each by its facts. `facts`: of the narrow ones."""
    found: dict[str, float] = {}
    for topic, weight in weights.items():
        nested = {
            each: count for each, count in facts.items() if each == topic or each.startswith(topic + "/")
        }
        total = sum(nested.values())
        for each, count in nested.items():
            found[each] = found.get(each, 0.0) + (weight * count / total if total else 0.0)
    return found


def _gain(mastery: float, kept: float, learned: float) -> float:
    """What one answer gains."""
    return (1 - mastery) * LEARNED + learned * mastery * kept


def _kept(memory: Memory, scheduler: Scheduling, at: datetime, horizon: datetime) -> float:
    """How much likelier a card will be recalled at the horizon if it is reviewed now."""
    after = scheduler.review(memory, Rating.GOOD, max(at, memory.last_review))
    return max(0.0, scheduler.recall(after, horizon) - scheduler.recall(memory, horizon))


def sentence(steps: Sequence[Step], minutes: int = 10) -> str:
    """What to do next, in one sentence; empty where there is nothing to do."""
    if not steps:
        return ""
    best = steps[0]
    most = best.facts or float("inf")
    low, high = min(best.low * minutes, most), min(best.high * minutes, most)
    why = "keeping what you know" if best.forgetting > 0.5 else "learning what you do not know yet"
    facts = (
        f"about {low:.0f} to {high:.0f} facts"
        if round(low) != round(high)
        else f"about {max(round(low), 1)} fact{'s' if round(low) > 1 else ''}"
    )
    return f"Next best step: {minutes} minutes of {best.title} gain {facts}, mostly by {why}."
