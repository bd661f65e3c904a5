"""Reading what a deck says of the exam that it prepares for."""

from datetime import date
from math import isfinite

from decks.format.schema import EXAM
from decks.model import Exam
from decks.reading.fields import Fields, scalar
from decks.reading.names import Names
from decks.reading.tree import Node
from decks.text import one_line


def read_exam(fields: Fields, names: Names) -> Exam | None:
    """The exam of a deck; None where it names none, or nothing of it can be used."""
    node = fields.values.get("exam")
    each = Fields.of(node, EXAM, names.notes) if node is not None else None
    if each is None:
        return None
    weights = []
    for key, value in each.pairs("weights"):
        topic = one_line(key.value)
        if topic not in names.topics:
            advice = names.notes.nearest(topic, list(names.topics)) or f"add it to “topics”: “{topic}: …”"
            names.notes.error(key, "D203", f"the deck has no topic “{topic}”", advice)
            continue
        weight = _number(value, f"the weight of “{topic}”", names, most=1_000_000)
        if weight is not None:
            weights.append((topic, weight))
    mark = each.values.get("pass_mark")
    return Exam(
        date=_date(each, names),
        pass_mark=_number(mark, "“pass_mark”", names, most=100) if mark is not None else None,
        weights=tuple(weights),
    )


def _date(fields: Fields, names: Names) -> str:
    value = fields.text("date")
    if not value:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        names.notes.error(
            fields.values["date"],
            "D120",
            f"“{value}” is not a date",
            "write it as year-month-day: 2027-06-14",
        )
        return ""


def _number(node: Node, name: str, names: Names, most: float) -> float | None:
    """A number above 0 and at most `most`."""
    text = scalar(node, name, names.notes)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if isfinite(number) and 0 < number <= most:
        return number
    names.notes.error(
        node,
        "D120",
        f"{name} is a number above 0 and at most {most:,.0f}, not “{text}”",
        "write such a number, without a sign",
    )
    return None
