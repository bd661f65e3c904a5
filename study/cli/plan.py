"""`study plan`: the exam on a deck, what to expect on the day, and what to do until then."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from study.cli.context import Told, deck_argument, format_option, opened
from study.cli.days import Day
from study.output import json_text, text_width, wrapped, write

if TYPE_CHECKING:
    from decks.model import Deck
    from study.core import Study


@click.command()
@deck_argument
@click.option(
    "--date",
    "day",
    type=Day(),
    help="Set the day of the exam; it goes before the one that the deck names.",
)
@click.option(
    "--mark", type=click.IntRange(1, 100), metavar="PERCENT", help="Set the mark that you want to reach."
)
@click.option("--follow", is_flag=True, help="Set your new cards a day to what the plan asks for.")
@format_option("text", "json")
def plan(deck: str | None, day: date | None, mark: int | None, follow: bool, form: str) -> None:
    """The exam on a deck: what to expect on the day, and how many new cards and minutes a day lead there."""
    from study.insights.exam_plan import exam_plan, pace_of
    from study.words.exam_plan import NO_EXAM, assumptions, head, rows, sentences

    with opened() as study:
        chosen = study.deck(deck) if deck else study.default_deck()
        if day is not None:
            _set(study, chosen, "exam", day)
        if mark is not None:
            _set(study, chosen, "wanted_mark", mark)
        if follow and (steps := pace_of(study, chosen)) is not None and steps.unmet:
            _set(study, chosen, "new_per_day", steps.new_per_day)
        found = exam_plan(study, chosen)
        if found is None:
            raise Told(f"{NO_EXAM} study plan {chosen.id} --date 2027-06-15 sets it.")
        if form == "json":
            write(json_text(asdict(found) | _days(asdict(found))))
            return
        write(found.title)
        for text in (head(found), *sentences(found)):
            for line in wrapped(text, text_width()):
                write(line)
        write("")
        write("The mark to expect on the day, and its range")
        for label, text in rows(found):
            for line in wrapped(text, text_width(), f"{label}: ", "  "):
                write(line)
        write("")
        for text in assumptions(found):
            for line in wrapped(text, text_width()):
                write(line)


def _set(study: "Study", deck: "Deck", key: str, value: object) -> None:
    from study.settings.choices import FILE
    from study.settings.settling import settle
    from study.settings.writing import SettingRefused, change_setting

    try:
        change_setting(study.locations.home / FILE, key, value, deck=deck.id)
    except SettingRefused as refused:
        raise Told(refused) from None
    settle(study)


def _days(fields: dict[str, object]) -> dict[str, object]:
    """Days as they stand in JSON."""
    return {key: value.isoformat() for key, value in fields.items() if isinstance(value, date)} | {
        key: value | _days(value) for key, value in fields.items() if isinstance(value, dict)
    }
