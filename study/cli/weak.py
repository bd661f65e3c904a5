"""`study weak`: where a learner stands in each topic."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from study.cli.context import deck_argument, format_option, opened
from study.output import Column, Fields, json_line, json_text, narrate, table, text_width, write

if TYPE_CHECKING:
    from progress.weak import TopicStanding

_COLUMNS = (
    Column("Topic"),
    Column("Known", right=True),
    Column("80% interval", right=True),
    Column("Answers", right=True),
    Column("Recall", right=True),
    Column("Seen", right=True),
)
_VERDICTS = {True: "Weak:", False: "Not weak:", None: "Not enough evidence yet:"}


@click.command()
@deck_argument
@format_option("text", "json", "jsonl")
def weak(deck: str | None, form: str) -> None:
    """Weak topics, weakest first, with how sure that is."""
    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        standings = study.weak(chosen)
    if form == "json":
        write(json_text([fields(standing) for standing in standings]))
    elif form == "jsonl":
        for standing in standings:
            write(json_line(fields(standing)))
    else:
        for line in _lines(standings):
            write(line)
        if not any(standing.answers for standing in standings):
            narrate("No answers yet: begin with `study review` or `study quiz`.")


def fields(standing: "TopicStanding") -> Fields:
    """The standing under the names that programs rely on; `weak` is null where the evidence is not enough."""
    return {
        "topic": standing.topic,
        "title": standing.title,
        "mean": round(standing.mean, 4),
        "low": round(standing.low, 4),
        "high": round(standing.high, 4),
        "answers": standing.answers,
        "weak": standing.weak,
        "recall_today": None if standing.recall_today is None else round(standing.recall_today, 4),
        "coverage": round(standing.coverage, 4),
    }


def _lines(standings: Sequence["TopicStanding"]) -> list[str]:
    """One table, with a heading before the topics of each verdict."""
    rows: list[tuple[str, ...] | str] = []
    for verdict, heading in _VERDICTS.items():
        group = [standing for standing in standings if standing.weak is verdict]
        rows += [heading] * bool(group)
        rows += map(_row, group)
    return table(_COLUMNS, rows, text_width())


def _row(standing: "TopicStanding") -> tuple[str, ...]:
    return (
        standing.title,
        f"{standing.mean:.0%}" if standing.answers else "",
        f"{standing.low:.0%} to {standing.high:.0%}" if standing.answers else "",
        str(standing.answers),
        "" if standing.recall_today is None else f"{standing.recall_today:.0%}",
        f"{standing.coverage:.0%}",
    )
