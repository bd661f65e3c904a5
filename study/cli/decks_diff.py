"""`study decks diff`: what an edit of a deck means for those who learn from it, before they have it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from study.cli.context import Told, format_option, opened
from study.cli.decks_diff_text import lines, summary
from study.cli.exits import Exit
from study.output import Fields, counted, json_text, narrate, write

if TYPE_CHECKING:
    from decks.diffing.model import Change, Difference
    from decks.model import Deck
    from study.core import Study
    from study.editing.schedules import Planned


@click.command()
@click.argument("decks", nargs=-1, required=True, metavar="[OLD] NEW")
@format_option("text", "json")
def diff(decks: tuple[str, ...], form: str) -> Exit:
    """What an edit of a deck means for those who learn from it.

    Compares two decks; or, with NEW alone, what you have studied with the deck as it is now. Says of each card whether its
    progress goes on, whether it is asked again, and what waits for a word of yours in `renames`. Changes nothing.
    Exits with 1 where something waits for you.
    """
    if len(decks) > 2:
        raise click.UsageError("Name one deck or two, the older first.")
    with opened() as study:
        new = _read(study, decks[-1])
        mistakes: list[str] = []
        if len(decks) == 2:
            old = _read(study, decks[0])
            found, planned = _between(study, old, new)
            if old.id != new.id:
                mistakes.append(
                    f"The deck's id was “{old.id}” and is “{new.id}”: no progress follows to another deck. "
                    f"Write “deck: {old.id}” again."
                )
        else:
            known = _since_opened(study, new)
            if known is None:
                raise Told(
                    f"You have not studied the deck “{new.id}” here, so there is nothing to compare it with. "
                    "Name two decks, the older first."
                )
            found, planned = known
        mistakes += found.mistakes
    changes = [each for each in found.changes if each.what != "same" or each.renamed or each.moved]
    if form == "json":
        write(json_text(_fields(new, found, changes, mistakes, planned)))
    else:
        for line in lines(new, found, changes, mistakes, planned):
            write(line)
        narrate(summary(changes, found))
    return Exit.PROBLEMS if mistakes or found.unclear else Exit.FINE


def _read(study: "Study", name: str) -> "Deck":
    """The deck; it is said where only a part of it can be used, for what is left out seems to be removed."""
    from decks.library import Library
    from decks.text import one_line
    from study.core import usable

    loaded = Library([study.locations.decks]).load(name)
    errors = sum(problem.severity.value == "error" for problem in loaded.problems)
    if loaded.deck is not None and errors:
        shown = one_line(name)
        narrate(
            f"{shown} has {counted(errors, 'error')}, and what is unsound counts as removed: study decks check {shown}"
        )
    return usable(loaded)


def _between(study: "Study", old: "Deck", new: "Deck") -> "tuple[Difference, list[Planned]]":
    from decks.cards import make_cards
    from decks.diffing.diffing import compare, former_of
    from decks.diffing.senses import senses_of
    from study.editing.schedules import schedule

    before, after = senses_of(old, make_cards(old)), senses_of(new, make_cards(new))
    found = compare(former_of(old, before), new, after)
    start = f"{old.id}:"
    memories = {card.removeprefix(start): memory for card, memory in study.memories(old).items()}
    return found, schedule(found, memories, study.now()) if old.id == new.id else []


def _since_opened(study: "Study", deck: "Deck") -> "tuple[Difference, list[Planned]] | None":
    from dataclasses import replace

    from study.editing.following import outlook
    from study.editing.schedules import schedule

    if not study.locations.has_progress:
        return None
    found = outlook(study.store, deck, study.cards(deck))
    if not found.present and not found.memories:
        return None
    planned = schedule(found.difference, found.memories, study.now())
    # What was gone before is no news; it stands among what waits.
    news = tuple(
        each for each in found.difference.changes if each.new or (each.old and each.old.card in found.present)
    )
    return replace(found.difference, changes=news), planned


# As JSON


def _fields(
    deck: "Deck",
    found: "Difference",
    changes: "Sequence[Change]",
    mistakes: Sequence[str],
    planned: "Sequence[Planned]",
) -> Fields:
    from study.editing.schedules import Fate, fates

    counts = fates(planned)
    return {
        "deck": deck.id,
        "changes": [_change_fields(each) for each in changes],
        "renamed": dict(sorted(found.renamed.items())),
        "unclear": [
            {
                "name": each.name,
                "choices": [{"name": name, "likeness": round(like, 2)} for name, like in each.choices],
            }
            for each in found.unclear
        ],
        "mistakes": list(mistakes),
        "schedule": {
            "learned": len(planned),
            "reviews": sum(each.reviews for each in planned),
            **{fate.value: counts[fate] for fate in Fate},
            "cards": [
                {
                    "was": each.was,
                    "card": each.card,
                    "fate": each.fate.value,
                    "reviews": each.reviews,
                    "due": each.due.isoformat(),
                    "due_after": each.due_after.isoformat() if each.due_after else None,
                }
                for each in planned
            ],
        },
    }


def _change_fields(change: "Change") -> Fields:
    old, new = change.old, change.new
    return {
        "what": change.what.value,
        "card": new.card if new else None,
        "was": old.card if old else None,
        "renamed": change.renamed,
        "text": new.shown if new else None,
        "was_text": old.shown if old else None,
        "topic": new.topic if new else None,
        "was_topic": old.topic if old else None,
        "why": change.why,
        "kin": change.kin or None,
    }
