"""`study progress backups`: what there is to go back to."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from study.cli.context import format_option, opened, own_file
from study.cli.listing import listing
from study.output import Column, Fields, narrate, table, text_width

if TYPE_CHECKING:
    from progress.safety.backups import Backup


@click.command()
@format_option("text", "json", "jsonl")
def backups(form: str) -> None:
    """The backups that there are, the latest first.

    `study progress restore NAME` brings one back.
    """
    from progress.safety.backups import folder_of, kept

    with opened() as study:
        database = own_file(
            study,
            "Whoever looks after it makes backups with pg_dump; study progress export --all writes your own answers.",
        )
        folder = folder_of(database)
        found = kept(database)
    listing(form, map(_fields, found), _lines)
    if form == "text":
        narrate(f"They are in {folder}" if found else f"There are no backups in {folder} yet.")


def _fields(backup: "Backup") -> Fields:
    from progress.problems import StoreProblem
    from progress.safety.copying import look_into

    fields: Fields = {
        "name": backup.path.name,
        "path": str(backup.path),
        "occasion": backup.occasion.value,
        "bytes": backup.size,
        "answers": None,
        "last": None,
        "problem": None,
    }
    try:
        content = look_into(backup.path)
    except StoreProblem as problem:
        return fields | {"problem": str(problem)}
    last = content.last.isoformat().replace("+00:00", "Z") if content.last else None
    return fields | {"answers": content.answers, "last": last}


def _lines(records: Iterable[Fields]) -> Iterator[str]:
    columns = (
        Column("Name"),
        Column("Made"),
        Column("Answers", right=True),
        Column("Last answer"),
        Column("MB", right=True),
    )
    rows = [
        [
            str(record["name"]),
            str(record["occasion"]),
            "damaged" if record["problem"] else str(record["answers"]),
            str(record["last"] or "")[:10],
            f"{int(str(record['bytes'])) / 2**20:.1f}",
        ]
        for record in records
    ]
    if rows:
        yield from table(columns, rows, text_width())
