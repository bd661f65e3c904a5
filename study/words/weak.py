"""Where a learner stands with a topic, in words, the same in the app and line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from progress.mastery.weak import TopicStanding


def verdict(standing: TopicStanding) -> tuple[str, str]:
    """The verdict in a word or two, and what follows it."""
    answers = f"{standing.answers} answer{'' if standing.answers == 1 else 's'}"
    if standing.weak is None:
        return "not enough evidence", f" from {answers}: practise it to find out."
    verdict = "too close to 60 % to tell" if standing.close else "weak" if standing.weak else "holds up"
    between = f"between {percent(standing.low)} and {percent(standing.high)} with 80 % certainty."
    return verdict, f" after {answers}: {between}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage."""
    return f"{round(share * 100)} %"
