"""`study progress import-anki`: the reviews that were done in Anki."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, opened
from study.cli.exchanging import recognition_of, some, take_in, would_take_in
from study.cli.exits import Exit
from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.exchange.anki import Found

_LONGEST = 60


@click.command(name="import-anki")
@click.argument("collection", type=click.Path(path_type=Path), metavar="COLLECTION")
@click.option(
    "--deck", "decks", multiple=True, metavar="DECK", help="Whose cards they are; all decks without it."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@click.option("--all", "everything", is_flag=True, help="List all cards that are in no deck, not only some.")
def import_anki(collection: Path, decks: tuple[str, ...], dry_run: bool, everything: bool) -> Exit:
    """Take in the reviews that you did in Anki.

    COLLECTION is a collection.anki2, or what Anki exported: a .colpkg or .apkg with scheduling information. It is only read.

    A card of Anki is taken for the one that asks and answers the same, whatever the punctuation, or whose id is a tag or a
    field of its note. Reviews that are here already are not doubled; reviews in filtered decks that left the date alone
    count as practice, and dates set by hand as nothing.
    """
    from progress.exchange import anki
    from progress.exchange.anki_files import AnkiProblem
    from progress.exchange.anki_files import opened as opened_collection

    shown = one_line(str(collection))
    with opened() as study:
        cards = recognition_of(study, decks)
        try:
            with opened_collection(collection) as connection:
                found = anki.read(connection, cards)
        except AnkiProblem as problem:
            raise Told(f"{shown} cannot be imported: {one_line(str(problem))}") from None
        _tell(found, everything)
        if dry_run:
            narrate(would_take_in(study, found.events))
            return Exit.FINE
        new = take_in(study, found.events)
    narrate(f"Imported {counted(new, 'answer')}, {len(found.events) - new} known already")
    return Exit.FINE


def _tell(found: "Found", everything: bool) -> None:
    rest = sorted(found.unmatched.values(), key=lambda each: (-each.reviews, each.asks))
    some(
        [f"{_short(each.asks)}: {counted(each.reviews, 'review')} left out. {each.reason}" for each in rest],
        everything,
    )
    total = len(found.matched) + len(rest)
    narrate(f"Matched {len(found.matched)} of {counted(total, 'card')} that you answered in Anki")
    decks = Counter(event.deck for event in found.events)
    for deck, count in sorted(decks.items()):
        narrate(f"{one_line(deck)}: {counted(count, 'review')}")
    practice = sum(event.cram for event in found.events)
    if practice:
        verb = "was" if practice == 1 else "were"
        narrate(f"{counted(practice, 'review')} of these {verb} practice in a filtered deck")
    for count, what in (
        (found.by_hand, "dates set by hand or by Anki, no answers"),
        (found.orphaned, "of cards that were deleted in Anki"),
        (found.damaged, "damaged"),
    ):
        if count:
            narrate(f"{counted(count, 'line')} left out: {what}")


def _short(text: str) -> str:
    line = one_line(text) or "(nothing)"
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"
