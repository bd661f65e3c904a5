"""Keeping a million answers safe: how long a backup, a check, a rebuild, salvaging, and sharing them takes.

Run it as `PYTHONPATH=. python tests/benchmarks/bench_backup.py [answers] [cards]` (1000000 and 20000 unless told), from the
folder of the source tree. The history is that of bench_progress.py. How long answers take beside a running backup is
measured too; ratios come last.
"""

import statistics
import sys
import tempfile
import threading
from datetime import timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from bench_progress import START, answer_times, cards_of, history, percentile, questions_of, timed

from progress.devices import merging, syncing
from progress.safety import backups, checkup, restoring, salvage
from progress.scheduling.scheduler import Scheduler
from progress.storage.digests import digest_of
from progress.storage.following import DeckUpdate
from progress.storage.store import Store

END = START + timedelta(days=6 * 365)


def main(answers: int, count: int) -> None:
    """Build, measure, print."""
    cards = cards_of(count)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "progress.db"
        store = Store.open(path, random=Random(1))
        store.follow_deck("bench", cards, DeckUpdate("", digest_of(cards), {}), START)
        store.add(history(cards, questions_of(cards), answers))
        store.close()
        size = path.stat().st_size
        print(f"{answers} answers, {count} cards, {size >> 20} MB")
        bare = timed(lambda: Path(name, "bare.db").write_bytes(path.read_bytes()))
        print(f"bare copy of the file          {bare:8.2f} s")
        making = timed(lambda: backups.daily(path, END))
        print(f"backup of the day              {making:8.2f} s")
        print(f"the same, when there is one    {timed(lambda: backups.daily(path, END)) * 1e6:8.1f} µs")
        listing = timed(lambda: [backups.copying.look_into(b.path) for b in backups.kept(path)])
        print(f"one line of the listing        {listing:8.3f} s")
        store = Store.open(path, random=Random(2))
        alone = answer_times(store, cards, END, 500)
        beside = threading.Thread(target=lambda: backups.daily(path, END + timedelta(days=1)))
        beside.start()
        crowded: list[float] = []
        while beside.is_alive():
            crowded += answer_times(store, cards, END + timedelta(hours=len(crowded)), 20)
        store.close()
        print(
            f"answer, median and 99th        {statistics.median(alone) * 1e3:8.2f} {percentile(alone, 0.99) * 1e3:.2f} ms"
        )
        print(
            f"the same beside a backup       {statistics.median(crowded) * 1e3:8.2f} {percentile(crowded, 0.99) * 1e3:.2f} ms"
            f" ({len(crowded)} answers)"
        )
        checking = timed(lambda: print(checkup.check(path, END, Scheduler())[:3]))
        print(f"check                          {checking:8.2f} s")
        print(f"rebuild                        {timed(lambda: checkup.rebuild(path, Scheduler())):8.2f} s")
        print(f"salvage                        {timed(lambda: salvage.salvage(path)):8.2f} s")
        backup = backups.kept(path)[0].path
        print(f"restore                        {timed(lambda: restoring.restore(path, backup, END)):8.2f} s")
        folder = Path(name) / "shared"
        folder.mkdir()
        store = Store.open(path, random=Random(3))
        print(f"sharing all for the first time {timed(lambda: syncing.sync(store, folder, END)):8.2f} s")
        answer_times(store, cards, END, 10)
        print(
            f"sharing ten more               {timed(lambda: syncing.sync(store, folder, END)) * 1e3:8.2f} ms"
        )
        print(
            f"sharing nothing                {timed(lambda: syncing.sync(store, folder, END)) * 1e3:8.2f} ms"
        )
        other = Store.open(Path(name) / "other.db", random=Random(4))
        adopt = ["learner", store.learner]
        joining = timed(lambda: syncing.sync(other, folder, END, adopt=adopt))
        print(f"a second device joining        {joining:8.2f} s")
        merged = timed(lambda: merging.plan(other, [lambda: store.events(undone=True)], []))
        print(f"what a merge would add (none)  {merged:8.2f} s")
        store.close()
        other.close()
        print(f"ratio backup / bare copy       {making / bare:8.2f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], *("1000000", "20000")[len(sys.argv) - 1 :]]))
