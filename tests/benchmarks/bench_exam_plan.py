"""The exam plan on simulated learners whose memory is not the model's: is the mark on the day what was forecast, and within the range?

Run it as `PYTHONPATH=. python tests/benchmarks/bench_exam_plan.py [learners] [seed] [unlike]` (24 learners unless told; about
five seconds each). Every learner studies the bundled deck on kitchens day by day through the app's own sessions into a
database of their own, and sits exams on the deck's questions, without options and with them. What the plan must cope with:

- each learner forgets faster or slower than FSRS's usual parameters say, along another curve, and slips now and then;
- each card and each topic is easier or harder than others; some is known from before;
- one recognises part of what one does not recall, and guesses the rest; some take quizzes, some do not;
- days are missed; some rate by Again and Good only, as real logs do.

Forecasts are made some days before the exam and held against exams of 40 drawn questions: `bias` is forecast less what
was right on average, `held` the share of exams within the range, which says 80 %. `unlike` times how far memories are from
the model's (1 unless told; 0: as the model's). Others, a week into it, follow the plan that is to reach some mark.

`PYTHONPATH=. python tests/benchmarks/bench_exam_plan.py LOG.csv` holds the same belief against a real learner instead: a log of
reviews in py-fsrs's columns. From what was answered before a day, the share recalled of the next 40 cards is forecast.
"""

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp, sqrt
from pathlib import Path
from random import Random
from statistics import mean

from decks.model import Asks, Card, Deck, Question
from progress.days import StudyDays
from progress.events import Rating
from progress.fitting.histories import Review, Step, histories_of
from progress.locations import locate
from progress.scheduling.exam_belief import curve, mark
from progress.scheduling.exam_traits import belief, recalls_of
from progress.scheduling.formulas import DEFAULT_PARAMETERS, Formulas
from study.core import Study
from study.insights.exam_plan import ExamPlan, exam_plan
from study.settings.settings import OTHERS, read_settings
from study.settings.settling import settle

DECK = "professional-kitchen"
BEGIN = datetime(2026, 3, 2, 17, tzinfo=UTC)
DAY = timedelta(days=1)
QUESTIONS = 40
FORM = 0.25
"""Standard deviation of the form of the day, in logits: about what a real log shows."""
EXAMS = 40
"""Drawn for each forecast."""
BEFORE = (28, 21, 14, 7, 2)
"""Days before the exam on which plans are made."""


@dataclass
class Learner:
    """One whose memory is known."""

    random: Random
    formulas: Formulas
    strength: float
    """By how much longer things are remembered than FSRS says."""
    slip: float
    recognised: float
    """The share of what is not recalled that is recognised among options."""
    missed: float
    """The share of days without study."""
    before: float
    """The share of facts known from before."""
    quizzed: float
    """The share of days with a quiz of ten."""
    coarse: bool
    """Whether they rate by Again and Good only."""
    pace: float
    """Times the usual seconds an answer takes."""
    topics: dict[str, float]
    unlike: float
    ease: dict[str, float] = field(default_factory=dict)
    state: dict[str, tuple[float, float, int]] = field(default_factory=dict)
    """By card: its true stability and difficulty, and the day of its last review."""

    @classmethod
    def drawn(cls, random: Random, topics: Iterable[str], unlike: float) -> "Learner":
        """One of many; `unlike`: how far their memories are from the model's."""
        w = list(DEFAULT_PARAMETERS)
        w[8] += unlike * random.gauss(0, 0.2)
        w[11] *= exp(unlike * random.gauss(0, 0.3))
        w[20] *= exp(unlike * random.gauss(0, 0.25))
        return cls(
            random=random,
            formulas=Formulas(w),
            strength=exp(unlike * random.gauss(0, 0.6)),
            slip=random.betavariate(2, 50),
            recognised=random.betavariate(2, 5),
            missed=random.choice((0.0, 0.0, 0.15, 0.3, 0.5)),
            before=random.betavariate(1, 6),
            quizzed=random.choice((0.0, 0.0, 0.15, 0.4)),
            coarse=random.random() < 0.4,
            pace=exp(random.gauss(0, 0.4)),
            topics={topic: exp(unlike * random.gauss(0, 0.3)) for topic in topics},
            unlike=unlike,
        )

    def meet(self, cards: Iterable[Card], today: int) -> None:
        """Draw how easy each card is, and what of it is known from before."""
        known: dict[str, bool] = {}
        for card in cards:
            self.ease[card.id] = exp(self.unlike * self.random.gauss(0, 0.6)) * self.topics[card.topic]
            before = known.setdefault(card.fact, self.random.random() < self.before)
            if before and not card.parts:
                self.state[card.id] = (40.0, 5.0, today - self.random.randint(1, 60))

    def recall(self, card: str, day: int) -> float:
        """The probability that a card is recalled, slips aside."""
        if card not in self.state:
            return 0.0
        stability, _, last = self.state[card]
        return self.formulas.recall(stability * self.strength * self.ease[card], max(0, day - last))

    def rate(self, card: str, day: int) -> Rating:
        """Answer a card, learning from it."""
        known = self.random.random() < (1 - self.slip) * self.recall(card, day)
        if known:
            rating = Rating.GOOD if self.coarse else self.random.choices((2, 3, 4), (0.12, 0.75, 0.13))[0]
        elif card not in self.state and self.random.random() < 0.25:
            rating = Rating.GOOD  # has been read for the first time, and was understood
        else:
            rating = Rating.AGAIN
        if card not in self.state:
            stability, difficulty = self.formulas.first(rating)
        else:
            stability, difficulty, last = self.state[card]
            stability, difficulty = self.formulas.after(stability, difficulty, day - last, rating)
        self.state[card] = (stability, difficulty, day)
        return Rating(rating)

    def seconds(self, rating: Rating) -> float:
        """How long an answer takes."""
        return (14.0, 11.0, 7.0, 4.0)[rating - 1] * self.pace * exp(self.random.gauss(0, 0.5))


