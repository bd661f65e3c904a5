"""`study progress import-anki`: the reviews that were done in Anki."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, opened
from study.cli.exchanging import know_decks, recognition_of, some, take_in, would_take_in
from study.cli.exits import Exit
from study.output import counted, narrate

if TYPE_CHECKING:
    from progress.events import Event
    from progress.exchange.anki import Found
    from study.core import Study

_LONGEST = 60
_WHAT = ("put to a day", "learned without reviews here", "made new again", "suspended", "buried", "flagged")


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
    count as practice.

    Cards also get the day that Anki has put them to, and are suspended, buried and flagged as there, unless something else
    was done with them here since. A card that was learned, and whose reviews are not in the collection, gets the memory that
    Anki has of it.
    """
    from progress.exchange import anki
    from progress.exchange.anki_files import AnkiProblem
    from progress.exchange.anki_files import opened as opened_collection

    shown = one_line(str(collection))
    with opened() as study:
        own = study.locations.database
        if collection.exists() and own.exists() and collection.samefile(own):
            raise Told(f"{shown} is your own progress, and no collection of Anki.", Exit.USAGE)
        cards = recognition_of(study, decks)
        try:
            with opened_collection(collection) as connection:
                found = anki.read(connection, cards, study.days, study.days.day_of(study.now()))
        except AnkiProblem as problem:
            raise Told(f"{shown} cannot be imported: {one_line(str(problem))}") from None
        _tell(found, everything)
        states = _changing(study, found.states)
        if dry_run:
            narrate(would_take_in(study, found.events))
            _tell_states(states, "Would take over")
            return Exit.FINE
        fresh = study.store.lacks(event.id for event in found.events)
        take_in(study, [*found.events, *states])
        know_decks(study, (event.deck for event in (*found.events, *states)))
    narrate(f"Imported {counted(len(fresh), 'answer')}, {len(found.events) - len(fresh)} known already")
    _tell_states(states, "Took over")
    return Exit.FINE


def _changing(study: "Study", states: "list[Event]") -> "list[Event]":
    """Those of these events that are not here yet, and would do something to what is."""
    lacking = study.store.lacks(event.id for event in states)
    marks = study.store.marks()

    def is_so(event: "Event") -> bool:
        known = marks.get(event.card)
        if known is None:
            return False
        return known.suspended if event.kind == "suspend" else event.flag > 0 and known.flag == event.flag

    return [event for event in states if event.id in lacking and not is_so(event)]


def _tell_states(states: "list[Event]", verb: str) -> None:
    counts = Counter(_what(event) for event in states)
    if counts:
        narrate(f"{verb} from Anki: {', '.join(f'{counts[what]} {what}' for what in _WHAT if counts[what])}")


def _what(event: "Event") -> str:
    if event.kind != "reschedule":
        return {"suspend": "suspended", "bury": "buried", "flag": "flagged"}[event.kind]
    if event.memory is not None:
        return "learned without reviews here"
    return "put to a day" if event.due else "made new again"


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
    if found.unanswered:
        narrate(f"{counted(found.unanswered, 'card')} without reviews left out: in no deck")


def _short(text: str) -> str:
    line = one_line(text) or "(nothing)"
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"
