"""`study decks`: what there is to learn, listed and checked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.text import one_line
from study.cli.context import Told, deck_argument, format_option, opened
from study.cli.exits import Exit
from study.cli.find import Wanted, find_kind, find_role, find_topic
from study.cli.listing import listing
from study.cli.records import card_fields, card_lines, problem_fields, question_fields, question_lines
from study.output import Column, Fields, counted, narrate, table, text_width, wrapped

if TYPE_CHECKING:
    from decks.library import Loaded
    from decks.problems import Problem
    from study.core import Study

_role = click.option("--role", default="", metavar="ROLE", help="Only this role: its id or title.")
_topic = click.option("--topic", default="", metavar="TOPIC", help="Only this topic: its id or title.")
_kind = click.option("--kind", default="", metavar="KIND", help="Only this kind, such as duty-of-role.")


@click.group()
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
    )
    names = ("deck", "title", "roles", "cards", "questions", "errors")
    rows = [
        ["" if r[name] is None else str(r[name]) for name in names] for r in records if r["deck"] is not None
    ]
    yield from table(columns, rows, text_width())


@decks.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@format_option("text", "json", "jsonl")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
def check(paths: tuple[str, ...], form: str, strict: bool) -> Exit:
    """Check deck files (or decks by name): each problem with its file, line and column.

    Without PATH, all decks of the library. Exits with 1 where there are errors.
    """
    with opened() as study:
        problems = [problem for one in _to_check(study, paths) for problem in _problems_of(one)]
    listing(
        form,
        map(problem_fields, problems),
        lambda _: (wrapped(str(problem), None)[0] for problem in problems),
    )
    counts = Counter(problem.severity.value for problem in problems)
    narrate(", ".join(counted(counts[name], name) for name in ("error", "warning", "hint")))
    return Exit.PROBLEMS if counts["error"] or (strict and counts["warning"]) else Exit.FINE


def _to_check(study: "Study", names: Sequence[str]) -> list["Loaded"]:
    from decks.library import SUFFIXES, Library, load_file

    if not names:
        return list(study.library())
    found: list[Loaded] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
            if not inside:
                raise Told(f"There are no deck files in the folder {one_line(name)}.", Exit.USAGE)
            found += (load_file(file, bundled=False) for file in inside)
        elif path.suffix.lower() in SUFFIXES or path.is_file():
            found.append(load_file(path, bundled=False, shown=name))
        else:
            found.append(Library([study.locations.decks]).load(name))
    return found


def _problems_of(loaded: "Loaded") -> list["Problem"]:
    from decks.checks import check as beyond_syntax

    found = list(loaded.problems)
    if loaded.deck is not None:
        found += (problem for problem in beyond_syntax(loaded.deck) if problem not in found)
    return sorted(found, key=lambda problem: (problem.mark.path, problem.mark.line, problem.mark.column))


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
@click.option("--seed", type=int, help="Options in the order in which a quiz of this seed shows them.")
@format_option("text", "json", "jsonl")
def questions(deck: str | None, topic: str, role: str, kind: str, seed: int | None, form: str) -> None:
    """The multiple-choice questions of a deck."""
    from decks.model import QuestionKind
    from decks.questions import shuffled

    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        wanted = Wanted(find_topic(chosen, topic), find_role(chosen, role), find_kind(kind, QuestionKind))
        found = (q for q in study.questions(chosen) if wanted.takes(q.topic, q.role, q.kind))
        shown = (question_fields(q if seed is None else shuffled(q, seed)) for q in found)
        listing(form, shown, lambda records: question_lines(chosen, records))
