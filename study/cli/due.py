"""`study due` for what the quick path leaves: usage, help, decks named by path or never opened."""

import sys

import click

from study.cli.context import deck_argument, format_option, opened


@click.command()
@deck_argument
@format_option("text", "json")
def due(deck: str | None, form: str) -> None:
    """Counts for a shell prompt.

    Cards due now, and new ones that today's limit still allows.
    """
    from progress.limits import NEW_PER_DAY
    from progress.quick import DueCounts, due_counts
    from study.due import due_json, due_text

    with opened() as study:
        if deck is None:
            counts = due_counts(study.locations.database, study.now(), study.days)
        else:
            chosen = study.deck(deck)
            counts = due_counts(study.locations.database, study.now(), study.days, chosen.id)
            fresh = DueCounts(due=0, new=min(NEW_PER_DAY, len(study.cards(chosen))))
            counts = {chosen.id: counts.get(chosen.id, fresh)}
    sys.stdout.write(due_json(counts) if form == "json" else due_text(counts))
