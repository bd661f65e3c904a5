"""The report on a learner as tables for a spreadsheet, and as JSON."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from progress.mastery.confusions import Confusion
from progress.mastery.shares import Interval
from progress.reporting.report_activity import Share
from progress.reporting.reports import Report, Subject
from study.output import Fields
from study.reporting.sheets import Cell, sheet

_DIGITS = 4


def csv_text(report: Report, table: str) -> str:
    """One of `TABLES`, with a row of names first."""
    return sheet(*TABLES[table](report), _DIGITS)


_Rows = tuple[Sequence[str], Iterator[Sequence[Cell]]]


def _subjects(name: str, subjects: Sequence[Subject]) -> _Rows:
    names = (
        name, "title", "mean", "low", "high", "answers", "weak", "weak_probability", "recall_today", "recall_low",
        "recall_high", "coverage", "trend", "trend_low", "trend_high",
    )  # fmt: skip
    return names, (tuple(_standing(name, each).values()) for each in subjects)


def _standing(name: str, each: Subject) -> dict[str, Cell]:
    known, recall = each.standing, each.recall
    return {
        name: known.topic,
        "title": known.title,
        "mean": known.mean,
        "low": known.low,
        "high": known.high,
        "answers": known.answers,
        "weak": known.weak,
        "weak_probability": known.below,
        "recall_today": recall.share if recall else None,
        "recall_low": recall.interval.low if recall else None,
        "recall_high": recall.interval.high if recall else None,
        "coverage": known.coverage,
        "trend": known.trend.direction.value,
        "trend_low": known.trend.low,
        "trend_high": known.trend.high,
    }


def _confused(report: Report, pair: Confusion) -> dict[str, Cell]:
    return {
        "role": pair.role,
        "role_title": report.titles.get(pair.role, pair.role),
        "taken": pair.taken,
        "taken_title": report.titles.get(pair.taken, pair.taken),
        "times": pair.times,
        "of": pair.of,
        "low": pair.interval.low,
        "high": pair.interval.high,
        "way": pair.way.value,
    }


def _confusions(report: Report) -> _Rows:
    names = ("role", "role_title", "taken", "taken_title", "times", "of", "low", "high", "way")
    return names, (tuple(_confused(report, pair).values()) for pair in report.confusions.pairs)


def _days(report: Report) -> _Rows:
    return ("day", "answers"), ((day.isoformat(), count) for day, count in report.activity.days)


def _weeks(report: Report) -> _Rows:
    names = (
        "week", "days", "reviews", "questions", "minutes", "recalled", "recalled_of", "recalled_low", "recalled_high",
        "right", "right_of", "right_low", "right_high",
    )  # fmt: skip
    return names, (
        (
            week.begins.isoformat(), week.days, week.reviews, week.questions, round(week.minutes, 1),
            week.recalled.times, week.recalled.of, *_ends(week.recalled), week.right.times, week.right.of, *_ends(week.right),
        )
        for week in report.activity.weeks
    )  # fmt: skip


def _ends(found: Share) -> Sequence[float | None]:
    return found.interval if found.of else (None, None)


def _missed(report: Report) -> _Rows:
    names = ("question", "stem", "topic", "key", "wrong", "of", "low", "high", "last", "last_right")
    return names, (
        (
            each.question.id, each.question.stem, each.question.topic,
            "; ".join(each.question.options[key].text for key in each.question.keys), each.wrong.times, each.wrong.of,
            *each.wrong.interval, each.last.isoformat(), each.last_right,
        )
        for each in report.activity.missed
    )  # fmt: skip


def _leeches(report: Report) -> _Rows:
    return ("card", "prompt", "answer", "lapses", "reviews", "suspended", "note"), (
        (each.card.id, each.card.prompt, each.card.answer, each.lapses, each.reps, each.suspended, each.note)
        for each in report.leeches
    )


TABLES: dict[str, Callable[[Report], _Rows]] = {
    "topics": lambda report: _subjects("topic", report.topics),
    "roles": lambda report: _subjects("role", report.roles),
    "confusions": _confusions,
    "days": _days,
    "weeks": _weeks,
    "questions": _missed,
    "leeches": _leeches,
}
"""What can be written as CSV."""


def json_fields(report: Report) -> Fields:
    """All of the report, as JSON takes it; an interval is `low` to `high`, with a probability of 80 %."""
    on, done, found = report.basis, report.activity, report.forecast
    return {
        "basis": _plain(
            asdict(on)
            | {
                "answers_ever": done.ever, "answers": done.answers, "reviews": done.reviews, "answers_to_questions": done.questions,
                "answers_to_what_is_gone": done.gone, "practice": done.practice, "first": done.first, "last": done.last,
            }
        ),
        "next_step": report.next_step or None,
        "topics": [_plain(_standing("topic", each)) for each in report.topics],
        "roles": [_plain(_standing("role", each)) for each in report.roles],
        "recall_today": None if report.recall is None else {
            "share": _plain(report.recall.share), **_interval(report.recall.interval), "cards": report.recall.cards,
        },
        "confusions": {
            "answers": report.confusions.answers,
            "wrong": report.confusions.wrong,
            "pairs": [
                {
                    **_rounded(_confused(report, pair)),
                    "facts": [
                        {"fact": fact, "text": report.texts.get(fact, fact), "times": times} for fact, times in pair.facts
                    ],
                }
                for pair in report.confusions.pairs
            ],
            "hubs": [
                {"role": hub.role, "times": hub.times, "of": hub.of, **_interval(hub.interval), "roles": list(hub.roles)}
                for hub in report.confusions.hubs
            ],
        },
        "forecast": None if found is None or not report.foreseeable else _plain(asdict(found)),
        "steps": [_plain(asdict(step)) for step in report.steps],
        "activity": {
            "minutes": round(done.minutes, 1), "streak": done.streak, "longest": done.longest,
            "recalled": _share(done.recalled), "right": _share(done.right),
            "days": _records(report, "days"), "weeks": _records(report, "weeks"),
        },
        "coming": _plain(asdict(report.coming)),
        "calibration": {
            "certainty": [
                {"certainty": each.certainty, "right": each.right, "answers": each.answers, **_interval(each.interval)}
                for each in report.surenesses
            ],
            "recall": [
                {
                    "predicted": _plain(point.predicted), "recalled": point.recalled, "reviews": point.reviews,
                    **_interval(point.interval),
                }
                for point in report.curve.points
            ],
            "off": _plain(report.curve.off),
        },
        "missed": _records(report, "questions"),
        "leeches": _records(report, "leeches"),
    }  # fmt: skip


def _records(report: Report, table: str) -> list[Fields]:
    names, rows = TABLES[table](report)
    return [_rounded(dict(zip(names, row, strict=True))) for row in rows]


def _rounded(record: dict[str, Cell]) -> Fields:
    return {name: _plain(value) for name, value in record.items()}


def _interval(found: Interval) -> Fields:
    return {"low": _plain(found.low), "high": _plain(found.high)}


def _share(found: Share) -> Fields | None:
    return {"times": found.times, "of": found.of, **_interval(found.interval)} if found.of else None


def _plain(value: object) -> object:
    """Days as texts and numbers rounded to what they are worth, all the way down."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, _DIGITS)
    return value.isoformat() if hasattr(value, "isoformat") else value
