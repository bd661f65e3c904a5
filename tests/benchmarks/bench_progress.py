"""Progress at a million answers: how long an answer, the weak topics, a replay and `study due` take.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_progress.py [answers] [cards]` (1000000 and 20000 unless told).
The history is deterministic: learners' answers over some years, a third of them to questions, one review in twenty to a
list of eight lines. It is kept in a temporary folder on the disk that the folder for temporary files is on. Figures come
first, those that DESIGN asks for beside what they should reach; ratios come last.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from decks.model import Basis, Card, CardKind, Option, Part, Question, QuestionKind, Topic
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.glance import quick
from progress.ids import uuid7, uuid7_after
from progress.mastery.weak import standings
from progress.scheduling.scheduler import Scheduler
from progress.storage.digests import digest_of
from progress.storage.following import DeckUpdate
from progress.storage.store import Store

TOPICS = 24
START = datetime(2020, 1, 1, 8, tzinfo=UTC)
DECK = "bench"


def cards_of(count: int) -> list[Card]:
    """Two cards a fact, the first of every twentieth fact a list."""
    return [
        Card(
            id=f"{DECK}:role-{i // 40}/fact-number-{i // 2}#{('duty-roles', 'cloze')[i % 2]}",
            kind=(CardKind.DUTY_ROLES, CardKind.CLOZE)[i % 2],
            deck=DECK,
            role=f"role-{i // 40}",
            role_title=f"Role {i // 40}",
            topic=f"topic-{i // 40 % TOPICS}",
            prompt="p",
            answer="a",
            parts=tuple(
                Part(f"role-{i // 40}/line-{i // 40}-{n}", "line", f"topic-{n % TOPICS}")
                for n in range(8 if i % 40 == 0 else 0)
            ),
            fingerprint=f"{i:08x}",
        )
        for i in range(count)
    ]


def questions_of(cards: list[Card]) -> list[Question]:
    """One question a fact, with three to five options."""
    return [
        Question(
            id=f"{card.fact}#role-of-duty",
            kind=QuestionKind.ROLE_OF_DUTY,
            deck=DECK,
            role=card.role,
            role_title=card.role_title,
            topic=card.topic,
            subject="s",
            stem="s?",
            options=tuple(Option(f"o{n}", f"role-{n}", f"role-{n}", "") for n in range(3 + i % 3)),
            key=0,
            basis=Basis.STATED,
        )
        for i, card in enumerate(cards[::2])
    ]


def history(cards: list[Card], questions: list[Question], answers: int) -> Iterator[Event]:
    """The answers, in order."""
    random = Random(20)
    step = timedelta(days=6 * 365) / answers
    last = ""
    for n in range(answers):
        at = START + n * step
        last = uuid7_after(last, at, random)
        if n % 3 == 2:
            question = questions[random.randrange(len(questions))]
            chosen = random.randrange(len(question.options)) if random.random() < 0.4 else 0
            yield Event(
                id=last,
                learner="learner",
                device="device",
                at=at,
                kind=EventKind.QUIZ,
                deck=DECK,
                card=question.id,
                correct=chosen == 0,
                options=tuple(option.ref for option in question.options),
                chosen=chosen,
                latency_ms=4000,
                session=uuid7(START + n // 30 * 30 * step, Random(n // 30)),
            )
            continue
        card = cards[min(n // 3, random.randrange(len(cards)))]
        rating = random.choices(list(Rating), (15, 10, 65, 10))[0]
        yield Event(
            id=last,
            learner="learner",
            device="device",
            at=at,
            kind=EventKind.REVIEW,
            deck=DECK,
            card=card.id,
            correct=rating is not Rating.AGAIN,
            rating=rating,
            parts=tuple((part.fact, random.random() < 0.7) for part in card.parts),
            latency_ms=6000,
            day=at.date(),
            due=at.date() + timedelta(days=1 + n % 60) if rating > 1 else None,
            step=None if rating > 1 else 0,
            wait_s=None if rating > 1 else 600,
        )


def timed(what: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def answer_times(store: Store, cards: list[Card], at: datetime, count: int) -> list[float]:
    """Seconds of each of `count` durable answers to cards drawn by chance."""
    random = Random(3)
    memories = store.memories(DECK)
    times = []
    for _ in range(count):
        at += timedelta(seconds=5)
        card = random.choice(cards)
        begun = time.perf_counter()
        rating = random.choice(list(Rating))
        event = Event(
            id=store.new_id(at),
            learner=store.learner,
            device=store.device,
            at=at,
            kind=EventKind.REVIEW,
            deck=DECK,
            card=card.id,
            correct=rating is not Rating.AGAIN,
            rating=rating,
            parts=tuple((part.fact, True) for part in card.parts),
        )
        store.record(event, memories.get(card.id))
        times.append(time.perf_counter() - begun)
    return times


def bare_commit(folder: Path, count: int) -> float:
    """The median of `count` durable commits of one short row, by the bare standard library."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE t (a)")
    times = [timed(lambda: connection.execute("INSERT INTO t VALUES (1)")) for _ in range(count)]
    connection.close()
    return statistics.median(times)


