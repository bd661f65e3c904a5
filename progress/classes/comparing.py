"""A class then and now, and its groups against one another. Pure.

First answers to questions are compared, for a question asked again is easier than it was.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from progress.classes.gathering import First, Gathered, Student
from progress.classes.model import Change, GroupReport
from progress.classes.rates import Rate, difference, rate, spans

FEWEST = 5
"""Students on either side of a comparison, at least."""

Answers = list[tuple[int, bool]]
"""One student's first answers to a topic's questions: the day, and whether it was right."""


def by_topic(gathered: Gathered, firsts: Sequence[Sequence[First]]) -> dict[str, list[Answers]]:
    """By topic, and for all together under the empty one: each student's first answers with their days."""
    subjects = gathered.catalogue.subjects
    place = [subjects.place.get((False, name), "") for name in gathered.questions]
    found: dict[str, list[Answers]] = {"": [[] for _ in firsts]}
    for student, row in enumerate(firsts):
        for first in row:
            subject = place[first.question]
            for name in ("", *(subjects.above(subject) if subject else ())):
                if name not in found:
                    found[name] = [[] for _ in firsts]
                found[name][student].append((first.day, first.correct))
    return found


def changes(
    of_topic: Mapping[str, Sequence[Answers]], between: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[Change, ...]:
    """What changed from the first of two times to the second: all topics together first, then the largest change."""
    earlier, later = between
    found = []
    for topic, answers in of_topic.items():
        told = difference(
            rate(spans(each, earlier) for each in answers), rate(spans(each, later) for each in answers)
        )
        if told and min(told.first.students, told.second.students) >= FEWEST:
            found.append(Change(topic, told))
    return tuple(sorted(found, key=_order))


def _order(change: Change) -> tuple[bool, float, str]:
    return change.topic != "", -abs(change.difference.change), change.topic


def group_reports(
    students: Sequence[Student], of_topic: Mapping[str, Sequence[Answers]], groups: Mapping[str, str]
) -> tuple[GroupReport, ...]:
    """Each group against the students of all others. `groups`: the group of each pseudonym."""
    members: defaultdict[str, set[int]] = defaultdict(set)
    for place, student in enumerate(students):
        if student.pseudonym in groups:
            members[groups[student.pseudonym]].add(place)
    everybody = set().union(*members.values())
    reports = []
    for group, inside in sorted(members.items()):
        changes = []
        for topic, answers in of_topic.items():
            told = difference(_rate_of(answers, everybody - inside), _rate_of(answers, inside))
            if told and min(told.first.students, told.second.students) >= FEWEST:
                changes.append(Change(topic, told))
        reports.append(GroupReport(group, len(inside), tuple(sorted(changes, key=_order))))
    # Of two groups, the second says the same as the first.
    return tuple(reports[:1] if len(reports) == 2 else reports)


def _rate_of(answers: Sequence[Answers], places: set[int]) -> Rate:
    return rate((sum(right for _, right in answers[place]), len(answers[place])) for place in sorted(places))
