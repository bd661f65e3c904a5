"""`study decks schema`: the deck format as JSON Schema, for editors."""

from pathlib import Path

import click

from study.cli.files import replaced
from study.output import narrate, write


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file.")
@click.option("--part", is_flag=True, help="The schema of files that a deck includes.")
@click.option("--path", "place", is_flag=True, help="Only say where the installed schema lies.")
def schema(output: Path | None, part: bool, place: bool) -> None:
    """The deck format as JSON Schema: with it, editors complete and underline.

    Keep it beside your deck, and let the deck's first line be the comment

    \b
    # yaml-language-server: $schema=deck.schema.json

    which VS Code (with the YAML extension), Neovim and Helix (with yaml-language-server) understand.
    """
    from decks.format import json_schema as schema_json  # loads the YAML parser, which help does without

    name = schema_json.PART_FILE if part else schema_json.FILE
    if place:
        write(str(Path(schema_json.__file__).parent / name))
        return
    text = schema_json.schema_text(part=part)
    if output is None:
        write(text.removesuffix("\n"))
        return
    target = output / name if output.is_dir() else output
    with replaced(target) as file:
        file.write(text)
    narrate(f"Wrote {target}")
