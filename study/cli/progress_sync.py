"""`study progress sync`: a folder that several devices share."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, opened
from study.cli.exchanging import know_decks
from study.cli.exits import Exit
from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.devices.syncing import Synced


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--mine", is_flag=True, help="All answers there are yours, from other devices; do not ask.")
@click.option(
    "--always/--never", default=None, help="Do so from now on when you begin and when you stop, or no more."
)
def sync(folder: Path | None, mine: bool, always: bool | None) -> Exit:
    """Share a folder with your other devices.

    What they put there comes in, and what they lack is added.

    DIR is a folder that Syncthing, a cloud drive, git or a stick carries from one device to the other; without it, the one
    that was said to be used always. Each device adds to a file of its own there and never touches another's.
    """
    from study.sharing import BadSetting, share, shared_folder

    with opened() as study:
        try:
            place = folder or shared_folder(study.locations)
        except BadSetting as bad:
            raise Told(bad) from None
        if always is False:
            share(study.locations, None)
            narrate("From now on no folder is kept in step on its own.")
            if folder is None:
                return Exit.FINE
        if place is None:
            raise Told("Name the folder that your devices share: study progress sync DIR", Exit.USAGE)
        if not place.is_dir():
            raise Told(f"There is no folder {one_line(str(place))}; make it first.", Exit.USAGE)
        from progress.devices import syncing

        others = syncing.strangers(study.store, place)
        adopt = list(others) if others and (mine or _are_mine(others.total())) else []
        done = syncing.sync(
            study.store,
            place,
            study.now(),
            adopt=adopt,
            database=None if study.locations.address else study.locations.database,
        )
        if done.received:
            know_decks(study, (card.partition(":")[0] for card in study.store.memories()))
        if always:
            narrate(
                f"From now on it is kept in step on its own, as {one_line(str(share(study.locations, place)))} says."
            )
    return _tell(done)


def _are_mine(count: int) -> bool:
    told = f"The folder holds {counted(count, 'answer')} of another learner."
    if not sys.stdin.isatty():
        narrate(f"{told} They are left out. If they are yours, say --mine.")
        return False
    narrate(told)
    return click.confirm("Are these your own answers, given on another device?", err=True)


def _tell(done: "Synced") -> Exit:
    for complaint in done.complaints:
        narrate(one_line(complaint))
    for device, count in sorted(done.received.items()):
        narrate(f"Received {counted(count, 'event')} of device {one_line(device)[:8]}")
    narrate(f"Received {counted(done.received.total(), 'event')} in all, wrote {done.sent}")
    return Exit.PROBLEMS if done.complaints else Exit.FINE
