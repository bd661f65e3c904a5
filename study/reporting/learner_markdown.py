"""The report on a learner as Markdown (CommonMark with GitHub's tables), every text in it as text."""

import re
from collections.abc import Iterator

from decks.text import one_line
from study.reporting.learner_sections import Section, Table
from study.reporting.learner_view import LearnerView

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$@^])")
_LINK = re.compile(r"(?i)(?<=www)\.|:(?=//)")
_START = re.compile(r"^(\d*)([-+=.)])(?=\s|[-=]|$)")
"""What makes a list, a rule or a heading at the start of a line."""


def escaped(text: str) -> str:
    """Text that no Markdown is read out of, on one line."""
    found = _LINK.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", one_line(text)))
    return _START.sub(r"\1\\\2", found)


def learner_markdown(view: LearnerView) -> str:
    """The document."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: LearnerView) -> Iterator[str]:
    yield f"# {escaped(view.title)}"
    yield ""
    yield escaped(view.subtitle)
    for sentence in view.lead:
        yield ""
        yield f"> {escaped(sentence)}"
    if view.tiles:
        yield ""
        for tile in view.tiles:
            yield f"- **{escaped(tile.figure)}** {escaped(f'{tile.name}, {tile.range}')}"
    for section in view.summary:
        yield from _section(section, "##")
    if view.details:
        yield from ("", "## Details")
    for section in view.details:
        yield from _section(section, "###")
    yield from ("", "---", "", escaped(view.footer))


def _section(section: Section, mark: str) -> Iterator[str]:
    yield from ("", f"{mark} {escaped(section.title)}", "")
    for sentence in section.sentences:
        yield f"- {escaped(sentence)}"
    if section.table is not None:
        if section.sentences:
            yield ""
        yield escaped(section.table.caption)
        yield ""
        yield from _table(section.table)
    if section.notes:
        yield ""
    for note in section.notes:
        yield f"- {escaped(note)}"


def _table(shown: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, shown.heads))} |"
    yield f"| {' | '.join('---:' if place in shown.numbers else '---' for place in range(len(shown.heads)))} |"
    for heading, rows in shown.groups():
        if heading:
            yield f"| **{escaped(heading)}** |{' |' * (len(shown.heads) - 1)}"
        for row in rows:
            yield f"| {' | '.join(map(escaped, row.cells))} |"
