"""`study progress rebuild`: the memories worked out anew."""

import click

from study.cli.bar import progress_bar
from study.cli.context import Told, opened
from study.output import counted, narrate


@click.command()
def rebuild() -> None:
    """Work all memories out anew from the log.

    The whole log of answers is replayed into what is remembered of each card, all at once or not at all. It changes nothing where all is in order; what it changes is said.
    """
    from progress.safety.checkup import rebuild as replay

    with opened() as study:
        if study.locations.address:
            with progress_bar("Replaying") as report:
                cards = study.store.rebuild(report)
            narrate(f"Replayed the log: {counted(cards, 'card')}.")
            return
        database = study.locations.database
        if not database.exists():
            raise Told("There is nothing to replay yet: no answer was given here.")
        cards = len(study.store.memories())  # which also brings an older database to the present format
        study.close()
        with progress_bar("Replaying") as report:
            changes = replay(database, study.scheduler, report)
    narrate(
        f"Replayed the log: {counted(cards + changes['card_state'].more - changes['card_state'].less, 'card')}."
    )
    changed = [change for change in changes.values() if change.cards]
    if not changed:
        narrate("Nothing changed.")
    for change in changed:
        narrate(
            f"Changed: {change.other} different, {change.more} new, {change.less} gone, such as {change.cards[0]}."
        )
