"""`study decks draft`: a deck to look over, made from documents that describe roles."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import is_slug, one_line
from study.cli.context import Told
from study.cli.exits import Exit
from study.output import counted, narrate

if TYPE_CHECKING:
    from decks.drafting.drafting import Draft

_MOST_SHOWN = 20


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the deck to this file; without it, to standard output."
)
@click.option("--title", default="", help="The deck's title; without it, that of the first document.")
@click.option(
    "--slug", default="", help="The deck's id, such as kitchen-roles; without it, made from the title."
)
@click.option("--force", is_flag=True, help="Write over a FILE that is there already.")
def draft(sources: tuple[str, ...], output: str | None, title: str, slug: str, force: bool) -> Exit:
    """Draft a deck from documents that describe roles.

    SOURCE is a plain text, Markdown, a web page (HTML), a Word document (.docx) or a PDF; several make one deck. Each fact
    has a comment with the line it came from, and what is uncertain bears “review: true”: look the draft over, then
    `study decks check` it. What could not be placed is named at its end.
    """
    from decks.drafting.drafting import draft as make
    from decks.drafting.problems import Unreadable
    from study.cli.files import replaced

    if slug and not is_slug(slug):
        raise Told(
            f"“{one_line(slug)}” is not an id (lower-case letters, digits, single hyphens).", Exit.USAGE
        )
    if output and not force and Path(output).is_file() and Path(output).stat().st_size:
        raise Told(
            f"{one_line(output)} is there already; name another file, or write over it with --force.",
            Exit.USAGE,
        )
    try:
        made = make([(Path(source), _shown(source, sources)) for source in sources], title=title, slug=slug)
    except Unreadable as error:
        raise Told(error) from None
    if output:
        with replaced(Path(output)) as file:
            file.write(made.text)
    else:
        sys.stdout.write(made.text)
    _tell(made, output)
    return Exit.FINE if made.roles else Exit.PROBLEMS


def _shown(source: str, sources: Sequence[str]) -> str:
    """What a document is called: its name without the folder, where that tells it from the others."""
    name = Path(source).name
    return name if sum(Path(other).name == name for other in sources) == 1 else source


def _tell(made: "Draft", output: str | None) -> None:
    """Say what was found, what is to be looked over and what was not placed."""
    from decks.drafting.writing import spans

    several = len(made.documents) > 1
    for one in made.unplaced[:_MOST_SHOWN]:
        name = f"{made.documents[one.document].name} " if several else ""
        page = f"page {one.page}, " if one.page else ""
        narrate(f"Not placed: {name}{page}line {one.line}: {one.quote} … ({one.why})")
    if len(made.unplaced) > _MOST_SHOWN:
        narrate(f"… and {len(made.unplaced) - _MOST_SHOWN} more, listed at the end of the draft.")
    for document in made.documents:
        if document.furniture:
            lines = spans([block.line for block in document.furniture])
            narrate(f"Left out of {document.name} as belonging to the page: lines {lines}")
    facts = [fact for role in made.roles for fact in role.facts]
    unsure = sum(not fact.sure for fact in facts) + sum(not role.sure for role in made.roles)
    if not made.roles:
        narrate(
            "No role was found: give each role a heading of its own, or begin its description with “A … is” or “A … does”."
        )
        return
    narrate(
        f"{counted(len(made.roles), 'role')} and {counted(len(facts), 'fact')}, {unsure} of them to look over (review: true)."
    )
    if output:
        narrate(f"Next: study decks check {output}")