class World:
    """A learner with their program."""

    def __init__(self, home: Path, seed: int, days: int, new: int, unlike: float) -> None:
        self.random = Random(seed)
        self.at = BEGIN
        self.exam = BEGIN.date() + days * DAY
        self.home = home
        self.write(f"new_per_day = {new}")
        self.study = Study(
            locate({"STUDY_HOME": str(home)}),
            StudyDays(UTC),
            clock=lambda: self.at,
            random=Random(seed),
            settings=read_settings(home / "settings.toml", OTHERS),
        )
        self.deck: Deck = self.study.deck(DECK)
        self.cards: Sequence[Card] = list(self.study.cards(self.deck))
        self.learner = Learner.drawn(self.random, sorted({card.topic for card in self.cards}), unlike)
        self.learner.meet(self.cards, self.today)
        self.questions = [q for q in self.study.questions(self.deck) if q.asks is Asks.ONE]
        by_fact: defaultdict[str, list[str]] = defaultdict(list)
        for card in self.cards:
            by_fact[card.fact].append(card.id)
            for part in card.parts:
                by_fact[f"{card.deck}:{part.fact}"].append(card.id)
        self.on: dict[str, list[str]] = {q.id: by_fact.get(q.fact, []) for q in self.questions}
        self.answers = 0
        self.minutes: list[float] = []
        """On each day of study."""

    def write(self, lines: str) -> None:
        """Set what holds for the deck."""
        self.home.mkdir(exist_ok=True)
        (self.home / "settings.toml").write_text(f"[decks.{DECK}]\nexam = {self.exam}\n{lines}\n")

    @property
    def today(self) -> int:
        """The study day, as a number."""
        return self.at.date().toordinal()

    def right(self, question: Question, day: int, *, options: bool) -> float:
        """The probability of answering a question right."""
        who = self.learner
        known = max((who.recall(card, day) for card in self.on[question.id]), default=0.0)
        if not options:
            return (1 - who.slip) * known
        part = (
            who.recognised
            if any(card in who.state for card in self.on[question.id])
            else 0.5 * who.recognised
        )
        known += (1 - known) * part
        return (1 - who.slip) * known + (1 - known) / len(question.options)

    def exams(self, day: int, *, options: bool) -> tuple[float, list[float]]:
        """The mark of all questions together, and those of some exams on a day."""
        rights = [self.right(question, day, options=options) for question in self.questions]
        marks = []
        for _ in range(EXAMS):
            odds = exp(self.random.gauss(0, FORM))
            some = self.random.sample(rights, QUESTIONS)
            marks.append(
                mean(self.random.random() < odds * right / (odds * right + 1 - right) for right in some)
            )
        return mean(rights), marks

    def study_today(self) -> None:
        """Review what is due and meet new cards, until nothing comes; sometimes take a quiz."""
        self.at = datetime.combine(self.at.date(), BEGIN.timetz())
        session = self.study.review(self.deck)
        self.study.remember(self.deck)
        spent = 0.0
        while session.current is not None:
            rating = self.learner.rate(session.current.id, self.today)
            seconds = self.learner.seconds(rating)
            spent += seconds
            self.at += timedelta(seconds=seconds)
            session.answer(self.study.store, rating, self.at, latency_ms=round(1000 * seconds))
            self.answers += 1
        self.minutes.append(spent / 60)
        if self.random.random() < self.learner.quizzed:
            self.quiz()

    def quiz(self) -> None:
        """Answer ten questions."""
        session = self.study.quiz(self.deck, count=10)
        while session.current is not None:
            question = session.current
            if question.id in self.on:
                right = self.random.random() < self.right(question, self.today, options=True)
                place = question.key if right else (question.key + 1) % len(question.options)
                self.at += timedelta(seconds=12)
                session.answer(self.study.store, place, self.at, latency_ms=12_000)
                self.answers += 1
            session.next()

    def go_on(self) -> None:
        """To the next day, studying or not."""
        if self.random.random() >= self.learner.missed:
            self.study_today()
        self.at = datetime.combine(self.at.date() + DAY, BEGIN.timetz())

    def plan(self) -> ExamPlan:
        """What is forecast now."""
        found = exam_plan(self.study, self.deck)
        assert found is not None
        return found


