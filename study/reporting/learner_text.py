"""The report on a learner as lines for a terminal or a text file."""

from collections.abc import Iterator

from study.output import Column, table, wrapped
from study.reporting.learner_sections import Section, Table
from study.reporting.learner_view import LearnerView

WIDTH = 80
"""Columns of a text that goes to no terminal."""


def learner_lines(view: LearnerView, width: int) -> Iterator[str]:
    """The report in lines of at most so many columns."""
    yield from wrapped(view.title, width)
    yield from wrapped(view.subtitle, width)
    for sentence in view.lead:
        yield ""
        yield from wrapped(sentence, width)
    if view.tiles:
        yield ""
        rows = [(tile.figure, f"{tile.name}, {tile.range}") for tile in view.tiles]
        yield from table((Column("", right=True), Column("")), rows, width)[1:]
    for section in view.summary:
        yield from _section(section, width)
    if view.details:
        yield from ("", "", "DETAILS")
    for section in view.details:
        yield from _section(section, width)
    yield ""
    yield from wrapped(view.footer, width)


def _section(section: Section, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(section.title.upper(), width)
    for sentence in section.sentences:
        yield from wrapped(sentence, width, "- ", "  ")
    if section.table is not None:
        yield from wrapped(section.table.caption, width)
        yield from _table(section.table, width)
    for note in section.notes:
        yield from wrapped(note, width, "- ", "  ")


def _table(shown: Table, width: int) -> Iterator[str]:
    columns = [Column(head, right=place in shown.numbers) for place, head in enumerate(shown.heads)]
    rows: list[tuple[str, ...] | str] = []
    for heading, found in shown.groups():
        rows += [f"{heading}:"] * bool(heading)
        rows += [row.cells for row in found]
    return iter(table(columns, rows, width))
