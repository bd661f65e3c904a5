"""All statistics of a deck, made from its learner's log and memories, and kept until something has happened."""

from collections.abc import Callable
from datetime import date, datetime
from weakref import WeakKeyDictionary

from decks.compiled.cache import id_set
from decks.model import Deck
from progress.reporting.statistics import due_by_day, stabilities
from progress.sessions import quiz_history
from progress.storage import practice, recorded
from study.core import Study
from study.insights.insight import Insight
from study.statistics import coming, done, remembered
from study.statistics.log_walk import walked
from study.statistics.view import DAYS, View

_QUIZZES = 100
_KNOWN: "WeakKeyDictionary[Study, tuple[object, list[View]]]" = WeakKeyDictionary()
"""The views that were made last, with what they were made from: one comes back to them after a look elsewhere."""


def views(study: Study, deck: Deck, wanted: Callable[[], bool] = lambda: True) -> list[View]:
    """All statistics of a deck. Goes through the log, as far as that was not done before.

    `wanted` is asked now and then while it does.
    Raises StoreProblem, and Unwanted where `wanted` said no.
    """
    study.catch_up(deck)
    today, parameters = study.days.day_of(study.now()), study.scheduler.parameters
    with study.store.reading() as connection:
        quizzes = recorded.finished_quizzes(connection, deck.id, _QUIZZES)
        stand = practice.stand(connection)
    made_from = (deck.id, study.digest(deck), stand, quizzes, today, study.days, tuple(parameters))
    known = _KNOWN.get(study)
    if known is None or known[0] != made_from:
        known = _KNOWN[study] = made_from, _views(study, deck, today, stand, wanted)
    return known[1]


def _views(
    study: Study,
    deck: Deck,
    today: date,
    stand: practice.Stand,
    wanted: Callable[[], bool],
) -> list[View]:
    zone = study.days.timezone

    def hour(at: datetime) -> int:
        return at.astimezone(zone).hour

    told, curve = walked(study, deck, stand, wanted).told(today, hour)
    curve = curve or Insight(study, deck).recall_curve()
    there, marks = id_set(study.cards(deck)), study.marks(deck)
    memories = {name: memory for name, memory in study.memories(deck).items() if name in there}
    hidden = {name for name, mark in marks.items() if mark.hides(today)}
    return [
        remembered.retention_by_month(told),
        remembered.retention_by_day(told),
        done.answers(told),
        done.minutes(told),
        done.hours(told),
        coming.forecast(due_by_day(memories, hidden, today, DAYS, study.days), today),
        coming.stability(stabilities(memories.values())),
        remembered.calibration(curve),
        done.quiz_scores(_scores(study, deck)),
    ]


def _scores(study: Study, deck: Deck) -> list[done.QuizScore]:
    """As the history of quizzes tells them."""
    records = study.store.quizzes(deck.id, _QUIZZES)[::-1]
    with study.store.reading() as connection:
        shares = practice.scores(connection, (record.id for record in records))
    return [
        done.QuizScore(study.days.day_of(quiz.record.started), quiz.mark / 100, quiz.total)
        for quiz in quiz_history.told(
            [quiz_history.became(each, shares.get(each.id, {})) for each in records]
        )
        if quiz.mark is not None
    ]
