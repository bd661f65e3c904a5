"""What a learner's answers on a deck show, and the quizzes that follow from it: the core's statistics with what they need."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from decks.compiled.cache import light
from decks.model import Deck, Question
from progress.mastery.confusions import Confusions, confusions, head_to_head, role_of
from progress.mastery.knowledge import Knowledge
from progress.mastery.subjects import By, subjects_of
from progress.mastery.weak import TopicStanding, told
from study.core import NoQuestions, Study

if TYPE_CHECKING:
    from progress.mastery.calibration import Curve, Sureness
    from progress.mastery.diagnosing import DiagnosticSession
    from progress.mastery.evidence import Answered, Choice
    from progress.mastery.gaining import Step
    from progress.mastery.measures import Tally
    from progress.memory import Memory
    from progress.scheduling.exam_forecast import Forecast
    from progress.sessions.quizzing import QuizRecord, QuizSession


class Insight:
    """One deck's answers, looked at from all sides. Every method raises StoreProblem when they cannot be read."""

    def __init__(self, study: Study, deck: Deck) -> None:
        self._study = study
        self._deck = deck
        self._known: dict[By, Knowledge] = {}

    @property
    def exam_day(self) -> date | None:
        """When the exam on the deck is, whoever has named the day."""
        return self._study.exam_day(self._deck)

    def known(self, by: By = By.TOPIC) -> Knowledge:
        """What the answers say of every topic, role or kind of fact; worked out once."""
        if by not in self._known:
            study, deck = self._study, self._deck
            study.catch_up(deck)
            cards, questions = study.cards(deck), study.questions(deck)
            if (
                by is By.TOPIC
            ):  # what else it is told for is looked up one by one in what comes from the cache
                cards, questions = light(cards), light(questions)
            found = subjects_of(cards, questions, deck.topics, by)
            self._known[by] = Knowledge(found, *self._evidence)
        return self._known[by]

    @cached_property
    def _evidence(self) -> "tuple[list[Tally], list[Answered]]":
        store = self._study.store
        return store.totals(self._deck.id), store.answers(self._deck.id)

    def standings(self, by: By = By.TOPIC) -> list[TopicStanding]:
        """Where the learner stands, weakest first."""
        study = self._study
        known = self.known(by)  # first, for it lets progress follow an edited deck
        return told(known, light(study.cards(self._deck)), self.memories, study.scheduler, study.now())

    @cached_property
    def memories(self) -> "Mapping[str, Memory]":
        """What is remembered of the deck's cards, by card id."""
        return self._study.memories(self._deck)

    def steps(self, standings: Sequence[TopicStanding]) -> "list[Step]":
        """Topics by what a minute of practice gains until the deck's exam, or within a week where there is none to come."""
        from progress.mastery.gaining import next_steps, spread_over

        study, day = self._study, self.exam_day
        memories: defaultdict[str, list[Memory]] = defaultdict(list)
        for card in light(study.cards(self._deck)):
            if memory := self.memories.get(card.id):
                memories[card.topic].append(memory)
        facts = {topic: len(found) for topic, found in self.known().subjects.facts.items()}
        weights = spread_over(
            self._weights(), {s.topic: facts.get(s.topic, 0) for s in standings if not s.wide}
        )
        until = datetime.combine(day, time(), UTC) if day else None
        return next_steps(
            standings, memories, facts, study.scheduler, study.now(), until, weights=weights or None
        )

    def next_step(self) -> str:
        """What to do next, in one sentence; empty where nothing was answered yet."""
        from progress.mastery.gaining import sentence

        standings = self.standings()
        return sentence(self.steps(standings)) if any(standing.answers for standing in standings) else ""

    @cached_property
    def confusions(self) -> Confusions:
        """Which role is taken for which."""
        return confusions(self._choices, self._study.questions(self._deck))

    @cached_property
    def _choices(self) -> "list[Choice]":
        self._study.catch_up(self._deck)
        return self._study.store.choices(self._deck.id)

    def surenesses(self) -> "tuple[Sureness, ...]":
        """How often answers were right, by how sure the learner was."""
        from progress.mastery.calibration import surenesses

        return surenesses(self._choices)

    def recall_curve(self) -> "Curve":
        """Predicted recall against actual recall. Goes through all reviews."""
        from progress.mastery.calibration import recall_curve
        from progress.scheduling.formulas import Formulas

        reviews = self._study.store.reviews(self._deck.id)
        return recall_curve(reviews, Formulas(self._study.scheduler.parameters))

    def forecast(self) -> "Forecast | None":
        """The mark to expect in the deck's exam, as the plan for it says; None where it asks nothing about what the exam weighs."""
        from study.insights.exam_ahead import exam_forecast

        answered = {topic: ground.answers for topic, ground in self.known().grounds.items()}
        return exam_forecast(self._study, self._deck, answered)

    def _weights(self) -> dict[str, float]:
        return dict(self._deck.exam.weights) if self._deck.exam else {}

    def diagnose(
        self, seed: int | None = None, most: int | None = None, topic: str = ""
    ) -> "DiagnosticSession":
        """A quiz that finds out which topics are weakest. What was answered before counts from the start.

        Raises:
            NoQuestions: there are fewer than two topics to tell apart.
        """
        from decks.model import Asks, in_topic
        from decks.questions import shuffled
        from progress.mastery.diagnosing import MOST, DiagnosticSession

        seed = self._study.random.getrandbits(32) if seed is None else seed
        pool = [
            q for q in self._study.questions(self._deck) if q.asks is Asks.ONE and in_topic(q.topic, topic)
        ]
        if len({question.topic for question in pool}) < 2:
            where = (
                f"The topic “{topic}” of the deck “{self._deck.id}”"
                if topic
                else f"The deck “{self._deck.id}”"
            )
            raise NoQuestions(
                f"{where} has questions on fewer than two topics, so there is nothing to tell apart."
            )
        self._study.remember(self._deck)
        known = self.known()
        return DiagnosticSession(
            self._record(seed, (), topic),
            pool,
            {question.topic: known.course(question.topic) for question in pool},
            Random(seed),  # noqa: S311
            lambda question: shuffled(question, seed),
            MOST if most is None else most,
        )

    def confused(
        self, count: int = 10, seed: int | None = None, pair: tuple[str, str] | None = None
    ) -> "tuple[tuple[str, str], QuizSession]":
        """A quiz on the two roles that are taken for each other most surely, or on `pair`; saved, so that it can be resumed.

        Raises:
            NoQuestions: nothing is confused so far, or no question has both roles in it.
        """
        from decks.questions import shuffled
        from progress.sessions.quizzing import QuizSession

        seed = self._study.random.getrandbits(32) if seed is None else seed
        study, deck, random = self._study, self._deck, Random(seed)  # noqa: S311
        pairs = [pair] if pair else [(each.role, each.taken) for each in self.confusions.pairs]
        if not pairs:
            raise NoQuestions(
                f"No two roles of the deck “{deck.id}” were confused twice so far; study quiz asks about all of them."
            )
        for one, other in pairs:
            found = head_to_head(study.questions(deck), one, other)
            if found:
                chosen = _taking_turns(found, count, random)
                record = self._record(seed, tuple(question.id for question in chosen))
                study.remember(deck)
                study.store.save_quiz(record)
                return (one, other), QuizSession(record, [shuffled(question, seed) for question in chosen])
        raise NoQuestions(f"The deck “{deck.id}” has no question with both roles among its options.")

    def _record(self, seed: int, questions: tuple[str, ...], topic: str = "") -> "QuizRecord":
        from progress.ids import uuid7
        from progress.sessions.quizzing import QuizRecord

        at = self._study.now()
        return QuizRecord(uuid7(at, self._study.random), self._deck.id, topic, "", seed, questions, at, None)


def _taking_turns(questions: Sequence[Question], count: int, random: Random) -> list[Question]:
    """At most so many questions, the two roles in turns, and each fact once before any is asked twice."""
    mixed = list(questions)
    random.shuffle(mixed)
    times: defaultdict[str, int] = defaultdict(int)
    turns: defaultdict[str, int] = defaultdict(int)
    keyed = []
    for question in mixed:
        keyed.append((times[question.fact], turns[role_of(question)], question))
        times[question.fact] += 1
        turns[role_of(question)] += 1
    keyed.sort(key=lambda each: each[:2])
    return [question for _, _, question in keyed[:count]]