@dataclass
class Score:
    """Forecasts against what came."""

    biases: list[float] = field(default_factory=list)
    held: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def add(self, forecast: tuple[float, float, float], truth: float, marks: Sequence[float]) -> None:
        """One forecast: its mark, and the ends of its range."""
        middle, low, high = forecast
        self.biases.append(middle - truth)
        # A mark of 40 questions is a whole number of them: the ends are rounded as they are when they are shown.
        self.held.append(mean(round(low, 2) - 1e-9 <= mark <= round(high, 2) + 1e-9 for mark in marks))
        self.widths.append(high - low)

    def line(self) -> str:
        """In figures."""
        n = len(self.biases)
        error = sqrt(mean(bias**2 for bias in self.biases))
        off = sqrt(mean((bias - mean(self.biases)) ** 2 for bias in self.biases) / n)
        spread = sqrt(mean((held - mean(self.held)) ** 2 for held in self.held) / n)
        return (
            f"n {n:4}  bias {mean(self.biases):+.3f} ± {1.96 * off:.3f}  error {error:.3f}  "
            f"held {mean(self.held):.2f} ± {1.96 * spread:.2f}  width {mean(self.widths):.3f}"
        )


@dataclass(frozen=True)
class Aim:
    """Somebody who followed a plan to a mark."""

    wanted: float
    mark: float
    minutes: float
    """A day, as the plan said."""
    spent: float
    """As it came."""
    missed: float


Scores = defaultdict[tuple[str, str], Score]


def marks_of(plan: ExamPlan) -> dict[tuple[str, bool], tuple[float, float, float]]:
    """The forecasts in a plan, by what they are of and whether options are shown."""
    going_on = plan.going_on
    found = {
        ("now", False): plan.now,
        ("now", True): plan.now_choosing,
        ("stopping", False): plan.stopping,
        ("stopping", True): plan.stopping_choosing,
        ("going on", False): going_on and going_on.mark,
        ("going on", True): going_on and going_on.choosing,
    }
    return {key: (mark.mean, mark.low, mark.high) for key, mark in found.items() if mark}


def bucket(answers: int) -> str:
    """So many answers, roughly."""
    return next((f"< {most:4} answers" for most in (1, 100, 300, 1000) if answers < most), "more answers")


def score(
    scores: Scores,
    name: str,
    options: bool,
    labels: Iterable[str],
    found: tuple[float, float, float],
    truth: tuple[float, list[float]],
) -> None:
    """Count a forecast under all its labels."""
    for label in labels:
        scores[name + (", options" if options else ""), label].add(found, *truth)


def course(home: Path, seed: int, scores: Scores, unlike: float) -> None:
    """One learner up to the exam, with plans on the way."""
    days = 28
    world = World(home, seed, days, Random(seed).choice((3, 6, 10, 20)), unlike)
    waiting = []
    for left in range(days, 0, -1):
        if left in BEFORE:
            plan = world.plan()
            for (name, options), found in marks_of(plan).items():
                label = (f"{left:2} days before", bucket(world.answers), "all")
                if name == "going on":
                    waiting.append((options, label, found))
                else:
                    day = world.today + (left if name == "stopping" else 0)
                    score(scores, name, options, label, found, world.exams(day, options=options))
        world.go_on()
    truth = {options: world.exams(world.today, options=options) for options in (False, True)}
    for options, label, found in waiting:
        score(scores, "going on", options, label, found, truth[options])
    world.study.close()


