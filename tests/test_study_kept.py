"""What is kept of counts, topics and standings is what counting anew gives, whatever was done and by whom."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from decks.model import Asks, Deck
from progress.days import StudyDays
from progress.events import Rating
from progress.glance.activity import activity
from progress.glance.news import news
from progress.locations import locate
from progress.marks import NONE
from progress.mastery.subjects import lineage
from progress.memory import Phase
from progress.sessions.handling import Hand
from progress.sessions.reviewing import AHEAD
from study.core import Study
from study.home.counts import Counts, counted
from study.home.topic_counts import TopicLedger
from study.insights.insight import Insight

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Act = Callable[[Study, Deck, datetime, Random], None]


@contextmanager
def studying(home: Path, now: list[datetime], seed: int = 5) -> Iterator[Study]:
    study = Study(
        locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: now[0], random=Random(seed)
    )
    try:
        yield study
    finally:
        study.close()


def reviewed(study: Study, deck: Deck, at: datetime, chance: Random) -> None:
    study.remember(deck)
    session = study.review(deck)
    for _ in range(chance.randint(1, 6)):
        if session.current is None:
            break
        card, lines = session.current, None
        if card.parts:
            lines = [chance.random() < 0.6 for _ in card.parts]
        session.answer(study.store, chance.choice(list(Rating)), at, latency_ms=4000, recalled=lines)
        if chance.random() < 0.3:
            session.undo(study.store, at)


def quizzed(study: Study, deck: Deck, at: datetime, chance: Random) -> None:
    quiz = study.quiz(deck, count=3, seed=chance.randint(0, 99))
    while quiz.current is not None:
        place = chance.randrange(len(quiz.current.options))
        quiz.answer(study.store, place if quiz.current.asks is Asks.ONE else {place}, at, latency_ms=900)
        quiz.next()


def put_away(study: Study, deck: Deck, at: datetime, chance: Random) -> None:
    hand = Hand(study.days, chance)
    cards = chance.sample(list(study.cards(deck)), 3)
    hand.suspend(study.store, cards[:1], at)
    hand.bury(study.store, cards[1:], at)
    if chance.random() < 0.5:
        hand.undo(study.store, at)


ACTS: tuple[Act, ...] = (reviewed, reviewed, quizzed, put_away)


def topics_by_hand(study: Study, deck: Deck) -> dict[str, tuple[int, ...]]:
    """The counts of topics from all memories: cards, due, new, learning, suspended, learned."""
    memories, marks, at = study.memories(deck), study.marks(deck), study.now()
    today = study.days.day_of(at)
    found: dict[str, tuple[int, ...]] = {}
    for card in study.cards(deck):
        memory, mark = memories.get(card.id), marks.get(card.id, NONE)
        hidden = mark.hides(today)
        part = (
            1,
            int(memory is not None and not hidden and memory.is_due(at + AHEAD, today)),
            int(memory is None and not hidden),
            int(memory is not None and memory.phase is not Phase.REVIEW),
            int(mark.suspended),
            int(memory is not None),
        )
        for name in lineage(card.topic):
            found[name] = tuple(map(sum, zip(found.get(name, (0,) * 6), part, strict=True)))
    return found


class Kept:
    """A program that looks on, and keeps what it counted."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.counts = Counts(study)
        self.ledger: TopicLedger | None = None
        self.activity = activity(study.locations.database, MONDAY.date() - timedelta(days=9))

    def check(self) -> None:
        """All that was kept is as if it were counted now."""
        study, since = self.study, MONDAY.date() - timedelta(days=9)
        deck = study.deck("kitchen")
        self.counts.look()
        assert self.counts.of(deck)._replace(until=None) == counted(study, deck, study.now())
        if self.ledger is None or self.ledger.deck is not deck:
            self.ledger = TopicLedger(study, deck)
        names = ("cards", "due", "new", "learning", "suspended", "learned")
        told = {
            topic: tuple(getattr(each, name) for name in names)
            for topic, each in self.ledger.counts().items()
        }
        assert told == topics_by_hand(study, deck)
        assert study.weak(deck) == Insight(study, deck).standings()
        self.activity = activity(study.locations.database, since, self.activity)
        assert self.activity == activity(study.locations.database, since)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_counted_now(home: Path, seed: int) -> None:
    chance, now = Random(seed), [MONDAY]
    path = home / "decks" / "kitchen.yaml"
    with studying(home, now) as study, studying(home, now, 6) as other:
        if seed % 2:
            study.remember(study.deck("kitchen"))
        kept = Kept(study)
        kept.check()
        for step in range(9):
            now[0] += timedelta(minutes=chance.choice((0, 1, 9, 40, 900, 4000)))
            who = chance.choice((study, other))
            who.catch_up(who.deck("kitchen"))
            chance.choice(ACTS)(who, who.deck("kitchen"), now[0], chance)
            kept.check()
            now[0] += timedelta(minutes=chance.choice((-1, 0, 3, 15)))
            if step == 4:
                text = path.read_text(encoding="utf-8").replace(
                    "Taste every dish", f"Season every dish {seed}"
                )
                path.write_text(text.replace("{id: peel, text:", "{id: pare, text:"), encoding="utf-8")
                for each in (study, other):
                    each.reload(each.deck("kitchen"))
            kept.check()


