"""An answer and the queue, ours beside Anki's own, on as many cards in one run.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_anki.py [cards] [answers]` (20000 and 500 unless told), with a Python
that has the `anki` wheel beside what we need; without the wheel only our own figures are printed. Anki's licence is the
AGPL: it is measured here, and nothing of it is used.

Both get the same cards, all learned, a third of them overdue, no limits, and FSRS. The queue is what there is to wait for
before the first card of a session; an answer is all from the rating to the next card, committed to the disk. Anki runs in
its own process's threads and without its window, as ours does. Queue, counts and opening are told in the processor's time,
all threads together, which other work on the machine does not lengthen; an answer by the clock, for it waits for the disk.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from decks.model import Card, CardKind
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.glance import quick
from progress.glance.partly import PartlyRead
from progress.ids import uuid7_after
from progress.scheduling.preferences import Preferences
from progress.scheduling.scheduler import Scheduler
from progress.sessions.reviewing import ReviewSession
from progress.storage.digests import digest_of
from progress.storage.following import DeckUpdate
from progress.storage.store import Store
from study.sessions.stock import PartlyStock

DECK = "bench"
NO_LIMIT = 9999
DAYS = StudyDays(UTC)
GOOD_IN_TEN = 9


class Learned(NamedTuple):
    """A card that was answered once."""

    days_ago: int
    interval: int
    """Days for which it was to stay away; less than `days_ago` where it is overdue."""


class Side(NamedTuple):
    """One of the two, ready to be answered."""

    opening: float
    """Seconds to open the database or collection."""
    queue: float
    """Seconds until the first card of a session is there."""
    again: float
    """The same in a program that is running already."""
    counts: float
    """Seconds to count what is due, without a session."""
    answer: Callable[[int], float | None]
    """Answers the next card, Good or (every tenth) Again; the seconds until the card after it. None where none is left."""
    close: Callable[[], None]


def learned(count: int) -> list[Learned]:
    """The same on every run."""
    random = Random(7)
    found = []
    for n in range(count):
        interval = random.randint(2, 60)
        ago = interval + random.randint(0, 20) if n % 3 == 0 else random.randint(1, interval - 1)
        found.append(Learned(ago, interval))
    return found


def timed(what: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def worked(what: Callable[[], object]) -> float:
    """Seconds of the processor's time that a call takes."""
    start = time.process_time()
    what()
    return time.process_time() - start


def ours(folder: Path, cards: list[Learned]) -> Side:
    """Our own."""
    path, now = folder / "progress.db", datetime.now(UTC)
    faces = [
        Card(
            id=f"{DECK}:role-{n // 40}/fact-{n}#basic",
            kind=CardKind.BASIC,
            deck=DECK,
            role=f"role-{n // 40}",
            role_title=f"Role {n // 40}",
            topic="topic",
            prompt=f"Front {n}",
            answer=f"Back {n}",
            fingerprint=f"{n:08x}",
        )
        for n in range(len(cards))
    ]
    store = Store.open(path, random=Random(1))
    store.follow_deck(DECK, faces, DeckUpdate("", digest_of(faces), {}), now)
    store.add(_events(faces, cards, now))
    store.close()
    opened: list[Store] = []
    opening = worked(lambda: opened.append(Store.open(path, random=Random(2))))
    store = opened[0]
    scheduler = Scheduler(preferences=Preferences(reviews_per_day=NO_LIMIT), days=DAYS)

    def begin() -> ReviewSession:
        return ReviewSession(
            PartlyStock(DECK, faces, PartlyRead(path, DECK)),
            {},
            scheduler,
            DAYS,
            now,
            new_left=0,
            random=Random(3),
            reviews_left=NO_LIMIT,
            marks=quick.marks(path, DECK),
        )

    gc.disable()  # as the app does while a review begins
    queue, again = worked(begin), worked(begin)
    gc.enable()
    counts = statistics.median(worked(lambda: quick.due_counts(path, now, DAYS)) for _ in range(5))
    session = begin()

    def answer(n: int) -> float | None:
        if session.current is None:
            return None
        rating = Rating.GOOD if n % 10 < GOOD_IN_TEN else Rating.AGAIN
        return timed(lambda: session.answer(store, rating, now + timedelta(seconds=n)))

    return Side(opening, queue, again, counts, answer, store.close)


def _events(faces: list[Card], cards: list[Learned], now: datetime) -> Iterator[Event]:
    last, random = "", Random(4)
    pairs = sorted(zip(cards, faces, strict=True), key=lambda pair: -pair[0].days_ago)
    for card, face in pairs:
        at = now - timedelta(days=card.days_ago)
        last = uuid7_after(last, at, random)
        yield Event(
            id=last,
            learner="learner",
            device="device",
            at=at,
            kind=EventKind.REVIEW,
            deck=DECK,
            card=face.id,
            correct=True,
            rating=Rating.GOOD,
            latency_ms=6000,
            day=DAYS.day_of(at),
            due=DAYS.day_of(at) + timedelta(days=card.interval),
        )


