"""`study class report`: what a class's answers say of its topics, its students and the questions."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.bar import progress_bar
from study.cli.context import Told, opened
from study.cli.exits import Exit
from study.cli.files import put
from study.output import counted, json_text, narrate, text_width

if TYPE_CHECKING:
    from decks.model import Deck, Question
    from progress.classes.catalogue import Catalogue
    from progress.classes.gathering import Gathered
    from study.core import Study
    from study.reporting.class_rows import ClassView

_TABLES = ("questions", "options", "topics", "students", "changes")
_BY_NAME = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=_PATH, metavar="[FILES...]")
@click.option(
    "--database",
    metavar="URL",
    help="A school's database, with an instructor's login, in the place of FILES.",
)
@click.option("--deck", metavar="DECK", help="Report on this deck; else the one that most answers are on.")
@click.option(
    "--key", type=_PATH, metavar="FILE", help="CSV of pseudonym and name, to call students by name."
)
@click.option("--groups", type=_PATH, metavar="FILE", help="CSV of pseudonym and group, to compare groups.")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "csv", "json"]), default=None,
    help="How to write it.  [default: as FILE ends, or text]",
)  # fmt: skip
@click.option(
    "--table", type=click.Choice(_TABLES), default=None, help="What to write as CSV.  [default: questions]"
)
@click.option("-o", "--output", "target", type=_PATH, metavar="FILE", help="Write there.")
def report(
    files: tuple[Path, ...],
    database: str | None,
    deck: str | None,
    key: Path | None,
    groups: Path | None,
    form: str | None,
    table: str | None,
    target: Path | None,
) -> int:
    """Weak topics, who needs help, and which questions are at fault.

    FILES are what students have written with `study progress export --anonymous`.
    """
    from progress.classes.account import Odd
    from study.cli.class_files import exports, likely_deck, read_into
    from study.cli.class_lists import read_list
    from study.cli.class_server import first_deck_of, read_database_into

    form = form or (_BY_NAME.get(target.suffix.lower(), "text") if target else "text")
    if table and form != "csv":
        raise click.UsageError("--table goes with --format csv.")
    if bool(files) == bool(database):
        raise click.UsageError("Name FILES, or a database with --database.")
    names = read_list(key, "name") if key else {}
    members = read_list(groups, "group") if groups else {}
    sources = exports(files)
    with opened() as study:
        slug, found, questions, catalogue = _deck(
            study, deck, lambda: first_deck_of(database) if database else likely_deck(sources)
        )
        gathered = _gathering(study, slug, catalogue)
        with progress_bar("Reading answers") as step:
            if database:
                members = read_database_into(gathered, database, step) | members
            else:
                read_into(gathered, sources, step)
        view = _view(study, gathered, slug, found, questions, members, names)
    for unknown, path in ((set(names) - set(gathered.students), key), (set(members) - set(gathered.students), groups)):  # fmt: skip
        if unknown and path:
            narrate(f"{one_line(str(path))}: {counted(len(unknown), 'pseudonym')} without any answers here.")
    if not view.students:
        for odd in view.oddities:
            narrate(str(odd["sentence"]))
        raise Told("There are no answers to report on.")
    put(_written(view, form, table, target), target)
    return Exit.PROBLEMS if gathered.account.times(Odd.UNREADABLE) else Exit.FINE


def _deck(
    study: "Study", asked: str | None, guess: Callable[[], str]
) -> "tuple[str, Deck | None, Mapping[str, Question], Catalogue]":
    """The deck with what is looked up in it. One that nobody asked for by name need not be at hand."""
    from decks.library import DeckNotFound
    from progress.classes.catalogue import Catalogue
    from progress.classes.given import deck_version
    from progress.storage.digests import digest_of

    slug = asked or guess()
    try:
        deck = study.deck(slug) if slug else None
    except DeckNotFound:
        if asked:
            raise
        deck = None
    if deck is None:
        return slug, None, {}, Catalogue()
    cards, questions = study.cards(deck), study.questions(deck)
    version = deck_version(digest_of(cards, deck.renames))
    catalogue = Catalogue(cards, questions, deck.topics, deck.renames, version)
    return deck.id, deck, catalogue.questions, catalogue


def _gathering(study: "Study", slug: str, catalogue: "Catalogue") -> "Gathered":
    from datetime import timedelta

    from progress.classes.gathering import Gathered

    # A day more than here, for the students' own day may have begun already.
    latest = (study.now() + timedelta(days=1)).date()
    return Gathered(catalogue, slug, latest.toordinal())


def _view(
    study: "Study",
    gathered: "Gathered",
    slug: str,
    deck: "Deck | None",
    questions: "Mapping[str, Question]",
    members: Mapping[str, str],
    names: Mapping[str, str],
) -> "ClassView":
    from progress.classes.report import class_report
    from study.reporting.class_view import class_view

    with progress_bar("Working it out") as step:
        found = class_report(gathered, members, step)
    today = study.days.day_of(study.now())
    return class_view(found, slug, deck, questions, gathered.catalogue.version, today, names)


def _written(view: "ClassView", form: str, table: str | None, target: Path | None) -> str:
    if form == "html":
        from study.reporting.class_page import class_page

        return class_page(view)
    if form == "text":
        from study.reporting.class_text import class_lines

        return "\n".join(class_lines(view, text_width() if target is None else 100))
    from study.reporting.class_tables import csv_text, json_fields

    return json_text(json_fields(view)) if form == "json" else csv_text(view, table or _TABLES[0])
