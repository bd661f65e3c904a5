"""`study browse`: cards and questions, in the app or as a listing."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from study.cli.app import check_terminal, open_app
from study.cli.context import Told, deck_argument, format_option, opened
from study.cli.exits import Exit
from study.cli.listing import listing
from study.output import Column, Fields, counted, narrate, table, text_width
from study.start import Opening, Start

if TYPE_CHECKING:
    from study.browsing.browsing import Browser, Line
    from study.core import Study

_SORTS = ("deck", "due", "role", "topic", "stability", "difficulty", "lapses", "recall")
_CHUNK = 400


@click.command()
@deck_argument
@click.option(
    "--search", default="", metavar="SEARCH", help="What to look for, such as 'is:due topic:safety -word'."
)
@click.option("--sort", type=click.Choice(_SORTS), default="deck", show_default=True, help="What to sort by.")
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--plain", is_flag=True, help="List them instead of opening the app.")
@format_option("text", "json", "jsonl")
def browse(deck: str | None, search: str, sort: str, reverse: bool, plain: bool, form: str) -> int:
    """Cards and questions, of all decks or of one: search, read, suspend, flag, reschedule.

    A word finds what has a word that begins like it, "in quotation marks" exact words; - excludes, or and brackets join.
    There are deck: topic: role: kind: id: note: is: flag: prop: added: and rated:, such as is:due, prop:r<0.9 or added:7.
    """
    from progress.searching.parsing import SearchWrong, parse

    try:
        parse(search)
    except SearchWrong as wrong:
        raise Told(wrong, Exit.USAGE) from None
    given = click.get_current_context().get_parameter_source("form")
    if not (plain or (given is not None and given.name == "COMMANDLINE")):
        check_terminal("study browse --plain")
        with opened() as study:
            return open_app(study, Start(Opening.BROWSE, deck or "", search=search))
    with opened() as study:
        _list(study, deck, search, sort, form, reverse=reverse)
    return Exit.FINE


def _list(study: "Study", deck: str | None, search: str, sort: str, form: str, *, reverse: bool) -> None:
    from progress.searching.sorting import Sort
    from study.browsing.browsing import Browser

    found = [loaded.deck for loaded in study.library() if loaded.deck is not None] if deck is None else []
    browser = Browser(study, found or [study.deck(deck) if deck else study.default_deck()])
    browser.open()
    places = browser.search(search, Sort(sort), backwards=reverse)
    lines = (
        line
        for start in range(0, len(places), _CHUNK)
        for line in browser.lines(places[start : start + _CHUNK])
    )
    listing(form, (fields(study, browser, line) for line in lines), _text)
    for unmade in browser.unmade:
        narrate(
            f"The questions of “{unmade.id}” were not made yet; study decks questions {unmade.id} makes them."
        )
    narrate(f"{counted(len(places), 'line')} of {len(browser)}.")


def fields(study: "Study", browser: "Browser", line: "Line") -> Fields:
    """A line under the names that programs rely on."""
    from study.browsing.browsing import state_of

    memory, marks = line.memory, line.marks
    today = browser.columns.situation.today
    place = browser.columns.items
    return {
        "id": line.id,
        "deck": line.deck,
        "kind": line.kind,
        "question": line.question,
        "role": place.roles[line.place].partition(":")[2] or None,
        "role_title": line.role or None,
        "topic": place.topics[line.place].partition(":")[2],
        "prompt": line.text,
        "state": state_of(line, today, study.settings.preferences.leech_threshold),
        "due": memory.due_on(study.days).isoformat() if memory else None,
        "stability": round(memory.stability, 4) if memory else None,
        "difficulty": round(memory.difficulty, 4) if memory else None,
        "recall": round(study.scheduler.recall(memory, study.now()), 4) if memory else None,
        "reps": memory.reps if memory else 0,
        "lapses": memory.lapses if memory else 0,
        "suspended": marks.suspended,
        "buried_until": marks.buried_until.isoformat() if marks.buried_until else None,
        "flag": marks.flag,
        "note": marks.note,
    }


def _text(records: Iterable[Fields]) -> Iterator[str]:
    rows = [
        (
            str(each["state"]),
            f"flag {each['flag']}" if each["flag"] else "",
            str(each["role_title"] or ""),
            str(each["prompt"]),
        )
        for each in records
    ]
    flags = any(row[1] for row in rows)
    columns = [Column("State"), Column("Flag"), Column("Role"), Column("Card or question")]
    kept = [0, 1, 2, 3] if flags else [0, 2, 3]
    if rows:
        yield from table([columns[i] for i in kept], [[row[i] for i in kept] for row in rows], text_width())
