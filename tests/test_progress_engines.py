"""Our memory states beside those of two other engines, on a real log of reviews and on made-up ones.

Neither engine is a dependency; what is not installed is skipped. They are `fsrs-rs-python`, the engine in Rust that Anki
is built on, and the `anki` wheel, a whole Anki, which counts the days by itself. Both calculate with 32-bit floats, so
equal means within a thousandth. The log is the file that ROLECALL_REVIEW_LOG names: a CSV table with `card_id`,
`review_rating` and `review_time`.

Where they differ, and why:

- py-fsrs counts periods of 24 hours instead of study days (the tests of scheduling feed it study days);
- Anki counts back from the end of today in steps of 24 hours, so that on the other side of a change of the clocks its
  study days begin an hour off; ours begin at the same hour of the local clock all year;
- Anki counts the very first moment of a study day, 4:00:00 to the second, to the day before; we do not, and the histories
  made up here avoid it;
- Anki and fsrs-rs bound a stability from above, at 36500 days, and so do we; py-fsrs does not.
"""

import csv
import os
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from progress.days import StudyDays
from progress.events import Rating
from progress.memory import Memory
from progress.scheduling.formulas import DEFAULT_PARAMETERS
from progress.scheduling.scheduler import Scheduler

CLOSE = 1e-3
DAYS = StudyDays(UTC, 4)


def reviews(path: Path) -> dict[str, list[tuple[datetime, int]]]:
    found = defaultdict(list)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["card_id"]].append(
                (datetime.fromisoformat(row["review_time"]), int(row["review_rating"]))
            )
    return {card: sorted(history) for card, history in found.items()}


def made_up(cards: int, seed: int) -> dict[str, list[tuple[datetime, int]]]:
    """Histories of minutes, nights and years, across midnight and the rollover too."""
    random, found = Random(seed), {}
    for n in range(cards):
        at, history = datetime(2023, 1, 1, 3, 50, 30, tzinfo=UTC), []
        for _ in range(random.randint(1, 14)):
            history.append((at, random.choices((1, 2, 3, 4), (2, 1, 5, 1))[0]))
            at += random.choice(
                [
                    timedelta(minutes=random.randint(1, 30)),
                    timedelta(hours=random.randint(1, 30)),
                    timedelta(days=random.expovariate(1 / 40)),
                ]
            )
        found[str(n)] = [(at, rating) for at, rating in history if at < datetime(2026, 1, 1, tzinfo=UTC)]
    return {card: history for card, history in found.items() if history}


@pytest.fixture(params=["the log", "made up"])
def histories(request):
    if request.param == "made up":
        return made_up(400, 7)
    path = os.environ.get("ROLECALL_REVIEW_LOG")
    if not path:
        pytest.skip("ROLECALL_REVIEW_LOG names no log of reviews")
    return reviews(Path(path))


def ours(history: list[tuple[datetime, int]]) -> Memory:
    scheduler, memory = Scheduler(days=DAYS), None
    for at, rating in history:
        memory = scheduler.review(memory, Rating(rating), at)
    assert memory is not None
    return memory


def test_states_are_those_of_the_engine_in_rust(histories, record_property):
    engine = pytest.importorskip("fsrs_rs_python", reason="fsrs-rs-python is not installed")
    rust = engine.FSRS(list(DEFAULT_PARAMETERS))
    worst = 0.0
    for history in histories.values():
        days = [DAYS.day_of(at) for at, _ in history]
        gaps = [0, *((after - before).days for before, after in pairwise(days))]
        item = engine.FSRSItem(
            [engine.FSRSReview(rating, gap) for (_, rating), gap in zip(history, gaps, strict=True)]
        )
        state, memory = rust.memory_state(item), ours(history)
        worst = max(worst, off(memory.stability, state.stability), off(memory.difficulty, state.difficulty))
    record_property("at most apart", f"{worst:.1e} on {len(histories)} cards")
    assert worst <= CLOSE


def off(found: float, expected: float) -> float:
    """The relative difference."""
    return abs(found - expected) / expected


def test_states_are_those_of_anki_itself(histories, tmp_path, monkeypatch, record_property):
    """Days included: Anki is given moments and counts the study days by itself."""
    monkeypatch.setenv("TZ", "UTC")
    pytest.importorskip("anki", reason="the anki wheel is not installed")
    from anki.collection import Collection

    collection = Collection(str(tmp_path / "collection.anki2"))
    collection.set_config("fsrs", True)
    deck, model = collection.decks.id("d"), collection.models.by_name("Basic")
    cards, used = {}, set()
    for name, history in histories.items():
        note = collection.new_note(model)
        note["Front"], note["Back"] = name, "b"
        collection.add_note(note, deck)
        cards[name] = note.cards()[0].id
        for n, (at, rating) in enumerate(history):
            stamp = int(at.timestamp() * 1000)
            while stamp in used:
                stamp += 1
            used.add(stamp)
            collection.db.execute(
                "insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type) values (?,?,-1,?,1,1,0,1000,?)",
                stamp,
                cards[name],
                rating,
                int(n > 0),
            )
    worst, differing = 0.0, []
    for name, history in histories.items():
        state, memory = collection.compute_memory_state(cards[name]), ours(history)
        apart = max(off(memory.stability, state.stability), off(memory.difficulty, state.difficulty))
        worst = max(worst, apart)
        if apart > CLOSE:
            differing.append((name, apart, memory, state, history))
    collection.close()
    record_property("at most apart", f"{worst:.1e} on {len(histories)} cards")
    assert not differing, differing[0]
