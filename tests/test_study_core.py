"""The composition root with a cache of decks: nothing is different but the time it takes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from decks.compiled.deck import StoredDeck
from progress.days import StudyDays
from progress.events import Rating
from progress.locations import Locations, locate
from study.core import DeckNotFound, Study
from study.home.counts import Counts

WARD = """\
deck: ward
title: Ward roles
topics: {care: Care, care/beds: Beds}
default_topics: {definition: care, duties: care}
roles:
  - id: nurse
    title: Nurse
    definition: Looks after patients
    duties: [{id: wash, text: Wash hands}, {id: feed, text: Feed the patient}, {id: make, text: Make beds, topic: care/beds}]
  - id: porter
    title: Porter
    definition: Carries things
    duties: [{id: carry, text: Carry trays}, {id: push, text: Push beds, topic: care/beds}, {id: fetch, text: Fetch oxygen}]
  - id: cook
    title: Cook
    definition: Prepares the meals
    duties: [{id: boil, text: Boil rice}, {id: peel, text: Peel carrots}, {id: bake, text: Bake bread}]
  - id: clerk
    title: Clerk
    definition: Keeps lists
    duties: [{id: file, text: File letters}, {id: count, text: Count sheets}, {id: answer, text: Answer calls}]
"""
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "ward.yaml").write_text(WARD)
    return tmp_path


def program(home: Path, *, cached: bool = True, at: datetime = START) -> Study:
    """One run of the program; without a cache where it has nowhere to be."""
    where = locate({"STUDY_HOME": str(home)})
    if not cached:
        nowhere = home / "nowhere"
        nowhere.write_text("")
        where = Locations(where.home, where.database, where.decks, where.log, nowhere)
    return Study(where, StudyDays(UTC), clock=lambda: at, random=Random(4))


def session(study: Study) -> list[object]:
    """All that one run shows: a review with answers, counts, a quiz, weak topics."""
    deck = study.deck("ward")
    review = study.review(deck)
    study.remember(deck)
    seen: list[object] = [deck, review.counts]
    at = study.now()
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD):
        card = review.current
        assert card is not None
        seen += [card.id, card.prompt, card.answer, card.parts, card.why, card.mark]
        at += timedelta(seconds=9)
        review.answer(study.store, rating, at)
    review.undo(study.store, at)
    quiz = study.quiz(deck, count=6, seed=9)
    seen += [quiz.questions]
    resumed = study.resume(quiz.record)
    assert resumed is not None
    seen += [resumed.questions, [(s.topic, s.answers, s.mean) for s in study.weak(deck)]]
    found = next(each for each in study.library() if each.name == "ward")
    summary = Counts(study).standing(found).summary
    seen += [summary.cards, summary.due, summary.new, summary.learned]
    return seen


def test_with_and_without_a_cache_all_is_the_same(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "decks").mkdir()
    (other / "decks" / "ward.yaml").write_text(WARD)
    for number in range(3):
        at = START + timedelta(days=number)
        studies = [program(home, at=at), program(other, cached=False, at=at)]
        told = []
        for study in studies:
            seen = session(study)
            assert isinstance(study.deck("ward"), StoredDeck) == (study is studies[0])
            deck, rest = seen[0], seen[1:]
            told.append((str(rest).replace(str(home), "").replace(str(other), ""), deck.id))  # type: ignore[attr-defined]
            study.close()
        assert told[0] == told[1]


def test_the_second_run_takes_its_cards_and_questions_from_the_cache(home: Path) -> None:
    first = program(home)
    session(first)
    first.close()
    study = program(home)
    deck = study.deck("ward")
    assert isinstance(deck, StoredDeck)
    assert study.has_questions(deck)
    assert len(study.cards(deck)) == len(list(study.cards(deck)))
    study.close()


def test_an_edit_shows_in_the_session_and_in_the_next_one(home: Path) -> None:
    early = program(home)
    session(early)
    early.close()
    study = program(home)
    deck = study.deck("ward")
    path = home / "decks" / "ward.yaml"
    path.write_text(WARD.replace("Prepares the meals", "Makes the meals up"))
    assert study.reload(deck).deck is not deck
    edited = study.reload(deck).deck
    assert edited is not None
    assert any("Makes the meals up" in card.answer for card in study.cards(edited))
    study.close()
    later = program(home)
    assert any("Makes the meals up" in card.answer for card in later.cards(later.deck("ward")))
    later.close()


def test_the_first_deck_is_found_without_reading_the_others(home: Path) -> None:
    (home / "decks" / "zebra.yaml").mkdir()  # which reading would complain of
    study = program(home)
    assert study.default_deck().id == "ward"
    assert sorted(path.name.partition("-")[0] for path in (home / "cache").iterdir()) == [".ward"]
    study.close()


def test_questions_tell_how_far_their_making_is(home: Path) -> None:
    study = program(home)
    told: list[tuple[int, int]] = []
    questions = study.questions(study.deck("ward"), lambda done, total: told.append((done, total)))
    assert questions
    assert told[-1][0] == told[-1][1] > 0
    study.close()


def test_a_deck_that_is_not_there_is_told_with_the_nearest(home: Path) -> None:
    study = program(home)
    with pytest.raises(DeckNotFound) as error:
        study.deck("wards")
    assert str(error.value) == "There is no deck “wards”; write “ward” if that is what was meant."
    study.close()
