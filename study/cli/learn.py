"""`study review` and `study quiz`: in the app, or line by line."""

import click

from study.cli.app import check_terminal, open_app
from study.cli.context import deck_argument, opened
from study.cli.exits import Exit
from study.cli.find import find_role, find_topic
from study.start import Opening, Start

_plain = click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
_topic = click.option("--topic", default="", metavar="TOPIC", help="Only this topic: its id or title.")


@click.command()
@deck_argument
@_topic
@_plain
def review(deck: str | None, topic: str, plain: bool) -> int:
    """Flashcards: what is due now, then new ones."""
    if not plain:
        check_terminal("study review --plain")
    with opened() as study:
        if not (plain or deck or topic):
            return open_app(study, Start(Opening.REVIEW))  # which can draw before any deck is read
        chosen = study.deck(deck) if deck else study.default_deck()
        topic = find_topic(chosen, topic)
        if plain:
            from study.plain.review import talk

            talk(study, chosen, topic)
            return Exit.FINE
        return open_app(study, Start(Opening.REVIEW, deck or "", topic))


@click.command()
@deck_argument
@_topic
@click.option("--role", default="", metavar="ROLE", help="Only this role: its id or title.")
@click.option(
    "--count", default=10, show_default=True, type=click.IntRange(1, 500), help="How many questions."
)
@click.option("--seed", type=int, help="The same number chooses the same questions in the same order.")
@click.option(
    "--resume/--new",
    default=None,
    help="Take an unfinished quiz up again, or begin a new one, without asking.",
)
@_plain
def quiz(
    deck: str | None, topic: str, role: str, count: int, seed: int | None, resume: bool | None, plain: bool
) -> int:
    """Multiple-choice questions, with feedback after each."""
    if not plain:
        if resume is not None:
            raise click.UsageError(
                "--resume and --new go with --plain; in the app, Home offers the unfinished quiz."
            )
        check_terminal("study quiz --plain")
    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        topic, role = find_topic(chosen, topic), find_role(chosen, role)
        if plain:
            from study.plain.quiz import Wish, talk

            talk(study, chosen, Wish(topic, role, count, seed, resume))
            return Exit.FINE
        return open_app(study, Start(Opening.QUIZ, deck or "", topic, role, count, seed))
