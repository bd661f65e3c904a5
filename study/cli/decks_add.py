"""`study decks add`, `copy` and `remove`: what is in the learner's own deck folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import is_slug, one_line, slug_of
from study.cli.context import Told, opened
from study.cli.exits import Exit
from study.output import counted, narrate, write

if TYPE_CHECKING:
    from decks.library import Loaded
    from study.core import Study


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--link", is_flag=True, help="Link to it in place of copying: edits there are seen at once.")
@click.option("--replace", is_flag=True, help="Take the place of a deck of the same id; that one is kept.")
@click.option("--force", is_flag=True, help="Add it in spite of errors; what is unsound is left out.")
def add(path: Path, link: bool, replace: bool, force: bool) -> None:
    """Put a deck into your deck folder, where the app finds it.

    PATH is a deck's file or folder. It is checked first, and refused where it has errors.
    """
    from decks.adding import NotAdded, add_deck
    from decks.checking.checks import check
    from decks.library import load_file
    from decks.problems import Severity

    with opened() as study:
        loaded = load_file(path, bundled=False)
        deck = loaded.deck
        found = check(deck, loaded.problems) if deck else loaded.problems
        errors = [each for each in found if each.severity is Severity.ERROR]
        for problem in errors:
            write(str(problem))
        if deck is None:
            raise Told(f"{one_line(str(path))} is no deck that can be used.")
        if errors and not force:
            what = counted(len(errors), "error")
            raise Told(f"The deck “{deck.id}” was not added, for it has {what}; mend it, or add --force.")
        hidden = _bundled(deck.id)
        try:
            added = add_deck(path, deck, study.locations.decks, link=link, replace=replace)
        except NotAdded as error:
            raise Told(error) from None
    if added.kept:
        narrate(
            f"The one that was there is now {added.kept}; cards whose ids are the same keep their progress."
        )
    if hidden:
        narrate(
            f"It takes the place of the bundled deck “{deck.id}”; cards whose ids are the same keep their progress."
        )
    narrate(f"{'Linked' if link else 'Added'} “{deck.id}”; learn with it: study review {deck.id}")
    write(str(added.path))


@click.command()
@click.argument("deck", metavar="DECK")
@click.option(
    "--as", "name", default="", metavar="ID", help="The copy's own id; its progress then starts anew."
)
def copy(deck: str, name: str) -> None:
    """Copy a deck into your deck folder, to edit it there.

    A copy under the same id takes the place of the bundled deck, and progress goes on. With --as it is a deck of its own.
    """
    from decks.adding import NotAdded, copy_deck

    if name and not is_slug(name):
        near = slug_of(name)
        advice = f"; write it as {near}" if near else ""
        what = "an id has lower-case letters, digits and single hyphens"
        raise Told(f"“{one_line(name)}” is no id: {what}{advice}.", Exit.USAGE)
    with opened() as study:
        loaded = _loaded(study, deck)
        if loaded.deck is None:
            raise Told(f"{loaded.path} is no deck that can be used.")
        try:
            copied = copy_deck(loaded.path, loaded.deck, study.locations.decks, name or loaded.deck.id)
        except NotAdded as error:
            raise Told(error) from None
    if name and name != loaded.deck.id:
        narrate(f"A deck of its own: “{name}” has no progress yet.")
    elif loaded.bundled:
        narrate("It takes the place of the bundled deck, and progress goes on: change words, but no ids.")
    write(str(copied.path))


@click.command()
@click.argument("deck", metavar="DECK")
def remove(deck: str) -> None:
    """Take a deck out of your deck folder.

    Its file is kept there under a hidden name, and so is all progress; of a linked deck only the link goes.
    """
    from decks.adding import NotAdded, remove_deck

    with opened() as study:
        try:
            kept = remove_deck(_loaded(study, deck), study.locations.decks)
        except NotAdded as error:
            raise Told(error) from None
        back = _bundled(deck)
    narrate(f"Its file is now {kept}" if kept else "Only the link was removed; the deck is where it was.")
    if back:
        narrate(f"The bundled deck “{deck}” is to be seen again.")


def _loaded(study: "Study", name: str) -> "Loaded":
    from decks.library import Library

    return Library([study.locations.decks]).load(name)


def _bundled(name: str) -> bool:
    """Whether a bundled deck has this id."""
    from decks.library import Library

    return any(each.deck is not None and each.deck.id == name for each in Library([]).load_all())
