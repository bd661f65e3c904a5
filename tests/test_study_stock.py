"""A review of a large deck reads what it needs when it needs it, and is the same review all the same."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from decks.model import Card
from progress.days import StudyDays
from progress.events import Event, EventKind, Rating
from progress.glance.partly import PartlyRead
from progress.ids import uuid7_after
from progress.locations import locate
from progress.scheduling.stock import Stock
from progress.sessions.reviewing import ReviewSession
from study.core import Study
from study.sessions import reviews
from study.sessions.stock import PartlyStock

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DECK = "professional-kitchen"


def study_in(home: Path, seed: int) -> Study:
    return Study(locate({"STUDY_HOME": str(home)}), StudyDays(UTC), clock=lambda: NOW, random=Random(seed))


def history(cards: list[Card], seed: int) -> Iterator[Event]:
    """Answers to two cards in three over two months, some cards put away, some answered by a clock that was wrong."""
    random, last = Random(seed), ""
    known = [card for card in cards if random.random() < 0.66]
    for number in range(4 * len(known)):
        card = random.choice(known)
        at = NOW - timedelta(days=60) * (1 - number / (4 * len(known)))
        if number % 97 == 0:
            at = NOW + timedelta(days=400)
        last = uuid7_after(last, at, random)
        rating = random.choice(list(Rating))
        kind = EventKind.SUSPEND if number % 41 == 0 else EventKind.REVIEW
        yield Event(
            id=last,
            learner="",
            device="elsewhere",
            at=at,
            kind=kind,
            deck=DECK,
            card=card.id,
            correct=kind is EventKind.REVIEW and rating is not Rating.AGAIN,
            rating=rating if kind is EventKind.REVIEW else None,
            day=at.date(),
        )


def course(home: Path, seed: int) -> list[object]:
    """All that can be seen of a review while some of it is answered, taken back and put away."""
    seen: list[object] = []
    with closing(study_in(home, seed)) as study:
        deck = study.deck(DECK)
        review = study.review(deck)
        seen.append((review.waiting, review.way_out()))
        for turn in range(25):
            card, at = review.current, NOW + timedelta(minutes=turn)
            seen.append((card and card.id, review.counts, review.wait(at)))
            if card is None:
                break
            seen.append((review.memory(card), review.marks(card), review.preview(at)))
            if turn % 7 == 5:
                review.suspend(study.store, at)
            elif turn % 7 == 6:
                review.undo(study.store, at)
            else:
                review.answer(study.store, list(Rating)[(turn + seed) % 4], at)
        seen.append(review.way_out())
        review.replace(study.cards(deck)[5:], NOW + timedelta(hours=1))
        seen.append((review.current and review.current.id, review.counts))
    return seen


@pytest.mark.parametrize("seed", range(4))
def test_a_review_that_reads_little_is_the_same_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    courses = []
    for name, large in (("whole", 10**9), ("partly", 1)):
        with closing(study_in(tmp_path / name, seed)) as study:
            deck = study.deck(DECK)
            cards = list(study.cards(deck))
            study.remember(deck)
            study.store.add(history(cards, seed))
        monkeypatch.setattr(reviews, "LARGE", large)
        courses.append(course(tmp_path / name, seed))
    assert courses[0] == courses[1]
    assert any(seen for seen in courses[0])


def test_what_was_not_read_at_first_is_looked_up(tmp_path: Path) -> None:
    with closing(study_in(tmp_path, 1)) as study:
        deck = study.deck(DECK)
        cards = study.cards(deck)
        study.remember(deck)
        study.store.add(history(list(cards), 1))
        memories = study.store.memories(DECK)
        partly = PartlyStock(DECK, cards, PartlyRead(study.locations.database, DECK))
        whole = Stock(cards, memories)
        assert dict(partly.memories) == memories == dict(whole.memories)
        assert dict(partly.cards) == dict(whole.cards)
        assert len(partly.memories) == len(memories)
        assert "nobody" not in partly.cards
        assert partly.memories.get("nobody") is None
        first = next(iter(memories))
        assert partly.memories.pop(first) == memories[first]
        assert first not in partly.memories
        assert partly.decks == whole.decks == {DECK}
        assert partly.unmet((), 3) == whole.unmet((), 3)
        assert partly.unmet((), 0) == []
        assert partly.siblings(cards[0].fact) == whole.siblings(cards[0].fact)
        assert partly.incoming() == pytest.approx(whole.incoming())
        assert partly.next_day(NOW.date()) == whole.next_day(NOW.date())


def test_a_deck_that_was_never_answered_has_only_new_cards(tmp_path: Path) -> None:
    with closing(study_in(tmp_path, 1)) as study:
        cards = study.cards(study.deck(DECK))
        partly = PartlyStock(DECK, cards, PartlyRead(tmp_path / "none.db", DECK))
        review = ReviewSession(
            partly, {}, study.scheduler, study.days, NOW, new_left=5, random=Random(1), reviews_left=9
        )
        assert review.counts.new == 5
        assert review.wait(NOW) is None
        assert review.memory(cards[0]) is None
