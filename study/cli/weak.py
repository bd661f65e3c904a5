"""`study weak`: where a learner stands, what is taken for what, and how far that can be trusted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from study.cli.context import deck_argument, format_option, opened
from study.output import Column, Fields, json_line, json_text, narrate, table, text_width, wrapped, write

if TYPE_CHECKING:
    from decks.model import Deck
    from progress.mastery.trend import Trend
    from progress.mastery.weak import TopicStanding
    from study.core import Study
    from study.insights.insight import Insight

_HEADS = {"topic": "Topic", "role": "Role", "kind": "Kind of fact"}
_CLOSE = "Too close to 60% to tell:"
_VERDICTS = {True: "Weak:", False: "Not weak:", None: "Not enough evidence yet:"}
_HEADINGS = (_VERDICTS[True], _CLOSE, _VERDICTS[False], _VERDICTS[None])
_NOTHING = "No answers yet: begin with `study review` or `study quiz`."


@click.command()
@deck_argument
@click.option(
    "--by", type=click.Choice(list(_HEADS)), default="topic", show_default=True, help="What to tell it for."
)
@click.option("--confusions", "view", flag_value="confusions", help="Which role you take for which.")
@click.option(
    "--calibration",
    "view",
    flag_value="calibration",
    help="How far your certainty, and the recall that was expected, came true.",
)
@click.option(
    "--forecast",
    "view",
    flag_value="forecast",
    help="The mark to expect in an exam, as things stand; where its day is set, what study plan says of that, too.",
)
@format_option("text", "json", "jsonl")
@click.option("--plain", is_flag=True, help="A sentence for each, for pipes and screen readers.")
def weak(deck: str | None, by: str, view: str | None, form: str, plain: bool) -> None:
    """Weak topics, weakest first, with how sure that is.

    Known is the share of a topic's facts that you would recall, when you last answered, with nothing to choose from: lucky
    guesses and slips are taken out. Recall is that of its learned cards today, as the schedule expects it; seen is
    the share of its facts that were ever asked.
    """
    if view and by != "topic":
        raise click.UsageError(f"--by goes without --{view}.")
    if plain and (view or form != "text"):
        raise click.UsageError("--plain goes with --by alone.")
    from study.cli import weak_views
    from study.insights.insight import Insight

    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        insight = Insight(study, chosen)
        if view:
            weak_views.VIEWS[view](chosen, study.questions(chosen), insight, form)
            return
        if plain:
            _say(study, chosen, insight, by)
            return
        _standings(insight, by, form)


def _say(study: "Study", deck: "Deck", insight: "Insight", by: str) -> None:
    from progress.mastery.gaining import sentence
    from progress.mastery.subjects import By
    from study.plain.names import deck_name
    from study.plain.weak import weak_lines

    standings = insight.standings(By(by))
    topics = by == "topic"
    step = sentence(insight.steps(standings)) if topics else ""
    for text in weak_lines(deck.title, standings, step, deck_name(study, deck) if topics else ""):
        for line in wrapped(text, text_width()):
            write(line)


def _standings(insight: "Insight", by: str, form: str) -> None:
    from progress.mastery.subjects import By

    standings = insight.standings(By(by))
    if form == "json":
        write(json_text([fields(standing) for standing in standings]))
        return
    if form == "jsonl":
        for standing in standings:
            write(json_line(fields(standing)))
        return
    for line in _lines(standings, _HEADS[by]):
        write(line)
    if not any(standing.answers for standing in standings):
        narrate(_NOTHING)
    elif by == "topic":
        from progress.mastery.gaining import sentence

        narrate(sentence(insight.steps(standings)))


def fields(standing: "TopicStanding") -> Fields:
    """The standing under the names that programs rely on; `weak` is null where the evidence is not enough."""
    trend = standing.trend
    return {
        "topic": standing.topic,
        "title": standing.title,
        "mean": round(standing.mean, 4),
        "low": round(standing.low, 4),
        "high": round(standing.high, 4),
        "answers": standing.answers,
        "weak": standing.weak,
        "weak_probability": round(standing.below, 4),
        "recall_today": _rounded(standing.recall_today),
        "coverage": round(standing.coverage, 4),
        "trend": trend.direction.value,
        "trend_change": _rounded(trend.change),
        "trend_low": _rounded(trend.low),
        "trend_high": _rounded(trend.high),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _lines(standings: Sequence["TopicStanding"], head: str) -> list[str]:
    """One table, with a heading before the topics of each verdict."""
    columns = (
        Column(head),
        Column("Known", right=True),
        Column("80% interval", right=True),
        Column("Trend"),
        Column("Answers", right=True),
        Column("Recall", right=True),
        Column("Seen", right=True),
    )
    rows: list[tuple[str, ...] | str] = []
    for heading in _HEADINGS:
        group = [standing for standing in standings if _heading(standing) == heading]
        rows += [heading] * bool(group)
        rows += map(_row, group)
    return table(columns, rows, text_width())


def _heading(standing: "TopicStanding") -> str:
    return _CLOSE if standing.close else _VERDICTS[standing.weak]


def _row(standing: "TopicStanding") -> tuple[str, ...]:
    return (
        standing.title,
        f"{standing.mean:.0%}" if standing.answers else "",
        f"{standing.low:.0%} to {standing.high:.0%}" if standing.answers else "",
        _trend(standing.trend),
        str(standing.answers),
        "" if standing.recall_today is None else f"{standing.recall_today:.0%}",
        f"{standing.coverage:.0%}",
    )


def _trend(trend: "Trend") -> str:
    """Where it goes, and by how many percentage points at least and at most; nothing where that is not known."""
    if trend.low is None or trend.high is None or trend.direction.value == "unknown":
        return ""
    if trend.direction.value == "flat":
        return "flat"
    ends = sorted((abs(trend.low), abs(trend.high)))
    return f"{trend.direction.value} {ends[0] * 100:.0f} to {ends[1] * 100:.0f}"
