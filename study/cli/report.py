"""`study report`: what a learner's answers on a deck say, as one page with details after it."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, deck_argument, opened
from study.cli.days import Day
from study.cli.files import put, replaced
from study.output import ReaderGone, json_text, narrate, text_width

if TYPE_CHECKING:
    from progress.reporting.reports import Report

_FORMATS = ("text", "markdown", "html", "json", "csv", "pdf")
_BY_NAME = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json",
    ".csv": "csv", ".pdf": "pdf",
}  # fmt: skip
_TABLES = ("topics", "roles", "confusions", "days", "weeks", "questions", "leeches")


@click.command()
@deck_argument
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default=None,
    help="How to write it.  [default: as FILE ends, or text]",
)  # fmt: skip
@click.option(
    "--table", type=click.Choice(_TABLES), default=None, help="What to write as CSV.  [default: topics]"
)
@click.option(
    "--since", type=Day(),
    help="Count what you did from this day on, YYYY-MM-DD; where you stand rests on all answers.",
)  # fmt: skip
@click.option(
    "--anonymous", is_flag=True, help="With a pseudonym that only you can resolve, and without your notes."
)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write there."
)
def report(
    deck: str | None,
    form: str | None,
    table: str | None,
    since: date | None,
    anonymous: bool,
    target: Path | None,
) -> None:
    """Strengths, weak topics, confusions and a forecast, with how sure all that is.

    One page first, then every topic and role, recall, the weeks, and what is missed most. FILE is replaced as a whole or
    not at all.
    """
    form = form or (_BY_NAME.get(target.suffix.lower(), "text") if target else "text")
    if table and form != "csv":
        raise click.UsageError("--table goes with --format csv.")
    if form == "pdf" and target is None and sys.stdout.isatty():
        raise click.UsageError("A PDF is not for a terminal: name a file with -o, or pipe it on.")
    from progress.garbage import not_looked_for

    with not_looked_for(), opened() as study:
        from study.reporting.learner_report import learner_report

        chosen = study.deck(deck) if deck else study.default_deck()
        today = study.days.day_of(study.now())
        if since and since > today:
            raise click.UsageError(
                f"--since is {since}, and today is {today}: there is nothing to count yet."
            )
        found = learner_report(study, chosen, since, anonymous=anonymous)
    if form == "pdf":
        _put_bytes(_pdf(found), target)
    else:
        put(_written(found, form, table or _TABLES[0], target), target)


def _written(found: "Report", form: str, table: str, target: Path | None) -> str:
    if form in ("json", "csv"):
        from study.reporting.learner_tables import csv_text, json_fields

        return json_text(json_fields(found)) if form == "json" else csv_text(found, table)
    from study.reporting.learner_view import learner_view

    view = learner_view(found)
    if form == "html":
        from study.reporting.learner_page import learner_page

        return learner_page(view)
    if form == "markdown":
        from study.reporting.learner_markdown import learner_markdown

        return learner_markdown(view)
    from study.reporting.learner_text import WIDTH, learner_lines

    return "\n".join(learner_lines(view, (text_width() if target is None else None) or WIDTH))


def _pdf(found: "Report") -> bytes:
    from study.reporting.learner_page import learner_page
    from study.reporting.learner_pdf import NoPdf, learner_pdf
    from study.reporting.learner_view import learner_view

    try:
        return learner_pdf(learner_page(learner_view(found)))
    except NoPdf as error:
        raise Told(error) from None


def _put_bytes(data: bytes, target: Path | None) -> None:
    if target is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise ReaderGone from None
        return
    with replaced(target) as file:
        file.buffer.write(data)
    narrate(f"Wrote {one_line(str(target))}")
