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
    from progress.glance.quick import DueCounts
    from study.due import due_json, due_text

    with opened() as study:
        chosen = study.settings.preferences

        def limits(deck: str) -> tuple[int, int]:
            return chosen.new_limit(deck), chosen.review_limit(deck)

        if deck is None:
            counts = study.look.due_counts(study.now(), study.days, limits=limits)
        else:
            asked = study.deck(deck)
            counts = study.look.due_counts(study.now(), study.days, asked.id, limits=limits)
            fresh = DueCounts(due=0, new=min(chosen.new_limit(asked.id), len(study.cards(asked))))
            counts = {asked.id: counts.get(asked.id, fresh)}
    sys.stdout.write(due_json(counts) if form == "json" else due_text(counts))
