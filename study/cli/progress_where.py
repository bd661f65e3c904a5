"""`study progress where`: the places of everything that is kept."""

import click

from decks.text import one_line
from study.cli.context import format_option, opened
from study.output import json_text, write


@click.command()
@format_option("text", "json")
def where(form: str) -> None:
    """Paths of everything that is kept."""
    with opened() as study:
        places = study.locations
        database: object = places.database
        if places.address:
            from progress.server.servers import Server

            database = Server(places.address)
    paths = {"home": places.home, "database": database, "decks": places.decks, "log": places.log}
    if form == "json":
        write(json_text({name: str(path) for name, path in paths.items()}))
    else:
        for name, path in paths.items():
            write(f"{name:<9} {one_line(str(path))}")
