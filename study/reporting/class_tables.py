"""The report on a class as tables for a spreadsheet, and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import chain

from study.output import Fields
from study.reporting.class_rows import ChangeRow, ClassView
from study.reporting.sheets import Cell, sheet

_DIGITS = 12


def csv_text(view: ClassView, table: str) -> str:
    """One of `TABLES`, with a row of names first."""
    return sheet(*TABLES[table](view), _DIGITS)


_Table = tuple[Sequence[str], Iterator[Sequence[Cell]]]


def _questions(view: ClassView) -> _Table:
    names = (
        "question", "stem", "topic", "file", "line", "students", "provisional", "facility", "deviation",
        "discrimination_index", "discriminative_efficiency", "intended_weight", "effective_weight", "findings", "what", "action",
    )  # fmt: skip
    return names, (
        (
            row.question, row.stem, row.topic, row.file, row.line, row.students, row.provisional, row.facility,
            row.deviation, row.discrimination_index, row.discriminative_efficiency, row.intended_weight, row.effective_weight,
            ", ".join(told.flag for told in row.findings), " ".join(told.what for told in row.findings),
            " ".join(told.action for told in row.findings),
        )
        for row in view.questions
    )  # fmt: skip


def _options(view: ClassView) -> _Table:
    names = (
        "question", "ref", "text", "key", "shown", "chosen", "strong", "strong_of", "weak", "weak_of", "rest", "dead", "suspect",
    )  # fmt: skip
    return names, (
        (row.question, o.ref, o.text, o.key, o.shown, o.chosen, o.strong, o.strong_of, o.weak, o.weak_of, o.rest, o.dead, o.suspect)
        for row in view.questions
        for o in row.options
    )  # fmt: skip


def _topics(view: ClassView) -> _Table:
    names = (
        "topic", "title", "mean", "low", "high", "students", "answers", "weak", "not_weak", "unknown",
        "lower_quartile", "median", "upper_quartile",
    )  # fmt: skip
    return names, (
        (
            t.topic,
            t.title,
            t.mean,
            t.low,
            t.high,
            t.students,
            t.answers,
            t.weak,
            t.not_weak,
            t.unknown,
            *t.quartiles,
        )
        for t in view.topics
    )


def _students(view: ClassView) -> _Table:
    return ("student", "name", "topic", "title", "mean", "low", "high", "answers"), (
        (need.student, need.name, t.topic, t.title, t.mean, t.low, t.high, t.answers)
        for need in view.needs
        for t in need.topics
    )


def _changes(view: ClassView) -> _Table:
    def rows(group: str, found: Sequence[ChangeRow]) -> Iterator[Sequence[Cell]]:
        for r in found:
            yield group, r.topic, r.title, r.before, r.before_answers, r.after, r.after_answers, r.change, r.low, r.high  # fmt: skip

    return ("group", "topic", "title", "before", "before_answers", "after", "after_answers", "change", "low", "high"), chain(
        rows("", view.changes), *(rows(each.group, each.topics) for each in view.groups)
    )  # fmt: skip


TABLES = {
    "questions": _questions,
    "options": _options,
    "topics": _topics,
    "students": _students,
    "changes": _changes,
}
"""What can be written as CSV."""


def json_fields(view: ClassView) -> Fields:
    """All of the report, as JSON takes it."""
    return asdict(view)
