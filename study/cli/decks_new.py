"""`study decks new`: a deck to start from."""

import shlex
import sys
from pathlib import Path

import click

from decks.text import is_slug, one_line, slug_of
from study.cli.context import Told, opened
from study.cli.exits import Exit
from study.cli.files import replaced
from study.output import narrate, write


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[PATH]")
@click.option("--title", default="", metavar="TEXT", help="What the deck is called.")
@click.option("--role", "roles", multiple=True, metavar="TITLE", help="A first role; may be given again.")
@click.option("--slug", default="", metavar="ID", help="The deck's id; made from the title without it.")
@click.option("--schema/--no-schema", default=True, help="Put the schema for editors beside it (as it does).")
@click.option("--force", is_flag=True, help="Replace a file that is there; it is kept beside.")
def new(path: Path | None, title: str, roles: tuple[str, ...], slug: str, schema: bool, force: bool) -> None:
    """Write a commented deck to start from.

    PATH is a YAML file, or a folder to put deck.yaml into. Without it the deck goes into your deck folder, where the
    app finds it. On a terminal you are asked for the title and the first roles; without roles you get an example.
    """
    from decks.aside import set_aside
    from decks.format.json_schema import FILE, schema_text
    from decks.format.starter import starter

    if not title and sys.stdin.isatty() and sys.stderr.isatty():
        title, roles = _asked(roles)
    title, roles = one_line(title), tuple(filter(None, map(one_line, roles)))
    if not title:
        raise Told("Say what the deck is called: study decks new --title “Operating theatre”", Exit.USAGE)
    name = _slug(slug, title)
    twice = next((role for role in roles if roles.count(role) > 1), None)
    if twice:
        raise Told(f"The role “{twice}” is named twice.", Exit.USAGE)
    target = _target(path, name)
    if (target.exists() or target.is_symlink()) and not force:
        raise Told(
            f"There is a file {one_line(str(target))} already; name another, or add --force to replace it."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = set_aside(target) if target.exists() or target.is_symlink() else None
    except OSError as error:
        raise Told(f"{one_line(str(target))} cannot be written: {error.strerror or error}.") from None
    with replaced(target) as file:
        file.write(starter(title, name, roles, schema=FILE if schema else ""))
    beside = target.parent / FILE
    if schema and not beside.exists():
        with replaced(beside) as file:
            file.write(schema_text())
    if kept:
        narrate(f"What was there is now {kept}")
    write(str(target))
    narrate(f"Edit it, then: study decks check {shlex.quote(str(target))}")


def _asked(roles: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    title = click.prompt("Title of the deck", err=True)
    found = list(roles)
    if not found:
        narrate("The first roles, one a line; an empty line ends. (Without any you get an example.)")
        while answer := click.prompt(f"Role {len(found) + 1}", default="", show_default=False, err=True):
            found.append(answer)
    return title, tuple(found)


def _slug(given: str, title: str) -> str:
    """The deck's id. Raises `Told` where what was given is none."""
    if not given:
        return slug_of(title) or "deck"
    if not is_slug(given):
        near = slug_of(given)
        advice = f"; write it as {near}" if near else ""
        what = "an id has lower-case letters, digits and single hyphens"
        raise Told(f"“{one_line(given)}” is no id: {what}{advice}.", Exit.USAGE)
    return given


def _target(path: Path | None, name: str) -> Path:
    from decks.library import SUFFIXES
    from decks.reading.files import MAIN_FILE

    if path is None:
        with opened() as study:
            return study.locations.decks / f"{name}.yaml"
    if path.suffix.lower() in SUFFIXES and not path.is_dir():
        return path
    return path / MAIN_FILE