def ankis(folder: Path, cards: list[Learned]) -> Side:
    """Anki's."""
    from anki.collection import AddNoteRequest, Collection

    path = str(folder / "collection.anki2")
    collection = Collection(path)
    collection.set_config("fsrs", True)
    deck, model = collection.decks.id("bench"), collection.models.by_name("Basic")
    settings = collection.decks.config_dict_for_deck_id(deck)
    settings["rev"]["perDay"] = settings["new"]["perDay"] = NO_LIMIT
    collection.decks.update_config(settings)
    collection.decks.select(deck)
    for start in range(0, len(cards), 5000):
        requests = []
        for n in range(start, min(start + 5000, len(cards))):
            note = collection.new_note(model)
            note["Front"], note["Back"] = f"Front {n}", f"Back {n}"
            requests.append(AddNoteRequest(note, deck))
        collection.add_notes(requests)
    today = collection.sched.today
    collection.db.executemany(
        "update cards set type=2, queue=2, ivl=?, due=?, reps=1, factor=2500, data=? where id=?",
        [
            (
                card.interval,
                today - card.days_ago + card.interval,
                f'{{"s":{card.interval},"d":5.0,"dr":0.9}}',
                name,
            )
            for card, name in zip(cards, collection.db.list("select id from cards order by id"), strict=True)
        ],
    )
    collection.close()
    opened: list[Any] = []
    opening = worked(lambda: opened.append(Collection(path)))
    collection = opened[0]
    collection.decks.select(deck)
    queue = worked(lambda: collection.sched.get_queued_cards(fetch_limit=1))
    collection.decks.select(collection.decks.id("other"))
    collection.decks.select(deck)  # which has it work the queue out anew
    again = worked(lambda: collection.sched.get_queued_cards(fetch_limit=1))
    counts = statistics.median(worked(collection.sched.deck_due_tree) for _ in range(5))

    def answer(n: int) -> float | None:
        queued = collection.sched.get_queued_cards(fetch_limit=1).cards
        if not queued:
            return None
        start = time.perf_counter()
        _answer(collection, queued[0], good=n % 10 < GOOD_IN_TEN)
        collection.sched.get_queued_cards(fetch_limit=1)
        return time.perf_counter() - start

    return Side(opening, queue, again, counts, answer, collection.close)


def _answer(collection: Any, queued: Any, *, good: bool) -> None:
    from anki.cards import Card as AnkiCard
    from anki.scheduler.v3 import CardAnswer

    card = AnkiCard(collection)
    card._load_from_backend_card(queued.card)
    card.start_timer()
    rating = CardAnswer.GOOD if good else CardAnswer.AGAIN
    collection.sched.answer_card(
        collection.sched.build_answer(card=card, states=queued.states, rating=rating)
    )


def percentile(times: list[float], share: float) -> float:
    """The value below which a share of the times lies."""
    return sorted(times)[int(share * (len(times) - 1))]


def rows(side: Side, times: list[float]) -> dict[str, float]:
    """Milliseconds, by what is told."""
    return {
        "open": side.opening * 1e3,
        "queue, first": side.queue * 1e3,
        "queue, again": side.again * 1e3,
        "counts of what is due": side.counts * 1e3,
        "answer, median": statistics.median(times) * 1e3,
        "answer, 99th": percentile(times, 0.99) * 1e3,
    }


def main(count: int, answers: int) -> None:
    """Build both, measure, print. They answer in turns, so that whatever else the disk has to do is shared evenly."""
    cards = learned(count)
    with tempfile.TemporaryDirectory() as name:
        sides = [ours(Path(name), cards)]
        if find_spec("anki"):
            sides.append(ankis(Path(name), cards))
        times: list[list[float]] = [[] for _ in sides]
        for n in range(answers):
            for side, found in zip(sides, times, strict=True):
                if (took := side.answer(n)) is not None:
                    found.append(took)
        for side in sides:
            side.close()
    print(f"{count} cards, {len(times[0])} answers; milliseconds")
    if len(sides) == 1:
        print("The anki wheel is not installed: our own figures only.")
    told = [rows(side, found) for side, found in zip(sides, times, strict=True)]
    for what, mine in told[0].items():
        line = f"{what:24}{mine:10.2f}"
        for other in told[1:]:
            line += f"   Anki {other[what]:10.2f}   ratio {mine / other[what]:7.2f}"
        print(line)


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], *("20000", "500")[len(sys.argv) - 1 :]]))
