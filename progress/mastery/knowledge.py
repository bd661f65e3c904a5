"""What a learner's answers say of every subject of a deck: which answers count where, for how much, and what is believed. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from progress.mastery.alike import Count, likeness, worths
from progress.mastery.evidence import Answered, Courses, clock
from progress.mastery.learning import Belief, Fit, fit
from progress.mastery.likelihood import Course
from progress.mastery.measures import Asked, Tally
from progress.mastery.subjects import Subjects

_ENOUGH_COUNTS = 8000  # of facts, each asked in one way: more do not tell better how alike answers are


@dataclass
class _Ground:
    """What is counted of one subject."""

    answers: int = 0
    answered: set[str] = field(default_factory=set)
    recalls: list[float] = field(default_factory=list)


class Knowledge:
    """What a learner's answers say of every subject of a deck."""

    def __init__(self, subjects: Subjects, tallies: Sequence[Tally], answers: Sequence[Answered]) -> None:
        """`tallies` count all answers; `answers` are the last of them in their order, the oldest first."""
        self.subjects = subjects
        self._wide: Courses = Courses()
        self._narrow: Courses = Courses()
        self._places: dict[str, None] = {}
        self._beliefs: dict[str, Belief] = {}
        self.grounds: defaultdict[str, _Ground] = defaultdict(_Ground)
        older: dict[tuple[str, str, int], list[int]] = {}
        for card, kind, options, asked, right in tallies:
            subject = subjects.subject_of(card, kind, options)
            if subject is None:
                continue
            fact = card.partition("#")[0]
            for name in subjects.above(subject):
                ground = self.grounds[name]
                ground.answers += asked
                ground.answered.add(fact)
            # The tallies may count parts that were judged as if recalled; what is older than `answers` is of little weight.
            choice = 0 if kind is Asked.PART and answers else subjects.options_of(card, kind, options)
            sums = older.setdefault((subject, fact, choice), [0, 0])
            sums[0] += right
            sums[1] += asked - right
        worth = self._worths(older)
        for answer, when in zip(answers, clock([answer.at for answer in answers]), strict=True):
            subject = subjects.subject_of(answer.card, answer.kind, answer.options)
            if subject is None:
                continue
            options = subjects.options_of(answer.card, answer.kind, answer.options)
            fact = answer.card.partition("#")[0]
            each = worth.get((subject, fact), 1.0)
            self._add(subject, when, options, each * answer.correct, each * (not answer.correct))
            counted = subject, fact, 0 if answer.kind is Asked.PART else options
            if counted in older:
                older[counted][not answer.correct] -= 1
        # What is older than the answers in order, or all where no order is known.
        rest: defaultdict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for (subject, fact, options), (right, wrong) in older.items():
            if right > 0 or wrong > 0:
                each, together = worth[subject, fact], rest[subject, options]
                together[0] += each * max(right, 0)
                together[1] += each * max(wrong, 0)
        for (subject, options), together in rest.items():
            self._add(subject, 0.0 if answers else 1.0, options, *together)

    def _worths(self, counts: Mapping[tuple[str, str, int], Sequence[int]]) -> dict[tuple[str, str], float]:
        """What an answer to each fact is worth. `counts`: right and wrong ones by subject, fact and options."""
        some = islice(counts.items(), _ENOUGH_COUNTS)
        rho = likeness(Count(*key, right, right + wrong) for key, (right, wrong) in some)
        by_subject: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for (subject, fact, _), (right, wrong) in counts.items():
            by_subject[subject][fact] += right + wrong
        return {
            (subject, fact): worth
            for subject, asked in by_subject.items()
            for fact, worth in worths(asked, self.subjects.own[subject], rho).items()
        }

    def _add(self, subject: str, when: float, options: int, right: float, wrong: float) -> None:
        self._places[subject] = None
        self._narrow.add([subject], when, options, right, wrong)
        self._wide.add(self.subjects.above(subject), when, options, right, wrong)

    def course(self, subject: str) -> Course:
        """The answers to a subject, those nested in it included, in their order."""
        return self._wide.course(subject)

    @cached_property
    def fit(self) -> Fit:
        """What all answers say about how masteries are spread, move and are asked about."""
        return fit(self._narrow.course(subject) for subject in self._places)

    @cached_property
    def _unasked(self) -> Belief:
        return self.fit.belief([])

    def belief(self, subject: str) -> Belief:
        """The posterior of the mastery of a subject; worked out once."""
        if subject not in self._beliefs:
            course = self.course(subject)
            self._beliefs[subject] = self.fit.belief(course) if course else self._unasked
        return self._beliefs[subject]
