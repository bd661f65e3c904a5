"""How long `study report` takes on a term's history: python tests/benchmarks/bench_report.py [answers] [days].

It simulates a learner of the bundled deck, reviewing what is due and answering quizzes on most days, and measures the command in a
process of its own and, within one process, what it takes after the imports. The last line is the ratio to the limit.
With `--keep FOLDER` the study home is left there, to look at reports on it.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from decks.cards import make_cards
from decks.library import Library
from decks.model import Asks, Card, Deck, Question
from decks.questions import make_questions
from progress.events import Certainty, Event, EventKind, Rating
from progress.ids import uuid7
from progress.memory import Memory
from progress.scheduling.scheduler import Scheduler
from progress.storage.store import Store

LIMIT = 1.0


def history(
    deck: Deck, answers: int, days: int, end: datetime, random: Random, topics: dict[str, float] | None = None
) -> list[Event]:
    """A learner's answers over so many days until `end`: better at some topics than at others, with two roles that are mixed up."""
    cards: list[Card] = list(make_cards(deck))
    questions: list[Question] = [q for q in make_questions(deck) if q.asks is Asks.ONE]
    random.shuffle(cards)
    known = topics or {topic.id: random.uniform(0.02, 0.9) for topic in deck.topics}
    wont_stick = {card.id for card in cards[:3]}
    scheduler = Scheduler()
    memories: dict[str, Memory] = {}
    mixed = [role.id for role in deck.roles[:2]]
    first = end - timedelta(days=days)
    study_days = [
        d for d in range(days) if random.random() < (0.45 if (first + timedelta(d)).weekday() > 4 else 0.8)
    ]
    events: list[Event] = []
    for place, number in enumerate(study_days):
        at = (first + timedelta(days=number)).replace(hour=17, minute=0)
        room = (answers - len(events)) // (len(study_days) - place)
        grown = 0.25 * place / len(study_days)
        due = [c for c in cards if c.id in memories and memories[c.id].due <= at]
        new = [c for c in cards if c.id not in memories][: max(2, room // 12)]
        for card in (due + new)[: room * 2 // 3]:
            at += timedelta(seconds=random.randint(5, 40))
            before = memories.get(card.id)
            recall = scheduler.recall(before, at) if before else known.get(card.topic, 0.5) * 0.6
            recall *= 0.35 + 0.65 * min(known.get(card.topic, 0.5) + grown, 1.0)
            recall = 0.45 if card.id in wont_stick else recall
            rating = (
                random.choice([Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.EASY])
                if random.random() < recall
                else Rating.AGAIN
            )
            memories[card.id] = scheduler.review(before, rating, at)
            events.append(
                Event(
                    id=uuid7(at, random), learner="", device="", at=at, kind=EventKind.REVIEW, deck=deck.id, card=card.id,
                    correct=rating > 1, rating=rating, latency_ms=random.randint(2000, 25000), day=at.date(),
                )
            )  # fmt: skip
        session = uuid7(at, random)
        while len(events) < answers * (place + 1) // len(study_days):
            at += timedelta(seconds=random.randint(8, 45))
            question = random.choice(questions)
            refs = [option.ref for option in question.options]
            key = refs[question.key]
            knows = random.random() < min(known.get(question.topic, 0.5) + grown, 0.97)
            wrong = [option.ref for option in question.options if option.role in mixed and option.ref != key]
            guess = random.choice(wrong) if wrong and random.random() < 0.6 else random.choice(refs)
            chosen = key if knows else guess
            sure = random.choice([2, 3, 3]) if knows else random.choice([1, 1, 2, 3])
            events.append(
                Event(
                    id=uuid7(at, random), learner="", device="", at=at, kind=EventKind.QUIZ, deck=deck.id, card=question.id,
                    correct=chosen == key, options=tuple(refs), chosen=refs.index(chosen), session=session,
                    latency_ms=random.randint(3000, 40000), day=at.date(), certainty=Certainty(sure),
                )
            )  # fmt: skip
    return events


def main() -> None:
    """Measure and print."""
    keep = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else ""
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    answers, days = (*numbers, *(6000, 120)[len(numbers) :])
    deck = Library([]).load("medical-imaging").deck
    assert deck is not None
    with tempfile.TemporaryDirectory() as folder:
        home = Path(keep or folder)
        home.mkdir(parents=True, exist_ok=True)
        os.environ["STUDY_HOME"] = str(home)
        from study.making import make_study

        first = make_study(os.environ)
        store = Store.open(first.locations.database, random=Random(1), scheduler=first.scheduler)
        store.add(history(deck, answers, days, datetime.now(UTC) - timedelta(days=1), Random(2)))
        store.close()
        first.close()
        environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        for form in ("text", "html", "json", "pdf"):
            for run in ("first", "again"):
                before, began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.perf_counter()
                target = str(home / f"report.{form}")
                done = subprocess.run([sys.executable, "-m", "study.main", "report", "--format", form, "-o", target], env=environ, capture_output=True, text=True)  # fmt: skip
                took = time.perf_counter() - began
                spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
                failed = done.stderr if done.returncode else ""
                print(
                    f"whole process, {form}, {run}: {took:.2f} s, of which {spent:.2f} s of one processor {failed}"
                )
        import jinja2  # noqa: F401 - what is measured is the work, after imports

        from study.reporting.learner_page import learner_page
        from study.reporting.learner_report import learner_report
        from study.reporting.learner_view import learner_view

        times = []
        for _ in range(3):
            study = make_study(os.environ)
            began = time.process_time()
            page = learner_page(learner_view(learner_report(study, study.deck(deck.id))))
            times.append(time.process_time() - began)
            study.close()
        print(
            f"{answers} answers, {days} days, {len(page)} characters of HTML, after imports: {min(times):.2f} s of one processor"
        )
        print(f"of {LIMIT:.0f} s: {min(times) / LIMIT:.2f}")


if __name__ == "__main__":
    main()
