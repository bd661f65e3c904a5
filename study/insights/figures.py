"""A deck's statistics as both faces show them: for each a sentence, a table, and what a plot of it draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from decks.model import Deck
from progress.reporting.statistics import (
    MATURE,
    STABILITIES,
    Day,
    Retained,
    Retention,
    Statistics,
    due_by_day,
    last_days,
    stabilities,
)
from progress.storage import practice, recorded
from study.core import Study
from study.insights.insight import Insight
from study.insights.log_walk import Unwanted, walked
from study.output import Column, counted

if TYPE_CHECKING:
    from progress.mastery.calibration import Curve

_DAYS = 30
_QUIZZES = 100
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn in one way."""

    name: str
    values: tuple[float | None, ...]
    """One for each label; None where there is nothing to tell."""


@dataclass(frozen=True, slots=True)
class View:
    """One statistic."""

    id: str
    """What programs call it."""
    title: str
    sentence: str
    """What it says, for whoever reads nothing else."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    """Of what is drawn, from left to right."""
    series: tuple[Series, ...]
    line: bool = False
    """Whether it is drawn as a line and not as bars."""
    per_cent: bool = False
    """Whether values go from 0 to 100."""
    record: object = None
    """The same for programs."""


@dataclass(frozen=True, slots=True)
class QuizScore:
    """One finished quiz."""

    day: date
    score: float
    """Share of the answers that were right, 0 to 1."""
    answers: int


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
    made_from = (deck.id, stand, quizzes, today, study.days, tuple(parameters))
    known = _KNOWN.get(study)
    if known is None or known[0] != made_from:
        known = _KNOWN[study] = made_from, _views(study, deck, today, quizzes, stand, wanted)
    return known[1]


def _views(
    study: Study,
    deck: Deck,
    today: date,
    quizzes: Sequence[recorded.Quizzed],
    stand: practice.Stand,
    wanted: Callable[[], bool],
) -> list[View]:
    zone = study.days.timezone

    def hour(at: datetime) -> int:
        return at.astimezone(zone).hour

    told, curve = walked(study, deck, stand, wanted).told(today, hour)
    with study.store.reading() as connection:
        answers = practice.scores(connection, (quiz.id for quiz in quizzes))
    scores = [
        QuizScore(study.days.day_of(quiz.started), sum(shares) / len(shares), len(shares))
        for quiz in quizzes
        if (shares := answers.get(quiz.id))
    ]
    memories, marks = study.memories(deck), study.marks(deck)
    hidden = {name for name, mark in marks.items() if mark.hides(today)}
    curve = curve or Insight(study, deck).recall_curve()
    coming = due_by_day(memories, hidden, today, _DAYS)
    return [
        _retention(told, "retention_months", "Retention by month"),
        _retention_days(told),
        _done(told, "days", "Answers a day", lambda day: day.answers, "answers"),
        _done(told, "minutes", "Minutes a day", lambda day: round(day.milliseconds / 60_000, 1), "minutes"),
        _hours(told),
        _coming(coming, today),
        _stability(stabilities(memories.values())),
        _calibration(curve),
        _scores(scores),
    ]


# -- retention


def _retention(told: Statistics, name: str, title: str) -> View:
    months = dict(list(told.months().items())[-_MONTHS:])
    return _retained(name, title, _recently(told), "Month", list(months), list(months.values()), list(months))


def _retention_days(told: Statistics) -> View:
    days = last_days(told.today, _DAYS)
    known = {day: told.retention[day] for day in days if day in told.retention}
    parts = [told.since(day).both if day == days[0] else Retained() for day in days[:1]]
    asked = parts[0].asked
    sentence = (
        f"{counted(asked, 'learned card')} asked in the last {_DAYS} days, {_share(parts[0])} of them recalled."
        if asked
        else f"No learned card was asked in the last {_DAYS} days."
    )
    none = Retention(Retained(), Retained())
    every = [known.get(day, none) for day in days]
    view = _retained(
        "retention_days", "Retention by day", sentence, "Day", [f"{day:%Y-%m-%d}" for day in known],
        list(known.values()), [f"{day:%m-%d}" for day in days],
    )  # fmt: skip
    return View(
        view.id, view.title, view.sentence, view.columns, view.rows, view.labels, _lines(every), line=True,
        per_cent=True, record=view.record,
    )  # fmt: skip


def _recently(told: Statistics) -> str:
    month = told.since(told.today - timedelta(days=_DAYS - 1))
    both = month.both
    if not both.asked:
        return "No learned card was asked in the last 30 days, so nothing is known of retention."
    low, high = both.interval or (0.0, 1.0)
    return (
        f"In the last 30 days {both.recalled} of {both.asked} learned cards were recalled: {_share(both)} "
        f"({low:.0%} to {high:.0%}); young {_share(month.young)}, mature {_share(month.mature)}."
    )


def _retained(
    name: str,
    title: str,
    sentence: str,
    head: str,
    names: list[str],
    parts: list[Retention],
    labels: list[str],
) -> View:
    rows = [
        (when, _of(each.young), _of(each.mature), _of(each.both))
        for when, each in zip(names, parts, strict=True)
    ]
    return View(
        name,
        title,
        sentence,
        (Column(head), Column(f"Young, < {MATURE} d", right=True), Column("Mature", right=True), Column("All", right=True)),
        tuple(rows),
        tuple(labels),
        _lines(parts),
        line=True,
        per_cent=True,
        record=[
            {
                head.lower(): when,
                "young": {"recalled": each.young.recalled, "asked": each.young.asked},
                "mature": {"recalled": each.mature.recalled, "asked": each.mature.asked},
                "share": _rounded(each.both.share),
            }
            for when, each in zip(names, parts, strict=True)
        ],
    )  # fmt: skip


def _lines(parts: Sequence[Retention]) -> tuple[Series, ...]:
    return (
        Series("young", tuple(_per_cent(each.young.share) for each in parts)),
        Series("mature", tuple(_per_cent(each.mature.share) for each in parts)),
    )


# -- what was done


def _about(number: float) -> str:
    return "less than 1" if 0 < number < 0.5 else f"{number:.0f}"


def _done(told: Statistics, name: str, title: str, value: Callable[[Day], float], unit: str) -> View:
    days = last_days(told.today, _DAYS)
    nothing = Day()
    found = [(day, told.days.get(day, nothing)) for day in days]
    total = sum(value(each) for _, each in found)
    active = sum(1 for _, each in found if each.answers)
    sentence = (
        f"{total:.0f} {unit} in the last {_DAYS} days, on {counted(active, 'day')}: {_about(total / max(1, active))} "
        f"on a day with any. {counted(told.streak, 'day')} in a row now; {told.longest} at most."
    )
    if name == "minutes" and told.latency_ms is not None:
        sentence += f" One review takes {told.latency_ms / 1000:.0f} s (median)."
    timed = name == "minutes"
    columns = (
        (Column("Day"), Column("Minutes", right=True))
        if timed
        else (Column("Day"), Column("Reviews", right=True), Column("Questions", right=True))
    )
    rows: list[tuple[str, ...]] = [
        (f"{day:%Y-%m-%d}", f"{each.milliseconds / 60_000:.1f}")
        if timed
        else (f"{day:%Y-%m-%d}", str(each.reviews), str(each.questions))
        for day, each in found
        if each.answers
    ]
    record: object = [
        {
            "day": day.isoformat(),
            "reviews": each.reviews,
            "questions": each.questions,
            "seconds": round(each.milliseconds / 1000),
        }
        for day, each in told.days.items()
    ]
    if timed:
        record = {"median_latency_ms": told.latency_ms, "streak": told.streak, "longest_streak": told.longest}
    return View(
        name, title, sentence, columns, tuple(rows), tuple(f"{day:%m-%d}" for day in days),
        (Series(unit, tuple(float(value(each)) for _, each in found)),), record=record,
    )  # fmt: skip


def _hours(told: Statistics) -> View:
    busy = [hour for hour in range(24) if told.hours[hour].asked]
    best = max(
        (h for h in busy if told.hours[h].asked >= 30), key=lambda h: told.hours[h].share or 0, default=None
    )
    sentence = (
        "No answers yet."
        if not busy
        else "Most answers were given " + _at(max(busy, key=lambda hour: told.hours[hour].asked))
    )
    if best is not None:
        sentence += f"; most were right {_at(best)}, {_share(told.hours[best])}"
    return View(
        "hours",
        "Hours of the day",
        sentence.rstrip(".") + ".",
        (Column("Hour"), Column("Answers", right=True), Column("Right", right=True)),
        tuple((f"{h:02}", str(told.hours[h].asked), _share(told.hours[h])) for h in busy),
        tuple(f"{h:02}" for h in range(24)),
        (Series("answers", tuple(float(each.asked) for each in told.hours)),),
        record=[{"hour": h, "answers": told.hours[h].asked, "right": told.hours[h].recalled} for h in busy],
    )


def _at(hour: int) -> str:
    return f"from {hour:02}:00 to {(hour + 1) % 24:02}:00"


# -- what is to come


def _coming(counts: Sequence[int], today: date) -> View:
    days = [today + timedelta(days=ahead) for ahead in range(len(counts))]
    week = sum(counts[:7])
    return View(
        "forecast",
        "Cards due",
        f"{counts[0]} due today, {counts[1]} tomorrow, {week} within a week and {sum(counts)} within {len(counts)} days, "
        "without new cards and what is forgotten.",
        (Column("Day"), Column("Due", right=True)),
        tuple((f"{day:%Y-%m-%d}", str(count)) for day, count in zip(days, counts, strict=True) if count),
        tuple(f"{day:%m-%d}" for day in days),
        (Series("due", tuple(map(float, counts))),),
        record=[{"day": day.isoformat(), "due": count} for day, count in zip(days, counts, strict=True)],
    )


def _stability(counts: Sequence[int]) -> View:
    edges = [0.0, *STABILITIES]
    names = [f"{low:.0f}-{high:.0f} d" for low, high in zip(edges, STABILITIES, strict=False)]
    names = ["< 1 d", *names[1:], f"> {STABILITIES[-1]:.0f} d"]
    total = sum(counts)
    strong = sum(counts[bisect_at(MATURE) :])
    sentence = (
        f"Of {counted(total, 'learned card')}, {strong} will be remembered for {STABILITIES[bisect_at(MATURE) - 1]:.0f} "
        "days or more: so long it takes until recall has fallen to 90 %."
        if total
        else "No card is learned yet."
    )
    return View(
        "stability",
        "Stability",
        sentence,
        (Column("Stability"), Column("Cards", right=True)),
        tuple((name, str(count)) for name, count in zip(names, counts, strict=True)),
        tuple(names),
        (Series("cards", tuple(map(float, counts))),),
        record=[
            {"from": low, "below": high, "cards": count}
            for low, high, count in zip(edges, [*STABILITIES, None], counts, strict=True)
        ],
    )


def bisect_at(days: float) -> int:
    """The first group of stabilities that begins at so many days or later."""
    return next((i + 1 for i, edge in enumerate(STABILITIES) if edge >= days), len(STABILITIES))


def _calibration(curve: "Curve") -> View:
    points = curve.points
    sentence = (
        f"Over {counted(curve.reviews, 'review')} a day or more after the last, recall was off by {curve.off or 0:.1%} "
        "on average from what was expected."
        if points
        else "No card was reviewed a day or more after its last review so far."
    )
    return View(
        "calibration",
        "Calibration",
        sentence,
        (Column("Expected", right=True), Column("Recalled", right=True), Column("80% interval", right=True), Column("Reviews", right=True)),
        tuple(
            (f"{p.predicted:.0%}", f"{p.recalled / p.reviews:.0%}", f"{p.interval.low:.0%} to {p.interval.high:.0%}", str(p.reviews))
            for p in points
        ),
        tuple(f"{p.predicted:.0%}" for p in points),
        (
            Series("recalled", tuple(100 * p.recalled / p.reviews for p in points)),
            Series("expected", tuple(100 * p.predicted for p in points)),
        ),
        line=True,
        per_cent=True,
        record=[
            {"predicted": round(p.predicted, 4), "recalled": p.recalled, "reviews": p.reviews} for p in points
        ],
    )  # fmt: skip


def _scores(scores: Sequence[QuizScore]) -> View:
    last = scores[-1] if scores else None
    sentence = (
        f"{counted(len(scores), 'quiz').replace('quizs', 'quizzes')} finished; the last one, of {last.answers}, "
        f"went {last.score:.0%}, all of them {sum(s.score for s in scores) / len(scores):.0%} on average."
        if last
        else "No quiz is finished yet."
    )
    return View(
        "quizzes",
        "Quiz scores",
        sentence,
        (Column("Day"), Column("Questions", right=True), Column("Right", right=True)),
        tuple((f"{s.day:%Y-%m-%d}", str(s.answers), f"{s.score:.0%}") for s in scores),
        tuple(f"{s.day:%m-%d}" for s in scores),
        (Series("right", tuple(100 * s.score for s in scores)),),
        line=True,
        per_cent=True,
        record=[
            {"day": s.day.isoformat(), "questions": s.answers, "score": round(s.score, 4)} for s in scores
        ],
    )


def _share(retained: Retained) -> str:
    return "–" if retained.share is None else f"{retained.share:.0%}"


def _of(retained: Retained) -> str:
    return f"{_share(retained)} of {retained.asked}" if retained.asked else "–"


def _per_cent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


__all__ = ["Series", "Unwanted", "View", "views"]