def test_a_restored_backup_is_counted_anew(home: Path) -> None:
    now = [MONDAY]
    with studying(home, now) as study:
        reviewed(study, study.deck("kitchen"), MONDAY, Random(1))
        kept = Kept(study)
        kept.check()
        before = kept.counts.of(study.deck("kitchen"))
    other = home / "other"
    (other / "decks").mkdir(parents=True)
    (other / "decks" / "kitchen.yaml").write_text((home / "decks" / "kitchen.yaml").read_text())
    with studying(other, now, 9) as there:
        for day in range(3):
            now[0] = MONDAY + timedelta(days=day)
            reviewed(there, there.deck("kitchen"), now[0], Random(day))
    for name in ("progress.db-wal", "progress.db-shm"):
        (home / name).unlink(missing_ok=True)
    (other / "progress.db").replace(home / "progress.db")
    with studying(home, now) as study:
        kept.study = study
        kept.counts._study = study
        kept.ledger = None
        kept.check()
        assert kept.counts.of(study.deck("kitchen")) != before


def test_only_the_decks_that_something_was_done_in_are_concerned(home: Path) -> None:
    text = (home / "decks" / "kitchen.yaml").read_text(encoding="utf-8")
    (home / "decks" / "bakery.yaml").write_text(
        text.replace("deck: kitchen", "deck: bakery"), encoding="utf-8"
    )
    with studying(home, [MONDAY]) as study:
        for name in ("kitchen", "bakery"):
            reviewed(study, study.deck(name), MONDAY, Random(1))
        database = study.locations.database
        point = news(database).point
        assert news(database).decks is None
        assert news(database, point).decks == frozenset()
        session = study.review(study.deck("bakery"))
        session.answer(study.store, Rating.GOOD, MONDAY)
        assert news(database, point).decks == frozenset({"bakery"})
        after = news(database, point).point
        session.undo(study.store, MONDAY)
        assert news(database, after).decks == frozenset({"bakery"})


async def test_home_shows_what_it_showed_and_then_what_has_changed(
    staged: Callable[..., AbstractAsyncContextManager[Any]],
) -> None:
    async with staged(size=(80, 24)) as s:
        await s.sees("A kitchen brigade", "20 new", "0 of 26")
        await s.press("enter")
        await s.sees("Show")
        await s.press("space", "4")
        while not s.rows("SELECT 1 FROM event"):
            await s.pilot.pause()
        await s.press("escape")
        assert "0 of 26" in s.text or "1 of 26" in s.text
        await s.sees("19 new", "1 of 26", "1 day with answers")
        await s.press("right")
        await s.sees("Sauces", "Who is who")

        # another program answers and puts cards away
        with studying(s.home, [s.app.desk.study.now()], 6) as other:
            deck = other.deck("kitchen")
            session = other.review(deck)
            session.answer(other.store, Rating.EASY, other.now())
            session.answer(other.store, Rating.EASY, other.now())
            Hand(other.days, Random(2)).suspend(other.store, [list(other.cards(deck))[-1]], other.now())
        await s.press("comma")
        await s.sees("Settings")
        await s.press("escape")
        await s.sees("17 new", "3 of 26")
        assert s.text.split("A kitchen brigade")[1].split()[:4] == ["0", "17", "0", "1"]

        # a card is answered and that is taken back
        await s.press("home", "enter")
        await s.sees("Show")
        await s.press("space", "4")
        while s.rows("SELECT count(*) FROM event WHERE kind = 'review'") != [(4,)]:
            await s.pilot.pause()
        await s.press("u")
        while not s.rows("SELECT 1 FROM event WHERE undoes <> ''"):
            await s.pilot.pause()
        await s.press("escape")
        await s.sees("17 new", "3 of 26")

        # the study day turns while another page is open
        await s.press("comma")
        await s.sees("Settings")
        s.later(timedelta(days=1))
        await s.press("escape")
        await s.sees("20 new", "3 of 26")


async def test_home_counts_an_edited_deck_anew(
    staged: Callable[..., AbstractAsyncContextManager[Any]],
) -> None:
    async with staged(size=(80, 24)) as s:
        await s.sees("A kitchen brigade", "0 of 26")
        path = s.home / "decks" / "kitchen.yaml"
        text = path.read_text(encoding="utf-8").replace("title: A kitchen brigade", "title: A brigade")
        path.write_text(text.replace("      - {id: sweep, text: Sweep the floor}\n", ""), encoding="utf-8")
        study = s.app.desk.study
        await s.press("comma")
        await s.sees("Settings")
        await s.app.desk.ask(lambda: study.reload(study.deck("kitchen")))
        await s.press("escape")
        await s.sees("A brigade", "0 of 25")
