"""How long a search among so many cards takes, the text index and the learner's progress included; prints the worst last.

Times of searches are those of the processor, which other work on the machine does not lengthen.

python tests/benchmarks/bench_search.py [CARDS]
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from decks.compiled import full_text  # noqa: E402
from decks.model import Card, CardKind, Deck  # noqa: E402
from progress.marks import Marks  # noqa: E402
from progress.memory import Memory, Phase, day_name  # noqa: E402
from progress.scheduling.scheduler import Scheduler  # noqa: E402
from progress.searching.columns import Columns, Items, Situation  # noqa: E402
from progress.searching.matching import matching  # noqa: E402
from progress.searching.parsing import parse  # noqa: E402
from progress.searching.sorting import Sort, order  # noqa: E402

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
SEARCHES = (
    "", "p", "pre", "common", "rare77", '"common common1"', "-common", "pre or rare7 or w1", "w29*9", "is:due", "is:new",
    "is:suspended", "prop:r<0.9", "prop:s>21 prop:lapses>3", "topic:t7 is:due -common", "role:r1* prop:d>5 (is:due or w12)",
    "added:7", "rated:1", "kind:basic flag:1 or note:hint", "id:*f77*",
)  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random = Random(1)
    words = [f"{stem}{number}" for stem in ("w", "pre", "rare", "common") for number in range(3000)]
    cards = [
        Card(
            f"big:r{i // 50}/f{i}#basic", CardKind.BASIC, "big", f"r{i // 50}", f"Role {i // 50}", f"t{i % 30}",
            f"common {' '.join(random.choices(words, k=14))}", " ".join(random.choices(words, k=14)),
        )
        for i in range(count)
    ]  # fmt: skip
    begun = time.perf_counter()
    index = full_text.FullText(
        full_text.Memory(lambda db: full_text.fill(db, Deck("big", "Big", "big.yaml"), cards, ()))
    )
    print(f"index of {count} cards in {time.perf_counter() - begun:.1f} s")
    memories = {
        card.id: Memory(
            Phase.REVIEW, None, random.uniform(1, 200), random.uniform(1, 10), day_name((AT + timedelta(days=random.randint(-30, 90))).date()),
            AT - timedelta(days=random.randint(0, 60)), 9, random.randint(0, 9),
        )
        for card in cards[: count * 9 // 10]
    }  # fmt: skip
    heads = index.heads
    items = Items(
        heads.ids, ["big"] * count, [f"big:{t}" for t in heads.topics], [f"big:{r}" for r in heads.roles], heads.kinds,
        [False] * count, {}, lambda words: index.find(words.text, exact=words.exact),
    )  # fmt: skip
    marks = {
        card.id: Marks(suspended=i % 3 == 0, flag=i % 8, note="a hint") for i, card in enumerate(cards[:5000])
    }
    added = {card.id: AT.date() - timedelta(days=i % 400) for i, card in enumerate(cards)}
    today, scheduler = AT.date(), Scheduler()
    situation = Situation(
        today, lambda memory: memory.is_due(AT, today), scheduler, memories, marks, lambda m: m.lapses >= 8,
        lambda: added, dict,
    )  # fmt: skip
    columns = Columns(items, situation)
    begun = time.perf_counter()
    for sort in Sort:
        order(columns, sort)
    print(f"all orders in {(time.perf_counter() - begun) * 1000:.0f} ms, once")
    by_due, worst = order(columns, Sort.DUE), 0.0
    for text in SEARCHES:
        times = []
        for _ in range(5):
            begun = time.thread_time()
            found = matching(parse(text), columns, by_due)
            times.append(time.thread_time() - begun)
        took = sorted(times)[len(times) // 2] * 1000
        worst = max(worst, took)
        print(f"{took:7.1f} ms  {len(found):7} found  {text}")
    print(f"worst {worst:.1f} ms; {worst / 50:.2f} of the 50 ms that a search may take")


if __name__ == "__main__":
    os.environ.setdefault("STUDY_HOME", tempfile.gettempdir())
    main()
