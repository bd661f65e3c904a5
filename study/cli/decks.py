"""`study decks`: what there is to learn, listed and checked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from study.cli.context import deck_argument, format_option, opened
from study.cli.find import Wanted, find_kind, find_role, find_topic
from study.cli.lazy import LazyGroup
from study.cli.listing import listing
from study.cli.records import card_fields, card_lines, question_fields, question_lines
from study.output import Column, Fields, narrate, table, text_width

if TYPE_CHECKING:
    from decks.library import Loaded
    from study.core import Study

_role = click.option("--role", default="", metavar="ROLE", help="Only this role: its id or title.")
_topic = click.option("--topic", default="", metavar="TOPIC", help="Only this topic: its id or title.")
_kind = click.option("--kind", default="", metavar="KIND", help="Only this kind, such as duty-of-role.")


COMMANDS = {
    "audit": "study.cli.decks_audit:audit",
    "check": "study.cli.decks_check:check",
    "diff": "study.cli.decks_diff:diff",
    "draft": "study.cli.decks_draft:draft",
    "import": "study.cli.decks_import:import_decks",
    "new": "study.cli.decks_new:new",
    "schema": "study.cli.decks_schema:schema",
    "format": "study.cli.decks_format:format_decks",
    "add": "study.cli.decks_add:add",
    "copy": "study.cli.decks_add:copy",
    "remove": "study.cli.decks_add:remove",
    "watch": "study.cli.decks_watch:watch",
}
"""Commands of this group that live in modules of their own."""


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def decks() -> None:
    """What there is to learn.

    List decks, check them, see the cards and questions made of them.
    """


@decks.command(name="list")
@format_option("text", "json", "jsonl")
def list_decks(form: str) -> None:
    """The decks of the library: the bundled ones and those in your deck folder."""
    with opened() as study:
        loaded = study.library()
        listing(form, [_deck_fields(study, one) for one in loaded], _deck_lines)
        folder = study.locations.decks
    for one in loaded:
        if one.deck is None:
            narrate(f"{one.path} cannot be used: study decks check {one.path}")
    if form == "text":
        narrate(f"Your own decks belong in {folder}")


def _deck_fields(study: "Study", loaded: "Loaded") -> Fields:
    deck = loaded.deck
    severities = Counter(problem.severity.value for problem in loaded.problems)
    return {
        "deck": deck.id if deck else None,
        "title": deck.title if deck else None,
        "roles": len(deck.roles) if deck else 0,
        "cards": len(study.cards(deck)) if deck else 0,
        "questions": len(study.questions(deck)) if deck else 0,
        "errors": severities["error"],
        "warnings": severities["warning"],
        "bundled": loaded.bundled,
        "origin": loaded.origin.value,
        "path": str(loaded.path),
    }


def _deck_lines(records: Iterable[Fields]) -> Iterator[str]:
    columns = (
        Column("Deck"),
        Column("Title"),
        Column("Roles", right=True),
        Column("Cards", right=True),
        Column("Questions", right=True),
        Column("Errors", right=True),
        Column("Origin"),
    )
    names = ("deck", "title", "roles", "cards", "questions", "errors", "origin")
    rows = [
        ["" if r[name] is None else str(r[name]) for name in names] for r in records if r["deck"] is not None
    ]
    yield from table(columns, rows, text_width())


@decks.command()
@deck_argument
@_topic
@_role
@_kind
@format_option("text", "json", "jsonl")
def cards(deck: str | None, topic: str, role: str, kind: str, form: str) -> None:
    """The flashcards of a deck."""
    from decks.model import CardKind

    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        wanted = Wanted(find_topic(chosen, topic), find_role(chosen, role), find_kind(kind, CardKind))
        found = (
            card_fields(card)
            for card in study.cards(chosen)
            if wanted.takes(card.topic, card.role, card.kind)
        )
        listing(form, found, lambda records: card_lines(chosen, records))


@decks.command()
@deck_argument
@_topic
@_role
@_kind
@click.option(
    "--several", is_flag=True, help="Also those with several answers, whose `key` is null and `keys` a list."
)
@click.option("--seed", type=int, help="Options in the order in which a quiz of this seed shows them.")
@format_option("text", "json", "jsonl")
def questions(
    deck: str | None, topic: str, role: str, kind: str, several: bool, seed: int | None, form: str
) -> None:
    """The multiple-choice questions of a deck: those with exactly one right option.

    Its place among the options, from 0, is `key`. With --several, or when their --kind is asked for, those with several
    answers are listed too (select-duties, sort-duties, and some written by hand): `asks` says what is to be done
    (`several` or `sort`), `keys` which options are right, or which belong to the first of the two roles in `sides`.
    """
    from decks.making.shuffling import shuffled
    from decks.model import Asks, QuestionKind

    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        wanted = Wanted(find_topic(chosen, topic), find_role(chosen, role), find_kind(kind, QuestionKind))
        found = (
            q
            for q in study.questions(chosen)
            if wanted.takes(q.topic, q.role, q.kind) and (several or kind or q.asks is Asks.ONE)
        )
        shown = (question_fields(q if seed is None else shuffled(q, seed)) for q in found)
        listing(form, shown, lambda records: question_lines(chosen, records))
