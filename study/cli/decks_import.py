"""`study decks import`: decks from classifications of occupations and other tables."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.importing.limits import LISTED_TITLES, OTHER_TITLES, THINGS
from decks.text import is_slug, one_line
from study.cli.context import F, Told
from study.cli.exits import Exit
from study.cli.importing import check_target, import_into, show, size_of, told

if TYPE_CHECKING:
    from decks.importing.occupations import Imported
    from decks.importing.rows import Step


@click.group(name="import")
def import_decks() -> None:
    """Decks from classifications of occupations and from other tables.

    The deck goes to standard output, or into FILE with -o; edit it like any other afterwards.
    """


def _shared(command: F) -> F:
    for option in reversed(
        (
            click.option(
                "-o",
                "--output",
                "target",
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="Write the deck there.",
            ),
            click.option("--force", is_flag=True, help="Replace a file that is there; it is kept beside."),
            click.option("--deck", "name", default="", metavar="ID", help="The deck's id."),
            click.option("--title", default="", metavar="TEXT", help="The deck's title."),
            click.option(
                "--codes",
                multiple=True,
                metavar="PATTERN",
                help="Only occupations with these codes, such as 29-2* or 3211,32*; may be given again.",
            ),
            click.option(
                "--titles",
                multiple=True,
                metavar="PATTERN",
                help="Only, or also, those with such titles: a part of it, or a pattern with *; may be given again.",
            ),
        )
    ):
        command = option(command)
    return command


def _most(option: str, number: int, what: str) -> Callable[[F], F]:
    return click.option(
        option,
        type=click.IntRange(min=0),
        default=number,
        show_default=True,
        metavar="N",
        help=f"How many {what} a role gets at most.",
    )


@import_decks.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@_shared
@_most("--other-titles", OTHER_TITLES, "other titles")
@_most("--equipment", THINGS, "pieces of equipment")
def onet(
    folder: Path,
    target: Path | None,
    force: bool,
    name: str,
    title: str,
    codes: tuple[str, ...],
    titles: tuple[str, ...],
    other_titles: int,
    equipment: int,
) -> None:
    """O*NET's database, unpacked from its text release into DIR.

    Tasks become duties, descriptions definitions, tools equipment and the job zone a requirement. What occupations share is
    listed once and names them all. Topics are the groups of the Standard Occupational Classification.
    """
    from decks.importing.onet import onet_size, read_onet

    with told():
        check_target(target, force, name)
        size = onet_size(folder)

    def read(step: "Step") -> "Imported":
        return read_onet(folder, _patterns(codes), titles, step)

    import_into(read, size, target, force, name, title, other_titles, equipment)


@import_decks.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="XLSX")
@_shared
@_most("--other-titles", LISTED_TITLES, "other titles")
@click.option(
    "--groups/--no-groups",
    default=True,
    help="Make roles of the groups above the unit groups too (as it does).",
)
def isco08(
    path: Path,
    target: Path | None,
    force: bool,
    name: str,
    title: str,
    codes: tuple[str, ...],
    titles: tuple[str, ...],
    other_titles: int,
    groups: bool,
) -> None:
    """ISCO-08, from the ILO's sheet of structure and definitions.

    Unit groups become roles with their tasks. The groups above them become roles with a definition alone, of which the
    narrower ones are kinds; and topics. Included occupations become other titles, and so do excluded ones where they belong.
    """
    from decks.importing.isco08 import read_isco08

    with told():
        check_target(target, force, name)

    def read(step: "Step") -> "Imported":
        return read_isco08(path, _patterns(codes), titles, groups, step)

    import_into(read, size_of(path), target, force, name, title, other_titles)


def _columns(command: F) -> F:
    """An option for each field that a column can be for."""
    for field in reversed(
        ("title", "code", "definition", "tasks", "aliases", "equipment", "requirements", "topic")
    ):
        what = {"tasks": "duties", "aliases": "other titles"}.get(field, field)
        option = click.option(
            f"--{field}-column", multiple=True, metavar="NAME", help=f"The column of the {what}, by its name."
        )
        command = option(command)
    return command


@import_decks.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
@_columns
@click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=TEXT",
    help="Only rows with this text there; may be given again.",
)
@click.option("--bullet", default="", metavar="REGEX", help="What stands before each thing in a cell.")
@click.option("--separator", default="", metavar="REGEX", help="What stands between two things in a cell.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of an Excel file.")
@click.option(
    "--scheme", default="code", show_default=True, metavar="ID", help="The classification of the codes."
)
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="The language of the texts."
)
@click.option("--dry-run", is_flag=True, help="Only show what was understood of the table.")
@_shared
@_most("--other-titles", LISTED_TITLES, "other titles")
@_most("--equipment", THINGS, "pieces of equipment")
def table(
    path: Path,
    where: tuple[str, ...],
    bullet: str,
    separator: str,
    sheet: str,
    scheme: str,
    language: str,
    dry_run: bool,
    equipment: int,
    target: Path | None,
    force: bool,
    name: str,
    title: str,
    codes: tuple[str, ...],
    titles: tuple[str, ...],
    other_titles: int,
    **columns: tuple[str, ...],
) -> None:
    """Any table of roles: FILE is text (.csv, .tsv) or a sheet (.xlsx, .xls, .ods).

    The row that names the columns is found, and which column is which is told by their names; name those that are not
    found. A role may have several rows, one a duty. Look first at what was understood, with --dry-run.
    """
    from decks.importing.table import Mapped, read_table, understand

    with told():
        check_target(target, force, name)
    for what, text in (("scheme", scheme), ("language", language)):
        if not is_slug(text.lower()):
            raise Told(
                f"“{one_line(text)}” is no {what}: write letters, digits and single hyphens.", Exit.USAGE
            )
    given = {key.removesuffix("_column"): names for key, names in columns.items() if names}
    mapped = Mapped(given, _conditions(where), bullet, separator, sheet, language)
    if dry_run:
        with told():
            found = understand(path, mapped)
        show(path, found)
        return

    def read(step: "Step") -> "Imported":
        return read_table(path, understand(path, mapped, step), _patterns(codes), titles, scheme.lower())

    import_into(read, size_of(path), target, force, name, title, other_titles, equipment)


def _conditions(where: Sequence[str]) -> list[tuple[str, str]]:
    pairs = []
    for each in where:
        column, sign, text = each.partition("=")
        if not sign or not column.strip():
            raise Told(f"“{one_line(each)}” is no condition: write COLUMN=TEXT.", Exit.USAGE)
        pairs.append((column.strip(), text.strip()))
    return pairs


def _patterns(codes: Sequence[str]) -> list[str]:
    return [part.strip() for each in codes for part in each.split(",") if part.strip()]
