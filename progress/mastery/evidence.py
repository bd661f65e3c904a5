"""Answers as evidence: each with what it was about, and how they add up to the course of a subject's answers. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from progress.mastery.likelihood import MOMENTS, MOST, Course, Moment, Outcome
from progress.mastery.measures import Asked

_DAY = 86_400.0


class Answered(NamedTuple):
    """One answer, or what was said of one line in it."""

    at: datetime
    """UTC."""
    card: str
    """Id of the card or question; for a part, `deck:role/fact` of its fact."""
    kind: Asked
    options: int
    """As in `progress.mastery.measures.Tally`."""
    correct: bool


class Choice(NamedTuple):
    """A question answered by choosing one option."""

    at: datetime
    card: str
    options: tuple[str, ...]
    """References of the options in the order shown: a role's id, a fact's `role/fact`, or `option-N`."""
    chosen: int
    """Index into `options`."""
    correct: bool
    certainty: int | None
    """1 guess, 2 unsure, 3 sure; None where that was not asked."""


def clock(times: Sequence[datetime]) -> list[float]:
    """When each answer was given, from 0 for the first to 1 for the last; `times` ascend.

    Half of it is the answers given since, half the days that have passed: memory moves with practice and with time, and
    nobody knows beforehand which of them matters more. Within one day, practice alone.
    """
    if not times:
        return []
    count = max(len(times) - 1, 1)
    begin = times[0]
    span = (times[-1] - begin).total_seconds()
    if span < _DAY:
        return [i / count for i in range(len(times))]
    return [i / count / 2 + (at - begin).total_seconds() / span / 2 for i, at in enumerate(times)]


class Courses:
    """Gathers answers into a course for each of several subjects."""

    def __init__(self) -> None:
        self._found: defaultdict[str, dict[int, dict[int, list[float]]]] = defaultdict(dict)

    def add(self, subjects: Iterable[str], when: float, options: int, right: float, wrong: float = 0) -> None:
        """Answers at a time on the clock, which count for all of `subjects`; `options` as in `Outcome`.

        What answers are worth may be less than their number.
        """
        piece = min(int(when * MOMENTS), MOMENTS - 1)
        for subject in subjects:
            outcome = self._found[subject].setdefault(piece, {}).setdefault(options, [0.0, 0.0])
            outcome[0] += right
            outcome[1] += wrong

    def course(self, subject: str) -> Course:
        """The subject's moments, the oldest first; at most `MOST` answers, the last ones."""
        found = self._found.get(subject, {})
        room = float(MOST)
        moments = []
        for piece in sorted(found, reverse=True):
            answers = sum(right + wrong for right, wrong in found[piece].values())
            share = min(1.0, room / answers) if answers else 0.0
            if share <= 0:
                break
            room -= answers * share
            outcomes = tuple(
                Outcome(n, share * right, share * wrong) for n, (right, wrong) in sorted(found[piece].items())
            )
            moments.append(Moment(piece / (MOMENTS - 1), outcomes))
        return moments[::-1]
