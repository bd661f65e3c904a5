"""`study serve`: the app in a browser."""

import os
from pathlib import Path

import click

from decks.text import one_line
from study.cli.context import Told
from study.cli.exits import Exit
from study.output import narrate, write
from study.serving.addresses import LOOPBACK, PORT, BadAddress, Place, listen, public_url
from study.serving.learners import BadLearners, Learner, learners_of, named, read_names


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, metavar="HOST", help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port; 0 for any free one.",
)
@click.option(
    "--public-url", "public", metavar="URL", help="What browsers open where a proxy stands before this."
)
@click.option(
    "--learner",
    "names",
    multiple=True,
    metavar="NAME",
    help="A learner with progress of their own; may be repeated.",
)
@click.option(
    "--learners",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A TOML file that names learners, a table for each.",
)
@click.option("--token", is_flag=True, help="Ask for the link's token on this computer, too.")
@click.option("--new-links", is_flag=True, help="Make new links; former ones open nothing any more.")
def serve(
    host: str,
    port: int,
    public: str | None,
    names: tuple[str, ...],
    file: Path | None,
    token: bool,
    new_links: bool,
) -> Exit:
    """Serve the app to browsers, until Ctrl+C.

    On this computer alone, as it usually is, http://127.0.0.1:8000/ opens it, with your own progress. Elsewhere the link that
    is written opens it, and nothing else does: it holds a token. Links go on working until --new-links makes others.

    With --learner or --learners, each learner gets a link, and the link alone says whose progress it opens. It is kept in
    the folder learners/NAME beside your own; decks are those of your deck folder. In FILE stands a line such as [anna] for
    each, and where a school's database is used, below it database = "…", the address that study class add-learner wrote.
    """
    try:
        from study.serving.server import serve as serve_until_told
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise Told(
            "To serve the app, install what that takes: python -m pip install 'rolecall[web]'."
        ) from None
    import asyncio

    try:
        address = public_url(public) if public else ""
        learners = _learners(names, file, fresh=new_links)
        listening, loopback = listen(host, port)
    except (BadAddress, BadLearners) as wrong:
        raise Told(wrong, Exit.USAGE if isinstance(wrong, BadAddress) else Exit.PROBLEMS) from None
    place = Place(host, listening.getsockname()[1], address, loopback)
    if not (place.guarded or token or learners[0].name):
        learners = [Learner("", None, "")]
    try:
        asyncio.run(serve_until_told(listening, place, learners, os.environ, lambda: _tell(place, learners)))
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    return Exit.FINE


def _learners(names: tuple[str, ...], file: Path | None, *, fresh: bool) -> list[Learner]:
    from progress.locations import DATABASE_VARIABLE, locate

    wanted = named(names)
    if file is not None:
        read = read_names(file)
        for name in wanted:
            if name in read:
                raise BadLearners(
                    f"“{name}” stands in {one_line(str(file))} already; leave out --learner {name}."
                )
        wanted |= read
    locations = locate(os.environ)
    if wanted and locations.address and not all(wanted.values()):
        raise BadLearners(
            f"{DATABASE_VARIABLE} is set, and holds one login; each learner needs their own: give it in the file of --learners."
        )
    return learners_of(locations.home.absolute(), wanted, fresh=fresh)


def _tell(place: Place, learners: list[Learner]) -> None:
    """Write the links, one a line, and on standard error what to know of them."""
    width = max(len(learner.name) for learner in learners)
    for learner in learners:
        link = f"{place.url}?token={learner.token}" if learner.token else place.url
        write(f"{learner.name:{width}}  {link}" if learner.name else link)
    if place.guarded and not place.secure:
        narrate(
            "Without HTTPS, whoever can listen in on this network can read along; outside your own home, put a proxy that speaks it before this: --public-url"
        )
    if learners[0].token:
        narrate("Whoever has a link has that progress. Ctrl+C ends the program.")
    else:
        narrate("Only this computer reaches it. Ctrl+C ends the program.")