def process(code: str, runs: int = 15) -> float:
    """The median of seconds that a Python process with `code` takes."""
    environ = os.environ | {"PYTHONPATH": os.pathsep.join([*sys.path[1:], str(Path.cwd())])}
    return statistics.median(
        timed(
            lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environ)
        )
        for _ in range(runs)
    )


def percentile(times: list[float], share: float) -> float:
    """The value below which a share of the times lies."""
    return sorted(times)[int(share * (len(times) - 1))]


def main(answers: int, count: int) -> None:
    """Build, measure, print."""
    cards = cards_of(count)
    questions = questions_of(cards)
    days = StudyDays(UTC)
    end = START + timedelta(days=6 * 365)
    topics = [Topic(f"topic-{n}", f"Topic {n}") for n in range(TOPICS)]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "progress.db"
        store = Store.open(path, random=Random(1))
        digest = digest_of(cards)
        knowing = timed(lambda: store.follow_deck(DECK, cards, DeckUpdate("", digest, {}), START))
        adding = timed(lambda: store.add(history(cards, questions, answers)))
        print(f"{answers} answers, {count} cards, {path.stat().st_size / 2**20:.0f} MB")
        print(f"follow_deck                    {knowing:8.2f} s")
        print(f"has_seen                       {timed(lambda: store.has_seen(DECK, digest)):8.3f} s")
        print(f"import (add)                   {adding:8.2f} s")
        replaying = timed(store.rebuild)
        print(f"replay                         {replaying:8.2f} s   (≤ 20 at 1,000,000)")
        store.close()
        opening = timed(lambda: Store.open(path, random=Random(2)).close())
        print(f"open                           {opening * 1e3:8.2f} ms")
        store = Store.open(path, random=Random(2))
        tallying = min(timed(lambda: store.tallies(DECK)) for _ in range(3))
        weak = min(
            timed(lambda: standings(store, DECK, cards, questions, topics, Scheduler(), end))
            for _ in range(3)
        )
        print(f"tallies                        {tallying:8.3f} s")
        print(f"weak topics                    {weak:8.3f} s   (≤ 1)")
        print(f"Store.memories                 {timed(lambda: store.memories(DECK)):8.3f} s")
        print(f"quick.memories                 {timed(lambda: quick.memories(path, DECK)):8.3f} s")
        print(
            f"quick.due_counts               {timed(lambda: quick.due_counts(path, end, days)) * 1e3:8.2f} ms"
        )
        times = answer_times(store, cards, end, 2000)
        median, late = statistics.median(times), percentile(times, 0.99)
        print(f"durable answer, median         {median * 1e3:8.3f} ms  (≤ 1)")
        print(f"durable answer, 99th           {late * 1e3:8.3f} ms  (≤ 16)")
        commit = bare_commit(Path(name), 500)
        print(f"bare durable commit, median    {commit * 1e3:8.3f} ms")
        store.close()
        look = (
            "from datetime import UTC, datetime; from progress.days import LocalTime, StudyDays; from pathlib import Path; "
            f"from progress.glance.quick import due_counts; print(due_counts(Path({str(path)!r}), datetime(2026, 1, 1, tzinfo=UTC),"
            " StudyDays(LocalTime())))"
        )
        due, bare = process(look), process("pass")
        print(f"counts of what is due, process {due * 1e3:8.1f} ms  bare Python {bare * 1e3:.1f} ms")
        print(f"ratio due / bare Python        {due / bare:8.2f}   (≤ 4)")
        print(f"ratio answer / bare commit     {median / commit:8.2f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], *("1000000", "20000")[len(sys.argv) - 1 :]]))
