"""`study learn`: new cards step by step, in the app or line by line."""

import click

from study.cli.app import check_terminal, open_app
from study.cli.context import deck_argument, opened
from study.cli.exits import Exit
from study.cli.keeping import kept_safe
from study.start import Opening, Start


@click.command()
@deck_argument
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
def learn(deck: str | None, plain: bool) -> int:
    """New cards, step by step: recognise, complete, recall."""
    if not plain:
        check_terminal("study learn --plain")
    with opened() as study:
        if not plain:
            return open_app(study, Start(Opening.LEARN, deck or ""))
        from study.plain.learn import talk

        chosen = study.deck(deck) if deck else study.default_deck()
        with kept_safe(study):
            talk(study, chosen)
        return Exit.FINE