def aim(home: Path, seed: int, aims: list[Aim], unlike: float) -> None:
    """One learner who, a week into it, follows the plan that is to reach a mark, and misses days as ever."""
    world = World(home, seed, 35, Random(seed).choice((3, 6, 10, 20)), unlike)
    for _ in range(7):
        world.go_on()
    if not world.answers:
        return
    wanted = world.random.choice((30, 40, 50, 60, 70))
    world.write(f"wanted_mark = {wanted}\n")
    settle(world.study)
    told: list[float] = []
    before = len(world.minutes)
    for day in range(28):
        # Whoever follows a plan looks at it once a week.
        if day % 7 == 0:
            least = world.plan().least
            if least is None and not day:
                return  # it says itself that the mark cannot be reached
            if least is not None:
                world.write(f"wanted_mark = {wanted}\nnew_per_day = {least.new_per_day}")
                settle(world.study)
        world.go_on()
        told += [least.minutes if least else told[-1]] * (len(world.minutes) - before - len(told))
    spent = world.minutes[before:]
    if told and sum(told):
        mark, _ = world.exams(world.today, options=False)
        aims.append(Aim(wanted / 100, mark, mean(told), mean(spent), world.learner.missed))
    world.study.close()


def report(aims: Sequence[Aim]) -> None:
    """What became of the minutes that were to reach a mark."""
    for label, some in (
        ("all", aims),
        ("few days missed", [aim for aim in aims if aim.missed < 0.2]),
        ("many days missed", [aim for aim in aims if aim.missed >= 0.2]),
    ):
        if some:
            over = [aim.mark - aim.wanted for aim in some]
            off = sqrt(mean((each - mean(over)) ** 2 for each in over) / len(some))
            times = sorted(aim.spent / aim.minutes for aim in some)
            print(
                f"aimed, {label:18} n {len(some):3}  mark less the one wanted {mean(over):+.3f} ± {1.96 * off:.3f}  "
                f"reached by {mean(each >= 0 for each in over):.0%}  minutes spent / told: median {times[len(times) // 2]:.2f}, "
                f"sums {sum(aim.spent for aim in some) / sum(aim.minutes for aim in some):.2f}"
            )


def main(learners: int, seed: int, unlike: float = 1.0) -> None:
    """All of it."""
    scores: Scores = defaultdict(Score)
    aims: list[Aim] = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(learners):
            course(Path(folder) / str(n), seed + n, scores, unlike)
            aim(Path(folder) / f"aim-{n}", seed + 1000 + n, aims, unlike)
    for name, label in sorted(scores):
        print(f"{name:20} {label:15} {scores[name, label].line()}")
    report(aims)


def held_against(path: Path) -> None:
    """Forecasts of the next 40 cards that come up in a real log, from what was answered until then."""
    formulas, score = Formulas(), {"none": Score(), "own": Score()}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (datetime.fromisoformat(row["review_time"]), row["card_id"], int(row["review_rating"]))
            for row in csv.DictReader(file)
        ]
    reviews = [
        # Study days begin at four.
        Review(card, f"{at:%Y%m%d%H%M%S%f}", (at - timedelta(hours=4)).date(), rating)
        for at, card, rating in rows
    ]
    days = sorted({review.day for review in reviews})
    for day in days[3:-1]:
        before = [review for review in reviews if review.day < day]
        known = {card: some[-1] for card, some in _by_card(before)}
        strengths = {
            card: (recalls_of([[*history, Step(0, 1, 3, 0)]], formulas)[-1].stability, history[-1].day)
            for card, history in known.items()
        }
        seen: set[str] = set()
        coming = []
        for review in reviews:
            if review.day >= day and review.card in strengths and review.card not in seen:
                seen.add(review.card)
                coming.append(review)
        for name, recalls in (("none", []), ("own", recalls_of(known.values(), formulas))):
            cases = belief(recalls, (), formulas).cases(25)
            for start in range(0, min(len(coming), 160) - QUESTIONS + 1, QUESTIONS):
                some = coming[start : start + QUESTIONS]
                rights = [
                    mean(
                        (1 - case.keeping.slip)
                        * curve(formulas, case.keeping.bend).recall(
                            strengths[each.card][0] * case.keeping.lasting,
                            each.day.toordinal() - strengths[each.card][1],
                        )
                        for each in some
                    )
                    for case in cases
                ]
                found, came = mark(rights), mean(each.rating > 1 for each in some)
                score[name].add((found.mean, found.low, found.high), came, [came])
    print(f"real log, before its own answers count  {score['none'].line()}")
    print(f"real log, by its own answers            {score['own'].line()}")


def _by_card(reviews: Iterable[Review]) -> Iterator[tuple[str, list[list[Step]]]]:
    found: defaultdict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        found[review.card].append(review)
    for card, some in found.items():
        yield card, histories_of(some)


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].endswith(".csv"):
        held_against(Path(sys.argv[1]))
        sys.exit()
    given = sys.argv[1:] + ["24", "1", "1"][len(sys.argv) - 1 :]
    main(int(given[0]), int(given[1]), float(given[2]))
