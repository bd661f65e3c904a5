"""A quiz that finds out which topics are weakest, with as few questions as it can: each next one is asked where it tells most.

A question on a topic is worth p·(1 − p)·d: p the probability that the topic is among the weakest as things stand, and
d how far one more answer will move its expected mastery. So nothing is spent on topics that are clearly in or clearly
out, nor on such as have been asked to the end. What was answered before counts from the beginning, so that a quiz that was
left is not lost: the next one goes on from there.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from decks.model import Asks, Question
from progress.events import Certainty, Event
from progress.mastery.learning import Belief, Fit, fit
from progress.mastery.likelihood import Course, Moment, Outcome
from progress.mastery.measures import Mastery
from progress.mastery.ranking import among_lowest, telling, updated
from progress.sessions.quizzing import QuizLog, QuizRecord, QuizSession

SURE = 0.8
"""The expected share of the topics named weakest that really are, from which on enough is known."""
FEWEST = 12
"""Questions before it may stop."""
MOST = 100
"""Questions after which it stops in any case, unless told otherwise."""
WEAKEST = 3
"""How many topics are looked for; of few topics, at most half."""
_REFIT = 12  # answers after which what topics have in common is weighed anew


@dataclass(frozen=True, slots=True)
class Named:
    """A topic that was found to be among the weakest."""

    topic: str
    probability: float
    """That it is one of them."""
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class Finding:
    """What a diagnosis found."""

    weakest: tuple[Named, ...]
    """The likeliest first."""
    sure: float
    """The expected share of them that really are among the weakest."""
    asked: int
    enough: bool
    """Whether it stopped because enough is known, and not for want of questions or time."""
    of: int
    """Topics that there were to tell apart."""


class Diagnosis:
    """What is known of each topic while it goes on."""

    def __init__(self, courses: Mapping[str, Course], random: Random) -> None:
        """`courses`: what was answered before, by topic; empty for one never asked about."""
        self.topics = sorted(courses)
        self.count = max(1, min(WEAKEST, len(self.topics) // 2))
        self.asked = 0
        self._courses = courses
        self._random = random
        self._now: defaultdict[str, Counter[tuple[int, bool]]] = defaultdict(Counter)
        self._fit: Fit
        self._beliefs: dict[str, Belief]
        self._weigh()

    def _weigh(self) -> None:
        whole = {topic: self._course(topic) for topic in self.topics}
        self._fit = fit(whole.values())
        self._beliefs = {topic: self._fit.belief(course) for topic, course in whole.items()}
        self._rank()

    def _course(self, topic: str) -> Course:
        outcomes = tuple(
            Outcome(options, float(right), float(wrong))
            for options in sorted({options for options, _ in self._now[topic]})
            for right, wrong in [(self._now[topic][options, True], self._now[topic][options, False])]
        )
        return [*self._courses[topic], *([Moment(1.0, outcomes)] if outcomes else [])]

    def _rank(self) -> None:
        beliefs = [self._beliefs[topic] for topic in self.topics]
        self._among = dict(zip(self.topics, among_lowest(beliefs, self.count, self._random), strict=True))

    def take(self, topic: str, options: int, *, correct: bool) -> None:
        """Learn from an answer to a question with this many options."""
        self._now[topic][options, correct] += 1
        self.asked += 1
        if self.asked % _REFIT:
            asking = self._fit.chosen[0].asking
            self._beliefs[topic] = updated(self._beliefs[topic], options, asking, correct=correct)
            self._rank()
        else:
            self._weigh()

    def worth(self, topic: str, options: int = 4) -> float:
        """How much a question on the topic is expected to tell about which topics are weakest."""
        among = min(
            max(self._among[topic], 0.01), 0.99
        )  # a share of draws: what was never drawn is not impossible
        return among * (1 - among) * telling(self._beliefs[topic], options, self._fit.chosen[0].asking)

    def mean(self, topic: str) -> float:
        """The expected mastery of a topic."""
        return self._beliefs[topic].mean

    def finding(self) -> Finding:
        """What is known by now."""
        best = sorted(self.topics, key=lambda topic: (-self._among[topic], self.mean(topic), topic))
        named = tuple(Named(t, self._among[t], self._beliefs[t].summary()) for t in best[: self.count])
        sure = sum(each.probability for each in named) / len(named) if named else 0.0
        return Finding(named, sure, self.asked, self.asked >= FEWEST and sure >= SURE, len(self.topics))


class DiagnosticSession(QuizSession):
    """A diagnosis as a quiz: `next()` chooses the question. `total` is the most that it will ask."""

    def __init__(
        self,
        record: QuizRecord,
        pool: Iterable[Question],
        courses: Mapping[str, Course],
        random: Random,
        show: Callable[[Question], Question],
        most: int = MOST,
    ) -> None:
        """`pool`: what can be asked. `courses`: what was answered before, by topic. `show` puts options in their order."""
        self._pool: defaultdict[str, list[Question]] = defaultdict(list)
        for question in sorted(pool, key=lambda q: q.id):
            if question.asks is Asks.ONE:
                self._pool[question.topic].append(question)
        for questions in self._pool.values():
            random.shuffle(questions)
        self._show = show
        self._facts: Counter[str] = Counter()
        self.diagnosis = Diagnosis({topic: courses.get(topic, ()) for topic in self._pool}, random)
        self._most = min(most, sum(map(len, self._pool.values())))
        super().__init__(record, ())

    def answer(
        self,
        store: QuizLog,
        chosen: int | Collection[int],
        at: datetime,
        *,
        latency_ms: int = 0,
        day: date | None = None,
        certainty: Certainty | None = None,
    ) -> Event:
        """Record an answer, as any quiz does, and learn from it."""
        question = self.current
        event = super().answer(store, chosen, at, latency_ms=latency_ms, day=day, certainty=certainty)
        if question is not None:
            self.diagnosis.take(question.topic, len(question.options), correct=event.correct)
        return event

    def next(self) -> Question | None:
        """Go on to the question that tells most, unless enough is known."""
        self.total = self._most
        if self.current is not None and self.current.id not in self._done:
            return self.current
        self.position = len(self.questions)
        self.current = None
        if len(self.answered) < self._most and not self.diagnosis.finding().enough:
            self.current = self._choose()
        if self.current is None:
            self.total = self.position = len(self.questions)
        else:
            self.questions = (*self.questions, self.current)
        return self.current

    def _choose(self) -> Question | None:
        open_topics = [topic for topic in self.diagnosis.topics if self._pool[topic]]
        if not open_topics:
            return None
        topic = max(open_topics, key=self.diagnosis.worth)
        # Two questions on one fact tell less than two facts.
        place = min(range(len(self._pool[topic])), key=lambda i: (self._facts[self._pool[topic][i].fact], i))
        question = self._pool[topic].pop(place)
        self._facts[question.fact] += 1
        return self._show(question)

    def replace(self, questions: Sequence[Question]) -> Question | None:  # noqa: ARG002 - see below
        """An edited deck is taken up by the next diagnosis; this one goes on with the questions it has."""
        return self.current

    def finding(self) -> Finding:
        """What is known by now."""
        return self.diagnosis.finding()
