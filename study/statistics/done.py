"""What was done: answers and minutes a day, the hours of the day, and how quizzes went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from progress.reporting.statistics import Day, Statistics, last_days
from study.output import Column, counted
from study.statistics.view import DAYS, Series, View, in_percent, short

_ENOUGH = 30
"""Answers in an hour of the day from which on it may be called the best."""


@dataclass(frozen=True, slots=True)
class QuizScore:
    """One finished quiz."""

    day: date
    score: float
    """Share of the answers that were right, 0 to 1."""
    answers: int


def answers(told: Statistics) -> View:
    """Reviews and questions of the last days."""
    days = _last(told)
    values = [each.answers for each in days.values()]
    return View(
        "days",
        "Answers a day",
        _in_all(told, days, sum(values), "answer"),
        (Column("Day"), Column("Reviews", right=True), Column("Questions", right=True)),
        tuple(
            (f"{day:%Y-%m-%d}", str(each.reviews), str(each.questions))
            for day, each in days.items()
            if each.answers
        ),
        short(days),
        (Series("answers", tuple(map(float, values))),),
        record=[
            {
                "day": day.isoformat(),
                "reviews": each.reviews,
                "questions": each.questions,
                "seconds": round(each.milliseconds / 1000),
            }
            for day, each in told.days.items()
        ],
    )


def minutes(told: Statistics) -> View:
    """What that took."""
    days = _last(told)
    values = [round(each.milliseconds / 60_000, 1) for each in days.values()]
    sentence = _in_all(told, days, sum(values), "minute")
    if told.latency_ms is not None:
        sentence += f" One review takes {told.latency_ms / 1000:.0f} s (median)."
    return View(
        "minutes",
        "Minutes a day",
        sentence,
        (Column("Day"), Column("Minutes", right=True)),
        tuple(
            (f"{day:%Y-%m-%d}", f"{each.milliseconds / 60_000:.1f}")
            for day, each in days.items()
            if each.answers
        ),
        short(days),
        (Series("minutes", tuple(values)),),
        record={"median_latency_ms": told.latency_ms, "streak": told.streak, "longest_streak": told.longest},
    )


def _last(told: Statistics) -> dict[date, Day]:
    nothing = Day()
    return {day: told.days.get(day, nothing) for day in last_days(told.today, DAYS)}


def _in_all(told: Statistics, days: dict[date, Day], total: float, unit: str) -> str:
    active = sum(1 for each in days.values() if each.answers)
    usual = total / max(1, active)
    about = "less than 1" if 0 < usual < 0.5 else f"{usual:.0f}"
    return (
        f"{counted(round(total), unit)} in the last {DAYS} days, on {counted(active, 'day')}: {about} "
        f"on a day with any. {counted(told.streak, 'day')} in a row now; {told.longest} at most."
    )


def hours(told: Statistics) -> View:
    """When answers are given, and when they are right."""
    busy = [hour for hour in range(24) if told.hours[hour].asked]
    best = max(
        (h for h in busy if told.hours[h].asked >= _ENOUGH),
        key=lambda h: told.hours[h].share or 0,
        default=None,
    )
    sentence = (
        "No answers yet."
        if not busy
        else "Most answers were given " + _at(max(busy, key=lambda hour: told.hours[hour].asked))
    )
    if best is not None:
        sentence += f"; most were right {_at(best)}, {in_percent(told.hours[best].share)}"
    return View(
        "hours",
        "Hours of the day",
        sentence.rstrip(".") + ".",
        (Column("Hour"), Column("Answers", right=True), Column("Right", right=True)),
        tuple((f"{h:02}", str(told.hours[h].asked), in_percent(told.hours[h].share)) for h in busy),
        tuple(f"{h:02}" for h in range(24)),
        (Series("answers", tuple(float(each.asked) for each in told.hours)),),
        record=[{"hour": h, "answers": told.hours[h].asked, "right": told.hours[h].recalled} for h in busy],
    )


def _at(hour: int) -> str:
    return f"from {hour:02}:00 to {(hour + 1) % 24:02}:00"


def quiz_scores(scores: Sequence[QuizScore]) -> View:
    """How the last quizzes went, in their order."""
    last = scores[-1] if scores else None
    sentence = (
        f"{len(scores)} {'quiz' if len(scores) == 1 else 'quizzes'} finished; the last one, of {last.answers}, "
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
        short(s.day for s in scores),
        (Series("right", tuple(100 * s.score for s in scores)),),
        line=True,
        per_cent=True,
        record=[
            {"day": s.day.isoformat(), "questions": s.answers, "score": round(s.score, 4)} for s in scores
        ],
    )
