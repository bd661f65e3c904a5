"""`study progress check`: whether everything is as it should be."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from study.cli.bar import progress_bar
from study.cli.context import format_option, opened, own_file
from study.cli.exits import Exit
from study.cli.listing import listing
from study.output import Fields, counted, narrate, text_width, wrapped

if TYPE_CHECKING:
    from progress.safety.checkup import Finding


@click.command()
@format_option("text", "json", "jsonl")
def check(form: str) -> Exit:
    """Whether all is as it should be.

    All of your progress is looked through, and nothing changed.

    Whether the file is whole, whether its log is, and whether replaying the log gives, bit for bit, the memories that are
    worked with. Notes are no problems; where there are problems, the exit code is 1.
    """
    from progress.safety.checkup import Severity
    from progress.safety.checkup import check as look_through

    with opened() as study, progress_bar("Replaying") as report:
        database = own_file(
            study,
            "Whoever looks after it checks it with pg_amcheck; study progress rebuild works your memories out anew.",
        )
        found = look_through(database, study.now(), study.scheduler, report)
    listing(form, map(_fields, found), _lines)
    problems = sum(finding.severity is not Severity.NOTE for finding in found)
    if form == "text":
        narrate(
            f"{counted(problems, 'problem')} found in {database}" if problems else f"{database} is in order."
        )
    return Exit.PROBLEMS if problems else Exit.FINE


def _fields(finding: "Finding") -> Fields:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "what": finding.what,
        "advice": finding.advice,
    }


def _lines(records: Iterable[Fields]) -> Iterator[str]:
    for record in records:
        yield from wrapped(f"{record['severity']}: {record['what']}", text_width(), "", "  ")
        yield from wrapped(str(record["advice"]), text_width(), "  ", "  ")
